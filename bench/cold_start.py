"""`huiyin read` of a long report from a cold process to written JSON, against jieba loading its cached dictionary."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from measuring import Row, Spread, Timing, command, duel
from plan import Plan

CALL = "python -c 'import jieba; jieba.initialize()', cache warm"
TARGET = 1.0


def rows(plan: Plan) -> Iterator[Row]:
    """Yield the race of the two commands; both have run once before, so that byte code and files are in the cache."""
    text = plan.texts.long_report()
    what = f"huiyin read of {len(text):,} characters, cold start to written JSON"
    rounds = plan.rounds * 2 + 1
    with tempfile.TemporaryDirectory(prefix="huiyin-bench-") as folder:
        report, out = Path(folder, "report.txt"), Path(folder, "report.json")
        report.write_text(text, encoding="utf-8")
        ours = [*command(), "read", str(report), "--format", "json", "--out", str(out)]
        started(ours)
        bare = Spread(tuple(started([sys.executable, "-c", "pass"]).wall for _ in range(rounds)))
        note = f"a bare Python takes {bare.median:.3f} s of it; {out.stat().st_size:,} bytes of JSON"
        target = f"≤ {TARGET:g} × its wall time"
        if plan.peers is None:
            runs = [started(ours) for _ in range(rounds)]
            wall, cpu = Spread(tuple(run.wall for run in runs)), Spread(tuple(run.cpu for run in runs))
            figures = {"ours_wall_s": wall, "ours_cpu_s": cpu, "bare_wall_s": bare}
            said = wall.words() + " s"
            yield Row("cold_start.jieba", what, said, CALL, "", target, None, note, figures, skipped=True)
            return
        theirs = [str(plan.peers), "-c", "import jieba; jieba.initialize()"]
        started(theirs)
        both = duel(lambda: started(ours), lambda: started(theirs), rounds)
    ratio = Spread(tuple(1 / value for value in both.faster("wall").values))
    yield Row(
        "cold_start.jieba",
        what,
        both.spread("ours", "wall").words() + " s",
        f"{CALL}: {both.spread('theirs', 'wall').words()} s",
        ratio.words() + " ×",
        target,
        ratio.median <= TARGET,
        note,
        {
            "ours_wall_s": both.spread("ours", "wall"),
            "theirs_wall_s": both.spread("theirs", "wall"),
            "ours_cpu_s": both.spread("ours", "cpu"),
            "theirs_cpu_s": both.spread("theirs", "cpu"),
            "bare_wall_s": bare,
            "ratio_wall": ratio,
        },
    )


def started(words: Sequence[str]) -> Timing:
    """Run a command to its end; return its seconds.

    Raises:
        subprocess.CalledProcessError: it did not end well.
    """
    before, began = os.times(), time.perf_counter()
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    wall, after = time.perf_counter() - began, os.times()
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return Timing(cpu, wall)
