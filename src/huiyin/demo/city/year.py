"""A year of the fictional city: its texts taken in and read, tasks made of the report, and what became of them.

All moments lie before the day of loading, so that the desk shows a lively city on whatever day somebody looks.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from huiyin.demo import texts
from huiyin.demo.city.files import rows
from huiyin.ledger import cases, files, jobs, review, sources, tasks
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

    def at(self, days_ago: float) -> datetime:
        """Return a moment that lies some days back."""
        return self.now - timedelta(days=days_ago)

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
    step = _Steps(city, case, lead)
    step("assign", city.viewer("supervisor"), began, **handed)
    if story.story == "assigned":
        return
    handler, head = city.of_unit(lead, "unit_handler"), city.of_unit(lead, "unit_head")
    if story.story == "returned":
        step("send_back", handler, 4, reason=story.said)
        return
    step("accept", handler, began - 2)
    if story.story == "accepted":
        return
    said = {"form": "推进中", "said": story.said}
    reached = Decimal(story.figure) if story.figure else None
    for share, days_ago in ((Decimal("0.35"), 150), (Decimal("0.7"), 80), (Decimal(1), 12)):
        value = None if reached is None else (reached * share).quantize(Decimal(1) if reached > 50 else Decimal("0.1"))
        step("report", handler, days_ago, period=f"{city.at(days_ago):%Y-%m}", value=value, **said)
    _end(city, step, story, handler, head)


def _end(city: City, step: "_Steps", story: Story, handler: Viewer, head: Viewer) -> None:
    """Let the last act of a story happen."""
    supervisor = city.viewer("supervisor")
    closed = {"kept": "kept", "partly": "partly"}.get(story.story)
    if closed or story.story == "awaiting":
        step("complete", head, 9, text=f"{story.said}。", evidence=True)
    if closed:
        step("confirm", city.viewer("supervisor2"), 6, outcome=closed)
    elif story.story == "listed":
        step("remind", supervisor, 30, text="请于本月底前完成青石大道沥青摊铺，并逐周报进度。")
        step("list_for_supervision", supervisor, 10, level="一级", reason="已两次催办仍滞后于序时进度，影响年内竣工。")
    elif story.story == "late":
        step("remind", supervisor, 15, text="此项任务即将到期，请抓紧。")
    elif story.story == "extension":
        until = city.today + timedelta(days=90)
        step("ask_extension", handler, 5, until=until, reason="口岸换装线改造明年一季度完成，年内仅能开行四十一列。")
    elif story.story == "refinement":
        step("ask_refinement", supervisor, 20, text="“前期工作”包括哪些、何时完成，请予细化。")


class _Steps:
    """Takes the steps of one case, each at its own moment."""

    def __init__(self, city: City, case: Case, lead: Unit) -> None:
        self.city, self.case, self.lead = city, case, lead

    def __call__(self, action: str, by: Viewer, days_ago: float, *, evidence: bool = False, **filled: Any) -> None:
        at = self.city.at(days_ago)
        attachments = [self._evidence(by, at)] if evidence else []
        given = given_of(self.case, action, filled, attachments=attachments, unit=self.lead.key)
        self.case = cases.act(case=self.case, action=action, given=given, by=by, at=at, expected=self.case.version)

    def _evidence(self, by: Viewer, at: datetime) -> Any:
        text = f"云汀市（虚构城市）验收单\n事项：{self.case.title}\n结论：符合要求\n"
        upload = ContentFile(BytesIO(text.encode()).getvalue(), name="验收单.txt")
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
        _Steps(city, case, government)("take_up", city.viewer("district"), 1)
