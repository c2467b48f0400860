"""The last handler of faults: what even the middlewares could not do is told to people and programs in their form."""

import sys

from django.http import HttpRequest, HttpResponse

from huiyin.api.app import ROOT
from huiyin.api.problems import failed
from huiyin.web import errors


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 500, or 503 where nothing can be saved."""
    error = sys.exc_info()[1]
    if request.path.startswith(ROOT) and isinstance(error, Exception):
        return failed(request, error)
    return errors.server_error(request)
