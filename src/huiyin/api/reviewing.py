"""Review (审核) beyond the single statement: undo, a newer reader, two words apart, figures of review, gold files."""

from io import BytesIO
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_noop
from ninja import Router, Schema
from pydantic import Field

from huiyin.api.access import viewer
from huiyin.api.finding import reviewable
from huiyin.api.once import once
from huiyin.api.operations import operation
from huiyin.api.shapes import Code, Key, PathKey, Words
from huiyin.api.sources import SourceOut, counted, download
from huiyin.api.statements import StatementOut, shown
from huiyin.api.versions import seen
from huiyin.ledger import blind, jobs, rereading, undoing
from huiyin.ledger.gold import gold_archive
from huiyin.ledger.models import Source
from huiyin.ledger.review_figures import review_figures
from huiyin.ledger.source_selectors import reviewable_sources

router = Router(tags=["review"])


class UndoneOut(Schema):
    """What an undoing brought back: the statements that it touched, as they stand now."""

    changed: list[StatementOut]


class ChangedOut(Schema):
    """A draft that the present reader reads otherwise, and in what."""

    statement: str
    fields: list[str]


class RereadOut(Schema):
    """What the present reader makes of a source: drafts that would change, appear or go; decisions that stay."""

    reader: str
    same: int
    changed: list[ChangedOut]
    new: int
    gone: list[str]
    kept: list[str]


class SpanOut(Schema):
    """One person's word on a statement; null is as it stands."""

    account: str
    state: str | None
    start: int | None
    end: int | None
    kind: str | None
    period: str | None


class DifferenceOut(Schema):
    """A statement on which two people decided apart."""

    statement: str
    version: int
    words: list[SpanOut]


class AgreementOut(Schema):
    """How often two people agreed: `same` of `all`; for a kind, of the statements to which either gave it."""

    kind: str
    same: int
    all: int


class DifferencesOut(Schema):
    """Where two people differ, and how often they agreed."""

    items: list[DifferenceOut]
    agreement: list[AgreementOut]


class SettleIn(Schema):
    """Whose word on a statement is taken, by the key of the account, and why."""

    statement: Key
    word_of: Key
    reason: Words = ""


class FigureOut(Schema):
    """What became of a reader's proposals of one kind; `decided` is the whole of the first three."""

    reader: str
    kind: Code | Literal[""]
    unchanged: int
    changed: int
    rejected: int
    decided: int
    drafts: int
    by_hand: int


class FiguresOut(Schema):
    """The reader's accuracy in the field, with its make-up."""

    sources: Annotated[int, Field(description="how many sources are counted")]
    items: list[FigureOut]


@operation(
    router,
    "POST",
    "/sources/{key}/undo",
    says=gettext_noop("Undo one's own last decision"),
    scope="statements:write",
    action="review.change",
    gives=UndoneOut,
)
def undo_decision(request: HttpRequest, key: PathKey) -> Any:
    """The last decision of the account in this source, as an event of its own."""
    return _turned(request, key, undoing.undo)


@operation(
    router,
    "POST",
    "/sources/{key}/redo",
    says=gettext_noop("Take back one's own last undoing"),
    scope="statements:write",
    action="review.change",
    gives=UndoneOut,
)
def redo_decision(request: HttpRequest, key: PathKey) -> Any:
    """What was undone last is done again."""
    return _turned(request, key, undoing.redo)


def _turned(request: HttpRequest, key: str, turn: Any) -> Any:
    source = reviewable(viewer(request), key)

    def do() -> UndoneOut:
        event = turn(source=source, by=viewer(request), at=timezone.now())
        keys = {name for name, _patch in event.payload["changes"]}
        keys |= {name for name, _word in event.payload.get("given", ())}
        rows = source.statements.filter(key__in=keys).select_related("source", "decided_by").order_by("start")
        return UndoneOut(changed=[shown(row) for row in rows])

    return once(request, "", do)


@operation(
    router,
    "GET",
    "/sources/{key}/reread",
    says=gettext_noop("Show what the present reader would change"),
    scope="statements:read",
    action="review.view",
    gives=RereadOut,
)
def compare_readers(request: HttpRequest, key: PathKey) -> Any:
    """Nothing is changed; all is the same where the present reader has read it already."""
    return _compared(rereading.compare(reviewable(viewer(request), key)))


