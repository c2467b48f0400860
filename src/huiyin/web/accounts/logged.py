"""Security events in the log (安全日志): who came in, who did not, who left; never what was typed.

With them goes which browser shows whose notices (`huiyin.web.this_device`).
"""

import logging
from typing import Any

from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.core.exceptions import PermissionDenied
from django.dispatch import receiver
from django.http import HttpRequest

from huiyin.people.models import Account
from huiyin.web import this_device

logger = logging.getLogger("huiyin.security")


def address_of(request: HttpRequest | None) -> str:
    """Return from where a request comes, as the throttle of log-in counts it."""
    from allauth.account.adapter import get_adapter  # late: needs loaded apps

    try:
        return str(get_adapter().get_client_ip(request)) if request is not None else "-"
    except PermissionDenied:  # none that can be told
        return "-"


@receiver(user_logged_in, dispatch_uid="huiyin.security.in")
def _came_in(request: HttpRequest, user: Account, **_: Any) -> None:
    logger.info("login account=%s from=%s", user.key, address_of(request))
    this_device.signed_in(request, user)


@receiver(user_logged_out, dispatch_uid="huiyin.security.out")
def _left(request: HttpRequest, user: Account | None, **_: Any) -> None:
    if user is not None:
        this_device.signed_out(request, user)
        logger.info("logout account=%s from=%s", user.key, address_of(request))


def note_idle(request: HttpRequest, account: Account) -> None:
    """Log that a session ended because nobody did anything in it."""
    logger.info("idle account=%s from=%s", account.key, address_of(request))


def note_one_time_over(request: HttpRequest, account: Account) -> None:
    """Log that somebody came with a one-time password whose time is over."""
    logger.warning("one-time password over account=%s from=%s", account.key, address_of(request))


@receiver(user_login_failed, dispatch_uid="huiyin.security.failed")
def _failed(credentials: dict[str, Any], request: HttpRequest | None = None, **_: Any) -> None:
    """Name the account where there is one; what was typed may be a password in the wrong field."""
    if getattr(request, "failure_noted", False):
        return  # one request tries several ways in
    if request is not None:
        request.failure_noted = True  # type: ignore[attr-defined]
    typed = str(credentials.get("username") or "")
    known = Account.objects.filter(username=typed).values_list("key", flat=True).first() if typed else None
    logger.warning("login failed account=%s from=%s", known or "unknown", address_of(request))
