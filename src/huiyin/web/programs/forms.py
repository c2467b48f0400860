"""Forms of the pages about programs, and the words of their codes."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy, pgettext, pgettext_lazy

from huiyin.errors import HuiyinError
from huiyin.ledger import webhooks
from huiyin.people import tokens
from huiyin.web.forms import Form
from huiyin.web.people.fields import AccountField, DayField

HALF_A_YEAR = timedelta(days=180)


def scope_words(scope: str) -> str:
    """Return what a scope opens."""
    return {
        "sources:read": gettext("Read sources and their texts"),
        "sources:write": gettext("Take texts in, withdraw and share them"),
        "statements:read": gettext("Read statements and how far their review is"),
        "statements:write": gettext("Review statements"),
        "cases:read": gettext("Read cases, their progress and files"),
        "cases:act": gettext("Open cases, take steps, upload files"),
        "events:read": gettext("Follow events and trails"),
        "statistics:read": gettext("Read figures"),
        "suggestions:read": gettext("Read suggestions, drafts, replies and promises"),
        "suggestions:write": gettext("Write, co-sign, file and evaluate suggestions; take tables of them in"),
        "congress:read": gettext("Read sessions, rosters, meetings, records and questions"),
        "congress:write": gettext("Change sessions, rosters, meetings, records and questions"),
        "briefings:read": gettext("Read briefings and digests"),
        "briefings:write": gettext("Write and issue briefings and digests"),
        "publication:read": gettext("Read what is decided of publication"),
        "publication:write": gettext("Release, withhold and withdraw"),
        "people:read": gettext("Read accounts, roles and units"),
        "people:write": gettext("Change units, names of accounts and deputising"),
        "policies:read": gettext("Read rules and calendars"),
        "policies:write": gettext("Load rules and notices of holidays"),
    }.get(scope, scope)


def telling_words(state: str) -> str:
    """Return how far a telling is."""
    return {
        "waiting": pgettext("telling", "Waiting"),
        "done": pgettext("telling", "Delivered"),
        "given_up": pgettext("telling", "Given up"),
    }.get(state, state)


def fault_words(code: str) -> str:
    """Return why a telling failed, or why something cannot be made."""
    return {
        "webhook.private": gettext(
            "The address lies in a closed network, which this site does not allow. "
            "If it must be so, ask the operator of the site."
        ),
        "webhook.unreachable": gettext("The other side cannot be reached."),
        "webhook.refused": gettext("The other side refused it."),
        "webhook.not_visible": gettext("The account may not see this case any longer."),
        "webhook.url": gettext("Give an address with http or https, without name and password."),
        "token.scopes": gettext("Tick at least one scope."),
        "token.expiry": gettext("The last day lies after today and within a year."),
        "token.account": gettext("The account is closed."),
        "webhook.account": gettext("The account is closed."),
    }.get(code, code)


def refuse(form: forms.Form, error: HuiyinError) -> None:
    """Put why something was refused on the field that is meant."""
    field = {"token.scopes": "scopes", "token.expiry": "expires_on", "webhook.url": "url"}.get(error.code, "account")
    form.add_error(field if field in form.fields else None, fault_words(error.code))


class TokenForm(Form):
    """A token for one program."""

    name = forms.CharField(label=gettext_lazy("Name of the program"), max_length=60)
    account = AccountField(
        label=gettext_lazy("Acts as"),
        help_text=gettext_lazy("It sees what this account may see; best an account made for the program."),
    )
    scopes = forms.MultipleChoiceField(label=gettext_lazy("Scopes"), widget=forms.CheckboxSelectMultiple)
    expires_on = DayField(label=pgettext_lazy("program", "Last day"), help_text=gettext_lazy("A year at most."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["scopes"].choices = [(scope, scope_words(scope)) for scope in tokens.SCOPES]  # type: ignore[attr-defined]
        self.fields["expires_on"].initial = timezone.localdate() + HALF_A_YEAR

    def clean(self) -> dict[str, Any]:
        """Say all that hinders the token at once, each at its field."""
        given = super().clean() or self.cleaned_data
        told = {name: given.get(name) for name in ("name", "account", "scopes", "expires_on")}
        for fault in tokens.faults_of(**told, today=timezone.localdate()):
            refuse(self, fault)
        return given


class WebhookForm(Form):
    """An address that is told of events."""

    name = forms.CharField(label=gettext_lazy("Name of the program"), max_length=60)
    url = forms.CharField(label=gettext_lazy("Address"), max_length=500, widget=forms.URLInput)
    account = AccountField(
        label=gettext_lazy("Sent as"),
        help_text=gettext_lazy("Nothing is sent of cases that this account may not see."),
    )
    events = forms.CharField(
        label=gettext_lazy("Kinds of events"),
        required=False,
        max_length=500,
        help_text=gettext_lazy("Set apart by blanks, for instance case.opened commitment.reported; empty is all."),
    )

    def clean(self) -> dict[str, Any]:
        """Say all that hinders it at once, each at its field."""
        given = super().clean() or self.cleaned_data
        for fault in webhooks.faults_of(**{name: given.get(name) for name in ("name", "url", "account")}):
            refuse(self, fault)
        return given
