"""What is said when something does not work (RFC 9457): one form for every refusal, with a stable code.

Sentences are the pages' own; the site hands them in (`TELLERS`), because faces do not import one another.
"""

import logging
from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any

import msgspec
from django.core.exceptions import PermissionDenied, RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext, gettext_noop, override
from ninja import Schema
from ninja.errors import HttpError, ValidationError

from huiyin.api.faults import fields_at, path_of
from huiyin.errors import HuiyinError, StaleWrite, StepRefused
from huiyin.ledger.unwritable import cannot_save, open_anew

logger = logging.getLogger("huiyin.api")

MEDIA_TYPE = "application/problem+json"
STATUSES = (400, 401, 403, 404, 405, 409, 412, 413, 422, 428, 429, 500, 503)
TELLERS: list[Callable[[HuiyinError], str]] = []  # each gives a sentence for an error, or ""

TITLES = {
    400: gettext_noop("This request cannot be read"),
    401: gettext_noop("No valid token was sent"),
    403: gettext_noop("This token may not do that"),
    404: gettext_noop("There is nothing here that this token may see"),
    405: gettext_noop("This address does not take that method"),
    409: gettext_noop("Its present state does not allow this"),
    412: gettext_noop("Somebody else has just changed this"),
    413: gettext_noop("What was sent is too large"),
    422: gettext_noop("What was sent is not complete or not right"),
    428: gettext_noop("Say which version you saw"),
    429: gettext_noop("Too many requests"),
    500: gettext_noop("Something failed and was not saved"),
    503: gettext_noop("The service cannot save just now"),
}
HINTS = {
    400: gettext_noop("Compare the request with the description of this operation."),
    401: gettext_noop("Send the header Authorization: Bearer TOKEN; an administrator makes tokens."),
    403: gettext_noop("Look at the scopes of the token and at the roles of its account."),
    404: gettext_noop("Compare the address; what an account may not see is not there for it."),
    405: gettext_noop("The header Allow names the methods."),
    409: gettext_noop("Read it anew and look at the steps that are possible now."),
    412: gettext_noop("Read it anew, decide again, and send the new ETag in If-Match."),
    413: gettext_noop("Split it, or make its pictures smaller."),
    422: gettext_noop("Mend what is named and send it again."),
    428: gettext_noop("Send the ETag that you got with it in the header If-Match."),
    429: gettext_noop("Wait as many seconds as the header Retry-After says."),
    500: gettext_noop("Try again; if it fails again, tell the administrator the request_id."),
    503: gettext_noop("Try again in a few minutes."),
}
SAID = {  # sentences for refusals of the interface itself; the rest is said by title and hint
    "query.twice": gettext_noop("%(names)s was sent more than once, and takes one value."),
    "plain": gettext_noop(
        "This interface answers over HTTPS only. A token that was sent just now could be read on its way: "
        "let it be ended, and use a new one."
    ),
}
CODES = {400: "request.unreadable", 404: "not_found", 405: "method", 413: "too_large", 500: "failed", 503: "unwritable"}
WRONG = (
    "need_missing",
    "need_short",
    "need_invalid",
    "need_unknown",
    "need_low",
    "unit_twice",
    "signed_later",
    "signed_early",
    "same_unit",
    "nothing_given",
    "day_later",
    "letter_early",
    "value_lower",
    "value_far",
    "bad_choice",
    "bad_outcome",
)  # refusals that lie in what was sent
TOO_LARGE = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)
CONFLICTS = ("source.duplicate", "review.settled", "review.two_have_spoken", "review.withdrawn", "review.unread")


class Titles(Schema):
    """The title in both languages."""

    zh: str
    en: str


class Fault(Schema):
    """One thing that is wrong with what was sent: the field, as the operation calls it, and what is wrong there.

    `where` is empty where it lies at no single field.
    """

    where: str
    code: str


class Problem(Schema):
    """Why something was refused, and what to do (RFC 9457)."""

    type: str
    status: int
    code: str
    title: str
    titles: Titles
    detail: str
    hint: str
    request_id: str
    values: dict[str, Any] = {}
    faults: list[Fault] = []


class Refused(Exception):  # noqa: N818  names the fact
    """A refusal of the interface itself: its status and code."""

    def __init__(self, status: int, code: str, **values: Any) -> None:
        super().__init__(status, code)
        self.status, self.code, self.values = status, code, values


