"""The roster over time: days are inclusive, memberships never overlap, one head at a time, one event a change."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.cast import Cast
from tests.congress.seated import BY, CLOSES, OPENS, TERM, Seated

from huiyin.congress import roster, selectors
from huiyin.congress.models import Congress, Delegation, Mandate, Membership
from huiyin.congress.roster import Seat
from huiyin.congress.seats import mandates_on, named_on, seats_on
from huiyin.errors import CongressError
from huiyin.ledger.models import Event
from huiyin.people import vault
from huiyin.people.models import Role, RoleGrant


def refused(code: str):  # type: ignore[no-untyped-def]  # pytest's context
    return pytest.raises(CongressError, match=f"^{code}")


@contextmanager
def allowed(code: str) -> Iterator[None]:
    """Let a refusal of this code pass; any other fails the test."""
    try:
        yield
    except CongressError as error:
        if error.code != code:
            raise


def names(town: Seated, on: date, delegation: Delegation) -> list[str]:
    return [seat.mandate.deputy.name for seat in seats_on(town.congress, on, delegation=delegation)]


def test_who_moves_on_a_day_sat_in_the_old_delegation_until_the_day_before(town: Seated) -> None:
    """Both days are inclusive; the event names delegations by key, nobody by name."""
    mandate = town.mandates["闻一苇"]
    assert roster.move(mandate=mandate, seat=Seat(town.stone), on=date(2026, 1, 9), by=BY)
    assert "闻一苇" in names(town, date(2026, 1, 8), town.river)
    assert "闻一苇" in names(town, date(2026, 1, 9), town.stone)
    assert "闻一苇" not in names(town, date(2026, 1, 9), town.river)
    event = Event.objects.filter(stream="congress", stream_key=mandate.deputy.key).order_by("-position")[0]
    assert (event.type, event.payload["on"], event.payload["delegation"]) == (
        "deputy.moved",
        "2026-01-09",
        town.stone.key,
    )
    assert "闻一苇" not in str(event.payload)


def test_heads_come_first_then_convenors(town: Seated) -> None:
    """As a roster of a session names them."""
    assert names(town, OPENS, town.river) == ["岑望川", "陆闻舟", "闻一苇"]


def test_a_move_to_where_one_sits_is_none(town: Seated) -> None:
    """Nothing is written, no event."""
    before = Event.objects.count()
    assert not roster.move(mandate=town.mandates["闻一苇"], seat=Seat(town.river), on=OPENS, by=BY)
    assert Event.objects.count() == before


def test_a_change_on_the_first_day_of_a_seat_changes_it_in_place(town: Seated) -> None:
    """No membership of no day is left behind."""
    mandate = town.mandates["闻一苇"]
    roster.move(mandate=mandate, seat=Seat(town.stone), on=OPENS, by=BY)
    roster.move(mandate=mandate, seat=Seat(town.river, town.first), on=OPENS, by=BY)
    rows = list(mandate.memberships.order_by("from_on").values_list("delegation__name", "from_on", "to_on"))
    assert rows == [
        ("临溪区代表团", TERM, OPENS - timedelta(days=1)),
        ("临溪区代表团", OPENS, None),
    ]


@pytest.mark.parametrize(
    ("office", "group", "code"), [("head", False, "office.head_taken"), ("convenor", False, "office.without_group")]
)
def test_an_office_that_cannot_be_is_refused(town: Seated, office: str, group: bool, code: str) -> None:
    """One head a delegation; a convenor has a group."""
    with refused(code):
        roster.move(mandate=town.mandates["闻一苇"], seat=Seat(town.river, None, office), on=OPENS, by=BY)


def test_a_head_can_follow_another_on_the_next_day(town: Seated) -> None:
    """The office is free once the former head holds another."""
    roster.move(mandate=town.mandates["岑望川"], seat=Seat(town.river), on=OPENS, by=BY)
    assert roster.move(mandate=town.mandates["闻一苇"], seat=Seat(town.river, None, "head"), on=OPENS, by=BY)


def test_a_group_of_another_delegation_is_refused(town: Seated) -> None:
    """And so is a delegation of another congress."""
    with refused("group.other_delegation"):
        roster.move(mandate=town.mandates["阮青禾"], seat=Seat(town.stone, town.first), on=OPENS, by=BY)
    other = Congress.objects.create(place=town.congress.place, level="prefecture", number=16, from_on=date(2017, 1, 5))
    strange = Delegation.objects.create(congress=other, name="临溪区代表团")
    with refused("delegation.other_congress"):
        roster.move(mandate=town.mandates["阮青禾"], seat=Seat(strange), on=OPENS, by=BY)


def test_an_earlier_change_than_the_latest_is_refused_with_its_day(town: Seated) -> None:
    """History is not rewritten behind a later entry."""
    mandate = town.mandates["闻一苇"]
    roster.move(mandate=mandate, seat=Seat(town.stone), on=CLOSES, by=BY)
    with refused("roster.later_change") as error:
        roster.move(mandate=mandate, seat=Seat(town.river), on=OPENS, by=BY)
    assert error.value.values == {"on": CLOSES}
    with refused("roster.later_change"):
        roster.end_mandate(mandate=mandate, on=OPENS, ended_by="resigned", by=BY)


@pytest.mark.parametrize("reason", Mandate.EndedBy.values)
def test_the_last_day_of_a_seat_still_counts(town: Seated, reason: str) -> None:
    """From the next day on it does not; the membership ends with it."""
    mandate = town.mandates["阮青禾"]
    roster.end_mandate(mandate=mandate, on=OPENS, ended_by=reason, by=BY)
    mandate.refresh_from_db()
    assert mandate in mandates_on(town.congress, OPENS)
    assert mandate not in mandates_on(town.congress, OPENS + timedelta(days=1))
    assert names(town, OPENS + timedelta(days=1), town.stone) == ["苗向晚"]
    assert [seat.mandate.deputy.name for seat in selectors.left_delegation(town.stone, CLOSES)] == ["阮青禾"]
    with refused("mandate.ended"):
        roster.end_mandate(mandate=mandate, on=CLOSES, ended_by=reason, by=BY)


def test_the_role_of_a_deputy_ends_with_the_seat(town: Seated, people: Cast) -> None:
    """The account stays; its role for the place ends on that day."""
    mandate = town.mandates["陆闻舟"]
    mandate.deputy.account = people.deputy
    mandate.deputy.save()
    roster.end_mandate(mandate=mandate, on=OPENS, ended_by="moved", by=BY)
    assert RoleGrant.objects.get(account=people.deputy, role=Role.DEPUTY).valid_to == OPENS
    assert Event.objects.filter(stream="account", type="account.role_ended").count() == 1


def test_a_by_election_seats_somebody_from_its_day(town: Seated) -> None:
    """A number is never given twice, not even that of an ended seat; nobody sits twice at a time."""
    new = roster.add_deputy(name="沈未晞")
    with refused("mandate.number_taken"):
        roster.elect(congress=town.congress, deputy=new, seat=Seat(town.stone), from_on=CLOSES, number="005", by=BY)
    roster.elect(congress=town.congress, deputy=new, seat=Seat(town.stone), from_on=CLOSES, number="006", by=BY)
    assert names(town, OPENS, town.stone) == ["苗向晚", "阮青禾"]
    assert names(town, CLOSES, town.stone) == ["苗向晚", "阮青禾", "沈未晞"]
    with refused("mandate.held"):
        roster.elect(congress=town.congress, deputy=new, seat=Seat(town.stone), from_on=CLOSES, number="007", by=BY)
    with refused("mandate.outside_term"):
        other = roster.add_deputy(name="沈未晞")
        roster.elect(congress=town.congress, deputy=other, seat=Seat(town.stone), from_on=date(2021, 1, 1), by=BY)


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("苗向晚", {"004", "021"}),
        ("苗 向晚", {"004", "021"}),
        ("苗向晚 021", {"021"}),
        ("苗向晚（004）", {"004"}),
        ("苗向晚 (０２１)", {"021"}),
        ("苗向晚（005）", set()),
        ("岑望川", {"001"}),
        ("无此人", set()),
        ("", set()),
    ],
)
def test_namesakes_are_told_apart_by_their_numbers(town: Seated, words: str, numbers: set[str]) -> None:
    """As people write it: behind the name, or in brackets; nobody is guessed."""
    other = roster.add_deputy(name="苗向晚")
    roster.elect(congress=town.congress, deputy=other, seat=Seat(town.stone), from_on=OPENS, number="021", by=BY)
    assert {row.number for row in named_on(town.congress, words, OPENS)} == numbers


def test_contacts_lie_in_the_vault_and_nowhere_else(town: Seated) -> None:
    """The event says which were put; neither it nor the row says what."""
    deputy = town.mandates["闻一苇"].deputy
    assert roster.seal_contacts(deputy=deputy, contacts={"phone": "13800990003", "email": ""}, by=BY) == ["phone"]
    assert vault.kept_fields(deputy.person) == [("phone", "")]
    event = Event.objects.filter(type="deputy.contacts_sealed").get()
    assert event.payload == {"fields": ["phone"]}


def test_no_payload_holds_a_name(town: Seated) -> None:
    """Names are public, and stay in their rows all the same."""
    told = " ".join(str(event.payload) for event in Event.objects.filter(stream="congress"))
    assert not [name for name in town.mandates if name in told]


moves = st.lists(
    st.tuples(
        st.sampled_from(["river", "stone"]),
        st.booleans(),
        st.sampled_from(["member", "deputy_head"]),
        st.integers(0, 400),
    ),
    max_size=12,
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moves=moves, ends=st.none() | st.integers(0, 400))
def test_memberships_of_a_seat_never_overlap_and_leave_no_day_out(
    town: Seated, moves: list[tuple[str, bool, str, int]], ends: int | None
) -> None:
    """Whatever is entered in whatever order: every day of the seat has one membership."""
    deputy = roster.add_deputy(name="林行止")
    mandate = roster.elect(congress=town.congress, deputy=deputy, seat=Seat(town.river), from_on=TERM, by=BY)
    for where, grouped, office, days in moves:
        group = town.first if grouped and where == "river" else None
        seat = Seat(getattr(town, where), group, office)
        with allowed("roster.later_change"):
            roster.move(mandate=mandate, seat=seat, on=TERM + timedelta(days=days), by=BY)
    if ends is not None:
        with allowed("roster.later_change"):
            roster.end_mandate(mandate=mandate, on=TERM + timedelta(days=ends), ended_by="resigned", by=BY)
    mandate.refresh_from_db()
    rows = list(Membership.objects.filter(mandate=mandate).order_by("from_on"))
    assert rows[0].from_on == mandate.from_on
    assert rows[-1].to_on == mandate.to_on
    for before, after in pairwise(rows):
        assert before.to_on is not None
        assert after.from_on == before.to_on + timedelta(days=1)


def test_accounts_are_not_touched_where_another_seat_of_the_place_goes_on(town: Seated, people: Cast) -> None:
    """A new term begins while the old one ends."""
    mandate = town.mandates["陆闻舟"]
    mandate.deputy.account = people.deputy
    mandate.deputy.save()
    later = Congress.objects.create(place=people.city, level="prefecture", number=18, from_on=date(2027, 1, 5))
    hall = Delegation.objects.create(congress=later, name="临溪区代表团")
    roster.elect(congress=later, deputy=mandate.deputy, seat=Seat(hall), from_on=date(2027, 1, 5), by=BY)
    roster.end_mandate(mandate=mandate, on=date(2027, 1, 4), ended_by="other", by=BY)
    assert RoleGrant.objects.get(account=people.deputy, role=Role.DEPUTY).valid_to is None
