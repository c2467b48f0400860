"""How a public page is served (公开页的发送): by address alone, kept by caches, the same for every reader.

The language stands in the address, so that no answer depends on a cookie; `PublicAnswers` takes away what other parts
of the site add for people who sign in.
"""

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.utils.translation import gettext, pgettext
from django.views.decorators.gzip import gzip_page

from huiyin.congress.public import Snapshot, snapshot
from huiyin.web.access import View, open_page
from huiyin.web.context import place_name, site
from huiyin.web.public.links import SITE_LANGUAGE, public_url
from huiyin.web.requests import PageRequest

KEPT = "public, max-age=60, stale-while-revalidate=600"
LASTING = "public, max-age=86400"
HTML_LANGUAGE = {"zh-hans": "zh-CN", "en": "en"}
EMPTY: dict[str, Any] = {  # what a page need not say
    **dict.fromkeys(("title", "text", "description"), ""),
    **dict.fromkeys(("feeds", "crumbs"), ()),
    **dict.fromkeys(("noindex", "article"), False),
    "data": None,
}
METHODS = ("GET", "HEAD")
GetResponse = Callable[[HttpRequest], HttpResponse]


class PublicRequest(PageRequest):
    """A request for a public page: with what is public now, and whether files are being written (`still`)."""

    shown: Snapshot
    language: str
    still: bool


def public_page(view: View) -> View:
    """Serve a view to everybody, in the language of its address; 404 where this site publishes nothing."""

    @open_page
    @wraps(view)
    @gzip_page
    def served(request: PublicRequest, *args: Any, language: str = SITE_LANGUAGE, **kwargs: Any) -> HttpResponseBase:
        if not settings.PUBLIC_PAGES:
            raise Http404
        if request.method not in METHODS:
            return HttpResponse(status=405, headers={"Allow": "GET, HEAD"})
        request.shown, request.language = snapshot(request.today), language
        request.still = getattr(request, "still", False)
        with translation.override(language):
            etag = _etag(request)
            known = get_conditional_response(request, etag=etag)
            answer: HttpResponseBase = known or _answer(view, request, *args, **kwargs)
            _head(answer, request, etag)
        return answer

    return served  # type: ignore[return-value]


def _answer(view: View, request: PublicRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
    try:
        return view(request, *args, **kwargs)
    except Http404:
        words = {"title": gettext("No such page"), "text": gettext("Nothing public has this address.")}
        return show(request, "public/missing.html", words, status=404)


def _etag(request: PublicRequest) -> str:
    """Return what changes with the answer: what is public, the address, the version of the site."""
    told = f"{request.shown.stamp} {request.get_full_path()} {request.get_host()} {settings.VERSION} {place_name()}"
    return f'W/"{hashlib.sha256(told.encode()).hexdigest()[:24]}"'


def _head(answer: HttpResponseBase, request: PublicRequest, etag: str) -> None:
    answer.is_public = True  # type: ignore[attr-defined]  # for PublicAnswers
    if answer.status_code in (200, 304):
        answer["ETag"] = etag
        answer.headers.setdefault("Cache-Control", KEPT)
        if request.shown.changed_at:
            answer.headers.setdefault("Last-Modified", http_date(request.shown.changed_at.timestamp()))
    answer["Content-Language"] = HTML_LANGUAGE[request.language]


class PublicAnswers:
    """Let public answers vary by nothing but compression, and set no cookie; stands outside of sessions."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and take away from public answers what is personal."""
        answer = self.get_response(request)
        if getattr(answer, "is_public", False):
            answer["Vary"] = "Accept-Encoding"
            answer.cookies.clear()
        return answer


def show(request: PublicRequest, template: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """Draw a page; nothing of the person or the session is at hand in its template."""
    frame = {
        "site": site(place_name()),
        "html_language": HTML_LANGUAGE[request.language],
        "language": request.language,
        "other_url": other_language(request),
        "canonical": request.build_absolute_uri(request.path),
        "root": request.build_absolute_uri("/").rstrip("/"),
        "still": request.still,
        "path": request.path,
        "nav": navigation(request),
        "asked": request.GET.get("q", "")[:60],
        "as_of": request.shown.day,
        "share_url": request.build_absolute_uri(public_url("public_share", "home", language=request.language)),
    }
    return HttpResponse(render_to_string(template, {**EMPTY, **frame, **context}), status=status)


def other_language(request: PublicRequest) -> str:
    """Return the address of the same page in the other language."""
    path = request.path
    if request.language == SITE_LANGUAGE:
        return path.replace("/public/", "/public/en/", 1)
    return path.replace("/public/en/", "/public/", 1)


def navigation(request: PublicRequest) -> list[dict[str, Any]]:
    """Return the bar: home, reports, promises, suggestions, units, data."""
    entries = (
        ("public_home", gettext("Home")),
        ("public_reports", gettext("Work reports")),
        ("public_promises", gettext("Promises")),
        ("public_suggestions", gettext("Suggestions of deputies")),
        ("public_supervision", pgettext("navigation", "Supervision by the congress")),
        ("public_units", gettext("Units")),
        ("public_data", gettext("Open data")),
    )
    found = []
    for name, label in entries:
        url = public_url(name, language=request.language)
        inside = request.path == url if name == "public_home" else request.path.startswith(url)
        found.append({"label": label, "url": url, "current": inside})
    return found
