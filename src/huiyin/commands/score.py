"""`huiyin score`: how well a reader agrees with a place's own gold readings, and where it does not."""

import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

from huiyin.render.words import gettext as _

if TYPE_CHECKING:
    from huiyin.engines import EngineReading
    from huiyin.reading.lexicon import Lexicons
    from huiyin.render.terminal import Colour
    from huiyin.scoring import DocumentScore, ScoreReport
    from huiyin.scoring.report import Pair
    from huiyin.scoring.values import AnyStatement

    Read = Callable[[str], Sequence[AnyStatement]]

PIPE_WIDTH = 132  # columns where there is no terminal to ask


@click.command(
    "score",
    short_help=_("Measure a reader against gold readings."),
    help=_(
        "Measure a reader against gold readings.\n\n"
        "GOLD_DIR holds NAME.json files that name the text beside them; what is read from each text is compared with "
        "its file."
    ),
    epilog=_(
        "--engine chat sends the texts to the address in HUIYIN_ENGINE_URL, and to no other. Its variables are "
        "HUIYIN_ENGINE_URL, _MODEL, _KEY, _TIMEOUT (seconds), _PRICE_IN and _PRICE_OUT (for a million tokens), "
        "_CURRENCY.\n\n"
        "Exit codes: 0 scored, whatever the figures; 2 bad input or usage; 130 interrupted."
    ),
)
@click.argument("gold", metavar="GOLD_DIR", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "-f", "--format", "format_", type=click.Choice(("terminal", "json")), default="terminal", help=_("How to show it.")
)
@click.option("--misses", is_flag=True, help=_("List every disagreement with its place, passage and rules."))
@click.option(
    "--predictions",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="DIR",
    help=_("Score the readings in this folder (the same NAME.json) instead of reading the texts."),
)
@click.option("--engine", type=click.Choice(("rules", "chat")), help=_("Which reader is measured.  [default: rules]"))
@click.option(
    "--lexicon",
    "lexicons",
    multiple=True,
    type=click.Path(),
    metavar="DIR",
    help=_("A folder with a place's own words."),
)
def score_command(
    gold: Path,
    format_: str,
    misses: bool,
    predictions: Path | None,
    engine: str | None,
    lexicons: tuple[str, ...],
) -> None:
    """Read or take every document's reading, then show how it scores."""
    if predictions is not None and (engine is not None or lexicons):
        raise click.UsageError(
            _("--predictions takes readings that are there; it goes without --engine and --lexicon.")
        )
    from huiyin.reading.lexicon import Lexicons
    from huiyin.scoring import score

    answers: list[EngineReading] = []
    read = _reader(engine or "rules", Lexicons(*map(Path, lexicons)), answers)
    report = score(_pairs(gold, predictions, read))
    if format_ == "json":
        sys.stdout.buffer.write(_json(report, answers, misses) + b"\n")
    else:
        _show(report, answers, misses)


def _reader(engine: str, lexicons: "Lexicons", answers: list["EngineReading"]) -> "Read":
    """Return what reads a text into statements; another engine's whole answers are put aside in `answers`."""
    if engine == "rules":
        from huiyin.reading.reader import read

        return lambda text: read(text, lexicons=lexicons).statements
    from huiyin.engines import chat_reader

    reader = chat_reader()

    def ask(text: str) -> "Sequence[AnyStatement]":
        answers.append(reader.read_with_cost(text, lexicons=lexicons))
        return answers[-1].reading.statements

    return ask


def _pairs(gold: Path, predictions: Path | None, read: "Read") -> Iterator["Pair"]:
    """Yield text, reading, gold reading and name of each document."""
    from huiyin.scoring import filed_statements, gold_documents

    for document in gold_documents(gold):
        got = read(document.text) if predictions is None else filed_statements(predictions / document.file)
        yield document.text, got, document.statements, document.name


def _json(report: "ScoreReport", answers: Sequence["EngineReading"], misses: bool) -> bytes:
    """Return the report as JSON, schema `huiyin.score/1`."""
    import msgspec

    def row(scored: "DocumentScore") -> dict[str, Any]:
        figures = {name: round(value, 6) for name, value in scored.figures.items()}
        return {"name": scored.name, "figures": figures, "kind_f1": scored.kind_f1, "counts": scored.counts}

    shown: dict[str, Any] = {"schema": "huiyin.score/1", "all": row(report.total)}
    shown["documents"] = [row(document) for document in report.documents]
    if misses:
        shown["misses"] = report.misses
    if answers:
        from huiyin.engines.results import bill_of

        shown["engine"] = bill_of(answers)
    encoded: bytes = msgspec.json.Encoder(decimal_format="number").encode(shown)
    return msgspec.json.format(encoded, indent=1)


def _show(report: "ScoreReport", answers: Sequence["EngineReading"], misses: bool) -> None:
    """Print the report for people."""
    from rich.console import Console

    from huiyin.engines.results import bill_of
    from huiyin.render.scores import score_text

    width, colour = PIPE_WIDTH, None
    if sys.stdout.isatty():
        console = Console()
        width, colour = console.width, cast("Colour", None if console.no_color else console.color_system)
    click.echo(score_text(report, bill_of(answers), with_misses=misses, width=width, colour=colour), nl=False)
