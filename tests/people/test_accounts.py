"""Accounts, roles, deputising and leaving: each change is one event, without personal data."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import msgspec
import pytest
from django.utils import timezone
from tests.cast import Cast, account

from huiyin.errors import PeopleError
from huiyin.ledger import accounts
from huiyin.ledger.models import Event
from huiyin.ledger.record import Actor
from huiyin.people.credentials import one_time_password_over
from huiyin.people.models import Account, Deputising, Role, RoleGrant
from huiyin.people.viewer import viewer_of

TODAY = timezone.localdate()
TOMORROW = TODAY + timedelta(days=1)


def by(person: Account) -> Actor:
    return Actor(person.key)


def events_of(person: Account) -> list[tuple[str, Any]]:
    return list(Event.objects.filter(stream_key=person.key).order_by("position").values_list("type", "payload"))


def test_a_new_account_gets_a_password_that_is_good_once(people: Cast) -> None:
    """It is told, never kept in clear, and must be changed; the event holds neither name nor password."""
    new, told = accounts.create_account(username="wenxue", name="温雪", by=by(people.administrator))
    assert new.check_password(told)
    assert new.must_change_password
    assert events_of(new) == [("account.created", {})]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("SUPERVISOR", "username.taken"),
        ("a", "username.form"),
        ("two words", "username.form"),
        ("x" * 61, "username.form"),
        ("a/b", "username.form"),
    ],
)
def test_a_user_name_is_one_of_its_kind(people: Cast, name: str, code: str) -> None:
    """Names that differ in case only are one name; nothing that would mislead in an address or a log."""
    with pytest.raises(PeopleError, match=code):
        accounts.create_account(username=name, name="温雪", by=by(people.administrator))


def test_a_role_holds_between_its_days_and_each_change_is_an_event(people: Cast) -> None:
    """From its first day to its last, both included."""
    grant = accounts.grant_role(
        account=people.nobody,
        role=Role.UNIT_HANDLER,
        unit=people.finance,
        from_on=TOMORROW,
        to_on=TOMORROW,
        by=by(people.administrator),
    )
    held = [viewer_of(people.nobody, today=TODAY + timedelta(days=n)).roles for n in range(3)]
    assert held == [frozenset(), {"unit_handler"}, frozenset()]
    accounts.end_grant(grant=grant, on=TODAY, by=by(people.administrator))
    assert not RoleGrant.objects.filter(account=people.nobody).exists(), "what had not begun is taken away"
    told = {"role": "unit_handler", "unit": people.finance.key, "place": "", "from": TOMORROW.isoformat()}
    assert events_of(people.nobody) == [
        ("account.role_granted", told | {"to": TOMORROW.isoformat()}),
        ("account.role_ended", told | {"to": TODAY.isoformat()}),
    ]


def test_the_same_role_is_not_given_twice(people: Cast) -> None:
    """A second open grant of one role for one unit is refused."""
    with pytest.raises(PeopleError, match=r"grant\.held"):
        accounts.grant_role(
            account=people.handler,
            role=Role.UNIT_HANDLER,
            unit=people.housing,
            from_on=TODAY,
            by=by(people.administrator),
        )


@pytest.mark.parametrize("act", ["end", "leave"])
def test_the_last_administrator_stays(people: Cast, act: str) -> None:
    """Somebody must be able to open the house; with a second one, the first may go."""
    actor = by(people.administrator)
    grant = RoleGrant.objects.get(account=people.administrator)
    acts: dict[str, Callable[[], None]] = {
        "end": lambda: accounts.end_grant(grant=grant, on=TODAY, by=actor),
        "leave": lambda: accounts.leave(account=people.administrator, on=TODAY, by=actor),
    }
    with pytest.raises(PeopleError, match=r"administrator\.last"):
        acts[act]()
    account("administrator2", "沈若", (Role.ADMINISTRATOR, people.city))
    acts[act]()


def test_a_reset_ends_what_was_open(people: Cast) -> None:
    """The old password no longer fits; the new one must be changed."""
    told = accounts.reset_password(account=people.handler, by=by(people.administrator))
    people.handler.refresh_from_db()
    assert people.handler.check_password(told)
    assert people.handler.must_change_password


def test_a_one_time_password_holds_for_a_week(people: Cast, settings: Any) -> None:
    """Made or given anew, as many days as the place says; one of an own password has no end."""
    administrator = by(people.administrator)
    new, _told = accounts.create_account(username="wenxue", name="温雪", by=administrator)
    own, _none = accounts.create_account(username="shen", name="沈若", by=administrator, password="own 密码 2026")  # noqa: S106  nobody's
    settings.ENVIRONMENT = msgspec.structs.replace(settings.ENVIRONMENT, one_time_days=2)
    accounts.reset_password(account=people.handler, by=administrator)
    now = timezone.now()
    assert own.one_time_until is None
    for account_, days in ((new, 7), (people.handler, 2)):
        until = Account.objects.get(pk=account_.pk).one_time_until
        assert abs(until - now - timedelta(days=days)) < timedelta(minutes=1)
        account_.refresh_from_db()
        assert not one_time_password_over(account_, until)
        assert one_time_password_over(account_, until + timedelta(seconds=1))


def test_who_acts_for_another_holds_both_roles_but_never_the_administration(people: Cast) -> None:
    """The administrator's role is not lent; the trail can name both."""
    RoleGrant.objects.create(account=people.head, role=Role.ADMINISTRATOR, place=people.city, valid_from=TODAY)
    accounts.set_deputising(
        absent=people.head,
        acting=people.handler,
        from_on=TODAY,
        to_on=TODAY,
        set_by=people.administrator,
        by=by(people.administrator),
    )
    viewer = viewer_of(people.handler, today=TODAY, acting_for=people.head)
    assert viewer.roles == {"unit_handler", "unit_head"}
    assert (viewer.key, viewer.acting_for_key) == (people.handler.key, people.head.key)
    assert viewer_of(people.handler, today=TOMORROW, acting_for=people.head).roles == {"unit_handler"}


