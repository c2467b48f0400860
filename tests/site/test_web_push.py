"""Web push against a push service that really listens, over TLS, and opens what it is sent as a browser would."""

import datetime as clock
import ipaddress
import json
import ssl
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import jwt
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.utils import timezone
from tests.cast import Cast
from tests.ledger.works import assigned

from huiyin.errors import HuiyinError, PeopleError
from huiyin.ledger import accounts, channels
from huiyin.ledger.channels import Message
from huiyin.ledger.models import Delivery, Notice
from huiyin.ledger.record import Actor
from huiyin.people import push_devices
from huiyin.people.models import Account, PushDevice
from huiyin.site.environment import read_environment
from huiyin.site.push import register_channels
from huiyin.site.web_push import WebPush
from huiyin.site.web_push_key import ServerKey, decoded, encoded, new_key, point, server_key
from huiyin.site.web_push_sealing import sealed

CONTACT = "mailto:it@example.cn"
KEY = server_key(new_key())
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
MESSAGE = Message("请签收：改造老旧小区供热二次管网85公里", "https://huiyin.example.cn/cases/abc/")


class Browser:
    """What a browser keeps to itself: a private key and a secret; it opens what was sealed for it (RFC 8291)."""

    def __init__(self) -> None:
        self.private = ec.generate_private_key(ec.SECP256R1())
        self.secret = b"0123456789abcdef"
        self.keys = {"p256dh": encoded(point(self.private.public_key())), "auth": encoded(self.secret)}

    def opened(self, body: bytes) -> tuple[bytes, int]:
        """Return the words of a message, and how long it was with its padding."""
        salt, length, rest = body[:16], body[20], body[21:]
        sender, record = rest[:length], rest[length:]
        assert int.from_bytes(body[16:20], "big") >= len(record)
        theirs = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), sender)
        shared = self.private.exchange(ec.ECDH(), theirs)
        info = b"WebPush: info\0" + point(self.private.public_key()) + sender
        material = HKDF(hashes.SHA256(), 32, self.secret, info).derive(shared)
        key = HKDF(hashes.SHA256(), 16, salt, b"Content-Encoding: aes128gcm\0").derive(material)
        nonce = HKDF(hashes.SHA256(), 12, salt, b"Content-Encoding: nonce\0").derive(material)
        plain = AESGCM(key).decrypt(nonce, record, None)
        words = plain.rstrip(b"\0")
        assert words.endswith(b"\2")
        return words[:-1], len(plain)


class Service(HTTPServer):
    """A push service: answers as it is told, and keeps what it was sent."""

    def __init__(self, trusted: ssl.SSLContext) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.socket = trusted.wrap_socket(self.socket, server_side=True)
        self.status: dict[str, int] = {}
        self.headers: dict[str, str] = {}
        self.asked: list[tuple[str, dict[str, str], bytes]] = []

    @property
    def host(self) -> str:
        return f"localhost:{self.server_port}"

    def at(self, name: str) -> str:
        return f"https://{self.host}/push/{name}"


