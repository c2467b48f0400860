"""What is done on the workbench: one address an act; the answer is a fragment for the script, the page without it."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext

from huiyin.errors import LedgerError, StaleWrite
from huiyin.ledger import findings, review, undoing
from huiyin.ledger.models import Event, Source, Statement, Stream
from huiyin.ledger.review import Outcome
from huiyin.ledger.source_selectors import names_of
from huiyin.web.access import page
from huiyin.web.requests import PageRequest
from huiyin.web.sources import words
from huiyin.web.sources.answers import changes, whole_page
from huiyin.web.sources.cards import numbers_of
from huiyin.web.sources.finding import reviewable, statement_of

Act = Callable[[PageRequest, Statement, int], Outcome]
FIGURE = ("value", "unit", "relation", "role", "subject")  # what a row of the form says besides words and place
NAME = ("type",)


@page("review.view", change="review.change")
def statement_act(request: PageRequest, key: str, act: str) -> HttpResponseBase:
    """Do one thing to one statement."""
    row = statement_of(request, key)
    source = reviewable(request, row.source.key)
    if act not in ACTS:
        raise Http404
    if request.method != "POST":
        return redirect(_back(source, key))
    version = _whole(request.POST.get("version", ""))
    number = numbers_of(source, (key,)).get(key, 0)
    try:
        outcome = ACTS[act](request, row, version)
    except StaleWrite as error:
        return _conflict(request, source, key, act, error)
    except LedgerError as error:
        return _problem(request, source, key, words.refusal(error), act)
    return _answer(request, source, outcome.keys, outcome.event, words.done(act, number), at=key)


@page("review.view", change="review.change")
def section_confirm(request: PageRequest, key: str) -> HttpResponseBase:
    """Confirm the drafts of a section, as they were seen."""
    source = reviewable(request, key)
    if request.method != "POST":
        return redirect("review", key)
    pairs = (each.partition(":") for each in request.POST.get("seen", "").split())
    seen = {name: _whole(version) for name, _colon, version in pairs}
    first = next(iter(seen), "")
    if not seen:
        return _problem(request, source, "", gettext("Nothing here waits to be confirmed."))
    try:
        outcome = review.confirm(source=source, statements=seen, by=request.viewer, at=timezone.now())
    except LedgerError as error:
        return _problem(request, source, first, words.refusal(error))
    n = len(outcome.keys)
    said = ngettext("%(n)d statement confirmed; u undoes", "%(n)d statements confirmed; u undoes", n) % {"n": n}
    if outcome.skipped:
        left = len(outcome.skipped)
        said += " " + ngettext(
            "%(n)d was changed by somebody else meanwhile and is left to be looked at",
            "%(n)d were changed by somebody else meanwhile and are left to be looked at",
            left,
        ) % {"n": left}
    return _answer(request, source, (*outcome.keys, *outcome.skipped), outcome.event, said, at=first)


@page("review.view", change="review.change")
def review_undo(request: PageRequest, key: str, way: str) -> HttpResponseBase:
    """Undo one's own last decision, or do it again."""
    source = reviewable(request, key)
    if request.method != "POST":
        return redirect("review", key)
    turn = undoing.undo if way == "undo" else undoing.redo
    try:
        event = turn(source=source, by=request.viewer, at=timezone.now())
    except LedgerError as error:
        return _problem(request, source, request.POST.get("at", ""), words.refusal(error))
    keys = tuple(name for name, _patch in event.payload["changes"])
    keys += tuple(name for name, _word in event.payload.get("given", ()) if name not in keys)
    said = gettext("Undone; Shift+u does it again") if way == "undo" else gettext("Done again")
    return _answer(request, source, keys, event, said, at=next(iter(keys), ""))


def _confirm(request: PageRequest, row: Statement, version: int) -> Outcome:
    seen = {row.key: version}
    return review.confirm(source=row.source, statements=seen, by=request.viewer, at=timezone.now())


def _reject(request: PageRequest, row: Statement, version: int) -> Outcome:
    reason = request.POST.get("reason", "")[:2000]
    return review.reject(reason=reason, **_common(request, row, version))


def _reopen(request: PageRequest, row: Statement, version: int) -> Outcome:
    return review.reopen(**_common(request, row, version))


