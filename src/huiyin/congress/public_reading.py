"""Reading what is public out of the ledger (取数): in bulk, a fixed number of queries for some hundred items."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from huiyin.congress.letter_text import through_marks
from huiyin.congress.masking import masked
from huiyin.congress.models import CommitteeOpinion
from huiyin.congress.public_beside import CO_PARTS, Beside, beside_of, outcome_names
from huiyin.congress.public_items import NO_NAMES, Heading, Item, Mark, Named, Progress, Report, Signer
from huiyin.congress.public_rules import PublicView, public_light
from huiyin.congress.publishing import report_is_public, view_of
from huiyin.ledger import policies
from huiyin.ledger.lights import by_schedule
from huiyin.ledger.models import Case, CaseDeputy, CaseParty, Publication, Source, Statement
from huiyin.ledger.tasks import is_vague
from huiyin.ledger.whole import whole_is_late
from huiyin.people.models import Unit
from huiyin.policy.model import Run

CHUNK = 500
DEEPEST = 2  # levels of headings below that are lines of a title page, or of a list
PROMISES = ("commitment", "reply_promise")
NAME = "〔姓名〕"


@dataclass(frozen=True, slots=True)
class Row:
    """What one decision comes to: an item, a mark, a report, or nothing; with what ties it to others.

    `spots` are places of sources on which the case rests; `inside` is the case in whose reply it was promised, `before`
    the case of the year before that rolled over into it.
    """

    pk: int
    released_at: datetime
    item: Item | None = None
    mark: Mark | None = None
    report: Report | None = None
    source_id: int = 0
    case_id: int = 0
    inside: int = 0
    before: int = 0
    spots: tuple[tuple[int, int, int], ...] = ()


def read_rows(today: date, pks: Sequence[int]) -> Iterator[Row]:
    """Yield what decisions come to on a day, some at a time, so that a city's whole takes little memory."""
    for start in range(0, len(pks), CHUNK):
        yield from _read(today, pks[start : start + CHUNK])


def _read(today: date, pks: Sequence[int]) -> Iterator[Row]:
    rows = Publication.objects.filter(pk__in=pks).select_related("case__lead_unit", "case__filing", "decided_for")
    shown: list[tuple[Publication, Case, PublicView]] = []
    for row in rows.defer("case__state", "case__lead_unit__duties"):
        at = row.first_released_at or row.decided_at
        if row.case is None:
            yield _of_source(row, at)
            continue
        view = view_of(row.case, row)
        if view.shows:
            shown.append((row, row.case, view))
        else:
            yield Row(row.pk, at, mark=_mark(row, row.case.case_type, view.mark) if view.mark else None)
    beside = beside_of(shown)
    for row, case, view in shown:
        spots = tuple((each.source_id, each.start, each.end) for each in beside.passages[case.entry_id])
        yield Row(
            row.pk,
            row.first_released_at or row.decided_at,
            item=_item(row, case, view, beside, today),
            case_id=case.pk,
            inside=case.promised_in_id or 0,
            before=_before(case) or 0,
            spots=spots if "title" in view.shows else (),
        )


def _of_source(row: Publication, at: datetime) -> Row:
    source = row.source
    if source is not None and report_is_public(source, row):
        return Row(row.pk, at, report=_report(row, source), source_id=source.pk)
    told = row.state == Publication.State.WITHDRAWN and row.reason != Publication.Reason.STATE_SECRET
    return Row(row.pk, at, mark=_mark(row, "report", "withdrawn") if told else None)


