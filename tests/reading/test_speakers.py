"""Speakers: whose words a passage gives (GUIDELINES «Speaker»). People and places are invented."""

import pytest

from huiyin.reading import Speaker, TextKind, read
from huiyin.reading.authors import author_of, office_in_head, office_that_replies, report_author, signatures
from huiyin.reading.speakers import (
    heading_speaker,
    introduces,
    last_named,
    names_officials,
    quoted_speaker,
    who_feels,
    who_says,
)

FAULTS: dict[str, str] = {}


def rows(table: list[tuple[str, ...]] | list[tuple[str, str, object]]) -> list[object]:
    """Return the rows as parameters with ids, known faults as strict xfails."""
    return [
        pytest.param(
            *row[1:],
            id=row[0],
            marks=[pytest.mark.xfail(strict=True, reason=FAULTS[row[0]])] if row[0] in FAULTS else [],
        )
        for row in table
    ]


SAYS: list[tuple[str, str, object]] = [
    ("name-deputy", "沈清代表说", ("沈清", "deputy")),
    ("three-characters", "周砚秋代表认为", ("周砚秋", "deputy")),
    ("some-surname-only", "沈某代表建议", ("沈某", "deputy")),
    ("deputy-name", "代表沈清说", ("沈清", "deputy")),
    ("deputy-of-the-city", "市人大代表周砚秋表示", ("周砚秋", "deputy")),
    ("where-from", "来自企业一线的代表周砚秋表示", ("周砚秋", "deputy")),
    ("where-a-deputy-of-two-characters-is-from", "来自海平的沈清代表说", ("沈清", "deputy")),
    ("where-two-deputies-are-from", "来自海平的沈清、周砚秋代表建议", ("沈清、周砚秋", "deputy")),
    ("two-titles", "市人大代表、云汀重工董事长温如岚说", ("温如岚", "deputy")),
    ("member", "温如岚委员指出", ("温如岚", "deputy")),
    ("director", "市住房城乡建设局局长方知远介绍", ("方知远", "official")),
    ("secretary-behind", "方书记强调", None),
    ("space-after-title", "云汀重工董事长 温如岚说", ("温如岚", "official")),
    ("beyond-the-bmp", "沈𣲗代表建议", ("沈𣲗", "deputy")),
    ("beyond-the-bmp-titled", "高新区管委会主任何𬭎表示", ("何𬭎", "official")),
    ("compound-surname", "欧阳明远代表说", ("欧阳明远", "deputy")),
    ("compound-surname-short", "司马清委员建议", ("司马清", "deputy")),
    ("compound-after-title", "代表诸葛明远说", ("诸葛明远", "deputy")),
    ("adverb-between", "沈清代表深有感触地说", ("沈清", "deputy")),
    ("meeting-between", "沈清代表在审议时说", ("沈清", "deputy")),
    ("topic-between", "温如岚委员结合自身工作谈到", ("温如岚", "deputy")),
    ("also", "沈清代表还建议", ("沈清", "deputy")),
    ("delegation", "临江区代表团认为", ("临江区代表团", "delegation")),
    ("delegation-deputies", "临江区代表团代表一致认为", ("临江区代表团", "delegation")),
    ("deputies", "代表们一致认为", ("代表", "group")),
    ("everybody", "大家普遍认为", ("代表", "group")),
    ("deputies-of-the-congress", "人大代表们疾呼", ("人大代表", "group")),
    ("villagers", "村民们说", ("村民", "group")),
    ("report", "政府工作报告提出", ("政府工作报告", "report")),
    ("report-in-marks", "《政府工作报告》指出", ("政府工作报告", "report")),
    ("surname-of-the-sea", "洪砚秋代表说", ("洪砚秋", "deputy")),
    ("four-syllables-of-manner", "沈清代表语气坚定地说", ("沈清", "deputy")),
    ("behind-a-moment", "代表们在听取报告后，纷纷表示", ("代表", "group")),
    ("party-committee", "镇党委要求", ("镇党委", "body")),
    ("several-deputies", "沈清、周砚秋代表说", ("沈清、周砚秋", "deputy")),
    ("rare-surname", "党砚秋委员表示", ("党砚秋", "deputy")),
    ("members-who-take-part", "参加讨论的乡镇委员表示", ("委员", "group")),
    ("while-attending", "市长方知远参加审议时强调", ("方知远", "official")),
    ("in-a-delegation-from-where", "在石井代表团，来自石鼓村的沈清代表说", ("沈清", "deputy")),
    ("one-of-several-deputies", "沈清等代表认为", ("沈清", "deputy")),
    ("some-of-several-deputies", "沈清、周砚秋等5位代表建议", ("沈清、周砚秋", "deputy")),
    ("long-name-of-several", "沈全林等代表认为", ("沈全林", "deputy")),
    ("teacher", "市人大代表、石鼓小学教师顾雅说", ("顾雅", "deputy")),
    ("on-behalf", "沈清委员代表民建县委提出", ("沈清", "deputy")),
    ("heard-before", "在听取了12位委员的发言后，县长沈清说", ("沈清", "official")),
    ("meeting", "会议强调", ("会议", "body")),
    ("meeting-too", "大会还指出", ("大会", "body")),
    ("he", "他说", None),
    ("she-also", "她还建议", None),
    ("citizen-by-surname", "市民王先生说", ("王先生", "citizen")),
    ("office-as-subject", "市教育局表示", ("市教育局", "body")),
    ("company-as-subject", "高速公路集团表示", ("高速公路集团", "body")),
    ("one-of-a-delegation", "石溪代表团的其其格说", ("其其格", "deputy")),
    ("deputies-of-a-delegation", "石溪代表团的代表说", ("石溪代表团", "delegation")),
    ("by-somebody-s-account", "据沈清介绍", ("沈清", "official")),
    ("while-giving-the-report", "海平市市长沈清向大会作政府工作报告时表示", ("沈清", "official")),
    ("post-behind-a-name", "沈清局长表示", ("沈清", "official")),
    ("given-name-that-ends-like-a-word", "县人大代表周永和说", ("周永和", "deputy")),
    ("some-villagers", "不少村民们说", ("村民", "group")),
    ("name-in-parts-behind-a-post", "县人大代表、柳溪镇便民中心驻村干部洛桑·次仁说", ("洛桑·次仁", "deputy")),
]


