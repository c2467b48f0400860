"""What sort of text a source is, recognised from its words."""

from pathlib import Path

import pytest

from huiyin.demo import texts
from huiyin.reading import TextKind, read
from huiyin.reading.fold import fold
from huiyin.reading.text_kinds import recognise

REPORT = (
    "云汀县政府工作报告\n（2026年1月6日在云汀县第十八届人民代表大会第五次会议上）\n各位代表：\n"
    "现在，我代表县人民政府，向大会报告工作，请予审议。\n"
)
DEBATE = "1月9日，临江区代表团分组审议政府工作报告。沈清代表认为，报告求真务实。周砚秋代表建议，增开公交线路。\n"
KINDS = [
    ("a-plea-in-the-first-person", TextKind.HOTLINE, "我们小区停水三天，请派人修理。\n"),
    ("report-that-a-delegation-saw", TextKind.REPORT, "代表团代表：\n各位代表：\n一、2025年工作回顾\n报告如下。\n"),
    (
        "news-of-a-meeting",
        TextKind.OTHER,
        "1月9日，沈清主持召开会议。周砚秋、方知远出席会议。会议听取汇报。沈清强调，要抓好2026年重点工作。\n",
    ),
    (
        "article-on-one-deputy",
        TextKind.OTHER,
        "日前，县人大代表沈清再次来到石井村。“大家有问题可以反映给我。”沈清说。一位村民反映道：“路不好走。”\n",
    ),
    (
        "answer-without-the-usual-words",
        TextKind.REPLY,
        "周砚秋代表：\n你提出的关于设立高速出口的建议，我局非常重视。该路段暂不具备条件。\n",
    ),
    (
        "answer-to-what-a-deputy-told",
        TextKind.REPLY,
        "沈清代表：\n关于您反映的石井村饮水难的问题，我镇新打机井一口，已于7月通水。\n",
    ),
    (
        "what-one-member-asks",
        TextKind.DELIBERATION,
        "建议推进垃圾分类\n沈清委员：近年来，村容有了改善，但垃圾仍随意丢弃。\n为此，建议有关部门加强宣传。\n",
    ),
    (
        "digest-by-names",
        TextKind.DELIBERATION,
        "县政协主席周砚秋代表常委会向大会报告工作。\n沈清委员：报告内容实。\n洛桑·次仁委员：报告站位高。\n",
    ),
    (
        "news-of-a-township-congress",
        TextKind.OTHER,
        "1月9日，石井乡人代会召开。会议认真听取了政府工作报告。会议回顾了2025年重点工作。会议指出，成绩来之不易。\n",
    ),
    (
        "greeting-on-a-day",
        TextKind.OTHER,
        "1月2日上午，县委书记沈清来到县政协机关。沈清希望县政协认真谋划2026年工作，加强自身建设。\n",
    ),
    ("interview", TextKind.OTHER, "沈清很忙。“去年我关注停车难。”沈清告诉记者，今年她还要关注。\n"),
    (
        "excerpt-that-looks-back",
        TextKind.REPORT,
        "在县委的坚强领导下，我们始终坚持人民至上，深入实施改造。全年投入2亿元，成功创建示范县，城乡面貌不断改善。\n",
    ),
    (
        "excerpt-in-figures",
        TextKind.REPORT,
        "工业增加值增长6.3%，技改投资增长12.5%。办结政务服务12.6万件。办理人大代表建议136件、政协提案212件，满意率99.2%。\n",
    ),
    (
        "excerpt-under-leadership",
        TextKind.REPORT,
        "坚持党的全面领导。全面推进依法行政。深入开展调研。加强审计监督。推进政务公开。完善考核机制，增强领导干部本领。\n",
    ),
    (
        "report-of-a-standing-committee",
        TextKind.REPORT,
        "对5件地方性法规开展执法检查。加强备案审查。邀请代表276人次列席会议，组织列席代表座谈。办好代表家站。\n",
    ),
    (
        "article-on-a-standing-committee",
        TextKind.DELIBERATION,
        "人大常委会分组会议听取和审议执法检查报告，列席人员介绍地方性法规和备案审查情况。周砚秋代表说，立法很好。\n",
    ),
    (
        "excerpt-of-the-plan",
        TextKind.REPORT,
        "切实把要求贯穿工作全过程。扎实推进示范区建设，统筹解决难题，聚焦主线。多做老百姓看得见的实事，巩固成果，加大投入。\n",
    ),
    (
        "hearings-of-a-standing-committee",
        TextKind.REPORT,
        "听取和审议了农村改厕情况的报告，提出健全机制等审议意见，并进行了满意度测评。主任会议还听取了园区建设情况的汇报。\n",
    ),
    (
        "article-on-answers",
        TextKind.DELIBERATION,
        "人大代表沈清提出建议，有关部门进行了答复。代表们对建议的答复表示满意。周砚秋代表说，很好。\n",
    ),
    ("report", TextKind.REPORT, REPORT + "一、2025年工作回顾\n过去一年，成绩显著。\n二、2026年重点工作\n"),
    ("report-excerpt", TextKind.REPORT, "过去一年，全市经济稳中有进。2026年重点工作安排如下：加强政府自身建设。"),
    ("report-of-a-town", TextKind.REPORT, "石井镇政府工作报告\n五年来，集镇面貌焕然一新。\n"),
    ("deliberation", TextKind.DELIBERATION, DEBATE),
    ("deliberation-heading", TextKind.DELIBERATION, "▼▼临江区代表团代表一致认为\n报告实事求是，令人振奋。\n"),
    (
        "deliberation-of-members",
        TextKind.DELIBERATION,
        "分组讨论中，委员们认为，报告内容详实。温如岚委员建议，关注养老。\n",
    ),
    (
        "suggestion",
        TextKind.SUGGESTION,
        "关于增开公交线路的建议\n领衔代表：沈清\n一、案由\n矿区出行难。\n二、建议内容\n增开线路。\n",
    ),
    ("suggestion-of-two", TextKind.SUGGESTION, "建议编号：0087\n建议人：沈清\n附议代表：何某\n请延长末班车时间。\n"),
    (
        "reply",
        TextKind.REPLY,
        "关于对市十七届人大五次会议第0087号建议的答复\n沈清代表：\n您提出的关于停车难的建议收悉，现答复如下：\n",
    ),
    (
        "reply-of-cooperating-office",
        TextKind.REPLY,
        "您提出的建议已收悉。现将办理情况答复如下：\n一、已建停车场6处。\n",
    ),
    (
        "reply-to-the-office-that-leads",
        TextKind.REPLY,
        "关于对第0087号代表建议的会办意见\n市住建局：\n沈清代表提出的建议收悉，经研究，现将会办意见函告如下：\n一、强化监督。\n",
    ),
    (
        "reply-of-an-office-that-helps",
        TextKind.REPLY,
        "云汀市生态环境局\n关于第111号提案协办意见的函\n市城管局：\n现将协办意见送上，供你们答复委员时参考：\n我局将严肃查处噪声。\n",
    ),
    (
        "plan",
        TextKind.PLAN,
        "重点工作分工方案\n1.改造老旧小区58个。（市住建局牵头，市财政局配合）\n2.新建学校8所。（市教育局负责）\n",
    ),
    (
        "plan-of-departments",
        TextKind.PLAN,
        "云汀市人民政府\n关于落实《政府工作报告》重点工作\n部门分工的意见\n今年要抓好以下工作。\n",
    ),
    ("plan-with-lines", TextKind.PLAN, "1.新建学校8所。\n牵头单位：市教育局\n责任单位：市财政局\n"),
    (
        "plan-of-the-report",
        TextKind.PLAN,
        "关于印发《政府工作报告》任务分解的通知\n责任单位：市财政局\n牵头单位：市教育局\n",
    ),
    (
        "plan-of-a-notice",
        TextKind.PLAN,
        "关于分解落实《政府工作报告》的通知\n各区、各部门：\n2026年是“十五五”开局之年。\n",
    ),
    (
        "plan-handed-out-by-a-notice",
        TextKind.PLAN,
        "石井县人民政府办公室\n关于做好今年工作的通知\n各乡镇人民政府：\n现将2026年民生实事目标任务分解下达，请认真落实。\n",
    ),
    ("plan-by-its-title", TextKind.PLAN, "石井镇社区食堂整治实施方案\n一、整治重点\n全镇社区食堂。\n"),
    ("plan-drawn-up-below", TextKind.PLAN, "石井镇食堂整治\n为保障老人就餐，特制定如下实施方案：\n一、宣传动员\n"),
    (
        "circular-to-all-units",
        TextKind.PLAN,
        "各乡镇政府，县直各单位：\n现面向社会征集食堂建设点位。现将有关事项通知如下：\n一、征集日期\n",
    ),
    (
        "circular-that-passes-on",
        TextKind.PLAN,
        "各行政村：\n市民政局发出《关于做好节日助餐工作的通知》。现将通知转发给你们，请认真落实。\n",
    ),
    (
        "notice-to-nobody-by-name",
        TextKind.PLAN,
        "石井镇关于征集食堂点位的通告\n为把食堂建好，特向全镇征集点位。现将有关事项通告如下。\n",
    ),
    ("plan-of-an-inspection", TextKind.PLAN, "2026年乡镇食堂安全检查方案\n进入四月以来，气温升高。\n"),
    (
        "a-scheme-explained-is-none",
        TextKind.OTHER,
        "《石井镇社区食堂整治实施方案》解读\n食堂关系老人的一日三餐。\n",
    ),
    (
        "plan-of-who-sees-to-what",
        TextKind.PLAN,
        "石井县人民政府办公室\n关于印发《政府工作报告》\n重点任务责任落实分工的通知\n各乡镇人民政府：\n请结合实际，认真落实。\n",
    ),
    (
        "article-on-answers-to-deputies",
        TextKind.DELIBERATION,
        "云汀现场答复代表建议\n1月9日，大会秘书处同有关部门协商，研究提出答复意见，并现场答复代表。\n沈清代表说，对办理结果表示满意。\n",
    ),
    (
        "newspaper-column-of-a-hotline",
        TextKind.HOTLINE,
        "市民方女士反映，矿区小区外墙渗水。\n接电后，热线办公室通知市住建局办理。\n经回访，反映人表示满意。\n",
    ),
    (
        "deputies-one-by-one",
        TextKind.DELIBERATION,
        "人大代表 温如岚\n报告目标清晰，令人振奋。\n人大代表 陆鸣溪\n建议增开公交线路。\n",
    ),
    (
        "member-by-name",
        TextKind.DELIBERATION,
        "市政协委员陆鸣溪昨日接受采访。\n陆鸣溪说，部分小区没有分类。\n陆鸣溪建议，制定扶持政策。\n",
    ),
    ("hotline-order", TextKind.HOTLINE, "工单编号：YT1\n来电人：王女士\n诉求内容：\n市民来电反映，夜间施工扰民。\n"),
    (
        "message-board",
        TextKind.HOTLINE,
        "留言主题：咨询落户\n留言时间：2025/4/12\n您好，请问怎么办理？\n答复意见\n网友“YT004”您好！\n",
    ),
    ("other", TextKind.OTHER, "春天的月汀湖，游人如织。\n"),
    ("empty", TextKind.OTHER, ""),
]


@pytest.mark.parametrize(("kind", "text"), [row[1:] for row in KINDS], ids=[row[0] for row in KINDS])
def test_the_sort_is_recognised(kind: TextKind, text: str) -> None:
    """A few words that each sort cannot do without tell it."""
    assert recognise(fold(text)) is kind


@pytest.mark.parametrize("path", texts(), ids=lambda path: path.stem)
def test_the_samples_are_what_their_names_say(path: Path) -> None:
    """Each shipped sample is recognised."""
    assert recognise(fold(path.read_text(encoding="utf-8"))).value == path.stem.split("-")[0]


@pytest.mark.parametrize("kind", list(TextKind), ids=str)
def test_the_sort_can_be_given(kind: TextKind) -> None:
    """What is given outranks what the words show."""
    assert read(DEBATE, text_kind=kind.value).source.text_kind == kind.value


def test_a_long_text_is_recognised_by_its_head_and_its_end() -> None:
    """What stands in the middle of a long text does not count, however often."""
    middle = "市民来电反映，请问何时办理？留言主题：停车。\n" * 400
    filler = "全市经济稳中有进。\n" * 500
    assert recognise(fold(REPORT + filler + middle + filler)) is TextKind.REPORT
