"""The ledger's own cases as they went, for a changed rule to be tried on."""

from datetime import date, timedelta

import pytest
from click.testing import CliRunner
from tests.cast import Cast
from tests.ledger.test_rules import OWN
from tests.ledger.works import AT, assigned, opened, step

from huiyin.commands.policy import policy_command
from huiyin.ledger import policies
from huiyin.ledger.past import as_they_went, past_cases
from huiyin.policy import load_text
from huiyin.policy.replay import replay

pytestmark = pytest.mark.django_db


def test_a_case_comes_back_as_it_went(people: Cast) -> None:
    """Assigned on 2 March with a unit, a co-handler and a last day; accepted on the 9th."""
    case = step(assigned(people), "accept", people.handler, days=7)
    (past,) = as_they_went(past_cases("commitment"))
    assert past.case == case.number
    assert [each.action for each in past.steps] == ["open", "assign", "accept"]
    assert past.steps[1].keys["lead_unit"] == (people.housing.key,)
    assert past.steps[1].given["due_on"] == date(2026, 12, 31)


def test_which_of_them_would_have_been_late(people: Cast) -> None:
    """Signed on the fifth working day: in time by the general rules, late where there are only three."""
    step(assigned(people), "accept", people.handler, days=7)
    cases = list(as_they_went(past_cases("commitment")))
    told = {"calendar": policies.calendar(), "until": date(2026, 3, 12)}
    general = replay(policies.current_policy("commitment.general"), cases, **told)
    own = replay(load_text(OWN), cases, **told)
    assert "accept" not in {each.clock for each in general.late}
    assert [(each.clock, each.over) for each in own.late if each.clock == "accept"] == [("accept", 2)]


def test_only_those_of_a_type_and_a_year(people: Cast) -> None:
    opened(people)
    counted: list[int] = []
    assert len(list(as_they_went(past_cases("commitment", year=2026), tick=counted.append))) == 1
    assert counted == [1]
    assert list(as_they_went(past_cases("commitment", year=2025))) == []
    assert list(as_they_went(past_cases("suggestion"))) == []


def test_the_command_reads_the_ledger_where_no_file_is_named(people: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """And counts the cases of that year alone."""
    monkeypatch.setenv("HUIYIN_LANG", "en")
    step(assigned(people), "accept", people.handler, at=AT + timedelta(days=7))
    asked = ["replay", "commitment.general", "--year", "2026", "--until", "2026-03-12", "--format", "json"]
    shown = CliRunner().invoke(policy_command, asked)
    assert shown.exit_code == 0, shown.output
    assert '"cases":1' in shown.output
    assert '"cases":0' in CliRunner().invoke(policy_command, [*asked[:3], "2025", *asked[4:]]).output
