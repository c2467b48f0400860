"""Addresses of what anybody may read, in both languages, and of the pages on which that is decided."""

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, path

from huiyin.web.public import data, deciding, feeds, items, lists, machines, pages, preview, reports
from huiyin.web.public.links import in_both

LISTS = {"promises": lists.promises, "suggestions": lists.suggestions, "supervision": lists.supervision}


def _list(sort: str, view: Any) -> Iterator[URLPattern]:
    """Yield the addresses of a list: whole, by one filter, and the pages after the first of each."""
    for path_, name in (("", ""), ("by/<slug:by>/<slug:value>/", "_by")):
        yield from in_both(f"{sort}/{path_}", view, f"public_{sort}{name}")
        yield from in_both(f"{sort}/{path_}page/<int:number>/", view, f"public_{sort}{name}_page")


urlpatterns: list[URLPattern | URLResolver] = [
    path("robots.txt", machines.robots, name="robots"),
    path("publication/", preview.preview, name="public_preview"),
    path("publication/release/", deciding.release_many, name="publication_release"),
    path("publication/<slug:sort>/<slug:key>/", preview.thing, name="publication"),
    path("publication/<slug:sort>/<slug:key>/release/", deciding.release_one, name="publication_release_one"),
    path("publication/<slug:sort>/<slug:key>/hold/", deciding.hold_one, name="publication_hold"),
    *in_both("", pages.home, "public_home"),
    *in_both("reports/", reports.reports, "public_reports"),
    *in_both(
        "suggestions/by/<slug:by>/<slug:value>/page/<int:number>/", lists.suggestions, "public_suggestions_by_page"
    ),
    *in_both(
        "supervision/by/<slug:by>/<slug:value>/page/<int:number>/", lists.supervision, "public_supervision_by_page"
    ),
    *(each for sort, view in LISTS.items() for each in _list(sort, view)),
    *in_both("units/", lists.units, "public_units"),
    *in_both("units/<slug:key>/", lists.unit, "public_unit"),
    *in_both("delegations/", lists.delegations, "public_delegations"),
    *in_both("delegations/<slug:key>/", lists.delegation, "public_delegation"),
    *in_both("p/<slug:key>/", items.permalink, "public_permalink"),
    *in_both("search/", pages.find, "public_search"),
    *in_both("data/", data.dictionary, "public_data"),
    *in_both("data/<slug:name>.<slug:form>", data.table, "public_table"),
    *in_both("feeds/<slug:name>.<slug:form>", feeds.feed, "public_feed"),
    *in_both("share/<slug:key>.png", machines.share, "public_share"),
    *in_both("sitemap.xml", machines.sitemap, "public_sitemap"),
    *reversed(in_both("<path:rest>", machines.missing, "public_missing")),
]
