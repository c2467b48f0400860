"""What one run of the benchmarks measures, and how much of it."""

from dataclasses import dataclass
from pathlib import Path

from texts import Texts


@dataclass(frozen=True)
class Plan:
    """The texts, how often each thing is measured, and the peers' Python.

    `peers` is None where the peers are not to be had; `no_peers` then says why. `growth_bytes` is the length of the
    shorter text, the longer has ten times that; `folder_mb` the size of the folder that is read for its memory.
    """

    texts: Texts
    quick: bool
    rounds: int
    growth_bytes: int
    folder_mb: int
    peers: Path | None
    no_peers: str
