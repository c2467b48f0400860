"""Events (经过), the streams they form, the daily seals, and the notes that hold what people typed.

Only `huiyin.ledger.record` writes events; triggers refuse UPDATE and DELETE on both databases.
"""

from django.db import models

from huiyin.ledger.models.canonical import CanonicalField
from huiyin.people.keys import LENGTH, new_key


class Stream(models.TextChoices):
    """What a stream of events is about; each stream has its own hash chain."""

    CASE = "case"
    SOURCE = "source"
    POLICY = "policy"
    ACCOUNT = "account"
    UNIT = "unit"
    CONGRESS = "congress"  # what a session is made of: congress, session, delegation, deputy, meeting, record


class Event(models.Model):
    """Something that happened: who, what, when, by which rule; ids, codes, dates and digests only, no personal data.

    `hash` covers the whole row and the hash before it in the stream (`huiyin.ledger.chain`). `actor` and `acting_for`
    are keys of accounts, so that a bundle can be checked without this database.
    """

    stream = models.CharField(max_length=10, choices=Stream.choices)
    stream_key = models.CharField(max_length=LENGTH)
    position = models.PositiveIntegerField()
    type = models.CharField(max_length=60)
    payload_version = models.PositiveSmallIntegerField(default=1)
    payload = CanonicalField()
    actor = models.CharField(max_length=LENGTH, blank=True)  # "" is the system itself
    acting_for = models.CharField(max_length=LENGTH, blank=True)
    at = models.DateTimeField()
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(fields=["stream", "stream_key", "position"], name="event_position_once"),
        ]
        indexes = [models.Index(fields=["at"], name="event_at")]

    def __str__(self) -> str:
        return f"{self.stream}:{self.stream_key}#{self.position} {self.type}"


class Note(models.Model):
    """What somebody typed (文字): a reason, a reply, a problem. Events hold its key and salted digest only.

    A note can be erased (`body` empty, `erased_at` set) without breaking the chain; its digest then stands alone.
    """

    key = models.CharField(max_length=LENGTH, unique=True, default=new_key, editable=False)
    salt = models.CharField(max_length=32)
    body = models.TextField()
    erased_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.key


class Seal(models.Model):
    """The Merkle root over the events of one local day (日封); chained to the seal before it."""

    day = models.DateField(unique=True)
    first_event = models.PositiveBigIntegerField()
    last_event = models.PositiveBigIntegerField()
    count = models.PositiveIntegerField()
    root = models.CharField(max_length=64)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)
    sealed_at = models.DateTimeField()

    class Meta:
        ordering = ("day",)

    def __str__(self) -> str:
        return f"{self.day} {self.root[:12]}"


class Receipt(models.Model):
    """A receipt (回执) that somebody was given: its code leads to one event; what it proves is the event's hash."""

    code = models.CharField(max_length=12, unique=True)
    stream = models.CharField(max_length=10, choices=Stream.choices)
    stream_key = models.CharField(max_length=LENGTH)
    position = models.PositiveIntegerField()
    event_hash = models.CharField(max_length=64)
    issued_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["stream", "stream_key", "position"], name="receipt_once_an_event")
        ]

    def __str__(self) -> str:
        return self.code
