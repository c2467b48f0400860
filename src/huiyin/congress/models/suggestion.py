"""What a deputy is writing (代表建议、议案、质询案草稿), who was asked to co-sign; once filed, the case says all."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from huiyin.congress.models.session import Congress
from huiyin.ledger.models import Case, Statement
from huiyin.people.keys import LENGTH, new_key
from huiyin.people.models import Account, Deputy, Unit


class Kind(models.TextChoices):
    """What is filed: one deputy is enough for a suggestion, motions and inquiries take as many as the rules say."""

    SUGGESTION = "suggestion", _("Suggestion")  # 建议、批评和意见
    MOTION = "motion", _("Motion")  # 议案
    INQUIRY = "inquiry", _("Formal inquiry")  # 质询案


class SuggestionDraft(models.Model):
    """A suggestion, motion or formal inquiry before it is filed. Nobody but the drafter and those invited may see it.

    `revision` counts the versions of the text; a co-signer confirms one of them. What the secretariat enters for a
    deputy from paper has `entered_by`.
    """

    key = models.CharField(max_length=LENGTH, unique=True, default=new_key, editable=False)
    congress = models.ForeignKey(Congress, on_delete=models.PROTECT, related_name="suggestion_drafts")
    drafter = models.ForeignKey(Deputy, on_delete=models.PROTECT, related_name="suggestion_drafts")
    entered_by = models.ForeignKey(Account, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.SUGGESTION)
    title = models.CharField(max_length=100, blank=True)
    grounds = models.TextField(blank=True)  # 理由: what is so, why it matters; of a motion 案由、案据; or 质询的问题
    proposals = models.TextField(blank=True)  # 方案、具体建议; or 质询的内容
    respondent = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )  # 质询对象: whom an inquiry is put to
    statement = models.ForeignKey(
        Statement, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )  # of a source, which an inquiry asks about
    wish = models.CharField(max_length=300, blank=True)  # for whoever will handle it
    publish = models.BooleanField(null=True, blank=True)  # None until the deputy has said so
    revision = models.PositiveIntegerField(default=1)
    case = models.OneToOneField(
        Case, null=True, blank=True, on_delete=models.PROTECT, related_name="suggestion_draft"
    )  # once filed
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ("-changed_at", "-pk")
        indexes = [models.Index(fields=["drafter", "case", "-changed_at"], name="draft_of_deputy")]

    def __str__(self) -> str:
        return self.title or self.key


class Cosigning(models.Model):
    """A deputy who was asked to co-sign (附议); who confirmed an earlier text is asked anew."""

    class State(models.TextChoices):
        """What became of the invitation."""

        INVITED = "invited", _("Asked")
        CONFIRMED = "confirmed", _("Confirmed")
        DECLINED = "declined", _("Declined")
        WITHDRAWN = "withdrawn", _("Invitation withdrawn")

    draft = models.ForeignKey(SuggestionDraft, on_delete=models.CASCADE, related_name="cosignings")
    deputy = models.ForeignKey(Deputy, on_delete=models.PROTECT, related_name="cosignings")
    state = models.CharField(max_length=12, choices=State.choices, default=State.INVITED)
    revision = models.PositiveIntegerField(null=True, blank=True)  # of the text that was confirmed
    invited_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(fields=["draft", "deputy"], name="cosigning_once"),
            models.CheckConstraint(
                condition=~Q(state="confirmed") | Q(revision__isnull=False, answered_at__isnull=False),
                name="cosigning_confirms_a_text",
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True) | Q(answered_at__gte=F("invited_at")),
                name="cosigning_is_answered_after_it_is_asked",
            ),
        ]
        indexes = [models.Index(fields=["deputy", "state"], name="cosigning_of_deputy")]

    def __str__(self) -> str:
        return f"{self.deputy_id} {self.state} {self.draft_id}"

    @property
    def stands(self) -> bool:
        """Whether the deputy has confirmed the text as it is now."""
        return self.state == self.State.CONFIRMED and self.revision == self.draft.revision

    @property
    def waits(self) -> bool:
        """Whether the deputy still has to answer: never yet, or for the text as it is now."""
        return self.state == self.State.INVITED or (self.state == self.State.CONFIRMED and not self.stands)
