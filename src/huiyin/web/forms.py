"""Forms of the pages: how they are drawn, and errors that say what to do instead of what is wrong."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.validators import (
    EmailValidator,
    MaxLengthValidator,
    MaxValueValidator,
    MinLengthValidator,
    MinValueValidator,
    URLValidator,
    validate_email,
)
from django.forms.renderers import DjangoTemplates
from django.utils.translation import gettext_lazy, ngettext_lazy

from huiyin.people.lines import seen

DASHES = "---------"  # what Django shows where nothing is chosen
SURE = "sure"  # the field of an act that was asked about
LAST_DAY = "9999-12-31"
NOTHING = "—"  # what our forms show where nothing need be chosen


DJANGOS = (validate_email, *forms.URLField.default_validators)  # whose words are not ours


class Renderer(DjangoTemplates):
    """The renderer of `FORM_RENDERER`: each field by `components/field.html`; widgets stay Django's."""

    field_template_name = "components/field.html"


class AtLeast(MinLengthValidator):
    """Asks for more characters, in words."""

    message = ngettext_lazy(
        "Write at least %(limit_value)d character", "Write at least %(limit_value)d characters", "limit_value"
    )


class AtMost(MaxLengthValidator):
    """Asks for fewer characters, in words."""

    message = gettext_lazy("Write %(limit_value)d characters at most; there are %(show_value)d")


class Form(forms.Form):
    """The base of all forms: no colon after labels, and errors in the manner of the pages."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            reword(field)


class ModelForm(forms.ModelForm):  # type: ignore[type-arg]  # generic for the stubs only
    """The same for forms of one row."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            reword(field)


class Pressed(Form):
    """Carries along what was pressed while a page asks whether it is meant; nothing of it is seen."""

    def __init__(self, **pressed: str) -> None:
        super().__init__()
        for name, value in {**pressed, SURE: "1"}.items():
            self.fields[name] = forms.CharField(widget=forms.HiddenInput, initial=value)


def reword(field: forms.Field) -> None:
    """Give a field the errors of the pages: what to do, by the kind of field."""
    chosen = isinstance(field, (forms.ChoiceField, forms.ModelChoiceField))
    ask = gettext_lazy("Choose one") if chosen else gettext_lazy("Fill this in")
    none = gettext_lazy("Choose …") if field.required else gettext_lazy("None of these")
    if isinstance(field, forms.ModelChoiceField):
        if field.empty_label == DASHES:
            field.empty_label = none
    elif isinstance(field, forms.ChoiceField):
        offered = list(field.choices)  # type: ignore[arg-type]  # the stubs name all that may be set, not what is read
        if offered[:1] == [("", DASHES)] or (field.required and offered[:1] == [("", NOTHING)]):
            field.choices = [("", none), *offered[1:]]
    if isinstance(field, forms.FileField):
        ask = gettext_lazy("Choose a file")
    if isinstance(field, forms.BooleanField):
        ask = gettext_lazy("Tick this to go on")
    field.error_messages["required"] = ask
    if "invalid_choice" in field.error_messages:
        field.error_messages["invalid_choice"] = gettext_lazy("Choose one of those offered")
    if isinstance(field, forms.DateField):
        field.error_messages["invalid"] = gettext_lazy("Give a day, such as 2026-05-13")
        if field.widget.attrs.get("type") == "date":  # else a browser takes years of six figures
            field.widget.attrs.setdefault("max", LAST_DAY)
    elif isinstance(field, (forms.IntegerField, forms.DecimalField)):
        field.error_messages["invalid"] = gettext_lazy("Give a number")
    field.error_messages.setdefault("unique", gettext_lazy("This is taken already; choose another"))
    _reword_addresses(field)
    if isinstance(field, forms.CharField):
        # A browser would cut off what is too long without a word; we say it, with all of it kept.
        field.widget.attrs.pop("maxlength", None)
    field.validators = [_reworded(each) for each in field.validators]
    if isinstance(field, forms.CharField) and isinstance(field.widget, forms.TextInput):
        field.to_python = _as_seen(field.to_python)  # type: ignore[method-assign, assignment]


def _reword_addresses(field: forms.Field) -> None:
    """Let fields for mail and pages ask by an example."""
    field.validators = [each for each in field.validators if each not in DJANGOS]
    if isinstance(field, forms.EmailField):
        field.validators.append(EmailValidator(gettext_lazy("Give an e-mail address, such as name@example.org")))
    if isinstance(field, forms.URLField):
        said = gettext_lazy("Give an address, such as https://example.org/page")
        field.error_messages["invalid"] = said
        field.validators.append(URLValidator(message=said))


def _as_seen(to_python: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Let a field of one line take what people see of it: no sign that is invisible or turns the direction."""

    def taken(value: Any) -> Any:
        return to_python(seen(value).strip() if isinstance(value, str) else value)

    return taken


def _reworded(validator: Any) -> Any:
    if "message" in vars(validator):  # says already what to do
        return validator
    if type(validator) is MinLengthValidator:
        return AtLeast(validator.limit_value)
    if type(validator) is MaxLengthValidator:
        return AtMost(validator.limit_value)
    if type(validator) is MinValueValidator:
        return MinValueValidator(validator.limit_value, gettext_lazy("Give %(limit_value)s or more"))
    if type(validator) is MaxValueValidator:
        return MaxValueValidator(validator.limit_value, gettext_lazy("Give %(limit_value)s or less"))
    return validator
