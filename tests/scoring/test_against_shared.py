"""The same predictions, into our scoring and into the gold folder's own `score.py`: every figure equal.

Needs the shared folder: `HUIYIN_SHARED`, or `../shared` beside the repository; skipped visibly without it.
"""

import importlib.util
import json
import os
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from types import ModuleType
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from huiyin.reading import read
from huiyin.scoring import GoldDocument, gold_documents, score
from huiyin.scoring.values import AnyStatement
from scoring.cases import perturbed

SHARED = Path(os.environ.get("HUIYIN_SHARED") or Path(__file__).parents[3] / "shared")
SCORER = SHARED / "gold" / "score.py"
pytestmark = pytest.mark.skipif(not SCORER.is_file(), reason="no shared gold folder (set HUIYIN_SHARED)")


Pairs = Sequence[tuple[GoldDocument, Sequence[AnyStatement]]]


def reference() -> ModuleType:
    """The gold folder's own scorer as a module."""
    spec = importlib.util.spec_from_file_location("shared_score", SCORER)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def plain(statements: Sequence[AnyStatement]) -> list[dict[str, Any]]:
    """Statements as the other scorer takes them: what a JSON file would hold."""
    built = msgspec.to_builtins(statements, builtin_types=(Decimal,))
    for item in built:
        for part in (item, *item["measures"], *item["mentions"]):
            part.pop("text", None)
        for figure in item["measures"]:
            figure["value"] = float(figure["value"])
    return list(built)


def by_reference(scorer: ModuleType, pairs: Pairs) -> dict[str, Any]:
    """What the other scorer says, by document, over all, and by kind."""
    whole, rows = scorer.Counter(), {}
    for document, got in pairs:
        counts = scorer.tally(document.text, plain(got), plain(document.statements))
        whole += counts
        rows[document.name] = scorer.figures(counts)
    kinds = {
        kind: scorer.f1(whole["hit", kind], whole["got", kind], whole["want", kind])
        for kind in scorer.KINDS
        if whole["want", kind]
    }
    counts = [whole[key] for key in ("me_want", "mn_want", "st_want", "chars", "stray")]
    return {**rows, "ALL": scorer.figures(whole), "kinds": kinds, "counts": counts}


def by_us(pairs: Pairs) -> dict[str, Any]:
    """The same from our scoring."""
    report = score((document.text, got, document.statements, document.name) for document, got in pairs)
    rows = {row.name: row.figures for row in (*report.documents, report.total)}
    c = report.total.counts
    counts = [c.measure.want, c.mention.want, c.statement.want, c.characters, c.stray]
    return {**rows, "kinds": report.total.kind_f1, "counts": counts}


def rounded(result: dict[str, Any]) -> dict[str, Any]:
    return {
        name: {key: round(value, 4) for key, value in row.items()} if isinstance(row, dict) else row
        for name, row in result.items()
    }


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.data_too_large, HealthCheck.too_slow])
@given(data=st.data())
def test_perturbed_readings_score_the_same(data: st.DataObject) -> None:
    """However the gold readings are changed, both scorers give the same figures, by document, by kind and over all."""
    documents = list(gold_documents(SHARED / "gold"))
    chosen = data.draw(st.lists(st.sampled_from(documents), min_size=1, max_size=3, unique_by=lambda d: d.name))
    pairs = []
    for document in chosen:
        first = data.draw(st.integers(0, max(0, len(document.statements) - 20)))
        part = data.draw(perturbed(document.statements[first : first + 20], len(document.text)))
        pairs.append((document, (*document.statements[:first], *part, *document.statements[first + 20 :])))
    assert rounded(by_us(pairs)) == rounded(by_reference(reference(), pairs))


def test_the_gold_scores_one_against_itself() -> None:
    """The gold readings as their own predictions give 1 in every figure of every document, in both scorers."""
    pairs = [(document, document.statements) for document in gold_documents(SHARED / "gold")]
    ours = by_us(pairs)
    assert ours == by_reference(reference(), pairs)
    assert set(ours["ALL"].values()) == {1.0}


def test_our_reader_scores_the_same() -> None:
    """What our reader makes of the gold texts gets the same figures from both scorers, unrounded."""
    pairs = [(document, read(document.text).statements) for document in gold_documents(SHARED / "gold")]
    assert by_us(pairs) == by_reference(reference(), pairs)


def test_rows_stand_in_the_same_order() -> None:
    """Documents are taken in the order of their gold files' names."""
    names = [
        json.loads(path.read_text(encoding="utf-8"))["source"] for path in sorted((SHARED / "gold").glob("*.json"))
    ]
    assert [f"{document.name}.txt" for document in gold_documents(SHARED / "gold")] == names