def joined(rows: Iterable[Row]) -> tuple[list[Item], list[Mark], list[Report]]:
    """Return items, marks and reports that know each other: the newest release first, of reports the latest year.

    A promise knows its place in a report that is public, and the item in whose reply it was made, where that is shown.
    Of one that rolled over the newest that is shown stands in the report, so that none is counted twice.
    """
    ordered = sorted(rows, key=lambda row: (row.released_at, row.pk), reverse=True)
    reports = {row.source_id: row.report.key for row in ordered if row.report is not None}
    by_case = {row.case_id: row.item for row in ordered if row.item is not None}
    gone_on = {row.before for row in ordered if row.item is not None and row.spots}
    made: dict[str, list[str]] = defaultdict(list)
    spans: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    items = []
    for row in ordered:
        item = row.item
        if item is None:
            continue
        place = next(((reports[of], start, end) for of, start, end in row.spots if of in reports), None)
        inside = by_case.get(row.inside)
        if place is not None and row.case_id not in gone_on:
            spans[place[0]].append((place[1], place[2], item.key))
        if inside is not None and "reply" in inside.shows:
            made[inside.key].append(item.key)
            item = replace(item, made_in=inside.key)
        items.append(replace(item, place=place) if place is not None else item)
    items = [replace(item, promises=tuple(made[item.key])) if item.key in made else item for item in items]
    marks = [row.mark for row in ordered if row.mark is not None]
    told = [
        replace(row.report, promises=tuple(sorted(spans[row.report.key]))) for row in ordered if row.report is not None
    ]
    told.sort(key=lambda each: (each.year or 0, each.on or date.min, each.key), reverse=True)
    return items, marks, told


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
        year=row.case.year if row.case else None,
    )


def _item(row: Publication, case: Case, view: PublicView, beside: Beside, today: date) -> Item:
    shows = frozenset(view.shows)
    released = row.first_released_at or row.decided_at
    values: dict[str, Any] = {"rolled": _before(case) is not None}
    hidden = _without_names(case, shows, beside)
    if "number" in shows:
        values["number"] = case.number
    if "title" in shows:
        values["title"] = hidden(masked(case.title))
    if "meeting" in shows:
        values["meeting"] = _meeting(beside.meetings.get(case.pk))
    for name, part in (("filer", CaseDeputy.Part.FILER), ("cosigners", CaseDeputy.Part.COSIGNER)):
        if name in shows:
            people = [each for each in beside.deputies[case.pk] if each.part == part]
            values["filers" if name == "filer" else name] = tuple(_signer(each, case, beside) for each in people)
    if "text" in shows:
        values["text"] = tuple(hidden(masked(words)) for words in beside.texts[case.entry_id])
    lead = _lead(case, beside)
    if "lead" in shows and lead is not None:
        values["lead"] = Named(lead.key, lead.name)
    if "co" in shows:
        helping = [each.unit for each in beside.parties[case.pk] if each.part in CO_PARTS]
        values["co"] = tuple(Named(each.key, each.name) for each in helping)
    if "state" in shows:
        values |= _state(case, beside.whole.get(case.pk), today)
    if "outcome" in shows:
        values |= {"outcome": outcome_names(case, case.outcome), "outcome_code": case.outcome}
    if "due" in shows:
        whole = beside.whole.get(case.pk)  # of the promise, not of its next step
        if whole is not None:
            told = whole.deadline
            values |= {"due_on": told.due_on, "provisional": told.provisional and not case.closed}
    if "progress" in shows and case.last_report_on:
        values["progress"] = Progress(
            case.reached_value, case.target_value, case.target_relation, case.unit_of_measure, case.last_report_on
        )
    if "said" in shows:
        values["said"] = masked(beside.said.get(case.pk, ""))
    if "reply" in shows:
        values["replies"] = tuple(
            replace(
                each,
                text=through_marks(each.text, hidden),
                unit=(each.unit or (lead.name if lead else "")) * ("lead" in shows),
            )
            for each in beside.replies[case.key]
        )
    if "evaluation" in shows:
        values["grades"] = tuple(beside.grades[case.pk])
    changed = max(case.changed_at, row.decided_at)
    return Item(row.key, case.case_type, case.year, shows, changed, released, **values)


def _before(case: Case) -> int | None:
    """Return the id of the case of the year before that rolled over (结转) into a promise."""
    return case.previous_id if case.case_type in PROMISES else None


