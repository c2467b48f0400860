"""The letter of a reply (答复函) as a Word template: what a template may ask for, and a letter as its values."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from huiyin.congress.letters import Letter
from huiyin.documents.reply_letter import day_words, letter_paragraphs, note_apart_from, title_lines
from huiyin.documents.word_fields import Field

TITLE = "关于云汀市十七届人大五次会议\n第0087号建议的答复"
PARAGRAPH = (
    Field("一级标题", "first", _("Head of the first level, empty in other paragraphs"), "一、已开展的工作"),
    Field("二级标题", "second", _("Head of the second level, empty in other paragraphs"), ""),
    Field("正文", "body", _("The words of the paragraph, after its head"), ""),
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
    Field("日期", "day", _("Day of the letter; empty without any"), "2026年4月8日"),
    NOTE,
    Field("抄送", "copies", _("Who gets a copy; empty where nobody does"), "云汀市人民政府办公室"),
)


def letter_values(letter: Letter, *, note_apart: bool = True) -> dict[str, Any]:
    """Return a letter as the values of its template, under the English names of the fields.

    Args:
        note_apart: False leaves the note (附注) in the text, for a template that does not ask for it.
    """
    text, note = note_apart_from(letter.text) if note_apart else (letter.text, "")
    return {
        "organ": letter.organ,
        "number": letter.number,
        "mark": letter.mark,
        "title": "\n".join(title_lines(letter.title)),
        "addressed": letter.addressed,
        "paragraphs": [
            {
                "first": each.head if each.level == "first" else "",
                "second": each.head if each.level == "second" else "",
                "body": each.rest,
            }
            for each in letter_paragraphs(text)
        ],
        "day": day_words(letter.on),
        "note": note,
        "copies": "，".join(letter.copies),
    }