@pytest.mark.parametrize(("clause", "speaker"), rows(SAYS))
def test_who_says(clause: str, speaker: tuple[str, str] | None) -> None:
    """A clause with a verb of saying names its speaker and what sort it is."""
    said = who_says(clause + "，小区停车要有办法")
    assert (said and said.speaker) == (Speaker(*speaker) if speaker else None)


NOBODY: list[tuple[str, ...]] = [
    ("gives-a-speech", "县政协全会举行大会发言"),
    ("no-verb", "沈清代表的工作得到肯定"),
    ("thanks", "高度重视表示感谢"),
    ("calls-for", "群众需求日益多样"),
    ("it-shows", "数据增长说明形势向好"),
    ("phrase-that-begins-like-a-surname", "马上就办的做法说明改革见效"),
    ("construction-that-begins-like-a-surname", "高标准农田建设要求明确"),
    ("road-that-begins-like-a-surname", "金桥路改造提出新方案"),
    ("noun", "办理代表建议168件"),
    ("drafted-a-proposal", "沈清就草拟了建议"),
]


@pytest.mark.parametrize("clause", rows(NOBODY))
def test_words_that_look_like_names(clause: str) -> None:
    """No speaker is ever made up."""
    said = who_says(clause)
    assert said is None or said.speaker is None


@pytest.mark.parametrize(
    ("clause", "keeps"), [("他说，矿区变了样", True), ("她建议，增开线路", True), ("沈清代表说，矿区变了样", False)]
)
def test_a_pronoun_keeps_the_speaker(clause: str, keeps: bool) -> None:
    """「他」 and 「她」 are whoever spoke before."""
    said = who_says(clause)
    assert said is not None
    assert said.keeps is keeps


@pytest.mark.parametrize(
    ("verb", "asks", "thinks"),
    [("建议", True, False), ("呼吁", True, False), ("希望", True, False), ("认为", False, True), ("说", False, False)],
)
def test_the_verb_tells_whether_something_is_asked(verb: str, asks: bool, thinks: bool) -> None:
    """Verbs of asking and of thinking are kept apart from those of saying."""
    said = who_says(f"沈清代表{verb}，增开公交线路")
    assert said is not None
    assert (said.asks, said.thinks) == (asks, thinks)


