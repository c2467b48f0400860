"""The form of a step, made from what its policy says that it must be given; one for all steps of all policies."""

from collections.abc import Callable, Sequence
from typing import Any

import msgspec
from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.html import escape
from django.utils.translation import get_language, gettext, ngettext, pgettext

from huiyin import policy
from huiyin.congress.evaluating import results_of
from huiyin.congress.models import Kind
from huiyin.ledger.evaluations import attitude_asked
from huiyin.ledger.files import MOST_AT_ONCE, types
from huiyin.ledger.models import Case
from huiyin.ledger.step_choices import asked_parties, by_quarter, periods
from huiyin.ledger.tasks import due_on_in_text
from huiyin.people.models import Unit
from huiyin.policy.model import Need
from huiyin.web.cases import congress_fields as of_congress
from huiyin.web.cases import task_fields as of_task
from huiyin.web.cases import words
from huiyin.web.cases.fields import FilesField, NumberField, UnitField, UnitsField
from huiyin.web.cases.setting import Setting
from huiyin.web.forms import reword
from huiyin.web.numbers import size
from huiyin.web.secret_words import with_unread
from huiyin.web.sentences import named

LOWER = "lower"  # the tick that confirms a figure below the last one, or far above the target
LONG = ("reason", "text", "said", "problem", "next")
RELATIONS = (("", "—"), (">=", "≥"), ("=", "="), ("~", "≈"), ("<=", "≤"), (">", ">"), ("<", "<"))
LATEST_TEXT = 4000
LETTERS = ("draft_reply", "reply", "correct_reply", "answer")  # steps whose text is a whole letter
REPLIES = ("draft_reply", "reply", "correct_reply")  # those of them that take in what co-handlers say
LETTER_TEXT, LETTER_ROWS = 20_000, 18


class StepForm(forms.Form):
    """One step of a case; `filled` gives what was typed by the names of the policy's needs."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, setting: Setting, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.setting = setting
        self.need_names = [need.name for need in setting.transition.needs]
        if setting.transition.reports_progress:
            self.fields["period"] = _period(setting)
        for need in setting.transition.needs:
            self.fields.update(FIELDS.get(need.name, _words)(need, setting))
        if "result" in self.need_names:
            self._one_remark()
        for field in self.fields.values():
            _in_words(field)
        for name, value in of_congress.asked_of(setting.case, setting.transition.action).items():
            if name in self.fields:
                self.fields[name].initial = value

    def _one_remark(self) -> None:
        """Leave an evaluation one field for words, as its sheet has: the reason where not satisfied, else a remark."""
        if "reason" in self.fields and self.fields.pop("text", None) is not None:
            field = self.fields["reason"]
            field.label = gettext("Reason or remark")
            apart = "" if (get_language() or "zh").startswith("zh") else " "
            needed = gettext("Needed with an opinion of not satisfied, at least 10 characters.")
            field.help_text = apart.join((needed, gettext("Enters the trail; everybody concerned can read it.")))
        elif "text" in self.fields:
            self.fields["text"].label = pgettext("of an evaluation", "Remark")

    def filled(self) -> dict[str, Any]:
        """Return what was filled in, by need, line ends as stored (browsers send two signs); after `is_valid`."""
        found = {name: self.cleaned_data.get(name) for name in (*self.need_names, "period")}
        found = {name: each.replace("\r\n", "\n") if isinstance(each, str) else each for name, each in found.items()}
        if "figure" in self.need_names:
            figure = {name: self.cleaned_data.get(name) for name in FIGURE_PARTS}
            found["figure"] = figure if figure["target_value"] is not None else None
        return {name: value for name, value in found.items() if value not in (None, "", [])}

    def ask_if_right(self) -> None:
        """Ask whether an unlikely figure is right: a tick beside it, which sends it as it is."""
        self.fields[LOWER] = forms.BooleanField(
            label=gettext("I have looked at it: the figure is right"), required=False
        )
        names = list(self.fields)
        self.order_fields([*names[: names.index("value") + 1], LOWER])

    @property
    def sure(self) -> bool:
        """Whether an unlikely figure was confirmed."""
        return bool(self.data.get(LOWER))

    def uploads(self) -> Sequence[Any]:
        """Return the files that were handed in."""
        return self.cleaned_data.get("evidence") or ()

    @property
    def asks(self) -> bool:
        """Whether a person has anything to fill in."""
        return len(self.fields) > 1


def _in_words(field: forms.Field) -> None:
    """Give a field the errors of the pages; one that names what it lacks keeps its own."""
    own = field.error_messages["required"]
    reword(field)
    if own is not forms.Field.default_error_messages["required"]:
        field.error_messages["required"] = own


Made = dict[str, forms.Field]


def label(need: str) -> str:
    """Return what a need is called by the policy's names."""
    return named(policy.name_of("need", need))


