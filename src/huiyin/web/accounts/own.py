"""A person's own account (我的账号): name, e-mail, language, keys, mails; the places where one is signed in."""

from typing import Any

from allauth.usersessions.models import UserSession
from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_POST

from huiyin.ledger import accounts
from huiyin.ledger.cases import actor_of
from huiyin.people import push_devices
from huiyin.people.models import Account
from huiyin.web.access import has_second_factor, page, sure
from huiyin.web.forms import ModelForm
from huiyin.web.requests import PageRequest


class OwnForm(ModelForm):
    """What a person may change alone; the user name is the administrator's."""

    language = forms.ChoiceField(
        label=gettext_lazy("Language"),
        required=False,
        choices=[("", gettext_lazy("As the browser has it")), *settings.LANGUAGES],
    )

    class Meta:
        """Which columns, and what they are called."""

        model = Account
        fields = ("name", "email", "language", "single_keys", "digest_by_mail")
        labels = {
            "name": gettext_lazy("Name"),
            "email": gettext_lazy("E-mail"),
            "single_keys": gettext_lazy("Use single keys (j, k, /) on pages"),
            "digest_by_mail": gettext_lazy("Send me a mail a day of what waits for me"),
        }
        help_texts = {
            "name": gettext_lazy("As colleagues and the trail read it."),
            "email": gettext_lazy("For the daily mail only; it does not sign in. Changing it asks for your password."),
        }


@page("own.view", change="own.change")
def account(request: PageRequest) -> HttpResponseBase:
    """Show a person's own account, and take its changes."""
    person = Account.objects.get(pk=request.viewer.account_id)
    form = OwnForm(request.POST if request.method == "POST" else None, instance=person)
    if request.method == "POST" and form.is_valid():
        changes = {name: form.cleaned_data[name] for name in form.changed_data}
        # The mail address is where the daily mail goes: whoever finds a screen unlocked must not send it elsewhere.
        save = sure(_save) if "email" in changes else _save
        return save(request, person, changes)
    context = {"form": form, "person": person, "roles": roles_shown(person, request), **_guards(request, person)}
    return render(request, "account/own.html", context, status=422 if form.errors else 200)


def _save(request: PageRequest, person: Account, changes: dict[str, Any]) -> HttpResponseBase:
    accounts.change_account(account=person, changes=changes, by=actor_of(request.viewer))
    messages.success(request, gettext("Your account was saved."))
    answer = redirect("account")
    if "language" in changes:
        _speak(answer, changes["language"])
    return answer


@require_POST
@page("own.view", change="own.change")
def session_end(request: PageRequest, session: int) -> HttpResponseBase:
    """Sign the person out at one other place."""
    found = get_object_or_404(UserSession, pk=session, user_id=request.user.pk)
    push_devices.drop_session(found.user, found.session_key)
    found.end()
    messages.success(request, gettext("The other place was signed out."))
    return redirect("usersessions_list")


def roles_shown(person: Account, request: PageRequest) -> list[Any]:
    """Return a person's roles of today and later, the place or unit with each."""
    from huiyin.people.selectors import grants_of

    return list(grants_of(person, on=request.today))


def _guards(request: PageRequest, person: Account) -> dict[str, Any]:
    return {
        "second_factor": has_second_factor(request),
        "places": UserSession.objects.filter(user=person).count(),
        "password": person.has_usable_password(),
    }


def _speak(answer: HttpResponseBase, language: str) -> None:
    """Let the browser remember a language that was chosen, or forget it."""
    if language:
        answer.set_cookie(settings.LANGUAGE_COOKIE_NAME, language, samesite="Lax", httponly=True)
    else:
        answer.delete_cookie(settings.LANGUAGE_COOKIE_NAME, samesite="Lax")
