"""`huiyin check`: a draft against its sources, in every format, with exit codes that a script can use."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from huiyin.commands.check import spread

REPORT = (
    "云汀市政府工作报告\n——2026年1月8日在云汀市第八届人民代表大会第五次会议上\n一、2025年工作回顾\n"
    "2025年，全市地区生产总值增长5.6%，改造老旧小区65个。\n"
)
NOTES = "临江区新增普惠托位800个。\n"


def _run(*arguments: str, given: str | None = None) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "huiyin", "check", *arguments]
    return subprocess.run(command, capture_output=True, input=given.encode() if given else None, check=False)


@pytest.fixture
def files(tmp_path: Path) -> dict[str, str]:
    """A report, notes, and two drafts: one right, one with a changed figure."""
    texts = {
        "report.txt": REPORT,
        "notes.txt": NOTES,
        "right.txt": "2025年，云汀市地区生产总值增长5.6%。临江区新增普惠托位800个。\n",
        "wrong.txt": "改造老旧小区55个。\n<b>青石区</b>新增普惠托位800个。\n",
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return {name: str(tmp_path / name) for name in texts}


def test_a_supported_draft_leaves_with_0(files: dict[str, str]) -> None:
    """Several sources may follow one --against; each item's source names the file."""
    done = _run(files["right.txt"], "--against", files["report.txt"], files["notes.txt"], "--format", "json")
    assert done.returncode == 0
    shown = json.loads(done.stdout)
    assert shown["schema"] == "huiyin.check/1"
    sources = {item["source"]["source"] for sentence in shown["sentences"] for item in sentence["items"]}
    assert sources == {"report.txt", "notes.txt"}


def test_an_unsupported_draft_leaves_with_1(files: dict[str, str]) -> None:
    """The terminal view says what the draft and the source have, and where."""
    done = _run(files["wrong.txt"], "--against", files["report.txt"], "--against", files["notes.txt"])
    assert done.returncode == 1
    shown = done.stdout.decode()
    assert "稿中：55个；原文：65个" in shown
    assert "report.txt 第 4 行" in shown
    assert "数字不符 1" in shown


def test_the_page_is_one_file_with_everything_escaped(files: dict[str, str], tmp_path: Path) -> None:
    """The page shows both figures, marks what is unsupported and lets nothing of the draft act."""
    out = tmp_path / "page.html"
    done = _run(files["wrong.txt"], "--against", files["report.txt"], "-o", str(out))
    assert done.returncode == 1
    page = out.read_text(encoding="utf-8")
    assert '<mark class="lost">55个</mark>' in page
    assert '<mark class="lost">65个</mark>' in page
    assert "&lt;b&gt;" in page
    assert "<b>" not in page
    assert "<script" not in page
    assert "default-src 'none'" in page


def test_no_text_is_written_over(files: dict[str, str]) -> None:
    """Neither the draft nor a source can be the output."""
    for name in ("right.txt", "report.txt"):
        before = Path(files[name]).read_bytes()
        assert _run(files["right.txt"], "--against", files["report.txt"], "-o", files[name]).returncode == 2
        assert Path(files[name]).read_bytes() == before


def test_standard_input_can_be_the_draft(files: dict[str, str]) -> None:
    """`-` reads the draft from a pipe."""
    done = _run("-", "--against", files["report.txt"], "-f", "json", given="改造老旧小区65个。")
    assert done.returncode == 0
    both = _run("-", "--against", "-", given="改造老旧小区65个。")
    assert both.returncode == 2


@pytest.mark.parametrize("draft", ["missing.txt", "empty.txt"])
def test_bad_input_is_one_sentence_and_2(files: dict[str, str], tmp_path: Path, draft: str) -> None:
    """What cannot be opened is named; there is no traceback, and no output."""
    (tmp_path / "empty.txt").write_bytes(b"")
    for arguments in ([draft, "--against", files["report.txt"]], [files["right.txt"], "--against", draft]):
        paths = [str(tmp_path / each) if each == draft else each for each in arguments]
        done = _run(*paths)
        assert done.returncode == 2
        assert draft in done.stderr.decode()
        assert b"Traceback" not in done.stderr
        assert done.stdout == b""


def test_sources_are_needed(files: dict[str, str]) -> None:
    """Without --against there is nothing to check."""
    assert _run(files["right.txt"]).returncode == 2


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        (["d", "--against", "a", "b"], ["d", "--against", "a", "--against", "b"]),
        (["--against", "a", "d"], ["--against", "a", "d"]),
        (["--against", "a", "--against", "b", "d"], ["--against", "a", "--against", "b", "d"]),
        (["d", "--against", "a", "b", "-f", "json"], ["d", "--against", "a", "--against", "b", "-f", "json"]),
        (["-f", "json", "d", "--against", "a", "-"], ["-f", "json", "d", "--against", "a", "--against", "-"]),
        (["d", "--against=a", "--year", "2026"], ["d", "--against=a", "--year", "2026"]),
    ],
    ids=["several", "draft last", "repeated, draft last", "option after", "standard input", "with ="],
)
def test_several_sources_may_follow(given: list[str], meant: list[str]) -> None:
    """After a draft, every argument up to the next option is a source."""
    assert spread(given) == meant
