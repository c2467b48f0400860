"""Periods (时段): past, current, long or none, from kind, anchors and the clause before (GUIDELINES «Period»)."""

import re

from huiyin.reading.anchors import When
from huiyin.reading.context import Context
from huiyin.reading.cues import Cue
from huiyin.reading.model import CURRENT, LONG, NONE, PAST, Record
from huiyin.reading.suggestion_words import stands

_NARRATED = re.compile(r"代表|委员|会议|记者|现场|发言|写入|审议|审查")
_CITIZEN_WANTS = re.compile(
    r"(?<![思理感梦只试])想(?![到着象法不必起]|$)|准备(?!金|工作)|(?<!没)(?<!没有)打算|(?:(?<![\u4e00-\u9fff])|(?<=[今到]))以后|将来|(?<!电话)(?<!多次)咨询(?![过了])|计划(?!生育)|现?将(?:要|调|迁|去|进行|被|会)|届时"
)
_ASKS_HOW = re.compile(r"是否|如何|怎么|怎样|[吗呢]$|吗|多少|请问|为什么|为何|什么|能不能|能否|可否|何时|谁来|难道")
_STATES = re.compile(r"是|有(?!关|序|力|效)|位于|来自|关系|如何|关注|敬请")
_STANDING = re.compile(
    r"相距|平均|属于|位于|净宽|只有|不到位|不适宜|直到今天|有义务|没用|都是|就是|每天|每次|现在|目前|仍|一直|已经|太|很|无法|没法"
)
_CITIZEN_TOLD = re.compile(
    r"(?<![为换不])了(?!解|不|那么|$)|最近|之前|上次|昨|前天|已|当时|曾|几经|多次|(?<!好)报警|刚才|之初|被告知|宣称|(?:以前|原来|原先|起初|当初|最初)(?:是|为|有|在|就|的)|[一二两三四五六七八九十几多\d](?:年|天|个?月|周|个?星期)前|今天[早上]|来电话|前[些几]年|从(?:19|20)\d\d年?(?:起|开始)|发生(?:交通事故|火灾|车祸|争执|口角)|(?:[次遍回趟]|[录退拿签办报打提看听问找])了$|造成[^，]{1,8}(?:瘫痪|受伤|死亡|骨折|受损|伤亡)"
    r"|^(?:然后|最后|结果|后来|接着|随后|于是|没想到|期间|其间|这时|那时)(?!希望|建议|请|恳)|^[^，]{1,10}(?<![据听传想再能会可来都常人用])(?:说(?![明法不服])|告诉(?!你们?|您|大家)|质问|狡辩|声称)"
    r"|(?:^|[我们主])(?:明明|就|才|却|又)?(?:看见|发现|碰到|遇到)(?!问题)|给?毁了|(?<!\d)[6-9]\d年|(?:没有?|未)(?:经|征得|取得|得到)[^，]*(?:同意|许可|批准)"
    r"|(?<![能以要想须该])(?:到|去|向|找|跟)(?!底)[^，想要可能]{1,16}(?:投诉|反映|举报|交涉|协商)了?$"
    r"|[^通超不太经难穿越路绕横翻驶飞想]过(?![行马街河桥道站往户夜冬期敏度程分高大多少低快慢小早晚于问节年渡剩敏来去得错失])|(?:[掉完走到死倒坏断拆交买花收改换停丢破裂漏堵塌淹撞骗伤卖租搬签发送修装罚])了$|病逝|去世|辍学|(?:再|又)一?次[提要找去来到打]"
    r"|(?:没有?|未)(?:得到)?(?:解决|处理|回复|答复|修复|落实|整改)"  # what was not done, told as what was
    r"|(?:没有?|未予?)(?:给|收到|看到|得到|接到|见到|发现|缴|说明|解释|理会|给出|出面|回应|发放|补[发缴]|理睬|通知|告知)|(?<!不)表示|(?<!权利)(?<!有权)拒绝|告诉我|答复(?:我|说|称)|回复(?:我|说|称)|找到(?!工作)"
)
_CITIZEN_STATE = re.compile(
    r"现在|目前|如今|至今|还没有?[^，]{1,6}完|仍未|偶尔|总是|老是|往往|常常|有时|时常|从来|已经?\d+岁|太[^，]{1,8}了|已(?:经)?(?:有|过|持续|近)[^，]{0,8}(?:年|月|天|周|小时)|(?:已经?要?|了)[^，]{0,8}(?:年|月|天|周)(?:多|之久|时间)?了?$|[春夏秋冬]天?到了|长期以来|多年来|每[天年月次晚周]|经常|常年|天天"
)
_STILL = re.compile(r"现在|(?<!到)目前|如今|至今|长期以来|多年来|越来越|始终|已过去")
_HEARD = re.compile(r"看到|听说|据说|说是|承诺|通知")
_IS_ONE = re.compile(r"(?:是|系|属于?)[^，的]*年[^，]*的[\u4e00-\u9fff]{2,}$")  # an anchor that only says which one
_BEFELL = re.compile(
    r"(?:收|接)到(?![^，]*后)|(?:此次|上次|当时|当年|灾后|之前|曾)|遭受|遭遇|(?<!会)(?<!能)(?:导致|造成)[^，]*(?:受损|毁损|损坏|死亡|受伤|中断|倒塌)|(?:受损|毁损|冲毁|淹没|倒塌|死亡)$"
)
_BECAUSE = re.compile(r"(?:但|而|且)?(?:因(?!此|而)|由于|受)")
_IS_NOT = re.compile(r"难以|无[法权力]|不(?:存在|属于?|符|是|影响|涉及|具备|能|可|会|得|予|需|合)|并无|并非|无违")
_IS_SO = re.compile(
    r"只有|现有|共有|均?有[\d一二三四五六七八九十两]|大约有|位于|处于|属于|相[聚距]|仍|目前|现阶段|较[多高大少低]|[愈越]发|特别大|出生|户籍"
)
_HAPPENED = re.compile(  # what befell a citizen, whatever else the clause says
    r"[等拖住交用干跑停过]了[^，]{0,6}(?:年|月|天|周)|过去了|工作了|今[天日早][^，]{0,10}[去来到带找问打收]"
    r"|^(?:但|而|其实)?(?:之前|以前|原来|原先|早先|当年|那时候?|去年|前年|前几[年个天月])(?!的)"
    r"|没有?(?:任何|一个)?人(?:处理|理会|回复|答复|过问|来)|没有任何(?:回复|答复|回应|结果|反应|下文|动静)|未征求|没有征求|没有(?:在[^，]{2,8})?(?:公示|通知|告知)"
    r"|[两三几数多\d]次(?:跟|向|找|去|到|来|集体|写信|打|反映|投诉|申请|要求|协商)|从来?没[^，]*过|总是没"
    r"|(?:叫|告知|通知|骂|骗)我们?(?!的)|(?:打电话|(?:[到去找带回]|来(?![电信])))[^，]{1,10}(?:办理|报名|咨询|反映|投诉|了解)(?!吗|呢|什么)"
)
_HOPEFUL = re.compile("潜力|前景|期待|未来|充满信心|满怀信心|大有可为")
_CAME_OF = re.compile("(?:并|从而)?(?:导致|造成|致使|引起|引发|因而|故而?|所以|因此)")
_NOW = re.compile("(?:但|可|而)?(?:现在|如今|每|经常|总是)")
_HANDED = re.compile(r"(?:交|转)[^，。]{0,16}(?:办理|处理|答复|承办|局|委|办|厅)$")
_GOES_ON = re.compile(r"会|将|今后|以后|从事|依法|再|去")  # what is wanted goes on
_GOT = re.compile(r"(?:看|收|接)到|交(?:由)?[^，]{1,12}(?:办理|研究|承办)|转(?:到|至|交|由)")
_DEFINES = re.compile(  # what something is, or what is asked
    r"(?<!不)是[^，]*(?:载体|途径|形式|平台|机制|制度|职责|使命)$|是如何|怎么样$|(?:哪些|怎样的)[^，]{2,4}$"
)
_INVITES = re.compile(r"让我们|一起来?[听看]|祝愿|祝福|预祝|敬请")
_PROSPECT = re.compile("潜力|前景|大有可为|大有作为")
_HARMS = re.compile(
    r"(?:污染|制约|影响|增加|加大|加重|聚集|成|成为|滋生|阻碍|限制|危害|威胁|加剧|降低|破坏|浪费|违背|堵塞|缺少|缺乏|存在|占用|挤占|侵占|耗费|花费|损坏)了|添了[^，]{0,4}(?:乱|堵|麻烦|负担|困难)|带来了[^，]*(?:不便|困难|隐患|影响|压力|负担|困扰)|受到[^，]{0,6}(?:限制|制约|影响)|成(?:危桥|隐患|瓶颈)|极难|较难"
)
_LONG_SO = re.compile(r"长期以来|多年来|一直以来|常年")
_LASTS = re.compile(r"长期以来|多年来|一直|常年|始终|仍|至今|依然|处于")
_HOW_IT_IS = re.compile(
    r"(?:严重|狭窄|简陋|老化|陈旧|落后|不足|有限|困难|薄弱|拥堵|紧张|滞后|不齐|不全|不高|不便)$|[难无]以?法?[^，]*(?:满足|保障|保证|适应|承受|通行)|处于|位于|超过|容易|极易|时常|经常|常年|[较很太][多少大小高低远近窄差]$"
)
_ALWAYS = re.compile(r"每年|每次|每到|始终|历来|一直(?!在)|常年")
_COMING = re.compile(
    r"(?:什么时候|何时|几时|哪天)[^，]{0,16}(?:能|会|可以|才)|还能[^，]{1,24}吗|(?:能否|可否|是否(?:能|会|将))[^，]{0,12}恢复|(?:开园|开学|开工|完工|交房|通车|开通|启用)(?:时间|日期)?是?(?:啥|什么)时候"
)
_WAS_DONE = re.compile(r"是[^，]*(?:召开|举行|建成|成立|开展|通过|开始|开通|修建|提出)的$")
_SAID_SO = re.compile(r"[\u4e00-\u9fff]{0,8}(?:说|说道|表示|介绍)")
_OF_WORK = re.compile(
    r"(?:的|重要)讲话|(?:政府|常委会|两院|法院|检察院)[^，。]{0,8}(?:工作|成绩)|工作[^，。是]{0,6}(?:务实|扎实|有力|成效|出色|突出|亮点|富有|到位|积极|主动)|履职|过去一年|过去五年"
)
_ALWAYS_SO = re.compile(
    r"(?:^|，)(?![这那此])[^，报]{2,24}(?<!不)是[^，]{0,12}(?:最大|重要|长期|薄弱|根本|关键|基础|首要|紧迫)[^，]{0,12}$"
    r"|是[^，]{0,24}(?:大事|盛会|喜事|盛事|政治任务|重大任务)$"
)
_SUPPOSES = re.compile(r"(?:但|那|而)?(?:如果|若|假[设如使]|要是|倘若|万一|一旦|只要|除非|即使|就算)")
_IS = re.compile(r"^[^，]{0,30}(?<![不还总凡可但于而只要都就])是(?!否|不是|说|为了|因为|在|由)[^，]*[^，的了]$")
_WAS = re.compile(r"告诉|说|答复|回复|称|发现|得知|才|曾|当时|以前|之前|原来|昨|前天|过去|当年|上次|了|年|[月日号]")
PLANNED = Context.AFTER_COMMITMENT | Context.AFTER_SUGGESTION
_AHEAD = (LONG, CURRENT)


