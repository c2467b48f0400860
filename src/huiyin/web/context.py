"""What every page needs: the place, the navigation of the viewer's role, unread notices."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def shell(request: HttpRequest) -> dict[str, Any]:
    """Return the context of the page around the page."""
    return {
        "site": {"demo": settings.ENVIRONMENT.demo, "version": settings.VERSION},
        "viewer": getattr(request, "viewer", None),
        "request_id": getattr(request, "request_id", "-"),
    }
