"""What any reading must hold to (校验), whoever made it: it cites only what stands in the text.

Faults have these codes; the path says which part has the fault (`("statements", 3, "measures", 0)`):

- `shape`: a field is missing or of another sort than the schema says; `schema`: not `huiyin.reading/1`;
- `source.length`, `source.sha256`, `source.text_kind`: the reading is of another text, or of an unknown sort of text;
- `span.outside`, `span.text`: the place does not exist, or something else stands there;
- `span.order`, `span.overlap`: it begins before, or within, the one before it;
- `span.stray`: a figure or name outside its statement;
- `id`, `kind`, `period`, `relation`, `role`, `type`, `topic`, `checkable`: an unknown value;
- `speaker.absent`: a name that the text does not have (an author government, such as 市政府, need not stand there);
- `figure.unread`, `figure.span`, `figure.value`, `figure.unit`: there is no figure at that place, a longer or shorter
  one, or one of another amount or unit.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, TypeVar

import msgspec

from huiyin.reading.fold import fold
from huiyin.reading.lexicon import DEFAULT, Lexicons
from huiyin.reading.measures import find_measures
from huiyin.reading.model import SCHEMA, Kind, Measure, MentionType, Period, Reading, Record, TextKind

RELATIONS = ("=", ">", ">=", "<", "<=", "~")
ROLES = ("level", "change", "rank", "share")
KINDS = frozenset(Kind)
PERIODS = frozenset(Period)
TYPES = frozenset(MentionType)
TEXT_KINDS = frozenset(TextKind)
_AUTHOR = re.compile(r"国务院|(?:自治区|自治州|自治县|省|市|州|盟|县|区|旗|镇|乡)政府|代表")

Path = tuple[str | int, ...]
C = TypeVar("C", bound="_Cited")


class Fault(Record, frozen=True, gc=False):
    """One thing wrong: `given` is what the reading says, `expected` what the text or the schema says, "" if unknown."""

    code: str
    path: Path
    given: str = ""
    expected: str = ""


class _Cited(Record, frozen=True, gc=False):
    start: int
    end: int
    text: str | None = None


class _Figure(_Cited, frozen=True, gc=False, kw_only=True):
    value: Decimal
    unit: str
    relation: str
    role: str


class _Name(_Cited, frozen=True, gc=False, kw_only=True):
    type: str


class _Part(_Cited, frozen=True, gc=False, kw_only=True):
    """A statement as far as its shape is known; its figures and names are looked at one by one."""

    id: str | None = None
    kind: str
    period: str
    speaker: str | None = None
    anchor: dict[str, Any] | None = None
    topics: tuple[str, ...] = ()
    checkable: int = 0
    measures: tuple[Any, ...] = ()
    mentions: tuple[Any, ...] = ()


def validate(reading: Reading | Mapping[str, Any], text: str, lexicons: Lexicons = DEFAULT) -> list[Fault]:
    """Return what is wrong with a reading of `text`, in the reading's order; nothing for a sound one.

    Args:
        reading: a reading, or one as decoded from JSON.
        text: the stored text that it is of.
        lexicons: the data files by which figures are read again.
    """
    raw = msgspec.to_builtins(reading, builtin_types=(Decimal,)) if isinstance(reading, Reading) else reading
    if not isinstance(raw, Mapping) or not isinstance(raw.get("statements"), list | tuple):
        return [Fault("shape", ("statements",))]
    return list(_Check(text, lexicons).all_of(raw))


class _Check:
    """What the text is asked again and again while its reading is looked through."""

    def __init__(self, text: str, lexicons: Lexicons) -> None:
        self.text = text
        self.folded = fold(text)
        self.topics = frozenset(lexicons.table("topics").get("topic", {}))
        figures = find_measures(text, lexicons)
        self.figures = {(figure.start, figure.end): figure for figure in figures}
        self.figure_at = {place: figure for figure in figures for place in range(figure.start, figure.end)}

    def all_of(self, raw: Mapping[str, Any]) -> Iterator[Fault]:
        if raw.get("schema", SCHEMA) != SCHEMA:
            yield Fault("schema", ("schema",), str(raw["schema"]), SCHEMA)
        yield from self.source(raw.get("source"))
        for index, item in enumerate(raw.get("sections", ())):
            yield from self.cited(item, ("sections", index), _Cited)[1]
        last = (0, 0)
        for index, item in enumerate(raw["statements"]):
            path: Path = ("statements", index)
            part, faults = self.cited(item, path, _Part)
            yield from faults
            if part is None:
                continue
            yield from _order((part.start, part.end), last, path)
            last = max(last, (part.start, part.end), key=lambda span: span[1])
            yield from self.labels(part, path)
            yield from self.figures_of(part, path)
            yield from self.names_of(part, path)

    def source(self, source: Any) -> Iterator[Fault]:
        if not isinstance(source, Mapping):
            return
        # A lone surrogate has no UTF-8 form; a reading of such a text is refused elsewhere, not here by a traceback.
        digest = hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()
        known: tuple[tuple[str, Any], ...] = (("length", len(self.text)), ("sha256", digest))
        for field, value in known:
            if source.get(field, value) != value:
                yield Fault(f"source.{field}", ("source", field), str(source[field]), str(value))
        if source.get("text_kind", "other") not in TEXT_KINDS:
            yield Fault("source.text_kind", ("source", "text_kind"), str(source["text_kind"]))

    def cited(self, item: Any, path: Path, sort: type[C]) -> tuple[C | None, list[Fault]]:
        """Return the item in its shape and what is wrong with its place; None if it has no usable place."""
        try:
            found = msgspec.convert(item, sort)
        except (msgspec.ValidationError, RecursionError) as error:
            return None, [Fault("shape", path, str(error))]
        if not 0 <= found.start < found.end <= len(self.text):
            return None, [Fault("span.outside", path, f"{found.start}..{found.end}", f"0..{len(self.text)}")]
        there = self.text[found.start : found.end]
        if found.text is not None and found.text != there:
            return None, [Fault("span.text", path, found.text, there)]
        return found, []

    def labels(self, part: _Part, path: Path) -> Iterator[Fault]:
        if part.id is not None and part.id != f"{part.start}-{part.end}":
            yield Fault("id", (*path, "id"), part.id, f"{part.start}-{part.end}")
        if part.kind not in KINDS:
            yield Fault("kind", (*path, "kind"), part.kind)
        if part.period not in PERIODS:
            yield Fault("period", (*path, "period"), part.period)
        for index, topic in enumerate(part.topics):
            if topic not in self.topics:
                yield Fault("topic", (*path, "topics", index), topic)
        if not 0 <= part.checkable <= 4:
            yield Fault("checkable", (*path, "checkable"), str(part.checkable), "0..4")
        if part.anchor is not None:
            yield from self.cited(part.anchor, (*path, "anchor"), _Cited)[1]
        if part.speaker is not None and not self.names(part.speaker):
            yield Fault("speaker.absent", (*path, "speaker"), part.speaker)

    def names(self, speaker: str) -> bool:
        """Whether the text has the speaker's name, or it is an author that a report implies."""
        return bool(speaker) and (fold(speaker) in self.folded or _AUTHOR.fullmatch(speaker) is not None)

    def figures_of(self, part: _Part, path: Path) -> Iterator[Fault]:
        last = (0, 0)
        for index, item in enumerate(part.measures):
            here: Path = (*path, "measures", index)
            figure, faults = self.cited(item, here, _Figure)
            yield from faults
            if figure is None:
                continue
            yield from _within(figure, part, last, here)
            last = (figure.start, figure.end)
            if figure.relation not in RELATIONS:
                yield Fault("relation", (*here, "relation"), figure.relation)
            if figure.role not in ROLES:
                yield Fault("role", (*here, "role"), figure.role)
            yield from self.reread(figure, here)

    def reread(self, figure: _Figure, path: Path) -> Iterator[Fault]:
        """Hold a figure against what its characters say when they are read again."""
        there = self.figures.get((figure.start, figure.end))
        if there is None:
            near = next((self.figure_at[at] for at in range(figure.start, figure.end) if at in self.figure_at), None)
            yield Fault(
                "figure.span" if near else "figure.unread",
                path,
                self.text[figure.start : figure.end],
                near.text if near else "",
            )
            return
        yield from _difference(figure, there, path)

    def names_of(self, part: _Part, path: Path) -> Iterator[Fault]:
        last = (0, 0)
        for index, item in enumerate(part.mentions):
            here: Path = (*path, "mentions", index)
            name, faults = self.cited(item, here, _Name)
            yield from faults
            if name is None:
                continue
            yield from _within(name, part, last, here)
            last = (name.start, name.end)
            if name.type not in TYPES:
                yield Fault("type", (*here, "type"), name.type)


def _difference(figure: _Figure, there: Measure, path: Path) -> Iterator[Fault]:
    # A value may be no number at all (`NaN` as a string); such ones must not be compared.
    if not figure.value.is_finite() or figure.value != there.value:
        yield Fault("figure.value", (*path, "value"), str(figure.value), str(there.value))
    if figure.unit != there.unit:
        yield Fault("figure.unit", (*path, "unit"), figure.unit, there.unit)


def _within(item: _Cited, part: _Part, last: tuple[int, int], path: Path) -> Iterator[Fault]:
    if item.start < part.start or item.end > part.end:
        yield Fault("span.stray", path, f"{item.start}..{item.end}", f"{part.start}..{part.end}")
    yield from _order((item.start, item.end), last, path)


def _order(span: tuple[int, int], last: tuple[int, int], path: Path) -> Iterator[Fault]:
    """Compare a span with the one before it; the later one has the fault."""
    if span[0] < last[1]:
        code = "span.order" if span[0] < last[0] else "span.overlap"
        yield Fault(code, path, f"{span[0]}..{span[1]}", f"{last[0]}..{last[1]}")
