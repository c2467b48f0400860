"""What the tests of suggestions share: a case that runs under one of their policies, and what its actions are given."""

from typing import Any

from tests.policy.cases import REASON, Case, day

from huiyin.policy import Step

PLACES = ("shandong", "henan", "chongqing")
LETTER: dict[str, Any] = {
    "outcome": "in_progress",
    "letter_number": "云建函〔2026〕12号",
    "letter_on": day("05-08"),
    "text": "现答复如下",
}
CONTACT: dict[str, Any] = {"contact_form": "interview", "contacted_on": day("04-01"), "contact_with": "d1"}
BAD: dict[str, Any] = {"attitude": "basically", "result": "unsatisfied", "reason": REASON}
GOOD: dict[str, Any] = {"attitude": "satisfied", "result": "satisfied"}
ROLES = {
    "accept": "unit_handler@lead_unit",
    "send_back": "unit_handler@lead_unit",
    "contact": "unit_handler@lead_unit",
    "opinion": "unit_handler@co_handler",
    "draft_reply": "unit_handler@lead_unit",
    "reply": "unit_head@lead_unit",
    "evaluate": "deputy@filer",
    "redo": "deputy@filer",
    "dispute": "deputy@filer",
    "withdraw": "deputy@filer",
}


class Suggestion(Case):
    """A suggestion under a policy; `do` takes a step by the one who usually does, and insists that it is taken."""

    def __init__(self, place: str = "general") -> None:
        super().__init__(f"suggestion.{place}")
        self.keys = {"lead_unit": ("u1",), "co_handler": ("u2",)}

    def do(self, action: str, on: str, role: str = "", **given: object) -> Step:
        step = self.take(action, on, role or ROLES.get(action, ""), **given)
        assert isinstance(step, Step), step
        return step

    def changed(self, change: str) -> list[tuple[str, str]]:
        """What the last step did to clocks in this way: clock and unit."""
        return [(each.run.clock, each.run.key) for each in self.steps[-1].clocks if each.change == change]

    def running(self) -> list[tuple[str, str]]:
        return [(run.clock, run.key) for run in self.state.runs if run.stopped_at is None]


def registered(place: str = "general", on: str = "03-09", **given: object) -> Suggestion:
    """One that was filed and registered on that day."""
    case = Suggestion(place)
    case.open(on, **given)
    case.do("register", on)
    return case


def assigned(place: str = "general", on: str = "03-12") -> Suggestion:
    """One that was assigned on that day to u1, with the co-handler u2."""
    case = registered(place)
    case.do("assign", on, unit="u1", co_units=["u2"])
    return case


def replied(place: str = "general") -> Suggestion:
    """One that was accepted and replied to on 8 May."""
    case = assigned(place)
    case.do("accept", "03-16")
    case.do("reply", "05-08", **LETTER)
    return case


def in_parts() -> Suggestion:
    """One that p1, p2 and p3 handle in parts from 12 March on."""
    case = registered()
    case.do("assign_parts", "03-12", part_units=["p1", "p2", "p3"], text="p1 答复第一项，p2 答复第二项，p3 答复第三项")
    case.keys = {"part_handler": ("p1", "p2", "p3")}
    return case
