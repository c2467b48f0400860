"""The pages of accounts and of deputising: what administrators do there, and what the others may not."""

import re
from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from tests.cast import Cast
from tests.web.sure import sign_in

from huiyin.ledger.models import Event
from huiyin.people.models import Account, Deputising, Role, RoleGrant
from huiyin.web.days import full_moment

RIGHT = "correct horse 云汀"


@pytest.fixture
def nobody_has_tried_yet() -> None:
    """Who asks for the password is counted in the cache, beyond one test."""
    cache.clear()


@pytest.fixture
def admin(client: Client, people: Cast) -> Client:
    return sign_in(client, people.administrator)


def text_of(answer: Any) -> str:
    return re.sub(r"<[^>]+>", "", answer.content.decode())


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("q=砚秋", {"林砚秋"}),
        ("q=SUPERVISOR2", {"沈知微"}),
        ("role=unit_head", {"闻修远"}),
        ("state=closed", set()),
        ("q=nobody-at-all", set()),
    ],
)
def test_the_list_is_narrowed(admin: Client, people: Cast, query: str, names: set[str]) -> None:
    """By words, role and state; an empty list says what to do."""
    page = admin.get(f"/accounts/?{query}").content.decode()
    found = set(re.findall(r'<td><a href="/accounts/\w{14}/">([^<]+)</a>', page))
    assert found == names
    assert names or "没有符合条件的账号" in page


def test_the_list_asks_the_database_few_times(admin: Client, people: Cast, django_assert_max_num_queries: Any) -> None:
    """However many rows stand there."""
    with django_assert_max_num_queries(16):
        admin.get("/accounts/")


def test_an_account_is_made_with_its_first_role(admin: Client, people: Cast) -> None:
    """The one-time password stands on the page, once; the unit is found by its alias."""
    form = {"name": "温雪", "username": "wenxue", "email": "", "role": "unit_handler", "unit": "市住建局", "place": ""}
    answer = admin.post("/accounts/new/", form)
    told = re.search(r'class="once">([a-z0-9]{4}(?:-[a-z0-9]{4}){3})<', answer.content.decode())
    assert told is not None
    assert answer["Cache-Control"] == "no-store"
    assert Account.objects.get(username="wenxue").check_password(told.group(1))
    assert RoleGrant.objects.get(account__username="wenxue").unit == people.housing
    again = admin.post("/accounts/new/", form)
    assert again.status_code == 422
    assert "用户名" in text_of(again)


@pytest.mark.usefixtures("nobody_has_tried_yet")
@pytest.mark.parametrize("query", ["", "?unit=none&from=%2Funits%2F"])
def test_before_an_account_is_made_the_password_is_asked_again(client: Client, people: Cast, query: str) -> None:
    """What was typed is kept over that, whatever its address, and done afterwards; a wrong password loses nothing."""
    sign_in(client, people.administrator, sure=False)
    form = {"name": "温雪", "username": "wenxue", "email": "", "role": "", "unit": "", "place": ""}
    asked = client.post(f"/accounts/new/{query}", form)
    assert asked.url.startswith("/account/again/")
    assert client.post(asked.url, {"password": "wrong"}).status_code == 200
    assert not Account.objects.filter(username="wenxue").exists()
    done = client.post(asked.url, {"password": RIGHT})
    assert "一次性密码" in done.content.decode()
    assert Account.objects.filter(username="wenxue").exists()


def new_account(name: str) -> dict[str, str]:
    return {"name": "温雪", "username": name, "email": "", "role": "", "unit": "", "place": ""}


@pytest.mark.usefixtures("nobody_has_tried_yet")
def test_two_tabs_that_wait_for_the_password_keep_both_forms(client: Client, people: Cast) -> None:
    """Each is done once, whichever comes first, be it to the same address; nothing stays in the session."""
    sign_in(client, people.administrator, sure=False)
    first, second = (client.post("/accounts/new/", new_account(name)) for name in ("wenxue1", "wenxue2"))
    other = client.post("/programs/tokens/new/", {"name": "大屏"})
    for asked, name in ((second, "wenxue2"), (first, "wenxue1")):
        assert "一次性密码" in client.post(asked.url, {"password": RIGHT}).content.decode()
        assert Account.objects.filter(username=name).exists()
    assert client.post(other.url, {"password": RIGHT}).status_code == 422  # its own form, with what it lacks
    assert client.session["kept_forms"] == {}
    again = client.post(first.url, {"password": RIGHT})
    assert (again.status_code, again.url) == (302, "/accounts/new/")
    assert "请重新填写" in client.get(again.url).content.decode()


@pytest.mark.usefixtures("nobody_has_tried_yet")
def test_of_many_waiting_forms_the_newest_five_are_kept(client: Client, people: Cast) -> None:
    sign_in(client, people.administrator, sure=False)
    asked = [client.post("/accounts/new/", new_account(f"wenxue{n}")) for n in range(7)]
    assert len(client.session["kept_forms"]) == 5
    done = [client.post(each.url, {"password": RIGHT}).status_code for each in asked]
    assert done == [302, 302, 200, 200, 200, 200, 200]


