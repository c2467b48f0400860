"""Versions (版本): what a caller saw, by the ETag that it got, so that nobody overwrites what he has not seen."""

import hashlib
import re

from django.http import HttpRequest, HttpResponse

from huiyin.api.problems import Refused

HEADER = "X-Huiyin-Version"  # from an operation to `finish`, never sent
_TAG = re.compile(r'^\s*(?:W/)?"(\d{1,9})(?:-[0-9a-f]+)?"\s*$')


def tell(response: HttpResponse, version: int) -> None:
    """Let the answer's ETag carry the version of what it shows."""
    response[HEADER] = str(version)


def seen(request: HttpRequest) -> int:
    """Return the version that the caller saw.

    Raises:
        Refused: 428 where no If-Match was sent, 400 where it is none of our ETags.
    """
    given = request.headers.get("If-Match", "")
    if not given:
        raise Refused(428, "if_match.missing")
    match = _TAG.match(given)
    if match is None:
        raise Refused(400, "if_match.unknown")
    return int(match[1])


def finish(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Give an answer its ETag; answer 304 where the caller has the same already."""
    version = response.headers.get(HEADER)
    if version is not None:
        del response[HEADER]
    if response.streaming or response.status_code >= 300 or response.has_header("ETag"):
        return response
    digest = hashlib.sha256(response.content).hexdigest()[:16]
    if version is None and request.method not in ("GET", "HEAD"):
        return response
    response["ETag"] = f'"{version}-{digest}"' if version is not None else f'"{digest}"'
    response.setdefault("Cache-Control", "private, no-cache")
    wanted = [each.strip().removeprefix("W/") for each in request.headers.get("If-None-Match", "").split(",")]
    if request.method in ("GET", "HEAD") and response["ETag"] in wanted:
        same = HttpResponse(status=304)
        same["ETag"], same["Cache-Control"] = response["ETag"], response["Cache-Control"]
        return same
    return response
