"""Forms of the congress; each names what it asks in the words of a session's secretariat."""

from datetime import date, datetime, time
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy, pgettext_lazy

from huiyin.congress.models import AgendaItem, Congress, Delegation, Group, Mandate, Meeting, Membership, Session
from huiyin.congress.seats import mandates_on
from huiyin.ledger.models import Source
from huiyin.people.models import Place
from huiyin.web.forms import Form
from huiyin.web.people.fields import AccountField, DayField, UnitField


class TimeField(forms.TimeField):
    """A local time of day."""

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"), **options)
        self.error_messages["invalid"] = gettext_lazy("Give a time, such as 09:00")


class CongressForm(Form):
    """A congress in its term."""

    place = forms.ModelChoiceField(label=gettext_lazy("Place"), queryset=Place.objects.none(), to_field_name="code")
    level = forms.ChoiceField(label=gettext_lazy("Level"), choices=Congress.Level.choices)
    number = forms.IntegerField(
        label=gettext_lazy("Term number"), min_value=1, max_value=99, help_text=gettext_lazy("17 for the 17th term.")
    )
    from_on = DayField(label=gettext_lazy("First day of the term"))
    to_on = DayField(
        label=gettext_lazy("Last day of the term"),
        required=False,
        help_text=gettext_lazy("A term lasts until the next congress first meets; leave it empty until that is known."),
    )
    size = forms.IntegerField(
        label=gettext_lazy("Seats"), min_value=1, max_value=5000, required=False, help_text=gettext_lazy("As fixed.")
    )

    def __init__(self, *args: Any, places: QuerySet[Place], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].queryset = places  # type: ignore[attr-defined]


class SessionForm(Form):
    """A session of a congress."""

    number = forms.IntegerField(
        label=gettext_lazy("Session number"), min_value=1, max_value=99, help_text=gettext_lazy("5 for session 5.")
    )
    year = forms.IntegerField(
        label=gettext_lazy("Year"),
        min_value=1949,
        max_value=2200,
        help_text=gettext_lazy("That of the report on the work of the government."),
    )
    opens_on = DayField(label=gettext_lazy("Opens on"))
    closes_on = DayField(label=gettext_lazy("Closes on"), required=False, help_text=gettext_lazy("That day included."))


