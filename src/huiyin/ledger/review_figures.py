"""Figures of review (审阅数据): how much of what the machine proposed stood, kind by kind, and out of how many.

This is the reader's accuracy in the field: of the statements that a person decided, how many were confirmed as they
were proposed. What nobody decided, and what people made themselves, is left out and counted apart.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from huiyin.ledger.models import Source, Statement
from huiyin.reading import Kind


@dataclass(frozen=True, slots=True)
class Row:
    """Counts of one kind (as the machine proposed it) and one reader; `kind` is "" for all kinds together."""

    reader: str
    kind: str
    unchanged: int = 0
    changed: int = 0
    rejected: int = 0
    drafts: int = 0
    by_hand: int = 0  # made by people, not proposed

    @property
    def decided(self) -> int:
        """The denominator: proposed by the machine and decided by a person."""
        return self.unchanged + self.changed + self.rejected


def review_figures(sources: QuerySet[Source]) -> list[Row]:
    """Return the counts over sources, per reader: first all kinds together, then each kind."""
    statements = Statement.objects.filter(source__in=sources, gone=False)
    counted = (
        statements.values("reader", "proposal__kind", "state", "changed_by_hand").annotate(n=Count("pk")).order_by()
    )
    rows: dict[tuple[str, str], dict[str, int]] = {}
    for each in counted:
        proposed = each["proposal__kind"]
        names = ("",) if proposed is None else ("", str(proposed))
        for kind in names:
            counts = rows.setdefault((each["reader"], kind), {})
            part = _part(proposed is not None, each["state"], each["changed_by_hand"])
            counts[part] = counts.get(part, 0) + each["n"]
    return _in_order(Row(reader, kind, **counts) for (reader, kind), counts in rows.items())


def _part(proposed: bool, state: str, changed: bool) -> str:
    if not proposed:
        return "by_hand"
    if state == Statement.State.DRAFT:
        return "drafts"
    if state == Statement.State.REJECTED:
        return "rejected"
    return "changed" if changed else "unchanged"


def _in_order(rows: Iterable[Row]) -> list[Row]:
    kinds = ["", *map(str, Kind)]
    return sorted(rows, key=lambda row: (row.reader, kinds.index(row.kind) if row.kind in kinds else len(kinds)))
