"""A reporter's own words between the words of those who speak. All sentences are invented."""

import pytest

from huiyin.reading import read
from huiyin.reading.narration import (
    brings,
    calls_upon,
    came_about,
    comments,
    could_be,
    group_before,
    in_quotation,
    judges_members,
    judges_work,
    must,
    narrates,
    praises,
    puts_forward,
    ranks,
    sets_scene,
    tells_deeds,
    tells_of_words,
)

QUESTIONS = [
    (narrates, "代表们结合实际踊跃发言", True),
    (narrates, "会议推选了代表团团长", True),
    (narrates, "区领导分别到代表团参加审议", True),
    (narrates, "共收集意见建议132条", True),
    (narrates, "公交线路延伸到老矿区", False),
    (narrates, "沈清说：“会议开得很好”", False),
    (praises, "对政府工作给予高度评价", True),
    (praises, "代表们赞同这个报告", True),
    (praises, "大家的意见不少", False),
    (tells_of_words, "代表们提出了许多意见和建议", True),
    (tells_of_words, "代表们就议案进行了发言", True),
    (tells_of_words, "代表们建议增开公交线路", False),
    (tells_deeds, "完成了各项目标任务", True),
    (tells_deeds, "经济发展逆势上扬", True),
    (tells_deeds, "报告总结了完成情况", False),
    (tells_deeds, "思路清晰", False),
    (came_about, "矿区道路条件持续改善", True),
    (came_about, "公交服务更加完善", True),
    (came_about, "持续改善矿区道路条件", False),
    (came_about, "推动矿区道路持续改善", False),
    (came_about, "充电需求大幅提升", False),
    (could_be, "治理任务繁重", True),
    (could_be, "完成治理任务", False),
    (could_be, "建成后可保障灌溉", True),
    (could_be, "可持续发展是目标", False),
    (comments, "这一做法既务实又便民", True),
    (comments, "这条路既宽又平", False),
    (comments, "更是动力和压力", True),
    (ranks, "出行和就医是最大的民生", True),
    (ranks, "环境保护是我市的薄弱环节", True),
    (ranks, "矿区是老城的一部分", False),
    (narrates, "会议认真回顾了全年工作", True),
    (narrates, "各代表团会场气氛活跃", True),
    (narrates, "组织30名人大代表视察养老服务", True),
    (narrates, "她深切感受到家乡的变化", True),
    (sets_scene, "来自各条战线的代表欢聚一堂", True),
    (sets_scene, "公交线路延伸到老矿区", False),
    (praises, "充分肯定了过去一年的工作", True),
    (praises, "这令周砚秋代表格外兴奋", True),
    (judges_work, "提案工作质量高", True),
    (judges_work, "县政协紧扣中心协商议政", True),
    (judges_work, "政府工作报告求真务实", False),
    (judges_members, "会议期间，各位代表认真履职", True),
    (judges_members, "各位代表要认真履职", False),
    (calls_upon, "沈清强调，各级各部门要高度重视", True),
    (calls_upon, "县政府及有关部门要加强监管", True),
    (calls_upon, "全县各级人大要加强监督", True),
    (calls_upon, "我们要加强监管", False),
    (calls_upon, "全县各级干部的要求很高", False),
    (comments, "这再次印证了改革的方向", True),
    (comments, "也充分展现了担当", True),
    (comments, "这为矿区改造创造了条件", True),
    (ranks, "市两会是云汀人民的一件大事", True),
    (could_be, "根治扬尘仍然是一项长期任务", True),
    (brings, "今年我带来了两个议案", True),
    (brings, "带来了变化", False),
]


@pytest.mark.parametrize(
    ("ask", "words", "answer"), QUESTIONS, ids=[f"{ask.__name__}-{words[:10]}" for ask, words, _ in QUESTIONS]
)
def test_what_the_words_show(ask: object, words: str, answer: bool) -> None:
    """Each question is answered from the words alone."""
    assert callable(ask)
    assert ask(words) is answer


@pytest.mark.parametrize(
    ("clause", "who"),
    [
        ("沈清代表提交了关于增开公交线路的建议", "沈清"),
        ("沈清等12名代表提交了关于增开公交线路的建议", "沈清"),
        ("人大代表沈清则带来了治理河道的建议", "沈清"),
        ("她提交了关于增开公交线路的建议", ""),
        ("代表们提出了建议", None),
    ],
)
def test_who_puts_a_proposal_forward(clause: str, who: str | None) -> None:
    """A proposal told by its title is the deputy's; a pronoun is left to what stands before."""
    assert puts_forward(clause) == who


