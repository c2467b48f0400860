"""What is proposed for a record: where remarks begin, who spoke, what about; and which texts are refused. All pure."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiyin.congress.remark_matching import Person, candidates
from huiyin.congress.remark_passages import Report, nearest_sentence, paragraphs
from huiyin.congress.remark_splitting import label_of, sentence_starts, split
from huiyin.errors import CongressError
from huiyin.reading.secrecy import refuse_secret, secret_mark

KNOWN = {"葛然", "虞陌", "沈𣲗", "满庭岚", "何𬭎"}
HEAD = "临江区代表团第一次会议发言记录\n时间：2026年1月9日下午\n地点：云汀会堂第1会议室\n主持人：满庭岚\n\n"

LABELS = [
    ("葛然代表：航道要疏浚。", "葛然", ""),
    ("葛然：航道要疏浚。", "葛然", ""),
    ("葛　然：航道要疏浚。", "葛然", ""),
    ("沈𣲗代表:过去办证要跑五六趟。", "沈𣲗", ""),
    ("闻修远（市住建局局长）：我来回应。", "闻修远", "市住建局局长"),
    ("闻修远局长：我来回应。", "闻修远", "局长"),
    ("市人大代表 易友莲：谈谈餐饮。", "易友莲", "市人大"),
    ("【段湾】大桥养护要投入。", "段湾", ""),
    ("【段湾（汀江大桥养护中心）】大桥养护要投入。", "段湾", "汀江大桥养护中心"),
    ("王代表：我补充一点。", "王代表", ""),
    ("主持人：请大家发言。", "主持人", ""),
    ("满庭岚团长：今天就到这里。", "满庭岚", "团长"),
    ("虞陌代表发言：末班车太早。", "虞陌", ""),
    ("毕春白代表：我很赞成。", "毕春白", ""),  # neither on the roster nor 白代表
    ("[14:05:20] 虞陌：末班车太早。", "虞陌", ""),
    ("3、虞陌代表：末班车太早。", "虞陌", ""),
    ("周砚秋：末班车太早，晚上回不去。", "周砚秋", ""),  # not on the roster, but a full name
]
NO_LABELS = [
    "时间：2026年1月9日",
    "项目：共12个，都在推进。",
    "一是：要抓紧。",
    "建议：尽快出台办法。",
    "方案：分三步走，先易后难。",
    "他说：要抓紧。",
    "记录人：方若谷",
    "主持人：满庭岚",
    "报告指出：要加快。",
]


@pytest.mark.parametrize(("line", "named", "post"), LABELS)
def test_a_label_opens_a_remark(line: str, named: str, post: str) -> None:
    """Every way in which records name who speaks next."""
    text = HEAD + line + "\n接着说第二段。\n"
    found = split(text, names=KNOWN)
    assert [(each.named, each.post) for each in found] == [(named, post)]
    assert text[found[0].start : found[0].end] == line + "\n接着说第二段。"
    assert text[found[0].said - 1] in "：:】"


@pytest.mark.parametrize("line", NO_LABELS)
def test_a_colon_alone_names_nobody(line: str) -> None:
    """What looks like a label within a remark stays in it, and head matter belongs to no remark."""
    found = split("葛然代表：航道要疏浚。\n" + line + "\n虞陌代表：好。", names=KNOWN)
    assert [each.named for each in found] == ["葛然", "虞陌"]


def test_a_newspaper_is_split_by_who_says() -> None:
    """Without labels, 「张三代表说」 at the head of a paragraph opens a remark, and a delegation's heading ends one."""
    text = (
        "▼▼临江区代表团代表一致认为\n　　报告总结成绩实事求是，是一份好报告。\n"
        "　　来自企业一线的沈𣲗代表说：“建议推广免申即享。”\n　　她还说，补贴要早到。\n"
        "▼▼云汀县代表团代表纷纷表示\n　　全县建成高标准农田12.6万亩。\n　　何𬭎建议，把这段路纳入建设范围。\n"
    )
    found = [(each.named, text[each.start : each.start + 4]) for each in split(text, names=KNOWN)]
    assert found == [("", "报告总结"), ("沈𣲗", "来自企业"), ("", "全县建成"), ("何𬭎", "何𬭎建议")]


def test_a_text_of_labels_is_not_cut_by_who_says() -> None:
    """Who praises another's words in a remark goes on speaking."""
    text = "葛然代表：航道要疏浚。\n虞陌代表说得好，我赞成。\n虞陌代表：末班车太早。\n满庭岚代表：就到这里。"
    assert [each.named for each in split(text, names=KNOWN)] == ["葛然", "虞陌", "满庭岚"]


