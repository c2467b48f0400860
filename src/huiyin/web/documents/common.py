"""What pages of documents share: the place whose template is used, the head of a table, the file that is sent.

Documents are official Chinese texts, whatever language the page is read in: they are made under `in_chinese`.
"""

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any

from django.http import HttpResponse
from django.utils import timezone, translation
from django.utils.http import content_disposition_header
from django.utils.translation import gettext

from huiyin.documents.word import DOCX
from huiyin.documents.word_kinds import MOST_ROWS
from huiyin.documents.word_templates import document_for
from huiyin.errors import CongressError
from huiyin.ledger.models import Case
from huiyin.ledger.whole import whole_last_day
from huiyin.people.models import Place
from huiyin.web import days
from huiyin.web.errors import error_page
from huiyin.web.numbers import grouped
from huiyin.web.requests import PageRequest
from huiyin.web.template_words import said


def home_of(request: PageRequest) -> Place | None:
    """Return the place in which a viewer works, whose templates are used."""
    return Place.objects.filter(pk=request.viewer.home_id or 0).first()


def in_chinese(make: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let a view make its document in Chinese; what it says of errors stays in the reader's language."""

    @wraps(make)
    def made(request: PageRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        language = translation.get_language() or "zh-hans"
        with translation.override("zh-hans"):
            return make(request, *args, language=language, **kwargs)

    return made


def head(
    request: PageRequest, *, title: str, path: str, count: int, hidden: int = 0, filters: str = ""
) -> dict[str, Any]:
    """Return the fields that every table has."""
    place = home_of(request)
    return {
        "title": title,
        "place": place.name if place else "",
        "as_of": days.full_moment(timezone.now()),
        "filters": filters,
        "count": grouped(count),
        "hidden": grouped(hidden) if hidden else "",
        "address": request.build_absolute_uri(path),
    }


def send(request: PageRequest, kind: str, values: dict[str, Any], *, language: str) -> HttpResponse:
    """Send a document as a file; where the place's template cannot be filled say which tag, and what to do."""
    try:
        content = document_for(kind, home_of(request), values)
    except CongressError as error:
        with translation.override(language):
            told = (gettext("The template cannot be filled"), said(error))
            return error_page(request, 422, said=told)
    response = HttpResponse(content, content_type=DOCX)
    name = f"{values['title']}-{request.today.isoformat()}.docx"
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or ""
    return response


def too_many(request: PageRequest, language: str) -> HttpResponse:
    """Say that a Word table would be too long, and what to do instead."""
    with translation.override(language):
        text = gettext(
            "A Word table takes %(n)s rows at most. Add a filter and make it in parts, or take the workbook (XLSX)."
        ) % {"n": grouped(MOST_ROWS)}
        return error_page(request, 413, said=(gettext("Too many rows for one file"), text))


def foot_of(about: list[tuple[str, str]]) -> str:
    """Return what is said of a sheet, but for its address, as the foot of its printed pages."""
    return "  ".join(f"{name} {value}" for name, value in about if not value.startswith("http"))


def whole_due(case: Case) -> date | None:
    """Return the last day for the whole of a case (完成时限、答复时限), not for its next step; None where none is."""
    return whole_last_day(case.state)[0]


def day_words(on: Any) -> str:
    """Return a day with its year, or ""."""
    return days.full_day(on) if on else ""
