"""Last year's promises against this year (去年承诺、今年兑现): the figure with its make-up, each with both sources."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.utils.translation import gettext, pgettext

from huiyin.congress.masking import masked
from huiyin.congress.public_items import Item
from huiyin.congress.public_years import VERDICTS, YearsBeside
from huiyin.web.public import parts
from huiyin.web.public.links import public_url
from huiyin.web.sentences import named

LIGHTS = {
    "kept": "done",
    "exceeded": "done",
    "rolled_over": "near",
    "missed": "provisional",
    "not_mentioned": "no_word",
}
ANCHOR = 24  # characters of a passage by which a browser finds it


@dataclass(frozen=True, slots=True)
class Row:
    """A promise with its words in last year's report and the words of this year's, each with where they stand."""

    item: Item
    verdict: str
    words: str  # what the verdict is called, with the recorded outcome where that says more
    promised: str
    start: int
    end: int
    promised_url: str
    said: str
    said_start: int
    said_end: int
    said_url: str


def verdict_words(code: str) -> str:
    """Return what a verdict is called."""
    return {
        "kept": pgettext("promise of last year", "Kept"),
        "exceeded": pgettext("promise of last year", "Exceeded"),
        "rolled_over": pgettext("promise of last year", "Carried on"),
        "missed": pgettext("promise of last year", "Not as promised"),
        "not_mentioned": pgettext("promise of last year", "Nothing said of it"),
        "": pgettext("promise of last year", "No outcome recorded yet"),
    }[code]


def years_shown(found: YearsBeside | None) -> dict[str, Any] | None:
    """Return what pages show of the year before, or None."""
    if found is None:
        return None
    counts = {code: found.count(code) for code in VERDICTS}
    total = sum(counts.values())
    rest = len(found.rows) - total
    made = [
        gettext("Denominator: the promises of %(report)s that are public and of which an outcome is known.")
        % {"report": f"《{found.last.title}》"},
    ]
    if counts["rolled_over"]:
        made.append(gettext("“Carried on” was not finished in its year and went into the ledger of the next."))
    if counts["not_mentioned"]:
        made.append(gettext("“Nothing said of it” does not mean that nothing was done."))
    if rest:
        made.append(gettext("Left out: %(n)s without a recorded outcome.") % {"n": rest})
    figure = {
        "value": counts["kept"] + counts["exceeded"],
        "of": gettext("of %(n)s promises kept or exceeded") % {"n": total},
        "parts": [
            {"code": LIGHTS[code], "words": verdict_words(code), "count": counts[code]}
            for code in VERDICTS
            if counts[code]
        ],
        "total": total,
        "made": (" " if parts.between() == ", " else "").join(made),
        "label": gettext("Promises of last year by what became of them"),
    }
    return {
        "figure": figure if total else None,
        "year": found.last.year,
        "last": found.last,
        "this": found.this,
        "rows": _rows(found),
        "url": public_url("public_permalink", found.this.key) + "#last-year",
    }


def _rows(found: YearsBeside) -> list[Row]:
    here, there = (public_url("public_permalink", each.key) for each in (found.this, found.last))
    rows = []
    for each in found.rows:
        said = found.this.text[each.said[0] : each.said[1]] if each.said else ""
        rows.append(
            Row(
                item=each.item,
                verdict=each.verdict,
                words=_words(each.verdict, each.item),
                promised=masked(found.last.text[each.start : each.end]),
                start=each.start,
                end=each.end,
                promised_url=f"{there}#p-{each.item.key}",
                said=masked(said),
                said_start=each.said[0] if each.said else 0,
                said_end=each.said[1] if each.said else 0,
                said_url=f"{here}#:~:text={quote(said[:ANCHOR])}" if said else "",
            )
        )
    return sorted(rows, key=lambda row: (VERDICTS.index(row.verdict) if row.verdict else len(VERDICTS), row.start))


def _words(verdict: str, item: Item) -> str:
    """Return the verdict; of what was not as promised also how: late, partly, changed; of what went on how it ended."""
    if verdict == "missed" or (verdict == "rolled_over" and named(item.outcome)):
        return verdict_words(verdict) + pgettext("before an explanation", ": ") + named(item.outcome)
    return verdict_words(verdict)
