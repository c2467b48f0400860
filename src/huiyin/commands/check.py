"""`huiyin check`: a draft held against its sources, each figure, name and date with its place or none."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

from huiyin.commands.destination import check_destination, format_of, refuse_special, say_written
from huiyin.commands.inputs import STDIN, Input, find_inputs, standard_input
from huiyin.render.words import gettext as _

if TYPE_CHECKING:
    from huiyin.checking import CheckReport
    from huiyin.reading.sources import Source
    from huiyin.render.checks import Checked
    from huiyin.render.terminal import Colour

PIPE_WIDTH = 100  # columns where there is no terminal to ask
UNSUPPORTED = 1
AGAINST = "--against"
ENDINGS = {"terminal": ".txt", "json": ".json", "html": ".html"}


class CheckCommand(click.Command):
    """Takes several sources after one `--against`, as long as the draft stands before it."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put `--against` before each source that follows it."""
        return super().parse_args(ctx, spread(args))


def spread(args: list[str]) -> list[str]:
    """Return the arguments with `--against A B` written as `--against A --against B`.

    Where no draft stands before it, `--against` takes one source only, so that the draft may stand last.
    """
    found: list[str] = []
    drafted = taking = False
    for number, arg in enumerate(args):
        is_value = bool(found) and found[-1].startswith("-") and found[-1] != "-" and "=" not in found[-1]
        if arg.startswith("-") and arg != "-":
            taking = arg == AGAINST and drafted
            found.append(arg)
        elif taking and args[number - 1] != AGAINST:
            found += [AGAINST, arg]
        else:
            drafted = drafted or not is_value
            found.append(arg)
    return found


@click.command(
    "check",
    cls=CheckCommand,
    short_help=_("Hold a draft against its sources."),
    help=_(
        "Hold a draft against its sources: a figure, name or date gets a source only where it stands there.\n\n"
        "DRAFT is a briefing, digest or summary; each SOURCE a text or a folder of them (txt, html, docx, pdf); - is "
        "standard input."
    ),
    epilog=_(
        "A figure is supported if value, unit, relation and subject agree; a name or date if it stands there letter "
        "for letter. Every run of numerals is checked.\n\n"
        "Exit codes: 0 everything is supported; 1 something is not; 2 bad input or usage; 130 interrupted."
    ),
)
@click.argument("draft", metavar="DRAFT", type=click.Path(allow_dash=True))
@click.option(
    AGAINST,
    "against",
    multiple=True,
    required=True,
    metavar="SOURCE…",
    type=click.Path(allow_dash=True),
    help=_("The texts that the draft was made from."),
)
@click.option(
    "-f",
    "--format",
    "format_",
    type=click.Choice(tuple(ENDINGS)),
    help=_("How to show it.  [default: by the ending of --out, else terminal]"),
)
@click.option("-o", "--out", type=click.Path(path_type=Path, dir_okay=False), help=_("Write here instead."))
@click.option("--year", type=click.IntRange(1949, 2200), help=_("The year of the draft.  [default: of its sources]"))
@click.option(
    "--lexicon",
    "lexicons",
    multiple=True,
    type=click.Path(),
    metavar="DIR",
    help=_("A folder with a place's own words."),
)
@click.option("--lang", "language", type=click.Choice(("zh", "en")), help=_("Language of the page.  [default: zh]"))
@click.pass_context
def check_command(
    ctx: click.Context,
    draft: str,
    against: tuple[str, ...],
    format_: str | None,
    out: Path | None,
    year: int | None,
    lexicons: tuple[str, ...],
    language: str | None,
) -> None:
    """Open all texts, check, show, and leave with 1 where anything is unsupported."""
    from huiyin.checking import check
    from huiyin.reading.lexicon import DEFAULT, Lexicons
    from huiyin.reading.lexicon_check import check_lexicons
    from huiyin.render.checks import Checked

    if [draft, *against].count(STDIN) > 1:
        raise click.UsageError(_("Standard input can be the draft or a source, not both."))
    if out is not None:
        refuse_special(out)
    shown = format_ or (format_of(out, ENDINGS) if out is not None else "terminal")
    sources = find_inputs(against)
    if out is not None:
        check_destination(out, [draft, *(each.path for each in sources)])
    check_lexicons(lexicons)
    opened = {"": _opened(draft), **_opened_all(sources)}
    texts = [(name, source.text) for name, source in opened.items() if name]
    chosen = Lexicons(*map(Path, lexicons)) if lexicons else DEFAULT
    report = check(opened[""].text, texts, year=year, lexicons=chosen)
    title = Path(draft).name if draft != STDIN else _("Standard input")
    body = _rendered(report, Checked(title, opened, report), shown, language, to_file=out is not None)
    _write(body, out)
    ctx.exit(0 if report.supported else UNSUPPORTED)


def _opened(path: str) -> "Source":
    """Open a file or standard input.

    Raises:
        HuiyinError: it cannot be read; the command line says why and leaves with 2.
    """
    from huiyin.reading.sources import open_path, open_stream

    return open_stream(standard_input()) if path == STDIN else open_path(Path(path))


def _opened_all(inputs: list[Input]) -> dict[str, "Source"]:
    """Return all sources by name; of two with one name the second goes by its path."""
    found: dict[str, Source] = {}
    for each in inputs:
        name = each.name if each.name not in found else each.path
        found[name] = _opened(each.path)
    return found


def _rendered(report: "CheckReport", checked: "Checked", format_: str, language: str | None, *, to_file: bool) -> bytes:
    """Return the report in the format asked for."""
    if format_ == "json":
        import msgspec

        encoded: bytes = msgspec.json.format(msgspec.json.encode(report.record()), indent=1)
        return encoded + b"\n"
    if format_ == "html":
        from huiyin.render.check_page import page_bytes

        return page_bytes(checked, "en" if language == "en" else "zh")
    from huiyin.render.checks import terminal_text

    width, colour = PIPE_WIDTH, None
    if sys.stdout.isatty() and not to_file:
        from rich.console import Console

        console = Console()
        width, colour = console.width, cast("Colour", None if console.no_color else console.color_system)
    return terminal_text(checked, width=width, colour=colour).encode()


def _write(body: bytes, out: Path | None) -> None:
    """Write to a file that takes its name when it is whole, or to standard output."""
    from huiyin.commands.work import written_whole

    target: Any
    if out is None:
        sys.stdout.buffer.write(body)
        return
    replaced = out.exists()
    with written_whole(out) as target:
        target.write(body)
    say_written(out, replaced=replaced)
