"""Help texts that are wrapped by columns: a Han character takes two, and lines may break between Han characters."""

import re
from collections.abc import Iterable, Iterator
from unicodedata import east_asian_width

import click

from huiyin.render.words import gettext as _
from huiyin.render.words import language

NO_START = "，。；：、！？）】》”’…,.;:!?)]}"  # signs that may not begin a line
HAN = r"\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
PIECE = re.compile(rf"\s+|[{HAN}]|[^\s{HAN}]+")


def columns(text: str) -> int:
    """Return how many columns of a terminal a text takes."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def wrapped(text: str, width: int) -> list[str]:
    """Return the lines of one paragraph, none wider than `width` unless a single word is."""
    lines, line = [], ""
    for piece in _pieces(text):
        if line and columns(line + piece.rstrip()) > width:
            lines.append(line.rstrip())
            line = piece.lstrip()
        else:
            line += piece
    return [*lines, line.rstrip()] if line.strip() else lines


def _pieces(text: str) -> Iterator[str]:
    """Yield the stretches between which a line may break; a closing sign stays with what it closes."""
    pending = ""
    for piece in PIECE.findall(" ".join(text.split())):
        if pending and not (piece[0] in NO_START or piece.isspace()):
            yield pending
            pending = ""
        pending += piece
    if pending:
        yield pending


class WideHelpFormatter(click.HelpFormatter):
    """click's formatter with its lines counted in columns."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write how a command is called; a full-width colon needs no space after it."""
        if prefix is None:
            prefix = _("Usage:") + ("" if language() == "zh" else " ")
        super().write_usage(prog, args, prefix)

    def write_heading(self, heading: str) -> None:
        """Write a heading with the colon of its language."""
        self.write(f"{'':>{self.current_indent}}{heading}{'：' if language() == 'zh' else ':'}\n")

    def write_text(self, text: str) -> None:
        """Write paragraphs (parted by blank lines) at the current indent."""
        indent = " " * self.current_indent
        width = max(self.width - self.current_indent, 11)
        paragraphs = ("\n".join(f"{indent}{line}" for line in wrapped(each, width)) for each in text.split("\n\n"))
        self.write("\n\n".join(paragraphs))
        self.write("\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Write terms with what they mean beside them, or below a long term."""
        rows = list(rows)
        first = min(max((columns(term) for term, _said in rows), default=0), col_max) + col_spacing
        indent = " " * self.current_indent
        margin = " " * (first + self.current_indent)
        width = max(self.width - first - self.current_indent - 2, 10)
        for term, said in rows:
            lines = wrapped(said, width)
            fits = columns(term) <= first - col_spacing
            if not fits:
                lines.insert(0, "")
            gap = " " * (first - columns(term)) if fits else ""
            head = f"{indent}{term}{gap}{lines[0] if lines else ''}".rstrip()
            self.write("\n".join([head, *(f"{margin}{line}" for line in lines[1:])]) + "\n")


class WideContext(click.Context):
    """A context whose help is wrapped by columns."""

    formatter_class = WideHelpFormatter
