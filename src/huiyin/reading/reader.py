"""The driver (阅读流程): every rule module asked once about the whole text, its findings joined into a reading."""

import hashlib
from bisect import bisect_right
from collections import defaultdict
from itertools import repeat
from typing import NamedTuple, TypeVar

from huiyin.errors import ReadingError
from huiyin.reading.about import about
from huiyin.reading.anchors import When, document_year, find_anchors, latest_year
from huiyin.reading.authors import author_of
from huiyin.reading.checkable import OWNERS, deadlines, end_states
from huiyin.reading.collector import collector_at_rest
from huiyin.reading.cues import scanner
from huiyin.reading.drafts import Draft
from huiyin.reading.fold import fold, fold_message
from huiyin.reading.key_points import points_as_text
from huiyin.reading.layout import Line, lay_out
from huiyin.reading.lead_ins import lead_ins
from huiyin.reading.leanings import leanings
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
from huiyin.reading.places import find_places
from huiyin.reading.plan_tables import tasks_of_tables
from huiyin.reading.suggestion_parts import split_parts
from huiyin.reading.text_kinds import recognise
from huiyin.reading.topics import find_topics
from huiyin.reading.walk import Walk

T = TypeVar("T", Measure, Mention)
_LETTERS = frozenset({TextKind.REPLY, TextKind.HOTLINE, TextKind.SUGGESTION})


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
    with collector_at_rest():
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
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise ReadingError("text.surrogate", offset=error.start) from None
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
    if kind is TextKind.PLAN:
        lines = tasks_of_tables(folded, lines, lead_ins(lexicons))
    elif kind is TextKind.REPORT:
        lines = points_as_text(folded, lines)
    lines, labels = split_labels(folded, lines) if kind in _LETTERS else (lines, {})
    if kind is TextKind.SUGGESTION:
        lines = split_parts(folded, lines)
    words = scanner(lexicons)
    cues, anchors = words.scan(folded), find_anchors(folded, year, lexicons)
    walk = Walk(
        folded,
        kind,
        rules=lead_ins(lexicons),
        cues=outside_titles(folded, cues, 1) if kind in _LETTERS else cues,
        bits=words.bits,
        anchors=outside_titles(folded, anchors, 0) if kind in _LETTERS or kind is TextKind.PLAN else anchors,
        figures=[m.start for m in measures],
        author=author_of(folded, kind),
        labels=labels,
        leanings=leanings(lexicons) if kind in _LETTERS else None,
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
    clauses = [draft.clause for draft in drafts]
    starts, ends = [clause.start for clause in clauses], [clause.end for clause in clauses]
    columns = zip(
        drafts,
        starts,
        ends,
        find_topics(text, list(zip(starts, ends, strict=True)), lexicons),
        _share(found.measures, starts, ends),
        _share(mentions, starts, ends),
        _places(find_places(text, mentions, lexicons), starts, ends, (Place(place, ""),) if place else ()),
        _touched(deadlines(folded, lexicons), starts, ends),
        _touched(end_states(folded, lexicons), starts, ends),
        strict=True,
    )
    statements = []
    when: When | None = None
    anchor: Anchor | None = None
    for draft, start, end, topics, figures, names, places, dated, ended in columns:
        if draft.when is not when:
            when = draft.when
            anchor = Anchor(when.start, when.end, when.first, when.last) if when else None
        speaker = draft.speaker
        owned = speaker is not None or any(name.type in OWNERS for name in names)
        statements.append(
            Statement(
                f"{start}-{end}",
                start,
                end,
                text[start:end],
                draft.kind,
                speaker.name if speaker else None,
                draft.period,
                anchor,
                places,
                topics,
                figures,
                names,
                (1 if figures or names else 0) + dated + owned + ended,
                draft.rules,
            )
        )
    return tuple(statements)


def _share(items: list[T], starts: list[int], ends: list[int]) -> list[tuple[T, ...]]:
    """Return for each clause the items that lie wholly in it, in their order."""
    shares: defaultdict[int, list[T]] = defaultdict(list)
    for item, after in zip(items, map(bisect_right, repeat(starts), [item.start for item in items]), strict=True):
        if after and item.end <= ends[after - 1]:
            shares[after - 1].append(item)
    own: list[tuple[T, ...]] = [()] * len(starts)
    for clause, share in shares.items():
        own[clause] = tuple(share)
    return own


def _touched(positions: list[int], starts: list[int], ends: list[int]) -> list[int]:
    """Return for each clause 1 where one of the positions lies in it, else 0."""
    touched = [0] * len(starts)
    for position in positions:
        clause = bisect_right(starts, position) - 1
        if clause >= 0 and position < ends[clause]:
            touched[clause] = 1
    return touched


def _places(
    found: list[tuple[int, int, Place]], starts: list[int], ends: list[int], implied: tuple[Place, ...]
) -> list[tuple[Place, ...]]:
    """Return for each clause the places that begin in it, each once; what is implied where none is named."""
    named: dict[int, tuple[Place, ...]] = {}
    for start, _, place in found:
        clause = bisect_right(starts, start) - 1
        if clause >= 0 and start < ends[clause] and place not in named.get(clause, ()):
            named[clause] = (*named.get(clause, ()), place)
    places = [implied] * len(starts)
    for clause, own in named.items():
        places[clause] = own
    return places


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
