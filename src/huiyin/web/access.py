"""Access to pages (准入): every view names its action in the one table of permissions, or a test fails."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import ngettext

from huiyin.people.credentials import must_have_second_factor
from huiyin.people.permissions import TABLE, may
from huiyin.web.errors import error_page, handed_in, typed
from huiyin.web.requests import PageRequest

View = TypeVar("View", bound=Callable[..., HttpResponseBase])
LOOPBACK = ("127.0.0.1", "::1")
FORWARDED = ("HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED", "HTTP_X_REAL_IP")  # what a proxy adds


def page(action: str, *, change: str = "", hurdles: bool = True, second_factor: bool = False) -> Callable[[View], View]:
    """Let a view be called only by those whom the table allows its action.

    Args:
        action: a row of `people.permissions.TABLE`, for looking (GET, HEAD).
        change: the row for writing (POST and the rest); "" means that the view only shows.
        hurdles: False for the pages that a person needs to get over a hurdle: a new password, a second factor.
        second_factor: True where everybody needs a second factor, whatever the role: the vault.
    A person who is not signed in is sent to the log-in page and comes back; who lacks a role gets 403.
    """
    for name in (action, change):
        if name and name not in TABLE:
            raise KeyError(f"{name} has no row in people.permissions.TABLE")

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: PageRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return _to_log_in(request)
            hurdle = _hurdle(request, second_factor=second_factor) if hurdles else None
            if hurdle is not None:
                return hurdle
            asked = action if request.method in ("GET", "HEAD", "OPTIONS") else change
            if not asked:
                return HttpResponse(status=405, headers={"Allow": "GET, HEAD"})
            if not may(request.viewer, asked):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        guarded.access = (action, change)  # type: ignore[attr-defined]
        return guarded  # type: ignore[return-value]

    return guard


def open_page(view: View) -> View:
    """Mark a view that needs no account: log-in, health, public pages."""

    @wraps(view)
    def opened(request: PageRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return view(request, *args, **kwargs)

    opened.access = ("", "")  # type: ignore[attr-defined]
    return opened  # type: ignore[return-value]


def sure(view: View) -> View:
    """Let a view write only when the person has said once more who it is, within 15 minutes; stands below `page`.

    What was sent meanwhile is kept, and done afterwards.
    """
    from allauth.account.decorators import reauthentication_required  # late: needs loaded apps
    from allauth.core.exceptions import ReauthenticationRequired

    from huiyin.web.kept_forms import ask_first

    guarded: View = reauthentication_required(app="allauth.mfa", allow_get=True)(view)

    @wraps(guarded)
    def asked(request: PageRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return guarded(request, *args, **kwargs)
        except ReauthenticationRequired:
            return ask_first(request)

    asked.sure = True  # type: ignore[attr-defined]
    return asked  # type: ignore[return-value]


def unguarded(view: View) -> View:
    """Return a view as it is without its guard, for whoever has asked the table already: the interface of programs."""
    found: View = view.__wrapped__  # type: ignore[attr-defined]  # `page` keeps it there
    return found


def _to_log_in(request: PageRequest) -> HttpResponseBase:
    """Send to the log-in page; a fragment gets 401 so that the page can keep what was typed, a form gets it back."""
    if request.htmx:
        return HttpResponse(status=401)
    log_in = f"{reverse('account_login')}?{urlencode({'next': request.get_full_path()})}"
    if request.method == "POST" and (typed(request) or handed_in(request)):
        return error_page(request, 401, log_in=log_in)
    if getattr(request, "idle_ended", False):
        minutes = settings.IDLE_SECONDS // 60
        said = ngettext(
            "You were signed out because nothing was done here for %(n)d minute. Sign in to go on where you were.",
            "You were signed out because nothing was done here for %(n)d minutes. Sign in to go on where you were.",
            minutes,
        )
        messages.info(request, said % {"n": minutes})
    return redirect(log_in)


def _hurdle(request: PageRequest, *, second_factor: bool) -> HttpResponseBase | None:
    """Send those on who must first set a new password or a second factor; afterwards they come back here."""
    target = ""
    if getattr(request.user, "must_change_password", False):
        target = "account_change_password"
    elif (second_factor or needs_second_factor(request)) and not has_second_factor(request):
        target = "" if demo_may_do_without(request) else "mfa_activate_totp"
    if not target:
        return None
    if request.htmx:
        return HttpResponse(status=401)
    back = urlencode({"next": request.get_full_path()}) if request.method == "GET" else ""
    return redirect(f"{reverse(target)}?{back}" if back else reverse(target))


def needs_second_factor(request: PageRequest) -> bool:
    """Return whether one of the person's roles, or of the absent one's, asks for a second factor everywhere."""
    return must_have_second_factor(request.viewer)


def has_second_factor(request: PageRequest) -> bool:
    """Return whether the account has a second factor set up (it was then asked for at log-in)."""
    from allauth.mfa.models import Authenticator  # late: needs loaded apps

    if not hasattr(request, "_has_second_factor"):
        found = Authenticator.objects.filter(user_id=request.user.pk, type=Authenticator.Type.TOTP).exists()
        request._has_second_factor = found  # type: ignore[attr-defined]
    return bool(request._has_second_factor)  # type: ignore[attr-defined]


def demo_may_do_without(request: PageRequest) -> bool:
    """Return whether this is the demo, looked at from the machine itself; only there a second factor may be missing.

    Behind a proxy every request comes from the machine itself, so that nobody may do without.
    """
    environment = settings.ENVIRONMENT
    forwarded = any(name in request.META for name in FORWARDED)
    return bool(
        environment.demo
        and not environment.trusted_proxies
        and not forwarded
        and request.META.get("REMOTE_ADDR") in LOOPBACK
    )
