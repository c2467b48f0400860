"""What statistics need to know of each suggestion (逐件事实), read once: figures, lists and reports are made of these.

So that a figure and the list of what it counts can never differ.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from huiyin.congress.standing_replies import answered
from huiyin.ledger.models import Case, CaseDeputy, CaseParty, Evaluation, Event, Stream
from huiyin.ledger.whole import whole_run
from huiyin.people.models import Account

NOT_TAKEN = ("withdrawn", "declined")
FACE_TO_FACE = ("visit", "interview", "meeting", "survey")  # 走访、面商、座谈、调研
_COLUMNS = (
    "pk", "key", "number", "title", "stage", "policy", "policy_version", "category", "issued_on", "accepted",
    "sent_back", "state", "closed", "lead_unit_id", "lead_unit__key", "lead_unit__name", "lead_unit__short_name",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Handled:
    """A suggestion as statistics see it; empty values say that it has not come so far.

    `in_time` is None while the limit by law still runs, or where there is none. `first` and `last` are the results of
    the first and of the latest evaluation. `key_item` says who presses it, where it is a key item (重点督办). What is
    handled in parts (分办) has no lead unit but the units of its `parts`, by key and name; it is accepted once each of
    them has, and replied to with the last reply of them. A recalled reply is none.
    """

    pk: int
    key: str
    number: str
    title: str
    stage: str
    policy: str
    policy_version: str
    category: str
    unit_key: str
    unit: str
    taken: bool
    assigned_on: date | None
    accepted: bool
    sent_back: bool
    replied_on: date | None
    in_time: bool | None
    met: bool
    outcome: str
    first: str
    last: str
    closed: bool
    key_item: tuple[str, ...] | None = None
    filer: str = ""
    parts: tuple[tuple[str, str], ...] = ()

    @property
    def replied(self) -> bool:
        """Whether a reply was issued."""
        return self.replied_on is not None


def handled(cases: QuerySet[Case], *, today: date) -> list[Handled]:
    """Return the suggestions among cases by their numbers; motions and promises are not among them."""
    rows: Any = list(cases.filter(case_type="suggestion").order_by("number", "pk").values(*_COLUMNS))
    issued = [row["key"] for row in rows if row["issued_on"] and row["stage"] not in NOT_TAKEN]
    replies, recalled = answered(issued)
    met = _met(issued)
    opinions = _opinions([row["pk"] for row in rows if row["key"] in replies])
    filers, parts = _filers([row["pk"] for row in rows]), _parts([row["pk"] for row in rows])
    keyed = _key_items(row["key"] for row in rows)
    return [
        Handled(
            pk=row["pk"],
            key=row["key"],
            number=row["number"],
            title=row["title"],
            stage=row["stage"],
            policy=row["policy"],
            policy_version=row["policy_version"],
            category=row["category"],
            unit_key="" if row["pk"] in parts else row["lead_unit__key"] or "",
            unit=_unit(row, parts.get(row["pk"], ())),
            taken=row["stage"] not in NOT_TAKEN,
            assigned_on=row["issued_on"],
            accepted=row["accepted"],
            sent_back=row["sent_back"],
            replied_on=replies[row["key"]][0] if row["key"] in replies else None,
            in_time=_in_time(row, replies.get(row["key"], (None,))[0], row["key"] in recalled, today),
            met=row["key"] in met,
            outcome=replies[row["key"]][1] if row["key"] in replies else "",
            first=opinions.get(row["pk"], ("", ""))[0],
            last=opinions.get(row["pk"], ("", ""))[1],
            closed=row["closed"],
            key_item=keyed.get(row["key"]),
            filer=filers.get(row["pk"], ""),
            parts=parts.get(row["pk"], ()),
        )
        for row in rows
    ]


def _parts(ids: list[int]) -> dict[int, tuple[tuple[str, str], ...]]:
    """Return the units that each handle a part of an item, by key and name."""
    rows = CaseParty.objects.filter(case_id__in=ids, active=True, part=CaseParty.Part.PART_HANDLER)
    found: dict[int, tuple[tuple[str, str], ...]] = {}
    for each in rows.select_related("unit").order_by("pk"):
        found[each.case_id] = (*found.get(each.case_id, ()), (each.unit.key, each.unit.label))
    return found


def _unit(row: dict[str, Any], parts: tuple[tuple[str, str], ...]) -> str:
    """Return who handles it, in short: the lead unit, or the units of its parts."""
    if parts:
        return "、".join(name for _key, name in parts)
    return str(row["lead_unit__short_name"] or row["lead_unit__name"] or "")


def _met(keys: list[str]) -> set[str]:
    events = Event.objects.filter(stream=Stream.CASE, stream_key__in=keys, payload__step__action="contact")
    return set(events.filter(payload__given__contact_form__in=FACE_TO_FACE).values_list("stream_key", flat=True))


def _key_items(keys: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return who presses the key items: the committee, and the leader where one was named."""
    events = Event.objects.filter(
        stream=Stream.CASE, stream_key__in=list(keys), payload__step__action="list_as_key"
    ).order_by("position")
    given = [(event.stream_key, event.payload.get("given", {})) for event in events]
    leaders = dict(
        Account.objects.filter(key__in={str(each.get("leader") or "") for _key, each in given} - {""}).values_list(
            "key", "name"
        )
    )
    return {
        key: tuple(filter(None, (str(each.get("committee") or ""), leaders.get(str(each.get("leader") or ""), ""))))
        for key, each in given
    }


def _filers(ids: list[int]) -> dict[int, str]:
    rows = CaseDeputy.objects.filter(case_id__in=ids, active=True, part=CaseDeputy.Part.FILER)
    return dict(rows.values_list("case_id", "deputy__name"))


def _opinions(ids: list[int]) -> dict[int, tuple[str, str]]:
    """Return the results of the first and of the latest evaluation."""
    found: dict[int, tuple[str, str]] = {}
    rows = Evaluation.objects.filter(case_id__in=ids).order_by("position")
    for case, result in rows.values_list("case_id", "result"):
        found[case] = (found[case][0] if case in found else result, result)
    return found


def _in_time(row: dict[str, Any], replied_on: date | None, recalled: bool, today: date) -> bool | None:
    """Return whether the first reply that stands came before the last day by law was over; None while that runs.

    The day of the reply is held against it, not the end of its clock: a reply that was recalled has ended it too.
    """
    run = whole_run(row["state"])
    if run is None:
        return None
    if replied_on is not None:
        return replied_on < run.deadline.late_on
    unanswered = run.stopped_at is None or recalled  # else it was handed back, and begins anew with its handing over
    return False if unanswered and run.deadline.late_on <= today else None
