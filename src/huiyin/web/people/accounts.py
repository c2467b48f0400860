"""Accounts (账号管理): the list, one account, making, changing and closing it, what opens it."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext, pgettext

from huiyin.errors import PeopleError
from huiyin.ledger import accounts as services
from huiyin.ledger.account_selectors import account_events, led_by, open_in_units
from huiyin.ledger.cases import actor_of
from huiyin.people import selectors
from huiyin.people.credentials import has_second_factor, one_time_password_over
from huiyin.people.models import Account, Role, RoleGrant, Unit
from huiyin.people.permissions import may
from huiyin.web.access import page, sure
from huiyin.web.days import full_moment
from huiyin.web.navigation import role_words
from huiyin.web.people import forms
from huiyin.web.people.trail import event_steps
from huiyin.web.people.words import said
from huiyin.web.requests import PageRequest

ROWS = 50


@page("people.view")
def account_list(request: PageRequest) -> HttpResponse:
    """Show accounts by name, narrowed by words, role, unit and state."""
    asked = {name: request.GET.get(name, "").strip() for name in ("q", "role", "unit", "state")}
    found = selectors.accounts_matching(
        words=asked["q"], role=asked["role"], unit_key=asked["unit"], state=asked["state"], on=request.today
    )
    shown = Paginator(found, ROWS).get_page(request.GET.get("page"))
    context = {
        "asked": asked,
        "rows": shown,
        "total": Account.objects.count(),
        "roles": [(role, role_words(role)) for role in Role.values],
        "units": Unit.objects.valid_on(request.today).order_by("place_id", "name"),
        "states": [(state, state_words(state)) for state in selectors.ACCOUNT_STATES],
        "may_change": may(request.viewer, "people.change"),
        "today": request.today,
        **_pages(request, shown),
    }
    return render(request, "people/accounts.html", context)


@page("people.change", change="people.change")
@sure
def account_new(request: PageRequest) -> HttpResponse:
    """Make an account with its first role; its one-time password is shown this once. `?unit=` proposes a unit."""
    unit = Unit.objects.filter(key=request.GET.get("unit", "")).first()
    form = forms.AccountForm(forms.posted(request))
    grant = forms.FirstGrantForm(forms.posted(request), initial={"unit": unit})
    if request.method == "POST" and form.is_valid() and grant.is_valid():
        try:
            account, told = _made(request, form.cleaned_data, grant.cleaned_data)
        except PeopleError as error:
            forms.refuse(form, error, "username" if error.code.startswith("username") else None)
        else:
            return once(request, account, told, gettext("The account is made"))
    context = {"form": form, "grant": grant, **known(request)}
    return render(request, "people/account_new.html", context, status=_status(form, grant))


@transaction.atomic
def _made(request: PageRequest, given: dict[str, Any], first: dict[str, Any]) -> tuple[Account, str]:
    by = actor_of(request.viewer)
    account, told = services.create_account(username=given["username"], name=given["name"], email=given["email"], by=by)
    if first["role"]:
        services.grant_role(
            account=account, role=first["role"], unit=first["unit"], place=first["place"], from_on=request.today, by=by
        )
    return account, told


@page("people.view")
def account_page(request: PageRequest, key: str) -> HttpResponse:
    """Show one account: roles, protection, arrangements, and what was done to it."""
    account = get_object_or_404(Account, key=key)
    context = {
        "account": account,
        "grants": selectors.all_grants_of(account),
        "second_factor": has_second_factor(account),
        "one_time_over": one_time_password_over(account, timezone.now()),
        "places": selectors.session_count(account),
        "identities": account.socialaccount_set.count(),  # type: ignore[attr-defined]  # allauth's relation
        "arrangements": selectors.deputising_of(account),
        "trail": event_steps(account_events(account.key)),
        "may_change": may(request.viewer, "people.change"),
        "today": request.today,
    }
    return render(request, "people/account.html", context)


@page("people.change", change="people.change")
def account_edit(request: PageRequest, key: str) -> HttpResponseBase:
    """Change name, user name and e-mail."""
    account = get_object_or_404(Account, key=key)
    form = forms.AccountForm(forms.posted(request), instance=account)
    if request.method == "POST" and form.is_valid():
        changes = {name: form.cleaned_data[name] for name in form.changed_data}
        try:
            services.change_account(account=account, changes=changes, by=actor_of(request.viewer))
        except PeopleError as error:
            forms.refuse(form, error, "username")
        else:
            messages.success(request, gettext("The account was saved."))
            return redirect("account_page", key)
    context = {"form": form, "account": Account.objects.get(pk=account.pk)}
    return render(request, "people/account_edit.html", context, status=_status(form))


@page("people.change", change="people.change")
@sure
def grant_new(request: PageRequest, key: str) -> HttpResponseBase:
    """Give an account a role."""
    account = get_object_or_404(Account, key=key)
    form = forms.GrantForm(forms.posted(request), initial={"from_on": request.today})
    if request.method == "POST" and form.is_valid():
        try:
            services.grant_role(account=account, by=actor_of(request.viewer), **form.cleaned_data)
        except PeopleError as error:
            forms.refuse(form, error, "role" if error.code == "grant.held" else None)
        else:
            messages.success(request, gettext("The role was given."))
            return redirect("account_page", key)
    context = {"form": form, "account": account, **known(request)}
    return render(request, "people/grant_new.html", context, status=_status(form))


@page("people.change", change="people.change")
@sure
def grant_end(request: PageRequest, key: str, grant: int) -> HttpResponseBase:
    """End a role today, after asking."""
    row = get_object_or_404(RoleGrant.objects.select_related("unit", "place", "account"), pk=grant, account__key=key)
    words = {"role": forms.grant_words(row), "name": row.account.name}
    if request.method == "POST":
        try:
            services.end_grant(grant=row, on=request.today, by=actor_of(request.viewer))
        except PeopleError as error:
            messages.error(request, said(error))
        else:
            messages.success(request, gettext("The role ends today."))
        return redirect("account_page", key)
    return confirm(
        request,
        title=gettext("End the role %(role)s of %(name)s?") % words,
        effects=[gettext("It holds until the end of today."), gettext("What was done under it stays as it is.")],
        act=gettext("End the role"),
        back=reverse("account_page", args=[key]),
    )


@page("people.change", change="people.change")
@sure
def password_reset(request: PageRequest, key: str) -> HttpResponseBase:
    """Give a one-time password, after asking."""
    account = get_object_or_404(Account, key=key)
    if not account.is_active:
        messages.info(request, gettext("The account is closed already."))
        return redirect("account_page", key)
    if request.method == "POST":
        told = services.reset_password(account=account, by=actor_of(request.viewer))
        return once(request, account, told, gettext("The password was reset"))
    return confirm(
        request,
        title=gettext("Reset the password of %(name)s?") % {"name": account.name},
        effects=[
            gettext("The present password no longer works, and the account is signed out everywhere."),
            gettext("You are shown a one-time password; tell it in person or by telephone."),
        ],
        act=gettext("Reset the password"),
        back=reverse("account_page", args=[key]),
    )


@page("people.change", change="people.change")
@sure
def second_factor_reset(request: PageRequest, key: str) -> HttpResponseBase:
    """Remove the second factor of somebody whose phone is lost, after asking."""
    account = get_object_or_404(Account, key=key)
    if request.method == "POST":
        services.reset_second_factor(account=account, by=actor_of(request.viewer))
        messages.success(request, gettext("The second factor was removed; the account is signed out everywhere."))
        return redirect("account_page", key)
    return confirm(
        request,
        title=gettext("Remove the second factor of %(name)s?") % {"name": account.name},
        effects=[
            gettext(
                "Make sure that it is really this person who asks: until a new one is set up, the password is enough."
            ),
            gettext("The account is signed out everywhere."),
        ],
        act=gettext("Remove the second factor"),
        back=reverse("account_page", args=[key]),
    )


@page("people.change", change="people.change")
def sessions_end(request: PageRequest, key: str) -> HttpResponseBase:
    """Sign an account out everywhere, after asking."""
    account = get_object_or_404(Account, key=key)
    if request.method == "POST":
        n = services.end_sessions(account=account, by=actor_of(request.viewer))
        words = ngettext("Signed out at %(n)d place.", "Signed out at %(n)d places.", n)
        messages.success(request, words % {"n": n})
        return redirect("account_page", key)
    return confirm(
        request,
        title=gettext("Sign %(name)s out everywhere?") % {"name": account.name},
        effects=[gettext("Drafts that are saved stay.")],
        act=gettext("Sign out everywhere"),
        back=reverse("account_page", args=[key]),
    )


@page("people.change", change="people.change")
@sure
def sign_on_untie(request: PageRequest, key: str) -> HttpResponseBase:
    """Untie the identity of single sign-on, after asking."""
    account = get_object_or_404(Account, key=key)
    if request.method == "POST":
        services.untie_sign_on(account=account, by=actor_of(request.viewer))
        messages.success(request, gettext("The identity was untied; the next one of this user name is tied anew."))
        return redirect("account_page", key)
    return confirm(
        request,
        title=gettext("Untie the single sign-on of %(name)s?") % {"name": account.name},
        effects=[gettext("The next identity of this user name that signs on is tied to the account.")],
        act=gettext("Untie the identity"),
        back=reverse("account_page", args=[key]),
    )


@page("people.change", change="people.change")
@sure
def account_leave(request: PageRequest, key: str) -> HttpResponseBase:
    """Close the account of somebody who leaves; show what is open, and hand roles over."""
    account = get_object_or_404(Account, key=key)
    if not account.is_active:  # closed in another tab, or by somebody else
        messages.info(request, gettext("The account is closed already."))
        return redirect("account_page", key)
    grants = selectors.grants_of(account, on=request.today)
    form = forms.LeaveForm(forms.posted(request), grants=grants, initial={"handed": list(grants)})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            services.leave(
                account=account,
                on=request.today,
                successor=given["successor"],
                handed=given.get("handed") or (),
                by=actor_of(request.viewer),
            )
        except PeopleError as error:
            forms.refuse(form, error, "successor" if error.code.startswith("handover") else None)
        else:
            messages.success(request, gettext("The account is closed."))
            return redirect("account_page", key)
    units = [grant.unit_id for grant in grants if grant.unit_id]
    context = {
        "form": form,
        "account": account,
        "opened": open_in_units(units, today=request.today),
        "led": led_by(account.key),
        **known(request),
    }
    return render(request, "people/account_leave.html", context, status=_status(form))


@page("people.change", change="people.change")
@sure
def account_reopen(request: PageRequest, key: str) -> HttpResponseBase:
    """Open a closed account again, after asking."""
    account = get_object_or_404(Account, key=key)
    if account.is_active:  # opened in another tab, or by somebody else; its one-time password was shown there
        messages.info(request, gettext("The account is open already. For a new one-time password, reset it."))
        return redirect("account_page", key)
    if request.method == "POST":
        told = services.reopen(account=account, by=actor_of(request.viewer))
        return once(request, account, told, gettext("The account is open again"))
    return confirm(
        request,
        title=gettext("Open the account of %(name)s again?") % {"name": account.name},
        effects=[gettext("It has no role until you give one."), gettext("You are shown a one-time password.")],
        act=gettext("Open the account"),
        back=reverse("account_page", args=[key]),
        gentle=True,
    )


def state_words(state: str) -> str:
    """Return what a state of accounts is called."""
    return {
        "open": pgettext("account", "Open"),
        "closed": pgettext("account", "Closed"),
        "one_time": gettext("One-time password not used yet"),
        "unguarded": gettext("Without second factor"),
    }[state]


def once(request: HttpRequest, account: Account, told: str, title: str) -> HttpResponse:
    """Show a one-time password; it is kept nowhere."""
    until = full_moment(account.one_time_until) if account.one_time_until else ""
    answer = render(request, "people/once.html", {"account": account, "told": told, "until": until, "title": title})
    answer["Cache-Control"] = "no-store"
    return answer


def confirm(
    request: HttpRequest, *, title: str, effects: list[str], act: str, back: str, gentle: bool = False, form: Any = None
) -> HttpResponse:
    """Ask before an act, on a page of its own; its form posts to the same address."""
    context = {
        "title": title,
        "effects": effects,
        "act": act,
        "url": request.path,
        "cancel_url": back,
        "cancel": gettext("Do not do it"),
        "gentle": gentle,
        "form": form,
    }
    return render(request, "confirm.html", context, status=422 if form is not None and form.errors else 200)


def known(request: PageRequest) -> dict[str, Any]:
    """Return the people and units that fields offer (components/known.html)."""
    return {
        "known_accounts": Account.objects.filter(is_active=True).order_by("name").values_list("username", "name"),
        "known_units": Unit.objects.valid_on(request.today).order_by("name").values_list("name", "short_name"),
    }


def _status(*filled: Any) -> int:
    return 422 if any(form.errors for form in filled) else 200


def _pages(request: HttpRequest, shown: Any) -> dict[str, str]:
    """Return the addresses of the pages before and after."""

    def url(number: int) -> str:
        query = request.GET.copy()
        query["page"] = str(number)
        return f"?{query.urlencode()}"

    return {
        "prev_url": url(shown.previous_page_number()) if shown.has_previous() else "",
        "next_url": url(shown.next_page_number()) if shown.has_next() else "",
    }
