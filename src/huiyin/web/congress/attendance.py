"""The attendance sheet (签到表): one key a state, saved at once; a form without script. Its print, its table."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext, ngettext, pgettext

from huiyin.congress.attendance import Line, day_of, mark_rest_present, roll_of, take
from huiyin.congress.models import Meeting
from huiyin.errors import CongressError
from huiyin.ledger.cases import actor_of
from huiyin.web.access import page
from huiyin.web.congress import common
from huiyin.web.congress.counting import counts_shown
from huiyin.web.congress.meetings import crumbs_of, meeting_of, own_meeting_of
from huiyin.web.congress.words import STATES, meeting_title, said, session_title
from huiyin.web.requests import PageRequest
from huiyin.web.workbooks import Sheet, download

MARK, WAS = "mark-", "was-"


@page("attendance.view", change="attendance.take")
def attendance(request: PageRequest, key: str) -> HttpResponseBase:
    """Show the sheet, and take what was marked on it."""
    if request.method == "POST":
        return _take(request, own_meeting_of(request, key))
    meeting = meeting_of(request, key)
    return render(request, "congress/attendance.html", _sheet(request, meeting))


@page("attendance.view")
def attendance_print(request: PageRequest, key: str) -> HttpResponse:
    """Show the sheet for printing: whoever was marked, and room to sign for the others."""
    return render(request, "congress/attendance_print.html", _sheet(request, meeting_of(request, key)))


@page("attendance.view")
def attendance_table(request: PageRequest, key: str) -> HttpResponseBase:
    """Send the sheet as a workbook."""
    meeting = meeting_of(request, key)
    roll = roll_of(meeting)
    columns = [
        (pgettext("deputy", "Number"), 12),
        (gettext("Name"), 14),
        (gettext("Delegation"), 20),
        (gettext("Group"), 14),
        (gettext("Office in the delegation"), 14),
        (gettext("Unit and post"), 34),
        (gettext("Attendance"), 12),
    ]
    deputies = Sheet(gettext("Deputies"), columns, [_row(line) for line in roll.deputies])
    others = [columns[1], columns[2], columns[5], columns[6]]
    observers = [(line.name, _where(line), line.post, str(STATES[line.state][2])) for line in roll.observers]
    sheets = [deputies, Sheet(gettext("Who sits in"), others, observers)] if observers else [deputies]
    return download(sheets, f"{meeting_title(meeting)} {day_of(meeting):%Y-%m-%d}")


def _take(request: PageRequest, meeting: Meeting) -> HttpResponseBase:
    by = actor_of(request.viewer)
    try:
        if request.POST.get("act") == "rest":
            n = mark_rest_present(meeting=meeting, by=by)
        else:
            n = take(meeting=meeting, marks=_marks(request), by=by)
    except CongressError as error:
        if request.htmx:
            return render(request, "congress/_counts.html", {**_counts(meeting), "problem": said(error)}, status=409)
        messages.error(request, said(error))
        return redirect("attendance", meeting.key)
    if request.htmx:
        return render(request, "congress/_counts.html", _counts(meeting))
    words = ngettext("%(n)d mark was saved.", "%(n)d marks were saved.", n) % {"n": n}
    messages.success(request, words if n else gettext("Nothing had changed."))
    return redirect("attendance", meeting.key)


def _marks(request: PageRequest) -> dict[str, str]:
    """Return what was marked; a whole form says what stood there before, so that only changes count."""
    marks = {}
    for name, value in request.POST.items():
        if name.startswith(MARK) and isinstance(value, str):
            key = name.removeprefix(MARK)
            state = "" if value == "none" else value
            if request.POST.get(WAS + key) != state:
                marks[key] = state
    return marks


def _sheet(request: PageRequest, meeting: Meeting) -> dict[str, Any]:
    roll = roll_of(meeting)
    return {
        "meeting": meeting,
        "title": meeting_title(meeting),
        "session_title": session_title(meeting.session),
        "roll": roll,
        "deputies": [(line, _options(line)) for line in roll.deputies],
        "observers": [(line, _options(line)) for line in roll.observers],
        "may_take": common.changes(request, meeting.session.congress, "attendance.take"),
        "crumbs": crumbs_of(meeting, (gettext("Attendance"), "")),
        "keys": [(key, words) for _light, key, words in STATES.values()],
        **_counts(meeting, roll),
    }


def _counts(meeting: Meeting, roll: Any = None) -> dict[str, Any]:
    roll = roll or roll_of(meeting)
    return {"meeting": meeting, "shown": counts_shown(meeting, roll)}


def _options(line: Line) -> list[dict[str, Any]]:
    """Return the states that a person can be marked with, as radio buttons."""
    return [
        {"value": state or "none", "key": key, "words": words, "light": light, "on": state == line.state}
        for state, (light, key, words) in STATES.items()
    ]


def _row(line: Line) -> tuple[str, ...]:
    seat = line.seat
    if seat is None:
        return ("", line.name, "", "", "", line.post, str(STATES[line.state][2]))
    group = seat.group.name if seat.group else ""
    office = seat.get_office_display()
    state = str(STATES[line.state][2])
    return (seat.mandate.number, line.name, seat.delegation.name, group, office, line.post, state)


def _where(line: Line) -> str:
    return line.observer.delegation.name if line.observer and line.observer.delegation else ""
