"""Who is looking, and what day it is."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

from huiyin.ledger import policies
from huiyin.ledger.unwritable import if_it_can
from huiyin.people import sessions
from huiyin.people.models import Account
from huiyin.people.viewer import NOBODY, viewer_of
from huiyin.web.accounts.logged import note_idle

ACTING_FOR = "acting_for"  # session key: the account for whom this person acts
SEEN_SECONDS = 300
# What a page asks for by itself (whether a text is read, whether others changed something) says so in this header, and
# does not count as somebody's doing: a tab left open would keep its session for ever. A browser that leaves the header
# out keeps only its own session, as it could by asking for pages.
BY_ITSELF = "X-By-Itself"
GetResponse = Callable[[HttpRequest], HttpResponse]


class ViewerMiddleware:
    """Say who is looking and what day it is; the day is the local one of the whole request."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        """Put `viewer` and `today` on the request."""
        policies.look_again()
        request.today = timezone.localdate()
        request.viewer = NOBODY
        if request.user.is_authenticated:
            absent_key = request.session.get(ACTING_FOR)
            absent = Account.objects.filter(key=absent_key).first() if absent_key else None
            request.viewer = viewer_of(request.user, today=request.today, acting_for=absent)
            _speak(request)
        response = self.get_response(request)
        if request.viewer is not NOBODY:  # asked again at each visit; nobody else's cache may hold it
            response.headers.setdefault("Cache-Control", "private, no-cache")
        return response


class SeenMiddleware:
    """End a session in which nobody did anything for too long; else note when it was last seen.

    That is written once in some minutes: a write for every page would make pages wait for one. In between the process
    remembers it, also while nothing can be written; another process may end a session by those minutes too early, none
    too late.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        """Note what a person asked for; whoever was away for too long is nobody from here on."""
        key = request.session.session_key
        idle = bool(key) and (_idle(key) if BY_ITSELF in request.headers else not _goes_on(request, key))
        if idle and request.user.is_authenticated:
            if_it_can(lambda: _end(request), None)
            request.user, request.idle_ended = AnonymousUser(), True
        return self.get_response(request)


def _goes_on(request: Any, key: str) -> bool:
    """Note that somebody does something in a session; False where that comes too late."""
    acted, seen = f"huiyin.web.acted.{key}", f"huiyin.web.seen.{key}"
    limited = bool(settings.IDLE_SECONDS) and not cache.get(acted)
    if (limited or not cache.get(seen)) and request.user.is_authenticated:
        last = sessions.last_seen(key)
        if limited and _too_long_ago(last):
            return False
        if_it_can(lambda: _note(request, key, known=last is not None), None)
        cache.set(seen, 1, SEEN_SECONDS)
    cache.set(acted, 1, settings.IDLE_SECONDS)
    return True


def _note(request: Any, key: str, *, known: bool) -> None:
    ip, agent = get_adapter().get_client_ip(request), request.META.get("HTTP_USER_AGENT", "")
    sessions.note_seen(key, request.user, at=timezone.now(), ip=ip, agent=agent, known=known)


def _idle(key: str) -> bool:
    """Return whether nobody did anything in a session for longer than the place allows."""
    if not settings.IDLE_SECONDS or cache.get(f"huiyin.web.acted.{key}"):
        return False
    return _too_long_ago(sessions.last_seen(key))


def _too_long_ago(moment: datetime | None) -> bool:
    return moment is not None and timezone.now() - moment > timedelta(seconds=settings.IDLE_SECONDS)


def _end(request: Any) -> None:
    note_idle(request, request.user)
    sessions.drop(request.session.session_key)
    request.session.flush()


def _speak(request: Any) -> None:
    """Speak the language of the account where this browser has chosen none."""
    language = request.user.language
    if language and settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
        translation.activate(language)
        request.LANGUAGE_CODE = translation.get_language()
