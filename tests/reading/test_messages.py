"""Messages and their answers: told apart by labels, by 问 and 答, or by the answer's salutation. All are invented."""

import pytest

from huiyin.reading import TextKind, read
from huiyin.reading.fold import fold
from huiyin.reading.layout import Line, Role, lay_out
from huiyin.reading.messages import (
    Field,
    answers,
    label_at,
    labelled,
    names,
    speaks_for_an_office,
    split_labels,
    value_of,
)

LABELS = [
    ("留言主题：小区停水", Field.HEAD),
    ("来信标题：小区停水", Field.HEAD),
    ("诉求编号：YT-0412", Field.HEAD),
    ("来信时间：2026-04-12", Field.HEAD),
    ("回复时间：2026-04-15", Field.NOTE),
    ("联系电话：0000-0000000", Field.NOTE),
    ("满意度：满意", Field.NOTE),
    ("来信内容：", Field.CITIZEN),
    ("留言内容：小区停水三天。", Field.CITIZEN),
    ("诉求描述：小区停水三天。", Field.CITIZEN),
    ("【网友留言】小区停水三天。", Field.CITIZEN),
    ("问：小区何时来水？", Field.CITIZEN),
    ("问题：小区停水三天。", Field.WEAK),
    ("回复内容：", Field.ANSWER),
    ("答复意见：管道已修复。", Field.ANSWER),
    ("【官方回复】", Field.ANSWER),
    ("答复意见（2026/4/15 9:30）", Field.ANSWER),
    ("答：管道已修复。", Field.ANSWER),
    ("云汀市水务局回复：管道已修复。", Field.ANSWER),
    ("云汀市水务局对此留言的回复：", Field.ANSWER),
    ("市民方女士反映：", Field.CITIZEN),
    ("市民（匿名）咨询：小区何时来水？", Field.CITIZEN),
    ("来信人：方女士", Field.SENDER),
    ("写 信 人：方女士", Field.SENDER),
    ("回信：", Field.ANSWER),
    ("信件回复：", Field.ANSWER),
    ("答复单位：云汀市水务局", Field.OFFICE),
    ("承办单位：云汀市水务局", Field.OFFICE),
    ("建议标题：关于增加车位的建议", Field.HEAD),
    ("建议内容：", Field.PROPOSAL),
    ("领衔代表：陆鸣溪", Field.PROPOSER),
    ("回访情况：来电人表示满意。", Field.CALLED_BACK),
]


@pytest.mark.parametrize(("line", "field"), LABELS, ids=[line for line, _ in LABELS])
def test_labels_of_forms(line: str, field: Field) -> None:
    """What a label says is told by its words, with a colon, in brackets, or alone on its line."""
    label = label_at(fold(line), 0, len(line))
    assert label is not None
    assert label.field is field


@pytest.mark.parametrize(
    "line", ["问题依旧存在。", "答复令人满意。", "诉求合理的予以解决：", "一、办理情况", "小区停水：三天"]
)
def test_lines_that_only_begin_like_a_label(line: str) -> None:
    """A label ends in a colon or a bracket, or is the whole line."""
    assert label_at(fold(line), 0, len(line)) is None


def test_a_label_is_a_line_of_its_own() -> None:
    """No statement holds it; a field's value is furniture, words are running text."""
    text = "诉求标题：停水\n诉求内容：小区停水三天。\n"
    lines, labels = split_labels(text, lay_out(text))
    assert [(text[line.start : line.end], line.role) for line in lines] == [
        ("诉求标题：停水", Role.SKIPPED),
        ("诉求内容：", Role.SKIPPED),
        ("小区停水三天。", Role.TEXT),
    ]
    assert sorted(labels) == [0, 8]


def test_a_text_without_labels_keeps_its_lines() -> None:
    """Nothing is made of running text."""
    text = "小区停水三天。\n"
    assert split_labels(text, lay_out(text)) == ([Line(0, 7, Role.TEXT, 0)], {})


