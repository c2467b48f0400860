"""An invented text with its gold reading, and readings of it that are wrong in a known way."""

from decimal import Decimal

import msgspec
from hypothesis import strategies as st

from huiyin.reading.model import Kind, MentionType, Period
from huiyin.scoring.values import FiledMeasure, FiledMention, FiledStatement

TEXT = "临江区新建云汀大桥，完成投资3亿元，同比增长5%。\n明年将开通青石区12路公交。"


def at(passage: str) -> tuple[int, int]:
    """Where a passage stands in `TEXT`, its only occurrence."""
    start = TEXT.index(passage)
    return start, start + len(passage)


def statement(passage: str, kind: str = "achievement", **fields: object) -> FiledStatement:
    """A statement of `TEXT` with the given fields."""
    values: dict[str, object] = {"speaker": "市政府", "period": "past", **fields}
    return FiledStatement(*at(passage), kind, **values)  # type: ignore[arg-type]


def measure(passage: str, value: str, unit: str, relation: str = "=", rule: str = "") -> FiledMeasure:
    """A figure of `TEXT`."""
    return FiledMeasure(*at(passage), Decimal(value), unit, relation, rule=rule)


def mention(passage: str, sort: str, rule: str = "") -> FiledMention:
    """A name in `TEXT`."""
    return FiledMention(*at(passage), sort, rule=rule)


def replaced(item: FiledStatement, **changes: object) -> FiledStatement:
    """A statement with some fields changed."""
    return msgspec.structs.replace(item, **changes)


GOLD = (
    statement("临江区新建云汀大桥", mentions=(mention("临江区", "place"), mention("云汀大桥", "project"))),
    statement("完成投资3亿元，同比增长5%", measures=(measure("3亿元", "300000000", "元"), measure("5%", "5", "%"))),
    statement("明年将开通青石区12路公交", "commitment", period="current", mentions=(mention("青石区", "place"),)),
)


@st.composite
def spans(draw: st.DrawFn, length: int) -> tuple[int, int]:
    """A place in a text of that length."""
    start = draw(st.integers(0, length - 1))
    return start, draw(st.integers(start + 1, min(length, start + 40)))


values = st.one_of(
    st.integers(-5, 1_000_000).map(Decimal),
    st.decimals(-1000, 1000, places=4),
    st.sampled_from([Decimal(text) for text in ("0", "1", "1.001", "0.999", "1.0011", "1e30")]),
)


@st.composite
def statements(draw: st.DrawFn, length: int) -> FiledStatement:
    """Any statement with any figures and names, not even within it: files of others are not always tidy."""
    relations = st.sampled_from(["=", ">", ">=", "<", "<=", "~"])
    place = spans(length)
    return FiledStatement(
        *draw(place),
        draw(st.sampled_from([kind.value for kind in Kind])),
        draw(st.sampled_from([None, "市政府", "临江区代表团"])),
        draw(st.sampled_from([None, *(period.value for period in Period)])),
        tuple(
            FiledMeasure(*draw(place), draw(values), draw(st.sampled_from(["", "%", "元"])), draw(relations))
            for _ in range(draw(st.integers(0, 3)))
        ),
        tuple(
            FiledMention(*draw(place), draw(st.sampled_from([sort.value for sort in MentionType])))
            for _ in range(draw(st.integers(0, 3)))
        ),
    )


@st.composite
def perturbed(draw: st.DrawFn, reading: tuple[FiledStatement, ...], length: int) -> tuple[FiledStatement, ...]:
    """A reading with some statements taken away, moved, relabelled or doubled, and strangers among them."""
    out: list[FiledStatement] = []
    for item in reading:
        change = draw(st.sampled_from(["keep", "keep", "keep", "drop", "move", "label", "double", "strange"]))
        if change == "drop":
            continue
        if change == "move":
            start = max(0, item.start + draw(st.integers(-3, 3)))
            end = min(length, max(start + 1, item.end + draw(st.integers(-3, 3))))
            item = replaced(item, start=min(start, end - 1), end=end)
        if change == "label":
            other = draw(statements(length))
            item = replaced(item, kind=other.kind, period=other.period, speaker=other.speaker)
        if change == "strange":
            other = draw(statements(length))
            item = replaced(item, measures=other.measures, mentions=(*item.mentions, *other.mentions))
        out.append(item)
        if change == "double":
            out.append(replaced(item, kind=draw(statements(length)).kind))
    return tuple(out)
