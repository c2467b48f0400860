"""Attendance: who is expected on the day, counts that add up, what is not recorded is not absent; the quorum."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.cast import Cast
from tests.congress.seated import BY, CLOSES, NAMES, OPENS, Seated

from huiyin.congress import attendance, quorum, roster, sessions
from huiyin.congress.attendance import Count, counts_of, roll_of
from huiyin.congress.models import Attendance
from huiyin.congress.roster import Seat
from huiyin.errors import CongressError
from huiyin.ledger.models import Event

NEXT = OPENS + timedelta(days=1)


def key(town: Seated, name: str) -> str:
    return town.mandates[name].deputy.key


def test_nothing_recorded_is_not_absence(town: Seated) -> None:
    """All are expected, nobody is absent."""
    assert roll_of(town.meeting()).count == Count(expected=5, present=0, leave=0, absent=0)
    assert roll_of(town.meeting()).count.unrecorded == 5


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("plenary", ["岑望川", "陆闻舟", "闻一苇", "苗向晚", "阮青禾"]),
        ("delegation", ["岑望川", "陆闻舟", "闻一苇"]),
        ("group", ["岑望川", "陆闻舟"]),
        ("presidium", ["岑望川", "苗向晚"]),
    ],
)
def test_who_is_expected(town: Seated, kind: str, expected: list[str]) -> None:
    """All, a delegation, a group, or the presidium."""
    sessions.set_presidium(session=town.session, members=[town.mandates["岑望川"], town.mandates["苗向晚"]], by=BY)
    more = {"delegation": town.river} if kind in ("delegation", "group") else {}
    more |= {"group": town.first} if kind == "group" else {}  # type: ignore[dict-item]
    meeting = town.meeting(kind, **more)
    assert [line.name for line in roll_of(meeting).deputies] == expected
    assert counts_of([meeting])[meeting.pk] == roll_of(meeting).count


def test_a_change_within_the_session_changes_the_count_from_its_day(town: Seated) -> None:
    """One leaves after the first day, one is elected on the second, one changes halls."""
    first, second = town.meeting(on=OPENS), town.meeting(on=NEXT)
    river = {on: town.meeting("delegation", on=on, hour=14, delegation=town.river) for on in (OPENS, NEXT)}
    roster.end_mandate(mandate=town.mandates["阮青禾"], on=OPENS, ended_by="resigned", by=BY)
    new = roster.add_deputy(name="沈未晞")
    roster.elect(congress=town.congress, deputy=new, seat=Seat(town.stone), from_on=NEXT, number="006", by=BY)
    roster.move(mandate=town.mandates["闻一苇"], seat=Seat(town.stone), on=NEXT, by=BY)
    assert {line.name for line in roll_of(first).deputies} == {name for name, _number in NAMES}
    assert {line.name for line in roll_of(second).deputies} == {"岑望川", "陆闻舟", "苗向晚", "闻一苇", "沈未晞"}
    assert [roll_of(meeting).count.expected for meeting in river.values()] == [3, 2]


def test_marks_are_one_event_that_names_keys(town: Seated) -> None:
    """What had not changed is not told again; taking a mark back is a mark, too."""
    meeting = town.meeting()
    assert (
        attendance.take(meeting=meeting, marks={key(town, "岑望川"): "present", key(town, "陆闻舟"): "leave"}, by=BY)
        == 2
    )
    assert attendance.take(meeting=meeting, marks={key(town, "岑望川"): "present"}, by=BY) == 0
    assert attendance.take(meeting=meeting, marks={key(town, "岑望川"): ""}, by=BY) == 1
    told = [event.payload["marks"] for event in Event.objects.filter(type="meeting.attendance_taken").order_by("pk")]
    assert [sorted(mark["state"] for mark in marks) for marks in told] == [["leave", "present"], [""]]
    assert roll_of(meeting).count == Count(expected=5, present=0, leave=1, absent=0)


def test_marking_the_rest_present_leaves_leave_and_absence(town: Seated) -> None:
    """Observers too."""
    sessions.add_observer(session=town.session, name="简文清", post="市发展改革委主任", by=BY)
    meeting = town.meeting()
    attendance.take(meeting=meeting, marks={key(town, "闻一苇"): "absent", key(town, "陆闻舟"): "leave"}, by=BY)
    assert attendance.mark_rest_present(meeting=meeting, by=BY) == 4
    roll = roll_of(meeting)
    assert roll.count == Count(expected=5, present=3, leave=1, absent=1)
    assert roll.observer_count == Count(expected=1, present=1, leave=0, absent=0)


def test_what_was_marked_of_somebody_who_no_longer_belongs_there_is_told_apart(town: Seated) -> None:
    """A move that is entered late, for a day that has been counted."""
    meeting = town.meeting("delegation", on=NEXT, delegation=town.river)
    attendance.mark_rest_present(meeting=meeting, by=BY)
    roster.move(mandate=town.mandates["闻一苇"], seat=Seat(town.stone), on=NEXT, by=BY)
    roll = roll_of(meeting)
    assert (roll.count, roll.beyond) == (Count(expected=2, present=2, leave=0, absent=0), 1)


def test_a_stranger_or_an_unknown_state_is_refused(town: Seated) -> None:
    """Nothing is written."""
    meeting = town.meeting("delegation", delegation=town.river)
    with pytest.raises(CongressError, match=r"^attendance\.stranger"):
        attendance.take(meeting=meeting, marks={key(town, "苗向晚"): "present"}, by=BY)
    with pytest.raises(CongressError, match=r"^attendance\.state"):
        attendance.take(meeting=meeting, marks={key(town, "岑望川"): "asleep"}, by=BY)
    assert not Attendance.objects.exists()


def test_observers_sit_in_the_plenary_and_in_their_own_delegation(town: Seated) -> None:
    """Who is assigned to a delegation does not sit in another's meeting."""
    add = {"session": town.session, "by": BY}
    sessions.add_observer(**add, name="简文清", post="市发展改革委主任")
    sessions.add_observer(**add, name="邢若水", post="市财政局局长", delegation=town.river)
    seen = {
        "plenary": roll_of(town.meeting()),
        "river": roll_of(town.meeting("delegation", delegation=town.river)),
        "stone": roll_of(town.meeting("delegation", delegation=town.stone)),
    }
    names = {hall: sorted(line.name for line in roll.observers) for hall, roll in seen.items()}
    assert names == {"plenary": ["简文清", "邢若水"], "river": ["邢若水"], "stone": []}


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(marks=st.dictionaries(st.sampled_from([name for name, _ in NAMES]), st.sampled_from([*attendance.STATES, ""])))
def test_the_parts_of_a_count_add_up(town: Seated, marks: dict[str, str]) -> None:
    """Whatever is marked, over whatever was marked before."""
    meeting = town.session.meetings.first() or town.meeting()
    attendance.take(meeting=meeting, marks={key(town, name): state for name, state in marks.items()}, by=BY)
    count = roll_of(meeting).count
    assert count.present + count.leave + count.absent + count.unrecorded == count.expected == 5
    assert count.unrecorded >= 0
    assert counts_of([meeting])[meeting.pk] == count


