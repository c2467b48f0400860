"""A briefing or digest (简报、摘编) as one HTML file, which needs no other and prints as the paper does."""

from collections.abc import Iterator
from html import escape
from pathlib import Path

from huiyin.congress.briefings_sheet import Sheet

STYLE = Path(__file__).parent / "templates" / "briefing.css"


def briefing_html(sheet: Sheet, *, mark: str = "") -> bytes:
    """Return a sheet as a page of its own; equal sheets give equal bytes."""
    title = escape(sheet.title or sheet.masthead)
    head = f'<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{title}</title>'
    body = "\n".join(_parts(sheet, mark))
    style = STYLE.read_text(encoding="utf-8")
    page = ["<!doctype html>", '<html lang="zh-CN">', f"<head>{head}", f"<style>\n{style}</style></head>"]
    return "\n".join([*page, "<body>", body, "</body>", "</html>", ""]).encode()


def _parts(sheet: Sheet, mark: str) -> Iterator[str]:
    upper, lower = sheet.head
    if mark:
        yield _line("p", "mark", mark)
    yield "<header>"
    yield f'<p class="masthead">{_line("span", "upper", upper) if upper else ""}{_line("span", "lower", lower)}</p>'
    if sheet.number:
        yield _line("p", "number", sheet.number)
    yield f'<p class="made">{_line("span", "", sheet.made_by)}{_line("span", "", sheet.day)}</p></header>\n<main>'
    if sheet.title:
        yield _line("h1", "", sheet.title)
    yield from _paragraphs(sheet.note_lead, sheet.noted)
    for block in sheet.blocks:
        yield "<section>"
        if block.heading:
            yield _line("h2", "", block.heading)
        for line in block.lines:
            yield from _paragraphs(line.lead, line.paragraphs)
        yield "</section>"
    yield "</main>"
    if sheet.foot or sheet.printed:
        yield "<footer>"
        if sheet.foot:
            yield '<div class="sent">' + "".join(_line("p", "", words) for words in sheet.foot) + "</div>"
        if sheet.printed:
            yield _line("p", "printed", sheet.printed)
        yield "</footer>"


def _paragraphs(lead: str, paragraphs: list[str]) -> Iterator[str]:
    for n, words in enumerate(paragraphs):
        begins = f"<b>{escape(lead)}</b>" if n == 0 and lead else ""
        yield f"<p>{begins}{escape(words)}</p>"


def _line(tag: str, sort: str, words: str) -> str:
    return f'<{tag} class="{sort}">{escape(words)}</{tag}>' if sort else f"<{tag}>{escape(words)}</{tag}>"
