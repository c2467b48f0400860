"""Items of a draft ready for the editor: who says it, what was changed, what the check marks, where it comes from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from huiyin.congress.briefings_changes import Change, changes
from huiyin.congress.briefings_checking import Finding, item_findings
from huiyin.congress.briefings_sheet import speaker_of
from huiyin.congress.digests import plain_text
from huiyin.congress.fills import cases_in
from huiyin.congress.models import Briefing, BriefingItem, ItemPassage, Remark
from huiyin.ledger.last_reports import last_reports
from huiyin.ledger.source_selectors import visible_sources
from huiyin.people.viewer import Viewer
from huiyin.web.briefings.words import found_words
from huiyin.web.cases.uses import reported_words

AROUND = 12  # characters shown before and after a marked place


@dataclass(frozen=True, slots=True)
class Marked:
    """A marked place in its surroundings."""

    before: str
    text: str
    after: str
    words: str


@dataclass(frozen=True, slots=True)
class From:
    """A passage with its link, "" where the viewer may not open the source."""

    passage: ItemPassage
    who: str
    url: str


@dataclass(frozen=True, slots=True)
class Shown:
    """One item of the editor; `typed` is what stands in its field, not saved where there is `conflict` or `error`."""

    row: BriefingItem
    number: int
    who: str
    confirmed: bool
    typed: str
    unnamed: bool
    version: int
    changed: tuple[Change, ...]
    marked: tuple[Marked, ...]
    passages: tuple[From, ...]
    first: bool = False
    last: bool = False
    conflict: Mapping[str, Any] | None = None
    error: str = ""
    saved: bool = False

    @property
    def rows(self) -> int:
        """How high the field is."""
        return min(max(len(self.typed) // 42 + self.typed.count("\n") + 1, 2), 14)


def shown_item(
    item: BriefingItem, *, number: int, briefing: Briefing, open_sources: frozenset[int], **more: Any
) -> Shown:
    """Return an item for the editor."""
    passages = list(item.passages.all())
    remark = passages[0].remark if passages else None
    original = plain_text(item, passages)
    values: dict[str, Any] = {
        "typed": item.text,
        "unnamed": item.unnamed,
        "version": item.version,
        "changed": tuple(changes(original, item.text)) if original != item.text else (),
        "marked": tuple(marked(each, item.text) for each in item_findings(item, briefing.session.year)),
        "passages": tuple(_from(each, open_sources) for each in passages),
        **more,
    }
    confirmed = remark is not None and remark.state == Remark.State.CONFIRMED
    return Shown(item, number, speaker_of(remark, unnamed=item.unnamed), confirmed, **values)


def marked(finding: Finding, text: str) -> Marked:
    """Return a marked place in its surroundings."""
    before = text[max(finding.start - AROUND, 0) : finding.start]
    return Marked(before, finding.text, text[finding.end : finding.end + AROUND], found_words(finding))


def came_of_it(briefing: Briefing, viewer: Viewer) -> list[dict[str, Any]]:
    """Return the cases that rest on words of a draft, each with what its unit reported last (一次填，处处用)."""
    cases = cases_in(briefing, viewer)
    reports = last_reports(cases)
    return [{"case": case, "reported": reported_words(case, reports.get(case.pk))} for case in cases]


def open_sources(viewer: Viewer, items: Iterable[BriefingItem]) -> frozenset[int]:
    """Return the sources of items that a viewer may open."""
    wanted = {each.source_id for item in items for each in item.passages.all()}
    return frozenset(visible_sources(viewer).filter(pk__in=wanted).values_list("pk", flat=True))


def _from(passage: ItemPassage, open_: frozenset[int]) -> From:
    who = passage.delegation.label if passage.delegation is not None else ""
    url = ""
    if passage.source_id in open_:
        url = reverse("statement", args=[passage.statement.key]) if passage.statement is not None else ""
        url = url or reverse("source", args=[passage.source.key])
    return From(passage, who, url)
