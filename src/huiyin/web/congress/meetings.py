"""Meetings (会议): the list by day, one meeting, planning, changing, cancelling."""

from datetime import date
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from huiyin.congress import meetings as services
from huiyin.congress import selectors
from huiyin.congress.attendance import counts_of, day_of, roll_of
from huiyin.congress.models import Meeting, Session
from huiyin.congress.record_selectors import records_visible_to, with_counts
from huiyin.errors import CongressError
from huiyin.ledger.cases import actor_of
from huiyin.people.permissions import may
from huiyin.web import days
from huiyin.web.access import page
from huiyin.web.congress import common, forms
from huiyin.web.congress.counting import counts_shown
from huiyin.web.congress.trail import steps_of
from huiyin.web.congress.words import meeting_title, said, session_title
from huiyin.web.people.accounts import confirm
from huiyin.web.people.forms import posted
from huiyin.web.requests import PageRequest


@page("congress.view")
def meetings(request: PageRequest) -> HttpResponseBase:
    """Lead to the meetings of the session that opened last."""
    session = common.newest_session(request)
    return redirect("session_meetings", session.key) if session else redirect("congress")


@page("congress.view")
def session_meetings(request: PageRequest, key: str) -> HttpResponse:
    """Show the meetings of a session day by day, narrowed by day, delegation and kind."""
    session = common.session_of(request, key)
    asked = {name: request.GET.get(name, "").strip() for name in ("day", "delegation", "kind")}
    seen = list(selectors.meetings_visible_to(request.viewer).filter(session=session).prefetch_related("agenda"))
    found = [meeting for meeting in seen if _asked_for(meeting, asked)]
    counted = may(request.viewer, "attendance.view")
    counts = counts_of(found) if counted else {}
    rows = [(meeting, counts.get(meeting.pk)) for meeting in found]
    context = {
        "session": session,
        "title": session_title(session),
        "asked": asked,
        "by_day": [(on, list(of_day)) for on, of_day in groupby(rows, key=lambda row: day_of(row[0]))],
        "shown": len(found),
        "total": len(seen),
        "days": [(on.isoformat(), days.day(on, with_weekday=True)) for on in sorted({day_of(row) for row in seen})],
        "delegations": [row for row in session.congress.delegations.all() if row.pk in {m.delegation_id for m in seen}],
        "kinds": [(kind, label) for kind, label in Meeting.Kind.choices if kind in {m.kind for m in seen}],
        "counted": counted,
        "tabs": common.tabs(request, session.congress, session, "meetings"),
        "may_change": common.changes(request, session.congress),
    }
    return render(request, "congress/meetings.html", context)


@page("congress.view")
def meeting_page(request: PageRequest, key: str) -> HttpResponse:
    """Show a meeting: when, where, what about, and how many were there."""
    meeting = meeting_of(request, key)
    counted = may(request.viewer, "attendance.view")
    context = {
        "meeting": meeting,
        "title": meeting_title(meeting),
        "text": session_title(meeting.session),
        "agenda": meeting.agenda.order_by("position"),
        "shown": counts_shown(meeting, roll_of(meeting)) if counted else None,
        "records": with_counts(records_visible_to(request.viewer).filter(meeting=meeting)),
        "may_record": common.changes(request, meeting.session.congress, "record.write"),
        "may_change": common.changes(request, meeting.session.congress),
        "may_brief": common.changes(request, meeting.session.congress, "briefing.write"),
        "may_ask": common.changes(request, meeting.session.congress, "question.change"),
        "crumbs": crumbs_of(meeting),
        "trail": steps_of(meeting.key) if request.viewer.has(*selectors.STAFF) else [],
    }
    return render(request, "congress/meeting.html", context)


@page("congress.change", change="congress.change")
def meeting_new(request: PageRequest, key: str) -> HttpResponseBase:
    """Plan a meeting."""
    session = common.own_session_of(request, key)
    first = {"kind": Meeting.Kind.DELEGATION, "on": _next_day(session, request.today), "starts": "09:00"}
    form = forms.MeetingForm(posted(request), session=session, initial=first)
    by = actor_of(request.viewer)
    if common.done(
        request,
        form,
        lambda _given: services.plan_meeting(session=session, by=by, **form.planned()),
        lambda _given: services.meeting_faults(services.as_planned(session, form.planned())),
    ):
        messages.success(request, gettext("The meeting is planned."))
        return redirect("session_meetings", key)
    title = gettext("Plan a meeting")
    return common.form_page(
        request,
        form,
        title=title,
        text=session_title(session),
        act=gettext("Plan the meeting"),
        back=reverse("session_meetings", args=[key]),
        where=common.of_session(session, (gettext("Meetings"), _list(session)), (title, "")),
    )


