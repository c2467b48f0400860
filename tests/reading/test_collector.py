"""The collector of cycles rests while a text is read, and only then."""

import gc

import pytest

from huiyin.reading import read
from huiyin.reading.collector import collector_at_rest


@pytest.mark.parametrize("before", [True, False], ids=["running", "switched-off"])
def test_the_collector_is_left_as_it_was_found(before: bool) -> None:
    """A reading restores what was set, also where it ends in an error; blocks may lie in one another."""
    found = gc.isenabled()
    try:
        (gc.enable if before else gc.disable)()
        read("2026年，全市新建学校12所。")
        assert gc.isenabled() is before
        with pytest.raises(Exception, match=r"text\.surrogate"):
            read("坏\ud800字")
        assert gc.isenabled() is before
        with collector_at_rest(), collector_at_rest():
            assert not gc.isenabled()
        assert gc.isenabled() is before
    finally:
        (gc.enable if found else gc.disable)()
