"""What a table of suggestions would do (导入预览): row by row filed, there already, or refused with the reason.

A plan is made anew when it is carried out; nothing is written here. Deputies are matched against the roster of the day
on which the item was put forward; a name that two of them bear is refused until a number of the card tells them apart.
A text that is on record is left alone, so that the same file twice changes nothing. An import hands nothing over.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import TypeVar

from huiyin.congress.models import Congress
from huiyin.congress.papers import Paper
from huiyin.congress.suggestion_import_rows import Known, Row, read_row
from huiyin.ledger.models import Case, CaseDeputy, Passage, Source
from huiyin.people.models import House
from huiyin.people.tables import TableRow

ACTS = ("file", "same", "refuse")  # of a row
AT_ONCE = 500  # texts or numbers that one query asks for
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Plan:
    """What a whole file would do; `digest` says of which rows and with what outcome."""

    rows: tuple[Row, ...]
    digest: str

    def count(self, act: str) -> int:
        """Return how many rows do this."""
        return sum(row.act == act for row in self.rows)

    @property
    def papers(self) -> list[Paper]:
        """What would be filed, in the order of the file."""
        return [row.paper for row in self.rows if row.act == "file" and row.paper is not None]


def plan_suggestions(congress: Congress, table: Sequence[TableRow], *, at: datetime) -> Plan:
    """Return what the rows of a table would do now; `at` is when those that name no day count as put forward."""
    known = Known(congress, at)
    rows = [read_row(each, known) for each in table]
    _find_on_record(rows, congress)
    _refuse_doubles(rows)
    _refuse_numbers(rows, known)
    _note_titles(rows, congress)
    return Plan(tuple(rows), _digest(rows))


def _find_on_record(rows: Sequence[Row], congress: Congress) -> None:
    """Find the rows whose text is on record already: they are left alone."""
    by_digest = {row.digest: row for row in rows if row.digest and row.act == "file"}
    for digests in batches(by_digest):
        known = Source.objects.filter(sha256__in=digests, house=House.CONGRESS, home=congress.place)
        cases = Passage.objects.filter(source__in=known, entry__cases__isnull=False).order_by("entry__cases__pk")
        found = dict(cases.values_list("source__sha256", "entry__cases__pk"))
        there = Case.objects.in_bulk(set(found.values()))
        for digest in known.values_list("sha256", flat=True):
            row, pk = by_digest[digest], found.get(digest)
            row.act, row.case = "same", there[pk] if pk else None
    for row in rows:  # a text that stands twice in the file is there as often as it is on record
        first = by_digest.get(row.digest)
        if row.act == "file" and first is not None and first.act == "same":
            row.act, row.case = "same", first.case


def _refuse_doubles(rows: Sequence[Row]) -> None:
    """Refuse the second of two rows with one text."""
    seen: dict[str, int] = {}
    for row in rows:
        if row.act == "file" and (first := seen.setdefault(row.digest, row.number)) != row.number:
            row.refuse("double", str(first))


def _refuse_numbers(rows: Sequence[Row], known: Known) -> None:
    """Refuse a number that another case of the year has, or that stands twice in the file."""
    seen: dict[tuple[str, int, str], int] = {}
    for row in rows:
        if row.act != "file" or row.paper is None or not row.paper.number:
            continue
        first = seen.setdefault(_series(row.paper, known), row.number)
        if first != row.number:
            row.refuse("double_number", str(first))
    place = known.congress.place
    for asked in batches(seen):
        numbers = [number for _kind, _year, number in asked]
        taken = set(Case.objects.filter(place=place, number__in=numbers).values_list("case_type", "year", "number"))
        for row in rows:
            if row.act == "file" and row.paper and _series(row.paper, known) in taken:
                row.refuse("number_taken", row.paper.number)


def _series(paper: Paper, known: Known) -> tuple[str, int, str]:
    year = known.occasion(paper.at.astimezone().date()).year
    return known.rules(paper.written.kind).case_type, year, paper.number


def _note_titles(rows: Sequence[Row], congress: Congress) -> None:
    """Note rows whose deputy has filed an item of the same title with another text."""
    new = {(row.paper.drafter.pk, row.title): row for row in rows if row.act == "file" and row.paper}
    for titles in batches({title for _pk, title in new}):
        filed = CaseDeputy.objects.filter(
            part=CaseDeputy.Part.FILER, case__title__in=titles, case__place=congress.place
        )
        for pk, title, number in filed.values_list("deputy_id", "case__title", "case__number"):
            if (pk, title) in new:
                new[pk, title].notes.append(("same_title", number))


def _digest(rows: Sequence[Row]) -> str:
    told = [[row.number, row.title, row.act, row.problems, row.digest, row.units] for row in rows]
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()


def batches(values: Iterable[T], size: int = AT_ONCE) -> Iterator[list[T]]:
    """Yield values in lists of a size."""
    each = iter(values)
    while batch := list(islice(each, size)):
        yield batch
