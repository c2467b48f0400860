"""Writing a suggestion, motion or inquiry (起草) and asking for co-signers (邀请附议), in private until it is filed.

A draft is its drafter's own paper, no event: what is filed in the end is (`huiyin.congress.filing`). Who co-signs
confirms one version of the text; a changed text asks all of them anew.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from huiyin.congress.models import Congress, Cosigning, Kind, Mandate, SuggestionDraft
from huiyin.errors import CongressError, StaleWrite
from huiyin.ledger import files
from huiyin.ledger.models import Attachment, Case, Statement
from huiyin.people.models import Deputy, Unit
from huiyin.people.viewer import Viewer
from huiyin.reading.secrecy import refuse_secret

STREAM = "draft"  # of the attachments of a draft, until it is filed
TEXT = ("kind", "title", "grounds", "proposals", "respondent")  # what a co-signer confirms
DRAFTS = 50  # that one deputy may have at once
INVITED = 200  # for one draft


@dataclass(frozen=True, slots=True)
class Written:
    """What a deputy has written so far; `publish` is None until the deputy has said so."""

    kind: str = Kind.SUGGESTION.value
    title: str = ""
    grounds: str = ""
    proposals: str = ""
    wish: str = ""
    publish: bool | None = None
    respondent: Unit | None = None  # of an inquiry: whom it is put to


def seats(account_id: int, *, on: date) -> QuerySet[Mandate]:
    """Return the seats that a person holds on a day."""
    return _valid(Mandate.objects.filter(deputy__account_id=account_id), on).select_related("congress", "deputy")


def sitting(congress: Congress, *, on: date) -> QuerySet[Deputy]:
    """Return the deputies who sit in a congress on a day."""
    return Deputy.objects.filter(pk__in=_valid(congress.mandates.all(), on).values("deputy_id"))


def _seated(congress: Congress, deputies: list[int], *, on: date) -> set[int]:
    """Return which of some deputies, by id, sit in a congress on a day."""
    return set(sitting(congress, on=on).filter(pk__in=deputies).values_list("pk", flat=True))


def _valid(mandates: QuerySet[Mandate], on: date) -> QuerySet[Mandate]:
    return mandates.filter(Q(to_on__isnull=True) | Q(to_on__gte=on), from_on__lte=on)


def own_drafts(viewer: Viewer) -> QuerySet[SuggestionDraft]:
    """Return the drafts that a person may change: a deputy's own, or those that one enters from paper."""
    return _own(viewer).filter(case__isnull=True).select_related("congress__place", "drafter")


def own_filed(viewer: Viewer, key: str) -> Case | None:
    """Return the case as which a person has filed a draft, None while it is none; for a form that is sent twice."""
    found = _own(viewer).filter(key=key, case__isnull=False).select_related("case").first()
    return found.case if found else None


def _own(viewer: Viewer) -> QuerySet[SuggestionDraft]:
    mine = Q(drafter__account_id=viewer.account_id, entered_by__isnull=True) | Q(entered_by_id=viewer.account_id)
    return SuggestionDraft.objects.filter(mine)


def invitations(viewer: Viewer) -> QuerySet[Cosigning]:
    """Return the invitations to co-sign that a deputy has, of drafts that are not filed yet."""
    asked = Cosigning.objects.filter(deputy__account_id=viewer.account_id, draft__case__isnull=True)
    return asked.exclude(state=Cosigning.State.WITHDRAWN).select_related("draft__drafter", "draft__congress", "deputy")


def to_confirm(viewer: Viewer) -> list[Cosigning]:
    """Return the invitations that a deputy has still to answer, oldest first."""
    return [each for each in invitations(viewer).order_by("invited_at", "pk") if each.waits]


@transaction.atomic
def start_draft(
    *,
    congress: Congress,
    drafter: Deputy,
    by: Viewer,
    at: datetime,
    paper: bool = False,
    kind: str = Kind.SUGGESTION.value,
    statement: Statement | None = None,
) -> SuggestionDraft:
    """Begin a draft, the deputy's own or one that is entered from paper.

    Args:
        statement: what an inquiry asks about; filed, it rests on that place of the source, too.
    Raises:
        CongressError: `mandate.none` (the deputy has no seat today), `draft.too_many`.
    """
    if not sitting(congress, on=at.astimezone().date()).filter(pk=drafter.pk).exists():
        raise CongressError("mandate.none")
    if drafter.suggestion_drafts.filter(case__isnull=True).count() >= DRAFTS:
        raise CongressError("draft.too_many", most=DRAFTS)
    return SuggestionDraft.objects.create(
        congress=congress,
        drafter=drafter,
        entered_by_id=by.account_id if paper else None,
        kind=kind,
        statement=statement,
        created_at=at,
        changed_at=at,
    )


@transaction.atomic
def write_draft(*, draft: SuggestionDraft, written: Written, at: datetime, expected: int) -> SuggestionDraft:
    """Keep what was written; a changed text is a new revision, which co-signers have to confirm anew.

    Raises:
        SecretText: it bears a mark of secrecy.
        StaleWrite: the text was changed elsewhere (another tab, the phone) since revision `expected` was shown.
    """
    refuse_secret(written.title, written.grounds, written.proposals, written.wish)
    draft = held(draft)
    changes = {name: getattr(written, name) for name in Written.__dataclass_fields__}
    changed = [name for name, value in changes.items() if getattr(draft, name) != value]
    of_text = any(name in TEXT for name in changed)
    if of_text and draft.revision != expected:
        raise StaleWrite("stale", expected=expected, found=draft.revision)
    for name in changed:
        setattr(draft, name, changes[name])
    if changed:
        draft.revision += of_text
        draft.changed_at = at
        draft.save(update_fields=[*changed, "revision", "changed_at"])
        if of_text and draft.entered_by_id:  # what is typed from paper is what was signed there
            draft.cosignings.filter(state=Cosigning.State.CONFIRMED).update(revision=draft.revision)
    return draft


