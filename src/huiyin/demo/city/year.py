"""A year of the fictional city: its texts taken in and read, tasks made of the report, and what became of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any

from huiyin.demo import texts
from huiyin.demo.city.files import rows
from huiyin.demo.city.steps import City, Steps
from huiyin.demo.city.texts_taken import Text, confirm, take_in, tasks_of
from huiyin.ledger import tasks
from huiyin.ledger.milestones import Milestone
from huiyin.ledger.models import Case
from huiyin.people.models import Unit
from huiyin.people.viewer import Viewer

__all__ = ["City", "Steps", "load_year"]

GOVERNMENT, DAILY = "云汀市人民政府", "云汀日报"
DESCRIBED = {
    "report-2026.txt": Text("云汀市政府工作报告（2026年）", "report", "supervisor", GOVERNMENT, 2026, shared=True),
    "deliberation-2026.txt": Text(
        "各代表团审议政府工作报告（云汀日报）", "deliberation", "supervisor", DAILY, 2026, shared=True
    ),
    "suggestion-0087.txt": Text("第0087号建议", "suggestion", "secretary", DAILY, 2026),
    "reply-0087.txt": Text("对第0087号建议的答复", "reply", "supervisor", GOVERNMENT, 2026),
}
ROAD_BED = 93  # days ago: the report that tells of the first milestone
TAKEN_IN = 250  # days ago
SAID = (  # share of the latest figure, days ago, words
    (Decimal("0.2"), 211, "已制定方案，明确到科到人"),
    (Decimal("0.45"), 152, "上半年进度符合预期"),
    (Decimal("0.7"), 93, "三季度集中推进"),
    (Decimal("0.82"), 63, "按计划推进"),
    (Decimal("0.92"), 34, "进入收尾"),
    (Decimal(1), 11, ""),
)
PLANNED_FROM = "三、2026年重点工作"  # the heading under which the commitments of this year stand


def load_year(city: City) -> None:
    """Take in the texts, confirm what the report commits to, and live through the tasks."""
    for path in texts():
        if path.name in DESCRIBED:
            city.sources[path.name] = take_in(city, path, DESCRIBED[path.name], TAKEN_IN)
    report = city.sources["report-2026.txt"]
    confirm(city, report, "supervisor", lambda row: row.start > report.text.index(PLANNED_FROM), TAKEN_IN - 2)
    stories = [Story(*row[:7]) for row in rows("tasks.tsv")]
    by_words = tasks_of(city, report, [story.words for story in stories], TAKEN_IN - 5)
    for story in stories:
        _live(city, by_words, story)
    _propose(city)


YEAR_END = "year"


@dataclass(frozen=True, slots=True)
class Story:
    """One row of `tasks.tsv`."""

    words: str
    lead: str
    co: str
    days: str
    story: str
    figure: str
    said: str


def _live(city: City, by_words: Mapping[str, Case], story: Story) -> None:
    """Hand a task over and let happen what its story tells."""
    case = by_words[story.words]
    if story.story == "draft":
        return
    lead = city.units[story.lead]
    due_on = city.year_end() if story.days == YEAR_END else city.today + timedelta(days=int(story.days))
    began = 6 if story.story in ("assigned", "returned") else 240
    handed: dict[str, Any] = {"unit": lead, "due_on": due_on, "task_leader": city.accounts["leader"].key}
    handed["co_units"] = [city.units[each] for each in story.co.split()]
    steps = Steps(city, case, lead)
    steps.add("assign", city.viewer("supervisor"), began, **handed)
    if story.story not in ("assigned", "returned"):
        _handle(city, steps, lead, story, handed["co_units"])
    if story.story == "returned":
        steps.add("send_back", city.of_unit(lead, "unit_handler"), 4, reason=story.said)
    steps.take()


def _handle(city: City, steps: Steps, lead: Unit, story: Story, co_units: list[Unit]) -> None:
    """Let a task be signed for, helped with, reported on, and come to what its story tells."""
    handler, head = city.of_unit(lead, "unit_handler"), city.of_unit(lead, "unit_head")
    if story.story == "listed":
        goals = [
            Milestone("路基成型", city.today - timedelta(days=120)),
            Milestone("沥青摊铺完成", city.today - timedelta(days=20)),
            Milestone("竣工验收", city.year_end()),
        ]
        steps.add("amend", city.viewer("supervisor"), 239, milestones=goals)
    steps.add("accept", handler, 238)
    if story.story == "accepted":
        return
    for number, unit in enumerate(co_units):
        late = 25 if story.story == "late" else 0
        text = "我单位已明确责任科室，所需要素年内予以保障。"
        steps.add("opinion", city.of_unit(unit, "unit_handler"), 222 - number * 3 - late, unit_key=unit.key, text=text)
    reached = Decimal(story.figure) if story.figure else None
    for share, days_ago, words in SAID:
        value = None if reached is None else (reached * share).quantize(Decimal(1) if reached > 50 else Decimal("0.1"))
        said = story.said if share == 1 else words
        month = f"{city.at(days_ago):%Y-%m}"
        more = {"milestones_done": ["路基成型"]} if story.story == "listed" and days_ago == ROAD_BED else {}
        steps.add("report", handler, days_ago, form="推进中", said=said, period=month, value=value, **more)
    _end(city, steps, story, handler, head)


def _end(city: City, steps: Steps, story: Story, handler: Viewer, head: Viewer) -> None:
    """Let the last act of a story happen."""
    supervisor = city.viewer("supervisor")
    closed = {"kept": "kept", "partly": "partly"}.get(story.story)
    if closed or story.story == "awaiting":
        steps.add("complete", head, 8, text=f"{story.said}。", evidence=True)
    if closed:
        steps.add("confirm", city.viewer("supervisor2"), 5, outcome=closed)
    elif story.story == "listed":
        steps.add("remind", supervisor, 33, text="请于本月底前完成青石大道沥青摊铺，并逐周报进度。")
        reason = "已催办一次，仍滞后于序时进度，影响年内竣工。"
        steps.add("list_for_supervision", supervisor, 6, level="一级", reason=reason)
    elif story.story == "late":
        steps.add("remind", supervisor, 18, text="此项任务即将到期，请抓紧。")
    elif story.story == "extension":
        until = city.year_end() + timedelta(days=90)
        reason = "口岸换装线改造明年一季度完成，年内仅能开行四十一列。"
        steps.add("ask_extension", handler, 4, until=until, reason=reason)
    elif story.story == "refinement":
        steps.add("ask_refinement", supervisor, 7, text="“前期工作”包括哪些、何时完成，请予细化。")


def _propose(city: City) -> None:
    """Propose what a delegation voiced to its district's government, which takes one of two up as its own."""
    source = city.sources["deliberation-2026.txt"]
    confirm(city, source, "supervisor", lambda row: row.speaker == "临江区代表团", TAKEN_IN - 2)
    voiced = list(source.statements.filter(state="confirmed", speaker="临江区代表团").order_by("start"))
    government = city.units["ljzf"]
    made = tasks.propose_commitments(
        statements=voiced, government=government, by=city.viewer("supervisor"), at=city.at(3)
    )
    for case in made.made[:1]:
        steps = Steps(city, case, government)
        steps.add("take_up", city.viewer("district"), 1)
        steps.take()
