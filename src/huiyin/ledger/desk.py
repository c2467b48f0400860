"""What a desk shows (工作台): what waits for somebody, what is due soon or late, what changed since the last visit."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from huiyin.ledger import policies
from huiyin.ledger.lights import CLOSED, LISTED, OPEN, light_is
from huiyin.ledger.models import Case, CaseDeputy, CaseParty, DeskVisit, Event, Stream
from huiyin.ledger.relations import HOUSE_ROLES, UNIT_ROLES, visible_cases, with_units_below
from huiyin.people.models import Role
from huiyin.people.viewer import Viewer

SOON = 5  # working days
AWAY = timedelta(minutes=30)  # a desk that was left for this long was left
OPINIONS = 300  # cases of a co-handler that are looked through
BESIDE = (CaseParty.Part.CO_HANDLER, CaseParty.Part.PART_HANDLER)  # what they owe, a clock of their own says
_PENDING = Q(state__pending__0__isnull=False)


def waiting_for(viewer: Viewer, *, today: date) -> QuerySet[Case]:
    """Return the open cases in which it is the viewer's turn, by the last day.

    A case that a unit has in work, as its rules say of the stage, waits for it only when a last day comes near or
    something was asked.
    """
    waits = Q(pk__in=[])
    for grant in viewer.grants:
        home = Q(house=grant.house, place_id=grant.place_id)
        office = Q(pk__in=_party_cases(frozenset({grant.unit_id or 0}), CaseParty.Part.OFFICE))
        if grant.role == Role.SUPERVISOR:
            waits |= home & (Q(turn="supervisor") | _asked("ask_extension"))
            waits |= office & (Q(turn__in=("supervisor", "assigner")) | _asked("ask_extension"))
        elif grant.role == Role.SECRETARY:
            waits |= home & (Q(turn__in=("secretariat", "presidium", "committee")) | _asked("ask_extension"))
            waits |= home & Q(turn="assigner") & ~Q(parties__part=CaseParty.Part.OFFICE, parties__active=True)
            waits |= home & Q(turn="deputy", late_on__lte=today)  # to be reminded of the evaluation
        elif grant.role == Role.LEADER:
            waits |= home & (Q(turn="leader") | _asked("ask_extension"))
            waits |= Q(turn="government", pk__in=_party_cases(frozenset({grant.unit_id or 0}), CaseParty.Part.PROPOSED))
    if viewer.has(Role.DEPUTY):
        waits |= Q(turn="deputy", pk__in=_filed_by(viewer))
    units = viewer.unit_ids(*UNIT_ROLES)
    if units:
        own = Q(turn_unit_id__in=units)
        waits |= own & Q(turn="lead_unit") & (~_in_work() | Q(near_on__lte=today) | _PENDING)
        if viewer.has(Role.UNIT_HEAD):
            waits |= own & Q(turn="unit_head")
        waits |= Q(pk__in=opinions_asked(viewer))
    return _in_order(visible_cases(viewer).filter(waits, OPEN))


def _in_work() -> Q:
    """Return the condition that a case is in a stage in which its hand is at work (在办) by its rules."""
    by_all, by_some = policies.in_work()
    found = Q(stage__in=by_all)
    for policy_id, version, stage in by_some:
        found |= Q(policy=policy_id, policy_version=version, stage=stage)
    return found


def _asked(action: str) -> Q:
    """Return the condition that an action waits for an answer; more than three at once do not."""
    return Q(state__pending__0=action) | Q(state__pending__1=action) | Q(state__pending__2=action)


def _party_cases(units: frozenset[int], part: str) -> Any:
    return CaseParty.objects.filter(unit_id__in=units, part=part, active=True).values("case_id")


def _filed_by(viewer: Viewer) -> Any:
    """Return the ids of the cases whose filing deputy a person is: whose it is to mend, and to evaluate."""
    signed = CaseDeputy.objects.filter(deputy__account_id=viewer.account_id, active=True)
    return signed.filter(part=CaseDeputy.Part.FILER).values("case_id")


def opinions_asked(viewer: Viewer) -> list[int]:
    """Return the ids of open cases in which a unit of the viewer has still to give its opinion, or its part's reply."""
    units = viewer.unit_ids(*UNIT_ROLES)
    parties = CaseParty.objects.filter(
        unit_id__in=units, part__in=BESIDE, active=True, case__closed=False
    ).select_related("case", "unit")
    found = []
    for party in parties.order_by("case__due_on", "pk")[:OPINIONS]:
        runs = party.case.state.get("runs", ())
        runs_on = any(run["key"] == party.unit.key and run["stopped_at"] is None for run in runs)
        if runs_on and _has_a_say(party.case, party.part):
            found.append(party.case_id)
    return found


def _has_a_say(case: Case, part: str) -> bool:
    """Return whether the stage leaves this part a step; its clock runs on while the case is with who hands it out."""
    rules = policies.policy_version(case.policy, case.policy_version)
    own = [each.from_stages for each in rules.transitions if each.hand == part]
    return any(not stages or case.stage in stages for stages in own)