HEADINGS: list[tuple[str, str, object]] = [
    ("delegation", "临江区代表团", ("临江区代表团", "delegation")),
    ("delegation-agrees", "临江区代表团代表一致认为", ("临江区代表团", "delegation")),
    ("delegation-colon", "临江区代表团：", ("临江区代表团", "delegation")),
    ("deputy-colon", "沈清代表：", ("沈清", "deputy")),
    ("deputy-beyond-the-bmp", "沈𣲗代表：", ("沈𣲗", "deputy")),
    ("title-and-name", "市人大代表 周砚秋：", ("周砚秋", "deputy")),
    ("name-of-two-set-wide", "市人大代表 沈 清", ("沈清", "deputy")),
    ("long-title", "市人大代表、云汀水生生物研究所研究员周砚秋：", ("周砚秋", "deputy")),
    ("of-a-delegation", "临江代表团阿依娜代表：", ("阿依娜", "deputy")),
    ("name-in-brackets", "周砚秋（市人大代表、石井小学校长）：", ("周砚秋", "deputy")),
    ("compound-surname", "欧阳明远代表：", ("欧阳明远", "deputy")),
    ("theme", "坚持创新驱动", None),
    ("plan", "2026年工作安排", None),
    ("proposal", "沈清代表建议办理工作", None),
    ("surname-in-a-theme", "高标准推进项目建设", None),
    ("two-characters", "任务", None),
    ("theme-with-colon", "高质量发展：", None),
]


@pytest.mark.parametrize(("heading", "speaker"), rows(HEADINGS))
def test_headings_that_name_a_speaker(heading: str, speaker: tuple[str, str] | None) -> None:
    """A delegation or a deputy as a heading speaks below it; a theme names nobody."""
    assert heading_speaker(heading) == (Speaker(*speaker) if speaker else None)


PASSAGES: list[tuple[str, str, object]] = [
    (
        "delegation-heading-holds",
        "▼▼临江区代表团代表一致认为\n报告实事求是。\n过去一年，新增企业3家。\n▼▼青石区代表团代表普遍表示\n报告令人振奋。",
        ["临江区代表团", "临江区代表团", "青石区代表团"],
    ),
    (
        "the-same-of-the-report",
        "代表们踊跃发言，认为报告总结工作实事求是。整个报告主题鲜明。",
        [None, "代表", "代表"],
    ),
    (
        "who-a-village-secretary-is",
        "“今年很特殊。”52岁的石鼓村村支书方知远，已经是三届的区人大代表。",
        ["方知远", None],
    ),
    (
        "reporter-behind-a-quotation",
        "沈清代表说：“我一定记住街坊的嘱托，把老街的难处说到会上。要多跑路，办好实事，请街坊督促。”会前，他走访了矿区。",
        ["沈清", "沈清", "沈清", "沈清", "沈清", None],
    ),
    ("reporter-tells-by-name", "沈清代表说，矿区路窄。会前，沈清做足了准备。", ["沈清", None]),
    ("she-is-moved", "人大代表沈清是一名医生，她倍受鼓舞。", [None, "沈清"]),
    ("deputy-holds-to-the-end", "沈清代表说，办证很快。如今一次办成。\n会场气氛热烈。", ["沈清", "沈清", None]),
    ("another-is-named", "沈清代表说，办证很快。周砚秋代表说，修路很好。", ["沈清", "周砚秋"]),
    ("she", "周砚秋代表认为，治理成效明显。她说，绿水青山回来了。", ["周砚秋", "周砚秋"]),
    ("he-of-the-clause-before", "来自矿区的周砚秋代表最关心公交。他说，末班车太早。", [None, "周砚秋"]),
    (
        "quote-then-speaker",
        "“老人看病要走很远的路。”温如岚代表说，“建议增设公交站点。”",
        ["温如岚", "温如岚"],
    ),
    ("quote-with-name-after", "“老人看病要走很远的路。”温如岚说。", ["温如岚"]),
    ("report-proposes", "政府工作报告提出，新建学校8所。", ["政府工作报告"]),
    (
        "report-ends-with-its-sentence",
        "沈清代表说，公交很方便。政府工作报告提出，新建学校8所。教育就有了保障。",
        ["沈清", "政府工作报告", "沈清"],
    ),
    ("beyond-the-bmp", "沈𣲗代表建议，延长运营时间。", ["沈𣲗"]),
    ("deputy-before-colon", "沈清代表：建议增开公交线路。", ["沈清"]),
    ("deputy-on-a-line", "沈清代表：\n建议增开公交线路。\n请重视矿区出行。", ["沈清", "沈清"]),
    ("name-with-delegation", "沈清（临江区代表团）：\n建议增开公交线路。", ["沈清"]),
    ("body-then-split", "市教育局表示，将优化学位供给。", ["市教育局"]),
    ("told-of", "人大代表沈清是一名医生。她建议，增设站点。", [None, "沈清"]),
    ("he-in-a-meeting", "市长方知远参加审议。代表们认为，报告务实。他说，矿区变了样。", [None, "代表", "方知远"]),
    ("delegation-meets", "在石溪代表团，大家认为，报告务实。", ["石溪代表团"]),
    ("paragraph-on-a-delegation", "石溪代表团气氛热烈。代表们认为，报告务实。", [None, "石溪代表团"]),
    ("all-delegations", "各代表团气氛热烈。代表们认为，报告务实。", [None, "代表"]),
    (
        "judges-what-a-report-says",
        "代表们认为，成绩可喜。政府工作报告提出十项改革，思路清晰。",
        ["代表", "政府工作报告", "代表"],
    ),
    ("several-at-once", "沈清、周砚秋表示，要抓好落实。", ["沈清、周砚秋"]),
    ("foreign-name", "嘉木样·洛桑代表说，任务艰巨。", ["嘉木样·洛桑"]),
    ("who-puts-forward", "沈清代表提交了关于增开公交线路的建议。", ["沈清"]),
    ("words-are-told-of", "代表们提出了许多建议。", [None]),
    ("reporter", "1月9日，大会举行分组会议。", [None]),
    ("short-name", "政府工作报告提出，新建学校8所。这让沈清代表备受鼓舞。", ["政府工作报告", "沈清"]),
    ("long-name", "政府工作报告提出，新建学校8所。这让周砚秋代表备受鼓舞。", ["政府工作报告", "周砚秋"]),
]


