"""Chooses the texts that the benchmarks read: real reports where they are, else the shipped samples of 云汀市."""

import os
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "src" / "huiyin" / "demo" / "texts"
REPORT_LENGTH = 30_000  # characters of the long report: what the longest of a year have


@dataclass(frozen=True)
class Texts:
    """The reports that are read, and in words where they come from."""

    reports: tuple[str, ...]
    origin: str

    @property
    def characters(self) -> int:
        """How many characters all reports have together."""
        return sum(map(len, self.reports))

    def long_report(self, length: int = REPORT_LENGTH) -> str:
        """Return reports one after another, cut at exactly this length."""
        return self._run(length)[:length]

    def of_bytes(self, size: int) -> str:
        """Return reports one after another, to about this many bytes of UTF-8."""
        each = sum(len(report.encode()) for report in self.reports) / self.characters
        return self._run(round(size / each))[: round(size / each)]

    def _run(self, length: int) -> str:
        whole = "\n".join(self.reports) + "\n"
        return whole * (length // len(whole) + 1)


def choose() -> Texts:
    """Return the ten provincial reports of the shared corpus; without it ten texts made of the shipped report."""
    corpus = shared() / "corpus"
    paths = sorted(corpus.glob("gwr-*-2026.txt"))
    if paths:
        reports = tuple(path.read_text(encoding="utf-8-sig") for path in paths)
        return Texts(reports, f"{len(reports)} reports of the shared corpus, {sum(map(len, reports)):,} characters")
    sample = (SAMPLES / "report-2026.txt").read_text(encoding="utf-8")
    reports = (sample * 4,) * 10
    said = (
        f"NO shared corpus here: the shipped sample report 40 times as 10 texts, {sum(map(len, reports)):,} characters"
    )
    return Texts(reports, said)


def shared() -> Path:
    """Return where the shared material would lie: $HUIYIN_SHARED, else `../shared` beside the repository."""
    return Path(os.environ.get("HUIYIN_SHARED") or ROOT.parent / "shared")