def test_the_group_named_last() -> None:
    """Whose words 「一致认为」 gives."""
    assert group_before("在讨论会场，与会人员踊跃发言，") == "与会人员"
    assert group_before("代表们发言热烈，大家") == "代表"
    assert group_before("公交线路延伸，") is None


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("沈清代表说，报告实事求是。下一步，要做好矿区改造，提升招商引资水平。", "appraisal commitment commitment"),
        ("沈清代表说，报告实事求是。回去以后，一定要抓好落实，加快矿区改造。", "appraisal commitment commitment"),
        ("沈清代表说，下一步，要做好矿区改造。希望市里支持，增开公交线路。", "commitment suggestion suggestion"),
        ("沈清代表说，矿区路窄。要做好矿区改造，增开公交线路。", "background suggestion suggestion"),
    ],
)
def test_what_a_deputy_s_own_side_will_do(text: str, kinds: str) -> None:
    """From 「下一步」 on a deputy speaks of the own side, until something is asked of others."""
    assert [str(each.kind) for each in read(text, text_kind="deliberation", year=2026).statements] == kinds.split()


@pytest.mark.parametrize(
    ("clause", "answer"),
    [
        ("要加强监管", True),
        ("决不能松劲", True),
        ("全体代表一定会认真履职", True),
        ("要求很高", False),
        ("要来了资金", False),
    ],
)
def test_what_must_be(clause: str, answer: bool) -> None:
    """A clause that opens with 要, 必须 or a vow says what must be."""
    assert must(clause, 0, len(clause)) is answer


ARTICLES = {
    "who-is-called-upon": (
        "县委书记沈清强调，各级各部门要提高认识，完善办理流程。",
        "suggestion 沈清, suggestion 沈清",
    ),
    "own-side": ("县委书记沈清强调，要提高认识，加快矿区改造。", "commitment 沈清, commitment 沈清"),
    "first-must": (
        "县人大常委会主任沈清要求，一要抓好监督；二要加强宣传。",
        "commitment 沈清, commitment 沈清",
    ),
    "work-of-a-conference": (
        "分组讨论中，委员们认为，一年来的提案工作分量重，效果好。大家表示，要认真履职。",
        "appraisal 委员, appraisal 委员, commitment 委员",
    ),
    "report-of-a-year": (
        "1月9日，云汀县人代会隆重开幕。代表们听取报告。\n报告指出：2025年，全县完成投资12亿元。财政收入增长8%。",
        "background -, background -, achievement 报告, achievement 报告",
    ),
    "what-a-meeting-says": (
        "代表团召开会议。\n会议强调，要认真审议。要严守会风会纪。",
        "background -, commitment 会议, commitment 会议",
    ),
    "parallel-judgements": (
        "沈清代表说，政府工作报告总结成绩实事求是；目标定位清晰明了；措施实在。",
        "appraisal 沈清, appraisal 沈清, appraisal 沈清",
    ),
    "they": (
        "人大代表们陆续报到。他们表示，将认真履职。",
        "background -, commitment 人大代表",
    ),
    "goes-on": (
        "代表们踊跃发言，认为报告求真务实。",
        "background -, appraisal 代表",
    ),
    "points": (
        "人大代表沈清就报告提出了以下几点意见：矿区道路较窄。要加快改造。",
        "background -, background 沈清, suggestion 沈清",
    ),
    "slogans": (
        "县委书记沈清强调，要走实发展之路。抢抓机遇，扛起责任。",
        "commitment 沈清, commitment 沈清, commitment 沈清",
    ),
    "how-members-did": (
        "县委书记沈清说，会议期间，各位代表积极履职，展现了新风貌。",
        "appraisal 沈清, appraisal 沈清",
    ),
    "what-somebody-feels": ("这令周砚秋代表格外兴奋。", "appraisal 周砚秋"),
    "who-praises": ("听取发言后，县长沈清给予充分肯定。", "appraisal 沈清"),
    "vow": (
        "沈清表示，全体代表一定会认真履职，圆满完成会议任务。",
        "commitment 沈清, commitment 沈清",
    ),
    "belief": ("沈清说，相信云汀的明天会更好。", "appraisal 沈清"),
    "as-a-deputy": ("沈清说，作为人大代表要不辱使命，认真听取和审议各项报告。", "commitment 沈清, commitment 沈清"),
    "digest": (
        "沈清代表：报告站位高。我们要抓好落实。\n洛桑·次仁委员：报告令人振奋。",
        "appraisal 沈清, commitment 沈清, appraisal 洛桑·次仁",
    ),
    "into-what-it-says": (
        "沈清代表建议：将“矿区改造”一节提前。将“公共交通”一节增加“延长末班车”的内容。",
        "suggestion 沈清, suggestion 沈清",
    ),
    "chief-gives-the-report": (
        "2025年，海平和云汀都不平凡。\n1月9日，云汀市市长沈清作政府工作报告。据沈清介绍，主要预期目标是，粮食产量达到21亿斤，财政收入增长8%左右。",
        "background -, background -, commitment 沈清, commitment 沈清",
    ),
    "how-things-have-become": (
        "代表们一致认为，报告务实。矿区环境更加稳固，道路条件持续改善。",
        "appraisal 代表, achievement 代表, achievement 代表",
    ),
    "asked-item-by-item": (
        "沈清代表建议：一是延长公交线路。二是在以后的报告中公布线路数量。",
        "suggestion 沈清, suggestion 沈清",
    ),
    "aims-go-on": (
        "县长沈清表示，主要预期目标是：财政收入增长6%；粮食产量达到21亿斤。",
        "commitment 沈清, commitment 沈清",
    ),
    "then-what-is-next": (
        "沈清代表说，报告务实，完全赞同。报告部署了矿区改造，下一步主要是抓好落实。",
        "appraisal 沈清, appraisal 沈清, appraisal 沈清, commitment 沈清",
    ),
    "what-a-deputy-goes-on-to-ask": (
        "沈清代表说，矿区路窄。第一，要做好矿区改造，大力提振信心。第二，完善公交线路。",
        "background 沈清, suggestion 沈清, suggestion 沈清, suggestion 沈清",
    ),
    "whom-somebody-quoted-calls-they": (
        "人大代表陆续报到。人大代表沈清表示：“居民看病不便，他们希望增开线路。这件事要办。”",
        "background -, background 沈清, suggestion 沈清, suggestion 沈清",
    ),
    "what-a-report-does-is-judged": (
        "代表们认为，政府工作报告站位高远，深入落实上级部署，总结工作实事求是。",
        "appraisal 代表, appraisal 代表, appraisal 代表",
    ),
    "what-is-key": ("沈清代表说，抓好落实是关键。", "appraisal 沈清"),
    "no-saying": (
        "沈清代表说，这些掌声足以说明报告说到了矿工心坎上。他说，要抓好落实。",
        "appraisal 沈清, suggestion 沈清",
    ),
    "what-a-year-was": (
        "沈清代表说，过去一年，是迎难而上，不断进取的一年。",
        "background 沈清, background 沈清",
    ),
}


