"""Programs (接入程序): tokens made and ended, addresses that are told of events, and what became of each telling."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, pgettext

from huiyin.errors import HuiyinError
from huiyin.ledger import webhooks
from huiyin.ledger.cases import actor_of
from huiyin.ledger.models import Webhook, WebhookDelivery
from huiyin.ledger.program_tokens import make_token, revoke_token
from huiyin.people.models import Account, Token
from huiyin.web.access import page, sure
from huiyin.web.people.accounts import confirm, known
from huiyin.web.people.forms import posted
from huiyin.web.programs.forms import TokenForm, WebhookForm, fault_words, refuse, scope_words, telling_words
from huiyin.web.requests import PageRequest

ROWS = 50


@page("api.tokens")
def programs(request: PageRequest) -> HttpResponse:
    """Show tokens and webhooks."""
    tokens = Token.objects.select_related("account", "made_by").order_by("revoked_at", "-pk")
    context = {
        "tokens": [
            {
                "token": token,
                "scopes": [scope_words(scope) for scope in token.scopes],
                "works": token.revoked_at is None and token.expires_on >= request.today and token.account.is_active,
            }
            for token in tokens[:500]
        ],
        "webhooks": Webhook.objects.select_related("account"),
    }
    return render(request, "programs/programs.html", context)


@page("api.tokens", change="api.tokens")
@sure
def token_new(request: PageRequest) -> HttpResponseBase:
    """Make a token; its secret is shown this once."""
    form = TokenForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            token, secret = make_token(
                **form.cleaned_data,
                made_by=Account.objects.get(pk=request.viewer.account_id),
                today=request.today,
                by=actor_of(request.viewer),
                at=timezone.now(),
            )
        except HuiyinError as error:
            refuse(form, error)
        else:
            return _once(request, token.name, secret, gettext("The token is made"), reverse("programs"))
    said = (gettext("Make a token"), gettext("The secret is shown on the next page, this once only"))
    return _form(request, form, said, gettext("Make the token"))


@page("api.tokens", change="api.tokens")
@sure
def token_end(request: PageRequest, key: str) -> HttpResponseBase:
    """Ask, then end a token for good."""
    token = get_object_or_404(Token.objects.select_related("account"), key=key)
    if request.method == "POST":
        revoke_token(token=token, by=actor_of(request.viewer), at=timezone.now())
        messages.success(request, gettext("The token is ended."))
        return redirect("programs")
    return confirm(
        request,
        title=gettext("End the token of “%(name)s”?") % {"name": token.name},
        effects=[gettext("The program is refused from now on."), gettext("A token that was ended never works again.")],
        act=gettext("End the token"),
        back=reverse("programs"),
    )


@page("api.tokens", change="api.tokens")
@sure
def webhook_new(request: PageRequest) -> HttpResponseBase:
    """Let an address be told of events; the secret of the signatures is shown this once."""
    form = WebhookForm(posted(request))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            webhook = webhooks.add_webhook(
                **{**given, "events": given["events"].split()},
                made_by=Account.objects.get(pk=request.viewer.account_id),
                by=actor_of(request.viewer),
                at=timezone.now(),
            )
        except HuiyinError as error:
            refuse(form, error)
        else:
            back = reverse("webhook", args=[webhook.key])
            secret = webhooks.secret_of(webhook)
            return _once(request, webhook.name, secret, gettext("Events are sent to the address"), back)
    said = (
        gettext("Send events to an address"),
        gettext("Each delivery is signed; the secret is shown on the next page, this once only"),
    )
    return _form(request, form, said, gettext("Send events from now on"))


@page("api.tokens")
def webhook_page(request: PageRequest, key: str) -> HttpResponse:
    """Show an address and what became of each telling, newest first."""
    webhook = get_object_or_404(Webhook.objects.select_related("account", "made_by"), key=key)
    shown = Paginator(WebhookDelivery.objects.filter(webhook=webhook), ROWS).get_page(request.GET.get("page"))
    rows = [
        {"row": row, "state": telling_words(row.state), "fault": fault_words(row.fault) if row.fault else ""}
        for row in shown
    ]
    crumbs = [
        {"label": pgettext("navigation", "Programs"), "url": reverse("programs")},
        {"label": webhook.name, "url": ""},
    ]
    return render(
        request, "programs/webhook.html", {"webhook": webhook, "rows": rows, "shown": shown, "crumbs": crumbs}
    )


@page("api.tokens", change="api.tokens")
def webhook_active(request: PageRequest, key: str) -> HttpResponseBase:
    """Stop telling an address, or go on."""
    webhook = get_object_or_404(Webhook, key=key)
    if request.method == "POST":
        active = not webhook.active
        webhooks.set_active(webhook=webhook, active=active, by=actor_of(request.viewer), at=timezone.now())
        messages.success(
            request, gettext("Events are sent again.") if active else gettext("Events are no longer sent.")
        )
    return redirect("webhook", key)


@page("api.tokens", change="api.tokens")
def telling_again(request: PageRequest, key: str) -> HttpResponseBase:
    """Try a telling that was given up once more."""
    telling = get_object_or_404(WebhookDelivery.objects.select_related("webhook"), key=key)
    if request.method == "POST":
        webhooks.try_again(telling, at=timezone.now())
        messages.success(request, gettext("It is tried again within a minute."))
    return redirect("webhook", telling.webhook.key)


def _form(request: PageRequest, form: Any, said: tuple[str, str], act: str) -> HttpResponse:
    crumbs = [{"label": pgettext("navigation", "Programs"), "url": reverse("programs")}, {"label": said[0], "url": ""}]
    context = {"form": form, "title": said[0], "text": said[1], "act": act, "crumbs": crumbs, **known(request)}
    return render(request, "programs/form.html", context, status=422 if form.errors else 200)


def _once(request: PageRequest, name: str, secret: str, title: str, back: str) -> HttpResponse:
    answer = render(request, "programs/once.html", {"name": name, "secret": secret, "title": title, "back": back})
    answer["Cache-Control"] = "no-store"
    return answer
