"""What was asked in meetings of January 2026 (询问), answered or owed, and opinions of the committee (审议意见)."""

from datetime import timedelta

from huiyin.congress import opinions, questions
from huiyin.congress.models import Meeting, Membership, Question
from huiyin.demo.city.session import OPENS
from huiyin.demo.city.steps import City, Steps
from huiyin.ledger.models import Case

# delegation, unit, what was asked, what was answered ("" while it is owed in writing), who answered
ASKED = (
    (
        "临江区代表团",
        "zjj",
        "老旧小区改造以后，停车泊位和充电设施由谁管理维护，经费从哪里来？",
        "改造完成后移交社区和物业共同管理，充电设施由建设企业负责维护，市级财政对保障性小区每年给予维护补助。",
        "市住房和城乡建设局负责人",
    ),
    (
        "青石区代表团",
        "czj",
        "历史遗留矿山修复的市级资金今年安排多少，何时拨付到位？",
        "今年市级预算安排修复资金3000万元，按工程进度分两批拨付，第一批在二季度到位。",
        "市财政局负责人",
    ),
    ("云汀县代表团", "nyj", "高标准农田建成后的管护责任怎样落实到村，有没有稳定的经费来源？", "", ""),
)
REPORT = (
    "市政府对审议意见逐条研究处理。一、水源地围网和标志已全部补齐，巡查由每月一次改为每周一次。二、两处农村集中供水工程已经完工，"
    "其余三处将于2027年6月底前完工。三、水质检测结果自本季度起在市政府网站按月公布。"
)
REPORTED = {
    "title": "关于饮用水安全情况报告的审议意见",
    "meeting": "云汀市第十七届人大常委会第二十九次会议",
    "number": "云人常审〔2026〕5号",
    "report": "关于饮用水安全情况的报告",
    "text": (
        "会议认为，饮用水安全总体有保障，农村供水仍是短板。会议建议：一是补齐水源地围网和标志，加密巡查；"
        "二是抓紧五处农村集中供水工程；三是按月公布水质检测结果。"
    ),
}
OPINION = {
    "title": "关于2025年度生态环境状况和环境保护目标完成情况报告的审议意见",
    "meeting": "云汀市第十七届人大常委会第三十一次会议",
    "number": "云人常审〔2026〕9号",
    "report": "关于2025年度生态环境状况和环境保护目标完成情况的报告",
    "text": (
        "会议认为，全市生态环境质量持续改善，报告提出的目标基本完成。会议建议：一是加快南埠港区岸电设施建设，减少靠港船舶排放；"
        "二是把历史遗留矿山修复纳入年度考核，每季度公布进度；三是完善月汀湖水质监测，监测数据向社会公开。"
    ),
}


def load_questions(city: City) -> None:
    """Ask in the delegations' meetings of the second day, and let the committee deliberate a report in autumn."""
    by = city.viewer("secretary")
    for delegation, unit, text, answer, who in ASKED:
        meeting = Meeting.objects.get(
            kind=Meeting.Kind.DELEGATION, delegation__name=delegation, starts_at__date=OPENS + timedelta(days=1)
        )
        member = Membership.objects.filter(delegation=meeting.delegation, to_on__isnull=True).order_by("pk")[4]
        asked_at = meeting.starts_at + timedelta(minutes=70)
        asking = questions.Asking(
            text=text, asked_at=asked_at, meeting=meeting, asked_by=member.mandate, unit=city.units[unit]
        )
        question = questions.ask_question(session=meeting.session, asking=asking, by=by)
        if answer:
            answering = questions.Answering(
                answer=answer,
                how=Question.How.ORALLY,
                answered_at=asked_at + timedelta(minutes=5),
                answered_by=who,
                answered_unit=city.units[unit],
            )
            questions.answer_question(question=question, answering=answering, by=by, expected=question.version)
    _opinion(city)


def _opinion(city: City) -> None:
    """Enter an opinion that is being dealt with, and an earlier one that was reported on in writing."""
    congress = Meeting.objects.latest("starts_at").session.congress
    for days_ago, told in ((150, REPORTED), (40, OPINION)):
        at = city.at(days_ago)
        said = opinions.Opinion(held_on=at.date(), **told)
        to, by = [city.units["zfb"]], city.viewer("secretary")
        (case,) = opinions.enter_opinion(congress=congress, opinion=said, to=to, by=by, at=at)
        if told is REPORTED:
            _report(city, case, days_ago)


def _report(city: City, case: Case, days_ago: int) -> None:
    lead = city.units["slj"]
    steps, office = Steps(city, case, lead), city.viewer("supervisor")
    steps.add("assign", office, days_ago - 3, unit=lead)
    steps.add("consult", office, days_ago - 60, text="拟报告的研究处理情况，请提出意见。")
    steps.add("comment", city.viewer("secretary"), days_ago - 68, text="同意报告，建议写明农村饮水的完成时间。")
    letter = {"letter_number": "云政办函〔2026〕57号", "letter_on": city.day(days_ago - 75), "text": REPORT}
    steps.add("report", office, days_ago - 75, **letter)
    steps.take()
