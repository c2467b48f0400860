"""Normal form (规范写法): a text without layout and in one width of marks, with the way back to its own offsets."""

import re
from bisect import bisect_right

from huiyin.reading.fold import fold

_BLANK = "[^\\S\n\r\t\v\f\x85\u2028\u2029]|[\u200b-\u200d\u2060\ufeff]"
# A blank between two Latin words or numbers parts them; any other is layout.
_LAYOUT = re.compile(f"(?<![A-Za-z0-9０-９])(?:{_BLANK})+|(?:{_BLANK})+(?![A-Za-z0-9０-９])")
_WIDE = {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
_WIDE |= {ord(wide): narrow for wide, narrow in zip("＋－−–／＝～〜·•", "+---/=~~··", strict=True)}
_GROUPED = re.compile(r"(?<=\d)，(?=\d{3}(?!\d))")
_RATIO = re.compile(r"(?<=\d)：(?=\d)")


class Normal:
    """A text in normal form.

    `plain` is the text without layout, `text` the same in one width of marks, of equal length; offsets of both are
    turned into those of `raw` by `span`.
    """

    __slots__ = ("_from", "_to", "plain", "raw", "text")

    def __init__(self, raw: str) -> None:
        kept: list[str] = []
        self._to: list[int] = []
        self._from: list[int] = []
        at = length = 0
        for blank in _LAYOUT.finditer(raw):
            if blank.start() > at:
                self._to.append(length)
                self._from.append(at)
                kept.append(raw[at : blank.start()])
                length += blank.start() - at
            at = blank.end()
        self._to.append(length)
        self._from.append(at)
        kept.append(raw[at:])
        self.raw = raw
        self.plain = "".join(kept)
        folded = fold(self.plain).translate(_WIDE)
        self.text = _RATIO.sub(":", _GROUPED.sub(",", folded))

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the place in the raw text of a stretch of the normal form that is not empty."""
        return self._back(start), self._back(end - 1) + 1

    def _back(self, at: int) -> int:
        piece = bisect_right(self._to, at) - 1
        return self._from[piece] + at - self._to[piece]
