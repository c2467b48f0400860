"""Devices (设备) on which a person's browser shows notices, each by an address of its maker's push service."""

from django.db import models
from django.utils import timezone

from huiyin.people.keys import LENGTH, new_key
from huiyin.people.models.account import Account


class PushDevice(models.Model):
    """One browser of one person. Its address is a secret: it is neither shown nor exported, `digest` is its SHA-256."""

    key = models.CharField(max_length=LENGTH, unique=True, default=new_key, editable=False)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="push_devices")  # means nothing alone
    endpoint = models.TextField()
    digest = models.CharField(max_length=64, unique=True)
    p256dh = models.CharField(max_length=100)  # the browser's public key
    auth = models.CharField(max_length=40)  # what browser and site share
    server_key = models.CharField(max_length=100)  # our public key of then; under another one nothing is taken
    agent = models.CharField(max_length=200, blank=True)  # what the browser says of itself
    session_key = models.CharField(max_length=40, blank=True)  # the session that last used it
    added_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.key
