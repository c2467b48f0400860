"""The sheet of a briefing or digest (版面): every word that will be printed, in order; a draft has one, too.

Headings and the names before remarks come from what is confirmed: who is not, or shall not be named, is 有的代表.
"""

import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.db.models import QuerySet

from huiyin.congress.models import Briefing, BriefingItem, ItemPassage, Remark

SOMEBODY = "有的代表"
NAMED = 4  # delegations that are all named before a common point; of more the first three, and how many
PARTS = tuple(BriefingItem.Part.values)[1:]
COMMON = "多个代表团共同提到"
SUGGESTED = "意见建议："
LEAD = re.compile(r"编者按\s*[：:]\s*")  # printed before the note, also where the editor wrote it
KINDS = ("审议发言摘编", "简报")


@dataclass(frozen=True, slots=True)
class Line:
    """What one person says, or a delegation in one part: who or what leads it in, and the words."""

    lead: str
    text: str

    @property
    def paragraphs(self) -> list[str]:
        """The paragraphs of the words."""
        return paragraphs(self.text)


@dataclass(frozen=True, slots=True)
class Block:
    """Paragraphs under one heading; "" where there is none."""

    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that is printed. `number` and `day` are "" as long as nobody has given them; `draft` says so on the page."""

    masthead: str
    number: str
    organ: str
    day: str
    title: str
    note_lead: str
    note: str
    blocks: tuple[Block, ...]
    report_to: str
    send_to: str
    issue_to: str
    copies: int | None
    draft: bool

    @property
    def noted(self) -> list[str]:
        """The paragraphs of the note."""
        return paragraphs(self.note)

    @property
    def head(self) -> tuple[str, str]:
        """The masthead in its two lines: the session, and what it is; the first is "" where it is short."""
        for kind in KINDS:
            if self.masthead.endswith(kind) and self.masthead != kind:
                return self.masthead.removesuffix(kind), kind
        return "", self.masthead

    @property
    def foot(self) -> tuple[str, ...]:
        """The lines of the foot: 报、送、发, as far as they are filled in."""
        lines = (("报：", self.report_to), ("送：", self.send_to), ("发：", self.issue_to))
        return tuple(f"{label}{words.rstrip('。')}。" for label, words in lines if words.strip())

    @property
    def printed(self) -> str:
        """How many copies, or ""."""
        return f"（共印{self.copies}份）" if self.copies else ""

    @property
    def made_by(self) -> str:
        """Who made it: 大会秘书处编."""
        return f"{self.organ.removesuffix('编')}编"


def sheet_of(
    briefing: Briefing, *, number: int | None = None, total: int | None = None, on: date | None = None
) -> Sheet:
    """Return the sheet of a briefing: the frozen one where it was issued, else as the draft stands.

    Args:
        number, total, on: what it would bear if it were issued now.
    """
    if briefing.sheet is not None:
        return thawed(briefing.sheet)
    items = list(items_of(briefing))
    blocks = digest_blocks(items) if briefing.form == Briefing.Form.DIGEST else _remarks(items)
    return Sheet(
        masthead=briefing.masthead,
        number=number_words(number, total),
        organ=briefing.organ,
        day=day_words(on),
        title=briefing.title,
        note_lead="编者按：" if briefing.form == Briefing.Form.BRIEFING else "",
        note=_note(briefing),
        blocks=blocks,
        report_to=briefing.report_to,
        send_to=briefing.send_to,
        issue_to=briefing.issue_to,
        copies=briefing.copies,
        draft=on is None,
    )


def items_of(briefing: Briefing) -> Iterable[BriefingItem]:
    """Return the items of a draft in order, with their passages and who said them."""
    return with_passages(briefing.items.order_by("position", "pk"))


def with_passages(items: QuerySet[BriefingItem]) -> QuerySet[BriefingItem]:
    """Return items with all that is shown of them; each source is fetched once."""
    of_remark = ("passages__remark__mandate__deputy", "passages__remark__observer", "passages__remark__record__meeting")
    rows = items.select_related("delegation", "edited_by")
    return rows.prefetch_related(*of_remark, "passages__delegation", "passages__statement", "passages__source")


def _note(briefing: Briefing) -> str:
    """Return the note without its lead, which the sheet puts before that of a briefing."""
    note = briefing.note.strip()
    lead = LEAD.match(note) if briefing.form == Briefing.Form.BRIEFING else None
    return note[lead.end() :] if lead else note


def speaker_of(remark: Remark | None, *, unnamed: bool = False) -> str:
    """Return who is said to speak: only somebody whom a person has confirmed is named."""
    if remark is None or unnamed or remark.state != Remark.State.CONFIRMED:
        return SOMEBODY
    if remark.mandate is not None:
        return f"{remark.mandate.deputy.name}代表"
    if remark.observer is not None:
        return f"{remark.observer.name}（{remark.observer.post}）" if remark.observer.post else remark.observer.name
    return SOMEBODY


def digest_blocks(items: Iterable[BriefingItem]) -> tuple[Block, ...]:
    """Return the blocks of a digest: what several say, a line each; then a block a delegation, a paragraph a part."""
    rows = sorted(items, key=place_of)
    blocks = []
    for _whose, of_one in groupby(rows, key=lambda item: place_of(item)[:2]):
        told = list(of_one)
        first = told[0].delegation
        heading = f"{first.name}代表认为" if first is not None else COMMON
        if first is None:
            lines = [Line(f"{delegations_words(item.passages.all())}：", item.text) for item in told]
        else:
            lines = [
                Line(SUGGESTED if part == BriefingItem.Part.SUGGESTION else "", "".join(item.text for item in points))
                for part, points in groupby(told, key=lambda item: item.part)
            ]
        blocks.append(Block(heading, tuple(lines)))
    return tuple(blocks)


def delegations_words(passages: Iterable[ItemPassage]) -> str:
    """Return which delegations say something, and how many: 临江区、青石区2个代表团."""
    found = {each.delegation for each in passages if each.delegation is not None}
    names = [each.label.removesuffix("代表团") for each in sorted(found, key=lambda each: (each.position, each.pk))]
    shown = names if len(names) <= NAMED else names[: NAMED - 1]
    return f"{'、'.join(shown)}{'等' if len(shown) < len(names) else ''}{len(names)}个代表团"


def number_words(number: int | None, total: int | None) -> str:
    """Return 第3期（总第21期）, as far as it is known."""
    if number is None:
        return ""
    return f"第{number}期" + (f"（总第{total}期）" if total is not None else "")


def day_words(on: date | None) -> str:
    """Return a day as papers have it: 2026年1月9日."""
    return f"{on.year}年{on.month}月{on.day}日" if on else ""


def frozen(sheet: Sheet) -> dict[str, Any]:
    """Return a sheet as it is kept."""
    return asdict(sheet)


def thawed(kept: dict[str, Any]) -> Sheet:
    """Return a kept sheet."""
    blocks = tuple(Block(block["heading"], tuple(Line(**line) for line in block["lines"])) for block in kept["blocks"])
    fields = {name: kept[name] for name in Sheet.__dataclass_fields__ if name != "blocks"}
    return Sheet(**fields, blocks=blocks)


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a text without the blanks around them."""
    return [line.strip(" \t　") for line in re.split(r"\n+", text) if line.strip(" \t　")]


def _remarks(items: list[BriefingItem]) -> tuple[Block, ...]:
    """Return remarks in their order; a heading where the delegation changes, none where all are of one."""
    several = len({item.delegation_id for item in items}) > 1
    blocks = []
    for _delegation, told in groupby(items, key=lambda item: item.delegation_id):
        rows = list(told)
        first = rows[0].delegation
        lines = []
        for item in rows:
            remarks = [each.remark for each in item.passages.all()]
            lead = speaker_of(remarks[0] if remarks else None, unnamed=item.unnamed)
            lines.append(Line(f"{lead}：", item.text))
        blocks.append(Block(first.name if first is not None and several else "", tuple(lines)))
    return tuple(blocks)


def place_of(item: BriefingItem) -> tuple[int, int, int, int, int]:
    """Return where a point stands: common ones first, then by delegation, part, and the editor's order."""
    first = item.delegation
    where = (0, 0) if first is None else (first.position + 1, first.pk)
    part = PARTS.index(item.part) if item.part in PARTS else len(PARTS)
    return (*where, part, item.position, item.pk)
