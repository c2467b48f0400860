"""The driver (阅读流程): every rule module asked once about the whole text, its findings joined into a reading."""

import hashlib
import re
from typing import NamedTuple, TypeVar

from huiyin.errors import ReadingError
from huiyin.reading.about import about
from huiyin.reading.anchors import When, document_year, find_anchors, latest_year
from huiyin.reading.checkable import OWNERS, deadlines, end_states
from huiyin.reading.cues import scanner
from huiyin.reading.fold import fold, fold_message
from huiyin.reading.layout import Line, lay_out
from huiyin.reading.lead_ins import lead_ins
from huiyin.reading.letter_words import outside_titles
from huiyin.reading.lexicon import DEFAULT, Lexicons
from huiyin.reading.measures import find_measures
from huiyin.reading.mentions import find_mentions
from huiyin.reading.messages import split_labels
from huiyin.reading.model import (
    SCHEMA,
    Anchor,
    Measure,
    Mention,
    Place,
    Reading,
    Section,
    SourceInfo,
    Statement,
    TextKind,
)
from huiyin.reading.paragraph import Draft
from huiyin.reading.places import find_places
from huiyin.reading.speakers import author_of
from huiyin.reading.text_kinds import recognise
from huiyin.reading.topics import find_topics
from huiyin.reading.walk import Walk

T = TypeVar("T", Measure, Mention)
_LETTERS = frozenset({TextKind.REPLY, TextKind.HOTLINE, TextKind.SUGGESTION})
_SURROGATE = re.compile(f"[{chr(0xD800)}-{chr(0xDFFF)}]")


def read(
    text: str,
    *,
    year: int | None = None,
    place: str | None = None,
    text_kind: str | None = None,
    lexicons: Lexicons = DEFAULT,
    source: SourceInfo | None = None,
) -> Reading:
    """Read a text into its statements, each at its exact place.

    Args:
        text: the stored text; offsets of the result count its code points.
        year: the year in which it was spoken; found in the text where it is not given.
        place: the division that «全市» means, for statements that name none.
        text_kind: a `TextKind` value; recognised where it is not given.
        lexicons: the data files in force.
        source: what is known of the source; title and date are proposed from the text otherwise.
    Raises:
        ReadingError: `text.surrogate` for a lone surrogate, `text.kind` for an unknown sort of text.
    """
    found = analyse(text, year=year, text_kind=text_kind, lexicons=lexicons)
    statements = _assemble(text, found, lexicons, place)
    info = source or about(found.folded, found.lines, str(found.kind), _digest(text))
    return Reading(SCHEMA, info, _sections(found), statements)


class Analysis(NamedTuple):
    """Everything the rules found in a text, before it is handed out to statements."""

    folded: str
    kind: TextKind
    lines: list[Line]
    drafts: list[Draft]
    sections: list[Section]
    measures: list[Measure]
    mentions: list[Mention]


def analyse(text: str, *, year: int | None, text_kind: str | None, lexicons: Lexicons) -> Analysis:
    """Ask every rule module once about the whole text.

    Raises:
        ReadingError: `text.surrogate`, `text.kind`.
    """
    surrogate = _SURROGATE.search(text)
    if surrogate:
        raise ReadingError("text.surrogate", offset=surrogate.start())
    if text_kind is not None and text_kind not in set(TextKind):
        raise ReadingError("text.kind", given=text_kind, known=[str(k) for k in TextKind])
    folded = fold(text)
    kind = TextKind(text_kind) if text_kind else recognise(folded)
    if kind is TextKind.HOTLINE:
        folded = fold_message(folded)
    if year is None:
        latest = latest_year(folded) if kind in _LETTERS else None
        year = latest + 1 if latest else document_year(folded)  # every year a letter names has come
    measures = find_measures(text, lexicons)
    lines = lay_out(folded)
    lines, labels = split_labels(folded, lines) if kind in _LETTERS else (lines, {})
    cues, anchors = scanner(lexicons).scan(folded), find_anchors(folded, year, lexicons)
    walk = Walk(
        folded,
        kind,
        rules=lead_ins(lexicons),
        cues=outside_titles(folded, cues) if kind in _LETTERS else cues,
        anchors=outside_titles(folded, anchors) if kind in _LETTERS else anchors,
        figures=[m.start for m in measures],
        author=author_of(folded, kind),
        labels=labels,
    )
    walk.run(lines)
    return Analysis(folded, kind, lines, walk.drafts, walk.sections, measures, find_mentions(text, lexicons))


