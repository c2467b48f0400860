"""The roster as a workbook (名册导出): names, seats and posts; telephone numbers stay in the vault."""

from django.http import HttpResponseBase
from django.utils.translation import gettext, pgettext

from huiyin.congress import selectors
from huiyin.web.access import page
from huiyin.web.congress import common
from huiyin.web.congress.words import congress_title
from huiyin.web.requests import PageRequest
from huiyin.web.workbooks import Sheet, download


@page("roster.export")
def roster_table(request: PageRequest, key: str) -> HttpResponseBase:
    """Send the roster, ended seats included, each with its days."""
    congress = common.congress_of(request, key)
    columns = [
        (pgettext("deputy", "Number"), 12),
        (gettext("Name"), 14),
        (gettext("Delegation"), 20),
        (gettext("Group"), 14),
        (gettext("Office in the delegation"), 14),
        (gettext("Unit and post"), 34),
        (gettext("First day of the seat"), 14),
        (gettext("Last day of the seat"), 14),
        (gettext("Reason"), 14),
    ]
    rows = []
    for mandate in selectors.roster(congress, on=request.today):
        seat = selectors.seat_on(mandate.seats, request.today)  # type: ignore[attr-defined]  # prefetched
        rows.append(
            (
                mandate.number,
                mandate.deputy.name,
                seat.delegation.name if seat else "",
                seat.group.name if seat and seat.group else "",
                seat.get_office_display() if seat else "",
                mandate.deputy.post,
                mandate.from_on,
                mandate.to_on,
                mandate.get_ended_by_display() if mandate.ended_by else "",
            )
        )
    name = f"{congress_title(congress)} {gettext('Roster of deputies')}"
    return download([Sheet(gettext("Roster of deputies"), columns, rows)], name)