@pytest.mark.parametrize(("text", "speakers"), rows(PASSAGES))
def test_speakers_of_a_deliberation(text: str, speakers: list[str | None]) -> None:
    """Each statement of the passage has the speaker that the guidelines give it."""
    assert [s.speaker for s in read(text, text_kind=TextKind.DELIBERATION, year=2026).statements] == speakers


AUTHORS: list[tuple[str, str, object]] = [
    ("city", "现在，我代表市人民政府，向大会报告工作。", "市政府"),
    ("city-by-name", "我代表云汀市人民政府向大会报告工作。", "市政府"),
    ("province", "我代表省人民政府，向大会报告工作。", "省政府"),
    ("county", "我代表县人民政府，向大会报告工作。", "县政府"),
    ("autonomous-region", "我代表自治区人民政府，向大会报告工作。", "自治区政府"),
    ("state-council", "我代表国务院，向大会报告政府工作。", "国务院"),
    ("chief", "政府工作报告\n云汀县县长　陆鸣溪\n各位代表：", "县政府"),
    ("governor", "政府工作报告\n省长　陆鸣溪\n各位代表：", "省政府"),
    ("title-of-a-plan", "石井镇2026年度政府工作计划\n为落实省委部署，做好以下工作。", "镇政府"),
    ("whose-work-it-is", "2026年镇政府工作的总体要求是：落实省委部署。各位代表：", "镇政府"),
    ("title", "云汀市政府工作报告\n各位代表：", "市政府"),
    ("session", "——2026年1月9日在云汀市第十七届人民代表大会上\n工作报告", "市政府"),
    ("whole-county", "全县经济稳中有进，我县财政收入增长5%。", "县政府"),
    ("nation", "我国国内生产总值增长5%。", "国务院"),
    (
        "ranked-above",
        "完成生产总值802亿元，增幅全省排第7位，高于全省1个百分点；全市粮食增产。投资增速居全省第9位。",
        "市政府",
    ),
    ("ranked-in-the-city", "增速位居全市第一，增幅全市排第2位，排名全市前列；全县就业稳定。", "县政府"),
    ("tasks-set-by-the-city", "聚焦全市大局，约束性指标完成市下达任务。", "县政府"),
    ("set-tasks-though-it-names-the-city", "贯彻市委全会精神，聚焦全市大局，约束性指标完成市下达任务。", "县政府"),
    ("sets-tasks-itself", "全市目标由市下达各县，全市投资增长5%。", "市政府"),
    ("prefectures-of-one-province", "支持沈阳、大连、鞍山加快发展。", "省政府"),
    ("counties-of-one-city", "推进本溪县、桓仁县文旅项目。", "市政府"),
    ("led-by", "在省委、省政府和市委的坚强领导下，全省、全省、全省都看着我们。", "市政府"),
    ("committees", "深入落实省委、市委经济工作会议精神，投资增长5%。", "市政府"),
    ("autonomous-led-by", "在自治区党委的坚强领导下，全区经济向好。", "自治区政府"),
    ("town", "石井镇政府工作报告\n各位代表：", "镇政府"),
    ("half-year-of-a-town", "石井镇人民政府半年工作情况报告\n各位代表：", "镇政府"),
    ("works-of-a-town", "石井镇人民政府2026年工作要点\n一、发展产业", "镇政府"),
    (
        "excerpt-of-a-standing-committee",
        "听取和审议了全县就业情况的报告，提出审议意见。主任会议听取了汇报。",
        "县人大常委会",
    ),
    (
        "excerpt-of-the-nation-s",
        "委员长会议组成人员带队，10个专门委员会参与。常委会组成人员与全国人大代表保持联系。",
        "全国人大常委会",
    ),
    ("court", "云汀市人民法院工作报告\n各位代表：我代表市人民法院，向大会报告工作。审结案件3000件。", "市人民法院"),
    ("standing-committee", "临江区人大常委会工作报告\n各位代表：监督项目12个。", "区人大常委会"),
    ("nobody", "经济稳中有进。", None),
]


