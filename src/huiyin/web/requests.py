"""The request as pages of this site see it: the viewer, an id that errors and logs name, where a form came from."""

from typing import TYPE_CHECKING

from django.core.exceptions import DisallowedHost
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

if TYPE_CHECKING:
    from datetime import date

    from django_htmx.middleware import HtmxDetails

    from huiyin.people.viewer import Viewer


class PageRequest(HttpRequest):
    """What the middlewares make of a request; used as a type only, never instantiated."""

    viewer: "Viewer"
    htmx: "HtmxDetails"
    request_id: str
    today: "date"


def came_from(request: HttpRequest) -> str:
    """Return the page of this site from which a form was sent, where the browser says it and it is another; or ""."""
    page = request.headers.get("Referer", "")
    try:
        here = request.build_absolute_uri(request.path)
        own = url_has_allowed_host_and_scheme(page, {request.get_host()}, require_https=request.is_secure())
    except DisallowedHost:
        return ""
    return page if page and own and page.partition("?")[0] != here else ""
