"""Subjects in a list (一、二、三产业增加值分别增长…): each its own, with the head that stands once at the end."""

import re

from huiyin.reading.measure_subject_words import SubjectWords
from huiyin.reading.measure_subjects import subject_before

_WIDE = re.compile(r"(?:[^，,。；;：:！!？?”“\"《》\n\r\t0-9]|”[^”“，。；]{1,16}“){0,60}")
_PARTS = re.compile(r"、|以及|(?<!普)(?<!惠)(?<!触)(?<!涉)(?<!危)及(?![格时])|(?<![共饱温总])和(?![谐平美])|(?<!参)与")
# what an amount or a rate is called: the head of a list of things that all have it
_HEAD = re.compile(
    "(?:全产业链)?(?:总?产值|总?产量|增加值|投资额?|总?收入|营收|利润|销售额|零售额|成交额|交易额|余额|进出口额?|出口额?|进口额?"
    "|面积|数量|总数|人数|人次|占比|比重|(?:水质)?(?:优良)?(?:天数)?比例|浓度|价格|指数|规模|能力|里程|吞吐量|运输量|消费"
    "|贷款|存款|税收|费用|案件|事故|创新平台|企业|项目)\\Z"
    "|[\u4e00-\u9fff]{2}率\\Z"
)
_FINISHED = (
    "值",
    "额",
    "资",
    "入",
    "出",
    "量",
    "率",
    "次",
    "产",
    "税",
    "款",
    "数",
    "比",
    "重",
    "润",
    "P",
    "积",
    "耗",
    "度",
    "价格",
    "指数",
    "贸易",
    "消费",
)
_NEAR = 24  # how far before a figure 分别 may stand


def dealt_out(text: str, end: int, told: SubjectWords) -> int:
    """Return where 分别 stands that deals out subjects across other words (分别比上年增长), 0 where none does."""
    at = text.rfind("分别", end - _NEAR if end > _NEAR else 0, end)
    return at if at > 0 and told.dealt.match(text, at, end) else 0


def coordinated(backwards: str, length: int, end: int, told: SubjectWords) -> list[str]:
    """Return the coordinated subjects that end at `end`, each completed with a shared ending."""
    match = _WIDE.match(backwards, length - end)
    passage = match[0][::-1] if match else ""
    parts = [part for part in _PARTS.split(subject_before(passage, told)) if part]
    if len(parts) < 2:
        return parts
    *others, last = parts
    if any(part.endswith(_FINISHED) for part in others):
        return parts  # each has a head of its own
    if all(len(part) == 1 for part in others) and len(last) > 1 and last[0] in "一二三":
        return [part + last[1:] for part in others] + [last]
    if others[-1].endswith("级") and "级" in last:
        head = last[last.index("级") + 1 :]
    else:
        found = _HEAD.search(last)
        head = found[0] if found and found.start() else ""
        if head and _alike(others, last, head):
            head = last[len(others[0]) :]
    if head and not others[0].endswith(head):
        return [part + head for part in others] + [last]
    return parts


def _alike(others: list[str], last: str, head: str) -> bool:
    """Tell whether short parts of one length share more than the head (城镇、农村居民人均收入)."""
    size = len(others[0])
    return all(len(part) == size for part in others) and size <= 2 and len(last) - len(head) > size + 2
