"""What surrounds all of the interface: refusals that never reach an operation, ETags, no cookies."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from huiyin.api.app import ROOT
from huiyin.api.problems import MEDIA_TYPE, TOO_LARGE, Refused, failed, problem, refused
from huiyin.api.versions import finish


class ApiMiddleware:
    """Answers programs in their own form wherever something goes wrong below /api/."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Finish the answers of the interface; leave all others alone.

        A program that sends its token in the clear is refused: sent on to HTTPS, it would go on doing so unnoticed.
        """
        if request.path.startswith(ROOT) and settings.SECURE_SSL_REDIRECT and not request.is_secure():
            return refused(request, Refused(403, "plain"))
        response = self.get_response(request)
        if not request.path.startswith(ROOT):
            return response
        if response.status_code in (404, 405) and response.get("Content-Type") != MEDIA_TYPE:
            headers = {"Allow": response["Allow"]} if response.has_header("Allow") else {}
            return problem(request, response.status_code, headers=headers)
        return finish(request, response)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer 413 where a body is too large, and every fault that got past the operations."""
        if not request.path.startswith(ROOT):
            return None
        return problem(request, 413) if isinstance(exception, TOO_LARGE) else failed(request, exception)
