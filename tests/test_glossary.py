"""The glossary (docs/glossary.md) names every code that a reading can hold, by the words of the data files."""

import re
import tomllib
from enum import StrEnum
from functools import cache
from pathlib import Path

import pytest

from huiyin.reading import Kind, MentionType, Period, TextKind, model

ROOT = Path(__file__).resolve().parents[1]
LEXICONS = ROOT / "src" / "huiyin" / "reading" / "lexicons"
ROW = re.compile(r"^\| (?P<code>.+?) \| (?P<term>.+?) \| (?P<meaning>.+?) \|$", re.MULTILINE)
GROUPS: dict[str, type[StrEnum]] = {"kind": Kind, "period": Period, "mention": MentionType, "text_kind": TextKind}


@cache
def rows() -> list[tuple[str, str]]:
    """Every line of the glossary: its identifiers as written, and all that is said of them."""
    text = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    found = [(row["code"], f"{row['term']} | {row['meaning']}") for row in ROW.finditer(text)]
    return [(code, words) for code, words in found if code != "Identifier"]


def said_of(code: str) -> str:
    return "\n".join(words for codes, words in rows() if f"`{code}`" in codes or f"`{code}`" in words)


def named_codes() -> list[tuple[str, str]]:
    """Codes with the Chinese names that the data files give them."""
    names = tomllib.loads((LEXICONS / "names.toml").read_text(encoding="utf-8"))
    names["topic"] = tomllib.loads((LEXICONS / "topics.toml").read_text(encoding="utf-8"))["topic"]
    return [(code, entry["zh"]) for group in names.values() for code, entry in group.items()]


@pytest.mark.parametrize(("code", "zh"), named_codes())
def test_every_code_stands_in_the_glossary_by_its_chinese_name(code: str, zh: str) -> None:
    """A code is explained, and called what the pages call it."""
    assert zh in said_of(code)


@pytest.mark.parametrize("group", GROUPS)
def test_every_code_of_the_model_has_names(group: str) -> None:
    """No enumeration has a value that the data files cannot name, and they name none that it lacks."""
    names = tomllib.loads((LEXICONS / "names.toml").read_text(encoding="utf-8"))
    assert list(names[group]) == [str(code) for code in GROUPS[group]]


def test_every_value_of_a_reading_is_explained() -> None:
    """Each public structure of the model has its line."""
    structures = [
        name for name, value in vars(model).items() if isinstance(value, type) and value.__module__ == model.__name__
    ]
    unexplained = [name for name in structures if not said_of(name)]
    assert unexplained == ["Kind", "Period", "MentionType", "Record"], (
        "these four are the groups of codes, and the base"
    )


def test_no_identifier_is_explained_twice() -> None:
    """One line a term."""
    codes = [code for codes, _ in rows() for code in re.findall(r"`([^`]+)`", codes)]
    assert sorted({code for code in codes if codes.count(code) > 1}) == []