def test_a_circular_names_its_office_in_its_first_sentence() -> None:
    """Where nobody signs, whoever inspected circulates what was found."""
    text = "为推进落实，市政府督查室近期对2026年重点工作完成情况进行了督办。现将有关情况通报如下：\n一、主要指标"
    assert author_of(text, TextKind.REPORT) == Speaker("市政府督查室", "body")
    found = "关于任务落实情况的通报\n县政府督查室对任务落实情况进行了督查。从督查情况看，进展顺利。\n"
    assert author_of(found, TextKind.PLAN) == Speaker("县政府督查室", "body")


def test_a_bulletin_without_an_office_is_nobody_s() -> None:
    """The level that a bulletin speaks of did not write it."""
    text = "关于食堂建设进展情况的通报\n今年以来，全县建成食堂26个。我县各街道取得了成效。\n"
    assert author_of(text, TextKind.REPORT) is None


def test_of_several_offices_the_first_signs() -> None:
    """Offices side by side below an answer: the one that leads stands first."""
    text = "建议收悉。\n市民政局 市财政局 市房管中心\n2026年3月6日\n"
    assert [name for _, name in signatures(text)] == ["市民政局"]


def test_a_notice_is_its_office_s() -> None:
    """Whatever its office calls itself: 区政府办公室关于印发…的通知."""
    text = "区政府办公室关于印发今年重点工作责任分工的通知\n各街道：\n请认真落实。\n"
    assert author_of(text, TextKind.PLAN) == Speaker("区政府办公室", "body")


@pytest.mark.parametrize(("text", "name"), rows(AUTHORS))
def test_the_author_of_a_work_report_is_its_government(text: str, name: str | None) -> None:
    """Stated, or told by its chief, title, session, or by whom «all of» and «our» mean."""
    assert report_author(text) == (Speaker(name, "report") if name else None)


@pytest.mark.parametrize(
    ("line", "office"),
    [
        ("针对您反映的问题，市教育局现回复如下：学校已开工。", "市教育局"),
        ("来信收悉，市住建局答复如下：路灯已修好。", "市住建局"),
        ("您好！您反映的问题收悉，现回复如下：", None),
    ],
)
def test_the_office_that_an_answer_s_first_words_name(line: str, office: str | None) -> None:
    """It stands before 现回复如下; 现 alone is nobody."""
    assert office_that_replies(line, 0, len(line)) == (Speaker(office, "body") if office else None)