def problem(
    request: HttpRequest,
    status: int,
    code: str = "",
    *,
    detail: str = "",
    values: Mapping[str, Any] | None = None,
    faults: list[Fault] | None = None,
    headers: Mapping[str, str] | None = None,
) -> HttpResponse:
    """Return a refusal as an answer."""
    title = TITLES.get(status, HTTPStatus(status).phrase)
    with override("zh-hans"):
        zh = gettext(title)
    told = Problem(
        type="about:blank",
        status=status,
        code=code or CODES.get(status, str(status)),
        title=gettext(title),
        titles=Titles(zh=zh, en=title),
        detail=detail,
        hint=gettext(HINTS[status]) if status in HINTS else "",
        request_id=getattr(request, "request_id", ""),
        values=dict(values or {}),
        faults=faults or [],
    )
    response = HttpResponse(told.model_dump_json(), status=status, content_type=MEDIA_TYPE, headers=dict(headers or {}))
    response["Cache-Control"] = "no-store"
    if status == 401:
        response["WWW-Authenticate"] = 'Bearer realm="huiyin"'
    if status == 503:
        response.setdefault("Retry-After", "60")
    return response


def status_of(error: HuiyinError) -> int:
    """Return the status of an error of ours: stale 412, state 409, role 403, the rest 422."""
    if isinstance(error, StaleWrite):
        return 412
    if isinstance(error, StepRefused):
        short = error.code.removeprefix("step.")
        return {"wrong_role": 403, "unknown_action": 404}.get(short, 422 if short in WRONG else 409)
    if error.code in ("file.too_large", "source.too_long"):
        return 413
    if error.code == "file.unscanned":
        return 503
    if error.code == "task.house":
        return 403
    return 409 if error.code in CONFLICTS else 422


def told(error: HuiyinError) -> str:
    """Return the sentence for an error in the reader's language, or "" where nobody has one."""
    for teller in TELLERS:
        sentence = teller(error)
        if sentence:
            return sentence
    return ""


def refused(request: HttpRequest, error: Refused) -> HttpResponse:
    """Answer a refusal of the interface itself."""
    headers = {"Retry-After": str(error.values["retry_after"])} if "retry_after" in error.values else {}
    detail = gettext(SAID[error.code]) % error.values if error.code in SAID else ""
    fields = fields_at(error.code, error.values, request) if error.status == 422 else ()
    faults = [Fault(where=where, code=error.code) for where in fields]
    return problem(
        request, error.status, error.code, detail=detail, values=error.values, faults=faults, headers=headers
    )


def of_error(request: HttpRequest, error: HuiyinError) -> HttpResponse:
    """Answer an error of ours; its code stays, its values are plain."""
    values = {name: plain(value) for name, value in error.values.items()}
    every = (error, *error.others)
    faults = [Fault(where=where, code=each.code) for each in every for where in _where(each, request, len(every))]
    return problem(request, status_of(error), error.code, detail=told(error), values=values, faults=faults)


def _where(error: HuiyinError, request: HttpRequest, many: int) -> list[str]:
    """Return the fields at which an error lies; one of several that lies at none is named all the same."""
    return list(fields_at(error.code, error.values, request)) or ([""] if many > 1 else [])


def of_validation(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Answer what does not fit the description of an operation; the values that were sent are not repeated."""
    faults = [Fault(where=path_of(tuple(each.get("loc", ()))), code=str(each.get("type", ""))) for each in error.errors]
    return problem(request, 422, "request.invalid", faults=faults)


def of_http(request: HttpRequest, error: HttpError) -> HttpResponse:
    """Answer what ninja itself refuses: a body that is no JSON."""
    return problem(request, error.status_code, CODES.get(error.status_code, ""))


def unknown(request: HttpRequest, _error: Exception) -> HttpResponse:
    """Answer 401."""
    return problem(request, 401, "token")


def missing(request: HttpRequest, _error: Http404) -> HttpResponse:
    """Answer 404."""
    return problem(request, 404)


def forbidden(request: HttpRequest, _error: PermissionDenied) -> HttpResponse:
    """Answer 403."""
    return problem(request, 403, "role")


def unreadable(request: HttpRequest, error: Exception) -> HttpResponse:
    """Answer 400: the parts of a form cannot be told apart."""
    return problem(request, 400)


def too_large(request: HttpRequest, error: Exception) -> HttpResponse:
    """Answer 413: more was sent than is taken."""
    return problem(request, 413)


def failed(request: HttpRequest, error: Exception) -> HttpResponse:
    """Answer 503 where nothing can be saved, 500 for every fault of ours; the log has the rest."""
    logger.error("%s %s failed", request.method, request.path, exc_info=error)
    if not cannot_save(error):
        return problem(request, 500)
    open_anew()
    return problem(request, 503)


def plain(value: object) -> Any:
    """Return a value as JSON has it."""
    return value if value is None or isinstance(value, (str, int, bool)) else msgspec.to_builtins(value)
