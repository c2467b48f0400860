"""The values of a check (核对结果), schema `huiyin.check/1`: immutable; offsets count code points of a text."""

from enum import StrEnum
from typing import Any

import msgspec

from huiyin.reading.model import Record

SCHEMA = "huiyin.check/1"


class Verdict(StrEnum):
    """What a comparison with the sources gives, for a sentence and for each item in it."""

    SUPPORTED = "supported"
    FIGURE_DIFFERS = "figure_differs"
    NAME_DIFFERS = "name_differs"
    NOT_FOUND = "not_found"


class ItemType(StrEnum):
    """What sort of thing an item is; a run of numerals that is no date counts as a figure."""

    FIGURE = "figure"
    NAME = "name"
    DATE = "date"


class Passage(Record, frozen=True, gc=False):
    """A place in a source (出处): `source` is the name under which it was given."""

    source: str
    start: int
    end: int
    text: str


class Item(Record, frozen=True, gc=False):
    """A figure, name or date of the draft.

    `source` is where it stands in the sources, None unless the verdict is `supported`; `nearest` is what the nearest
    passage has in its stead, where there is such a passage. An item that is not `binding` (进一步) may stay unfound
    in a sentence that is supported; `said` is a figure with its comparators (8%以上), or the text itself.
    """

    start: int
    end: int
    text: str
    type: str
    verdict: str
    source: Passage | None
    nearest: Passage | None = None
    binding: bool = True
    said: str = ""


class Sentence(Record, frozen=True, gc=False):
    """A sentence of the draft: `place` is the passage that supports it, `nearest` the closest one where none does."""

    start: int
    end: int
    text: str
    verdict: str
    items: tuple[Item, ...]
    place: Passage | None = None
    nearest: Passage | None = None


class CheckReport(Record, frozen=True, gc=False):
    """All sentences of a draft in text order."""

    schema: str
    sentences: tuple[Sentence, ...]

    @property
    def supported(self) -> bool:
        """Tell whether every sentence is supported."""
        return all(sentence.verdict == Verdict.SUPPORTED for sentence in self.sentences)

    def record(self) -> dict[str, Any]:
        """Return the report in the form of the published schema: neither nearest passages nor other helps of a face."""
        return {"schema": self.schema, "sentences": [_sentence(each) for each in self.sentences]}


def _sentence(sentence: Sentence) -> dict[str, Any]:
    items = [
        {key: getattr(item, key) for key in ("start", "end", "text", "type", "verdict")} for item in sentence.items
    ]
    for shown, item in zip(items, sentence.items, strict=True):
        shown["source"] = msgspec.structs.asdict(item.source) if item.source else None
    head = {key: getattr(sentence, key) for key in ("start", "end", "text", "verdict")}
    return {**head, "items": items}
