"""Sessions and meetings: numbers once, days and agenda in order, whose meeting it is, log-ins for deputies."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from tests.cast import Cast
from tests.congress.seated import BY, CLOSES, OPENS, SHANGHAI, TERM, Seated

from huiyin.congress import attendance, deputy_accounts, meetings, selectors, sessions
from huiyin.congress.models import Meeting
from huiyin.errors import CongressError, PeopleError
from huiyin.ledger.models import Event
from huiyin.people.models import Account, Deputy, Role
from huiyin.people.viewer import viewer_of


def refused(code: str):  # type: ignore[no-untyped-def]  # pytest's context
    return pytest.raises(CongressError, match=f"^{code}")


def at(on: date, hour: int) -> datetime:
    return datetime(on.year, on.month, on.day, hour, tzinfo=SHANGHAI)


def test_a_number_is_given_once_and_days_are_in_order(town: Seated) -> None:
    """Of a congress in its place, of a session in its congress; a session opens within the term."""
    founded = {"place": town.congress.place, "level": "prefecture", "by": BY}
    with refused("congress.number_taken"):
        sessions.found_congress(**founded, number=17, from_on=TERM)
    with refused("days.turned_round"):
        sessions.found_congress(**founded, number=18, from_on=TERM, to_on=TERM - timedelta(days=1))
    opened = {"congress": town.congress, "year": 2027, "by": BY}
    with refused("session.number_taken"):
        sessions.open_session(**opened, number=5, opens_on=date(2027, 1, 6))
    with refused("session.outside_term"):
        sessions.open_session(**opened, number=6, opens_on=date(2021, 1, 6))
    assert sessions.change_session(session=town.session, changes={"number": 5, "year": 2026}, by=BY) == []


def test_the_agenda_stays_in_order_without_gaps(town: Seated) -> None:
    """Items move by one place; what is taken off leaves no hole; an end has no neighbour."""
    items = [
        sessions.add_item(session=town.session, title=title, treatment=treatment, by=BY)
        for title, treatment in (("政府工作报告", "deliberate"), ("计划报告", "examine"), ("预算报告", "examine"))
    ]
    assert sessions.move_item(item=items[2], up=True, by=BY)
    assert not sessions.move_item(item=items[0], up=True, by=BY)
    assert [row.title for row in town.session.agenda.all()] == ["政府工作报告", "预算报告", "计划报告"]
    sessions.remove_item(item=items[0], by=BY)
    assert [(row.position, row.title) for row in town.session.agenda.all()] == [(1, "预算报告"), (2, "计划报告")]
    kinds = list(Event.objects.filter(stream_key=town.session.key).order_by("position").values_list("type", flat=True))
    assert kinds == ["session.opened", *["session.item_added"] * 3, "session.item_moved", "session.item_removed"]


@pytest.mark.parametrize(
    ("planned", "code"),
    [
        pytest.param({"kind": "delegation"}, "meeting.delegation", id="whose"),
        pytest.param({"kind": "group", "delegation": "river"}, "meeting.group", id="which group"),
        pytest.param({"kind": "plenary", "delegation": "river"}, "meeting.of_all", id="all is nobody's"),
        pytest.param(
            {"kind": "group", "delegation": "stone", "group": "first"}, "group.other_delegation", id="strange"
        ),
        pytest.param({"kind": "plenary", "ends_at": at(OPENS, 8)}, "meeting.ends_before", id="ends before it starts"),
        pytest.param({"kind": "plenary", "starts_at": at(date(2026, 1, 12), 9)}, "meeting.outside_session", id="after"),
        pytest.param(
            {"kind": "plenary", "starts_at": at(date(2025, 1, 8), 9)}, "meeting.outside_session", id="last year"
        ),
    ],
)
def test_a_meeting_that_cannot_be_is_refused(town: Seated, planned: dict[str, Any], code: str) -> None:
    """It says whose it is, lies in the session, ends after it starts."""
    named = {
        name: getattr(town, value) if name in ("delegation", "group") else value for name, value in planned.items()
    }
    with refused(code):
        meetings.plan_meeting(session=town.session, by=BY, **{"starts_at": at(OPENS, 9), **named})
    assert not Meeting.objects.exists()


def test_a_session_is_not_moved_away_from_its_meetings(town: Seated) -> None:
    """Else a slip in the year leaves every meeting of it outside, and none can be changed any more."""
    meetings.plan_meeting(session=town.session, kind="plenary", starts_at=at(date(2026, 1, 8), 9), by=BY)
    away = {"opens_on": date(2027, 1, 8), "closes_on": date(2027, 1, 11)}
    with refused("session.without_meetings"):
        sessions.change_session(session=town.session, changes=away, by=BY)
    assert sessions.change_session(session=town.session, changes={"closes_on": date(2026, 1, 12)}, by=BY)


def test_a_session_is_postponed_in_the_order_that_the_refusal_tells(town: Seated) -> None:
    """It lasts from the old days to the new ones while its meetings move; neither could go first else."""
    held = meetings.plan_meeting(session=town.session, kind="plenary", starts_at=at(date(2026, 1, 8), 9), by=BY)
    later = {name: day + timedelta(days=60) for name, day in (("opens_on", OPENS), ("closes_on", CLOSES))}
    with refused("session.without_meetings") as told:
        sessions.change_session(session=town.session, changes=later, by=BY)
    assert told.value.values == {"n": 1, "on": date(2026, 1, 8), "from_on": OPENS, "to_on": later["closes_on"]}
    longer = {"opens_on": told.value.values["from_on"], "closes_on": told.value.values["to_on"]}
    assert sessions.change_session(session=town.session, changes=longer, by=BY) == ["closes_on"]
    meetings.change_meeting(meeting=held, changes={"starts_at": at(later["opens_on"], 9)}, by=BY)
    town.session.refresh_from_db()
    assert sessions.change_session(session=town.session, changes=later, by=BY) == ["opens_on"]


@pytest.mark.parametrize(
    ("closes", "changes", "longer"),
    [
        pytest.param(CLOSES, {"closes_on": OPENS}, {}, id="fewer days"),
        pytest.param(None, {"closes_on": OPENS}, {}, id="a last day"),
        pytest.param(CLOSES, {"opens_on": date(2026, 4, 1), "closes_on": None}, {"from_on": OPENS}, id="without one"),
    ],
)
def test_longer_days_are_told_only_where_they_help(
    town: Seated, closes: date | None, changes: dict[str, Any], longer: dict[str, Any]
) -> None:
    """Where the new days lie within the old ones, the meeting can move at once."""
    sessions.change_session(session=town.session, changes={"closes_on": closes}, by=BY)
    town.session.refresh_from_db()
    on = OPENS + timedelta(days=1)
    meetings.plan_meeting(session=town.session, kind="plenary", starts_at=at(on, 9), by=BY)
    with refused("session.without_meetings") as told:
        sessions.change_session(session=town.session, changes=changes, by=BY)
    assert told.value.values == {"n": 1, "on": on, **longer}


def test_a_meeting_that_lies_outside_from_before_hinders_nothing(town: Seated) -> None:
    """As an import or earlier rules may have left it; other meetings still count."""
    held = town.meeting()
    Meeting.objects.filter(pk=held.pk).update(starts_at=at(date(2025, 1, 8), 9))
    assert sessions.change_session(session=town.session, changes={"year": 2027}, by=BY) == ["year"]
    later = {"opens_on": OPENS + timedelta(days=60), "closes_on": CLOSES + timedelta(days=60)}
    town.meeting(on=OPENS)
    with refused("session.without_meetings") as told:
        sessions.change_session(session=town.session, changes=later, by=BY)
    assert (told.value.values["n"], told.value.values["on"]) == (1, OPENS)


def test_the_preparatory_meeting_may_be_before_the_session(town: Seated) -> None:
    """It elects the presidium."""
    assert town.meeting(on=OPENS - timedelta(days=1)).pk


def test_a_meeting_with_attendance_took_place(town: Seated) -> None:
    """It is neither cancelled nor made another's; its hour and room can be corrected."""
    meeting = town.meeting("delegation", delegation=town.river)
    attendance.mark_rest_present(meeting=meeting, by=BY)
    with refused("meeting.recorded"):
        meetings.cancel_meeting(meeting=meeting, by=BY)
    with refused("meeting.recorded"):
        meetings.change_meeting(meeting=meeting, changes={"delegation": town.stone}, by=BY)
    changed = meetings.change_meeting(meeting=meeting, changes={"room": "会堂二楼", "delegation": town.river}, by=BY)
    assert changed == ["room"]
    free = town.meeting(on=CLOSES)
    meetings.cancel_meeting(meeting=free, by=BY)
    assert Event.objects.filter(stream_key=free.key, type="meeting.cancelled").exists()


