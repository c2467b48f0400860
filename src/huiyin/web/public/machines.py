"""For programs that read the site (机器入口): the map of its pages, what may be read, the images that links show."""

from collections.abc import Iterator
from xml.sax.xmlreader import AttributesImpl

from django.conf import settings
from django.http import Http404, HttpResponse
from django.utils.translation import gettext
from django.utils.xmlutils import SimplerXMLGenerator
from django.views.decorators.http import require_GET

from huiyin.congress.public import Snapshot
from huiyin.documents.share_image import share_image
from huiyin.web.access import open_page
from huiyin.web.context import place_name
from huiyin.web.public import words
from huiyin.web.public.links import SUFFIX, public_url
from huiyin.web.public.serving import HTML_LANGUAGE, LASTING, PublicRequest, public_page
from huiyin.web.requests import PageRequest
from huiyin.web.sentences import named

PAGES = ("home", "reports", "promises", "suggestions", "supervision", "units", "delegations", "data")


def addresses(shown: Snapshot, language: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield name and arguments of each page that stands by itself, marks included."""
    for name in PAGES:
        yield f"public_{name}", ()
    for unit in shown.units():
        yield "public_unit", (unit.key,)
    for delegation in shown.delegations():
        yield "public_delegation", (delegation.key,)
    for key in (*(each.key for each in shown.reports), *(each.key for each in shown.items)):
        yield "public_permalink", (key,)
    for mark in shown.marks:
        yield "public_permalink", (mark.key,)


@public_page
def sitemap(request: PublicRequest) -> HttpResponse:
    """List every page in both languages."""
    answer = HttpResponse(content_type="application/xml; charset=utf-8")
    xml = SimplerXMLGenerator(answer, "utf-8")
    xml.startDocument()
    spaces = {"xmlns": "http://www.sitemaps.org/schemas/sitemap/0.9", "xmlns:xhtml": "http://www.w3.org/1999/xhtml"}
    xml.startElement("urlset", AttributesImpl(spaces))
    silent = {mark.key for mark in request.shown.marks}
    changed = {item.key: item.changed_on for item in request.shown.items}
    for name, arguments in addresses(request.shown, request.language):
        if silent.intersection(arguments):
            continue
        urls = {each: request.build_absolute_uri(public_url(name, *arguments, language=each)) for each in SUFFIX}
        for url in urls.values():
            xml.startElement("url", AttributesImpl({}))
            xml.addQuickElement("loc", url)
            if arguments and arguments[0] in changed:
                xml.addQuickElement("lastmod", changed[arguments[0]].isoformat())
            for language, other in urls.items():
                xml.addQuickElement(
                    "xhtml:link", attrs={"rel": "alternate", "hreflang": HTML_LANGUAGE[language], "href": other}
                )
            xml.endElement("url")
    xml.endElement("urlset")
    xml.endDocument()
    return answer


@open_page
@require_GET
def robots(request: PageRequest) -> HttpResponse:
    """Say what programs may read: the public pages where there are some, and nothing else."""
    lines = ["User-agent: *"]
    if settings.PUBLIC_PAGES:
        searching = [f"Disallow: {public_url('public_search', language=each)}" for each in SUFFIX]
        lines += [*searching, "Allow: /public/", "Allow: /static/"]
    lines.append("Disallow: /")
    if settings.PUBLIC_PAGES:
        lines.append(f"Sitemap: {request.build_absolute_uri(public_url('public_sitemap', language='zh-hans'))}")
    answer = HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
    answer["Cache-Control"] = LASTING
    return answer


@public_page
def share(request: PublicRequest, key: str) -> HttpResponse:
    """Send the image that a link to a page shows; kept, since drawing takes a moment."""
    title, below = _said(request, key)
    answer = HttpResponse(share_image(title, below, place_name()), content_type="image/png")
    answer["Cache-Control"] = LASTING
    return answer


def _said(request: PublicRequest, key: str) -> tuple[str, str]:
    shown = request.shown
    if key == "home":
        return gettext("Everything gets an answer"), gettext("What was promised, what was asked, and what came of it")
    if (report := shown.report(key)) is not None:
        return report.title, report.publisher
    item = shown.item(key)
    if item is None:
        raise Http404
    state = words.light_of(item)[1] or named(item.stage)
    below = " · ".join(each for each in (item.lead.name if item.lead else "", state) if each)
    return item.title or item.number or words.kind_words(item.kind), below


@public_page
def missing(request: PublicRequest, rest: str) -> HttpResponse:
    """Say that nothing public has this address, without the frame of those who work here."""
    raise Http404(rest)
