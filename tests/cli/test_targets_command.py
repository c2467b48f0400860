"""`huiyin targets`: reports side by side, in every format, with a sentence for what cannot be read."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook

REPORT = (
    "云汀市政府工作报告\n——2026年1月8日在云汀市第八届人民代表大会第五次会议上\n一、2025年工作回顾\n2025年，全市地区生产总值增长5.6%。\n"
    "二、2026年工作安排\n今年经济社会发展主要预期目标是：地区生产总值增长5.5%左右，城镇新增就业1.8万人以上，居民消费价格涨幅2%左右。\n"
)


def _run(*arguments: str, given: str | None = None) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "huiyin", "targets", *arguments]
    setting = {**os.environ, "HUIYIN_LANG": "en"}
    return subprocess.run(
        command, capture_output=True, input=given.encode() if given else None, check=False, env=setting
    )


def _report(folder: Path, name: str = "report.txt") -> str:
    path = folder / name
    path.write_text(REPORT, encoding="utf-8")
    return str(path)


def test_json_gives_targets_and_results_with_their_place(tmp_path: Path) -> None:
    """Each figure is of schema huiyin.targets/1 and its passage stands at its offsets."""
    done = _run("--format", "json", _report(tmp_path))
    assert done.returncode == 0
    shown = json.loads(done.stdout)
    assert shown["schema"] == "huiyin.targets/1"
    report = shown["reports"][0]
    targets = {each["indicator"]: each for each in report["targets"]}
    assert (targets["gdp_growth"]["relation"], targets["gdp_growth"]["value"]) == ("~", 5.5)
    assert (targets["new_urban_jobs"]["relation"], targets["new_urban_jobs"]["value"]) == (">=", 18000)
    assert report["results"][0]["period"] == "2025"
    for each in report["targets"] + report["results"]:
        assert REPORT[each["start"] : each["end"]] == each["text"]


def test_a_workbook_holds_targets_results_and_passages(tmp_path: Path) -> None:
    """Targets and results stand side by side on sheets of their own; every figure is on the third, a legend last."""
    out = tmp_path / "targets.xlsx"
    assert _run("-f", "xlsx", "-o", str(out), _report(tmp_path), _report(tmp_path, "second.txt")).returncode == 0
    book = load_workbook(io.BytesIO(out.read_bytes()))
    assert len(book.sheetnames) == 4
    legend = [cell for row in book.worksheets[3].iter_rows(values_only=True) for cell in row if cell]
    assert legend[-1] == "A program's reading, confirmed by nobody yet."
    assert {"about", "≥", "≤", "range"} <= set(legend)
    assert {row[4] for row in book.worksheets[2].iter_rows(min_row=2, values_only=True)} == {"equal to", "about", "≥"}
    assert [cell.value for cell in book.worksheets[0][1]][1:] == ["report.txt", "second.txt"]


def test_one_bad_file_does_not_stop_the_rest(tmp_path: Path) -> None:
    """A file that cannot be read is named in a sentence; the others are shown and the code is 1."""
    (tmp_path / "empty.txt").write_bytes(b"")
    done = _run("-f", "csv", _report(tmp_path), str(tmp_path / "empty.txt"))
    assert done.returncode == 1
    assert "empty.txt" in done.stderr.decode()
    assert b"Traceback" not in done.stderr
    assert done.stdout.decode().count("report.txt") >= 4


def test_nothing_readable_is_bad_input(tmp_path: Path) -> None:
    """Where no file could be read the code is 2."""
    assert _run(str(tmp_path / "missing.txt")).returncode == 2


def test_standard_input_is_read() -> None:
    """`-` reads from a pipe."""
    done = _run("-", given=REPORT)
    assert done.returncode == 0
    assert "5.5" in done.stdout.decode()


@pytest.mark.parametrize(
    ("name", "begins"), [("x.json", b'{"schema"'), ("x.csv", b"\xef\xbb\xbf"), ("x.XLSX", b"PK"), ("x.txt", b"Targets")]
)
def test_the_ending_of_the_output_chooses_the_format(tmp_path: Path, name: str, begins: bytes) -> None:
    """--format may be left out; what was written is said, and whether a file was there before."""
    report, out = _report(tmp_path), tmp_path / name
    assert _run(report, "-o", str(out)).stderr.decode().strip() == f"Written: {out}"
    assert out.read_bytes().startswith(begins)
    assert _run(report, "-o", str(out)).stderr.decode().strip() == f"Overwritten: {out}"


@pytest.mark.parametrize("name", ["a.docx", "a.xls", "a.pdf", "a"])
def test_an_unknown_ending_is_refused(tmp_path: Path, name: str) -> None:
    """The known ones are listed, and nothing is written."""
    done = _run(_report(tmp_path), "-o", str(tmp_path / name))
    assert done.returncode == 2
    assert ".txt, .json, .csv, .xlsx" in done.stderr.decode()
    assert not (tmp_path / name).exists()


def test_the_input_is_never_overwritten(tmp_path: Path) -> None:
    """Not even where it is a text and a text is asked for."""
    report = _report(tmp_path)
    done = _run(report, "-o", report)
    assert (done.returncode, Path(report).read_text(encoding="utf-8")) == (2, REPORT)


def test_a_text_without_targets_is_told(tmp_path: Path) -> None:
    """The command says which texts it is for; a bad file is named once."""
    (tmp_path / "speech.txt").write_text("各位代表，大家好。\n", encoding="utf-8")
    said = _run(str(tmp_path / "speech.txt")).stderr.decode()
    assert "a government work report is expected" in said
    assert _run(str(tmp_path / "missing.txt")).stderr.decode().count("missing.txt") == 1
