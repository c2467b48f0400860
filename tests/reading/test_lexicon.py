"""Lexicons: a place's own words come after the shipped ones, without touching them."""

from pathlib import Path

import pytest

from huiyin.errors import ReadingError
from huiyin.reading import DEFAULT, Lexicons, read


def _own(folder: Path, name: str, content: str) -> Lexicons:
    (folder / name).write_text(content, encoding="utf-8")
    return Lexicons(folder)


def test_words_in_one_string_are_added_to(tmp_path: Path) -> None:
    """A cue of a place joins its group; the shipped cues stay."""
    own = _own(tmp_path, "cues.toml", '[anywhere]\ndone = "顺利蝶变"\n')
    words = own.table("cues")["anywhere"]["done"].split()
    assert set(DEFAULT.table("cues")["anywhere"]["done"].split()) < set(words)
    assert words[-1] == "顺利蝶变"


def test_an_own_topic_word_is_read(tmp_path: Path) -> None:
    """A list in a table is appended to, and the reader uses it."""
    own = _own(tmp_path, "topics.toml", '[topic.agriculture]\nsure = ["云汀稻渔"]\n')
    text = "2026年，全市将推广云汀稻渔。"
    assert "agriculture" in read(text, text_kind="report", lexicons=own).statements[0].topics
    assert "agriculture" not in read(text, text_kind="report").statements[0].topics


@pytest.mark.parametrize("content", ["[anywhere\n", "done = \n"], ids=["bracket", "value"])
def test_a_broken_file_is_named(tmp_path: Path, content: str) -> None:
    """What cannot be parsed is refused with its path."""
    own = _own(tmp_path, "cues.toml", content)
    with pytest.raises(ReadingError) as caught:
        own.table("cues")
    assert caught.value.code == "lexicon.invalid"
    assert str(caught.value.values["path"]).endswith("cues.toml:1")


def test_a_missing_folder_is_refused(tmp_path: Path) -> None:
    """A folder that is not there is a mistake, not an empty lexicon."""
    with pytest.raises(ReadingError) as caught:
        Lexicons(tmp_path / "none")
    assert (caught.value.code, caught.value.values) == ("lexicon.folder_missing", {"path": str(tmp_path / "none")})
