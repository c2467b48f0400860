"""Records of two delegations' meetings for tests, with remarks and confirmed statements (everybody is invented)."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from tests.cast import Cast
from tests.congress.seated import BY, OPENS, SHANGHAI, Seated, seated

from huiyin.congress import sessions
from huiyin.congress.briefings import choose_remarks, start_briefing
from huiyin.congress.briefings_issuing import issue, next_numbers, ready
from huiyin.congress.models import Briefing, Delegation, Meeting, Observer, Record, Remark
from huiyin.ledger.models import Source, Statement
from huiyin.people.models import Account
from huiyin.people.viewer import Viewer, viewer_of
from huiyin.reading import read

AT = datetime(2026, 1, 10, 9, tzinfo=SHANGHAI)
RIVER = """岑望川代表：过去一年，临溪区经济稳中有进，新增省级专精特新企业3家。2026年，临溪区将推进12个重点项目建设。
陆闻舟代表：报告总结成绩客观全面，部署工作目标明确，是一份鼓舞人心的好报告。建议在老旧小区新增停车泊位5000个以上。
简文清：市发展改革委将认真研究大家的意见。"""
STONE = """苗向晚代表：报告总结成绩客观全面，部署工作目标明确，是一份催人奋进的好报告。
阮青禾：青石区去年关停“散乱污”企业17家，空气优良天数增加11天。建议在青石大道增设2个以上公交站点。"""


@dataclass
class Hall:
    """A seated congress with what was said in it."""

    town: Seated
    secretary: Account
    records: dict[str, Record] = field(default_factory=dict)
    remarks: dict[str, Remark] = field(default_factory=dict)  # by the name of who spoke

    @property
    def by(self) -> Viewer:
        return viewer_of(self.secretary, today=timezone.localdate())

    def statement(self, words: str) -> Statement:
        """Return the statement that holds these words."""
        return next(row for row in Statement.objects.all() if words in row.text)


def hall(people: Cast) -> Hall:
    """Return two meetings of delegations with their records: remarks confirmed but that of 阮青禾, statements too."""
    return spoken(seated(people), people)


def spoken(town: Seated, people: Cast) -> Hall:
    """Return what was said in a congress that is seated already."""
    made = Hall(town, people.secretary)
    observer = sessions.add_observer(
        session=town.session, name="简文清", post="市发展和改革委员会主任", delegation=town.river, by=BY
    )
    for name, text, delegation in (("river", RIVER, town.river), ("stone", STONE, town.stone)):
        meeting = town.meeting("delegation", delegation=delegation)
        made.records[name] = record(made, meeting, text, delegation, observer)
    return made


def record(made: Hall, meeting: Meeting, text: str, delegation: Delegation, observer: Observer | None = None) -> Record:
    """Write a record with its source, a remark a line, and the statements that the reader finds."""
    source = Source.objects.create(
        title="审议发言记录",
        text_kind="deliberation",
        year=2026,
        house="congress",
        home=made.town.congress.place,
        text=text,
        sha256="0" * 64,
        length=len(text),
        state=Source.State.READ,
        added_by=made.secretary,
        added_at=AT,
    )
    row = Record.objects.create(
        meeting=meeting,
        title="审议发言记录",
        origin=Record.Origin.PASTED,
        text=text,
        source=source,
        written_by=made.secretary,
        created_at=AT,
        changed_at=AT,
    )
    start = 0
    for line in text.split("\n"):
        named = line.split("：")[0].removesuffix("代表")
        mandate = made.town.mandates.get(named) if named != "阮青禾" else None
        known: dict[str, Any] = {"mandate": mandate, "observer": None if mandate or named == "阮青禾" else observer}
        made.remarks[named] = Remark.objects.create(
            record=row,
            start=start,
            end=start + len(line),
            named=named,
            delegation=delegation,
            state="draft" if named == "阮青禾" else "confirmed",
            **known,
        )
        start += len(line) + 1
    for each in read(text).statements:
        Statement.objects.create(
            source=source,
            start=each.start,
            end=each.end,
            text=text[each.start : each.end],
            kind=kind_of(text[each.start : each.end], each.kind),
            period=each.period,
            measures=[{"text": one.text} for one in each.measures],
            mentions=[{"text": one.text, "type": one.type} for one in each.mentions],
            state=Statement.State.CONFIRMED,
        )
    return row


def kind_of(words: str, kind: str) -> str:
    """Return the kind that a reviewer would confirm."""
    if "报告" in words or "部署工作" in words:
        return "appraisal"
    return "suggestion" if words.startswith("建议") else "background" if "认真研究" in words else kind


def begun(made: Hall, *names: str, **of: Any) -> Briefing:
    """Return a briefing of the day, or of something else, with the remarks of these people in it."""
    draft = start_briefing(session=made.town.session, form="briefing", by=made.by, at=AT, **(of or {"on": day()}))
    choose_remarks(briefing=draft, remarks=[made.remarks[name] for name in names], at=AT)
    return draft


def issued(made: Hall, draft: Briefing, reason: str = "") -> Briefing:
    """Return a draft issued with the next free numbers."""
    number, total = next_numbers(draft)
    seen = ready(draft).seen
    return issue(briefing=draft, on=day(), number=number, total=total, reason=reason, by=made.by, at=AT, seen=seen)


def day() -> date:
    """Return the day of the meetings."""
    return OPENS
