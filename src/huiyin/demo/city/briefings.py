"""A briefing of one delegation and a digest of all seven, issued, and a second digest as a draft, of January 2026."""

from datetime import datetime, timedelta

from huiyin.congress import briefings, briefings_issuing, digests
from huiyin.congress.briefings_selectors import heard
from huiyin.congress.models import Briefing, Record, Remark, Session
from huiyin.demo.city.review import review_record
from huiyin.demo.city.steps import City

NOTE = "1月9日，{delegation}审议政府工作报告。现将代表发言摘登如下。"
TO = {
    "report_to": "市人大常委会主任、副主任、秘书长，大会主席团成员",
    "send_to": "市政府办公室，市监察委员会，市中级人民法院，市人民检察院",
    "issue_to": "各代表团",
    "copies": 260,
}
OUT = "会务用语，与报告无关"
BACKGROUND = "只说明情况，不另摘编"
FIRST = 20  # the number of all that the briefing bears: other sessions had theirs


def load_briefings(city: City) -> None:
    """Make both of the records whose speakers are confirmed; where there is none, nothing."""
    named = Remark.objects.filter(state=Remark.State.CONFIRMED, mandate__isnull=False).order_by("record_id", "start")
    records = list(Record.objects.filter(remarks__in=named).distinct().order_by("pk"))
    if not records:
        return
    at = max(record.changed_at for record in records) + timedelta(days=1)
    _briefing(city, records[0], [remark for remark in named if remark.record_id == records[0].pk], at)
    for record in records:
        review_record(city, record, at)
    _issued_digest(city, records[0].meeting.session, at + timedelta(hours=2))
    _digest(city, records[0].meeting.session, at + timedelta(days=1))


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


def _issued_digest(city: City, session: Session, at: datetime) -> None:
    """Issue the digest of all delegations: what is only background is left out, with the reason."""
    by = city.viewer("editor")
    digest = digests.start_digest(session=session, title="代表审议政府工作报告发言摘编", by=by, at=at)
    digests.leave_out(briefing=digest, statements=digests.account_of(digest).open, reason=BACKGROUND, by=by, at=at)
    digest.refresh_from_db()
    digest = briefings.change_head(briefing=digest, changes=TO, at=at, expected=digest.version)
    now = briefings_issuing.ready(digest)
    briefings_issuing.issue(
        briefing=digest,
        on=at.date(),
        reason="已与记录核对无误" if now.findings else "",
        seen=now.seen,
        by=by,
        at=at + timedelta(hours=1),
    )


def _digest(city: City, session: Session, at: datetime) -> None:
    """Begin a second one, in which the editor has left the first words out, and everything else is open."""
    by = city.viewer("editor")
    digest = digests.start_digest(session=session, title="代表意见建议摘编", by=by, at=at)
    open_ = digests.account_of(digest).open
    first = [each.statement.pk for each in heard(digest) if each.statement.pk in open_][:2]
    digests.leave_out(briefing=digest, statements=first, reason=OUT, by=by, at=at + timedelta(hours=1))
