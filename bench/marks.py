"""How well the reader reads, beside what other packages reach: what the speed must not be bought with."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from huiyin.reading import read
from huiyin.scoring import figures, gold_documents, score
from measuring import Row
from plan import Plan
from texts import ROOT, SAMPLES, shared

QUOTED = "quoted from the task that set the targets, not measured here"

# Figure of ours, name, what the best peers reach on the development texts, what is asked of the reader there.
MARKS = (
    ("measure_f1", "figures: value, unit and relation, F1", "0.60 best package, 0.77 ten lines of regex", 0.97),
    ("mention_relaxed_f1", "names, relaxed F1", "0.31–0.51", 0.80),
    ("statement_f1", "statements with kind, F1", "0.66", 0.88),
    ("kind_accuracy", "kind, accuracy by character", "0.71", 0.95),
)


def rows(_plan: Plan) -> Iterator[Row]:
    """Yield a row for each mark; the targets hold for the development gold only."""
    gold = shared() / "gold"
    developed = gold.is_dir()
    with tempfile.TemporaryDirectory(prefix="huiyin-bench-") as name:
        pairs = [
            (document.text, read(document.text).statements, document.statements, document.name)
            for document in gold_documents(gold if developed else _own_gold(Path(name)))
        ]
    reached = figures(score(pairs).total.counts)
    said = f"{len(pairs)} texts of " + ("the development gold" if developed else "tests/golden, our own invention")
    for name, what, quoted, target in MARKS:
        yield Row(
            f"marks.{name}",
            what,
            f"{reached[name]:.3f}",
            quoted,
            target=f"≥ {target:.2f}" if developed else "",
            reached=reached[name] >= target if developed else None,
            note=f"ours on {said}; theirs {QUOTED}",
            figures={"ours": round(reached[name], 4), "documents": len(pairs)},
        )


def _own_gold(folder: Path) -> Path:
    """Bring the shipped golden readings together with their texts, as a gold folder has them."""
    for path in (*(ROOT / "tests" / "golden").glob("*.json"), *SAMPLES.glob("*.txt")):
        shutil.copy(path, folder)
    return folder
