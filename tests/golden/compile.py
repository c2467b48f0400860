"""Turn golden markup into golden readings: `python tests/golden/compile.py [--check] [NAME ...]`.

`src/NAME.ann` holds one statement a line, in the order of the sample text `src/huiyin/demo/texts/NAME.txt`:

    KIND|SPEAKER|PERIOD|the statement, with marks in it

    KIND     A appraisal, R achievement, C commitment, S suggestion, B background
    SPEAKER  a name, or - for none
    PERIOD   past, current, long, none
    marks    {m:81亿元|8100000000|元|=|level}  a measure: its text, value, unit, relation, role
             {place:临江区}                    a name and its type

Blank lines and lines that begin with # are skipped. The result is `NAME.json`, beside this file, with offsets in
code points. Every letter and digit of the text that no statement covers is listed, for the eye to judge.
"""

import argparse
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
TEXTS = HERE.parents[1] / "src" / "huiyin" / "demo" / "texts"
KINDS = {"A": "appraisal", "R": "achievement", "C": "commitment", "S": "suggestion", "B": "background"}
PERIODS = ("past", "current", "long", "none")
TYPES = ("project", "organisation", "place", "honour", "programme", "document")
RELATIONS = ("=", ">", ">=", "<", "<=", "~")
ROLES = ("level", "change", "rank", "share")
TOKEN = re.compile(r"\{(?P<tag>[a-z]+):(?P<body>[^{}]*)\}|(?P<plain>[^{}]+)")


class MarkupError(Exception):
    """The markup and the text, or the markup and its grammar, disagree; says file and line."""


@dataclass
class Marked:
    """One line of markup, with offsets inside the statement."""

    head: dict[str, Any]
    text: str = ""
    measures: list[dict[str, Any]] = field(default_factory=list)
    mentions: list[dict[str, Any]] = field(default_factory=list)

    def placed(self, at: int) -> dict[str, Any]:
        """Return the statement as JSON, moved to its place in the text."""
        moved = [
            [{**mark, "start": mark["start"] + at, "end": mark["end"] + at} for mark in marks]
            for marks in (self.measures, self.mentions)
        ]
        return {
            "start": at,
            "end": at + len(self.text),
            **self.head,
            "measures": moved[0],
            "mentions": moved[1],
        }


def parse_line(line: str) -> Marked:
    """Read one line of markup.

    Raises:
        MarkupError: the line breaks the grammar above.
    """
    parts = line.split("|", 3)
    if len(parts) != 4 or parts[0] not in KINDS or parts[2] not in PERIODS or not parts[1]:
        raise MarkupError(f"head is not KIND|SPEAKER|PERIOD|text: {line[:30]}")
    kind, speaker, period, rest = parts
    marked = Marked({"kind": KINDS[kind], "speaker": None if speaker == "-" else speaker, "period": period})
    read = 0
    for token in TOKEN.finditer(rest):
        if token.start() != read:
            break
        read = token.end()
        if token["plain"] is not None:
            marked.text += token["plain"]
        else:
            _add_mark(marked, token["tag"], token["body"].split("|"))
    if read != len(rest):
        raise MarkupError(f"a brace without its partner: {rest[read : read + 20]}")
    if marked.text != marked.text.strip() or not marked.text:
        raise MarkupError(f"white space at an end, or nothing: {line[:30]}")
    return marked


def _add_mark(marked: Marked, tag: str, body: list[str]) -> None:
    """Add one measure or name at the end of what was read so far."""
    span = {"start": len(marked.text), "end": len(marked.text) + len(body[0])}
    if tag == "m":
        if len(body) != 5 or body[3] not in RELATIONS or body[4] not in ROLES:
            raise MarkupError(f"a measure is text|value|unit|relation|role: {body}")
        try:
            value = Decimal(body[1])
        except InvalidOperation as error:
            raise MarkupError(f"no number: {body}") from error
        number = int(value) if value == value.to_integral_value() else float(value)
        marked.measures.append({**span, "value": number, "unit": body[2], "relation": body[3], "role": body[4]})
    elif tag in TYPES and len(body) == 1:
        marked.mentions.append({**span, "type": tag})
    else:
        raise MarkupError(f"unknown mark: {tag}:{'|'.join(body)}")
    marked.text += body[0]


def statements(markup: Path, text: str) -> Iterator[dict[str, Any]]:
    """Yield the statements of one markup file at their places in the text, in order.

    Raises:
        MarkupError: a line is wrong, or its text does not follow the one before.
    """
    at = 0
    for number, line in enumerate(markup.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        try:
            marked = parse_line(line)
        except MarkupError as error:
            raise MarkupError(f"{markup.name}:{number}: {error}") from error
        start = text.find(marked.text, at)
        if start < 0:
            raise MarkupError(f"{markup.name}:{number}: not in the text after {at}: {marked.text[:30]}")
        yield marked.placed(start)
        at = start + len(marked.text)


def uncovered(found: list[dict[str, Any]], text: str) -> list[str]:
    """Return the stretches with letters or digits that belong to no statement: headings, salutations, furniture."""
    edges = [0, *(edge for statement in found for edge in (statement["start"], statement["end"])), len(text)]
    gaps = (text[start:end].strip() for start, end in zip(edges[::2], edges[1::2], strict=True))
    return [gap for gap in gaps if re.search(r"\w", gap)]


def compiled(name: str) -> tuple[str, list[dict[str, Any]], str]:
    """Return the JSON of one sample, its statements and its text."""
    text = (TEXTS / f"{name}.txt").read_bytes().decode("utf-8")
    found = list(statements(HERE / "src" / f"{name}.ann", text))
    lines = ",\n  ".join(json.dumps(statement, ensure_ascii=False) for statement in found)
    return f'{{"source": "{name}.txt", "statements": [\n  {lines}\n]}}\n', found, text


def main(arguments: list[str]) -> int:
    """Compile, or with --check only compare; 1 where markup is wrong or a file is not up to date."""
    parser = argparse.ArgumentParser(description="Compile golden markup.")
    parser.add_argument("--check", action="store_true", help="write nothing; fail where a JSON file is out of date")
    parser.add_argument("names", nargs="*", help="samples; all of them if none is named")
    options = parser.parse_args(arguments)
    names = options.names or sorted(path.stem for path in (HERE / "src").glob("*.ann"))
    stale = 0
    for name in names:
        try:
            result, found, text = compiled(name)
        except MarkupError as error:
            print(error, file=sys.stderr)
            return 1
        target = HERE / f"{name}.json"
        if not options.check:
            target.write_text(result, encoding="utf-8")
        elif not target.exists() or target.read_text(encoding="utf-8") != result:
            stale += 1
            print(f"{target.name} is not what src/{name}.ann gives", file=sys.stderr)
        counts = (sum(len(statement[key]) for statement in found) for key in ("measures", "mentions"))
        print(f"{name}: {len(found)} statements, {next(counts)} measures, {next(counts)} mentions")
        for gap in uncovered(found, text):
            print(f"    not in a statement: {' / '.join(gap.split())[:100]}")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
