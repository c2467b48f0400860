"""Tables of suggestions (建议登记表): their columns and the words in them are data, `suggestion_import.toml`."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from huiyin.ledger.step_choices import CATEGORIES
from huiyin.people import tables
from huiyin.people.tables import Layout, TableRow

DATA: Mapping[str, Any] = tomllib.loads(
    Path(__file__).with_suffix(".toml").with_stem("suggestion_import").read_text("utf-8")
)
KINDS: Mapping[str, str] = DATA["kinds"]
PUBLISH = {word: said == "yes" for said, words in DATA["publish"].items() for word in words}
LONG = 20_000  # characters of grounds and of proposals, as a draft may have
MOST_ON_PAGE = 500  # rows that one request takes in; more are the command's
MEGABYTES = 3  # of a file for the page: its rows travel in the form, which may be larger by a third
MOST = 20_000  # rows of a file for the command
OCTETS = 1024 * 1024


def _choices() -> dict[str, tuple[str, ...]]:
    """Return the words of state and evaluation that the template offers, the first of each."""
    states = tuple(state["words"][0] for state in DATA["states"].values())
    return {"state": states, "result": tuple(words[0] for words in DATA["results"].values())}


def layout(most: int = MOST_ON_PAGE, *, megabytes: int = MEGABYTES) -> Layout:
    """Return how a table of suggestions looks that has at most so many rows."""
    return Layout(
        title="建议登记表",
        columns={name: tuple(heads) for name, heads in DATA["columns"].items()},
        needed="title",
        wide=frozenset({"title", "grounds", "proposals", "history"}),
        choices={"kind": ("建议", "议案"), "category": CATEGORIES, "publish": ("同意公开", "不同意公开")} | _choices(),
        longest=LONG + 1,  # one more than is allowed, so that a longer one is noticed
        most_rows=most,
        most_octets=megabytes * OCTETS,
    )


def read_suggestions(
    content: bytes, file_name: str, *, most: int = MOST_ON_PAGE, megabytes: int = MEGABYTES
) -> list[TableRow]:
    """Return the rows of a file of suggestions.

    Raises:
        PeopleError: the file is too large, of another sort, or has no column with titles (`table.…`).
    """
    return tables.read_table(content, file_name, layout(most, megabytes=megabytes))