@pytest.mark.parametrize(
    ("line", "value"),
    [("来信人：方女士（电话已隐去）", "方女士"), ("来信人：匿名", ""), ("来信人：", "")],
    ids=["name", "nobody", "empty"],
)
def test_the_value_of_a_field(line: str, value: str) -> None:
    """A field holds one name; one that hides who wrote holds none."""
    label = label_at(line, 0, len(line))
    assert label is not None
    assert value_of(line, label, len(line)) == value


@pytest.mark.parametrize(
    ("text", "both"),
    [
        ("来信内容：\n小区停水。\n回复内容：\n已修复。\n", True),
        ("问：何时来水？\n答：今晚。\n", True),
        ("建议内容：增加车位。\n", False),
        ("小区停水。\n", False),
    ],
    ids=["fields", "question-and-answer", "suggestion", "plain"],
)
def test_a_form_with_message_and_answer(text: str, both: bool) -> None:
    """Both must be there."""
    assert labelled(text) is both


ANSWERS = {
    "net-user": "网友：您好！管道已修复。",
    "net-user-by-name": "网友“云上人家”：您好！管道已修复。",
    "number": "“YT0412”您好！管道已修复。",
    "respected": "尊敬的网友：您反映的问题收悉。",
    "lady": "方女士：您好！管道已修复。",
    "received": "您好！您关于停水的留言收悉，现答复如下：",
    "letter-received": "来信收悉。管道已修复。",
    "thanks": "感谢您对供水工作的关心。",
    "passed-on": "您反映的停水问题我局已安排抢修。",
}


@pytest.mark.parametrize("line", ANSWERS.values(), ids=ANSWERS)
def test_how_an_answer_opens(line: str) -> None:
    """With whom it greets, or by saying that it has the letter."""
    assert answers(line, 0, len(line))


@pytest.mark.parametrize(
    "line", ["您好！我想咨询落户需要什么材料。", "尊敬的市领导：小区停水三天。", "我家小区停水，请问何时来水？"]
)
def test_how_a_message_opens(line: str) -> None:
    """A citizen greets too."""
    assert not answers(line, 0, len(line))


def test_whom_an_answer_names() -> None:
    """A name of one's own, or a word for anybody."""
    assert [
        (n.name, n.anybody) for n in names("网友“云上人家”：您好！\n“YT0412”您好！\n方女士：您好！\n网友：您好！\n")
    ] == [
        ("云上人家", False),
        ("YT0412", False),
        ("方女士", False),
        ("网友", True),
    ]


FORMS = {
    "fields": "来信标题：停水\n来信内容：\n小区停水三天。\n回复内容：\n网友“云上人家”：您好！管道已修复。\n",
    "question-and-answer": "问：小区停水三天。\n答：网友“云上人家”：您好！管道已修复。\n",
    "no-labels": "小区停水三天\n小区停水三天。\n\n网友“云上人家”：您好！管道已修复。\n",
    "sender": "来信人：云上人家\n来信内容：小区停水三天。\n办理结果：管道已修复。\n",
}


@pytest.mark.parametrize("text", FORMS.values(), ids=FORMS)
def test_who_is_heard(text: str) -> None:
    """The message is whose the answer or the form says; a reply naming no author has none (GUIDELINES «Speaker»)."""
    assert [(s.text, s.kind, s.speaker) for s in read(text).statements] == [
        ("小区停水三天", "background", "云上人家"),
        ("管道已修复", "achievement", None),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "来信内容：小区停水。\n答复单位：云汀市水务局\n答复内容：管道已修复。\n",
        "来信内容：小区停水。\n云汀市水务局回复：管道已修复。\n",
        "来信内容：小区停水。\n答复内容：管道已修复。\n云汀市水务局\n2026年4月15日\n",
        "来信内容：小区停水。\n答复内容：管道已修复。云汀市水务局 二〇二六年四月十五日\n",
    ],
    ids=["field", "label", "signature", "signature-in-line"],
)
def test_the_office_that_answers(text: str) -> None:
    """Named by a field, by the label, or by who signs."""
    assert [s.speaker for s in read(text, text_kind=TextKind.HOTLINE).statements] == [None, "云汀市水务局"]


