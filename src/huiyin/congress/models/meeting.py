"""Meetings of a session (会议), who sits in without a vote (列席), and who was there (出席)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from huiyin.congress.models.delegation import Delegation, Group, Mandate
from huiyin.congress.models.session import AgendaItem, Session
from huiyin.people.keys import LENGTH, new_key
from huiyin.people.models import Unit


class Observer(models.Model):
    """Somebody who attends a session without a vote (列席人员): by law, or by decision of the standing committee."""

    key = models.CharField(max_length=LENGTH, unique=True, default=new_key, editable=False)
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="observers")
    name = models.CharField(max_length=40)
    post = models.CharField(max_length=120, blank=True)
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    delegation = models.ForeignKey(
        Delegation, null=True, blank=True, on_delete=models.PROTECT, related_name="observers"
    )  # in whose meetings they sit

    class Meta:
        ordering = ("session_id", "pk")
        constraints = [models.UniqueConstraint(fields=["session", "name", "post"], name="observer_once")]

    def __str__(self) -> str:
        return self.name


class Meeting(models.Model):
    """One meeting: of all (全体会议), of a delegation (代表团), of a group (小组), of the presidium (主席团)."""

    class Kind(models.TextChoices):
        """Who meets."""

        PLENARY = "plenary", _("Plenary meeting")  # 全体会议
        DELEGATION = "delegation", _("Delegation meeting")  # 代表团全体会议
        GROUP = "group", _("Group meeting")  # 小组会议
        PRESIDIUM = "presidium", _("Presidium meeting")  # 主席团会议

    key = models.CharField(max_length=LENGTH, unique=True, default=new_key, editable=False)
    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="meetings")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    delegation = models.ForeignKey(Delegation, null=True, blank=True, on_delete=models.PROTECT, related_name="meetings")
    group = models.ForeignKey(Group, null=True, blank=True, on_delete=models.PROTECT, related_name="meetings")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)
    room = models.CharField(max_length=80, blank=True)
    agenda = models.ManyToManyField(AgendaItem, blank=True, related_name="meetings")

    class Meta:
        ordering = ("starts_at", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gt=F("starts_at")), name="meeting_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["plenary", "presidium"], delegation__isnull=True, group__isnull=True)
                | Q(kind="delegation", delegation__isnull=False, group__isnull=True)
                | Q(kind="group", delegation__isnull=False, group__isnull=False),
                name="meeting_is_of_whom_its_kind_says",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.starts_at:%Y-%m-%d %H:%M}"


class Attendance(models.Model):
    """Whether somebody was at a meeting; without a row nothing is known, which is not the same as absent."""

    class State(models.TextChoices):
        """Present (出席), on leave (请假), absent (缺席)."""

        PRESENT = "present", _("Present")
        LEAVE = "leave", _("On leave")
        ABSENT = "absent", _("Absent")

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendances")
    mandate = models.ForeignKey(Mandate, null=True, blank=True, on_delete=models.PROTECT, related_name="attendances")
    observer = models.ForeignKey(Observer, null=True, blank=True, on_delete=models.CASCADE, related_name="attendances")
    state = models.CharField(max_length=8, choices=State.choices)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(mandate__isnull=False, observer__isnull=True)
                | Q(mandate__isnull=True, observer__isnull=False),
                name="attendance_of_one_person",
            ),
            models.UniqueConstraint(
                fields=["meeting", "mandate", "observer"], nulls_distinct=False, name="attendance_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.mandate_id or self.observer_id} {self.state}"
