"""Lines: what is running text, heading, salutation or furniture (GUIDELINES «Statements», last paragraph)."""

import pytest

from huiyin.reading.fold import fold
from huiyin.reading.layout import Role, heading_text, lay_out

RUNNING = "过去一年，全市上下攻坚克难，各项事业取得了新的成绩。"


def role_of(line: str) -> tuple[Role, int]:
    """Return what a line is when it stands below running text."""
    found = lay_out(fold(f"{RUNNING}\n{line}\n"))
    assert len(found) == 2
    return found[1].role, found[1].level


SALUTATIONS = ("沈清等七位代表：", "沈清、周砚秋等十二名委员：")


@pytest.mark.parametrize("line", SALUTATIONS)
def test_how_many_are_addressed(line: str) -> None:
    """Several deputies may be counted in Chinese numerals."""
    assert role_of(line)[0] is Role.SKIPPED


TITLES = (
    "县人民政府办公室关于印发2026年县《政府工作报告》确定的重点工作责任分解方案和2026年市《政府工作报告》涉及云汀重点事项责任分解方案的通知",
)


@pytest.mark.parametrize("line", TITLES)
def test_a_long_title_is_a_heading(line: str) -> None:
    """A circular's title may name two plans."""
    assert role_of(line) == (Role.HEADING, 4)


TEXT = {
    "sentence": "改造老旧小区58个，惠及居民2.4万户。",
    "numbered-sentence": "1.改造老旧小区58个，惠及居民2.4万户。",
    "numbered-slogan": "（三）全力保障改善民生，不断提升群众生活品质。",
    "ends-in-semicolon": "改造老旧小区58个；",
    "ends-in-colon": "重点做好以下工作：",
    "ends-in-exclamation-mark": "让我们携手奋进！",
    "sentence-in-quotes": "“过去要跑五六趟，现在一次办成。”",
    "clauses-without-an-end": "全力保障改善民生，不断提升群众生活品质，让发展成果更多更公平惠及全体人民",
    "long-without-marks": "改造老旧小区" * 15,
    "first-must": "一要加强监管，二要畅通渠道。",
    "ceremony": "现在，我代表市人民政府，向大会报告工作，请予审议。",
    "date-at-the-head": "2026年1月9日上午，市十七届人大五次会议开幕。",
    "honouring-the-old": "尊敬老人，人人有责。",
    "closing-of-an-answer": "专此函告",
    "what-was-done-as-follows": (
        "根据石井镇人民政府的建议，县农业农村局高度重视，将责任分解落实到各单位，召开会议研究，认真办理，"
        "主要采取的措施如下："
    ),
    "reporter-as-subject": "记者从会上获悉，全市新增学位1620个。",
}

HEADINGS = {
    "part": ("一、2025年工作回顾", 1),
    "chapter": ("第一部分 2025年工作回顾", 1),
    "section": ("（一）坚持创新驱动", 2),
    "half-width-section": ("(一)坚持创新驱动", 2),
    "item": ("1.深化国企改革", 3),
    "bracketed-item": ("（1）深化国企改革", 3),
    "circled-item": ("①深化国企改革", 3),
    "triangle": ("▼▼临江区代表团代表一致认为", 3),
    "unnumbered": ("2026年工作安排", 4),
    "short-with-comma": ("深化改革，扩大开放", 4),
    "numbered-with-comma": ("（二）坚持创新驱动，改革开放纵深推进", 2),
    "title-of-a-reply": ("关于加快解决老旧小区停车难问题建议的答复", 4),
}

SKIPPED = {
    "to-deputies": "各位代表：",
    "to-deputies-exclaimed": "各位代表！",
    "to-comrades": "同志们：",
    "to-a-net-user": "尊敬的网友：",
    "to-a-net-user-by-number": "网友“YT00412”您好！",
    "to-several-deputies": "沈清、温如岚、陆鸣溪代表：",
    "to-deputies-by-number": "沈清等3名代表：",
    "to-a-deputy": "沈𣲗代表：",
    "to-a-deputy-in-the-bmp": "沈清代表：",
    "to-an-office-of-a-district": "区城管局：",
    "to-two": "周砚秋委员：",
    "to-an-honoured-deputy": "尊敬沈清代表：",
    "picture-with-a-credit": "代表在讨论。 叶青禾 摄",
    "source": "来源：云汀日报　　时间：2026-01-11 08:12",
    "by-line": "本报记者　叶青禾",
    "by-line-net": "记者 叶青禾",
    "editor": "责任编辑：叶青禾",
    "published": "发布时间：2026-01-11",
    "font-size": "【字体：大 中 小】",
    "print": "打印　关闭",
    "position": "您的位置：首页 > 政务公开",
    "date": "2026年4月8日",
    "date-in-han": "二〇二六年四月八日",
    "date-with-dashes": "2026-04-08",
    "number-of-a-document": "云政办发〔2026〕3号",
    "signature": "云汀市住房和城乡建设局",
    "signature-with-date": "云汀市教育局 2026年4月8日",
    "copies": "抄送：市人大常委会代表工作委员会，市政府督查室。",
    "contact": "联系人：方知远　联系电话：0000-0000000",
    "index": "索引号：YT-2026-0087",
    "to-offices": "各县（区）人民政府，市政府各部门：",
    "to-one-office": "云汀市财政局：",
    "to-a-standing-committee": "云汀市人大常委会：",
    "to-deputies-and-comrades": "各位代表、同志们：",
    "session-in-brackets": "（2026年1月9日在云汀市第十七届人民代表大会第五次会议上）",
    "published-by": "云汀网 2026-01-11 16:47 来源: 作者: 查看:",
    "long-picture-credit": "1月9日下午，云汀宾馆，出席县人代会的石井镇代表团代表陆续抵达驻地，"
    "向大会报到，与工作人员亲切交谈，领取会议材料和出席证。 叶青禾摄",
    "picture-credit": "临江大桥夜景。记者 叶青禾 摄",
    "note": "（本文为演示用的虚构文本，人物、单位和数字均属虚构。）",
}