def test_a_deputy_sees_the_meetings_of_all_and_of_the_own_delegation(town: Seated, people: Cast) -> None:
    """By the delegation of the day of the meeting; the presidium's own members see its meetings."""
    mandate = town.mandates["陆闻舟"]
    mandate.deputy.account = people.deputy
    mandate.deputy.save()
    made = {
        "all": town.meeting(),
        "own": town.meeting("delegation", delegation=town.river),
        "own group": town.meeting("group", delegation=town.river, group=town.first),
        "other": town.meeting("delegation", delegation=town.stone),
        "presidium": town.meeting("presidium"),
    }
    names = {meeting.pk: name for name, meeting in made.items()}

    def seen(person: Account) -> list[str]:
        viewer = viewer_of(person, today=OPENS)
        return sorted(names[meeting.pk] for meeting in selectors.meetings_visible_to(viewer))

    assert seen(people.deputy) == ["all", "own", "own group"]
    assert seen(people.secretary) == sorted(made)
    sessions.set_presidium(session=town.session, members=[mandate], by=BY)
    assert seen(people.deputy) == ["all", "own", "own group", "presidium"]


def test_who_works_below_the_place_sees_its_congress(town: Seated, people: Cast) -> None:
    """A district's government handles what the city's deputies ask; somebody without a role sees nothing."""
    for person, sees in ((people.district_leader, True), (people.handler, True), (people.nobody, False)):
        viewer = viewer_of(person, today=OPENS)
        assert selectors.sessions_visible_to(viewer).exists() is sees