def test_one_person_in_a_row_is_one_remark() -> None:
    """A label that is repeated for each paragraph does not cut what is said in one go."""
    text = "葛然：一。\n葛然：二。\n虞陌：三。"
    assert [(each.named, text[each.start : each.end]) for each in split(text, names=KNOWN)] == [
        ("葛然", "葛然：一。\n葛然：二。"),
        ("虞陌", "虞陌：三。"),
    ]


def test_a_reading_cuts_what_no_label_does() -> None:
    """Where a reading heard the next person, an unnamed text is cut."""
    text = "大家谈到航道。葛然提到疏浚。虞陌提到公交。"
    found = split(text, names=KNOWN, spoken=[(7, "葛然"), (14, "虞陌")])
    assert [(each.named, text[each.start : each.end]) for each in found] == [
        ("", "大家谈到航道。"),
        ("葛然", "葛然提到疏浚。"),
        ("虞陌", "虞陌提到公交。"),
    ]


def test_a_closing_line_belongs_to_nobody() -> None:
    """When the meeting ended is no remark."""
    text = "葛然代表：就到这里。\n（会议于17时20分结束）\n记录人：方某"
    assert [text[each.start : each.end] for each in split(text, names=KNOWN)] == ["葛然代表：就到这里。"]


WORDS = st.text(alphabet="葛然虞陌代表主持人：:，。【】（）“”\n 　一说A1", max_size=60)


@given(WORDS)
def test_spans_lie_in_order_in_the_text(text: str) -> None:
    """Whatever the text, spans slice back, do not overlap and are not blank; a name stands in the text."""
    found = split(text, names=KNOWN)
    assert all(before.end <= after.start for before, after in pairwise(found))
    for each in found:
        assert 0 <= each.start <= each.said <= each.end <= len(text)
        assert each.start < each.end
        part = text[each.start : each.end]
        assert part == part.strip()
        assert each.named in "".join(part.split())


@given(WORDS)
def test_a_split_leaves_something_on_both_sides(text: str) -> None:
    """The places offered for a split never are the ends of a remark."""
    assert all(text[:at].strip() and text[at:].strip() for at in sentence_starts(text) if text[:at].strip())
    assert all(0 < at < len(text) for at in sentence_starts(text))


def test_the_label_of_a_part_is_read_alone() -> None:
    """A part that is cut off says itself who speaks."""
    assert label_of("虞陌代表：末班车太早。", names=KNOWN) == ("虞陌", "", 5)
    assert label_of("末班车太早。") == ("", "", 0)


PEOPLE = (
    Person("mandate", 1, "满庭岚", "区人大主任", 10, "head", "001"),
    Person("mandate", 2, "葛然", "拖轮船长", 10, "member", "009"),
    Person("mandate", 3, "葛篱", "清扫班班长", 10, "member", "010"),
    Person("mandate", 4, "周宁", "青石矿业工程师", 20, "member", "040"),
    Person("mandate", 5, "周宁", "青石中学校长", 10, "member", "041"),
    Person("observer", 6, "闻修远", "市住房和城乡建设局局长", 10),
)
MATCHES = [
    ("葛然", "", 10, [(2, "exact")]),
    ("闻修远", "市住建局局长", 10, [(6, "exact")]),
    ("周宁", "", 20, [(4, "same_name"), (5, "same_name")]),
    ("周宁", "", 10, [(5, "same_name"), (4, "same_name")]),
    ("周宁", "青石矿业工程师", 10, [(4, "same_name"), (5, "same_name")]),  # the post outweighs whose meeting it is
    ("葛代表", "", 10, [(2, "surname"), (3, "surname")]),
    ("闻局长", "", 10, [(6, "surname")]),
    ("团长", "", 10, [(1, "office")]),
    ("团长", "", None, []),
    ("王代表", "", 10, []),
    ("周砚秋", "", 10, []),
    ("主持人", "", 10, []),
    ("", "", 10, []),
]


@pytest.mark.parametrize(("named", "post", "delegation", "expected"), MATCHES)
def test_names_are_proposed_and_never_guessed(
    named: str, post: str, delegation: int | None, expected: list[tuple[int, str]]
) -> None:
    """Only a full name that one person alone bears is exact."""
    found = candidates(named, PEOPLE, post=post, delegation=delegation)
    assert [(each.person.pk, each.why) for each in found] == expected


