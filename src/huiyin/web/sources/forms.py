"""Forms of taking a text in: the text itself, then what is said of it."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from huiyin.ledger.sources import CHARACTERS
from huiyin.people.models import Place
from huiyin.reading import TextKind
from huiyin.web import numbers
from huiyin.web.forms import Form
from huiyin.web.sources import words

ENDINGS = ".txt,.text,.md,.html,.htm,.docx,.pdf"


class TextForm(Form):
    """A file or a pasted text, one of the two."""

    file = forms.FileField(
        label=_("File"),
        required=False,
        allow_empty_file=True,
        help_text=_("txt, html, docx or pdf with text; a scan must go through text recognition first"),
        widget=forms.ClearableFileInput(attrs={"accept": ENDINGS, "data-drop": "1"}),
    )
    text = forms.CharField(
        label=_("Or paste the text"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 10, "data-draft": "1"}),
    )

    use_required_attribute = False

    def one_of_two(self) -> "TextForm":
        """Return the form as it is shown: neither field is said to be optional, for one of them is needed."""
        if self.is_bound:
            self.is_valid()  # before the fields say so: it is the form that asks, not each of them
        for field in self.fields.values():
            field.required = True
        return self

    def clean(self) -> dict[str, Any]:
        """Ask for exactly one of the two, within the limit."""
        given = super().clean() or {}
        file, text = given.get("file"), (given.get("text") or "").strip()
        if not file and not text:
            raise forms.ValidationError(_("Choose a file or paste a text."))
        if file and text:
            raise forms.ValidationError(_("Give a file or a text, not both: they would be two sources."))
        if file and file.size > settings.UPLOAD_LIMIT_BYTES:
            sizes = {"size": numbers.size(file.size), "limit": numbers.size(settings.UPLOAD_LIMIT_BYTES)}
            self.add_error("file", _("The file is %(size)s; the limit is %(limit)s. Split it.") % sizes)
        if len(text) > CHARACTERS:
            self.add_error("text", _("The text is longer than one source may be. Split it."))
        return given


class DescriptionForm(Form):
    """What is said of a text; proposed by the text itself, settled by a person."""

    title = forms.CharField(label=_("Title"), max_length=200)
    text_kind = forms.ChoiceField(label=_("Sort of text"))
    publisher = forms.CharField(label=_("Publisher"), max_length=120, required=False)
    published_on = forms.DateField(
        label=_("Published on"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    year = forms.IntegerField(
        label=_("Year in which it was spoken"),
        required=False,
        min_value=1949,
        max_value=2100,
        help_text=_("“This year” in the text is this one"),
    )
    place = forms.ModelChoiceField(
        label=_("Place"),
        queryset=Place.objects.none(),
        required=False,
        empty_label=_("Another place, or none"),
        help_text=_("What “the whole city” means in the text"),
    )
    url = forms.URLField(label=_("Address of the page"), max_length=500, required=False, assume_scheme="https")
    blind_review = forms.BooleanField(
        label=_("Two people confirm independently"),
        required=False,
        help_text=_(
            "Neither sees the other's decisions; differences are settled side by side. Cannot be changed later"
        ),
    )
    shared = forms.BooleanField(
        label=_("Published text: other houses may read it"),
        required=False,
        help_text=_("Leave it off for drafts: they stay in your house"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind, place = self.fields["text_kind"], self.fields["place"]
        if isinstance(kind, forms.ChoiceField):
            known = words.names()
            kind.choices = [(each.value, known.of("text_kind", each.value)) for each in TextKind]
        if isinstance(place, forms.ModelChoiceField):
            place.queryset = Place.objects.all()


class ReasonForm(Form):
    """Why a source is taken out of review."""

    reason = forms.CharField(
        label=_("Reason"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3, "data-draft": "1"})
    )
