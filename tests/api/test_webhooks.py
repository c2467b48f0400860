"""Other programs are told of events: signed, once, again after a failure, and never inside a closed network."""

import hashlib
import hmac
import json
import threading
from collections.abc import Iterator
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from django.utils import timezone
from tests.cast import Cast
from tests.ledger.works import brought_to, opened

from huiyin.api import webhooks as sending
from huiyin.errors import LedgerError
from huiyin.ledger import webhooks
from huiyin.ledger.models import Case, Event, Webhook, WebhookDelivery
from huiyin.ledger.record import Actor
from huiyin.people.models import Account

pytestmark = pytest.mark.django_db


class Receiver:
    """A program that takes tellings, and answers as the test says."""

    def __init__(self) -> None:
        self.status = 204
        self.got: list[tuple[dict[str, str], bytes]] = []
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                receiver.got.append((dict(self.headers), body))
                self.send_response(receiver.status)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *args: Any) -> None:
                """Say nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/hook?from=huiyin"


@pytest.fixture
def receiver(settings: Any) -> Iterator[Receiver]:
    settings.WEBHOOKS_PRIVATE = True
    found = Receiver()
    thread = threading.Thread(target=found.server.serve_forever, daemon=True)
    thread.start()
    yield found
    found.server.shutdown()
    found.server.server_close()


def hook(people: Cast, url: str, account: Account | None = None, *events: str) -> Webhook:
    return webhooks.add_webhook(
        name="督查大屏",
        url=url,
        events=events,
        account=account or people.supervisor,
        made_by=people.administrator,
        by=Actor(people.administrator.key),
        at=timezone.now(),
    )


def later(**more: float) -> datetime:
    return timezone.now() + timedelta(**(more or {"seconds": 10}))


def test_an_event_is_told_once_and_signed(people: Cast, receiver: Receiver) -> None:
    brought_to(people, "draft")  # before the address was there
    added = hook(people, receiver.url)
    case = brought_to(people, "assigned")
    assert sending.deliver_due(at=later()) == 2
    assert sending.deliver_due(at=later()) == 0
    headers, body = receiver.got[0]
    moment, _, given = headers["Huiyin-Signature"].partition(",v1=")
    signed = hmac.new(webhooks.secret_of(added).encode(), moment[2:].encode() + b"." + body, hashlib.sha256)
    assert hmac.compare_digest(given, signed.hexdigest())
    told = [json.loads(body)["event"] for _headers, body in receiver.got]
    assert [each["type"] for each in told] == ["case.opened", "commitment.assigned"]
    assert {each["case"] for each in told} == {case.key}
    assert headers["Host"] == receiver.url.split("/")[2]
    assert WebhookDelivery.objects.filter(state="done", status=204, tries=1).count() == 2


def test_only_the_kinds_that_were_asked_for_are_told(people: Cast, receiver: Receiver) -> None:
    hook(people, receiver.url, None, "commitment.assigned")
    brought_to(people, "handling")
    sending.deliver_due(at=later())
    assert [headers["Huiyin-Event"] for headers, _body in receiver.got] == ["commitment.assigned"]


def test_nothing_is_told_that_the_account_may_not_see(people: Cast, receiver: Receiver) -> None:
    """Neither when it happens, nor when the account lost its sight of the case in between."""
    hook(people, receiver.url, people.handler)
    opened(people)
    brought_to(people, "assigned")
    assert webhooks.gather(at=later()) == 2
    Case.objects.update(issued=False)
    sending.deliver_due(at=later())
    assert receiver.got == []
    assert set(WebhookDelivery.objects.values_list("fault", flat=True)) == {"webhook.not_visible"}


def test_what_fails_is_tried_again_with_growing_pauses_and_then_given_up(people: Cast, receiver: Receiver) -> None:
    receiver.status = 503
    hook(people, receiver.url)
    opened(people)
    at, waits = later(), []
    for _ in range(len(webhooks.WAITS) + 1):
        sending.deliver_due(at=at)
        row = WebhookDelivery.objects.get()
        waits.append((row.next_at - at).total_seconds() / 60)
        at = row.next_at
    assert tuple(waits[:-1]) == webhooks.WAITS
    assert (row.state, row.status, row.fault, row.tries) == ("given_up", 503, "webhook.refused", 7)
    receiver.status = 200
    webhooks.try_again(row, at=at)
    assert sending.deliver_due(at=at) == 1


def test_a_stopped_address_is_told_nothing_not_even_afterwards(people: Cast, receiver: Receiver) -> None:
    added = hook(people, receiver.url)
    by = Actor(people.administrator.key)
    webhooks.set_active(webhook=added, active=False, by=by, at=timezone.now())
    opened(people)
    sending.deliver_due(at=later())
    webhooks.set_active(webhook=added, active=True, by=by, at=timezone.now())
    sending.deliver_due(at=later())
    assert receiver.got == []
    told = Event.objects.filter(stream="account", type__startswith="account.webhook").order_by("pk")
    assert [event.type.rpartition("_")[2] for event in told] == ["added", "stopped", "resumed"]


def test_a_closed_network_is_not_reached_into(people: Cast, receiver: Receiver, settings: Any) -> None:
    settings.WEBHOOKS_PRIVATE = False
    hook(people, receiver.url)
    opened(people)
    sending.deliver_due(at=later())
    assert receiver.got == []
    assert WebhookDelivery.objects.get().fault == "webhook.private"


ADDRESSES = [
    ("8.8.8.8", True),
    ("127.0.0.1", False),
    ("10.1.2.3", False),
    ("172.16.0.1", False),
    ("192.168.1.1", False),
    ("169.254.169.254", False),
    ("100.64.0.1", False),
    ("0.0.0.0", False),  # noqa: S104  an address to be judged, not bound
    ("224.0.0.1", False),
    ("255.255.255.255", False),
    ("::1", False),
    ("fe80::1%eth0", False),
    ("fd00::1", False),
    ("::ffff:10.0.0.1", False),
    ("::ffff:8.8.8.8", True),
    ("64:ff9b::a00:1", False),
    ("2002:a00:1::", False),
    ("2001:4860:4860::8888", True),
]


@pytest.mark.parametrize(("address", "public"), ADDRESSES)
def test_which_addresses_are_public(address: str, public: bool) -> None:
    assert sending.is_public(address) == public


def test_a_name_with_one_closed_address_is_refused() -> None:
    assert sending.judged("example.test", 443, lambda _host, _port: ["8.8.8.8"]) == "8.8.8.8"
    with pytest.raises(LedgerError, match=r"webhook\.private"):
        sending.judged("example.test", 443, lambda _host, _port: ["8.8.8.8", "10.0.0.1"])


@pytest.mark.parametrize("url", ["ftp://example.test/", "example.test", "http:///x", "https://a:b@example.test/"])
def test_what_is_no_address_is_refused(people: Cast, url: str) -> None:
    with pytest.raises(LedgerError, match=r"webhook\.url"):
        hook(people, url)
