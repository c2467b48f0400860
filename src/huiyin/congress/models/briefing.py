"""Briefings (简报) and press digests (摘编): chosen words of a session, in order, and after issue one frozen sheet."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from huiyin.congress.models.delegation import Delegation
from huiyin.congress.models.meeting import Meeting
from huiyin.congress.models.record import Remark
from huiyin.congress.models.session import Session
from huiyin.ledger.models import Source, Statement
from huiyin.people.keys import LENGTH, new_key
from huiyin.people.models import Account, Place


class Briefing(models.Model):
    """A briefing or a digest of one session: of a meeting, a delegation, a day, or of all of it.

    A draft is written in its items. Issuing makes `sheet` of it, which no change of records touches any more; pages
    and files of an issued one come from that. `version` is that of the fields here; an item has its own.
    """

    class Form(models.TextChoices):
        """What it is: remarks one after another, or a block a delegation."""

        BRIEFING = "briefing", _("Briefing")  # 简报
        DIGEST = "digest", _("Digest")  # 摘编

    class Scope(models.TextChoices):
        """Of what its words are chosen."""

        SESSION = "session", _("The whole session")
        MEETING = "meeting", _("One meeting")
        DELEGATION = "delegation", _("One delegation")
        DAY = "day", _("One day")

    class State(models.TextChoices):
        """How far it is."""

        DRAFT = "draft", _("Draft")
        ISSUED = "issued", _("Issued")
        SUPERSEDED = "superseded", _("Superseded")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    key = models.CharField(max_length=LENGTH, unique=True, default=new_key, editable=False)
    form = models.CharField(max_length=10, choices=Form.choices)
    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="briefings")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="briefings")  # of the congress: of `total`
    scope = models.CharField(max_length=10, choices=Scope.choices)
    meeting = models.ForeignKey(Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="briefings")
    delegation = models.ForeignKey(
        Delegation, null=True, blank=True, on_delete=models.PROTECT, related_name="briefings"
    )
    on = models.DateField(null=True, blank=True)
    masthead = models.CharField(max_length=80)
    title = models.CharField(max_length=120, blank=True)
    organ = models.CharField(max_length=60)  # 大会秘书处
    note = models.TextField(blank=True)  # 编者按; of a digest the words before the blocks
    report_to = models.CharField(max_length=200, blank=True)  # 报
    send_to = models.CharField(max_length=200, blank=True)  # 送
    issue_to = models.CharField(max_length=200, blank=True)  # 发
    copies = models.PositiveIntegerField(null=True, blank=True)  # 共印×份
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    number = models.PositiveIntegerField(null=True, blank=True)  # 第×期 of the session; a digest has none
    total = models.PositiveIntegerField(null=True, blank=True)  # 总第×期 of the place
    issued_on = models.DateField(null=True, blank=True)  # the day that it bears
    sheet = models.JSONField(null=True, blank=True)
    replaces = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="corrections")
    version = models.PositiveIntegerField(default=1)
    started_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    issued_by = models.ForeignKey(Account, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    issued_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)  # superseded or withdrawn
    reason = models.CharField(max_length=LENGTH, blank=True)  # note that says why it was withdrawn

    class Meta:
        ordering = ("-session_id", "-issued_on", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=["session", "number"], condition=Q(number__isnull=False), name="briefing_number_once"
            ),
            models.UniqueConstraint(
                fields=["place", "total"], condition=Q(total__isnull=False), name="briefing_total_once"
            ),
            models.CheckConstraint(
                condition=Q(state="draft", sheet__isnull=True, issued_at__isnull=True)
                | (~Q(state="draft") & Q(sheet__isnull=False, issued_at__isnull=False, issued_on__isnull=False)),
                name="briefing_is_frozen_when_issued",
            ),
            models.CheckConstraint(
                condition=Q(scope="session", meeting__isnull=True, delegation__isnull=True, on__isnull=True)
                | Q(scope="meeting", meeting__isnull=False, delegation__isnull=True, on__isnull=True)
                | Q(scope="delegation", meeting__isnull=True, delegation__isnull=False, on__isnull=True)
                | Q(scope="day", meeting__isnull=True, delegation__isnull=True, on__isnull=False),
                name="briefing_of_one_thing",
            ),
        ]
        indexes = [models.Index(fields=["form", "state", "session"], name="briefing_by_state")]

    def __str__(self) -> str:
        return self.title or self.masthead

    @property
    def is_draft(self) -> bool:
        """Whether it can still be changed."""
        return self.state == self.State.DRAFT


class BriefingItem(models.Model):
    """One remark of a briefing, or one point of a digest; what was said stands in its passages, unchanged.

    `text` is what will be printed: the editor may shorten it. `delegation` is empty for a point that several make.
    """

    class Part(models.TextChoices):
        """Where a point of a digest stands in its block."""

        NONE = "", ""
        APPRAISAL = "appraisal", _("Of the report")  # 评价
        PAST = "past", _("Last year")
        CURRENT = "current", _("This year")
        SUGGESTION = "suggestion", pgettext_lazy("part of a digest", "Suggestions")

    key = models.CharField(max_length=LENGTH, unique=True, default=new_key, editable=False)
    briefing = models.ForeignKey(Briefing, on_delete=models.CASCADE, related_name="items")  # a draft's own
    position = models.PositiveIntegerField()
    part = models.CharField(max_length=10, choices=Part.choices, blank=True)
    delegation = models.ForeignKey(Delegation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    unnamed = models.BooleanField(default=False)  # 有的代表, though the speaker is confirmed
    version = models.PositiveIntegerField(default=1)
    edited_by = models.ForeignKey(Account, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    edited_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("briefing_id", "position", "pk")

    def __str__(self) -> str:
        return f"{self.briefing_id} {self.position}"


class ItemPassage(models.Model):
    """A passage that an item is made of: the words of a record's source, and the statement or remark they are.

    A remark that is divided anew leaves the words behind without a speaker; a statement stays, if only as gone.
    """

    briefing = models.ForeignKey(Briefing, on_delete=models.CASCADE, related_name="passages")
    item = models.ForeignKey(BriefingItem, on_delete=models.CASCADE, related_name="passages")
    statement = models.ForeignKey(Statement, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    remark = models.ForeignKey(Remark, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    delegation = models.ForeignKey(Delegation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    original = models.TextField()

    class Meta:
        ordering = ("item_id", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["briefing", "statement"],
                condition=Q(statement__isnull=False),
                name="passage_of_statement_once",
            ),
            models.UniqueConstraint(
                fields=["briefing", "remark"],
                condition=Q(statement__isnull=True, remark__isnull=False),
                name="passage_of_remark_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source_id}[{self.start}:{self.end}]"


class LeftOut(models.Model):
    """A statement that somebody left out of a digest, and why; nothing is left out without a word."""

    briefing = models.ForeignKey(Briefing, on_delete=models.CASCADE, related_name="left_out")
    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=200)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(fields=["briefing", "statement"], name="left_out_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="left_out_for_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.briefing_id} {self.statement_id}"
