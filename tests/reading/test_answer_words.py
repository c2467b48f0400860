"""Words of answers: what a month of the year says of a clause."""

import pytest

from huiyin.reading.answer_words import in_a_month


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("今年6月，我局检修了水泵", True),
        ("因今年6月的洪水，河堤基脚被冲空", True),  # what a flood did is no promise
        ("石井镇下游段，因今年6月的洪水，河堤基脚被冲空", True),
        ("今年6月底前完成检修", False),
        ("今年6月，我局将检修水泵", False),
        ("今年完成检修", False),
        ("于今年10月正式举行", False),  # it may be yet to come
        ("今年5月已开工", True),
    ],
)
def test_a_month_of_this_year_tells_what_was(text: str, told: bool) -> None:
    """A clause with a month of the year, and no word of what is to come, tells of what has been."""
    assert in_a_month(text) is told
