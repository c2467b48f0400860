"""How things are measured: workers in their own processes, taking turns on one core; medians with their spread."""

import json
import os
import statistics
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Self

HERE = Path(__file__).resolve().parent


class JobError(Exception):
    """A job ended with an error, which the message gives."""


class TooSlowError(Exception):
    """A job ran longer than it may; its process was ended."""


@dataclass(frozen=True)
class Spread:
    """Several measurements of one thing."""

    values: tuple[float, ...]

    @property
    def median(self) -> float:
        """The middle one."""
        return statistics.median(self.values)

    def as_json(self) -> dict[str, float | int]:
        """Return median, least, greatest and number."""
        rounded = {"median": self.median, "min": min(self.values), "max": max(self.values)}
        return {name: float(f"{value:.4g}") for name, value in rounded.items()} | {"rounds": len(self.values)}

    def words(self, shape: str = "{:.2f}") -> str:
        """Return the median, then the least and greatest in brackets."""
        if len(self.values) == 1:
            return shape.format(self.median)
        return f"{shape.format(self.median)} ({shape.format(min(self.values))}–{shape.format(max(self.values))})"


@dataclass(frozen=True)
class Row:
    """One line of the table. `reached` is None where there is nothing to hold it to, or nothing was measured."""

    id: str
    what: str
    ours: str = ""
    against: str = ""
    ratio: str = ""
    target: str = ""
    reached: bool | None = None
    note: str = ""
    figures: Mapping[str, Any] = field(default_factory=dict)
    skipped: bool = False

    def as_json(self) -> dict[str, Any]:
        """Return the row as plain values, spreads written out."""
        plain = {name: getattr(self, name) for name in self.__dataclass_fields__}
        plain["figures"] = {
            name: value.as_json() if isinstance(value, Spread) else value for name, value in self.figures.items()
        }
        return plain


@dataclass(frozen=True)
class Timing:
    """One run of a job: seconds of processor and of clock, and what came of it."""

    cpu: float
    wall: float
    found: int = 0
    places: list[list[list[int] | None]] | None = None


class Worker:
    """A process that does jobs (`worker.py`), under a Python of one's choice; it can be asked again and again."""

    def __init__(self, python: Path | str = sys.executable) -> None:
        self.python = str(python)
        self.process: subprocess.Popen[str] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def ask(self, job: str, texts: Iterable[str], *, limit: float | None = None, **more: Any) -> dict[str, Any]:
        """Have a job done and return the answer.

        Raises:
            JobError: the job raised an error, or its process died.
            TooSlowError: it took longer than `limit` seconds, loading included.
        """
        if self.process is None:
            self.process = subprocess.Popen(
                [self.python, str(HERE / "worker.py")],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                encoding="ascii",
            )
        process = self.process
        assert process.stdin is not None
        assert process.stdout is not None
        late = threading.Event()

        def end() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(limit, end) if limit else None
        if timer:
            timer.start()
        print(json.dumps({"job": job, "texts": list(texts), **more}), file=process.stdin, flush=True)
        line = process.stdout.readline()
        if timer:
            timer.cancel()
        if not line:
            self.close()
            raise TooSlowError(job) if late.is_set() else JobError(f"{job}: the process died")
        said: dict[str, Any] = json.loads(line)
        if "error" in said:
            raise JobError(said["error"])
        return said

    def time(self, job: str, texts: Iterable[str], **more: Any) -> Timing:
        """Have a job done and return its seconds (errors as of `ask`)."""
        said = self.ask(job, texts, **more)
        return Timing(said["cpu"], said["wall"], said["found"], said["places"])

    def close(self) -> None:
        """End the process."""
        if self.process is None:
            return
        process, self.process = self.process, None
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                pipe.close()
        try:
            process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@dataclass(frozen=True)
class Duel:
    """Two things measured in turn, A B A B."""

    ours: tuple[Timing, ...]
    theirs: tuple[Timing, ...]

    def spread(self, side: str, of: str) -> Spread:
        """Return the seconds of a side (`ours`, `theirs`) by a clock (`cpu`, `wall`)."""
        return Spread(tuple(getattr(each, of) for each in getattr(self, side)))

    def faster(self, of: str = "cpu") -> Spread:
        """Return how many times as long they took as we did, round by round."""
        return Spread(tuple(getattr(b, of) / getattr(a, of) for a, b in zip(self.ours, self.theirs, strict=True)))


def duel(ours: Callable[[], Timing], theirs: Callable[[], Timing], rounds: int) -> Duel:
    """Measure both in turn."""
    pairs = [(ours(), theirs()) for _ in range(rounds)]
    return Duel(tuple(a for a, _ in pairs), tuple(b for _, b in pairs))


@contextmanager
def one_core() -> Iterator[str]:
    """Keep this process and its children to one core, where the system can; yields what was done in words."""
    if not hasattr(os, "sched_setaffinity"):
        yield "not pinned to a core (this system cannot)"
        return
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {max(cores)})
    try:
        yield f"pinned to core {max(cores)}"
    finally:
        os.sched_setaffinity(0, cores)


def command() -> Sequence[str]:
    """Return how `huiyin` is started from this environment."""
    script = Path(sys.executable).with_name("huiyin")
    return [str(script)] if script.exists() else [sys.executable, "-m", "huiyin"]
