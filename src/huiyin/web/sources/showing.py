"""One source (来源): what it is, how far its reading and review are, its versions, its text, and what can be done."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from huiyin.errors import LedgerError
from huiyin.ledger import rereading
from huiyin.ledger.gold import gold_archive
from huiyin.ledger.jobs import read_again
from huiyin.ledger.models import Source, Statement
from huiyin.ledger.source_selectors import visible_sources, with_counts
from huiyin.ledger.sources import resume_source, share_source, withdraw_source
from huiyin.people.permissions import may
from huiyin.web.access import page
from huiyin.web.links import link
from huiyin.web.requests import PageRequest
from huiyin.web.sources import words
from huiyin.web.sources.finding import may_review, reviewable, source_of, statement_of
from huiyin.web.sources.forms import ReasonForm
from huiyin.web.sources.taking import taken, takes
from huiyin.web.sources.text import lines

SHOWN = 30_000  # characters of a text on one page
CONTEXT = 300


@page("source.view")
def source(request: PageRequest, key: str) -> HttpResponse:
    """Show a source."""
    found = source_of(request, key)
    counted: Any = with_counts(Source.objects.filter(pk=found.pk)).get()
    mine = may_review(request, found)
    known = words.names()
    context: dict[str, Any] = {
        "source": found,
        "counted": counted,
        "decided": counted.n_confirmed + counted.n_rejected,
        "kind": known.of("text_kind", found.text_kind),
        "versions": _versions(request, found),
        "fault": words.fault(found),
        "may_review": mine and may(request.viewer, "review.view"),
        "may_change": mine and may(request.viewer, "review.change"),
        "may_add": may(request.viewer, "source.add"),
        "may_gold": mine and may(request.viewer, "gold.export") and counted.n_confirmed > 0,
        "tasks_url": link("source_tasks", found.key)
        if may(request.viewer, "case.open") and counted.n_confirmed
        else "",
        "plan_url": link("plan", found.key) if may(request.viewer, "ledger.export") else "",
        "can_reread": mine and rereading.can_reread(found),
        "crumbs": _crumbs(found),
        **_page_of_text(request, found),
    }
    return render(request, "sources/source.html", context)


@page("source.view")
def source_progress(request: PageRequest, key: str) -> HttpResponse:
    """Show how far the reading is; htmx asks for it again until it is done, and then loads the page anew."""
    found = source_of(request, key)
    response = render(request, "sources/_progress.html", {"source": found, "fault": words.fault(found)})
    if found.state in (Source.State.READ, Source.State.FAILED):
        response["HX-Refresh"] = "true"
    return response


@page("source.add", change="source.add")
def source_retry(request: PageRequest, key: str) -> HttpResponseBase:
    """Try to read a source again."""
    found = reviewable(request, key)
    if request.method == "POST":
        read_again(found)
    return redirect("source", key)


@page("source.view")
def source_original(request: PageRequest, key: str) -> HttpResponseBase:
    """Hand the original file out, as an attachment: what others sent is never opened on our pages."""
    found = source_of(request, key)
    if not found.original:
        raise Http404
    response = FileResponse(found.original.open("rb"), as_attachment=True, filename=found.original_name)
    response["Content-Type"] = "application/octet-stream"
    response["X-Content-Type-Options"] = "nosniff"
    return response


@page("gold.export")
def source_gold(request: PageRequest, key: str) -> HttpResponseBase:
    """Hand out the confirmed statements as a gold file."""
    found = reviewable(request, key)
    try:
        name, content = gold_archive(found)
    except LedgerError as error:
        messages.warning(request, words.refusal(error))
        return redirect("source", key)
    response = HttpResponse(content, content_type="application/zip")
    response.headers["Content-Disposition"] = _attachment(name)
    return response


@page("review.change", change="review.change")
def source_withdraw(request: PageRequest, key: str) -> HttpResponseBase:
    """Ask why, then take a source out of review; or take it in again."""
    found = reviewable(request, key)
    if found.withdrawn_at is not None:
        if request.method == "POST":
            resume_source(source=found, by=request.viewer, at=timezone.now())
            messages.success(request, gettext("It is in review again."))
        return redirect("source", key)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        withdraw_source(source=found, reason=form.cleaned_data["reason"], by=request.viewer, at=timezone.now())
        messages.success(request, gettext("It is out of review. The text and what cites it stay."))
        return redirect("source", key)
    context = {"source": found, "form": form, "crumbs": _crumbs(found, gettext("Take out of review"))}
    return render(request, "sources/withdraw.html", context, status=422 if form.errors else 200)


@page("review.change", change="review.change")
def source_share(request: PageRequest, key: str) -> HttpResponseBase:
    """Let other houses read a source that has been published."""
    found = reviewable(request, key)
    if request.method == "POST":
        share_source(source=found, by=request.viewer, at=timezone.now())
        messages.success(request, gettext("Other houses may read it now."))
    return redirect("source", key)


@page("source.view")
def statement(request: PageRequest, key: str) -> HttpResponse:
    """Show a statement in its source; its address stays, whatever becomes of it."""
    row = statement_of(request, key)
    if row.state != Statement.State.CONFIRMED and not may_review(request, row.source):
        raise PermissionDenied
    found = row.source
    context = {
        "statement": row,
        "source": found,
        "pieces": passage(found.text, row.start, row.end),
        "period": words.names().of("period", row.period),
        "may_review": may_review(request, found) and may(request.viewer, "review.view"),
        "here": f"{reverse('source', args=[found.key])}?at={row.start}-{row.end}#at",
        "takes": takes(request.viewer, row),
        "taken": taken(request.viewer, row),
        "crumbs": _crumbs(found, gettext("Statement")),
    }
    return render(request, "sources/statement.html", context)


def passage(text: str, start: int, end: int) -> list[dict[str, Any]]:
    """Return a passage in its paragraph, cut at a distance where the paragraph is very long."""
    before = max(text.rfind("\n", 0, start) + 1, start - CONTEXT)
    after = text.find("\n", end)
    after = min(after if after >= 0 else len(text), end + CONTEXT)
    cut_before = "…" if before > 0 and text[before - 1] != "\n" else ""
    cut_after = "…" if after < len(text) and text[after] != "\n" else ""
    return [
        {"text": cut_before + text[before:start], "marked": False},
        {"text": text[start:end], "marked": True},
        {"text": text[end:after] + cut_after, "marked": False},
    ]


def _attachment(name: str) -> str:
    from urllib.parse import quote

    return f"attachment; filename*=UTF-8''{quote(name)}"


def _crumbs(found: Source, here: str = "") -> list[dict[str, str]]:
    crumbs = [{"label": gettext("Sources and review"), "url": reverse("sources")}]
    crumbs.append({"label": found.title, "url": reverse("source", args=[found.key]) if here else ""})
    return [*crumbs, {"label": here, "url": ""}] if here else crumbs


def _versions(request: PageRequest, found: Source) -> list[Source]:
    """Return all versions of a source that the viewer may see, the newest first."""
    seen = visible_sources(request.viewer).defer("text", "shingles")
    chain = [found]
    while chain[-1].supersedes_id and len(chain) < 50:
        before = seen.filter(pk=chain[-1].supersedes_id).first()
        if before is None:
            break
        chain.append(before)
    later_ones = [found]
    while len(later_ones) < 50:
        after = seen.filter(supersedes_id=later_ones[-1].pk).order_by("-added_at").first()
        if after is None:
            break
        later_ones.append(after)
    return [*reversed(later_ones[1:]), *chain] if len(later_ones) + len(chain) > 2 else []


def _page_of_text(request: PageRequest, found: Source) -> dict[str, Any]:
    """Return the paragraphs of one page of the text, with a place marked where one is asked for."""
    start, end = _asked(request, found)
    number = start // SHOWN if end else _number(request)
    first = found.text.rfind("\n", 0, number * SHOWN) + 1 if number else 0
    last = found.text.find("\n", (number + 1) * SHOWN)
    last = last if last >= 0 else found.length
    shown = [
        {"start": a, "before": found.text[a : max(a, min(start, b))], "marked": found.text[max(a, start) : min(b, end)],
         "after": found.text[max(a, min(b, end)) : b]}
        if end and a < end and b > start
        else {"start": a, "before": found.text[a:b], "marked": "", "after": ""}
        for a, b in lines(found.text, first, last)
    ]  # fmt: skip
    pages = -(-found.length // SHOWN)
    return {"paragraphs": shown, "number": number + 1, "pages": pages, "at": (start, end) if end else None}


def _asked(request: PageRequest, found: Source) -> tuple[int, int]:
    first, _dash, last = request.GET.get("at", "").partition("-")
    if first.isdecimal() and last.isdecimal() and int(first) < int(last) <= found.length:
        return int(first), int(last)
    return 0, 0


def _number(request: PageRequest) -> int:
    asked = request.GET.get("page", "1")
    return max(0, int(asked) - 1) if asked.isdecimal() and len(asked) < 6 else 0
