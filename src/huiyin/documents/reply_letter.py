"""The letter of a reply (答复函) as PDF, in the letter format (信函格式) of GB/T 9704-2012; as DOCX it has a template.

DOCX names the fonts of offices and embeds none; PDF is set in the free fonts that are shipped, and the log says what
stands for what. The place of the seal stays empty.
"""

import json
import logging
import re
from datetime import date
from pathlib import Path
from typing import Any

import typst

from huiyin.congress.letter_text import letter_paragraphs
from huiyin.congress.letters import Letter
from huiyin.documents.docx_parts import FONTS, SHIPPED
from huiyin.documents.receipt import fonts

TEMPLATE = Path(__file__).parent / "templates" / "reply_letter.typ"
OF_A_LINE = 20  # signs of a title
_SENSE = re.compile(r"(关于.+?(?:会议|期间))(第.+)")
_CONTACT = re.compile(r"[（(]?(?:联系人|联系电话|联系方式|联系单位|电话)[^。；]*")
_log = logging.getLogger(__name__)


def note_apart_from(text: str) -> tuple[str, str]:
    """Return a text without its last lines that say whom to ask, and these as the note (附注) of a letter, in brackets.

    By GB/T 9704 the note stands in the line below the day. "" where the text does not end with such lines.
    """
    lines = text.rstrip(" \t　\r\n").splitlines()
    note: list[str] = []
    while lines and (not lines[-1].strip(" \t　") or _CONTACT.fullmatch(lines[-1].strip(" \t　"))):
        note.insert(0, lines.pop().strip(" \t　"))
    words = "　".join(filter(None, note)).strip("（）()")
    return ("\n".join(lines), f"（{words}）") if words and lines else (text, "")


def day_words(on: date | None) -> str:
    """Return a day as letters have it: 2026年4月8日; "" where none was given."""
    return f"{on.year}年{on.month}月{on.day}日" if on else ""


def copies_words(letter: Letter) -> str:
    """Return the line of the copies, or ""."""
    return f"抄送：{'，'.join(letter.copies)}。" if letter.copies else ""


def attachment_lines(letter: Letter) -> list[tuple[str, str, str]]:
    """Return the note of the attachments (附件说明) line by line: 附件： before the first, its number, its name.

    By GB/T 9704 a single one has no number, and no sign stands behind a name.
    """
    several = len(letter.attachments) > 1
    return [
        ("附件：" if n == 1 else "", f"{n}." if several else "", name) for n, name in enumerate(letter.attachments, 1)
    ]


def title_lines(title: str) -> list[str]:
    """Return a title line by line; one that is too long for a line is broken by its sense, before the number."""
    if sum(1.0 if ord(sign) > 0x2E80 else 0.5 for sign in title) <= OF_A_LINE:
        return [title]
    sense = _SENSE.fullmatch(title)
    return [sense[1], sense[2]] if sense else [title]


def letter_pdf(letter: Letter) -> bytes:
    """Return the letter as PDF/A-2b, in the free fonts that are shipped."""
    for use, font in SHIPPED.items():
        _log.info("reply letter: %s stands for %s", font, FONTS[use])
    text, note = note_apart_from(letter.text)
    data: dict[str, Any] = {
        "organ": letter.organ,
        "number": letter.number,
        "mark": letter.mark,
        "title": title_lines(letter.title),
        "addressed": f"{letter.addressed}：",
        "paragraphs": [
            [each.level, each.head, [[piece.words, piece.strong] for piece in each.pieces], each.rows]
            for each in letter_paragraphs(text)
        ],
        "attachments": attachment_lines(letter),
        "day": day_words(letter.on),
        "note": note,
        "copies": copies_words(letter),
    }
    pdf: bytes = typst.compile(
        TEMPLATE,
        font_paths=[fonts()],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        pdf_standards=["a-2b"],
    )
    return pdf
