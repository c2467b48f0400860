"""What other tables hold of the cases that are shown (旁列): fetched in bulk, and only where some case shows it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import F
from django.utils import timezone

from huiyin.congress.letter_text import through_marks
from huiyin.congress.masking import masked
from huiyin.congress.models import CommitteeOpinion, Membership
from huiyin.congress.public_items import NO_NAMES, Grade, PublicReply
from huiyin.congress.public_rules import PublicView
from huiyin.congress.publishing import REPORTS
from huiyin.congress.standing_replies import RECALL, standing
from huiyin.ledger import policies
from huiyin.ledger.models import Case, CaseDeputy, CaseParty, Evaluation, Event, Passage, Publication, Stream
from huiyin.ledger.models import Progress as Reported
from huiyin.ledger.notes import note_bodies
from huiyin.ledger.whole import whole_run
from huiyin.people.models import Unit
from huiyin.policy import name_of
from huiyin.policy.model import Names, Run

REPLIES = {  # steps that answer, by type of case; a step of the same name in another type answers nothing
    "suggestion": ("reply", "correct_reply"),
    "opinion": ("report", "report_again"),
    "inquiry": ("answer",),
}
ANSWERS = (*{action for actions in REPLIES.values() for action in actions}, RECALL)
CO_PARTS = (CaseParty.Part.CO_HANDLER, CaseParty.Part.RESPONSIBLE, CaseParty.Part.PART_HANDLER)


@dataclass(slots=True)
class Beside:
    """What other tables hold of the cases that are shown, by case; only what some case shows is fetched at all."""

    deputies: dict[int, list[CaseDeputy]] = field(default_factory=lambda: defaultdict(list))
    seats: dict[int, list[Membership]] = field(default_factory=lambda: defaultdict(list))
    parties: dict[int, list[CaseParty]] = field(default_factory=lambda: defaultdict(list))
    passages: dict[int, list[Passage]] = field(default_factory=lambda: defaultdict(list))
    texts: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    replies: dict[str, list[PublicReply]] = field(default_factory=lambda: defaultdict(list))
    grades: dict[int, list[Grade]] = field(default_factory=lambda: defaultdict(list))
    said: dict[int, str] = field(default_factory=dict)
    meetings: dict[int, CommitteeOpinion] = field(default_factory=dict)
    whole: dict[int, Run | None] = field(default_factory=dict)


def beside_of(shown: Sequence[tuple[Publication, Case, PublicView]]) -> Beside:
    """Return what is fetched for the cases that are shown, each table by one query."""
    found = Beside()

    def of(*names: str) -> list[Case]:
        return [case for _row, case, view in shown if not set(names).isdisjoint(view.shows)]

    signed = of("filer", "cosigners", "text", "reply")  # whose names a text may hold, shown or not
    rows = CaseDeputy.objects.filter(case__in=signed, active=True).select_related("deputy").order_by("pk")
    for each in rows:
        found.deputies[each.case_id].append(each)
    deputies = {each.deputy_id for each in rows}
    for seat in Membership.objects.filter(mandate__deputy__in=deputies).select_related("mandate", "delegation"):
        found.seats[seat.mandate.deputy_id].append(seat)
    parties = CaseParty.objects.filter(
        case__in=of("co", "lead"), active=True, part__in=(*CO_PARTS, CaseParty.Part.OFFICE)
    ).select_related("unit")
    for party in parties.order_by("pk"):
        found.parties[party.case_id].append(party)
    entries = [case.entry_id for case in of("text", "title")]
    for passage in Passage.objects.filter(entry__in=entries).annotate(sort=F("source__text_kind")).order_by("pk"):
        found.passages[passage.entry_id].append(passage)
        if passage.sort not in REPORTS:  # what a case cites of a report is no word of its own
            found.texts[passage.entry_id].append(passage.quote)
    states = Case.objects.filter(pk__in=[case.pk for case in of("due", "state")]).order_by().values_list("pk", "state")
    found.whole = {pk: whole_run(state) for pk, state in states}
    _replies(of("reply"), found)
    for one in Evaluation.objects.filter(case__in=of("evaluation")).order_by("position"):
        on = one.signed_on or timezone.localdate(one.evaluated_at)
        found.grades[one.case_id].append(Grade(one.round, one.attitude, one.result, on))
    found.meetings = {each.case_id: each for each in CommitteeOpinion.objects.filter(case__in=of("meeting"))}
    last = {row.case_id: row.said for row in Reported.objects.filter(case__in=of("said")).order_by("position")}
    words = note_bodies(last.values())
    found.said = {case: words[note] for case, note in last.items() if note in words}
    return found


def _replies(cases: Sequence[Case], found: Beside) -> None:
    """Put the replies of cases that stand beside them, the newest first; of a corrected one what it says now."""
    by_key = {case.key: case for case in cases}
    step, notes = "payload__step__", "payload__notes__text__note"
    rows: dict[str, list[tuple[str, tuple[Any, ...]]]] = {}
    for row in (
        Event.objects.filter(stream=Stream.CASE, stream_key__in=by_key, payload__step__action__in=ANSWERS)
        .order_by("pk")
        .values_list("stream_key", "at", f"{step}action", f"{step}outcome", "payload__given", notes)
    ):
        rows.setdefault(row[0], []).append((row[2], row))
    events = [row for told in rows.values() for row in standing(told)[::-1]]
    texts = note_bodies(str(note) for *_rest, note in events if note)
    units = _unit_names((given or {}).get("unit_key") for *_rest, given, _note in events)
    corrected: set[str] = set()
    for key, at, action, outcome, told, note in events:
        case, given = by_key[key], told or {}
        number = str(given.get("letter_number") or "")
        again = f"{key} {number}"
        if note not in texts or again in corrected or action not in REPLIES.get(case.case_type, ()):
            continue
        if action == "correct_reply":
            corrected.add(again)
        on = str(given.get("letter_on") or "")
        found.replies[key].append(
            PublicReply(
                text=through_marks(texts[note], masked),
                number=number,
                on=date.fromisoformat(on) if on else timezone.localdate(at),
                unit=units.get(str(given.get("unit_key"))) or (case.lead_unit.name if case.lead_unit else ""),
                outcome=outcome_names(case, str(given.get("outcome") or outcome or "")),
            )
        )


def _unit_names(keys: Iterable[Any]) -> dict[str, str]:
    wanted = {str(key) for key in keys if key}
    return dict(Unit.objects.filter(key__in=wanted).values_list("key", "name")) if wanted else {}


def outcome_names(case: Case, code: str) -> Names:
    """Return what an outcome is called by the policy of a case, else by its neutral name."""
    if not code:
        return NO_NAMES
    rules = policies.current_policy(case.policy)
    return next((each.names for each in rules.outcomes if each.code == code), name_of("outcome", code))