def _label(request: PageRequest, row: Statement, version: int) -> Outcome:
    kind, period = request.POST.get("kind", ""), request.POST.get("period", "")
    return review.set_label(kind=kind, period=period, **_common(request, row, version))


def _span(request: PageRequest, row: Statement, version: int) -> Outcome:
    start, end = _whole(request.POST.get("start", "")), _whole(request.POST.get("end", ""))
    return review.set_span(start=start, end=end, **_common(request, row, version))


def _split(request: PageRequest, row: Statement, version: int) -> Outcome:
    return review.split(cut_at=_whole(request.POST.get("cut", "")), **_common(request, row, version))


def _join(request: PageRequest, row: Statement, version: int) -> Outcome:
    return review.join(**_common(request, row, version))


def _findings(request: PageRequest, row: Statement, version: int) -> Outcome:
    given, text = request.POST, row.source.text
    start, end = _whole(given.get("from", str(row.start))), _whole(given.get("to", str(row.end)))
    measures: list[dict[str, Any]] = []
    mentions: list[dict[str, Any]] = []
    for told in _rows(given, "m", FIGURE):
        measures.append(findings.measure(_placed(told, text, start, end, measures), text, start, end))
    for told in _rows(given, "n", NAME):
        mentions.append(findings.mention(_placed(told, text, start, end, mentions), text, start, end))
    for found in (measures, mentions):
        found.sort(key=lambda each: (each["start"], each["end"]))
    return review.set_findings(measures=measures, mentions=mentions, **_common(request, row, version))


ACTS: dict[str, Act] = {
    "confirm": _confirm,
    "reject": _reject,
    "reopen": _reopen,
    "label": _label,
    "span": _span,
    "split": _split,
    "join": _join,
    "findings": _findings,
}


def _common(request: PageRequest, row: Statement, version: int) -> dict[str, Any]:
    return {"source": row.source, "key": row.key, "version": version, "by": request.viewer, "at": timezone.now()}


def _rows(given: Mapping[str, str], letter: str, names: Iterable[str]) -> Iterable[dict[str, Any]]:
    """Return the rows of the form of figures or names that are kept: those with words and without a tick to drop."""
    for told in _typed(given, letter, names):
        if told["text"].strip() and not told["drop"]:
            yield {name: value for name, value in told.items() if name != "drop"} | {"text": told["text"].strip()}


def _typed(given: Mapping[str, str], letter: str, names: Iterable[str]) -> Iterable[dict[str, Any]]:
    """Return the rows of the form of figures or names as they were sent, whatever becomes of them."""
    for number in range(200):
        name = f"{letter}{number}-"
        if f"{name}text" not in given:
            return
        told: dict[str, Any] = {
            each: given.get(f"{name}{each}", "") for each in (*names, "text", "start", "end", "rule")
        }
        yield {**told, "drop": f"{name}drop" in given}


def _as_typed(given: Mapping[str, str], act: str) -> dict[str, Any]:
    """Return what was sent for the page that says why it was refused, so that nothing has to be typed again.

    A row for a new figure or name that was left empty is none; the form adds one of its own.
    """
    found: dict[str, Any] = {
        "act": act,
        **{name: given[name] for name in ("reason", "start", "end", "cut", "period") if name in given},
    }
    if act == "findings":
        measures = [row for row in _typed(given, "m", FIGURE) if row["start"] or row["text"] or row["subject"]]
        mentions = [row for row in _typed(given, "n", NAME) if row["start"] or row["text"]]
        found |= {"measures": measures, "mentions": mentions}
    return found


def _placed(told: dict[str, Any], text: str, start: int, end: int, before: list[dict[str, Any]]) -> dict[str, Any]:
    """Return a row with its place: where it stood, or where its words stand now."""
    first, last = _whole(told["start"]), _whole(told["end"])
    if text[first:last] != told["text"] or not start <= first < last <= end:
        first, last = findings.place_of(told["text"], text, start, end, [(e["start"], e["end"]) for e in before])
        told = {**told, "rule": ""}
    return {**told, "start": first, "end": last}


def _answer(
    request: PageRequest, source: Source, keys: Iterable[str], event: Event | None, said: str, *, at: str
) -> HttpResponseBase:
    source = Source.objects.get(pk=source.pk)
    if request.htmx:
        return changes(request, source, keys, said=said, act_on=at, event=event)
    messages.success(request, said)
    return redirect(_back(source, at))