def in_care(viewer: Viewer, *, to_do: bool = False) -> QuerySet[Case]:
    """Return the open cases for which somebody answers: those of the house, or those in which a unit has a part.

    Args:
        to_do: leave out those in which the viewer's units have done their part: an opinion given, a part replied for.
    """
    care = Q(pk__in=[])
    for grant in viewer.grants:
        if grant.role in HOUSE_ROLES:
            care |= Q(house=grant.house, place_id=grant.place_id)
    units = with_units_below(viewer.unit_ids(*UNIT_ROLES, Role.LEADER))
    if units:
        parties = CaseParty.objects.filter(unit_id__in=units, active=True)
        if to_do:
            own = viewer.unit_ids(*UNIT_ROLES)
            parties = parties.exclude(unit_id__in=own, part__in=BESIDE)
            care |= Q(pk__in=opinions_asked(viewer))
        care |= Q(pk__in=parties.values("case_id"))
    if viewer.has(Role.DEPUTY):
        signed = CaseDeputy.objects.filter(deputy__account_id=viewer.account_id, active=True)
        care |= Q(pk__in=signed.values("case_id"))
    offices = viewer.unit_ids(Role.SUPERVISOR)
    if offices:
        care |= Q(pk__in=_party_cases(offices, CaseParty.Part.OFFICE))
    if viewer.has(Role.AUDITOR, Role.ANALYST, Role.EDITOR):
        care |= Q(issued=True)
    return _in_order(visible_cases(viewer).filter(care, OPEN))


def due_soon(viewer: Viewer, *, today: date) -> tuple[QuerySet[Case], date]:
    """Return what is due, or has a milestone, within five working days, and the last of these days."""
    until = policies.calendar().add_working_days(today, SOON)
    soon = Q(due_on__gte=today, due_on__lte=until) | Q(milestone_on__gte=today, milestone_on__lte=until)
    return in_care(viewer, to_do=True).filter(soon), until


def late(viewer: Viewer, *, today: date) -> QuerySet[Case]:
    """Return what is late."""
    return in_care(viewer, to_do=True).filter(late_on__lte=today)


def next_due(viewer: Viewer, *, today: date) -> Case | None:
    """Return what is due next, for an empty desk."""
    return in_care(viewer, to_do=True).filter(due_on__gte=today).first()


def _in_order(cases: QuerySet[Case]) -> QuerySet[Case]:
    rows = cases.select_related("entry", "place", "lead_unit", "turn_unit")
    return rows.order_by(F("due_on").asc(nulls_last=True), "pk")


def changes(viewer: Viewer, *, since: datetime) -> QuerySet[Event]:
    """Return what others did since a moment in the cases for which the viewer answers, newest first."""
    ours = in_care(viewer).order_by().values("key") if viewer.grants else Case.objects.none().values("key")
    closed = visible_cases(viewer).filter(CLOSED, changed_at__gte=since).order_by().values("key")
    events = Event.objects.filter(Q(stream_key__in=ours) | Q(stream_key__in=closed), stream=Stream.CASE, at__gt=since)
    return events.exclude(actor=viewer.key).order_by("-pk")


def visit(account_id: int, *, at: datetime) -> datetime | None:
    """Note a visit of the desk; return when the one before was left, or None on the first."""
    row = DeskVisit.objects.filter(account_id=account_id).first()
    if row is None:
        DeskVisit.objects.create(account_id=account_id, seen_at=at)
        return None
    if at - row.seen_at > AWAY:
        row.before_at = row.seen_at
    row.seen_at = at
    row.save(update_fields=["seen_at", "before_at"])
    return row.before_at


@dataclass(frozen=True, slots=True)
class Standing:
    """How the tasks of a year stand: counts by light; `unreported` are on time but have no report yet."""

    total: int
    by_light: dict[str, int]
    vague: int


def standing(viewer: Viewer, *, year: int, today: date) -> Standing:
    """Return how the issued tasks of a year stand that the viewer may see."""
    rows = visible_cases(viewer).filter(case_type="commitment", year=year, issued=True)
    rows = rows.exclude(stage__in=("withdrawn", "declined", "proposed"))
    counts = rows.aggregate(
        total=Count("pk"),
        vague=Count("pk", filter=OPEN & Q(vague=True)),
        **{code: Count("pk", filter=light_is(code, today)) for code in LISTED},
    )
    lights = {code: counts[code] for code in ("done", "on_time", "near", "late", "no_word")}
    return Standing(counts["total"], lights, counts["vague"])


def hands(viewer: Viewer, *, today: date, most: int = 6) -> list[dict[str, Any]]:
    """Return in whose hands the open cases are now: unit, how many, how many of them late."""
    rows = in_care(viewer).order_by().filter(turn_unit__isnull=False)
    counted: Any = (
        rows.values("turn_unit__name", "turn_unit__short_name", "turn_unit__key")
        .annotate(n=Count("pk"), n_late=Count("pk", filter=Q(late_on__lte=today)))
        .order_by("-n")[:most]
    )
    return list(counted)