class Times(Record, frozen=True):
    """What is known of the time of a clause.

    `own` anchor of the clause, `scope` the one in force, `before` and `period` the kind (an `AFTER_…` flag, or 0)
    and period of the clause before it in the same sentence, `long_part` true under a heading
    about the years beyond the planned one.
    """

    own: When | None
    scope: When | None
    before: int
    period: str | None
    long_part: bool


def period_of(after: int, flags: int, times: Times, text: str) -> tuple[str, str]:
    """Return the period of a clause and the name of the rule that gave it.

    Args:
        after: the clause's own kind, as the `AFTER_…` flag that the next clause will see.
        text: the folded clause.
    """
    if after == Context.AFTER_ACHIEVEMENT:
        return PAST, "period.achievement"
    if after & PLANNED:
        return planned(times.own, times.scope, times.before, times.period, times.long_part)
    if after == Context.AFTER_APPRAISAL:
        return _judged(flags, times, text)
    return _background(flags, times, text)


def planned(own: When | None, scope: When | None, before: int, period: str | None, long_part: bool) -> tuple[str, str]:
    """Return the period of a commitment or suggestion, and the rule; the arguments are the fields of `Times`."""
    if own:
        return (LONG, "period.anchor") if own.period == LONG else (CURRENT, "period.plan")
    if period in _AHEAD and before & PLANNED:
        return period, "period.sentence"
    if scope:
        return (LONG, "period.scope") if scope.period == LONG else (CURRENT, "period.plan")
    return (LONG, "period.part") if long_part else (CURRENT, "period.plan")


