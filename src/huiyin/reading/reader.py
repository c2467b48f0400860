"""The driver (阅读流程): every rule module asked once about the whole text, its findings joined into a reading."""

import hashlib
import re
from typing import TypeVar

from huiyin.errors import ReadingError
from huiyin.reading.anchors import When, document_year, find_anchors, latest_year
from huiyin.reading.checkable import checkable
from huiyin.reading.cues import scanner
from huiyin.reading.fold import fold
from huiyin.reading.layout import lay_out
from huiyin.reading.lead_ins import lead_ins
from huiyin.reading.lexicon import DEFAULT, Lexicons
from huiyin.reading.model import SCHEMA, Anchor, Measure, Mention, Place, Reading, SourceInfo, Speaker, Statement, TextKind
from huiyin.reading.speakers import author_of
from huiyin.reading.text_kinds import recognise
from huiyin.reading.topics import find_topics
from huiyin.reading.paragraph import Draft
from huiyin.reading.walk import Walk

try:  # TEMPORARY until these modules land
    from huiyin.reading.measures import find_measures
except ImportError:
    find_measures = lambda text, lexicons: []
try:
    from huiyin.reading.mentions import find_mentions
    from huiyin.reading.places import find_places
except ImportError:
    find_mentions = lambda text, lexicons: []
    find_places = lambda text, mentions, lexicons: []

T = TypeVar("T", Measure, Mention)
_LETTERS = frozenset({TextKind.REPLY, TextKind.HOTLINE, TextKind.SUGGESTION})
_SURROGATE = re.compile("[\ud800-\udfff]")


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
    surrogate = _SURROGATE.search(text)
    if surrogate:
        raise ReadingError("text.surrogate", offset=surrogate.start())
    if text_kind is not None and text_kind not in set(TextKind):
        raise ReadingError("text.kind", given=text_kind, known=[str(k) for k in TextKind])
    folded = fold(text)
    kind = TextKind(text_kind) if text_kind else recognise(folded)
    if year is None:
        latest = latest_year(folded) if kind in _LETTERS else None
        year = latest + 1 if latest else document_year(folded)  # every year a letter names has come
    measures = find_measures(text, lexicons)
    cues = scanner(lexicons)
    walk = Walk(
        folded,
        kind,
        rules=lead_ins(lexicons),
        cues=cues.scan(folded),
        after_future=cues.after_future,
        anchors=find_anchors(folded, year),
        figures=[m.start for m in measures],
        author=author_of(folded, kind),
    )
    walk.run(lay_out(folded))
    mentions = find_mentions(text, lexicons)
    statements = _assemble(text, walk.drafts, measures, mentions, lexicons, place)
    info = source or SourceInfo(None, None, None, None, _digest(text), len(text), str(kind))
    return Reading(SCHEMA, info, tuple(walk.sections), statements)


def _assemble(
    text: str,
    drafts: list[Draft],
    measures: list[Measure],
    mentions: list[Mention],
    lexicons: Lexicons,
    place: str | None,
) -> tuple[Statement, ...]:
    """Hand figures, names, places and topics out to the clauses they stand in; what stands in none is dropped."""
    bounds = [(d.clause.start, d.clause.end) for d in drafts]
    topics = find_topics(text, bounds, lexicons)
    found_places = find_places(text, mentions, lexicons)
    statements = []
    m = n = p = 0
    anchors: dict[When, Anchor] = {}
    implied = (Place(place, ""),) if place else ()
    for index, draft in enumerate(drafts):
        start, end = bounds[index]
        m, own_measures = _within(measures, m, start, end)
        n, own_mentions = _within(mentions, n, start, end)
        own_places: list[Place] = []
        while p < len(found_places) and found_places[p][0] < end:
            if found_places[p][0] >= start and found_places[p][2] not in own_places:
                own_places.append(found_places[p][2])
            p += 1
        when = draft.when
        anchor = None
        if when is not None:
            anchor = anchors.get(when)
            if anchor is None:
                anchor = anchors[when] = Anchor(when.start, when.end, when.first, when.last)
        passage = text[start:end]
        statements.append(
            Statement(
                f"{start}-{end}",
                start,
                end,
                passage,
                str(draft.kind),
                draft.speaker.name if draft.speaker else None,
                str(draft.period),
                anchor,
                tuple(own_places) or implied,
                topics[index],
                own_measures,
                own_mentions,
                checkable(passage, own_measures, own_mentions, draft.speaker is not None),
                draft.rules,
            )
        )
    return tuple(statements)


def _within(items: list[T], index: int, start: int, end: int) -> tuple[int, tuple[T, ...]]:
    """Return the next index and the items that lie wholly in `start, end`, from `index` on."""
    count = len(items)
    while index < count and items[index].start < start:
        index += 1
    first = index
    while index < count and items[index].start < end:
        index += 1
    if first == index:
        return index, ()
    last = index
    while last > first and items[last - 1].end > end:
        last -= 1
    return index, tuple(items[first:last])


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
