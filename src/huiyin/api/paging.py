"""Pages of lists by cursor (分页游标): the place after the last row seen, so that nothing is skipped or shown twice."""

from collections.abc import Sequence
from typing import Annotated, Any, TypeVar

from django.db.models import Model, QuerySet
from ninja import Query, Schema

M = TypeVar("M", bound=Model)
T = TypeVar("T")
MOST = 200
PATTERN = r"^(c[0-9a-f]{1,15})?$"


class Paging(Schema):
    """Which part of a list."""

    after: Annotated[str, Query("", pattern=PATTERN, description="`next` of the page before; empty for the first")]
    limit: Annotated[int, Query(50, ge=1, le=MOST)]


def part(rows: QuerySet[M], paging: Paging, *, oldest_first: bool = False) -> tuple[list[M], str | None]:
    """Return one page of rows, newest first unless said otherwise, and the cursor of the next or None."""
    rows = rows.order_by("pk" if oldest_first else "-pk")
    if paging.after:
        pk = int(paging.after[1:], 16)
        condition: dict[str, Any] = {"pk__gt" if oldest_first else "pk__lt": pk}
        rows = rows.filter(**condition)
    found = list(rows[: paging.limit + 1])
    if len(found) <= paging.limit:
        return found, None
    found.pop()
    return found, cursor(found[-1].pk)


def stretch(rows: Sequence[T] | QuerySet[Any], paging: Paging) -> tuple[list[T], str | None]:
    """Return one page of what has an order of its own, and the cursor of the next: its place in that order."""
    begin = int(paging.after[1:], 16) if paging.after else 0
    found = list(rows[begin : begin + paging.limit + 1])
    return found[: paging.limit], cursor(begin + paging.limit) if len(found) > paging.limit else None


def cursor(pk: int) -> str:
    """Return a cursor: of the place after a row, or in an order."""
    return f"c{pk:x}"