FAULTS: dict[str, str] = {}


def marked(identity: str) -> list[pytest.MarkDecorator]:
    """Return the xfail of a known fault."""
    return [pytest.mark.xfail(strict=True, reason=FAULTS[identity])] if identity in FAULTS else []


@pytest.mark.parametrize("line", [pytest.param(v, id=k, marks=marked(k)) for k, v in TEXT.items()])
def test_running_text(line: str) -> None:
    """What is said in clauses is text, however it is numbered."""
    assert role_of(line) == (Role.TEXT, 0)


@pytest.mark.parametrize(("line", "level"), [pytest.param(*v, id=k, marks=marked(k)) for k, v in HEADINGS.items()])
def test_headings_and_their_level(line: str, level: int) -> None:
    """A noun phrase or a numbered line without an end is a heading; its numbering tells the level."""
    assert role_of(line) == (Role.HEADING, level)


@pytest.mark.parametrize("line", [pytest.param(v, id=k, marks=marked(k)) for k, v in SKIPPED.items()])
def test_salutations_and_furniture(line: str) -> None:
    """By-lines, dates, navigation and salutations belong to no statement."""
    assert role_of(line) == (Role.SKIPPED, 0)


def test_a_line_knows_its_place_without_the_white_space_around_it() -> None:
    """Blank lines are no lines; offsets are those of the text."""
    text = "\n　　一、工作回顾  \n\n \n过去一年成绩显著。\n"
    assert [(text[line.start : line.end], line.role) for line in lay_out(text)] == [
        ("一、工作回顾", Role.HEADING),
        ("过去一年成绩显著。", Role.TEXT),
    ]


def test_a_line_without_an_end_above_all_text_is_a_title() -> None:
    """A title of two clauses with a comma is one only where no running text stands before it."""
    title = "踔厉奋发开新局，凝心聚力谱新篇，云汀市两会代表委员热议发展侧记"
    assert [line.role for line in lay_out(f"{title}\n{RUNNING}\n{title}")] == [Role.HEADING, Role.TEXT, Role.TEXT]


def test_a_title_may_ask() -> None:
    """A question is a title where the source or the date stands right below it."""
    found = lay_out(fold(f"代表带来了哪些声音？\n2026-01-09 来源：云汀日报\n{RUNNING}\n"))
    assert [line.role for line in found] == [Role.HEADING, Role.SKIPPED, Role.TEXT]
    found = lay_out(fold(f"小区何时通燃气？\n{RUNNING}\n"))
    assert [line.role for line in found] == [Role.TEXT, Role.TEXT]


def test_sentences_above_all_text_are_no_title() -> None:
    """A line with sentence ends inside is running text, though its last mark is missing."""
    assert lay_out("民生持续改善！生态更加优美；治理效能提升")[0].role is Role.TEXT


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("一、工作回顾", "工作回顾"),
        ("(二)坚持创新驱动", "坚持创新驱动"),
        ("▼▼临江区代表团代表一致认为", "临江区代表团代表一致认为"),
        ("第三章 产业发展", "产业发展"),
        ("3．深化改革", "深化改革"),
        ("2026年工作安排", "2026年工作安排"),
        ("——政府自身建设——", "政府自身建设"),
    ],
    ids=["part", "section", "triangle", "chapter", "full-width-point", "year-is-no-number", "dashes"],
)
def test_a_heading_is_kept_without_its_numbering(line: str, heading: str) -> None:
    """The words of the heading remain."""
    assert heading_text(line) == heading


@pytest.mark.parametrize("text", ["", "\n\n", " 　\t\n"], ids=["empty", "line-breaks", "white-space"])
def test_nothing_has_no_lines(text: str) -> None:
    """A text without a character to see is laid out to nothing."""
    assert lay_out(fold(text)) == []
