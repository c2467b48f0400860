"""Who leads, who is responsible, who takes part (分工): from a bracket, from lines with a colon, from columns.

`（市住建局牵头，市财政局、市自然资源局按职责分工负责）`; the outer bracket is 〔 〕 where it holds （ ）. Of several
leads the first leads and the others are responsible. Where nobody leads, the first that is listed does.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from huiyin.ledger.day_words import day_in
from huiyin.ledger.imports.tables import TableRow, headers

ROLES = {
    "牵头": "lead",
    "主办": "lead",
    "负责": "responsible",
    "落实": "responsible",
    "组织实施": "responsible",
    "承办": "responsible",
    "配合": "co",
    "参与": "co",
    "协助": "co",
    "协办": "co",
}
_BRACKET = re.compile(r"〔([^〔〕]*)〕|（((?:[^（）]|（[^（）]*）)*)）|\(([^()]*)\)")
_ROLE = re.compile(
    r"(?:等(?:有关|相关)?(?:部门|单位|地区)?)?(?:分别|共同|按照?职责(?:分工)?|分工|具体|统筹|会同)*"
    r"(牵头(?:负责)?|主办|负责(?:落实)?|落实|组织实施|承办|配合(?:落实)?|参与|协助|协办)$"
)
_ITEM = re.compile(r"^[\s　]*(?:[（(]?(?P<n>\d{1,3})[)）.．、]|(?P<dot>[•·■◆-]))[\s　]*")
_LINE = re.compile(r"^[\s　]*(?P<head>[\u4e00-\u9fff]{2,8})[：:](?P<body>.*)$")
_HEADING = re.compile(
    r"^[\s　]*(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|第[一二三四五六七八九十]+[章节部分])"
)
COLLECTIVE = re.compile(r"^(?:各|有关|相关|其他|全市|全省|全县|全区)|(?:等|有关部门|相关部门|各部门|各单位|有关单位)$")


@dataclass(frozen=True, slots=True)
class Duty:
    """One task of a plan: its words and the names of who does it, as they stand there; `at` is a row or a line."""

    at: int
    content: str
    lead: tuple[str, ...] = ()
    responsible: tuple[str, ...] = ()
    co: tuple[str, ...] = ()
    leader: str = ""
    due: str = ""
    due_on: date | None = None
    number: str = ""
    figure: str = ""  # 量化目标, as it stands there
    indicator: str = ""  # 指标, of a column of its own
    unit: str = ""  # 计量单位, of a column of its own
    category: str = ""
    starts_on: date | None = None
    milestones: str = ""
    person: str = ""  # 责任人、联系人
    first_leads: bool = False  # nobody is said to lead: the first that is listed does
    dropped: tuple[str, ...] = field(default=())  # collective names (各县（区）政府), which are no single unit


def names_in(text: str) -> tuple[list[str], list[str]]:
    """Return the single units and the collective names in a list of units."""
    single: list[str] = []
    collective: list[str] = []
    for part in re.split(r"[、，,;；\n]+", text):
        name = re.sub(r"等$", "", part.strip().strip("。."))
        if name:
            (collective if COLLECTIVE.search(name) else single).append(name)
    return single, collective


def bracket_duties(text: str) -> tuple[dict[str, list[str]], list[str]]:
    """Return the names by part (`lead`, `responsible`, `co`) of what stands in a bracket, and what was dropped."""
    parts: dict[str, list[str]] = {"lead": [], "responsible": [], "co": []}
    dropped: list[str] = []
    waiting = ""
    for segment in re.split(r"[，,；;。]", text):
        segment = segment.strip()
        if not segment:
            continue
        waiting = f"{waiting}、{segment}" if waiting else segment
        found = _ROLE.search(waiting)
        if found is None:
            continue
        single, collective = names_in(waiting[: found.start()])
        role = next(ROLES[word] for word in ROLES if found[1].startswith(word))
        parts[role] += single
        dropped += collective
        waiting = ""
    if waiting:
        single, collective = names_in(waiting)
        parts["responsible"] += single
        dropped += collective
    return parts, dropped


def is_duty(text: str) -> bool:
    """Say whether what stands in a bracket tells who does something."""
    return any(_ROLE.search(segment.strip()) for segment in re.split(r"[，,；;。]", text))


def settled(duty: Duty) -> Duty:
    """Return a duty with one lead: of several the first, of none the first that is listed."""
    lead, responsible = list(duty.lead), list(duty.responsible)
    first_leads = False
    if not lead and responsible:
        lead, responsible, first_leads = responsible[:1], responsible[1:], True
    rest = [name for name in (*lead[1:], *responsible) if name not in lead[:1]]
    return replace(
        duty,
        lead=tuple(lead[:1]),
        responsible=tuple(dict.fromkeys(rest)),
        co=tuple(name for name in dict.fromkeys(duty.co) if name not in lead[:1]),
        first_leads=first_leads or duty.first_leads,
    )


def duties_of_text(text: str, *, year: int | None) -> list[Duty]:
    """Return the tasks of a plan that is written line by line, with brackets or lines that name units."""
    found: list[Duty] = []
    for at, line in enumerate(text.split("\n"), 1):
        named = _LINE.match(line)
        meaning = headers("plan").get(named["head"]) if named else None
        if named and meaning and found:
            found[-1] = _with_line(found[-1], meaning, named["body"].strip(), year)
            continue
        found += _duties_of_line(line, at)
    return [settled(each) for each in found if each.lead or each.responsible or each.co]


def without_persons(text: str) -> str:
    """Return the lines of a plan without those that say who answers in person (责任人：…)."""
    heads = headers("plan")
    kept = []
    for line in text.split("\n"):
        named = _LINE.match(line)
        if named is None or heads.get(named["head"]) != "person":
            kept.append(line)
    return "\n".join(kept)


def _duties_of_line(line: str, at: int) -> Iterator[Duty]:
    """Yield the tasks of one line: one for each bracket that tells who, one without where it is a numbered item."""
    item = _ITEM.match(line)
    start, number = (item.end(), item["n"] or "") if item else (0, "")
    told = False
    for bracket in _BRACKET.finditer(line):
        inside = next(group for group in bracket.groups() if group is not None)
        if not is_duty(inside):
            continue
        content = _content(line[start : bracket.start()])
        start = bracket.end()
        if not content:
            continue
        parts, dropped = bracket_duties(inside)
        told = True
        yield Duty(
            at, content, tuple(parts["lead"]), tuple(parts["responsible"]), tuple(parts["co"]),
            number=number, dropped=tuple(dropped),
        )  # fmt: skip
    if item and not told and not _HEADING.match(line):
        content = _content(line[start:])
        if content:
            yield Duty(at, content, number=number)


def _content(text: str) -> str:
    return text.strip().strip("、，；。.　 ")


def _with_line(duty: Duty, meaning: str, body: str, year: int | None) -> Duty:
    """Return a task with what a line under it says."""
    single, collective = names_in(body) if meaning in ("lead", "responsible", "co") else ([], [])
    said: dict[str, Any] = (
        {meaning: body} if meaning in ("leader", "due", "figure", "category", "milestones", "person") else {}
    )
    if meaning in ("due", "starts"):
        said[f"{meaning}_on"] = day_in(body, year=year)
    return replace(
        duty,
        lead=duty.lead + tuple(single if meaning == "lead" else ()),
        responsible=duty.responsible + tuple(single if meaning == "responsible" else ()),
        co=duty.co + tuple(single if meaning == "co" else ()),
        dropped=duty.dropped + tuple(collective),
        **said,
    )


def _beside(row: Duty, inline: Duty) -> Duty:
    """Return a task whose units stand in its own words, with what the other cells of its row say."""
    return replace(
        row,
        content=inline.content,
        lead=inline.lead,
        responsible=inline.responsible,
        co=inline.co,
        number=row.number or inline.number,
        dropped=row.dropped + inline.dropped,
    )


def duties_of_rows(rows: Iterable[TableRow], *, year: int | None) -> list[Duty]:
    """Return the tasks of a table; a name cell that is empty stays empty."""
    found = []
    for row in rows:
        cells = row.cells
        parts: dict[str, list[str]] = {}
        dropped: list[str] = []
        for meaning in ("lead", "responsible", "co"):
            parts[meaning], collective = names_in(cells.get(meaning, ""))
            dropped += collective
        duty = Duty(
            at=row.at,
            content=_content(cells.get("content", "")),
            lead=tuple(parts["lead"]),
            responsible=tuple(parts["responsible"]),
            co=tuple(parts["co"]),
            leader=cells.get("leader", ""),
            due=cells.get("due", ""),
            due_on=row.days.get("due") or day_in(cells.get("due", ""), year=year),
            number=cells.get("number", ""),
            figure=cells.get("figure", ""),
            indicator=cells.get("indicator", ""),
            unit=cells.get("unit", ""),
            category=cells.get("category", ""),
            starts_on=row.days.get("starts") or day_in(cells.get("starts", ""), year=year),
            milestones=cells.get("milestones", ""),
            person=cells.get("person", ""),
            dropped=tuple(dropped),
        )
        if duty.content and not (duty.lead or duty.responsible or duty.co):
            inline = list(_duties_of_line(duty.content, row.at))
            told = [each for each in inline if each.lead or each.responsible or each.co]
            found += [_beside(duty, each) for each in told] or [duty]
        elif duty.content or duty.lead:
            found.append(duty)
    return [settled(each) for each in found]
