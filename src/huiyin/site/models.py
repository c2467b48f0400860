"""What background work remembers: which workers live, and when each regular job last ran."""

from django.db import models


class WorkerBeat(models.Model):
    """The last sign of life of a worker; a job whose worker gives none is taken up again."""

    worker = models.CharField(max_length=64, unique=True)
    beat_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.worker


class ScheduledRun(models.Model):
    """When a regular job last ran to its end, and for which period (a day, an hour)."""

    name = models.CharField(max_length=60, unique=True)
    period = models.CharField(max_length=20)
    ran_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name} {self.period}"


class Rescue(models.Model):
    """How often a job was taken up again after its worker died; after `LIMIT` times it is given up as failed."""

    job = models.UUIDField(unique=True)
    times = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.job} {self.times}"
