"""Fields that take a person or a unit by name (填名): typed or picked from the list that the browser offers."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext

from huiyin.people.models import Account, Place, Unit
from huiyin.people.selectors import units_by_name

ACCOUNTS, UNITS = "known-accounts", "known-units"  # ids of the lists: components/known.html


class DayField(forms.DateField):
    """A local day."""

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **options)


class AccountField(forms.CharField):
    """Somebody whose account is open, by user name or by a name that only one person bears."""

    def __init__(self, **options: Any) -> None:
        widget = forms.TextInput(attrs={"list": ACCOUNTS, "autocomplete": "off"})
        super().__init__(max_length=80, widget=widget, **options)

    def clean(self, value: Any) -> Any:
        """Return the account, or None where nothing was typed."""
        text = super().clean(value)
        if not text:
            return None
        found = Account.objects.filter(is_active=True, username__iexact=text)
        found = found or Account.objects.filter(is_active=True, name=text)
        if len(found) != 1:
            said = (
                gettext("Several people are called that; type the user name.")
                if found
                else gettext("Nobody is called that. Type a part of the name and take it from the list.")
            )
            raise forms.ValidationError(said, code="unknown")
        return found[0]

    def prepare_value(self, value: Any) -> Any:
        """Return what stands in the box."""
        return value.username if isinstance(value, Account) else value


class UnitField(forms.CharField):
    """A unit by any of its names of today."""

    def __init__(self, *, place: Place | None = None, on: date | None = None, **options: Any) -> None:
        widget = forms.TextInput(attrs={"list": UNITS, "autocomplete": "off"})
        super().__init__(max_length=80, widget=widget, **options)
        self.place, self.on = place, on

    def clean(self, value: Any) -> Any:
        """Return the unit, or None where nothing was typed."""
        text = super().clean(value)
        if not text:
            return None
        found = units_by_name(text, self.on or timezone.localdate(), place=self.place)
        if len(found) != 1:
            names = ", ".join(f"{unit.name} ({unit.place.name})" for unit in found[:5])
            said = (
                gettext("Several units are called that: %(names)s") % {"names": names}
                if found
                else gettext("No unit is called that. Type a part of the name and take it from the list.")
            )
            raise forms.ValidationError(said, code="unknown")
        return found[0]

    def prepare_value(self, value: Any) -> Any:
        """Return what stands in the box."""
        return value.name if isinstance(value, Unit) else value
