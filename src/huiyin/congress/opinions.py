"""Deliberation opinions of a standing committee (常委会审议意见): entered with their meeting, then cases of their own.

An opinion is neither a suggestion nor a motion: the committee gives it, and the government, the court or the
procuratorate reports in writing on what came of it. The last day is the committee's own where it named one, else the
rules'.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from huiyin.congress.filing import ASKED
from huiyin.congress.models import CommitteeOpinion, Congress
from huiyin.congress.own_texts import take_in
from huiyin.errors import CongressError, refuse
from huiyin.ledger import policies
from huiyin.ledger.cases import Given, Ground, act, actor_of, open_case
from huiyin.ledger.models import Case, Source
from huiyin.ledger.numbers import next_number
from huiyin.ledger.relations import visible_cases
from huiyin.ledger.sources import Description
from huiyin.people.models import House, Role, Unit
from huiyin.people.viewer import Viewer
from huiyin.reading import TextKind
from huiyin.reading.secrecy import refuse_secret_words

TYPE = "opinion"
SHORTEST = 10  # characters of an opinion: fewer say nothing
HEADING = "审议意见"
COMMITTEE = ("常务委员会", "常委会")
OF_OTHERS = (TextKind.SUGGESTION, TextKind.REPLY, TextKind.HOTLINE)  # whose words these are, their form says


@dataclass(frozen=True, slots=True)
class Opinion:
    """What the committee said: in which meeting, on which report, under which number; `text` where it is typed."""

    title: str
    meeting: str
    held_on: date
    number: str = ""
    report: str = ""
    text: str = ""


def offices(congress: Congress, *, on: date) -> QuerySet[Unit]:
    """Return whom an opinion can be handed to: offices of the government, courts and procuratorates with staff here."""
    units = Unit.objects.valid_on(on).filter(place_id=congress.place_id, house__in=ASKED)
    return units.filter(grants__role=Role.SUPERVISOR).distinct().order_by("house", "name")


def opinion_sources() -> QuerySet[Source]:
    """Return the sources that can hold an opinion (审议意见): the committee's own words.

    What was said in a meeting of a session is the word of one deputy or one delegation, and no opinion; it may be
    offered to a deputy as a suggestion (`huiyin.congress.offers`). A text about deliberation (审议发言与报道), a report
    or a plan holds one only where its title or its publisher says so.
    """
    rows = Source.objects.filter(house=House.CONGRESS, withdrawn_at__isnull=True, record__isnull=True)
    says_so = Q(title__contains=HEADING) | Q(text_kind=TextKind.OTHER.value)
    for name in COMMITTEE:
        says_so |= Q(publisher__contains=name)
    return rows.filter(says_so).exclude(text_kind__in=[kind.value for kind in OF_OTHERS])


def may_hold_opinion(source: Source) -> bool:
    """Return whether an opinion can rest on a source."""
    return opinion_sources().filter(pk=source.pk).exists()


@transaction.atomic
def enter_opinion(
    *,
    congress: Congress,
    opinion: Opinion,
    passage: Ground | None = None,
    to: Sequence[Unit] = (),
    due_on: date | None = None,
    by: Viewer,
    at: datetime,
) -> list[Case]:
    """Open the case of an opinion, one for each body that has to report; without any, it waits to be handed over.

    Args:
        passage: where the opinion stands in a source that the site keeps; None where `opinion.text` was typed.
        due_on: the day that the committee named for the report, None where the rules' limit holds.
    Raises:
        CongressError: `text.secret`, `opinion.short`, `opinion.later` (a meeting still to come), `opinion.past` (a
            last day that is over), `opinion.day_alone` (a last day, and nobody who reports), `opinion.twice` (with
            `source`), `opinion.source` (a passage of what is not the committee's), `opinion.office` (with `name`): one
            that cannot be handed it.
    """
    on = at.astimezone().date()
    refuse_secret_words([getattr(opinion, name) for name in Opinion.__dataclass_fields__])
    refuse(
        opinion_faults(
            congress,
            text=opinion.text,
            source=passage.source if passage else None,
            held_on=opinion.held_on,
            to=to,
            due_on=due_on,
            on=on,
        )
    )
    ground = passage or _typed(congress, opinion, by, at)
    return [_opened(congress, opinion, ground, unit, due_on, by, at) for unit in (tuple(dict.fromkeys(to)) or (None,))]


def opinions_visible_to(viewer: Viewer) -> QuerySet[Case]:
    """Return the cases of opinions that a viewer may see, newest first."""
    rows = Case.objects.filter(pk__in=visible_cases(viewer).filter(case_type=TYPE).order_by().values("pk"))
    rows = rows.select_related("committee_opinion__source", "lead_unit", "place")
    return rows.prefetch_related("parties__unit").order_by("-pk")


def opinion_faults(
    congress: Congress | None,
    *,
    text: str | None,
    source: Source | None,
    held_on: date | None,
    to: Sequence[Unit],
    due_on: date | None,
    on: date,
) -> Iterator[CongressError]:
    """Yield all that hinders an opinion from being entered so (`enter_opinion`); None is what a form could not read.

    Args:
        source: what holds the opinion, where it is not typed.
    """
    if source is None and text is not None and len(text.strip()) < SHORTEST:
        yield CongressError("opinion.short", least=SHORTEST)
    if source is not None and not may_hold_opinion(source):
        yield CongressError("opinion.source")
    if held_on is not None and held_on > on:
        yield CongressError("opinion.later")
    if due_on is not None and due_on < on:
        yield CongressError("opinion.past")
    if due_on is not None and not to:
        yield CongressError("opinion.day_alone")
    allowed = set(offices(congress, on=on).values_list("pk", flat=True)) if congress is not None else set()
    for unit in to if congress is not None else ():
        if unit.pk not in allowed:
            yield CongressError("opinion.office", name=unit.name)


def _typed(congress: Congress, opinion: Opinion, by: Viewer, at: datetime) -> Ground:
    """Take a typed text in as a source and return its whole; it says nothing that was not typed."""
    described = Description(
        title=(opinion.title.strip() if HEADING in opinion.title else f"{opinion.title.strip()}（{HEADING}）")[:200],
        text_kind=TextKind.OTHER.value,
        publisher=f"{congress.place.name}人民代表大会常务委员会",
        published_on=opinion.held_on,
        year=opinion.held_on.year,
        place=congress.place,
    )
    source = take_in(opinion.text.strip(), described, twice="opinion.twice", by=by, at=at)
    return Ground(source, 0, len(source.text))


def _opened(
    congress: Congress,
    opinion: Opinion,
    ground: Ground,
    unit: Unit | None,
    due_on: date | None,
    by: Viewer,
    at: datetime,
) -> Case:
    policy_id, year = policies.policy_id(TYPE), opinion.held_on.year
    number = opinion.number.strip()
    case = open_case(
        kind=TYPE,
        policy_id=policy_id,
        house=House.CONGRESS.value,
        place=congress.place,
        title=opinion.title.strip(),
        year=year,
        number=number or next_number(policies.current_policy(policy_id), place=congress.place, year=year),
        passages=[ground],
        by=actor_of(by),
        at=at,
    )
    CommitteeOpinion.objects.create(
        congress=congress,
        case=case,
        source=ground.source,
        meeting=opinion.meeting.strip(),
        held_on=opinion.held_on,
        report=opinion.report.strip(),
    )
    if unit is None:
        return case
    given = Given(office=unit, values={"due_on": due_on} if due_on else {})
    return act(case=case, action="forward", given=given, by=by, at=at, expected=case.version)
