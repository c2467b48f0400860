"""Kinds: every rule of the table is reached by a sentence whose kind the guidelines tell. All of them are invented."""

import re
from typing import NamedTuple

import pytest

from huiyin.reading import Kind, TextKind, read
from huiyin.reading.cues import Cue
from huiyin.reading.kinds import RULES, Context, Rule, all_fitting, decide

RULE_NAMES = [rule.name for rule in RULES]


class Row(NamedTuple):
    """One case: in a text of this sort, the statement in 〖…〗 is of this kind because of this rule."""

    rule: str
    kind: Kind
    text_kind: TextKind
    text: str


A, R, C, S, B = Kind.APPRAISAL, Kind.ACHIEVEMENT, Kind.COMMITMENT, Kind.SUGGESTION, Kind.BACKGROUND
REPORT, TALK, LETTER = TextKind.REPORT, TextKind.DELIBERATION, TextKind.REPLY
WISH, PLAN, LINE = TextKind.SUGGESTION, TextKind.PLAN, TextKind.HOTLINE

REVIEW = "一、2025年工作回顾\n"
AHEAD = "二、2026年工作安排\n"
MESSAGE = "留言主题：小区环境\n留言内容：\n"
NOTICE = "各区人民政府，市政府各部门：\n"

ROWS = [
    # whatever the text
    Row("kind.label", B, PLAN, "1.新建学校8所。（〖市教育局负责〗）"),
    Row("kind.label", B, PLAN, "1.新建学校8所。（〖市教育局牵头，市财政局按职责分工负责〗）"),
    Row("kind.citizen.asks", S, LINE, MESSAGE + "〖希望派人来看看谢谢〗。"),
    Row("kind.letter.please", S, LETTER, "〖敬请关注后续答复〗。"),
    Row("kind.ceremony", B, LETTER, "〖您提出的关于停车难的建议收悉〗，现答复如下："),
    Row("kind.ceremony", B, REPORT, "〖现在，我代表市人民政府，向大会报告工作〗，请予审议。"),
    Row("kind.narrated", B, TALK, "〖代表们结合工作谈了感受〗。"),
    Row("kind.narrated", B, TALK, "▼临江区代表团\n报告令人振奋。〖区领导李某列席会议〗。"),
    Row("kind.please.report", S, REPORT, "〖请予审议〗。"),
    Row("kind.call", C, REPORT, "〖让我们携手奋进〗！"),
    Row("kind.pledge", C, TALK, "沈清代表说，教育很重要。〖我们一定把学校办好〗。"),
    Row("kind.trouble", B, REPORT, "我们也清醒看到，发展还有不少问题：〖产业结构不优〗，〖财政收支紧平衡〗。"),
    Row("kind.year_is", B, REPORT, "〖2025年是极不平凡的一年〗。"),
    Row("kind.leader", B, REPORT, REVIEW + "〖总书记亲临云汀考察，为发展把脉定向〗。"),
    Row("kind.leader", B, REPORT, REVIEW + "6月，总书记到云汀考察，〖让全市人民倍受鼓舞〗。"),
    Row("kind.leader", B, REPORT, REVIEW + "〖总书记关于矿区转型的重要讲话精神，为我们指明了方向〗。"),
    Row("kind.letter.praise", A, LETTER, "〖您的建议切中要害〗。"),
    Row("kind.letter.undone", B, LETTER, "2025年我局核查，〖该路段没有设置停车位〗。"),
    Row("kind.citizen.judges", A, LINE, MESSAGE + "〖这条路晚上十分危险〗。"),
    Row("kind.citizen.judges", A, LINE, MESSAGE + "〖油烟严重损害居民健康〗。"),
    Row("kind.citizen.leans", A, LINE, MESSAGE + "〖物业对业主的诉求敷衍塞责〗。"),
    Row("kind.citizen.question", B, LINE, MESSAGE + "〖请问小区何时通燃气〗？"),
    # what is asked of others
    Row("kind.letter.ensures", R, LETTER, "我局更换了路灯，〖确保居民夜间出行安全〗。"),
    Row("kind.letter.ensures", R, LETTER, "我局更换了路灯，〖让居民夜间出行更安全〗。"),
    Row("kind.letter.already", R, LETTER, "〖我局已督促物业尽快修复路灯〗。"),
    Row("kind.letter.will", C, LETTER, "〖关于路灯，将于6月底前修复〗。"),
    Row("kind.please", S, LETTER, "〖请您继续监督〗。"),
    Row("kind.plan.asks", S, PLAN, "三、工作要求\n〖各牵头单位要制定细化方案〗。"),
    Row("kind.plan.significance", A, PLAN, NOTICE + "2026年是开局之年，〖做好今年的工作，意义特别重大〗。"),
    Row("kind.plan.notice", S, PLAN, NOTICE + "各单位主动配合，〖强化责任〗，〖确保任务圆满完成〗。"),
    Row("kind.plan.notice.told", B, PLAN, NOTICE + "〖《2026年任务清单》已经市政府第9次常务会议讨论通过〗。"),
    Row("kind.plan.asked", S, PLAN, "请各单位细化举措，〖确保任务圆满完成〗。"),
    Row("kind.emotion", A, TALK, "▼临江区代表团代表一致认为\n过去一年成绩显著，〖听后令人振奋〗。"),
    Row("kind.asks", S, TALK, "〖沈清代表建议，增开公交线路〗。"),
    Row("kind.ought", S, TALK, "〖沈清代表说，教育资源应向乡镇倾斜〗。"),
    Row("kind.asked.report", C, TALK, "〖政府工作报告提出，新建学校8所〗。"),
    Row("kind.asked.citizen", S, LINE, MESSAGE + "希望有关部门尽快核实，〖责令店家安装净化设备〗。"),
    Row("kind.asked.letter", S, LETTER, "建议您携带身份证到窗口办理，〖完善登记信息〗。"),
    Row("kind.asked", S, TALK, "沈清代表建议，增开公交线路，〖在老矿区设置站点〗。"),
    # opinions on the report
    Row("kind.meeting", B, TALK, "〖1月9日，大会召开分组会议〗。"),
    Row("kind.judges.report", A, TALK, "▼临江区代表团代表一致认为\n〖政府工作报告实事求是〗。"),
    Row("kind.judges.subject", A, TALK, "〖周砚秋代表说，报告篇幅不长〗。"),
    Row("kind.judged.figure", R, TALK, "沈清代表说，报告里的成绩令人振奋，〖全市财政收入首次突破40亿元〗。"),
    Row("kind.judges.on.report", A, TALK, "沈清代表说，报告实事求是，〖读来亲切〗。"),
    Row("kind.judges.on", A, TALK, "沈清代表说，变化令人印象深刻，〖人人看在眼里〗。"),
    Row("kind.talk.goes_on", C, TALK, "代表们表示，要履职尽责，〖既献务实之策〗。"),
    Row("kind.judges", A, TALK, "〖沈清代表说，公立医院大有可为〗。"),
    Row("kind.deputy.must", S, TALK, "沈清代表说，矿区路窄。〖公交站要向老城延伸〗。"),
    Row("kind.talk.asks_on", S, TALK, "沈清代表说，公交站要向老城延伸，〖照顾老人出行〗。"),
    Row("kind.talk.asks_on", S, TALK, "代表们表示，教育资源应向乡镇倾斜，〖完善校车制度〗。"),
    Row("kind.deputy.asked", S, TALK, "沈清代表说，希望关心乡村教师。〖提高教师待遇〗。"),
    Row("kind.talk.deed", R, TALK, "沈清代表说，过去一年，公交〖实现了村村通达〗。"),
    Row("kind.talk.figure", R, TALK, "〖沈清代表说，全市财政收入完成85亿元〗。"),
    # a time anchor outranks a verb
    Row("kind.told.year", R, TALK, "代表们来到会场。〖2025年，云汀县完成固定资产投资12亿元〗。"),
    Row("kind.told.purpose", B, TALK, "1月9日，临江镇召开人代会，〖确保开年工作开门红〗。"),
    Row("kind.past.still_to_do", C, REPORT, "2025年的任务已完成，〖确保项目早日投产〗。"),
    Row("kind.past.must", C, TALK, "代表们表示，2025年，我市生产总值突破千亿元。〖发展必须扩大开放〗。"),
    Row("kind.citizen.opinion", A, LINE, MESSAGE + "〖业主怨声载道已久〗。"),
    Row("kind.citizen.opinion.on", A, LINE, MESSAGE + "这样有利于整治拥堵，〖促进老城发展〗。"),
    Row("kind.citizen.wish", S, LINE, MESSAGE + "希望政府重视。〖完善小区路灯〗。"),
    Row(
        "kind.citizen.titled",
        S,
        LINE,
        "留言主题：关于公交的建议\n留言内容：\n〖延长3路公交线〗。〖公交车要拉直线路〗。",
    ),
    Row("kind.citizen.ought", S, LINE, MESSAGE + "〖公交车应该延长运营时间〗。"),
    Row("kind.citizen.tells_done", R, LINE, MESSAGE + "〖新广场已经建成开放〗。"),
    Row("kind.past.citizen", B, LINE, MESSAGE + "〖小区停水三天〗。"),
    Row("kind.maxim", A, REPORT, REVIEW + "〖实践充分证明，奋斗者最美〗。"),
    Row("kind.significance.plan", B, REPORT, AHEAD + "〖做好收官工作意义重大〗。"),
    Row("kind.letter.not", B, LETTER, "〖外地户口暂不便报名〗。"),
    Row("kind.letter.found.act", R, LETTER, "〖经查，该公司2024年增设充电桩36个〗。"),
    Row("kind.letter.found.done", R, LETTER, "经查，〖物业公司更换了水泵〗。"),
    Row("kind.letter.found", B, LETTER, "〖经查，该店夜间营业〗。"),
    Row("kind.letter.whenever", C, LETTER, "〖一经查实，立即责令停业〗。"),
    Row("kind.letter.reader", B, LETTER, "〖您母亲的参保年限为十五年〗。"),
    Row("kind.letter.benefits", A, LETTER, "〖修建便桥能有效改善出行条件〗。"),
    Row("kind.letter.benefits.on", A, LETTER, "修建便桥能有效改善出行条件，〖保障出行安全〗。"),
    Row("kind.letter.norm", B, LETTER, "〖申请落户须提供居住证明〗。"),
    Row("kind.letter.norm", B, LETTER, "〖根据《云汀市户籍管理办法》第六条，由派出所受理申请〗。"),
    Row("kind.letter.is", B, LETTER, "〖该路段是县道〗。"),
    Row("kind.letter.ruled", B, LETTER, "根据《云汀市户籍办法》规定，夫妻可以投靠落户，〖派出所受理申请〗。"),
    Row("kind.wish.item", S, WISH, "建议增加车位。〖完善停车平台〗。"),
    Row("kind.wish.must", S, WISH, "一、案由\n停车难。〖停车场必须分片规划〗。"),
    Row("kind.wish.goes_on", S, WISH, "一、案由\n养护要列入日程，〖加大资金投入〗，〖使它发挥作用〗。"),
    Row("kind.wish.done", R, WISH, "一、案由\n〖近年来，市政府大力推进停车场建设〗。"),
    Row("kind.wish.verdict.on", A, WISH, "一、案由\n此举有利于振兴乡村，〖增强群众获得感〗。"),
    Row("kind.wish.verdict", A, WISH, "一、案由\n〖停车秩序一塌糊涂〗。"),
    Row("kind.wish.fact", B, WISH, "一、案由\n〖全市停车位仅有18.7万个〗。"),
    Row("kind.significance", A, REPORT, REVIEW + "〖这些成绩来之不易〗。"),
    Row("kind.significance.said", A, TALK, "〖沈清代表说，今年，产教融合意义重大〗。"),
    Row("kind.problem.said", B, TALK, "〖沈清代表说，乡镇师资缺乏〗。"),
    Row("kind.award", R, REPORT, "〖月汀湖获评省级美丽河湖〗。"),
    Row("kind.letter.asked.on", S, LETTER, "你可以留下联系方式，〖便于我们直接沟通〗。"),
    Row("kind.letter.goes_on", C, LETTER, "将加强巡查，〖着力破解停车难问题〗。"),
    Row("kind.letter.item", C, LETTER, "现答复如下：\n1.〖强化宣传引导〗。"),
    Row("kind.letter.ahead", C, LETTER, "我局将加大巡查力度。〖完善管理制度〗。"),
    Row("kind.letter.ahead", C, LETTER, "下一步，我局将加强巡查。〖妥善处理矛盾纠纷〗。"),
    Row("kind.letter.ahead", C, LETTER, "下一步，我局将加强巡查。〖对困难对象进行帮扶〗。"),
    Row("kind.letter.until", C, LETTER, "〖到2026年底，新增泊位1800个〗。"),
    Row("kind.letter.until", C, LETTER, "〖2027年6月底前新增泊位1800个以上〗。"),
    Row("kind.letter.until", C, LETTER, "〖2026年12月31日前新增泊位1800个〗。"),
    Row("kind.letter.until", C, LETTER, "〖2027年新增泊位1800个〗。"),
    Row("kind.letter.done", R, LETTER, "〖2025年6月底前新增泊位300个〗。"),
    Row("kind.letter.done", R, LETTER, "〖2026年6月底前已新增泊位300个〗。"),
    Row("kind.letter.done", R, LETTER, "〖2025年新增泊位1800个〗。"),
    Row("kind.past.letter", R, LETTER, "〖近年来，我局坚持建管并举〗。"),
    Row("kind.past.vowed", C, TALK, "代表们表示，过去一年成绩很大。矿区将完善路网，〖同心同德〗。"),
    Row("kind.past", R, REPORT, "〖过去一年，我们攻坚克难〗。"),
    Row("kind.letter.current", C, LETTER, "〖2026年，我局结合旧改增设站点〗。"),
    Row("kind.plan.made", R, PLAN, "〖市发展改革委制定了实施细则〗。"),
    Row("kind.plan.done", B, PLAN, "〖《任务清单》已由市政府审定〗。"),
    Row("kind.deputy.tells", B, TALK, "沈清代表说，今年是开局之年，〖河沙价格上涨〗。"),
    Row("kind.judges.now", A, TALK, "沈清代表说，今年是转型之年，〖情况非常特殊〗。"),
    Row("kind.talk.is", B, TALK, "代表们表示，今年是开局之年。〖矿区正处在转型期〗。"),
    Row("kind.current.year", C, REPORT, "〖2026年，新建学校8所〗。"),
    # the part of the report decides
    Row("kind.review.ahead", C, REPORT, REVIEW + "项目全部竣工，〖预计2026年6月投产〗。"),
    Row("kind.review.goes_on", C, PLAN, "一、任务完成情况\n下一步，县里将加大投入，〖健全长效机制〗。"),
    Row("kind.review", R, REPORT, REVIEW + "〖改造老旧小区58个〗。"),
    Row("kind.plan.already", R, LETTER, "三、下一步打算\n〖专项资金已落实〗。"),
    Row("kind.plan", C, REPORT, AHEAD + "〖改造老旧小区58个〗。"),
    Row("kind.plan.text", C, PLAN, "〖改造老旧小区58个〗。"),
    # nothing but the words
    Row("kind.fact", B, TALK, "〖老矿区位于青石河畔〗。"),
    Row("kind.underway", R, LETTER, "〖规划正在编制〗。"),
    Row("kind.going_on", C, TALK, "〖沈清代表说，我们村正在编制规划〗。"),
    Row("kind.asked.go_on", S, TALK, "代表们建议，增开线路。〖完善候车设施〗。"),
    Row("kind.talk.ahead", C, TALK, "县长沈清强调，要走实发展之路。〖抢抓机遇〗。"),
    Row("kind.will", C, TALK, "〖方知远说，将加大投入〗。"),
    Row("kind.told.done", R, TALK, "〖全市建成停车场12处〗。"),
    Row("kind.told.figure", R, TALK, "代表们来到会场。〖云汀财政收入同比增长33.1%〗。"),
    Row("kind.done", R, TALK, "〖沈清代表说，出行条件得到有效改善〗。"),
    Row("kind.letter.happened", B, LETTER, "〖水管裂了两处〗。"),
    Row("kind.done.le", R, LETTER, "〖物业更换了路灯〗。"),
    Row("kind.done.report", R, REPORT, "〖财政收入88亿元〗。"),
    Row("kind.asked.before", S, TALK, "希望有人关心矿区出行。〖完善候车设施〗。"),
    Row("kind.letter.on", R, LETTER, "我局约谈了商户，〖涉及小区26个〗。"),
    Row("kind.letter.acts_on", R, LETTER, "我局约谈了商户，〖取缔占道摊位〗。"),
    Row("kind.letter.work", R, LETTER, "〖我局组织执法人员走访商户〗。"),
    Row("kind.letter.office", R, LETTER, "〖我市积极响应上级政策〗。"),
    Row("kind.thinks.told", R, TALK, "沈清代表认为，〖全县压减公用经费3000万元〗。"),
    Row("kind.thinks", A, TALK, "〖沈清代表认为，这里的风景甚美〗。"),
    Row("kind.must", C, TALK, "〖沈清代表说，自己要为矿区多跑腿〗。"),
    Row("kind.on.commitment", C, TALK, "方知远表示，将加大投入，〖让群众少跑路〗。"),
    Row("kind.on.achievement", R, TALK, "沈清代表说，办证实现了一次办成，〖群众不再来回跑〗。"),
    Row("kind.bare_verb", C, REPORT, "全市经济取得了好成绩。〖深化国企改革〗。"),
    Row("kind.opinion", A, TALK, "〖会场外的议论务实热烈〗。"),
    Row("kind.default.report", R, REPORT, "〖城乡面貌今非昔比〗。"),
    Row("kind.default", B, TALK, "〖会场外春意盎然〗。"),
]

