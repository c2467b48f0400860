"""A place's own Word templates (文书模板); the latest row of a kind is in force, and none is ever removed."""

from django.db import models
from django.db.models import Q

from huiyin.people.keys import LENGTH, new_key
from huiyin.people.models import Account, Place


class DocumentTemplate(models.Model):
    """One version of a place's template for a kind of document; without a file it says: back to the shipped one."""

    key = models.CharField(max_length=LENGTH, unique=True, default=new_key, editable=False)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="document_templates")
    kind = models.CharField(max_length=30)
    file = models.FileField(max_length=200, blank=True)
    name = models.CharField(max_length=200, blank=True)  # of the file as it was handed in
    size = models.PositiveIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    uploaded_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    active_from = models.DateTimeField()

    class Meta:
        ordering = ("-pk",)
        indexes = [models.Index(fields=["place", "kind", "-id"], name="template_in_force")]
        constraints = [
            models.CheckConstraint(
                condition=Q(file="", sha256="", size=0) | (~Q(file="") & ~Q(sha256="") & Q(size__gt=0)),
                name="template_is_a_file_or_none",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.name}".strip()
