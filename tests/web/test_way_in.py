"""The way in: log-in, forced password, second factor, sessions; what is wrong is said without saying who exists."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from allauth.usersessions.models import UserSession
from django.core.cache import cache
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from tests.cast import Cast
from tests.web.sure import sign_in

from huiyin.ledger.models import Event
from huiyin.people.models import Account, Deputising
from huiyin.web.accounts.adapter import MFAAdapter

RIGHT = "correct horse 云汀"
LOGIN = "/account/login/"


@pytest.fixture(autouse=True)
def fresh_throttle() -> Iterator[None]:
    """Let each test begin without failed attempts."""
    cache.clear()
    yield
    cache.clear()


def log_in(client: Client, name: str, password: str = RIGHT, **more: Any) -> Any:
    return client.post(LOGIN + more.pop("query", ""), {"login": name, "password": password, **more})


def code_of(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def give_second_factor(account: Account) -> str:
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
    from allauth.mfa.totp.internal.auth import TOTP

    secret: str = generate_totp_secret()
    TOTP.activate(account, secret)
    RecoveryCodes.activate(account)
    return secret


@pytest.mark.parametrize("typed", ["Supervisor", "ｓｕｐｅｒｖｉｓｏｒ", " supervisor "])
def test_who_signs_in_lands_on_the_desk(client: Client, people: Cast, typed: str) -> None:
    """User names are compared without regard to case and width: an input method may be set to wide letters."""
    answer = log_in(client, typed)
    assert (answer.status_code, answer.url) == (302, reverse("desk"))


@pytest.mark.parametrize(
    ("who", "lands"),
    [
        ("deputy", "/my/suggestions/"),
        ("auditor", "/ledger/"),
        ("editor", "/briefings/"),
        ("operator", "/desk/"),
        ("handler", "/desk/"),
        ("nobody", "/desk/"),
    ],
)
def test_everybody_lands_on_the_first_page_of_the_bar(client: Client, people: Cast, who: str, lands: str) -> None:
    """After signing in, and by the name of the site: no role begins on a page that its bar does not have."""
    assert log_in(client, who).url == lands
    assert client.get("/").url == lands


@pytest.mark.parametrize(
    ("query", "lands"),
    [
        ("?next=/account/sessions/", "/account/sessions/"),
        ("?next=//evil.example/", "/desk/"),
        ("?next=https://evil.example/account/", "/desk/"),
        ("?next=javascript:alert(1)", "/desk/"),
        ("?next=/%5Cevil.example/", "/desk/"),
    ],
)
def test_only_addresses_of_this_site_are_gone_to_afterwards(
    client: Client, people: Cast, query: str, lands: str
) -> None:
    """Where to go on is kept, unless it leads away."""
    assert log_in(client, "supervisor", query=query).url == lands


def test_a_wrong_password_and_an_unknown_name_read_alike(client: Client, people: Cast) -> None:
    """The answer does not tell whether an account exists."""
    pages = []
    for name in ("supervisor", "nobody-of-this-name"):
        page = log_in(client, name, "wrong password").content.decode()
        page = page.replace(name, "NAME")
        pages.append(re.sub(r'(csrfmiddlewaretoken" value|X-CSRFToken": |class="loc">)[^>]*?[">]\S*', "", page))
        cache.clear()
    found = [re.search(r'id="form-errors".*?</div></div>', page, re.DOTALL) for page in pages]
    assert found[0] is not None
    assert found[1] is not None
    assert found[0].group() == found[1].group()
    assert "用户名或密码有误" in found[0].group()
    assert "没有登录" in found[0].group()
    assert "没有保存" not in found[0].group(), "there was nothing to save"


def test_a_sixth_failure_is_refused_even_with_the_right_password(client: Client, people: Cast) -> None:
    """Five wrong passwords in five minutes close an account to guessing, with 429; others may go on."""
    for _ in range(5):
        assert log_in(client, "supervisor", "wrong password").status_code == 200
    refused = log_in(client, "supervisor")
    assert (refused.status_code, refused["Retry-After"]) == (429, "300")
    assert log_in(Client(), "secretary").status_code == 302


def test_a_flood_from_one_address_gets_429(client: Client, people: Cast, settings: Any) -> None:
    """The page of 429 answers; the request never reaches a password."""
    settings.ACCOUNT_RATE_LIMITS = {"login": "2/m/ip"}
    answers = [log_in(client, "nobody-of-this-name", "x").status_code for _ in range(3)]
    assert answers == [200, 200, 429]


def test_behind_a_proxy_the_throttle_counts_the_client_and_not_what_it_claims(
    client: Client, people: Cast, settings: Any
) -> None:
    """Only the addresses that trusted proxies added count; a forged one further left does not."""
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}
    first = client.post(LOGIN, {"login": "x"}, headers={"x-forwarded-for": "1.1.1.1, 9.9.9.9"})
    second = client.post(LOGIN, {"login": "x"}, headers={"x-forwarded-for": "2.2.2.2, 9.9.9.9"})
    other = client.post(LOGIN, {"login": "x"}, headers={"x-forwarded-for": "1.1.1.1, 8.8.8.8"})
    assert [first.status_code, second.status_code, other.status_code] == [200, 429, 200]


def test_a_closed_account_does_not_open(client: Client, people: Cast) -> None:
    """Who left is told so, but only with the right password."""
    Account.objects.filter(pk=people.handler.pk).update(is_active=False)
    assert log_in(client, "handler").url == reverse("account_inactive")
    assert "用户名或密码有误" in log_in(client, "handler", "wrong").content.decode()
    assert client.get("/desk/").status_code == 302


@pytest.mark.parametrize(
    "name",
    ["account_signup", "account_reset_password", "account_email", "socialaccount_signup", "socialaccount_connections"],
)
def test_pages_that_a_closed_system_does_not_need_have_no_address(name: str) -> None:
    """Nobody signs up, asks a password by mail, or ties identities alone."""
    with pytest.raises(NoReverseMatch):
        reverse(name)


def test_a_one_time_password_is_good_for_setting_another(client: Client, people: Cast) -> None:
    """Every page leads to the new password until it is set; the old one is refused as the new one."""
    told = "k7mp-2xqa-9dhr-w4tz"
    people.supervisor.set_password(told)
    people.supervisor.must_change_password = True
    people.supervisor.save()
    assert log_in(client, "supervisor", told).url == "/desk/"
    forced = client.get("/desk/")
    assert forced.url == "/account/password/?next=%2Fdesk%2F"
    same = {"oldpassword": told, "password1": told, "password2": told}
    assert "新密码不能与现用密码相同" in client.post(forced.url, same).content.decode()
    new = "青石桥下的水 2026"
    done = client.post(forced.url, {"oldpassword": told, "password1": new, "password2": new, "next": "/desk/"})
    assert (done.status_code, done.url) == (302, "/desk/")
    assert client.get("/desk/").status_code == 200
    assert [e.type for e in Event.objects.filter(stream_key=people.supervisor.key)] == ["account.password_changed"]


@pytest.mark.parametrize(("days", "opens"), [(1, True), (-1, False)])
def test_a_one_time_password_whose_time_is_over_opens_nothing(
    client: Client, people: Cast, caplog: pytest.LogCaptureFixture, days: int, opens: bool
) -> None:
    """The page says what to do, to whoever has the right one only; an own password has no end."""
    until = timezone.now() + timedelta(days=days)
    Account.objects.filter(pk=people.supervisor.pk).update(must_change_password=True, one_time_until=until)
    Account.objects.filter(pk=people.secretary.pk).update(one_time_until=until)
    said = "一次性密码已过期"
    assert said not in log_in(client, "supervisor", "wrong password").content.decode()
    answer = log_in(client, "supervisor")
    assert answer.status_code == (302 if opens else 200)
    if not opens:
        assert said in answer.content.decode()
        assert "请管理员" in answer.content.decode()
        assert client.get("/desk/").status_code == 302
        assert f"one-time password over account={people.supervisor.key} from=127.0.0.1" in caplog.messages
    assert log_in(Client(), "secretary").status_code == 302


def test_an_own_password_ends_the_time_of_the_one_time_one(client: Client, people: Cast) -> None:
    until = timezone.now() + timedelta(days=1)
    Account.objects.filter(pk=people.supervisor.pk).update(must_change_password=True, one_time_until=until)
    log_in(client, "supervisor")
    new = "青石桥下的水 2026"
    client.post("/account/password/", {"oldpassword": RIGHT, "password1": new, "password2": new})
    assert Account.objects.get(pk=people.supervisor.pk).one_time_until is None


def test_an_administrator_must_set_up_a_second_factor(client: Client, people: Cast, settings: Any) -> None:
    """Outside of the demo nothing else opens before; the password is asked once more, then the app's code."""
    settings.ENVIRONMENT = _without_demo(settings)
    log_in(client, "administrator")
    assert client.get("/desk/").url == "/account/second-factor/set-up/?next=%2Fdesk%2F"
    again = client.get("/account/second-factor/set-up/?next=/desk/")
    assert again.url.startswith("/account/again/?")
    assert client.post(again.url, {"password": RIGHT}).status_code == 302
    page = client.get("/account/second-factor/set-up/").content.decode()
    secret = re.search(r"<code>([A-Z2-7]+)</code>", page)
    assert secret is not None
    assert "<svg" in page
    assert "data:image" not in page
    done = client.post("/account/second-factor/set-up/", {"code": code_of(secret.group(1))})
    assert done.url == "/account/second-factor/recovery/"
    assert client.get("/desk/").status_code == 200
    kept = Authenticator.objects.get(user=people.administrator, type="totp").data
    assert secret.group(1) not in str(kept), "the secret lies encrypted"