SAID_BY_THE_GUIDELINES = [
    ("goals-ahead", C, REPORT, "二、2026年工作安排\n〖重点做好以下工作〗："),
    ("target", C, REPORT, "〖今年主要预期目标是：地区生产总值增长5.5%左右〗。"),
    ("bare-verb-in-review", R, REPORT, REVIEW + "〖加快推进临江大桥建设〗，〖推动环湖路提速〗。"),
    ("bare-verb-in-plan", C, REPORT, AHEAD + "〖加快推进临江大桥建设〗，〖推动环湖路提速〗。"),
    ("after-past-year", R, REPORT, "过去一年，我们攻坚克难。〖实施重点项目60个〗。"),
    ("vague-results", R, REPORT, REVIEW + "〖营商环境不断优化〗，〖实体经济巩固壮大〗。"),
    ("will-in-review", C, REPORT, REVIEW + "项目全部竣工，〖预计2026年6月投产〗。"),
    ("difficulties", B, REPORT, "我们也清醒认识到，〖财政收支矛盾突出〗，〖民生领域还有短板〗。"),
    (
        "resolve-after-difficulties",
        C,
        REPORT,
        "我们也清醒看到，发展还有不少问题。〖对此，我们将采取有力措施加以解决〗。",
    ),
    ("asks-for-review", S, REPORT, "〖请予审议〗。"),
    ("what-a-year-is", B, REPORT, AHEAD + "〖2026年是“十五五”开局之年〗。"),
    ("deputy-asks", S, TALK, "〖沈清代表建议，加快乡镇学校建设〗，〖补齐师资短板〗。"),
    ("deputy-pledges", C, TALK, "沈清代表说，〖我们将加快高端轴承产业园建设〗。"),
    (
        "own-side-in-the-year",
        C,
        TALK,
        "▼临江区代表团代表一致认为\n报告实事求是。〖2026年，临江区将推进12个重点项目〗。",
    ),
    ("delegation-on-results", R, TALK, "▼临江区代表团代表一致认为\n报告实事求是。〖过去一年，临江区新增企业3家〗。"),
    (
        "delegation-on-report",
        A,
        TALK,
        "▼临江区代表团代表一致认为\n〖报告站位高远〗，〖思路清晰〗，〖是一份鼓舞人心的好报告〗。",
    ),
    ("who-met-where", B, TALK, "〖1月9日，出席市十七届人大五次会议的代表审议政府工作报告〗。"),
    ("compiled", B, TALK, "〖本报记者整理了部分发言〗。"),
    ("letter-work-done", R, LETTER, "〖2025年，我局改造老旧小区58个〗。"),
    ("letter-under-way", R, LETTER, "〖目前，我局正在编制停车专项规划〗。"),
    ("letter-will", C, LETTER, "〖下一步，我局将新增泊位1800个〗。"),
    ("letter-will-about-a-problem", C, LETTER, "〖关于路灯问题，将于6月底前修复〗。"),
    ("letter-invites", S, LETTER, "〖欢迎您拨打12345热线反映〗。"),
    ("letter-thanks", B, LETTER, "〖感谢您对城市建设工作的关心和支持〗。"),
    ("citizen-asks", S, LINE, MESSAGE + "〖请有关部门尽快处理〗。"),
    ("citizen-fact", B, LINE, MESSAGE + "〖烧烤店每天营业到凌晨〗，〖小区住着80多户居民〗。"),
    ("citizen-verdict", A, LINE, MESSAGE + "〖环境卫生一塌糊涂〗。"),
    ("citizen-own-plan", B, LINE, MESSAGE + "〖我打算下个月给孩子落户〗。"),
    ("citizen-fact-after-asking", B, LINE, MESSAGE + "希望有关部门查处，〖里面有两家网吧〗。"),
    ("citizen-asks-in-the-end", S, LINE, MESSAGE + "〖麻烦领导帮忙解答一下〗。"),
    ("citizen-complains", A, LINE, MESSAGE + "〖这样收费极不合理〗。"),
    ("citizen-asks-whether-one-may", B, LINE, MESSAGE + "〖外地户口能不能报名〗？"),
    ("citizen-asks-whether-they-can", S, LINE, MESSAGE + "〖有关部门能否派人看看〗？"),
    ("letter-takes", R, LETTER, "接报后，〖民警将查获的赌具当场销毁〗。"),
    ("letter-raised-matter-passed-on", R, LETTER, "〖您反映的停水问题已转市水务局处理〗。"),
    ("letter-title-says-nothing", B, LETTER, "〖《关于印发落户办法的通知》适用于本市居民〗。"),
    ("letter-may-ask", S, LETTER, "〖如有疑问，可致电0000-0000000咨询〗。"),
    ("letter-begs", S, LETTER, "〖详情请咨询当地派出所〗。"),
    ("letter-found-and-mended", R, LETTER, "〖经查，该路灯已修复〗。"),
    ("letter-who-decides", B, LETTER, "〖补偿标准由区政府核定〗。"),
    ("letter-matter-then-request", S, LETTER, "〖具体办理流程，请咨询当地派出所〗。"),
    ("citizen-demands", S, LINE, MESSAGE + "〖来电人要求尽快恢复供水〗。"),
    ("citizen-suggests-whether", S, LINE, MESSAGE + "〖建议考虑是否增设站点〗。"),
    ("letter-content-customer", A, LETTER, "〖市民表示满意〗。"),
    ("letter-with-others", R, LETTER, "〖2025年以来，我局会同区消防救援大队排查小区132个〗。"),
    ("letter-may-turn-to", S, LETTER, "〖请直接跟街道联系〗。"),
    ("letter-welcomes", S, LETTER, "〖欢迎社会各界监督〗。"),
    ("letter-whoever", B, LETTER, "〖凡签订了合同的购房者享受补贴〗。"),
    ("citizen-told-of-asking", B, LINE, MESSAGE + "〖我们多次请求物业维修〗。"),
    ("citizen-fact-behind-a-wish", B, LINE, MESSAGE + "希望设置减速带，〖该路口没有红绿灯〗。"),
    ("letter-found-then-done", R, LETTER, "经查，〖我局于3月5日与公司签订了整改协议，取得阶段成效〗。"),
    ("letter-level", B, LETTER, "〖道路全长3.2公里〗。"),
    ("letter-who-looks-after", B, LETTER, "〖园林所负责广场绿化维护〗。"),
    ("letter-what-is-not-done", B, LETTER, "〖对合法建筑不进行拆迁〗。"),
    ("letter-should-there-be", C, LETTER, "〖如有政策出台，会及时公布〗。"),
    ("letter-topic-holds-no-plan", B, LETTER, "〖对于尽快启动二期的建议，我局高度重视〗。"),
    ("letter-passed-on-to", B, LETTER, "〖您的来信转由我局办理〗。"),
    ("letter-cannot-ensure", B, LETTER, "〖该路不能确保安全通行〗。"),
    ("letter-cause", B, LETTER, "〖因为资金有限〗；"),
    ("citizen-tells-of-a-demand", B, LINE, MESSAGE + "〖占用车位引发业主强烈要求拆除〗。"),
    ("citizen-other-people", B, LINE, MESSAGE + "〖别人给我介绍过这里〗。"),
    ("citizen-praises", A, LINE, MESSAGE + "〖社区的做法值得推广〗。"),
    ("suggestion-facts", B, WISH, "一、案由\n〖老旧小区平均每百户拥有车位不足30个〗。"),
    ("suggestion-judges", A, WISH, "一、案由\n〖乱象触目惊心〗。"),
    ("suggestion-bare-verb", S, WISH, "二、建议内容\n〖完善停车平台〗。"),
    ("suggestion-listed-otherwise", S, WISH, "二、建议内容\n〖加快建设停车平台〗。"),
    ("suggestion-verb-not-listed", S, WISH, "二、建议内容\n〖摸清车位底数〗。"),
    ("suggestion-goes-on", S, TALK, "希望关心乡村教师。〖提高教师待遇〗。"),
    ("plan-tasks", C, PLAN, "〖改造老旧小区58个〗，〖惠及居民2.4万户〗。"),
    (
        "plan-notice-own-side",
        C,
        PLAN,
        NOTICE + "各单位抓好落实。〖市政府督查室将加强督查〗，〖对进展缓慢的开展重点督查〗。",
    ),
    (
        "plan-notice-who-checks",
        C,
        PLAN,
        NOTICE + "〖区政府办公室将严格按照督查制度，加强跟踪督查〗，〖对落后单位予以通报〗。",
    ),
    ("plan-below-its-notice", C, PLAN, NOTICE + "请抓好落实。\n云汀市人民政府\n2026年1月9日\n〖加强路网建设〗。"),
    (
        "plan-within-its-notice",
        C,
        PLAN,
        NOTICE + "为做好今年工作，现提出部门分工意见如下。\n一、扩大内需\n〖优化财政支出结构〗。（市财政局牵头）",
    ),
    (
        "deputy-goes-on-with-what-was-done",
        R,
        TALK,
        "沈清代表：过去一年，〖云汀经济稳中有进〗，〖新增省级专精特新企业3家〗。",
    ),
    ("letter-heeds-and-acts", R, LETTER, "〖对于延长末班车的建议，我局高度重视〗，〖多次组织研究〗。"),
    (
        "letter-heeds-once-received",
        R,
        LETTER,
        "〖你们提出的《关于维修堤坝的建议》收悉后，我局高度重视〗，〖立即组织调研〗。",
    ),
    ("letter-makes-somebody-do", R, LETTER, "我局召开了会议，〖当即责成公交公司负责落实〗。"),
    ("letter-orders-what-is-to-be-done", R, LETTER, "我局现场踏勘了该路，〖并要求结合汛期实际，力争尽快修复〗。"),
    ("letter-promises-an-order", C, LETTER, "下一步，我局将成立专班，〖并要求各街道尽快摸排〗。"),
    ("letter-what-grows-worse", B, LETTER, "〖随着车辆增多，早晚高峰的拥堵日益突出〗，我局将增开线路。"),
    ("letter-what-grows-better", R, LETTER, "〖服务功能日益完善〗。"),
    ("letter-weighty", A, LETTER, "〖渡口对两岸往来的作用巨大〗。"),
    ("letter-asked-to-what-end", S, LETTER, "我们建议物业更换水泵，〖确保用水安全〗。"),
    ("letter-done-in-a-month", R, LETTER, "我局加快了渡口改造，〖并于今年7月份完工〗。"),
    ("letter-to-be-done-in-a-month", C, LETTER, "我局将加快渡口改造，〖并于今年7月份完工〗。"),
    ("letter-against-offences", C, LETTER, "我局会加强巡逻，〖严查占道经营等违法问题〗，〖保障行人安全〗。"),
    ("letter-inconvenience-to-be-ended", C, LETTER, "我局将加强管护，〖消除停水给居民带来的不便和隐患〗。"),
    ("letter-counted-on", R, LETTER, "截至目前，已安排资金2亿元建设3个码头；〖5个以渔业为主的园区〗；〖8个驿站〗。"),
    ("letter-urges-on", R, LETTER, "我局已将渡口需求报送市发展改革委，〖推动项目尽早落地〗。"),
    ("letter-will-urge-on", C, LETTER, "下一步，我局将报送渡口需求，〖推动项目尽早落地〗。"),
    (
        "letter-holds-an-opinion",
        A,
        LETTER,
        "我局作了调研，〖认为完善标线是防止事故的重要手段〗，〖增设标线很有必要〗。",
    ),
    ("letter-intends-since", C, LETTER, "〖今年以来，我县计划安装路灯15处〗。"),
    ("letter-welcomes-from-now-on", S, LETTER, "〖欢迎今后提出更多宝贵意见〗。"),
    ("letter-other-than", C, LETTER, "〖除了改造管网外，我们还将会对路灯进行改造〗。"),
    ("letter-cause-in-recent-years", B, LETTER, "〖近年来，由于生育率降低〗，〖入学人数下降〗。"),
    ("letter-whose-task-in-a-lead-in", R, LETTER, "〖根据路灯由街道负责的实际，我局已将需求报送街道〗。"),
    (
        "letter-items-of-a-promise",
        C,
        LETTER,
        "接下来街道将从三方面抓好工作：\n一、〖强化监督〗。〖目前在建5个小区，做好质量监督〗。",
    ),
    (
        "letter-items-of-no-promise",
        R,
        LETTER,
        "街道采取了以下措施：\n一、〖强化监督〗。〖目前在建5个小区，已派员监督〗。",
    ),
    (
        "plan-notice-goes-on-behind-a-semicolon",
        S,
        PLAN,
        NOTICE + "各单位要提高站位；〖坚持问题导向〗；〖第一时间制定计划〗。",
    ),
    ("suggestion-new-face", R, WISH, "一、案由\n近几年街道投入了大量资金，〖村容村貌焕然一新〗。"),
    ("letter-what-was-harmed", B, LETTER, "〖近年来，受洪涝影响，河堤多处受损〗，〖河床逐年上升〗。"),
    ("letter-what-was-mended", R, LETTER, "〖2025年，我局修复受损河堤3处〗。"),
    ("letter-hopes-and-asks-on", S, LETTER, "希望你们一如既往支持我局，〖并对矿区交通多提意见〗。"),
    ("letter-handed-on-as-a-suggestion", B, LETTER, "〖经大会主席团审议，这件议案已转为建议交我局办理〗，现答复如下："),
    ("letter-where-it-runs", B, LETTER, "〖清溪贯穿石井村和柳荫社区〗。"),
    ("plan-notice-slogan-with-an-aspect", S, PLAN, NOTICE + "〖各单位要以“说了就办、办就办好”的作风，全面完成任务〗。"),
    (
        "plan-notice-with-a-telephone",
        S,
        PLAN,
        NOTICE + "〖各单位务于4月20日前报送督查室（联系电话：0000-000000）〗。",
    ),
    ("plan-notice-with-a-bracket", S, PLAN, NOTICE + "〖各责任（配合）单位要加强协调〗，〖积极配合〗。"),
    ("suggestion-with-a-number", B, WISH, "关于修缮县城道路的建议（45号）\n〖路面坑洼不平〗。\n"),
    ("letter-matters", A, LETTER, "〖水渠对保障两岸灌溉具有重要意义〗。"),
    ("letter-could-not-take-in", B, LETTER, "因资金有限，〖未能将各村需求纳入建设范围〗。"),
    ("letter-rate-of-residents", R, LETTER, "〖居民参与率超过90%，同比提高5个百分点〗，〖分类意识普遍增强〗。"),
    ("letter-for-our-place", R, LETTER, "〖2025年，我局共为我区争取水渠项目3个〗。"),
    ("letter-what-is-needed-is-met", C, LETTER, "下一步，我局将增设站点，〖满足出行需要〗。"),
    (
        "letter-items-of-these-works",
        C,
        LETTER,
        "下一步，我局将做好以下三项工作，推动再上新台阶。\n一是〖稳步推进定点投放〗。",
    ),
    ("letter-item-by-means-of", C, LETTER, "一是〖通过广播、微信等形式大力宣传〗；"),
    ("plan-notice-will-be-told", C, PLAN, NOTICE + "区政府办公室将加强问效。〖对未完成任务的将进行通报〗。"),
    ("letter-of-the-suggestion", B, LETTER, "〖建议路段因有校区而拥堵〗，〖影响附近居民出行〗。"),
    ("letter-what-the-deputy-asked", B, LETTER, "〖您建议开展统计调查〗，我局已作研究。"),
    ("letter-repairs-what-was-broken", R, LETTER, "去年，〖我局对多处破损路面进行了修补〗。"),
    ("letter-part-of-the-old-renewed", R, LETTER, "去年，〖我局已完成部分老化管网改造12公里〗。"),
    ("letter-grows-by-the-year", R, LETTER, "〖我县财政教育投入逐年上升〗。"),
    ("letter-eases-by-the-day", R, LETTER, "去年，我局新建泊位800个，〖供需矛盾日益缓解〗。"),
    ("letter-by-the-plan-of-the-year", R, LETTER, "〖去年，我局按照年度计划改造农村公路35公里〗。"),
    ("letter-serves-whom", R, LETTER, "〖多年来，我局服务于残疾人群体〗。"),
    ("letter-measures-with-examples", R, LETTER, "〖去年，我局采取了多项措施〗，〖增加班次12个〗。"),
    ("letter-guided-by-problems", R, LETTER, "〖近年来，粮食部门坚持问题导向〗，〖提高了抽检质量〗。"),
    ("letter-agrees", A, LETTER, "〖我们对此十分赞同〗。"),
    ("letter-good-suggestion", A, LETTER, "〖您的这一建议提的很好〗。"),
    ("letter-tells-now", B, LETTER, "〖您提出的关于安装路灯的建议，现将情况向您进行通报〗。"),
    ("letter-was-signed-off", B, LETTER, "〖以上答复意见已经我局局长审定〗。"),
    (
        "letter-sets-before-others",
        R,
        LETTER,
        "市政府召开了会议，〖将矿区搬迁置于首要位置〗，〖作出了一系列部署〗。",
    ),
    ("plan-notice-item-heeded", S, PLAN, NOTICE + "一、〖高度重视〗，〖提高站位〗。"),
    (
        "items-behind-who-proposes",
        S,
        TALK,
        "市人大代表反映，充电难。\n对此，代表建议：\n一是〖规范场所建设〗。\n二是〖落实监管〗。",
    ),
    ("letter-counted-ahead", C, LETTER, "下一步，我局将新建3个码头；〖5个以渔业为主的园区〗。"),
    ("plan-notice-by-a-day", S, PLAN, NOTICE + "〖各单位务于每月25日前报送进展〗。"),
    (
        "suggestion-items-below-what-is-asked",
        S,
        WISH,
        "码头拥挤。\n因此，建议多部门联合整治。\n1.〖规范摊点经营〗。\n2.〖相关单位联合执法〗。\n",
    ),
    (
        "suggestion-items-below-what-is-told",
        B,
        WISH,
        "码头拥挤，主要有两个原因。\n1.〖摊点占道〗。\n2.〖车位不足〗。\n",
    ),
    ("plan-who-sees-to-it", B, PLAN, "1.改造老旧小区58个。（〖市住建局牵头落实〗）"),
    ("plan-notice-by-all-means", S, PLAN, NOTICE + "一、〖务必高度重视〗。〖持续深化工作机制〗。"),
    ("plan-lead-must", S, PLAN, NOTICE + "〖牵头部门要强化协调配合〗。"),
    ("letter-often", R, LETTER, "〖我们多次与施工单位对接〗。"),
    ("letter-thanks-the-deputy", B, LETTER, "〖感谢沈清代表对云汀教育的关心〗。"),
    ("letter-finds-the-suggestion-good", A, LETTER, "〖您提出设立奖学金的建议很好〗。"),
    ("letter-what-it-would-do", A, LETTER, "〖这一做法将对社区养老起到推动作用〗。"),
    ("letter-whose-task", B, LETTER, "〖社区公园的管护主体为街道办事处〗。"),
    ("letter-handed-on", B, LETTER, "〖您建议的《关于增开公交的提案》〔031〕号，已由市政府转来我局〗。"),
    ("letter-mends-a-trouble", C, LETTER, "下一步，我局将加大投入，〖继续加大乱停车问题整治力度〗。"),
    ("letter-troubles-to-be-solved", B, LETTER, "但发展中〖出现了不少亟待解决的管理问题〗。"),
    ("letter-no-such-rule", B, LETTER, "〖市里目前还没这方面的政策〗。"),
    ("letter-given-to-us", B, LETTER, "您提出的议案，〖市政府交由我局承办〗。"),
    ("letter-whose-duty", B, LETTER, "〖村里水渠的管护责任在石井镇政府〗。"),
    ("letter-quoted-hope", R, LETTER, "〖看到您反映的“居民盼望修灯尽快动工”问题后，镇政府立刻安排人员到场了解情况〗。"),
    ("letter-how-many-people", B, LETTER, "〖石井九组有96口人〗。"),
    ("letter-told-the-committee", R, LETTER, "〖6月9日，将办理结果向县政府进行汇报〗，〖征求意见〗。"),
    ("suggestion-success", R, WISH, "一、案由\n〖我区供水建设成绩显著〗，〖基本解决了饮水难的问题〗。"),
    ("suggestion-link", A, WISH, "一、案由\n〖加强巡查是水库管理的重要环节〗。"),
    ("letter-in-three-years", R, LETTER, "去年我厅启动了招聘，〖近三年为民族地区招聘教师1200名〗。"),
    ("letter-invested-and-laid", R, LETTER, "〖2023年10月，我集团投资86万元更换管道1.2公里〗。"),
    ("letter-whom-it-charged", R, LETTER, "我镇立即召开会议，〖安排分管领导负责办理〗。"),
    ("letter-named-a-person", R, LETTER, "我局召开会议，〖并指定一名科长负责答复〗。"),
    ("letter-suggestion-well-made", A, LETTER, "〖您这一提案写得很好〗，〖表明您对养老事业的高度关注〗。"),
    ("letter-what-is-to-be-explained", R, LETTER, "〖需要向您说明的是：目前桥墩浇筑已完成〗。"),
    ("letter-what-villagers-told", B, LETTER, "〖村民多次向村委会反映〗。"),
    ("letter-what-was-raised", C, LETTER, "〖针对您所提车站面积小，位置差，希望迁建的建议，我局将积极争取资金〗。"),
    ("letter-hopes-for-more", S, LETTER, "三、下步工作方向\n希望你再接再厉，〖多给我们提意见〗。"),
    ("letter-own-side-again", C, LETTER, "希望多提意见，〖我们将认真研究〗，〖解决看病难的问题〗。"),
    ("letter-many-meetings", R, LETTER, "〖2025年以来，市政府多次召开会议研究停车管理问题〗。"),
    ("letter-passed-to-our-unit", B, LETTER, "〖您提出的《关于车辆停放的建议》已转至我单位〗。"),
    (
        "letter-will-act-on-a-problem",
        C,
        LETTER,
        "〖针对您反映的飙车问题，交警大队将在石井路针对飙车问题，开展专项整治〗。",
    ),
    ("letter-who-looks-after-which", B, LETTER, "〖按照分级原则，街道和社区分别为大街和小巷的管护主体〗。"),
    ("letter-handed-on-in-quotes", B, LETTER, "〖你提出的“关于在石井村修建老年食堂”，已交我局研究办理〗。"),
    ("letter-restates", B, LETTER, "〖建议中提出“加快食堂建设，推进助餐进村”〗。"),
    (
        "letter-will-suggest",
        C,
        LETTER,
        "〖针对食堂太少的问题，我局将建议市政府加大投入〗，〖在没有食堂的社区建食堂〗。",
    ),
    ("letter-hopes-of-the-reader", S, LETTER, "感谢您的关注，〖并期望您一如既往地支持养老事业〗。"),
    ("letter-how-wide-it-was-made", R, LETTER, "2025年改造食堂12个，〖每个食堂餐位不少于40个〗。"),
    ("letter-at-least-as-an-aim", C, LETTER, "〖2026年新增餐位不少于400个〗。"),
    ("letter-since-the-plan-began", R, LETTER, "〖“十四五”以来，我市大力发展助餐服务〗，〖新建食堂36个〗。"),
    ("letter-by-whom-it-is-built", R, LETTER, "食堂扩建已全面启动，〖由云汀建工集团承接施工〗。"),
    (
        "letter-demands-are-made",
        R,
        LETTER,
        "局领导多次到现场查看，〖对食堂的规划提出明确要求〗，〖给老人提供一个好的环境〗。",
    ),
    ("letter-what-it-is-to-people", A, LETTER, "助餐服务是城市服务的重要方面，〖是提升群众获得感的重要内容〗。"),
    ("letter-items-of-what-was-done", R, LETTER, "一是〖购买设备〗。我单位先后采购消毒柜60余个。"),
    ("letter-adds-by-many-ways", R, LETTER, "近五年累计建成食堂102个。〖同时多渠道增加助餐供给〗。"),
    ("letter-looked-then-found", B, LETTER, "社区派人前往现场核查情况，〖经核查小区共有食堂2个〗。"),
    ("letter-ground-is-so", B, LETTER, "2025年5月10日，我局到实地调查，〖经调查，该片区老人较多〗，〖餐位较少〗。"),
    (
        "suggestion-puts-it-forward",
        S,
        WISH,
        "内容：食堂面积小，〖特提出通过旧房改造，对食堂进行扩建〗，〖方便老人就餐〗。",
    ),
    ("suggestion-matter-is-open", B, WISH, "一、案由\n〖随着老人增多，有一个明显的问题需要解决〗。"),
    (
        "plan-notice-own-office-each-quarter",
        C,
        PLAN,
        NOTICE + "各单位抓好落实。〖市政府督查室每季度汇总办理情况〗，〖对进度缓慢的予以通报〗。",
    ),
    (
        "plan-notice-own-office-after-a-request",
        C,
        PLAN,
        NOTICE + "各单位要于4月15日前报送进展，〖由市政府督查室负责每季度向社会公开〗，〖接受监督〗。",
    ),
    ("plan-notice-office-that-must", S, PLAN, NOTICE + "〖市政府督查室要将食堂建设列为督查重点〗。"),
    ("letter-harder-to-mend", B, LETTER, "2026年3月管道破裂，〖增加了抢修难度〗。"),
    ("letter-income-falls", B, LETTER, "近两年受停电影响，〖食堂收入持续下滑〗，〖成本居高不下〗，〖企业亏损严重〗。"),
    ("letter-was-put-off", B, LETTER, "2025年我局多次申请立项，〖后因涉及湿地项目被搁置〗。"),
    ("letter-group-heeds", B, LETTER, "〖收到诉求后餐饮集团非常重视〗。"),
    ("letter-a-good-way-was-put-forward", A, LETTER, "〖您对食堂布点提出了较好的解决办法〗。"),
    ("letter-hopes-for-good-advice", S, LETTER, "〖希望您继续对食堂工作提出宝贵意见〗。"),
    ("letter-runs-it-by-a-rule", R, LETTER, "〖我公司将排队较长的窗口实行分区管理〗。"),
    ("letter-only-then", A, LETTER, "〖只有街道加强监管，食堂改进菜品，才能使老人满意〗。"),
    ("letter-in-hand-to-make-sure", C, LETTER, "物业正在抢修水泵，〖确保尽快供水〗。"),
    ("letter-done-to-make-sure", R, LETTER, "物业更换了水泵，〖确保正常供水〗。"),
    ("plan-notice-decides", C, PLAN, NOTICE + "〖为改善就餐条件，市政府决定继续实施食堂建设工程〗。"),
    ("plan-task-of-several", C, PLAN, "〖食堂改造到位〗，〖然后由街道、社区分区负责〗。"),
    ("plan-as-follows", B, PLAN, "〖食堂整治方案如下〗："),
    (
        "bulletin-turns-to-all-units",
        S,
        REPORT,
        "关于食堂建设进展情况的通报\n今年以来，各街道扎实推进食堂建设。\n〖下一步，各牵头单位要强化督导〗，〖抢抓进度〗。",
    ),
    ("bulletin-tells-what-was-done", R, REPORT, "关于食堂建设进展情况的通报\n〖截至5月，食堂已建成26个〗。"),
    ("letter-heeds-but-cannot", B, LETTER, "〖对此我局高度重视〗，〖但因用地紧张〗，〖目前无法实施〗。"),
    ("letter-heeds-you-but-cannot", B, LETTER, "〖我们非常重视您的建议〗，〖但受指标限制，短期内难以解决〗。"),
    ("letter-heeds-acts-then-but", R, LETTER, "〖我局高度重视〗，〖立即派人到现场查看〗，但暂时不能建设食堂。"),
    ("letter-what-is-done-each-month", B, LETTER, "〖我局每月对食堂开展一次检查〗，〖每季度公布结果〗。"),
    ("letter-kept-doing-each-year", R, LETTER, "〖近年来，我局坚持每年新建食堂20个〗。"),
    ("letter-by-whom-it-is-kept", B, LETTER, "该食堂属于镇里，〖由石井镇管护〗。"),
    ("letter-is-worn-out", B, LETTER, "该食堂建于2012年，〖设备老化严重〗，〖就餐环境较差〗。"),
    ("letter-what-the-suggestion-is-worth", A, LETTER, "〖您的建议对完善养老服务具有重要意义〗。"),
    ("letter-was-once-meant", B, LETTER, "〖我局原计划2025年开工建设〗，因征地受阻没有动工。"),
    ("letter-chiefly-doing", R, LETTER, "〖目前主要是解决没有食堂的片区〗。"),
    ("letter-only-into-the-list", C, LETTER, "该食堂暂不能扩建，〖目前只能纳入项目库〗。"),
    ("letter-took-it-well", B, LETTER, "街道将加强检查，〖诉求人表示理解〗。"),
    ("letter-put-into-the-goals", R, LETTER, "县里印发了通知，〖并将此项工作纳入今年考核〗。"),
    ("letter-at-once-handed-on", R, LETTER, "街道组织了巡查，〖对发现的问题及时交办〗。"),
    ("letter-competent-office", B, LETTER, "〖主要职能部门在市场监管局〗。"),
    ("suggestion-has-solved-it", R, WISH, "一、案由\n〖近年来，我市大力发展社区食堂〗，〖解决了许多老人的吃饭问题〗。"),
    ("plan-holds-a-meeting", C, PLAN, "〖召开动员会〗，〖印发宣传资料〗。"),
    ("letter-since-then-each-quarter", R, LETTER, "〖近年来，我局每季度开展一次检查〗，〖先后查处案件12起〗。"),
    ("letter-will-each-month", C, LETTER, "〖下一步，我局将每月开展一次检查〗。"),
    ("letter-how-many-seats-there-are", B, LETTER, "全市现有食堂126个，〖餐位不少于4000个〗。"),
    ("letter-has-suggested", R, LETTER, "〖我局已建议市政府将该项目列入计划〗。"),
    ("letter-results-are-good", R, LETTER, "〖食堂改革成效十分显著〗。"),
    (
        "plan-below-what-is-divided",
        C,
        PLAN,
        NOTICE + "现将2026年民生实事任务分解如下，请抓好落实。\n一、社区食堂\n〖新建社区食堂10个〗。",
    ),
    (
        "bulletin-asks-some-units",
        S,
        REPORT,
        "关于食堂建设进展情况的通报\n一季度，全区新建食堂6个。\n〖请进度滞后的街道查找原因〗。〖各街道要于4月10日前上报〗。",
    ),
    ("letter-demands-on-handling", R, LETTER, "会上〖要求经办人员认真研学建议办理的规定及通知要求〗，并严格遵照执行。"),
    ("letter-opinion-on-handling", R, LETTER, "〖2025年12月，再次与代表协商〗，〖形成建议办理意见〗。"),
    ("letter-covers-all", R, LETTER, "〖食堂达到县域内全覆盖〗。"),
    ("letter-tender-then-works", C, LETTER, "截至目前老街食堂正在进行招标，〖下一步实施动工〗。"),
    (
        "letter-handed-on-from-a-session",
        B,
        LETTER,
        "〖你在县人大四次会议期间提出“关于老街灌溉的建议”，已交由我局办理〗。",
    ),
    ("letter-in-the-middle", B, LETTER, "〖从全市来看，我县产量处居中水平〗。"),
    ("letter-what-its-trade-is", B, LETTER, "〖目前石井镇主要产业为石材、药材〗。"),
    ("letter-gap-to-be-filled", R, LETTER, "〖经研究，已将该路纳入农田补短板项目计划〗。"),
    ("suggestion-heeded-all-along", R, WISH, "一、案由\n〖一直以来，我区高度重视食品安全问题〗，〖进行了大量投入〗。"),
    (
        "suggestion-quotes-a-report",
        B,
        WISH,
        "一、案由\n〖沈清县长在2026年政府工作报告中指出，全县有6万居民用上了新水源〗。",
    ),
    ("letter-orders-its-staff", R, LETTER, "〖要求经办人员做到一建议一方案〗，〖规范办理流程〗。"),
    ("letter-good-prospects", A, LETTER, "〖食堂建设不仅符合养老服务的大趋势〗，〖而且有望带动就业〗，〖促进增收〗。"),
    ("letter-acres-of-a-year", R, LETTER, "〖2024年，全县萝卜种植面积9万亩〗。"),
    ("letter-to-make-it-handy", R, LETTER, "我公司调整了站点，〖分别停靠不同线路〗，〖以方便市民乘车〗。"),
    (
        "letter-handed-on-through-a-session",
        B,
        LETTER,
        "〖你们提出的《关于建设食堂的议案》，经大会主席团审议，已改作建议并交由我局办理〗。",
    ),
    ("suggestion-how-long-it-is", B, WISH, "二、建议\n建议出资建设管道，〖管道长约7公里〗。"),
    (
        "plan-notice-leads-up",
        B,
        PLAN,
        "石井镇食堂检查方案\n〖近期，部分食堂隐患突出〗。为确保安全，现就有关事项通知如下：\n各村要开展自查。",
    ),
    ("plan-draws-up", B, PLAN, "〖现提出如下实施意见〗："),
    ("letter-what-one-must-have", B, LETTER, "（一）〖具有大学本科学历〗，在岗3年，已缴纳社保。"),
    ("letter-told-then-a-rule", B, LETTER, "2025年建成食堂12个。〖具有大学本科学历〗。"),
    (
        "letter-items-in-one-paragraph",
        C,
        LETTER,
        "下一步，我局将做好三个方面的工作。一、〖加快建设〗。〖2026年新建食堂20个〗。二、〖完善政策〗。〖修订补助办法〗。",
    ),
    ("letter-farsighted", A, LETTER, "〖您的建议具有很强的前瞻性〗，为我们提供了参考。"),
    ("letter-whose-matter", B, LETTER, "〖该问题涉及市卫健委职责〗，〖涉及多个部门〗。"),
    ("letter-does-to-what-is-not-so", C, LETTER, "近期我局将全面排查，〖对不符合要求的限期整改〗。"),
    ("letter-does-not-to-what-is-not-so", B, LETTER, "〖对不符合要求的食堂不予补助〗。"),
    ("letter-cannot-yet", B, LETTER, "〖我局暂时解决不了〗。"),
    ("letter-as-soon-as-planned", C, LETTER, "〖待省里下达投资计划，我局将申报项目〗。"),
    ("letter-takes-it-as-occasion", C, LETTER, "〖我们将以此次建议为契机，继续做好道路养护〗。"),
    ("letter-money-sought", R, LETTER, "我办与县人大沟通协调，〖争取项目资金支持〗。"),
    ("suggestion-need", A, WISH, "一、案由\n〖重修石井路是乡村发展的迫切需要〗。"),
    ("suggestion-harmed", B, WISH, "一、案由\n垃圾成堆，〖影响了村容村貌〗。"),
    ("suggestion-must", S, WISH, "一、案由\n〖为了将水渠管好，必须有一套养护办法〗。"),
    ("suggestion-by-all-means", S, WISH, "一、案由\n近年来修了不少路，〖这务必要引起高度重视〗。"),
    ("suggestion-opened-then", R, WISH, "一、案由\n〖石井路于2003年建成通车〗。"),
    ("leader-then-the-place", R, REPORT, REVIEW + "总书记亲临云汀考察，〖我们牢记嘱托〗，〖新建学校8所〗。"),
    ("what-came-of-a-plan", R, REPORT, "〖2025年计划投入3000万元，实际完成3200万元〗。"),
    ("what-came-of-it-among-plans", R, REPORT, AHEAD + "〖2025年计划修路20公里〗，〖实际建成22公里〗。"),
    ("what-is-planned-yet", C, REPORT, AHEAD + "〖今年计划修路20公里〗，〖实际利用外资增长5%〗。"),
    ("what-came-of-it-in-an-answer", R, LETTER, "〖2025年计划维修道路12条，实际完成14条〗。"),
    ("what-a-report-puts-forward", C, TALK, "沈清代表说，〖政府工作报告提出要改造矿区道路〗。"),
    ("what-a-report-puts-forward-bare", C, TALK, "〖沈清代表说，报告中提出扩大优质学位供给〗。"),
    ("judged-for-its-aims", A, TALK, "沈清代表说，〖报告提出的目标切实可行〗。"),
    ("praise-then-a-shortcoming", B, TALK, "沈清代表说，报告求真务实，〖但矿区道路还比较窄〗。"),
    ("praise-then-deeds", R, TALK, "沈清代表说，报告求真务实，〖过去一年矿区修了路、通了公交〗。"),
    (
        "praise-then-the-own-side",
        C,
        TALK,
        "沈清代表说，报告催人奋进，〖作为代表，我将把精神带回矿区〗，〖带领群众发展旅游〗。",
    ),
    ("asked-then-the-own-side", C, TALK, "沈清代表建议加大投入，〖我们也将主动对接企业〗，〖做好服务〗。"),
    (
        "the-own-side-then-asked",
        S,
        TALK,
        "我们镇将办好食堂。沈清代表说，我们将办好食堂，〖也建议县里出台政策〗，〖在资金上给予倾斜〗。",
    ),
    ("only-then", B, TALK, "沈清代表说，〖只有路修好了才能为旅游打下基础〗。"),
    ("announces-proposals-by-title", B, TALK, "沈清代表说，〖我带来了关于修路和改善水质两个建议〗。"),
    ("who-cares-about-what", B, TALK, "〖来自矿区的沈清代表十分关注报告里关于养老的内容〗。"),
    ("will-act-on-difficulties", C, TALK, "〖沈清委员表示，将积极反映民营企业的困难〗。"),
    ("as-a-teacher-we-ought", C, TALK, "沈清委员说，〖作为教师，我们应该上好每一节课〗。"),
    ("asked-in-points", S, TALK, "〖主席团负责人对代表们提出三点要求：一要加强学习〗；二要〖履职尽责〗。"),
    ("raised-a-motion", S, TALK, "〖代表们还为大会提出了自己的议案：加快危桥改造〗，〖关注留守儿童〗。"),
    ("needed-matter", B, TALK, "沈清代表说，〖这是居民急需解决的一件食堂问题〗。"),
    ("this-will-ease", A, TALK, "沈清代表说，〖这将进一步缓解看病难〗。"),
    ("parts-well-told", A, TALK, "代表们认为，报告是一个好报告。二是〖分析形势深入精准〗。三是〖部署工作措施有力〗。"),
    ("plan-of-years-judged", A, TALK, "委员们认为，报告总结全面。〖今后五年的各项安排紧紧围绕大局〗。"),
    (
        "speech-without-a-name",
        A,
        TALK,
        "〖市长作的《政府工作报告》，通篇贯穿着为民情怀〗，是一个好报告。〖思路清晰〗。",
    ),
    ("work-of-a-body-in-a-year", A, TALK, "沈清委员说，2025年，〖全国政协牢牢把握主题〗，〖作出了重要贡献〗。"),
    ("what-befell", B, TALK, "代表们来到会场。〖近年来造成了多起事故〗。"),
    ("adverb-before-taking", B, TALK, "〖代表们小心地将出席证佩戴胸前〗。"),
    ("about-to-be", B, TALK, "〖代表们抓紧时间修改即将提交的建议〗。"),
    ("will-of-the-congress", C, TALK, "〖今年镇人大将主动作为〗，〖创新监督机制〗。"),
    ("what-a-conference-is-for", B, REPORT, "同志们：\n〖今天会议的主要任务是：安排部署工作〗。"),
    ("vows-in-points", C, TALK, "沈清委员说，我们要当好四员，一是当好参谋员；二是〖当好宣传员〗；三是〖做好示范〗。"),
    ("some-members-vow", C, TALK, "参加讨论的乡镇委员表示，将学习报告，〖发挥委员作用〗。"),
    ("what-fell", B, TALK, "代表们来到会场。〖2025年，矿区经济增速大幅回落〗。"),
    (
        "speech-to-all",
        A,
        TALK,
        "各位领导、同志们：\n市长的报告总结客观。〖我认为，这个报告通篇贯穿着为民情怀〗，〖重点任务突出〗。",
    ),
    ("it-agrees", A, TALK, "沈清代表说，政府工作报告提出改造矿区，〖这与居民的期盼高度契合〗。"),
    ("it-shows-that", A, TALK, "沈清代表说，去年矿区变了样，〖说明我们稳得住〗。"),
    ("after-the-year-that-went-by", A, TALK, "沈清委员说，2025年，矿区修了路。〖这汇聚了民心〗。"),
    ("mayor-while-attending", S, TALK, "〖市长沈清参加审议时强调，各部门要梳理意见〗。"),
    ("results-of-decisions", B, REPORT, REVIEW + "过去一年成绩很大。〖是县委科学决策的结果〗。"),
    ("has-to-go-far", B, TALK, "沈清代表说，药品种类少，〖群众看病还要跑到镇上〗。"),
    ("means-to-grow-more", C, TALK, "沈清代表说，合作社种药材1200亩，〖今年准备再扩种500亩〗。"),
    ("asks-a-town", S, TALK, "县委书记沈清指出，工作走在前列。〖他要求，临江镇要抢抓机遇〗，〖做大园区〗。"),
    ("plan-told-as-done", R, PLAN, "〖市发展改革委制定了实施细则〗。"),
    ("takes-a-distance", B, TALK, "沈清代表说，〖过去办证要跑五六趟〗。"),
]

