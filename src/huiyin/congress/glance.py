"""What was said in a session, at a glance (审议一览): topics by delegation, names, passages of the report.

Counted are statements of records, by the delegation of the remark that contains them. Nothing here counts persons, and
nothing tells praise from criticism: who speaks in a meeting is not held to account for it (代表法), so that there is no
figure by speaker and none by kind.
"""

import unicodedata
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import TruncDate

from huiyin.congress.models import AgendaItem, Delegation, Record, Remark, Session
from huiyin.congress.selectors import sessions_visible_to
from huiyin.ledger.models import Source, Statement
from huiyin.people.viewer import Viewer
from huiyin.reading import MentionType

TYPES = (MentionType.PROJECT.value, MentionType.PROGRAMME.value)
NONE = "-"  # stands for no topic, no delegation
MOST = 20_000  # statements that are counted; a session of a province has some thousands
NAMED = 30
DREW = 20
QUOTES = str.maketrans("", "", "“”‘’\"'「」『』《》〈〉")


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked at: a session, one day or one item of its agenda, with drafts or what is confirmed only."""

    session: Session
    on: date | None = None
    item: AgendaItem | None = None
    drafts: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """One statement as it is counted; `delegation` is the key of one, or `NONE`; `names` are (type, folded name)."""

    pk: int
    topics: tuple[str, ...]
    delegation: str
    names: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One topic: how many statements by delegation, and together; one without a topic has `NONE`."""

    topic: str
    counts: dict[str, int]
    total: int


@dataclass(frozen=True, slots=True)
class Named:
    """A project or programme: how many statements name it, of how many delegations."""

    name: str  # folded
    shown: str  # as it is written where it is named first
    type: str
    count: int
    delegations: int


@dataclass(frozen=True, slots=True)
class Drew:
    """A paragraph of a report and how many remarks speak about it: confirmed by a person, or proposed by overlap."""

    source: Source
    start: int
    end: int
    confirmed: int
    proposed: int

    @property
    def quote(self) -> str:
        """The paragraph, without what sets it in."""
        return self.source.text[self.start : self.end].strip()


@dataclass(frozen=True, slots=True)
class Glance:
    """The whole, with its make-up: `statements` of which `confirmed`; what was left out stands beside it."""

    delegations: tuple[Delegation, ...]
    rows: tuple[Row, ...]
    totals: dict[str, int]  # statements by delegation, each once
    statements: int
    read: int  # all statements that were read and not rejected, drafts or not
    confirmed: int  # of these
    records: int
    unread: int  # records that are not read yet: none of theirs is counted
    several: int  # statements with several topics, which stand in several rows
    cut: bool  # there are more than `MOST`
    named: tuple[Named, ...] = field(default=())
    drew: tuple[Drew, ...] = field(default=())

    @property
    def homeless(self) -> int:
        """How many statements are of no delegation that is known."""
        return self.totals.get(NONE, 0)

    @property
    def off_topic(self) -> int:
        """How many statements have no topic."""
        return next((row.total for row in self.rows if row.topic == NONE), 0)


def records_of(viewer: Viewer, asked: Asked) -> QuerySet[Record]:
    """Return the records that are looked at; those whose source was withdrawn are not."""
    rows = Record.objects.filter(meeting__session__in=sessions_visible_to(viewer), meeting__session=asked.session)
    rows = rows.exclude(source__withdrawn_at__isnull=False)
    if asked.on is not None:
        rows = rows.annotate(on=TruncDate("meeting__starts_at")).filter(on=asked.on)
    if asked.item is not None:
        rows = rows.filter(meeting__agenda=asked.item)
    return rows


def glance(viewer: Viewer, asked: Asked) -> Glance:
    """Return what was said, counted; a handful of queries, however much it is."""
    records = list(records_of(viewer, asked).values_list("source__state", flat=True))
    said, cut = said_in(viewer, asked)
    standing = _statements(viewer, asked).aggregate(
        read=Count("pk"), confirmed=Count("pk", filter=Q(state=Statement.State.CONFIRMED))
    )
    totals = Counter(each.delegation for each in said)
    return Glance(
        delegations=tuple(asked.session.congress.delegations.all()),
        rows=_rows(said),
        totals=dict(totals),
        statements=len(said),
        confirmed=standing["confirmed"],
        read=standing["read"],
        records=len(records),
        unread=sum(state != Source.State.READ for state in records),
        several=sum(len(each.topics) > 1 for each in said),
        cut=cut,
        named=_named(said),
        drew=drew_remarks(viewer, asked)[:DREW],
    )


def said_in(viewer: Viewer, asked: Asked) -> tuple[list[Said], bool]:
    """Return the statements that are counted, in the order of records, and whether there are more than can be."""
    remarks = _Remarks(viewer, asked)
    rows = _counted(viewer, asked).order_by("source_id", "start", "end")
    columns = rows.values_list("pk", "source_id", "start", "end", "topics", "mentions")[: MOST + 1]
    said = [
        Said(
            pk,
            tuple(dict.fromkeys(topics)),
            remarks.delegation(source, start, end),
            tuple(dict.fromkeys((each["type"], fold(each["text"])) for each in mentions if each.get("type") in TYPES)),
        )
        for pk, source, start, end, topics, mentions in columns
    ]
    return said[:MOST], len(said) > MOST


