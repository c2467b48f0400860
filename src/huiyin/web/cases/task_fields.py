"""Fields with the columns of the 台账 that a task is given or amended by (`huiyin.web.cases.forms`).

An amendment (调整任务信息) says beside each field what stands now; what is left empty stays as it is.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import escape
from django.utils.translation import get_language, gettext

from huiyin import policy
from huiyin.ledger import milestones as of_milestones
from huiyin.ledger.models import Case
from huiyin.ledger.step_choices import categories
from huiyin.ledger.task_people import contacts_of, leaders_at, person_names
from huiyin.policy.model import Need
from huiyin.web import days
from huiyin.web.cases.fields import NumberField, UnitsField
from huiyin.web.cases.setting import Setting
from huiyin.web.numbers import grouped
from huiyin.web.sentences import named

Made = dict[str, forms.Field]


def label(need: str) -> str:
    """Return what a need is called by the policy's names."""
    return named(policy.name_of("need", need))


def _now(setting: Setting, words: str, *before: str) -> str:
    """Return the help of a field; of an amendment with what stands now."""
    said = list(before)
    if setting.transition.action == "amend" and words:
        said.append(gettext("Now: %(words)s. Left empty, it stays.") % {"words": escape(words)})
    apart = "" if (get_language() or "zh").startswith("zh") else " "
    return apart.join(said)


def responsible_units(need: Need, setting: Setting) -> Made:
    """Return the field for the units that answer for it (责任单位)."""
    parts = setting.case.parties.filter(active=True, part="responsible_unit").select_related("unit").order_by("pk")
    now = "、".join(party.unit.label for party in parts)
    field = UnitsField(place=setting.case.place, on=setting.today, label=label(need.name), required=need.required)
    field.help_text = _now(setting, now, gettext("Several are set apart by “、”."))
    return {need.name: field}


def task_leader(need: Need, setting: Setting) -> Made:
    """Return the choice of the leader in charge (牵头领导)."""
    return _person(need, setting, setting.case.leader, leaders_at(setting.case.place_id))


def contact(need: Need, setting: Setting) -> Made:
    """Return the choice of the contact (联系人) among the people of the lead unit."""
    return _person(need, setting, setting.case.contact, contacts_of(setting.case))


def _person(need: Need, setting: Setting, key: str, people: Iterable[Any]) -> Made:
    choices = [("", "—"), *((each.key, each.name) for each in people)]
    field = forms.ChoiceField(label=label(need.name), required=need.required, choices=choices)
    field.help_text = _now(setting, person_names([setting.case]).get(key, ""))
    return {need.name: field}


def category(need: Need, setting: Setting) -> Made:
    """Return the choice among the classes of content (类别), by the policy."""
    choices = [("", "—"), *((each, each) for each in categories(setting.rules))]
    required = need.required and not need.when
    field = forms.ChoiceField(label=label(need.name), required=required, choices=choices)
    field.help_text = _now(setting, setting.case.category)
    return {need.name: field}


def starts_on(need: Need, setting: Setting) -> Made:
    """Return the field for the first day of the time in which it is to be done."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    field = forms.DateField(label=label(need.name), required=need.required, widget=widget)
    now = setting.case.starts_on
    field.help_text = _now(setting, days.full_day(now) if now else "")
    return {need.name: field}


def base_value(need: Need, setting: Setting) -> Made:
    """Return the field for the value at the beginning (基期值)."""
    field = NumberField(label=label(need.name), required=need.required)
    case = setting.case
    now = f"{grouped(case.base_value)}{case.unit_of_measure}" if case.base_value is not None else ""
    field.help_text = _now(setting, now)
    return {need.name: field}


class MilestonesField(forms.CharField):
    """Milestones (阶段节点), one a line: the day first, then what is to stand by then."""

    def __init__(self, *, year: int | None, **options: Any) -> None:
        self.year = year
        super().__init__(widget=forms.Textarea(attrs={"rows": 4}), max_length=4000, **options)

    def clean(self, value: Any) -> Any:
        """Return the milestones."""
        found = of_milestones.in_words(super().clean(value), year=self.year)
        vague = next((each for each in found if each.due_on is None), None)
        if vague is not None:
            raise ValidationError(gettext("“%(aim)s” begins with no day, such as 6月底.") % {"aim": vague.aim})
        if len(found) > of_milestones.MOST:
            raise ValidationError(gettext("At most %(n)d milestones.") % {"n": of_milestones.MOST})
        return list(found)


def milestones(need: Need, setting: Setting) -> Made:
    """Return the field for the milestones, filled with those that stand."""
    case = setting.case
    field = MilestonesField(year=case.year, label=label(need.name), required=need.required)
    field.initial = of_milestones.as_text(_kept(case))
    field.help_text = gettext("One a line, the day first: 6月底 完成选址. What was reported done stays done.")
    return {need.name: field}


def milestones_done(need: Need, setting: Setting) -> Made:
    """Return the choice among the milestones that are not reported done; none where there are none."""
    open_ = [each for each in _kept(setting.case) if each.done_on is None]
    if not open_:
        return {}
    choices = [(each.aim, milestone_words(each)) for each in open_]
    widget = forms.CheckboxSelectMultiple()
    return {
        need.name: forms.MultipleChoiceField(
            label=label(need.name), required=need.required, choices=choices, widget=widget
        )
    }


def milestone_words(milestone: of_milestones.Milestone) -> str:
    """Return a milestone with its day."""
    return f"{days.full_day(milestone.due_on)} {milestone.aim}" if milestone.due_on else milestone.aim


def milestones_words(case: Case, *, today: date) -> str:
    """Return the milestones of a case in one cell, each with how it stands."""
    shown = milestones_shown(case, today)
    parts = [(milestone_words(each), row["words"]) for each, row in zip(_kept(case), shown, strict=True)]
    return "；".join(gettext("%(milestone)s (%(state)s)") % {"milestone": m, "state": state} for m, state in parts)


def _kept(case: Case) -> tuple[of_milestones.Milestone, ...]:
    return of_milestones.kept(case.milestones)


def milestones_shown(case: Case, today: date) -> list[dict[str, Any]]:
    """Return the milestones of a case with how each stands."""
    words = {"done": gettext("done"), "late": gettext("its day is over"), "open": gettext("to come")}
    return [
        {"aim": each.aim, "due_on": each.due_on, "done_on": each.done_on, "state": state, "words": words[state]}
        for each in _kept(case)
        for state in (each.state(today),)
    ]