UNREACHABLE: dict[str, str] = {}
FAULTS: dict[str, str] = {}


def statements(text: str, text_kind: TextKind) -> list[tuple[str, tuple[str, ...]]]:
    """Return kind and rules of each marked statement; it may begin with a lead-in before the mark."""
    reading = read(re.sub("[〖〗]", "", text), text_kind=text_kind, year=2026)
    found = []
    for mark in re.finditer("〖(.*?)〗", text):
        end = mark.end() - 2 * text.count("〖", 0, mark.end())
        found += [(s.kind, s.rules) for s in reading.statements if s.end == end] or [("no statement", ())]
    return found


@pytest.mark.parametrize(
    "row", [pytest.param(row, id=f"{row.rule}-{row.text_kind}-{number}") for number, row in enumerate(ROWS)]
)
def test_a_statement_is_of_this_kind_by_this_rule(row: Row) -> None:
    """The kind is the guidelines', the rule the one that gave it."""
    found = statements(row.text, row.text_kind)
    assert found
    assert {kind for kind, _ in found} == {row.kind.value}
    assert all(row.rule in rules for _, rules in found), found


@pytest.mark.parametrize(
    ("kind", "text_kind", "text"),
    [
        pytest.param(
            *row[1:],
            id=row[0],
            marks=[pytest.mark.xfail(strict=True, reason=FAULTS[row[0]])] if row[0] in FAULTS else [],
        )
        for row in SAID_BY_THE_GUIDELINES
    ],
)
def test_the_kinds_of_the_guidelines(kind: Kind, text_kind: TextKind, text: str) -> None:
    """GUIDELINES «Kinds», sentence by sentence, whatever rule it takes."""
    assert {found for found, _ in statements(text, text_kind)} == {kind.value}


