"""Milestones are read with the day that stands before them; what was reported done stays done."""

from datetime import date

import pytest

from huiyin.ledger.milestones import Milestone, amended, as_text, in_words, kept, reached

SITE, ROOF = Milestone("完成选址", date(2026, 6, 30)), Milestone("主体封顶", date(2026, 12, 31))
DONE = Milestone("完成选址", date(2026, 6, 30), date(2026, 6, 1))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("6月底 完成选址\n年底前，主体封顶", (SITE, ROOF)),
        ("年底前主体封顶；6月底前完成选址。", (SITE, ROOF)),
        ("1.二季度：完成选址；2.四季度：主体封顶", (SITE, ROOF)),
        ("2026-06-30 完成选址", (SITE,)),
        ("6月前完成选址", (Milestone("6月前完成选址"),)),
        ("持续推进", (Milestone("持续推进"),)),
        ("\n；\n", ()),
    ],
    ids=["lines", "semicolons", "quarters", "figures", "a day that is none", "no day", "nothing"],
)
def test_milestones_are_read_with_their_days_and_nothing_is_guessed(text: str, found: tuple[Milestone, ...]) -> None:
    assert in_words(text, year=2026) == found


def test_milestones_can_be_kept_and_typed_in_again() -> None:
    assert kept([each.plain() for each in (DONE, ROOF)]) == (DONE, ROOF)
    assert in_words(as_text((SITE, ROOF)), year=None) == (SITE, ROOF)


def test_what_was_done_stays_done() -> None:
    later = Milestone("完成选址", date(2026, 7, 31))
    assert amended((DONE,), (ROOF, later)) == (Milestone("完成选址", later.due_on, DONE.done_on), ROOF)
    assert reached((DONE, ROOF), ["完成选址", "主体封顶"], on=date(2026, 12, 1)) == (
        DONE,
        Milestone("主体封顶", ROOF.due_on, date(2026, 12, 1)),
    )


@pytest.mark.parametrize(
    ("milestone", "state"), [(DONE, "done"), (SITE, "late"), (ROOF, "open"), (Milestone("推进"), "open")]
)
def test_a_milestone_is_late_once_its_day_is_over(milestone: Milestone, state: str) -> None:
    assert milestone.state(date(2026, 7, 1)) == state
