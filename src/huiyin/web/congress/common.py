"""What the pages of the congress share: what a viewer may open, the tabs of a session, a page with one form."""

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext, pgettext

from huiyin.congress import selectors
from huiyin.congress.models import Congress, Session
from huiyin.errors import CongressError, PeopleError
from huiyin.people.permissions import may
from huiyin.web.congress.record_words import said
from huiyin.web.congress.words import FIELDS, congress_title, session_name
from huiyin.web.requests import PageRequest
from huiyin.web.secret_words import refuse_secret_in

Crumbs = list[dict[str, str]]
Faults = Callable[[dict[str, Any]], Iterable[CongressError]]


def session_of(request: PageRequest, key: str) -> Session:
    """Return a session that the viewer may see; anything else is 404."""
    return get_object_or_404(selectors.sessions_visible_to(request.viewer), key=key)


def congress_of(request: PageRequest, key: str) -> Congress:
    """Return a congress that the viewer may see; anything else is 404."""
    return get_object_or_404(selectors.congresses_visible_to(request.viewer), key=key)


def own_congress_of(request: PageRequest, key: str) -> Congress:
    """Return a congress that a change may be made in: one of the viewer's own place; another's is 404."""
    congress = congress_of(request, key)
    if congress.place_id not in {grant.place_id for grant in request.viewer.grants}:
        raise Http404
    return congress


def own_session_of(request: PageRequest, key: str) -> Session:
    """Return a session that a change may be made in: one of the viewer's own place; another's is 404."""
    session = session_of(request, key)
    own_congress_of(request, session.congress.key)
    return session


def newest_session(request: PageRequest, congress: Congress | None = None) -> Session | None:
    """Return the session that opened last, of a congress where one is named."""
    rows = selectors.sessions_visible_to(request.viewer)
    return (rows.filter(congress=congress) if congress else rows).first()


def changes(request: PageRequest, congress: Congress, action: str = "congress.change") -> bool:
    """Return whether the viewer may change things of this congress."""
    return may(request.viewer, action) and congress.place_id in {grant.place_id for grant in request.viewer.grants}


def tabs(request: PageRequest, congress: Congress, session: Session | None, current: str) -> list[dict[str, Any]]:
    """Return the parts of a session as tabs: overview, meetings, what was said and asked, roster, who sits in."""
    parts = [("roster", gettext("Roster of deputies"), reverse("roster", args=[congress.key]))]
    if session is not None:
        of_session = [
            ("overview", gettext("Overview"), reverse("session_page", args=[session.key])),
            ("meetings", gettext("Meetings"), reverse("session_meetings", args=[session.key])),
        ]
        if may(request.viewer, "record.view"):
            of_session.append(("records", gettext("Records"), reverse("session_records", args=[session.key])))
        for action, name, label in (
            ("glance.view", "glance", gettext("At a glance")),
            ("question.view", "questions", gettext("Questions")),
            ("inquiry.view", "inquiries", gettext("Formal inquiries")),
        ):
            if may(request.viewer, action):
                of_session.append((name, label, reverse(name, args=[session.key])))
        parts = [*of_session, *parts]
        if request.viewer.has(*selectors.STAFF):
            parts.append(("observers", gettext("Who sits in"), reverse("observers", args=[session.key])))
    return [{"label": label, "url": url, "current": name == current} for name, label, url in parts]


def crumbs(*steps: tuple[str, str]) -> Crumbs:
    """Return where a page lies: labels with addresses; the last has none."""
    return [{"label": label, "url": url} for label, url in steps]


def of_session(session: Session, *more: tuple[str, str]) -> Crumbs:
    """Return where a page of a session lies."""
    here = reverse("session_page", args=[session.key]) if more else ""
    first = (pgettext("navigation", "Session of the congress"), reverse("congress"))
    return crumbs(first, (session_name(session), here), *more)


def of_congress(congress: Congress, *more: tuple[str, str]) -> Crumbs:
    """Return where a page of the roster lies."""
    here = reverse("roster", args=[congress.key]) if more else ""
    return crumbs((congress_title(congress), reverse("congress")), (gettext("Roster of deputies"), here), *more)


def done(
    request: PageRequest, form: forms.BaseForm, act: Callable[[dict[str, Any]], object], faults: Faults | None = None
) -> bool:
    """Carry out what a sent form says; return False where it was not sent, or is refused with its sentences.

    Args:
        faults: what a service finds wrong with what could be read of the form (None stands for what could not), so
            that all of it is said at once, each at its field.
    """
    if request.method != "POST":
        return False
    form.is_valid()
    for fault in faults(dict.fromkeys(form.fields) | form.cleaned_data) if faults else ():
        if FIELDS.get(fault.code) not in form.errors:  # a field that could not be read is to be mended first
            refuse(form, fault)
    if form.errors:
        return False
    try:
        act(form.cleaned_data)
    except (CongressError, PeopleError) as error:
        refuse(form, error)
        return False
    return True


def refuse(form: forms.BaseForm, error: CongressError | PeopleError) -> None:
    """Put the sentence of a refusal on a form, at its field where it has one."""
    if refuse_secret_in(form, error):
        return
    field = FIELDS.get(error.code, "")
    if field == "to_on" and "closes_on" in form.fields:
        field = "closes_on"
    form.add_error(field if field in form.fields else None, ValidationError(said(error), code=error.code))


def form_page(
    request: PageRequest,
    form: forms.BaseForm,
    *,
    title: str,
    act: str,
    back: str,
    where: Crumbs,
    text: str = "",
    danger: bool = False,
    effects: list[str] | None = None,
    **more: Any,
) -> HttpResponse:
    """Show a page with one form; 422 where something in it is to be mended."""
    context = {"form": form, "title": title, "act": act, "back": back, "crumbs": where, "text": text, "danger": danger}
    return render(
        request, "congress/form.html", {**context, "effects": effects, **more}, status=422 if form.errors else 200
    )
