"""What seven delegations said on 9 January 2026: records typed, pasted and transcribed; a few speakers still open.

One suggestion is offered to a deputy as a draft, and one commitment proposed to its district's government.
"""

from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

from huiyin.congress import offers, records, remarks
from huiyin.congress.models import Meeting, Record, Remark
from huiyin.demo.city.session import OPENS
from huiyin.demo.city.steps import City
from huiyin.ledger import jobs, review
from huiyin.ledger.models import Statement

FOLDER = Path(__file__).parent.parent / "texts" / "records-2026"


class Text(NamedTuple):
    """One record: its file, whose it is, how it came."""

    name: str
    delegation: str
    origin: str


TEXTS = (
    Text("linjiang.txt", "临江区代表团", Record.Origin.TYPED.value),
    Text("qingshi.txt", "青石区代表团", Record.Origin.PASTED.value),
    Text("yunting-county.txt", "云汀县代表团", Record.Origin.UPLOADED.value),
    Text("gaoxin.txt", "高新区代表团", Record.Origin.PASTED.value),
    Text("nanbu.txt", "南埠区代表团", Record.Origin.TYPED.value),
    Text("bailu.txt", "白鹭县代表团", Record.Origin.TYPED.value),
    Text("shidu.txt", "石渡县代表团", Record.Origin.TYPED.value),
)
OFFERED, PROPOSED = "增加200人", "盘活闲置厂房5万平方米"  # words of the statements that are passed on


def load_records(city: City) -> None:
    """Record what the delegations said, and pass on what can be."""
    for text in TEXTS:
        _record(city, text)
    _pass_on(city)


def _record(city: City, text: Text) -> None:
    meeting = Meeting.objects.get(
        kind=Meeting.Kind.DELEGATION,
        delegation__name=text.delegation,
        starts_at__date=OPENS + timedelta(days=1),
    )
    by, at = city.viewer("secretary"), (meeting.ends_at or meeting.starts_at) + timedelta(hours=1)
    content = (FOLDER / text.name).read_bytes()
    opened = records.open_file(content, text.name)
    uploaded = text.origin == Record.Origin.UPLOADED
    record = records.begin_record(
        meeting=meeting,
        title=f"{text.delegation}1月9日下午审议发言记录",
        origin=text.origin,
        text="" if uploaded else opened.text,
        opened=opened if uploaded else None,
        timed=uploaded,
        by=by,
        at=at,
    )
    record = records.hand_to_reader(record=record, by=by, at=at)
    if record.source is not None:
        jobs.read_source(record.source.key)
    records.split(record=record, by=by, at=at)  # again, now with what the reading heard
    remarks.confirm_exact(record=record, by=by, at=at)  # a name that fits nobody or two stays open
    _confirm_passages(city, record)


def _confirm_passages(city: City, record: Record) -> None:
    """Confirm what every second remark speaks about."""
    by, at = city.viewer("secretary"), record.changed_at + timedelta(minutes=30)
    for remark in list(record.remarks.filter(about__isnull=False).select_related("about"))[::2]:
        remarks.set_about(
            remark=remark,
            expected=remark.version,
            source=remark.about,
            start=remark.about_start or 0,
            end=remark.about_end or 0,
            by=by,
            at=at,
        )


def _pass_on(city: City) -> None:
    """Offer one suggestion to the deputy who voiced it, and propose one commitment to its government."""
    by = city.viewer("secretary")
    for words in (OFFERED, PROPOSED):
        statement = Statement.objects.get(source__record__isnull=False, text__contains=words, gone=False)
        review.confirm(source=statement.source, statements={statement.key: statement.version}, by=by, at=city.at(6))
        statement.refresh_from_db()
        remark = Remark.objects.get(
            record__source=statement.source, start__lte=statement.start, end__gt=statement.start
        )
        if words == PROPOSED:
            offers.propose_commitment(remark=remark, statement=statement, by=by, at=city.at(4))
        elif remark.mandate is not None:
            offers.offer(remark=remark, statement=statement, deputy=remark.mandate.deputy, by=by, at=city.at(5))
