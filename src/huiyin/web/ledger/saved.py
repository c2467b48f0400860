"""Saved views (常用视图): a named address of the list, each person's own."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponseBase, QueryDict
from django.shortcuts import redirect
from django.utils.http import urlencode
from django.utils.translation import gettext, pgettext
from django.views.decorators.http import require_POST

from huiyin.ledger.models import SavedView
from huiyin.people.models import Role
from huiyin.people.viewer import Viewer
from huiyin.web.access import page
from huiyin.web.ledger.asked import PAGE, Asked, Choices, asked
from huiyin.web.links import link
from huiyin.web.requests import PageRequest

MOST = 30
NAME_LENGTH, QUERY_LENGTH = 60, 1000


def tabs(wanted: Asked, offered: Choices, viewer: Viewer) -> list[dict[str, Any]]:
    """Return the shipped views and the person's own; the one that is open is marked."""
    shipped: list[tuple[str, dict[str, str]]] = [
        (gettext("All"), {}),
        (pgettext("view of the list", "Waits for me"), {"mine": "1"}),
        (pgettext("light", "Late"), {"light": "late"}),
        (pgettext("light", "Due soon"), {"light": "near"}),
        (gettext("To be refined"), {"vague": "1", "light": "open"}),
    ]
    if viewer.has(Role.LEADER):
        charge = {"leader": viewer.acting_for_key or viewer.key}  # says who, so that the address can be passed on
        shipped.insert(2, (pgettext("view of the list", "In my charge"), charge))
    if viewer.roles <= {Role.AUDITOR, Role.ANALYST, Role.EDITOR}:
        del shipped[1]
    own = [(name, asked(QueryDict(query)).query) for _pk, name, query in offered.views]
    here = wanted.query
    return [
        {"label": label, "url": link("ledger") + (f"?{urlencode(query)}" if query else ""), "current": query == here}
        for label, query in (*shipped, *own)
    ]


@page("ledger.view", change="own.change")
@require_POST
def view_save(request: PageRequest) -> HttpResponseBase:
    """Keep the filters of a list under a name; the same name is written over."""
    name = " ".join(request.POST.get("name", "").split())
    wanted = asked(QueryDict(request.POST.get("query", "")[:QUERY_LENGTH]))
    own = SavedView.objects.filter(account_id=request.viewer.account_id, page=PAGE)
    if not name:
        messages.error(request, gettext("Give the view a name."))
    elif len(name) > NAME_LENGTH:
        messages.error(request, gettext("Give the view a name of at most %(n)d characters.") % {"n": NAME_LENGTH})
    elif own.exclude(name=name).count() >= MOST:
        messages.error(request, gettext("There are %(n)d views already; delete one first.") % {"n": MOST})
    else:
        query = urlencode(wanted.query)
        own.update_or_create(
            account_id=request.viewer.account_id, page=PAGE, name=name, defaults={"query": query[:QUERY_LENGTH]}
        )
        messages.success(request, gettext("The view “%(name)s” is kept.") % {"name": name})
    return redirect(wanted.url())


@page("ledger.view", change="own.change")
@require_POST
def view_delete(request: PageRequest, pk: int) -> HttpResponseBase:
    """Delete a view of one's own."""
    gone, _kinds = SavedView.objects.filter(account_id=request.viewer.account_id, page=PAGE, pk=pk).delete()
    if gone:
        messages.success(request, gettext("The view is deleted."))
    return redirect("ledger")
