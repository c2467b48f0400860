"""Marks of secrecy (密级标志): a text that bears one is refused, for this system is not for such texts (涉密).

A mark stands apart: with a star (机密★1年), after 密级：, or as a line of its own at the head or foot. Words about
secrecy in running text (保守国家秘密) are none, and 内部 alone is no degree of secrecy.
"""

import re

from huiyin.errors import CongressError

_DEGREE = r"(?:绝[ \u3000]{0,4}密|机[ \u3000]{0,4}密|秘[ \u3000]{0,4}密)"
_STAR = "[★☆*＊]"
_UNTIL = r"(?:[ \u3000]*(?:\d{1,3}|[一二三四五六七八九十]{1,3}|长期|启封前)[ \u3000]*(?:年|个?月|天)?)?"
_SET_OFF = r"[\[【（(〔《]?[ \u3000]*"
_MARKS = (
    re.compile(rf"{_DEGREE}[ \u3000]*{_STAR}"),
    re.compile(rf"(?:密[ \u3000]*级|保密等级|涉密等级)[ \u3000]*[：:][ \u3000]*{_SET_OFF}{_DEGREE}"),
    re.compile(
        rf"^[ \t\u3000]*{_SET_OFF}(?:{_DEGREE}{_UNTIL}(?:文件|材料|件|级)?|涉[ \u3000]*密(?:文件|材料|件|内容|信息)?)"
        r"[ \u3000]*[\]】）)〕》]?[，。！!]?[ \t\u3000]*(?:[，。](?:严禁|不得|请勿)[^\n]{0,30})?$",
        re.MULTILINE,
    ),
)


def secret_mark(text: str) -> str:
    """Return the mark of secrecy that a text bears, as written, or ""."""
    found = [match for match in (mark.search(text) for mark in _MARKS) if match]
    return min(found, key=lambda match: match.start()).group().strip() if found else ""


def refuse_secret(*texts: str) -> None:
    """Refuse texts that bear a mark of secrecy; nothing of them may be kept.

    Raises:
        CongressError: `record.secret`; the mark is said, the text is not.
    """
    for text in texts:
        mark = secret_mark(text)
        if mark:
            raise CongressError("record.secret", mark=mark[:20])
