"""Reading what is public out of the ledger (取数): in bulk, a fixed number of queries however many items there are."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils import timezone

from huiyin.congress.masking import masked
from huiyin.congress.public_beside import Beside, beside_of, outcome_names
from huiyin.congress.public_items import NO_NAMES, Heading, Item, Mark, Named, Progress, Report, Signer
from huiyin.congress.public_rules import FIELDS, PublicView
from huiyin.congress.publishing import report_is_public, view_of
from huiyin.ledger import policies
from huiyin.ledger.lights import listed_light
from huiyin.ledger.models import Case, CaseDeputy, Publication, SourceReading, Statement
from huiyin.ledger.tasks import is_vague

DEEPEST = 2  # levels of headings below that are lines of a title page, or of a list
PROMISES = ("commitment", "reply_promise")


def read_all(today: date) -> tuple[list[Item], list[Mark], list[Report]]:
    """Return what the public may see on a day: items and reports, newest first, and marks of what is not shown."""
    rows = list(
        Publication.objects.select_related(
            "case__lead_unit", "case__filing", "case__promised_in__publication", "source", "decided_for"
        ).order_by("-first_released_at", "-pk")
    )
    marks: list[Mark] = []
    shown: list[tuple[Publication, Case, PublicView]] = []
    texts: list[Publication] = []
    for row in rows:
        if row.case is None:
            if report_is_public(row.source, row):  # type: ignore[arg-type]  # one of the two is there
                texts.append(row)
            elif row.state == Publication.State.WITHDRAWN and row.reason != Publication.Reason.STATE_SECRET:
                marks.append(_mark(row, "report", "withdrawn"))
            continue
        view = view_of(row.case, row)
        if view.shows:
            shown.append((row, row.case, view))
        elif view.mark:
            marks.append(_mark(row, row.case.case_type, view.mark))
    reports = {row.source_id: row.key for row in texts}
    beside = beside_of(shown)
    items = [_item(row, case, view, beside, reports, today) for row, case, view in shown]
    return _with_promises(items), marks, _reports(texts, items)


def _mark(row: Publication, kind: str, mark: str) -> Mark:
    resting = mark == "resting"
    return Mark(
        key=row.key,
        kind=kind,
        mark=mark,
        reason="" if resting else row.reason,
        words="" if resting else masked(row.words),
        unit="" if resting or row.decided_for is None else row.decided_for.label,
        on=timezone.localdate(row.decided_at),
    )


def _item(
    row: Publication, case: Case, view: PublicView, beside: Beside, reports: dict[int | None, str], today: date
) -> Item:
    shows = frozenset(view.shows)
    released = row.first_released_at or row.decided_at
    values: dict[str, Any] = {}
    if "number" in shows:
        values["number"] = case.number
    if "title" in shows:
        values |= {"title": masked(case.title), "place": _place(case, beside, reports)}
    for name, part in (("filer", CaseDeputy.Part.FILER), ("cosigners", CaseDeputy.Part.COSIGNER)):
        if name in shows:
            people = [each for each in beside.deputies[case.pk] if each.part == part]
            values["filers" if name == "filer" else name] = tuple(_signer(each, case, beside) for each in people)
    if "text" in shows:
        values["text"] = tuple(masked(passage.quote) for passage in beside.passages[case.entry_id])
    if "lead" in shows and case.lead_unit is not None:
        values["lead"] = Named(case.lead_unit.key, case.lead_unit.name)
    if "co" in shows:
        values["co"] = tuple(Named(each.unit.key, each.unit.name) for each in beside.parties[case.pk])
    if "state" in shows:
        values |= _state(case, today)
    if "outcome" in shows:
        values |= {"outcome": outcome_names(case, case.outcome), "outcome_code": case.outcome}
    if "due" in shows:
        values |= {"due_on": case.due_on, "provisional": case.provisional and not case.closed}
    if "progress" in shows and case.last_report_on:
        values["progress"] = Progress(
            case.reached_value, case.target_value, case.target_relation, case.unit_of_measure, case.last_report_on
        )
    if "said" in shows:
        values["said"] = masked(beside.said.get(case.pk, ""))
    if "reply" in shows:
        replies = beside.replies[case.key]
        values["replies"] = tuple(replies if "lead" in shows else (replace(each, unit="") for each in replies))
    if "evaluation" in shows:
        values["grades"] = tuple(beside.grades[case.pk])
    inside = case.promised_in
    if inside is not None and (said_in := getattr(inside, "publication", None)) is not None:
        values["made_in"] = said_in.key
    changed = max(case.changed_at, row.decided_at)
    return Item(row.key, case.case_type, case.year, shows, changed, released, **values)


def one_item(case: Case) -> Item:
    """Return a case with every field that could ever be public; for who decides, never for a page."""
    row = Publication(case=case, key="", state="", decided_at=case.changed_at)
    view = PublicView(shows=FIELDS[case.case_type])
    return _item(row, case, view, beside_of([(row, case, view)]), {}, timezone.localdate())


def _state(case: Case, today: date) -> dict[str, Any]:
    """Return the state as the public reads it: of promises a light, of the rest the stage."""
    stage = policies.current_policy(case.policy).stage(case.stage)
    names = stage.names if stage else NO_NAMES
    told: dict[str, Any] = {"stage": names, "closed": case.closed}
    if case.case_type in PROMISES:
        light = listed_light(case, today)
        if light in ("near", "on_time") and case.progress_light == "late":
            light = "late"
        told["light"] = "on_time" if light == "near" else light
    return told


def _place(case: Case, beside: Beside, reports: dict[int | None, str]) -> tuple[str, int, int] | None:
    for passage in beside.passages[case.entry_id]:
        if passage.source_id in reports:
            return reports[passage.source_id], passage.start, passage.end
    return None


def _signer(signed: CaseDeputy, case: Case, beside: Beside) -> Signer:
    on = timezone.localdate(case.opened_at)
    for seat in beside.seats[signed.deputy_id]:
        if seat.from_on <= on and (seat.to_on is None or seat.to_on >= on):
            return Signer(signed.deputy.name, Named(seat.delegation.key, seat.delegation.name))
    return Signer(signed.deputy.name)


def _with_promises(items: list[Item]) -> list[Item]:
    """Return items that know each other: what was promised in the reply of one, where both are shown."""
    shown = {item.key: item for item in items}
    made: dict[str, list[str]] = defaultdict(list)
    for item in items:
        if item.made_in in shown and "reply" in shown[item.made_in].shows:
            made[item.made_in].append(item.key)
    keep = {key for keys in made.values() for key in keys}
    return [
        replace(item, made_in=item.made_in if item.key in keep else "", promises=tuple(made.get(item.key, ())))
        for item in items
    ]


def _reports(rows: Sequence[Publication], items: Sequence[Item]) -> list[Report]:
    ids = [row.source_id for row in rows]
    readings: dict[int, dict[str, Any]] = dict(
        SourceReading.objects.filter(source__in=ids).order_by("pk").values_list("source_id", "reading")
    )
    made: dict[int, list[Statement]] = defaultdict(list)
    wanted = Q(kind="commitment", state=Statement.State.CONFIRMED, gone=False)
    for statement in Statement.objects.filter(wanted, source__in=ids):
        made[statement.source_id].append(statement)
    spans: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for item in items:
        if item.place is not None:
            spans[item.place[0]].append((item.place[1], item.place[2], item.key))
    return [_report(row, readings, made[row.source_id or 0], spans[row.key]) for row in rows]


def _report(
    row: Publication,
    readings: dict[int, dict[str, Any]],
    made: Sequence[Statement],
    spans: Sequence[tuple[int, int, str]],
) -> Report:
    source = row.source
    if source is None:
        raise ValueError("a report is a source")  # the database forbids it
    vague = sum(is_vague(each) for each in made)
    return Report(
        key=row.key,
        title=source.title,
        publisher=source.publisher,
        on=source.published_on,
        year=source.year,
        text=source.text,
        headings=_headings(source.text, readings.get(source.pk, {})),
        promises=tuple(sorted(spans)),
        checkable=len(made) - vague,
        vague=vague,
        changed_at=row.decided_at,
    )


def _headings(text: str, reading: dict[str, Any]) -> tuple[Heading, ...]:
    """Return the headings of the reading by their places; a heading that cannot be found is none."""
    found = []
    for section in reading.get("sections", ()):
        words = str(section.get("heading") or "")
        start = text.find(words, int(section.get("start", 0))) if words else -1
        level = int(section.get("level") or 1)
        if start >= 0 and level <= DEEPEST:
            found.append(Heading(start, start + len(words), level))
    return tuple(found)