@page("congress.change", change="congress.change")
def meeting_edit(request: PageRequest, key: str) -> HttpResponseBase:
    """Change a meeting."""
    meeting = own_meeting_of(request, key)
    starts, ends = timezone.localtime(meeting.starts_at), meeting.ends_at and timezone.localtime(meeting.ends_at)
    first = {
        "kind": meeting.kind,
        "delegation": None if meeting.group else meeting.delegation,  # that of a group follows from the group
        "group": meeting.group,
        "on": starts.date(),
        "starts": starts.time(),
        "ends": ends.time() if ends else None,
        "room": meeting.room,
        "agenda": list(meeting.agenda.all()),
    }
    form = forms.MeetingForm(posted(request), session=meeting.session, initial=first)
    by = actor_of(request.viewer)
    whose = (meeting.kind, meeting.delegation_id, meeting.group_id)
    if common.done(
        request,
        form,
        lambda _given: services.change_meeting(meeting=meeting, changes=form.planned(), by=by),
        lambda _given: services.meeting_faults(
            services.as_planned(meeting.session, form.planned(), meeting), before=whose
        ),
    ):
        messages.success(request, gettext("The meeting was saved."))
        return redirect("meeting_page", key)
    title = gettext("Change the meeting")
    return common.form_page(
        request,
        form,
        title=title,
        text=meeting_title(meeting),
        act=gettext("Save"),
        back=reverse("meeting_page", args=[key]),
        where=crumbs_of(meeting, (title, "")),
    )


@page("congress.change", change="congress.change")
def meeting_cancel(request: PageRequest, key: str) -> HttpResponseBase:
    """Take a meeting out of the plan, after asking."""
    meeting = own_meeting_of(request, key)
    session = meeting.session
    if request.method == "POST":
        try:
            services.cancel_meeting(meeting=meeting, by=actor_of(request.viewer))
        except CongressError as error:
            messages.error(request, said(error))
            return redirect("meeting_page", key)
        messages.success(request, gettext("The meeting is cancelled."))
        return redirect("session_meetings", session.key)
    return confirm(
        request,
        title=gettext("Cancel the meeting “%(title)s”?") % {"title": meeting_title(meeting)},
        effects=[
            gettext("It leaves the plan for everybody."),
            gettext("A meeting with attendance or a record cannot be cancelled."),
        ],
        act=gettext("Cancel the meeting"),
        back=reverse("meeting_page", args=[key]),
    )


def meeting_of(request: PageRequest, key: str) -> Meeting:
    """Return a meeting that the viewer may see; anything else is 404."""
    return get_object_or_404(selectors.meetings_visible_to(request.viewer), key=key)


def own_meeting_of(request: PageRequest, key: str) -> Meeting:
    """Return a meeting of a congress of the viewer's own place; another's is 404."""
    meeting = meeting_of(request, key)
    common.own_congress_of(request, meeting.session.congress.key)
    return meeting


def crumbs_of(meeting: Meeting, *more: tuple[str, str]) -> common.Crumbs:
    """Return where a page of a meeting lies."""
    here = reverse("meeting_page", args=[meeting.key]) if more else ""
    return common.of_session(
        meeting.session, (gettext("Meetings"), _list(meeting.session)), (meeting_title(meeting), here), *more
    )


def _list(session: Session) -> str:
    return reverse("session_meetings", args=[session.key])


def _asked_for(meeting: Meeting, asked: dict[str, Any]) -> bool:
    """Return whether a meeting is one of those asked for."""
    return (
        asked["day"] in ("", day_of(meeting).isoformat())
        and asked["kind"] in ("", meeting.kind)
        and asked["delegation"] in ("", meeting.delegation.key if meeting.delegation else None)
    )


def _next_day(session: Session, today: date) -> date:
    return selectors.shown_on(session, today)