@pytest.mark.parametrize(
    ("absent", "acting", "days", "code"),
    [
        ("head", "head", (0, 1), "deputising.oneself"),
        ("head", "handler", (1, 0), "days.turned_round"),
        ("head", "handler", (0, 400), "deputising.too_long"),
        ("secretary", "supervisor", (0, 1), "deputising.house"),
        ("supervisor", "nobody", (0, 1), "deputising.house"),
    ],
)
def test_arrangements_that_do_not_fit_are_refused(
    people: Cast, absent: str, acting: str, days: tuple[int, int], code: str
) -> None:
    """Nobody acts across houses: an unissued draft never leaves its own."""
    first, last = (TODAY + timedelta(days=n) for n in days)
    with pytest.raises(PeopleError, match=code):
        accounts.set_deputising(
            absent=getattr(people, absent),
            acting=getattr(people, acting),
            from_on=first,
            to_on=last,
            set_by=people.administrator,
            by=by(people.administrator),
        )


def test_who_leaves_hands_roles_over_and_is_out(people: Cast) -> None:
    """Roles end, the successor holds them from that day, arrangements are over, nobody signs in any more."""
    Deputising.objects.create(
        absent=people.handler, acting=people.head, from_on=TODAY, to_on=TOMORROW, set_by=people.head
    )
    grant = RoleGrant.objects.get(account=people.handler)
    accounts.leave(
        account=people.handler, on=TODAY, successor=people.nobody, handed=[grant], by=by(people.administrator)
    )
    people.handler.refresh_from_db()
    assert (people.handler.is_active, people.handler.left_on) == (False, TODAY)
    assert viewer_of(people.handler, today=TODAY).roles == frozenset()
    assert viewer_of(people.nobody, today=TODAY).unit_ids("unit_handler") == {people.housing.pk}
    assert Deputising.objects.get().ended_on == TODAY
    kind, told = events_of(people.handler)[-1]
    assert kind == "account.left"
    assert told["successor"] == people.nobody.key
    assert told["handed"] == [{"role": "unit_handler", "unit": people.housing.key}]


def test_a_closed_account_opens_again_without_any_role(people: Cast) -> None:
    """Roles do not come back by themselves, neither open ones nor those with an end."""
    RoleGrant.objects.create(
        account=people.handler,
        role=Role.ANALYST,
        place=people.city,
        valid_from=TODAY,
        valid_to=TODAY + timedelta(days=9),
    )
    accounts.leave(account=people.handler, on=TODAY, by=by(people.administrator))
    accounts.reopen(account=people.handler, by=by(people.administrator))
    people.handler.refresh_from_db()
    assert people.handler.is_active
    assert viewer_of(people.handler, today=TODAY + timedelta(days=1)).roles == frozenset()


def test_events_of_accounts_hold_no_personal_data(people: Cast) -> None:
    """Names, mail addresses and passwords appear in no payload."""
    new, told = accounts.create_account(
        username="wenxue", name="温雪", email="wenxue@example.org", by=by(people.administrator)
    )
    accounts.change_account(account=new, changes={"name": "温雪梅", "username": "wenxuemei"}, by=by(new))
    heap = str(list(Event.objects.values()))
    for secret in ("wenxue", "温雪", "example.org", told):
        assert secret not in heap
