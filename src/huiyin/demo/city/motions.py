"""What becomes of motions (议案) in the fictional city: referred, put on the agenda, adopted, or made suggestions."""

from datetime import timedelta

from huiyin.demo.city.items import Item
from huiyin.demo.city.steps import City, Steps
from huiyin.ledger.models import Case

LISTED = "主任会议研究，决定列入市人大常委会会议议程。"
ADOPTED = "市人大常委会会议表决，全票通过。"


def decide(city: City, motion: Case, item: Item, ago: int) -> Case | None:
    """Let the presidium decide; return the suggestion into which the motion was turned, None where it was not."""
    secretary = city.viewer("secretary")
    steps = Steps(city, motion, None)
    signers = 1 + len(item.cosigners)
    steps.add("register", secretary, ago, signers=signers, category=item.category)
    if item.story == "turned":
        steps.add("turn_into_suggestion", secretary, ago - 1, reason=item.decision)
    else:
        due_on = city.at(ago).date() + timedelta(days=120)
        steps.add("refer", secretary, ago - 1, committee=item.committee, due_on=due_on)
        filer = motion.deputies.get(part="filer").deputy
        met = {"contact_form": "meeting", "contacted_on": city.at(ago - 60).date(), "contact_with": [filer.key]}
        steps.add("contact", secretary, ago - 60, **met)
        steps.add("report", secretary, ago - 110, text=item.report, period=f"{city.at(ago - 110):%Y-%m}")
        steps.add("put_on_agenda", secretary, ago - 130, text=LISTED)
        if item.story == "adopted":
            steps.add("adopt", secretary, ago - 170, text=ADOPTED)
    steps.take()
    return Case.objects.get(previous=motion) if item.story == "turned" else None
