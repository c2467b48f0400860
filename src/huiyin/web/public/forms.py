"""The form in which something is withheld or withdrawn."""

from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from huiyin.ledger.models import Publication
from huiyin.web.forms import Form


class HoldForm(Form):
    """Why the public does not see it; both are read by the public."""

    reason = forms.ChoiceField(label=gettext_lazy("Reason"), choices=[("", "—"), *Publication.Reason.choices])
    words = forms.CharField(
        label=gettext_lazy("More on it"),
        required=False,
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("The public reads this, too. Name nobody."),
    )

    def clean(self) -> dict[str, Any]:
        """Ask for words where the reason says nothing by itself."""
        given = super().clean() or self.cleaned_data
        if given.get("reason") == Publication.Reason.OTHER and not (given.get("words") or "").strip():
            self.add_error("words", gettext("Say in a sentence why."))
        return given
