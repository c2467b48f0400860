"""What a check looks like (核对结果的样子): the parts that both faces share, and the terminal view.

What is unsupported is told by words and signs first, by colour second.
"""

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rich.cells import cell_len
from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from huiyin.checking import CheckReport, Item, Passage, Sentence, Verdict
from huiyin.reading.sources import Source
from huiyin.render.document import place_words
from huiyin.render.terminal import Colour, safe
from huiyin.render.words import Language, gettext, language, noted
from huiyin.render.words import gettext as _

VERDICTS = {
    "supported": noted("supported"),
    "figure_differs": noted("figure differs"),
    "name_differs": noted("name differs"),
    "not_found": noted("not found"),
}
SIGNS = {"supported": "✓", "figure_differs": "≠", "name_differs": "≠", "not_found": "?"}
STYLES = {"supported": "green", "figure_differs": "red", "name_differs": "red", "not_found": "yellow"}


@dataclass(frozen=True, slots=True)
class Checked:
    """A report with the opened files: the draft under "", each source under its name."""

    title: str
    opened: Mapping[str, Source]
    report: CheckReport

    def where(self, passage: Passage, chosen: Language) -> str:
        """Return a passage's place in words: its source and the line, page or paragraph of it."""
        said = place_words(self.opened[passage.source].place_of(passage.start), chosen)
        return f"{passage.source} {said}".strip()

    def counts(self) -> dict[str, int]:
        """Return how many sentences have each verdict."""
        verdicts = [sentence.verdict for sentence in self.report.sentences]
        return {str(verdict): verdicts.count(str(verdict)) for verdict in Verdict}


def wanting(sentence: Sentence) -> list[Item]:
    """Return the items that need a source and have none; a numeral within such a name is not told twice."""
    lost = [item for item in sentence.items if item.source is None and item.binding]
    names = [item for item in lost if item.type == "name"]
    return [
        item for item in lost if not any(n is not item and n.start <= item.start and item.end <= n.end for n in names)
    ]


def both(item: Item, chosen: Language) -> str:
    """Return what the draft and the nearest passage say, in words (稿中 55个，原文 65个)."""
    if item.nearest is None:
        return gettext("“{mine}” stands nowhere near", chosen).format(mine=item.text)
    if item.nearest.text == item.text or (item.type != "name" and item.verdict == Verdict.NAME_DIFFERS):
        return gettext("“{mine}” stands there, but is said of something else", chosen).format(mine=item.text)
    return gettext("draft: {mine}; source: {theirs}", chosen).format(mine=item.said, theirs=item.nearest.text)


def summary(checked: Checked, chosen: Language) -> str:
    """Return the counts in one sentence."""
    counts = checked.counts()
    total = len(checked.report.sentences)
    said = ", " if chosen == "en" else "，"
    parts = [f"{gettext(VERDICTS[verdict], chosen)} {count:,}" for verdict, count in counts.items() if count]
    head = gettext("{total} sentences", chosen).format(total=f"{total:,}")
    return f"{head}: {said.join(parts)}" if chosen == "en" else f"{head}：{said.join(parts)}"


def terminal_text(checked: Checked, *, width: int = 100, colour: Colour = None) -> str:
    """Return the view as text for a terminal of `width` columns; `colour` is a colour system of rich, or None."""
    page = io.StringIO()
    console = Console(
        file=page,
        width=max(width, 40),
        force_terminal=colour is not None,
        color_system=colour,
        no_color=colour is None,
        highlight=False,
        legacy_windows=False,
    )
    console.print(Text(safe(checked.title), style="bold"))
    console.print(Text(summary(checked, language())))
    console.print()
    for row in _rows(checked):
        console.print(row)
    lines = (line.rstrip() for line in page.getvalue().split("\n"))
    return "\n".join(lines).rstrip("\n") + "\n"


def _rows(checked: Checked) -> Iterator[RenderableType]:
    """Yield one row a sentence: its verdict, its words with what is unsupported marked, and what the source says."""
    badges = {verdict: f"{SIGNS[verdict]} {_(name)}" for verdict, name in VERDICTS.items()}
    badge_width = max(cell_len(badge) for badge in badges.values())
    for sentence in checked.report.sentences:
        grid = Table.grid(padding=(0, 2, 0, 0), expand=True)
        grid.add_column(width=badge_width, no_wrap=True)
        grid.add_column(ratio=1, overflow="fold")
        style = STYLES[sentence.verdict]
        grid.add_row(Text(badges[sentence.verdict], style=style), _said(checked, sentence))
        yield grid


def _said(checked: Checked, sentence: Sentence) -> RenderableType:
    """Return a sentence with its marks, and below it the passage and both figures where it is unsupported."""
    words = Text(safe(sentence.text))
    for item in wanting(sentence):
        words.stylize("bold red", item.start - sentence.start, item.end - sentence.start)
    lines: list[RenderableType] = [words]
    for item in wanting(sentence):
        lines.append(Text(safe(f"  ✗ {both(item, language())}"), style="red"))
    shown = sentence.place or sentence.nearest
    if shown is not None:
        where = safe(checked.where(shown, language()))
        passage = "" if sentence.place else f": {safe(shown.text)}"
        head = "↳" if sentence.place else _("↳ nearest,")
        lines.append(Text(f"  {head} {where}{passage}", style="bright_black"))
    return Group(*lines)
