"""Notices on a person's devices: turned on and off, whose they are, and when they leave the list."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.conf import settings as given
from django.test import Client
from tests.cast import Cast
from tests.web.sure import sign_in

from huiyin.people.models import Account, PushDevice

pytestmark = pytest.mark.django_db

PAGE = "/notices/devices/"
EDGE = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/140.0 Safari/537.36 Edg/140.0"
ADDRESS = "https://fcm.googleapis.com/fcm/send/an-address-that-nobody-is-told"
KEYS = {
    "p256dh": "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
    "auth": "BTBZMqHH6r4Tts7J_aSIgg",
}
PASSWORD = "correct horse 云汀"  # noqa: S105  the cast's


@pytest.fixture(autouse=True)
def on(settings: Any) -> None:
    settings.PUSH_SERVER_KEY = KEYS["p256dh"]


def logged_in(account: Account) -> Client:
    """Return a browser in which somebody has just come in by the page."""
    client = Client(headers={"User-Agent": EDGE})
    log_in(client, account)
    return client


def log_in(client: Client, account: Account) -> None:
    answer = client.post("/account/login/", {"login": account.username, "password": PASSWORD})
    assert answer.status_code == 302, answer.content.decode()


def turn_on(client: Client, address: str = ADDRESS) -> Any:
    return client.post(PAGE, {"endpoint": address, **KEYS})


def owners() -> list[str]:
    return sorted(PushDevice.objects.values_list("account__username", flat=True))


def test_a_device_is_turned_on_and_known_again(people: Cast) -> None:
    """By a cookie that no script reads; its address is told nowhere."""
    client = logged_in(people.handler)
    answer = turn_on(client)
    assert answer.status_code == 302
    device = PushDevice.objects.get()
    cookie = answer.cookies[given.PUSH_COOKIE_NAME]
    assert (cookie.value, cookie["httponly"], cookie["samesite"]) == (device.key, True, "Lax")
    page = client.get(PAGE).content.decode()
    for words in ("Edge、Windows", "本设备", "已开启", "从现在起"):
        assert words in page
    assert "an-address" not in page
    assert KEYS["auth"] not in page
    elsewhere = logged_in(people.handler).get(PAGE).content.decode()
    assert ("Edge、Windows" in elsewhere, "本设备" in elsewhere, "data-push-off" in elsewhere) == (True, False, False)


@pytest.mark.parametrize(("tls", "name"), [("0", "device"), ("1", "__Host-device")])
def test_the_cookie_of_a_device_under_tls_is_this_host_s_alone(tmp_path: Path, tls: str, name: str) -> None:
    code = "from huiyin.site import settings as s; print(s.PUSH_COOKIE_NAME, repr(s.PUSH_SERVER_KEY))"
    own = {"HUIYIN_HOME": str(tmp_path), "HUIYIN_TLS": tls, "HUIYIN_HOSTS": "huiyin.example"}
    told = subprocess.run(
        [sys.executable, "-c", code], env=os.environ | own, capture_output=True, text=True, check=True
    ).stdout
    assert told.split() == [name, "''"]


def test_over_tls_the_cookie_of_a_device_stays_on_tls(people: Cast, settings: Any) -> None:
    settings.SESSION_COOKIE_SECURE, settings.PUSH_COOKIE_NAME = True, "__Host-device"
    client = Client()
    client.force_login(people.handler)
    cookie = client.post(PAGE, {"endpoint": ADDRESS, **KEYS}, secure=True).cookies["__Host-device"]
    assert (cookie["secure"], cookie["path"], cookie["domain"]) == (True, "/", "")


def test_a_device_is_removed_by_its_owner_only(people: Cast) -> None:
    client = logged_in(people.handler)
    turn_on(client)
    key = PushDevice.objects.get().key
    assert logged_in(people.head).post(f"{PAGE}{key}/end/").status_code == 302
    assert owners() == ["handler"]
    client.post(f"{PAGE}{key}/end/")
    assert owners() == []
    assert client.post(f"{PAGE}{key}/end/").status_code == 302


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"endpoint": "https://intranet.example.cn/x"}, "不在回音可发送的范围内"),
        ({"endpoint": ""}, "不在回音可发送的范围内"),
        ({"auth": "x"}, "没有给出可用的密钥"),
        ({"endpoint": "x" * 3000}, "不在回音可发送的范围内"),
    ],
)
def test_what_cannot_be_taken_is_said(people: Cast, changed: dict[str, str], words: str) -> None:
    answer = logged_in(people.handler).post(PAGE, {"endpoint": ADDRESS, **KEYS, **changed})
    assert (answer.status_code, words in answer.content.decode(), owners()) == (422, True, [])


def test_an_eleventh_device_is_refused(people: Cast) -> None:
    for n in range(10):
        turn_on(logged_in(people.handler), f"{ADDRESS}{n}")
    answer = turn_on(logged_in(people.handler))
    assert (answer.status_code, "已有 10 台设备" in answer.content.decode()) == (422, True)


def test_where_it_is_not_set_up_the_page_says_so(people: Cast, settings: Any) -> None:
    settings.PUSH_SERVER_KEY = ""
    client = logged_in(people.handler)
    page = client.get(PAGE).content.decode()
    assert "尚未开通" in page
    assert "push.js" not in page
    assert (turn_on(client).status_code, owners()) == (422, [])


def test_signing_out_by_hand_leaves_the_device(people: Cast) -> None:
    client = logged_in(people.handler)
    turn_on(client)
    turn_on(logged_in(people.handler), f"{ADDRESS}-another")
    client.post("/account/logout/")
    assert PushDevice.objects.get().endpoint.endswith("-another")


def test_a_session_that_runs_out_keeps_the_device(people: Cast) -> None:
    """Being told while nobody is signed in is what it is for; signing in again ties it to the new session."""
    client = logged_in(people.handler)
    turn_on(client)
    client.cookies.pop(given.SESSION_COOKIE_NAME)
    log_in(client, people.handler)
    assert PushDevice.objects.get().session_key == client.session.session_key


def test_a_browser_that_changes_hands_shows_its_last_owner_nothing_more(people: Cast) -> None:
    client = logged_in(people.handler)
    turn_on(client)
    client.cookies.pop(given.SESSION_COOKIE_NAME)
    log_in(client, people.head)
    assert owners() == []


def test_an_address_serves_whoever_turned_it_on_last(people: Cast) -> None:
    turn_on(logged_in(people.handler))
    turn_on(logged_in(people.head))
    assert owners() == ["head"]


def test_turning_it_on_again_replaces_the_browser_s_old_address(people: Cast) -> None:
    client = logged_in(people.handler)
    turn_on(client)
    turn_on(client, f"{ADDRESS}-new")
    assert PushDevice.objects.get().endpoint.endswith("-new")


def two_places(people: Cast) -> tuple[Client, Client]:
    """Return two browsers of one person, both turned on; the second one changed its password since."""
    lost, kept = logged_in(people.handler), logged_in(people.handler)
    turn_on(lost, f"{ADDRESS}-lost")
    turn_on(kept, f"{ADDRESS}-kept")
    return lost, kept


def test_a_place_that_is_signed_out_from_another_leaves_its_device(people: Cast) -> None:
    lost, kept = two_places(people)
    session = UserSession.objects.get(session_key=lost.session.session_key)
    kept.post(f"/account/sessions/{session.pk}/end/")
    assert PushDevice.objects.get().endpoint.endswith("-kept")


def test_signing_out_everywhere_else_leaves_the_other_devices(people: Cast) -> None:
    _lost, kept = two_places(people)
    kept.post("/account/sessions/")
    assert PushDevice.objects.get().endpoint.endswith("-kept")


def test_a_new_password_leaves_the_other_devices(people: Cast) -> None:
    """The one at hand stays, and belongs to the session as it is called from then on."""
    _lost, kept = two_places(people)
    new = "quite another horse 云"
    answer = kept.post("/account/password/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert answer.status_code == 302, answer.content.decode()
    device = PushDevice.objects.get()
    assert device.endpoint.endswith("-kept")
    assert device.session_key == kept.session.session_key


def test_the_worker_is_a_script_that_needs_nobody(client: Client) -> None:
    answer = client.get("/notices/devices/worker.js")
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/javascript; charset=utf-8")
    assert answer["Cache-Control"] == "no-cache"
    assert b'addEventListener("push"' in answer.content
    assert f'const KEY = "{KEYS["p256dh"]}";'.encode() in answer.content
    assert b'addEventListener("fetch"' not in answer.content


SITE = "http://testserver"


def test_an_address_that_the_browser_changed_is_taken_without_a_session(people: Cast) -> None:
    """The worker tells it when nobody looks; the device keeps its place, its owner and its age."""
    client = logged_in(people.handler)
    turn_on(client)
    before = PushDevice.objects.get()
    client.cookies.pop(given.SESSION_COOKIE_NAME)
    answer = renew(client, f"{ADDRESS}-new")
    assert answer.status_code == 204
    after = PushDevice.objects.get()
    assert after.endpoint.endswith("-new")
    assert (after.key, after.account, after.added_at) == (before.key, people.handler, before.added_at)


@pytest.mark.parametrize(
    ("address", "headers", "status"),
    [
        (f"{ADDRESS}-new", {"Origin": "https://elsewhere.example"}, 400),
        (f"{ADDRESS}-new", {}, 400),
        ("https://intranet.example.cn/x", {"Origin": SITE}, 400),
    ],
    ids=["from another site", "from nowhere", "to another machine"],
)
def test_another_address_is_not_taken_from_just_anybody(
    people: Cast, address: str, headers: dict[str, str], status: int
) -> None:
    client = logged_in(people.handler)
    turn_on(client)
    answer = client.post(f"{PAGE}renewed/", {"endpoint": address, **KEYS}, headers=headers)
    assert answer.status_code == status
    assert PushDevice.objects.get().endpoint == ADDRESS


def test_a_browser_that_is_not_on_the_list_renews_nothing(people: Cast) -> None:
    """Nor does one whose owner's account was closed."""
    assert renew(Client(), ADDRESS).status_code == 404
    client = logged_in(people.handler)
    turn_on(client)
    Account.objects.filter(pk=people.handler.pk).update(is_active=False)
    assert renew(client, f"{ADDRESS}-new").status_code == 404


def renew(client: Client, address: str) -> Any:
    return client.post(f"{PAGE}renewed/", {"endpoint": address, **KEYS}, headers={"Origin": SITE})


def test_who_is_not_signed_in_is_asked_to(client: Client) -> None:
    for answer in (client.get(PAGE), turn_on(client)):
        assert answer.status_code in (302, 401)
    assert owners() == []


def test_acting_for_somebody_shows_one_s_own_devices(people: Cast, client: Client) -> None:
    """Whoever acts for an absent person must not have that person's notices, or they would stay when it is over."""
    sign_in(client, people.handler)
    session = client.session
    session["acting_for"] = people.head.key
    session.save()
    turn_on(client)
    assert owners() == ["handler"]