@pytest.mark.usefixtures("nobody_has_tried_yet")
def test_another_way_to_say_who_one_is_does_the_same_form(client: Client, people: Cast) -> None:
    """The link to it bears the key, too."""
    TOTP.activate(people.administrator, generate_totp_secret())
    sign_in(client, people.administrator, sure=False)
    asked = client.post("/accounts/new/", new_account("wenxue"))
    page = client.get(asked.url).content.decode()
    assert re.search(r'href="/account/(second-factor/)?again/\?[^"]*kept=', page)


@pytest.mark.usefixtures("nobody_has_tried_yet")
@pytest.mark.parametrize(
    "path", ["/accounts/new/", "/accounts/{key}/roles/new/", "/programs/tokens/new/", "/programs/webhooks/new/"]
)
def test_a_form_with_a_fault_after_the_password_is_sent_to_its_own_page(
    client: Client, people: Cast, path: str
) -> None:
    """The answer stands under the address that asked the password; sent there again, what was typed would be lost."""
    sign_in(client, people.administrator, sure=False)
    here = path.format(key=people.handler.key)
    asked = client.post(here, {"name": "大屏"})
    faulty = client.post(asked.url, {"password": RIGHT})
    assert faulty.status_code == 422
    assert re.search(f'<form[^>]*action="{here}"', faulty.content.decode())


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("password", "account.password_reset"),
        ("second-factor", "account.second_factor_reset"),
        ("sessions", "account.sessions_ended"),
        ("sign-on", "account.sign_on_untied"),
        ("leave", "account.left"),
    ],
)
def test_a_delicate_act_asks_first_and_is_one_event(admin: Client, people: Cast, path: str, kind: str) -> None:
    """Opening the page does nothing; the button does."""
    address = f"/accounts/{people.handler.key}/{path}/"
    assert admin.get(address).status_code == 200
    assert not Event.objects.filter(stream_key=people.handler.key).exists()
    assert admin.post(address).status_code in (200, 302)
    assert list(Event.objects.filter(stream_key=people.handler.key).values_list("type", flat=True)) == [kind]


def test_a_leaver_is_handed_over_on_one_page(admin: Client, people: Cast) -> None:
    """What is open is counted, roles go to the successor, the trail says so."""
    grant = RoleGrant.objects.get(account=people.handler)
    page = admin.get(f"/accounts/{people.handler.key}/leave/").content.decode()
    assert "承办人 · 市住建局" in page
    assert "云汀市住房和城乡建设局" in page
    missing = admin.post(f"/accounts/{people.handler.key}/leave/", {"handed": [grant.pk], "successor": ""})
    assert missing.status_code == 422
    admin.post(f"/accounts/{people.handler.key}/leave/", {"handed": [grant.pk], "successor": "nobody"})
    shown = admin.get(f"/accounts/{people.handler.key}/").content.decode()
    assert "停用账号" in shown
    assert "接替：简白" in shown


def test_a_user_name_that_is_taken_is_told_in_our_words(admin: Client, people: Cast) -> None:
    """And so is an address that is none; both at once."""
    given = {"name": "林小满", "username": "Supervisor", "email": "不是邮箱"}
    page = admin.post("/accounts/new/", given, headers={"accept-language": "zh-hans"})
    assert page.status_code == 422
    said = text_of(page)
    assert "该用户名已被使用，请另选一个。" in said
    assert "请填写电子邮箱，如 name@example.org" in said


def test_what_was_done_in_another_tab_is_said(admin: Client, people: Cast) -> None:
    """An account that is closed, open or without its arrangement already: a sentence, and no page that is not there."""
    key = people.nobody.key

    def told(address: str) -> str:
        answer = admin.post(address, follow=True)
        assert answer.status_code == 200
        return text_of(answer)

    assert "该账号此前已重新启用" in told(f"/accounts/{key}/reopen/")
    Account.objects.filter(key=key).update(is_active=False)
    assert "该账号此前已停用" in told(f"/accounts/{key}/leave/")
    assert "该账号此前已停用" in told(f"/accounts/{key}/password/")
    today = timezone.localdate()
    row = Deputising.objects.create(
        absent=people.head, acting=people.handler, from_on=today, to_on=today, set_by=people.administrator
    )
    assert "这项代理此前已经结束" not in told(f"/deputising/{row.pk}/end/")
    assert "这项代理此前已经结束" in told(f"/deputising/{row.pk}/end/")


def test_the_auditor_looks_and_changes_nothing(client: Client, people: Cast) -> None:
    """No button on the page, and 403 for whoever types the address."""
    sign_in(client, people.auditor)
    page = client.get(f"/accounts/{people.handler.key}/").content.decode()
    assert "/password/" not in page.split("<main")[1]
    assert client.post(f"/accounts/{people.handler.key}/password/").status_code == 403
    assert client.get("/accounts/new/").status_code == 403


