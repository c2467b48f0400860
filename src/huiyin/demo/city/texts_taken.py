"""Texts of the fictional city as they come into its ledger: taken in, read, confirmed, made tasks of."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.utils import timezone

from huiyin.demo.city.steps import City
from huiyin.ledger import jobs, review, sources, tasks
from huiyin.ledger.models import Case, Source, Statement


@dataclass(frozen=True, slots=True)
class Text:
    """What is told of a text that is taken in."""

    title: str
    kind: str
    who: str
    publisher: str
    year: int
    shared: bool = False


def take_in(city: City, path: Path, text: Text, ago: float) -> Source:
    """Take a text in, some days ago, and read it."""
    content = path.read_bytes()
    source = sources.add_source(
        opened=sources.open_upload(content, path.name),
        described=sources.Description(
            title=text.title,
            text_kind=text.kind,
            publisher=text.publisher,
            published_on=timezone.localdate(city.at(ago)),
            year=text.year,
            place=city.places["YT00"],
        ),
        original=sources.Original(path.name, content),
        shared=text.shared,
        by=city.viewer(text.who),
        at=city.at(ago),
    )
    jobs.read_source(source.key)
    source.refresh_from_db()
    return source


def confirm(city: City, source: Source, who: str, wanted: Callable[[Statement], bool], ago: float) -> None:
    """Confirm the commitments that are wanted; the rest waits for somebody to review it."""
    rows_ = source.statements.filter(kind="commitment", state="draft", gone=False)
    versions = {row.key: row.version for row in rows_ if wanted(row)}
    review.confirm(source=source, statements=versions, by=city.viewer(who), at=city.at(ago))


def tasks_of(city: City, report: Source, words: Sequence[str], ago: float) -> dict[str, Case]:
    """Make a task of each commitment that says certain words; return them by these.

    Raises:
        LookupError: no confirmed commitment says them.
    """
    confirmed = list(report.statements.filter(kind="commitment", state="confirmed", gone=False).order_by("start"))
    named: dict[str, Statement] = {}
    for each in words:
        found = [row for row in confirmed if each in row.text]
        if not found:
            raise LookupError(f"no confirmed commitment of {report.title} says {each}")
        named[each] = found[0]
    made = tasks.make_tasks(statements=list(named.values()), by=city.viewer("supervisor"), at=city.at(ago))
    by_statement = {passage.statement_id: case for case in made.made for passage in case.entry.passages.all()}
    return {each: by_statement[row.pk] for each, row in named.items()}
