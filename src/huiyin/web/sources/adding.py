"""Taking a text in, in two steps: the text is opened and says what it is; a person settles that, then it is kept."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from huiyin.errors import HuiyinError, LedgerError
from huiyin.ledger.jobs import later
from huiyin.ledger.models import Source
from huiyin.ledger.source_selectors import alike, visible_sources
from huiyin.ledger.sources import Description, Original, add_source, open_pasted, open_upload
from huiyin.people.models import Place
from huiyin.reading import propose
from huiyin.web.access import page
from huiyin.web.errors import error_page
from huiyin.web.requests import PageRequest
from huiyin.web.sources import incoming, words
from huiyin.web.sources.forms import DescriptionForm, TextForm

SHOWN = 1200  # characters of the text that the second step shows


@page("source.add", change="source.add")
def source_new(request: PageRequest) -> HttpResponseBase:
    """Take a file or a pasted text; what is wrong with it is said at once."""
    older = _older(request)
    form = TextForm(request.POST, request.FILES) if request.method == "POST" else TextForm()
    if request.method == "POST" and form.is_valid():
        file, text = form.cleaned_data["file"], form.cleaned_data["text"]
        try:
            content = file.read() if file else None
            opened = open_upload(content, file.name) if content is not None else open_pasted(text)
        except HuiyinError as error:
            form.add_error("file" if file else "text", words.refusal(error))
        else:
            name = file.name if file else ""
            told = incoming.Told(request.viewer.key, name, opened, older.key if older else "")
            return redirect("source_proposed", incoming.keep(told, content))
    status = 422 if form.errors else 200
    return render(request, "sources/new.html", {"form": form.one_of_two(), "older": older}, status=status)


@page("source.add", change="source.add")
def source_proposed(request: PageRequest, token: str) -> HttpResponseBase:
    """Show what the text says of itself; keep it as a source once a person has settled that."""
    found = incoming.find(token, request.viewer.key)
    if found is None:
        return _not_kept(request)
    opened = found.told.opened
    proposal = propose(opened.text)
    older = visible_sources(request.viewer).filter(key=request.GET.get("supersedes") or found.told.supersedes).first()
    form = DescriptionForm(request.POST if request.method == "POST" else None, initial=_initial(found, proposal, older))
    if request.method == "POST" and "drop" in request.POST:
        incoming.drop(token)
        return redirect("source_new")
    if request.method == "POST" and form.is_valid():
        try:
            source = _added(request, found, form.cleaned_data, older)
        except LedgerError as error:
            form.add_error(None, words.refusal(error))
        else:
            incoming.drop(token)
            messages.success(request, gettext("Taken in. It is being read in the background."))
            return redirect("source", source.key)
    near = alike(request.viewer, opened.text, proposal.about.sha256)
    context = {
        "form": form,
        "found": found,
        "older": older,
        "alike": near,
        "twin": next((each.source for each in near if each.source.sha256 == proposal.about.sha256), None),
        "begin": opened.text[:SHOWN],
        "length": len(opened.text),
        "unread_pages": opened.unread_pages,
    }
    return render(request, "sources/proposed.html", context, status=422 if form.errors else 200)


def _not_kept(request: PageRequest) -> HttpResponse:
    """Say that a text that was opened is not waiting any more, and where it is opened again."""
    said = (
        gettext("The text that was opened waits no longer"),
        gettext(
            "It was kept as a source already, was not wanted, or was left for more than a day. Look among the sources; "
            "if it is not there, open the file anew."
        ),
    )
    return error_page(request, 404, said=said, back=reverse("sources"), back_words=gettext("To the sources"))


def _older(request: PageRequest) -> Source | None:
    key = request.GET.get("supersedes", "") or request.POST.get("supersedes", "")
    return visible_sources(request.viewer).filter(key=key).first() if key else None


def _initial(found: incoming.Incoming, proposal: Any, older: Source | None) -> dict[str, Any]:
    """Return the proposals: what the file states of itself, else what the text shows, else the version before."""
    opened, about = found.told.opened, proposal.about
    name = found.told.name.rsplit(".", 1)[0]
    title = opened.title or about.title or (older.title if older else "") or name
    place = older.place if older else _place_in(title + " " + opened.text[:300])
    return {
        "title": title[:200],
        "text_kind": about.text_kind,
        "publisher": (opened.publisher or about.publisher or (older.publisher if older else ""))[:120],
        "published_on": opened.published or about.published,
        "year": proposal.year,
        "place": place,
        "url": opened.url or "",
        "blind_review": older.blind_review if older else False,
        "shared": older.shared if older else False,
    }


def _place_in(text: str) -> Place | None:
    """Return the place that a text names first; of two at one spot the longer name."""
    found = [(text.find(place.name), -len(place.name), place) for place in Place.objects.all() if place.name in text]
    return min(found, key=lambda each: each[:2])[2] if found else None


@transaction.atomic
def _added(request: PageRequest, found: incoming.Incoming, given: dict[str, Any], older: Source | None) -> Source:
    described = {name: given[name] for name in Description.__dataclass_fields__}
    source = add_source(
        opened=found.told.opened,
        described=Description(**described),
        original=Original(found.told.name, found.content) if found.content is not None else None,
        supersedes=older,
        blind_review=given["blind_review"],
        shared=given["shared"],
        by=request.viewer,
        at=timezone.now(),
    )
    later("read_source", source.key)
    return source
