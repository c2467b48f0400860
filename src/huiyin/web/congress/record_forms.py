"""Forms of records: the text in one of three ways, a correction of a remark, to whom something is offered."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext, gettext_lazy

from huiyin.congress.models import Mandate, Observer
from huiyin.web import numbers
from huiyin.web.forms import Form

ENDINGS = ".docx,.txt,.srt,.vtt,.html,.htm,.pdf"
_CLOCK = re.compile(r"(?:(?:(\d{1,2})[:：])?(\d{1,3})[:：])?(\d{1,5})")


class RecordForm(Form):
    """A new record: a file, a pasted text, or neither, to be typed in the meeting."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=200)
    file = forms.FileField(
        label=gettext_lazy("File"),
        required=False,
        allow_empty_file=True,
        help_text=gettext_lazy("docx, txt, html, pdf with text, or a transcript with times (SRT, VTT)"),
        widget=forms.ClearableFileInput(attrs={"accept": ENDINGS, "data-drop": "1"}),
    )
    text = forms.CharField(
        label=gettext_lazy("Or paste the text"),
        required=False,
        strip=False,
        help_text=gettext_lazy("Leave both empty to type it in the meeting."),
        widget=forms.Textarea(attrs={"rows": 8}),  # no draft in the browser: it would keep a secret text there
    )
    timed = forms.BooleanField(
        label=gettext_lazy("Speaking time is measured here"),
        required=False,
        help_text=gettext_lazy("Only where the place measures it; the times of a transcript are counted then."),
    )

    def clean(self) -> dict[str, Any]:
        """Ask for one text, not two, within the limit of uploads."""
        given = super().clean() or {}
        file = given.get("file")
        if file and (given.get("text") or "").strip():
            raise forms.ValidationError(gettext("Give a file or a text, not both: they would be two records."))
        if file and file.size > settings.UPLOAD_LIMIT_BYTES:
            sizes = {"size": numbers.size(file.size), "limit": numbers.size(settings.UPLOAD_LIMIT_BYTES)}
            self.add_error("file", gettext("The file is %(size)s; the limit is %(limit)s. Split it.") % sizes)
        return given


class WhoForm(Form):
    """Who spoke: one of the roster of that day, grouped by delegation, who sits in, or nobody of either.

    Who speaks by now is chosen already; one who has left the roster meanwhile stands on top of it.
    """

    who = forms.ChoiceField(label=gettext_lazy("Who spoke"))

    def __init__(
        self, *args: Any, people: Sequence[tuple[str, list[tuple[str, str]]]], present: str = "", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        chosen = str((self.initial or {}).get("who") or "")
        offered = {value for _delegation, options in people for value, _name in options}
        first = [("nobody", gettext("Nobody of the roster"))]
        if not chosen:
            first.insert(0, ("", "—"))
        elif chosen != "nobody" and chosen not in offered:
            told = gettext("%(name)s (on the roster of that day no more)")
            first.insert(0, (chosen, told % {"name": present}))
        self.fields["who"].choices = [*first, *people]  # type: ignore[attr-defined]


class SplitForm(Form):
    """Where the second part begins."""

    offset = forms.TypedChoiceField(
        label=gettext_lazy("The second part begins with"), coerce=int, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, places: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["offset"].choices = places  # type: ignore[attr-defined]


class AboutForm(Form):
    """Which paragraph of a report a remark speaks about."""

    passage = forms.ChoiceField(label=gettext_lazy("It speaks about"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, passages: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        nothing = ("none", gettext("No paragraph of a report"))
        self.fields["passage"].choices = [*passages, nothing]  # type: ignore[attr-defined]


class SecondsField(forms.CharField):
    """A time as 4:30 or as seconds; "" means that it is not known."""

    def to_python(self, value: Any) -> Any:
        """Return seconds, or None."""
        text = str(super().to_python(value) or "").strip()
        if not text:
            return None
        found = _CLOCK.fullmatch(text)
        if found is None:
            raise forms.ValidationError(gettext("Give minutes and seconds, such as 4:30, of one day at most."))
        hours, minutes, seconds = (int(part or 0) for part in found.groups())
        return hours * 3600 + minutes * 60 + seconds


class SecondsForm(Form):
    """How long somebody spoke."""

    seconds = SecondsField(
        label=gettext_lazy("Speaking time"), required=False, help_text=gettext_lazy("Minutes and seconds, such as 4:30")
    )


class OfferForm(Form):
    """To which deputy a suggestion is offered as a draft."""

    deputy = forms.ChoiceField(
        label=gettext_lazy("Deputy"),
        help_text=gettext_lazy("The deputy decides; without filing it is no suggestion."),
    )

    def __init__(self, *args: Any, deputies: Iterable[tuple[str, list[tuple[str, str]]]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["deputy"].choices = [("", "—"), *deputies]  # type: ignore[attr-defined]


class ProposeForm(Form):
    """What is said with a proposal to a government."""

    text = forms.CharField(
        label=gettext_lazy("Words for the government"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "data-draft": "1"}),
    )


def named(kind: str, pk: int) -> str:
    """Return somebody as a form's value."""
    return f"{kind}:{pk}"


def who_named(value: str) -> dict[str, Any]:
    """Return whom a form's value names, as services take it; nobody for `nobody`; LookupError for anything else."""
    if value == "nobody":
        return {}
    kind, _colon, pk = value.partition(":")
    model: Any = {"mandate": Mandate, "observer": Observer}.get(kind)
    if model is None or not pk.isdecimal():
        raise LookupError(value)
    row = model.objects.filter(pk=int(pk[:18])).first()
    if row is None:
        raise LookupError(value)
    return {kind: row}