def test_a_head_arranges_for_the_own_unit_and_nobody_gets_hold_of_more(client: Client, people: Cast) -> None:
    """For a handler of the unit, yes; for a leader, and for oneself in a leader's place, no."""
    sign_in(client, people.head)
    days = {
        "from_on": timezone.localdate().isoformat(),
        "to_on": (timezone.localdate() + timedelta(days=3)).isoformat(),
    }
    refused = client.post("/deputising/", {"absent": "leader", "acting": "head", **days})
    assert refused.status_code == 422
    assert "本单位承办人员" in refused.content.decode()
    assert client.post("/deputising/", {"absent": "handler", "acting": "head", **days}).status_code == 302
    assert Deputising.objects.get().set_by == people.head


def test_acting_begins_and_ends_by_a_button_and_both_are_recorded(client: Client, people: Cast) -> None:
    """The banner says so; somebody else's roles arrange no further deputies."""
    Deputising.objects.create(
        absent=people.head,
        acting=people.handler,
        from_on=timezone.localdate(),
        to_on=timezone.localdate(),
        set_by=people.administrator,
    )
    sign_in(client, people.handler)
    assert "今天我可以代理的人" in client.get("/deputising/").content.decode()
    client.post(f"/deputising/for/{people.head.key}/")
    page = client.get("/deputising/").content.decode()
    assert "您正在代理闻修远" in page
    days = {"from_on": timezone.localdate().isoformat(), "to_on": timezone.localdate().isoformat()}
    assert client.post("/deputising/", {"absent": "head", "acting": "cohandler", **days}).status_code == 403
    client.post("/deputising/stop/")
    kinds = list(Event.objects.filter(stream_key=people.handler.key).values_list("type", "payload"))
    told = {"absent": people.head.key}
    assert kinds == [("account.acting_began", told), ("account.acting_ended", told)]
    assert client.post(f"/deputising/for/{people.leader.key}/").status_code == 404


def test_an_ended_arrangement_ends_at_once(client: Client, people: Cast) -> None:
    """Even in a session that acts just now."""
    row = Deputising.objects.create(
        absent=people.head,
        acting=people.handler,
        from_on=timezone.localdate(),
        to_on=timezone.localdate(),
        set_by=people.administrator,
    )
    sign_in(client, people.handler)
    client.post(f"/deputising/for/{people.head.key}/")
    other = sign_in(Client(), people.head)
    assert other.post(f"/deputising/{row.pk}/end/").status_code == 302
    assert "您正在代理" not in client.get("/deputising/").content.decode()
    assert Role.UNIT_HEAD in {g.role for g in RoleGrant.objects.filter(account=people.head)}


def test_a_unit_without_a_role_is_asked_about(admin: Client, people: Cast) -> None:
    """Else an account would be made that can do nothing; all that is wrong stands in one note."""
    given = new_account("wenxue") | {"unit": "市住建局", "email": "不是邮箱"}
    page = admin.post("/accounts/new/", given)
    assert page.status_code == 422
    assert set(page.context["grant"].errors) == {"role"}
    assert "还差 2 处" in text_of(page)
    assert not Account.objects.filter(username="wenxue").exists()


def test_a_unit_leads_to_its_first_account(admin: Client, people: Cast) -> None:
    """The unit stands in the box; the form is sent without the query, or what was typed would be lost over `again`."""
    assert f"/accounts/new/?unit={people.housing.key}" in admin.get(f"/units/{people.housing.key}/").content.decode()
    page = admin.get("/accounts/new/", {"unit": people.housing.key}).content.decode()
    assert f'value="{people.housing.name}"' in page
    assert 'action="/accounts/new/"' in page


def test_days_and_persons_of_an_arrangement_are_refused_at_once(client: Client, people: Cast) -> None:
    sign_in(client, people.head)
    days = {
        "from_on": timezone.localdate().isoformat(),
        "to_on": (timezone.localdate() - timedelta(days=1)).isoformat(),
    }
    answer = client.post("/deputising/", {"absent": "handler", "acting": "handler", **days})
    assert set(answer.context["form"].errors) == {"to_on", "acting"}
    assert not Deputising.objects.exists()


def test_an_arrangement_for_days_that_are_over_is_refused(client: Client, people: Cast) -> None:
    """It would do nothing: most often the year is a slip."""
    sign_in(client, people.head)
    given = {"absent": "head", "acting": "handler", "from_on": "2020-12-05", "to_on": "2020-12-06"}
    answer = client.post("/deputising/", given)
    assert (answer.status_code, set(answer.context["form"].errors)) == (422, {"to_on"})
    assert not Deputising.objects.exists()


def test_the_administrator_sees_until_when_a_one_time_password_holds(admin: Client, people: Cast) -> None:
    """When it is made, and on the page of the account as long as it waits; afterwards that it has run out."""
    page = admin.post(f"/accounts/{people.handler.key}/password/").content.decode()
    people.handler.refresh_from_db()
    until = people.handler.one_time_until
    assert until is not None
    assert full_moment(until) in page
    account = f"/accounts/{people.handler.key}/"
    assert f'datetime="{until.isoformat(timespec="seconds")}"' in admin.get(account).content.decode()
    people.handler.one_time_until = timezone.now() - timedelta(days=1)
    people.handler.save()
    assert "已过期" in admin.get(account).content.decode()
