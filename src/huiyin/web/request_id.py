"""A request's id: in its answer, on its error page, in each line of the log; logging loads it before any app."""

import logging
import secrets
from collections.abc import Callable
from contextvars import ContextVar

from django.http import HttpRequest, HttpResponse

_current: ContextVar[str] = ContextVar("request_id", default="-")


class RequestIdMiddleware:
    """Give each request an id that its answer, its error page and the log share."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request under its id."""
        digits = secrets.token_hex(4)
        request_id = f"{digits[:4]}-{digits[4:]}"
        request.request_id = request_id  # type: ignore[attr-defined]
        token = _current.set(request_id)
        try:
            response = self.get_response(request)
        finally:
            _current.reset(token)
        response["X-Request-ID"] = request_id
        return response


class RequestIdFilter(logging.Filter):
    """Puts the id of the request into each line of the log."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Add the id; never drop a line."""
        record.request_id = _current.get()
        return True
