"""Assembling a press digest (摘编): confirmed statements into points, like points of several delegations into one.

The machine proposes; a person joins and splits, brings in what was left out, or says why it stays out.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from huiyin.congress.briefings import held, start_briefing, touch
from huiyin.congress.briefings_selectors import Heard, heard
from huiyin.congress.digests_accounting import Account, account
from huiyin.congress.digests_grouping import Point, Said, grouped, part_of, points_of, sentence
from huiyin.congress.models import Briefing, BriefingItem, ItemPassage, LeftOut, Session
from huiyin.errors import CongressError
from huiyin.ledger.models import Statement
from huiyin.people.viewer import Viewer
from huiyin.reading import Kind
from huiyin.reading.secrecy import refuse_secret

SHORTEST, LONGEST = 2, 200  # characters of a reason


@transaction.atomic
def start_digest(*, session: Session, by: Viewer, at: datetime, title: str = "", **of: object) -> Briefing:
    """Begin a digest, and put in what is confirmed: all but background, which is for a person to weigh.

    Args:
        of: `meeting`, `delegation` or `on`, as in `start_briefing`.
    """
    digest = start_briefing(session=session, form=Briefing.Form.DIGEST, by=by, at=at, title=title, **of)  # type: ignore[arg-type]
    told = [each for each in heard(digest) if each.usable and each.statement.kind != Kind.BACKGROUND]
    _put_in(digest, told)
    return digest


@transaction.atomic
def bring_in(*, briefing: Briefing, statements: Iterable[int], at: datetime) -> int:
    """Put statements into a digest that were left out or open; return how many.

    Raises:
        CongressError: `briefing.issued`; `digest.nobody`: one of them is of no delegation.
    """
    briefing = held(briefing)
    used = set(briefing.passages.values_list("statement_id", flat=True))
    told = [each for each in heard(briefing, pks=statements) if each.statement.pk not in used]
    if any(not each.usable for each in told):
        raise CongressError("digest.nobody")
    LeftOut.objects.filter(briefing=briefing, statement__in=[each.statement for each in told]).delete()
    _put_in(briefing, told)
    touch(briefing, at)
    return len(told)


@transaction.atomic
def leave_out(*, briefing: Briefing, statements: Iterable[int], reason: str, by: Viewer, at: datetime) -> int:
    """Leave statements out of a digest, with the reason; return how many.

    Raises:
        CongressError: `briefing.issued`, `digest.reason`, `digest.reason_too_long`.
    """
    refuse_secret(reason)
    briefing = held(briefing)
    words = reason.strip()
    if len(words) < SHORTEST:
        raise CongressError("digest.reason")
    if len(words) > LONGEST:
        raise CongressError("digest.reason_too_long", length=len(words), limit=LONGEST)
    used = set(briefing.passages.values_list("statement_id", flat=True))
    told = [each.statement for each in heard(briefing, pks=statements) if each.statement.pk not in used]
    for statement in told:
        LeftOut.objects.update_or_create(
            briefing=briefing, statement=statement, defaults={"reason": words, "by_id": by.account_id, "at": at}
        )
    touch(briefing, at)
    return len(told)


def account_of(briefing: Briefing, told: Sequence[Heard] | None = None) -> Account:
    """Return what became of the confirmed statements of a digest."""
    pool = {each.statement.pk for each in (heard(briefing) if told is None else told)}
    used = {pk for pk in briefing.passages.values_list("statement_id", flat=True) if pk is not None}
    return account(pool, used, set(briefing.left_out.values_list("statement_id", flat=True)))


@transaction.atomic
def join_points(*, item: BriefingItem, into: BriefingItem, at: datetime) -> None:
    """Let two points be said once, in the words of `into`.

    Raises:
        CongressError: `briefing.issued`; `digest.other`: they are not of one digest.
    """
    briefing = held(item.briefing)
    if item.briefing_id != into.briefing_id or item.pk == into.pk:
        raise CongressError("digest.other")
    item.passages.update(item=into)
    item.delete()
    _settle(into)
    touch(briefing, at)


@transaction.atomic
def put_in_part(*, item: BriefingItem, part: str, at: datetime) -> None:
    """Put a point into another part of its block: what somebody asks for is not always said with 建议.

    Raises:
        CongressError: `briefing.issued`; `digest.part`: there is no such part.
    """
    briefing = held(item.briefing)
    if not part or part not in BriefingItem.Part.values:
        raise CongressError("digest.part")
    BriefingItem.objects.filter(pk=item.pk).update(part=part)
    touch(briefing, at)


@transaction.atomic
def split_out(*, passage: ItemPassage, at: datetime) -> BriefingItem:
    """Make a point of its own of one passage of a point.

    Raises:
        CongressError: `briefing.issued`; `digest.alone`: the point has no other passage.
    """
    briefing = held(passage.briefing)
    item = passage.item
    if item.passages.count() < 2:
        raise CongressError("digest.alone")
    untouched = item.text == default_text(list(item.passages.select_related("source").order_by("pk")))
    made = BriefingItem.objects.create(
        briefing=briefing,
        position=_last(briefing) + 1,
        part=item.part,
        delegation=passage.delegation,
        text=sentence(passage.source.text, passage.start, passage.end),
    )
    ItemPassage.objects.filter(pk=passage.pk).update(item=made)
    _settle(item, anew=untouched)
    touch(briefing, at)
    return made


def default_text(passages: Sequence[ItemPassage]) -> str:
    """Return what a point says of itself: the words of its first sentence, as the source has them.

    Passages of other sentences say the same in other words; they are counted, not printed.
    """
    first = passages[0]
    same = [each for each in passages if (each.source_id, each.remark_id) == (first.source_id, first.remark_id)]
    runs = points_of(map(_bare, same), {first.source_id: first.source.text})
    return next(run.text for run in runs if any(each.pk == first.pk for each in run.said))


def plain_text(item: BriefingItem, passages: Sequence[ItemPassage]) -> str:
    """Return what an item said before anybody edited it."""
    if not passages:
        return item.text
    return passages[0].original if passages[0].statement_id is None else default_text(passages)


def _bare(passage: ItemPassage) -> Said:
    """Return a passage as far as its place in the text goes."""
    where = (passage.source_id, passage.remark_id, passage.start, passage.end)
    return Said(passage.pk, passage.delegation_id or 0, (), *where, part="", names=frozenset(), figures=frozenset())


def _settle(item: BriefingItem, *, anew: bool = False) -> None:
    """Give a point the delegation of its passages, none where they are of several; and its own words anew."""
    passages = list(item.passages.select_related("source").order_by("pk"))
    whose = {each.delegation_id for each in passages}
    item.delegation_id = whose.pop() if len(whose) == 1 else None
    if anew:
        item.text = default_text(passages)
        item.version += 1
    item.save(update_fields=["delegation", "text", "version"])


def _put_in(briefing: Briefing, told: Sequence[Heard]) -> None:
    """Make points of statements, and say once what is said already or several times."""
    by_pk = {each.statement.pk: each for each in told}
    texts = {each.statement.source_id: each.statement.source.text for each in told}
    fresh = points_of([said_of(n, each) for n, each in enumerate(told)], texts)
    there = _there(briefing)
    groups = grouped([point for _item, point in there] + fresh)
    items = {id(point): item for item, point in there}
    position = _last(briefing)
    passages: list[ItemPassage] = []
    grown: list[BriefingItem] = []
    for group in groups:
        home = next((items[id(point)] for point in group if id(point) in items), None)
        new = [point for point in group if id(point) not in items]
        if not new:
            continue
        if home is None:
            position += 1
            whose = {each for point in new for each in point.delegations}
            home = BriefingItem.objects.create(
                briefing=briefing,
                position=position,
                part=new[0].part,
                delegation_id=whose.pop() if len(whose) == 1 else None,
                text=new[0].text,
            )
        else:
            grown.append(home)
        passages += [passage_of(briefing, home, by_pk[said.pk]) for point in new for said in point.said]
    ItemPassage.objects.bulk_create(passages)
    for item in grown:
        _settle(item)


def _there(briefing: Briefing) -> list[tuple[BriefingItem, Point]]:
    """Return the points of a digest as they could be joined to: those whose words nobody has edited."""
    found = []
    rows = briefing.items.filter(edited_at__isnull=True).prefetch_related("passages__statement")
    for item in rows.order_by("position", "pk"):
        said = tuple(
            _of(each.statement, each.delegation_id or 0, each.remark_id, item.part, ())
            for each in item.passages.all()
            if each.statement is not None and each.remark_id == item.passages.all()[0].remark_id
        )
        if said:
            found.append((item, Point(said, item.text)))
    return found


def said_of(order: int, told: Heard) -> Said:
    """Return a statement as points are made of it; `order` is its place among those that were said."""
    row = told.statement
    delegation = told.delegation.pk if told.delegation else 0
    position = told.delegation.position if told.delegation else 0
    part = part_of(row.kind, row.period)
    made = _of(row, delegation, told.remark.pk if told.remark else None, part, (position, delegation, order))
    return replace(made, start=told.start)


def _of(row: Statement, delegation: int, remark: int | None, part: str, order: tuple[int, ...]) -> Said:
    names = frozenset(str(each.get("text", "")) for each in row.mentions)
    figures = frozenset(str(each.get("text", "")) for each in row.measures)
    start, end, source, pk = row.start, row.end, row.source_id, row.pk
    return Said(pk, delegation, order, source, remark, start, end, part, names, figures)


def passage_of(briefing: Briefing, item: BriefingItem, told: Heard) -> ItemPassage:
    """Return a statement as a passage of an item, not written yet."""
    row = told.statement
    return ItemPassage(
        briefing=briefing,
        item=item,
        statement=row,
        remark=told.remark,
        delegation=told.delegation,
        source_id=row.source_id,
        start=told.start,
        end=row.end,
        original=told.text,
    )


def _last(briefing: Briefing) -> int:
    return int(briefing.items.aggregate(last=Max("position"))["last"] or 0)