def _problem(request: PageRequest, source: Source, key: str, text: str, act: str = "") -> HttpResponseBase:
    """Say why something was refused, beside what it was about; what was typed stays."""
    if request.htmx:
        return render(request, "sources/_problem.html", {"text": text, "key": key}, status=422)
    return whole_page(request, source, key, {"problem": text, "typed": _as_typed(request.POST, act)}, status=422)


def _conflict(request: PageRequest, source: Source, key: str, act: str, error: StaleWrite) -> HttpResponseBase:
    """Show both versions in place: the statement that this was meant for has been changed since."""
    row = source.statements.select_related("decided_by").get(key=str(error.values["statement"]))
    last = _last_change(source, row.key)
    resent = {name: value for name, value in request.POST.items() if name not in ("version", "csrfmiddlewaretoken")}
    conflict = {
        "key": row.key,
        "gone": row.gone,
        "who": names_of([last.actor]).get(last.actor, "") if last else "",
        "own": last is not None and last.actor == request.viewer.key,
        "at": last.at if last else None,
        "mine": _mine(request, source, row, act, error),
        "url": reverse("statement_act", args=[key, act]),
        "resent": resent.items(),
        "version": row.version,
    }
    if request.htmx:
        return changes(request, source, (row.key,), said="", act_on=row.key, conflict=conflict, status=409)
    return whole_page(request, source, row.key, {"conflict": conflict, "typed": request.POST}, status=409)


def _mine(request: PageRequest, source: Source, row: Statement, act: str, error: StaleWrite) -> dict[str, str]:
    """Return one's own version in words: the statement as it was seen, and what was meant to become of it."""
    given, known = request.POST, words.names()
    saw = _as_seen(source, row, row.version - int(str(error.values["expected"])))
    start = _whole(given.get("start", "")) if act == "span" else saw["start"]
    end = _whole(given.get("end", "")) if act == "span" else saw["end"]
    doing = {
        "confirm": gettext("Confirm it"),
        "reject": gettext("Not a statement: %(reason)s") % {"reason": given.get("reason", "")},
        "reopen": gettext("Open it again"),
        "label": gettext("Kind or period"),
        "span": gettext("Beginning and end"),
        "split": gettext("Split it"),
        "join": gettext("Join it to the one above"),
        "findings": gettext("Figures and names"),
    }[act]
    kind = given.get("kind", "") if act == "label" else ""
    return {
        "doing": doing,
        "kind": kind if kind in known.table("kind") else saw["kind"],
        "text": source.text[start:end] if 0 <= start < end <= source.length else row.text,
    }


def _as_seen(source: Source, row: Statement, changes: int) -> dict[str, Any]:
    """Return kind and span of a statement as they were some changes ago, by the way back of each."""
    saw: dict[str, Any] = {"kind": row.kind, "start": row.start, "end": row.end}
    if changes <= 0:
        return saw
    rows = Event.objects.filter(stream=Stream.SOURCE, stream_key=source.key).order_by("-position")[:200]
    backs = [dict(event.payload.get("was", ())).get(row.key) for event in rows]
    for back in [each for each in backs if each is not None][:changes]:
        saw |= {name: value for name, value in back.items() if name in saw}
    return saw


def _last_change(source: Source, key: str) -> Event | None:
    """Return the last event that changed a statement; among the newest, for older ones nobody is still looking at."""
    rows = Event.objects.filter(stream=Stream.SOURCE, stream_key=source.key).order_by("-position")[:50]
    return next((row for row in rows if key in {name for name, _patch in row.payload.get("changes", ())}), None)


def _back(source: Source, key: str) -> str:
    row = source.statements.filter(key=key).first()
    if row is not None and row.gone:  # joined to the one above: go there
        above = review.statement_above(source, row.start + 1)
        key = above.key if above else ""
    return f"{reverse('review', args=[source.key])}?at={key}#s-{key}" if key else reverse("review", args=[source.key])


def _whole(value: str) -> int:
    """Return a whole number, -1 where there is none; services refuse what does not fit."""
    return int(value) if value.isdecimal() and len(value) < 10 else -1
