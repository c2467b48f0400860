"""`huiyin doctor`, --help, --version and completion."""

import json
import os
import subprocess
import sys
from pathlib import Path
from unicodedata import east_asian_width

import pytest

from huiyin import __version__
from huiyin.commands.help import columns, wrapped


def huiyin(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command without a terminal."""
    setting = {**os.environ, "HUIYIN_LANG": "en", **environment}
    return subprocess.run(
        [sys.executable, "-m", "huiyin", *arguments], capture_output=True, text=True, env=setting, timeout=60
    )


def test_doctor_says_what_is_installed() -> None:
    """Versions, optional parts, data, fonts, folders and the terminal, for people and for programs."""
    found = json.loads(huiyin("doctor", "--format", "json").stdout)
    assert found["schema"] == "huiyin.doctor/1"
    assert {each["group"] for each in found["findings"]} == {
        "version",
        "optional",
        "data",
        "font",
        "folder",
        "terminal",
    }
    assert {"group": "version", "name": "huiyin", "state": "ok", "value": __version__, "hint": ""} in found["findings"]
    assert huiyin("doctor").returncode == 0


def test_doctor_speaks_chinese() -> None:
    """The table follows the language."""
    assert "可选部件" in huiyin("doctor", HUIYIN_LANG="zh").stdout


def test_version() -> None:
    """One line: name and version."""
    assert huiyin("--version").stdout == f"huiyin {__version__}\n"


@pytest.mark.parametrize("command", [(), ("read",), ("doctor",)], ids=["huiyin", "read", "doctor"])
def test_help_is_there_in_both_languages(command: tuple[str, ...]) -> None:
    """--help names the exit codes; the Chinese one holds no English sentence of click's."""
    english = huiyin(*command, "--help").stdout
    chinese = huiyin(*command, "--help", HUIYIN_LANG="zh").stdout
    assert "Usage:" in english
    assert "Exit codes:" in english
    assert "用法：" in chinese
    assert "退出码：" in chinese
    assert "显示本帮助后退出。" in chinese
    assert max(map(columns, chinese.splitlines())) <= 80


def test_help_follows_the_locale() -> None:
    """LC_ALL and LANG decide where HUIYIN_LANG is not set."""
    assert "用法：" in huiyin("--help", HUIYIN_LANG="", LC_ALL="", LANG="zh_CN.UTF-8").stdout
    assert "Usage:" in huiyin("--help", HUIYIN_LANG="", LC_ALL="C.UTF-8", LANG="zh_CN.UTF-8").stdout


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_is_there_for_each_shell(shell: str) -> None:
    """The line that --help names prints the shell's script."""
    assert "huiyin" in huiyin(_HUIYIN_COMPLETE=f"{shell}_source").stdout


def test_completion_knows_commands_and_codes() -> None:
    """Commands complete by name, choices by code."""
    first = huiyin(_HUIYIN_COMPLETE="bash_complete", COMP_WORDS="huiyin re", COMP_CWORD="1").stdout
    kinds = huiyin(_HUIYIN_COMPLETE="bash_complete", COMP_WORDS="huiyin read --kind com", COMP_CWORD="3").stdout
    assert first.split() == ["plain,read", "plain,restore"]
    assert kinds.split() == ["plain,commitment"]


@pytest.mark.parametrize("width", [12, 20, 37])
def test_lines_are_wrapped_by_columns(width: int) -> None:
    """No line is too wide, none begins with a closing sign, and no character is lost."""
    text = "写入这个文件（或文件夹）；若是文件夹，则每个输入各写一个文件：NAME.reading.json，其余照旧。"
    lines = wrapped(text, width)
    assert max(sum(2 if east_asian_width(c) in "WF" else 1 for c in line) for line in lines) <= max(width, 19)
    assert not any(line[0] in "，。；：）" for line in lines)
    assert "".join(lines).replace(" ", "") == text


def test_a_terminal_without_chinese_is_spoken_to_in_english() -> None:
    """Latin-1 has no Chinese: the help is English, a note says why, and what is lacking has a mark in its stead."""
    setting = {**os.environ, "HUIYIN_LANG": "zh", "PYTHONIOENCODING": "latin-1"}
    command = [sys.executable, "-m", "huiyin", "read", "--help"]
    done = subprocess.run(command, capture_output=True, env=setting, timeout=60)
    assert done.returncode == 0
    assert done.stdout.startswith(b"Usage: huiyin read [OPTIONS] FILE?")
    assert b"this terminal's encoding has no Chinese" in done.stderr


@pytest.mark.parametrize(("content", "code"), [("0" * 40 + ":1\n", 0), ("password\n", 1), (None, 1)])
def test_doctor_looks_at_the_list_of_breached_passwords(tmp_path: Path, content: str | None, code: int) -> None:
    """Where one is named; what is wrong with it is said."""
    path = tmp_path / "list.txt"
    if content is not None:
        path.write_text(content, encoding="ascii")
    done = huiyin("doctor", "--format", "json", HUIYIN_BREACHED_PASSWORDS=str(path))
    found = [each for each in json.loads(done.stdout)["findings"] if each["name"] == "breached"]
    assert [each["state"] for each in found] == ["bad" if code else "ok"]
    assert str(path) in found[0]["value"]
    assert done.returncode == code


@pytest.mark.parametrize(("content", "line"), [('[anywhere]\ndone = "顺利蝶变"\n', 0), ("[anywhere]\ndone = \n", 2)])
def test_doctor_looks_at_the_words_of_the_place(tmp_path: Path, content: str, line: int) -> None:
    """Where a folder is named; a slip is told with file and line, and what to do."""
    (tmp_path / "cues.toml").write_text(content, encoding="utf-8")
    done = huiyin("doctor", "--format", "json", HUIYIN_LEXICON=str(tmp_path))
    (found,) = (each for each in json.loads(done.stdout)["findings"] if each["name"] == "own_words")
    assert found["state"] == ("bad" if line else "ok")
    assert (f"cues.toml:{line}" in found["value"]) is bool(line)
    assert ("HUIYIN_LEXICON" in found["hint"]) is bool(line)
    assert done.returncode == int(bool(line))


@pytest.mark.parametrize(
    ("contact", "kept", "state", "words"),
    [
        ("", None, "ok", "off"),
        ("mailto:it@example.cn", None, "ok", "made when the site first starts"),
        ("mailto:it@example.cn", "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw", "ok", "push.key"),
        ("mailto:it@example.cn", "cut off", "bad", "damaged"),
        ("it@example.cn", None, "bad", "HUIYIN_PUSH_CONTACT"),
    ],
    ids=["off", "new", "on", "damaged", "no contact"],
)
def test_doctor_says_whether_browsers_are_sent_notices(
    tmp_path: Path, contact: str, kept: str | None, state: str, words: str
) -> None:
    """And whether the key for it can be used; it makes neither key nor home."""
    home = tmp_path / "home"
    if kept is not None:
        home.mkdir()
        (home / "push.key").write_text(kept + "\n", encoding="ascii")
        (home / "push.key").chmod(0o600)
    found = huiyin("doctor", "--format", "json", HUIYIN_HOME=str(home), HUIYIN_PUSH_CONTACT=contact)
    (push,) = [each for each in json.loads(found.stdout)["findings"] if each["name"] == "web_push"]
    assert (push["state"], words in push["value"]) == (state, True)
    assert (found.returncode == 1) == (state == "bad")
    assert home.exists() == (kept is not None)
