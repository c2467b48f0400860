"""Sources (来源): one version of one text each, its readings, and the statements that people review."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from huiyin.people.keys import LENGTH, new_key
from huiyin.people.models import Account, House, Place


class Source(models.Model):
    """One version of one text, never changed after it was stored; offsets count its code points."""

    class State(models.TextChoices):
        """How far the reading is."""

        QUEUED = "queued", _("Waiting to be read")
        READING = "reading", _("Being read")
        READ = "read", _("Read")
        FAILED = "failed", _("Could not be read")

    key = models.CharField(max_length=LENGTH, unique=True, default=new_key, editable=False)
    title = models.CharField(max_length=200)
    publisher = models.CharField(max_length=120, blank=True)
    published_on = models.DateField(null=True, blank=True)
    url = models.URLField(max_length=500, blank=True)
    text_kind = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField(null=True, blank=True)  # the year that the text plans for
    place = models.ForeignKey(Place, null=True, blank=True, on_delete=models.PROTECT, related_name="sources")
    house = models.CharField(max_length=20, choices=House.choices)
    home = models.ForeignKey(Place, null=True, on_delete=models.PROTECT, related_name="+")  # where that house sits
    shared = models.BooleanField(default=False)  # may be seen beyond its house; a draft never is
    withdrawn_at = models.DateTimeField(null=True, blank=True)  # out of review; kept, because entries may cite it
    text = models.TextField()
    sha256 = models.CharField(max_length=64, db_index=True)  # of the text in UTF-8
    length = models.PositiveIntegerField()  # code points
    places_of_text = models.JSONField(default=list)  # the way back: [[start, page or paragraph], …]
    shingles = models.JSONField(default=list)  # smallest hashes, for finding near-equal texts
    original = models.FileField(max_length=200, blank=True)
    original_name = models.CharField(max_length=200, blank=True)
    original_sha256 = models.CharField(max_length=64, blank=True)
    supersedes = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="later_versions"
    )
    blind_review = models.BooleanField(default=False)  # two people confirm independently (背靠背复核)
    state = models.CharField(max_length=10, choices=State.choices, default=State.QUEUED)
    fault = models.JSONField(null=True, blank=True)  # {"code", "values"} of what went wrong
    parts_done = models.PositiveIntegerField(default=0)
    parts = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=0)  # position of the last event of its stream
    added_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        ordering = ("-added_at",)

    def __str__(self) -> str:
        return self.title


class SourceReading(models.Model):
    """What one version of the reader read (阅读结果), kept whole, so that a newer one can be compared with it."""

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="readings")
    reader = models.CharField(max_length=60)  # name and version of the reader
    schema = models.CharField(max_length=40)
    reading = models.JSONField()
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)
        constraints = [models.UniqueConstraint(fields=["source", "reader"], name="reading_once_a_reader")]

    def __str__(self) -> str:
        return f"{self.source_id} {self.reader}"


class Statement(models.Model):
    """A statement (陈述) of a source as it stands in review; `proposal` keeps what the machine said of it.

    `state` `draft` is the machine's word and never counts as confirmed. `version` is for optimistic locking.
    """

    class State(models.TextChoices):
        """What a person decided."""

        DRAFT = "draft", _("Draft")
        CONFIRMED = "confirmed", _("Confirmed")
        REJECTED = "rejected", _("Not a statement")

    key = models.CharField(max_length=LENGTH, unique=True, default=new_key, editable=False)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="statements")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    text = models.TextField()
    kind = models.CharField(max_length=20)
    speaker = models.CharField(max_length=120, blank=True)
    period = models.CharField(max_length=10)
    topics = models.JSONField(default=list)
    places = models.JSONField(default=list)
    measures = models.JSONField(default=list)
    mentions = models.JSONField(default=list)
    checkable = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    proposal = models.JSONField(null=True, blank=True)  # None where a person made the statement
    reader = models.CharField(max_length=60, blank=True)
    changed_by_hand = models.BooleanField(default=False)
    reason = models.CharField(max_length=LENGTH, blank=True)  # note that says why it was rejected
    version = models.PositiveIntegerField(default=1)
    decided_by = models.ForeignKey(Account, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    gone = models.BooleanField(default=False)  # split, joined or withdrawn by a re-reading; kept for what cites it

    class Meta:
        ordering = ("source_id", "start", "end")
        constraints = [models.CheckConstraint(condition=Q(end__gt=F("start")), name="statement_is_not_empty")]
        indexes = [
            models.Index(fields=["source", "start"], name="statement_in_text"),
            models.Index(fields=["kind", "state"], name="statement_by_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.source_id}[{self.start}:{self.end}]"


class Confirmation(models.Model):
    """One person's own word on a statement in a blind review; the second may not see the first."""

    statement = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="confirmations")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    decision = models.JSONField()  # {"start", "end", "kind", "state", …}
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["statement", "account"], name="confirmation_once_a_person")]

    def __str__(self) -> str:
        return f"{self.statement_id} by {self.account_id}"