def test_a_newspaper_column_has_a_voice_for_each_message() -> None:
    """Who told the hotline is named where the message begins; what came of it begins with 接电后."""
    text = (
        "市民方女士反映，小区停水。\n接电后，热线办公室通知水务局办理。\n"
        "市民何先生反映，路灯不亮。\n接电后，路灯已修复。\n"
    )
    voices = [(text[s.start :][:6], s.speaker) for s in read(text).statements]
    assert ("市民方女士反", "方女士") in voices
    assert ("市民何先生反", "何先生") in voices
    assert {who for words, who in voices if words.startswith("接电后")} == {None}


def test_a_suggestion_above_its_answer_is_the_deputy_s() -> None:
    """What stands above the title of the answer is asked, what stands below it is answered."""
    text = (
        "关于增开公交线路的建议\n案由：矿区居民出行难，每天只有两班公交车，老人和学生候车一小时以上，居民多次反映。"
        "矿区到老城十五公里，沿线有六个村、两所学校和一个卫生院，近年来人口增加，现有班次不能满足需要。\n"
        "为此，建议：\n一、增开公交线路。\n二、照顾老人出行。\n"
        "对《关于增开公交线路的建议》的答复\n沈清代表：\n您提出的建议收悉，现答复如下：\n我局已增开公交线路2条。\n"
    )
    kinds = {text[s.start : s.end]: s.kind for s in read(text).statements}
    assert kinds["增开公交线路"] == "suggestion"
    assert kinds["照顾老人出行"] == "suggestion"
    assert kinds["我局已增开公交线路2条"] == "achievement"


def test_each_message_of_a_file_has_its_own_voices() -> None:
    """Several letters in one text are kept apart."""
    one = "来信标题：停水\n来信内容：小区停水。\n回复内容：网友“甲”您好！管道已修复。\n"
    two = "来信标题：停电\n来信内容：小区停电。\n回复单位：云汀市供电公司\n回复内容：网友“乙”您好！线路已修复。\n"
    assert [(s.text, s.speaker) for s in read(one + two).statements] == [
        ("小区停水", "甲"),
        ("管道已修复", None),
        ("小区停电", "乙"),
        ("线路已修复", "云汀市供电公司"),
    ]


def test_a_suggestion_and_its_answer_in_one_form() -> None:
    """The deputy is heard in the suggestion, the office in the answer; items behind 建议： are asked for."""
    text = (
        "建议标题：关于增加车位的建议\n领衔代表：陆鸣溪\n建议内容：\n车位不足。建议：一是新建停车楼；二是设立专项资金。\n"
        "承办单位：云汀市住建局\n答复内容：\n您提出的建议收悉，现答复如下：\n我局将新建停车楼。\n"
    )
    assert [(s.kind, s.speaker) for s in read(text).statements] == [
        ("background", "陆鸣溪"),
        ("suggestion", "陆鸣溪"),
        ("suggestion", "陆鸣溪"),
        ("background", "云汀市住建局"),
        ("background", "云汀市住建局"),
        ("commitment", "云汀市住建局"),
    ]


def test_an_office_within_the_answers_label() -> None:
    """「办理结果：市水务局回复：…」 names who answers."""
    text = "诉求内容：小区停水。\n办理结果：云汀市水务局回复：管道已修复。\n"
    assert [(s.text, s.speaker) for s in read(text).statements] == [("小区停水", None), ("管道已修复", "云汀市水务局")]


