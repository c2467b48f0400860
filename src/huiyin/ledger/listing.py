"""The ledger list (台账): which cases a viewer asked for, in an order, page by page.

Pages are cut by where the last one ended (keyset), so that a page costs what it shows, however long the list and
however far down. In the order of last days there are two stretches: open cases with a last day, then all others.
"""

import base64
import binascii
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import msgspec
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import CharField, F, IntegerField, Q, QuerySet, Subquery, Value
from django.db.models.fields.tuple_lookups import TupleGreaterThan, TupleLessThan
from django.db.models.functions import Cast, Coalesce, NullIf

from huiyin import policy
from huiyin.ledger import desk, policies
from huiyin.ledger.lights import CLOSED, OPEN, light_is
from huiyin.ledger.models import Case, CaseParty, Passage
from huiyin.ledger.relations import visible_cases
from huiyin.ledger.search import matching
from huiyin.people.models import Place, Unit
from huiyin.people.viewer import Viewer

COUNTED = 1000  # counts end here: "more than 1,000"
SIZES = (20, 50, 100)
ORDERS = ("due", "new", "changed")
NOT_TASKS = ("withdrawn", "declined", "proposed")  # stages of what was never, or is no longer, anybody's task
FLAGS = ("issued", "accepted", "sent_back", "extended", "in_time")


