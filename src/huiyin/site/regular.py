"""The regular jobs themselves, one line each into the app that does the work; `schedule.REGULAR` lists them."""

from datetime import timedelta

from django.conf import settings
from django.db import connection
from django.utils import timezone, translation

from huiyin.api.once import forget_old
from huiyin.api.webhooks import deliver_due
from huiyin.ledger import channels, notices, rules
from huiyin.ledger.seals import seal_missed
from huiyin.site.sweeper import sweep
from huiyin.web.notices.words import digest_subject, notice_url, notice_words


def sweep_jobs() -> None:
    """Take up again what a dead worker left."""
    sweep(at=timezone.now())


def seal_days() -> None:
    """Seal every day that is over."""
    seal_missed(today=timezone.localdate())


def watch_deadlines() -> int:
    """Compute deadlines by the notices loaded, tell of last days, and of what a crash kept from being told."""
    now = timezone.now()
    rules.recompute_deadlines()
    told = notices.catch_up(since=now - timedelta(days=2))
    return told + notices.watch_deadlines(today=timezone.localdate(now), at=now)


def send_digests() -> int:
    """Mail each person what is unread, once a day, in the language of the site; without a mail server nobody."""
    if not settings.ENVIRONMENT.email_url:
        return 0
    now = timezone.now()
    with translation.override(settings.LANGUAGE_CODE):
        return channels.send_digests(
            today=timezone.localdate(now), at=now, subject=digest_subject, words=notice_words, url=notice_url
        )


def deliver_notices() -> None:
    """Hand notices to the channels that this place registered."""
    with translation.override(settings.LANGUAGE_CODE):
        for channel in channels.registered():
            channels.deliver(channel, at=timezone.now(), words=notice_words, url=notice_url)


def tell_programs() -> None:
    """Tell other programs of new events, and try again what failed."""
    deliver_due(at=timezone.now())


def count_indexes() -> None:
    """Let SQLite count what its indexes hold, without which it takes the wrong ones; PostgreSQL counts by itself.

    Writers wait meanwhile: a second for 70,000 cases.
    """
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def forget_answers() -> None:
    """Forget the answers to writes that programs sent more than a week ago."""
    forget_old()
