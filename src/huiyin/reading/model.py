"""The values of a reading (阅读结果), schema `huiyin.reading/1`: immutable, offsets in code points.

Every `start, end` is half-open and refers to the stored text: `text[start:end]` is the evidence.
The structures are `msgspec` ones because a county report makes some ten thousand of them and a frozen
dataclass takes ten times as long to build (docs/decisions/0002).
"""

from decimal import Decimal
from enum import StrEnum

import msgspec

SCHEMA = "huiyin.reading/1"


class TextKind(StrEnum):
    """What sort of text a source is (文体); it steers defaults only."""

    REPORT = "report"  # 政府工作报告
    DELIBERATION = "deliberation"  # 审议发言、审议报道
    SUGGESTION = "suggestion"  # 代表建议
    REPLY = "reply"  # 答复函、留言回复
    PLAN = "plan"  # 重点工作分工方案
    HOTLINE = "hotline"  # 12345 诉求、网友留言
    OTHER = "other"


class Kind(StrEnum):
    """What a statement does (陈述类别); GUIDELINES «Kinds»."""

    APPRAISAL = "appraisal"
    ACHIEVEMENT = "achievement"
    COMMITMENT = "commitment"
    SUGGESTION = "suggestion"
    BACKGROUND = "background"


class Period(StrEnum):
    """When a statement holds (时段); GUIDELINES «Period»."""

    PAST = "past"
    CURRENT = "current"
    LONG = "long"
    NONE = "none"


# The same as plain strings, for the loops that run once a clause: an enum member costs ten times a constant.
PAST, CURRENT, LONG, NONE = (period.value for period in Period)


class MentionType(StrEnum):
    """What a name names (名称类别)."""

    PROJECT = "project"
    ORGANISATION = "organisation"
    PLACE = "place"
    HONOUR = "honour"
    PROGRAMME = "programme"
    DOCUMENT = "document"


class Record(msgspec.Struct, frozen=True, gc=False):
    """Base of the values below; no cycles are possible, so the collector need not track them."""


class Span(Record, frozen=True):
    """A place in the stored text (原文位置)."""

    start: int
    end: int


class Measure(Record, frozen=True):
    """A figure (量值): number with unit, its relation to the real amount, its role and what it measures.

    `value` is in the base unit (`81亿元` is 8100000000 `元`); `relation` one of `= > >= < <= ~`;
    `role` one of `level change rank share`; `subject` the words just before it that say what is measured
    (`社会消费品零售总额`), or "" where the clause has none.
    """

    start: int
    end: int
    text: str
    value: Decimal
    unit: str
    relation: str
    role: str
    subject: str
    rule: str


class Mention(Record, frozen=True):
    """A name (名称) that stands in the text; `type` is a `MentionType` value."""

    start: int
    end: int
    text: str
    type: str
    rule: str


class Anchor(Record, frozen=True):
    """A time expression in force (时间锚): `from_year` and `to_year` are inclusive, None where it gives no year."""

    start: int
    end: int
    from_year: int | None = msgspec.field(name="from")
    to_year: int | None = msgspec.field(name="to")


class Speaker(Record, frozen=True):
    """Whose words a passage gives: `type` is `delegation`, `deputy`, `official`, `body`, `report` or `group`."""

    name: str
    type: str


class Section(Record, frozen=True):
    """A stretch of the text under one heading (标题) and one inherited speaker."""

    start: int
    end: int
    heading: str
    speaker: Speaker | None
    level: int


class Place(Record, frozen=True):
    """An administrative division named or implied; `code` by GB/T 2260, or "" for one known by form only."""

    name: str
    code: str


class Statement(Record, frozen=True):
    """One main clause with its lead-ins (陈述): the smallest thing that somebody could be asked to answer for."""

    id: str
    start: int
    end: int
    text: str
    kind: str
    speaker: str | None
    period: str
    anchor: Anchor | None
    places: tuple[Place, ...]
    topics: tuple[str, ...]
    measures: tuple[Measure, ...]
    mentions: tuple[Mention, ...]
    checkable: int
    rules: tuple[str, ...]


class SourceInfo(Record, frozen=True):
    """What is known of the source itself; `published` is an ISO date or None."""

    title: str | None
    publisher: str | None
    published: str | None
    url: str | None
    sha256: str
    length: int
    text_kind: str


class Reading(Record, frozen=True):
    """All that was read from one text, in text order."""

    schema: str
    source: SourceInfo
    sections: tuple[Section, ...]
    statements: tuple[Statement, ...]
