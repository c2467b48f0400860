"""The terminal view of a reading: source, headings, and statements with kind, time, speaker and figures.

Drawn with rich, which knows that a Han character takes two columns. Without colour the signs and words say the
same; what a terminal would obey (escape sequences, direction marks) is shown as a sign.
"""

import io
import re
from collections import Counter
from typing import Literal

from rich.cells import cell_len
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from huiyin.reading.explain import Explanation
from huiyin.reading.lexicon import DEFAULT, Lexicons
from huiyin.reading.model import Kind, Measure, Section, Statement
from huiyin.render.document import Document
from huiyin.render.words import Names, ngettext
from huiyin.render.words import gettext as _

Colour = Literal["auto", "standard", "256", "truecolor", "windows"] | None  # rich's colour systems

STYLES = {
    "appraisal": "magenta",
    "achievement": "green",
    "commitment": "blue",
    "suggestion": "yellow",
    "background": "bright_black",
}
OBEYED = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e007f]"
)
NARROW = 72  # columns below which the remarks stand under the statement instead of beside it
REMARKS = 26


def terminal_text(document: Document, *, width: int = 100, colour: Colour = None, lexicons: Lexicons = DEFAULT) -> str:
    """Return the view as text for a terminal of `width` columns; `colour` is a colour system of rich, or None."""
    page = io.StringIO()
    console = Console(
        file=page,
        width=max(width, 30),
        force_terminal=colour is not None,
        color_system=colour,
        no_color=colour is None,
        highlight=False,
        legacy_windows=False,
    )
    view = _View(document, Names(lexicons=lexicons), console.width)
    console.print(view.head())
    for block in view.blocks():
        console.print(block)
    lines = (line.rstrip() for line in page.getvalue().split("\n"))
    return "\n".join(lines).rstrip("\n") + "\n"


def safe(text: str) -> str:
    """Return a text of the same length in which nothing is left that a terminal would obey."""
    return OBEYED.sub(lambda found: _sign(found.group()), text)


def _sign(character: str) -> str:
    code = ord(character)
    return chr(0x2400 + code) if code < 0x20 else "\ufffd"


class _View:
    """The parts of the view, in order."""

    def __init__(self, document: Document, names: Names, width: int) -> None:
        self.document = document
        self.names = names
        self.width = width
        self.badge_width = max(cell_len(f"{names.mark(kind)} {names.of('kind', kind)}") for kind in Kind)

    def head(self) -> RenderableType:
        """Return title, origin and counts."""
        source = self.document.reading.source
        statements = self.document.reading.statements
        known = [self.names.of("text_kind", source.text_kind), source.publisher, source.published]
        length = ngettext("{count} character", "{count} characters", source.length)
        known.append(length.format(count=f"{source.length:,}"))
        known.append(self.document.file if source.title else None)
        figures = sum(len(each.measures) for each in statements)
        mentions = sum(len(each.mentions) for each in statements)
        counted = _("{statements} statements, {figures} figures, {names} names").format(
            statements=f"{len(statements):,}", figures=f"{figures:,}", names=f"{mentions:,}"
        )
        counts = Counter(each.kind for each in statements)
        kinds = Text("   ").join(
            Text.assemble(self._badge(kind), f" {counts[kind]:,}") for kind in Kind if counts[kind]
        )
        return Group(
            Text(safe(self.document.title), style="bold"),
            Text(safe(" · ".join(each for each in known if each)), style="bright_black"),
            Text(counted),
            kinds,
        )

    def blocks(self) -> list[RenderableType]:
        """Return headings and statements in text order."""
        sections = [section for section in self.document.reading.sections if section.heading]
        found: list[RenderableType] = []
        speaker: str | None = None
        at = 0
        for statement in self.document.reading.statements:
            while at < len(sections) and sections[at].start <= statement.start:
                found.append(self._heading(sections[at]))
                at += 1
            found.append(self._statement(statement, speaker))
            speaker = statement.speaker
        found.extend(self._heading(section) for section in sections[at:])
        return found

    def _heading(self, section: Section) -> RenderableType:
        heading = Text(safe(section.heading), style="bold" if section.level <= 1 else "")
        return Padding(Rule(heading, align="left", style="bright_black", characters="─"), (1, 0, 0, 0))

    def _statement(self, statement: Statement, before: str | None) -> RenderableType:
        """Return one statement; its speaker is named where another one begins to speak."""
        words = self._words(statement)
        remarks = self._remarks(statement, before)
        grid = Table.grid(padding=(0, 2, 0, 0), expand=True)
        grid.add_column(width=self.badge_width, no_wrap=True)
        grid.add_column(ratio=1, overflow="fold")
        if self.width < NARROW:
            if remarks.plain:
                words = Group(words, remarks)
            grid.add_row(self._badge(statement.kind), words)
        else:
            grid.add_column(width=REMARKS, justify="right", style="bright_black", overflow="fold")
            grid.add_row(self._badge(statement.kind), words, remarks)
        return grid

    def _words(self, statement: Statement) -> RenderableType:
        """Return the statement's words with its figures and names marked, and what its figures mean."""
        words = Text(safe(statement.text))
        for measure in statement.measures:
            words.stylize("bold", measure.start - statement.start, measure.end - statement.start)
        for mention in statement.mentions:
            words.stylize("underline", mention.start - statement.start, mention.end - statement.start)
        lines: list[RenderableType] = [words]
        lines.extend(Text(f"↳ {self._figure(measure)}", style="cyan") for measure in statement.measures)
        for why in self.document.explanations.get(statement.id, ()):
            lines.append(Text(f"  {self._explained(why)}", style="bright_black"))
        return Group(*lines) if len(lines) > 1 else words

    def _figure(self, measure: Measure) -> str:
        """Return a figure as it was understood: what is measured, relation, value and unit."""
        relation = "" if measure.relation == "=" else f"{self.names.of('relation', measure.relation)} "
        shown = f"{measure.value:,f}"
        value = shown.rstrip("0").rstrip(".") if "." in shown else shown
        role = self.names.of("role", measure.role)
        return safe(f"{measure.subject or '—'} {relation}{value} {measure.unit} ({role})")

    def _remarks(self, statement: Statement, before: str | None) -> Text:
        """Return time, speaker and how far the statement can be checked."""
        time = "" if statement.period == "none" else self.names.of("period", statement.period)
        speaker = (statement.speaker or _("nobody named")) if statement.speaker != before else ""
        check = "●" * statement.checkable + "○" * (4 - statement.checkable)
        return Text(safe(" · ".join(each for each in (speaker, time, check) if each)), style="bright_black")

    def _badge(self, kind: str) -> Text:
        style = STYLES.get(kind, "")
        name = self.names.of("kind", kind)
        return Text.assemble((self.names.mark(kind), f"bold reverse {style}"), " ", (name, style))

    def _explained(self, why: Explanation) -> str:
        """Return one explanation in a line: label, value, the rule that gave it and those that lost."""
        value = self.names.of(why.label, why.value) if why.label in ("kind", "period") else why.value
        shown = "" if why.label == "span" else f" {value}"
        lost = f" ({_('instead of {rules}').format(rules=', '.join(why.lost))})" if why.lost else ""
        return safe(f"{self.names.of('label', why.label)}{shown} ← {why.rule}{lost}")
