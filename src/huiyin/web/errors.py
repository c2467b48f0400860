"""Pages for what went wrong: each says what happened, what to do, and the request's id."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

SECRET_FIELDS = ("password", "csrfmiddlewaretoken", "code", "token")


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form whose protection token was missing or old, with the typed text."""
    return error_page(request, 403, reason="csrf")


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 400."""
    return error_page(request, 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 403."""
    return error_page(request, 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 404."""
    return error_page(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 500."""
    return error_page(request, 500)


def error_page(request: HttpRequest, status: int, **context: Any) -> HttpResponse:
    """Return the page for a status, with the texts that were typed so that they can be copied."""
    typed = (
        {
            name: value
            for name, value in request.POST.items()
            if value and isinstance(value, str) and not any(secret in name.lower() for secret in SECRET_FIELDS)
        }
        if status != 413
        else {}
    )
    return render(request, f"errors/{status}.html", {"status": status, "typed": typed, **context}, status=status)
