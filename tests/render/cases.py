"""Small invented readings of 云汀市 for the tests of the faces, built by quoting the text instead of counting."""

import hashlib
from decimal import Decimal

from huiyin.reading.model import (
    SCHEMA,
    Anchor,
    Measure,
    Mention,
    Place,
    Reading,
    Section,
    SourceInfo,
    Speaker,
    Statement,
)
from huiyin.render.document import Document

TEXT = """云汀市2026年政府工作报告
一、2025年工作回顾
过去一年，全市地区生产总值增长6.2%，新增规上工业企业31家。临江区获评国家级节水型城市。
二、2026年工作安排
今年，地区生产总值增长6%左右，新建云汀大桥，财政赤字率控制在3%以内。
希望各位代表多提意见。
"""
LINE = "地区生产总值增长6.2%"


def span(text: str, words: str, after: int = 0) -> tuple[int, int]:
    """Return where words stand in the text."""
    start = text.index(words, after)
    return start, start + len(words)


def measure(
    text: str, at: str, words: str, value: str, unit: str, *, relation: str = "=", role: str = "level"
) -> Measure:
    """Return a figure that stands in the passage `at`."""
    start, end = span(text, words, text.index(at))
    return Measure(start, end, words, Decimal(value), unit, relation, role, at.split(words)[0][-6:], "measure.plain")


def mention(text: str, words: str, type_: str) -> Mention:
    """Return a name."""
    return Mention(*span(text, words), words, type_, "mention.form")


def statement(
    text: str,
    words: str,
    kind: str,
    *,
    period: str = "none",
    speaker: str | None = "市政府",
    anchor: Anchor | None = None,
    places: tuple[str, ...] = (),
    topics: tuple[str, ...] = (),
    measures: tuple[Measure, ...] = (),
    mentions: tuple[Mention, ...] = (),
    checkable: int = 1,
) -> Statement:
    """Return a statement that quotes the text."""
    start, end = span(text, words)
    rules = ("clause.cut", "kind.passage")
    found = tuple(Place(name, "") for name in places)
    return Statement(
        f"{start}-{end}",
        start,
        end,
        words,
        kind,
        speaker,
        period,
        anchor,
        found,
        topics,
        measures,
        mentions,
        checkable,
        rules,
    )


def reading(
    text: str, statements: tuple[Statement, ...], sections: tuple[Section, ...] = (), **known: str | None
) -> Reading:
    """Return a reading of the text."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    facts = {"title": None, "publisher": None, "published": None, "url": None, **known}
    source = SourceInfo(
        facts["title"], facts["publisher"], facts["published"], facts["url"], digest, len(text), "report"
    )
    return Reading(SCHEMA, source, sections, statements)


def document(text: str = TEXT) -> Document:
    """Return the whole case: five statements of four kinds under two headings."""
    past = Anchor(*span(text, "过去一年"), 2025, 2025)
    now = Anchor(*span(text, "2026年工作安排"), 2026, 2026)
    gdp, new = "地区生产总值增长6.2%", "新增规上工业企业31家"
    plan, deficit = "地区生产总值增长6%左右", "财政赤字率控制在3%以内"
    statements = (
        statement(
            text, f"过去一年，全市{gdp}", "achievement", period="past", anchor=past, places=("云汀市",),
            topics=("economy",), measures=(measure(text, gdp, "6.2%", "6.2", "%", role="change"),), checkable=3,
        ),
        statement(
            text, new, "achievement", period="past", anchor=past, topics=("industry",),
            measures=(measure(text, new, "31家", "31", "家"),), checkable=3,
        ),
        statement(
            text, "临江区获评国家级节水型城市", "achievement", period="past", places=("临江区",),
            mentions=(mention(text, "临江区", "place"), mention(text, "国家级节水型城市", "honour")), checkable=2,
        ),
        statement(
            text, f"今年，{plan}", "commitment", period="current", anchor=now, topics=("economy",),
            measures=(measure(text, plan, "6%", "6", "%", relation="~", role="change"),), checkable=4,
        ),
        statement(
            text, "新建云汀大桥", "commitment", period="current", anchor=now, topics=("transport",),
            mentions=(mention(text, "云汀大桥", "project"),), checkable=3,
        ),
        statement(
            text, deficit, "commitment", period="current", anchor=now,
            measures=(measure(text, deficit, "3%", "3", "%", relation="<=", role="share"),), checkable=4,
        ),
        statement(text, "希望各位代表多提意见", "suggestion", speaker=None, checkable=0),
    )  # fmt: skip
    author = Speaker("市政府", "report")
    first, second = span(text, "一、2025年工作回顾"), span(text, "二、2026年工作安排")
    sections = (
        Section(first[0], second[0], "一、2025年工作回顾", author, 1),
        Section(second[0], len(text), "二、2026年工作安排", author, 1),
    )
    found = reading(
        text, statements, sections, title="云汀市2026年政府工作报告", publisher="云汀市人民政府", published="2026-01-20"
    )
    return Document("报告.txt", text, found)
