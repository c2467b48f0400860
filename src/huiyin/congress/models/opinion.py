"""Deliberation opinions of a standing committee (常委会审议意见): in which of its meetings they were given."""

from django.db import models

from huiyin.congress.models.session import Congress
from huiyin.ledger.models import Case, Source
from huiyin.people.keys import LENGTH, new_key


class CommitteeOpinion(models.Model):
    """The meeting behind a case of a deliberation opinion; what is done about it the case says.

    Where several bodies have to report, each has a case and a row of its own, on the same source.
    """

    key = models.CharField(max_length=LENGTH, unique=True, default=new_key, editable=False)
    congress = models.ForeignKey(Congress, on_delete=models.PROTECT, related_name="opinions")
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="committee_opinion")
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="committee_opinions")
    meeting = models.CharField(max_length=120)  # 市十七届人大常委会第三十次会议
    held_on = models.DateField()
    report = models.CharField(max_length=200, blank=True)  # the report that was deliberated

    class Meta:
        ordering = ("-held_on", "pk")

    def __str__(self) -> str:
        return f"{self.meeting} {self.case_id}"
