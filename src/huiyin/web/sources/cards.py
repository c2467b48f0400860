"""Cards (陈述卡): a statement as the workbench shows it to one person, closed in a line or open with its tools."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.cache import cache
from django.utils.translation import gettext

from huiyin import reading
from huiyin.ledger.lexicon import lexicons
from huiyin.ledger.models import Confirmation, Source, Statement
from huiyin.ledger.notes import note_bodies
from huiyin.ledger.source_image import words_of
from huiyin.ledger.statement_spans import cut_places
from huiyin.people.viewer import Viewer
from huiyin.web.sources import words
from huiyin.web.sources.taking import taken, takes

VAGUE = 2  # a commitment with fewer of the four signs of what can be checked wants to be made precise
EXPLAINED = 200_000  # characters; a longer text is not read once more only to say which rules lost


@dataclass(frozen=True, slots=True)
class Card:
    """A statement as one person sees it; in a blind review with that person's own decision laid over it."""

    key: str
    number: int
    start: int
    end: int
    text: str
    kind: str
    period: str
    state: str
    version: int
    measures: Sequence[Mapping[str, Any]]
    mentions: Sequence[Mapping[str, Any]]
    changed: bool
    speaker: str
    topics: Sequence[str]
    checkable: int
    decided_by: str
    decided_at: datetime | None
    reason: str
    settled: bool  # for a blind review: both have spoken and the statement is decided

    @property
    def confirmed(self) -> bool:
        """Whether a person confirmed it."""
        return self.state == Statement.State.CONFIRMED

    @property
    def rejected(self) -> bool:
        """Whether a person said that it is no statement."""
        return self.state == Statement.State.REJECTED

    @property
    def vague(self) -> bool:
        """Whether it is a commitment without a figure, a day or an end state (待细化)."""
        return self.kind == "commitment" and not self.measures and self.checkable < VAGUE

    @property
    def state_words(self) -> str:
        """What the card says of its state."""
        if self.confirmed:
            return gettext("Confirmed, changed") if self.changed else gettext("Confirmed")
        if self.rejected:
            return gettext("Not a statement")
        return gettext("Draft, changed") if self.changed else gettext("To confirm")


def cards(source: Source, rows: Iterable[Statement], viewer: Viewer, *, first: int | None = None) -> list[Card]:
    """Return cards of statements.

    Args:
        rows: in text order where `first` is given, the number of the first one; numbers are counted otherwise.
    """
    found = list(rows)
    own = _own(source, found, viewer) if source.blind_review else {}
    number = numbers_of(source, [row.key for row in found]) if first is None else {}
    return [
        _card(source, row, number.get(row.key, 0) if first is None else first + at, own.get(row.pk))
        for at, row in enumerate(found)
    ]


def numbers_of(source: Source, keys: Iterable[str]) -> dict[str, int]:
    """Return the numbers by which pages name statements: their place among those that stand."""
    wanted = set(keys)
    standing = source.statements.filter(gone=False).order_by("start", "end").values_list("key", flat=True)
    return {key: number for number, key in enumerate(standing, start=1) if key in wanted} if wanted else {}


def _own(source: Source, rows: Sequence[Statement], viewer: Viewer) -> dict[int, Mapping[str, Any]]:
    given = Confirmation.objects.filter(
        statement__source=source, account_id=viewer.account_id, statement__in=[row.pk for row in rows]
    )
    return dict(given.values_list("statement_id", "decision"))


def _card(source: Source, row: Statement, number: int, own: Mapping[str, Any] | None) -> Card:
    """Lay a person's own word over a statement that is not settled."""
    told: Mapping[str, Any] = own if own is not None and row.state == Statement.State.DRAFT else {}
    start, end = told.get("start", row.start), told.get("end", row.end)
    measures, mentions = row.measures, row.mentions
    if "measures" in told:
        measures = [_laid(each, source.text) for each in told["measures"]]
    if "mentions" in told:
        mentions = [{**each, "text": source.text[each["start"] : each["end"]]} for each in told["mentions"]]
    kind, period = told.get("kind", row.kind), told.get("period", row.period)
    changed = row.changed_by_hand or (start, end, kind, period) != (row.start, row.end, row.kind, row.period)
    return Card(
        key=row.key,
        number=number,
        start=start,
        end=end,
        text=source.text[start:end],
        kind=kind,
        period=period,
        state=told.get("state", row.state),
        version=row.version,
        measures=measures,
        mentions=mentions,
        changed=changed,
        speaker=row.speaker,
        topics=row.topics,
        checkable=row.checkable,
        decided_by=row.decided_by.name if row.decided_by else "",
        decided_at=row.decided_at,
        reason=str(told.get("reason", row.reason)),
        settled=source.blind_review and row.state != Statement.State.DRAFT,
    )


