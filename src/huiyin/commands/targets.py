"""`huiyin targets`: what reports aim at and what they reached, indicator by indicator, side by side."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from huiyin.errors import HuiyinError
from huiyin.render.words import gettext as _

if TYPE_CHECKING:
    from huiyin.render.terminal import Colour
    from huiyin.targets import ReportTargets

PIPE_WIDTH = 132  # columns where there is no terminal to ask
SOME_FAILED = 1


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
    type=click.Choice(("terminal", "json", "csv", "xlsx")),
    default="terminal",
    help=_("How to show it."),
)
@click.option("-o", "--out", type=click.Path(path_type=Path, dir_okay=False), help=_("Write here instead."))
@click.option("--year", type=click.IntRange(1949, 2200), help=_("The planned year.  [default: found in the text]"))
def targets_command(files: tuple[str, ...], format_: str, out: Path | None, year: int | None) -> None:
    """Read every report and show what was found."""
    if format_ == "xlsx" and out is None and sys.stdout.isatty():
        raise click.UsageError(_("A workbook needs a file: add --out NAME.xlsx."))
    reports, failures = _read(files, year)
    for failure in failures:
        click.echo(failure, err=True)
    if not reports:
        sys.exit(2)
    body = _rendered(reports, format_)
    if out is not None:
        out.write_bytes(body)
    else:
        sys.stdout.buffer.write(body)
    if failures:
        sys.exit(SOME_FAILED)


def _read(files: tuple[str, ...], year: int | None) -> tuple[list["ReportTargets"], list[str]]:
    """Return what was read, and a sentence for each file that could not be."""
    from huiyin.commands.inputs import STDIN, find_inputs
    from huiyin.reading.sources import open_path, open_stream
    from huiyin.render.errors import told
    from huiyin.targets import read_targets

    reports, failures = [], []
    for each in find_inputs(files):
        try:
            opened = open_stream(sys.stdin.buffer) if each.path == STDIN else open_path(Path(each.path))
            reports.append(read_targets(opened.text, year=year, source=each.name))
        except HuiyinError as error:
            failures.append(_("{file}: {message}").format(file=each.name, message=told(error)))
    return reports, failures


def _rendered(reports: list["ReportTargets"], format_: str) -> bytes:
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
    if sys.stdout.isatty():
        console = Console()
        width, colour = console.width, cast("Colour", None if console.no_color else console.color_system)
    return faces.terminal_text(reports, width=width, colour=colour).encode("utf-8")
