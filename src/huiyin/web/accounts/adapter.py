"""How allauth meets our accounts: nobody signs up alone; single sign-on opens accounts that exist; our own words."""

import base64
import os
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy
from django.utils.translation import gettext_noop as noted

from huiyin.ledger.accounts import note_password_changed
from huiyin.ledger.record import Actor
from huiyin.people import push_devices
from huiyin.people.credentials import must_have_second_factor
from huiyin.people.models import Account
from huiyin.people.viewer import viewer_of
from huiyin.web.navigation import landing
from huiyin.web.this_device import here

# What allauth says after an act, by its template; one that is not here says nothing.
SAID = {
    "account/messages/password_changed.txt": noted("Your password was changed. Other places were signed out."),
    "account/messages/logged_out.txt": noted("You have signed out."),
    "mfa/messages/totp_activated.txt": noted("The second factor is set up."),
    "mfa/messages/totp_deactivated.txt": noted("The second factor was removed."),
    "mfa/messages/recovery_codes_generated.txt": noted("There are new recovery codes; the old ones no longer work."),
    "usersessions/messages/sessions_logged_out.txt": noted("All other places were signed out."),
}


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Accounts are made by an administrator; what is wrong is said in our words."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": gettext_lazy("This account is closed. Ask your administrator."),
        "enter_current_password": gettext_lazy("This is not your present password."),
        "incorrect_password": gettext_lazy("This is not your password."),
        "username_password_mismatch": gettext_lazy("User name or password is wrong."),
        "too_many_login_attempts": gettext_lazy("Too many failed attempts. Try again in 5 minutes."),
        "same_as_current": gettext_lazy("The new password must differ from the present one."),
        "one_time_over": gettext_lazy("This one-time password has run out. Ask your administrator for a new one."),
        "rate_limited": gettext_lazy("Too many attempts. Try again in 5 minutes."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up."""
        return False

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Say what happened in our words; a log-in needs no words."""
        said = message or gettext(SAID.get(message_template or "", ""))
        if message or message_template in SAID:
            messages.add_message(request, level, said, extra_tags=extra_tags)

    def set_password(self, user: Account, password: str) -> None:
        """Set a password that the person chose; a one-time password is used up by it."""
        user.must_change_password, user.one_time_until = False, None
        super().set_password(user, password)
        push_devices.drop_others(user, but=here(self.request))
        note_password_changed(account=user, by=Actor(user.key))

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Go where the person's roles begin; an auditor has no desk in the bar."""
        person: Any = request.user
        return landing(viewer_of(person, today=timezone.localdate()).roles)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Return to the person's own account."""
        return reverse("account")

    def get_reauthentication_methods(self, user: Account | AnonymousUser) -> list[dict[str, Any]]:
        """Return the ways to say again who one is, in our words."""
        words = {
            "reauthenticate": gettext("Use the password instead"),
            "mfa_reauthenticate": gettext("Use a code of the second factor instead"),
        }
        found = super().get_reauthentication_methods(user)
        return [method | {"description": words[method["id"]]} for method in found if method["id"] in words]


class SocialAccountAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Single sign-on (统一认证) only opens accounts that an administrator has made."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Nobody signs up."""
        return False

    def get_connect_redirect_url(self, request: HttpRequest, socialaccount: Any) -> str:
        """Return to the person's own account."""
        return reverse("account")

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Tie an identity that comes for the first time to the account of that user name; afterwards it is found by id.

        An account that is tied to another identity is not handed over to a second one of the same name.
        """
        if sociallogin.is_existing:
            return
        claims = _claims(sociallogin.account.extra_data)
        name = claims.get(settings.ENVIRONMENT.oidc_claim)
        if not isinstance(name, str) or not name:
            return
        account = Account.objects.filter(username__iexact=name, is_active=True).first()
        if account is None:
            return
        if account.socialaccount_set.exists():  # type: ignore[attr-defined]
            raise ImmediateHttpResponse(refused(request))
        sociallogin.connect(request, account)


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Secrets of the second factor (第二验证) lie encrypted; those who must have one cannot remove it."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": gettext_lazy("This code is wrong or has run out."),
        "cannot_delete_authenticator": gettext_lazy("Your role must have a second factor; it cannot be removed."),
        "cannot_generate_recovery_codes": gettext_lazy("Set up the second factor first."),
    }

    def encrypt(self, text: str) -> str:
        """Return a secret as the database keeps it."""
        nonce = os.urandom(12)
        return base64.b64encode(nonce + AESGCM(_mfa_key()).encrypt(nonce, text.encode(), None)).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Return a secret as it was; an empty one, which no code fits, where the site's secret key has changed."""
        sealed = base64.b64decode(encrypted_text)
        try:
            return AESGCM(_mfa_key()).decrypt(sealed[:12], sealed[12:], None).decode()
        except InvalidTag:
            return ""

    def get_totp_label(self, user: Account) -> str:
        """Return what the app on the phone shows: the user name, never an e-mail address."""
        return user.username

    def can_delete_authenticator(self, authenticator: Any) -> bool:
        """Refuse to those whose role must have a second factor, but for the demo."""
        if settings.ENVIRONMENT.demo:
            return True
        return not must_have_second_factor(viewer_of(authenticator.user, today=timezone.localdate()))


def refused(request: HttpRequest) -> Any:
    """Return the page that says that no account goes with an identity."""
    from django.shortcuts import render

    return render(request, "account/signup_closed.html", status=403)


def _claims(data: dict[str, Any]) -> dict[str, Any]:
    """Return what the provider says of a person; what it signed wins over what it tells."""
    told, signed = data.get("userinfo"), data.get("id_token")
    return (told if isinstance(told, dict) else {}) | (signed if isinstance(signed, dict) else {})


def _mfa_key() -> bytes:
    return HKDF(SHA256(), 32, None, b"huiyin second factor").derive(settings.SECRET_KEY.encode())
