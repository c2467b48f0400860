"""Webhooks (事件推送): where a program of another office is told of events of cases, and each telling."""

from django.db import models
from django.db.models import Q

from huiyin.people.keys import LENGTH, new_key
from huiyin.people.models import Account


class Webhook(models.Model):
    """An address that is told of events, as far as an account may see the cases.

    The secret by which tellings are signed is not kept: it is derived from the site's own and `salt`.
    """

    key = models.CharField(max_length=LENGTH, unique=True, default=new_key, editable=False)
    name = models.CharField(max_length=60)
    url = models.URLField(max_length=500)
    salt = models.CharField(max_length=64)
    events = models.JSONField(default=list)  # types (case.opened …); empty is all
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="webhooks")
    active = models.BooleanField(default=True)
    last_event = models.PositiveBigIntegerField(default=0)  # id of the last event that was looked at
    made_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.name


class WebhookDelivery(models.Model):
    """One event for one address (推送记录): how often it was tried, when again, and what the other side said."""

    class State(models.TextChoices):
        """How far it is."""

        WAITING = "waiting"
        DONE = "done"
        GIVEN_UP = "given_up"

    key = models.CharField(max_length=LENGTH, unique=True, default=new_key, editable=False)
    webhook = models.ForeignKey(Webhook, on_delete=models.CASCADE, related_name="deliveries")
    event = models.PositiveBigIntegerField()
    type = models.CharField(max_length=60)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField()
    status = models.PositiveSmallIntegerField(null=True, blank=True)
    fault = models.CharField(max_length=40, blank=True)  # code: webhook.private, webhook.unreachable …
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "webhook deliveries"
        ordering = ("-pk",)
        constraints = [models.UniqueConstraint(fields=["webhook", "event"], name="webhook_told_once")]
        indexes = [models.Index(fields=["next_at"], condition=Q(state="waiting"), name="webhook_waiting")]

    def __str__(self) -> str:
        return f"{self.webhook_id} {self.event}"
