"""Confirmed statements as gold files (金标): NAME.txt and NAME.json, so that a place can measure its reader."""

import io
import json
import re
import zipfile
from decimal import Decimal
from typing import Any

import msgspec

from huiyin.errors import LedgerError
from huiyin.ledger.models import Source, Statement
from huiyin.scoring import score
from huiyin.scoring.values import GoldReading

_UNSAFE = re.compile(r"[^\w.-]+")


def gold_archive(source: Source) -> tuple[str, bytes]:
    """Return the name and the bytes of a zip file with the text of a source and its confirmed statements.

    Raises:
        LedgerError: `gold.nothing`: nothing is confirmed yet.
    """
    name = gold_name(source)
    statements = gold_statements(source)
    if not statements:
        raise LedgerError("gold.nothing")
    told = json.dumps({"source": f"{name}.txt", "statements": statements}, ensure_ascii=False, indent=1) + "\n"
    check(source.text, told.encode(), name)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for file, content in ((f"{name}.txt", source.text), (f"{name}.json", told)):
            archive.writestr(zipfile.ZipInfo(file, (1980, 1, 1, 0, 0, 0)), content.encode("utf-8"))
    return f"{name}.zip", buffer.getvalue()


def gold_name(source: Source) -> str:
    """Return a name for files: the title as far as any system takes it, and the key, which is of this source only."""
    return f"{_UNSAFE.sub('-', source.title)[:40].strip('-.') or 'source'}-{source.key[:6]}"


def gold_statements(source: Source) -> list[dict[str, Any]]:
    """Return the confirmed statements in the evaluation format, in text order."""
    rows = source.statements.filter(gone=False, state=Statement.State.CONFIRMED).order_by("start", "end")
    return [_told(row) for row in rows]


def check(text: str, gold: bytes, name: str) -> None:
    """Let the scorer look at a gold file as both sides: it refuses what does not hold to the text.

    Raises:
        ReadingError: `score.span_outside`, `score.text_differs`, `score.value_invalid`.
        LedgerError: `gold.disagrees`: scored against itself it does not agree, which is a fault of ours.
    """
    filed = msgspec.json.decode(gold, type=GoldReading).statements
    report = score([(text, filed, filed, name)])
    if report.misses:
        raise LedgerError("gold.disagrees", name=name)


def _told(row: Statement) -> dict[str, Any]:
    return {
        "start": row.start,
        "end": row.end,
        "kind": row.kind,
        "speaker": row.speaker or None,
        "period": row.period,
        "measures": [
            {
                **{name: each[name] for name in ("start", "end")},
                "value": _number(each["value"]),
                **{name: each[name] for name in ("unit", "relation", "role", "subject")},
            }
            for each in row.measures
        ],
        "mentions": [{name: each[name] for name in ("start", "end", "type")} for each in row.mentions],
    }


def _number(value: str) -> int | float:
    number = Decimal(value)
    return int(number) if number == number.to_integral_value() else float(number)
