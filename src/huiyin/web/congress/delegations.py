"""Delegations (代表团): who sits there today, in which group and office, and who left."""

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext

from huiyin.congress import delegations as services
from huiyin.congress import selectors
from huiyin.congress.models import Delegation, Group
from huiyin.congress.seats import seats_on
from huiyin.ledger.cases import actor_of
from huiyin.web.access import page
from huiyin.web.congress import common, forms
from huiyin.web.congress.trail import steps_of
from huiyin.web.congress.words import congress_title
from huiyin.web.people.forms import posted
from huiyin.web.requests import PageRequest


@page("congress.view")
def delegation_page(request: PageRequest, key: str) -> HttpResponse:
    """Show a delegation: its members of the day, its groups, and who sat there before."""
    delegation = _delegation(request, key)
    congress = delegation.congress
    session = common.newest_session(request, congress)
    on = selectors.shown_on(session, request.today) if session else request.today
    context = {
        "delegation": delegation,
        "on": on,
        "text": congress_title(congress),
        "seats": list(seats_on(congress, on, delegation=delegation)),
        "left": selectors.left_delegation(delegation, on),
        "groups": delegation.groups.all(),
        "observers": session.observers.filter(delegation=delegation).select_related("unit") if session else (),
        "crumbs": common.of_congress(congress, (delegation.name, "")),
        "may_change": common.changes(request, congress),
        "trail": steps_of(delegation.key) if request.viewer.has(*selectors.STAFF) else [],
    }
    return render(request, "congress/delegation.html", context)


@page("congress.change", change="congress.change")
def delegation_new(request: PageRequest, key: str) -> HttpResponseBase:
    """Add a delegation to a congress."""
    congress = common.own_congress_of(request, key)
    form = forms.DelegationForm(posted(request))
    del form.fields["position"]
    by = actor_of(request.viewer)
    if common.done(request, form, lambda given: services.add_delegation(congress=congress, by=by, **given)):
        messages.success(request, gettext("The delegation is added."))
        return redirect("roster", key)
    title = gettext("Add a delegation")
    return common.form_page(
        request,
        form,
        title=title,
        text=congress_title(congress),
        act=title,
        back=reverse("roster", args=[key]),
        where=common.of_congress(congress, (title, "")),
    )


@page("congress.change", change="congress.change")
def delegation_edit(request: PageRequest, key: str) -> HttpResponseBase:
    """Change names, place or order of a delegation."""
    delegation = _own(request, key)
    first = {name: getattr(delegation, name) for name in services.FIELDS}
    form = forms.DelegationForm(posted(request), initial=first)
    by = actor_of(request.viewer)
    if common.done(
        request, form, lambda given: services.change_delegation(delegation=delegation, changes=given, by=by)
    ):
        messages.success(request, gettext("The delegation was saved."))
        return redirect("delegation_page", key)
    return _page(request, delegation, form, gettext("Change the delegation"), gettext("Save"))


@page("congress.change", change="congress.change")
def group_new(request: PageRequest, key: str) -> HttpResponseBase:
    """Add a group to a delegation."""
    delegation = _own(request, key)
    form = forms.GroupForm(posted(request))
    by = actor_of(request.viewer)
    if common.done(request, form, lambda given: services.add_group(delegation=delegation, by=by, **given)):
        messages.success(request, gettext("The group is added."))
        return redirect("delegation_page", key)
    return _page(request, delegation, form, gettext("Add a group"), gettext("Add a group"))


@page("congress.change", change="congress.change")
def group_edit(request: PageRequest, key: str) -> HttpResponseBase:
    """Rename a group."""
    group = get_object_or_404(Group.objects.select_related("delegation"), key=key)
    delegation = _own(request, group.delegation.key)
    form = forms.GroupForm(posted(request), initial={"name": group.name})
    by = actor_of(request.viewer)
    if common.done(request, form, lambda given: services.rename_group(group=group, by=by, **given)):
        messages.success(request, gettext("The group was saved."))
        return redirect("delegation_page", delegation.key)
    return _page(request, delegation, form, gettext("Rename the group"), gettext("Save"))


def _page(request: PageRequest, delegation: Delegation, form: BaseForm, title: str, act: str) -> HttpResponse:
    here = reverse("delegation_page", args=[delegation.key])
    return common.form_page(
        request,
        form,
        title=title,
        text=delegation.name,
        act=act,
        back=here,
        where=common.of_congress(delegation.congress, (delegation.name, here), (title, "")),
    )


def _delegation(request: PageRequest, key: str) -> Delegation:
    return get_object_or_404(selectors.delegations_visible_to(request.viewer), key=key)


def _own(request: PageRequest, key: str) -> Delegation:
    delegation = _delegation(request, key)
    common.own_congress_of(request, delegation.congress.key)
    return delegation
