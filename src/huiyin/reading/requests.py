"""Requests (请求): what a clause of a message or an answer asks for, beyond the cue words of asking."""

from huiyin.reading.clauses import Clause
from huiyin.reading.context import Context
from huiyin.reading.cues import Cue
from huiyin.reading.lazily import lazily
from huiyin.reading.letter_words import asked_before, asks_leave

_TAKEN_UP = lazily(
    "(?:收到|接到|把|所提|转为|列为|改作|了解|采纳|研究|办理|落实|吸收|收集|征求|听取|对|该|此|代表|就|答复)$"
)
_OF_A_SUGGESTION = lazily(
    "(?:内容|路段|事项|地点|区域|位置|线路|站点)(?=因|位于|地处|属|系|已|现|目前|所|的|，)|(?:人|者)(?=为|是|对|：|，|$)|件(?!件)"
)
_MAY = lazily(
    r"(?:您|你)(?:也|还)?(?:可以?|需)[^，。]{0,24}(?:咨询|拨打|致电|来电|联系|反映|登录|办理|查询|前往|到|投诉|举报)"
    r"|(?:[^，。]*[您你][^，。]*，?|(?:如|若)[^。]*，)(?:可以?|也可以?|还可以?)(?:(?:先|再|直接|随时|选择|考虑|通过|到|持|凭|带|携带|申请|登记|报名|补缴|拨打|前往|提供|参加|向|与|联系|以[^，。]{2,12}身份))"
    r"|(?:也|还)?可以?[^，。]{0,24}(?:咨询|拨打|致电|来电|联系|登录|查询|前往|投诉|举报)|(?:携带|凭|持|带)[^，。]{2,60}即可"
)
_BEGS = lazily(
    r"多提[^，。]{0,6}(?:意见|建议)|多[给为对][^，。]{2,12}提[^，。]{0,6}(?:意见|建议)|(?<!不)可以?(?:直接|随时)?联系|(?<![申邀聘提恳报])请(?:您|你|用户|当事人|家长|业主|网友|市民|居民|群众)?(?:及时|尽快|直接|继续|先)?"
    r"(?:(?:跟|与|和|向)[^，。]{1,14}(?:联系|反映|咨询|沟通|投诉)|咨询|拨打|致电|联系|前往|登录|携带|提供|关注|理解|谅解|放心|留意|参照|查看|查阅|监督|点击|查收|知悉|参阅|见[^，。]{2}|以[^，。]{2,20}为准|到[^，。]{2,20}[办咨])"
    r"|可以?(?:电话|致电|来电|直接|随时|拨打[^，。]{2,20})咨询|可以?(?:随时|直接)?(?:致电|拨打|来电|电询)"
    r"|可以?(?:直接|随时)?(?:向|到|与|跟|登录|前往)[^，。]{1,24}(?:咨询|查询|了解|联系|反映|投诉)"
)
_OFFERED = lazily(
    r"(?:[^，。]{0,12}[您你][^，。]{0,24}?)?(?:也|还|则|均)?(?<!不)可以?(?:先|再|直接|随时|选择|考虑|通过|到|持|凭|带|携带|申请|登记|报名|补缴|拨打|前往|提供|参加|在[^，。]{2,16}(?:报|办|登)|向|与|联系|以[^，。]{2,12}身份)"
)
_EARNEST = lazily("(?:真诚|衷心|强烈|热切|诚挚|迫切|恳切|殷切|诚恳|热烈|真心)的$")
_OF_THEM = lazily("我们的?(?:上级|政府|领导)|有关|相关|领导|政府|上级|能|您|书记|各级|早日|尽快")
_TROUBLES = lazily(r"麻烦(?!了|的|事|不断|重重)[^，。]{1,10}")
_THEREFORE = lazily("(?:故|特|现|谨|再次|因此|所以|为此|在此)请(?![问教示假求])")
_OTHER_BIE = ("别人", "别的", "别墅", "别处", "别家", "别说", "别提", "别看")
_HOPES_OF_READER = ("希望您", "希望你", "期待您", "期待你", "期盼您", "期盼你")
_NO_PLEASE = ("请问", "请教", "请示", "请假", "请求")
_PLEASE = ("同时请", "另请", "烦请", "并请", "敬请", "还请", "也请")
_WISHED = ("过后", "破灭", "落空", "渺茫", "并不", "是否合理", "很简单")
_NOUNS_TOO = ("希望", "请求", "期待", "期盼", "盼望", "建议", "倡议", "呼吁")
_HOPES = ("期盼", "期待", "盼望", "希望", "呼吁")
_ASKS_AS_FOLLOWS = lazily(
    r"(?:诉求|请求|要求|建议|希望|意见|愿望)(?:有)?(?:如下|以下[^，]{0,4})?$|(?:如下|以下|几[点个条项])[^，]{0,4}(?:诉求|请求|要求|建议|希望|愿望)$"
)
_WISH_IS = lazily(
    r"(?:我们?|本人|业主|居民|村民|大家|现|具体|几点|以下|故|特提)?的?[^，。：]{0,2}(?:建议|诉求|请求|要求|希望|愿望|意见)(?:是|有|如下)?："
)
_HANDLED = ("办理", "答复", "提案", "议案", "督办", "交办", "承办")
_CAN = ("能不能", "能否", "可否")
_WHAT_TO_DO = lazily("打开|增加|增设|取消|改|安装|加装|开通|修|拆|尽快|有关|相关|政府|恢复|延长|设置|设立")
_SPACED = Context.LETTER | Context.HOTLINE


