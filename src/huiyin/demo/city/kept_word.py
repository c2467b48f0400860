"""What becomes of the promises made in replies (答复承诺): kept, open, rolled over into the next year."""

from datetime import date, timedelta

from huiyin.congress import promises
from huiyin.demo.city.items import Item
from huiyin.demo.city.steps import City, Steps
from huiyin.ledger.models import Case

REPORTED = "按承诺时限推进，已完成过半"
FULFILLED = "承诺事项已经落实，验收单附后，已向代表作了说明。"
NOT_YET = "年底前只完成一部分，其余受施工条件限制，结转下年继续办理并向代表说明。"
KEPT = ("kept", "exceeded")
ROLLED = ("rolled_over", "rolled_over_late")


def keep_word(city: City, case: Case, item: Item, ago: int) -> None:
    """Let the unit take up each dated promise of its reply, and let happen what the item tells of each.

    Raises:
        LookupError: the reply holds another number of dated promises than the item tells of.
    """
    unit = city.units[item.unit]
    by, at = city.of_unit(unit, "unit_handler"), city.at(ago - 60)
    source = promises.read_reply(case=case, by=by, at=at)
    dated = [found for found in promises.proposed_promises(case, source) if found.due_on is not None]
    if len(dated) != len(item.promises):
        raise LookupError(f"{item.title}: {len(dated)} dated promises, {len(item.promises)} told")
    for found, outcome in zip(dated, item.promises, strict=True):
        due_on = found.due_on or city.today
        made = promises.make_promise(case=case, statement=found.statement, due_on=due_on, by=by, at=at)
        _live(city, made, item, ago, due_on, outcome)
    if set(item.promises) <= set(KEPT):
        steps = Steps(city, case, unit)
        steps.add("close", city.viewer("secretary"), max(city.ago(found.due_on or city.today) for found in dated))
        steps.take()


def _live(city: City, made: Case, item: Item, ago: int, due_on: date, outcome: str) -> None:
    """Start, report, and come to the outcome; a promise that is open has only been made."""
    unit, due_ago = city.units[item.unit], city.ago(due_on)
    handler = city.of_unit(unit, "unit_handler")
    steps = Steps(city, made, unit)
    if outcome != "open":
        steps.add("start", handler, ago - 62)
        until = max(due_ago, 0)
        steps.add("report", handler, (ago - 62 + until) / 2, **_progress(city, (ago - 62 + until) / 2))
    if outcome in KEPT:
        _fulfil(city, steps, item, due_ago + 10, outcome)
    elif outcome in ROLLED:
        year = due_on.year + 1
        late = {"outcome": "late" if outcome == "rolled_over_late" else "partly", "year": year, "reason": NOT_YET}
        steps.add("roll_over", city.viewer("secretary"), due_ago - 2, **late)
    steps.take()
    if outcome in ROLLED:
        _next_year(city, made, item, due_on, outcome)


def _fulfil(city: City, steps: Steps, item: Item, ago: int, outcome: str) -> None:
    """Report the promise fulfilled, with evidence; the deputy evaluates it, the secretariat closes it."""
    head = city.of_unit(city.units[item.unit], "unit_head")
    steps.add("fulfil", head, ago, text=FULFILLED, evidence=True)
    steps.add("evaluate", city.viewer(item.who), ago - 6, attitude="satisfied", result="satisfied")
    steps.add("close", city.viewer("secretary"), ago - 8, outcome=outcome)


def _next_year(city: City, made: Case, item: Item, due_on: date, outcome: str) -> None:
    """Go on with a promise that rolled over; one of two is fulfilled there, late."""
    case, unit = Case.objects.get(previous=made), city.units[item.unit]
    ago = city.ago(due_on)
    handler = city.of_unit(unit, "unit_handler")
    steps = Steps(city, case, unit)
    ends = due_on + timedelta(days=180 if outcome == "rolled_over_late" else 365)
    steps.add("start", handler, ago - 10, due_on=ends)
    steps.add("report", handler, ago - 90, **_progress(city, ago - 90))
    if outcome == "rolled_over_late":
        _fulfil(city, steps, item, ago - 150, "late")
    steps.take()


def _progress(city: City, ago: float) -> dict[str, str]:
    return {"form": "推进中", "said": REPORTED, "period": f"{city.at(ago):%Y-%m}"}