@transaction.atomic
def invite(*, draft: SuggestionDraft, deputies: Iterable[Deputy], at: datetime) -> list[Cosigning]:
    """Ask deputies to co-sign; who declined or whose invitation was withdrawn is asked again.

    On paper the signatures stand there already: they count as confirmed.

    Raises:
        CongressError: `cosigner.is_drafter`, `mandate.none` (with `name`), `cosigner.too_many`.
    """
    draft = held(draft)
    deputies = list(deputies)
    seated = _seated(draft.congress, [each.pk for each in deputies], on=at.astimezone().date())
    signed = {"state": Cosigning.State.CONFIRMED, "revision": draft.revision, "answered_at": at}
    asked = {"state": Cosigning.State.INVITED, "revision": None, "answered_at": None}
    found = []
    for deputy in deputies:
        if deputy.pk == draft.drafter_id:
            raise CongressError("cosigner.is_drafter")
        if deputy.pk not in seated:
            raise CongressError("mandate.none", name=deputy.name)
        row, fresh = Cosigning.objects.get_or_create(
            draft=draft, deputy=deputy, defaults={"invited_at": at, **(signed if draft.entered_by_id else {})}
        )
        if not fresh and row.state in (Cosigning.State.DECLINED, Cosigning.State.WITHDRAWN):
            _set(row, invited_at=at, **(signed if draft.entered_by_id else asked))
        found.append(row)
    if draft.cosignings.count() > INVITED:
        raise CongressError("cosigner.too_many", most=INVITED)
    return found


@transaction.atomic
def withdraw_invitation(*, cosigning: Cosigning) -> Cosigning:
    """Take an invitation back, whether it was answered or not."""
    held(cosigning.draft)
    return _set(cosigning, state=Cosigning.State.WITHDRAWN, revision=None, answered_at=None)


@transaction.atomic
def answer(*, cosigning: Cosigning, confirms: bool, revision: int, at: datetime) -> Cosigning:
    """Confirm or decline to co-sign, by the deputy who was asked.

    Raises:
        StaleWrite: the text has changed since the revision that the deputy read.
        CongressError: `mandate.none`, `cosigning.withdrawn`.
    """
    draft = held(cosigning.draft)
    cosigning = Cosigning.objects.select_related("deputy").get(pk=cosigning.pk)
    if cosigning.state == Cosigning.State.WITHDRAWN:
        raise CongressError("cosigning.withdrawn")
    if not confirms:
        return _set(cosigning, state=Cosigning.State.DECLINED, revision=None, answered_at=at)
    if revision != draft.revision:
        raise StaleWrite("stale", expected=revision, found=draft.revision)
    if not sitting(draft.congress, on=at.astimezone().date()).filter(pk=cosigning.deputy_id).exists():
        raise CongressError("mandate.none", name=cosigning.deputy.name)
    return _set(cosigning, state=Cosigning.State.CONFIRMED, revision=revision, answered_at=at)


@transaction.atomic
def drop_draft(*, draft: SuggestionDraft) -> None:
    """Throw a draft away, with its invitations and files."""
    draft = held(draft)
    kept = list(attachments_of(draft))
    draft.delete()
    Attachment.objects.filter(pk__in=[each.pk for each in kept]).delete()
    transaction.on_commit(lambda: files.discard(kept))


def attachments_of(draft: SuggestionDraft) -> QuerySet[Attachment]:
    """Return the files of a draft, in the order in which they were added."""
    return Attachment.objects.filter(stream=STREAM, stream_key=draft.key).order_by("pk")


@transaction.atomic
def drop_file(*, draft: SuggestionDraft, file: Attachment) -> None:
    """Take a file out of a draft."""
    held(draft)
    file.delete()
    transaction.on_commit(lambda: files.discard([file]))


def standing_cosigners(draft: SuggestionDraft, *, on: date) -> list[Deputy]:
    """Return the deputies who have confirmed the text as it is now and sit in the congress on a day."""
    rows = list(draft.cosignings.select_related("deputy", "draft").order_by("answered_at", "pk"))
    seated = _seated(draft.congress, [each.deputy_id for each in rows], on=on)
    return [each.deputy for each in rows if each.stands and each.deputy_id in seated]


def held(draft: SuggestionDraft) -> SuggestionDraft:
    """Return a draft that is held until the end of the transaction.

    Raises:
        CongressError: `draft.filed`: it is no draft any more.
    """
    rows = SuggestionDraft.objects.select_for_update(of=("self",))
    row = rows.select_related("congress", "drafter", "respondent").get(pk=draft.pk)
    if row.case_id is not None:
        raise CongressError("draft.filed")
    return row


def _set(cosigning: Cosigning, **values: object) -> Cosigning:
    for name, value in values.items():
        setattr(cosigning, name, value)
    cosigning.save(update_fields=list(values))
    return cosigning
