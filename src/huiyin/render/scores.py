"""The terminal view of a score report: the figures, what they are made of, and the misses by document."""

import io
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from huiyin.engines.results import Bill
from huiyin.reading.model import Kind
from huiyin.render.terminal import Colour, safe
from huiyin.render.words import Names, noted
from huiyin.render.words import gettext as _
from huiyin.scoring import Count, Miss, ScoreReport, Tally

FIGURES = {
    "kind_accuracy": noted("Kind accuracy"),
    "kind_f1": noted("Kind F1"),
    "statement_span_f1": noted("Statement span F1"),
    "statement_f1": noted("Statement F1"),
    "measure_f1": noted("Figure F1"),
    "measure_span_f1": noted("Figure span F1"),
    "mention_f1": noted("Name F1"),
    "mention_relaxed_f1": noted("Name relaxed F1"),
    "speaker": noted("Speaker"),
    "period": noted("Period"),
}
COUNTS = {
    "statement_span": noted("Statements: span"),
    "statement": noted("Statements: span and kind"),
    "measure": noted("Figures: value, unit and relation"),
    "measure_span": noted("Figures: span alone"),
    "mention": noted("Names: span and type"),
    "mention_relaxed": noted("Names: overlapping, same type"),
}
MISSES = {
    "kind.wrong": noted("another kind"),
    "kind.unread": noted("not read"),
    "kind.stray": noted("read, not in the gold"),
    "speaker.wrong": noted("another speaker"),
    "period.wrong": noted("another period"),
    "statement.missed": noted("statement cut otherwise"),
    "statement.extra": noted("statement too many"),
    "measure.missed": noted("figure missed"),
    "measure.extra": noted("figure too many"),
    "measure.differs": noted("figure read otherwise"),
    "mention.missed": noted("name missed"),
    "mention.extra": noted("name too many"),
    "mention.span": noted("name cut otherwise"),
    "mention.type": noted("name of another type"),
}
_NOTHING = "–"


def score_text(
    report: ScoreReport, bill: Bill | None = None, *, with_misses: bool = False, width: int = 100, colour: Colour = None
) -> str:
    """Return the view as text for a terminal of `width` columns; `colour` is a colour system of rich, or None."""
    page = io.StringIO()
    console = Console(
        file=page,
        width=max(width, 60),
        force_terminal=colour is not None,
        color_system=colour,
        no_color=colour is None,
        highlight=False,
        legacy_windows=False,
    )
    counts = report.total.counts
    parts: list[RenderableType] = [_figures(report), _make_up(counts), _in_words(counts)]
    if with_misses:
        parts.extend(_misses(report.misses))
    if bill:
        parts.append(_bill(bill))
    for part in parts:
        console.print(part)
        console.print()
    lines = (line.rstrip() for line in page.getvalue().split("\n"))
    return "\n".join(lines).rstrip("\n") + "\n"


def _figures(report: ScoreReport) -> Table:
    """A row for each document and one over all."""
    table = Table(box=None, padding=(0, 1), header_style="bold", pad_edge=False)
    table.add_column(_("Document"), no_wrap=True, min_width=8, max_width=24, vertical="bottom")
    for name in report.total.figures:
        table.add_column(_(FIGURES[name]), justify="right", vertical="bottom", min_width=6, max_width=10)
    for row in (*report.documents, report.total):
        over_all = row is report.total
        name = _("ALL") if over_all else safe(row.name)
        cells = [f"{value:.3f}" for value in row.figures.values()]
        table.add_row(Text(name), *cells, style="bold" if over_all else None)
    return table


def _make_up(counts: Tally) -> Table:
    """What each F1 over all documents is made of."""
    table = Table(box=None, padding=(0, 1), header_style="bold", pad_edge=False)
    table.add_column(_("Made of"), overflow="fold")
    for head in (_("Right"), _("Read"), _("In the gold"), _("Precision"), _("Recall"), "F1"):
        table.add_column(head, justify="right")

    def row(name: str, count: Count) -> None:
        numbers = (f"{number:,}" for number in (count.hit, count.got, count.want))
        rates = (f"{rate:.3f}" for rate in (count.precision, count.recall, count.f1))
        table.add_row(name, *numbers, *rates)

    for field, name in COUNTS.items():
        row(_(name), getattr(counts, field))
    names = Names()
    for kind in Kind:
        if kind in counts.kinds and counts.kinds[kind].want:
            row(_("Characters: {kind}").format(kind=names.of("kind", kind)), counts.kinds[kind])
    return table


def _in_words(counts: Tally) -> Text:
    said = _(
        "Of {characters} letters, digits and Han characters of the gold statements, {kind} have the right kind, "
        "{speaker} the right speaker, {period} the right period; {stray} outside any gold statement were read as one."
    )
    fields = ("characters", "kind", "speaker", "period", "stray")
    return Text(said.format(**{field: f"{getattr(counts, field):,}" for field in fields}))


def _misses(found: Sequence[Miss]) -> Iterator[RenderableType]:
    """How many there are of each type, then a table for each document."""
    names = Names()
    counts = Counter(miss.type for miss in found)
    yield Text("; ".join(f"{_(MISSES[sort])} {count:,}" for sort, count in counts.most_common()) or _("No misses."))
    for document, misses in groupby(found, key=lambda miss: miss.document):
        table = Table(
            title=safe(document), title_justify="left", title_style="bold", box=None, padding=(0, 1), pad_edge=False
        )
        table.add_column(_("Position"), justify="right", no_wrap=True)
        table.add_column(_("What"), overflow="fold")
        for head in (_("Passage"), _("Gold"), _("Read")):
            table.add_column(head, overflow="fold", ratio=2)
        table.add_column(_("Rules"), overflow="fold", ratio=1)
        for miss in misses:
            what = _(MISSES[miss.type])
            if miss.characters:
                what += f" ({miss.characters:,})"
            place = f"{miss.start}–{miss.end}"
            sides = (_value(miss, miss.want, names), _value(miss, miss.got, names))
            words = (miss.passage, *sides, " ".join(miss.rules))
            table.add_row(place, what, *(Text(safe(each)) for each in words))
        yield table


def _value(miss: Miss, value: str | None, names: Names) -> str:
    """Return one side of a miss in words."""
    if value is None:
        return _NOTHING
    group = miss.type.partition(".")[0]
    if group in ("kind", "period"):
        return names.of(group, value)
    if group == "mention":
        sort, _space, words = value.partition(" ")
        return f"{names.of('mention', sort)} {words}"
    return value


def _bill(bill: Bill) -> Text:
    """Say what another engine cost, with its make-up, and what was left out of its answers."""
    said = _("{model}: {answers} answers, {tokens_in} tokens in, {tokens_out} out").format(
        model=safe(bill.model),
        answers=f"{bill.usage.answers:,}",
        tokens_in=f"{bill.usage.tokens_in:,}",
        tokens_out=f"{bill.usage.tokens_out:,}",
    )
    cost = _("no prices set") if bill.cost is None else f"{bill.cost:f} {safe(bill.currency)}"
    lines = [f"{said}; {cost}"]
    if bill.usage.uncounted:
        lines.append(_("{count} answers told no tokens: the true cost is higher.").format(count=bill.usage.uncounted))
    if bill.dropped:
        dropped = ", ".join(f"{reason} {count:,}" for reason, count in bill.dropped.items())
        lines.append(_("Left out because the text does not bear it out: {dropped}").format(dropped=dropped))
    return Text("\n".join(lines))
