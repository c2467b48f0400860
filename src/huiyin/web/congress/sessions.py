"""Congresses and sessions (届次): the overview of a session, founding, opening, who presides, who sits in."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext, pgettext
from django.views.decorators.http import require_POST

from huiyin.congress import selectors
from huiyin.congress import sessions as services
from huiyin.congress.attendance import day_of
from huiyin.congress.models import Congress, Observer, Session
from huiyin.congress.seats import mandates_on
from huiyin.errors import CongressError
from huiyin.ledger.cases import actor_of
from huiyin.people.models import Place
from huiyin.people.permissions import may
from huiyin.web.access import page
from huiyin.web.congress import common, forms
from huiyin.web.congress.questions import open_questions
from huiyin.web.congress.trail import steps_of
from huiyin.web.congress.words import congress_title, said, session_title
from huiyin.web.forms import SURE, Pressed
from huiyin.web.people.accounts import confirm, known
from huiyin.web.people.forms import posted
from huiyin.web.requests import PageRequest


@page("congress.view")
def congress_index(request: PageRequest) -> HttpResponseBase:
    """Lead to the session that opened last; without one, say how to begin."""
    session = common.newest_session(request)
    if session is not None:
        return redirect("session_page", session.key)
    congresses = list(selectors.congresses_visible_to(request.viewer))
    context = {
        "congresses": [(row, congress_title(row), common.changes(request, row)) for row in congresses],
        "may_change": may(request.viewer, "congress.change"),
    }
    return render(request, "congress/begin.html", context)


@page("congress.view")
def session_page(request: PageRequest, key: str) -> HttpResponse:
    """Show a session: its days, the meetings of the day, the agenda, the delegations with their sizes."""
    session = common.session_of(request, key)
    on = selectors.shown_on(session, request.today)
    meetings = list(selectors.meetings_visible_to(request.viewer).filter(session=session))
    context = {
        "session": session,
        "title": session_title(session),
        "on": on,
        "meetings": [meeting for meeting in meetings if day_of(meeting) == on],
        "n_meetings": len(meetings),
        "agenda": session.agenda.select_related("source").order_by("position"),
        "seen_sources": _seen_sources(request, session),
        "sizes": selectors.sizes(session.congress, on),
        "valid": mandates_on(session.congress, on).count(),
        "presidium": session.presidium.count(),
        "observers": session.observers.count(),
        "others": _others(request, session),
        "bare": _bare(request),
        "open_questions": open_questions(request, session),
        "opinions": may(request.viewer, "opinion.view"),
        "tabs": common.tabs(request, session.congress, session, "overview"),
        "may_change": common.changes(request, session.congress),
        "trail": steps_of(session.key, session.congress.key) if request.viewer.has(*selectors.STAFF) else [],
    }
    return render(request, "congress/session.html", context)


@page("congress.change", change="congress.change")
def congress_new(request: PageRequest) -> HttpResponseBase:
    """Enter a congress in its term."""
    places = Place.objects.filter(pk__in={grant.place_id for grant in request.viewer.grants})
    first = {"place": places.first(), "level": "prefecture"}
    form = forms.CongressForm(posted(request), places=places, initial=first)
    made: list[Congress] = []
    by = actor_of(request.viewer)
    if common.done(
        request,
        form,
        lambda given: made.append(services.found_congress(by=by, **given)),
        lambda given: services.congress_faults(**_only(given, "place", "number", "from_on", "to_on")),
    ):
        messages.success(request, gettext("The congress is entered. Now enter its session."))
        return redirect("session_new", made[0].key)
    return common.form_page(
        request,
        form,
        title=gettext("Enter a congress"),
        act=gettext("Enter the congress"),
        back=reverse("congress"),
        where=common.crumbs(
            (pgettext("navigation", "Session of the congress"), reverse("congress")), _here(gettext("Enter a congress"))
        ),
    )


@page("congress.change", change="congress.change")
def congress_edit(request: PageRequest, key: str) -> HttpResponseBase:
    """Change the days or seats of a congress."""
    congress = common.own_congress_of(request, key)
    first = {name: getattr(congress, name) for name in services.CONGRESS_FIELDS}
    form = forms.CongressForm(posted(request), places=Place.objects.filter(pk=congress.place_id), initial=first)
    del form.fields["place"]
    by = actor_of(request.viewer)
    if common.done(
        request,
        form,
        lambda given: services.change_congress(congress=congress, changes=given, by=by),
        lambda given: services.congress_faults(
            place=congress.place, **_only(given, "number", "from_on", "to_on"), but=congress
        ),
    ):
        messages.success(request, gettext("The congress was saved."))
        return redirect(_newest_of(congress))
    title = gettext("Change the congress")
    return common.form_page(
        request,
        form,
        title=title,
        text=congress_title(congress),
        act=gettext("Save"),
        back=_newest_of(congress),
        where=common.of_congress(congress, _here(title)),
    )


@page("congress.change", change="congress.change")
def session_new(request: PageRequest, key: str) -> HttpResponseBase:
    """Enter a session of a congress."""
    congress = common.own_congress_of(request, key)
    last = congress.sessions.order_by("-number").first()
    first = {"number": last.number + 1 if last else 1, "year": request.today.year}
    form = forms.SessionForm(posted(request), initial=first)
    made: list[Session] = []
    by = actor_of(request.viewer)
    if common.done(
        request,
        form,
        lambda given: made.append(services.open_session(congress=congress, by=by, **given)),
        lambda given: services.session_faults(congress, **_only(given, "number", "opens_on", "closes_on")),
    ):
        messages.success(request, gettext("The session is entered. Next: the roster, the agenda, the meetings."))
        return redirect("session_page", made[0].key)
    title = gettext("Enter a session")
    return common.form_page(
        request,
        form,
        title=title,
        text=congress_title(congress),
        act=gettext("Enter the session"),
        back=_newest_of(congress),
        where=common.of_congress(congress, _here(title)),
    )


@page("congress.change", change="congress.change")
def session_edit(request: PageRequest, key: str) -> HttpResponseBase:
    """Change the days of a session."""
    session = common.own_session_of(request, key)
    first = {name: getattr(session, name) for name in services.SESSION_FIELDS}
    form = forms.SessionForm(posted(request), initial=first)
    by = actor_of(request.viewer)
    if common.done(
        request,
        form,
        lambda given: services.change_session(session=session, changes=given, by=by),
        lambda given: services.session_faults(
            session.congress, **_only(given, "number", "opens_on", "closes_on"), but=session
        ),
    ):
        messages.success(request, gettext("The session was saved."))
        return redirect("session_page", key)
    title = gettext("Change the session")
    return common.form_page(
        request,
        form,
        title=title,
        text=session_title(session),
        act=gettext("Save"),
        back=reverse("session_page", args=[key]),
        where=common.of_session(session, _here(title)),
    )


@page("congress.change", change="congress.change")
def presidium(request: PageRequest, key: str) -> HttpResponseBase:
    """Choose the members of the presidium."""
    session = common.own_session_of(request, key)
    form = forms.PresidiumForm(posted(request), session=session, initial={"members": session.presidium.all()})
    by = actor_of(request.viewer)
    if common.done(
        request, form, lambda given: services.set_presidium(session=session, members=given["members"], by=by)
    ):
        messages.success(request, gettext("The presidium was saved."))
        return redirect("session_page", key)
    title = gettext("Presidium")
    return common.form_page(
        request,
        form,
        title=title,
        text=gettext("Elected by the preparatory meeting; its meetings list these members"),
        act=gettext("Save the presidium"),
        back=reverse("session_page", args=[key]),
        where=common.of_session(session, _here(title)),
    )


@page("congress.view", change="congress.change")
def observers(request: PageRequest, key: str) -> HttpResponseBase:
    """Show who sits in without a vote; add somebody."""
    session = common.session_of(request, key)
    if not request.viewer.has(*selectors.STAFF):
        return redirect("session_page", key)
    if request.method == "POST":
        session = common.own_session_of(request, key)
    form = forms.ObserverForm(posted(request), congress=session.congress)
    by = actor_of(request.viewer)
    if common.done(request, form, lambda given: services.add_observer(session=session, by=by, **given)):
        messages.success(request, gettext("%(name)s is on the list.") % {"name": form.cleaned_data["name"]})
        return redirect("observers", key)
    context = {
        "session": session,
        "title": gettext("Who sits in"),
        "text": session_title(session),
        "rows": session.observers.select_related("unit", "delegation").order_by("delegation__position", "pk"),
        "form": form,
        "tabs": common.tabs(request, session.congress, session, "observers"),
        "may_change": common.changes(request, session.congress),
        "crumbs": common.of_session(session, _here(gettext("Who sits in"))),
        "known_units": known(request)["known_units"],
    }
    return render(request, "congress/observers.html", context, status=422 if form.errors else 200)


@require_POST
@page("congress.change", change="congress.change")
def observer_remove(request: PageRequest, key: str) -> HttpResponseBase:
    """Take somebody who sits in off the list."""
    row = get_object_or_404(Observer.objects.select_related("session"), key=key)
    session = common.own_session_of(request, row.session.key)
    if SURE not in request.POST:
        return confirm(
            request,
            title=gettext("Take %(name)s off the list of those who sit in?") % {"name": row.name},
            effects=[gettext("To have the person back, name, unit and post are entered anew.")],
            act=gettext("Take off the list"),
            back=f"{reverse('observers', args=[session.key])}#listed",
            form=Pressed(),
        )
    try:
        services.remove_observer(observer=row, by=actor_of(request.viewer))
    except CongressError as error:
        messages.error(request, said(error))
    else:
        messages.success(request, gettext("%(name)s is off the list.") % {"name": row.name})
    return redirect(f"{reverse('observers', args=[session.key])}#listed")


def _only(given: dict[str, Any], *names: str) -> dict[str, Any]:
    """Return what a form gave for some of its fields."""
    return {name: given[name] for name in names}


def _others(request: PageRequest, session: Session) -> list[tuple[str, str]]:
    rows = selectors.sessions_visible_to(request.viewer).exclude(pk=session.pk)[:12]
    return [(session_title(row), reverse("session_page", args=[row.key])) for row in rows]


def _bare(request: PageRequest) -> list[tuple[str, str]]:
    """Return congresses that have no session yet, with the page where one is entered: nothing else leads to them."""
    rows = selectors.congresses_visible_to(request.viewer).filter(sessions=None)
    found = [row for row in rows if common.changes(request, row)]
    return [(congress_title(row), reverse("session_new", args=[row.key])) for row in found]


def _newest_of(congress: Congress) -> str:
    last = congress.sessions.order_by("-number").first()
    return reverse("session_page", args=[last.key]) if last else reverse("congress")


def _seen_sources(request: PageRequest, session: Session) -> set[int]:
    """Return which reports of the agenda the viewer may open."""
    from huiyin.ledger.source_selectors import visible_sources

    if not may(request.viewer, "source.view"):
        return set()
    ids: Any = session.agenda.values("source")
    return set(visible_sources(request.viewer).filter(pk__in=ids).values_list("pk", flat=True))


def _here(title: str) -> tuple[str, str]:
    return title, ""
