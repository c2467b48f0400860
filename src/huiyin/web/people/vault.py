"""The vault's pages (保密库): open what is kept of a person, with a reason, on record; forget; the record itself."""

from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy

from huiyin.errors import PeopleError
from huiyin.people import vault
from huiyin.people.models import Account, Person, VaultOpening
from huiyin.people.permissions import may
from huiyin.web.access import demo_may_do_without, has_second_factor, page, sure
from huiyin.web.people import forms
from huiyin.web.people.accounts import confirm
from huiyin.web.requests import PageRequest

ROWS = 50


class OpenForm(forms.ReasonForm):
    """Which fields, and why."""

    fields_wanted = django_forms.MultipleChoiceField(
        label=gettext_lazy("What is to be opened"), widget=django_forms.CheckboxSelectMultiple
    )
    field_order = ("fields_wanted", "reason")

    def __init__(self, *args: Any, kept: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(name, field_words(name)) for name in kept]
        self.fields["fields_wanted"].choices = choices  # type: ignore[attr-defined]


@page("vault.open", change="vault.open", second_factor=True)
@sure
def person(request: PageRequest, key: str) -> HttpResponse:
    """Show which fields are kept; show values only in the answer to a reason, and keep them nowhere."""
    found = get_object_or_404(Person, key=key)
    kept = vault.kept_fields(found)
    names = list(dict.fromkeys(name for name, _mark in kept))
    form = OpenForm(forms.posted(request), kept=names)
    opened: tuple[vault.Opened, ...] = ()
    if request.method == "POST" and form.is_valid():
        try:
            opened = vault.open_fields(
                person=found,
                fields=form.cleaned_data["fields_wanted"],
                reason=form.cleaned_data["reason"],
                by=Account.objects.get(pk=request.viewer.account_id),
                acting_for=Account.objects.filter(pk=request.viewer.acting_for or 0).first(),
                at=timezone.now(),
            )
        except PeopleError as error:
            forms.refuse(form, error, "reason" if error.code == "vault.reason" else None)
    context = {
        "person": found,
        "form": form,
        "kept": [field_words(name) for name in names],
        "opened": [(field_words(each.field), each.mark, _shown(each)) for each in opened],
        "demo_without": demo_may_do_without(request) and not has_second_factor(request),
        "may_forget": may(request.viewer, "vault.forget"),
    }
    answer = render(request, "people/vault_person.html", context, status=422 if form.errors else 200)
    answer["Cache-Control"] = "no-store"
    return answer


@page("vault.forget", change="vault.forget", second_factor=True)
@sure
def forget(request: PageRequest, key: str) -> HttpResponseBase:
    """Destroy for good what is known of a person, after asking."""
    found = get_object_or_404(Person, key=key, wrapped_key__isnull=False)
    form = forms.ReasonForm(forms.posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            vault.forget(
                person=found,
                reason=form.cleaned_data["reason"],
                by=Account.objects.get(pk=request.viewer.account_id),
                at=timezone.now(),
            )
        except PeopleError as error:
            forms.refuse(form, error, "reason" if error.code == "vault.reason" else None)
        else:
            messages.success(request, gettext("What was known of this person is destroyed."))
            return redirect("audit_openings")
    return confirm(
        request,
        title=gettext("Destroy for good what is known of person %(key)s?") % {"key": found.key},
        effects=[
            gettext("Name, telephone, address and all else in the vault, the original words among them."),
            gettext("Nobody can bring it back, neither by a restore nor by the master key."),
            gettext("Cases, trail and receipts stay; they hold marks only."),
        ],
        act=gettext("Destroy for good"),
        back=reverse("audit_openings"),
        form=form,
    )


@page("vault.log")
def openings(request: PageRequest) -> HttpResponse:
    """Show the record of openings, newest first; never a value."""
    rows = VaultOpening.objects.select_related("account", "acting_for", "person").order_by("-position")
    if asked := request.GET.get("person", "").strip():
        rows = rows.filter(person__key=asked)
    shown = Paginator(rows, ROWS).get_page(request.GET.get("page"))
    context = {
        "rows": [(row, [field_words(name) for name in row.fields], act_words(row.act)) for row in shown],
        "page": shown,
        "asked": asked,
        "may_forget": may(request.viewer, "vault.forget"),
        "prev_url": f"?page={shown.previous_page_number()}&person={asked}" if shown.has_previous() else "",
        "next_url": f"?page={shown.next_page_number()}&person={asked}" if shown.has_next() else "",
    }
    return render(request, "people/openings.html", context)


def field_words(name: str) -> str:
    """Return what a field of the vault is called."""
    return {
        "name": gettext("Name"),
        "phone": gettext("Telephone"),
        "address": gettext("Home address"),
        "id_number": gettext("ID number"),
        "email": gettext("E-mail"),
        "words": gettext("Original words"),
        "attachment": gettext("Attachment"),
    }.get(name, name)


def act_words(act: str) -> str:
    """Return what was done to the vault."""
    return {
        "open": gettext("opened"),
        "forget": gettext("destroyed for good"),
        "rotate": gettext("changed the master key"),
    }.get(act, act)


def _shown(each: vault.Opened) -> str:
    """Return a value as words; of a file, only how large it is."""
    if each.field == "attachment":
        return gettext("%(n)d bytes") % {"n": len(each.value)}
    return each.text
