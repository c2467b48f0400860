"""The judgements as kept: one row a finding, with its place, the label it was judged under and a verdict an aspect."""

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from candidates import ASPECTS, LABELS

DRAWS = Path(__file__).resolve().parent / "draws"  # a folder a draw, called by its seed, the older first
PLACE = ("source", "start", "end")
RIGHT, WRONG, DOUBTFUL, OVERLAPS, NOTHING = VERDICTS = ("y", "n", "?", "o", "x")


@dataclass(frozen=True)
class Judgement:
    """What a person said about one finding; `why` is a short code, never words of the text."""

    source: str
    start: int
    end: int
    label: tuple[str, ...]
    verdicts: tuple[str, ...]
    why: str

    @property
    def key(self) -> tuple[str, int, int]:
        """What the finding of today is found by."""
        return self.source, self.start, self.end


class Paragraph(NamedTuple):
    """A paragraph that was searched for misses."""

    source: str
    start: int
    end: int
    figures_read: int
    figures_missed: int
    names_read: int
    names_missed: int


def columns(sort: str) -> list[str]:
    """Return the head of the file of a sort."""
    return [*PLACE, *LABELS[sort], *(f"{aspect}_ok" for aspect in ASPECTS[sort]), "why"]


def draws() -> list[Path]:
    """Return the folders of the draws that were judged, the oldest first."""
    return sorted(path for path in DRAWS.iterdir() if path.is_dir())


def load(sort: str, folder: Path) -> list[Judgement]:
    """Return the judgements of one draw on a sort of findings, in the order of the draw."""
    width = len(LABELS[sort])
    with (folder / f"{sort}.tsv").open(encoding="utf-8", newline="") as file:
        head, *rows = csv.reader(file, delimiter="\t")
    if head != columns(sort):
        raise ValueError(f"{sort}.tsv: the first line is not {columns(sort)}")
    return [
        Judgement(row[0], int(row[1]), int(row[2]), tuple(row[3 : 3 + width]), tuple(row[3 + width : -1]), row[-1])
        for row in rows
    ]


def save(sort: str, rows: list[Judgement], folder: Path) -> None:
    """Write the judgements of one draw on a sort of findings."""
    with (folder / f"{sort}.tsv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter="\t", lineterminator="\n")
        writer.writerow(columns(sort))
        writer.writerows([j.source, j.start, j.end, *j.label, *j.verdicts, j.why] for j in rows)


def load_paragraphs() -> list[Paragraph]:
    """Return the paragraphs that were searched for misses, of every draw that has some."""
    found = []
    for path in sorted(DRAWS.glob("*/paragraphs.tsv")):
        with path.open(encoding="utf-8", newline="") as file:
            _head, *rows = csv.reader(file, delimiter="\t")
        found += [Paragraph(row[0], *map(int, row[1:])) for row in rows]
    return found
