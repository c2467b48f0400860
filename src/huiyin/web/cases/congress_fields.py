"""Fields that the steps of suggestions and motions ask for, beside those of every case (`huiyin.web.cases.forms`)."""

from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import Q
from django.utils.translation import gettext

from huiyin import policy
from huiyin.congress.inquiries import respondent_of, rounds_of
from huiyin.congress.models import Kind
from huiyin.congress.similar import similar_to
from huiyin.ledger.letters import asked_on
from huiyin.ledger.models import Case
from huiyin.ledger.relations import visible_cases
from huiyin.ledger.sheets import issued_on
from huiyin.ledger.task_people import leaders_at
from huiyin.people.models import House, Role, Unit
from huiyin.people.viewer import Viewer
from huiyin.policy.model import Need
from huiyin.web import days
from huiyin.web.cases.fields import UnitsField
from huiyin.web.sentences import named

Made = dict[str, forms.Field]
JOINED = ("registered", "forwarded", "assigned", "handling")  # stages of an item into which another can be merged
OFFERED = 300


def label(need: str) -> str:
    """Return what a need is called by the policy's names."""
    return named(policy.name_of("need", need))


def codes(need: Need, group: str, *, radio: bool = False) -> Made:
    """Return the choice among the codes of a need, in words."""
    offered = [(code, named(policy.name_of(group, code))) for code in need.choices]
    return _choice(need, offered, radio=radio)


def office(need: Need, place_id: int, on: date) -> Made:
    """Return the choice among the offices of governments that hand out: units in which somebody supervises."""
    supervised = Unit.objects.filter(grants__role=Role.SUPERVISOR).values("pk")  # once, however many supervise there
    offices = Unit.objects.valid_on(on).filter(place_id=place_id, house=House.GOVERNMENT, pk__in=supervised)
    field = forms.ModelChoiceField(offices, label=label(need.name), required=need.required)
    if offices.count() == 1:
        field.initial = offices.first()
    return {need.name: field}


def part_units(need: Need, case: Case, on: date) -> Made:
    """Return the field for the units that reply for a part each."""
    field = UnitsField(place=case.place, on=on, label=label(need.name), required=need.required)
    field.help_text = gettext("Several are set apart by “、”. Say below which part is whose.")
    return {need.name: field}


def into(need: Need, case: Case, viewer: Viewer) -> Made:
    """Return the choice of the item with which another is handled, the likest first."""
    rows = (
        visible_cases(viewer)
        .filter(case_type=case.case_type, place=case.place, year=case.year, closed=False)
        .filter(Q(stage__in=JOINED), merged_into__isnull=True)
        .exclude(pk=case.pk)
    )
    alike = {each.case.pk: each.percent for each in similar_to(viewer, case.place, title=case.title, most=20)}
    found = sorted(rows.order_by("-pk")[:OFFERED], key=lambda each: -alike.get(each.pk, 0))
    offered = [(each.key, _item(each, alike.get(each.pk, 0))) for each in found]
    field = forms.TypedChoiceField(
        label=label(need.name),
        required=need.required,
        choices=[("", "—"), *offered],
        coerce=lambda key: rows.get(key=key),
        empty_value=None,
        help_text=gettext("The most alike stand on top. Each deputy still gets a reply."),
    )
    return {need.name: field}


def _item(case: Case, percent: int) -> str:
    words = f"{case.number} {case.title}".strip()
    return gettext("%(item)s (%(n)d%% alike)") % {"item": words, "n": percent} if percent else words


def contact_with(need: Need, case: Case) -> Made:
    """Return the choice of the deputies who were talked with."""
    signed = case.deputies.filter(active=True).select_related("deputy").order_by("pk")
    offered = [(each.deputy.key, each.deputy.name) for each in signed]
    field = forms.MultipleChoiceField(
        label=label(need.name),
        required=need.required,
        choices=offered,
        initial=[key for key, _name in offered[:1]],
        widget=forms.CheckboxSelectMultiple(),
    )
    return {need.name: field}


def leader(need: Need, place_id: int) -> Made:
    """Return the choice of the leader in charge."""
    return _choice(need, [(each.key, each.name) for each in leaders_at(place_id)])


