"""A briefing of one delegation, issued, and a digest of all of them as a draft, of the records of January 2026."""

from datetime import datetime, timedelta

from huiyin.congress import briefings, briefings_issuing, digests
from huiyin.congress.briefings_selectors import heard
from huiyin.congress.models import Briefing, Record, Remark
from huiyin.demo.city.steps import City
from huiyin.ledger import review

NOTE = "1月9日，{delegation}审议政府工作报告。现将代表发言摘登如下。"
TO = {
    "report_to": "市人大常委会主任、副主任、秘书长，大会主席团成员",
    "send_to": "市政府办公室，市监察委员会，市中级人民法院，市人民检察院",
    "issue_to": "各代表团",
    "copies": 260,
}
OUT = "会务用语，与报告无关"
FIRST = 20  # the number of all that the briefing bears: other sessions had theirs


def load_briefings(city: City) -> None:
    """Make both of the records whose speakers are confirmed; where there is none, nothing."""
    named = Remark.objects.filter(state=Remark.State.CONFIRMED, mandate__isnull=False).order_by("record_id", "start")
    records = list(Record.objects.filter(remarks__in=named).distinct().order_by("pk"))
    if not records:
        return
    at = max(record.changed_at for record in records) + timedelta(days=1)
    _briefing(city, records[0], [remark for remark in named if remark.record_id == records[0].pk], at)
    _digest(city, records, at + timedelta(hours=2))


def _briefing(city: City, record: Record, remarks: list[Remark], at: datetime) -> None:
    by, meeting = city.viewer("secretary"), record.meeting
    whose = meeting.delegation.name if meeting.delegation else ""
    draft = briefings.start_briefing(
        session=meeting.session,
        form=Briefing.Form.BRIEFING,
        meeting=meeting,
        title=f"{whose}审议《政府工作报告》",
        by=by,
        at=at,
    )
    head = {"note": NOTE.format(delegation=whose), **TO}
    draft = briefings.change_head(briefing=draft, changes=head, at=at, expected=draft.version)
    briefings.choose_remarks(briefing=draft, remarks=remarks, at=at)
    now = briefings_issuing.ready(draft)
    number, _total = briefings_issuing.next_numbers(draft)
    briefings_issuing.issue(
        briefing=draft,
        on=at.date(),
        number=number,
        total=FIRST,
        reason="已与记录核对无误" if now.findings else "",
        seen=now.seen,
        by=by,
        at=at + timedelta(minutes=20),
    )


def _digest(city: City, records: list[Record], at: datetime) -> None:
    """Confirm what was said, but what the last record says; the editor begins, and leaves the first words out."""
    by = city.viewer("editor")
    for record in records[:-1]:
        rows = record.source.statements.filter(state="draft", gone=False) if record.source is not None else ()
        versions = {row.key: row.version for row in rows}
        if record.source is not None and versions:
            review.confirm(source=record.source, statements=versions, by=city.viewer("secretary"), at=at)
    digest = digests.start_digest(
        session=records[0].meeting.session, title="代表审议政府工作报告发言摘编", by=by, at=at + timedelta(hours=1)
    )
    open_ = digests.account_of(digest).open
    first = [each.statement.pk for each in heard(digest) if each.statement.pk in open_][:2]
    digests.leave_out(briefing=digest, statements=first, reason=OUT, by=by, at=at + timedelta(hours=2))
