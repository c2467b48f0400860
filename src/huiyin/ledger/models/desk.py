"""What belongs to one person's desk (工作台): visits, saved views of the list, watched cases, notices."""

from django.db import models

from huiyin.ledger.models.case import Case
from huiyin.people.models import Account


class DeskVisit(models.Model):
    """When somebody last left the desk: what changed since is new to that person."""

    account = models.OneToOneField(Account, on_delete=models.CASCADE, related_name="desk_visit")
    seen_at = models.DateTimeField()
    before_at = models.DateTimeField(null=True, blank=True)  # the visit before, which the present page compares with

    def __str__(self) -> str:
        return f"{self.account_id} {self.seen_at}"


class SavedView(models.Model):
    """A named set of filters of a list (常用视图)."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="saved_views")
    name = models.CharField(max_length=60)
    page = models.CharField(max_length=40)
    query = models.CharField(max_length=1000)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("name",)
        constraints = [models.UniqueConstraint(fields=["account", "page", "name"], name="view_name_once")]

    def __str__(self) -> str:
        return self.name


class Watch(models.Model):
    """A case that somebody follows without having a part in it (关注)."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="watches")
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="watches")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "case"], name="watch_once")]

    def __str__(self) -> str:
        return f"{self.account_id} {self.case_id}"


class Notice(models.Model):
    """One notice to one person (通知): put into words when shown; `dedupe` makes it happen once."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="notices")
    case = models.ForeignKey(Case, null=True, blank=True, on_delete=models.CASCADE, related_name="notices")
    code = models.CharField(max_length=40)
    values = models.JSONField(default=dict)
    dedupe = models.CharField(max_length=120)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    mailed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-pk",)
        constraints = [models.UniqueConstraint(fields=["account", "dedupe"], name="notice_once_a_person")]
        indexes = [models.Index(fields=["account", "read_at"], name="notice_unread")]

    def __str__(self) -> str:
        return f"{self.account_id} {self.code}"


class Delivery(models.Model):
    """One notice handed to one channel outside this site (送达), so that it goes out once."""

    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="deliveries")
    channel = models.CharField(max_length=20)
    at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "deliveries"
        constraints = [models.UniqueConstraint(fields=["notice", "channel"], name="delivered_once_a_channel")]

    def __str__(self) -> str:
        return f"{self.notice_id} by {self.channel}"
