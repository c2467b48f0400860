"""Parts of a text (部分): what a heading, or a sentence that opens a part, says about all that follows it."""

import re
from typing import NamedTuple

from huiyin.reading.context import Context

_REVIEW = re.compile(
    r"回顾|过去[一三五]年|总结|(?:取得的?)?成[就绩效]|工作情况|(?:完成|办理|执行|落实|进展|推进|实施|整改)情况|采取的措施|主要做法|"
    r"(?<!今后)五年来|一年来|工作成效|所做的?工作|已开展"
)
_PLAN = re.compile(
    r"安排|打算|草案|总体要求|任务|目标|重点工作|主要工作|工作重点|部署$|今后|下一步|下步|展望|思路|建议|计划|举措|"
    r"工作措施|20\d\d年(?:政府)?工作$|未来|自身建设"
)
_LONG = re.compile(
    r"[“‘]?十[一二三四五六七八九]?五[”’]?(?:时期|期间|规划|发展|主要|经济|奋斗|目标)|今后五年|"
    r"未来五年|远景|20[3-9]\d年|今后[一三五几]+(?:年|个时期)"
)
# Each alternative opens with a sign of its own: the engine then passes over all places where none of them stands.
_AIMS = r"[^。，]{0,22}?(?:预期目标|主要目标|总体要求|工作思路|指导思想|重点抓好|重点做好|政府工作)"
_ITEMS = r"(?:抓好|做好|推进|实施|从)[^。]{0,8}(?:以下|如下|[一二三四五六七八九十]个?方面|[一二三四五六七八九十]项)"
_HOW = ("重点", "着力", "认真", "切实", "扎实", "全力", "集中精力", "主要")
_OPENS_PLAN = re.compile(
    rf"今年{_AIMS}|本年度?{_AIMS}|20\d\d年{_AIMS}|预期目标(?:是|为|建议)"
    r"|展望(?:20\d\d|新的?一年|未来)|是实施?“?[^”。，]{0,6}”?(?:规划)?的?开局之年|做好(?:今年|20\d\d年)|"
    + "|".join(how + _ITEMS for how in _HOW)
)
_DONE = r"[^。，]{0,10}做了以下"
_LOOKS = r"(?:过去|五年|一年|20\d\d)"
_OPENS_REVIEW = re.compile(
    rf"回顾{_LOOKS}|回望{_LOOKS}|总结{_LOOKS}|一年{_DONE}|五年{_DONE}|过去[一五]年{_DONE}|主要{_DONE}"
)


class Part(NamedTuple):
    """What holds below a heading: `Context` flags, and whether it is about years beyond the planned one."""

    flags: int
    long: bool


NOTHING = Part(0, False)
PLANS = Part(Context.PLANNING, False)


def part_of_heading(heading: str, before: Part, level: int) -> Part:
    """Return what holds below `heading`; a heading that says nothing of its own keeps what held `before` it."""
    review, plan = _REVIEW.search(heading), _PLAN.search(heading)
    if review and not (plan and plan.start() > review.start() and level != 1 and not before.flags & Context.REVIEW):
        return Part(Context.REVIEW, False)
    if plan and (level <= 1 or level == 4 or not before.flags):
        long = bool(_LONG.search(heading)) and not re.search(r"20\d\d年(?:重点|主要|政府)?工作|今年", heading)
        return Part(Context.PLANNING, long)
    if _LONG.search(heading) and level in (1, 4):
        return Part(Context.PLANNING, True)
    return before


_YEARLY = re.compile(r"预期目标|今年|20\d\d年(?:重点|主要|政府)?工作")


def turns_to_year(sentence: str) -> bool:
    """True where a plan comes back from the years ahead to the planned one (annual targets, this year's work)."""
    return _YEARLY.search(sentence) is not None


def opens_plan(sentence: str) -> bool:
    """True for a sentence with which the planning part of a report begins."""
    return _OPENS_PLAN.search(sentence) is not None


def opens_review(sentence: str) -> bool:
    """True for a sentence with which the part that looks back begins."""
    return _OPENS_REVIEW.search(sentence) is not None
