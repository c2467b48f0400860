"""Faults of templates in words: what is wrong, where, and what to do."""

from django.utils.translation import gettext, gettext_lazy, ngettext

from huiyin.documents.word_check import Fault
from huiyin.documents.word_places import Where
from huiyin.errors import HuiyinError
from huiyin.web.numbers import size
from huiyin.web.sentences import scan_words

FAULTS = {
    "unknown_name": gettext_lazy("there is no field of the name %(name)s"),
    "unknown_field": gettext_lazy("there is no such field: %(name)s"),
    "list_field": gettext_lazy("%(name)s is a list: loop over it with for, then take the field of each row"),
    "not_a_list": gettext_lazy("%(name)s is no list; only lists can be looped over"),
    "not_a_text": gettext_lazy("%(name)s holds several fields; name one of them, such as %(name)s.%(near)s"),
    "syntax": gettext_lazy("the tag cannot be read; compare it with the examples"),
    "forbidden": gettext_lazy("templates know fields, for and if only; this is something else: %(name)s"),
    "nested": gettext_lazy("a list cannot be looped over inside another list; only lists of the row can"),
    "not_closed": gettext_lazy("the tag begins or ends here, but its other half is not in this paragraph"),
    "full_width": gettext_lazy("the braces are full-width; type them in half-width"),
    "no_end": gettext_lazy("this tag needs its end, %(name)s"),
    "no_begin": gettext_lazy("this tag has no beginning; %(name)s is missing before it"),
    "other_sort": gettext_lazy("begin and end must be of one sort, such as tr for both; it begins with %(name)s"),
    "same_row": gettext_lazy(
        "begin and end stand in the same row, which is taken out whole; give each a row of its own"
    ),
    "not_alone": gettext_lazy(
        "what stands beside this tag is taken out with it; give the tag a paragraph or row of its own"
    ),
    "outside_table": gettext_lazy("tags with tr or tc work within tables only"),
    "structure": gettext_lazy(
        "begin and end of a tag stand in different parts of the page, so that the file would be broken"
    ),
    "too_many": gettext_lazy("there are more tags than one template may have"),
    "no_tags": gettext_lazy(
        "there is no tag in it, so that nothing would be filled in; begin with the shipped template"
    ),
    "tag": gettext_lazy("the tag cannot be filled"),
    "other": gettext_lazy("the file cannot be filled; save it anew in Word and try again"),
}
FILLING = {"word.tag": "tag", "word.forbidden": "forbidden", "word.structure": "structure"}  # refusals of filling
PARTS = {
    "header": gettext_lazy("Page head"),
    "footer": gettext_lazy("Page foot"),
    "footnotes": gettext_lazy("Footnotes"),
}


def fault_words(fault: Fault) -> str:
    """Return a fault as a sentence: 第 3 段：标签 {{ 事项.编号 }} 没有这个字段."""
    values = {"name": fault.name, "near": fault.near}
    what = str(FAULTS[fault.code]) % values
    if fault.near and fault.code in ("unknown_name", "unknown_field"):
        what = gettext("%(what)s; was %(near)s meant?") % {"what": what, "near": fault.near}
    if fault.tag:
        what = gettext("tag %(tag)s: %(what)s") % {"tag": fault.tag, "what": what}
    return gettext("%(where)s: %(what)s") % {"where": where_words(fault.where), "what": what} if fault.where else what


def where_words(where: Where) -> str:
    """Return where a fault stands: 第 3 段; 第 1 个表第 2 行."""
    if where.table:
        words = gettext("Table %(table)d, row %(row)d") % {"table": where.table, "row": where.row}
    else:
        words = gettext("Paragraph %(n)d") % {"n": where.paragraph}
    if where.part in PARTS:
        return gettext("%(part)s, %(where)s") % {"part": PARTS[where.part], "where": words}
    return words


def said(error: HuiyinError) -> str:
    """Return the sentence of a refusal, with its remedy."""
    values = error.values
    if error.code == "template.faults":
        n = int(str(values["count"]))
        return ngettext(
            "The template has %(n)d fault. Mend it in Word and send it again.",
            "The template has %(n)d faults. Mend them in Word and send it again.",
            n,
        ) % {"n": n}
    if error.code == "template.too_large":
        told = {"size": size(int(str(values["size"]))), "limit": size(int(str(values["limit"])))}
        return gettext("The file is %(size)s; the limit is %(limit)s. Make its pictures smaller.") % told
    if error.code in FILLING:
        return fault_words(Fault(FILLING[error.code], str(values.get("tag", "")), None)) + gettext(
            ". Mend the template, or go back to the shipped one, under “Word templates”."
        )
    return {
        "template.ending": gettext("Only Word files that end in .docx are taken. Save the template as .docx in Word."),
        "template.empty": gettext("The file is empty. Choose it again."),
        "template.content": gettext("This is no Word file, or it is damaged. Save it anew in Word as .docx."),
        "template.bomb": gettext("The file unpacks to more than a template may. Take large pictures out of it."),
        "template.macros": gettext("The file holds macros. Save it in Word as .docx without macros."),
        "template.embedded": gettext("The file embeds another file (%(part)s). Take it out, or put it in as a picture.")
        % {"part": values.get("part", "")},
        "template.external": gettext(
            "The file fetches something from elsewhere when it is opened (%(kind)s). Put it into the file itself."
        )
        % {"kind": values.get("kind", "")},
        "template.field": gettext("The file holds a field of Word that is not taken: %(field)s. Take it out.")
        % {"field": values.get("field", "")},
        "template.same": gettext("This template is in force already; nothing was changed."),
        "template.missing": gettext(
            "The file of the place's own template is not where it was kept. Upload it again, or go back to the shipped "
            "one, under “Word templates”."
        ),
    }.get(error.code, scan_words(error) or error.code)
