"""Words of suggestions (建议的用语): what a deputy judges, and what a deputy tells as done, beyond cues."""

from huiyin.reading.context import Context
from huiyin.reading.cues import Cue
from huiyin.reading.lazily import lazily

_JUDGES = lazily(
    r"(?<!不)(?:有利于|有助于)|不可忽视|(?:会|将)[^，]{0,14}(?:造成|带来|产生)[^，]{0,10}(?:影响|后果|损失|隐患|不便)$|迫在眉睫|势在必行|刻不容缓|杯水车薪|触目惊心|苦不堪言|脏乱不堪|不容乐观|不容忽视|形同虚设|意义重大|至关重要|令人[^，]{2,4}$|让人[^，]{2,4}$"
    r"|(?:十分|非常|尤为|显得|很有|极其)(?:必要|重要|迫切|紧迫)|具有[^，]{0,12}(?:重要|重大|深远|现实)(?:的)?意义|(?:大有可为|利国利民|功在当代)|是[^，]*的(?:迫切|客观|现实|必然|内在)(?:需要|要求)$|是[^，]*(?:重要|关键|必要|有效|根本)的?(?:环节|保障|基础|抓手|举措|途径|手段|支撑|条件)$"
)
_CHANGED = lazily(
    r"(?:发生|取得|带来|得到)了?[^，]*(?:变化|成绩|成效|方便|实惠|改善|提升|进步)$|有了?(?:很大|明显|显著|较大|极大)的?(?:改善|提高|提升|改观|变化|进步)$"
)
_SOLVED = lazily(
    r"成(?:绩|效|果)(?:显著|明显|斐然|突出)$|(?<!没)(?<!没有)(?:基本|有效|初步|彻底|很好地?|极大地?)解决了[^，]{2,}$"
)
_RESULT = lazily(
    r"(?:取得|带来|促进|推动|实施|建成|完成|修建|新建|改造|提高|提升|改善|解决|出台|印发|制定|开展|投入|实现|增强|形成|打造|启动|建立|创建|获得|荣获|发挥|设立|配备|成立|开通)了"
    r"|(?:大力|积极|全面|深入|持续|不断|扎实|高度|着力|稳步|多方)(?:推进|推动|实施|开展|加强|完善|加大|提高|提升|改善|重视|发展|增强|优化|筹集|支持|落实)"
    r"|(?:投入|投资|建成|修缮|新建|改造|完成|新增|突破|累计|发放|培训|举办|创建|引进|安排|争取)[^，]{0,16}\d|[\u4e00-\u9fff]了(?!解|望|如)"
    r"|焕然一新|旧貌换新颜|建成(?:通车|投用|投入|并)|(?:成效|成果|成绩)(?:显著|明显|斐然)|快速发展|稳步增长|显著(?:变化|提升|改善|提高)|发展(?:较快|迅速|良好)|做了(?:很多|大量|许多)|实绩"
)
_LACKS = lazily(
    r"但|却|未|没|不(?!断)|难|缺|差|问题|不足|滞后|隐患|困难|虽然?此|矛盾|垃圾|污染|事故|缺口|(?:影响|制约|阻碍|危害|破坏|威胁|损害|困扰|导致|造成|增加)了"
)
_MUST = lazily(r"务必|必须|应当|(?<![主重需首紧概])要(?![求素点件])")
_STANDING = lazily(
    r"已经?(?:成为|十分|是|达到?|超过?|有|普遍|接近|占|严重|基本不?|不|无法)|仍有?|没有|尚未|未能|缺乏"
    r"|经常|常常|每天|天天|总是|时常|往往"
)


_HAS_SOLVED = lazily(r"(?:也|并|还)?(?:较好地|有效|切实)?(?:解决|缓解)了[^，]{2,}")
_ALL_ALONG = lazily(
    r"(?:一直以来|长期以来|多年来|近年来|近几年)，?[^，]{0,12}(?:高度|十分|非常|始终)重视(?!不)[^，]{2,}"
)
_PUTS_FORWARD = lazily(r"(?:为此|因此|据此|故|现|特|在此){1,3}，?(?:特)?(?:提出|提议|要求|申请|呼吁|恳请)(?![了过的])")
_SIZE = lazily(r"[^，]{0,8}(?:全长|总长|长|宽|面积|总?投资|资金)(?:约|共|为|达)*\d[\d.]*[\u4e00-\u9fff]{1,5}$")
_OPEN_MATTER = lazily(r"有[^，]*(?:问题|困难|矛盾)(?:需要|亟待|亟需|急需|有待)[^，]{2,6}$")


def wish_flags(text: str, past: bool, goes_on: bool) -> int:
    """Flags of a clause of a suggestion: a judgement, or what was done.

    Args:
        past: a time in the past is in force.
        goes_on: the clause before in the sentence told what was done.
    """
    if _SIZE.match(text):
        return Cue.FACT
    if _PUTS_FORWARD.match(text):
        return Cue.ASK
    if _OPEN_MATTER.search(text):
        return Cue.FACT | Cue.PROBLEM
    if _JUDGES.search(text):
        return Cue.VERDICT
    if _MUST.search(text):
        return 0
    if _SOLVED.search(text):
        return Context.DEED
    if _ALL_ALONG.match(text):
        return Context.DEED
    if goes_on and _HAS_SOLVED.match(text):
        return Context.DEED
    if _CHANGED.search(text) and not _LACKS.search(text):
        return Context.DEED
    if (past or goes_on) and _RESULT.search(text) and not _LACKS.search(text):
        return Context.DEED
    return 0


def stands(text: str) -> bool:
    """True for what has come to be and holds: 已成为…, 已十分普遍."""
    return _STANDING.search(text) is not None
