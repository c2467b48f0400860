"""A figure to reach as a plan writes it (量化目标): 管网85公里以上 is an indicator, a relation, a value and a unit."""

import re
import unicodedata
from decimal import Decimal
from typing import Any

END_STATE, INDICATOR, UNIT = 200, 120, 20  # characters that the columns hold
LONG_UNIT = 4  # 万平方米; what is longer is more than a unit
_CALENDAR = ("年", "月", "日")  # a day, no quantity
_NUMBER = re.compile(r"(?<![\d.])\d+(?:,\d{3})*(?:\.\d+)?")
_BEFORE = re.compile(r"(不少于|不低于|至少|力争达到|达到|达|≥|>=|大于等于|不超过|不高于|控制在|≤|<=|约|>|<)\s*$")
_AFTER = re.compile(r"^(?P<unit>[^\s\d，,。；;、（(]*?)(?P<tail>及?以上|及?以下|以内|左右)?[。；;]?$")
_RELATIONS = {
    **dict.fromkeys(("不少于", "不低于", "至少", "≥", ">=", "大于等于", "以上", "及以上"), ">="),
    **dict.fromkeys(("不超过", "不高于", "控制在", "≤", "<=", "以下", "及以下", "以内"), "<="),
    **dict.fromkeys(("约", "左右"), "~"),
    ">": ">",
    "<": "<",
}


def figure_of(figure: str, *, indicator: str = "", unit: str = "") -> dict[str, Any]:
    """Return the columns of a figure with indicator and unit of measure, where those have columns of their own.

    A unit that stands with the figure itself is the figure's; the column tells it where none does.
    """
    found = figure_in(figure)
    if indicator := " ".join(indicator.split()):
        found["indicator"] = indicator[:INDICATOR]
    if (unit := "".join(unit.split())) and not found.get("unit_of_measure"):
        found["unit_of_measure"] = unit[:UNIT]
    return found


def figure_in(text: str) -> dict[str, Any]:
    """Return the columns of the 台账 that the words of a figure fill.

    One number is a target. Words with none, or with several, are an end state (完成标志) as they stand.
    """
    words = unicodedata.normalize("NFKC", "".join(text.split()))
    if not words:
        return {}
    numbers = list(_NUMBER.finditer(words))
    after = _AFTER.match(words[numbers[0].end() :]) if len(numbers) == 1 else None
    unit = after["unit"].replace("个百分点", "百分点") if after else ""
    if after is None or len(unit) > LONG_UNIT or unit.startswith(_CALENDAR):
        return {"end_state": text.strip()[:END_STATE], "vague": False}
    head = words[: numbers[0].start()]
    before = _BEFORE.search(head)
    relation = after["tail"] or (before[1] if before else "")
    subject = (head[: before.start()] if before else head).strip(":：")
    found = {
        "target_relation": _RELATIONS.get(relation, "="),
        "target_value": Decimal(numbers[0][0].replace(",", "")),
        "unit_of_measure": unit,
        "vague": False,
    }
    return found | ({"indicator": subject[:INDICATOR]} if subject else {})
