"""A task that was given to the wrong unit goes to another (改交), also after the first has accepted it."""

from datetime import date, timedelta

import pytest
from django.test import Client
from tests.cast import Cast
from tests.ledger.works import AT, assigned, opened, seen_by, step

from huiyin.errors import StepRefused
from huiyin.ledger import policies
from huiyin.ledger.cases import Given
from huiyin.ledger.models import Case, Event, Notice
from huiyin.ledger.projections import image_of_events, image_of_rows
from huiyin.ledger.relations import visible_cases
from huiyin.ledger.trail import trail_of
from huiyin.ledger.verify import verify
from huiyin.people.models import Unit

REASON = "职责已调整，改由市财政局牵头办理"
pytestmark = pytest.mark.django_db


def replaced(people: Cast, unit: Unit) -> Case:
    """Return a case that the housing unit had accepted, and that now is another's."""
    case = step(assigned(people), "accept", people.handler)
    Notice.objects.all().delete()
    return step(case, "reassign", people.supervisor, Given(unit=unit, words={"reason": REASON}), days=1)


def running(case: Case) -> set[tuple[str, str]]:
    return {(run["clock"], run["key"]) for run in case.state["runs"] if run["stopped_at"] is None}


def test_who_helped_and_now_leads_owes_no_opinion(people: Cast) -> None:
    """The clocks of the old unit stand, those of the new one run, and it is no co-handler any more."""
    case = replaced(people, people.finance)
    new = people.finance.key
    assert running(case) == {("whole", ""), ("accept", new), ("report", new)}
    assert (case.stage, case.lead_unit, case.accepted) == ("assigned", people.finance, False)
    active = set(case.parties.filter(active=True).values_list("unit__key", "part"))
    assert active == {(new, "lead_unit")}
    assert image_of_events(case.key) == image_of_rows(case)
    assert verify().clean
    with pytest.raises(StepRefused, match=r"step\.wrong_role"):
        step(case, "accept", people.handler, days=2)
    assert step(case, "accept", people.co_handler, days=2).stage == "handling"


def test_both_units_are_told_and_the_trail_says_why(people: Cast) -> None:
    """The old unit keeps its view of a case in which it had a part."""
    case = replaced(people, people.finance)
    told = {notice.account_id: notice.code for notice in Notice.objects.filter(case=case)}
    assert told[people.co_handler.pk] == "turn"
    assert told[people.handler.pk] == told[people.head.pk] == "changed"
    assert visible_cases(seen_by(people.handler)).contains(case)
    last = trail_of(case, viewer=seen_by(people.supervisor))[0]
    assert last.texts == {"reason": REASON}
    event = Event.objects.filter(stream_key=case.key).latest("position")
    assert (event.type, event.at) == ("commitment.reassigned", AT + timedelta(days=1))


def test_leader_and_responsible_units_go_with_the_unit(people: Cast) -> None:
    """What is named stands instead of what was; the contact of the old unit is none of the new one's."""
    first = Given(
        unit=people.housing,
        responsible_units=[people.finance, people.congress],
        fields={"leader": people.district_leader.key, "contact": people.handler.key},
    )
    case = step(opened(people), "assign", people.supervisor, first)
    case = step(case, "accept", people.handler)
    told = Given(
        unit=people.finance,
        responsible_units=[people.housing],
        words={"reason": REASON},
        values={"task_leader": people.leader.key},
        fields={"leader": people.leader.key},
    )
    case = step(case, "reassign", people.supervisor, told, days=1)
    active = set(case.parties.filter(active=True).values_list("unit__key", "part"))
    assert active == {(people.finance.key, "lead_unit"), (people.housing.key, "responsible_unit")}
    assert (case.leader, case.contact) == (people.leader.key, "")
    assert image_of_events(case.key) == image_of_rows(case)


def test_what_is_not_named_stays_but_who_leads_is_not_responsible_beside_itself(people: Cast) -> None:
    first = Given(unit=people.housing, responsible_units=[people.finance, people.congress])
    case = step(step(opened(people), "assign", people.supervisor, first), "accept", people.handler)
    case = step(case, "reassign", people.supervisor, Given(unit=people.finance, words={"reason": REASON}), days=1)
    active = set(case.parties.filter(active=True).values_list("unit__key", "part"))
    assert active == {(people.finance.key, "lead_unit"), (people.congress.key, "responsible_unit")}


@pytest.mark.parametrize("code", ["reassign", "redirect"])
def test_the_form_of_reassigning_asks_as_that_of_assigning_does(people: Cast, code: str) -> None:
    rules = policies.current_policy("commitment.general")
    needs = {each.code: {need.name for need in each.needs} for each in rules.transitions}
    assert {"unit", "responsible_units", "task_leader"} <= needs[code] & needs["assign"]


@pytest.mark.parametrize("action", ["reassign", "refine"])
def test_another_last_day_is_refused_while_the_whole_runs(people: Cast, action: str) -> None:
    """It would be passed over without a word; more time is an extension, which somebody asks for and grants."""
    case = assigned(people)
    by = people.supervisor if action == "reassign" else people.handler
    if action == "reassign":
        case = step(case, "send_back", people.handler, Given(words={"reason": REASON}))
        more = {"unit": people.finance}
    else:
        case, more = step(case, "accept", people.handler), {}
    with pytest.raises(StepRefused, match=r"step\.day_runs") as refused:
        step(case, action, by, Given(values={"due_on": date(2027, 6, 30)}, **more), days=1)
    assert refused.value.values == {"clock": "whole", "need": "due_on", "due_on": date(2026, 12, 31)}
    same = step(case, action, by, Given(values={"due_on": date(2026, 12, 31)}, **more), days=1)
    whole = next(run for run in same.state["runs"] if run["clock"] == "whole")
    assert whole["deadline"]["due_on"] == "2026-12-31"


def test_a_day_that_nobody_named_before_starts_the_whole(people: Cast) -> None:
    case = step(opened(people), "assign", people.supervisor, Given(unit=people.housing))
    case = step(case, "send_back", people.handler, Given(words={"reason": REASON}))
    given = Given(unit=people.finance, values={"due_on": date(2027, 6, 30)})
    case = step(case, "reassign", people.supervisor, given, days=1)
    assert ("whole", "") in running(case)


def test_the_form_asks_for_no_day_that_would_be_refused(client: Client, people: Cast) -> None:
    case = step(assigned(people), "send_back", people.handler, Given(words={"reason": REASON}))
    client.force_login(people.supervisor)
    page = client.get(f"/cases/{case.key}/?step=reassign")
    assert "due_on" not in page.context["form"].fields
    assert {"unit", "responsible_units", "task_leader"} <= set(page.context["form"].fields)