@pytest.mark.parametrize(
    ("forced", "who", "led"),
    [
        ((), "administrator", True),
        ((), "secretary", False),
        (("secretary",), "administrator", True),
        (("secretary", "leader"), "secretary", True),
        (("secretary",), "supervisor", False),
        (("all",), "supervisor", True),
        (("all",), "nobody", True),
    ],
)
def test_the_place_says_whose_role_must_have_a_second_factor(
    client: Client, people: Cast, settings: Any, forced: tuple[str, ...], who: str, led: bool
) -> None:
    """An administrator's must everywhere; what is needed for setting it up opens, and what was set up stays."""
    settings.ENVIRONMENT = _without_demo(settings, second_factor=forced)
    person: Account = getattr(people, who)
    client.force_login(person)
    page = "/account/" if who == "nobody" else "/desk/"
    answer = client.get(page)
    assert answer.status_code == (302 if led else 200)
    if not led:
        return
    assert answer.url.startswith("/account/second-factor/set-up/")
    assert client.get("/account/second-factor/").status_code == 200
    give_second_factor(person)
    assert client.get(page).status_code == 200
    factor = Authenticator.objects.get(user=person, type="totp")
    assert not MFAAdapter().can_delete_authenticator(factor)


def test_who_acts_for_somebody_needs_what_that_one_s_role_asks_for(client: Client, people: Cast, settings: Any) -> None:
    """A role that is lent opens no more than it does in its owner's hands."""
    settings.ENVIRONMENT = _without_demo(settings, second_factor=("unit_head",))
    today = timezone.localdate()
    Deputising.objects.create(
        absent=people.head, acting=people.handler, from_on=today, to_on=today, set_by=people.administrator
    )
    client.force_login(people.handler)
    assert client.get("/desk/").status_code == 200
    session = client.session
    session["acting_for"] = people.head.key
    session.save()
    assert client.get("/desk/").status_code == 302


