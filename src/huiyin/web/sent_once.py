"""A form sent a second time (重复提交) is not done a second time: same session, same key, same words (middleware).

The script of the pages gives every form a key of its own. Whoever goes back and presses again is led to where the first
sending went, as long as nothing else was sent since; whoever presses again because a large file took long is told that
it is still being worked on. The process remembers that for some minutes. A form that was changed in between is another
one, and so is one that is opened anew; what was refused was not done.
"""

import hashlib
import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext

from huiyin.web.drafts import ELSEWHERE, KEY
from huiyin.web.errors import error_page

if TYPE_CHECKING:
    from django.core.files.base import File

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
        if mark:
            gone_on = response.status_code in (302, 303) and not response["Location"].startswith(ELSEWHERE)
            if gone_on and not _refused(request):
                cache.set(_last(request), (mark, response["Location"]), SECONDS)
            cache.delete(mark)  # no longer under way; not before it is remembered
        return response

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponse | None:
        """Lead on where the same was sent before; here, because the token of the form has been looked at by now."""
        mark = _mark(request)
        if not mark:
            return None
        done = cache.get(_last(request))
        if done and done[0] == mark:
            messages.info(request, gettext("This form was sent a moment ago already; it was not done a second time."))
            return HttpResponseRedirect(done[1])
        if not cache.add(mark, True, SECONDS):
            return error_page(
                request,
                409,
                said=(
                    gettext("This form is still being worked on"),
                    gettext("It was sent already and is not done yet. Wait a moment, then look whether it is there."),
                ),
            )
        request.sent_mark = mark  # type: ignore[attr-defined]
        return None


def _last(request: HttpRequest) -> str:
    return f"huiyin.web.sent.last.{request.session.session_key}"


def _refused(request: HttpRequest) -> bool:
    """Say whether a view told of errors alone: it led back, and nothing was done."""
    queued = getattr(messages.get_messages(request), "_queued_messages", [])  # reading them would use them up
    levels = {each.level for each in queued}
    return bool(levels) and min(levels) >= messages.WARNING


def _mark(request: HttpRequest) -> str:
    """Return by what a sending is known: who, where, the key of the form and all that it says; "" for none."""
    session = request.session.session_key
    if request.method != "POST" or not session or request.path.startswith(ANY_NUMBER):
        return ""
    if not KEY.fullmatch(request.POST.get("idempotency_key", "")):
        return ""
    fields = sorted((name, values) for name, values in request.POST.lists() if name != "csrfmiddlewaretoken")
    files = sorted((name, [(each.name, _content(each)) for each in found]) for name, found in request.FILES.lists())
    acting_for = request.viewer.acting_for_key  # type: ignore[attr-defined]
    told = json.dumps([session, acting_for, request.get_full_path(), fields, files])
    return f"huiyin.web.sent.{hashlib.sha256(told.encode()).hexdigest()}"


def _content(file: "File[bytes]") -> str:
    """Return the digest of a file that was handed in, which is then read from its beginning again."""
    digest = hashlib.sha256()
    for piece in file.chunks():
        digest.update(piece)
    file.seek(0)
    return digest.hexdigest()