@operation(
    router,
    "POST",
    "/sources/{key}/reread",
    says=gettext_noop("Read a source again"),
    scope="statements:write",
    action="review.change",
    gives=RereadOut,
)
def reread_source(request: HttpRequest, key: PathKey) -> Any:
    """Drafts become what the present reader reads; what people decided or changed stays."""
    source = reviewable(viewer(request), key)
    return once(request, "", lambda: _compared(rereading.apply(source=source, by=viewer(request), at=timezone.now())))


def _compared(found: rereading.Comparison) -> RereadOut:
    return RereadOut(
        reader=found.reader,
        same=found.same,
        changed=[ChangedOut(statement=each.key, fields=list(each.fields)) for each in found.changed],
        new=len(found.new),
        gone=list(found.gone),
        kept=list(found.kept),
    )


@operation(
    router,
    "POST",
    "/sources/{key}/retry",
    says=gettext_noop("Try to read a source again that could not be read"),
    scope="sources:write",
    action="source.add",
    gives=SourceOut,
)
def retry_source(request: HttpRequest, key: PathKey) -> Any:
    """Puts it back into the queue; a source that has been read stays as it is."""
    source = reviewable(viewer(request), key)

    def do() -> SourceOut:
        jobs.read_again(source)
        return counted(source.key)

    return once(request, "", do)


@operation(
    router,
    "GET",
    "/sources/{key}/differences",
    says=gettext_noop("Show where two people decided apart"),
    scope="statements:read",
    action="review.view",
    gives=DifferencesOut,
)
def list_differences(request: HttpRequest, key: PathKey) -> Any:
    """Of a source that two people review blind; only where both have spoken."""
    source = reviewable(viewer(request), key)
    found = [each for each in blind.differences(source) if len(each.words) > 1]
    versions = dict(source.statements.filter(key__in=[each.key for each in found]).values_list("key", "version"))
    names = ("state", "start", "end", "kind", "period")
    return DifferencesOut(
        items=[
            DifferenceOut(
                statement=each.key,
                version=versions[each.key],
                words=[
                    SpanOut(account=account, **{name: word.get(name) for name in names}) for account, word in each.words
                ],
            )
            for each in found
        ],
        agreement=[AgreementOut(kind=each.kind, same=each.same, all=each.all) for each in blind.agreement(source)],
    )


@operation(
    router,
    "POST",
    "/sources/{key}/differences",
    says=gettext_noop("Settle a difference"),
    scope="statements:write",
    action="review.change",
    gives=StatementOut,
    versioned=True,
)
def settle_difference(request: HttpRequest, key: PathKey, body: SettleIn) -> Any:
    """Take one of two words; `If-Match` is the version of the statement."""
    source, version = reviewable(viewer(request), key), seen(request)
    row = get_object_or_404(source.statements, key=body.statement)

    def do() -> StatementOut:
        by, at = viewer(request), timezone.now()
        told = {"word_of": body.word_of, "reason": body.reason}
        blind.settle(source=source, key=row.key, version=version, by=by, at=at, **told)
        return shown(source.statements.select_related("source", "decided_by").get(pk=row.pk))

    return once(request, body, do)


@operation(
    router,
    "GET",
    "/sources/{key}/gold",
    says=gettext_noop("Export the confirmed statements of a source as gold"),
    scope="statements:read",
    action="gold.export",
    gives=None,
)
def export_gold(request: HttpRequest, key: PathKey) -> Any:
    """A zip with the text and its statements in the format of `huiyin score`; 422 where nothing is confirmed."""
    name, content = gold_archive(reviewable(viewer(request), key))
    return download(BytesIO(content), name, "application/zip")


@operation(
    router,
    "GET",
    "/statistics/review",
    says=gettext_noop("Count what became of the machine's proposals"),
    scope="statistics:read",
    action="review.view",
    gives=FiguresOut,
)
def count_review(request: HttpRequest) -> Any:
    """By reader and kind, over the sources that the account may review."""
    sources = reviewable_sources(viewer(request))
    names = ("reader", "kind", "unchanged", "changed", "rejected", "decided", "drafts", "by_hand")
    return FiguresOut(
        sources=sources.filter(state=Source.State.READ).count(),
        items=[FigureOut(**{name: getattr(row, name) for name in names}) for row in review_figures(sources)],
    )
