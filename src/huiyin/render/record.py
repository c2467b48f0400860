"""The JSON of a reading (`huiyin.reading/1`) and its lines (JSONL): the model's own fields, figures as JSON numbers.

One statement stands on one line, so that two readings of a text can be compared with `diff`. Additions to the
schema: `file`, the name of the file as it was given (`stdin` for standard input), and `explanations` (a list of a
statement's rules, only with `--explain`).
"""

import msgspec

from huiyin.render.document import Document

_encode = msgspec.json.Encoder(decimal_format="number").encode


def json_bytes(document: Document) -> bytes:
    """Return one reading as a JSON object, without a line break at its end."""
    reading = document.reading
    parts = [b'{"schema":', _encode(reading.schema), b',\n"file":', _encode(document.file)]
    parts += [b',\n"source":', _encode(reading.source), b',\n"sections":', _lines(map(_encode, reading.sections))]
    parts += [b',\n"statements":', _lines(map(_encode, reading.statements))]
    if document.explanations:
        every = (each for found in document.explanations.values() for each in found)
        parts += [b',\n"explanations":', _lines(map(_encode, every))]
    return b"".join((*parts, b"}"))


def jsonl_bytes(document: Document) -> bytes:
    """Return one line per statement, each with its source in brief."""
    source = document.reading.source
    brief = {"file": document.file, "title": source.title, "sha256": source.sha256, "text_kind": source.text_kind}
    head = b'{"source":' + _encode(brief) + b","
    lines = []
    for statement in document.reading.statements:
        body = _encode(statement)
        why = document.explanations.get(statement.id)
        if why:
            body = body[:-1] + b',"explanations":' + _encode(why) + b"}"
        lines.append(head + body[1:] + b"\n")
    return b"".join(lines)


def _lines(items: "map[bytes]") -> bytes:
    """Return a JSON list with one item a line."""
    return b"[" + b",\n".join(items) + b"]"
