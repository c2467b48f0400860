"""Word documents out of templates (套用模板): the template's own look, our values, the same bytes each time."""

import io
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import TemplateError
from lxml import etree

from huiyin.documents.word_language import Forbidden, environment, refuse_other
from huiyin.documents.word_marks import link
from huiyin.documents.word_package import same_each_time
from huiyin.errors import CongressError

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_STAMP = datetime(2000, 1, 1, tzinfo=UTC)
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_XML = re.compile(r"<[^>]+>")
_PARAGRAPH = re.compile(r"<w:p(?: [^>]*)?>.*?</w:p>", re.DOTALL)
_SIGNS = re.compile("[\t\n\a\f]")  # become tabs, new lines, paragraphs and pages
_CELLS = re.compile(r"\{%\s*tc\b")


class _Template(DocxTemplate):  # type: ignore[misc]
    """A template whose parts are looked through before they are filled, and must be whole afterwards."""

    def build_xml(self, context: Any, jinja_env: Any = None) -> str:
        """Fill the body."""
        self.loops_over_cells = _CELLS.search(_XML.sub("", self.get_xml())) is not None
        built: str = super().build_xml(context, jinja_env)
        return built

    def render_xml_part(self, src_xml: str, part: Any, context: Any, jinja_env: Any = None) -> str:
        """Fill a part; on a fault name the tag."""
        source = re.sub(r"<w:p([ >])", r"\n<w:p\1", src_xml)  # as docxtpl counts lines: a line is a paragraph
        try:
            refuse_other(jinja_env.parse(source))
            filled: str = super().render_xml_part(src_xml, part, context, jinja_env)
        except Forbidden as error:
            raise CongressError("word.forbidden", what=error.what, tag=_tag(source, error.line)) from error
        except TemplateError as error:
            line = getattr(error, "lineno", None) or _line_of(error)
            raise CongressError("word.tag", tag=_tag(source, line, error), said=str(error)) from error
        try:
            etree.fromstring(filled.encode(), etree.XMLParser(resolve_entities=False, huge_tree=True))
        except etree.XMLSyntaxError as error:
            raise CongressError("word.structure", part=str(part.partname)) from error
        return filled

    def resolve_listing(self, xml: str) -> str:
        """Turn tabs and new lines in values into marks of Word; a paragraph without any is left as it is."""
        if _SIGNS.search(xml) is None:
            return xml
        whole = super().resolve_listing
        return _PARAGRAPH.sub(lambda found: whole(found[0]) if _SIGNS.search(found[0]) else found[0], xml)

    def fix_tables(self, xml: str) -> Any:
        """Mend the grids of tables; only a loop over cells can have put one out of order."""
        if self.loops_over_cells:
            return super().fix_tables(xml)
        return etree.fromstring(xml, etree.XMLParser(recover=True))

    def render_properties(self, context: Any, jinja_env: Any = None) -> None:
        """Leave title, author and subject alone: they are set afterwards."""


def render(template: bytes, context: Mapping[str, Any], *, addresses: Sequence[str] = (), title: str = "") -> bytes:
    """Return a template filled with values; equal templates and values give equal bytes.

    Raises:
        CongressError: `word.tag`, `word.forbidden` (value `tag`), `word.structure`: the template cannot be filled.
    """
    filling = _Template(io.BytesIO(template))
    filling.render(dict(context), environment())
    document = filling.docx
    link(document, list(addresses))
    about = document.core_properties
    about.title, about.author, about.last_modified_by, about.subject, about.comments = title, "", "", "", ""
    about.created = about.modified = _STAMP
    about.revision = 1
    out = io.BytesIO()
    document.save(out)
    return same_each_time(out.getvalue())


def _line_of(error: BaseException) -> int:
    """Return the line of a template at which filling stopped; jinja writes it into the traceback."""
    line, step = 0, error.__traceback__
    while step is not None:
        if step.tb_frame.f_code.co_filename in ("<template>", "<unknown>"):
            line = step.tb_lineno
        step = step.tb_next
    return line


def _tag(source: str, line: int, error: BaseException | None = None) -> str:
    """Return the tag of a line that a fault is about: the one that holds the name it speaks of, else the first."""
    lines = source.split("\n")
    words = lines[line - 1] if 0 < line <= len(lines) else ""
    tags = [_XML.sub("", each) for each in _TAG.findall(words)]
    named = re.findall(r"'([^']+)'", str(error or ""))
    fits = [tag for tag in tags if any(name in tag for name in named[::-1])]
    return next(iter(fits or tags), "")[:200]