def _words(need: Need, setting: Setting) -> Made:
    """Return a field for words: several lines for what is told, one line for what is named."""
    long = need.name in LONG
    least = 0 if need.when else need.min_length  # asked for under a condition only: the policy says so when it is met
    letter = need.name == "text" and setting.transition.action in LETTERS
    help_text = (
        ngettext("At least %(n)d character.", "At least %(n)d characters.", least) % {"n": least} if least else ""
    )
    if letter and setting.transition.action == "answer":
        help_text = gettext("Question by question; of an oral answer the essence. Everybody concerned can read it.")
    elif letter and setting.case.case_type == Kind.INQUIRY:
        help_text = gettext(
            "Question by question; of an oral answer the essence. Until the head has signed it only your unit sees it."
        )
    elif letter:
        help_text = gettext(
            "Point by point, as the deputy proposed it. Until the head has issued it only your unit sees it."
        )
    elif need.name in ("reason", "text"):
        said = gettext("Enters the trail; everybody concerned can read it.")
        apart = "" if (get_language() or "zh").startswith("zh") else " "
        help_text = apart.join(filter(None, (help_text, said)))
    if letter and setting.transition.action in REPLIES:
        apart = "" if (get_language() or "zh").startswith("zh") else " "
        marks = gettext(
            "一、 and （一） begin headings; words between ** and ** stand out; rows pasted from Word or a spreadsheet "
            "become a table."
        )
        help_text = apart.join((help_text, marks))
    rows = LETTER_ROWS if letter else 3 if need.required or need.name == "said" else 2
    widget = forms.Textarea(attrs={"data-draft": "1", "rows": rows}) if long else forms.TextInput()
    if letter:
        widget.attrs["data-tables"] = "1"
    return {
        need.name: forms.CharField(
            label=label(need.name),
            required=need.required and not need.when,
            min_length=least or None,
            max_length=LETTER_TEXT if letter else LATEST_TEXT if long else 200,
            help_text=help_text,
            widget=widget,
            error_messages=_least(need),
        )
    }


def _least(need: Need) -> dict[str, str]:
    if not need.min_length:
        return {"required": gettext("Fill in %(need)s.") % {"need": label(need.name)}}
    sentence = ngettext(
        "Fill in %(need)s, at least %(n)d character.", "Fill in %(need)s, at least %(n)d characters.", need.min_length
    ) % {"need": label(need.name), "n": need.min_length}
    return {"required": sentence, "min_length": sentence}


PARTS = {"unit": "lead_unit", "co_units": "co_handler"}  # needs that are called as the part that they give


def _part_label(need: Need, case: Case) -> str:
    if need.name in PARTS and case.entry.kind in words.ANSWERED:
        return words.part_words(PARTS[need.name], case.entry.kind)
    return label(need.name)


def _unit(need: Need, setting: Setting) -> Made:
    called = _part_label(need, setting.case)
    field = UnitField(place=setting.case.place, on=setting.today, label=called, required=need.required)
    field.help_text = gettext("Type a part of the name and take it from the list.")
    return {need.name: field}


def _units(need: Need, setting: Setting) -> Made:
    called = _part_label(need, setting.case)
    field = UnitsField(place=setting.case.place, on=setting.today, label=called, required=need.required)
    field.help_text = gettext("Several are set apart by “、”.")
    return {need.name: field}


