"""Draw findings of the reader at random for a person to judge, and tabulate what was judged by rule (README.md)."""

import argparse
import random
import re
from pathlib import Path

from candidates import ASPECTS, MESSAGES, REPORTS, SORTS, Candidate, candidates, sources
from judgements import Judgement, save
from tables import tabulate

SHARE_OF_MESSAGES = 0.15
NUMERAL = re.compile(r"[0-9０-９一二三四五六七八九十百千万亿两半]")


def main() -> None:
    """Do what the command line asks."""
    parser = argparse.ArgumentParser(description=__doc__)
    parts = parser.add_subparsers(dest="part", required=True)
    drawing = parts.add_parser("draw", help="print a random draw with context")
    drawing.add_argument("--seed", type=int, default=20261123)
    for sort in SORTS:
        drawing.add_argument(f"--{sort}", type=int, default=0, metavar="N")
    drawing.add_argument("--paragraphs", type=int, default=0, metavar="N", help="whole paragraphs, to look for misses")
    drawing.add_argument("--blank", type=Path, metavar="DIR", help="write files with empty verdicts there as well")
    parts.add_parser("tabulate", help="print the tables by rule, from the judgements here and the reader of today")
    asked = parser.parse_args()
    if asked.part == "tabulate":
        print(tabulate(candidates()))
        return
    found = candidates()
    for sort in SORTS:
        drawn = draw(found[sort], sort, getattr(asked, sort), asked.seed)
        for number, one in enumerate(drawn):
            print(f"{sort[0]}{number} {one.source.name} {one.start}-{one.end} {show(one)}\n   {one.shown}")
        if asked.blank and drawn:
            empty = ("",) * len(ASPECTS[sort])
            save(sort, [Judgement(*one.key, one.label, empty, "") for one in drawn], asked.blank)
    print_paragraphs(found, asked.paragraphs, asked.seed)


def draw(found: list[Candidate], sort: str, count: int, seed: int) -> list[Candidate]:
    """Return a sample, the same for the same findings and seed: so many of messages, the rest of reports."""
    of_messages = round(count * SHARE_OF_MESSAGES)
    drawn = []
    for origin, size in ((REPORTS, count - of_messages), (MESSAGES, of_messages)):
        pool = [one for one in found if one.source.origin == origin]
        drawn += random.Random(f"{seed} {sort} {origin}").sample(pool, min(size, len(pool)))  # noqa: S311  not a secret
    return drawn


def show(one: Candidate) -> str:
    """Return the finding in its context, on one line, between brackets."""
    text, (left, right) = one.source.text, one.around
    line = f"{text[max(left, 0) : one.start]}【{text[one.start : one.end]}】{text[one.end : right]}"
    return line.replace("\n", "⏎").replace("\u3000", "")


def print_paragraphs(found: dict[str, list[Candidate]], count: int, seed: int) -> None:
    """Print paragraphs of reports with a numeral, figures in ［］ and names in 〖〗: what is bare was missed."""
    pool = []
    for source in sources():
        if source.origin == REPORTS:
            lines = [(m.start(), m.end()) for m in re.finditer(r"[^\n]{60,}", source.text)]
            pool += [(source, start, end) for start, end in lines if NUMERAL.search(source.text, start, end)]
    for source, start, end in random.Random(f"{seed} paragraphs").sample(pool, count):  # noqa: S311  not a secret
        marks: dict[int, str] = {}
        for sort, opening, closing in (("figures", "［", "］"), ("names", "〖", "〗")):
            for one in found[sort]:
                if one.source.sha256 == source.sha256:
                    marks[one.start] = marks.get(one.start, "") + opening
                    marks[one.end] = closing + marks.get(one.end, "")
        line = "".join(marks.get(at, "") + source.text[at] for at in range(start, end))
        print(f"{source.name} {source.sha256} {start}-{end} {line}\n")


if __name__ == "__main__":
    main()