def test_log_ins_are_made_for_many_at_once_or_for_none(town: Seated, people: Cast) -> None:
    """Each with a one-time password and the role for the place; a taken user name stops all."""
    chosen = [town.mandates[name] for name in ("岑望川", "闻一苇")]
    slips = deputy_accounts.make_accounts(mandates=chosen, prefix="rd", on=OPENS, by=BY)
    assert [slip.account.username for slip in slips] == ["rd001", "rd003"]
    for slip in slips:
        assert slip.account.must_change_password
        assert slip.account.check_password(slip.told)
        assert [(grant.role, grant.place) for grant in slip.account.grants.all()] == [(Role.DEPUTY, people.city)]
        assert Deputy.objects.get(account=slip.account) == slip.mandate.deputy
    Account.objects.create_user("rd005", name="占位")
    rest = list(deputy_accounts.without_account(town.congress, OPENS))
    with pytest.raises(PeopleError) as error:
        deputy_accounts.make_accounts(mandates=rest, prefix="rd", on=OPENS, by=BY)
    assert error.value.values == {"username": "rd005"}
    assert not Account.objects.filter(username="rd004").exists()
    with refused("deputy.has_account"):
        deputy_accounts.make_accounts(mandates=chosen, prefix="x", on=OPENS, by=BY)


def test_an_account_that_is_there_is_tied_once(town: Seated, people: Cast) -> None:
    """The role is given where it lacks; nobody's account is two deputies'."""
    tied = {"congress": town.congress, "on": OPENS, "by": BY}
    one, two = town.mandates["陆闻舟"].deputy, town.mandates["闻一苇"].deputy
    deputy_accounts.tie_account(deputy=one, account=people.deputy, **tied)
    assert people.deputy.grants.count() == 1
    with refused("account.of_another_deputy"):
        deputy_accounts.tie_account(deputy=two, account=people.deputy, **tied)
    deputy_accounts.tie_account(deputy=two, account=people.nobody, **tied)
    assert people.nobody.grants.get().role == Role.DEPUTY
    deputy_accounts.untie_account(deputy=two, by=BY)
    two.refresh_from_db()
    assert two.account is None
