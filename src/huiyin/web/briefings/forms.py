"""Forms of briefings and digests."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy

from huiyin.congress.briefings import HEAD
from huiyin.congress.briefings_selectors import Choices
from huiyin.congress.models import Briefing
from huiyin.web import days
from huiyin.web.congress.words import meeting_title
from huiyin.web.forms import Form
from huiyin.web.people.fields import DayField


class BeginForm(Form):
    """Of what a briefing or digest is made."""

    of = forms.ChoiceField(label=gettext_lazy("Made of"))
    title = forms.CharField(
        label=gettext_lazy("Title"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("It stands under the masthead and can be changed later."),
    )

    def __init__(self, *args: Any, choices: Choices, whole: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        options: list[Any] = [("session", gettext("The whole session"))] if whole else []
        options += [
            (gettext("One day"), [(f"day:{on.isoformat()}", days.day(on, with_weekday=True)) for on in choices.days]),
            (gettext("One delegation"), [(f"delegation:{row.key}", row.name) for row in choices.delegations]),
            (
                gettext("One meeting"),
                [
                    (f"meeting:{row.key}", f"{days.day(timezone.localdate(row.starts_at))} {meeting_title(row)}")
                    for row in choices.meetings
                ],
            ),
        ]
        self.fields["of"].choices = options  # type: ignore[attr-defined]
        self.found = choices

    def of_what(self) -> dict[str, Any]:
        """Return what was chosen, as `start_briefing` takes it."""
        kind, _colon, key = self.cleaned_data["of"].partition(":")
        if kind == "meeting":
            return {"meeting": next(row for row in self.found.meetings if row.key == key)}
        if kind == "delegation":
            return {"delegation": next(row for row in self.found.delegations if row.key == key)}
        return {"on": next(on for on in self.found.days if on.isoformat() == key)} if kind == "day" else {}


class HeadForm(Form):
    """Title, note, masthead and foot of a draft."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=120, required=False)
    note = forms.CharField(
        label=gettext_lazy("Editor's note"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Figures and names in it are checked, too."),
    )
    masthead = forms.CharField(label=gettext_lazy("Masthead"), max_length=80)
    organ = forms.CharField(label=gettext_lazy("Issued by"), max_length=60)
    report_to = forms.CharField(label=gettext_lazy("Reported to (报)"), max_length=200, required=False)
    send_to = forms.CharField(label=gettext_lazy("Sent to (送)"), max_length=200, required=False)
    issue_to = forms.CharField(label=gettext_lazy("Issued to (发)"), max_length=200, required=False)
    copies = forms.IntegerField(label=gettext_lazy("Printed copies"), min_value=1, max_value=99_999, required=False)

    @classmethod
    def of(cls, briefing: Briefing) -> "HeadForm":
        """Return the form of a draft as it stands."""
        return cls(initial={name: getattr(briefing, name) for name in HEAD}, auto_id="h-%s")


class IssueForm(Form):
    """Number and day of what is issued, and why it is issued although something is marked."""

    on = DayField(label=gettext_lazy("Day it bears"))
    number = forms.IntegerField(label=gettext_lazy("Number in this session"), min_value=1, max_value=99_999)
    total = forms.IntegerField(label=gettext_lazy("Number of all"), min_value=1, max_value=999_999)
    reason = forms.CharField(
        label=gettext_lazy("Why the marked places stay"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("At least 4 characters. The trail keeps it."),
    )
    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, numbered: bool, marked: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not numbered:
            del self.fields["number"], self.fields["total"]
        if not marked:
            del self.fields["reason"]


class ReasonForm(Form):
    """Why something is withdrawn."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("At least 4 characters. Whoever opens it will read this."),
    )
