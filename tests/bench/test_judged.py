"""The judgements kept in bench/judged: whole, in order, and without a word of the texts that were judged."""

import csv
import re
from pathlib import Path

import pytest

DRAWS = Path(__file__).resolve().parents[2] / "bench" / "judged" / "draws"
LABELS = {
    "statements": ("kind", "period", "speaker"),
    "figures": ("value", "unit", "relation", "role", "subject"),
    "names": ("type",),
}
ASPECTS = {
    "statements": ("span", "kind", "period", "speaker"),
    "figures": ("span", "value", "unit", "relation", "role", "subject"),
    "names": ("span", "type"),
}
SPANS = {"statements": "yn?x", "figures": "yn?x", "names": "yno?x"}
UNIT = 6  # characters of the longest unit of measurement that stands in a label
HAN = re.compile(r"[㐀-鿿豈-﫿\U00020000-\U0003FFFF]")


FILES = [(sort, draw.name) for draw in sorted(DRAWS.iterdir()) for sort in LABELS]
SEARCHED = [("paragraphs", path.parent.name) for path in sorted(DRAWS.glob("*/paragraphs.tsv"))]


def rows_of(name: str, draw: str) -> list[dict[str, str]]:
    """The rows of one file of a draw; a row that is too short or too long fails here."""
    with (DRAWS / draw / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", strict=True))


@pytest.mark.parametrize(("sort", "draw"), FILES)
def test_columns_are_those_of_the_sort(sort: str, draw: str) -> None:
    """Place, label, a verdict for each aspect, reason; every row has them all."""
    wanted = ["source", "start", "end", *LABELS[sort], *(f"{aspect}_ok" for aspect in ASPECTS[sort]), "why"]
    assert all(list(row) == wanted and None not in row.values() for row in rows_of(sort, draw))


@pytest.mark.parametrize(("sort", "draw"), FILES)
def test_as_many_as_asked_are_judged_once_each(sort: str, draw: str) -> None:
    """At least 300 of each sort in each draw, and none twice."""
    places = [(row["source"], row["start"], row["end"]) for row in rows_of(sort, draw)]
    assert len(places) >= 300
    assert len(set(places)) == len(places)


@pytest.mark.parametrize(("name", "draw"), [*FILES, *SEARCHED])
def test_places_are_hashes_and_ordered_offsets(name: str, draw: str) -> None:
    """A source is 64 hexadecimal digits; a span is not empty and does not begin before the text."""
    for row in rows_of(name, draw):
        assert re.fullmatch(r"[0-9a-f]{64}", row["source"])
        assert 0 <= int(row["start"]) < int(row["end"])


@pytest.mark.parametrize(("sort", "draw"), FILES)
def test_every_aspect_has_a_verdict(sort: str, draw: str) -> None:
    """A verdict is one of the known signs; one that is not `y` gives its reason, and only such a one."""
    for row in rows_of(sort, draw):
        verdicts = [row[f"{aspect}_ok"] for aspect in ASPECTS[sort]]
        assert verdicts[0] in SPANS[sort]
        assert all(verdict in ("y", "n", "?") for verdict in verdicts[1:])
        assert bool(row["why"]) == (set(verdicts) != {"y"})


@pytest.mark.parametrize(("name", "draw"), [*FILES, *SEARCHED])
def test_no_words_of_the_texts_are_kept(name: str, draw: str) -> None:
    """The only Chinese in a row is a unit; speaker and subject are digests."""
    for row in rows_of(name, draw):
        assert not any(HAN.search(value) for column, value in row.items() if column != "unit")
        assert len(row.get("unit", "")) <= UNIT
        assert all(re.fullmatch(r"-|[0-9a-f]{8}", row[column]) for column in ("speaker", "subject") if column in row)


def test_paragraphs_count_what_was_read_and_missed() -> None:
    """Twenty paragraphs were searched for misses, in one draw."""
    assert len(SEARCHED) == 1
    counts = [[int(row[column]) for column in list(row)[3:]] for row in rows_of(*SEARCHED[0])]
    assert len(counts) == 20
    assert all(len(count) == 4 and min(count) >= 0 for count in counts)
