"""Forms of what deputies write and decide."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from huiyin.congress.filing import respondents
from huiyin.congress.models import Congress, Kind, SuggestionDraft
from huiyin.congress.seats import named_on
from huiyin.ledger.files import MOST_AT_ONCE, types
from huiyin.ledger.unit_names import split_names
from huiyin.people.models import Deputy, Unit
from huiyin.web.cases import words
from huiyin.web.cases.fields import FilesField
from huiyin.web.congress.words import congress_title
from huiyin.web.forms import Form, reword
from huiyin.web.secret_words import with_unread
from huiyin.web.suggestions.words import part_names

PUBLISH = (("yes", _("Yes, text and reply may be published")), ("no", _("No, please do not publish them")))
LONG = 20_000


class DraftForm(Form):
    """What a deputy writes; an unfinished one can be saved at any time."""

    use_required_attribute = False
    revision = forms.IntegerField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(
        label=_("What it is"),
        choices=Kind.choices,
        widget=forms.RadioSelect(),
        help_text=_(
            "A motion gives cause, grounds and a plan; a formal inquiry is put at the session by ten deputies or more. "
            "Their fields come with saving."
        ),
    )
    respondent = forms.ModelChoiceField(
        Unit.objects.none(), label=_("Whom it is put to"), to_field_name="key", required=False
    )
    title = forms.CharField(
        label=_("Title"),
        max_length=100,
        required=False,
        help_text=_("One matter in one item, such as “On solving the shortage of parking in old neighbourhoods”"),
        widget=forms.TextInput(attrs={"data-draft": "1", "autocomplete": "off"}),
    )
    grounds = forms.CharField(
        label=_("Reasons"),
        max_length=LONG,
        required=False,
        help_text=_("What is so and what is wrong, since when, whom it concerns; figures with where they come from"),
        widget=forms.Textarea(attrs={"rows": 8, "data-draft": "1"}),
    )
    proposals = forms.CharField(
        label=_("What is proposed"),
        max_length=LONG,
        required=False,
        help_text=_("Point by point: who should do what. The reply will answer in the same order"),
        widget=forms.Textarea(attrs={"rows": 8, "data-draft": "1"}),
    )
    wish = forms.CharField(
        label=_("Wish for the handling"),
        max_length=300,
        required=False,
        help_text=_("Which unit should handle it, whether you wish to be visited"),
        widget=forms.TextInput(attrs={"data-draft": "1"}),
    )
    publish = forms.ChoiceField(label=_("Publication"), choices=PUBLISH, required=False, widget=forms.RadioSelect())
    attached = FilesField(
        most=MOST_AT_ONCE,
        label=_("Attachments"),
        required=False,
        help_text=_("Pictures, tables, documents; they are kept with the draft when it is saved."),
    )

    def __init__(self, *args: Any, draft: SuggestionDraft, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        kind = self["kind"].value()
        self.fields["grounds"].label, self.fields["proposals"].label = part_names(kind)
        if kind == Kind.INQUIRY:
            self.fields["respondent"].queryset = respondents(draft.congress, on=on)  # type: ignore[attr-defined]
            del self.fields["wish"]
            self.fields["title"].help_text = gettext("What it is about, such as 关于供热管网改造进度的质询案")
            self.fields["grounds"].help_text = gettext("The questions, one by one, each so that it can be answered")
            self.fields["proposals"].help_text = gettext("The facts, figures and rules behind it, with sources")
        else:
            del self.fields["respondent"]
        if kind == Kind.MOTION:
            self.fields["title"].help_text = gettext("One matter in one motion, such as 关于加强饮用水水源保护的议案")
            self.fields["grounds"].help_text = gettext(
                "What is to be decided on and why: facts, figures, the law it rests on"
            )
            self.fields["proposals"].help_text = gettext("What the congress is to decide, point by point")
        self.fields["attached"].help_text = with_unread(self.fields["attached"].help_text)
        self.fields["attached"].widget.attrs["accept"] = ",".join("." + each for each in types())

    def as_shown(self) -> "DraftForm":
        """Return the form as it is shown: what filing needs is not said to be optional, though saving needs none."""
        if self.is_bound:
            self.is_valid()  # before the fields say so
        for name in ("respondent", "title", "grounds", "proposals", "publish"):
            if name in self.fields:
                self.fields[name].required = True
        return self

    @classmethod
    def of(cls, draft: SuggestionDraft, *, on: date) -> "DraftForm":
        """Return the form that shows a draft."""
        said = {True: "yes", False: "no", None: ""}[draft.publish]
        names = ("kind", "respondent", "title", "grounds", "proposals", "wish", "revision")
        return cls(initial={**{name: getattr(draft, name) for name in names}, "publish": said}, draft=draft, on=on)

    def clean(self) -> dict[str, Any]:
        """Return what was written, line ends as stored."""
        given = super().clean() or {}
        for name in ("grounds", "proposals"):
            given[name] = (given.get(name) or "").replace("\r\n", "\n")
        given["publish"] = {"yes": True, "no": False}.get(str(given.get("publish") or ""))
        return given


class PaperForm(Form):
    """For which deputy the secretariat enters what came on paper."""

    congress = forms.ModelChoiceField(Congress.objects.none(), label=_("Congress"))
    deputy = forms.CharField(
        label=_("Filing deputy"),
        max_length=40,
        help_text=_("The name as the roster has it; add the number where several bear it."),
        widget=forms.TextInput(attrs={"list": "deputy-names", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, congresses: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["congress"]
        field.queryset = congresses  # type: ignore[attr-defined]
        field.label_from_instance = congress_name  # type: ignore[attr-defined]
        if congresses.count() == 1:
            field.initial = congresses.first()


class InviteForm(Form):
    """Whom to ask for co-signing, by name."""

    names = forms.CharField(
        label=_("Invite deputies"),
        max_length=2000,
        help_text=_(
            "By name; several deputies are set apart by “、”. Where several bear a name, add the number: 王芳（012）."
        ),
        widget=forms.TextInput(
            attrs={
                "list": "deputy-names",
                "data-names": "deputy-names",
                "data-enter": "d-invite",
                "autocomplete": "off",
                "form": "d-form",
            }
        ),
    )

    def __init__(self, *args: Any, paper: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        if paper:
            self.fields["names"].label = gettext("Who has signed on the paper")


class EvaluationForm(Form):
    """What a deputy finds of a reply, on one screen."""

    use_required_attribute = False
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, grades: Sequence[str], attitude: str, parts: Sequence[tuple[str, str]], **o: Any):
        super().__init__(*args, **o)
        offered = [(code, said) for code, said in words.opinions() if code in grades]
        if parts:
            self.fields["unit_key"] = forms.ChoiceField(
                label=_("Whose part"), choices=[("", "—"), *parts], required=False
            )
        if attitude != "no":
            self.fields["attitude"] = forms.ChoiceField(
                label=_("How you were treated"),
                choices=offered,
                required=attitude == "must",
                widget=forms.RadioSelect(),
            )
        self.fields["result"] = forms.ChoiceField(
            label=_("How the matter was handled"), choices=offered, widget=forms.RadioSelect()
        )
        self.fields["reason"] = forms.CharField(
            label=_("Reason or remark"),
            max_length=2000,
            required=False,
            help_text=_("Needed where you are not satisfied, at least 10 characters"),
            widget=forms.Textarea(attrs={"rows": 4, "data-draft": "1"}),
        )
        for field in self.fields.values():
            reword(field)


def congress_name(congress: Congress) -> str:
    """Return the name of a congress: 云汀市第十七届人民代表大会."""
    return congress_title(congress)


def names_typed(text: str, sitting: Any) -> list[str]:
    """Return the names in what was typed, each once, a number with the name before it (王芳 012).

    A space sets them apart too, unless it stands in one (苏 澄).
    """
    known = set(sitting.values_list("name", flat=True))
    found: list[str] = []
    for typed in split_names(text):
        parts = typed.split()
        whole = next((each for each in (typed, "".join(parts)) if each in known), "")
        for part in [whole] if whole else parts:
            if part.isdigit() and found:
                found[-1] += f"（{part}）"
            else:
                found.append(part)
    return list(dict.fromkeys(found))


def deputies_named(congress: Congress, names: Sequence[str], on: date) -> tuple[list[Deputy], list[str], list[str]]:
    """Return the deputies of these names, the names that nobody has, and those that several have."""
    seats = {name: named_on(congress, name, on) for name in names}
    found = [rows[0].deputy for rows in seats.values() if len(rows) == 1]
    return (
        list(dict.fromkeys(found)),
        [name for name, rows in seats.items() if not rows],
        [name for name, rows in seats.items() if len(rows) > 1],
    )
