"""The memory that the command takes: for one report, and for a folder read by two processes."""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from measuring import Row, command
from plan import Plan

ONE_REPORT_MB = 150
FOLDER_MB = 400
ROOM = 14  # bytes of disk for each byte of text: the readings are longer than what they are read from
EACH_FOLDER = 500  # files


@dataclass(frozen=True)
class Use:
    """What a command and its children took: peaks in bytes, and seconds.

    `rss` adds up the peak of each process, as if all had come at once; `pss` is the greatest sum seen at one moment,
    with pages that processes share counted once.
    """

    rss: int
    pss: int
    processes: int
    wall: float
    code: int


def rows(plan: Plan) -> Iterator[Row]:
    """Yield the memory of one report, then of a folder."""
    if not Path("/proc/self/smaps_rollup").exists():
        yield Row("memory", "peak memory", note="needs the /proc of Linux", skipped=True)
        return
    with tempfile.TemporaryDirectory(prefix="huiyin-bench-") as name:
        folder = Path(name)
        yield _one_report(plan, folder)
        yield _folder(plan, folder)


def _one_report(plan: Plan, folder: Path) -> Row:
    text = plan.texts.long_report()
    report = folder / "report.txt"
    report.write_text(text, encoding="utf-8")
    use = watched([*command(), "read", str(report), "--format", "json", "--out", str(folder / "report.json")])
    return Row(
        "memory.report",
        f"peak memory of huiyin read, {len(text):,} characters to JSON",
        f"{use.rss / 1e6:.0f} MB",
        target=f"≤ {ONE_REPORT_MB} MB",
        reached=use.code == 0 and use.rss <= ONE_REPORT_MB * 1e6,
        note="" if use.code == 0 else f"exit code {use.code}",
        figures={"rss_bytes": use.rss, "processes": use.processes, "wall_s": use.wall},
    )


def _folder(plan: Plan, folder: Path) -> Row:
    what = f"peak memory of all processes, a folder of {plan.folder_mb:,} MB, --jobs 2 --format jsonl"
    target = f"≤ {FOLDER_MB} MB"
    size = plan.folder_mb * 1_000_000
    if shutil.disk_usage(folder).free < size * ROOM:
        why = f"needs {size * ROOM / 1e9:.0f} GB of room in {tempfile.gettempdir()}"
        return Row("memory.folder", what, target=target, note=why, skipped=True)
    texts, out = folder / "texts", folder / "readings"
    written, files = fill(texts, plan.texts.reports, size)
    use = watched([*command(), "read", str(texts), "--jobs", "2", "--format", "jsonl", "--out", f"{out}{os.sep}"])
    readings = sum(1 for _ in out.rglob("report-*.reading.jsonl"))
    shutil.rmtree(out, ignore_errors=True)
    shutil.rmtree(texts)
    return Row(
        "memory.folder",
        what,
        f"{use.rss / 1e6:.0f} MB",
        target=target,
        reached=use.code == 0 and readings == files and use.rss <= FOLDER_MB * 1e6,
        note=f"{use.processes} processes; with what they share counted once {use.pss / 1e6:.0f} MB; {readings:,} of "
        f"{files:,} files read in {use.wall:.0f} s, {written / 1e6 / use.wall:.1f} MB/s; exit code {use.code}",
        figures={
            "rss_bytes": use.rss,
            "pss_bytes": use.pss,
            "processes": use.processes,
            "wall_s": use.wall,
            "files": files,
            "readings": readings,
            "bytes": written,
        },
    )


def fill(folder: Path, reports: Sequence[str], size: int) -> tuple[int, int]:
    """Write reports again and again until this many bytes lie in the folder; return bytes and files."""
    encoded = [report.encode() for report in reports]
    written = files = 0
    while written < size:
        within = folder / f"{files // EACH_FOLDER:03}"
        within.mkdir(parents=True, exist_ok=True)
        report = encoded[files % len(encoded)]
        (within / f"report-{files:06}.txt").write_bytes(report)
        written += len(report)
        files += 1
    return written, files


def watched(words: Sequence[str]) -> Use:
    """Run a command to its end, looking at its processes ten times a second and at its exit."""
    peaks: dict[int, int] = {}
    pss = 0
    began = time.perf_counter()
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while process.poll() is None:
        moment = 0
        for pid in family(process.pid):
            peaks[pid] = max(peaks.get(pid, 0), _kilobytes(pid, "status", "VmHWM:") * 1024)
            moment += _kilobytes(pid, "smaps_rollup", "Pss:") * 1024
        pss = max(pss, moment)
        time.sleep(0.1 if len(peaks) > 1 else 0.01)
    return Use(sum(peaks.values()), pss, len(peaks), time.perf_counter() - began, process.returncode)


def family(pid: int) -> Iterator[int]:
    """Yield a process and all that came of it."""
    yield pid
    for task in _lines(Path(f"/proc/{pid}/task/{pid}/children")):
        for child in task.split():
            yield from family(int(child))


def _kilobytes(pid: int, file: str, name: str) -> int:
    """Return a figure of /proc; 0 for a process that is gone."""
    for line in _lines(Path(f"/proc/{pid}/{file}")):
        if line.startswith(name):
            return int(line.split()[1])
    return 0


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="ascii").splitlines()
    except OSError:
        return []
