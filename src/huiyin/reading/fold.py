"""Folding (折叠): one spelling for marks that mean the same, without moving a single offset."""

import re

# Half-width punctuation beside Chinese text means what its full-width form means (GUIDELINES, Offsets).
_PAIRS = (
    (",", "，"),
    (";", "；"),
    (":", "："),
    ("!", "！"),
    ("?", "？"),
    ("(", "（"),
    (")", "）"),
    ("．", "."),
    ("％", "%"),
    ("\u00a0", " "),
    ("｡", "。"),
    ("﹒", "."),
    ("\r", "\n"),
    ("\u2028", "\n"),
    ("\u2029", "\n"),
    ("\v", "\n"),
    ("\f", "\n"),
    ("\x85", "\n"),
    ("\t", "\n"),
    ("「", "“"),
    ("」", "”"),
    ("〔", "（"),
    ("〕", "）"),
    ("『", "‘"),
    ("』", "’"),
)


_ESCAPED_BREAK = "_x000D_"  # a line break as spreadsheets write it into a cell
_ITEM = re.compile(r"(?<=[\u4e00-\u9fff，。；：）])[1-9](?=[、.][\u4e00-\u9fff])")
_DOT = re.compile(r"(?<=[\u4e00-\u9fff”）])\.(?=[\u4e00-\u9fff\s]|$)")


def fold(text: str) -> str:
    """Return a copy of equal length in which marks are full-width and every kind of line or cell border is a newline.

    Straight double quotes are turned into opening and closing ones by turns within a line, as far as they pair.
    """
    for old, new in _PAIRS:
        if old in text:
            text = text.replace(old, new)
    if "：//" in text:  # an address on the web
        text = text.replace("：//", "://")
    if _ESCAPED_BREAK in text:
        text = text.replace(_ESCAPED_BREAK, "\n" * len(_ESCAPED_BREAK))
    if '"' in text:
        text = "\n".join(_pair_quotes(line) if '"' in line else line for line in text.split("\n"))
    return text


def fold_message(folded: str) -> str:
    """Fold what people type in messages as well: a number and 、 inside a line, a dot for a full stop."""
    return _DOT.sub("。", _ITEM.sub("；", folded))


def _pair_quotes(line: str) -> str:
    parts = line.split('"')
    last = len(parts) - 1
    if last % 2:  # an odd mark has no partner: left as it is, at the end
        parts[last - 1 : last + 1] = [parts[last - 1] + '"' + parts[last]]
        last -= 1
    marks = ("“", "”")
    return "".join(part + (marks[index % 2] if index < last else "") for index, part in enumerate(parts))
