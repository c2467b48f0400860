"""Which sources a person may see (可见的来源), and what pages show of them; the viewer always comes first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from huiyin.ledger import likeness
from huiyin.ledger.models import Event, Source, Statement, Stream
from huiyin.ledger.relations import visible_cases
from huiyin.people.models import Account, Role
from huiyin.people.viewer import Viewer
from huiyin.reading import TextKind

HOUSE_ROLES = (Role.SUPERVISOR, Role.SECRETARY, Role.LEADER, Role.EDITOR, Role.ANALYST, Role.AUDITOR)
ALIKE = 0.3  # sketches less alike than this are not compared; two reports of one place share about a tenth
NEAR = 0.8  # from here on a text is said to be nearly the same


def visible_sources(viewer: Viewer) -> QuerySet[Source]:
    """Return the sources that a viewer may see.

    Staff of a house see its sources; what is shared is seen by all who work in that place, and an auditor sees the
    place whole. Whoever may see a case may see the text that it rests on.
    """
    seen = Q(added_by_id=viewer.account_id) | _of_houses(viewer, HOUSE_ROLES)
    for grant in viewer.grants:
        if grant.role == Role.AUDITOR and not grant.house:
            seen |= Q(home_id=grant.place_id)
        seen |= Q(shared=True, home_id=grant.place_id)
    seen |= Q(passages__entry__cases__in=visible_cases(viewer))
    return Source.objects.filter(pk__in=Source.objects.filter(seen).values("pk"))


def reviewable_sources(viewer: Viewer) -> QuerySet[Source]:
    """Return the sources that a viewer may review: those of the houses whose work is his, and his own."""
    mine = Q(added_by_id=viewer.account_id) | _of_houses(viewer, HOUSE_ROLES)
    for grant in viewer.grants:
        if grant.role in (Role.AUDITOR, Role.ANALYST) and not grant.house:
            mine |= Q(home_id=grant.place_id)
    return Source.objects.filter(mine)


def house_sources(viewer: Viewer, *roles: str) -> QuerySet[Source]:
    """Return the sources of the houses in which the viewer works in one of the roles; without roles, in any.

    A house (政府, 人大 …) is one of a place: another city's is another house.
    """
    return Source.objects.filter(_of_houses(viewer, roles))


def _of_houses(viewer: Viewer, roles: Sequence[str]) -> Q:
    found = Q(pk__in=())
    for grant in viewer.grants:
        if grant.house and (not roles or grant.role in roles):
            found |= Q(house=grant.house, home_id=grant.place_id)
    return found


def with_counts(sources: QuerySet[Source]) -> QuerySet[Source]:
    """Return sources with `n_all`, `n_draft`, `n_confirmed`, `n_rejected` of their statements."""
    standing = Q(statements__gone=False)
    return sources.annotate(
        n_all=Count("statements", filter=standing),
        n_draft=Count("statements", filter=standing & Q(statements__state="draft")),
        n_confirmed=Count("statements", filter=standing & Q(statements__state="confirmed")),
        n_rejected=Count("statements", filter=standing & Q(statements__state="rejected")),
    )


@dataclass(frozen=True, slots=True)
class Alike:
    """A source that a new text resembles."""

    source: Source
    likeness: likeness.Likeness


def is_deliberation(source: Source) -> bool:
    """Say whether a text is what deputies said in deliberation (审议发言): never ranked, never narrowed by kind."""
    return source.text_kind == TextKind.DELIBERATION


def alike(viewer: Viewer, text: str, sha256: str, *, most: int = 3) -> list[Alike]:
    """Return the visible sources that are the same as a text or nearly so, the likest first."""
    sources = visible_sources(viewer)
    wanted = set(sources.filter(sha256=sha256).values_list("pk", flat=True))
    mine = likeness.sketch(likeness.shingles(text))
    lengths = (len(text) // 2, len(text) * 2)
    sketches = sources.filter(length__range=lengths).values_list("pk", "shingles")
    near = [(likeness.estimate(mine, theirs), pk) for pk, theirs in sketches]
    wanted |= {pk for value, pk in sorted(near, reverse=True)[:most] if value >= ALIKE}
    found = [Alike(each, likeness.compare(text, each.text)) for each in Source.objects.filter(pk__in=wanted)]
    found.sort(key=lambda each: -each.likeness.share)
    return [each for each in found if each.likeness.share >= NEAR or each.source.sha256 == sha256][:most]


@dataclass(frozen=True, slots=True)
class Happening:
    """What somebody did to a source, for the line that others see."""

    position: int
    type: str
    who: str
    actor: str
    at: datetime
    keys: tuple[str, ...]


def happenings(source: Source, since: int, *, other_than: str = "", most: int = 200) -> list[Happening]:
    """Return what has happened to a source after a position, oldest first; blind words of others stay unsaid."""
    rows = Event.objects.filter(stream=Stream.SOURCE, stream_key=source.key, position__gt=since)
    events = list(rows.exclude(actor=other_than).order_by("position")[:most] if other_than else rows[:most])
    names = names_of(event.actor for event in events)
    return [
        Happening(
            event.position,
            event.type,
            names.get(event.actor, ""),
            event.actor,
            event.at,
            tuple(
                [key for key, _patch in event.payload.get("changes", ())]
                + [key for key, _of, _patch in event.payload.get("made", ())]
            ),
        )
        for event in events
    ]


def names_of(keys: Iterable[str]) -> dict[str, str]:
    """Return the names of accounts by key."""
    wanted = {key for key in keys if key}
    return dict(Account.objects.filter(key__in=wanted).values_list("key", "name")) if wanted else {}


def standing(source: Source) -> QuerySet[Statement]:
    """Return the statements of a source that are not gone, in text order."""
    return source.statements.filter(gone=False).order_by("start", "end")