@pytest.mark.parametrize(
    ("present", "other", "state", "lacking"),
    [
        pytest.param(4, 0, "reached", 0, id="two thirds of five are four"),
        pytest.param(3, 0, "open", 1, id="hangs on those not recorded"),
        pytest.param(3, 2, "missed", 1, id="nobody is left who could make it"),
        pytest.param(0, 0, "open", 4, id="nothing is known"),
    ],
)
def test_the_quorum_is_counted_up_and_says_what_it_hangs_on(
    town: Seated, present: int, other: int, state: str, lacking: int
) -> None:
    """Two thirds as shipped, and shown as not confirmed."""
    found = quorum.quorum_of(town.meeting(), Count(expected=5, present=present, leave=0, absent=other))
    assert found is not None
    assert (found.needed, found.state, found.lacking, found.rule.confirmed) == (4, state, lacking, False)


def test_a_delegation_meeting_has_no_quorum(town: Seated) -> None:
    """The rule speaks of plenary meetings."""
    assert quorum.quorum_of(town.meeting("delegation", delegation=town.river), Count(3, 1, 0, 0)) is None


def test_a_place_brings_its_own_quorum(town: Seated, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file in the home of the site stands in place of what ships; a broken one is named."""
    own = tmp_path / "quorum.toml"
    monkeypatch.setattr(quorum, "SHIPPED", own)
    own.write_text(
        '[plenary]\nshare = "1/2"\nof = "seats"\nsource = "云汀市人大议事规则（虚构）第五条"\nconfirmed = true\n'
    )
    meeting = town.meeting()
    found = {}
    for seats in (None, 9):
        meeting.session.congress.size = seats
        answer = quorum.quorum_of(meeting, Count(5, 5, 0, 0))
        assert answer is not None
        found[seats] = (answer.base, answer.needed, answer.rule.confirmed)
    assert found == {None: (5, 3, True), 9: (9, 5, True)}
    own.write_text('[plenary]\nshare = "3/2"\nof = "seats"\nsource = ""\nconfirmed = true\nlonger = 1\n')
    with pytest.raises(CongressError, match=r"^quorum\.file"):
        quorum.quorum_of(meeting, Count(5, 5, 0, 0))


def test_days_are_local(town: Seated, people: Cast) -> None:
    """A meeting late in the evening belongs to that day, not to the next of UTC."""
    meeting = town.meeting(on=CLOSES, hour=23)
    assert attendance.day_of(meeting) == date(2026, 1, 11)
