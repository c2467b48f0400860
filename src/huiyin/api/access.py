"""Who may call an operation (准入): a token of the right scope, whose account the one table of permissions allows it.

What the account may see and which step it may take is decided by the same selectors and policies as on the pages.
"""

import time
from datetime import date
from typing import NamedTuple

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from ninja.security import HttpBearer

from huiyin.api.problems import Refused
from huiyin.ledger.cases import actor_of
from huiyin.ledger.record import Actor
from huiyin.ledger.unwritable import if_it_can
from huiyin.people.credentials import has_second_factor, must_have_second_factor
from huiyin.people.models import Token
from huiyin.people.permissions import TABLE, may
from huiyin.people.tokens import SCOPES, note_use, token_of
from huiyin.people.viewer import Viewer, viewer_of

MINUTE = 60


class Caller(NamedTuple):
    """Who calls: the token, and its account as permissions see one."""

    token: Token
    viewer: Viewer


class Needs(HttpBearer):
    """Lets an operation be called with a token of a scope, by an account that the table allows an action."""

    openapi_name = "token"
    openapi_description = "A token that an administrator made for the program."

    def __init__(self, scope: str, action: str) -> None:
        if scope not in SCOPES or action not in TABLE:
            raise KeyError(f"{scope} is no scope, or {action} has no row in people.permissions.TABLE")
        super().__init__()
        self.scope, self.action = scope, action

    def authenticate(self, request: HttpRequest, token: str) -> Caller | None:
        """Return who calls; None (401) for a token that does not work.

        Raises:
            Refused: 429 too many requests, 403 not in the scopes of the token, or not allowed to its account, or the
                account has still to get over what its person would have to at log-in.
        """
        on = today(request)
        found = token_of(token, today=on)
        if found is None:
            return None
        if_it_can(lambda: note_use(found, today=on), None)
        _count(found)
        if self.scope not in found.scopes:
            raise Refused(403, "scope", scope=self.scope)
        viewer = viewer_of(found.account, today=on)
        _no_way_round(found, viewer)
        if not may(viewer, self.action):
            raise Refused(403, "role", action=self.action)
        return Caller(found, viewer)


def caller(request: HttpRequest) -> Caller:
    """Return who calls, inside of an operation."""
    found: Caller = request.auth  # type: ignore[attr-defined]  # set by ninja
    return found


def viewer(request: HttpRequest) -> Viewer:
    """Return the account of the token as permissions see it."""
    return caller(request).viewer


def actor(request: HttpRequest) -> Actor:
    """Return the account of the token as events name it."""
    return actor_of(viewer(request))


def today(request: HttpRequest) -> date:
    """Return the local day of a request."""
    day: date = request.today  # type: ignore[attr-defined]  # set by the site's middleware
    return day


def demand(request: HttpRequest, action: str) -> None:
    """Refuse what the table does not allow the account, beyond the action of the operation itself."""
    if not may(viewer(request), action):
        raise Refused(403, "role", action=action)


def _no_way_round(token: Token, viewer: Viewer) -> None:
    """Refuse a token whose person must have a second factor and has none (yet): no page would let that person in."""
    if must_have_second_factor(viewer) and not has_second_factor(token.account):
        raise Refused(403, "second_factor")


def _count(token: Token) -> None:
    """Count a request of this minute; one process has one count (the site runs as one process with threads)."""
    limit = settings.API_REQUESTS_A_MINUTE
    now = time.time()
    key = f"api:{token.pk}:{int(now // MINUTE)}"
    cache.add(key, 0, timeout=2 * MINUTE)
    try:
        count = cache.incr(key)
    except ValueError:  # thrown out between the two: counting begins anew
        return
    if count > limit:
        raise Refused(429, "rate", retry_after=MINUTE - int(now % MINUTE), limit=limit)
