"""Speaking time (发言时长) of a session, a table in the order of the roster; it is not sorted by time (代表法)."""

from collections.abc import Iterator

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, pgettext

from huiyin.congress import speaking_time as services
from huiyin.web.access import page
from huiyin.web.congress import common
from huiyin.web.congress.record_words import duration
from huiyin.web.congress.words import session_title
from huiyin.web.requests import PageRequest
from huiyin.web.workbooks import Cell, Sheet, download


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
        "table_url": reverse("speaking_table", args=[key]) if groups else "",
        "tabs": common.tabs(request, session.congress, session, "records"),
    }
    return render(request, "congress/speaking.html", context)


@page("record.view")
def speaking_table(request: PageRequest, key: str) -> HttpResponseBase:
    """Send the table as a workbook, in the same order; a time is a text, so that nobody sorts by it by accident."""
    session = common.session_of(request, key)
    columns = [
        (gettext("Delegation"), 24),
        (pgettext("deputy", "Number"), 12),
        (gettext("Name"), 16),
        (gettext("Remarks"), 10),
        (gettext("With a time"), 12),
        (gettext("Speaking time"), 14),
    ]
    title = gettext("Speaking time")
    foot = gettext("In the order of the roster; remarks are not ranked and held against nobody.")
    sheet = Sheet(title, columns, _lines(services.speaking_time(session)), foot=foot)
    return download([sheet], f"{title} {session_title(session)}")


def _lines(groups: list[services.OfDelegation]) -> Iterator[tuple[Cell, ...]]:
    for group in groups:
        whose = group.delegation.name if group.delegation else gettext("Who sits in, and others")
        for each in group.people:
            time = duration(each.seconds) if each.timed else "—"
            yield (whose, each.number, each.name or gettext("Nobody is named"), each.remarks, each.timed, time)
