"""What scoring needs of a statement, whether it comes from the reader, another reader's file or a gold file."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Protocol

from huiyin.reading.model import Record


class Spanned(Protocol):
    """Anything with a place in the text; `text`, where it has one, must be what stands there."""

    @property
    def start(self) -> int:
        """First code point."""

    @property
    def end(self) -> int:
        """Code point after the last."""

    @property
    def text(self) -> str | None:
        """The words cited, None where they are not given."""


class AnyMeasure(Spanned, Protocol):
    """A figure (量值), read or annotated."""

    @property
    def value(self) -> Decimal:
        """Amount in the base unit."""

    @property
    def unit(self) -> str:
        """The unit's own word."""

    @property
    def relation(self) -> str:
        """One of `= > >= < <= ~`."""

    @property
    def rule(self) -> str:
        """What gave it, "" if unknown."""


class AnyMention(Spanned, Protocol):
    """A name (名称), read or annotated."""

    @property
    def type(self) -> str:
        """A `MentionType` value."""

    @property
    def rule(self) -> str:
        """What gave it, "" if unknown."""


class AnyStatement(Spanned, Protocol):
    """A statement (陈述), read or annotated; `huiyin.reading.model.Statement` is one."""

    @property
    def kind(self) -> str:
        """A `Kind` value."""

    @property
    def speaker(self) -> str | None:
        """Whose words, None for nobody."""

    @property
    def period(self) -> str | None:
        """A `Period` value, None if not given."""

    @property
    def measures(self) -> Sequence[AnyMeasure]:
        """Its figures."""

    @property
    def mentions(self) -> Sequence[AnyMention]:
        """Its names."""

    @property
    def rules(self) -> Sequence[str]:
        """What gave its labels."""


class FiledMeasure(Record, frozen=True, gc=False):
    """A figure as a gold or prediction file gives it."""

    start: int
    end: int
    value: Decimal
    unit: str
    relation: str
    text: str | None = None
    rule: str = ""


class FiledMention(Record, frozen=True, gc=False):
    """A name as a gold or prediction file gives it."""

    start: int
    end: int
    type: str
    text: str | None = None
    rule: str = ""


class FiledStatement(Record, frozen=True, gc=False):
    """A statement as a gold or prediction file gives it; fields that are not scored are passed over."""

    start: int
    end: int
    kind: str
    speaker: str | None = None
    period: str | None = None
    measures: tuple[FiledMeasure, ...] = ()
    mentions: tuple[FiledMention, ...] = ()
    text: str | None = None
    rules: tuple[str, ...] = ()


class FiledReading(Record, frozen=True, gc=False):
    """A reading in a file: schema `huiyin.reading/1`, or the short form of a gold file."""

    statements: tuple[FiledStatement, ...]


class GoldReading(Record, frozen=True, gc=False):
    """A gold file (GUIDELINES «File format»); `source` names the text file beside it."""

    source: str
    statements: tuple[FiledStatement, ...]
