"""Search (检索) in cases, statements and sources on both databases; rows follow the projections, in their transaction.

`matching` narrows any queryset to the rows in whose words a query stands; `found_newest` returns the newest of them.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import BooleanField, Model, QuerySet
from django.db.models.expressions import RawSQL

from huiyin.ledger.models import Case, CaseParty, CaseWords, Passage, Source, SourceWords, Statement, StatementWords
from huiyin.ledger.tokens import Phrase, phrases, tokens

BATCH = 1000
FEW = 4000  # so many rows are asked for by their ids; a word in more is soon met among the newest
Wanted = Sequence[Sequence[Phrase]]  # each in one of its spellings


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where the words of one sort of row lie."""

    words: type[Model]
    of: str  # the column of the row that the words are of

    @property
    def table(self) -> str:
        """The table of the words."""
        return self.words._meta.db_table


SHELVES: dict[type[Model], Shelf] = {
    Case: Shelf(CaseWords, "case_id"),
    Statement: Shelf(StatementWords, "statement_id"),
    Source: Shelf(SourceWords, "source_id"),
}


def matching(rows: QuerySet[Any], query: str, *, counting: bool = False) -> QuerySet[Any]:
    """Return the rows in whose words each phrase of a query stands in one of its spellings; all rows where it has none.

    Args:
        counting: the rows are to be counted and not to be shown in order: the index is asked for any of them.
    """
    wanted = phrases(query)
    if not wanted:
        return rows
    shelf = SHELVES[rows.model]
    if connection.vendor == "postgresql":
        sql, query = f"SELECT {shelf.of} FROM {shelf.table} WHERE vector @@ %s::tsquery", _tsquery(wanted)  # noqa: S608
    else:
        sql, query = f"SELECT rowid FROM {shelf.table}_fts WHERE {shelf.table}_fts MATCH %s", _fts(wanted)  # noqa: S608
    any_of_them = RawSQL(sql, [query])  # noqa: S611  names of tables are ours, the query is a parameter
    if counting:
        return rows.filter(pk__in=any_of_them)
    # A rare word is asked of the index first: the planner would else walk the newest rows in search of it for long.
    with connection.cursor() as cursor:
        cursor.execute(f"{sql} LIMIT {FEW + 1}", [query])
        few = [pk for (pk,) in cursor.fetchall()]
    if len(few) <= FEW:
        return rows.filter(pk__in=few)
    if connection.vendor == "postgresql" and all(len(phrase.tokens) == 1 for each in wanted for phrase in each):
        return rows.filter(pk__in=any_of_them)  # it knows how common a single token is
    return rows.filter(_each_looked_at(rows.model, shelf, wanted))


def _each_looked_at(model: type[Model], shelf: Shelf, wanted: Wanted) -> RawSQL:
    """Return the condition that a row's words hold all phrases, asked of each row in the order of the list.

    A word that thousands have is soon met among the first rows of any order. The index would give all that have it, to
    be sorted: SQLite knows no better, and PostgreSQL takes any phrase to be in one row. OFFSET keeps it from making a
    join of the condition.
    """
    of = f"{model._meta.db_table}.{model._meta.pk.column}"
    sought = [f" {' '.join(phrase.tokens)}{'' if phrase.prefix else ' '}" for each in wanted for phrase in each]
    stands = ("strpos" if connection.vendor == "postgresql" else "instr") + "(' ' || w.tokens || ' ', %s) > 0"
    asked = " AND ".join([f"w.{shelf.of} = {of}", *(f"({' OR '.join([stands] * len(each))})" for each in wanted)])
    aside = " OFFSET 0" if connection.vendor == "postgresql" else ""
    found = f"SELECT 1 FROM {shelf.table} AS w WHERE {asked}{aside}"  # noqa: S608  names of tables are ours
    return RawSQL(f"EXISTS ({found})", sought, output_field=BooleanField())  # noqa: S611  what is sought is parameters


def found_newest(rows: QuerySet[Any], query: str, *, most: int, beside: Sequence[str] = ()) -> list[Any]:
    """Return the newest of the rows in whose words a query stands; `beside` are relations to read with them."""
    if not phrases(query):
        return []
    return list(matching(rows, query).select_related(*beside).order_by("-pk")[:most])


