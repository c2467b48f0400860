"""Periods: past, current, long or none (GUIDELINES «Period»), from kind, time anchors and the clause before."""

import re
from pathlib import Path

import pytest

from huiyin.reading import TextKind, read
from huiyin.reading import periods as periods_module
from huiyin.reading.anchors import When
from huiyin.reading.cues import Cue
from huiyin.reading.kinds import Context
from huiyin.reading.periods import Times, period_of

REPORT, TALK, LETTER = TextKind.REPORT, TextKind.DELIBERATION, TextKind.REPLY
WISH, PLAN, LINE = TextKind.SUGGESTION, TextKind.PLAN, TextKind.HOTLINE

REVIEW = "一、2025年工作回顾\n"
AHEAD = "二、2026年工作安排\n"
FAR = "二、“十五五”时期主要目标\n"
DELEGATION = "▼临江区代表团代表一致认为\n"
MESSAGE = "留言主题：小区环境\n留言内容：\n"

ROWS = [
    ("achievement", "past", REPORT, REVIEW + "〖改造老旧小区58个〗。"),
    ("achievement-five-years", "past", REPORT, REVIEW + "〖五年来，总量连跨三个台阶〗，〖城镇化率提高到64%〗。"),
    ("achievement-without-anchor", "past", REPORT, "〖月汀湖获评省级美丽河湖〗。"),
    ("letter-done", "past", LETTER, "〖2023年以来，新增泊位1.43万个〗。"),
    ("story-goes-on", "past", LINE, MESSAGE + "〖然后司机把车开进加气站〗。"),
    ("somebody-said", "past", LINE, MESSAGE + "〖司机说中午不加气〗。"),
    ("says-what-it-is", "none", LINE, MESSAGE + "昨天他摔倒了，〖他是家里的主要劳动力〗。"),
    ("supposed", "none", LINE, MESSAGE + "〖如果水管破了谁来修〗。"),
    ("which-one", "none", LETTER, "〖该校是2019年开办的新学校〗。"),
    ("which-road-it-is", "none", WISH, "内容：〖该食堂是于2006年通过旧房改造修建的一处平房〗。"),
    ("cause-of-what-cannot-be", "none", LETTER, "我局于2025年查看了现场，〖但因资金不足〗，〖项目难以实施〗。"),
    ("until-a-far-year-with-a-share", "long", PLAN, "〖到2030年60%以上的村建成食堂〗。"),
    ("until-a-month-is-near", "current", PLAN, "〖到2026年6月底，全镇食堂全部达标〗。"),
    ("how-old-pipes-are", "none", WISH, "内容：水厂建于2000年，〖管网使用年限超过20年〗，〖老化严重〗。"),
    ("all-those-years", "none", WISH, "内容：〖2006年以来，三村一直饮用地下水〗，〖镇区近年来常年处于断水状态〗。"),
    ("befell", "past", LETTER, "〖此次洪水冲毁道路〗。"),
    ("states-not", "none", LETTER, "该楼已完工，〖不存在漏水现象〗。"),
    ("plan", "current", REPORT, AHEAD + "〖改造老旧小区58个〗。"),
    ("plan-of-the-year", "current", REPORT, "〖2026年，新建学校8所〗，〖新增学位1620个〗。"),
    ("plan-near-future", "current", LETTER, "〖下一步，我局将加大巡查力度〗。"),
    ("plan-until-this-year", "current", LETTER, "2025年已开工。〖到2026年底，新增泊位1800个〗。"),
    ("until-2030", "long", REPORT, AHEAD + "〖到2030年，森林覆盖率达45%〗。"),
    ("plan-period", "long", REPORT, "〖“十五五”时期，地区生产总值年均增长6%〗，〖城镇化率达70%〗。"),
    ("coming-years", "long", REPORT, "〖未来五年，我们将再造一个临江〗。"),
    ("part-about-years-ahead", "long", REPORT, FAR + "〖再造一个临江〗。〖城镇化率达70%〗。"),
    (
        "back-to-the-year",
        "current",
        REPORT,
        FAR + "再造一个临江。\n〖今年经济社会发展主要预期目标是：地区生产总值增长5.5%〗。",
    ),
    (
        "anchor-for-later-clauses",
        "long",
        REPORT,
        "〖到2030年，新增泊位5000个〗，〖收费标准更加合理〗，〖接入率达90%〗。",
    ),
    ("goal-of-one-sentence", "current", REPORT, AHEAD + "到2030年，新增泊位5000个。〖收费标准更加合理〗。"),
    ("question-of-what-will-be", "current", LINE, MESSAGE + "〖请问什么时候能通暖气〗？"),
    ("question-of-what-is", "none", LINE, MESSAGE + "〖请问是否通燃气〗？"),
    ("work-judged", "past", TALK, "〖沈清代表认为，常委会工作务实〗。"),
    ("prospects", "none", TALK, "〖沈清代表认为，临江发展潜力巨大〗。"),
    ("anchor-gives-way", "current", REPORT, "到2030年，新增泊位5000个；〖2026年，新增泊位1800个〗。"),
    ("suggestion", "current", TALK, "〖沈清代表建议，增开公交线路〗，〖增设站点〗。"),
    ("suggestion-for-the-plan-period", "long", TALK, "〖沈清代表建议，“十五五”期间新建矿区医院〗。"),
    ("suggestion-in-a-paper", "current", WISH, "二、建议内容\n〖建议增加停车位〗。"),
    ("report-judged", "past", TALK, DELEGATION + "〖报告站位高远〗，〖思路清晰〗，〖催人奋进〗。"),
    ("report-judged-by-a-deputy", "past", TALK, "〖周砚秋代表说，政府工作报告客观全面〗。"),
    ("reply-judged", "past", LETTER, "〖您的建议切中要害〗。"),
    ("opinion-on-how-things-are", "none", TALK, "〖沈清代表认为，乡镇教育前景广阔〗。"),
    ("citizens-verdict", "none", LINE, MESSAGE + "〖环境卫生一塌糊涂〗。"),
    ("difficulties", "none", REPORT, "我们也清醒看到，〖产业结构不优〗，〖财政收支矛盾突出〗。"),
    ("fact-of-the-present", "none", LINE, MESSAGE + "〖小区住着80多户居民〗。"),
    ("citizen-told", "past", LINE, MESSAGE + "〖上次物业来修过一回〗。"),
    ("citizen-too-much", "none", LINE, MESSAGE + "〖车费太贵了〗。"),
    ("citizen-too-high", "none", LINE, MESSAGE + "〖门口垫土过高〗。"),
    ("citizen-was-given-nothing", "past", LINE, MESSAGE + "〖物业没有给任何说法〗。"),
    ("citizen-tells-what-was-said", "past", LINE, MESSAGE + "〖物业拒绝维修〗。"),
    ("citizen-this-year", "none", LINE, MESSAGE + "〖我今年六十二岁〗。"),
    ("citizen-in-order-to", "none", LINE, MESSAGE + "〖为了方便停车，门口画着线〗。"),
    ("citizen-asks-of-last-year", "none", LINE, MESSAGE + "〖2024年办的证还能用吗〗？"),
    ("citizen-will-move", "current", LINE, MESSAGE + "〖我将调去外地〗。"),
    ("letter-ruling-after-what-was-done", "none", LETTER, "我局已受理，〖申请人须提供居住证明〗。"),
    ("citizen-waited-so-long", "past", LINE, MESSAGE + "〖等了两个月〗。"),
    ("citizen-went-today", "past", LINE, MESSAGE + "〖今天去派出所办理〗，〖窗口不收材料〗。"),
    ("citizen-before", "past", LINE, MESSAGE + "〖以前我们靠井水生活〗。"),
    ("citizen-nobody-came", "past", LINE, MESSAGE + "〖没有一个人处理〗。"),
    ("letter-from-a-day-on", "none", LETTER, "〖我省从2025年1月1日起可以异地办理〗。"),
    ("letter-how-it-is", "none", LETTER, "我局已受理，〖零散的岔路仍较多〗。"),
    ("letter-what-came-of-it", "past", LETTER, "2025年汛期我镇受灾，〖导致堤坝受损〗。"),
    ("suggestion-harm-goes-on", "none", WISH, "一、案由\n〖渡口停航给两岸带来了很多不便〗，〖摊点占用了人行道〗。"),
    ("suggestion-cannot-any-more", "none", WISH, "一、案由\n〖井水已基本不能饮用〗。"),
    ("suggestion-every-day", "none", WISH, "一、案由\n〖村里经常在晚会上宣讲〗。"),
    ("letter-after-a-plan-of-years", "current", LETTER, "“十四五”期间规划了清溪治理项目，〖我局会努力争取资金〗。"),
    ("letter-sees-what-is-lacking", "none", LETTER, "〖在看到成绩的同时，也要清醒认识到存在的差距〗。"),
    ("letter-since-the-year-began", "past", LETTER, "〖今年来，我局排查站点58个〗。"),
    ("citizen-wants", "current", LINE, MESSAGE + "〖我打算下个月给孩子落户〗。"),
    ("citizen-asks-how", "none", LINE, MESSAGE + "〖请问小区何时通燃气〗？"),
    ("year-is-in-the-review", "past", REPORT, REVIEW + "〖2025年是极不平凡的一年〗。"),
    ("year-is-in-the-plan", "current", REPORT, AHEAD + "〖2026年是“十五五”开局之年〗。"),
    ("meeting-told", "past", TALK, "〖1月9日，大会召开分组会议〗。"),
    ("narrated-by-the-reporter", "past", TALK, "〖会场内代表畅所欲言〗。"),
    ("ceremony-of-a-letter", "past", LETTER, "〖您提出的建议收悉〗，现答复如下："),
    ("who-leads", "none", PLAN, "新建学校8所。（〖市教育局牵头，市财政局按职责分工负责〗）"),
    ("problem-as-an-item", "none", TALK, "人大代表走访了小区。\n一是〖充电隐患较大〗。\n二是〖设施配备不足〗。"),
    ("problem-told-by-a-deputy", "none", TALK, "〖沈清代表说，乡镇师资缺乏〗。"),
    ("found", "none", LETTER, "〖经查，该店未安装净化设备〗。"),
    ("sentence-carries-past", "past", TALK, "沈清代表说，去年社区装了电梯，〖孩子们上学也近了〗。"),
    ("next-year-in-a-report", "long", REPORT, AHEAD + "〖2027年建成通车〗。"),
    ("past-goal", "past", REPORT, "〖到2020年，全县脱贫〗。"),
]

