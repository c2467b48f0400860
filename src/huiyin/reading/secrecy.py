"""Marks of secrecy (密级标志): a text that bears one is refused, for this system is not for such texts (涉密).

A mark stands apart: with a star (机密★1年), after 密级：, or as a line of its own at the head or foot. Words about
secrecy in running text (保守国家秘密, 商业秘密, 机密级) are none, and 内部 alone is no degree of secrecy.
"""

import re
from collections.abc import Iterable, Mapping

from huiyin.errors import SecretText

_BLANK = r"[ \u3000\xa0]"
_DEGREE = rf"(?:绝{_BLANK}{{0,4}}密|机{_BLANK}{{0,4}}密|秘{_BLANK}{{0,4}}密)"
_STAR = "[★☆*＊]"
_UNTIL = rf"(?:{_BLANK}*(?:\d{{1,3}}|[一二三四五六七八九十]{{1,3}}|长期|启封前){_BLANK}*(?:年|个?月|天)?)?"
_SET_OFF = rf"[\[【（(〔《]?{_BLANK}*"
_LABEL = rf"(?:密{_BLANK}*级|保密等级|涉密等级)"
_MARKS = (
    re.compile(rf"{_DEGREE}{_BLANK}*{_STAR}"),
    re.compile(rf"{_LABEL}{_BLANK}*[：:][ \t\u3000\xa0]*{_SET_OFF}{_DEGREE}"),
    re.compile(rf"^{_LABEL}\t+{_DEGREE}级?{_UNTIL}[ \t]*$", re.MULTILINE),  # a form in two cells
    re.compile(
        rf"^[ \t\u3000\xa0]*{_SET_OFF}(?:{_DEGREE}{_UNTIL}(?:文件|材料|件)?|涉{_BLANK}*密(?:文件|材料|件|内容|信息)?)"
        rf"{_BLANK}*[\]】）)〕》]?[，。！!]?[ \t\u3000\xa0]*(?:[，。](?:严禁|不得|请勿)[^\n]{{0,30}})?$",
        re.MULTILINE,
    ),
)


def secret_mark(text: str) -> str:
    """Return the mark of secrecy that a text bears, as written, or ""."""
    if "密" not in text:
        return ""
    lines = text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
    found = [match for match in (mark.search(lines) for mark in _MARKS) if match]
    return min(found, key=lambda match: match.start()).group().strip() if found else ""


def refuse_secret(*texts: str) -> None:
    """Refuse texts that bear a mark of secrecy; nothing of them may be kept.

    Raises:
        SecretText: `text.secret`; the mark is said, the text is not.
    """
    for text in texts:
        mark = secret_mark(text)
        if mark:
            raise SecretText("text.secret", mark=mark[:20])


def refuse_secret_words(values: object) -> None:
    """Refuse a value, or what a mapping or list holds, where words in it bear a mark of secrecy; others pass.

    Raises:
        SecretText: `text.secret`.
    """
    if isinstance(values, str):
        refuse_secret(values)
    elif isinstance(values, Mapping):
        for each in values.values():
            refuse_secret_words(each)
    elif isinstance(values, Iterable) and not isinstance(values, (bytes, bytearray)):
        for each in values:
            refuse_secret_words(each)
