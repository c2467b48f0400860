"""What a remark can lead to (发言的后续): a draft offered to a deputy, a commitment proposed to its government.

A remark is not a suggestion and not a task (design §2.7). A suggestion has a named deputy who files it; a commitment
voiced in a delegation is a task once the government of that place takes it up as its own (`huiyin.ledger.tasks`).
"""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from huiyin.congress.attendance import day_of
from huiyin.congress.drafts import Written, sitting, start_draft, write_draft
from huiyin.congress.events import tell
from huiyin.congress.models import Offer, Remark, SuggestionDraft
from huiyin.errors import CongressError
from huiyin.ledger import tasks
from huiyin.ledger.cases import actor_of
from huiyin.ledger.models import Case, Notice, Statement
from huiyin.people.models import Deputy, Role, Unit
from huiyin.people.viewer import Viewer

SUGGESTION, COMMITMENT = "suggestion", "commitment"


@transaction.atomic
def offer(*, remark: Remark, statement: Statement, deputy: Deputy, by: Viewer, at: datetime) -> Offer:
    """Offer a suggestion of a remark to a deputy as a draft; the deputy is told.

    Raises:
        CongressError: `offer.not_confirmed` (the remark or the statement), `offer.kind`, `offer.elsewhere`,
            `mandate.none`, `offer.twice`.
    """
    _stands(remark, statement, SUGGESTION)
    congress = remark.record.meeting.session.congress
    if not sitting(congress, on=at.astimezone().date()).filter(pk=deputy.pk).exists():
        raise CongressError("mandate.none", name=deputy.name)
    row, fresh = Offer.objects.get_or_create(
        statement=statement,
        deputy=deputy,
        defaults={"remark": remark, "offered_by_id": by.account_id, "offered_at": at},
    )
    if not fresh:
        raise CongressError("offer.twice")
    tell(remark.record.key, actor_of(by), "remark.offered", at=at, remark=remark.key, deputy=deputy.key)
    if deputy.account_id is not None:
        Notice.objects.get_or_create(
            account_id=deputy.account_id, dedupe=f"offer:{row.key}", defaults={"code": "offer", "at": at}
        )
    return row


@transaction.atomic
def take(*, offer: Offer, by: Viewer, at: datetime) -> SuggestionDraft:
    """Open a draft of the deputy's own with the passage quoted; nothing is filed by that.

    Raises:
        CongressError: `offer.answered`, `mandate.none`, `draft.too_many`.
    """
    row = _held(offer)
    congress = row.remark.record.meeting.session.congress
    draft = start_draft(congress=congress, drafter=row.deputy, by=by, at=at)
    draft = write_draft(draft=draft, written=Written(grounds=quoted(row)), at=at, expected=draft.revision)
    row.state, row.draft, row.answered_at = Offer.State.TAKEN, draft, at
    row.save(update_fields=["state", "draft", "answered_at"])
    _answered(row, "remark.offer_taken", by, at)
    return draft


@transaction.atomic
def decline(*, offer: Offer, by: Viewer, at: datetime) -> Offer:
    """Leave an offer; no reason is asked.

    Raises:
        CongressError: `offer.answered`.
    """
    row = _held(offer)
    row.state, row.answered_at = Offer.State.DECLINED, at
    row.save(update_fields=["state", "answered_at"])
    _answered(row, "remark.offer_declined", by, at)
    return row


def remark_to_offer(viewer: Viewer, statement: Statement) -> Remark | None:
    """Return the remark that says a suggestion, where a viewer's secretariat keeps its record; None for none.

    It can be offered to a deputy once a person has confirmed who spoke (`may_offer`).
    """
    if statement.kind != SUGGESTION or statement.gone:
        return None
    rows = Remark.objects.filter(
        record__source=statement.source_id,
        start__lte=statement.start,
        end__gt=statement.start,
        record__meeting__session__congress__place__in=viewer.place_ids(Role.SECRETARY),
    )
    return rows.select_related("record").first()


def may_offer(remark: Remark, statement: Statement) -> bool:
    """Return whether a suggestion of a remark can be offered: a person has confirmed both."""
    confirmed = remark.state == Remark.State.CONFIRMED and statement.state == Statement.State.CONFIRMED
    return confirmed and statement.kind == SUGGESTION


def own_offers(viewer: Viewer) -> QuerySet[Offer]:
    """Return what was offered to a deputy, newest first."""
    rows = Offer.objects.filter(deputy__account_id=viewer.account_id)
    return rows.select_related(
        "statement", "draft", "deputy", "remark__record__meeting__session__congress__place", "remark__record__source"
    )


def quoted(offer: Offer) -> str:
    """Return the first words of a draft: the passage as it was said, and where it stands."""
    statement, record = offer.statement, offer.remark.record
    on = day_of(record.meeting)
    where = f"{record.title}，{on.year}年{on.month}月{on.day}日 [{statement.start}:{statement.end}]"
    return f"“{statement.text}”\n（来源：{where}）\n\n"


@transaction.atomic
def propose_commitment(*, remark: Remark, statement: Statement, by: Viewer, at: datetime, text: str = "") -> Case:
    """Propose a commitment of a remark to the government of the delegation's place.

    Raises:
        CongressError: `offer.not_confirmed`, `offer.kind`, `offer.elsewhere`, `offer.no_government`, `offer.twice`.
        LedgerError: what the rules of tasks refuse.
    """
    _stands(remark, statement, COMMITMENT)
    government = government_of(remark)
    if government is None:
        raise CongressError("offer.no_government")
    made = tasks.propose_commitments(statements=[statement], government=government, by=by, at=at, text=text)
    if made.present:
        raise CongressError("offer.twice")
    if not made.made:
        raise CongressError("offer.kind")
    case = made.made[0]
    told = {"remark": remark.key, "unit": government.key, "case": case.key}
    tell(remark.record.key, actor_of(by), "remark.proposed", at=at, **told)
    return case


def government_of(remark: Remark) -> Unit | None:
    """Return the government of the place of a remark's delegation; None where there is no single one."""
    place = remark.delegation.place if remark.delegation else None
    found = (
        Unit.objects.filter(is_government=True, valid_to__isnull=True, place=place) if place else Unit.objects.none()
    )
    return found[0] if len(found) == 1 else None


def _stands(remark: Remark, statement: Statement, kind: str) -> None:
    """Make sure that a person has confirmed both, and that one is in the other."""
    if statement.source_id != remark.record.source_id or not remark.start <= statement.start < remark.end:
        raise CongressError("offer.elsewhere")
    if statement.kind != kind or statement.gone:
        raise CongressError("offer.kind")
    if remark.state != Remark.State.CONFIRMED or statement.state != Statement.State.CONFIRMED:
        raise CongressError("offer.not_confirmed")


def _held(offer: Offer) -> Offer:
    rows = Offer.objects.select_for_update(of=("self",)).select_related(
        "statement", "deputy", "remark__record__meeting__session__congress"
    )
    row = rows.get(pk=offer.pk)
    if row.state != Offer.State.OFFERED:
        raise CongressError("offer.answered")
    return row


def _answered(row: Offer, event: str, by: Viewer, at: datetime) -> None:
    tell(row.remark.record.key, actor_of(by), event, at=at, remark=row.remark.key, deputy=row.deputy.key)