class ItemForm(Form):
    """An item of the agenda."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=200)
    treatment = forms.ChoiceField(
        label=gettext_lazy("What is done with it"),
        choices=AgendaItem.Treatment.choices,
        help_text=gettext_lazy(
            "Work reports and motions are deliberated; plans, budgets and outlines are examined and approved."
        ),
    )
    source = forms.ModelChoiceField(
        label=gettext_lazy("Report that the site keeps"),
        queryset=Source.objects.none(),
        to_field_name="key",
        required=False,
        help_text=gettext_lazy("Take the text in under “Sources and review” first, then choose it here."),
    )

    def __init__(self, *args: Any, sources: QuerySet[Source], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["source"].queryset = sources  # type: ignore[attr-defined]


class DelegationForm(Form):
    """A delegation of a congress."""

    name = forms.CharField(label=gettext_lazy("Full name"), max_length=60)
    short_name = forms.CharField(label=gettext_lazy("Short name"), max_length=20, required=False)
    place = forms.ModelChoiceField(
        label=gettext_lazy("Place that elected it"),
        queryset=Place.objects.all(),
        to_field_name="code",
        required=False,
        help_text=gettext_lazy("Commitments voiced in it are proposed to the government of that place."),
    )
    position = forms.IntegerField(
        label=gettext_lazy("Order"),
        min_value=1,
        max_value=999,
        help_text=gettext_lazy("The order in which lists and briefings name the delegations."),
    )


class GroupForm(Form):
    """A group of a delegation."""

    name = forms.CharField(label=gettext_lazy("Name of the group"), max_length=40)


class ObserverForm(Form):
    """Somebody who sits in without a vote."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=40)
    post = forms.CharField(label=gettext_lazy("Unit and post"), max_length=120, required=False)
    unit = UnitField(label=gettext_lazy("Unit in this system"), required=False)
    delegation = forms.ModelChoiceField(
        label=gettext_lazy("Sits in the meetings of"),
        queryset=Delegation.objects.none(),
        to_field_name="key",
        required=False,
        help_text=gettext_lazy("Without a delegation, in plenary meetings only."),
    )

    def __init__(self, *args: Any, congress: Congress, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["delegation"].queryset = congress.delegations.all()  # type: ignore[attr-defined]


class PresidiumForm(Form):
    """The members of the presidium, out of the deputies who sit on the day."""

    members = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Members of the presidium"),
        queryset=Mandate.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, session: Session, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        members = self.fields["members"]
        sitting = mandates_on(session.congress, session.opens_on).select_related("deputy")
        members.queryset = sitting.order_by("number", "deputy__name")  # type: ignore[attr-defined]
        members.label_from_instance = lambda row: f"{row.number} {row.deputy.name}".strip()  # type: ignore[attr-defined]


class MeetingForm(Form):
    """A meeting: whose, when, where, what about."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=Meeting.Kind.choices)
    delegation = forms.ModelChoiceField(
        label=gettext_lazy("Delegation"),
        queryset=Delegation.objects.none(),
        to_field_name="key",
        required=False,
        help_text=gettext_lazy("For the meeting of a delegation."),
    )
    group = forms.ModelChoiceField(
        label=gettext_lazy("Group"),
        queryset=Group.objects.none(),
        to_field_name="key",
        required=False,
        help_text=gettext_lazy("For the meeting of a group."),
    )
    on = DayField(label=gettext_lazy("Day"))
    starts = TimeField(label=gettext_lazy("Starts"))
    ends = TimeField(label=gettext_lazy("Ends"), required=False)
    room = forms.CharField(label=gettext_lazy("Room"), max_length=80, required=False)
    agenda = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Items of the agenda"),
        queryset=AgendaItem.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        to_field_name="key",
        required=False,
    )

    def __init__(self, *args: Any, session: Session, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["delegation"].queryset = session.congress.delegations.all()  # type: ignore[attr-defined]
        groups = Group.objects.filter(delegation__congress=session.congress).select_related("delegation")
        group = self.fields["group"]
        group.queryset = groups.order_by("delegation__position", "name")  # type: ignore[attr-defined]
        group.label_from_instance = lambda row: f"{row.delegation.label} · {row.name}"  # type: ignore[attr-defined]
        self.fields["agenda"].queryset = session.agenda.order_by("position")  # type: ignore[attr-defined]

    def planned(self) -> dict[str, Any]:
        """Return the fields of the meeting; the group of a group meeting says which delegation it is of.

        What could not be read is None.
        """
        given = dict.fromkeys(self.fields) | self.cleaned_data
        group = given["group"]
        delegation = given["delegation"]
        if given["kind"] == Meeting.Kind.GROUP and group is not None:
            delegation = delegation or group.delegation
        return {
            "kind": given["kind"],
            "delegation": delegation,
            "group": group,
            "starts_at": _moment(given["on"], given["starts"]),
            "ends_at": _moment(given["on"], given["ends"]),
            "room": given["room"],
            "agenda": list(given["agenda"] or ()),
        }


class SeatForm(Form):
    """Where a deputy sits from a day."""

    delegation = forms.ModelChoiceField(
        label=gettext_lazy("Delegation"), queryset=Delegation.objects.none(), to_field_name="key"
    )
    group = forms.ModelChoiceField(
        label=gettext_lazy("Group"), queryset=Group.objects.none(), to_field_name="key", required=False
    )
    office = forms.ChoiceField(label=gettext_lazy("Office in the delegation"), choices=Membership.Office.choices)
    on = DayField(
        label=gettext_lazy("From the day"),
        help_text=gettext_lazy("Until the day before, the deputy sits where it was; counts of those days stay right."),
    )

    def __init__(self, *args: Any, congress: Congress, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["delegation"].queryset = congress.delegations.all()  # type: ignore[attr-defined]
        groups = Group.objects.filter(delegation__congress=congress).select_related("delegation")
        group = self.fields["group"]
        group.queryset = groups.order_by("delegation__position", "name")  # type: ignore[attr-defined]
        group.label_from_instance = lambda row: f"{row.delegation.label} · {row.name}"  # type: ignore[attr-defined]


class ElectionForm(SeatForm):
    """A deputy newly elected."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=40)
    post = forms.CharField(label=gettext_lazy("Unit and post"), max_length=120, required=False)
    number = forms.CharField(label=pgettext_lazy("deputy", "Number"), max_length=20, required=False)
    field_order = ("name", "post", "number", "delegation", "group", "office", "on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].help_text = gettext("The day from which the seat holds, such as that of the by-election.")


class DeputyForm(Form):
    """Name, post and number, corrected."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=40)
    post = forms.CharField(label=gettext_lazy("Unit and post"), max_length=120, required=False)
    number = forms.CharField(label=pgettext_lazy("deputy", "Number"), max_length=20, required=False)


class ContactsForm(Form):
    """Telephone number and mail address, for the vault; what is kept is never shown here."""

    vault_phone = forms.RegexField(
        label=gettext_lazy("Telephone"),
        regex=r"^(1\d{10}|0\d{2,3}-?\d{7,8}|\d{7,8})$",
        required=False,
        error_messages={"invalid": gettext_lazy("Give a telephone number, such as 13800990001")},
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}),
    )
    vault_email = forms.EmailField(
        label=gettext_lazy("E-mail"),
        required=False,
        error_messages={"invalid": gettext_lazy("Give a mail address, such as name@example.cn")},
    )


class EndForm(Form):
    """When and why a seat ends."""

    on = DayField(label=gettext_lazy("Last day of the seat"))
    ended_by = forms.ChoiceField(label=gettext_lazy("Reason"), choices=Mandate.EndedBy.choices)


class TieForm(Form):
    """An account that is there."""

    account = AccountField(label=gettext_lazy("Account"), help_text=gettext_lazy("By user name, or by name."))


class RosterOptions(Form):
    """What an import is told beside the file."""

    on = DayField(
        label=gettext_lazy("From the day"),
        help_text=gettext_lazy("From when changes hold; a row may name a day of its own."),
    )
    replace_contacts = forms.BooleanField(
        label=gettext_lazy("Replace telephone numbers and mail addresses that the vault holds already"), required=False
    )


def _moment(on: date | None, at: time | None) -> datetime | None:
    return None if on is None or at is None else timezone.make_aware(datetime.combine(on, at))
