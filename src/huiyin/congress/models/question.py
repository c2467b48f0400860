"""Questions that deputies put in a meeting (询问) and their answers: said there or in writing afterwards."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from huiyin.congress.models.delegation import Delegation, Mandate
from huiyin.congress.models.meeting import Meeting, Observer
from huiyin.congress.models.record import Remark
from huiyin.congress.models.session import Session
from huiyin.people.keys import LENGTH, new_key
from huiyin.people.models import Account, Unit


class Question(models.Model):
    """A question to an office or one of its people, and the answer once there is one.

    It is asked by a deputy or in the name of a delegation, of a unit, of somebody who sits in, or of both. `start` and
    `end` are its place in the source of the remark's record. The law names no day for the answer, and neither do we.
    """

    class How(models.TextChoices):
        """How a question is answered."""

        ORALLY = "orally", _("Orally, in the meeting")  # 当场口头答复
        WRITING = "writing", _("In writing")  # 会后书面答复

    key = models.CharField(max_length=LENGTH, unique=True, default=new_key, editable=False)
    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="questions")
    meeting = models.ForeignKey(Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="questions")
    asked_by = models.ForeignKey(Mandate, null=True, blank=True, on_delete=models.PROTECT, related_name="questions")
    delegation = models.ForeignKey(
        Delegation, null=True, blank=True, on_delete=models.PROTECT, related_name="questions"
    )  # in whose name it is asked, or that of the deputy on that day
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="questions")
    observer = models.ForeignKey(Observer, null=True, blank=True, on_delete=models.PROTECT, related_name="questions")
    text = models.TextField()
    remark = models.ForeignKey(Remark, null=True, blank=True, on_delete=models.PROTECT, related_name="questions")
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    asked_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    how = models.CharField(max_length=8, choices=How.choices, blank=True)
    answered_by = models.CharField(max_length=80, blank=True)  # name and post of who spoke or signed
    answered_unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    entered_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("asked_at", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(asked_by__isnull=False) | Q(delegation__isnull=False), name="question_is_asked_by_somebody"
            ),
            models.CheckConstraint(
                condition=Q(unit__isnull=False) | Q(observer__isnull=False), name="question_is_asked_of_somebody"
            ),
            models.CheckConstraint(
                condition=Q(start__isnull=True, end__isnull=True)
                | Q(remark__isnull=False, start__isnull=False, end__gt=F("start")),
                name="question_stands_in_a_remark",
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answer="", how="", answered_by="", answered_unit__isnull=True)
                | (Q(answered_at__gte=F("asked_at")) & ~Q(answer="") & ~Q(how="")),
                name="question_is_answered_whole_or_not",
            ),
        ]
        indexes = [models.Index(fields=["session", "answered_at"], name="question_of_session")]

    def __str__(self) -> str:
        return f"{self.session_id} {self.key}"

    @property
    def is_open(self) -> bool:
        """Whether no answer is on record."""
        return self.answered_at is None
