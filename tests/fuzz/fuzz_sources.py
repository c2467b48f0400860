"""Coverage-guided fuzzing of the file openers: any bytes give a source or a `ReadingError`, soon, and nothing else.

Not part of the test run and no dependency of the project: atheris is installed beside it. From the repository:

    python3 -m venv .venv-fuzz && .venv-fuzz/bin/pip install atheris . pytest
    .venv-fuzz/bin/python tests/fuzz/fuzz_sources.py html --seconds 300

The first argument is the opener (txt, html, docx, pdf) or `any`, which lets the content decide. Inputs that open new
paths are kept in a folder of the temporary directory, seeds come from the test suite's own builders. For docx the parts
of the archive are what is mutated, and packed anew, so that mutations reach the parser, not the checksum.
An input that fails is written to `tests/fuzz/regressions/`, where
`test_regressions.py` feeds it to the openers from then on.
"""

import argparse
import hashlib
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
SOURCES = HERE.parent / "reading" / "sources"
REGRESSIONS = HERE / "regressions"
SLOW_SECONDS = 5.0

# A docx input is several parts, divided by this line, in this order.
DIVIDER = b"\n#part#\n"
PARTS = ("word/document.xml", "word/numbering.xml", "word/styles.xml", "word/footnotes.xml", "docProps/core.xml")


def pack(data: bytes) -> bytes:
    """Return an archive whose parts are the pieces of a fuzzed input."""
    import builders

    texts = data.split(DIVIDER)[: len(PARTS)]
    return builders.relabelled(dict(zip(PARTS, texts, strict=False)))


def feed(kind: str, data: bytes) -> None:
    """Open one input; anything but a source or a `ReadingError`, or a text that breaks its promises, raises."""
    from huiyin.errors import ReadingError
    from huiyin.reading.sources import open_source

    content = pack(data) if kind == "docx" and not data.startswith(b"PK") else data
    begun = time.monotonic()
    try:
        source = open_source(content, name="" if kind == "any" else f"input.{kind}")
    except ReadingError:
        pass
    else:
        source.text.encode("utf-8")  # no lone surrogates
        starts = [mark.start for mark in source.places]
        if starts != sorted(starts) or (starts and starts[-1] > len(source.text)):
            raise AssertionError("marks out of order")
        for offset in (0, len(source.text) // 2, len(source.text)):
            source.place_of(offset)
    if time.monotonic() - begun > SLOW_SECONDS:
        raise TimeoutError(f"{len(content)} bytes took more than {SLOW_SECONDS} s")


def main() -> None:
    """Fuzz one opener for the given time."""
    import atheris

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kind", choices=("txt", "html", "docx", "pdf", "any"))
    parser.add_argument("--seconds", type=int, default=150)
    options = parser.parse_args()
    sys.path.insert(0, str(SOURCES))
    with atheris.instrument_imports(include=["huiyin", "zipfile", "trafilatura", "justext"]):
        import seeds  # imports the openers and, through them, what they stand on
        import trafilatura  # noqa: F401

        import huiyin.reading.sources.docx
        import huiyin.reading.sources.page
        import huiyin.reading.sources.pdf  # noqa: F401

    corpus = Path(tempfile.gettempdir()) / "huiyin-fuzz" / options.kind
    corpus.mkdir(parents=True, exist_ok=True)
    for content in seeds.seeds(options.kind):
        (corpus / hashlib.sha256(content).hexdigest()[:16]).write_bytes(content)
    REGRESSIONS.mkdir(exist_ok=True)

    def one_input(data: bytes) -> None:
        try:
            feed(options.kind, data)
        except Exception:
            content = pack(data) if options.kind == "docx" and not data.startswith(b"PK") else data
            name = f"{options.kind}-{hashlib.sha256(content).hexdigest()[:12]}"
            (REGRESSIONS / name).write_bytes(content)
            raise

    arguments = [sys.argv[0], str(corpus), f"-max_total_time={options.seconds}", "-max_len=20000", "-rss_limit_mb=1500"]
    atheris.Setup([*arguments, "-timeout=20", f"-artifact_prefix={corpus}-"], one_input)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