class Filters(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a list is narrowed to; an empty value narrows nothing. `mine` is what waits for the viewer."""

    q: str = ""
    unit: str = ""  # key; leads the case, or with `part` "any" has any part in it
    part: str = ""
    lead: str = ""  # key of the lead unit, where `unit` is asked for another part
    turn: str = ""  # key of the unit whose turn it is
    leader: str = ""  # key of the account of the leader in charge (分管领导)
    light: str = ""  # `LISTED`, "open" or "provisional"
    stage: str = ""
    type: str = ""
    policy: str = ""
    year: int | None = None
    topic: str = ""
    place: str = ""  # code
    source: str = ""  # key of a source on which the case rests
    vague: bool | None = None
    supervision: int | None = None  # at least
    due_from: date | None = None
    due_to: date | None = None
    issued_from: date | None = None
    issued_to: date | None = None
    closed: bool | None = None
    issued: bool | None = None
    accepted: bool | None = None
    sent_back: bool | None = None
    extended: bool | None = None
    in_time: bool | None = None
    counted: bool | None = None  # a task that is handed over and stands: what statistics count
    mine: bool | None = None


def listed(
    viewer: Viewer, filters: Filters, *, today: date, seen: QuerySet[Case] | None = None, counting: bool = False
) -> QuerySet[Case]:
    """Return the visible cases that all filters let through, in no order.

    Args:
        seen: `visible_cases`, where at hand.
        counting: they are to be counted and not to be shown in order; a search then goes another way to the same.
    """
    rows = (visible_cases(viewer) if seen is None else seen).filter(_conditions(filters, today)).order_by()
    rows = _beside_it(rows, filters)
    if filters.mine:
        rows = rows.filter(pk__in=desk.waiting_for(viewer, today=today).order_by().values("pk"))
    return matching(rows, filters.q, counting=counting) if filters.q else rows


def _beside_it(rows: QuerySet[Case], filters: Filters) -> QuerySet[Case]:
    """Return the rows that fit what does not stand in a column of the case: other parts, topics, the source."""
    if filters.unit and filters.part == "any":
        parties = CaseParty.objects.filter(unit_id=_id(Unit.objects.filter(key=filters.unit)), active=True)
        rows = rows.filter(pk__in=parties.values("case_id"))
    if filters.topic:
        rows = rows.annotate(topic_words=Cast("topics", CharField())).filter(topic_words__contains=f'"{filters.topic}"')
    if filters.source:
        rests = Passage.objects.filter(source__key=filters.source)
        rows = rows.filter(entry_id__in=rests.values("entry_id"))
    return rows


def _conditions(filters: Filters, today: date) -> Q:
    """Return the conditions on the columns of a case itself."""
    plain: dict[str, Any] = {
        "stage": filters.stage,
        "case_type": filters.type,
        "leader": filters.leader,
        "policy": filters.policy,
        "year": filters.year,
        "vague": filters.vague,
        "supervision__gte": filters.supervision,
        "due_on__gte": filters.due_from,
        "due_on__lte": filters.due_to,
        "issued_on__gte": filters.issued_from,
        "issued_on__lte": filters.issued_to,
        "closed": filters.closed,
        **{name: getattr(filters, name) for name in FLAGS},
    }
    wanted = Q(**{name: value for name, value in plain.items() if value not in (None, "")})
    if filters.unit and filters.part != "any":
        wanted &= Q(lead_unit_id=_id(Unit.objects.filter(key=filters.unit)))
    if filters.lead:
        wanted &= Q(lead_unit_id=_id(Unit.objects.filter(key=filters.lead)))
    if filters.turn:
        wanted &= Q(turn_unit_id=_id(Unit.objects.filter(key=filters.turn)))
    if filters.place:
        wanted &= Q(place_id=_id(Place.objects.filter(code=filters.place)))
    if filters.light:
        wanted &= light_is(filters.light, today)
    if filters.counted:
        wanted &= counted_as_task()
    return wanted


def _id(rows: QuerySet[Any]) -> Subquery:
    """Return the id of the one row as a value, not as a join, so that an index on several columns gives the order."""
    return Subquery(rows.order_by().values("pk")[:1])


def counted_as_task() -> Q:
    """Return the condition that statistics count a case: handed over, and not withdrawn, declined or proposed."""
    return Q(issued=True) & ~Q(stage__in=NOT_TASKS)


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list: its cases with lead unit and place, and cursors of the pages beside it, "" where none."""

    cases: list[Case]
    following: str
    first: bool


def page_of(rows: QuerySet[Case], *, order: str, after: str = "", size: int = 50) -> Page:
    """Return a page of a list; a cursor that cannot be read begins at the beginning."""
    mark = _mark_of(after, order)
    stretches = _stretches(rows, order)
    found: list[Case] = []
    number = mark[0] if mark else 0
    for n in range(number, len(stretches)):
        stretch = stretches[n]
        cases = stretch.after(mark[1:]) if mark and n == number else stretch.cases
        wanted = cases.select_related("lead_unit", "place")
        found += [_on_stretch(case, n) for case in wanted[: size + 1 - len(found)]]
        if len(found) > size:
            break
    shown = found[:size]
    following = _cursor(shown[-1], order, stretches) if len(found) > size else ""
    return Page(shown, following, mark is None)


def in_order(rows: QuerySet[Case], order: str, *, most: int, chunk: int = 500) -> Iterable[Case]:
    """Return cases in order, in chunks, without holding them all; for export and print."""
    after, left = "", most
    while left > 0:
        page = page_of(rows, order=order, after=after, size=min(chunk, left))
        yield from page.cases
        after, left = page.following, left - len(page.cases)
        if not after:
            return


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Part of a list that one index gives in order, by the value of `column` and the id."""

    cases: QuerySet[Case]
    column: str
    down: bool

    def after(self, mark: tuple[Any, int]) -> QuerySet[Case]:
        """Return what comes after a case; one bound on both columns, which an index can start from."""
        value, pk = mark
        if self.column == "pk":
            return self.cases.filter(pk__lt=pk) if self.down else self.cases.filter(pk__gt=pk)
        compare = TupleLessThan if self.down else TupleGreaterThan
        return self.cases.filter(compare((F(self.column), F("pk")), (value, pk)))


def _stretches(rows: QuerySet[Case], order: str) -> tuple[_Stretch, ...]:
    if order == "changed":
        return (_Stretch(rows.order_by("-changed_at", "-pk"), "changed_at", down=True),)
    if order == "new":
        return (_Stretch(rows.order_by("-pk"), "pk", down=True),)
    running = rows.filter(OPEN, late_on__isnull=False).order_by("late_on", "pk")
    rest = rows.filter(CLOSED | Q(late_on__isnull=True)).order_by("-pk")
    return (_Stretch(running, "late_on", down=False), _Stretch(rest, "pk", down=True))


def _on_stretch(case: Case, number: int) -> Case:
    case.stretch = number  # type: ignore[attr-defined]
    return case


def _cursor(case: Case, order: str, stretches: tuple[_Stretch, ...]) -> str:
    """Return where a page ended, opaque for addresses."""
    number = case.stretch  # type: ignore[attr-defined]
    column = stretches[number].column
    value = getattr(case, column)
    said = msgspec.json.encode([order, number, None if column == "pk" else value, case.pk])
    return base64.urlsafe_b64encode(said).decode().rstrip("=")


def _mark_of(after: str, order: str) -> tuple[int, Any, int] | None:
    if not after:
        return None
    try:
        said = msgspec.json.decode(base64.urlsafe_b64decode(after + "=" * (-len(after) % 4)))
        named, number, value, pk = said
        if named != order or not (type(number) is type(pk) is int) or number not in range(len(_COLUMNS[order])):
            return None
        sort = _COLUMNS[order][number]
        return number, msgspec.convert(value, sort) if sort else None, pk
    except (ValueError, TypeError, binascii.Error, msgspec.MsgspecError):
        return None


_COLUMNS: dict[str, tuple[type | None, ...]] = {"due": (date, None), "new": (None,), "changed": (datetime,)}


@dataclass(frozen=True, slots=True)
class Counts:
    """How many cases a list holds and how many the viewer may see, each at most `COUNTED` + 1."""

    shown: int
    total: int


def counts(rows: QuerySet[Case], seen: QuerySet[Case]) -> Counts:
    """Return both counts by one query; counting stops early, so that it costs the same for any table."""
    inner = [_counting(each) for each in (rows, seen)]
    sql = "SELECT " + ", ".join(text for text, _values in inner)
    with connection.cursor() as cursor:
        cursor.execute(sql, [value for _text, values in inner for value in values])
        shown, total = cursor.fetchone()
    return Counts(shown, total)


def _counting(rows: QuerySet[Case]) -> tuple[str, tuple[Any, ...]]:
    """Return the SQL that counts rows, at most one more than `COUNTED`; of what Django knows to be empty, just 0."""
    try:
        text, values = rows.order_by().values("pk")[: COUNTED + 1].query.sql_with_params()
    except EmptyResultSet:
        return "0", ()
    return f"(SELECT COUNT(*) FROM ({text}) AS counted)", tuple(values)  # noqa: S608  Django's own text


def unlisted(viewer: Viewer, filters: Filters, *, today: date) -> int:
    """Return how many cases of the viewer's places fit the filters and are kept from the viewer (未列).

    Only cases are told of whose policy says so (setting `count_unlisted`); drafts never are, and a search tells
    nothing, since words would tell what a case is about. Counted up to `COUNTED`.
    """
    if filters.q or filters.mine:
        return 0
    return kept_back(viewer, _beside_it(Case.objects.filter(_conditions(filters, today)), filters))


def kept_back(viewer: Viewer, rows: QuerySet[Case]) -> int:
    """Return how many of these cases are of the viewer's places, kept from the viewer, and told of by their rules."""
    telling = [name for name in policy.shipped() if _tells(policies.current_policy(name))]
    if not telling:
        return 0
    rows = rows.filter(issued=True, policy__in=telling, place_id__in={grant.place_id for grant in viewer.grants})
    return rows.exclude(pk__in=visible_cases(viewer).values("pk")).order_by().values("pk").distinct()[:COUNTED].count()


def _tells(rules: policy.Policy) -> bool:
    setting = rules.settings.get("count_unlisted")
    return bool(setting and setting.value)


@dataclass(slots=True)
class Beside:
    """What stands beside a case in the list: its first passage, and the names of units by their part."""

    source: str = ""
    start: int = 0
    end: int = 0
    passages: int = 0
    quote: str = ""
    parts: dict[str, list[str]] | None = None

    def units(self, part: str) -> list[str]:
        """Return the names of the units with a part."""
        return (self.parts or {}).get(part, [])


Extra = tuple[int, int, int, str, str, int, int]
FIRST_EXTRA = 2  # the first number that tells rows of `more` apart


def beside(cases: Iterable[Case], more: Sequence[QuerySet[Any, Any]] = ()) -> tuple[dict[int, Beside], list[Extra]]:
    """Return by id what stands beside cases, passages and parties by one query.

    Args:
        more: what the page needs besides, fetched by the same query: rows of seven values (`Extra`), the first of them
            `FIRST_EXTRA` or above, which come back as they are.
    """
    rows = list(cases)
    found = {case.pk: Beside(parts={}) for case in rows}
    by_entry: dict[int, list[Beside]] = {}
    for case in rows:
        by_entry.setdefault(case.entry_id, []).append(found[case.pk])
    label = Coalesce(NullIf("unit__short_name", Value("")), "unit__name", output_field=CharField())
    parties = CaseParty.objects.filter(case_id__in=found, active=True).order_by()
    passages = Passage.objects.filter(entry_id__in=by_entry).order_by()
    extra: list[Extra] = []
    none = Cast(Value(0), IntegerField())
    told = parties.values_list(Value(0), "pk", "case_id", label, "part", none, none).union(
        passages.values_list(Value(1), "pk", "entry_id", "source__title", "quote", "start", "end"), *more, all=True
    )
    for sort, _pk, of, name, said, start, end in sorted(told, key=lambda row: row[:2]):
        if sort >= FIRST_EXTRA:
            extra.append((sort, _pk, of, name, said, start, end))
            continue
        if sort == 0:
            found[of].parts.setdefault(said, []).append(name)  # type: ignore[union-attr]
            continue
        for each in by_entry[of]:
            if not each.passages:
                each.source, each.start, each.end, each.quote = name, start, end, said
            each.passages += 1
    return found, extra
