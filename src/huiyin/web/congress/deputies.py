"""Deputies (代表): the roster, one deputy with seats over time, by-elections, moves, the end of a seat."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.forms import BaseForm
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext

from huiyin.congress import roster as services
from huiyin.congress import selectors
from huiyin.congress.models import Congress, Mandate
from huiyin.ledger.cases import actor_of
from huiyin.people import vault
from huiyin.people.models import Deputy
from huiyin.people.permissions import may
from huiyin.web.access import page
from huiyin.web.congress import common, forms
from huiyin.web.congress.trail import steps_of
from huiyin.web.congress.words import congress_title, field_words
from huiyin.web.people.forms import posted
from huiyin.web.requests import PageRequest

ROWS = 50
STATES = ("valid", "ended")


@page("congress.view")
def deputies(request: PageRequest) -> HttpResponseBase:
    """Lead to the roster of the newest congress; without one, to how to begin."""
    session = common.newest_session(request)
    congress = session.congress if session else selectors.congresses_visible_to(request.viewer).first()
    return redirect("roster", congress.key) if congress else redirect("congress")


@page("congress.view")
def roster(request: PageRequest, key: str) -> HttpResponse:
    """Show the roster of a congress, narrowed by words, delegation and state."""
    congress = common.congress_of(request, key)
    asked = {name: request.GET.get(name, "").strip() for name in ("q", "delegation")}
    asked["state"] = request.GET.get("state", "valid")
    found = selectors.roster(
        congress, on=request.today, words=asked["q"], delegation=asked["delegation"], state=asked["state"]
    )
    shown = Paginator(found, ROWS).get_page(request.GET.get("page"))
    session = common.newest_session(request, congress)
    context = {
        "congress": congress,
        "title": congress_title(congress),
        "asked": asked,
        "page": shown,
        "rows": [(row, selectors.seat_on(row.seats, request.today)) for row in shown],  # type: ignore[attr-defined]
        "total": Mandate.objects.filter(congress=congress).count(),
        "delegations": congress.delegations.all(),
        "tabs": common.tabs(request, congress, session, "roster"),
        "may_change": common.changes(request, congress),
        "may_import": common.changes(request, congress, "roster.import"),
        "may_export": may(request.viewer, "roster.export"),
        "may_accounts": may(request.viewer, "people.change"),
        "staff": request.viewer.has(*selectors.STAFF),
        **_pages(request, shown),
    }
    return render(request, "congress/roster.html", context)


@page("congress.view")
def deputy_page(request: PageRequest, key: str) -> HttpResponse:
    """Show a deputy: post, seats over time, and what was filed as far as the viewer may see it."""
    deputy = get_object_or_404(
        selectors.deputies_visible_to(request.viewer).select_related("account", "person"), key=key
    )
    mandates = list(
        Mandate.objects.filter(deputy=deputy, congress__in=selectors.congresses_visible_to(request.viewer))
        .select_related("congress__place")
        .prefetch_related("memberships__delegation", "memberships__group")
        .order_by("-from_on")
    )
    congress = mandates[0].congress
    own = common.changes(request, congress)
    context = {
        "deputy": deputy,
        "mandates": [
            (
                row,
                congress_title(row.congress),
                sorted(row.memberships.all(), key=lambda seat: seat.from_on, reverse=True),
            )
            for row in mandates
        ],
        "open": next((row for row in mandates if row.to_on is None), None),
        "filed": selectors.filed_by(deputy, request.viewer),
        "may_change": own,
        "may_accounts": may(request.viewer, "people.change"),
        "may_vault": own and may(request.viewer, "vault.open"),
        "kept": [field_words(name) for name, _mark in vault.kept_fields(deputy.person)]
        if deputy.person and own
        else [],
        "staff": request.viewer.has(*selectors.STAFF),
        "crumbs": common.of_congress(congress, (deputy.name, "")),
        "trail": steps_of(deputy.key) if request.viewer.has(*selectors.STAFF) else [],
    }
    return render(request, "congress/deputy.html", context)


@page("congress.change", change="congress.change")
def deputy_new(request: PageRequest, key: str) -> HttpResponseBase:
    """Enter a deputy newly elected, such as in a by-election."""
    congress = common.own_congress_of(request, key)
    form = forms.ElectionForm(posted(request), congress=congress, initial={"office": "member"})
    made: list[Mandate] = []
    if common.done(
        request,
        form,
        lambda given: made.append(_elected(request, congress, given)),
        lambda given: (
            *services.election_faults(congress, number=given["number"], on=given["on"]),
            *services.seat_faults(congress, **_sits(given)),
        ),
    ):
        messages.success(request, gettext("%(name)s is on the roster.") % {"name": form.cleaned_data["name"]})
        return redirect("deputy_page", made[0].deputy.key)
    title = gettext("Enter a newly elected deputy")
    return common.form_page(
        request,
        form,
        title=title,
        text=congress_title(congress),
        act=gettext("Enter the deputy"),
        back=reverse("roster", args=[key]),
        where=common.of_congress(congress, (title, "")),
    )


@transaction.atomic
def _elected(request: PageRequest, congress: Congress, given: dict[str, Any]) -> Mandate:
    deputy = services.add_deputy(name=given["name"], post=given["post"])
    return services.elect(
        congress=congress,
        deputy=deputy,
        seat=_seat(given),
        from_on=given["on"],
        number=given["number"],
        by=actor_of(request.viewer),
    )


@page("congress.change", change="congress.change")
def deputy_edit(request: PageRequest, key: str) -> HttpResponseBase:
    """Correct name, post and number."""
    mandate = _own(request, key)
    deputy = mandate.deputy
    first = {"name": deputy.name, "post": deputy.post, "number": mandate.number}
    form = forms.DeputyForm(posted(request), initial=first)
    if common.done(request, form, lambda given: _corrected(request, mandate, given)):
        messages.success(request, gettext("The deputy was saved."))
        return redirect("deputy_page", key)
    return _page(request, mandate, form, gettext("Correct the entry"), gettext("Save"))


@transaction.atomic
def _corrected(request: PageRequest, mandate: Mandate, given: dict[str, Any]) -> None:
    by = actor_of(request.viewer)
    services.change_number(mandate=mandate, number=given.pop("number"), by=by)
    services.change_deputy(deputy=Deputy.objects.get(pk=mandate.deputy_id), changes=given, by=by)


@page("congress.change", change="congress.change")
def deputy_move(request: PageRequest, key: str) -> HttpResponseBase:
    """Let a deputy sit elsewhere, or in another office, from a day."""
    mandate = _own(request, key)
    now = mandate.memberships.order_by("-from_on").first()
    first: dict[str, Any] = {"on": request.today}
    if now is not None:
        first |= {"delegation": now.delegation, "group": now.group, "office": now.office}
    form = forms.SeatForm(posted(request), congress=mandate.congress, initial=first)
    by = actor_of(request.viewer)
    if common.done(
        request,
        form,
        lambda given: services.move(mandate=mandate, seat=_seat(given), on=given["on"], by=by),
        lambda given: (
            *services.move_faults(mandate, on=given["on"]),
            *services.seat_faults(mandate.congress, **_sits(given), but=mandate),
        ),
    ):
        messages.success(request, gettext("The seat was changed."))
        return redirect("deputy_page", key)
    return _page(request, mandate, form, gettext("Change the seat"), gettext("Change the seat"))


@page("congress.change", change="congress.change")
def deputy_end(request: PageRequest, key: str) -> HttpResponseBase:
    """End the seat of a deputy."""
    mandate = _own(request, key)
    form = forms.EndForm(posted(request), initial={"on": request.today})
    by = actor_of(request.viewer)
    if common.done(request, form, lambda given: services.end_mandate(mandate=mandate, by=by, **given)):
        messages.success(request, gettext("The seat ends."))
        return redirect("deputy_page", key)
    effects = [
        gettext("From the next day on, the deputy is no longer expected at meetings; earlier counts stay."),
        gettext("The role of a deputy ends for the log-in on that day."),
        gettext("What the deputy filed stays, and is answered."),
    ]
    title = gettext("End the seat of %(name)s") % {"name": mandate.deputy.name}
    return _page(request, mandate, form, title, gettext("End the seat"), danger=True, effects=effects)


@page("congress.change", change="congress.change")
def deputy_contacts(request: PageRequest, key: str) -> HttpResponseBase:
    """Put telephone number and mail address into the vault; what is kept is not shown."""
    mandate = _own(request, key, ended=True)
    form = forms.ContactsForm(posted(request))
    by = actor_of(request.viewer)

    def seal(given: dict[str, Any]) -> None:
        contacts = {"phone": given["vault_phone"].replace("-", ""), "email": given["vault_email"]}
        services.seal_contacts(deputy=mandate.deputy, contacts=contacts, by=by)

    if common.done(request, form, seal):
        messages.success(request, gettext("What you gave is in the vault."))
        return redirect("deputy_page", key)
    effects = [
        gettext("A field left empty keeps what the vault holds."),
        gettext("Who opens the vault gives a reason, which stays on record."),
    ]
    title = gettext("Contacts for the vault")
    return _page(request, mandate, form, title, gettext("Put into the vault"), effects=effects, in_vault=True)


def _page(request: PageRequest, mandate: Mandate, form: BaseForm, title: str, act: str, **more: Any) -> HttpResponse:
    here = reverse("deputy_page", args=[mandate.deputy.key])
    return common.form_page(
        request,
        form,
        title=title,
        text=mandate.deputy.name,
        act=act,
        back=here,
        where=common.of_congress(mandate.congress, (mandate.deputy.name, here), (title, "")),
        **more,
    )


def _sits(given: dict[str, Any]) -> dict[str, Any]:
    """Return what a form says of a seat, as `seat_faults` takes it."""
    return {name: given[name] for name in ("delegation", "group", "office", "on")}


def _seat(given: dict[str, Any]) -> services.Seat:
    return services.Seat(given["delegation"], given["group"], given["office"])


def _own(request: PageRequest, key: str, *, ended: bool = False) -> Mandate:
    """Return the newest seat of a deputy in the viewer's own place; one that has ended is 404 unless asked for."""
    deputy = get_object_or_404(selectors.deputies_visible_to(request.viewer), key=key)
    places = {grant.place_id for grant in request.viewer.grants}
    rows = Mandate.objects.filter(deputy=deputy, congress__place__in=places)
    if not ended:
        rows = rows.filter(to_on__isnull=True)
    mandate = rows.select_related("deputy", "congress__place").order_by("-from_on").first()
    if mandate is None:
        raise Http404
    return mandate


def _pages(request: PageRequest, shown: Any) -> dict[str, str]:
    """Return the addresses of the pages before and after."""

    def url(number: int) -> str:
        query = request.GET.copy()
        query["page"] = str(number)
        return f"?{query.urlencode()}"

    return {
        "prev_url": url(shown.previous_page_number()) if shown.has_previous() else "",
        "next_url": url(shown.next_page_number()) if shown.has_next() else "",
    }
