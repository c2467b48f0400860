"""Statements (陈述): listed, shown, and reviewed as on the workbench; every act takes the version that was seen."""

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_noop
from ninja import Query, Router, Schema
from pydantic import Field, StringConstraints

from huiyin.api.access import demand, viewer
from huiyin.api.finding import reviewable, statement_of
from huiyin.api.once import once
from huiyin.api.operations import operation
from huiyin.api.paging import Paging, part
from huiyin.api.problems import Refused
from huiyin.api.shapes import NO_NUL, Key, PathKey, Short, Words
from huiyin.api.versions import seen, tell
from huiyin.errors import LedgerError
from huiyin.ledger import findings, review
from huiyin.ledger.models import Source, Statement
from huiyin.ledger.source_selectors import is_deliberation
from huiyin.reading import Kind, MentionType, Period

router = Router(tags=["statements"])
Act = Literal["confirm", "reject", "reopen", "label", "span", "split", "join", "findings"]
Offset = Annotated[int, Field(ge=0, le=10_000_000)]
Text = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=NO_NUL)]


class StatementOut(Schema):
    """A statement as it stands in review."""

    key: str
    version: int
    source: str
    start: int
    end: int
    text: str
    kind: str
    speaker: str
    period: str
    topics: list[Any]
    places: list[Any]
    measures: list[dict[str, Any]]
    mentions: list[dict[str, Any]]
    checkable: int
    state: str
    reader: str
    changed_by_hand: bool
    gone: bool
    decided_by: str | None
    decided_at: datetime | None


class StatementPage(Schema):
    """A page of statements."""

    items: list[StatementOut]
    next: str | None


class StatementFilter(Paging):
    """Which statements."""

    state: Annotated[Statement.State | None, Query(None)]
    kind: Annotated[Kind | None, Query(None)]


class MeasureIn(Schema):
    """A figure; its words must stand in the statement."""

    text: Text
    value: Decimal
    unit: Short = ""
    relation: Short = "="
    role: Short = "level"
    subject: Short = ""


class MentionIn(Schema):
    """A name; its words must stand in the statement."""

    text: Text
    type: MentionType


class ActIn(Schema):
    """What an act needs: `reason` to reject, `kind` and `period` to label, `start` and `end` for the span,
    `cut` to split, `measures` and `mentions` for the findings; the others need nothing.
    """

    reason: Words = ""
    kind: Kind | None = None
    period: Period | None = None
    start: Offset | None = None
    end: Offset | None = None
    cut: Offset | None = None
    measures: Annotated[list[MeasureIn], Field(max_length=100)] = []
    mentions: Annotated[list[MentionIn], Field(max_length=100)] = []


class Several(Schema):
    """Statements with the version of each that was seen."""

    statements: Annotated[dict[Key, Annotated[int, Field(ge=1, le=1_000_000_000)]], Field(min_length=1, max_length=500)]


class ActOut(Schema):
    """What an act did: the statements that changed, as they stand now; `skipped` had changed since they were seen."""

    changed: list[StatementOut]
    skipped: list[str]


def shown(row: Statement) -> StatementOut:
    """Return a statement as callers get it."""
    return StatementOut(
        **{name: getattr(row, name) for name in PLAIN},
        source=row.source.key,
        decided_by=row.decided_by.name if row.decided_by else None,
    )


PLAIN = tuple(name for name in StatementOut.model_fields if name not in ("source", "decided_by"))


@operation(
    router,
    "GET",
    "/sources/{key}/statements",
    says=gettext_noop("List the statements of a source"),
    scope="statements:read",
    action="review.view",
    gives=StatementPage,
)
def list_statements(request: HttpRequest, key: PathKey, which: Query[StatementFilter]) -> Any:
    """What stands in review, in the order in which it was found; a draft is the machine's word only.

    Words of deliberation are not narrowed by `kind`: nobody's are gathered by what they praise or ask for.
    """
    source = reviewable(viewer(request), key)
    if which.kind is not None and is_deliberation(source):
        raise LedgerError("review.kind_of_remarks")
    asked = {name: value for name in ("state", "kind") if (value := getattr(which, name)) is not None}
    rows = Statement.objects.filter(source=source, gone=False, **asked).select_related("source", "decided_by")
    found, after = part(rows, which, oldest_first=True)
    return StatementPage(items=[shown(row) for row in found], next=after)


