"""Who is looking, and what day it is."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

from huiyin.ledger import policies
from huiyin.people.models import Account
from huiyin.people.viewer import NOBODY, viewer_of

ACTING_FOR = "acting_for"  # session key: the account for whom this person acts
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
        return self.get_response(request)


def _speak(request: Any) -> None:
    """Speak the language of the account where this browser has chosen none."""
    language = request.user.language
    if language and settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
        translation.activate(language)
        request.LANGUAGE_CODE = translation.get_language()
