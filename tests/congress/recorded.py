"""A record of a delegation's meeting for tests (everybody is invented): four people speak about the report."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from tests.cast import Cast
from tests.congress.seated import BY, Seated, seated

from huiyin.congress import records, sessions
from huiyin.congress.models import Meeting, Record, Remark
from huiyin.ledger import review
from huiyin.ledger.jobs import read_source
from huiyin.ledger.models import Source, Statement
from huiyin.ledger.sources import Description, add_source, open_pasted
from huiyin.people.models import Account
from huiyin.people.viewer import Viewer, viewer_of

DAY = date(2026, 1, 9)
AT = datetime(2026, 1, 9, 12, tzinfo=UTC)
REPORT = (
    "云汀市政府工作报告\n各位代表：\n现在，我代表市人民政府，向大会报告工作，请予审议。\n"
    "今年改造老旧小区46个，新增停车泊位5200个，新开通公交线路4条。\n"
    "汀江航道整治工程开工，临江港区新建千吨级泊位2个。\n"
)
TEXT = (
    "临溪区代表团会议发言记录\n时间：2026年1月9日\n\n"
    "陆闻舟代表：报告总结成绩实事求是。老旧小区停车泊位还是不够，建议市住建局今年新增停车泊位500个。\n"
    "闻一苇代表：临溪区今年将盘活闲置厂房5万平方米。\n"
    "简文清（市发展改革委主任）：我来回应，方案三月底前公布。\n"
    "王代表：汀江航道要疏浚，临江港区泊位不够。\n"
)


@dataclass
class Recorded:
    """What was made."""

    town: Seated
    meeting: Meeting
    report: Source
    by: Viewer

    def begin(self, text: str = TEXT, **more: object) -> Record:
        """Begin a record with a pasted text."""
        told = {"title": "临溪区代表团发言记录", "origin": "pasted", "by": self.by, "at": AT, **more}
        return records.begin_record(meeting=self.meeting, text=text, **told)

    def handed(self, text: str = TEXT, **more: object) -> Record:
        """Return a record that was handed to the reader and is read."""
        record = records.hand_to_reader(record=self.begin(text, **more), by=self.by, at=AT)
        assert record.source is not None
        read_source(record.source.key)
        return Record.objects.select_related("source").get(pk=record.pk)


def seen_as(account: Account) -> Viewer:
    """Return an account as services see it."""
    return viewer_of(account, today=DAY)


def recorded(people: Cast, town: Seated | None = None) -> Recorded:
    """Seat the congress, put the report on the agenda of a meeting of the delegation of the river."""
    town, by = town or seated(people), seen_as(people.secretary)
    town.river.place = people.district
    town.river.save(update_fields=["place"])
    if not town.session.observers.filter(name="简文清").exists():
        sessions.add_observer(
            session=town.session, name="简文清", post="市发展改革委主任", delegation=town.river, by=BY
        )
    described = Description(title="政府工作报告", text_kind="report", year=2026, place=people.city)
    report = add_source(opened=open_pasted(REPORT), described=described, shared=True, by=by, at=AT)
    read_source(report.key)
    item = sessions.add_item(session=town.session, title="政府工作报告", treatment="deliberate", source=report, by=BY)
    meeting = town.meeting("delegation", on=DAY, hour=14, delegation=town.river, agenda=[item])
    return Recorded(town, meeting, report, by)


def remark_of(record: Record, named: str) -> Remark:
    """Return the remark of somebody as the record names them."""
    return record.remarks.get(named=named)


def confirmed_statement(record: Record, words: str, by: Viewer) -> Statement:
    """Return the statement with these words, confirmed in review."""
    row = Statement.objects.get(source=record.source, text__contains=words, gone=False)
    review.confirm(source=row.source, statements={row.key: row.version}, by=by, at=AT)
    row.refresh_from_db()
    return row