REPORT = (
    "一、2025年工作回顾\n"
    "城市更新有序推进，改造老旧小区86个，惠及居民3.2万户，新增停车泊位5200个。\n"
    "汀江航道整治工程全线开工，临江港区新建千吨级泊位2个，港口吞吐量增长8%。\n"
    "改造农村公路320公里，新开通城乡公交线路6条，行政村通客车率达到100%。\n"
    "乡村医生队伍不断壮大，县域医共体实现全覆盖，家庭医生签约率达到72%。\n"
)
ABOUT = [
    ("老旧小区改造以后，停车泊位还是紧张，邻里常为车位起争执。", "城市更新"),
    ("我在港区开拖轮，汀江航道整治工程开工是好事，泊位还不够。", "汀江航道"),
    ("全县村医平均年龄58岁，乡村医生的待遇要跟上，家庭医生签约才有人做。", "乡村医生"),
    ("报告实事求是，我完全赞成。", ""),
    ("法院的执行工作很有成效。", ""),
]


@pytest.mark.parametrize(("remark", "expected"), ABOUT)
def test_a_paragraph_is_proposed_by_overlap(remark: str, expected: str) -> None:
    """The nearest paragraph of the report, and none where nothing is near."""
    near = Report(paragraphs(REPORT)).near(remark)
    assert (near[0].passage.text[:4] if near else "") == expected
    assert all(REPORT[each.passage.start : each.passage.end] == each.passage.text for each in near)


def test_of_a_long_paragraph_the_nearest_sentence_is_shown() -> None:
    """What is shown of a paragraph is the sentence that a remark is about."""
    paragraph = "粮食总产量21亿斤。新增公交线路4条。空气优良天数增加。"
    first, last = nearest_sentence("3路公交线路的末班车太早。", paragraph)
    assert paragraph[first:last] == "新增公交线路4条。"


def test_a_name_that_both_have_brings_a_paragraph_nearer() -> None:
    """Names found by the readings count on top of the words."""
    at = REPORT.index("临江港区")
    report = Report(paragraphs(REPORT, names=[(at, "临江港区")]))
    words = "临江港区晚上的路灯要亮起来，工人进出才安全，货车也好走。"
    assert report.near(words, names={"临江港区"})[0].passage.text.startswith("汀江航道")
    bare = [each.share for each in report.near(words)]
    assert report.near(words, names={"临江港区"})[0].share > max(bare, default=0)


SECRET = [
    ("机密★1年\n会议记录", "机密★"),
    ("秘密 ★ 启封前", "秘密 ★"),
    ("绝　密\n\n关于某事的发言", "绝　密"),
    ("密级：机密\n正文", "密级：机密"),
    ("保密等级: 秘密", "保密等级: 秘密"),
    ("【涉密】\n发言", "【涉密】"),
    ("涉密文件，严禁外传\n发言", "涉密文件，严禁外传"),
    ("正文\n机密材料", "机密材料"),
    ("关于港区规划的意见（机密★10年）", "机密★"),
    ("000012\r\n机密★10年\r\n特急", "机密★"),
    ("密级：秘密", "密级：秘密"),
    ("密 级：【机密级】", "密 级：【机密"),
    ("密级\t机密\n编号\t12", "密级\t机密"),
    ("秘密\xa0★\xa05年", "秘密\xa0★"),
]
OPEN = [
    "内部",
    "密级：内部",
    "密级：无",
    "保守国家秘密是公民的义务。",
    "不涉密",
    "他说，这是商业秘密，要保护。",
    "机密性要求提高了。",
    "涉密人员要培训。",
    "商业秘密",
    "保密工作",
    "机密级",
    "一、加强商业秘密保护\n二、做好保密工作\n三、机密级以上文件的管理",
    "绝密\t机密\t秘密\n3\t12\t40",
    "密级\t机密\t秘密",
    "密级：不涉密",
    "建议市保密局制定秘密载体销毁办法。",
    "全国★★★★★级景区；保守秘密，人人有责",
]


@pytest.mark.parametrize(("text", "mark"), SECRET)
def test_a_mark_of_secrecy_is_found(text: str, mark: str) -> None:
    """The mark is named in the refusal, the text is not."""
    assert secret_mark(text) == mark
    with pytest.raises(CongressError) as refused:
        refuse_secret("标题", text)
    assert (refused.value.code, refused.value.values) == ("text.secret", {"mark": mark})


@pytest.mark.parametrize("text", OPEN)
def test_words_about_secrecy_are_no_mark(text: str) -> None:
    """Neither 内部 alone nor running text is a degree of secrecy."""
    assert secret_mark(text) == ""
