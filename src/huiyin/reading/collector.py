"""The collector of cycles (垃圾回收), which has nothing to do while a text is read."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """Let the collector rest for the time of a block, and run again afterwards if it ran before.

    Reading makes no cycles, but so many values that the collector would walk through them again and again; on long
    texts that costs more with each character. Memory is not held longer: what is done with is freed at once, as ever.
    Blocks may lie in one another and in several threads: whoever found the collector running sets it running again.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
