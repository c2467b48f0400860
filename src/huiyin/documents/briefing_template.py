"""A briefing or digest (简报、摘编) as a Word template: what a template may ask for, and a sheet as its values."""

import re
from typing import Any

from django.utils.translation import gettext_lazy as _

from huiyin.congress.briefings_sheet import Sheet
from huiyin.documents.word_fields import Field
from huiyin.documents.word_package import parts_of

LINE = (
    Field("引", "lead", _("Who or what leads the paragraph in; empty in the next ones"), "陆闻舟代表："),
    Field("正文", "text", _("The words of the paragraph"), "建议把下游浅段疏浚和云汀港二期同步安排。"),
)
MARK = Field("标记", "mark", _("That it is a draft, superseded or withdrawn; empty of an issued one"), "")
FIELDS = (
    MARK,
    Field(
        "版头上行",
        "upper",
        _("First line of the masthead, the session; empty in a short one"),
        "云汀市十七届人大五次会议",
    ),
    Field("版头下行", "lower", _("Second line of the masthead"), "简报"),
    Field("期号", "number", _("Number, and that of all; empty of a digest and of a draft"), "第1期（总第20期）"),
    Field("编印单位", "organ", _("Who made it"), "大会秘书处编"),
    Field("日期", "day", _("Day of issue; empty of a draft"), "2026年1月10日"),
    Field("标题", "title", _("Title; empty without any"), "临江区代表团审议《政府工作报告》"),
    Field("按语表", "note", _("The note, paragraph by paragraph"), fields=LINE, many=True),
    Field(
        "栏目表",
        "blocks",
        _("The blocks in their order: of a digest one a delegation"),
        fields=(
            Field("栏题", "heading", _("Heading of the block; empty without any"), "临江区代表团"),
            Field("段落表", "lines", _("What was said, paragraph by paragraph"), fields=LINE, many=True),
        ),
        many=True,
    ),
    Field(
        "报送表",
        "foot",
        _("The lines of the foot: 报、送、发, as far as they are filled in"),
        fields=(Field("报送", "words", _("A line of the foot"), "发：各代表团。"),),
        many=True,
    ),
    Field("份数", "printed", _("How many copies; empty without any"), "（共印260份）"),
)
_XML = re.compile(r"<[^>]+>")
_MARKED = re.compile(rf"\{{\{{[^{{}}]*\b(?:{'|'.join(MARK.names)})\b")


def briefing_values(sheet: Sheet, mark: str = "") -> dict[str, Any]:
    """Return a sheet as the values of its template, under the English names of the fields."""
    upper, lower = sheet.head
    return {
        "mark": mark,
        "upper": upper,
        "lower": "　".join(lower) if len(lower) < 3 else lower,  # as the shipped layout spaces it
        "number": sheet.number,
        "organ": sheet.made_by,
        "day": sheet.day,
        "title": sheet.title,
        "note": _lines(sheet.note_lead, sheet.noted),
        "blocks": [
            {
                "heading": block.heading,
                "lines": [each for line in block.lines for each in _lines(line.lead, line.paragraphs)],
            }
            for block in sheet.blocks
        ],
        "foot": [{"words": words} for words in sheet.foot],
        "printed": sheet.printed,
    }


def tells_the_mark(template: bytes) -> bool:
    """Say whether a template has a place for the mark of a draft: one without must not make a paper of a draft."""
    return any(_MARKED.search(_XML.sub("", part.decode())) for _name, part in parts_of(template))


def _lines(lead: str, paragraphs: list[str]) -> list[dict[str, str]]:
    return [{"lead": lead if n == 0 else "", "text": words} for n, words in enumerate(paragraphs)]
