"""Parts that public pages share: rows of items, pages of a list, figures with their make-up, what is not shown."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import Http404
from django.utils.http import urlencode
from django.utils.translation import gettext, ngettext, pgettext

from huiyin.congress.public import Snapshot
from huiyin.congress.public_figures import STATES, Figure, carried_in, carried_on, of_year, promises_by_state, state_of
from huiyin.congress.public_items import Item, Mark, Report
from huiyin.web.public import words
from huiyin.web.public.links import public_url
from huiyin.web.sentences import named

SIZE = 30
PROMISES = ("commitment", "reply_promise")
SUGGESTIONS = ("suggestion", "motion")
SUPERVISION = ("opinion", "inquiry")
CODES = {"kept": "done", "other_outcome": "provisional"}


def page_of(items: Sequence[Any], number: int) -> Page[Any]:
    """Return one page of a list; a page that is not there is 404."""
    pages = Paginator(items, SIZE)
    if not 1 <= number <= pages.num_pages:
        raise Http404
    return pages.page(number)


def pager(page: Page[Any], name: str, query: dict[str, str], path: tuple[str, ...] = ()) -> dict[str, str]:
    """Return the addresses of the pages beside one, and which rows it shows; `path` are words of the addresses."""
    tail = "?" + urlencode(query) if query else ""

    def url(number: int) -> str:
        return (public_url(name, *path) if number == 1 else public_url(f"{name}_page", *path, number)) + tail

    rows = {"first": page.start_index(), "last": page.end_index(), "all": page.paginator.count}
    return {
        "words": gettext("Rows %(first)s to %(last)s of %(all)s") % rows,
        "prev_url": url(page.number - 1) if page.has_previous() else "",
        "next_url": url(page.number + 1) if page.has_next() else "",
    }


def promises_figure(items: Sequence[Item], *, made: Sequence[str] = ()) -> dict[str, Any] | None:
    """Return how promises stand, as the figure's inputs; None where no state is shown.

    Args:
        made: sentences on what the whole is.
    """
    figure = promises_by_state(items)
    if not figure.total:
        return None
    said = [*(made or [gettext("Denominator: the promises that are public.")])]
    if figure.of("no_word"):
        said.append(gettext("“No word yet” only says that no report came in; it does not mean that nothing was done."))
    if rest := _other_outcomes(items):
        said.append(gettext("Closed otherwise: %(outcomes)s.") % {"outcomes": rest})
    return {
        "value": figure.of("kept"),
        "of": gettext("of %(n)s promises kept") % {"n": figure.total},
        "parts": state_parts(figure),
        "total": figure.total,
        "made": (" " if between() == ", " else "").join(said),
        "label": gettext("Promises by state"),
    }


def year_figure(promises: Sequence[Item], year: int) -> dict[str, Any] | None:
    """Return how the promises of reports stand in the ledger of a year: made for it, or carried over into it."""
    told = {"year": year, "before": year - 1, "after": year + 1}
    made = [gettext("Denominator: the promises of reports in the ledger of %(year)d that are public.") % told]
    if n := len(carried_in(promises, year)):
        words = ngettext(
            "%(n)d of them was carried over from %(before)d.", "%(n)d of them were carried over from %(before)d.", n
        )
        made.append(words % {**told, "n": n})
    if n := len(carried_in(promises, year + 1)):
        words = ngettext(
            "%(n)d more was carried over into %(after)d and is counted there.",
            "%(n)d more were carried over into %(after)d and are counted there.",
            n,
        )
        made.append(words % {**told, "n": n})
    return promises_figure(of_year(promises, year), made=made)


def report_figure(shown: Snapshot, report: Report) -> dict[str, Any] | None:
    """Return how the promises of a report stand, wherever they are handled now, with what its year has beside them."""
    items = promises_in(shown, report)
    made = [gettext("Denominator: the promises of this report that are followed in public.")]
    year = report.year or 0
    if year and (n := len(carried_on(items, year))):
        words = ngettext(
            "%(n)d of them was carried over into %(after)d and counts as it stands there.",
            "%(n)d of them were carried over into %(after)d and count as they stand there.",
            n,
        )
        made.append(words % {"n": n, "after": year + 1})
    if year and (n := len(shown.carried_into(report))):
        words = ngettext(
            "The ledger of %(year)d has %(n)d more, carried over from %(before)d; it is not of this report.",
            "The ledger of %(year)d has %(n)d more, carried over from %(before)d; they are not of this report.",
            n,
        )
        made.append(words % {"n": n, "before": year - 1, "year": year})
    return promises_figure(items, made=made)


def promises_in(shown: Snapshot, report: Report) -> list[Item]:
    """Return the promises of a report that are public, in text order."""
    return [item for _start, _end, key in report.promises if (item := shown.item(key))]


def _other_outcomes(items: Sequence[Item]) -> str:
    """Return what became of promises that were closed without being kept: 部分兑现 5，已调整 2."""
    found = Counter(named(item.outcome) or named(item.stage) for item in items if state_of(item) == "other_outcome")
    return between().join(f"{name} {n}" for name, n in found.most_common())


def state_parts(figure: Figure) -> list[dict[str, Any]]:
    """Return the parts of a figure of promises; a state without any is left out."""
    return [
        {"code": CODES.get(code, code)} | {"words": words.state_words(code), "count": figure.of(code)}
        for code in STATES
        if figure.of(code)
    ]


def marks_of(shown: Snapshot, *kinds: str) -> list[Mark]:
    """Return the marks of what is not shown, of some types, newest first."""
    return sorted((each for each in shown.marks if each.kind in kinds), key=lambda each: (each.on, each.key))[::-1]


def between() -> str:
    """Return what stands between items of a sentence."""
    return pgettext("between facts", ", ")
