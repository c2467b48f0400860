"""How units handle suggestions of the fictional city (办理), and how deputies judge the replies (评价)."""

from typing import Any

from huiyin.demo.city.items import Item
from huiyin.demo.city.steps import City, Steps

TALKED = "当面听取了代表意见，代表希望明确时限。"
AGREES = "我单位按职责配合办理，同意主办单位意见。"
REMINDED = "答复已送达，请您对办理情况作出评价。"


def handle(city: City, steps: Steps, item: Item, ago: int, number: int) -> None:
    """Sign, talk with the deputy, hear the co-handlers, draft and issue the reply, let the deputy judge it."""
    unit = city.units[item.unit]
    handler, head = city.of_unit(unit, "unit_handler"), city.of_unit(unit, "unit_head")
    steps.add("accept", handler, ago - 6)
    steps.add("contact", handler, ago - 14, **talk(city, steps, ago - 14))
    if item.supervised:
        steps.add("supervise", city.viewer("secretary"), ago - 30, text=item.supervised)
    if item.story == "extension":
        steps.add("ask_extension", handler, 8, until=city.day(-60), reason=item.reason)
    if item.story in ("opined", "extension") or item.reaches("awaiting_approval"):
        for each in item.co:
            other = city.units[each]
            opinion = {"unit_key": other.key, "text": AGREES}
            steps.add("opinion", city.of_unit(other, "unit_handler"), ago - 20, **opinion)
    if not item.reaches("awaiting_approval"):
        return
    steps.add("draft_reply", handler, ago - 40, text=item.reply)
    if item.reaches("replied"):
        steps.add("reply", head, ago - 42, **_letter(city, item, ago - 42, number, item.mark, item.reply))
        _judged(city, steps, item, ago, number)


def talk(city: City, steps: Steps, ago: int) -> dict[str, Any]:
    """Return what is entered of a talk with the deputy who filed."""
    filer = steps.case.deputies.get(part="filer").deputy
    on = city.at(ago).date()
    return {"contact_form": "interview", "contacted_on": on, "contact_with": [filer.key], "text": TALKED}


def _letter(city: City, item: Item, ago: int, number: int, mark: str, text: str) -> dict[str, Any]:
    on, short = city.at(ago).date(), city.units[item.unit].short_name.removeprefix("市")
    return {"outcome": mark, "letter_on": on, "letter_number": f"{short}函〔{on.year}〕{number + 30}号", "text": text}


def _judged(city: City, steps: Steps, item: Item, ago: int, number: int) -> None:
    """Let the deputy evaluate, and the secretariat go on from there."""
    secretary, story = city.viewer("secretary"), item.then or item.story
    if story in ("reminded", "closed_unevaluated"):
        steps.add("remind_evaluation", secretary, ago - 60, text=REMINDED)
    if story == "closed_unevaluated":
        steps.add("close_unevaluated", secretary, ago - 80, reason=item.reason)
    if story in ("evaluated", "promised", "closed"):
        steps.add("evaluate", city.viewer(item.who), ago - 50, **_grades(item.grades))
    if story == "promised":
        steps.add("track", secretary, ago - 52)
    elif story == "closed":
        steps.add("close", secretary, ago - 52)
    elif story in ("rehandling", "replied_again", "closed_again", "disputed", "settled"):
        _again(city, steps, item, ago, number)


def _again(city: City, steps: Steps, item: Item, ago: int, number: int) -> None:
    """Handle it again (重新办理): another reply, and what the deputy says to that one."""
    secretary, deputy = city.viewer("secretary"), city.viewer(item.who)
    head = city.of_unit(city.units[item.unit], "unit_head")
    steps.add("redo", deputy, ago - 50, attitude="satisfied", result="unsatisfied", reason=item.reason)
    if item.story == "rehandling":
        return
    steps.add("reply", head, ago - 72, **_letter(city, item, ago - 72, number + 100, item.again_mark, item.again))
    if item.story == "closed_again":
        steps.add("evaluate", deputy, ago - 80, **_grades(item.again_grades))
        steps.add("close", secretary, ago - 82)
    if item.story in ("disputed", "settled"):
        steps.add("dispute", deputy, ago - 80, attitude="satisfied", result="unsatisfied", reason=item.dispute)
    if item.story == "settled":
        steps.add("convene", secretary, ago - 90, contacted_on=city.at(ago - 90).date(), text=item.convened)
        letter = _letter(city, item, ago - 115, number + 200, item.last_mark, item.last)
        steps.add("reply", head, ago - 115, **letter)
        steps.add("evaluate", deputy, ago - 120, **_grades(item.last_grades))
        steps.add("close", secretary, ago - 122)


def _grades(grades: tuple[str, str]) -> dict[str, str]:
    return {"attitude": grades[0], "result": grades[1]}