def test_whose_words_an_answer_gives() -> None:
    """Who is quoted speaks to the end of the sentence; what is only told of people is the answer's own."""
    text = "市民：您好！物业公司表示将更换路灯，确保夜间照明。群众反映的漏水已修复。来电人表示满意。\n"
    assert [(s.text, s.speaker, s.kind) for s in read(text, text_kind=TextKind.REPLY).statements] == [
        ("物业公司表示将更换路灯", "物业公司", "commitment"),
        ("确保夜间照明", "物业公司", "commitment"),
        ("群众反映的漏水已修复", None, "achievement"),
        ("来电人表示满意", "来电人", "appraisal"),
    ]


def test_a_message_above_its_answer_without_any_label() -> None:
    """A reply that greets a citizen below other running text answers that text."""
    text = "路灯不亮\n石井街道路灯坏了三个月。\n\n“YT0412”您好！您反映的路灯问题收悉，现答复如下：路灯已修复。\n"
    assert [(s.text, s.speaker) for s in read(text, text_kind=TextKind.REPLY).statements] == [
        ("石井街道路灯坏了三个月", "YT0412"),
        ("您反映的路灯问题收悉", None),
        ("现答复如下", None),
        ("路灯已修复", None),
    ]


def test_who_calls_outranks_the_form() -> None:
    """「市民来电反映」 says whose words the hotline wrote down."""
    text = "来电人：方女士\n诉求内容：市民来电反映小区停水。\n办理结果：已修复。\n回访情况：来电人表示满意。\n"
    assert [s.speaker for s in read(text).statements][:2] == ["市民", None]


def test_an_office_below_a_blank_line_speaks_in_its_own_words() -> None:
    """An answer without any greeting is told by 「我局」 behind a blank line."""
    text = "请问路灯何时修好\n石井街道路灯坏了三个月，请问何时修好？\n\n我局已更换路灯12盏。\n"
    assert [s.kind for s in read(text, text_kind=TextKind.HOTLINE).statements][-1] == "achievement"


def test_the_name_of_one_who_says_where_she_lives() -> None:
    """A field gives the person; the village before the name is none."""
    text = "投诉人：云汀市石鼓村村民方小满\n投诉内容：村里停水三天。\n答复内容：管道已修复。\n"
    assert [s.speaker for s in read(text).statements] == ["方小满", None]


@pytest.mark.parametrize("opening", ["信访人：您好！", "来信人：　　你好！"])
def test_a_greeting_is_no_field(opening: str) -> None:
    """「信访人：您好！…」 greets the one who wrote; what follows is the answer."""
    text = f"来信内容：小区停水三天。\n答复内容：\n{opening}管道已修复。\n"
    assert [s.text for s in read(text).statements] == ["小区停水三天", "管道已修复"]


def test_a_user_that_is_named_without_a_greeting() -> None:
    """An account in marks at the head of the answer names who wrote."""
    text = "来信内容：小区停水三天。\n答复内容：“YT0412”您反映的问题已转市水务局。\n"
    assert [(s.text, s.speaker) for s in read(text).statements] == [
        ("小区停水三天", "YT0412"),
        ("您反映的问题已转市水务局", None),
    ]


@pytest.mark.parametrize("words", ["请问路灯何时修好", "路灯坏了三个月，晚上很黑，请派人修理"])
def test_a_message_without_a_stop(words: str) -> None:
    """What stands between the labels of a message and of its answer is words, though it looks like a heading."""
    text = f"留言主题：路灯\n留言时间：2026/3/2\n{words}\n答复意见（2026/3/4 9:30）\n路灯已修复。\n"
    found = read(text).statements
    assert "，".join(s.text for s in found[:-1]) == words
    assert found[-1].text == "路灯已修复"


