"""Last days that statements name: by the year that the reader found and the month that stands beside it."""

from datetime import date

import pytest

from huiyin.ledger.last_days import due_named
from huiyin.ledger.models import Source, Statement

ROWS = [
    ("到2028年底，力争新增泊位5000个", {"from": 2026, "to": 2028}, date(2028, 12, 31)),
    ("2026年新增泊位1800个", {"from": 2026, "to": 2026}, date(2026, 12, 31)),
    ("在2026年9月底前完成首批试点", {"from": 2026, "to": 2026}, date(2026, 9, 30)),
    ("今年6月上线", {"from": 2026, "to": 2026}, date(2026, 6, 30)),
    ("将于5月1日起开放", {"from": None, "to": None}, date(2026, 5, 1)),
    ("上半年完成招标", {"from": 2026, "to": 2026}, date(2026, 6, 30)),
    ("2026年2月30日前完成", {"from": 2026, "to": 2026}, None),
    ("持续推进", None, None),
    ("今后逐步解决", {"from": None, "to": None}, None),
    ("2026年，改造85公里", {"from": "2026-01-01", "to": "2026-12-31"}, date(2026, 12, 31)),
]


@pytest.mark.parametrize(("text", "anchor", "day"), ROWS, ids=[row[0] for row in ROWS])
def test_the_last_day_is_that_of_the_words(text: str, anchor: dict[str, object] | None, day: date | None) -> None:
    """No anchor, no day; a month without a day ends with the month."""
    statement = Statement(source=Source(year=2026), text=text, proposal={"anchor": anchor})
    assert due_named(statement) == day
