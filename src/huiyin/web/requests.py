"""The request as pages of this site see it: with the viewer and an id that errors and logs name."""

from typing import TYPE_CHECKING

from django.http import HttpRequest

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