def test_every_rule_has_a_row() -> None:
    """A rule that no row reaches would be an untested one."""
    assert set(RULE_NAMES) == {row.rule for row in ROWS} | set(UNREACHABLE)


def test_the_rows_stand_in_the_order_of_the_table() -> None:
    """Who looks for the cases of a rule finds them where the rule stands."""
    order = [RULE_NAMES.index(row.rule) for row in ROWS]
    assert order == sorted(order)


def test_rules_have_names_of_their_own() -> None:
    """A name tells one rule."""
    assert len(set(RULE_NAMES)) == len(RULE_NAMES)


@pytest.mark.parametrize("rule", RULES, ids=RULE_NAMES)
def test_no_rule_forbids_what_it_asks_for(rule: Rule) -> None:
    """What a rule wants and what it excludes are disjoint, or it could never fit."""
    assert not rule.every & rule.without
    assert not rule.some or rule.some & ~rule.without
    assert not rule.also or rule.also & ~rule.without


BASES = (Context.REPORT, Context.DELIBERATION, Context.LETTER, Context.WISH, Context.PLAN_TEXT, Context.HOTLINE)


def bits(flags: int) -> list[int]:
    """Return the single flags of a set; one empty set for none."""
    return [1 << n for n in range(flags.bit_length()) if flags >> n & 1] or [0]


