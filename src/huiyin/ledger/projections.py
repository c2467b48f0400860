"""Projections: the rows of a case, written from its image and read back into one for `ledger verify`."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

import msgspec
from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from huiyin import policy
from huiyin.ledger.image import FIELDS, Image, Judged, Party, Report, Signer, advance, fold
from huiyin.ledger.lights import deadline_days
from huiyin.ledger.models import Case, CaseDeputy, CaseParty, Entry, Evaluation, Event, Filing, Progress, Stream
from huiyin.ledger.record import PROJECTORS
from huiyin.ledger.schedule import Days, behind_days, milestone_days
from huiyin.ledger.search import index_cases
from huiyin.people.models import Deputy, Place, Unit
from huiyin.policy.model import Run

SEARCHED = {"opened", "fields", "parties"}  # parts of an event that can change what search finds a case by


def project_case(event: Event, rows: Case | None = None) -> None:
    """Bring the rows of a case up to date with one event that has just been written.

    Args:
        rows: the case as `with_rows` gives it, read since it was held.
    """
    case = rows or with_rows(Case.objects.filter(key=event.stream_key)).first()
    before = image_of_rows(case) if case else Image()
    image = advance(before, event.payload, position=event.position, at=event.at)
    row = write_image(event.stream_key, image, known=case)
    if SEARCHED & event.payload.keys():
        index_cases([row])


def image_of_events(key: str) -> Image:
    """Return what the events of a case add up to."""
    return fold(Event.objects.filter(stream=Stream.CASE, stream_key=key).order_by("position"))


def write_image(key: str, image: Image, *, known: Case | None = None) -> Case:
    """Write the rows of a case as an image tells them, those that differ.

    Args:
        known: the case as `with_rows` gives it, just read; what is known of it is not asked again.
    """
    units = units_by_key(party.unit for party in image.parties)
    opened = image.opened
    if known is None:
        entry, place = Entry.objects.get(key=opened["entry"]), Place.objects.get(code=opened["place"])
        case, _made = Case.objects.update_or_create(key=key, defaults=columns_of(image, units, entry, place))
    else:
        moved = known.place.code != opened["place"]  # to the place of the government that took it up
        place = Place.objects.get(code=opened["place"]) if moved else known.place
        case, columns = known, columns_of(image, units, known.entry, place)
        for name, value in columns.items():
            setattr(case, name, value)
        case.save(update_fields=list(columns))
    _write_parties(case, image, units)
    _write_signers(case, image)
    _write_filing(case, image)
    _write_evaluations(case, image)
    _write_reports(case, image, units)
    return case


def with_rows(cases: QuerySet[Case]) -> QuerySet[Case]:
    """Return cases with all rows that an image needs; joined, since SQLite looks up no thousand deputies at once."""
    beside = (
        Prefetch("parties", CaseParty.objects.select_related("unit")),
        Prefetch("deputies", CaseDeputy.objects.select_related("deputy")),
        Prefetch("reports", Progress.objects.select_related("unit")),
        Prefetch("evaluations", Evaluation.objects.select_related("deputy")),
        *(Prefetch(name, Case.objects.only("key")) for name in ("merged_into", "promised_in")),  # few have one
    )
    return cases.select_related("entry", "place", "filing").prefetch_related(*beside)


def image_of_rows(case: Case) -> Image:
    """Return the image that the rows of a case tell; equals `image_of_events` unless somebody changed a row."""
    opened = {
        "entry": case.entry.key,
        "case_type": case.case_type,
        "policy": case.policy,
        "policy_version": case.policy_version,
        "house": case.house,
        "place": case.place.code,
    }
    return Image(
        opened=opened,
        fields={name: getattr(case, name) for name in FIELDS},
        state=msgspec.convert(case.state, policy.State) if case.state else None,
        parties=tuple(
            Party(row.unit.key, row.part, row.active, row.accepted)
            for row in sorted(case.parties.all(), key=lambda row: row.pk)
        ),
        deputies=tuple(
            Signer(row.deputy.key, row.part, row.active) for row in sorted(case.deputies.all(), key=lambda row: row.pk)
        ),
        filed=_filed_of_row(case),
        evaluations=tuple(_judged_of_row(row) for row in sorted(case.evaluations.all(), key=lambda row: row.position)),
        merged_into=case.merged_into.key if case.merged_into else "",
        promised_in=case.promised_in.key if case.promised_in else "",
        reports=tuple(_report_of_row(row) for row in sorted(case.reports.all(), key=lambda row: row.position)),
        issued=case.issued,
        supervision=case.supervision,
        opened_at=case.opened_at,
        closed_at=case.closed_at,
        changed_at=case.changed_at,
        version=case.version,
    )


def columns_of(image: Image, units: dict[str, Unit], entry: Entry, place: Place) -> dict[str, Any]:
    """Return the columns of a case as an image tells them; units by key."""
    opened, state = image.opened, image.state
    derived = _derived(image)
    derived |= {name: units.get(derived[name]) for name in ("lead_unit", "turn_unit")}
    return {
        "entry": entry,
        "case_type": opened["case_type"],
        "policy": opened["policy"],
        "policy_version": opened["policy_version"],
        "house": opened["house"],
        "place": place,
        **image.fields,
        **derived,
        "issued": image.issued,
        "state": msgspec.to_builtins(state) if state else {},
        "supervision": image.supervision,
        "merged_into": _case(image.merged_into),
        "promised_in": _case(image.promised_in),
        "opened_at": image.opened_at or timezone.now(),
        "closed_at": image.closed_at,
        "changed_at": image.changed_at or timezone.now(),
        "version": image.version,
    }


def _case(key: str) -> Case | None:
    return Case.objects.get(key=key) if key else None


def _derived(image: Image) -> dict[str, Any]:
    """Return the columns that repeat what the image says elsewhere, for lists to filter and sort by; units by key."""
    state = image.state
    running = [run for run in state.runs if run.stopped_at is None] if state else []
    first = min((run for run in running if not run.paused), key=lambda run: run.deadline.late_on, default=None)
    turn = state.turn if state else ""
    return {
        "stage": state.stage if state else "",
        "turn": turn,
        "turn_unit": image.lead if turn in ("lead_unit", "unit_head") else "",
        "lead_unit": image.lead,
        "round": state.round if state else 1,
        "closed": bool(state and state.closed),
        "outcome": state.outcome if state else "",
        "due_on": first.deadline.due_on if first else None,
        **light_days(deadline_days(running), behind_days(image), milestone_days(image)),
        "provisional": any(run.deadline.provisional for run in running),
        "last_report_on": _local_day(image.reports[-1].reported_at) if image.reports else None,
        **counted(image),
    }


def _local_day(at: datetime) -> date:
    """Return the day of the installation on which a moment lies; rows say the same whoever looks at them."""
    return at.astimezone(timezone.get_default_timezone()).date()


def light_days(deadline: Days, behind: Days, milestone: Days = (None, None)) -> dict[str, date | None]:
    """Return the columns of the light: the days of the three rules that give it, the earliest ones to be shown.

    Lists look for the two that are shown: both stand in a case or neither (`lights.light_is`), so that a case which
    falls behind, but never far, and has no last day turns red on no day that comes.
    """
    over = milestone[1] + timedelta(days=1) if milestone[1] else None
    nears = [each for each in (deadline[0], behind[0], milestone[0]) if each]
    lates = [each for each in (deadline[1], behind[1], over) if each]
    return {
        "near_on": min(nears, default=None),
        "late_on": min(lates, default=date.max if nears else None),
        "behind_near_on": behind[0],
        "behind_late_on": behind[1],
        "milestone_near_on": milestone[0],
        "milestone_on": milestone[1],
    }


def differing_columns(case: Case, image: Image) -> list[str]:
    """Return the columns of a case that do not say what its image does; for rows of `with_rows`."""
    told = _derived(image)
    units = {party.unit_id: party.unit.key for party in case.parties.all()}
    found = {name: getattr(case, name) for name in told.keys() - {"lead_unit", "turn_unit"}}
    found |= {name: units.get(getattr(case, f"{name}_id"), "") for name in ("lead_unit", "turn_unit")}
    return sorted(name for name, value in told.items() if found[name] != value)


def counted(image: Image) -> dict[str, Any]:
    """Return the columns that statistics count (`Case.issued_on` and those after it)."""
    state = image.state
    runs = state.runs if state else ()
    handed = [run.started_at for run in runs if run.hand in ("lead_unit", "whole")] if image.issued else []
    return {
        "issued_on": _local_day(min(handed)) if handed else None,
        "accepted": bool(signs := _who_accept(image)) and all(party.accepted for party in signs),
        "sent_back": bool(state and "send_back" in state.actors),
        "extended": any(run.extensions for run in runs),
        "in_time": _in_time(image, runs) if state and state.closed else None,
    }


def _who_accept(image: Image) -> list[Party]:
    """Return the parties that must accept (签收): each that handles a part, else the lead unit."""
    now = [party for party in image.parties if party.active]
    parts = [party for party in now if party.part == "part_handler"]
    return parts or [party for party in now if party.part == "lead_unit"]


def _in_time(image: Image, runs: Iterable[Run]) -> bool | None:
    """Say whether a closed case was done in time: the day on which it was handed in as done, or its clock ended.

    The clock of a suggestion ends with the reply; what comes after it, as the evaluation, takes none of its time.
    """
    whole = [run for run in runs if run.hand == "whole"]
    if not whole or image.closed_at is None:
        return None
    last = whole[-1]
    done_on = _local_day(last.stopped_at or image.closed_at)
    if last.pauses and last.pauses[-1].to_on is None:
        done_on = last.pauses[-1].from_on
    return done_on < last.deadline.late_on


def _write_parties(case: Case, image: Image, units: dict[str, Unit]) -> None:
    present = {(row.unit_id, row.part): row for row in case.parties.all()}
    for party in image.parties:
        unit = units[party.unit]
        row = present.get((unit.pk, party.part))
        if row is None:
            CaseParty.objects.create(
                case=case, unit=unit, part=party.part, active=party.active, accepted=party.accepted
            )
        elif (row.active, row.accepted) != (party.active, party.accepted):
            row.active, row.accepted = party.active, party.accepted
            row.save(update_fields=["active", "accepted"])


def _write_signers(case: Case, image: Image) -> None:
    if not image.deputies:
        return
    present = {(row.deputy_id, row.part): row for row in case.deputies.all()}
    ids = {row.deputy.key: row.deputy_id for row in present.values()} if present else {}
    fresh = {signer.deputy for signer in image.deputies} - ids.keys()
    if fresh:
        ids |= dict(Deputy.objects.filter(key__in=fresh).values_list("key", "pk"))
    for signer in image.deputies:
        row = present.get((ids[signer.deputy], signer.part))
        if row is None:
            CaseDeputy.objects.create(case=case, deputy_id=ids[signer.deputy], part=signer.part, active=signer.active)
        elif row.active != signer.active:
            row.active = signer.active
            row.save(update_fields=["active"])


def _write_filing(case: Case, image: Image) -> None:
    if not image.filed:
        return
    row = getattr(case, "filing", None)
    if row is None:
        Filing.objects.create(case=case, **image.filed)
        return
    changed = {name: value for name, value in image.filed.items() if getattr(row, name) != value}
    for name, value in changed.items():
        setattr(row, name, value)
    if changed:
        row.save(update_fields=list(changed))


def _write_evaluations(case: Case, image: Image) -> None:
    if not image.evaluations:
        return
    known = {row.position for row in case.evaluations.all()}
    fresh = [each for each in image.evaluations if each.position not in known]
    deputies = {each.key: each for each in Deputy.objects.filter(key__in={judged.deputy for judged in fresh})}
    Evaluation.objects.bulk_create(
        Evaluation(
            case=case,
            position=judged.position,
            round=judged.round,
            deputy=deputies.get(judged.deputy),
            attitude=judged.attitude,
            result=judged.result,
            reason=judged.reason,
            evaluated_at=judged.evaluated_at,
            signed_on=judged.signed_on,
        )
        for judged in fresh
    )


def _write_reports(case: Case, image: Image, units: dict[str, Unit]) -> None:
    known = {row.position for row in case.reports.all()}
    for report in image.reports:
        if report.position in known:
            continue
        unit = units.get(report.unit) or Unit.objects.filter(key=report.unit).first()
        Progress.objects.create(
            case=case,
            position=report.position,
            unit=unit,
            period=report.period,
            value=report.value,
            share=report.share,
            form=report.form,
            said=report.said,
            problem=report.problem,
            next_step=report.next_step,
            evidence=list(report.evidence),
            uses=list(report.uses),
            reported_at=report.reported_at,
        )


def _filed_of_row(case: Case) -> dict[str, Any]:
    row = getattr(case, "filing", None)
    names = ("session", "at_session", "paper", "publish", "wish")
    return {name: getattr(row, name) for name in names} if row else {}


def _judged_of_row(row: Evaluation) -> Judged:
    return Judged(
        position=row.position,
        round=row.round,
        deputy=row.deputy.key if row.deputy else "",
        attitude=row.attitude,
        result=row.result,
        reason=row.reason,
        evaluated_at=row.evaluated_at,
        signed_on=row.signed_on,
    )


def _report_of_row(row: Progress) -> Report:
    return Report(
        position=row.position,
        unit=row.unit.key if row.unit else "",
        period=row.period,
        value=row.value,
        share=row.share,
        form=row.form,
        said=row.said,
        problem=row.problem,
        next_step=row.next_step,
        evidence=tuple(row.evidence),
        uses=tuple(row.uses),
        reported_at=row.reported_at,
    )


def units_by_key(keys: Any) -> dict[str, Unit]:
    """Return units by their keys."""
    wanted = set(keys)
    return {unit.key: unit for unit in Unit.objects.filter(key__in=wanted)} if wanted else {}


PROJECTORS[Stream.CASE] = project_case