def requested(folded: str, base: int, main: int, end: int) -> int:
    """Return the flags of a request: 请…, 并请…, a citizen's 不要…"""
    if folded[main] == "请":
        told = folded.find("了", main, end) >= 0
        return 0 if told or folded.startswith(_NO_PLEASE, main) else Cue.PLEASE | Cue.ASK
    if base & Context.LETTER and folded.startswith(_HOPES_OF_READER, main):
        return Cue.PLEASE | Cue.ASK
    if folded.startswith("欢迎", main):
        return Cue.PLEASE if base & Context.LETTER else 0
    if base & Context.HOTLINE:
        if folded.startswith(("不要", "别"), main) and not folded.startswith(_OTHER_BIE, main):
            return Cue.PLEASE
        if _THEREFORE.match(folded, main, end) or _TROUBLES.match(folded, main, end):
            return Cue.PLEASE | Cue.ASK
    if base & Context.LETTER and _MAY.match(folded, main, end):
        return Cue.PLEASE
    return Cue.PLEASE if folded.startswith(_PLEASE, main) else 0


def begs(folded: str, main: int, end: int) -> bool:
    """True where an answer asks its reader to do something: 详情请咨询…, 可随时致电…"""
    return _BEGS.search(folded, main, end) is not None


def offers(folded: str, start: int, main: int, end: int) -> bool:
    """True where an answer says what its reader may do: 如您已领取证件，可到窗口办理."""
    spoken_to = any(word in folded[start:end] for word in "您你") or folded[start] in "如若"
    return spoken_to and _OFFERED.match(folded, main, end) is not None


def says_the_wish(text: str) -> bool:
    """True for a clause that says outright what is wished: 我的建议是：…"""
    return _WISH_IS.match(text) is not None


def items_follow(text: str) -> bool:
    """True where what is asked for follows as items: 诉求如下：, 提几点建议："""
    return _ASKS_AS_FOLLOWS.search(text) is not None


def really_asks(folded: str, base: int, at: int, stop: int, clause: Clause) -> bool:
    """True where a word of asking asks: not 建议 as a noun, nor 能否 of a thing, nor what was asked before."""
    if base & Context.HOTLINE and folded.startswith("建议", at) and _WHAT_TO_DO.match(folded, stop):
        return folded[at - 1] not in "的条个项点"
    if base & _SPACED:
        if folded.startswith(_CAN, at):
            return asks_leave(folded, clause.start, at)
        if asked_before(folded, clause.start, at, stop):
            return False
        if (
            base & Context.LETTER
            and folded.startswith("请求", at)
            and folded[stop : stop + 1] not in ("您", "你", "贵")
        ):
            return False  # what an office asks of others is its own work
    if (
        base & Context.HOTLINE
        and folded[at - 1] == "的"
        and _EARNEST.search(folded, max(clause.start, at - 3), at)
        and _OF_THEM.match(folded, stop)
    ):
        return True  # 真诚的希望…
    if at > clause.start + 1 and folded[at - 1] in "的条和、份件项提出意见点次该":
        return False
    if base & Context.HOTLINE:
        if stop == clause.end or folded.startswith(_WISHED, stop):
            return folded[at:stop] not in _NOUNS_TOO
        if folded[at : stop + 1] == "建议：" and (at == clause.start or folded[at - 1] in "，。"):
            return True
    if folded[at:stop] in _NOUNS_TOO and folded[stop : stop + 1] == "：" and folded[at - 1] in "，。们我此特现\n":
        return True  # 「为此，我们建议：一是…」
    if folded[at:stop] in _HOPES and (stop == clause.end or folded[stop] in "的和与相、及") and at > clause.start:
        return False  # 群众期盼, 人民期待
    if folded[at:stop] != "建议":
        return True
    if stop >= clause.end or folded[stop] in "的书是和、：紧都中案" or folded.startswith(_HANDLED, stop):
        return False
    if base & Context.LETTER and (folded[at - 1] in "您你" or _OF_A_SUGGESTION.match(folded, stop)):
        return False  # 您建议…, 建议路段…: what the deputy asked
    if base & Context.LETTER and folded[at - 1] in "将拟已":
        return False  # 我局将建议市政府…: what the office itself does
    if base & Context.LETTER and _TAKEN_UP.search(folded, clause.start, at):
        return False
    near = at - clause.main <= 4 or at - clause.start <= 4  # somebody does it: at the head, or right after who does
    return near or folded[at - 1] in "我他她们特此民友者并还烈恳重家，"
