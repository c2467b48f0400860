"""Texts that the congress itself brings in (typed, or out of a file) as sources: taken in once, then read."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from huiyin.errors import CongressError, LedgerError
from huiyin.ledger.jobs import later
from huiyin.ledger.models import Source
from huiyin.ledger.sources import Description, Original, add_source, open_pasted
from huiyin.people.models import House
from huiyin.people.viewer import Viewer


@contextmanager
def not_twice(code: str) -> Iterator[None]:
    """Refuse a text that is here already in the words of what it was to become.

    Raises:
        CongressError: `code`, with the `source` that is there.
    """
    try:
        yield
    except LedgerError as error:
        if error.code != "source.duplicate":
            raise
        raise CongressError(code, **error.values) from error


def take_in(
    text: str, described: Description, *, twice: str, by: Viewer, at: datetime, original: Original | None = None
) -> Source:
    """Keep a text for good as a source of the congress's house in its place, and have it read.

    Args:
        twice: the code by which a text that is here already is refused.
    """
    with not_twice(twice):
        source = add_source(
            opened=open_pasted(text),
            described=described,
            original=original,
            house=House.CONGRESS.value,
            home=described.place,
            by=by,
            at=at,
        )
    later("read_source", source.key)
    return source
