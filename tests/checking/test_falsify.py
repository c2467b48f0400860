"""Zero leaks: no falsified figure or name gets a source, and the true ones do."""

import os
from pathlib import Path

import pytest

from checking.falsify import Doc, Tally, measure, sentences, shared_texts
from huiyin.demo import texts

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("HUIYIN_SHARED", ROOT.parent / "shared"))
ONE_IN = 12  # of the shared texts; `python -m tests.checking.falsify --all PATH…` tries every one


def assert_tight(tally: Tally) -> None:
    """No leak; 0.99 of the true figures and 0.97 of the true names have a source."""
    assert [(name, case.kind, case.draft) for name, case in tally.leaks] == []
    assert tally.share("figure") >= 0.99
    assert tally.share("name") >= 0.97


def test_no_falsified_sample_gets_a_source() -> None:
    """Over the shipped samples every falsification is tried."""
    tally = Tally()
    for path in texts():
        measure(path.name, path.read_text(encoding="utf-8"), tally)
    assert_tight(tally)
    assert tally.made.total() > 2000
    assert set(tally.made) == {
        "digit", "direction", "name sign", "name swap", "place", "relation", "subject", "unit", "year",
    }  # fmt: skip


@pytest.mark.parametrize("path", shared_texts(SHARED), ids=lambda path: path.name)
def test_no_falsified_shared_text_gets_a_source(path: Path) -> None:
    """Over the gold and the corpus a fixed share of the falsifications is tried."""
    tally = Tally()
    measure(path.name, path.read_text(encoding="utf-8"), tally, every=ONE_IN)
    assert_tight(tally)


def test_the_shared_texts_are_there() -> None:
    """Says so where they are missing, so that nobody takes the samples for the whole."""
    if not shared_texts(SHARED):
        pytest.skip(f"no shared texts under {SHARED}; set HUIYIN_SHARED to try them")


def test_the_falsifications_are_the_same_each_time() -> None:
    """Two runs change the same digits in the same way."""
    text = texts()[0].read_text(encoding="utf-8")

    def drawn() -> list[str]:
        doc = Doc(text)
        return [case.draft for offset, sentence in sentences(text) for case in doc.falsify(offset, sentence, "x")]

    assert drawn() == drawn()