def test_what_is_asked_as_follows() -> None:
    """Items below 「诉求如下：」 are asked for, on lines of their own too; the next paragraph is not."""
    text = (
        "诉求内容：\n我家的树被砍了，现本人诉求如下：\n（一）按原来的株数补种。\n（二）赔偿损失。\n"
        "村里人都知道这件事。\n办理结果：\n已补种。\n"
    )
    assert [s.kind for s in read(text).statements] == [
        "background",
        "background",
        "suggestion",
        "suggestion",
        "background",
        "achievement",
    ]


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("我要投诉云锦苑物业", "background"),
        ("故请市长督促处理", "suggestion"),
        ("望增加公交车", "suggestion"),
        ("我的建议是：增加公交车", "suggestion"),
        ("路口的大灯建议打开", "suggestion"),
        ("我的请求并不难办", "background"),
        ("能否安排人来看看", "suggestion"),
        ("应该是水管破了", "background"),
    ],
)
def test_what_a_citizen_asks(sentence: str, kind: str) -> None:
    """Asking is told from telling, from a noun, and from a guess."""
    found = read(f"留言内容：\n{sentence}。\n", text_kind=TextKind.HOTLINE).statements
    assert [s.kind for s in found] == [kind]


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("我局已将您的来信转市水务局", "achievement"),
        ("该路是一家培训机构所修", "background"),
        ("各项问题得到了解决", "achievement"),
        ("当时您也签了字", "background"),
        ("若全部改造，可能会影响通行", "background"),
        ("学校会加强管理", "commitment"),
        ("可以异地办理", "background"),
        ("您可以到窗口办理", "suggestion"),
        ("不便之处请谅解", "suggestion"),
        ("施工影响了居民出行", "background"),
    ],
)
def test_what_an_answer_says(sentence: str, kind: str) -> None:
    """Deeds are told from things, rules, harm and the reader's own doing."""
    found = read(f"留言内容：小区停水。\n答复内容：\n{sentence}。\n", text_kind=TextKind.HOTLINE).statements
    assert [s.kind for s in found[1:]] == [kind]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("标题：停水\n网友：张先生\n内容：小区停水三天。\n回复：尊敬的网友，您好！管道已修复。\n", "张先生"),
        ("留言内容：小区停水三天。\n答复内容：云上人家网友：您好！管道已修复。\n", "云上人家"),
        ("留言内容：小区停水三天。\n答复内容：尊敬的网友：您好！管道已修复。\n", None),
    ],
    ids=["field", "name-before-the-word", "anybody"],
)
def test_who_wrote(text: str, speaker: str | None) -> None:
    """A field, or whom the answer greets; a word for anybody names nobody."""
    assert [(s.text, s.speaker) for s in read(text).statements] == [("小区停水三天", speaker), ("管道已修复", None)]


def test_a_value_on_the_line_below_its_label() -> None:
    """Forms set a field's value on a line of its own; a letter's first line is no value."""
    text = "信件内容：\n小区停水三天。\n回复单位：\n供水公司\n回复内容：\n管道已修复。\n"
    assert [(s.text, s.speaker) for s in read(text).statements] == [("小区停水三天", None), ("管道已修复", "供水公司")]


def test_who_wrote_beside_where_it_was_published() -> None:
    """One line gives the source, the sender and the time."""
    text = "停水\n来源：云上问政 网友：云上人家  2026-09-12 17:46\n小区停水三天。\n官方回复\n管道已修复。\n"
    found = read(text, text_kind=TextKind.HOTLINE).statements
    assert [(s.text, s.speaker) for s in found] == [("小区停水三天", "云上人家"), ("管道已修复", None)]


def test_labels_in_one_line() -> None:
    """Labels in brackets cut a line; what stands between them is whose they say."""
    text = "【诉求内容】来电人反映小区停水三天。【办理结果】管道已修复，居民表示满意。\n"
    assert [(s.text, s.speaker) for s in read(text).statements] == [
        ("来电人反映小区停水三天", "来电人"),
        ("管道已修复", None),
        ("居民表示满意", "居民"),
    ]


def test_a_quotation_at_the_head_of_a_message_greets_nobody() -> None:
    """While the label of the answer is still to come, nothing else begins it."""
    text = "留言内容：\n“门前一池水”，说的就是我们村。\n答复内容：\n路面已修复。\n"
    assert [s.kind for s in read(text).statements][-1] == "achievement"
    assert read(text).statements[0].kind == "background"


