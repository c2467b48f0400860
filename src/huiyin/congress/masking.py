"""Numbers and addresses of persons in a text that goes public (个人信息): each becomes a mark saying what it was.

A net, not a proof: names of third persons are no pattern, which is why an editor reads before a release.
"""

import re

from huiyin.reading.fold import fold

DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")
PATTERNS = (
    ("〔证件号〕", re.compile(r"(?<![0-9])[1-9][0-9]{16}[0-9Xx](?![0-9])")),
    ("〔账号〕", re.compile(r"(?<![0-9])[0-9]{16,19}(?![0-9])")),
    ("〔电话〕", re.compile(r"(?<![0-9])1[3-9][0-9][ -]?[0-9]{4}[ -]?[0-9]{4}(?![0-9])")),
    ("〔电话〕", re.compile(r"(?<![0-9])0[0-9]{2,3}[ \-—－]?[0-9]{7,8}(?![0-9])")),
    ("〔电话〕", re.compile(r"(?<=电话)：?[ 　]*[0-9][0-9 \-—－]{5,15}[0-9]")),
    ("〔邮箱〕", re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,120}\.[A-Za-z]{2,12}")),
    ("〔姓名〕", re.compile(r"(?<=联系人：)[ 　]*(?!联系|电话|[ 　])[^\s，。；：、（）()]{2,12}")),
    ("〔住址〕", re.compile(r"(?<=住址：)[ 　]*[^\s，。；（）()]{4,60}")),
)


def masked(text: str) -> str:
    """Return a text with marks in the place of what tells how to find a person."""
    plain = fold(text).translate(DIGITS)
    found: list[tuple[int, int, str]] = []
    for mark, pattern in PATTERNS:
        for match in pattern.finditer(plain):
            if all(match.end() <= start or end <= match.start() for start, end, _mark in found):
                found.append((*match.span(), mark))
    for start, end, mark in sorted(found, reverse=True):
        text = text[:start] + mark + text[end:]
    return text


def marks_in(text: str) -> int:
    """Return how many marks a text has once it is masked."""
    return len(_MARK.findall(masked(text)))


_MARK = re.compile("|".join(re.escape(mark) for mark in dict.fromkeys(mark for mark, _pattern in PATTERNS)))