@pytest.mark.parametrize(
    ("piece", "officials"),
    [("沈清代表、周砚秋委员等", True), ("区委书记沈某", True), ("县长沈某、周某", True), ("小区门口", False)],
)
def test_who_is_only_named(piece: str, officials: bool) -> None:
    """Deputies by their word, leaders by their posts, whoever stands beside them."""
    assert names_officials(piece) is officials


def test_a_report_speaks_throughout() -> None:
    """Every statement of a work report has its government as speaker."""
    text = "云汀市政府工作报告\n各位代表：\n过去一年，新增企业3家。\n2026年，新建学校8所。\n"
    assert {s.speaker for s in read(text, text_kind=TextKind.REPORT).statements} == {"市政府"}


def test_a_suggestion_is_the_proposers() -> None:
    """领衔代表 speaks in a suggestion, beyond the BMP too."""
    text = "领衔代表：沈𣲗（临江区代表团）\n一、案由\n停车位不足。\n"
    assert author_of(text, TextKind.SUGGESTION) == Speaker("沈𣲗", "deputy")


def test_whoever_raises_a_matter_speaks_the_whole_suggestion() -> None:
    """「市政协委员沈清反映：…」 names the author, of the items below as well; an article names many."""
    text = "关于整治码头的建议\n市政协委员沈清反映：码头拥挤。\n因此，建议多部门联合整治。\n1.规范摊点经营。\n"
    assert {s.speaker for s in read(text, text_kind=TextKind.SUGGESTION).statements} == {"沈清"}
    told = "关于整治码头的建议\n市政协委员走访时发现，码头拥挤。\n"
    assert author_of(told, TextKind.SUGGESTION) is None


def test_items_are_whoever_s_who_proposes_them() -> None:
    """The items behind 「代表建议：」 are the deputies', to the first paragraph that is none."""
    text = "市人大代表反映，充电难。\n对此，代表建议：\n一是规范场所。\n会议圆满结束。\n"
    found = [(s.text, s.speaker) for s in read(text, text_kind=TextKind.DELIBERATION).statements]
    assert found[-2:] == [("规范场所", "代表"), ("会议圆满结束", None)]


def test_a_ministry_answers() -> None:
    """「某部对…建议的答复」 names the ministry in its title."""
    text = "教育部对第2321号建议的答复\n您提出的建议收悉，现答复如下：\n一期工程已完工。\n"
    assert {s.speaker for s in read(text, text_kind=TextKind.REPLY).statements} == {"教育部"}


def test_a_by_line_names_the_deputy() -> None:
    """A line below the title with what somebody is, and the name."""
    text = "关于老街供水的建议\n□ 市人大代表 沈清\n水厂建于2000年。建议尽快改造。\n"
    assert author_of(text, TextKind.SUGGESTION) == Speaker("沈清", "deputy")


def test_a_ministry_signs_with_a_date() -> None:
    """部 ends many words; a line of its own with a date below is a signature."""
    assert [name for _, name in signatures("感谢您的关心。\n水利部\n2026年3月6日\n")] == ["水利部"]
    assert signatures("感谢您的关心。\n食堂外部\n") == []


def test_a_letter_is_the_office_that_signs() -> None:
    """A line of an office's name, with or without a date, signs; a reply that nobody signs has no speaker."""
    signed = "您提出的建议收悉，现答复如下：\n一期工程已完工。\n云汀市教育局\n2026年4月8日\n"
    assert [name for _, name in signatures(signed)] == ["云汀市教育局"]
    assert {s.speaker for s in read(signed, text_kind=TextKind.REPLY).statements} == {"云汀市教育局"}
    unsigned = "您提出的建议收悉，现答复如下：\n一期工程已完工。\n"
    assert {s.speaker for s in read(unsigned, text_kind=TextKind.REPLY).statements} == {None}


def test_each_letter_has_its_own_signer() -> None:
    """Of two letters in one file, each is its own office's."""
    one = "沈清代表：\n您提出的建议收悉。\n一期工程已完工。\n云汀市教育局\n2026年4月8日\n"
    two = "周砚秋代表：\n您提出的建议收悉。\n二期工程已开工。\n云汀市财政局\n2026年4月9日\n"
    found = [(s.text, s.speaker) for s in read(one + two, text_kind=TextKind.REPLY).statements]
    assert ("一期工程已完工", "云汀市教育局") in found
    assert ("二期工程已开工", "云汀市财政局") in found


