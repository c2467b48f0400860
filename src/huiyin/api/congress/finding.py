"""What an address of the congress names: what may not be seen is 404, and so is another place's where one changes."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from huiyin.congress import selectors
from huiyin.congress.models import Congress, Delegation, Mandate, Meeting, Record, Remark, Session
from huiyin.congress.record_selectors import records_visible_to, with_counts
from huiyin.people.models import Deputy
from huiyin.people.viewer import Viewer


def congress_of(viewer: Viewer, key: str) -> Congress:
    """Return a congress that the account may see."""
    return get_object_or_404(selectors.congresses_visible_to(viewer), key=key)


def own_congress(viewer: Viewer, key: str) -> Congress:
    """Return a congress of the account's own place."""
    return _own(viewer, congress_of(viewer, key))


def session_of(viewer: Viewer, key: str) -> Session:
    """Return a session that the account may see."""
    return get_object_or_404(selectors.sessions_visible_to(viewer), key=key)


def own_session(viewer: Viewer, key: str) -> Session:
    """Return a session of a congress of the account's own place."""
    session = session_of(viewer, key)
    _own(viewer, session.congress)
    return session


def delegation_of(viewer: Viewer, key: str, *, own: bool = False) -> Delegation:
    """Return a delegation that the account may see; with `own` one of its own place."""
    delegation = get_object_or_404(selectors.delegations_visible_to(viewer), key=key)
    if own:
        _own(viewer, delegation.congress)
    return delegation


def deputy_of(viewer: Viewer, key: str) -> Deputy:
    """Return a deputy whom the account may see."""
    return get_object_or_404(selectors.deputies_visible_to(viewer), key=key)


def own_mandate(viewer: Viewer, key: str, *, ended: bool = False) -> Mandate:
    """Return the newest seat of a deputy in the account's own place; one that has ended only with `ended`."""
    rows = Mandate.objects.filter(deputy=deputy_of(viewer, key), congress__place__in=_places(viewer))
    rows = rows if ended else rows.filter(to_on__isnull=True)
    mandate = rows.select_related("deputy", "congress__place").order_by("-from_on").first()
    if mandate is None:
        raise Http404
    return mandate


def meeting_of(viewer: Viewer, key: str, *, own: bool = False) -> Meeting:
    """Return a meeting that the account may see; with `own` one of its own place."""
    meeting = get_object_or_404(selectors.meetings_visible_to(viewer), key=key)
    if own:
        _own(viewer, meeting.session.congress)
    return meeting


def record_of(viewer: Viewer, key: str, *, own: bool = False) -> Record:
    """Return a record that the account may see; with `own` one of its own place."""
    record = get_object_or_404(with_counts(records_visible_to(viewer)), key=key)
    if own:
        _own(viewer, record.meeting.session.congress)
    return record


def own_remark(viewer: Viewer, key: str) -> Remark:
    """Return a remark of a record of the account's own place."""
    rows = Remark.objects.filter(record__in=records_visible_to(viewer)).select_related(
        "record__source",
        "record__meeting__session__congress__place",
        "record__meeting__delegation",
        "mandate__deputy",
        "observer",
        "about",
        "delegation__place",
    )
    remark = get_object_or_404(rows, key=key)
    _own(viewer, remark.record.meeting.session.congress)
    return remark


def _own(viewer: Viewer, congress: Congress) -> Congress:
    if congress.place_id not in _places(viewer):
        raise Http404
    return congress


def _places(viewer: Viewer) -> set[int]:
    return {grant.place_id for grant in viewer.grants}
