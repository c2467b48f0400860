"""A year of the fictional city: its texts taken in and read, tasks made of the report, and what became of them.

All moments lie before the day of loading, so that the desk shows a lively city on whatever day somebody looks.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from huiyin.demo import texts
from huiyin.demo.city.files import rows
from huiyin.ledger import cases, files, jobs, policies, review, sources, tasks
from huiyin.ledger.filling import given_of
from huiyin.ledger.models import Case, Source, Statement
from huiyin.people.models import Account, Place, Unit
from huiyin.people.viewer import Viewer, viewer_of

DESCRIBED = {  # title, kind, planned year, who takes it in
    "report-2026.txt": ("云汀市政府工作报告（2026年）", "report", "supervisor"),
    "deliberation-2026.txt": ("各代表团审议政府工作报告（云汀日报）", "deliberation", "supervisor"),
    "suggestion-0087.txt": ("第0087号建议", "suggestion", "secretary"),
    "reply-0087.txt": ("对第0087号建议的答复", "reply", "supervisor"),
}
TAKEN_IN = 250  # days ago
SAID = (  # share of the latest figure, days ago, words
    (Decimal("0.2"), 211, "已制定方案，明确到科到人"),
    (Decimal("0.32"), 182, "按计划推进"),
    (Decimal("0.45"), 152, "上半年进度符合预期"),
    (Decimal("0.58"), 122, "按计划推进"),
    (Decimal("0.7"), 93, "三季度集中推进"),
    (Decimal("0.82"), 63, "按计划推进"),
    (Decimal("0.92"), 34, "进入收尾"),
    (Decimal(1), 11, ""),
)
PLANNED_FROM = "三、2026年重点工作"  # the heading under which the commitments of this year stand


@dataclass(slots=True)
class City:
    """What the loader has made so far, by the ids of the data files."""

    places: Mapping[str, Place]
    units: Mapping[str, Unit]
    accounts: Mapping[str, Account]
    now: datetime
    sources: dict[str, Source] = field(default_factory=dict)

    @property
    def today(self) -> date:
        """The local day of loading."""
        return timezone.localdate(self.now)

    def at(self, days_ago: float, order: int = 0) -> datetime:
        """Return a moment some days back, within office hours, on the working day before where it falls on none."""
        day = timezone.localdate(self.now) - timedelta(days=int(days_ago))
        while not policies.calendar().is_working(day):
            day -= timedelta(days=1)
        return timezone.make_aware(datetime.combine(day, time(9 + order % 8, 5 + order * 7 % 50)))

    def viewer(self, account: str) -> Viewer:
        """Return a person as the ledger sees one."""
        return viewer_of(self.accounts[account], today=self.today)

    def of_unit(self, unit: Unit, role: str) -> Viewer:
        """Return the handler or head of a unit."""
        account = Account.objects.filter(grants__unit=unit, grants__role=role).first()
        if account is None:
            raise LookupError(f"{unit.name} has no {role} in accounts.tsv")
        return viewer_of(account, today=self.today)


def load_year(city: City) -> None:
    """Take in the texts, confirm what the report commits to, and live through the tasks."""
    for path in texts():
        if path.name in DESCRIBED:
            city.sources[path.name] = _taken_in(city, path.name, path.read_bytes())
    report = city.sources["report-2026.txt"]
    _confirm(city, report, "supervisor", lambda row: row.start > report.text.index(PLANNED_FROM))
    by_words = _tasks(city, report)
    for row in rows("tasks.tsv"):
        _live(city, by_words, Story(*row[:7]))
    _propose(city)


def _taken_in(city: City, name: str, content: bytes) -> Source:
    title, kind, who = DESCRIBED[name]
    source = sources.add_source(
        opened=sources.open_upload(content, name),
        described=sources.Description(
            title=title,
            text_kind=kind,
            publisher="云汀市人民政府" if kind in ("report", "reply") else "云汀日报",
            published_on=timezone.localdate(city.at(TAKEN_IN)),
            year=2026,
            place=city.places["YT00"],
        ),
        original=sources.Original(name, content),
        shared=kind in ("report", "deliberation"),
        by=city.viewer(who),
        at=city.at(TAKEN_IN),
    )
    jobs.read_source(source.key)
    source.refresh_from_db()
    return source


def _confirm(city: City, source: Source, who: str, wanted: Callable[[Statement], bool]) -> None:
    """Confirm the commitments that are wanted; the rest waits for somebody to review it."""
    rows_ = source.statements.filter(kind="commitment", state="draft", gone=False)
    versions = {row.key: row.version for row in rows_ if wanted(row)}
    review.confirm(source=source, statements=versions, by=city.viewer(who), at=city.at(TAKEN_IN - 2))


def _tasks(city: City, report: Source) -> dict[str, Case]:
    """Make a task of each commitment that the data file names; return them by its words."""
    confirmed = list(report.statements.filter(kind="commitment", state="confirmed", gone=False).order_by("start"))
    named: dict[str, Statement] = {}
    for words, *_more in rows("tasks.tsv"):
        found = [row for row in confirmed if words in row.text]
        if not found:
            raise LookupError(f"tasks.tsv: no confirmed commitment says {words}")
        named[words] = found[0]
    made = tasks.make_tasks(statements=list(named.values()), by=city.viewer("supervisor"), at=city.at(TAKEN_IN - 5))
    by_statement = {passage.statement_id: case for case in made.made for passage in case.entry.passages.all()}
    return {words: by_statement[row.pk] for words, row in named.items()}


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
    due_on = city.today + timedelta(days=int(story.days))
    began = 6 if story.story in ("assigned", "returned") else 240
    handed: dict[str, Any] = {"unit": lead, "due_on": due_on}
    handed["co_units"] = [city.units[each] for each in story.co.split()]
    steps = Steps(city, case, lead)
    steps.add("assign", city.viewer("supervisor"), began, **handed)
    if story.story not in ("assigned", "returned"):
        _handle(city, steps, story, handed["co_units"])
    if story.story == "returned":
        steps.add("send_back", city.of_unit(lead, "unit_handler"), 4, reason=story.said)
    steps.take()


def _handle(city: City, steps: "Steps", story: Story, co_units: list[Unit]) -> None:
    """Let a task be signed for, helped with, reported on, and come to what its story tells."""
    lead = steps.lead
    handler, head = city.of_unit(lead, "unit_handler"), city.of_unit(lead, "unit_head")
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
        steps.add("report", handler, days_ago, form="推进中", said=said, period=month, value=value)
    _end(city, steps, story, handler, head)


def _end(city: City, steps: "Steps", story: Story, handler: Viewer, head: Viewer) -> None:
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
        until = city.today + timedelta(days=90)
        reason = "口岸换装线改造明年一季度完成，年内仅能开行四十一列。"
        steps.add("ask_extension", handler, 4, until=until, reason=reason)
    elif story.story == "refinement":
        steps.add("ask_refinement", supervisor, 7, text="“前期工作”包括哪些、何时完成，请予细化。")


class Steps:
    """Gathers the steps of one case and takes them in the order of their days."""

    def __init__(self, city: City, case: Case, lead: Unit) -> None:
        self.city, self.case, self.lead = city, case, lead
        self.gathered: list[tuple[float, str, Viewer, dict[str, Any]]] = []

    def add(self, action: str, by: Viewer, days_ago: float, **filled: Any) -> None:
        """Gather a step; `evidence=True` hands in a file with it."""
        self.gathered.append((days_ago, action, by, filled))

    def take(self) -> None:
        """Take what was gathered."""
        for number, (days_ago, action, by, filled) in enumerate(sorted(self.gathered, key=lambda step: -step[0])):
            at = self.city.at(days_ago, number)
            attachments = [self._evidence(by, at)] if filled.pop("evidence", False) else []
            given = given_of(self.case, action, filled, attachments=attachments, unit=self.lead.key)
            self.case = cases.act(case=self.case, action=action, given=given, by=by, at=at, expected=self.case.version)

    def _evidence(self, by: Viewer, at: datetime) -> Any:
        text = f"云汀市（虚构城市）验收单\n事项：{self.case.title}\n结论：符合要求\n"
        upload = ContentFile(text.encode(), name="验收单.txt")
        return files.keep_file(upload, stream_key=self.case.key, by=Account.objects.get(pk=by.account_id), at=at)


def _propose(city: City) -> None:
    """Propose what a delegation voiced to its district's government, which takes one of two up as its own."""
    source = city.sources["deliberation-2026.txt"]
    _confirm(city, source, "supervisor", lambda row: row.speaker == "临江区代表团")
    voiced = list(source.statements.filter(state="confirmed", speaker="临江区代表团").order_by("start"))
    government = city.units["ljzf"]
    made = tasks.propose_commitments(
        statements=voiced, government=government, by=city.viewer("supervisor"), at=city.at(3)
    )
    for case in made.made[:1]:
        steps = Steps(city, case, government)
        steps.add("take_up", city.viewer("district"), 1)
        steps.take()
