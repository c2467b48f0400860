"""A form sent a second time (重复提交) is not done a second time: same session, same key, same words (middleware).

The script of the pages gives every form a key of its own. Whoever goes back and presses again, or presses again because
a large file took long, is led to where the first sending went. The process remembers that for some minutes; a form that
was changed in between is another one, and so is one that is opened anew.
"""

import hashlib
import json
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext

from huiyin.web.drafts import ELSEWHERE, KEY

SECONDS = 600
ANY_NUMBER = ("/api/", "/account/", "/i18n/", "/-/theme/")  # programs, ways in, and what may be pressed to and fro


class SentOnceMiddleware:
    """Remembers where a post that went through led to, and leads there again instead of doing it once more."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Remember a post that was answered by going on to another page of the site."""
        response = self.get_response(request)
        mark = getattr(request, "sent_mark", "")
        if mark and response.status_code in (302, 303) and not response["Location"].startswith(ELSEWHERE):
            cache.set(mark, response["Location"], SECONDS)
        return response

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponse | None:
        """Lead on where the same was sent before; here, because the token of the form has been looked at by now."""
        mark = _mark(request)
        led_to = cache.get(mark) if mark else None
        if led_to is None:
            request.sent_mark = mark  # type: ignore[attr-defined]
            return None
        messages.info(request, gettext("This form was sent a moment ago already; it was not done a second time."))
        return HttpResponseRedirect(led_to)


def _mark(request: HttpRequest) -> str:
    """Return by what a sending is known: who, where, the key of the form and all that it says; "" for none."""
    session = request.session.session_key
    if request.method != "POST" or not session or request.path.startswith(ANY_NUMBER):
        return ""
    if not KEY.fullmatch(request.POST.get("idempotency_key", "")):
        return ""
    fields = sorted((name, values) for name, values in request.POST.lists() if name != "csrfmiddlewaretoken")
    files = sorted((name, [(each.name, each.size) for each in found]) for name, found in request.FILES.lists())
    told = json.dumps([session, request.get_full_path(), fields, files])
    return f"huiyin.web.sent.{hashlib.sha256(told.encode()).hexdigest()}"