def _government(need: Need, setting: Setting) -> Made:
    governments = Unit.objects.valid_on(setting.today).filter(is_government=True).order_by("place__code")
    return {need.name: forms.ModelChoiceField(governments, label=label(need.name), required=need.required)}


def _day(need: Need, setting: Setting) -> Made:
    if _runs_already(need, setting):
        return {}  # another day would be refused: it is an extension (`day_runs`)
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    field = forms.DateField(label=label(need.name), required=need.required, widget=widget)
    if need.name == "due_on" and due_on_in_text(setting.case):
        field.help_text = gettext("The day that the text names stands there already; change it where another holds.")
    return {need.name: field}


def _runs_already(need: Need, setting: Setting) -> bool:
    """Say whether the clock that a day would be named for runs already, and goes on whatever the step is."""
    rules, transition = setting.rules, setting.transition
    named = {clock.code for clock in rules.clocks if clock.given == need.name and clock.code in transition.starts}
    running = {run["clock"] for run in setting.case.state.get("runs", ()) if run["stopped_at"] is None}
    return bool(named & running - set(transition.stops))


def _evidence(need: Need, setting: Setting) -> Made:
    endings = " ".join(types())
    field = FilesField(most=MOST_AT_ONCE, label=label(need.name), required=need.required)
    field.help_text = gettext("%(endings)s; each at most %(limit)s. Place and camera are taken out of pictures.") % {
        "endings": endings,
        "limit": size(settings.UPLOAD_LIMIT_BYTES),
    }
    if setting.transition.entered:
        field.help_text = gettext("The sheet that the deputy filled in, as a scan or a photo.") + " " + field.help_text
    field.help_text = with_unread(field.help_text)
    field.widget.attrs["accept"] = ",".join("." + each for each in types())
    return {need.name: field}


def _value(need: Need, setting: Setting) -> Made:
    field = NumberField(label=label(need.name), required=need.required)
    case = setting.case
    if case.unit_of_measure:
        field.help_text = gettext("In %(unit)s, reached since the beginning.") % {"unit": escape(case.unit_of_measure)}
    return {need.name: field}


def _choice(choices: Callable[[Setting], Sequence[tuple[str, str]]], *, radio: bool = True) -> Any:
    def made(need: Need, setting: Setting) -> Made:
        offered = list(choices(setting))
        widget = forms.RadioSelect() if radio else forms.Select()
        field = forms.ChoiceField(
            label=label(need.name),
            required=need.required,
            choices=offered if radio else [("", "—"), *offered],
            widget=widget,
        )
        return {need.name: field}

    return made


FIGURE_PARTS = ("indicator", "target_relation", "target_value", "unit_of_measure", "base_value")


def _figure(need: Need, setting: Setting) -> Made:
    case = setting.case
    return {
        "indicator": forms.CharField(
            label=gettext("Indicator"), max_length=120, required=False, initial=case.indicator
        ),
        "target_relation": forms.ChoiceField(
            label=gettext("Relation"), choices=RELATIONS, required=False, initial=case.target_relation
        ),
        "target_value": NumberField(label=label("figure"), required=need.required, initial=case.target_value),
        "unit_of_measure": forms.CharField(
            label=gettext("Unit of measure"), max_length=20, required=False, initial=case.unit_of_measure
        ),
        "base_value": NumberField(label=label("base_value"), required=False, initial=case.base_value),
    }


def _year(need: Need, setting: Setting) -> Made:
    year = (setting.case.year or setting.today.year) + 1
    widget = forms.NumberInput(attrs={"min": year, "max": year + 5})
    field = forms.IntegerField(
        label=label(need.name), required=need.required, initial=year, min_value=year, max_value=year + 5, widget=widget
    )
    return {need.name: field}


def _unit_key(need: Need, setting: Setting) -> Made:
    """Return the choice among the units that can be meant; a single one is not asked."""
    parties = asked_parties(setting.case, setting.transition, setting.viewer)
    choices = [(party.unit.key, party.unit.name) for party in parties.select_related("unit")]
    field = forms.ChoiceField(label=label(need.name), choices=choices, required=need.required)
    if len(choices) == 1:
        field.initial, field.widget = choices[0][0], forms.HiddenInput()
    return {need.name: field}


