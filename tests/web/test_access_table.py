"""Every address of the site names its action in the table of permissions."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from huiyin.people.permissions import TABLE

# allauth's and Django's own pages ask for the account themselves; operations of /api/ name their action
# (tests/api/test_openapi.py)
LIBRARY = ("accounts/", "i18n/", "api/")


def patterns(resolver: URLResolver, before: str = "") -> Iterator[tuple[str, Any]]:
    for each in resolver.url_patterns:
        route = before + str(each.pattern)
        if isinstance(each, URLPattern):
            yield route, each.callback
        else:
            yield from patterns(each, route)


OURS = [(route, view) for route, view in patterns(get_resolver()) if not route.startswith(LIBRARY)]


@pytest.mark.parametrize(("route", "view"), OURS, ids=[route or "/" for route, _view in OURS])
def test_a_page_has_a_row_in_the_access_table(route: str, view: Any) -> None:
    """A view without an action is a hole; `huiyin.web.access` closes it."""
    access = getattr(view, "access", None)
    assert access is not None, f"{route} has no @page(…) or @open_page"
    assert all(action in TABLE for action in access if action)
