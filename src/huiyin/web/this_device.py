"""The browser at hand as one of the devices that show notices: known again by a cookie with its key.

Who signs in or out in it decides whose notices it shows.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from huiyin.people import push_devices
from huiyin.people.keys import LENGTH
from huiyin.people.models import Account

KNOWN_FOR = 400 * 86400  # seconds; browsers keep no cookie for longer


def here(request: HttpRequest) -> str:
    """Return the key by which this browser is known, "" where it is not."""
    return request.COOKIES.get(settings.PUSH_COOKIE_NAME, "")[:LENGTH]


def signed_in(request: HttpRequest, account: Account) -> None:
    """Note that an account is used in this browser now, in the session of this request."""
    push_devices.signed_in(here(request), account, request.session.session_key or "")


def signed_out(request: HttpRequest, account: Account) -> None:
    """Let this browser show no more notices of an account that was signed out here by hand."""
    push_devices.drop(account, here(request))
    push_devices.drop_session(account, request.session.session_key or "")


def remember(answer: HttpResponseBase, key: str) -> None:
    """Let the browser say by which key it is known; no script reads it."""
    secure = settings.SESSION_COOKIE_SECURE
    answer.set_cookie(settings.PUSH_COOKIE_NAME, key, max_age=KNOWN_FOR, secure=secure, httponly=True, samesite="Lax")