def _period(setting: Setting) -> forms.Field:
    """Return the choice of the month, or quarter, that is reported on, the present one first."""
    quarterly = by_quarter(setting.case, setting.rules, setting.transition)
    found = [(code, words.period_words(code)) for code in periods(setting.today, quarterly=quarterly)]
    called = gettext("Quarter reported on") if quarterly else gettext("Month reported on")
    return forms.ChoiceField(label=called, choices=found, initial=found[0][0])


def _opinion(need: Need, setting: Setting) -> Made:
    """Return the choice among the grades that a step takes; of a step that means not satisfied only that one.

    Where the place does not evaluate the attitude, the sheet on paper has none either.
    """
    if need.name == "attitude" and setting.case.promised_in_id:
        asked = attitude_asked(setting.case)
        if asked == "no":
            return {}
        need = msgspec.structs.replace(need, required=asked == "must")
    taken = results_of(setting.transition, setting.rules) if need.name == "result" else need.choices
    grades = [(code, words_) for code, words_ in words.opinions() if not taken or code in taken]
    made = _choice(lambda _setting: grades)(need, setting)
    if len(grades) == 1:
        made[need.name].initial = grades[0][0]
    return dict(made)


FIELDS: dict[str, Callable[[Need, Setting], Made]] = {
    "unit": _unit,
    "co_units": _units,
    "responsible_units": of_task.responsible_units,
    "task_leader": of_task.task_leader,
    "contact": of_task.contact,
    "starts_on": of_task.starts_on,
    "base_value": of_task.base_value,
    "milestones": of_task.milestones,
    "milestones_done": of_task.milestones_done,
    "government": _government,
    "due_on": _day,
    "until": _day,
    "evidence": _evidence,
    "value": _value,
    "figure": _figure,
    "year": _year,
    "unit_key": _unit_key,
    "form": _choice(lambda _setting: words.forms(), radio=False),
    "outcome": _choice(lambda setting: words.outcomes(setting.rules, setting.transition)),
    "level": _choice(lambda setting: words.levels(setting.rules), radio=False),
    "attitude": lambda need, setting: _opinion(need, setting),
    "result": lambda need, setting: _opinion(need, setting),
    "class": lambda need, _setting: of_congress.codes(need, "class"),
    "category": of_task.category,
    "ground": lambda need, _setting: of_congress.codes(need, "ground"),
    "contact_form": lambda need, _setting: of_congress.codes(need, "contact"),
    "answer_form": lambda need, _setting: of_congress.codes(need, "answer"),
    "contacted_on": lambda need, setting: of_congress.past_day(need, setting.today),
    "letter_on": lambda need, setting: of_congress.letter_day(need, setting.case, setting.today),
    "signed_on": lambda need, setting: of_congress.signed(need, setting.case, setting.today),
    "hand_over_by": lambda need, setting: of_congress.day(need, setting.today),
    "decide_by": lambda need, setting: of_congress.day(need, setting.today),
    "answer_by": lambda need, setting: of_congress.day(
        need, setting.today, least=timezone.localdate(setting.case.opened_at)
    ),
    "contact_with": lambda need, setting: of_congress.contact_with(need, setting.case),
    "letter_number": lambda need, setting: of_congress.letter_number(need, setting.today),
    "office": lambda need, setting: of_congress.office(need, setting.case.place_id, setting.today),
    "part_units": lambda need, setting: of_congress.part_units(need, setting.case, setting.today),
    "into": lambda need, setting: of_congress.into(need, setting.case, setting.viewer),
    "leader": lambda need, setting: of_congress.leader(need, setting.case.place_id),
    "committee": lambda need, _setting: of_congress.text_line(need),
    "respondent": lambda need, _setting: of_congress.text_line(need),
    "signers": lambda need, setting: of_congress.signers(need, setting.case),
    "discontent_share": lambda need, _setting: {need.name: NumberField(label=label(need.name), required=need.required)},
}