def _sections(found: Analysis) -> tuple[Section, ...]:
    """Let each section reach from its heading to the next one's; what stands before the first is one of its own."""
    headed = found.sections
    end = len(found.folded)
    first = headed[0].start if headed else end
    sections = []
    if any(draft.clause.start < first for draft in found.drafts[:1]):
        sections.append(Section(0, first, "", found.drafts[0].speaker, 0))
    ends = [section.start for section in headed[1:]] + [end]
    for section, until in zip(headed, ends, strict=False):
        sections.append(Section(section.start, until, section.heading, section.speaker, section.level))
    return tuple(sections)


def _assemble(text: str, found: Analysis, lexicons: Lexicons, place: str | None) -> tuple[Statement, ...]:
    """Hand figures, names, places and topics out to the clauses they stand in; what stands in none is dropped."""
    folded, drafts, mentions = found.folded, found.drafts, found.mentions
    bounds = [(draft.clause.start, draft.clause.end) for draft in drafts]
    topics = find_topics(text, bounds, lexicons)
    own_measures = _share(found.measures, bounds)
    own_mentions = _share(mentions, bounds)
    ends = _touched(end_states(folded, lexicons), bounds)
    dated = _touched(deadlines(folded, lexicons), bounds)
    places = _places(find_places(text, mentions, lexicons), bounds, (Place(place, ""),) if place else ())
    statements = []
    when: When | None = None
    anchor: Anchor | None = None
    for index, (start, end) in enumerate(bounds):
        draft = drafts[index]
        if draft.when is not when:
            when = draft.when
            anchor = Anchor(when.start, when.end, when.first, when.last) if when else None
        figures, names = own_measures.get(index, ()), own_mentions.get(index, ())
        owned = draft.speaker is not None or any(name.type in OWNERS for name in names)
        statements.append(
            Statement(
                f"{start}-{end}",
                start,
                end,
                text[start:end],
                draft.kind,
                draft.speaker.name if draft.speaker else None,
                draft.period,
                anchor,
                places.get(index, places[-1]),
                topics[index],
                figures,
                names,
                (1 if figures or names else 0) + (index in dated) + owned + (index in ends),
                draft.rules,
            )
        )
    return tuple(statements)


def _share(items: list[T], bounds: list[tuple[int, int]]) -> dict[int, tuple[T, ...]]:
    """Return, by number of the clause, the items that lie wholly in it; both lists are in text order."""
    shares: dict[int, list[T]] = {}
    clause, count = 0, len(bounds)
    for item in items:
        start = item.start
        while clause < count and bounds[clause][1] <= start:
            clause += 1
        if clause == count:
            break
        if bounds[clause][0] <= start and item.end <= bounds[clause][1]:
            shares.setdefault(clause, []).append(item)
    return {clause: tuple(own) for clause, own in shares.items()}


def _touched(positions: list[int], bounds: list[tuple[int, int]]) -> set[int]:
    """Return the numbers of the clauses in which one of the positions lies."""
    touched = set()
    clause, count = 0, len(bounds)
    for position in positions:
        while clause < count and bounds[clause][1] <= position:
            clause += 1
        if clause == count:
            break
        if bounds[clause][0] <= position:
            touched.add(clause)
    return touched


def _places(
    found: list[tuple[int, int, Place]], bounds: list[tuple[int, int]], implied: tuple[Place, ...]
) -> dict[int, tuple[Place, ...]]:
    """Return each clause's places by its number; under -1 what is implied where none is named."""
    places: dict[int, tuple[Place, ...]] = {-1: implied}
    clause, count = 0, len(bounds)
    for start, _, place in found:
        while clause < count and bounds[clause][1] <= start:
            clause += 1
        if clause == count:
            break
        if bounds[clause][0] <= start and place not in places.get(clause, ()):
            places[clause] = (*places.get(clause, ()), place)
    return places


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
