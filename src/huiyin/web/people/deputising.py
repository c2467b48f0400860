"""Leave and deputising (请假与代理): who acts for whom; begin and stop acting in this session."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from huiyin.errors import PeopleError
from huiyin.ledger import accounts as services
from huiyin.ledger.record import Actor
from huiyin.people import selectors
from huiyin.people.models import Account, Deputising, Role
from huiyin.people.permissions import may
from huiyin.people.viewer import may_arrange
from huiyin.web.access import page
from huiyin.web.middleware import ACTING_FOR
from huiyin.web.people import forms
from huiyin.web.people.accounts import known
from huiyin.web.requests import PageRequest


@page("own.view", change="deputising.set")
def deputising(request: PageRequest) -> HttpResponseBase:
    """Show for whom the person may act and who acts for the person; take a new arrangement."""
    may_set = may(request.viewer, "deputising.set") and request.viewer.acting_for is None
    if request.method == "POST" and not may_set:
        raise PermissionDenied  # somebody else's roles do not arrange further deputies
    person = Account.objects.get(pk=request.viewer.account_id)
    form = forms.DeputisingForm(forms.posted(request), initial={"absent": person, "from_on": request.today})
    if request.method == "POST" and form.is_valid() and _arranged(request, form, person):
        messages.success(request, gettext("The arrangement stands; both are named in the trail."))
        return redirect("deputising")
    context = {
        "form": form,
        "may_set": may_set,
        "acts_for": selectors.acts_for(person, on=request.today),
        "acting_key": request.viewer.acting_for_key,
        "rows": _rows(request, person),
        "today": request.today,
        **known(request),
    }
    return render(request, "people/deputising.html", context, status=422 if form.errors else 200)


def _arranged(request: PageRequest, form: forms.DeputisingForm, person: Account) -> bool:
    given = form.cleaned_data
    try:
        if not may_arrange(request.viewer, given["absent"]):
            raise PeopleError("deputising.scope")
        services.set_deputising(set_by=person, by=Actor(person.key), **given)
    except PeopleError as error:
        forms.refuse(form, error, forms.DEPUTISING_FIELDS.get(error.code, "acting"))
        return False
    return True


@require_POST
@page("own.view", change="own.change")
def act_for(request: PageRequest, key: str) -> HttpResponseBase:
    """Begin to act for somebody, in this session."""
    person = Account.objects.get(pk=request.viewer.account_id)
    row = get_object_or_404(selectors.acts_for(person, on=request.today), absent__key=key)
    if request.session.get(ACTING_FOR) != key:
        request.session[ACTING_FOR] = key
        services.note_acting(account=person, absent=row.absent, begins=True, by=Actor(person.key))
    messages.success(request, gettext("You act for %(name)s now.") % {"name": row.absent.name})
    return redirect("desk")


@require_POST
@page("own.view", change="own.change")
def act_no_more(request: PageRequest) -> HttpResponseBase:
    """Stop acting for somebody."""
    key = request.session.pop(ACTING_FOR, None)
    absent = Account.objects.filter(key=key).first() if key else None
    if absent is not None:
        person = Account.objects.get(pk=request.viewer.account_id)
        services.note_acting(account=person, absent=absent, begins=False, by=Actor(person.key))
        messages.success(request, gettext("You act for yourself again."))
    return redirect("deputising")


@require_POST
@page("own.view", change="deputising.set")
def arrangement_end(request: PageRequest, row: int) -> HttpResponseBase:
    """End an arrangement today: from now on nobody acts under it."""
    found = get_object_or_404(Deputising.objects.select_related("absent", "acting"), pk=row)
    if request.viewer.acting_for is not None or not may_arrange(request.viewer, found.absent):
        raise PermissionDenied
    if found.ended_on is not None:  # ended in another tab, or by somebody else
        messages.info(request, gettext("The arrangement was over already."))
        return redirect("deputising")
    services.end_deputising(deputising=found, on=request.today, by=Actor(request.viewer.key))
    messages.success(request, gettext("The arrangement is over."))
    return redirect("deputising")


def _rows(request: PageRequest, person: Account) -> list[dict[str, Any]]:
    """Return the arrangements that the person sees: an administrator's are all, everybody else's the own ones."""
    everybody = request.viewer.has(Role.ADMINISTRATOR)
    found = Deputising.objects.select_related("absent", "acting", "set_by").order_by("-from_on", "-pk")
    rows = found if everybody else selectors.deputising_of(person)
    free = request.viewer.acting_for is None and may(request.viewer, "deputising.set")
    return [
        {
            "row": row,
            "over": row.to_on < request.today or row.ended_on is not None,
            "may_end": free and row.ended_on is None and may_arrange(request.viewer, row.absent),
        }
        for row in rows[:100]
    ]
