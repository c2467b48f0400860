"""Parts: what a heading, or the sentence that opens a part, says of all that follows."""

import pytest

from huiyin.reading.kinds import Context
from huiyin.reading.parts import (
    NOTHING,
    Part,
    opens_plan,
    opens_review,
    part_of_heading,
    turns_to_year,
)

REVIEW, PLAN, LONG = Part(Context.REVIEW, False), Part(Context.PLANNING, False), Part(Context.PLANNING, True)

HEADINGS = [
    ("review-of-a-year", "2025年工作回顾", NOTHING, 1, REVIEW),
    ("review-of-two", "2025年和“十四五”时期工作回顾", NOTHING, 1, REVIEW),
    ("past-five-years", "过去五年的工作", NOTHING, 1, REVIEW),
    ("results", "五年来取得的成就", NOTHING, 1, REVIEW),
    ("year-and-five-years", "一年来的主要工作", NOTHING, 1, REVIEW),
    ("done-so-far", "已开展的工作", NOTHING, 1, REVIEW),
    ("handling", "建议办理情况", NOTHING, 1, REVIEW),
    ("how-far-it-is-carried-out", "落实情况", NOTHING, 1, REVIEW),
    ("budget-carried-out", "2025年财政预算执行情况", NOTHING, 1, REVIEW),
    ("budget-to-come", "2026年财政预算草案", REVIEW, 1, PLAN),
    ("demands-alone", "2026年工作总体要求", NOTHING, 4, PLAN),
    ("plan-of-a-year", "2026年工作安排", NOTHING, 1, PLAN),
    ("government-work-of-a-year", "2026年政府工作", NOTHING, 1, PLAN),
    ("main-tasks", "2026年主要任务", REVIEW, 1, PLAN),
    ("years-ahead", "今后五年", REVIEW, 1, LONG),
    ("years-ahead-within-the-review", "今后五年", REVIEW, 2, REVIEW),
    ("general-demands", "2026年发展的总体要求和主要目标", REVIEW, 1, PLAN),
    ("next-steps", "下一步打算", REVIEW, 1, PLAN),
    ("self-improvement", "全面加强政府自身建设", PLAN, 1, PLAN),
    ("plan-period", "“十五五”时期主要目标任务", REVIEW, 1, LONG),
    ("coming-five-years", "今后五年的奋斗目标", REVIEW, 1, LONG),
    ("distant-goal", "2035年远景目标", REVIEW, 1, LONG),
    ("plan-period-unnumbered", "“十五五”时期经济社会发展主要目标", REVIEW, 4, LONG),
    ("plan-period-and-year", "“十五五”时期总体思路和2026年重点工作", REVIEW, 1, PLAN),
    ("theme-keeps-review", "坚持创新驱动，改革开放纵深推进", REVIEW, 2, REVIEW),
    ("theme-keeps-plan", "坚持创新驱动，改革开放纵深推进", PLAN, 2, PLAN),
    ("theme-keeps-nothing", "坚持创新驱动", NOTHING, 2, NOTHING),
    ("plan-word-in-a-section-of-the-review", "重点任务全面完成", REVIEW, 2, REVIEW),
    ("section-with-advice-in-the-review", "建议提案办理质效双升", REVIEW, 2, REVIEW),
    ("five-years-ahead-is-no-review", "今后五年来之不易的机遇和任务", NOTHING, 1, LONG),
]


@pytest.mark.parametrize(
    ("heading", "before", "level", "part"), [row[1:] for row in HEADINGS], ids=[row[0] for row in HEADINGS]
)
def test_what_holds_below_a_heading(heading: str, before: Part, level: int, part: Part) -> None:
    """A heading of a part sets what follows; one that says nothing of its own keeps what held before it."""
    assert part_of_heading(heading, before, level) == part


OPENINGS = [
    (opens_plan, "今年全市经济社会发展的主要预期目标是：地区生产总值增长5.5%左右。", True),
    (opens_plan, "2026年政府工作的总体要求是：坚持稳中求进。", True),
    (opens_plan, "今年是实施“十五五”规划的开局之年。", True),
    (opens_plan, "重点做好以下八个方面工作：", True),
    (opens_plan, "重点抓好六项工作。", True),
    (opens_plan, "展望2026，全市法院将坚持公正司法。", True),
    (opens_plan, "做好今年工作，责任重大。", True),
    (opens_plan, "主要指标完成预期，全市经济稳中有进。", False),
    (opens_plan, "改造老旧小区58个。", False),
    (opens_review, "回顾过去一年，成绩来之不易。", True),
    (opens_review, "一年来，我们主要做了以下工作：", True),
    (opens_review, "总结五年实践，我们深切体会到。", True),
    (opens_review, "改造老旧小区58个。", False),
    (turns_to_year, "今年经济社会发展主要预期目标是：", True),
    (turns_to_year, "2026年重点工作安排如下：", True),
    (turns_to_year, "城镇化率提高到70%。", False),
]


@pytest.mark.parametrize(
    ("ask", "words", "answer"), OPENINGS, ids=[f"{ask.__name__}-{words[:12]}" for ask, words, _ in OPENINGS]
)
def test_sentences_and_headings_that_turn_a_text(ask: object, words: str, answer: bool) -> None:
    """Each question is answered from the words alone."""
    assert callable(ask)
    assert ask(words) is answer
