"""The workbench (审阅台) as one person sees it: a part of the source, its cards, its progress, who else is there."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from django.db.models import Count, Q
from django.utils import timezone

from huiyin.ledger.models import Confirmation, Event, Source, Statement, Stream
from huiyin.ledger.source_selectors import names_of, standing
from huiyin.people.permissions import may
from huiyin.people.viewer import Viewer
from huiyin.web.links import link
from huiyin.web.sources.cards import Card, Opened, cards, opened
from huiyin.web.sources.parts import Group, Part, part_at, parts_of
from huiyin.web.sources.text import Paragraph, paragraphs

NEAR = 200  # characters around a changed statement whose lines are drawn anew
HERE = timedelta(minutes=15)  # so long somebody is said to be reviewing too


@dataclass(frozen=True, slots=True)
class Section:
    """A section on the bench: its text, its cards, and the drafts that can be confirmed at once."""

    group: Group
    paragraphs: Sequence[Paragraph]
    cards: Sequence[Card]

    @property
    def drafts(self) -> list[Card]:
        """The cards that wait."""
        return [card for card in self.cards if card.state == Statement.State.DRAFT]

    @property
    def seen(self) -> str:
        """The drafts with the versions that are shown, as the form sends them."""
        return " ".join(f"{card.key}:{card.version}" for card in self.drafts)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the review of a source is; `unchanged` of the confirmed stand as the machine proposed them."""

    all: int
    confirmed: int
    rejected: int
    unchanged: int

    @property
    def decided(self) -> int:
        """Confirmed or rejected."""
        return self.confirmed + self.rejected


@dataclass(frozen=True, slots=True)
class Bench:
    """One part of the workbench."""

    source: Source
    parts: Sequence[Part]
    part: Part
    sections: Sequence[Section]
    open_key: str
    opened: Opened | None


def bench_at(source: Source, viewer: Viewer, *, number: int = 0, key: str = "", after: int = -1) -> Bench:
    """Return the part with a number, or that with a statement, or with the first draft after a place."""
    rows = standing(source)
    starts = list(rows.values_list("start", flat=True))
    parts = parts_of(source, starts)
    wanted = rows.filter(key=key).first() if key else None
    if wanted is None and after >= 0:
        waiting = undecided(source, viewer)
        wanted = waiting.filter(start__gte=after).first() or waiting.first()
    part = part_at(parts, wanted.start) if wanted else parts[min(max(number, 1), len(parts)) - 1]
    sections = [section(source, viewer, group, starts) for group in part.groups]
    shown = [card for each in sections for card in each.cards]
    at = wanted.key if wanted else next((card.key for card in shown if card.state == "draft"), "")
    at = at or next((card.key for card in shown), "")
    card = next((card for card in shown if card.key == at), None)
    details = opened(source, card, proposal_of(source, at), viewer) if card else None
    return Bench(source, parts, part, sections, at, details)


def section(source: Source, viewer: Viewer, group: Group, starts: Sequence[int]) -> Section:
    """Return one section as it stands now."""
    rows = standing(source).filter(start__gte=group.start, start__lt=group.end).select_related("decided_by")
    found = cards(source, rows, viewer, first=bisect_left(starts, group.start) + 1)
    above = standing(source).filter(start__lt=group.start, end__gt=group.start).select_related("decided_by")
    reaching = cards(source, above, viewer, first=0) if group.start else []
    return Section(group, paragraphs(source.text, group, [*reaching, *found]), found)


def undecided(source: Source, viewer: Viewer) -> Any:
    """Return the statements that still wait for this person; in a blind review for his own word."""
    rows = standing(source).filter(state=Statement.State.DRAFT)
    if source.blind_review:
        given = Confirmation.objects.filter(account_id=viewer.account_id, statement__source=source)
        rows = rows.exclude(pk__in=given.exclude(decision__state="draft").values("statement_id"))
    return rows


def proposal_of(source: Source, key: str) -> Mapping[str, Any] | None:
    """Return what the machine proposed of a statement."""
    return source.statements.filter(key=key).values_list("proposal", flat=True).first()


def progress(source: Source) -> Progress:
    """Return how far the review is; of a blind one what is settled."""
    confirmed = Q(state=Statement.State.CONFIRMED)
    counts = standing(source).aggregate(
        all=Count("pk"),
        confirmed=Count("pk", filter=confirmed),
        rejected=Count("pk", filter=Q(state=Statement.State.REJECTED)),
        unchanged=Count("pk", filter=confirmed & Q(changed_by_hand=False)),
    )
    return Progress(**counts)


def others(source: Source, viewer: Viewer) -> list[str]:
    """Return the names of who else has reviewed this source in the last minutes."""
    recent = Event.objects.filter(stream=Stream.SOURCE, stream_key=source.key, at__gte=timezone.now() - HERE)
    actors = recent.exclude(actor__in=("", viewer.key)).values_list("actor", flat=True).distinct()
    return sorted(names_of(actors).values())


def frame(bench: Bench, viewer: Viewer) -> dict[str, Any]:
    """Return what the page of the workbench shows."""
    number, parts = bench.part.number, bench.parts
    return {
        "bench": bench,
        "source": bench.source,
        "part": bench.part,
        "before": parts[number - 2] if number > 1 else None,
        "after": parts[number] if number < len(parts) else None,
        "progress": progress(bench.source),
        "others": others(bench.source, viewer),
        "may_change": may(viewer, "review.change") and bench.source.withdrawn_at is None,
        "tasks_url": link("source_tasks", bench.source.key) if may(viewer, "case.open") else "",
    }


def touched_lines(source: Source, rows: Iterable[Statement], part: Part, viewer: Viewer) -> list[Section]:
    """Return the sections of a part in which statements have changed, to be drawn anew."""
    starts = list(standing(source).values_list("start", flat=True))
    spans = [(row.start, row.end) for row in rows]
    hit = [group for group in part.groups if any(start < group.end and end > group.start for start, end in spans)]
    found = [section(source, viewer, group, starts) for group in hit]
    return [replace(each, paragraphs=_near(each.paragraphs, spans)) for each in found]


def _near(drawn: Sequence[Paragraph], spans: Sequence[tuple[int, int]]) -> list[Paragraph]:
    """Return the lines on which statements stand or may have stood: a moved end seldom moved further."""
    return [each for each in drawn if any(each.start < end + NEAR and each.end > start - NEAR for start, end in spans)]
