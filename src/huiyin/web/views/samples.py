"""What the gallery of components shows: the invented city 云汀市 on 7 May 2026, no database."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext, gettext_lazy, pgettext

from huiyin.policy.model import Clock, Deadline, Limit, Names, Reason
from huiyin.web.forms import Form
from huiyin.web.due import Due, due_shown
from huiyin.web.sentences import LIGHTS, light_words

TODAY = date(2026, 5, 7)
MAY_HOLIDAY = {date(2026, 5, n) for n in range(1, 6)}
MAKE_UP = {date(2026, 5, 9)}


class SampleCalendar:
    """The weeks around the first of May 2026."""

    def is_working(self, day: date, /) -> bool:
        """Say whether people work on that day."""
        return day in MAKE_UP or (day.weekday() < 5 and day not in MAY_HOLIDAY)

    def working_days_between(self, start: date, end: date, /) -> int:
        """Return the working days after `start` up to and with `end`."""
        return sum(self.is_working(start + timedelta(days=n)) for n in range(1, (end - start).days + 1))


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


def deadline(due_on: date, *reasons: Reason, provisional: bool = False) -> Deadline:
    """Return a deadline with these reasons."""
    return Deadline(
        due_on=due_on,
        due_at=None,
        near_on=due_on - timedelta(days=7),
        late_on=due_on + timedelta(days=1),
        provisional=provisional,
        calendars={"2026": "sample"},
        reasons=reasons,
    )


def dues() -> list[Due]:
    """Return a deadline in each state: near with all kinds of reasons, late, today, provisional, done."""
    holiday = [
        Reason("holiday", on, {"name": "劳动节", "name_en": "Labour Day", "name_zh": "劳动节", "version": "2026"})
        for on in sorted(MAY_HOLIDAY)
    ]
    near = deadline(
        date(2026, 5, 13),
        Reason("start", date(2026, 2, 12), {"event": gettext("handed over")}),
        Reason("start_not_counted", date(2026, 2, 12), {}),
        Reason("limit", date(2026, 5, 12), {"amount": 3, "unit": "m"}),
        *holiday,
        Reason("make_up_day", date(2026, 5, 9), {"version": "2026"}),
        Reason("weekend", date(2026, 5, 10), {}),
        Reason("pause", date(2026, 3, 2), {"to": "2026-03-03", "days": 2}),
        Reason("rolled", date(2026, 5, 13), {"from": "2026-05-12"}),
        Reason("extension", date(2026, 5, 13), {"until": "2026-05-13", "decided_on": "2026-04-28"}),
    )
    states = (
        (near, "near"),
        (deadline(date(2026, 4, 30), Reason("start", date(2026, 4, 23), {})), "late"),
        (deadline(TODAY, Reason("start", date(2026, 4, 29), {})), "near"),
        (
            deadline(date(2027, 3, 31), Reason("provisional_year", date(2027, 3, 31), {"year": 2027}), provisional=True),
            "provisional",
        ),
        (deadline(date(2026, 4, 30)), "done"),
    )
    calendar = SampleCalendar()
    return [
        due_shown(
            each,
            today=TODAY,
            light=light,
            calendar=calendar if light != "provisional" else None,
            clock=REPLY if light == "near" else None,
        )
        for each, light in states
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
    zone = ZoneInfo("Asia/Shanghai")
    return [
        {"mark": "next", "when": gettext("by 13 May"), "text": gettext("Send the reply")},
        {
            "mark": "now",
            "when": gettext("28 April"),
            "at": datetime(2026, 4, 28, 9, 0, tzinfo=zone),
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
        {"mark": "", "when": gettext("13 February"), "who": "市人大代表工委", "text": gettext("handed over"), "url": "#trail"},
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
