"""Suggestions like one that is being written or registered (相似建议), with what was answered to them.

Found by the words of titles (pairs of characters, Dice) and by the sketches of whole texts (`ledger.likeness`); shown
with the share, so that a person judges. Of other deputies' items only those are shown that the rules make public.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Q, QuerySet

from huiyin import policy
from huiyin.congress.letter_text import without_marks
from huiyin.congress.standing_replies import ACTIONS, standing
from huiyin.ledger import likeness, policies
from huiyin.ledger.models import Case, Event, Passage, Stream
from huiyin.ledger.notes import note_bodies
from huiyin.ledger.relations import visible_cases
from huiyin.people.models import Place
from huiyin.people.viewer import Viewer
from huiyin.reading.fold import fold

TYPES = ("suggestion", "motion")
LEAST = 0.35  # titles that share less are of another matter
LOOKED_THROUGH = 20_000  # newest items: four years of a province
FRAME = ("关于", "的建议", "的议案", "进一步", "加快", "加强", "推进", "推动", "完善", "支持", "加大", "力度")


@dataclass(frozen=True, slots=True)
class Similar:
    """A case that is like a text; `reply` is what was answered last, "" where nothing was yet."""

    case: Case
    share: float
    reply: str

    @property
    def percent(self) -> int:
        """The share in per cent, rounded down."""
        return int(100 * self.share)


def similar_to(
    viewer: Viewer, place: Place, *, title: str, text: str = "", beside: Iterable[int] = (), most: int = 5
) -> list[Similar]:
    """Return the items of a place that are most like a title and a text, the likest first.

    Args:
        beside: ids of cases that are left out: the one itself, what is merged already.
    """
    wanted, sketch = pairs(title), likeness.sketch(likeness.shingles(text)) if text else []
    if not wanted:
        return []
    rows = open_to(viewer, place).exclude(pk__in=list(beside)).order_by("-pk")
    scored = []
    sketches = _sketches(rows) if sketch else {}
    for pk, entry, other in rows.values_list("pk", "entry_id", "title")[:LOOKED_THROUGH]:
        share = max(dice(wanted, pairs(other)), likeness.estimate(sketch, sketches.get(entry, [])))
        if share >= LEAST:
            scored.append((share, pk))
    best = sorted(scored, reverse=True)[:most]
    cases = Case.objects.select_related("lead_unit", "place").in_bulk([pk for _share, pk in best])
    replies = last_replies(cases.values())
    return [Similar(cases[pk], share, replies.get(cases[pk].key, "")) for share, pk in best]


def open_to(viewer: Viewer, place: Place) -> QuerySet[Case]:
    """Return the items that a person may be shown as examples: the visible ones, and what is public with consent."""
    public = Q(pk__in=[])
    for rules in _rules():
        stages = [stage.code for stage in rules.stages if stage.public]
        public |= Q(policy=rules.id, stage__in=stages, filing__publish=True)
    of_type = Case.objects.filter(case_type__in=TYPES, place=place)
    return of_type.filter(public | Q(pk__in=visible_cases(viewer).filter(case_type__in=TYPES).values("pk")))


def _rules() -> list[policy.Policy]:
    used = Case.objects.filter(case_type__in=TYPES).order_by().values_list("policy", flat=True).distinct()
    return [policies.current_policy(name) for name in used]


def _sketches(rows: QuerySet[Case]) -> Mapping[int, list[int]]:
    entries = rows.order_by().values("entry_id")
    return dict(Passage.objects.filter(entry_id__in=entries).values_list("entry_id", "source__shingles"))


@lru_cache(maxsize=50_000)
def pairs(title: str) -> frozenset[str]:
    """Return the pairs of characters of a title without the words that every title has."""
    bare = fold(title)
    for word in FRAME:
        bare = bare.replace(word, " ")
    return frozenset(
        part[at : at + 2]
        for part in "".join(c if c.isalnum() else " " for c in bare).split()
        for at in range(len(part) - 1)
    )


def dice(one: frozenset[str], other: frozenset[str]) -> float:
    """Return how much two sets of pairs share, from 0 to 1."""
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0


def last_replies(cases: Iterable[Case]) -> dict[str, str]:
    """Return the words of the last reply that stands by the key of the case."""
    keys = [case.key for case in cases]
    events = Event.objects.filter(stream=Stream.CASE, stream_key__in=keys, payload__step__action__in=ACTIONS)
    told: dict[str, list[tuple[str, str]]] = {}
    for event in events.order_by("pk"):
        note = event.payload.get("notes", {}).get("text", {}).get("note", "")
        told.setdefault(event.stream_key, []).append((event.payload["step"]["action"], note))
    notes = {key: stands[-1] for key, each in told.items() if (stands := standing(each))}
    texts = note_bodies(notes.values())
    return {key: without_marks(texts[note]) for key, note in notes.items() if note in texts}