def test_the_demo_does_without_a_second_factor_on_its_own_machine_only(client: Client, people: Cast) -> None:
    """From elsewhere, or through a proxy on the same machine, the demo's administrator must have one, too."""
    client.force_login(people.administrator)
    assert client.get("/desk/").status_code == 200
    assert client.get("/desk/", REMOTE_ADDR="10.0.0.8").status_code == 302
    assert client.get("/desk/", headers={"x-forwarded-for": "203.0.113.9"}).status_code == 302


def test_the_second_factor_is_asked_and_a_code_is_good_once(client: Client, people: Cast) -> None:
    """Full-width digits and spaces are no mistake; the same code does not open twice."""
    secret = give_second_factor(people.supervisor)
    assert log_in(client, "supervisor").url == "/account/second-factor/code/"
    assert client.get("/desk/").status_code == 302
    wrong = client.post("/account/second-factor/code/", {"code": "000000"})
    assert "验证码有误或已过期" in wrong.content.decode()
    code = code_of(secret)
    wide = " ".join(chr(ord(digit) + 0xFEE0) for digit in code)
    assert client.post("/account/second-factor/code/", {"code": wide}).url == "/desk/"
    other = Client()
    log_in(other, "supervisor")
    assert other.post("/account/second-factor/code/", {"code": code}).status_code == 200


def test_a_recovery_code_opens_once(client: Client, people: Cast) -> None:
    """For the day when the phone is lost."""
    give_second_factor(people.supervisor)
    codes = Authenticator.objects.get(user=people.supervisor, type="recovery_codes").wrap().get_unused_codes()
    for name, status in ((client, 302), (Client(), 200)):
        log_in(name, "supervisor")
        assert name.post("/account/second-factor/code/", {"code": codes[0]}).status_code == status