def fold(name: str) -> str:
    """Return a name as it is compared: full width or half, with quotation marks or without, it is the same name."""
    return "".join(unicodedata.normalize("NFKC", name).translate(QUOTES).split()).casefold()


def _statements(viewer: Viewer, asked: Asked) -> QuerySet[Statement]:
    sources = records_of(viewer, asked).filter(source__state=Source.State.READ).values("source_id")
    return Statement.objects.filter(source_id__in=sources, gone=False).exclude(state=Statement.State.REJECTED)


def _counted(viewer: Viewer, asked: Asked) -> QuerySet[Statement]:
    rows = _statements(viewer, asked)
    return rows if asked.drafts else rows.filter(state=Statement.State.CONFIRMED)


class _Remarks:
    """The remarks of the records, to say whose a span is.

    With what is confirmed only, the delegation of a remark counts when a person has confirmed who spoke, or when the
    meeting is that delegation's own.
    """

    def __init__(self, viewer: Viewer, asked: Asked) -> None:
        self.starts: dict[int, list[int]] = defaultdict(list)
        self.found: dict[int, list[tuple[int, str]]] = defaultdict(list)
        rows = Remark.objects.filter(record__in=records_of(viewer, asked).values("pk"), record__source__isnull=False)
        columns = ("record__source_id", "start", "end", "delegation__key", "state")
        meeting = ("delegation_id", "record__meeting__delegation_id")
        for source, start, end, key, state, own, of_meeting in rows.order_by("record_id", "start").values_list(
            *columns, *meeting
        ):
            known = asked.drafts or state == Remark.State.CONFIRMED or own == of_meeting
            self.starts[source].append(start)
            self.found[source].append((end, key if key and known else NONE))

    def delegation(self, source: int, start: int, end: int) -> str:
        """Return the delegation of the remark that contains a span, `NONE` where no one remark does."""
        at = bisect_right(self.starts[source], start) - 1
        if at < 0:
            return NONE
        ends, key = self.found[source][at]
        return key if end <= ends else NONE


def _rows(said: Iterable[Said]) -> tuple[Row, ...]:
    """Return the topics, those of which most was said first, what has none last."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for each in said:
        for topic in each.topics or (NONE,):
            counts[topic][each.delegation] += 1
    rows = [Row(topic, dict(found), found.total()) for topic, found in counts.items()]
    return tuple(sorted(rows, key=lambda row: (row.topic == NONE, -row.total, row.topic)))


def _named(said: Sequence[Said]) -> tuple[Named, ...]:
    counts: Counter[tuple[str, str]] = Counter()
    whose: dict[tuple[str, str], set[str]] = defaultdict(set)
    holders: dict[tuple[str, str], int] = {}
    for each in said:
        for name in each.names:
            counts[name] += 1
            whose[name].add(each.delegation)
            holders.setdefault(name, each.pk)
    most = sorted(counts, key=lambda name: (-counts[name], name[1]))[:NAMED]
    shown = _spelt([holders[name] for name in most])
    return tuple(
        Named(name, shown.get((code, name), name), code, counts[code, name], len(whose[code, name] - {NONE}))
        for code, name in most
    )


def _spelt(pks: Sequence[int]) -> dict[tuple[str, str], str]:
    """Return names as they are written where they were named first."""
    spelt: dict[tuple[str, str], str] = {}
    for mentions in (
        Statement.objects.filter(pk__in=pks).order_by("source_id", "start").values_list("mentions", flat=True)
    ):
        for each in mentions:
            spelt.setdefault((each.get("type"), fold(each["text"])), each["text"])
    return spelt


def drew_remarks(viewer: Viewer, asked: Asked) -> tuple[Drew, ...]:
    """Return the paragraphs of reports that remarks speak about, those with most confirmed ones first."""
    rows = about_remarks(viewer, asked).values_list("about_id", "about_start", "about_confirmed")
    spans = list(rows)
    sources = Source.objects.in_bulk({about for about, *_rest in spans})
    counts: dict[tuple[int, int, int], Counter[bool]] = defaultdict(Counter)
    for about, start, confirmed in spans:
        counts[about, *paragraph(sources[about].text, start or 0)][confirmed] += 1
    found = [Drew(sources[about], start, end, by[True], by[False]) for (about, start, end), by in counts.items()]
    return tuple(sorted(found, key=lambda each: (-each.confirmed, -each.proposed, each.source.pk, each.start)))


def about_remarks(viewer: Viewer, asked: Asked) -> QuerySet[Remark]:
    """Return the remarks that speak about a passage of a report."""
    return Remark.objects.filter(
        record__in=records_of(viewer, asked).values("pk"), record__source__isnull=False, about__isnull=False
    )


def paragraph(text: str, start: int) -> tuple[int, int]:
    """Return the paragraph in which a place lies; what is about several paragraphs counts for the first."""
    begins = text.rfind("\n", 0, start) + 1
    ends = text.find("\n", start)
    return begins, (ends if ends >= 0 else len(text))
