"""What people decided of showing a case or a text to the public (公开): released, withheld or withdrawn, and why."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from huiyin.ledger.models.case import Case
from huiyin.ledger.models.source import Source
from huiyin.people.keys import LENGTH, new_key
from huiyin.people.models import Account, Unit


class Publication(models.Model):
    """The decision about one case, or one source. Without a row nobody decided, and nothing is shown.

    `key` is the permanent address of the page; it stays whatever is decided later. `decided_for` is the unit in whose
    name it was decided: the public reads the unit, never the person. `words` are read by the public, too.
    """

    class State(models.TextChoices):
        """What stands decided."""

        RELEASED = "released", _("Released")  # 已公开
        WITHHELD = "withheld", _("Withheld")  # 不予公开
        WITHDRAWN = "withdrawn", pgettext_lazy("of publication", "Withdrawn")  # 已撤下

    class Reason(models.TextChoices):
        """Why it is withheld or withdrawn."""

        PRIVACY = "privacy", _("Personal privacy")  # 个人隐私
        STATE_SECRET = "state_secret", _("State secret")  # 国家秘密
        TRADE_SECRET = "trade_secret", _("Trade secret")  # 商业秘密
        DEPUTY = "deputy", _("The deputy thinks it not fit to be public")  # 代表认为不宜公开
        MISTAKE = "mistake", _("What was published was wrong")  # 内容有误
        OTHER = "other", _("Another reason")

    key = models.CharField(max_length=LENGTH, unique=True, default=new_key, editable=False)
    case = models.OneToOneField(Case, null=True, blank=True, on_delete=models.PROTECT, related_name="publication")
    source = models.OneToOneField(Source, null=True, blank=True, on_delete=models.PROTECT, related_name="publication")
    state = models.CharField(max_length=10, choices=State.choices)
    held = models.JSONField(default=list)  # fields that stay back though the rules would show them
    reason = models.CharField(max_length=12, choices=Reason.choices, blank=True)
    words = models.CharField(max_length=200, blank=True)
    decided_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    decided_for = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()
    first_released_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("-decided_at", "-pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(case__isnull=False, source__isnull=True) | Q(case__isnull=True, source__isnull=False),
                name="publication_of_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(state="released") | ~Q(reason=""),
                name="publication_says_why_not",
            ),
        ]
        indexes = [models.Index(fields=["state", "-decided_at"], name="publication_by_state")]

    def __str__(self) -> str:
        return f"{self.case_id or self.source_id} {self.state}"
