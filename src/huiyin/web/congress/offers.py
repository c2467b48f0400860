"""Passing on what was said: drafts offered to deputies, commitments proposed to governments; a deputy's own offers."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from huiyin.congress import offers as services
from huiyin.congress.attendance import day_of
from huiyin.congress.models import Mandate, Offer, Remark
from huiyin.congress.remark_matching import Person
from huiyin.congress.seats import seats_on
from huiyin.errors import HuiyinError
from huiyin.ledger.models import Statement
from huiyin.web.access import page
from huiyin.web.congress import common
from huiyin.web.congress import record_forms as forms
from huiyin.web.congress.meetings import crumbs_of
from huiyin.web.congress.record_words import said
from huiyin.web.congress.remarks import own_remark_of, people_options
from huiyin.web.congress.words import meeting_title
from huiyin.web.people.forms import posted
from huiyin.web.requests import PageRequest


@page("record.write", change="record.write")
def remark_offer(request: PageRequest, key: str, statement: str) -> HttpResponseBase:
    """Offer a suggestion of a remark to a deputy as a draft."""
    remark = own_remark_of(request, key)
    row = _statement(remark, statement)
    congress = remark.record.meeting.session.congress
    seats = seats_on(congress, request.today)
    people = [
        Person("mandate", seat.mandate_id, seat.mandate.deputy.name, seat.mandate.deputy.post, seat.delegation_id)
        for seat in seats
    ]
    first = {"deputy": forms.named("mandate", remark.mandate_id)} if remark.mandate_id else {}
    form = forms.OfferForm(posted(request), deputies=people_options(people), initial=first)
    if request.method == "POST" and form.is_valid():
        mandate: Mandate = forms.who_named(form.cleaned_data["deputy"])["mandate"]
        try:
            services.offer(remark=remark, statement=row, deputy=mandate.deputy, by=request.viewer, at=timezone.now())
        except HuiyinError as error:
            form.add_error(None, said(error))
        else:
            messages.success(request, gettext("Offered to %(name)s.") % {"name": mandate.deputy.name})
            return redirect(_back(remark))
    effects = [
        gettext("The deputy is told and finds the passage under “My suggestions”, “Offered to me”."),
        gettext("Taking it opens a draft with the passage quoted; it is a suggestion only when the deputy files it."),
    ]
    return _asked(request, remark, row, form, gettext("Offer as a draft"), gettext("Offer it"), effects)


@page("record.write", change="record.write")
def remark_propose(request: PageRequest, key: str, statement: str) -> HttpResponseBase:
    """Propose a commitment of a remark to the government of the delegation's place."""
    remark = own_remark_of(request, key)
    row = _statement(remark, statement)
    government = services.government_of(remark)
    form = forms.ProposeForm(posted(request))
    if request.method == "POST" and form.is_valid():
        text = form.cleaned_data["text"]
        try:
            services.propose_commitment(remark=remark, statement=row, by=request.viewer, at=timezone.now(), text=text)
        except HuiyinError as error:
            form.add_error(None, said(error))
        else:
            messages.success(request, gettext("Proposed to %(unit)s.") % {"unit": government})
            return redirect(_back(remark))
    whom = government.name if government else gettext("the government of its place (not entered yet)")
    effects = [
        gettext("It is proposed to %(unit)s.") % {"unit": whom},
        gettext("It is a task only when that government takes it up; until then nothing is counted or public."),
    ]
    return _asked(request, remark, row, form, gettext("Propose as a task"), gettext("Propose it"), effects)


def _asked(
    request: PageRequest,
    remark: Remark,
    row: Statement,
    form: Any,
    title: str,
    act: str,
    effects: list[str],
) -> HttpResponse:
    where = (remark.record.title, reverse("record_page", args=[remark.record.key]))
    return common.form_page(
        request,
        form,
        title=title,
        text=f"“{row.text}”",
        act=act,
        back=_back(remark),
        where=crumbs_of(remark.record.meeting, where, (title, "")),
        effects=effects,
    )


def _statement(remark: Remark, key: str) -> Statement:
    rows = Statement.objects.filter(source=remark.record.source_id, start__gte=remark.start, start__lt=remark.end)
    return get_object_or_404(rows.filter(gone=False), key=key)


def _back(remark: Remark) -> str:
    return f"{reverse('record_page', args=[remark.record.key])}#remark-{remark.key}"


@page("offer.view")
def my_offers(request: PageRequest) -> HttpResponse:
    """Show a deputy what was offered as a draft, what waits first."""
    rows = list(services.own_offers(request.viewer))
    rows.sort(key=lambda each: each.state != Offer.State.OFFERED)
    context = {
        "title": gettext("Offered to me"),
        "rows": [_shown(each) for each in rows],
        "n_open": sum(each.state == Offer.State.OFFERED for each in rows),
        "crumbs": _own_crumbs(),
    }
    return render(request, "congress/offers.html", context)


@page("offer.view", change="offer.answer")
def offer_page(request: PageRequest, key: str) -> HttpResponseBase:
    """Show an offer with the passage in its remark; take it as a draft, or leave it."""
    row = get_object_or_404(services.own_offers(request.viewer), key=key)
    if request.method == "POST":
        try:
            if request.POST.get("do") == "take":
                draft = services.take(offer=row, by=request.viewer, at=timezone.now())
                messages.success(request, gettext("A draft is open; it is no suggestion until you file it."))
                return redirect("suggestion_draft", draft.key)
            services.decline(offer=row, by=request.viewer, at=timezone.now())
            messages.success(request, gettext("You left it; nothing follows from that."))
        except HuiyinError as error:
            messages.error(request, said(error))
        return redirect("my_offers")
    context = {**_shown(row), "title": gettext("Offered as a draft"), "crumbs": _own_crumbs(gettext("This offer"))}
    return render(request, "congress/offer.html", context)


def _own_crumbs(last: str = "") -> common.Crumbs:
    here = (gettext("Offered to me"), reverse("my_offers") if last else "")
    steps = [(gettext("My suggestions"), reverse("my_suggestions")), here]
    return common.crumbs(*steps, (last, "")) if last else common.crumbs(*steps)


def _shown(row: Offer) -> dict[str, Any]:
    remark, statement = row.remark, row.statement
    text = remark.record.source.text if remark.record.source else ""
    pieces = [
        {"text": text[remark.start : statement.start], "marked": False},
        {"text": text[statement.start : statement.end], "marked": True},
        {"text": text[statement.end : max(remark.end, statement.end)], "marked": False},
    ]
    return {
        "offer": row,
        "pieces": pieces,
        "start": statement.start,
        "end": statement.end,
        "source": remark.record.title,
        "on": day_of(remark.record.meeting),
        "meeting": meeting_title(remark.record.meeting),
        "waits": row.state == Offer.State.OFFERED,
    }