def test_who_must_have_a_second_factor_cannot_remove_it(client: Client, people: Cast, settings: Any) -> None:
    """An administrator's stays."""
    give_second_factor(people.administrator)
    settings.ENVIRONMENT = _without_demo(settings)
    client.force_login(people.administrator)
    session = client.session
    session["account_authentication_methods"] = [
        {"method": "password", "at": timezone.now().timestamp(), "reauthenticated": True}
    ]
    session["account_authentication_methods_user"] = str(people.administrator.pk)
    session.save()
    answer = client.post("/account/second-factor/remove/")
    assert answer.status_code == 200
    assert "不能取消" in answer.content.decode()
    assert Authenticator.objects.filter(user=people.administrator, type="totp").exists()


def test_sessions_are_listed_and_can_be_ended(client: Client, people: Cast) -> None:
    """A person ends a session elsewhere; nobody ends those of others."""
    elsewhere, stranger = Client(headers={"user-agent": "Mozilla/5.0 (Windows NT 10.0) Edg/131"}), Client()
    for each, name in ((client, "supervisor"), (elsewhere, "supervisor"), (stranger, "secretary")):
        log_in(each, name)
        each.get("/desk/")
    page = client.get("/account/sessions/").content.decode()
    assert "Edge、Windows" in page
    theirs = UserSession.objects.get(session_key=elsewhere.session.session_key)
    assert stranger.post(f"/account/sessions/{theirs.pk}/end/").status_code == 404
    assert client.post(f"/account/sessions/{theirs.pk}/end/").status_code == 302
    assert elsewhere.get("/desk/").status_code == 302
    assert client.get("/desk/").status_code == 200


def test_a_new_password_signs_out_everywhere_else(client: Client, people: Cast) -> None:
    """Whoever knew the old one is out."""
    elsewhere = Client()
    for each in (client, elsewhere):
        log_in(each, "supervisor")
    new = "青石桥下的水 2026"
    client.post("/account/password/", {"oldpassword": RIGHT, "password1": new, "password2": new})
    assert client.get("/desk/").status_code == 200
    assert elsewhere.get("/desk/").status_code == 302


def test_a_person_changes_the_own_account_and_the_event_says_what_not_to_what(client: Client, people: Cast) -> None:
    """Values of personal data stay out of events; the language is spoken at once."""
    sign_in(client, people.supervisor)
    given = {"name": "林砚秋", "email": "lin@example.org", "language": "en", "digest_by_mail": "on"}
    answer = client.post("/account/", given, follow=True)
    assert "Save my account" in answer.content.decode()
    event = Event.objects.get(stream_key=people.supervisor.key)
    assert event.payload == {"fields": ["email", "language", "single_keys"]}
    assert 'data-keys="off"' in answer.content.decode()


def test_another_mail_address_asks_for_the_password_first(client: Client, people: Cast) -> None:
    """What was sent is carried out afterwards; the rest of the own account needs none."""
    client.force_login(people.supervisor)
    given = {"name": "林砚秋", "email": "", "language": "zh-hans", "digest_by_mail": "on", "single_keys": "on"}
    assert client.post("/account/", given).url == "/account/"
    asked = client.post("/account/", given | {"email": "elsewhere@example.org"})
    assert asked.url.startswith("/account/again/?next=%2Faccount%2F&kept=")
    kept = {"next": "/account/", "kept": asked.url.rpartition("=")[2]}
    assert Account.objects.get(pk=people.supervisor.pk).email == ""
    assert client.post(asked.url, {"password": "wrong", **kept}).status_code == 200
    assert Account.objects.get(pk=people.supervisor.pk).email == ""
    done = client.post(asked.url, {"password": RIGHT, **kept})
    assert (done.status_code, done.url) == (302, "/account/")
    assert Account.objects.get(pk=people.supervisor.pk).email == "elsewhere@example.org"


def test_someone_without_any_role_still_looks_after_the_own_account(client: Client, people: Cast) -> None:
    """An account needs no role to change its password."""
    client.force_login(people.nobody)
    assert client.get("/account/").status_code == 200
    assert client.get("/account/password/").status_code == 200
    assert client.get("/desk/").status_code == 403


def _without_demo(settings: Any, **more: Any) -> Any:
    import msgspec

    return msgspec.structs.replace(settings.ENVIRONMENT, demo=False, **more)
