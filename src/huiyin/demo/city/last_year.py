"""The year 2025 of the fictional city: what its report committed to, handed out and closed, or rolled over into 2026.

The outcomes are those that the report of 2026 tells as achievements: kept, exceeded, late, in part, changed; of one
thing it says nothing.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from huiyin.demo.city.files import FOLDER, rows
from huiyin.demo.city.steps import City, Steps
from huiyin.demo.city.texts_taken import Text, confirm, take_in, tasks_of
from huiyin.ledger.models import Case

REPORT = FOLDER.parent / "texts" / "year-2025" / "report-2025.txt"
PLANNED_FROM = "二、2025年重点工作"
YEAR = 2025
READ, HANDED, ENDS = date(2025, 1, 13), date(2025, 2, 10), date(2025, 12, 31)
SAID = ((date(2025, 5, 20), Decimal("0.35"), "按计划推进"), (date(2025, 9, 22), Decimal("0.7"), "三季度集中推进"))
LATER = date(2026, 2, 10)  # when what rolled over is handed out again


@dataclass(frozen=True, slots=True)
class Story:
    """One row of `tasks-2025.tsv`."""

    words: str
    lead: str
    co: str
    outcome: str
    figure: str
    said: str


def load_last_year(city: City) -> None:
    """Take in the report of 2025, make tasks of it, and let each come to its outcome."""
    ago = city.ago(READ)
    text = Text("云汀市政府工作报告（2025年）", "report", "supervisor", "云汀市人民政府", YEAR, shared=True)
    report = take_in(city, REPORT, text, ago)
    city.sources[REPORT.name] = report
    confirm(city, report, "supervisor", lambda row: row.start > report.text.index(PLANNED_FROM), ago - 2)
    stories = [Story(*row[:6]) for row in rows("tasks-2025.tsv")]
    by_words = tasks_of(city, report, [story.words for story in stories], ago - 5)
    for story in stories:
        _live(city, by_words[story.words], story)


def _live(city: City, case: Case, story: Story) -> None:
    """Hand a task over, let the unit report twice, and close it; what was not done rolls over."""
    lead = city.units[story.lead]
    co_units = [city.units[each] for each in story.co.split() if story.co]
    handler, head = city.of_unit(lead, "unit_handler"), city.of_unit(lead, "unit_head")
    steps = Steps(city, case, lead)
    steps.add("assign", city.viewer("supervisor"), city.ago(HANDED), unit=lead, due_on=ENDS, co_units=co_units)
    steps.add("accept", handler, city.ago(HANDED) - 2)
    reached = Decimal(story.figure) if story.figure else None
    for on, share, words in SAID:
        value = None if reached is None else (reached * share).quantize(Decimal(1) if reached > 50 else Decimal("0.1"))
        steps.add("report", handler, city.ago(on), form="推进中", said=words, period=f"{on:%Y-%m}", value=value)
    if story.outcome.startswith("rolled_"):
        given = {"outcome": story.outcome.removeprefix("rolled_"), "year": YEAR + 1, "reason": f"{story.said}。"}
        steps.add("roll_over", city.viewer("supervisor"), city.ago(date(2025, 12, 30)), **given)
    else:
        done = city.ago(date(2025, 12, 24))
        steps.add("complete", head, done, text=f"{story.said}。", evidence=True, value=reached)
        steps.add("confirm", city.viewer("supervisor2"), done - 5, outcome=story.outcome)
    steps.take()
    if story.outcome.startswith("rolled_"):
        _go_on(city, Case.objects.get(previous=case), story)


def _go_on(city: City, case: Case, story: Story) -> None:
    """Hand out again what rolled over; the unit signs and reports."""
    lead = city.units[story.lead]
    handler = city.of_unit(lead, "unit_handler")
    steps = Steps(city, case, lead)
    steps.add("assign", city.viewer("supervisor"), city.ago(LATER), unit=lead, due_on=city.year_end())
    steps.add("accept", handler, city.ago(LATER) - 2)
    steps.add("report", handler, 20, form="推进中", said="结转事项按调整后的目标推进", period=f"{city.at(20):%Y-%m}")
    steps.take()
