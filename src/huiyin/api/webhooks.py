"""Telling other programs of events (事件推送): signed, to public addresses only, tried again by the queue.

The address is looked up once, judged, and connected to as it was judged, so that no name can point elsewhere in
between. Redirects are not followed.
"""

import hmac
import ipaddress
import json
import socket
from collections.abc import Callable
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

import httpx
from django.conf import settings
from django.utils import timezone

from huiyin.api.events import events_shown
from huiyin.errors import LedgerError
from huiyin.ledger.models import Event, WebhookDelivery
from huiyin.ledger.relations import visible_cases
from huiyin.ledger.webhooks import due, gather, note_outcome, secret_of
from huiyin.people.viewer import viewer_of

TIMEOUT = httpx.Timeout(10.0, connect=5.0)
Look = Callable[[str, int], list[str]]


def deliver_due(*, at: datetime) -> int:
    """Gather what is new and try all that is due; return how many were told."""
    gather(at=at)
    return sum(deliver(each, at=at) for each in due(at=at))


def deliver(delivery: WebhookDelivery, *, at: datetime) -> bool:
    """Try to tell one event; keep what came of it."""
    body = body_of(delivery, at=at)
    if body is None:  # no longer the account's to see
        note_outcome(delivery, status=None, fault="webhook.not_visible", at=at)
        return False
    status, fault = None, ""
    try:
        status = send(delivery, body, at=at)
        fault = "" if 200 <= status < 300 else "webhook.refused"
    except LedgerError as error:
        fault = error.code
    except (httpx.HTTPError, httpx.InvalidURL, OSError, UnicodeError):
        fault = "webhook.unreachable"
    note_outcome(delivery, status=status, fault=fault, at=at)
    return not fault


def body_of(delivery: WebhookDelivery, *, at: datetime) -> bytes | None:
    """Return what is told of an event, or None where the account may not see its case (any longer)."""
    event = Event.objects.filter(pk=delivery.event).first()
    viewer = viewer_of(delivery.webhook.account, today=timezone.localdate(at))
    if event is None or not visible_cases(viewer).filter(key=event.stream_key).exists():
        return None
    told: dict[str, Any] = events_shown([event])[0].model_dump(mode="json")
    return json.dumps({"id": delivery.key, "event": told}, ensure_ascii=False).encode()


def signature(secret: str, moment: str, body: bytes) -> str:
    """Return the signature of what is told at a moment: HMAC-SHA256 over the seconds, a point, and the body."""
    return hmac.new(secret.encode(), moment.encode() + b"." + body, "sha256").hexdigest()


def send(delivery: WebhookDelivery, body: bytes, *, at: datetime) -> int:
    """Send one telling; return the status of the answer.

    Raises:
        LedgerError: `webhook.private`: the address lies within this or another closed network.
    """
    parts = urlsplit(delivery.webhook.url)
    host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
    address = judged(host, port)
    moment = str(int(at.timestamp()))
    headers = {
        "Host": parts.netloc,
        "Content-Type": "application/json",
        "User-Agent": "Huiyin",
        "Huiyin-Delivery": delivery.key,
        "Huiyin-Event": delivery.type,
        "Huiyin-Signature": f"t={moment},v1={signature(secret_of(delivery.webhook), moment, body)}",
    }
    bare = f"[{address}]" if ":" in address else address
    url = httpx.URL(delivery.webhook.url).copy_with(host=bare)
    sent: dict[str, Any] = {"content": body, "headers": headers, "extensions": {"sni_hostname": host}}
    with httpx.Client(timeout=TIMEOUT, trust_env=False) as client, client.stream("POST", url, **sent) as answer:
        return answer.status_code


def judged(host: str, port: int, look: Look | None = None) -> str:
    """Return the address of a host, if all its addresses are public.

    Raises:
        LedgerError: `webhook.private`, unless the place allows closed addresses (`HUIYIN_WEBHOOKS_PRIVATE=1`).
    """
    found = (look or _addresses)(host, port)
    if not found:
        raise LedgerError("webhook.unreachable")
    if not settings.WEBHOOKS_PRIVATE and not all(map(is_public, found)):
        raise LedgerError("webhook.private", host=host)
    return found[0]


def is_public(address: str) -> bool:
    """Say whether an address lies in the public network; one of IPv4 inside IPv6 is judged by what it stands for."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        ip = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else ip)
        if ip in ipaddress.ip_network("64:ff9b::/96"):
            return is_public(str(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)))
    return ip.is_global and not ip.is_multicast


def _addresses(host: str, port: int) -> list[str]:
    return list(dict.fromkeys(str(each[4][0]) for each in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)))
