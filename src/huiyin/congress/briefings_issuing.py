"""Issuing a briefing (印发): numbered, frozen, by whom and when; later withdrawn, or superseded by a corrected one."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone

from huiyin.congress.briefings import held, start_briefing
from huiyin.congress.briefings_checking import Finding, findings_of
from huiyin.congress.briefings_sheet import Sheet, frozen, items_of, sheet_of
from huiyin.congress.digests import account_of
from huiyin.congress.events import tell
from huiyin.congress.models import Briefing, BriefingItem, ItemPassage, LeftOut
from huiyin.errors import CongressError, StaleWrite, refuse
from huiyin.ledger.cases import actor_of
from huiyin.ledger.models import Statement
from huiyin.ledger.notes import keep_note
from huiyin.people.viewer import Viewer

SHORTEST = 4  # characters of a reason
COPIED = ("masthead", "organ", "note", "report_to", "send_to", "issue_to", "copies")


@dataclass(frozen=True, slots=True)
class Ready:
    """What would be issued now: the sheet, what is unsupported in it, what hinders it, and a digest of all of it."""

    sheet: Sheet
    findings: tuple[Finding, ...]
    hinders: tuple[CongressError, ...]
    seen: str


def next_numbers(briefing: Briefing) -> tuple[int, int]:
    """Return the next free numbers: of the session, and of all of the place."""
    of_session = Briefing.objects.filter(session=briefing.session).aggregate(last=Max("number"))["last"] or 0
    of_place = Briefing.objects.filter(place=briefing.place).aggregate(last=Max("total"))["last"] or 0
    return int(of_session) + 1, int(of_place) + 1


def ready(briefing: Briefing) -> Ready:
    """Return what would be issued, and whether it can be."""
    items = list(items_of(briefing))
    sheet = sheet_of(briefing)
    hinders = []
    if not items:
        hinders.append(CongressError("briefing.empty"))
    if briefing.form == Briefing.Form.DIGEST:
        account = account_of(briefing)
        if account.open:
            hinders.append(CongressError("digest.open", n=len(account.open)))
        if account.stale:
            hinders.append(CongressError("digest.stale", n=len(account.stale)))
    elif n := sum(_unconfirmed(item) for item in items):
        hinders.append(CongressError("digest.stale", n=n))
    return Ready(sheet, tuple(findings_of(briefing, items)), tuple(hinders), digest_of(frozen(sheet)))


@transaction.atomic
def issue(
    *,
    briefing: Briefing,
    on: date,
    by: Viewer,
    at: datetime,
    seen: str,
    number: int | None = None,
    total: int | None = None,
    reason: str = "",
) -> Briefing:
    """Issue a draft: what it says is frozen, and no later change of a record touches it.

    Args:
        seen: the digest of the sheet that the person was shown.
        number, total: of a briefing; a digest has none.
        reason: why it is issued although the check marked something; kept in the trail.
    Raises:
        StaleWrite: the draft has changed since it was shown.
        CongressError: `briefing.issued`, `briefing.empty`, `digest.open`, `digest.stale`; `briefing.reason`:
            something is marked, and no reason given; `briefing.number`, `briefing.number_taken`,
            `briefing.total_taken`; `briefing.later`, `briefing.before` (with `on`): the day is still to come, or lies
            before that of which it tells.
    """
    briefing = held(briefing)
    now = ready(briefing)
    if now.hinders:
        raise now.hinders[0]
    if now.seen != seen:
        raise StaleWrite("stale", expected=0, found=briefing.version)
    why = reason.strip()
    refuse(issue_faults(briefing, on=on, number=number or 0, total=total or 0, reason=why, at=at, now=now))
    numbered = briefing.form == Briefing.Form.BRIEFING
    number, total = (number, total) if numbered else (None, None)
    sheet = frozen(sheet_of(briefing, number=number, total=total, on=on))
    values: dict[str, Any] = {
        "state": Briefing.State.ISSUED,
        "number": number,
        "total": total,
        "issued_on": on,
        "sheet": sheet,
        "issued_by_id": by.account_id,
        "issued_at": at,
        "changed_at": at,
    }
    _number(briefing, values)
    told: dict[str, Any] = {
        "on": on.isoformat(),
        "sha256": digest_of(sheet),
        "items": briefing.items.count(),
        "edited": briefing.items.filter(edited_at__isnull=False).count(),
        "findings": len(now.findings),
    }
    if numbered:
        told |= {"number": number, "total": total}
    else:
        account = account_of(briefing)
        told |= {"statements": account.total, "used": len(account.used), "left": len(account.left)}
    if now.findings:
        told["why"] = keep_note(why)
    tell(briefing.key, actor_of(by), "briefing.issued", at=at, **told)
    if briefing.replaces is not None:
        _supersede(briefing.replaces, briefing.key, by, at)
    briefing.refresh_from_db()
    return briefing


def issue_faults(
    briefing: Briefing,
    *,
    on: date | None,
    number: int | None,
    total: int | None,
    reason: str | None,
    at: datetime,
    now: Ready,
) -> Iterator[CongressError]:
    """Yield all that hinders a draft from being issued so (`issue`); None is what a form could not read.

    Its day is none to come, and none before the meeting of which it tells.
    """
    if now.findings and reason is not None and len(reason.strip()) < SHORTEST:
        yield CongressError("briefing.reason", n=len(now.findings))
    if briefing.form == Briefing.Form.BRIEFING:
        if 0 in (number, total):
            yield CongressError("briefing.number")
        others = Briefing.objects.exclude(pk=briefing.pk)
        if number and others.filter(session=briefing.session, number=number).exists():
            yield CongressError("briefing.number_taken")
        if total and others.filter(place=briefing.place, total=total).exists():
            yield CongressError("briefing.total_taken")
    if on is None:
        return
    if on > timezone.localdate(at):
        yield CongressError("briefing.later")
    told = timezone.localdate(briefing.meeting.starts_at) if briefing.meeting is not None else briefing.on
    if told is not None and on < told:
        yield CongressError("briefing.before", on=told)


def _number(briefing: Briefing, values: Mapping[str, Any]) -> None:
    try:
        with transaction.atomic():
            Briefing.objects.filter(pk=briefing.pk).update(**values)
    except IntegrityError as error:
        raise CongressError("briefing.number_taken") from error


def _supersede(old: Briefing, successor: str, by: Viewer, at: datetime) -> None:
    rows = Briefing.objects.filter(pk=old.pk, state=Briefing.State.ISSUED)
    if rows.update(state=Briefing.State.SUPERSEDED, ended_at=at):
        tell(old.key, actor_of(by), "briefing.superseded", at=at, successor=successor)


@transaction.atomic
def withdraw(*, briefing: Briefing, reason: str, by: Viewer, at: datetime) -> Briefing:
    """Take an issued briefing back, with a reason; it keeps its number, and whoever opens it sees why.

    Raises:
        CongressError: `briefing.not_issued`, `briefing.why_withdrawn`.
    """
    row = Briefing.objects.select_for_update(of=("self",)).get(pk=briefing.pk)
    if row.state != Briefing.State.ISSUED:
        raise CongressError("briefing.not_issued")
    if len(reason.strip()) < SHORTEST:
        raise CongressError("briefing.why_withdrawn")
    note = keep_note(reason.strip())
    row.state, row.ended_at, row.reason = Briefing.State.WITHDRAWN, at, note["note"]
    row.save(update_fields=["state", "ended_at", "reason"])
    tell(row.key, actor_of(by), "briefing.withdrawn", at=at, why=note)
    return row


@transaction.atomic
def correct(*, briefing: Briefing, by: Viewer, at: datetime) -> Briefing:
    """Begin a corrected one: a draft with the same items, that supersedes the issued one when it is issued.

    One that was withdrawn can be corrected, too; it stays withdrawn, and leads to what came in its place.

    Raises:
        CongressError: `briefing.not_issued`; `briefing.being_corrected`: somebody has begun one.
    """
    row = Briefing.objects.select_for_update(of=("self",)).get(pk=briefing.pk)
    if row.state not in (Briefing.State.ISSUED, Briefing.State.WITHDRAWN) or _followed(row):
        raise CongressError("briefing.not_issued")
    if row.corrections.filter(state=Briefing.State.DRAFT).exists():
        raise CongressError("briefing.being_corrected")
    draft = start_briefing(
        session=row.session,
        form=row.form,
        meeting=row.meeting,
        delegation=row.delegation,
        on=row.on,
        title=row.title,
        replaces=row,
        by=by,
        at=at,
    )
    Briefing.objects.filter(pk=draft.pk).update(**{name: getattr(row, name) for name in COPIED})
    for item in row.items.prefetch_related("passages").order_by("position", "pk"):
        passages = list(item.passages.all())
        item.pk, item._state.adding = None, True
        item.key, item.briefing = BriefingItem._meta.get_field("key").get_default(), draft
        item.save(force_insert=True)
        for each in passages:
            each.pk, each._state.adding = None, True
            each.briefing, each.item = draft, item
        ItemPassage.objects.bulk_create(passages)
    LeftOut.objects.bulk_create(
        LeftOut(briefing=draft, statement_id=each.statement_id, reason=each.reason, by_id=each.by_id, at=each.at)
        for each in row.left_out.all()
    )
    draft.refresh_from_db()
    return draft


def _followed(briefing: Briefing) -> bool:
    """Return whether a corrected one was issued already: that is the one to correct."""
    return briefing.corrections.exclude(state=Briefing.State.DRAFT).exists()


def digest_of(sheet: dict[str, Any]) -> str:
    """Return the SHA-256 of a sheet."""
    return sha256(json.dumps(sheet, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _unconfirmed(item: BriefingItem) -> bool:
    """Return whether an item cites a statement that nobody confirms any more."""
    rows = [each.statement for each in item.passages.all() if each.statement is not None]
    return any(row.gone or row.state != Statement.State.CONFIRMED for row in rows)