@operation(
    router,
    "GET",
    "/statements/{key}",
    says=gettext_noop("Show a statement"),
    scope="statements:read",
    action="source.view",
    gives=StatementOut,
)
def get_statement(request: HttpRequest, response: HttpResponse, key: PathKey) -> Any:
    """A statement; its key stays, whatever becomes of it."""
    row = statement_of(viewer(request), key)
    tell(response, row.version)
    return shown(row)


@operation(
    router,
    "POST",
    "/sources/{key}/statements/confirm",
    says=gettext_noop("Confirm several statements"),
    scope="statements:write",
    action="review.change",
    gives=ActOut,
)
def confirm_statements(request: HttpRequest, key: PathKey, body: Several) -> Any:
    """All whose version is still the one that was seen; the others are named in `skipped`."""
    source = reviewable(viewer(request), key)

    def do() -> ActOut:
        by, at = viewer(request), timezone.now()
        return _done(source, review.confirm(source=source, statements=body.statements, by=by, at=at))

    return once(request, body, do)


@operation(
    router,
    "POST",
    "/statements/{key}/{act}",
    says=gettext_noop("Review a statement"),
    scope="statements:write",
    action="review.change",
    gives=ActOut,
    versioned=True,
)
def review_statement(request: HttpRequest, key: PathKey, act: Act, body: ActIn) -> Any:
    """One act on one statement."""
    demand(request, "review.change")
    row, version = statement_of(viewer(request), key), seen(request)
    source = reviewable(viewer(request), row.source.key)

    def do() -> ActOut:
        common = {"source": source, "key": row.key, "version": version, "by": viewer(request), "at": timezone.now()}
        return _done(source, ACTS[act](row, body, common))

    return once(request, body, do)


def _done(source: Source, outcome: review.Outcome) -> ActOut:
    rows = source.statements.filter(key__in=outcome.keys).select_related("source", "decided_by").order_by("start")
    return ActOut(changed=[shown(row) for row in rows], skipped=list(outcome.skipped))


def _confirm(row: Statement, body: ActIn, common: dict[str, Any]) -> review.Outcome:
    statements = {row.key: common["version"]}
    return review.confirm(source=common["source"], statements=statements, by=common["by"], at=common["at"])


def _reject(_row: Statement, body: ActIn, common: dict[str, Any]) -> review.Outcome:
    return review.reject(reason=body.reason, **common)


def _label(_row: Statement, body: ActIn, common: dict[str, Any]) -> review.Outcome:
    return review.set_label(kind=body.kind or "", period=body.period or "", **common)


def _span(_row: Statement, body: ActIn, common: dict[str, Any]) -> review.Outcome:
    return review.set_span(start=_given(body.start, "start"), end=_given(body.end, "end"), **common)


def _split(_row: Statement, body: ActIn, common: dict[str, Any]) -> review.Outcome:
    return review.split(cut_at=_given(body.cut, "cut"), **common)


def _findings(row: Statement, body: ActIn, common: dict[str, Any]) -> review.Outcome:
    text, start, end = row.source.text, row.start, row.end
    measures: list[dict[str, Any]] = []
    mentions: list[dict[str, Any]] = []
    for each in body.measures:
        told = {**each.model_dump(), **_placed(each.text, text, start, end, measures)}
        measures.append(findings.measure({**told, "value": format(each.value, "f")}, text, start, end))
    for name in body.mentions:
        told = {**name.model_dump(), **_placed(name.text, text, start, end, mentions)}
        mentions.append(findings.mention(told, text, start, end))
    for found in (measures, mentions):
        found.sort(key=lambda each: (each["start"], each["end"]))
    return review.set_findings(measures=measures, mentions=mentions, **common)


def _placed(words: str, text: str, start: int, end: int, before: list[dict[str, Any]]) -> dict[str, int]:
    """Return where words stand in the statement, a place that no other finding has."""
    first, last = findings.place_of(words, text, start, end, [(each["start"], each["end"]) for each in before])
    return {"start": first, "end": last}


def _given(value: int | None, name: str) -> int:
    if value is None:
        raise Refused(422, "need_missing", need=name)
    return value


ACTS: dict[str, Callable[[Statement, ActIn, dict[str, Any]], review.Outcome]] = {
    "confirm": _confirm,
    "reject": _reject,
    "reopen": lambda _row, _body, common: review.reopen(**common),
    "label": _label,
    "span": _span,
    "split": _split,
    "join": lambda _row, _body, common: review.join(**common),
    "findings": _findings,
}
