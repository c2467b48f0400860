"""`huiyin read`: texts in, readings out."""

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, nullcontext
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

from huiyin.commands.choices import CodeOrName
from huiyin.commands.destination import (
    check_destination,
    format_of,
    refuse_file_as_folder,
    refuse_inputs,
    refuse_special,
    say_written,
)
from huiyin.commands.inputs import Input, find_inputs
from huiyin.commands.outputs import opened, sink_for, targets_in
from huiyin.commands.pool import Job, run_in_order
from huiyin.commands.work import (
    ENDINGS,
    FORMATS,
    Outcome,
    Settings,
    Task,
    is_risky,
    lost,
    work,
    work_again,
)
from huiyin.errors import HuiyinError
from huiyin.reading.lexicon_check import check_lexicons
from huiyin.reading.model import Kind, TextKind
from huiyin.render.words import gettext as _

if TYPE_CHECKING:
    from huiyin.render.terminal import Colour

ENDING = re.compile(r"\.[A-Za-z][A-Za-z0-9]{0,4}")  # what looks like the ending of a file's name
TABLE_NAMES = ("statements", "measures", "mentions", "sections", "sources")


@dataclass(slots=True)
class Report:
    """What happened to the inputs so far; `written` are outputs, `replaced` how many of them were there before."""

    done: int = 0
    skipped: int = 0
    written: list[Path] = field(default_factory=list)
    replaced: int = 0
    problems: list[tuple[str, str]] = field(default_factory=list)
    remarks: list[tuple[str, str]] = field(default_factory=list)

    @property
    def exit_code(self) -> int:
        """0 when all went well, 1 when some inputs failed, 2 when all of them did."""
        if not self.problems:
            return 0
        return 1 if self.done or self.skipped else 2


READING = Job(work, again=work_again, lost=lost, risky=is_risky)


@click.command(
    "read",
    short_help=_("Read texts into statements, figures and names with their places."),
    help=_(
        "Read texts into statements, figures and names with their places.\n\n"
        "FILE is a text (txt, html, docx, pdf), a folder with such files, or - for standard input."
    ),
    epilog=_(
        "Without --format: by the ending of --out; on a terminal the view for people; in a pipe JSON for one FILE and "
        "JSONL for several or a folder.\n\n"
        "JSON of one FILE is one object (schema huiyin.reading/1), of several a list.\n\n"
        "Exit codes: 0 all read; 1 some files could not be read; 2 none could, or wrong usage; 130 interrupted."
    ),
)
@click.argument("files", nargs=-1, required=True, metavar="FILE…", type=click.Path(allow_dash=True))
@click.option("-f", "--format", "format_", type=click.Choice(FORMATS), help=_("How to show the reading."))
@click.option(
    "-o",
    "--out",
    type=click.Path(),
    metavar="PATH",
    help=_("Write to this file; or to this folder, one file for each input (an existing one, or a name ending in /)."),
)
@click.option(
    "-k", "--kind", "kinds", multiple=True, type=CodeOrName("kind", Kind), help=_("Only these kinds of statements.")
)
@click.option("--table", type=click.Choice(TABLE_NAMES), help=_("Which table CSV shows.  [default: statements]"))
@click.option("--text-kind", type=CodeOrName("text_kind", TextKind), help=_("The kind of text; recognised otherwise."))
@click.option(
    "--year",
    type=click.IntRange(1949, 2200),
    metavar="YEAR",
    help=_("The year of speaking; found in the text otherwise."),
)
@click.option("--place", metavar="NAME", help=_("The place that statements without one are about."))
@click.option(
    "--lexicon",
    "lexicons",
    multiple=True,
    type=click.Path(),
    metavar="DIR",
    help=_("A folder with a place's own words."),
)
@click.option("--explain", is_flag=True, help=_("Say for each label which rule gave it and which lost."))
@click.option(
    "--lang", "language", type=click.Choice(("zh", "en")), help=_("Language of workbook and page.  [default: zh]")
)
@click.option(
    "-j", "--jobs", type=click.IntRange(1, 256), default=1, metavar="N", help=_("Processes to read with.  [default: 1]")
)
@click.option(
    "--resume",
    is_flag=True,
    help=_("Leave inputs out whose output in the folder is whole and was made with the same options."),
)
@click.pass_context
def read_command(
    ctx: click.Context,
    files: tuple[str, ...],
    format_: str | None,
    out: str | None,
    kinds: tuple[str, ...],
    table: str | None,
    text_kind: str | None,
    year: int | None,
    place: str | None,
    lexicons: tuple[str, ...],
    explain: bool,
    language: str | None,
    jobs: int,
    resume: bool,
) -> None:
    """Check the options against each other, then read."""
    several = len(files) > 1 or Path(files[0]).is_dir()
    folder = _is_folder(out, several)
    chosen = format_ or _format_for(out, folder, several)
    if place is not None and not place.isprintable():
        raise HuiyinError("place.invalid")
    _check_usage(chosen, out, folder, several, table, resume)
    settings = Settings(
        format=chosen,
        table=table or "statements",
        kinds=frozenset(kinds),
        text_kind=text_kind,
        year=year,
        place=place,
        lexicons=lexicons,
        explain=explain,
        language="en" if language == "en" else "zh",
        together=several and not folder,
    )
    if chosen == "terminal":
        settings = _with_terminal(settings, out)
    report = _read_all(files, settings, out, folder, jobs, resume)
    _tell(report, several, Path(out) if out and folder else None)
    ctx.exit(report.exit_code)


