"""Kept beside the ledger: files, versions of policies, notices of holidays, and answers to repeated writes."""

from django.db import models

from huiyin.people.keys import LENGTH, new_key
from huiyin.people.models import Account


class Attachment(models.Model):
    """A file that was handed in (附件): outside the web root, its type found by content, metadata of images removed."""

    key = models.CharField(max_length=LENGTH, unique=True, default=new_key, editable=False)
    stream = models.CharField(max_length=10)
    stream_key = models.CharField(max_length=LENGTH, db_index=True)
    file = models.FileField(max_length=200)
    name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    added_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class PolicyVersion(models.Model):
    """One version of a policy file as it stood; a case keeps the version under which it began."""

    policy = models.CharField(max_length=60)
    version = models.CharField(max_length=64)
    content = models.JSONField()  # huiyin.policy.Policy as JSON, resolved
    origin = models.CharField(max_length=200)  # name of the file
    loaded_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["policy", "version"], name="policy_version_once")]

    def __str__(self) -> str:
        return f"{self.policy} {self.version[:8]}"


class CalendarNotice(models.Model):
    """A yearly notice of holidays (放假安排) that this place loaded itself, beyond the shipped ones."""

    year = models.PositiveSmallIntegerField()
    version = models.CharField(max_length=64)
    content = models.JSONField()
    source = models.CharField(max_length=300)
    loaded_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    loaded_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["year", "version"], name="notice_once")]

    def __str__(self) -> str:
        return f"{self.year} {self.version[:8]}"


class IdempotentWrite(models.Model):
    """The answer to a write that was sent with an idempotency key, so that sending it twice does it once."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=80)
    request_sha256 = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField()
    answer = models.JSONField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "key"], name="idempotent_once")]

    def __str__(self) -> str:
        return self.key