FAULTS: dict[str, str] = {}


@pytest.mark.parametrize(
    ("period", "text_kind", "text"),
    [
        pytest.param(
            *row[1:],
            id=row[0],
            marks=[pytest.mark.xfail(strict=True, reason=FAULTS[row[0]])] if row[0] in FAULTS else [],
        )
        for row in ROWS
    ],
)
def test_a_statement_holds_for_this_period(period: str, text_kind: TextKind, text: str) -> None:
    """Each marked statement, read in 2026, has the period that the guidelines give it."""
    reading = read(re.sub("[〖〗]", "", text), text_kind=text_kind, year=2026)
    ends = [mark.end() - 2 * text.count("〖", 0, mark.end()) for mark in re.finditer("〖.*?〗", text)]
    assert [s.period for s in reading.statements if s.end in ends] == [period] * len(ends)


GONE, THIS, LATER = When(0, 5, 2025, 2025, "past"), When(0, 5, 2026, 2026, "current"), When(0, 5, 2030, 2030, "long")
BARE = Times(None, None, 0, None, False)
_C = Context

RULES = [
    ("period.achievement", "past", _C.AFTER_ACHIEVEMENT, 0, Times(LATER, LATER, 0, "long", True), "新增泊位"),
    ("period.anchor", "long", _C.AFTER_COMMITMENT, 0, Times(LATER, LATER, 0, None, False), "到2030年新增泊位"),
    ("period.sentence", "long", _C.AFTER_COMMITMENT, 0, Times(None, None, _C.AFTER_COMMITMENT, "long", False), "新增"),
    ("period.scope", "long", _C.AFTER_SUGGESTION, 0, Times(None, LATER, 0, None, False), "新增泊位"),
    ("period.part", "long", _C.AFTER_COMMITMENT, 0, Times(None, None, 0, None, True), "新增泊位"),
    ("period.plan", "current", _C.AFTER_COMMITMENT, 0, Times(THIS, THIS, 0, None, False), "新增泊位"),
    ("period.opinion", "none", _C.AFTER_APPRAISAL, 0, BARE, "前景广阔"),
    ("period.judged", "past", _C.AFTER_APPRAISAL, Cue.REPORT_NOUN, BARE, "报告求真务实"),
    (
        "period.sentence",
        "past",
        _C.AFTER_APPRAISAL,
        0,
        Times(None, None, _C.AFTER_APPRAISAL, "past", False),
        "思路清晰",
    ),
    ("period.trouble", "none", _C.AFTER_BACKGROUND, _C.TROUBLE, Times(GONE, GONE, 0, "past", False), "结构不优"),
    ("period.review", "past", _C.AFTER_BACKGROUND, _C.REVIEW | Cue.YEAR_IS, BARE, "是不平凡的一年"),
    ("period.question", "none", _C.AFTER_BACKGROUND, _C.HOTLINE, BARE, "是否通燃气"),
    ("period.wanted", "current", _C.AFTER_BACKGROUND, _C.HOTLINE, BARE, "我想落户"),
    ("period.told", "past", _C.AFTER_BACKGROUND, _C.HOTLINE, BARE, "物业修了水管"),
    ("period.standing", "none", _C.AFTER_BACKGROUND, _C.HOTLINE, BARE, "油烟已经持续了近一个月"),
    ("period.ruled", "none", _C.AFTER_BACKGROUND, _C.LETTER | Cue.NORM, BARE, "申请人须提供居住证明"),
    ("period.ceremony", "past", _C.AFTER_BACKGROUND, Cue.OCCASION, BARE, "来信收悉"),
    ("period.problem", "none", _C.AFTER_BACKGROUND, Cue.PROBLEM | _C.SPOKEN | _C.DELIBERATION, BARE, "师资缺乏"),
    ("period.label", "none", _C.AFTER_BACKGROUND, Cue.LABEL, BARE, "市教育局负责"),
    ("period.aspect", "past", _C.AFTER_BACKGROUND, Cue.LE, BARE, "看了现场"),
    ("period.narrated", "past", _C.AFTER_BACKGROUND, _C.DELIBERATION, BARE, "代表畅所欲言"),
    ("period.ahead", "current", _C.AFTER_BACKGROUND, _C.DELIBERATION | Cue.JIANG, BARE, "代表们将继续分组"),
    ("period.standing", "none", _C.AFTER_BACKGROUND, _C.WISH | Cue.LE, BARE, "严重污染了环境"),
    ("period.standing", "none", _C.AFTER_BACKGROUND, _C.DELIBERATION, BARE, "代表们每年都围绕民生发言"),
    (
        "period.narrated",
        "past",
        _C.AFTER_BACKGROUND,
        _C.DELIBERATION | Cue.LE,
        Times(THIS, THIS, 0, None, False),
        "今年她提出了建议",
    ),
    ("period.default", "none", _C.AFTER_BACKGROUND, 0, BARE, "位于河畔"),
    ("period.judged", "past", _C.AFTER_APPRAISAL, _C.DELIBERATION | Cue.REPORT_NOUN, BARE, "开好大会是全市的大事"),
    ("period.opinion", "none", _C.AFTER_APPRAISAL, _C.DELIBERATION, BARE, "开好大会是全市的大事"),
    ("period.ceremony", "none", _C.AFTER_BACKGROUND, _C.HOTLINE | Cue.OCCASION, BARE, "感谢市长"),
    ("period.standing", "none", _C.AFTER_BACKGROUND, _C.WISH, Times(GONE, GONE, 0, None, False), "多年来没有路灯"),
    ("period.anchor", "past", _C.AFTER_BACKGROUND, 0, Times(GONE, GONE, 0, None, False), "多年来没有路灯"),
    ("period.standing", "none", _C.AFTER_BACKGROUND, _C.DELIBERATION, BARE, "代表建议是履职的重要形式"),
    ("period.told", "past", _C.AFTER_BACKGROUND, _C.HOTLINE, BARE, "没有任何人回复"),
    ("period.sentence", "past", _C.AFTER_BACKGROUND, _C.HOTLINE, Times(None, None, 0, "past", False), "交押金八百元"),
    ("period.sentence", "none", _C.AFTER_BACKGROUND, _C.HOTLINE, BARE, "孩子再上学"),
    ("period.sentence", "current", _C.AFTER_BACKGROUND, _C.HOTLINE, Times(None, None, 0, "current", False), "再上学"),
]


@pytest.mark.parametrize(
    ("rule", "period", "after", "flags", "times", "text"),
    [pytest.param(*row, id=f"{row[0]}-{number}") for number, row in enumerate(RULES)],
)
def test_each_rule(rule: str, period: str, after: int, flags: int, times: Times, text: str) -> None:
    """The rule gives the period, and says that it did."""
    assert period_of(after, flags, times, text) == (period, rule)


def test_every_rule_in_the_code_has_a_row() -> None:
    """A rule that no row reaches would be an untested one."""
    source = Path(periods_module.__file__ or "").read_text(encoding="utf-8")
    assert set(re.findall(r'"(period\.\w+)"', source)) == {row[0] for row in RULES}