def day(need: Need, today: date, *, least: date | None = None) -> Made:
    """Return a field for a day, not before `least`."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    field = forms.DateField(label=label(need.name), required=need.required, widget=widget)
    if least is not None:
        widget.attrs["min"] = least.isoformat()
        told = gettext("A day before the filing, %(day)s, cannot be meant.") % {"day": days.full_day(least)}
        field.validators.append(MinValueValidator(least, told))
    return {need.name: field}


def past_day(need: Need, today: date) -> Made:
    """Return a field for a day on which something was done, as a talk; it begins with today."""
    later = MaxValueValidator(today, gettext("“%(need)s” cannot lie after today.") % {"need": label(need.name)})
    widget = forms.DateInput(attrs={"type": "date", "max": today.isoformat()}, format="%Y-%m-%d")
    return {
        need.name: forms.DateField(
            label=label(need.name), required=need.required, widget=widget, initial=today, validators=[later]
        )
    }


def letter_day(need: Need, case: Case, today: date) -> Made:
    """Return the field for the day of a letter: not before what it answers."""
    made = past_day(need, today)
    field, asked = made[need.name], asked_on(case)
    field.widget.attrs["min"] = asked.isoformat()
    early = gettext("The letter cannot bear a day before %(day)s, the day of what it answers.")
    field.validators.append(MinValueValidator(asked, early % {"day": days.full_day(asked)}))
    return made


def signed(need: Need, case: Case, today: date) -> Made:
    """Return the field for the day that stands on the sheet; it is not filled in, so that the sheet is looked at."""
    widget = forms.DateInput(attrs={"type": "date", "max": today.isoformat()}, format="%Y-%m-%d")
    later = MaxValueValidator(today, gettext("The day of signing is still to come; take it from the sheet."))
    field = forms.DateField(label=label(need.name), required=need.required, widget=widget, validators=[later])
    issued = issued_on(case)
    if issued is not None:
        widget.attrs["min"] = issued.isoformat()
        told = {"day": days.full_day(issued)}
        stands = gettext("As it stands on the sheet, from %(day)s on; the day of entry is kept beside it.")
        field.help_text = stands % told
        early = gettext("The sheet cannot have been signed before %(day)s, when what it answers was issued.") % told
        field.validators.append(MinValueValidator(issued, early))
    return {need.name: field}


def letter_number(need: Need, today: date) -> Made:
    """Return the field for the number of a letter (发文字号)."""
    field = forms.CharField(label=label(need.name), required=need.required, max_length=60)
    field.help_text = gettext("As the letter has it, such as 云住建函〔%(year)d〕31号") % {"year": today.year}
    return {need.name: field}


def signers(need: Need, case: Case) -> Made:
    """Return the field for how many deputies signed, filled with those who did here."""
    n = case.deputies.filter(active=True).count()
    return {need.name: forms.IntegerField(label=label(need.name), required=need.required, initial=n, min_value=1)}


def asked_of(case: Case, action: str) -> dict[str, str]:
    """Return what a step of an inquiry begins with: whom it is put to, what is asked, how it is to be answered.

    Nothing for another case.
    """
    if case.case_type == Kind.INQUIRY and action == "answer":
        rounds = rounds_of([case])[case.key]
        return {"answer_form": rounds[-1].form} if rounds else {}
    respondent = respondent_of(case) if case.case_type == Kind.INQUIRY else None
    if respondent is None:
        return {}
    found = {"respondent": respondent.name, "unit": respondent.name}
    return {**found, "text": case.suggestion_draft.grounds} if action == "register" else found


def text_line(need: Need) -> Made:
    """Return a field of one line for a name."""
    return {need.name: forms.CharField(label=label(need.name), required=need.required, max_length=80)}


def _choice(need: Need, offered: list[tuple[str, str]], *, radio: bool = False) -> Made:
    widget: Any = forms.RadioSelect() if radio else forms.Select()
    choices = offered if radio else [("", "—"), *offered]
    required = need.required and not need.when
    return {need.name: forms.ChoiceField(label=label(need.name), required=required, choices=choices, widget=widget)}