def _is_folder(out: str | None, several: bool) -> bool:
    """Say whether --out names a folder: one that is there, or a new one by its look."""
    if out is None:
        return False
    return Path(out).is_dir() or out.endswith(("/", "\\")) or (several and not ENDING.fullmatch(Path(out).suffix))


def _format_for(out: str | None, folder: bool, several: bool) -> str:
    """Return the format where none was named."""
    if out is not None and not folder:
        refuse_special(Path(out))
        return format_of(Path(out), ENDINGS)
    if folder:
        return "json"
    if sys.stdout.isatty():
        return "terminal"
    return "jsonl" if several else "json"


def _check_usage(format_: str, out: str | None, folder: bool, several: bool, table: str | None, resume: bool) -> None:
    """Refuse options that do not go together."""
    if table is not None and format_ != "csv":
        raise click.UsageError(_("--table goes with --format csv only."))
    if resume and not folder:
        raise click.UsageError(_("--resume needs a folder in --out, with one file for each input."))
    if format_ == "html" and several and not folder:
        raise click.UsageError(_("A page holds one reading; name a folder with --out to get one page for each input."))
    if format_ == "xlsx" and out is None and sys.stdout.isatty():
        raise click.UsageError(_("A workbook cannot be shown here; name a file with --out."))


def _with_terminal(settings: Settings, out: str | None) -> Settings:
    """Add width and colours of the terminal, or plain settings for a pipe or file."""
    if out is not None or not sys.stdout.isatty():
        return settings
    from rich.console import Console

    console = Console()
    colour = cast("Colour", None if console.no_color else console.color_system)
    return replace(settings, width=console.width, colour=colour)


def _read_all(
    files: Sequence[str], settings: Settings, out: str | None, folder: bool, jobs: int, resume: bool
) -> Report:
    """Read every input and write what it gives; return what happened."""
    report = Report()
    check_lexicons(settings.lexicons)
    inputs = find_inputs(files)
    if folder and out is not None:
        _read_each(inputs, settings, Path(out), jobs, resume, report)
        return report
    if out is not None:
        check_destination(Path(out), (each.path for each in inputs))
    tasks = [Task(each, settings) for each in inputs]
    with closing(run_in_order(READING, tasks, min(jobs, len(tasks)))) as outcomes:
        _write_together(outcomes, settings, out, len(tasks), report)
    return report


