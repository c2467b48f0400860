"""Keep the readings of the samples and the floors of their scores: `python -m tests.golden.update [--floors]`.

Run it from the root of the repository whenever a rule of reading changes, and look at what git shows then:

    readings/NAME.json   the whole reading of each sample, one section and one statement a line, compared exactly by
                         `tests/reading/test_golden.py`; a change of reading is seen in the diff of the commit that
                         made it
    floors.toml          what each sample must score at least against NAME.json; with `--floors` every floor rises to
                         0.01 below today's figure. No floor is ever lowered here: whoever lowers one does so by hand
                         and writes the reason behind it, on the same line.
"""

import argparse
import re
import sys
from decimal import ROUND_FLOOR, Decimal
from pathlib import Path

import msgspec

from huiyin.demo import texts
from huiyin.reading import Reading, read
from huiyin.scoring import NAMES, filed_statements, score

HERE = Path(__file__).resolve().parent
READINGS = HERE / "readings"
FLOORS = HERE / "floors.toml"
MARGIN = Decimal("0.01")
HEAD = """\
# What each sample must score at least against its golden reading (GUIDELINES «How a reading is scored»).
# `python -m tests.golden.update --floors` raises floors to 0.01 below today's figures and lowers none.
# A floor that is lowered by hand keeps its reason on the same line: period = 0.9  # why
"""
_FLOOR = re.compile(r"(?P<name>\w+) = (?P<floor>[\d.]+)(?P<reason>.*)")
_encode = msgspec.json.Encoder(decimal_format="number").encode


def stored(path: Path) -> str:
    """Return a sample exactly as it is stored."""
    return path.read_bytes().decode("utf-8")


def as_lines(reading: Reading) -> str:
    """Return a reading as JSON with each section and each statement on a line of its own."""
    parts = [f'"schema": {line(reading.schema)}', f'"source": {line(reading.source)}']
    for name, items in (("sections", reading.sections), ("statements", reading.statements)):
        inner = ",\n  ".join(line(item) for item in items)
        parts.append(f'"{name}": [\n  {inner}\n]' if inner else f'"{name}": []')
    return "{" + ",\n".join(parts) + "}\n"


def line(value: object) -> str:
    """Return a value as JSON on one line."""
    return _encode(value).decode("utf-8")


def figures(path: Path) -> dict[str, float]:
    """Return the figures that the sample's reading scores today."""
    text = stored(path)
    pair = (text, read(text).statements, filed_statements(HERE / f"{path.stem}.json"), path.stem)
    return score([pair]).documents[0].figures


def raised(old: str) -> str:
    """Return the floors with each at least 0.01 below today's figure, reasons kept."""
    kept = {}
    section = ""
    for row in old.splitlines():
        if row.startswith("["):
            section = row.strip("[]")
        elif found := _FLOOR.fullmatch(row):
            kept[section, found["name"]] = (Decimal(found["floor"]), found["reason"])
    rows = [HEAD]
    for path in texts():
        rows.append(f"[{path.stem}]")
        today = figures(path)
        for name in NAMES:
            floor, reason = kept.get((path.stem, name), (Decimal(0), ""))
            reached = (Decimal(str(today[name])) - MARGIN).quantize(Decimal("0.001"), ROUND_FLOOR)
            rows.append(f"{name} = {max(floor, reached, Decimal(0)).normalize():f}{reason}")
        rows.append("")
    return "\n".join(rows)


def main(arguments: list[str]) -> int:
    """Write the readings, and with `--floors` the floors; say which files changed."""
    parser = argparse.ArgumentParser(description="Keep the readings of the samples and the floors of their scores.")
    parser.add_argument("--floors", action="store_true", help="raise the floors as well")
    options = parser.parse_args(arguments)
    READINGS.mkdir(exist_ok=True)
    wanted = {READINGS / f"{path.stem}.json": as_lines(read(stored(path))) for path in texts()}
    if options.floors:
        wanted[FLOORS] = raised(FLOORS.read_text(encoding="utf-8") if FLOORS.exists() else "")
    for stale in set(READINGS.glob("*.json")) - set(wanted):
        stale.unlink()
        sys.stdout.write(f"removed {stale.relative_to(HERE)}\n")
    for path, content in wanted.items():
        if not path.exists() or path.read_text(encoding="utf-8") != content:
            path.write_text(content, encoding="utf-8")
            sys.stdout.write(f"written {path.relative_to(HERE)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
