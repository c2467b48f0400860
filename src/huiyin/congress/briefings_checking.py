"""A draft held against what was said (核对): figures and names that no passage supports, and words that nobody said.

An item is held against its own passages only: a figure of another's remark does not support it. Title and note are
held against all of them, and against what the ledger knows of the session itself; a name in them may stand anywhere.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from django.utils import timezone

from huiyin.checking import Verdict, check
from huiyin.congress.briefings_changes import added
from huiyin.congress.briefings_sheet import items_of
from huiyin.congress.digests import plain_text
from huiyin.congress.models import Briefing, BriefingItem
from huiyin.ledger.lexicon import lexicons

NEW_WORDS = "words"  # a finding that is no figure, name or date


@dataclass(frozen=True, slots=True)
class Finding:
    """Something in a draft that no passage supports: `where` is `title`, `note` or the key of an item.

    `type` is `figure`, `name`, `date` or `words`; `nearest` is what the nearest passage has instead, or "";
    `elsewhere` says that the passages have the same characters, but not said of this.
    """

    where: str
    type: str
    start: int
    end: int
    text: str
    nearest: str = ""
    elsewhere: bool = False


def findings_of(briefing: Briefing, items: Iterable[BriefingItem] | None = None) -> list[Finding]:
    """Return what is not supported in a draft, in the order of the sheet."""
    rows = list(items_of(briefing) if items is None else items)
    year = briefing.session.year
    originals = [each.original for item in rows for each in item.passages.all()]
    facts = facts_of(briefing, rows)
    found = []
    for where, text in (("title", briefing.title), ("note", briefing.note)):
        if text.strip():
            known = _places(text, facts)
            found += [
                each
                for each in _unsupported(where, text, originals, year)
                if not any(start <= each.start and each.end <= end for start, end in known)
                and not (each.type == "name" and any(each.text in original for original in originals))
            ]
    for item in rows:
        found += item_findings(item, year)
    return found


def item_findings(item: BriefingItem, year: int) -> list[Finding]:
    """Return what is not supported in one item."""
    if item.edited_at is None:
        return []  # as the sources have it
    passages = list(item.passages.all())
    originals = [plain_text(item, passages), *(each.original for each in passages)]
    if item.text in originals:
        return []
    found = _unsupported(item.key, item.text, originals, year)
    marked = [(each.start, each.end) for each in found]
    for each in added(originals[:1], item.text):
        if not any(start < each.end and each.start < end for start, end in marked):
            found.append(Finding(item.key, NEW_WORDS, each.start, each.end, each.words))
    return sorted(found, key=lambda each: each.start)


def facts_of(briefing: Briefing, items: Iterable[BriefingItem]) -> list[str]:
    """Return what the ledger knows of the session; where title and note say one of these, it is so."""
    session = briefing.session
    names = {each.delegation.name for item in items for each in item.passages.all() if each.delegation is not None}
    passages = [each for item in items for each in item.passages.all()]
    days = {session.opens_on, session.closes_on, briefing.on}
    days |= {timezone.localdate(each.remark.record.meeting.starts_at) for each in passages if each.remark is not None}
    told = [briefing.masthead.removesuffix("简报").removesuffix("审议发言摘编"), *sorted(names)]
    told += [form for on in sorted(filter(None, days)) for form in _day_forms(on.year, on.month, on.day)]
    told += session.agenda.values_list("title", flat=True)
    if len(names) > 1:
        told.append(f"{len(names)}个代表团")
    return told


def _day_forms(year: int, month: int, day: int) -> tuple[str, str]:
    return f"{year}年{month}月{day}日", f"{month}月{day}日"


def _unsupported(where: str, text: str, against: list[str], year: int) -> list[Finding]:
    return [replace(each, where=where) for each in _checked(text, tuple(against), year)]


@lru_cache(maxsize=1024)  # a digest is checked anew at every saving, and one item of hundreds has changed then
def _checked(text: str, against: tuple[str, ...], year: int) -> tuple[Finding, ...]:
    report = check(text, [(str(n), each) for n, each in enumerate(against)], year=year, lexicons=lexicons())
    return tuple(
        Finding(
            where="",
            type=item.type,
            start=item.start,
            end=item.end,
            text=item.text,
            nearest=item.nearest.text if item.nearest else "",
            elsewhere=any(item.text in original for original in against),
        )
        for each in report.sentences
        for item in each.items
        if item.binding and item.verdict != Verdict.SUPPORTED
    )


def _places(text: str, facts: list[str]) -> list[tuple[int, int]]:
    """Return where a text says what is known."""
    return [each.span() for fact in facts for each in re.finditer(re.escape(fact), text)]
