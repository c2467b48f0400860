"""Channels (送达渠道): by which notices reach people outside this site. In-app is the notice itself.

A channel is anything with the methods of `Channel`. E-mail is here; short messages (短信) and 企业微信 are the
site's (`huiyin.site.push`); another is an adapter that a place writes and registers (docs/notices.md). `send` gets
the account and words that are ready, returns whether the message was taken, and raises nothing. `deliver` hands each
notice over once.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Protocol

from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone

from huiyin.ledger.models import Delivery, Notice
from huiyin.people.models import Account

Words = Callable[[Notice], str]
AT_ONCE = 500
KEPT_FOR = timedelta(days=3)  # an older notice is not sent any more: who was away reads it here


@dataclass(frozen=True, slots=True)
class Message:
    """What a channel sends: one line of words, the address of the case, and when the notice came about."""

    text: str
    url: str
    at: datetime | None = None


class Channel(Protocol):
    """A way to a person. `code` is at most 20 letters and names it in the record of deliveries."""

    code: str

    def reaches(self, account: Account) -> bool:
        """Say whether this person can be reached and wants to be."""

    def send(self, account: Account, message: Message) -> bool:
        """Hand a message over; False means that it was not taken and is tried again next time."""


_CHANNELS: dict[str, Channel] = {}


def register(channel: Channel) -> None:
    """Let notices go out by a channel."""
    _CHANNELS[channel.code] = channel


def registered() -> tuple[Channel, ...]:
    """Return the channels in use."""
    return tuple(_CHANNELS.values())


def deliver(channel: Channel, *, at: datetime, words: Words, url: Callable[[Notice], str]) -> int:
    """Send what a channel has not sent yet; return how many were taken. A notice is noted before it is sent again."""
    unsent = Notice.objects.filter(read_at__isnull=True, at__gte=at - KEPT_FOR, account__is_active=True).exclude(
        deliveries__channel=channel.code
    )
    # Chosen before they are counted: the notices of people whom a channel does not reach stay unsent for days.
    told = [each for each in Account.objects.filter(pk__in=unsent.values("account_id")) if channel.reaches(each)]
    waiting = unsent.filter(account__in=told).select_related("account", "case").order_by("pk")[:AT_ONCE]
    sent = 0
    for notice in waiting:
        _delivery, fresh = Delivery.objects.get_or_create(notice=notice, channel=channel.code, defaults={"at": at})
        if not fresh:
            continue
        if channel.send(notice.account, Message(words(notice), url(notice), notice.at)):
            sent += 1
        else:
            Delivery.objects.filter(notice=notice, channel=channel.code).delete()
    return sent


def send_digests(
    *, today: date, at: datetime, subject: Callable[[int], str], words: Words, url: Callable[[Notice], str]
) -> int:
    """Send each person one mail a day with what is unread and not mailed yet; return how many mails went out.

    Who has no address, or does not want it, gets none; who got one today gets no second one.
    """
    start = timezone.make_aware(datetime.combine(today, datetime.min.time()))
    waiting = (
        Notice.objects.filter(read_at__isnull=True, mailed_at__isnull=True, account__is_active=True)
        .filter(account__digest_by_mail=True)
        .exclude(account__email="")
        .exclude(account__notices__mailed_at__gte=start)
        .select_related("account", "case")
        .order_by("account_id", "-pk")
    )
    sent = 0
    for account, notices in groupby(waiting, key=lambda notice: notice.account):
        rows = list(notices)
        if _mailed(account, rows, at=at, subject=subject, words=words, url=url):
            sent += 1
    return sent


def _mailed(
    account: Account,
    rows: Sequence[Notice],
    *,
    at: datetime,
    subject: Callable[[int], str],
    words: Words,
    url: Callable[[Notice], str],
) -> bool:
    """Note the notices as mailed, then send; a mail that was not taken is tried again by the next run."""
    keys = [row.pk for row in rows]
    with transaction.atomic():
        taken = Notice.objects.filter(pk__in=keys, mailed_at__isnull=True).update(mailed_at=at)
        if taken != len(keys):  # another worker is at it, and mails only what it has noted itself
            transaction.set_rollback(True)
            return False
    lines = list(_lines(rows, words, url))
    message = EmailMessage(subject(len(rows)), "\n\n".join(lines), to=[account.email])
    try:
        message.send()
    except OSError:
        Notice.objects.filter(pk__in=keys).update(mailed_at=None)
        return False
    return True


def _lines(rows: Iterable[Notice], words: Words, url: Callable[[Notice], str]) -> Iterable[str]:
    for row in rows:
        yield f"{words(row)}\n{url(row)}".strip()
