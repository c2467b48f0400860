"""Who is looking, and what day it is."""

from collections.abc import Callable
from typing import Any

from allauth.usersessions.internal.usersessionkit import track_activity
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

from huiyin.ledger import policies
from huiyin.ledger.unwritable import if_it_can
from huiyin.people.models import Account
from huiyin.people.viewer import NOBODY, viewer_of

ACTING_FOR = "acting_for"  # session key: the account for whom this person acts
SEEN_SECONDS = 300
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
    """Note when a session was last seen, once in some minutes: a write for every page would make pages wait for one."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        """Let the library note it where nobody did of late, and where it can be noted."""
        key = request.session.session_key
        if not key or cache.add(f"huiyin.web.seen.{key}", 1, SEEN_SECONDS):
            if_it_can(lambda: track_activity(request, user=request.user, session=request.session), None)
        return self.get_response(request)


def _speak(request: Any) -> None:
    """Speak the language of the account where this browser has chosen none."""
    language = request.user.language
    if language and settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
        translation.activate(language)
        request.LANGUAGE_CODE = translation.get_language()
