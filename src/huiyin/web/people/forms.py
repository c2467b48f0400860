"""Forms of the administration of people."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy

from huiyin.errors import HuiyinError, PeopleError
from huiyin.people.models import Account, Place, Role, RoleGrant
from huiyin.people.services import deputising_faults, username_kept
from huiyin.web.forms import Form, ModelForm
from huiyin.web.navigation import role_words
from huiyin.web.people.fields import AccountField, DayField, UnitField
from huiyin.web.people.words import said
from huiyin.web.secret_words import refuse_secret_in

# at which field a refusal stands; of the others it is the person who acts
DEPUTISING_FIELDS = {"days.turned_round": "to_on", "deputising.too_long": "to_on", "deputising.scope": "absent"}


class AccountForm(ModelForm):
    """What an administrator says of an account."""

    class Meta:
        """Which columns, and what they are called."""

        model = Account
        fields = ("name", "username", "email")
        labels = {
            "name": gettext_lazy("Name"),
            "username": gettext_lazy("User name"),
            "email": gettext_lazy("E-mail"),
        }
        help_texts = {
            "username": gettext_lazy("What the person types to sign in; letters, figures, - _ . @"),
            "email": gettext_lazy("For the daily mail only; it does not sign in."),
        }
        error_messages: ClassVar = {"username": {"unique": gettext_lazy("This user name is taken; choose another.")}}

    def clean_username(self) -> str:
        """Say with all else that is wrong what makes a user name none, or that it is taken."""
        try:
            return username_kept(self.cleaned_data["username"], but=self.instance if self.instance.pk else None)
        except PeopleError as error:
            raise ValidationError(said(error), code=error.code) from error


class FirstGrantForm(Form):
    """The first role of a new account; more can follow."""

    role = forms.ChoiceField(label=gettext_lazy("Role"), required=False)
    unit = UnitField(label=gettext_lazy("For the unit"), required=False)
    place = forms.ModelChoiceField(
        label=gettext_lazy("Or for the whole place"), queryset=Place.objects.all(), required=False, to_field_name="code"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "—"), *((role, role_words(role)) for role in Role.values)]
        self.fields["role"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Ask for a unit or a place where a role is named, and for the role where one of them is."""
        given = self.cleaned_data
        read = not {"unit", "place"} & set(self.errors)
        if not given.get("role") and (given.get("unit") or given.get("place")) and "role" not in self.errors:
            self.add_error("role", gettext("Choose the role, or take the unit and the place away."))
        if given.get("role") and bool(given.get("unit")) == bool(given.get("place")) and read:
            self.add_error("unit", gettext("Name either a unit or a place."))
        return given


class GrantForm(FirstGrantForm):
    """A role, where it holds, from when until when."""

    from_on = DayField(label=gettext_lazy("From the day"))
    to_on = DayField(label=gettext_lazy("Until the day"), required=False, help_text=gettext_lazy("That day included."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].required = True


class LeaveForm(Form):
    """Who takes over, and what."""

    handed = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Roles that the successor takes over"),
        queryset=RoleGrant.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    successor = AccountField(
        label=gettext_lazy("Successor"),
        required=False,
        help_text=gettext_lazy("Cases stay with their unit; the successor finds them on the own desk."),
    )

    def __init__(self, *args: Any, grants: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        handed = self.fields["handed"]
        handed.queryset = grants  # type: ignore[attr-defined]
        handed.label_from_instance = grant_words  # type: ignore[attr-defined]
        if not grants:
            del self.fields["handed"]

    def clean(self) -> dict[str, Any]:
        """Ask for the successor where something is handed over."""
        given = self.cleaned_data
        if given.get("handed") and not given.get("successor") and "successor" not in self.errors:
            self.add_error("successor", gettext("Name a successor, or hand nothing over."))
        return given


class DeputisingForm(Form):
    """Who is away, who acts, from when until when."""

    absent = AccountField(label=gettext_lazy("Who is away"))
    acting = AccountField(label=gettext_lazy("Who acts"))
    from_on = DayField(label=gettext_lazy("From the day"))
    to_on = DayField(label=gettext_lazy("Until the day"), help_text=gettext_lazy("That day included."))

    def clean(self) -> dict[str, Any]:
        """Say what is wrong with days and persons at once, each at its field."""
        given = self.cleaned_data
        told = {name: given.get(name) for name in ("absent", "acting", "from_on", "to_on")}
        for fault in deputising_faults(**told):
            refuse(self, fault, DEPUTISING_FIELDS.get(fault.code, "acting"))
        if not self.errors and given["to_on"] < timezone.localdate():
            self.add_error("to_on", gettext("These days are over already; look at the year and the month."))
        return given


class ReasonForm(Form):
    """Why something delicate is done."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("At least 10 characters; it stays in the record of openings, with your name."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=400,
    )


def grant_words(grant: RoleGrant) -> str:
    """Return a role with where it holds: 承办人 · 市住建局."""
    where = grant.unit.label if grant.unit else str(grant.place)
    return f"{role_words(grant.role)} · {where}"


def refuse(form: forms.BaseForm, error: HuiyinError, field: str | None = None) -> None:
    """Put the sentence of a refusal on a form; a mark of secrecy is said at the field that bears it."""
    if refuse_secret_in(form, error):
        return
    form.add_error(field if field in form.fields else None, ValidationError(said(error), code=error.code))


def posted(request: HttpRequest) -> QueryDict | None:
    """Return what was sent, be it nothing at all; None where the page is only looked at."""
    return request.POST if request.method == "POST" else None
