"""What every import of a table has in common: a preview with a digest, and that digest sent back to carry it out.

A file is sent twice: once alone, and the answer says row by row what it would do; then with the `seen` of that answer.
Where something has changed since, or the file is another, nothing is written.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Schema
from ninja.files import UploadedFile
from pydantic import Field

from huiyin.api.once import once
from huiyin.api.problems import Refused


class TakeIn(Schema):
    """What the preview was: without `seen` this is a preview; refused rows are left out only with `skip_refused`."""

    seen: Annotated[str | None, Field(pattern=r"^[0-9a-f]{64}$")] = None
    skip_refused: bool = False


class NoteOut(Schema):
    """Why a row is refused, or what is to be known of it: a code, and the words that it is about."""

    code: str
    about: str


class ChangeOut(Schema):
    """A field that a row changes: what it was, what it would be."""

    field: str
    old: str
    new: str


class RowOut(Schema):
    """What one row of the file would do."""

    row: int
    name: str
    does: str
    changes: list[ChangeOut]
    problems: list[NoteOut]
    notes: list[NoteOut]


class ImportOut(Schema):
    """What a file would do, or did (`written`, null for a preview); `counts` say how many rows do what."""

    seen: str
    counts: dict[str, int]
    rows: list[RowOut]
    columns_unknown: list[str] = []
    written: int | None


class Preview(Schema):
    """A plan as the imports hand it over: its rows, how many do what, and a digest of all of it."""

    seen: str
    counts: dict[str, int]
    rows: list[RowOut]
    columns_unknown: list[str] = []  # heads of columns that were not understood; they are passed over


def row_shown(
    number: int,
    name: str,
    does: str,
    *,
    changes: Iterable[tuple[str, str, str]] = (),
    problems: Iterable[tuple[str, str]] = (),
    notes: Iterable[tuple[str, str]] = (),
) -> RowOut:
    """Return a row of a preview."""
    return RowOut(
        row=number,
        name=name,
        does=does,
        changes=[ChangeOut(field=field, old=old, new=new) for field, old, new in changes],
        problems=[NoteOut(code=code, about=about) for code, about in problems],
        notes=[NoteOut(code=code, about=about) for code, about in notes],
    )


def counted(does: Iterable[str], acts: Iterable[str]) -> dict[str, int]:
    """Return how many rows do what, each act named even where none does it."""
    found = dict.fromkeys(acts, 0)
    for each in does:
        found[each] = found.get(each, 0) + 1
    return found


def digest_of(rows: Iterable[RowOut]) -> str:
    """Return a digest of what rows would do, for imports whose plans have none."""
    told = "\n".join(row.model_dump_json() for row in rows)
    return hashlib.sha256(told.encode()).hexdigest()


def taken_in(
    request: HttpRequest,
    file: UploadedFile,
    body: TakeIn,
    *,
    preview: Preview,
    write: Callable[[], int],
    asked: Mapping[str, Any] | None = None,
) -> Any:
    """Answer with a preview, or carry it out where the caller has seen just this one.

    Raises:
        Refused: 409 `import.changed` (with the digest of now), 422 `import.refused` (with how many rows).
    """
    told: dict[str, Any] = {"seen": preview.seen, "counts": preview.counts, "rows": preview.rows}
    told["columns_unknown"] = preview.columns_unknown
    if body.seen is None:
        return ImportOut(**told, written=None)

    def do() -> ImportOut:
        if body.seen != preview.seen:
            raise Refused(409, "import.changed", seen=preview.seen)
        refused = sum(bool(row.problems) for row in preview.rows)
        if refused and not body.skip_refused:
            raise Refused(422, "import.refused", rows=refused)
        return ImportOut(**told, written=write())

    file.seek(0)
    same = f"{body.model_dump_json()}\n{dict(asked or {})}\n{hashlib.sha256(file.read()).hexdigest()}"
    return once(request, same, do)
