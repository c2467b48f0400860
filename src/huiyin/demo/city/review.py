"""How a careful person reviews what was read in the records: each sentence with its right kind, small talk rejected.

`review.tsv` names the sentences in which the machine's proposal is not what was said; the others are confirmed as read.
"""

from datetime import datetime
from functools import cache

from huiyin.congress.models import Record, Remark
from huiyin.demo.city.files import rows
from huiyin.demo.city.steps import City
from huiyin.ledger import review
from huiyin.ledger.models import Statement
from huiyin.people.viewer import Viewer

REJECT = "reject"
PERIODS = {"achievement": "past", "appraisal": "past", "commitment": "current", "suggestion": "current"}
WHY = "会务用语或者寒暄，不是陈述"


@cache
def verdicts() -> dict[str, str]:
    """Return the right kind of a sentence by its words, or that it is to be rejected."""
    return {words: kind for kind, words, *_ in rows("review.tsv")}


def review_record(city: City, record: Record, at: datetime) -> None:
    """Decide all that was read in a record; what lies in a remark whose speaker is open waits."""
    if record.source is None:
        return
    by = city.viewer("secretary")
    waiting = list(record.remarks.exclude(state=Remark.State.CONFIRMED))
    drafts = record.source.statements.filter(state="draft", gone=False).order_by("start")
    said = [row for row in drafts if not any(each.start <= row.start < each.end for each in waiting)]
    for row in said:
        _judge(row, by, at)
    kept = Statement.objects.filter(pk__in=[row.pk for row in said], state="draft")
    versions = {row.key: row.version for row in kept}
    if versions:
        review.confirm(source=record.source, statements=versions, by=by, at=at)


def _judge(row: Statement, by: Viewer, at: datetime) -> None:
    right = verdicts().get(row.text)
    if right == REJECT:
        review.reject(source=row.source, key=row.key, version=row.version, reason=WHY, by=by, at=at)
    elif right is not None:
        period = PERIODS.get(right, "none")
        review.set_label(source=row.source, key=row.key, version=row.version, kind=right, period=period, by=by, at=at)