def _laid(told: Mapping[str, Any], text: str) -> dict[str, Any]:
    return {**told, "text": text[told["start"] : told["end"]], "subject": words_of(told["subject"], text)}


@dataclass(frozen=True, slots=True)
class Why:
    """One label and the rule that gave it; `lost` are kinds that rules would also have given."""

    label: str
    value: str
    rule: str
    lost: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cut:
    """A place where a statement may be cut, with the words on either side."""

    at: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Opened:
    """What an open card shows beyond the line."""

    anchor: str = ""
    topics: tuple[str, ...] = ()
    reason: str = ""
    why: tuple[Why, ...] = ()
    cuts: tuple[Cut, ...] = ()
    before: str = ""  # the text around it, for moving its ends
    after: str = ""
    around: int = 0  # offset of `before`
    proposed: str = ""  # the kind that the machine proposed, where it is another one now
    relations: Sequence[tuple[str, str]] = field(default=())
    roles: Sequence[tuple[str, str]] = field(default=())
    types: Sequence[tuple[str, str]] = field(default=())
    periods: Sequence[tuple[str, str]] = field(default=())
    takes: Sequence[Mapping[str, Any]] = field(default=())  # what else can be made of it
    taken: Sequence[Mapping[str, Any]] = field(default=())  # opinions and inquiries that rest on it


def opened(source: Source, card: Card, proposal: Mapping[str, Any] | None, viewer: Viewer) -> Opened:
    """Return what an open card shows."""
    text, known = source.text, words.names()
    anchor = (proposal or {}).get("anchor")
    row = Statement.objects.select_related("source").filter(source=source, key=card.key).first()
    before = max(0, card.start - 40)
    return Opened(
        anchor=text[anchor["start"] : anchor["end"]] if anchor else "",
        topics=tuple(known.of("topic", topic) for topic in card.topics),
        reason=note_bodies([card.reason]).get(card.reason, "") if card.reason else "",
        why=tuple(_why(source, proposal)) if proposal else (),
        cuts=tuple(
            Cut(at, text[max(card.start, at - 8) : at], text[at : min(card.end, at + 8)])
            for at in cut_places(text, (card.start, card.end))
        ),
        before=text[before : card.start],
        after=text[card.end : card.end + 40],
        around=before,
        proposed=known.of("kind", proposal["kind"]) if proposal and proposal["kind"] != card.kind else "",
        relations=words.choices("relation"),
        roles=words.choices("role"),
        types=words.choices("mention"),
        periods=words.choices("period"),
        takes=takes(viewer, row) if row else (),
        taken=taken(viewer, row) if row else (),
    )


def _why(source: Source, proposal: Mapping[str, Any]) -> Iterable[Why]:
    known = words.names()
    identity = f"{proposal['start']}-{proposal['end']}"
    for each in _explained(source).get(identity, ()):
        value = each.value
        if each.label in ("kind", "period"):
            value = known.of(each.label, value)
        lost = tuple(f"{known.of('kind', lost.partition('=')[2])} ({lost.partition('=')[0]})" for lost in each.lost)
        yield Why(known.of("label", each.label), "" if each.label == "span" else value, each.rule, lost)


def _explained(source: Source) -> dict[str, list[reading.Explanation]]:
    """Return why the reader says what it says, by place; asked once a source and kept for a while."""
    if source.length > EXPLAINED:
        return {}
    kept: dict[str, list[reading.Explanation]] | None = cache.get(f"why-{source.key}")
    if kept is not None:
        return kept
    found: dict[str, list[reading.Explanation]] = {}
    for each in reading.explain(source.text, year=source.year, text_kind=source.text_kind, lexicons=lexicons()):
        found.setdefault(each.statement, []).append(each)
    cache.set(f"why-{source.key}", found, 3600)
    return found
