"""Who could handle an item (承办单位建议): units proposed with the reasons, for a person to choose from.

Reasons are what stands in the ledger: a unit named in the text, a unit that led similar items before, a unit whose
duties (职责) the text speaks of, a unit that leads much of what is handled on what the item is about. A word in passing
is none: far-fetched proposals cost the person who hands over more than they help. Nothing is assigned by it.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from huiyin.congress.similar import Similar, similar_to
from huiyin.ledger.lexicon import lexicons
from huiyin.ledger.models import Case, Passage, Statement
from huiyin.people.models import Unit, UnitName
from huiyin.people.selectors import successor_on
from huiyin.people.viewer import Viewer
from huiyin.reading.topics import find_topics

NAMED, LED, DUTY, TOPIC = 3.0, 2.0, 1.0, 1.0  # what a reason weighs
TITLE = 2  # a title says what an item is about: it counts as two statements, and a duty named in it as two
ALIKE = 0.5  # an item that was handled before and shares less (mostly its place) says nothing of who handles this one
SHARE = 1 / 3  # of what is handled on a topic: a unit that leads less of it is one of many
BAR = 0.4  # what reasons must weigh together
HALF = 0.5  # of the weight of the best: what lies below it is no alternative
MOST = 5
SHORTEST = 3  # characters of a name: shorter ones stand in other words
SHORTEST_DUTY = 2
_BETWEEN = re.compile(r"[、，,；;。.：:（）()\s]+|(?<=.)(?:与|和|及|以及)(?=.)")
_AROUND = re.compile(r"^(?:负责|承担|组织|指导|协调|推进|承办|主管|统筹)+|(?:等)?(?:工作|事务|事项|管理|监督|服务)$")
TASKS = 2000  # that are looked through for topics, newest first


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a unit is proposed: `named` with the name as it stands, `led` with the case.

    `duty` has the words of the unit's duties that stand in the text as its name; `topic` how many cases on it the unit
    leads (`count`), `of` how many that are handled.
    """

    code: str
    name: str = ""
    case: Case | None = None
    share: int = 0
    topic: str = ""
    count: int = 0
    of: int = 0


@dataclass(frozen=True, slots=True)
class Proposed:
    """A unit with the reasons for it, the weightiest first."""

    unit: Unit
    weight: float
    reasons: tuple[Reason, ...]


def propose_handlers(case: Case, viewer: Viewer, *, on: date, without: Unit | None = None) -> list[Proposed]:
    """Return the units that could handle an item, the likeliest first; none where no reason holds.

    Args:
        without: a unit that is not meant, as it has just sent the item back.
    """
    quotes = list(Passage.objects.filter(entry_id=case.entry_id).values_list("quote", flat=True))
    text = "\n".join([case.title, *quotes])
    found: dict[int, list[tuple[float, Reason]]] = defaultdict(list)
    here = list(Unit.objects.valid_on(on).filter(place=case.place))
    for unit_id, name in _named_in(text, case, here):
        found[unit_id].append((NAMED, Reason("named", name=name)))
    for each in similar_to(viewer, case.place, title=case.title, text=text, beside=[case.pk]):
        if each.case.lead_unit_id is not None and each.share >= ALIKE:
            found[each.case.lead_unit_id].append((LED * each.share, _led(each)))
    for unit in here:
        for words, weight in _weighed_duties(unit.duties, case.title, text)[:2]:
            found[unit.pk].append((weight, Reason("duty", name=words)))
    for unit_id, weight, reason in _on_topics(case):
        found[unit_id].append((weight, reason))
    units = Unit.objects.select_related("place").in_bulk(list(found))
    proposed = []
    for unit_id, reasons in found.items():
        successor = successor_on(units[unit_id], on)
        if successor is not None and successor != without:
            reasons.sort(key=lambda each: -each[0])
            weight = sum(value for value, _reason in reasons)
            proposed.append(Proposed(successor, weight, tuple(reason for _value, reason in reasons[:3])))
    return _worth_a_look(proposed)


def _worth_a_look(proposed: list[Proposed]) -> list[Proposed]:
    """Return the proposals that are not far-fetched: weighty enough, also beside the best, the weightiest first."""
    best = max((each.weight for each in proposed), default=0.0)
    kept = [each for each in proposed if each.weight >= max(BAR, HALF * best)]
    return sorted(kept, key=lambda each: (-each.weight, each.unit.pk))[:MOST]


def _weighed_duties(duties: str, title: str, text: str) -> list[tuple[str, float]]:
    """Return the duties that a text speaks of with what they weigh; a short word in passing (检查, 培训) is none."""
    found = []
    for words in duties_spoken_of(duties, text):
        weight = DUTY * len(words) / (len(words) + 2)
        if words in title:
            found.append((words, TITLE * weight))
        elif len(words) > SHORTEST_DUTY or text.count(words) > 1:
            found.append((words, weight))
    return found


def duties_spoken_of(duties: str, text: str) -> list[str]:
    """Return the duties of a unit, as it wrote them, that a text speaks of, the longest first.

    What stands around the matter itself (负责…工作, …管理) is left away: the text will hardly repeat it.
    """
    matters = {_AROUND.sub("", each) for each in _BETWEEN.split(duties)}
    found = [each for each in matters if len(each) >= SHORTEST_DUTY and each in text]
    return sorted(found, key=lambda each: (-len(each), each))


def _led(each: Similar) -> Reason:
    return Reason("led", case=each.case, share=each.percent)


def _named_in(text: str, case: Case, units: Iterable[Unit]) -> list[tuple[int, str]]:
    """Return the units of the place of whose names one stands in a text, by whatever name."""
    names = [(unit.pk, name) for unit in units for name in (unit.name, unit.short_name)]
    names += list(UnitName.objects.filter(unit__place=case.place).values_list("unit_id", "name"))
    found: dict[int, str] = {}
    for pk, name in sorted(names, key=lambda each: -len(each[1])):
        if len(name) >= SHORTEST and name in text:
            found.setdefault(pk, name)
    return list(found.items())


def _on_topics(case: Case) -> list[tuple[int, float, Reason]]:
    """Return units that lead much of what is handled on what an item is about: unit, weight and reason."""
    topics = _topics_of(case)
    if not topics:
        return []
    led = Case.objects.filter(Q(place=case.place), lead_unit__isnull=False).exclude(pk=case.pk).order_by("-pk")
    counted: dict[str, Counter[int]] = defaultdict(Counter)
    for unit_id, theirs in led.values_list("lead_unit_id", "topics")[:TASKS]:
        for topic in topics.keys() & set(theirs):
            if unit_id is not None:
                counted[topic][unit_id] += 1
    found = []
    for topic, by_unit in counted.items():
        of = by_unit.total()
        for unit_id, n in by_unit.items():
            if n / of >= SHARE:
                found.append((unit_id, TOPIC * topics[topic] * n / of, Reason("topic", topic=topic, count=n, of=of)))
    return found


def _topics_of(case: Case) -> dict[str, float]:
    """Return what an item is about, each topic with its share of the most frequent one; what is met once is not."""
    sources = Passage.objects.filter(entry_id=case.entry_id).values("source_id")
    rows = Statement.objects.filter(source_id__in=sources, gone=False).values_list("topics", flat=True)
    counted = Counter(topic for topics in rows for topic in set(topics))
    (titled,) = find_topics(case.title, [(0, len(case.title))], lexicons())
    for topic in titled:
        counted[topic] += TITLE
    most = max(counted.values(), default=0)
    return {topic: n / most for topic, n in counted.items() if n > 1 and n >= HALF * most}
