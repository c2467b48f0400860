"""Kinds of documents that have a template (文书种类), and the templates that are shipped."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from huiyin.documents import (
    briefing_template,
    decomposition,
    hand_over_list,
    ledger_table,
    letter_template,
    yearly_report,
)
from huiyin.documents.word import render
from huiyin.documents.word_fields import Field, filled, sample

FOLDER = Path(__file__).parent / "templates"
MOST_ROWS = 5000  # of a Word table; more is for the workbook


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of document: its code, what it is called, what its template may ask for."""

    code: str
    name: str | Promise
    fields: tuple[Field, ...]


KINDS = {
    each.code: each
    for each in (
        Kind("ledger_table", _("Ledger table"), ledger_table.FIELDS),
        Kind("decomposition", _("Plan of tasks"), decomposition.FIELDS),
        Kind("hand_over_list", _("Hand-over list"), hand_over_list.FIELDS),
        Kind("yearly_report", _("Yearly report on handling"), yearly_report.FIELDS),
        Kind("reply_letter", _("Letter of the reply"), letter_template.FIELDS),
        Kind("briefing", _("Briefing or digest"), briefing_template.FIELDS),
    )
}


@cache
def shipped(code: str) -> bytes:
    """Return the template that is shipped for a kind."""
    return (FOLDER / f"{KINDS[code].code}.docx").read_bytes()


def document(code: str, template: bytes, values: dict[str, object]) -> bytes:
    """Return a document of a kind out of a template; values come under the English names of its fields."""
    told = filled(KINDS[code].fields, values)
    return render(
        template, told.context, addresses=told.addresses, title=str(values.get("title", "")).replace("\n", "")
    )


def tried(code: str, template: bytes) -> bytes:
    """Return a template filled with samples, to be looked at."""
    return document(code, template, sample(KINDS[code].fields))
