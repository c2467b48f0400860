"""A process that is killed while it reads costs its own file and no other."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

TEXT = "今年，新建公园5处，力争完成投资12亿元。\n"
# Loaded by Python itself before Huiyin: a text with the word 炸弹 ends the process that reads it, as the system does.
KILLER = """
import os, signal
import huiyin.reading as reading
from huiyin.reading.sources import pdf
kept, opened = reading.read, pdf._read
def read(text, **options):
    if "炸弹" in text:
        os.kill(os.getpid(), signal.SIGKILL)
    return kept(text, **options)
def crash(content):
    os.kill(os.getpid(), signal.SIGKILL)
reading.read, pdf._read = read, crash
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder of eight texts, the third and the sixth of which kill who reads them."""
    (tmp_path / "sitecustomize.py").write_text(KILLER, encoding="utf-8")
    root = tmp_path / "材料"
    root.mkdir()
    for number in range(8):
        (root / f"{number}.txt").write_text(TEXT + "炸弹\n" * (number in (2, 5)), encoding="utf-8")
    return root


def huiyin(folder: Path, *arguments: object) -> subprocess.CompletedProcess[bytes]:
    """Run the command with the killer in place."""
    command = [sys.executable, "-m", "huiyin", *map(str, arguments)]
    setting = {**os.environ, "HUIYIN_LANG": "en", "PYTHONPATH": str(folder.parent)}
    return subprocess.run(command, input=b"", capture_output=True, env=setting, timeout=120)


def test_the_batch_goes_on_without_the_file_that_killed(folder: Path) -> None:
    """The others come out in their order; the two are told by name, and the exit code says that some failed."""
    done = huiyin(folder, "read", folder, "--format", "jsonl", "--jobs", 2)
    files = [json.loads(line)["source"]["file"] for line in done.stdout.splitlines()]
    read = list(dict.fromkeys(files))
    assert (done.returncode, read) == (1, [f"{number}.txt" for number in (0, 1, 3, 4, 6, 7)])
    said = done.stderr.decode()
    assert "2 of 8 files could not be read" in said
    assert all(f"{number}.txt was ended by the system" in said for number in (2, 5))
    assert "Traceback" not in said


def test_nothing_half_written_is_left(folder: Path, tmp_path: Path) -> None:
    """Each file that could be read has its output, and nothing else lies beside them."""
    out = tmp_path / "out"
    done = huiyin(folder, "read", folder, "-o", f"{out}/", "--jobs", 2)
    assert done.returncode == 1
    assert len([path for path in out.iterdir() if path.suffix == ".json"]) == 6
    assert [path.name for path in out.iterdir() if path.name.endswith(".part")] == []


def test_a_pdf_cannot_take_the_command_with_it(folder: Path) -> None:
    """One file, one process: it is still another process that opens the pdf, and its death is one sentence."""
    path = folder / "a.pdf"
    path.write_bytes(b"%PDF-1.7\n%%EOF\n")
    done = huiyin(folder, "read", path)
    assert done.returncode == 2
    assert "a.pdf was ended by the system or crashed" in done.stderr.decode()
