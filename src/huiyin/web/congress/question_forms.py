"""Forms of questions in a meeting and of their answers."""

from datetime import datetime, time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy, pgettext_lazy

from huiyin.congress.models import Delegation, Meeting, Observer, Question, Session
from huiyin.congress.questions import Answering, Asking
from huiyin.congress.seats import named_on
from huiyin.web.congress.forms import TimeField
from huiyin.web.congress.words import meeting_title
from huiyin.web.days import day
from huiyin.web.forms import Form
from huiyin.web.people.fields import DayField, UnitField

LONG = 4000


class QuestionForm(Form):
    """A question: who asks, of whom, what, when; where it stands in a record comes with the address."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    text = forms.CharField(
        label=gettext_lazy("Question"),
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": 4, "data-draft": "1"}),
    )
    asked_by = forms.CharField(
        label=gettext_lazy("Asked by the deputy"),
        max_length=60,
        required=False,
        help_text=gettext_lazy("The name as the roster has it; add the number where several bear it."),
        widget=forms.TextInput(attrs={"list": "deputy-names", "autocomplete": "off"}),
    )
    delegation = forms.ModelChoiceField(
        label=gettext_lazy("Or in the name of a delegation"),
        queryset=Delegation.objects.none(),
        to_field_name="key",
        required=False,
    )
    unit = UnitField(label=gettext_lazy("Asked of the unit"), required=False)
    observer = forms.ModelChoiceField(
        label=gettext_lazy("Or of somebody who sits in"),
        queryset=Observer.objects.none(),
        to_field_name="key",
        required=False,
    )
    meeting = forms.ModelChoiceField(
        label=gettext_lazy("In the meeting"), queryset=Meeting.objects.none(), to_field_name="key", required=False
    )
    on = DayField(label=gettext_lazy("Day"))
    at = TimeField(label=gettext_lazy("Time"), required=False)

    def __init__(self, *args: Any, session: Session, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.session = session
        self.fields["delegation"].queryset = session.congress.delegations.all()  # type: ignore[attr-defined]
        observers = self.fields["observer"]
        observers.queryset = session.observers.all()  # type: ignore[attr-defined]
        observers.label_from_instance = lambda row: f"{row.name} {row.post}".strip()  # type: ignore[attr-defined]
        meetings = self.fields["meeting"]
        rows = session.meetings.select_related("delegation", "group").order_by("starts_at")
        meetings.queryset = rows  # type: ignore[attr-defined]
        meetings.label_from_instance = _meeting_words  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Find the deputy who asks."""
        given = super().clean() or {}
        name, on = (given.get("asked_by") or "").strip(), given.get("on")
        given["mandate"] = None
        if name and on:
            found = named_on(self.session.congress, name, on)
            if len(found) != 1:
                self.add_error(
                    "asked_by",
                    gettext("Several deputies bear that name; add the number, such as “%(name)s 012”.") % {"name": name}
                    if found
                    else gettext("No deputy of that name sits in this congress on that day."),
                )
            else:
                given["mandate"] = found[0]
        return given

    def asking(self) -> Asking:
        """Return what is asked."""
        return Asking(**self.told())

    def told(self) -> dict[str, Any]:
        """Return what is asked by the names of `Asking`; what could not be read is None.

        Without a time it counts from the beginning of the meeting, or of the day.
        """
        given = dict.fromkeys((*self.fields, "mandate")) | self.cleaned_data
        meeting, on, at = given["meeting"], given["on"], given["at"]
        if at is None and meeting is not None and timezone.localdate(meeting.starts_at) == on:
            asked_at = meeting.starts_at
        else:
            asked_at = None if on is None or "at" in self.errors else moment_of(on, at)
        told = {name: given[name] for name in ("text", "meeting", "delegation", "unit", "observer")}
        return {**told, "asked_by": given["mandate"], "asked_at": asked_at}

    @staticmethod
    def first(question: Question) -> dict[str, Any]:
        """Return what the form shows of a question."""
        asked_at = timezone.localtime(question.asked_at)
        by = question.asked_by
        return {
            "version": question.version,
            "text": question.text,
            "asked_by": f"{by.deputy.name} {by.number}".strip() if by else "",
            "delegation": None if by else question.delegation,
            "unit": question.unit,
            "observer": question.observer,
            "meeting": question.meeting,
            "on": asked_at.date(),
            "at": asked_at.time(),
        }


class AnswerForm(Form):
    """An answer: what, how, by whom, when."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    how = forms.ChoiceField(
        label=gettext_lazy("How it was answered"), choices=Question.How.choices, widget=forms.RadioSelect
    )
    answer = forms.CharField(
        label=pgettext_lazy("to a question", "Answer"),
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": 6, "data-draft": "1"}),
    )
    answered_by = forms.CharField(
        label=gettext_lazy("Who spoke or signed"),
        max_length=80,
        required=False,
        help_text=gettext_lazy("Name and post; leave it empty where the unit answered in writing under its own name."),
    )
    answered_unit = UnitField(label=gettext_lazy("For the unit"), required=False)
    on = DayField(label=gettext_lazy("Day"))
    at = TimeField(label=gettext_lazy("Time"), required=False)

    def answering(self, question: Question) -> Answering:
        """Return what was answered."""
        return Answering(**self.told(question))

    def told(self, question: Question) -> dict[str, Any]:
        """Return what was answered by the names of `Answering`; what could not be read is None.

        Without a time it counts as soon on that day as it can have been.
        """
        given = dict.fromkeys(self.fields) | self.cleaned_data
        on, at = given["on"], given["at"]
        answered_at = None if on is None or "at" in self.errors else moment_of(on, at)
        if answered_at is not None and at is None and on == timezone.localdate(question.asked_at):
            answered_at = question.asked_at
        names = ("answer", "how", "answered_by", "answered_unit")
        return {**{name: given[name] for name in names}, "answered_at": answered_at}

    @staticmethod
    def first(question: Question, today: Any) -> dict[str, Any]:
        """Return what the form shows: the answer that is there, else who was asked."""
        told: dict[str, Any] = {"version": question.version}
        if question.answered_at is None:
            observer = question.observer
            return told | {
                "answered_by": f"{observer.name} {observer.post}".strip() if observer else "",
                "answered_unit": question.unit or (observer.unit if observer else None),
                "on": today,
            }
        at = timezone.localtime(question.answered_at)
        names = ("how", "answer", "answered_by", "answered_unit")
        return told | {name: getattr(question, name) for name in names} | {"on": at.date(), "at": at.time()}


def moment_of(on: Any, at: time | None) -> datetime:
    """Return a local day and time as a moment; the beginning of the day where no time is said."""
    return timezone.make_aware(datetime.combine(on, at or time()))


def _meeting_words(meeting: Meeting) -> str:
    starts = timezone.localtime(meeting.starts_at)
    return f"{day(starts.date())} {starts:%H:%M} {meeting_title(meeting)}"