def test_offices_whose_answers_are_passed_on() -> None:
    """Each speaks until the next is named."""
    text = "留言内容：小区停水。\n答复内容：\n市水务局回复：管道已修复。水质已检测。石井街道答复：围挡已拆除。\n"
    assert [s.speaker for s in read(text).statements] == [None, "市水务局", "市水务局", "石井街道"]


def test_callers_with_their_numbers_and_an_answer_without_an_office() -> None:
    """A newspaper's column gives the number of who called in brackets."""
    text = (
        "民生速递\n时间：3月2日9时\n市民沈小姐（8100**11）：石井路上丢失了井盖。\n市政回复：井盖已修补好。\n"
        "市民周先生（139****01）：社区门口路灯不亮。\n市政回复：已更换灯泡。\n"
    )
    found = read(text)
    assert found.source.text_kind == "hotline"
    assert [(s.text, s.speaker, s.kind) for s in found.statements] == [
        ("石井路上丢失了井盖", "沈小姐", "background"),
        ("井盖已修补好", None, "achievement"),
        ("社区门口路灯不亮", "周先生", "background"),
        ("已更换灯泡", None, "achievement"),
    ]


def test_news_of_a_call_and_of_what_came_of_it() -> None:
    """Who called is named behind a time and a place; the hotline hands it on, and an office answers."""
    text = (
        "6月3日9时许，石井街道沈先生向市平台反映：洒水车每天来得太早。\n"
        "“12345”便民热线于6月3日交办至青石区石井街道，石井街道于6月3日15:20回复：社区与洒水车司机再次协商。\n"
    )
    assert [s.speaker for s in read(text, text_kind="hotline").statements] == ["沈先生", None, "石井街道"]


def test_the_bar_of_a_cell_is_no_words() -> None:
    """A table that was copied leaves its bars behind."""
    text = "信件内容： |\n石井路路灯不亮。\n回复内容：\n我局已更换灯泡。\n"
    assert [s.text for s in read(text).statements] == ["石井路路灯不亮", "我局已更换灯泡"]


def test_an_answer_may_greet_behind_its_label() -> None:
    """「答：您好，…」 answers; 「信访人：您好！…」 greets the one who wrote."""
    text = "问：外地孩子能报名吗？\n答：您好，持居住证满一年的可以报名。\n"
    assert [(s.text, "kind.letter.norm" in s.rules) for s in read(text).statements] == [
        ("外地孩子能报名吗", False),
        ("持居住证满一年的可以报名", True),
    ]


def test_labels_behind_a_number() -> None:
    """A file of short messages numbers them."""
    text = (
        "1.市民来电咨询：租房能提取公积金吗？\n回复：可以。\n2.市民来电反映：柳荫街路灯不亮。\n回复：已联系路灯所。\n"
    )
    assert [(s.text, s.speaker, s.kind) for s in read(text).statements][2:] == [
        ("柳荫街路灯不亮", "市民", "background"),
        ("已联系路灯所", None, "achievement"),
    ]


def test_news_of_what_a_caller_told_and_what_came_of_it() -> None:
    """A day may stand before who called."""
    text = "近日，市民周先生致电热线反映，石井路井盖破损。\n接到反映后，市政中心立即派人到现场，并更换了井盖。\n"
    found = read(text)
    assert found.source.text_kind == "hotline"
    assert [s.kind for s in found.statements] == ["background", "achievement", "achievement"]


@pytest.mark.parametrize(
    ("before", "words", "office"),
    [
        ("小区停水。\n\n", "我局已安排抢修。", True),
        ("小区停水。\n\n", "经核查，水管破裂。", True),
        ("小区停水。\n\n", "希望尽快修好。", False),
        ("小区停水。\n", "我局已安排抢修。", False),
    ],
)
def test_whose_words_a_blank_line_sets_off(before: str, words: str, office: bool) -> None:
    """An office's own, by how they open and by the blank line."""
    text = before + words
    assert speaks_for_an_office(text, len(before), len(text)) is office
