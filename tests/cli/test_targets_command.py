"""`huiyin targets`: reports side by side, in every format, with a sentence for what cannot be read."""

import io
import json
import subprocess
import sys
from pathlib import Path

from openpyxl import load_workbook

REPORT = (
    "云汀市政府工作报告\n——2026年1月8日在云汀市第八届人民代表大会第五次会议上\n一、2025年工作回顾\n2025年，全市地区生产总值增长5.6%。\n"
    "二、2026年工作安排\n今年经济社会发展主要预期目标是：地区生产总值增长5.5%左右，城镇新增就业1.8万人以上，居民消费价格涨幅2%左右。\n"
)


def _run(*arguments: str, given: str | None = None) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "huiyin", "targets", *arguments]
    return subprocess.run(command, capture_output=True, input=given.encode() if given else None, check=False)


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
    """Targets and results stand side by side on sheets of their own; every figure is on the third."""
    out = tmp_path / "targets.xlsx"
    assert _run("-f", "xlsx", "-o", str(out), _report(tmp_path), _report(tmp_path, "second.txt")).returncode == 0
    book = load_workbook(io.BytesIO(out.read_bytes()))
    assert len(book.sheetnames) == 3
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
