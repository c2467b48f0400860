"""Where readings go: one output for all inputs, written as they come, or one file for each."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, Protocol

from huiyin.commands.inputs import Input
from huiyin.commands.work import ENDINGS, Settings, written_whole


class Sink(Protocol):
    """Takes the payloads of documents in their order."""

    def add(self, payload: Any) -> None:
        """Write one document."""

    def close(self) -> None:
        """Write what stands at the end."""


class ByteSink:
    """Writes payloads with what the format needs before, between and after them."""

    def __init__(self, output: BinaryIO, head: bytes, between: bytes, tail: bytes) -> None:
        self.output = output
        self.next, self.between, self.tail = head, between, tail

    def add(self, payload: bytes) -> None:
        """Write one document."""
        self.output.write(self.next + payload)
        self.next = self.between

    def close(self) -> None:
        """Write the end, and the head if nothing came."""
        self.output.write((self.next if self.next != self.between else b"") + self.tail)
        self.output.flush()


class BookSink:
    """Gathers all documents in one workbook."""

    def __init__(self, output: BinaryIO, settings: Settings) -> None:
        from huiyin.commands.work import lexicons_of
        from huiyin.render.workbook import Book

        self.output = output
        self.book = Book(settings.language, lexicons_of(settings))

    def add(self, payload: Any) -> None:
        """Append the rows of one document."""
        self.book.add(payload)

    def close(self) -> None:
        """Write the workbook; it is packed at the end, from rows that lay in temporary files."""
        self.book.save(self.output)


def sink_for(settings: Settings, output: BinaryIO) -> Sink:
    """Return the sink that fits format and number of inputs."""
    if not settings.together:
        return ByteSink(output, b"", b"", b"")
    match settings.format:
        case "json":
            return ByteSink(output, b"[\n", b",\n", b"\n]\n")
        case "csv":
            from huiyin.render.tables import TABLES, csv_head

            return ByteSink(output, csv_head(TABLES[settings.table]), b"", b"")
        case "xlsx":
            return BookSink(output, settings)
        case "terminal":
            return ByteSink(output, b"", b"\n", b"")
        case _:
            return ByteSink(output, b"", b"", b"")


@contextmanager
def opened(out: Path | None) -> Iterator[BinaryIO]:
    """Yield standard output, or a file that takes its name only when it is whole."""
    if out is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
    else:
        with written_whole(out) as output:
            yield output


def targets_in(folder: Path, inputs: list[Input], settings: Settings) -> list[Path]:
    """Return an output path for each input: `NAME.reading.json`; a name that comes again gets a number.

    Deterministic for the same inputs, so that `--resume` finds what was written before.
    """
    table = f".{settings.table}" if settings.format == "csv" and settings.table != "statements" else ""
    ending = f".reading{table}{ENDINGS[settings.format]}"
    taken: set[str] = set()
    found = []
    for each in inputs:
        name, number = each.name, 1
        while name in taken:
            number += 1
            name = f"{each.name}-{number}"
        taken.add(name)
        found.append(folder / f"{name}{ending}")
    return found