def _judged(flags: int, times: Times, text: str) -> tuple[str, str]:
    if flags & (Cue.MAXIM | Context.HOTLINE):
        return NONE, "period.opinion"
    if flags & Context.JUDGING and times.before == Context.AFTER_APPRAISAL and times.period == PAST:
        return PAST, "period.sentence"  # what a report that has been given says again
    if flags & Context.DELIBERATION and not flags & (Context.OWN_ANCHOR | Cue.REPORT_NOUN) and _PROSPECT.search(text):
        return NONE, "period.opinion"
    if flags & Context.DELIBERATION and not flags & (Context.OWN_ANCHOR | Cue.REPORT_NOUN) and _ALWAYS_SO.search(text):
        return NONE, "period.opinion"
    if flags & (Cue.REPORT_NOUN | Cue.PRAISE | Context.PAST):
        return PAST, "period.judged"
    if times.before == Context.AFTER_APPRAISAL and times.period:
        return times.period, "period.sentence"
    if flags & Cue.EMOTION and flags & Context.DELIBERATION and not _HOPEFUL.search(text):
        return PAST, "period.judged"
    if flags & Context.BODY or (flags & Context.DELIBERATION and _OF_WORK.search(text) and not flags & Cue.FUTURE):
        return PAST, "period.judged"
    return NONE, "period.opinion"


