"""The indicators (指标) of `indicators.toml` and the patterns that find them."""

import re
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

_FILE = Path(__file__).with_name("indicators.toml")

LEFT_OUT = r"[剔扣]除[\u4e00-\u9fff]{2,14}?(?:因素|影响)后"  # what a rate is reckoned without


class Indicator(msgspec.Struct, frozen=True):
    """One indicator: `units` are those its figures may have; `growth` a rate of change, `cut` a reduction.

    `plain` says that a rate of change may stand without a word of change (居民消费价格2%左右).
    """

    id: str
    zh: str
    en: str
    units: tuple[str, ...]
    growth: bool
    cut: bool
    plain: bool


class Patterns(NamedTuple):
    """What finds indicators in a text: `meant[i]` says what a name of `forms[i]` can stand for.

    Each choice is one indicator, or several that share a name (城乡居民收入); none where the name is a decoy.
    """

    any_name: re.Pattern[str]
    forms: tuple[re.Pattern[str], ...]
    meant: tuple[tuple[tuple[Indicator, ...], ...], ...]
    between: re.Pattern[str]
    growth: re.Pattern[str]
    decline: re.Pattern[str]
    before: re.Pattern[str]


@lru_cache(maxsize=1)
def _table() -> dict[str, Any]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def indicators() -> tuple[Indicator, ...]:
    """Return all indicators in the order of the file, which is the order to show them in."""
    return tuple(
        Indicator(
            id=row["id"],
            zh=row["zh"],
            en=row["en"],
            units=tuple(row["unit"].split()) or ("",),
            growth=row.get("growth", False),
            cut=row.get("cut", False),
            plain=row.get("plain", False),
        )
        for row in _table()["indicator"]
    )


def _words(value: Any) -> list[str]:
    listed = [value] if isinstance(value, str) else value
    return sorted({word for line in listed for word in line.split()}, key=lambda word: (-len(word), word))


@lru_cache(maxsize=1)
def patterns() -> Patterns:
    """Return the compiled patterns; a form listed by several indicators is one group with several choices."""
    table = _table()
    by_id = {indicator.id: indicator for indicator in indicators()}
    meant: dict[str, list[tuple[Indicator, ...]]] = {}
    for row in table["indicator"]:
        for form in row["forms"]:
            meant.setdefault(form, []).append((by_id[row["id"]],))
    for row in table["group"]:
        for form in row["forms"]:
            meant.setdefault(form, []).append(tuple(by_id[one] for one in row["ids"]))
    for form in table["none"]["forms"]:
        meant.setdefault(form, [])
    forms = list(meant)
    between = "|".join(re.escape(word) for word in _words(table["between"]["words"]))
    before = "|".join(re.escape(word) for word in _words(table["before"]["words"]))
    return Patterns(
        any_name=re.compile("|".join(forms)),
        forms=tuple(re.compile(form) for form in forms),
        meant=tuple(tuple(meant[form]) for form in forms),
        between=re.compile(
            rf"(?:[（(][^（）()]{{0,20}}[）)]|{between}|20\d\d年[底末]?|[ 　]|{LEFT_OUT}"
            r"|[、，,](?=增长|增速|力争|确保|达到|涨幅|控制|下降))*"
        ),
        growth=re.compile("|".join(_words(table["between"]["growth"]))),
        decline=re.compile("|".join(_words(table["between"]["decline"]))),
        before=re.compile(
            rf"(?:^|[^\u4e00-\u9fff”）)A-Za-z]|(?:^|[，。；：\n])[（(][^（）()]{{1,4}}[）)]|五”|[和及与])(?:[\u4e00-\u9fff]{{2,3}}(?:省|自治区))?(?:{before})*$"
        ),
    )
