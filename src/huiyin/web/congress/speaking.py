"""Speaking time (发言时长) of a session, a table in the order of the roster; it is not sorted by time (代表法)."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from huiyin.congress import speaking_time as services
from huiyin.web.access import page
from huiyin.web.congress import common
from huiyin.web.congress.record_words import duration
from huiyin.web.congress.words import session_title
from huiyin.web.requests import PageRequest


@page("record.view")
def speaking_time(request: PageRequest, key: str) -> HttpResponse:
    """Show who spoke how long, delegation by delegation, each for the delegation of that day."""
    session = common.session_of(request, key)
    groups = services.speaking_time(session)
    context = {
        "session": session,
        "title": gettext("Speaking time"),
        "text": session_title(session),
        "measured": services.is_measured(session),
        "groups": [
            {
                "delegation": group.delegation,
                "people": [(each, duration(each.seconds) if each.timed else "") for each in group.people],
                "remarks": group.remarks,
                "timed": group.timed,
                "time": duration(group.seconds) if group.timed else "",
            }
            for group in groups
        ],
        "remarks": sum(group.remarks for group in groups),
        "timed": sum(group.timed for group in groups),
        "time": duration(sum(group.seconds for group in groups)),
        "tabs": common.tabs(request, session.congress, session, "records"),
    }
    return render(request, "congress/speaking.html", context)
