"""Webhooks (事件推送): who is told of which events, and what is still to be told; sending is the interface's.

Events are looked at in the order in which they were written, from the last one that was looked at, so that nothing is
passed over after a crash; one row for each event and address makes each happen once.
"""

import hmac
from collections.abc import Collection, Iterator
from datetime import datetime, timedelta
from secrets import token_hex
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from huiyin.errors import LedgerError, refuse
from huiyin.ledger.models import Event, Stream, Webhook, WebhookDelivery
from huiyin.ledger.record import Actor, NewEvent, record
from huiyin.ledger.relations import visible_cases
from huiyin.people.models import Account
from huiyin.people.viewer import viewer_of

LOOK_AT = 500  # events at once
WAITS = (1, 5, 30, 120, 480, 1440)  # minutes before each further try; after the last one it is given up
SETTLED = timedelta(seconds=5)  # younger events may still lack an older neighbour that is being committed
PREFIX = "whsec_"


def secret_of(webhook: Webhook) -> str:
    """Return the secret by which tellings are signed; derived, so that no copy of the database holds it."""
    key = f"{settings.SECRET_KEY}:webhook:{webhook.key}".encode()
    return PREFIX + hmac.new(key, webhook.salt.encode(), "sha256").hexdigest()


@transaction.atomic
def add_webhook(
    *, name: str, url: str, events: Collection[str], account: Account, made_by: Account, by: Actor, at: datetime
) -> Webhook:
    """Let an address be told of events from now on, as far as an account may see the cases.

    Raises:
        LedgerError: `webhook.name`, `webhook.url` (no http or https address, or one with a name or password in it),
            `webhook.account` (closed).
    """
    refuse(faults_of(name=name, url=url, account=account))
    newest = Event.objects.order_by("-pk").values_list("pk", flat=True).first()
    webhook = Webhook.objects.create(
        name=name.strip()[:60],
        url=url[:500],
        salt=token_hex(32),
        events=sorted(set(events)),
        account=account,
        last_event=newest or 0,
        made_by=made_by,
        made_at=at,
    )
    _tell(webhook, "account.webhook_added", by, at)
    return webhook


def faults_of(*, name: str | None, url: str | None, account: Account | None) -> Iterator[LedgerError]:
    """Yield all that hinders an address from being told (`add_webhook`); None is what a form could not read."""
    parts = urlsplit(url or "")
    if name is not None and not name.strip():
        yield LedgerError("webhook.name")
    wrong = parts.scheme not in ("http", "https") or not parts.hostname or parts.username or parts.password
    if url is not None and wrong:
        yield LedgerError("webhook.url")
    if account is not None and not account.is_active:
        yield LedgerError("webhook.account")


@transaction.atomic
def set_active(*, webhook: Webhook, active: bool, by: Actor, at: datetime) -> None:
    """Stop telling an address, or go on; what happened in between is not told afterwards."""
    newest = Event.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    changed = Webhook.objects.filter(pk=webhook.pk).exclude(active=active).update(active=active, last_event=newest)
    if changed:
        _tell(webhook, "account.webhook_resumed" if active else "account.webhook_stopped", by, at)


def gather(*, at: datetime) -> int:
    """Note what is to be told of the events since the last time; return how many tellings are new."""
    return sum(_gather(webhook, at) for webhook in Webhook.objects.filter(active=True).select_related("account"))


def _gather(webhook: Webhook, at: datetime) -> int:
    rows = Event.objects.filter(pk__gt=webhook.last_event, at__lte=at - SETTLED, stream=Stream.CASE).order_by("pk")
    events = list(rows[:LOOK_AT])
    if not events:
        return 0
    viewer = viewer_of(webhook.account, today=timezone.localdate(at))
    keys = {event.stream_key for event in events}
    seen = set(visible_cases(viewer).filter(key__in=keys).values_list("key", flat=True))
    wanted = [
        WebhookDelivery(webhook=webhook, event=event.pk, type=event.type, next_at=at)
        for event in events
        if event.stream_key in seen and (not webhook.events or event.type in webhook.events)
    ]
    with transaction.atomic():
        WebhookDelivery.objects.bulk_create(wanted, ignore_conflicts=True)
        Webhook.objects.filter(pk=webhook.pk).update(last_event=events[-1].pk)
    return len(wanted)


def due(*, at: datetime, most: int = 100) -> list[WebhookDelivery]:
    """Return what is to be tried now, the oldest first."""
    rows = WebhookDelivery.objects.filter(state="waiting", next_at__lte=at, webhook__active=True)
    return list(rows.select_related("webhook__account").order_by("pk")[:most])


def note_outcome(delivery: WebhookDelivery, *, status: int | None, fault: str, at: datetime) -> None:
    """Keep what a try came to: done for any 2xx, else again after a while, in the end given up."""
    tries = delivery.tries + 1
    done = status is not None and 200 <= status < 300
    given_up = not done and tries > len(WAITS)
    delivery.tries, delivery.status, delivery.fault = tries, status, "" if done else fault
    delivery.state = "done" if done else "given_up" if given_up else "waiting"
    delivery.done_at = at if done or given_up else None
    if not done and not given_up:
        delivery.next_at = at + timedelta(minutes=WAITS[tries - 1])
    delivery.save(update_fields=["tries", "status", "fault", "state", "done_at", "next_at"])


def try_again(delivery: WebhookDelivery, *, at: datetime) -> None:
    """Let a telling that was given up be tried again at once."""
    WebhookDelivery.objects.filter(pk=delivery.pk, state="given_up").update(
        state="waiting", tries=0, next_at=at, done_at=None
    )


def _tell(webhook: Webhook, event: str, by: Actor, at: datetime) -> None:
    told = [NewEvent(event, {"webhook": webhook.key})]
    record(stream=Stream.ACCOUNT, key=webhook.account.key, events=told, by=by, at=at)
