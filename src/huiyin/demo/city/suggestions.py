"""Deputies' suggestions of the fictional city, one in each state: drafted, filed, handed over, answered, evaluated."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from huiyin.congress import promises
from huiyin.congress.drafts import Written, answer, invite, start_draft, write_draft
from huiyin.congress.filing import file_draft
from huiyin.congress.models import Congress, SuggestionDraft
from huiyin.demo.city.files import rows
from huiyin.demo.city.session import LOG_INS
from huiyin.demo.city.year import City, Steps
from huiyin.ledger.jobs import read_source
from huiyin.ledger.models import Case
from huiyin.people.models import Deputy, Unit
from huiyin.people.viewer import Viewer

# How far each story goes; a story takes every step up to its own.
WAY = (
    "draft", "filed", "registered", "forwarded", "assigned", "handling", "awaiting_approval", "replied",
)  # fmt: skip
BEYOND = {"returned": "assigned", "rehandling": "replied", "tracking": "replied", "closed": "replied"}
COSIGNERS = ("满庭岚", "周砚秋", "邹棠", "焦埠", "虞陌")
NOT_SATISFIED = "答复只说明了暂时的困难，没有给出解决的办法和时间。"


@dataclass(frozen=True, slots=True)
class Item:
    """One row of `suggestions.tsv`."""

    who: str
    cosigners: int
    title: str
    grounds: str
    proposals: str
    unit: str
    co: tuple[str, ...]
    days: int
    story: str
    mark: str
    reply: str

    def reaches(self, stage: str) -> bool:
        """Whether the story comes to a stage of the common way."""
        return WAY.index(BEYOND.get(self.story, self.story)) >= WAY.index(stage)


def load_suggestions(city: City) -> None:
    """Let deputies file what the data file tells, and the secretariat, the government and units handle it."""
    congress = Congress.objects.get(place=city.places["YT00"])
    for number, item in enumerate(_items(), 31):
        draft = _written(city, congress, item)
        if item.reaches("filed"):
            _live(city, draft, item, number)


def _items() -> Iterator[Item]:
    for who, cosigners, title, grounds, proposals, unit, co, days, story, mark, reply, *_more in rows(
        "suggestions.tsv"
    ):
        yield Item(
            who, int(cosigners), title, grounds, proposals, unit, tuple(co.split()), int(days), story, mark, reply
        )


def _written(city: City, congress: Congress, item: Item) -> SuggestionDraft:
    """Write a draft, and let co-signers confirm it; of one that is still a draft nobody has answered yet."""
    at = city.at(item.days + 1)
    deputy = Deputy.objects.get(name=LOG_INS[item.who])
    draft = start_draft(congress=congress, drafter=deputy, by=city.viewer(item.who), at=at)
    told = Written(title=item.title, grounds=item.grounds, proposals=item.proposals, publish=True)
    draft = write_draft(draft=draft, written=told, at=at, expected=draft.revision)
    asked = Deputy.objects.filter(name__in=COSIGNERS[: item.cosigners], mandates__congress=congress)
    if item.story == "draft":  # two who can log in are asked, so that their desks show it
        asked = Deputy.objects.filter(name__in=[name for who, name in LOG_INS.items() if who != item.who])
    for cosigning in invite(draft=draft, deputies=asked, at=at):
        if item.story != "draft":
            answer(cosigning=cosigning, confirms=True, revision=draft.revision, at=at)
    return draft


def _live(city: City, draft: SuggestionDraft, item: Item, number: int) -> None:
    filed = file_draft(draft=draft, by=city.viewer(item.who), at=city.at(item.days))
    read_source(filed.source.key)
    unit = city.units[item.unit]
    steps = Steps(city, filed.case, unit)
    _hand_over(city, steps, item, unit)
    if item.reaches("handling"):
        _handle(city, steps, item, unit, number)
    steps.take()
    if item.story == "tracking":
        _promise(city, steps.case, item, unit)


def _hand_over(city: City, steps: Steps, item: Item, unit: Unit) -> None:
    """Register, forward to the government's office, hand to the unit: a day or two each."""
    secretary, supervisor = city.viewer("secretary"), city.viewer("supervisor")
    if item.reaches("registered"):
        steps.add("register", secretary, item.days - 1, **{"class": "ordinary"}, category=_category(item))
    if item.reaches("forwarded"):
        steps.add("forward", secretary, item.days - 2, office=city.units["zfb"])
    if item.reaches("assigned"):
        co_units = [city.units[each] for each in item.co]
        steps.add("assign", supervisor, item.days - 4, unit=unit, co_units=co_units)
    if item.story == "returned":
        steps.add("send_back", city.of_unit(unit, "unit_handler"), item.days - 6, reason=item.reply)


def _category(item: Item) -> str:
    sorts = {"nyj": "农业农村", "zjj": "城建环资", "sthj": "城建环资", "jtj": "城建环资", "mzj": "社会建设"}
    return sorts.get(item.unit, "教科文卫")


def _handle(city: City, steps: Steps, item: Item, unit: Unit, number: int) -> None:
    """Sign, talk with the deputy, hear the co-handlers, draft and issue the reply, let the deputy judge it."""
    handler, head, deputy = city.of_unit(unit, "unit_handler"), city.of_unit(unit, "unit_head"), city.viewer(item.who)
    filer = steps.case.deputies.get(part="filer").deputy
    steps.add("accept", handler, item.days - 6)
    talked = {"contact_form": "interview", "contacted_on": city.at(item.days - 14).date(), "contact_with": [filer.key]}
    steps.add("contact", handler, item.days - 14, **talked, text="当面听取了代表意见，代表希望明确时限。")
    if not item.reaches("awaiting_approval"):
        return
    for each in item.co:
        text = "我单位按职责配合办理，同意主办单位意见。"
        steps.add(
            "opinion",
            city.of_unit(city.units[each], "unit_handler"),
            item.days - 20,
            unit_key=city.units[each].key,
            text=text,
        )
    steps.add("draft_reply", handler, item.days - 40, text=item.reply)
    if not item.reaches("replied"):
        return
    letter: dict[str, Any] = {"letter_on": city.at(item.days - 42).date(), "text": item.reply}
    letter["letter_number"] = f"{unit.short_name.removeprefix('市')}函〔{city.at(item.days - 42).year}〕{number}号"
    steps.add("reply", head, item.days - 42, outcome=item.mark, **letter)
    _judged(city, steps, item, deputy)


def _judged(city: City, steps: Steps, item: Item, deputy: Viewer) -> None:
    """Let the deputy evaluate, and the secretariat go on from there."""
    secretary = city.viewer("secretary")
    if item.story == "rehandling":
        grades = {"attitude": "satisfied", "result": "unsatisfied"}
        steps.add("redo", deputy, item.days - 50, **grades, reason=NOT_SATISFIED)
    elif item.story in ("tracking", "closed"):
        steps.add("evaluate", deputy, item.days - 50, attitude="satisfied", result="satisfied")
        action = "track" if item.story == "tracking" else "close"
        steps.add(action, secretary, item.days - 52)


def _promise(city: City, case: Case, item: Item, unit: Unit) -> None:
    """Let the unit take up what its reply promises by a day that is still to come."""
    by, at = city.of_unit(unit, "unit_handler"), city.at(item.days - 60)
    source = promises.read_reply(case=case, by=by, at=at)
    for found in promises.proposed_promises(case, source):
        if found.due_on is not None and found.due_on > city.today:
            promises.make_promise(case=case, statement=found.statement, due_on=found.due_on, by=by, at=at)
