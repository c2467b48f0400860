"""Verbs: which pieces have a predicate, and which open with what is done. All are invented."""

import pytest

from huiyin.reading.lexicon import DEFAULT
from huiyin.reading.verbs import Verbs

VERBS = Verbs(DEFAULT)


@pytest.mark.parametrize(
    ("piece", "listed", "told"),
    [("小区门口", False, False), ("居民投诉", True, True), ("小区砍伐", False, True), ("有关部门", False, False)],
)
def test_predicates(piece: str, listed: bool, told: bool) -> None:
    """The vocabulary tells more than the list; a word that only holds a sign of doing tells nothing."""
    assert VERBS.predicate(piece) is listed
    assert VERBS.tells(piece) is told


@pytest.mark.parametrize(
    ("piece", "named"),
    [
        ("临江大桥建设", True),
        ("全市重点项目", True),
        ("市民中心", True),
        ("项目很快完成", False),
        ("建设", True),
        ("工作很好", False),
    ],
)
def test_what_names_something(piece: str, named: bool) -> None:
    """How a piece ends tells, whatever it begins with."""
    assert VERBS.names(piece) is named


@pytest.mark.parametrize(
    ("clause", "acts"),
    [("取缔占道摊位", True), ("并及时取缔摊位", True), ("感谢您的来信", False), ("小区取缔摊位", False), ("", False)],
)
def test_what_opens_with_a_verb(clause: str, acts: bool) -> None:
    """Adverbs stand before it; thanks are no deed."""
    assert VERBS.acts(clause, 0, len(clause)) is acts
