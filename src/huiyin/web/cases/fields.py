"""Fields that steps ask for: units by name, several files, numbers as people type them."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from huiyin.errors import LedgerError
from huiyin.ledger.files import at_sight
from huiyin.ledger.unit_names import split_names
from huiyin.people.models import Place, Unit
from huiyin.people.selectors import units_by_name
from huiyin.web.cases.words import fault_words

UNIT_LIST = "unit-names"  # id of the list of names on the page


class UnitField(forms.CharField):
    """One unit by its name, short name or alias; suggestions come from the page's list of names."""

    def __init__(self, *, place: Place, on: date, **options: Any) -> None:
        self.place, self.on = place, on
        attrs = {"list": UNIT_LIST, "autocomplete": "off"}
        super().__init__(widget=forms.TextInput(attrs=attrs), max_length=80, **options)

    def clean(self, value: Any) -> Any:
        """Return the unit."""
        name = super().clean(value)
        return _one(name, self.place, self.on) if name else None


class UnitsField(forms.CharField):
    """Several units by name, set apart by 、."""

    def __init__(self, *, place: Place, on: date, **options: Any) -> None:
        self.place, self.on = place, on
        attrs = {"data-names": UNIT_LIST, "autocomplete": "off"}
        super().__init__(widget=forms.TextInput(attrs=attrs), max_length=800, **options)

    def clean(self, value: Any) -> Any:
        """Return the units, each once."""
        names = split_names(super().clean(value))
        return list(dict.fromkeys(_one(name, self.place, self.on) for name in names))


def _one(name: str, place: Place, on: date) -> Unit:
    found = units_by_name(name, on, place=place)
    if not found:
        raise ValidationError(gettext("No unit is called “%(name)s”. Take a name from the list.") % {"name": name})
    if len(found) > 1:
        raise ValidationError(
            gettext("Several units are called “%(name)s”: %(names)s. Write the full name.")
            % {"name": name, "names": "、".join(unit.name for unit in found)}
        )
    return found[0]


GROUPED = re.compile(r"[-+]?[1-9](?:\d{0,2}(?:,\d{3})+|\d{0,3}(?:,\d{4})+)(?:\.\d*)?")  # by thousands, or by 万


class NumberField(forms.DecimalField):
    """A number as people type it: full-width digits and thousands with a comma are understood."""

    def __init__(self, **options: Any) -> None:
        attrs = {"inputmode": "decimal", "autocomplete": "off"}
        super().__init__(max_digits=24, decimal_places=6, widget=forms.TextInput(attrs=attrs), **options)

    def to_python(self, value: Any) -> Any:
        """Return the number."""
        if isinstance(value, str):
            value = re.sub(r"\s", "", unicodedata.normalize("NFKC", value))
            if GROUPED.fullmatch(value):  # of 38,5 and 0,385 nobody knows what was meant; 385 would be far more
                value = value.replace(",", "")
        return super().to_python(value)


class _SeveralFiles(forms.FileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files at once."""

    def __init__(self, *, most: int, **options: Any) -> None:
        self.most = most
        super().__init__(widget=_SeveralFiles(attrs={"multiple": True}), **options)

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Return the files as a list."""
        several: Sequence[Any] = data if isinstance(data, (list, tuple)) else [data] if data else []
        if len(several) > self.most:
            raise ValidationError(gettext("At most %(n)d files at once.") % {"n": self.most})
        if not several:
            super().clean(None, initial)
            return []
        faults = [said for said in map(_fault_of, several) if said]
        if faults:
            raise ValidationError(faults)
        return [super(FilesField, self).clean(each, initial) for each in several]


def _fault_of(upload: Any) -> str:
    """Return what is wrong with a file that shows without a look into it, so that it is said with all else; or ""."""
    try:
        at_sight(upload)
    except LedgerError as error:
        return fault_words(error)
    return ""
