"""Pages of errors: what happened, what to do, the number of the request, and what was typed, given back.

Handlers for the root of the addresses, `ErrorPages` for what never reaches one (405, a database that cannot write).
"""

import logging
import re
import sys
from collections.abc import Callable
from typing import Any, NamedTuple

from django.core.exceptions import (
    RequestDataTooBig,
    SuspiciousOperation,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.template import loader
from django.urls import is_valid_path
from django.utils.translation import gettext, ngettext
from django.views.decorators.csrf import requires_csrf_token

from huiyin.errors import SecretText
from huiyin.ledger.unwritable import cannot_save, open_anew
from huiyin.web.context import links, site, theme
from huiyin.web.requests import came_from
from huiyin.web.secret_words import secret_words

logger = logging.getLogger("huiyin.web")
security = logging.getLogger("huiyin.security")

STATUSES = (400, 401, 403, 404, 405, 409, 413, 429, 500, 503)
BARE = (500, 503)  # nothing is asked of the database to say these
NEVER_SHOWN = (
    "password",
    "token",
    "secret",
    "otp",
    "code",
    "vault",
)  # parts of names of fields that are not given back
PICKED = (  # of lists: codes
    *("do", "kind", "form", "outcome", "result", "attitude", "class", "category", "publish"),
    *("text_kind", "treatment", "role", "house", "level", "state", "how", "of", "act", "action"),
)
CODE = re.compile(r"[a-z]+(?:_[a-z]+)*")  # what a list sends: it is picked again, not copied
TICK = "on"  # what a browser sends for a ticked box: nothing to copy
OF_THE_PAGE = (  # fields that nobody typed
    *("next", "back", "theme", "language", "rows", "version", "revision", "idempotency_key", "id", "seen"),
    *("confirmed", "sure", "one", "remark", "statement"),
)
LAST_RESORT = """<!doctype html><meta charset="utf-8"><title>{title}</title><h1>{title}</h1><p>{text}</p>"""
TOO_LARGE = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


class Kept(NamedTuple):
    """A field that was posted, to be copied from the page of the error."""

    name: str
    text: str


def words(status: int, **values: Any) -> tuple[str, str]:
    """Return what an error's page says: what happened, and what to do."""
    wait = int(values.get("retry_after") or 30)
    return {
        400: (gettext("This request cannot be read"), gettext("Go back, reload the page and try again.")),
        401: (
            gettext("You were signed out"),
            gettext(
                "Nothing of this was saved. Sign in again in a new tab and send it from there; what you typed is below."
            ),
        ),
        403: (
            gettext("Your role cannot open this page"),
            gettext("If you need it, ask %(who)s.") % {"who": values["who"]}
            if values.get("who")
            else gettext("If you need it, ask the administrator of your unit."),
        ),
        404: (
            gettext("This is no longer there"),
            gettext(
                "Somebody, perhaps you in another tab, has taken it away or changed it meanwhile; nothing of this was "
                "saved. Open the page from which you came anew and look."
            ),
        )
        if values.get("sent")
        else (
            gettext("No such page"),
            gettext("The address is wrong, or it is nothing that you may see. Try searching the number."),
        ),
        405: (
            gettext("This address does not take that kind of request"),
            gettext("It is the target of a form. Open the page with the form and send it from there."),
        ),
        409: (
            gettext("This was changed elsewhere a moment ago; yours is not saved yet"),
            gettext("Open the page anew to see the present state. What you wrote is below; nothing of it is lost."),
        ),
        413: (
            gettext("What was sent is too large"),
            gettext("The file is %(size)s; the limit is %(limit)s. Split it or make its pictures smaller.")
            % {"size": values["size"], "limit": values["limit"]}
            if values.get("limit")
            else gettext("Split it, or make its pictures smaller, and send it again."),
        ),
        429: (
            gettext("Too many requests"),
            ngettext(
                "Try again in %(n)d second; your text is kept.", "Try again in %(n)d seconds; your text is kept.", wait
            )
            % {"n": wait},
        ),
        500: (
            gettext("Something failed and was not saved"),
            gettext("Try again. If it fails again, tell the administrator the number of the request."),
        ),
        503: (
            gettext("The service cannot save just now"),
            gettext(
                "Open the page again in a few minutes. If it goes on, tell the administrator the number of the request."
            )
            if values.get("looks")
            else gettext(
                "Nothing of this was saved. Copy what you typed, and send it again in a few minutes. If it goes on, "
                "tell the administrator the number of the request."
            ),
        ),
    }[status]


def csrf_words() -> tuple[str, str]:
    """Return what is said where the token of a form does not fit."""
    return (
        gettext("This form was open too long, or cookies are switched off"),
        gettext("Nothing was saved. Copy your text, open the page anew and send it from there."),
    )


def typed(request: HttpRequest) -> list[Kept]:
    """Return the text fields of a post for copying; never passwords, codes or what belongs in the vault."""
    try:
        fields = request.POST.lists()
    except Exception:  # the body is too large, cut off or unreadable: there is nothing to give back
        return []
    return [
        Kept(name, value)
        for name, values in fields
        for value in values
        if not name.startswith("csrf") and not any(part in name.lower() for part in NEVER_SHOWN)
        if isinstance(value, str) and len(value.strip()) > 1 and value != TICK and name not in OF_THE_PAGE
        if name not in PICKED or not CODE.fullmatch(value)
    ]


def handed_in(request: HttpRequest) -> list[str]:
    """Return the names of the files of a post; they are not kept, and whoever sent them has them still."""
    try:
        found = [each.name or "" for _field, files in request.FILES.lists() for each in files]
    except Exception:  # the body is too large, cut off or unreadable
        found = []
    return [*found, *getattr(request, "without_room", [])]


def error_page(
    request: HttpRequest, status: int, *, said: tuple[str, str] | None = None, **values: Any
) -> HttpResponse:
    """Return the page of an error, or its notice alone where htmx asked."""
    looks = request.method in ("GET", "HEAD")
    sent = request.method == "POST"
    title, text = said or words(status, looks=looks, sent=sent, **values)
    gives_back = sent and status in (401, 403, 404, 409, 413, 422, 429, *BARE)
    context = {
        "status": status,
        "title": title,
        "text": text,
        "reasons": values.get("reasons", ()),
        "kept": typed(request) if gives_back else [],
        "files": handed_in(request) if gives_back else [],
        "back": values.get("log_in") or values.get("back") or way_back(request, status),
        "back_words": values.get("back_words", ""),
    }
    template = "errors/note.html" if request.headers.get("HX-Request") == "true" else "errors/page.html"
    response = HttpResponse(_rendered(request, template, context, bare=status in BARE), status=status)
    response["Cache-Control"] = "no-store"
    if status in (429, 503):
        response["Retry-After"] = str(int(values.get("retry_after") or 30))
    return response


def way_back(request: HttpRequest, status: int) -> str:
    """Return the page to open from an error: the same one anew, or the one to which a form's target belongs; or ""."""
    sent = request.method == "POST"
    if status == 404:
        return came_from(request) if sent else ""
    if status == 405 and not sent:
        return _above(request.path)
    return (came_from(request) if sent else "") or (request.get_full_path() if sent or status in BARE else "")


def _above(path: str) -> str:
    """Return the nearest address above one at which there is a page, or ""."""
    parts = path.strip("/").split("/")
    while len(parts) > 1:
        parts.pop()
        above = f"/{'/'.join(parts)}/"
        if is_valid_path(above):
            return above
    return ""


def _rendered(request: HttpRequest, template: str, context: dict[str, Any], *, bare: bool) -> str:
    """Return the page; without the database where that may be what failed, and in the end without a template."""
    if not bare:
        try:
            return loader.render_to_string(template, context, request)
        except Exception:  # noqa: S110  the frame failed: the bare page is the answer to that
            pass
    try:
        frame = {"site": site(), "theme": theme(request), "request_id": getattr(request, "request_id", "")}
        home = {"home": links().get("home", "/")}
        return loader.render_to_string(template, {**frame, "links": home, **context})
    except Exception:
        return LAST_RESORT.format(title=context["title"], text=context["text"])


@requires_csrf_token
def bad_request(request: HttpRequest, exception: BaseException | None = None) -> HttpResponse:
    """Answer 400, or 413 where more was sent than is taken."""
    return error_page(request, 413 if isinstance(exception, TOO_LARGE) else 400)


@requires_csrf_token
def forbidden(request: HttpRequest, exception: BaseException | None = None) -> HttpResponse:
    """Answer 403: the page is there, this person may not use it."""
    viewer = getattr(request, "viewer", None)
    security.warning("refused account=%s %s %r", getattr(viewer, "key", ""), request.method, request.path)
    return error_page(request, 403, who=getattr(exception, "who", ""))


@requires_csrf_token
def not_found(request: HttpRequest, exception: BaseException | None = None) -> HttpResponse:
    """Answer 404: no such page, or none that this person may see."""
    return error_page(request, 404)


@requires_csrf_token
def too_many(request: HttpRequest, exception: BaseException | None = None) -> HttpResponse:
    """Answer 429: too many requests."""
    return error_page(request, 429, retry_after=getattr(exception, "retry_after", None))


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 500, or 503 where the database or the disk cannot take anything just now."""
    error = sys.exc_info()[1]
    unwritable = cannot_save(error)
    if unwritable:
        open_anew()
    return error_page(request, 503 if unwritable else 500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer 403 to a form whose token does not fit (`CSRF_FAILURE_VIEW`)."""
    answer = error_page(request, 403, said=csrf_words())
    answer["X-Form-Outdated"] = "1"  # for the script of the page: it is not the person who may not
    return answer


class ErrorPages:
    """Gives bare errors of views their page (middleware, after sessions and languages)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Replace the empty answer to a method that is not allowed."""
        response = self.get_response(request)
        if isinstance(response, HttpResponseNotAllowed) and not response.content and not _speaks_json(request):
            page = error_page(request, 405)
            page["Allow"] = response["Allow"]
            return page
        return response

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponse | None:
        """Answer 503 where the disk had no room for a file of the form (`huiyin.web.uploads`)."""
        return error_page(request, 503) if getattr(request, "without_room", None) else None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer 503 while nothing can be saved, 413 and 422 for a body too large or secret; the rest goes its way."""
        if _speaks_json(request):
            return None
        if cannot_save(exception):
            logger.error("nothing can be saved: %s", request.path, exc_info=exception)
            open_anew()
            return error_page(request, 503)
        if isinstance(exception, SuspiciousOperation) and isinstance(exception, TOO_LARGE):
            return error_page(request, 413)
        if isinstance(exception, SecretText):  # the form had no place for it; what was typed is given back
            title = gettext("This text was not taken")
            return error_page(request, 422, said=(title, secret_words(exception)))
        return None


def _speaks_json(request: HttpRequest) -> bool:
    return request.path.startswith("/api/")
