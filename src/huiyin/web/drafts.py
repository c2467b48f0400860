"""Tells the browser that what was typed has been taken, so that it may drop its draft (middleware)."""

import re
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

COOKIE = "huiyin_taken"
KEY = re.compile(r"[0-9A-Za-z-]{8,64}")
MINUTES = 5
ELSEWHERE = "/account/"  # a way to the log-in page or to a new password takes nothing


class TakenMiddleware:
    """Names in a short-lived cookie the form whose post was answered by going on to another page.

    A form that is answered in place (an error, a conflict), or by the log-in page, keeps its draft in the browser.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Set the cookie after a post that went through."""
        response = self.get_response(request)
        if request.method == "POST" and response.status_code in (302, 303):
            key = request.POST.get("idempotency_key", "")
            if KEY.fullmatch(key) and not response["Location"].startswith(ELSEWHERE):
                secure = settings.SESSION_COOKIE_SECURE
                response.set_cookie(COOKIE, key, max_age=MINUTES * 60, samesite="Lax", secure=secure)
        return response
