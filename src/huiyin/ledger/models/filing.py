"""How a deputy's item was filed (提出), and how its replies were evaluated (评价): projections of the case's events."""

from django.db import models

from huiyin.ledger.models.case import Case
from huiyin.people.keys import LENGTH
from huiyin.people.models import Deputy


class Filing(models.Model):
    """How the item of a case was filed: at which session or between two, on paper or here, with what wish."""

    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="filing")
    session = models.CharField(max_length=LENGTH, blank=True)  # key of the session; the last one before, between two
    at_session = models.BooleanField()
    paper = models.BooleanField(default=False)  # entered by the secretariat for the deputy
    publish = models.BooleanField()  # the deputy agrees that text and reply are published
    wish = models.CharField(max_length=LENGTH, blank=True)  # note: who should handle it, and how

    def __str__(self) -> str:
        return f"{self.case_id} {'at session' if self.at_session else 'between sessions'}"


class Evaluation(models.Model):
    """What one deputy found of one round of handling (评价); `case.evaluations` of one round may be several."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="evaluations")
    position = models.PositiveIntegerField()  # of its event
    round = models.PositiveSmallIntegerField()
    deputy = models.ForeignKey(Deputy, null=True, on_delete=models.PROTECT, related_name="evaluations")
    attitude = models.CharField(max_length=20, blank=True)  # satisfied, basically, unsatisfied; "" where not asked
    result = models.CharField(max_length=20, blank=True)
    reason = models.CharField(max_length=LENGTH, blank=True)  # note
    evaluated_at = models.DateTimeField()
    signed_on = models.DateField(null=True, blank=True)  # of a sheet entered from paper, else None

    class Meta:
        ordering = ("case_id", "position")
        constraints = [models.UniqueConstraint(fields=["case", "position"], name="evaluation_once")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.round}: {self.attitude} {self.result}"