def _background(flags: int, times: Times, text: str) -> tuple[str, str]:
    own = times.own
    if flags & Context.TROUBLE or (flags & Cue.AWARE and flags & Context.LETTER):
        return NONE, "period.trouble"
    if flags & Context.NARRATED and not flags & (Cue.JIANG | Cue.FUTURE) and (own is None or own.period == PAST):
        return PAST, "period.narrated"
    if flags & Cue.LEADER or (flags & Context.REVIEW and flags & Cue.YEAR_IS):
        return PAST, "period.review"
    if flags & Context.HOTLINE:
        if flags & Cue.OCCASION and "收悉" not in text:
            return NONE, "period.ceremony"
        if own is None or own.period == CURRENT or _STILL.search(text):  # what is so this year is no plan
            before = times.period if own is None and times.before != Context.AFTER_SUGGESTION else None
            return _told(text, before)
        if _ASKS_HOW.search(text):
            return NONE, "period.question"
    if flags & Context.DELIBERATION and flags & Cue.JIANG and not flags & (Cue.LE | Cue.YEAR_IS):
        return CURRENT, "period.ahead"  # what a meeting is about to do
    if flags & Context.DELIBERATION and times.period == CURRENT and own is None and not flags & (Cue.LE | Cue.DONE):
        return CURRENT, "period.sentence"
    if flags & (Context.WISH | Context.LETTER) and (own is None or _LONG_SO.match(text)) and _HARMS.search(text):
        return NONE, "period.standing"  # what came of it is so today
    if flags & Context.WISH and (_LASTS.search(text) if own else _LONG_SO.match(text)) and not flags & Cue.LE:
        return NONE, "period.standing"
    if flags & Context.WISH and own is None and not flags & (Cue.LE | Cue.ALREADY) and _HOW_IT_IS.search(text):
        return NONE, "period.standing"  # whatever year was told of before
    if flags & Context.DELIBERATION and not flags & Context.SPOKEN and _DEFINES.search(text):
        return NONE, "period.standing"
    if flags & Context.DELIBERATION and (_WAS_DONE.search(text) or _SAID_SO.fullmatch(text)):
        return PAST, "period.told"
    if flags & Context.DELIBERATION and (_INVITES.search(text) or (own is None and _ALWAYS.search(text))):
        return NONE, "period.standing"
    if flags & Cue.OCCASION and not flags & Cue.YEAR_IS:
        told = (
            "收悉" in text
            or text.endswith(("悉", "的结果"))
            or _HANDED.search(text)
            or flags & (Cue.LE | Cue.ALREADY)
            or _GOT.search(text)
        )
        narrated = flags & Context.DELIBERATION and own is None and "敬请" not in text
        return (PAST if told or narrated else NONE), "period.ceremony"
    lacking = flags & Context.SPOKEN or not (
        own or times.period or flags & (Cue.LE | Cue.MEETING | Context.NARRATED) or _NARRATED.search(text)
    )
    if flags & Cue.PROBLEM and lacking and flags & Context.DELIBERATION:
        return NONE, "period.problem"
    if own and flags & Context.WISH and _IS_ONE.search(text):
        return NONE, "period.ruled"
    if own and flags & Context.LETTER and (_IS_ONE.search(text) or (flags & Cue.NORM and not flags & Cue.LE)):
        return NONE, "period.ruled"  # what a rule says from a day on holds
    if own and own.period == CURRENT and flags & Context.DELIBERATION and _is_told(flags, text):
        return PAST, "period.narrated"  # what a reporter tells of this year has happened
    if own:
        return own.period, "period.anchor"
    if flags & Cue.YEAR_IS and times.period:
        return times.period, "period.sentence"
    if flags & Cue.LABEL:
        return NONE, "period.label"
    if flags & Context.READER and flags & (Cue.LE | Cue.ALREADY) and flags & Context.LETTER:
        return PAST, "period.aspect"
    if flags & Context.UNDONE and times.period == PAST and _CAME_OF.match(text):
        return PAST, "period.sentence"
    if flags & Context.LETTER and own is None and not flags & (Cue.LE | Cue.ALREADY) and _BECAUSE.match(text):
        return NONE, "period.standing"
    if flags & Context.LETTER and (flags & Context.UNDONE or _IS_NOT.search(text)):
        return NONE, "period.ruled"
    if flags & Context.LETTER and _IS_SO.search(text) and not flags & Cue.LE:
        return NONE, "period.standing"
    if flags & Context.LETTER and flags & (Cue.NORM | Cue.COPULA):
        return NONE, "period.ruled"
    if flags & Context.WISH and (stands(text) or (flags & Cue.PROBLEM and not own)):
        return NONE, "period.standing"
    if flags & Cue.MEETING or (flags & (Cue.LE | Cue.DONE) and not flags & (Cue.JIANG | Cue.FUTURE)):
        return PAST, "period.aspect"
    if times.period:
        return times.period, "period.sentence"
    if flags & Context.LETTER and (_BEFELL.search(text) or _GOT.search(text)):
        return PAST, "period.told"
    if (
        flags & Context.DELIBERATION
        and not flags & Context.SPOKEN
        and (_NARRATED.search(text) or not _STATES.search(text))
    ):
        return PAST, "period.narrated"
    return NONE, "period.default"