def _read_each(inputs: list[Input], settings: Settings, folder: Path, jobs: int, resume: bool, report: Report) -> None:
    """Write one output for each input into the folder, and beside them how they were made."""
    from huiyin.commands.resuming import Record

    refuse_file_as_folder(folder)
    pairs = list(zip(inputs, targets_in(folder, inputs, settings), strict=True))
    refuse_inputs((target for _source, target in pairs), (each.path for each in inputs))
    record = Record(folder, settings)
    waiting = [pair for pair in pairs if not (resume and record.is_done(*pair))]
    report.skipped = len(pairs) - len(waiting)
    for source, _target in waiting:
        record.look_at(source.path)
    there = {target for _source, target in waiting if target.exists()}
    tasks = [Task(source, settings, str(target)) for source, target in waiting]
    with (
        record.kept() if waiting else nullcontext(),
        closing(run_in_order(READING, tasks, min(jobs, len(tasks)))) as outcomes,
    ):
        for (source, target), outcome in zip(waiting, _progress(outcomes, len(tasks)), strict=True):
            _note(report, [outcome])
            if not outcome.problem:
                record.note(source, target)
                report.written.append(target)
                report.replaced += target in there


def _write_together(
    outcomes: Iterator[Outcome], settings: Settings, out: str | None, total: int, report: Report
) -> None:
    """Write the readings to one output, as they come; nothing is written when no input is good."""
    first = next(outcomes, None)
    while first is not None and first.problem:
        _note(report, [first])
        first = next(outcomes, None)
    if first is None:
        return
    there = out is not None and Path(out).exists()
    hidden = out is None and sys.stdout.isatty()  # no bar across what is being printed
    with opened(Path(out) if out else None) as output:
        sink = sink_for(settings, output)
        for outcome in _progress(chain([first], outcomes), 0 if hidden else total):
            _note(report, [outcome])
            if not outcome.problem:
                sink.add(outcome.payload)
        sink.close()
    if out is not None:
        report.written.append(Path(out))
        report.replaced += there


def _note(report: Report, outcomes: Iterable[Outcome]) -> None:
    """Count outcomes, as they come."""
    for outcome in outcomes:
        if outcome.problem:
            report.problems.append((outcome.source.path, outcome.problem))
        else:
            report.done += 1
        if outcome.remark:
            report.remarks.append((outcome.source.path, outcome.remark))


def _progress(outcomes: Iterator[Outcome], total: int) -> Iterator[Outcome]:
    """Show how far the work is, on a terminal and where there is something to wait for."""
    if total < 2 or not sys.stderr.isatty():
        yield from outcomes
        return
    with _bar(total) as advance:
        for outcome in outcomes:
            advance()
            yield outcome


@contextmanager
def _bar(total: int) -> Iterator[Any]:
    """Yield a function that moves the bar by one; the bar goes away at the end."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(_("Reading"), total=total)
        yield lambda: progress.advance(task)


def _tell(report: Report, several: bool, folder: Path | None) -> None:
    """Say at the end what could not be read, or not all of it, and what was written."""
    named = _("{file}: {message}")
    for path, remark in report.remarks:
        click.echo(_("Note: {message}").format(message=named.format(file=path, message=remark)), err=True)
    if report.problems and several:
        count, total = len(report.problems), len(report.problems) + report.done + report.skipped
        click.echo(_("{count} of {total} files could not be read:").format(count=count, total=total), err=True)
        for path, problem in report.problems:
            click.echo(f"  {named.format(file=path, message=problem)}", err=True)
    elif report.problems:
        for path, problem in report.problems:
            click.echo(_("Error: {message}").format(message=named.format(file=path, message=problem)), err=True)
    if folder is not None and len(report.written) > 1:
        said = _("Written to {path}: {count} files, {replaced} of them overwritten.")
        click.echo(said.format(path=folder, count=len(report.written), replaced=report.replaced), err=True)
    elif report.written:
        say_written(report.written[0], replaced=bool(report.replaced))
    if several or report.skipped:
        said = _("{done} read, {skipped} left out as done, {failed} failed.")
        click.echo(said.format(done=report.done, skipped=report.skipped, failed=len(report.problems)), err=True)
