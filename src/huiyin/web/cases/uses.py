"""Which places one report of progress fills (一次填，处处用), each with its address, said before it is sent."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext

from huiyin.congress.fills import briefings_of, public_page, suggestions_behind
from huiyin.ledger.last_reports import LastReport, quarter_of
from huiyin.ledger.models import Case
from huiyin.ledger.relations import visible_cases
from huiyin.ledger.step_choices import periods
from huiyin.ledger.uses import uses_of
from huiyin.people.permissions import may
from huiyin.people.viewer import Viewer
from huiyin.web.cases.words import period_words, report_words, use_words
from huiyin.web.links import link
from huiyin.web.public.links import public_url

Place = dict[str, str]


def places_filled(case: Case, viewer: Viewer, today: date) -> list[Place]:
    """Return where a report of a case will stand: what the place is called, and its address where one may open it."""
    return [place for code in uses_of(case) for place in _places(code, case, viewer, today)]


def _places(code: str, case: Case, viewer: Viewer, today: date) -> list[Place]:
    if code == "ledger":
        url = link("ledger") if may(viewer, "ledger.view") else ""
        return [{"words": use_words(code), "url": f"{url}?q={case.number}" if url and case.number else url}]
    if code == "yearly_table":
        return [{"words": _table_words(case, today), "url": ""}]
    if code == "reply":
        seen = visible_cases(viewer).filter(pk__in=suggestions_behind(case).values("pk"))
        return [_suggestion(each) for each in seen] or [
            {"words": gettext("below the reply to a suggestion"), "url": ""}
        ]
    if code == "briefing" and may(viewer, "briefing.write"):  # a draft never leaves its house, its name neither
        words = gettext("the draft of “%(name)s”")
        return [
            {"words": words % {"name": each.title or each.masthead}, "url": reverse("briefing_edit", args=[each.key])}
            for each in briefings_of(case)
        ]
    row = public_page(case) if code == "public" else None
    return [{"words": use_words(code), "url": public_url("public_permalink", row.key) if row else ""}]


def _table_words(case: Case, today: date) -> str:
    """Return the table of the case's year, and in which quarter's column a report of now stands."""
    year, quarter = quarter_of(periods(today)[0])
    if year != case.year:
        return use_words("yearly_table")
    words = gettext("the table of %(year)s, column of quarter %(quarter)d")
    return words % {"year": case.year, "quarter": quarter}


def _suggestion(case: Case) -> Place:
    words = gettext("below the reply to %(number)s “%(title)s”")
    return {"words": words % {"number": case.number, "title": case.title}, "url": link("case", case.key)}


def reported_words(case: Case, last: LastReport | None) -> str:
    """Return what was reported last of a case, with its period; "" where nothing was."""
    if last is None:
        return ""
    told = report_words(last.value, case.unit_of_measure, last.form, last.said)
    return gettext("Reported for %(period)s: %(words)s") % {"period": period_words(last.period), "words": told}
