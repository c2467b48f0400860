"""Deciding what goes public (公开审定): release, withhold, withdraw; one event each."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from django.db import transaction

from huiyin.congress.events import tell
from huiyin.congress.public_rules import FIELDS, PublicView, public_view
from huiyin.errors import CongressError, StaleWrite
from huiyin.ledger import policies
from huiyin.ledger.cases import actor_of
from huiyin.ledger.models import Case, Publication, Source
from huiyin.people.models import Role, Unit
from huiyin.people.viewer import Viewer
from huiyin.reading.secrecy import refuse_secret

REPORTS = ("report",)  # kinds of texts that can be public as they stand
DECIDERS = (Role.SECRETARY, Role.EDITOR)
State = Publication.State
Thing = Case | Source


def view_of(case: Case, publication: Publication | None) -> PublicView:
    """Return what of a case is public; `case.filing` should be at hand."""
    return _view(case, state=publication.state if publication else "", publication=publication)


def view_if_released(case: Case, publication: Publication | None) -> PublicView:
    """Return what would be public of a case once it is released, with the fields that are held back now."""
    return _view(case, state=State.RELEASED.value, publication=publication)


def _view(case: Case, *, state: str, publication: Publication | None) -> PublicView:
    filing = getattr(case, "filing", None)
    return public_view(
        policies.current_policy(case.policy),
        stage=case.stage,
        state=state,
        reason=publication.reason if publication else "",
        consent=filing.publish if filing is not None else None,
        held=publication.held if publication else (),
    )


def report_is_public(source: Source, publication: Publication | None) -> bool:
    """Say whether a report is public: released, still seen beyond its house, and not taken out of review."""
    return bool(publication and publication.state == State.RELEASED and may_be_public(source))


def may_be_public(source: Source) -> bool:
    """Say whether a text may be public at all: a report that is no draft of its house."""
    return source.text_kind in REPORTS and source.shared and source.withdrawn_at is None


def publication_of(thing: Thing) -> Publication | None:
    """Return what was decided of a case or a report, or None."""
    return Publication.objects.filter(**_named(thing)).first()


@transaction.atomic
def release(
    *, thing: Thing, held: Collection[str] = (), by: Viewer, at: datetime, expected: int | None = None
) -> Publication:
    """Let the public see what the rules show of a case, but for the fields held back; or a report.

    Raises:
        CongressError: `publication.stage` (the rules show nothing of it now), `publication.consent` (the deputy does
            not agree), `publication.not_shared`, `publication.field`.
        StaleWrite: somebody else has since decided.
    """
    row = _held_row(thing, expected)
    if isinstance(thing, Source):
        if not may_be_public(thing):
            raise CongressError("publication.not_shared")
    else:
        _refuse_release(thing, row, held)
    changes = {"state": State.RELEASED, "reason": "", "words": "", "held": sorted(set(held))}
    return _decide(thing, row, changes, by=by, at=at)


def _refuse_release(case: Case, row: Publication | None, held: Collection[str]) -> None:
    if set(held) - set(FIELDS.get(case.case_type, ())):
        raise CongressError("publication.field")
    if code := refusal_of(case, row):
        raise CongressError(code)


def refusal_of(case: Case, publication: Publication | None) -> str:
    """Return the code of why a case cannot be released now, "" where it can."""
    view = view_if_released(case, publication)
    if view.mark == "resting" or case.case_type not in FIELDS:
        return "publication.stage"
    if not view.shows and set(view.held_back.values()) == {"consent"}:
        return "publication.consent"
    return ""


def release_all(*, things: Iterable[Thing], by: Viewer, at: datetime) -> tuple[int, list[tuple[Thing, str]]]:
    """Release what can be; return how many were, and with its code each that could not."""
    done, refused = 0, []
    for thing in things:
        row = publication_of(thing)
        if row is not None and row.state == State.RELEASED:
            continue
        try:
            release(thing=thing, held=row.held if row else (), by=by, at=at)
            done += 1
        except CongressError as error:
            refused.append((thing, error.code))
    return done, refused


@transaction.atomic
def hold_back(
    *, thing: Thing, reason: str, words: str = "", by: Viewer, at: datetime, expected: int | None = None
) -> Publication:
    """Withhold what was never public, or withdraw what was; the public reads the reason, the day and the unit.

    Raises:
        CongressError: `publication.reason`: none of those that there are, or another one without words.
        SecretText: the words bear a mark of secrecy.
        StaleWrite: somebody else has since decided.
    """
    if reason not in Publication.Reason.values or (reason == Publication.Reason.OTHER and not words.strip()):
        raise CongressError("publication.reason")
    refuse_secret(words)
    row = _held_row(thing, expected)
    was_out = row is not None and row.first_released_at is not None
    state = State.WITHDRAWN if was_out else State.WITHHELD
    changes = {"state": state, "reason": reason, "words": words.strip()}
    return _decide(thing, row, changes, by=by, at=at)


def _held_row(thing: Thing, expected: int | None) -> Publication | None:
    """Return the decision of now, locked; refuse a write that was made for an earlier one."""
    type(thing).objects.select_for_update().only("pk").get(pk=thing.pk)
    row = publication_of(thing)
    found = row.version if row else 0
    if expected is not None and expected != found:
        raise StaleWrite("stale", expected=expected, found=found)
    return row


def _decide(
    thing: Thing, row: Publication | None, changes: Mapping[str, object], *, by: Viewer, at: datetime
) -> Publication:
    if row is None:
        row = Publication(**_named(thing), version=0)
    for name, value in changes.items():
        setattr(row, name, value)
    row.decided_by_id, row.decided_for, row.decided_at = by.account_id, _unit_of(by), at
    if row.state == State.RELEASED and row.first_released_at is None:
        row.first_released_at = at
    row.version += 1
    row.save()
    what = {"case": thing.key} if isinstance(thing, Case) else {"source": thing.key}
    told = {"reason": row.reason, "held": row.held, "unit": row.decided_for.key if row.decided_for else ""}
    tell(row.key, actor_of(by), f"publication.{row.state}", at=at, **what, **told)
    return row


def _named(thing: Thing) -> dict[str, Thing]:
    return {"case": thing} if isinstance(thing, Case) else {"source": thing}


def _unit_of(by: Viewer) -> Unit | None:
    """Return the unit for which a person decides."""
    return Unit.objects.filter(pk__in=by.unit_ids(*DECIDERS)).order_by("pk").first()
