"""What may stand in the reader's place: anything that reads a text into a `Reading`.

The module `huiyin.reading` is one such reader; `huiyin.engines` has another. What any of them gives is held to
the same rules by `huiyin.reading.validate`, and scored on the same gold by `huiyin.scoring`.
"""

from typing import Protocol

from huiyin.reading.lexicon import DEFAULT, Lexicons
from huiyin.reading.model import Reading, SourceInfo


class Reader(Protocol):
    """Reads a text; the arguments are those of `huiyin.reading.read`."""

    def read(
        self,
        text: str,
        *,
        year: int | None = None,
        place: str | None = None,
        text_kind: str | None = None,
        lexicons: Lexicons = DEFAULT,
        source: SourceInfo | None = None,
    ) -> Reading:
        """Return the reading of `text`; every span of it lies in the text.

        Raises:
            HuiyinError: the text cannot be read, or the reader gave no usable answer.
        """
        ...
