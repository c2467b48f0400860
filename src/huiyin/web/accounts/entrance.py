"""The way in: allauth's views in our frame and under our table of access; what is not here has no address."""

from functools import wraps
from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.socialaccount import views as social
from allauth.socialaccount.providers.openid_connect import views as oidc
from allauth.usersessions import views as sessions
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.safestring import mark_safe
from django.utils.translation import gettext

from huiyin.people import push_devices
from huiyin.people.models import Account
from huiyin.web.access import demo_may_do_without, needs_second_factor, open_page, page
from huiyin.web.kept_forms import hand_over, with_key
from huiyin.web.this_device import here, signed_in

own = page("own.view", change="own.change")
needed = page("own.view", change="own.change", hurdles=False)  # what leads over a hurdle stands before it


class OurFrame:
    """Allauth hands over a `site` of its own, which would hide ours."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context without it, and with what single sign-on is called."""
        context: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]
        context.pop("site", None)
        return context | {"single_sign_on": settings.ENVIRONMENT.oidc_name if settings.ENVIRONMENT.oidc_issuer else ""}


class Login(OurFrame, account.LoginView):  # type: ignore[misc]  # allauth has no types
    """User name and password, or single sign-on."""

    def form_invalid(self, form: Any) -> HttpResponseBase:
        """Show the form again; with 429 where there were too many failures."""
        answer: HttpResponseBase = super().form_invalid(form)
        if form.has_error("__all__", "too_many_login_attempts"):
            answer.status_code, answer["Retry-After"] = 429, "300"
        return answer


class Authenticate(OurFrame, mfa.AuthenticateView):  # type: ignore[misc]
    """The second factor at log-in."""


class TakenUp:
    """Who one is, asked once more before what was sent is done."""

    request: HttpRequest

    def form_valid(self, form: Any) -> HttpResponseBase:
        """Do what was sent to an address with a query as well: allauth holds its path against the whole address."""
        sent = self.request.POST.copy()
        sent["next"] = (sent.get("next") or self.request.GET.get("next", "")).partition("?")[0]
        self.request.POST = sent  # type: ignore[assignment]
        if not hand_over(self.request):
            messages.warning(self.request, gettext("What was sent before is no longer kept. Please fill it in again."))
        return super().form_valid(form)  # type: ignore[misc,no-any-return]

    def passthrough_next_url(self, url: str) -> str:
        """Return the address of the other way, with what waits for it."""
        return with_key(super().passthrough_next_url(url), self.request)  # type: ignore[misc]


class Again(TakenUp, account.ReauthenticateView):  # type: ignore[misc]
    """The password once more."""


class AgainByCode(TakenUp, mfa.ReauthenticateView):  # type: ignore[misc]
    """The second factor once more."""


class ChangePassword(account.PasswordChangeView):  # type: ignore[misc]
    """A new password; forced after a one-time password."""

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Send those back who sign in by single sign-on alone: they have no password here."""
        if not request.user.has_usable_password():
            return redirect("account")
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        if request.method == "POST":
            signed_in(request, request.user)  # the session has another key now
        return answer


class ActivateTOTP(totp.ActivateTOTPView):  # type: ignore[misc]
    """Setting up the second factor: a code to scan, drawn in the page itself."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the drawing without the declaration of XML, and whether the person must do this."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        drawing = context["totp_svg"]
        forced = needs_second_factor(self.request) and not demo_may_do_without(self.request)
        return context | {"drawing": mark_safe(drawing[drawing.index("<svg") :]), "forced": forced}  # noqa: S308  ours


class SecondFactor(mfa.IndexView):  # type: ignore[misc]
    """What stands between this account and a stolen password."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return how it stands with the second factor and the codes that are left."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        codes = context["authenticators"].get("recovery_codes")
        return context | {
            "codes_left": len(codes.get_unused_codes()) if codes else 0,
            "forced": needs_second_factor(self.request),
            "demo_without": demo_may_do_without(self.request),
        }


def _forgotten(view: Any) -> Any:
    """Let the browser drop the pages that it kept once somebody has signed out; drafts stay."""

    @wraps(view)
    def left(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        answer: HttpResponseBase = view(request, *args, **kwargs)
        if request.method == "POST":
            answer["Clear-Site-Data"] = '"cache"'
        return answer

    return left


def _others_too(view: Any) -> Any:
    """Let the devices of all other places show no more notices, once these were signed out."""

    @wraps(view)
    def ended(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        answer: HttpResponseBase = view(request, *args, **kwargs)
        if request.method == "POST" and isinstance(request.user, Account):
            push_devices.drop_others(request.user, but=here(request))
        return answer

    return ended


log_in = open_page(Login.as_view())
log_out = open_page(_forgotten(account.logout))
closed = open_page(account.account_inactive)
change_password = needed(ChangePassword.as_view())
reauthenticate = needed(Again.as_view())
authenticate = open_page(Authenticate.as_view())
second_factor = needed(SecondFactor.as_view())
reauthenticate_by_code = needed(AgainByCode.as_view())
activate = needed(ActivateTOTP.as_view())
deactivate = own(totp.deactivate_totp)
recovery_codes = needed(recovery.view_recovery_codes)
new_recovery_codes = own(recovery.generate_recovery_codes)
download_recovery_codes = needed(recovery.download_recovery_codes)
my_sessions = own(_others_too(sessions.list_usersessions))
sign_on_cancelled = open_page(social.login_cancelled)
sign_on_failed = open_page(social.login_error)
sign_on = open_page(oidc.login)
sign_on_back = open_page(oidc.callback)
