"""Forms of the way in: log-in, password, second factor; allauth's own, with our labels and no placeholders."""

import unicodedata
from typing import Any

from allauth.account import forms as account
from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.reauthentication import reauthenticate_by_password
from allauth.core import context
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy, pgettext_lazy

from huiyin.people.credentials import one_time_password_over
from huiyin.people.models import Account
from huiyin.web.accounts.logged import note_one_time_over

PRESENT, NEW = "current-password", "new-password"  # what password managers go by


def password(label: Any, autocomplete: str, **more: Any) -> forms.CharField:
    """Return a field for a password; white space in it counts."""
    widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
    return forms.CharField(label=label, strip=False, widget=widget, **more)


class CodeField(forms.CharField):
    """A code of six digits, or a recovery code; spaces and full-width digits are no mistake."""

    def __init__(self, **options: Any) -> None:
        attrs = {"autocomplete": "one-time-code", "inputmode": "numeric", "class": "code", "spellcheck": "false"}
        super().__init__(max_length=32, widget=forms.TextInput(attrs=attrs), **options)

    def to_python(self, value: Any) -> str:
        """Return the code without spaces, in plain digits."""
        text = super().to_python(value) or ""
        return "".join(unicodedata.normalize("NFKC", text).split())


class UserNameField(forms.CharField):
    """A user name as it is kept; one typed in full width is no mistake."""

    def to_python(self, value: Any) -> str:
        """Return the name in plain letters."""
        return Account.normalize_username(super().to_python(value) or "")


class LoginForm(account.LoginForm):  # type: ignore[misc]  # allauth has no types
    """User name and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name = forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"})
        self.fields["login"] = UserNameField(label=gettext_lazy("User name"), max_length=60, widget=name)
        self.fields["password"] = password(gettext_lazy("Password"), PRESENT, max_length=200)
        self.fields["remember"].label = gettext_lazy("Stay signed in when the browser is closed, for 12 hours at most")

    def clean(self) -> Any:
        """Refuse a one-time password whose time is over; only who has the right one learns it."""
        cleaned = super().clean()
        if self.user is not None and one_time_password_over(self.user, timezone.now()):
            note_one_time_over(self.request, self.user)
            raise get_adapter().validation_error("one_time_over")
        return cleaned


class ReauthenticateForm(account.ReauthenticateForm):  # type: ignore[misc]
    """The password once more."""

    password = password(gettext_lazy("Password"), PRESENT, max_length=200)


class ChangePasswordForm(account.ChangePasswordForm):  # type: ignore[misc]
    """The present password, and a new one twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rules = gettext_lazy(
            "At least 10 characters; not only figures, nothing common, close to your name or with the place's name."
        )
        self.fields["oldpassword"] = password(gettext_lazy("Present password"), PRESENT, max_length=200)
        new = self.fields["password1"]
        new.label, new.help_text, new.max_length = gettext_lazy("New password"), rules, 200
        new.widget.attrs.pop("placeholder", None)
        self.fields["password2"] = password(gettext_lazy("New password once more"), NEW, max_length=200)

    def clean_password1(self) -> str:
        """Refuse the password that is in force already: a one-time password would stay one."""
        new: str = self.cleaned_data["password1"]
        if self.user.check_password(new):
            raise get_adapter().validation_error("same_as_current")
        return new

    def save(self) -> None:
        """Set the password; who typed the old one has just said who he is."""
        super().save()
        reauthenticate_by_password(context.request)


class AuthenticateForm(mfa.AuthenticateForm):  # type: ignore[misc]
    """The code at log-in."""

    code = CodeField(
        label=gettext_lazy("Code"),
        help_text=gettext_lazy("Six digits that the app on your phone shows now; or one of your recovery codes."),
    )


class MFAReauthenticateForm(mfa.ReauthenticateForm):  # type: ignore[misc]
    """The code once more."""

    code = CodeField(
        label=gettext_lazy("Code"),
        help_text=gettext_lazy("Six digits that the app on your phone shows now; or one of your recovery codes."),
    )


class ActivateTOTPForm(totp.ActivateTOTPForm):  # type: ignore[misc]
    """The first code of a new second factor."""

    code = CodeField(
        label=pgettext_lazy("second factor", "Code that the app shows now"),
        help_text=gettext_lazy("Six digits; they change every 30 seconds."),
    )