@pytest.mark.parametrize(
    ("piece", "name"),
    [("来自企业的周砚秋代表算了一笔账", "周砚秋"), ("沈清代表", "沈清"), ("报告算了一笔账", None)],
    ids=["where-from", "alone", "nobody"],
)
def test_who_is_introduced_before_a_colon(piece: str, name: str | None) -> None:
    """A deputy before a colon speaks after it."""
    assert introduces(piece) == (Speaker(name, "deputy") if name else None)


@pytest.mark.parametrize(
    ("passage", "name"),
    [("沈清代表发言后，周砚秋代表看了看表。", "周砚秋"), ("会场很安静。", None), ("代表团开会。", None)],
    ids=["last-of-two", "nobody", "delegation"],
)
def test_the_last_named(passage: str, name: str | None) -> None:
    """「她说」 means the deputy named last."""
    assert last_named(passage) == (Speaker(name, "deputy") if name else None)


@pytest.mark.parametrize(
    ("paragraph", "name"),
    [
        ("“路要走很远。”温如岚代表说，“请设站点。”", "温如岚"),
        ("“路要走很远，”市人大代表温如岚说。", "温如岚"),
        ("“路要走很远。”大家笑了。", None),
    ],
    ids=["deputy", "titled", "nobody"],
)
def test_who_is_named_after_a_quotation(paragraph: str, name: str | None) -> None:
    """A paragraph that opens with a quotation is the words of whoever is named behind it."""
    found = quoted_speaker(paragraph)
    assert (found and found.name) == name


def test_who_feels() -> None:
    """A deputy whom something moves speaks from there on."""
    assert who_feels("这让周砚秋代表备受鼓舞") == Speaker("周砚秋", "deputy")
    assert who_feels("这让大家备受鼓舞") is None
    assert who_feels("石溪代表团在审议时对去年的变化倍感振奋") == Speaker("石溪代表团", "delegation")


def test_whom_the_head_of_an_unsigned_reply_names() -> None:
    """The office of a page's source answers where nobody signs; who signs goes before it."""
    page = "关于第11号提案的答复\n来源：柳溪县水利局 发布时间：2024-09-26\n您提出的建议收悉。\n"
    assert author_of(page, TextKind.REPLY) == Speaker("柳溪县水利局", "body")
    assert author_of(page + "柳溪县财政局\n2024年9月20日\n", TextKind.REPLY) is None
    assert author_of(page.replace("来源：柳溪县水利局", "来源：柳溪日报"), TextKind.REPLY) is None
    site = page.replace("来源：柳溪县水利局", "来源：水利部网站")
    assert author_of(site, TextKind.REPLY) is None
    assert author_of(site + "我部高度重视。\n", TextKind.REPLY) == Speaker("水利部", "body")
    assert author_of(page.replace("来源：柳溪县水利局", "来源：人大办公室"), TextKind.REPLY) is None


def test_an_office_in_brackets_behind_the_title_answers() -> None:
    """A congress publishes answers under its own name, and says in brackets whose they are."""
    found = office_in_head("对县九届人大三次会议第17号建议的答复（教育局）\n来源：人大办公室\n")
    assert found is not None
    assert found.name == "教育局"


def test_a_heading_of_a_speech_names_who_gives_it() -> None:
    """「沈清委员：推进垃圾分类」 heads what she says; what she asks for stands in items behind 「建议：」."""
    text = (
        "编者按：本报摘编部分书面发言。\n沈清委员：推进垃圾分类\n垃圾分类是一件大事。建议：\n"
        "一、加强宣传。统筹各方力量。\n二、完善设施。\n周砚秋委员：办好村小\n村小学生少。\n"
    )
    found = read(text, text_kind="deliberation").statements
    assert [(s.speaker, s.kind) for s in found if s.speaker][1:] == [
        ("沈清", "suggestion"),
        ("沈清", "suggestion"),
        ("沈清", "suggestion"),
        ("沈清", "suggestion"),
        ("周砚秋", "background"),
    ]


def test_what_is_told_of_several_governments_has_no_author() -> None:
    """A digest of many reports is nobody's report."""
    told = "各市政府工作报告一览\n各市今年的政府工作报告里，项目建设是重点。\n"
    assert author_of(told, TextKind.REPORT) is None
    assert author_of(told.replace("各市的", "海平市").replace("各市", "海平市"), TextKind.REPORT) is not None
