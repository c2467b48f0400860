"""Answers of the workbench: what has changed, as fragments that find their own places in the page."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from huiyin.ledger.models import Event, Source
from huiyin.people.permissions import may
from huiyin.people.viewer import Viewer
from huiyin.web.requests import PageRequest
from huiyin.web.sources.bench import Section, bench_at, frame, progress, proposal_of, touched_lines
from huiyin.web.sources.cards import Card, Opened, opened
from huiyin.web.sources.parts import Part, part_at, parts_of


@dataclass(frozen=True, slots=True)
class Place:
    """A card and where it goes: in the place of the one with its key, or, where that is new, after another."""

    card: Card
    opened: Opened | None = None
    after: str = ""  # id of the element that it follows, for a new one
    within: str = ""  # id of the list that it begins, for a new one at the head


def changes(
    request: PageRequest,
    source: Source,
    keys: Iterable[str],
    *,
    said: str,
    act_on: str = "",
    event: Event | None = None,
    lines: Sequence[str] = (),
    spare: str = "",
    conflict: Mapping[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    """Return fragments for all that has changed.

    Args:
        keys: statements that changed; those that are gone are taken out of the page.
        act_on: the statement that the person acted on, shown open.
        spare: the statement that the person has before himself; it is not redrawn under his hands, only told of.
    """
    wanted = list(dict.fromkeys(keys))
    rows = list(source.statements.filter(key__in=wanted))
    gone = [row.key for row in rows if row.gone]
    part = _part(source, request, rows)
    sections = touched_lines(source, rows, part, request.viewer) if rows and part else []
    fresh = _fresh(event) | {key for key in wanted if request.POST.get("fresh") == key}
    places = [
        _place(request.viewer, section, at, source=source, opens=card.key == act_on, fresh=card.key in fresh)
        for section in sections
        for at, card in enumerate(section.cards)
        if card.key in wanted and card.key != spare
    ]
    context = {
        "source": source,
        "said": said,
        "gone": gone,
        "places": places,
        "sections": sections,
        "progress": progress(source),
        "lines": lines,
        "spare": spare if spare in wanted and spare not in gone else "",
        "conflict": conflict,
        "open_key": act_on,
        "may_change": may(request.viewer, "review.change") and source.withdrawn_at is None,
        "fragment": True,
    }
    return render(request, "sources/_changes.html", context, status=status)


def whole_page(
    request: PageRequest, source: Source, key: str, extra: Mapping[str, Any], *, status: int
) -> HttpResponse:
    """Return the whole workbench, for who works without script."""
    found = bench_at(Source.objects.get(pk=source.pk), request.viewer, key=key)
    context = {**frame(found, request.viewer), **extra}
    return render(request, "sources/review.html", context, status=status)


def _part(source: Source, request: PageRequest, rows: Sequence[Any]) -> Part | None:
    starts = list(source.statements.filter(gone=False).order_by("start").values_list("start", flat=True))
    parts = parts_of(source, starts)
    asked = request.headers.get("X-Part", "")
    if asked.isdecimal() and 0 < int(asked) <= len(parts):
        return parts[int(asked) - 1]
    return part_at(parts, rows[0].start) if rows else None


def _fresh(event: Event | None) -> set[str]:
    """Return the statements that an event makes or brings back; they have no card in the page yet."""
    if event is None:
        return set()
    made = {key for key, _of, _patch in event.payload.get("made", ())}
    back = {key for key, patch in event.payload.get("changes", ()) if patch.get("gone") is False}
    return made | back


def _place(viewer: Viewer, section: Section, at: int, *, source: Source, opens: bool, fresh: bool) -> Place:
    card = section.cards[at]
    details = opened(source, card, proposal_of(source, card.key), viewer) if opens else None
    if not fresh:
        return Place(card, details)
    if at:
        return Place(card, details, after=f"s-{section.cards[at - 1].key}")
    return Place(card, details, within=f"g-{section.group.start}")