@pytest.mark.parametrize(
    "rule",
    [
        pytest.param(
            rule,
            id=rule.name,
            marks=[pytest.mark.xfail(strict=True, reason=UNREACHABLE[rule.name])] if rule.name in UNREACHABLE else [],
        )
        for rule in RULES
    ],
)
def test_some_flags_let_each_rule_win(rule: Rule) -> None:
    """With no more than it asks for, in one sort of text at least, no rule before it takes the clause."""
    assert any(
        decide(rule.every | base | some | also).name == rule.name
        for base in BASES
        for some in bits(rule.some)
        for also in bits(rule.also)
    )


def test_the_winner_is_the_first_that_fits() -> None:
    """`decide` and `all_fitting` agree, and the last rule fits always."""
    for flags in (0, Context.REPORT, Context.DELIBERATION | Cue.APPRAISE, Context.LETTER | Cue.JIANG | Cue.LE):
        fitting = all_fitting(flags)
        assert decide(flags).name == fitting[0].name
        assert decide(flags).kind == fitting[0].kind
        assert fitting[-1].name == "kind.default"


@pytest.mark.parametrize("rule", RULES, ids=RULE_NAMES)
def test_the_next_clause_sees_the_kind(rule: Rule) -> None:
    """What a rule decided is handed on as one flag."""
    decision = decide(rule.every | (bits(rule.some)[0]) | (bits(rule.also)[0]))
    assert decision.after == getattr(Context, f"AFTER_{decision.kind.upper()}")
