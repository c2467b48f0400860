"""Patterns that are compiled late: each is one, and behaves as if it had been compiled at once."""

import importlib
import pkgutil
import re

import pytest

import huiyin.reading
from huiyin.reading.lazily import lazily

LATE = type(lazily(""))
FOUND = [
    (module, name)
    for module in (each.name for each in pkgutil.iter_modules(huiyin.reading.__path__, "huiyin.reading."))
    for name, value in vars(importlib.import_module(module)).items()
    if isinstance(value, LATE)
]


def test_every_late_pattern_is_one() -> None:
    """A fault in one would else show with the first text that needs it."""
    assert len(FOUND) > 200
    assert [(module, name) for module, name in FOUND if not re.compile(_source(module, name))] == []


def _source(module: str, name: str) -> str:
    return str(getattr(importlib.import_module(module), name).pattern)


@pytest.mark.parametrize("ask", ["search", "match", "fullmatch", "findall", "split"])
def test_a_late_pattern_is_asked_as_any(ask: str) -> None:
    """The first question and the second have the answers of a pattern."""
    late, text = lazily(r"路灯(\d+)盏"), "更换路灯30盏，路灯5盏"
    expected = getattr(re.compile(r"路灯(\d+)盏"), ask)(text)
    for answer in (getattr(late, ask)(text), getattr(late, ask)(text)):
        assert (answer.span() if isinstance(answer, re.Match) else answer) == (
            expected.span() if isinstance(expected, re.Match) else expected
        )
