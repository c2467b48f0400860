"""Words of answers (答复的用语) that settle what cues alone leave open: who was given a task, what could do harm."""

from huiyin.reading.context import Context
from huiyin.reading.cues import Cue
from huiyin.reading.lazily import lazily

_COULD_HARM = lazily(
    r"会(?:给|对|使|让)[^，]{2,24}(?:造成|带来|产生)[^，]{0,8}(?:危险|影响|隐患|不便|损失|困难|破坏|损害|压力)|容易[^，]{0,10}(?:造成|导致|引发)|不适合|不适宜"
)
_HOW_MANY = lazily(
    r"[^，]{0,30}?(?:(?:现|共|现共|目前)有[^，]{2,24}\d+|(?:有|总?辖)\d+[余多]?)[口家个处座所名条辆户人]"
)
_LEADER_ASKS = lazily(r"[^，。]{0,12}(?:总书记|国家主席|总理)[^，。“]{0,24}(?:强调|要求|指示)(?=，|$)")
_IN_A_MONTH = lazily(r"(?:今年|本年度)\s?\d{1,2}\s?月(?!底|前|末)[^将拟]*$")
_APPOINTS = lazily(
    r"(?:并|同时)?(?:安排|指定|明确|确定|落实)(?:了)?(?:专人|分管|工作人员|专门|责任人|[^，]{1,10}(?:负责|牵头|跟进|对接|督办))|责成|抽调|(?:并|具体|专门|全权)负责(?!人)"
)
_WOULD_SERVE = lazily(r"将(?:会)?对[^，]+(?:起到|产生|发挥)[^，]*(?:作用|影响|意义)$")


def settled(text: str, main: int, flags: int) -> int:
    """Return the flags of a clause of an answer with those put right that its words show to be otherwise.

    Args:
        main: where its lead-ins end.
    """
    if flags & Cue.YING or text[main] == "可":
        flags |= Cue.NORM  # what ought to be or may be done, by rule
    if text.startswith("需要") and "说明的是" in text[:14]:
        flags &= ~(Cue.NORM | Cue.COPULA | Cue.YING)
    if flags & Cue.NORM and appoints(text, main):
        flags = flags & ~Cue.NORM | Cue.ACTS
    if "将" in text and would_serve(text):
        flags = (flags | Context.JUDGED) & ~(Cue.JIANG | Cue.FUTURE | Context.WHENEVER | Context.READER)
    if could_harm(text):
        flags = (flags | Cue.PROBLEM) & ~Cue.FUTURE
    if says_how_many(text):
        flags |= Cue.COPULA
    return flags


def could_harm(text: str) -> bool:
    """True for what something could do harm to: 会给通行车辆造成危险."""
    return _COULD_HARM.search(text) is not None


def says_how_many(text: str) -> bool:
    """True for a clause that counts what there is: 全市现有文化馆12家."""
    return _HOW_MANY.match(text) is not None


def leader_asks(text: str) -> bool:
    """True for what the country's leader asks for: 总书记在考察时强调."""
    return _LEADER_ASKS.match(text) is not None


def in_a_month(text: str) -> bool:
    """True for a clause with a month of the year without a word of the future: 今年6月，我局组织…"""
    return _IN_A_MONTH.match(text) is not None


def would_serve(text: str) -> bool:
    """True for what something is said to be good for, in an answer: 将对产业发展起到推动作用."""
    return _WOULD_SERVE.search(text) is not None


def appoints(text: str, main: int) -> bool:
    """True where an office says whom it gave a task: 安排专人负责."""
    return _APPOINTS.match(text, main) is not None
