"""Tokens of programs (令牌): by one a program speaks for an account, in the scopes that it was given."""

from django.db import models
from django.utils import timezone

from huiyin.people.keys import LENGTH, new_key
from huiyin.people.models.account import Account


class Token(models.Model):
    """What one program may do, and as whom. The secret itself is shown once and never kept; `digest` is its SHA-256."""

    key = models.CharField(max_length=LENGTH, unique=True, default=new_key, editable=False)
    name = models.CharField(max_length=60)  # of the program
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="tokens")
    digest = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField(default=list)
    expires_on = models.DateField()  # last day on which it works
    made_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    revoked_at = models.DateTimeField(null=True, blank=True)
    last_used_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.name
