"""The letter of a reply (答复函) as a Word template: what a template may ask for, and a letter as its values."""

from collections.abc import Collection, Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from huiyin.congress.letter_text import Paragraph, as_lines, letter_paragraphs
from huiyin.congress.letters import Letter
from huiyin.documents.reply_letter import attachment_lines, day_words, note_apart_from, title_lines
from huiyin.documents.word_fields import Field

TITLE = "关于云汀市十七届人大五次会议\n第0087号建议的答复"
PARAGRAPH = (
    Field("一级标题", "first", _("Head of the first level, empty in other paragraphs"), "一、已开展的工作"),
    Field("二级标题", "second", _("Head of the second level, empty in other paragraphs"), ""),
    Field("正文", "body", _("The words of the paragraph, after its head"), ""),
    Field(
        "字句",
        "pieces",
        _("The same words, parted by their emphasis"),
        fields=(
            Field("常体", "plain", _("Words without emphasis, empty in others"), "已新增泊位300个，其中"),
            Field("强调", "strong", _("Words with emphasis, empty in others"), "老旧小区260个"),
        ),
        many=True,
    ),
    Field(
        "表格",
        "rows",
        _("Rows of a table, the first is its head; no row in other paragraphs"),
        fields=(
            Field(
                "格",
                "cells",
                _("Cells of the row"),
                fields=(Field("文字", "words", _("Words of the cell"), "临江片区"),),
                many=True,
            ),
        ),
        many=True,
    ),
)
TABLE = PARAGRAPH[-1]
ATTACHMENTS = Field(
    "附件说明",
    "attachments",
    _("Files that go with the reply, a line each, after the text; no line without any"),
    fields=(
        Field("引", "lead", _("附件： before the first, empty before others"), "附件："),
        Field("序", "number", _("Number with its point, empty where there is one only"), "1."),
        Field("名称", "name", _("Name of the file without its ending"), "2026年新增停车泊位分布表"),
    ),
    many=True,
)
NOTE = Field(
    "附注",
    "note",
    _("The line that says whom to ask, below the day; empty without any"),
    "（联系人：方知远　联系电话：0000-0000000）",
)
FIELDS = (
    Field("机关", "organ", _("Unit that replies"), "云汀市住房和城乡建设局"),
    Field("文号", "number", _("Number of the letter; empty without any"), "云住建函〔2026〕31号"),
    Field("答复类别", "mark", _("Letter of the outcome, such as A; empty without any"), "B"),
    Field("标题", "title", _("Title of the letter, broken by its sense"), TITLE),
    Field("主送", "addressed", _("To whom it is written"), "陆闻舟代表"),
    Field("段落表", "paragraphs", _("The text as issued, paragraph by paragraph"), fields=PARAGRAPH, many=True),
    ATTACHMENTS,
    Field("日期", "day", _("Day of the letter; empty without any"), "2026年4月8日"),
    NOTE,
    Field("抄送", "copies", _("Who gets a copy; empty where nobody does"), "云汀市人民政府办公室"),
)


def letter_values(letter: Letter, *, without: Collection[Field] = ()) -> dict[str, Any]:
    """Return a letter as the values of its template, under the English names of the fields.

    Args:
        without: of note, attachments and table those for which a template has no place; their words stay in the text.
    """
    text, note = (letter.text, "") if NOTE in without else note_apart_from(letter.text)
    paragraphs = [_values(each) for each in _told(text, without)]
    attached = attachment_lines(letter)
    if ATTACHMENTS in without:
        paragraphs += [_values(Paragraph("body", "", "".join(line))) for line in attached]
        attached = []
    return {
        "organ": letter.organ,
        "number": letter.number,
        "mark": letter.mark,
        "title": "\n".join(title_lines(letter.title)),
        "addressed": letter.addressed,
        "paragraphs": paragraphs,
        "attachments": [dict(zip(("lead", "number", "name"), line, strict=True)) for line in attached],
        "day": day_words(letter.on),
        "note": note,
        "copies": "，".join(letter.copies),
    }


def _told(text: str, without: Collection[Field]) -> Iterator[Paragraph]:
    for each in letter_paragraphs(text):
        if each.rows and TABLE in without:
            yield from (Paragraph("body", "", line) for line in as_lines(each))
        else:
            yield each


def _values(each: Paragraph) -> dict[str, Any]:
    return {
        "first": each.head if each.level == "first" else "",
        "second": each.head if each.level == "second" else "",
        "body": each.plain,
        "pieces": [{"strong" if piece.strong else "plain": piece.words} for piece in each.pieces],
        "rows": [{"cells": [{"words": cell} for cell in row]} for row in each.rows],
    }
