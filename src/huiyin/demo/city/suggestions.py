"""Deputies' suggestions (代表建议) of the fictional city in every state: drafted, filed, returned, merged, handed over.

What units and deputies then make of them stands in `handling`, promises in `kept_word`, motions in `motions`.
"""

from huiyin.congress.drafts import Written, answer, invite, start_draft, write_draft
from huiyin.congress.filing import file_draft
from huiyin.congress.models import Congress, SuggestionDraft
from huiyin.demo.city.handling import handle, talk
from huiyin.demo.city.items import Item, items
from huiyin.demo.city.kept_word import keep_word
from huiyin.demo.city.motions import decide
from huiyin.demo.city.steps import City, Steps
from huiyin.ledger.jobs import read_source
from huiyin.ledger.models import Case
from huiyin.people.models import Deputy

PART_OUTCOME = "in_progress"
PART_REPLY = "一、关于集中供水点。四处集中供水点已完成勘测，两处已开工。二、关于用水计量。计量水表随供水点同步安装。"


def load_suggestions(city: City) -> None:
    """Let deputies file what the data files tell, and the secretariat, the government and units handle it."""
    congress = Congress.objects.get(place=city.places["YT00"])
    deputies = {row.name: row for row in Deputy.objects.filter(mandates__congress=congress)}
    for number, item in enumerate(items(city.today), 1):
        ago = item.filed_ago(city.today)
        draft = _written(city, congress, deputies, item, ago)
        if item.kind == "motion" or item.reaches("filed"):
            _live(city, draft, item, ago, number)


def _written(city: City, congress: Congress, deputies: dict[str, Deputy], item: Item, ago: int) -> SuggestionDraft:
    """Write a draft, and let co-signers confirm it; of one that is still a draft nobody has answered yet."""
    at = city.at(ago + 1 if item.on is None else ago)
    deputy = deputies[city.accounts[item.who].name]
    draft = start_draft(congress=congress, drafter=deputy, by=city.viewer(item.who), at=at)
    told = Written(kind=item.kind, title=item.title, grounds=item.grounds, proposals=item.proposals, publish=True)
    draft = write_draft(draft=draft, written=told, at=at, expected=draft.revision)
    for cosigning in invite(draft=draft, deputies=[deputies[name] for name in item.cosigners], at=at):
        if item.story != "draft":
            answer(cosigning=cosigning, confirms=True, revision=draft.revision, at=at)
    return draft


def _live(city: City, draft: SuggestionDraft, item: Item, ago: int, number: int) -> None:
    filed = file_draft(draft=draft, by=city.viewer(item.who), at=city.at(ago, 1))
    read_source(filed.source.key)
    case = filed.case
    if item.kind == "motion":
        found = decide(city, case, item, ago)
        if found is None:
            return
        case, ago = found, ago - 2
    steps = Steps(city, case, city.units.get(item.unit))
    _hand_over(city, steps, item, ago)
    if item.reaches("handling"):
        handle(city, steps, item, ago, number)
    steps.take()
    if item.promises:
        keep_word(city, steps.case, item, ago)


def _hand_over(city: City, steps: Steps, item: Item, ago: int) -> None:
    """Register, forward to the government's office, hand to the unit: a day or two each."""
    secretary, supervisor, deputy = city.viewer("secretary"), city.viewer("supervisor"), city.viewer(item.who)
    match item.story:
        case "withdrawn":
            steps.add("withdraw", deputy, ago - 2, reason=item.reason)
        case "declined":
            steps.add("decline", secretary, ago - 2, ground=item.ground, reason=item.reason)
        case "with_deputy":
            steps.add("return_to_deputy", secretary, ago - 2, ground=item.ground, reason=item.reason)
    if item.reaches("registered"):
        steps.add("register", secretary, ago - 1, **{"class": item.class_}, category=item.category)
    if item.story == "merged":
        into = Case.objects.get(title=item.into)
        steps.add("merge", secretary, ago - 3, into=into, reason=item.reason)
        if into.lead_unit is not None:
            steps.add("contact", city.of_unit(into.lead_unit, "unit_handler"), ago - 15, **talk(city, steps, ago - 15))
    if item.reaches("forwarded"):
        steps.add("forward", secretary, ago - 2, office=city.units["zfb"])
    if item.parts:
        _in_parts(city, steps, item, ago)
    if item.reaches("assigned"):
        co_units = [city.units[each] for each in item.co]
        steps.add("assign", supervisor, ago - 4, unit=city.units[item.unit], co_units=co_units)
    if item.key:
        leader = city.accounts["leader"].key
        steps.add("list_as_key", secretary, ago - 5, committee=item.key, leader=leader)
    if item.story == "returned":
        steps.add("send_back", city.of_unit(city.units[item.unit], "unit_handler"), ago - 6, reason=item.reason)


def _in_parts(city: City, steps: Steps, item: Item, ago: int) -> None:
    """Hand it to several units at once (分办); all sign, the first has replied for its part."""
    units = [city.units[each] for each in item.parts]
    steps.add("assign_parts", city.viewer("supervisor"), ago - 4, part_units=units, text=item.allotted)
    for unit in units:
        handler, talked = city.of_unit(unit, "unit_handler"), talk(city, steps, ago - 12)
        steps.add("accept", handler, ago - 6, unit_key=unit.key)
        steps.add("contact", handler, ago - 12, unit_key=unit.key, **talked)
    first, letter_on = units[0], city.at(ago - 30).date()
    letter = {"letter_number": f"水务函〔{letter_on.year}〕88号", "letter_on": letter_on, "text": PART_REPLY}
    steps.add("reply", city.of_unit(first, "unit_head"), ago - 30, unit_key=first.key, outcome=PART_OUTCOME, **letter)
