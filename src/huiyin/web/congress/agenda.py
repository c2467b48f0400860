"""The agenda (议程) of a session: its items with their reports, in order."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from huiyin.congress import sessions as services
from huiyin.congress.models import AgendaItem
from huiyin.ledger.cases import actor_of
from huiyin.ledger.source_selectors import visible_sources
from huiyin.web.access import page
from huiyin.web.congress import common, forms
from huiyin.web.congress.words import session_title
from huiyin.web.forms import SURE, Pressed
from huiyin.web.people.accounts import confirm
from huiyin.web.people.forms import posted
from huiyin.web.requests import PageRequest

KINDS = ("report", "other")  # kinds of texts that a session deals with


@page("congress.change", change="congress.change")
def agenda(request: PageRequest, key: str) -> HttpResponseBase:
    """Show the agenda with what can be changed in it; add an item."""
    session = common.own_session_of(request, key)
    form = forms.ItemForm(posted(request), sources=_sources(request))
    by = actor_of(request.viewer)
    if common.done(request, form, lambda given: services.add_item(session=session, by=by, **given)):
        messages.success(request, gettext("The item is on the agenda."))
        return redirect("agenda", key)
    context = {
        "session": session,
        "title": gettext("Agenda"),
        "text": session_title(session),
        "items": session.agenda.select_related("source").order_by("position"),
        "form": form,
        "crumbs": common.of_session(session, (gettext("Agenda"), "")),
    }
    return render(request, "congress/agenda.html", context, status=422 if form.errors else 200)


@page("congress.change", change="congress.change")
def item_edit(request: PageRequest, key: str) -> HttpResponse | HttpResponseBase:
    """Change an item of the agenda."""
    item = _item(request, key)
    first = {"title": item.title, "treatment": item.treatment, "source": item.source}
    form = forms.ItemForm(posted(request), sources=_sources(request), initial=first)
    by = actor_of(request.viewer)
    if common.done(request, form, lambda given: services.change_item(item=item, changes=given, by=by)):
        messages.success(request, gettext("The item was saved."))
        return redirect("agenda", item.session.key)
    title = gettext("Change the item")
    return common.form_page(
        request,
        form,
        title=title,
        act=gettext("Save"),
        back=reverse("agenda", args=[item.session.key]),
        where=common.of_session(item.session, (title, "")),
    )


@require_POST
@page("congress.change", change="congress.change")
def item_act(request: PageRequest, key: str) -> HttpResponseBase:
    """Move an item up or down, or take it off the agenda."""
    item = _item(request, key)
    session, act = item.session, request.POST.get("act", "")
    by = actor_of(request.viewer)
    if act == "remove" and SURE not in request.POST:
        return _asked(request, item)
    if act == "remove":
        services.remove_item(item=item, by=by)
        messages.success(request, gettext("%(title)s is off the agenda.") % {"title": item.title})
    elif act in ("up", "down"):
        services.move_item(item=item, up=act == "up", by=by)
        return redirect(f"{reverse('agenda', args=[session.key])}#item-{item.key}")
    return redirect(f"{reverse('agenda', args=[session.key])}#items")


def _asked(request: PageRequest, item: AgendaItem) -> HttpResponse:
    """Ask whether an item is to leave the agenda: it cannot be put back as it was."""
    return confirm(
        request,
        title=gettext("Take “%(title)s” off the agenda?") % {"title": item.title},
        effects=[
            gettext("Those behind it move up; meetings no longer name it."),
            gettext("To have it back, it is entered anew and moved to its place."),
        ],
        act=gettext("Take it off the agenda"),
        back=f"{reverse('agenda', args=[item.session.key])}#item-{item.key}",
        form=Pressed(act="remove"),
    )


def _item(request: PageRequest, key: str) -> AgendaItem:
    item = get_object_or_404(AgendaItem.objects.select_related("session__congress", "source"), key=key)
    common.own_session_of(request, item.session.key)
    return item


def _sources(request: PageRequest):  # type: ignore[no-untyped-def]  # a query of the ledger
    return visible_sources(request.viewer).filter(text_kind__in=KINDS).order_by("-year", "title")
