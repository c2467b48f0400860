"""The benchmarks run and give their figures; how fast anything is, no test says."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
SMALL = ["--quick", "--no-peers", "--rounds", "1", "--growth-kb", "1", "--folder-mb", "1"]


def run(*arguments: str, shared: Path) -> subprocess.CompletedProcess[str]:
    """Run the benchmarks on as little as they can be asked for, on the shipped samples."""
    words = [sys.executable, str(ROOT / "bench" / "run.py"), *SMALL, *arguments]
    here = os.environ | {"HUIYIN_SHARED": str(shared / "nowhere"), "COLUMNS": "150"}
    return subprocess.run(words, env=here, capture_output=True, encoding="utf-8", check=False)


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What one run of everything says."""
    done = run("--format", "json", shared=tmp_path_factory.mktemp("empty"))
    assert done.returncode == 0, done.stderr
    said: dict[str, Any] = json.loads(done.stdout)
    return said


def rows(measured: dict[str, Any], group: str) -> dict[str, dict[str, Any]]:
    """Return the rows of a group by id."""
    return {row["id"]: row for row in measured["rows"] if row["id"].partition(".")[0] == group}


def test_every_group_has_its_rows(measured: dict[str, Any]) -> None:
    """No group of the table is empty, and no row stands in it twice."""
    groups = ("reading", "peers", "placing", "cold_start", "growth", "memory", "marks")
    assert all(rows(measured, group) for group in groups)
    ids = [row["id"] for row in measured["rows"]]
    assert len(ids) == len(set(ids))


def test_every_row_has_figures_or_says_why_not(measured: dict[str, Any]) -> None:
    """A row that was measured has figures and words for them; one that was not gives the reason."""
    for row in measured["rows"]:
        if row["skipped"]:
            assert row["note"], row["id"]
        else:
            assert row["figures"], row["id"]
            assert row["ours"], row["id"]


@pytest.mark.parametrize("group", ["reading", "placing", "cold_start"])
def test_without_peers_our_side_is_measured_all_the_same(measured: dict[str, Any], group: str) -> None:
    """Where there is no peer to run against, the row still has our seconds, and no verdict."""
    for row in rows(measured, group).values():
        if row["id"] != "reading.where":
            assert row["figures"]["ours_wall_s"]["median"] > 0
            assert row["reached"] is None
            assert row["skipped"]


def test_everything_is_placed_right(measured: dict[str, Any]) -> None:
    """Each statement, figure and name of the long report stands where its offsets say."""
    for row in rows(measured, "placing").values():
        assert row["figures"]["ours_right"] == row["figures"]["asked"] > 0


def test_growth_is_measured_on_reports_and_on_hard_texts(measured: dict[str, Any]) -> None:
    """Each text is read at two lengths."""
    growth = rows(measured, "growth")
    assert {"growth.reports", "growth.digits_only", "growth.opening_quotes_only"} < growth.keys()
    assert all(row["figures"]["long_cpu_s"]["median"] > 0 for row in growth.values())


@pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="memory is read from the /proc of Linux")
def test_memory_counts_every_process(measured: dict[str, Any]) -> None:
    """The folder is read by the command and its two workers, every file of it."""
    folder = rows(measured, "memory")["memory.folder"]["figures"]
    assert folder["processes"] >= 3
    assert folder["readings"] == folder["files"] > 1


def test_the_run_says_which_texts_it_read(measured: dict[str, Any]) -> None:
    """Without the shared corpus the shipped samples are read, and the table says so."""
    assert "NO shared corpus" in measured["texts"]


def test_the_table_names_what_was_not_measured(tmp_path: Path) -> None:
    """A skipped row shows in the table and in the line under it, with the reason."""
    done = run("--only", "peers", shared=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "skipped" in done.stdout
    assert "NOT MEASURED: peers.jionlp_money" in done.stdout
    assert "left out, as was asked" in done.stdout
