"""What the tests of policies share: the calendar, moments, clocks, and a case that is walked through its steps."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from msgspec.structs import replace

from huiyin.policy import Calendar, Policy, Refusal, State, Step, begin, fold, load, next_step
from huiyin.policy.model import Clock, Limit, Names
from huiyin.policy.moments import SHANGHAI

CALENDAR = Calendar.shipped()
NAMES = Names("某", "some")
SUPERVISOR, HANDLER, HEAD, LEADER = "person-1", "person-2", "person-3", "person-4"
REASON = "这是一条足够长的理由说明"
PEOPLE = {"supervisor": SUPERVISOR, "unit_handler": HANDLER, "unit_head": HEAD, "leader": LEADER}


def day(text: str) -> date:
    """A day written as 2026-01-12, or 01-12 of 2026."""
    return date.fromisoformat(text if text.count("-") == 2 else f"2026-{text}")


def at(text: str, hour: int = 9, minute: int = 0) -> datetime:
    """A moment in China on that day."""
    moment = datetime.combine(day(text), datetime.min.time(), SHANGHAI)
    return moment + timedelta(hours=hour, minutes=minute)


def limit(text: str) -> Limit:
    amount, unit = text.split()
    return Limit(int(amount), unit)


def clock(length: str = "5 wd", **fields: Any) -> Clock:
    """A clock of that length; `given` for one whose last day is named."""
    made = Clock(
        code="some",
        names=NAMES,
        limit=Limit(0, "given") if length == "given" else limit(length),
        hand="lead_unit",
        near=Limit(0, "d"),
        counts_to="",
        pauses_when_returned=False,
        extend_by=(),
        extend_times=0,
        extend_max=None,
        source="a test",
        confirmed=False,
        given="due_on" if length == "given" else "",
        rolls=length != "given",
    )
    return replace(made, **fields)


class Case:
    """A case under a policy; `take` takes a step on a day and keeps it, and says what came of it."""

    def __init__(self, policy: Policy | str = "commitment.general", calendar: Calendar = CALENDAR) -> None:
        self.policy = load(policy) if isinstance(policy, str) else policy
        self.calendar = calendar
        self.keys: Mapping[str, tuple[str, ...]] = {"lead_unit": ("u1",), "co_handler": ("u2", "u3")}
        self.steps: list[Step] = []

    @property
    def state(self) -> State:
        return fold(self.steps)

    def open(self, on: str, **given: object) -> "Case":
        self.steps.append(
            begin(self.policy, actor=SUPERVISOR, at=at(on), calendar=self.calendar, keys=self.keys, given=given)
        )
        return self

    def take(self, action: str, on: str, role: str = "", *, actor: str = "", **given: object) -> Step | Refusal:
        transition = next((each for each in self.policy.transitions if each.action == action), None)
        role = role or (transition.by[0] if transition else "supervisor")
        taken = next_step(
            self.policy,
            self.state,
            action,
            roles=frozenset({role}),
            actor=actor or PEOPLE.get(role.partition("@")[0], "person-9"),
            given=given,
            at=at(on),
            calendar=self.calendar,
            keys=self.keys,
        )
        if isinstance(taken, Step):
            self.steps.append(taken)
        return taken

    def run(self, code: str, key: str | None = None) -> Any:
        """The latest run of a clock, under that key if one is named."""
        return [run for run in self.state.runs if run.clock == code and key in (None, run.key)][-1]

    def due(self, code: str, key: str | None = None) -> date:
        found: date = self.run(code, key).deadline.due_on
        return found


def assigned(on: str = "01-12", **given: object) -> Case:
    """A task that was assigned on that day, with two co-handlers and the end of the year as its due date."""
    case = Case().open(on)
    assert isinstance(
        case.take("assign", on, **{"unit": "u1", "co_units": ("u2", "u3"), "due_on": day("12-31"), **given}), Step
    )
    return case


def in_handling(on: str = "01-12") -> Case:
    """The same, accepted on the day after."""
    case = assigned(on)
    assert isinstance(case.take("accept", str(day(on) + timedelta(days=1))), Step)
    return case


def changes(step: Step | Refusal) -> list[tuple[str, str, str]]:
    """Return what a step does to clocks: the change, the clock, its key."""
    assert isinstance(step, Step), step
    return [(each.change, each.run.clock, each.run.key) for each in step.clocks]
