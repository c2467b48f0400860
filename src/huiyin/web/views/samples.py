"""What the gallery of components shows: the invented city 云汀市 on 7 May 2026, no database."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
from django import forms
from django.utils.translation import gettext, gettext_lazy, pgettext

from huiyin.policy import Calendar, deadline
from huiyin.policy.model import Clock, Extension, Limit, Names, Pause
from huiyin.web.due import Due, due_shown
from huiyin.web.forms import Form
from huiyin.web.sentences import LIGHTS, light_words

SHANGHAI = ZoneInfo("Asia/Shanghai")
TODAY = date(2026, 5, 7)
REPLY = Clock(
    code="reply",
    names=Names(zh="答复时限", en="Limit of the reply"),
    limit=Limit(3, "m"),
    hand="whole",
    near=Limit(5, "wd"),
    counts_to="",
    pauses_when_returned=False,
    extend_by=("secretary",),
    extend_times=1,
    extend_max=Limit(3, "m"),
    source="代表法（2025）第五十一条",
    confirmed=False,
)


def at(year: int, month: int, day: int) -> datetime:
    """Return nine o'clock on a day."""
    return datetime(year, month, day, 9, 0, tzinfo=SHANGHAI)


def clock(amount: int, unit: str) -> Clock:
    """Return the clock of the reply with another limit."""
    return msgspec.structs.replace(REPLY, limit=Limit(amount, unit))


def dues() -> list[Due]:
    """Return a deadline in each state: near with all that may befall it, late, today, in hours, provisional, done."""
    calendar = Calendar.shipped()
    pauses = [Pause(date(2026, 3, 2), date(2026, 3, 4))]
    extensions = [Extension(until_on=date(2026, 5, 13), decided_on=date(2026, 4, 28))]
    rows = (
        (clock(40, "wd"), at(2026, 2, 27), pauses, extensions, "near"),
        (REPLY, at(2026, 1, 31), (), (), "late"),
        (clock(5, "wd"), at(2026, 4, 28), (), (), "near"),
        (clock(4, "wh"), at(2026, 5, 7), (), (), "near"),
        (clock(5, "m"), at(2026, 8, 31), (), (), "provisional"),
        (clock(1, "m"), at(2026, 3, 31), (), (), "done"),
    )
    return [
        due_shown(
            deadline(each, start, calendar=calendar, pauses=paused, extensions=extended),
            today=TODAY,
            light=light,
            calendar=calendar,
            clock=each,
            event=gettext("handed over"),
        )
        for each, start, paused, extended, light in rows
    ]


def hands() -> list[dict[str, Any]]:
    """Return the hands of a relay: one done, one over, one without a limit, the one whose turn it is."""
    return [
        {"name": "市政府办公室", "role": gettext("handing out"), "used": 2, "limit": 5, "light": "done"},
        {
            "name": "市财政局",
            "role": gettext("opinion asked"),
            "used": 26,
            "limit": 23,
            "light": "late",
            "note": gettext("3 working days over; they do not count against the lead unit"),
        },
        {"name": "市住建局", "role": gettext("drafting"), "used": 39, "limit": None, "light": "on_time"},
        {"name": "市住建局 局长", "role": gettext("signing"), "used": 4, "limit": 5, "light": "near", "now": True},
    ]


def trail() -> list[dict[str, Any]]:
    """Return a trail: the coming step, the present one, a return with its reason, a plain step."""
    return [
        {"mark": "next", "when": gettext("by 13 May"), "text": gettext("Send the reply")},
        {
            "mark": "now",
            "when": gettext("28 April"),
            "at": at(2026, 4, 28),
            "who": "市住建局 顾庭",
            "text": gettext("sent to the head for signature"),
        },
        {
            "mark": "bad",
            "when": gettext("28 February"),
            "who": "市城管执法局",
            "text": gettext("sent back"),
            "said": "供热行业管理职责 2024年已划入市住建局。",
            "note": gettext("On the 4th of 5 working days allowed"),
        },
        {
            "mark": "",
            "when": gettext("13 February"),
            "who": "市人大代表工委",
            "text": gettext("handed over"),
            "url": "#trail",
        },
    ]


def parts() -> list[dict[str, Any]]:
    """Return the make-up of a figure."""
    counts = {"done": 41, "on_time": 128, "near": 14, "late": 9, "no_word": 22}
    return [{"code": code, "words": light_words(code), "count": n, "url": f"#{code}"} for code, n in counts.items()]


def legend() -> list[dict[str, str]]:
    """Return the legend of all lights."""
    meanings = {"near": gettext("within 5 working days"), "no_word": gettext("says nothing about what was done")}
    return [{"code": code, "meaning": meanings.get(code, "")} for code in LIGHTS]


class SampleForm(Form):
    """A form with each kind of field."""

    reason = forms.CharField(
        label=gettext_lazy("Reason for sending back"),
        help_text=gettext_lazy("Enters the trail; the unit that handed over will read it."),
        min_length=10,
        widget=forms.Textarea(attrs={"data-draft": "1", "rows": 4}),
    )
    unit = forms.ChoiceField(
        label=gettext_lazy("Unit"), choices=[("", "—"), ("a", "市水务局"), ("b", "市住建局")], required=False
    )
    until = forms.DateField(label=gettext_lazy("Until"), widget=forms.DateInput(attrs={"type": "date"}), required=False)
    evidence = forms.FileField(label=gettext_lazy("Evidence"), required=False)
    outcome = forms.ChoiceField(
        label=gettext_lazy("Outcome"),
        widget=forms.RadioSelect,
        choices=[("kept", gettext_lazy("Kept")), ("partly", gettext_lazy("Kept in part"))],
    )
    told = forms.BooleanField(label=gettext_lazy("Tell the deputy at once"), required=False)


class ReasonForm(Form):
    """The reason that a destructive act asks."""

    reason = forms.CharField(label=gettext_lazy("Reason"), widget=forms.Textarea(attrs={"rows": 3}), min_length=10)


def steps() -> list[dict[str, str]]:
    """Return the steps of taking in a source."""
    return [
        {"label": pgettext("step", "Upload"), "state": "done"},
        {"label": pgettext("step", "Read"), "state": "now"},
        {"label": pgettext("step", "Review"), "state": "todo"},
    ]
