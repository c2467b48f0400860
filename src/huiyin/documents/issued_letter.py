"""The letter of an issued reply as DOCX, by the template of the place that handles the case."""

import re

from huiyin.congress.letters import Letter
from huiyin.documents.letter_template import ATTACHMENTS, NOTE, TABLE, letter_values
from huiyin.documents.word_kinds import document
from huiyin.documents.word_package import parts_of
from huiyin.documents.word_templates import in_force
from huiyin.people.models import Place

_XML = re.compile(r"<[^>]+>")  # a tag of the template may lie in several runs
_ASKED = {
    field: re.compile(rf"\{{[{{%][^{{}}]*\b(?:{'|'.join(field.names)})\b") for field in (NOTE, ATTACHMENTS, TABLE)
}


def letter_docx(letter: Letter, place: Place | None) -> bytes:
    """Return a letter as DOCX by the place's template.

    Raises:
        CongressError: the template is missing, or a tag of it cannot be filled.
    """
    return letter_by(in_force("reply_letter", place).content, letter)


def letter_by(template: bytes, letter: Letter) -> bytes:
    """Return a letter by a template; where that has no field for note, attachments or tables, these end up as text."""
    parts = [_XML.sub("", part.decode()) for _name, part in parts_of(template)]
    without = [field for field, asked in _ASKED.items() if not any(asked.search(part) for part in parts)]
    return document("reply_letter", template, letter_values(letter, without=without))
