"""What the frame of every page needs (context processor `huiyin.web.context.shell`)."""

from types import SimpleNamespace
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import pgettext

from huiyin.web.navigation import account_menu, address, in_order, navigation, role_words

THEMES = ("light", "dark")
THEME_COOKIE = "huiyin_theme"

# The places that the frame leads to, by the names of their addresses; what is not there is not shown.
LINKS = {
    "home": "home",
    "search": "search",
    "notices": "notices",
    "theme": "theme",
    "language": "set_language",
    "accessibility": "accessibility",
    "sign_in": "account_login",
    "sign_out": "account_logout",
}


def shell(request: HttpRequest) -> dict[str, Any]:
    """Return the values of the frame: place, theme, navigation, links, and who is looking."""
    viewer = getattr(request, "viewer", None)
    roles = in_order(getattr(viewer, "roles", ()))
    acting = getattr(viewer, "acting_for_name", "")
    return {
        "site": site(),
        "viewer": viewer,
        "theme": theme(request),
        "request_id": getattr(request, "request_id", ""),
        "links": links(),
        "nav": navigation(roles, request.path),
        "account_menu": account_menu(roles),
        "user_name": getattr(viewer, "name", ""),
        "user_roles": pgettext("between items", ", ").join(role_words(role) for role in roles),
        "unread": getattr(request, "unread", 0),
        "acting_for": SimpleNamespace(name=acting, url=address("deputising")) if acting else None,
        "search_words": request.GET.get("q", "") if request.method == "GET" else "",
    }


def site() -> SimpleNamespace:
    """Return what the settings say of this site: whether it is the demo, its place, its version."""
    environment = getattr(settings, "ENVIRONMENT", None)
    return SimpleNamespace(
        demo=bool(getattr(environment, "demo", False)),
        place=str(getattr(settings, "PLACE_NAME", "")),
        version=str(getattr(settings, "VERSION", "")),
    )


def theme(request: HttpRequest) -> str:
    """Return the colours that the person chose, or "" where the system decides."""
    chosen = request.COOKIES.get(THEME_COOKIE, "")
    return chosen if chosen in THEMES else ""


def links() -> dict[str, str]:
    """Return the addresses that exist, by their names in templates."""
    return {name: url for name, view in LINKS.items() if (url := address(view))}