class Handler(BaseHTTPRequestHandler):
    server: Service

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.asked.append((self.path, dict(self.headers), body))
        self.send_response(self.server.status.get(self.path.rpartition("/")[2], 201))
        for name, value in self.server.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_said: Any) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate of this machine's own."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = clock.datetime.now(UTC)
    names = x509.SubjectAlternativeName([x509.DNSName("localhost"), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(names, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("tls") / "both.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return path


@pytest.fixture
def service(certificate: Path, settings: Any) -> Iterator[Service]:
    trusted = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trusted.load_cert_chain(certificate)
    server = Service(trusted)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.PUSH_SERVER_KEY, settings.PUSH_HOSTS = KEY.public, (server.host,)
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def channel(certificate: Path) -> WebPush:
    return WebPush(KEY, CONTACT, trusted=ssl.create_default_context(cafile=str(certificate)))


def turned_on(account: Account, endpoint: str, browser: Browser | None = None, **more: Any) -> PushDevice:
    given = {"at": LONG_AGO, **(browser or Browser()).keys, **more}
    return push_devices.add_device(account=account, endpoint=endpoint, **given)


# The example of RFC 8291, appendix A: what is sealed, with which keys, and what must come out.
RECEIVER = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
AUTH, SALT = "BTBZMqHH6r4Tts7J_aSIgg", "DGv6ra1nlYgDCS1FRnbzlw"
SENDER = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"
EXAMPLE = (
    "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_"
    "yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
)


def test_the_example_of_the_standard_comes_out() -> None:
    sender = ec.derive_private_key(int.from_bytes(decoded(SENDER), "big"), ec.SECP256R1())
    words = b"When I grow up, I want to be a watermelon"
    made = sealed(words, p256dh=RECEIVER, auth=AUTH, sender=sender, salt=decoded(SALT), padded_to=0)
    assert encoded(made) == EXAMPLE


def test_each_message_has_keys_of_its_own_and_one_length() -> None:
    browser = Browser()
    one, two = (sealed(words, **browser.keys) for words in ("短".encode(), "长一些的话".encode()))
    assert (one[:16] == two[:16], one[21:86] == two[21:86], len(one) == len(two)) == (False, False, True)
    assert browser.opened(two) == ("长一些的话".encode(), 512)


@pytest.mark.django_db
def test_a_device_is_told_that_something_waits_and_where(people: Cast, service: Service, channel: WebPush) -> None:
    """Only the browser can read it; it holds neither step nor title. The service learns who sends."""
    browser = Browser()
    turned_on(people.handler, service.at("one"), browser)
    assert channel.reaches(people.handler)
    assert not channel.reaches(people.head)
    assert channel.send(people.handler, MESSAGE)
    ((path, headers, body),) = service.asked
    words, _length = browser.opened(body)
    assert json.loads(words) == {"title": "回音", "body": "有新的事项等您处理。", "url": "/cases/abc/"}
    assert path == "/push/one"
    assert (headers["Content-Encoding"], headers["TTL"]) == ("aes128gcm", "259200")
    assert "Cookie" not in headers
    verified(headers["Authorization"], f"https://{service.host}")


def verified(header: str, origin: str) -> None:
    scheme, _space, rest = header.partition(" ")
    token, key = (part.partition("=")[2] for part in rest.split(", "))
    public = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), decoded(key))
    claims = jwt.decode(token, public, algorithms=["ES256"], audience=origin)
    assert (scheme, key, claims["sub"]) == ("vapid", KEY.public, CONTACT)
    assert timedelta(hours=1) < datetime.fromtimestamp(claims["exp"], UTC) - timezone.now() < timedelta(hours=24)
    with pytest.raises(jwt.InvalidAudienceError):
        jwt.decode(token, public, algorithms=["ES256"], audience="https://fcm.googleapis.com")


@pytest.mark.django_db
def test_it_is_said_in_the_language_of_the_account(people: Cast, service: Service, channel: WebPush) -> None:
    browser = Browser()
    Account.objects.filter(pk=people.handler.pk).update(language="en")
    people.handler.refresh_from_db()
    turned_on(people.handler, service.at("one"), browser)
    assert channel.send(people.handler, Message("", ""))
    told = json.loads(browser.opened(service.asked[0][2])[0])
    assert told == {"title": "Huiyin", "body": "Something new waits for you.", "url": "/notices/"}


@pytest.mark.django_db
@pytest.mark.parametrize("status", [404, 410])
def test_a_device_that_is_gone_is_forgotten(people: Cast, service: Service, channel: WebPush, status: int) -> None:
    turned_on(people.handler, service.at("gone"))
    turned_on(people.handler, service.at("there"))
    service.status = {"gone": status}
    assert channel.send(people.handler, MESSAGE)
    assert [each.endpoint for each in PushDevice.objects.all()] == [service.at("there")]
    service.status = {"there": status}
    assert not channel.send(people.handler, MESSAGE)
    assert not channel.reaches(people.handler)


def deliver(channel: WebPush) -> int:
    at = datetime(2026, 3, 2, 2, tzinfo=UTC)
    return channels.deliver(channel, at=at, words=lambda _: "", url=lambda _: "/x/")


@pytest.mark.django_db
@pytest.mark.parametrize("status", [400, 403, 413, 429, 500, 503, 302])
def test_what_was_not_taken_is_tried_again(people: Cast, service: Service, channel: WebPush, status: int) -> None:
    assigned(people)
    turned_on(people.handler, service.at("one"))
    service.status = {"one": status}
    assert (deliver(channel), Delivery.objects.count(), PushDevice.objects.count()) == (0, 0, 1)
    service.status = {}
    assert (deliver(channel), deliver(channel)) == (1, 0)
    assert len(service.asked) == 2


@pytest.mark.django_db
def test_a_service_that_is_busy_is_left_alone_for_as_long_as_it_asks(
    people: Cast, service: Service, channel: WebPush, monkeypatch: pytest.MonkeyPatch
) -> None:
    turned_on(people.handler, service.at("one"))
    service.status, service.headers = {"one": 429}, {"Retry-After": "120"}
    now = [1000.0]
    monkeypatch.setattr("huiyin.site.web_push.time.monotonic", lambda: now[0])
    assert not channel.send(people.handler, MESSAGE)
    service.status = {}
    now[0] += 119
    assert not channel.send(people.handler, MESSAGE)
    now[0] += 2
    assert channel.send(people.handler, MESSAGE)
    assert len(service.asked) == 2


@pytest.mark.django_db
def test_a_service_that_is_away_keeps_nobody_waiting_and_no_address_is_logged(
    people: Cast, service: Service, caplog: pytest.LogCaptureFixture
) -> None:
    """Here it has a certificate that nobody vouches for; it is asked once, not for every notice."""
    distrustful = WebPush(KEY, CONTACT)
    turned_on(people.handler, service.at("secret-address"))
    assert not distrustful.send(people.handler, MESSAGE)
    assert not distrustful.send(people.handler, MESSAGE)
    assert caplog.text.count("ConnectError") == 1
    assert "secret-address" not in caplog.text
    assert service.asked == []


@pytest.mark.django_db
def test_what_is_older_than_a_device_is_not_shown_on_it(people: Cast, service: Service, channel: WebPush) -> None:
    """Whoever turns it on is not told of the last three days at once; nor later."""
    assigned(people)
    turned_on(people.handler, service.at("one"), at=Notice.objects.get(account=people.handler).at + timedelta(hours=1))
    deliver(channel)
    assert (deliver(channel), service.asked) == (0, [])


@pytest.mark.django_db
def test_a_device_made_under_another_key_is_not_asked(people: Cast, service: Service, settings: Any) -> None:
    turned_on(people.handler, service.at("one"))
    settings.PUSH_SERVER_KEY = server_key(new_key()).public
    assert not WebPush(KEY, CONTACT).reaches(people.handler)


@pytest.mark.django_db
def test_a_service_no_longer_allowed_is_not_called(
    people: Cast, service: Service, channel: WebPush, settings: Any
) -> None:
    turned_on(people.handler, service.at("one"))
    settings.PUSH_HOSTS = ()
    assert not channel.send(people.handler, MESSAGE)
    assert (service.asked, PushDevice.objects.count()) == ([], 0)


REFUSED = {
    "no TLS": "http://fcm.googleapis.com/fcm/send/x",
    "another scheme": "file:///etc/passwd",
    "the machine itself": "https://127.0.0.1/x",
    "the machine by name": "https://localhost/x",
    "an address of the cloud": "https://169.254.169.254/latest/meta-data/",
    "an address of six parts": "https://[::1]/x",
    "a host of the network": "https://intranet/x",
    "another port": "https://fcm.googleapis.com:8443/x",
    "a name in it": "https://fcm.googleapis.com@evil.example/x",
    "a password in it": "https://a:b@fcm.googleapis.com/x",
    "a longer host": "https://fcm.googleapis.com.evil.example/x",
    "a host that ends alike": "https://evilfcm.googleapis.com/x",
    "a name that ends alike": "https://evil-push.apple.com/x",
    "nothing below the star": "https://.push.apple.com/x",
    "only what the star stands above": "https://push.apple.com/x",
    "a stop at the end": "https://fcm.googleapis.com./x",
    "a stroke turned round": "https://evil.example\\@fcm.googleapis.com/x",
    "a stroke within": "https://fcm.googleapis.com\\.evil.example/x",
    "a line break": "https://fcm.googleapis.com/x\r\nHost: evil.example",
    "a line break at the end": "https://fcm.googleapis.com/x\n",
    "a tab in the host": "https://evil.example\t.push.apple.com/x",
    "letters that look alike": "https://fcm.googleapis.cοm/x",
    "wide letters": "https://ｆcm.googleapis.com/x",
    "capitals": "HTTPS://FCM.GOOGLEAPIS.COM/x",
    "a place in the page": "https://fcm.googleapis.com/x#y",
    "a host alone": "https://fcm.googleapis.com",
    "a question first": "https://evil.example?.push.apple.com/x",
    "too long": "https://fcm.googleapis.com/" + "x" * 1500,
    "nothing": "",
}


@pytest.mark.django_db
@pytest.mark.parametrize("endpoint", REFUSED.values(), ids=REFUSED)
def test_an_address_that_is_no_push_service_s_is_refused(people: Cast, settings: Any, endpoint: str) -> None:
    """Nobody makes this site ask another machine: neither itself nor the network around it."""
    settings.PUSH_SERVER_KEY = KEY.public
    with pytest.raises(PeopleError, match=r"push\.service"):
        turned_on(people.handler, endpoint)
    assert not PushDevice.objects.exists()


@pytest.mark.parametrize(
    "endpoint",
    [
        "https://fcm.googleapis.com/fcm/send/dGVzdA:APA91b-_x",
        "https://updates.push.services.mozilla.com/wpush/v2/gAAAAA-x_y",
        "https://web.push.apple.com/QGuQy-x_",
        "https://wns2-by3p.notify.windows.com/w/?token=BQYAAAC%2fx%3d%3d",
    ],
)
def test_the_services_of_the_browsers_makers_are_known(settings: Any, endpoint: str) -> None:
    assert push_devices.taken_from(endpoint)


BAD_KEYS = {
    "short": {"p256dh": "BA", "auth": "BTBZMqHH6r4Tts7J_aSIgg"},
    "not on the curve": {"p256dh": encoded(b"\x04" + b"\x01" * 64), "auth": "BTBZMqHH6r4Tts7J_aSIgg"},
    "pressed together": {"p256dh": "", "auth": "BTBZMqHH6r4Tts7J_aSIgg"},
    "no base64": {"p256dh": RECEIVER[:-1] + "*", "auth": "BTBZMqHH6r4Tts7J_aSIgg"},
    "secret too long": {"p256dh": RECEIVER, "auth": encoded(b"x" * 17)},
    "no secret": {"p256dh": RECEIVER, "auth": ""},
}


@pytest.mark.django_db
@pytest.mark.parametrize("keys", BAD_KEYS.values(), ids=BAD_KEYS)
def test_keys_that_are_none_are_refused(people: Cast, settings: Any, keys: dict[str, str]) -> None:
    settings.PUSH_SERVER_KEY = KEY.public
    with pytest.raises(PeopleError, match=r"push\.keys"):
        push_devices.add_device(account=people.handler, endpoint="https://web.push.apple.com/x", at=LONG_AGO, **keys)


@pytest.mark.django_db
def test_a_person_has_ten_devices_at_most(people: Cast, service: Service) -> None:
    for n in range(10):
        turned_on(people.handler, service.at(str(n)))
    with pytest.raises(PeopleError, match=r"push\.most"):
        turned_on(people.handler, service.at("more"))
    turned_on(people.handler, service.at("3"))  # the same one once more is no further one
    turned_on(people.head, service.at("3"))  # nor is it two people's
    assert (people.handler.push_devices.count(), people.head.push_devices.count()) == (9, 1)  # type: ignore[attr-defined]


@pytest.mark.django_db
def test_where_it_is_off_nothing_is_kept_and_nobody_reached(people: Cast, channel: WebPush) -> None:
    with pytest.raises(PeopleError, match=r"push\.off"):
        turned_on(people.handler, "https://web.push.apple.com/x")
    assert not channel.reaches(people.handler)


@pytest.mark.django_db
@pytest.mark.parametrize("act", ["end_sessions", "reset_password", "reset_second_factor", "leave"])
def test_an_account_that_is_closed_or_signed_out_everywhere_leaves_its_devices(
    people: Cast, service: Service, act: str
) -> None:
    turned_on(people.handler, service.at("his"))
    turned_on(people.head, service.at("another"))
    more = {"on": timezone.localdate()} if act == "leave" else {}
    getattr(accounts, act)(account=people.handler, by=Actor(people.administrator.key), **more)
    assert [each.account for each in PushDevice.objects.all()] == [people.head]


def test_it_is_off_unless_a_contact_is_named(tmp_path: Path) -> None:
    """No key is made and no channel is there; named, the key is made once and read by its owner only."""
    assert read_environment({"HUIYIN_HOME": str(tmp_path)}).push_key == ""
    assert not (tmp_path / "push.key").exists()
    variables = {"HUIYIN_HOME": str(tmp_path), "HUIYIN_PUSH_CONTACT": CONTACT}
    first, second = read_environment(variables), read_environment(variables)
    assert first.push_key == second.push_key
    assert isinstance(server_key(first.push_key), ServerKey)
    assert (tmp_path / "push.key").stat().st_mode & 0o777 == 0o600


def test_the_channel_is_there_where_it_is_set_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(channels, "_CHANNELS", {})
    register_channels(read_environment({"HUIYIN_HOME": str(tmp_path), "HUIYIN_PUSH_CONTACT": CONTACT}))
    assert [each.code for each in channels.registered()] == ["web_push"]


@pytest.mark.parametrize("kept", ["", "x", encoded(b"x" * 31), encoded(b"\xff" * 32), encoded(b"\0" * 32), "汉"])
def test_a_damaged_key_is_said_and_not_replaced(kept: str) -> None:
    with pytest.raises(HuiyinError, match=r"push\.key_damaged"):
        server_key(kept)


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("HUIYIN_PUSH_CONTACT", "it@example.cn", "setting.contact"),
        ("HUIYIN_PUSH_CONTACT", "http://example.cn", "setting.contact"),
        ("HUIYIN_PUSH_HOSTS", "*", "setting.push_host"),
        ("HUIYIN_PUSH_HOSTS", "*.cn", "setting.push_host"),
        ("HUIYIN_PUSH_HOSTS", "https://push.example.cn", "setting.push_host"),
        ("HUIYIN_PUSH_HOSTS", "push.example.cn/x", "setting.push_host"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(tmp_path: Path, name: str, value: str, code: str) -> None:
    with pytest.raises(HuiyinError) as raised:
        read_environment({"HUIYIN_HOME": str(tmp_path), name: value})
    assert (raised.value.code, raised.value.values["name"]) == (code, name)


def test_further_services_are_named_with_port_or_star(tmp_path: Path) -> None:
    found = read_environment({"HUIYIN_HOME": str(tmp_path), "HUIYIN_PUSH_HOSTS": "Push.example.cn:8443, *.example.org"})
    assert found.push_hosts == ("push.example.cn:8443", "*.example.org")