def _is_told(flags: int, text: str) -> bool:
    """True where what is said of this year in an article is told, not planned, and says not what year it is."""
    if flags & (Cue.YEAR_IS | Cue.JIANG | Cue.FUTURE | Cue.YAO | Cue.ASK):
        return False
    return bool(flags & Cue.LE) or (not flags & Context.SPOKEN and _NARRATED.search(text) is not None)


def _told(text: str, before: str | None) -> tuple[str, str]:
    """A citizen's own words: what is wanted is current, what happened is past, how things are is none."""
    wants = None if _HEARD.search(text) else _CITIZEN_WANTS.search(text)
    if _COMING.search(text):
        return CURRENT, "period.wanted"
    if _ASKS_HOW.search(text) and not (wants and "想" in text):
        return NONE, "period.question"
    if wants:
        return CURRENT, "period.wanted"
    if _HAPPENED.search(text) and not _NOW.match(text):
        return PAST, "period.told"
    if _CITIZEN_STATE.search(text) or _SUPPOSES.match(text) or (_IS.search(text) and not _WAS.search(text)):
        return NONE, "period.standing"
    if _CITIZEN_TOLD.search(text):
        return PAST, "period.told"
    if before == PAST and not _STANDING.search(text):
        return PAST, "period.sentence"
    return (CURRENT if before == CURRENT and _GOES_ON.search(text) else NONE), "period.sentence"
