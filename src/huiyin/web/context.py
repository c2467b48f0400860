"""What the frame of every page needs (context processor `huiyin.web.context.shell`)."""

from types import SimpleNamespace
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.translation import pgettext

from huiyin.ledger.notices import unread_count
from huiyin.people.models import Place
from huiyin.web.navigation import account_menu, address, in_order, navigation, role_words
from huiyin.web.requests import came_from

THEMES = ("light", "dark")
THEME_COOKIE = "huiyin_theme"
PLACE_KEY, PLACE_SECONDS = "huiyin.web.place", 300

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
    "tour": "demo_tour",
}


def shell(request: HttpRequest) -> dict[str, Any]:
    """Return the values of the frame: place, theme, navigation, links, and who is looking."""
    viewer = getattr(request, "viewer", None)
    roles = in_order(getattr(viewer, "roles", ()))
    acting = getattr(viewer, "acting_for_name", "")
    return {
        "site": site(place_name()),
        "viewer": viewer,
        "theme": theme(request),
        "request_id": getattr(request, "request_id", ""),
        "links": links(),
        "nav": navigation(roles, request.path),
        "account_menu": account_menu(roles),
        "user_name": getattr(viewer, "name", ""),
        "user_roles": pgettext("between items", ", ").join(role_words(role) for role in roles),
        "unread": unread_count(viewer.account_id) if viewer else 0,
        "acting_for": SimpleNamespace(name=acting, url=address("deputising")) if acting else None,
        "come_back": come_back(request),
        "search_words": request.GET.get("q", "") if request.method == "GET" else "",
    }


def come_back(request: HttpRequest) -> str:
    """Return the page to come back to after changing language or colours: of an answer to a form, the form's page.

    The address of a form may take nothing else, and would answer that it takes no such request.
    """
    return (came_from(request) if request.method == "POST" else "") or request.get_full_path()


def site(place: str = "") -> SimpleNamespace:
    """Return what this site is: whether it is the demo, its version, and its place where that was looked up."""
    return SimpleNamespace(demo=settings.ENVIRONMENT.demo, version=settings.VERSION, place=place)


def place_name() -> str:
    """Return the name of the place that this site serves, remembered for some minutes."""
    name = cache.get(PLACE_KEY)
    if name is None:
        name = Place.objects.filter(parent=None).order_by("pk").values_list("name", flat=True).first() or ""
        if name:  # a site that is still being set up asks again
            cache.set(PLACE_KEY, name, PLACE_SECONDS)
    return str(name)


def theme(request: HttpRequest) -> str:
    """Return the colours that the person chose, or "" where the system decides."""
    chosen = request.COOKIES.get(THEME_COOKIE, "")
    return chosen if chosen in THEMES else ""


def links() -> dict[str, str]:
    """Return the addresses that exist, by their names in templates."""
    return {name: url for name, view in LINKS.items() if (url := address(view))}