def _tsquery(wanted: Wanted) -> str:
    """Return a query of PostgreSQL; tokens are of the letters a to p, so that nothing needs quoting."""

    def said(phrase: Phrase) -> str:
        return f"{phrase.tokens[0]}:*" if phrase.prefix else "(" + " <-> ".join(phrase.tokens) + ")"

    return " & ".join(f"({' | '.join(map(said, each))})" for each in wanted)


def _fts(wanted: Wanted) -> str:
    """Return a query of FTS5."""

    def said(phrase: Phrase) -> str:
        return f"{phrase.tokens[0]}*" if phrase.prefix else '"' + " ".join(phrase.tokens) + '"'

    return " AND ".join(f"({' OR '.join(map(said, each))})" for each in wanted)


def index_cases(cases: Iterable[Case]) -> None:
    """Write the words of cases; unchanged ones are left alone, since most steps change none."""
    rows = list(cases)
    said: dict[int, list[str]] = {row.pk: [row.number, row.title, row.indicator] for row in rows}
    entries: dict[int, list[int]] = {}
    for row in rows:
        entries.setdefault(row.entry_id, []).append(row.pk)
    for entry, quote in Passage.objects.filter(entry_id__in=entries).values_list("entry_id", "quote"):
        for pk in entries[entry]:
            said[pk].append(quote)
    parties = CaseParty.objects.filter(case_id__in=said, active=True).order_by("pk")
    for pk, name, short in parties.values_list("case_id", "unit__name", "unit__short_name"):
        said[pk] += [name, short]
    _write(CaseWords, "case_id", said)


def index_statements(statements: Iterable[Statement]) -> None:
    """Write the words of statements; one that is gone has none."""
    standing, gone = {}, []
    for row in statements:
        if row.gone:
            gone.append(row.pk)
        else:
            standing[row.pk] = [row.text, row.speaker]
    StatementWords.objects.filter(pk__in=gone).delete()
    _write(StatementWords, "statement_id", standing)


def index_sources(sources: Iterable[Source]) -> None:
    """Write the words of sources: title and publisher; their texts are found by their statements."""
    _write(SourceWords, "source_id", {row.pk: [row.title, row.publisher] for row in sources})


def _write(model: type[Model], column: str, said: dict[int, list[str]]) -> None:
    """Write words by id, those only that are new or changed."""
    manager: Any = model._default_manager
    wanted = {pk: tokens("\0".join(words)) for pk, words in said.items()}
    present = dict(manager.filter(pk__in=wanted).values_list("pk", "tokens"))
    changed = [model(**{column: pk, "tokens": value}) for pk, value in wanted.items() if present.get(pk) != value]
    if changed:
        manager.bulk_create(
            changed, batch_size=BATCH, update_conflicts=True, unique_fields=[column], update_fields=["tokens"]
        )


def forget_search(key: str) -> int:
    """Clear what search knows of the case, source (with its statements) or statement of a key; return how many rows."""
    cleared = 0
    for manager, path in (
        (CaseWords.objects, "case__key"),
        (SourceWords.objects, "source__key"),
        (StatementWords.objects, "statement__source__key"),
        (StatementWords.objects, "statement__key"),
    ):
        cleared += manager.filter(**{path: key}).delete()[0]
    return cleared


def reindex() -> Iterator[tuple[str, int]]:
    """Write all words anew, batch by batch; yields what was done: the table and how many rows so far."""
    shelves: tuple[tuple[str, QuerySet[Any], Callable[[list[Any]], None]], ...] = (
        ("cases", Case.objects.only("pk", "number", "title", "indicator", "entry_id"), index_cases),
        ("statements", Statement.objects.only("pk", "text", "speaker", "gone"), index_statements),
        ("sources", Source.objects.only("pk", "title", "publisher"), index_sources),
    )
    for name, rows, write in shelves:
        done, last = 0, 0
        while batch := list(rows.filter(pk__gt=last).order_by("pk")[:BATCH]):
            write(batch)
            done, last = done + len(batch), batch[-1].pk
            yield name, done