def _without_names(case: Case, shows: frozenset[str], beside: Beside) -> Callable[[str], str]:
    """Return what takes names of deputies who are not shown out of a text: that of an inquiry lists all who signed."""
    parts: dict[str, str] = {CaseDeputy.Part.FILER.value: "filer", CaseDeputy.Part.COSIGNER.value: "cosigners"}
    names = [each.deputy.name for each in beside.deputies[case.pk] if parts.get(each.part) not in shows]

    def hidden(words: str) -> str:
        for name in names:
            words = words.replace(name, NAME)
        return words

    return hidden


def _lead(case: Case, beside: Beside) -> Unit | None:
    """Return the unit that answers: of an opinion that no unit was given, the office that reports on it itself."""
    if case.lead_unit is not None or case.case_type != "opinion":
        return case.lead_unit
    return next((each.unit for each in beside.parties[case.pk] if each.part == CaseParty.Part.OFFICE), None)


def _meeting(found: CommitteeOpinion | None) -> str:
    """Return in which meeting, and on which report, the committee gave its opinion."""
    if found is None:
        return ""
    held = f"{found.meeting}（{found.held_on.year}年{found.held_on.month}月{found.held_on.day}日）"
    return masked(f"{held}，{found.report}" if found.report else held)


def one_item(case: Case, view: PublicView) -> Item:
    """Return a case as the public would see it by a view of it; for who decides, never for a page."""
    row = Publication(case_id=case.pk, key="", state="", decided_at=case.changed_at)  # the case keeps its own decision
    return _item(row, case, view, beside_of([(row, case, view)]), timezone.localdate())


def _state(case: Case, whole: Run | None, today: date) -> dict[str, Any]:
    """Return the state as the public reads it: of promises a light, of the rest the stage."""
    stage = policies.current_policy(case.policy).stage(case.stage)
    names = stage.names if stage else NO_NAMES
    told: dict[str, Any] = {"stage": names, "closed": case.closed}
    if case.case_type in PROMISES:
        late, reported = whole_is_late(whole, today), case.last_report_on is not None
        behind = by_schedule(case, today)
        told["light"] = public_light(closed=case.closed, late=late, behind=behind, reported=reported)
    return told


def _signer(signed: CaseDeputy, case: Case, beside: Beside) -> Signer:
    on = timezone.localdate(case.opened_at)
    for seat in beside.seats[signed.deputy_id]:
        if seat.from_on <= on and (seat.to_on is None or seat.to_on >= on):
            return Signer(signed.deputy.name, Named(seat.delegation.key, seat.delegation.name))
    return Signer(signed.deputy.name)


def _report(row: Publication, source: Source) -> Report:
    told = source.readings.order_by("-pk").values_list("reading__sections", flat=True)
    wanted = Statement.objects.filter(kind="commitment", state=Statement.State.CONFIRMED, gone=False)
    made = list(wanted.filter(source=source))
    told_of = Statement.objects.filter(source=source, kind="achievement", gone=False).exclude(state="rejected")
    told_of = told_of.order_by("start")
    vague = sum(is_vague(each) for each in made)
    return Report(
        key=row.key,
        title=source.title,
        publisher=source.publisher,
        on=source.published_on,
        year=source.year,
        text=source.text,
        headings=_headings(source.text, told.first() or []),
        promises=(),
        checkable=len(made) - vague,
        vague=vague,
        changed_at=row.decided_at,
        achieved=tuple(told_of.values_list("start", "end")),
    )


def _headings(text: str, sections: Sequence[dict[str, Any]]) -> tuple[Heading, ...]:
    """Return the headings of the reading by their places; a heading that cannot be found is none."""
    found = []
    for section in sections:
        words = str(section.get("heading") or "")
        start = text.find(words, int(section.get("start", 0))) if words else -1
        level = int(section.get("level") or 1)
        if start >= 0 and level <= DEEPEST:
            found.append(Heading(start, start + len(words), level))
    return tuple(found)
