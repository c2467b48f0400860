"""The pages of review: the workbench, a card that is opened, what others did, differences, re-reading, figures."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from huiyin.errors import HuiyinError
from huiyin.ledger import blind, rereading
from huiyin.ledger.models import Source
from huiyin.ledger.review_figures import Row, review_figures
from huiyin.ledger.source_selectors import happenings, names_of, reviewable_sources
from huiyin.people.permissions import may
from huiyin.web.access import page
from huiyin.web.requests import PageRequest
from huiyin.web.sources import words
from huiyin.web.sources.answers import changes
from huiyin.web.sources.bench import bench_at, frame, proposal_of
from huiyin.web.sources.cards import cards, numbers_of, opened
from huiyin.web.sources.finding import reviewable, statement_of
from huiyin.web.sources.showing import passage

SHOWN = 100  # differences of two readings shown one by one; the rest is counted


@page("review.view")
def review(request: PageRequest, key: str) -> HttpResponseBase:
    """Show one part of the workbench."""
    source = reviewable(request, key)
    if source.state != Source.State.READ:
        return redirect("source", key)
    asked = request.GET
    after = int(asked["after"]) if asked.get("after", "").isdecimal() else -1
    if "after" in asked:
        found = bench_at(source, request.viewer, after=after)
        here = f"{reverse('review', args=[key])}?at={found.open_key}#s-{found.open_key}"
        return redirect(here)
    number = int(asked["part"]) if asked.get("part", "").isdecimal() and len(asked["part"]) < 6 else 0
    found = bench_at(source, request.viewer, number=number, key=asked.get("at", ""))
    return render(request, "sources/review.html", frame(found, request.viewer))


@page("review.view")
def statement_card(request: PageRequest, key: str) -> HttpResponse:
    """Show a card open, for the script."""
    row = statement_of(request, key)
    source = reviewable(request, row.source.key)
    (card,) = cards(source, [row], request.viewer)
    context = {
        "card": card,
        "opened": opened(source, card, proposal_of(source, key), request.viewer),
        "source": source,
        "open_key": key,
        "may_change": may(request.viewer, "review.change") and source.withdrawn_at is None,
    }
    return render(request, "sources/_card.html", context)


@page("review.view")
def review_changes(request: PageRequest, key: str) -> HttpResponse:
    """Say what others have done since, and show it; the card in hand is left alone."""
    source = reviewable(request, key)
    since = request.GET.get("since", "")
    found = happenings(source, int(since) if since.isdecimal() else source.version, other_than=request.viewer.key)
    if not found:
        return HttpResponse(status=204)
    keys = [each for happening in found for each in happening.keys]
    number = numbers_of(source, keys)
    lines = [words.happened(each, number) for each in found[-5:]]
    return changes(request, source, keys, said=lines[-1], lines=lines, spare=request.GET.get("current", ""))


@page("review.view", change="review.change")
def review_differences(request: PageRequest, key: str) -> HttpResponseBase:
    """Show where two people differ, side by side; settle one by taking a word."""
    source = reviewable(request, key)
    if request.method == "POST":
        return _settled(request, source)
    found = blind.differences(source)
    keys = [each.key for each in found]
    who = names_of(account for each in found for account, _word in each.words)
    rows = {row.key: row for row in source.statements.filter(key__in=keys)}
    number = numbers_of(source, keys)
    mine = {request.viewer.key}
    context = {
        "source": source,
        "rows": [
            {
                "statement": rows[each.key],
                "number": number[each.key],
                "words": [_word(source, account, word, who) for account, word in each.words],
            }
            for each in found
            if _may_see(each, mine, request)
        ],
        "agreement": [_agreement(each) for each in blind.agreement(source)],
        "may_change": may(request.viewer, "review.change") and source.withdrawn_at is None,
    }
    return render(request, "sources/differences.html", context)


@page("review.view", change="review.change")
def source_reread(request: PageRequest, key: str) -> HttpResponseBase:
    """Show what the present reader would change; apply it to drafts."""
    source = reviewable(request, key)
    try:
        if request.method == "POST":
            rereading.apply(source=source, by=request.viewer, at=timezone.now())
            messages.success(request, gettext("Drafts are as the newer reader reads them; what people decided stays."))
            return redirect("source", key)
        found = rereading.compare(source)
    except HuiyinError as error:
        messages.warning(request, words.refusal(error))
        return redirect("source", key)
    context = {"source": source, "found": found, "changed": _changed(source, found), **_spans(source, found)}
    return render(request, "sources/reread.html", context)


@page("review.view")
def review_figures_page(request: PageRequest) -> HttpResponse:
    """Show how much of what the machine proposed stood, by kind and reader, with what it is counted from."""
    sources = reviewable_sources(request.viewer)
    rows = review_figures(sources)
    known = words.names()
    context = {
        "readers": [
            {"reader": reader, "rows": [_figure(row, known) for row in rows if row.reader == reader]}
            for reader in dict.fromkeys(row.reader for row in rows)
        ],
        "sources": sources.filter(state=Source.State.READ).count(),
        "now": timezone.now(),
    }
    return render(request, "sources/figures.html", context)


def _settled(request: PageRequest, source: Source) -> HttpResponseBase:
    given = request.POST
    version = given.get("version", "")
    try:
        blind.settle(
            source=source,
            key=given.get("statement", ""),
            version=int(version) if version.isdecimal() else -1,
            word_of=given.get("word_of", ""),
            reason=given.get("reason", "")[:2000],
            by=request.viewer,
            at=timezone.now(),
        )
    except HuiyinError as error:
        stale = gettext("Somebody, perhaps you in another window, has just settled it.")
        messages.warning(request, stale if error.code == "stale" else words.refusal(error))
    else:
        messages.success(request, gettext("Settled."))
    return redirect("review_differences", source.key)


def _may_see(difference: blind.Difference, mine: set[str], request: PageRequest) -> bool:
    """Return whether both words are open to this person: who has spoken himself, or does not review."""
    spoken = {account for account, _word in difference.words}
    return bool(spoken & mine) or len(spoken) > 1


def _word(source: Source, account: str, word: Any, who: dict[str, str]) -> dict[str, Any]:
    return {
        "account": account,
        "who": who.get(account, ""),
        "kind": word["kind"],
        "period": words.names().of("period", word["period"]),
        "rejected": word["state"] == "rejected",
        "pieces": passage(source.text, word["start"], word["end"]),
        "start": word["start"],
        "end": word["end"],
    }


def _agreement(row: blind.Agreement) -> dict[str, Any]:
    known = words.names()
    label = {"": gettext("All"), "rejected": gettext("Not a statement")}.get(row.kind)
    return {"label": label or known.of("kind", row.kind), "kind": row.kind, "same": row.same, "all": row.all}


def _figure(row: Row, known: Any) -> dict[str, Any]:
    return {"row": row, "label": known.of("kind", row.kind) if row.kind else gettext("All kinds")}


def _changed(source: Source, found: rereading.Comparison) -> list[dict[str, Any]]:
    shown = found.changed[:SHOWN]
    rows = {row.key: row for row in source.statements.filter(key__in=[each.key for each in shown])}
    known = words.names()
    labels = {
        "kind": gettext("Kind"),
        "period": gettext("Period"),
        "speaker": gettext("Speaker"),
        "measures": gettext("Figures"),
        "mentions": gettext("Names"),
        "topics": gettext("Topics"),
        "places": gettext("Places"),
    }
    return [
        {
            "row": rows[each.key],
            "fields": [labels[name] for name in each.fields if name in labels],
            "kind": found.readings[each.number]["kind"] if "kind" in each.fields else "",
            "period": known.of("period", found.readings[each.number]["period"]) if "period" in each.fields else "",
        }
        for each in shown
    ]


def _spans(source: Source, found: rereading.Comparison) -> dict[str, Any]:
    new = [found.readings[number] for number in found.new[:SHOWN]]
    gone = source.statements.filter(key__in=found.gone[:SHOWN])
    kept = source.statements.filter(key__in=found.kept[:SHOWN])
    return {"new": new, "gone": gone, "kept": kept, "shown": SHOWN}
