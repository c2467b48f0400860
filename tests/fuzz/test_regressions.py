"""Inputs on which an opener once failed, found by `fuzz_sources.py`, and the harness itself on its seeds."""

import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from huiyin.errors import ReadingError
from huiyin.reading.sources import open_source

HERE = Path(__file__).parent
FILES = sorted((HERE / "regressions").iterdir())
SECONDS = 5.0


@pytest.mark.parametrize("path", FILES, ids=[path.name for path in FILES])
def test_an_input_that_once_failed_is_read_or_refused(path: Path) -> None:
    """Each gives a source or a `ReadingError`, under its format's name and under none, within five seconds."""
    content = path.read_bytes()
    for name in ("", f"input.{path.name.partition('-')[0]}"):
        begun = time.process_time()
        with suppress(ReadingError):
            open_source(content, name=name).text.encode()
        assert time.process_time() - begun < SECONDS


@pytest.mark.parametrize("kind", ["txt", "html", "docx", "pdf", "any"])
def test_the_harness_runs_on_its_seeds(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The fuzzer's seeds pass its own checks, so that what it finds is new."""
    monkeypatch.syspath_prepend(str(HERE))
    monkeypatch.syspath_prepend(str(HERE.parent / "reading" / "sources"))
    import fuzz_sources
    import seeds

    for content in seeds.seeds(kind):
        fuzz_sources.feed(kind, content)
    for module in ("builders", "seeds", "fuzz_sources"):
        sys.modules.pop(module, None)
