"""Charts: labels that would run into each other are left out, on a phone one in two of the rest."""

from itertools import pairwise

import pytest

from huiyin.web.public.charts import columns

LABEL = 9 * 7  # width of `2026-08` on a phone, in units of the chart


@pytest.mark.parametrize("n", [1, 7, 12, 13, 19, 24])
def test_labels_do_not_run_into_each_other(n: int) -> None:
    """The last column is always named, on a phone too."""
    chart = columns([(f"2026-{at:02}", at) for at in range(1, n + 1)])
    assert chart is not None
    named = [column for column in chart.columns if column.named]
    narrow = [column.middle for column in named if not column.wide]
    assert len(named) <= 12
    assert chart.columns[-1].middle in narrow
    assert all(later - earlier > LABEL for earlier, later in pairwise(narrow))
