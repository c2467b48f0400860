"""A briefing or digest as a file of one form: DOCX by the template of the place, PDF, HTML."""

from huiyin.congress.briefings_sheet import sheet_of
from huiyin.congress.models import Briefing
from huiyin.documents.briefing import MARKS, briefing_docx, briefing_pdf
from huiyin.documents.briefing_html import briefing_html
from huiyin.documents.briefing_template import briefing_values, tells_the_mark
from huiyin.documents.word import DOCX
from huiyin.documents.word_kinds import document
from huiyin.documents.word_templates import in_force

KINDS = {"docx": DOCX, "pdf": "application/pdf", "html": "text/html; charset=utf-8"}


def briefing_file(briefing: Briefing, form: str) -> bytes:
    """Return a briefing in a form of `KINDS`; of one that is not in force each page says so.

    Raises:
        CongressError: the template of the place is missing, or a tag of it cannot be filled.
    """
    sheet, mark = sheet_of(briefing), MARKS.get(briefing.state, "")
    if form == "pdf":
        return briefing_pdf(sheet, on=briefing.issued_on, mark=mark)
    if form == "html":
        return briefing_html(sheet, mark=mark)
    own = in_force("briefing", briefing.place)
    if own.row is None or (mark and not tells_the_mark(own.content)):
        return briefing_docx(sheet, on=briefing.issued_on, mark=mark)  # which sets a long masthead smaller, too
    return document("briefing", own.content, briefing_values(sheet, mark))