@pytest.mark.parametrize(("text", "found"), ARTICLES.values(), ids=ARTICLES)
def test_what_an_article_says(text: str, found: str) -> None:
    """Kind and speaker of each statement of an article on a meeting."""
    statements = read(text, text_kind="deliberation", year=2026).statements
    assert ", ".join(f"{each.kind} {each.speaker or '-'}" for each in statements) == found


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("本报云汀1月9日电（记者 叶青禾） 1月9日，代表们报到。", "1月9日，代表们报到"),
        ("云汀日报 1月9日讯（记者叶青禾）今天，代表们报到。", "今天，代表们报到"),
        ("云汀网（海平日报网）讯（记者叶青禾）1月9日，代表们报到。", "1月9日，代表们报到"),
        ("云汀新闻频道1月9日报道：代表们今天报到。", "代表们今天报到"),
        ("2026年1月9日，云汀晚报讯：代表们报到。", "代表们报到"),
        ("据云汀日报消息 1月9日晚，代表们报到。", "1月9日晚，代表们报到"),
    ],
)
def test_a_dateline_belongs_to_no_statement(line: str, found: str) -> None:
    """Where an article comes from stands before its first statement."""
    assert read(line, text_kind="deliberation", year=2026).statements[0].text == found


def test_a_by_line_behind_the_last_sentence_is_no_statement() -> None:
    """「（记者 某某）」 at the end of a paragraph is furniture."""
    line = "代表们认真审议报告。大家畅所欲言。（记者 叶青禾）"
    assert [each.text for each in read(line, text_kind="deliberation").statements] == [
        "代表们认真审议报告",
        "大家畅所欲言",
    ]


@pytest.mark.parametrize(
    ("before", "quoted"),
    [("她说“很好，", True), ("“好”，她说“很好，", True), ("“好”，她说", False), ("她说，", False)],
)
def test_whether_a_quotation_is_still_open(before: str, quoted: bool) -> None:
    """The last mark tells, not the first."""
    assert in_quotation(before, 0, len(before)) is quoted
