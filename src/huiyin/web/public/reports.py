"""Reports (政府工作报告): the text whole, its promises marked in it, the state of each beside its paragraph."""

import re
from dataclasses import dataclass

from django.http import HttpResponse
from django.utils.translation import gettext

from huiyin.congress.masking import masked
from huiyin.congress.public_items import Item, Report
from huiyin.web.public import parts
from huiyin.web.public.links import public_url
from huiyin.web.public.serving import PublicRequest, public_page, show
from huiyin.web.public.years import years_shown

FEEDS = (("rss", "RSS"), ("atom", "Atom"))
_LINE = re.compile(r"[^\n\r\u2028\u2029\v\f\x85]+")


@public_page
def reports(request: PublicRequest) -> HttpResponse:
    """List the reports."""
    rows = [{"report": each, "figure": parts.report_figure(request.shown, each)} for each in request.shown.reports]
    text = gettext("The text whole, each promise with where it stands")
    context = {
        "title": gettext("Work reports"),
        "text": text,
        "rows": rows,
        "marks": parts.marks_of(request.shown, "report"),
    }
    return show(request, "public/reports.html", context)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a paragraph; with a promise where it is one."""

    text: str
    item: Item | None = None
    number: int = 0
    first: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of a report with the promises in it."""

    pieces: tuple[Piece, ...]
    promises: tuple[tuple[int, Item], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """The paragraphs under a heading."""

    heading: str
    paragraphs: tuple[Paragraph, ...]


def report_page(request: PublicRequest, report: Report) -> HttpResponse:
    """Show a report with its promises marked in the text and the state of each beside it."""
    promises = [(start, end, item) for start, end, key in report.promises if (item := request.shown.item(key))]
    unfollowed = max(0, report.checkable - len(promises))
    publisher = {"@type": "GovernmentOrganization", "name": report.publisher}
    back = {"label": gettext("Work reports"), "url": public_url("public_reports")}
    address = public_url("public_permalink", report.key)
    context = {
        "report": report,
        "title": report.title,
        "sections": sections(report, promises),
        "figure": parts.report_figure(request.shown, report),
        "unfollowed": unfollowed,
        "years": years_shown(request.shown.beside_last_year(report)),
        "share_url": request.build_absolute_uri(public_url("public_share", report.key)),
        "description": f"{report.publisher} {report.on or ''}".strip(),
        "crumbs": [back, {"label": str(report.year or report.title), "url": ""}],
        "feeds": [(label, public_url("public_feed", f"report-{report.key}", form)) for form, label in FEEDS],
        "article": True,
        "data": {
            "@type": "Report",
            "name": report.title,
            "url": request.build_absolute_uri(address),
            "inLanguage": "zh-CN",
            **({"datePublished": report.on.isoformat()} if report.on else {}),
            **({"publisher": publisher} if report.publisher else {}),
        },
    }
    return show(request, "public/report.html", context)


def sections(report: Report, promises: list[tuple[int, int, Item]]) -> list[Section]:
    """Return the text of a report section by section, its promises numbered in their order."""
    numbers = {item.key: n for n, (_start, _end, item) in enumerate(promises, 1)}
    headings = {heading.start for heading in report.headings}
    found: list[tuple[str, list[Paragraph]]] = [("", [])]
    begun: set[str] = set()
    for match in _LINE.finditer(report.text):
        start, end = match.span()
        if match.group().isspace():
            continue
        if any(start <= at < end for at in headings):
            found.append((match.group().strip(), []))
            continue
        start += len(match.group()) - len(match.group().lstrip())  # the page sets first lines in by itself
        mine = [each for each in promises if each[0] < end and each[1] > start]
        pieces = tuple(_pieces(report.text, start, end, mine, numbers, begun))
        found[-1][1].append(Paragraph(pieces, tuple((numbers[item.key], item) for s, _e, item in mine if s >= start)))
    return [Section(heading, tuple(lines)) for heading, lines in found if heading or lines]


def _pieces(
    text: str, start: int, end: int, promises: list[tuple[int, int, Item]], numbers: dict[str, int], begun: set[str]
) -> list[Piece]:
    at, pieces = start, []
    for first, last, item in promises:
        first, last = max(first, at), min(last, end)
        if first >= last:
            continue
        if first > at:
            pieces.append(Piece(masked(text[at:first])))
        pieces.append(Piece(masked(text[first:last]), item, numbers[item.key], item.key not in begun))
        begun.add(item.key)
        at = last
    if at < end:
        pieces.append(Piece(masked(text[at:end])))
    return pieces
