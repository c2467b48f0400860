"""The words: every message and every code has its Chinese and English one."""

import ast
import re
import string
import subprocess
import sys
from pathlib import Path

import click
import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from huiyin.errors import HuiyinError, ReadingError
from huiyin.reading.lexicon import DEFAULT
from huiyin.reading.model import Kind, MentionType, Period, TextKind
from huiyin.render import words
from huiyin.render.errors import SENTENCES, fault, sentence
from huiyin.render.words import Names

SOURCE = Path(words.__file__).parent.parent
CATALOGUE = words.LOCALE / "zh_Hans" / "LC_MESSAGES" / "huiyin.po"
KEYWORDS = {"_": None, "gettext": None, "noted": None, "ngettext": (1, 2)}


SITE = ("api", "congress", "demo", "documents", "ledger", "people", "site", "web")  # their words stand in django.po


def messages_used() -> set[str]:
    """Return all messages of the command and of click; of a plural its singular."""
    found = set()
    for folder in (SOURCE, Path(click.__file__).parent):
        for file, _line, message, _comments, _context in extract_from_dir(
            str(folder), [("**.py", "python")], keywords=KEYWORDS
        ):
            if folder != SOURCE or Path(file).parts[0] not in SITE:
                found.add(message if isinstance(message, str) else message[0])
    return found


@pytest.fixture(scope="module")
def catalogue() -> Catalog:
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="zh_Hans")


def test_every_message_is_translated(catalogue: Catalog) -> None:
    """No message of ours or of click lacks its Chinese words."""
    translated = {
        entry.id if isinstance(entry.id, str) else entry.id[0]
        for entry in catalogue
        if entry.id and all_said(entry.string)
    }
    assert messages_used() - translated == set()


def all_said(said: object) -> bool:
    return all(said) if isinstance(said, (tuple, list)) else bool(said)


def test_nothing_is_fuzzy_or_left_over(catalogue: Catalog) -> None:
    """Every entry is sure, and used."""
    entries = {entry.id if isinstance(entry.id, str) else entry.id[0] for entry in catalogue if entry.id}
    assert [entry.id for entry in catalogue if entry.fuzzy and entry.id] == []
    assert entries - messages_used() == set()
    assert not catalogue.obsolete


def test_placeholders_survive_translation(catalogue: Catalog) -> None:
    """A translation names the same values as its message (a plural: no others)."""
    for entry in catalogue:
        if not entry.id:
            continue
        originals = [entry.id] if isinstance(entry.id, str) else list(entry.id)
        allowed = set().union(*map(placeholders, originals))
        for said in [entry.string] if isinstance(entry.string, str) else entry.string:
            assert placeholders(said) <= allowed, entry.id
            if len(originals) == 1:
                assert placeholders(said) == allowed, entry.id


def placeholders(message: str) -> set[str]:
    named = {field for _text, field, _spec, _conversion in string.Formatter().parse(message) if field}
    return named | set(re.findall(r"%\(\w+\)s", message))


def test_codes_have_names_in_both_languages() -> None:
    """Each code of the model is called something in Chinese and in English."""
    codes = {"kind": Kind, "period": Period, "mention": MentionType, "text_kind": TextKind}
    codes |= {"relation": ("=", ">", ">=", "<", "<=", "~"), "role": ("level", "change", "rank", "share")}
    codes |= {"speaker": ("delegation", "deputy", "official", "body", "report", "group")}
    codes |= {"topic": tuple(DEFAULT.table("topics")["topic"])}
    for group, expected in codes.items():
        table = Names("zh").table(group)
        assert set(table) == {str(code) for code in expected}, group
        assert all(table[code]["zh"] and table[code]["en"] for code in table), group
    assert len({Names("zh").mark(kind) for kind in Kind}) == len(Kind)


@pytest.mark.parametrize(
    ("word", "code"),
    [("部署", "commitment"), ("commitment", "commitment"), ("Commitment", "commitment"), ("承诺", None)],
)
def test_a_name_leads_back_to_its_code(word: str, code: str | None) -> None:
    """A kind may be given by code or by either name."""
    assert Names("en").code_of("kind", word) == code


def raised_codes(*, site: bool) -> set[str]:
    """Return the codes that the site's packages raise, or all others, found in the syntax tree."""
    found = set()
    for file in SOURCE.rglob("*.py"):
        if (file.relative_to(SOURCE).parts[0] in SITE) != site:
            continue
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id.endswith("Error")
                and node.args
            ):
                first = node.args[0]
                if (
                    isinstance(first, ast.Constant)
                    and isinstance(first.value, str)
                    and re.fullmatch(r"[a-z_]+(\.[a-z_]+)+", first.value)
                ):
                    found.add(first.value)
    return found


@pytest.mark.parametrize(
    ("code", "form", "said"),
    [
        ("source.unsupported", "zip", "请先解压"),
        ("source.unsupported", "rar", "请先解压"),
        ("source.unsupported", "jpeg", "文字识别"),
        ("source.unsupported", "xls", "Excel"),
        ("source.unsupported", "ofd", "不能读取 ofd 格式"),
        ("source.unsupported", "odt", "不能读取 odt 格式"),
        ("source.truncated", "docx", "这个 Word 文件不完整或已损坏"),
        ("source.truncated", "xlsx", "这个 Excel 文件不完整或已损坏"),
        ("source.truncated", "pdf", "pdf 文件不完整或已损坏"),
    ],
)
def test_what_to_do_with_a_file_goes_by_its_form(code: str, form: str, said: str) -> None:
    """Nobody can save an archive or a picture as docx, and nobody who sent a Word file knows of a zip in it."""
    assert said in sentence(HuiyinError(code, name="附件", format=form), "zh")


def test_every_error_code_has_a_sentence() -> None:
    """Whatever the command raises can be said in words, in one place."""
    assert raised_codes(site=False) - set(SENTENCES) == set()


def test_every_code_of_the_site_has_words_on_a_page_or_in_the_command() -> None:
    """Whatever the site's services raise is known to a page by its code, or to the command."""
    pages = "".join(path.read_text(encoding="utf-8") for path in (SOURCE / "web").rglob("*.py"))
    assert {code for code in raised_codes(site=True) - set(SENTENCES) if f'"{code}"' not in pages} == set()


def test_an_error_speaks_either_language() -> None:
    """The sentence says what, where and what to do; values stand in it, lists with commas."""
    error = ReadingError("text.kind", given="novel", known=["report", "reply"])
    assert sentence(error, "en") == "novel is no kind of text; use one of report, reply."
    assert sentence(error, "zh") == "没有 novel 这种文体；请从这些中选：report, reply。"
    assert sentence(HuiyinError("not.known", size=3), "en") == "not.known: size=3"
    assert "ValueError: x" in fault(ValueError("x"), "en")


def language_in(**environment: str) -> str:
    """Return the language that a fresh process speaks in an environment."""
    code = "from huiyin.render.words import language; print(language())"
    return subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    ).stdout.strip()


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C.UTF-8"}, "en"),
        ({"LANG": "en_GB.UTF-8", "LC_ALL": "zh_TW.UTF-8"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "HUIYIN_LANG": "en"}, "en"),
        ({"LANG": "de_DE.UTF-8", "HUIYIN_LANG": "zh"}, "zh"),
    ],
    ids=["nothing set", "LANG", "LC_ALL before LANG", "Traditional too", "own variable", "own variable zh"],
)
def test_the_locale_decides_the_language(environment: dict[str, str], expected: str) -> None:
    """HUIYIN_LANG outranks LC_ALL, which outranks LANG; anything but Chinese is English."""
    assert language_in(**environment) == expected
