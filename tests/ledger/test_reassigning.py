"""A task that was given to the wrong unit goes to another (改交), also after the first has accepted it."""

from datetime import timedelta

import pytest
from tests.cast import Cast
from tests.ledger.works import AT, assigned, seen_by, step

from huiyin.errors import StepRefused
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
