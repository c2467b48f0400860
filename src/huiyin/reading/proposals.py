"""Proposals (初步判断): what a text says of itself, told without reading it, for a form that a person then corrects."""

import hashlib

from huiyin.reading.about import about
from huiyin.reading.anchors import document_year
from huiyin.reading.fold import fold
from huiyin.reading.layout import lay_out
from huiyin.reading.model import Record, SourceInfo
from huiyin.reading.text_kinds import recognise

_ENOUGH = 20_000  # characters; title, date and year stand at the head, the sort of text shows by then


class Proposal(Record, frozen=True):
    """What could be said of a source; `year` is the one in which it was spoken, None where the text does not say."""

    about: SourceInfo
    year: int | None


def propose(text: str) -> Proposal:
    """Return what a text says of itself."""
    folded = fold(text)
    head = folded[:_ENOUGH]
    digest = hashlib.sha256(text.encode("utf-8")).hexdigest()
    kind = str(recognise(folded))
    info = about(head, lay_out(head), kind, digest)
    info = SourceInfo(info.title, info.publisher, info.published, None, digest, len(text), kind)
    return Proposal(info, document_year(head))
