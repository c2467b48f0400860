"""Delegations (代表团) with their groups (代表小组), who sits in the congress and where, and for how long."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from huiyin.congress.models.session import Congress
from huiyin.people.keys import LENGTH, new_key
from huiyin.people.models import Deputy, Place


class Delegation(models.Model):
    """A delegation of one congress, formed by the place or body that elected its deputies."""

    key = models.CharField(max_length=LENGTH, unique=True, default=new_key, editable=False)
    congress = models.ForeignKey(Congress, on_delete=models.PROTECT, related_name="delegations")
    name = models.CharField(max_length=60)  # 临溪区代表团
    short_name = models.CharField(max_length=20, blank=True)  # 临溪
    place = models.ForeignKey(Place, null=True, blank=True, on_delete=models.PROTECT, related_name="delegations")
    position = models.PositiveSmallIntegerField(default=0)  # the order in which briefings name them

    class Meta:
        ordering = ("congress_id", "position", "pk")
        constraints = [models.UniqueConstraint(fields=["congress", "name"], name="delegation_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def label(self) -> str:
        """The short name where there is one."""
        return self.short_name or self.name


class Group(models.Model):
    """A group of a delegation (代表小组); its convenor (召集人) is a membership's `convenor`."""

    key = models.CharField(max_length=LENGTH, unique=True, default=new_key, editable=False)
    delegation = models.ForeignKey(Delegation, on_delete=models.PROTECT, related_name="groups")
    name = models.CharField(max_length=40)  # 第一小组

    class Meta:
        ordering = ("delegation_id", "name")
        constraints = [models.UniqueConstraint(fields=["delegation", "name"], name="group_once")]

    def __str__(self) -> str:
        return self.name


class Mandate(models.Model):
    """A deputy's seat in one congress (代表职务), from a day, until a day or the end of the term."""

    class EndedBy(models.TextChoices):
        """Why a seat ends before the term does."""

        MOVED = "moved", _("Moved away")  # 迁出或者调离本行政区域
        RESIGNED = "resigned", _("Resigned")  # 辞职被接受
        RECALLED = "recalled", _("Recalled")  # 罢免
        DIED = "died", _("Died")
        OTHER = "other", _("Otherwise by law")  # 依法终止的其他情形

    deputy = models.ForeignKey(Deputy, on_delete=models.PROTECT, related_name="mandates")
    congress = models.ForeignKey(Congress, on_delete=models.PROTECT, related_name="mandates")
    number = models.CharField(max_length=20, blank=True)  # 代表证号
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)
    ended_by = models.CharField(max_length=20, choices=EndedBy.choices, blank=True)

    class Meta:
        ordering = ("congress_id", "number", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["congress", "deputy"], condition=Q(to_on__isnull=True), name="mandate_once_at_a_time"
            ),
            models.UniqueConstraint(fields=["congress", "number"], condition=~Q(number=""), name="mandate_number_once"),
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")), name="mandate_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.deputy_id} in {self.congress_id}"


class Membership(models.Model):
    """A deputy's place in a delegation, from a day, until a day; who changes delegation has two of them."""

    class Office(models.TextChoices):
        """What the deputy is in the delegation."""

        HEAD = "head", _("Head of the delegation")  # 团长
        DEPUTY_HEAD = "deputy_head", _("Deputy head of the delegation")  # 副团长
        CONVENOR = "convenor", _("Convenor of the group")  # 小组召集人
        MEMBER = "member", _("Member")

    mandate = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="memberships")
    delegation = models.ForeignKey(Delegation, on_delete=models.PROTECT, related_name="memberships")
    group = models.ForeignKey(Group, null=True, blank=True, on_delete=models.PROTECT, related_name="memberships")
    office = models.CharField(max_length=12, choices=Office.choices, default=Office.MEMBER)
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("delegation_id", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["mandate"], condition=Q(to_on__isnull=True), name="membership_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")), name="membership_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.mandate_id} {self.office} of {self.delegation_id}"
