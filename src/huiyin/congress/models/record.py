"""Records of deliberation (审议发言记录) and remarks (发言) in them: a remark is neither a suggestion nor a task.

Nothing here ranks remarks by tone or holds them against anybody (代表法): there is no column for it.
"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from huiyin.congress.models.delegation import Delegation, Mandate
from huiyin.congress.models.meeting import Meeting, Observer
from huiyin.congress.models.suggestion import SuggestionDraft
from huiyin.ledger.models import Source, Statement
from huiyin.people.keys import LENGTH, new_key
from huiyin.people.models import Account, Deputy


class Record(models.Model):
    """What was said in a meeting, as one text: typed live, pasted, or out of a file.

    While it is being written, `text` changes and `revision` counts its versions; once it is handed to the reader it is
    a source, and remarks point into that source's text. `timed` is true where the place measures speaking time.
    """

    class Origin(models.TextChoices):
        """Where the text comes from."""

        TYPED = "typed", _("Typed in the meeting")
        PASTED = "pasted", _("Pasted")
        UPLOADED = "uploaded", _("Uploaded")

    key = models.CharField(max_length=LENGTH, unique=True, default=new_key, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="records")
    title = models.CharField(max_length=200)
    origin = models.CharField(max_length=8, choices=Origin.choices)
    text = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=1)
    time_marks = models.JSONField(default=list)  # [[start, from second, to second], …] of a transcript
    timed = models.BooleanField(default=False)
    original = models.FileField(max_length=200, blank=True)
    original_name = models.CharField(max_length=200, blank=True)
    source = models.OneToOneField(Source, null=True, blank=True, on_delete=models.PROTECT, related_name="record")
    changed_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    written_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ("meeting_id", "pk")

    def __str__(self) -> str:
        return self.title


class RecordVersion(models.Model):
    """A text of a record that another person's saving took the place of: who had written it, who replaced it, when.

    It goes with its record while that is being written; once the record is handed over, it stays to be looked up.
    """

    key = models.CharField(max_length=LENGTH, unique=True, default=new_key, editable=False)
    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="versions")  # a dropped record is gone
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    revision = models.PositiveIntegerField()
    written_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    replaced_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    replaced_at = models.DateTimeField()

    class Meta:
        ordering = ("-replaced_at", "-pk")

    def __str__(self) -> str:
        return f"{self.record_id} {self.revision}"


class Remark(models.Model):
    """What one person said in one go: a span of the record's source (code points), and who said it.

    `named` is the name as the record has it, "" where it names nobody. Who that is, `mandate` or `observer`, is empty
    until a person has confirmed it; the machine's candidates are in `proposed`. `delegation` is the one on that day,
    which stays though the deputy moves on. The passage of the report that a remark speaks about is a proposal, too,
    until `about_confirmed`. `seconds` is kept only where the place measures speaking time.
    """

    class State(models.TextChoices):
        """What a person decided of who spoke."""

        DRAFT = "draft", _("Draft")
        CONFIRMED = "confirmed", _("Confirmed")

    key = models.CharField(max_length=LENGTH, unique=True, default=new_key, editable=False)
    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="remarks")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    named = models.CharField(max_length=120, blank=True)
    mandate = models.ForeignKey(Mandate, null=True, blank=True, on_delete=models.PROTECT, related_name="remarks")
    observer = models.ForeignKey(Observer, null=True, blank=True, on_delete=models.PROTECT, related_name="remarks")
    delegation = models.ForeignKey(Delegation, null=True, blank=True, on_delete=models.PROTECT, related_name="remarks")
    proposed = models.JSONField(default=list)  # [{"mandate" or "observer": pk, "why": code}, …], likeliest first
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    about = models.ForeignKey(Source, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    about_start = models.PositiveIntegerField(null=True, blank=True)
    about_end = models.PositiveIntegerField(null=True, blank=True)
    about_confirmed = models.BooleanField(default=False)
    seconds = models.PositiveIntegerField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    decided_by = models.ForeignKey(Account, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("record_id", "start")
        constraints = [
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="remark_is_not_empty"),
            models.UniqueConstraint(fields=["record", "start"], name="remark_starts_once"),
            models.CheckConstraint(
                condition=Q(mandate__isnull=True) | Q(observer__isnull=True), name="remark_of_one_person"
            ),
            models.CheckConstraint(
                condition=Q(about__isnull=True, about_start__isnull=True, about_end__isnull=True)
                | Q(about__isnull=False, about_start__isnull=False, about_end__gt=F("about_start")),
                name="remark_is_about_a_passage",
            ),
            models.CheckConstraint(
                condition=Q(about_confirmed=False) | Q(about__isnull=False), name="remark_confirms_a_passage"
            ),
        ]
        indexes = [models.Index(fields=["delegation", "record"], name="remark_of_delegation")]

    def __str__(self) -> str:
        return f"{self.record_id}[{self.start}:{self.end}]"


class Offer(models.Model):
    """A suggestion of a remark, offered to a deputy as a draft; it is a suggestion once that deputy files it."""

    class State(models.TextChoices):
        """What the deputy made of it."""

        OFFERED = "offered", _("Offered")
        TAKEN = "taken", _("Taken as a draft")
        DECLINED = "declined", _("Declined")

    key = models.CharField(max_length=LENGTH, unique=True, default=new_key, editable=False)
    remark = models.ForeignKey(Remark, on_delete=models.PROTECT, related_name="offers")
    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="offers")
    deputy = models.ForeignKey(Deputy, on_delete=models.PROTECT, related_name="offers")
    state = models.CharField(max_length=8, choices=State.choices, default=State.OFFERED)
    draft = models.OneToOneField(
        SuggestionDraft, null=True, blank=True, on_delete=models.SET_NULL, related_name="offer"
    )  # a deputy may throw the draft away; that it was taken stays
    offered_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    offered_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-offered_at", "-pk")
        constraints = [
            models.UniqueConstraint(fields=["statement", "deputy"], name="offer_once_a_deputy"),
            models.CheckConstraint(
                condition=Q(state="offered", answered_at__isnull=True)
                | (~Q(state="offered") & Q(answered_at__isnull=False)),
                name="offer_is_answered_when_it_is",
            ),
        ]
        indexes = [models.Index(fields=["deputy", "state"], name="offer_of_deputy")]

    def __str__(self) -> str:
        return f"{self.statement_id} {self.state} {self.deputy_id}"
