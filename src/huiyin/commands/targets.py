"""`huiyin targets`: what reports aim at and what they reached, indicator by indicator, side by side."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from huiyin.commands.destination import check_destination, format_of, refuse_special, say_written
from huiyin.commands.inputs import STDIN, Input, find_inputs, standard_input
from huiyin.errors import HuiyinError
from huiyin.render.words import gettext as _

if TYPE_CHECKING:
    from huiyin.render.terminal import Colour
    from huiyin.targets import ReportTargets

PIPE_WIDTH = 132  # columns where there is no terminal to ask
SOME_FAILED = 1
ENDINGS = {"terminal": ".txt", "json": ".json", "csv": ".csv", "xlsx": ".xlsx"}


@click.command(
    "targets",
    short_help=_("Put the targets and results of reports side by side."),
    help=_(
        "Put the targets of the planned year and the results of the past one side by side, each with its place.\n\n"
        "FILE is a government work report (txt, html, docx, pdf), a folder of them, or - for standard input."
    ),
    epilog=_("Exit codes: 0 fine; 1 some files could not be read; 2 bad input or usage; 130 interrupted."),
)
@click.argument("files", metavar="FILE…", nargs=-1, required=True)
@click.option(
    "-f",
    "--format",
    "format_",
    type=click.Choice(tuple(ENDINGS)),
    help=_("How to show it.  [default: by the ending of --out, else terminal]"),
)
@click.option("-o", "--out", type=click.Path(path_type=Path, dir_okay=False), help=_("Write here instead."))
@click.option("--year", type=click.IntRange(1949, 2200), help=_("The planned year.  [default: found in the text]"))
@click.pass_context
def targets_command(
    ctx: click.Context, files: tuple[str, ...], format_: str | None, out: Path | None, year: int | None
) -> None:
    """Read every report and show what was found."""
    if out is not None:
        refuse_special(out)
    chosen = format_ or (format_of(out, ENDINGS) if out is not None else "terminal")
    if chosen == "xlsx" and out is None and sys.stdout.isatty():
        raise click.UsageError(_("A workbook needs a file: add --out NAME.xlsx."))
    inputs = find_inputs(files)
    if out is not None:
        check_destination(out, (each.path for each in inputs))
    reports, failures = _read(inputs, year)
    for failure in failures:
        click.echo(_("Error: {message}").format(message=failure), err=True)
    for report in reports:
        if not (report.targets or report.results):
            said = _("no target and no result was found; a government work report is expected.")
            said = _("{file}: {message}").format(file=report.source, message=said)
            click.echo(_("Note: {message}").format(message=said), err=True)
    if not reports:
        ctx.exit(2)
    _write(_rendered(reports, chosen, to_file=out is not None), out)
    ctx.exit(SOME_FAILED if failures else 0)


def _write(body: bytes, out: Path | None) -> None:
    """Write to a file that takes its name when it is whole, or to standard output."""
    from huiyin.commands.work import written_whole

    if out is None:
        sys.stdout.buffer.write(body)
        return
    replaced = out.exists()
    with written_whole(out) as output:
        output.write(body)
    say_written(out, replaced=replaced)


def _read(inputs: list[Input], year: int | None) -> tuple[list["ReportTargets"], list[str]]:
    """Return what was read, and a sentence for each file that could not be."""
    from huiyin.reading.sources import open_path, open_stream
    from huiyin.render.errors import sentence
    from huiyin.targets import read_targets

    reports, failures = [], []
    for each in inputs:
        try:
            opened = open_stream(standard_input()) if each.path == STDIN else open_path(Path(each.path))
            reports.append(read_targets(opened.text, year=year, source=each.name))
        except HuiyinError as error:
            failures.append(_("{file}: {message}").format(file=each.path, message=sentence(error)))
    return reports, failures


def _rendered(reports: list["ReportTargets"], format_: str, *, to_file: bool) -> bytes:
    """Return the comparison in the format asked for."""
    if format_ == "json":
        from huiyin.targets import to_json

        return to_json(reports) + b"\n"
    from huiyin.render import targets as faces

    if format_ == "csv":
        return faces.csv_bytes(reports)
    if format_ == "xlsx":
        return faces.workbook_bytes(reports)
    from rich.console import Console

    width, colour = PIPE_WIDTH, None
    if sys.stdout.isatty() and not to_file:
        console = Console()
        width, colour = console.width, cast("Colour", None if console.no_color else console.color_system)
    return faces.terminal_text(reports, width=width, colour=colour).encode("utf-8")
