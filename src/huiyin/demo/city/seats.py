"""The seventeenth congress (届) of the fictional city: seven delegations and 122 invented deputies.

The roster comes in by the same import that a secretariat uses. In 2025 one deputy changed delegation, one moved away
and was followed by a by-election.
"""

from datetime import date

from huiyin.congress import deputy_accounts, roster, roster_taking, sessions
from huiyin.congress.delegations import change_delegation
from huiyin.congress.models import Congress
from huiyin.congress.roster_import import plan_roster
from huiyin.demo.city.files import rows
from huiyin.demo.city.steps import City
from huiyin.ledger.cases import actor_of
from huiyin.ledger.record import Actor
from huiyin.people.tables import TableRow

TERM = date(2022, 1, 6)
COLUMNS = ("number", "name", "delegation", "group", "office", "post")


def load_seats(city: City) -> Congress:
    """Found the congress, seat its deputies, and let some of them log in."""
    by = actor_of(city.viewer("secretary"))
    congress = sessions.found_congress(
        place=city.places["YT00"], level="prefecture", number=17, from_on=TERM, size=125, by=by
    )
    _seat(congress, by)
    places = {name: place for place in city.places.values() for name in (place.name, place.short_name)}
    for delegation in congress.delegations.all():
        short = delegation.name.removesuffix("代表团")
        change_delegation(delegation=delegation, changes={"short_name": short, "place": places[short]}, by=by)
    _log_ins(city, congress, by)
    return congress


def _seat(congress: Congress, by: Actor) -> None:
    table = [
        TableRow(number, {name: cell for name, cell in zip(COLUMNS, row, strict=False) if cell})
        for number, row in enumerate(rows("deputies.tsv"), 2)
    ]
    roster_taking.take_in(congress=congress, plan=plan_roster(congress, table, on=TERM), by=by)
    mandates = {row.number: row for row in congress.mandates.select_related("deputy", "congress__place")}
    seats = {number: row.memberships.select_related("delegation", "group").get() for number, row in mandates.items()}
    gone, mover, hall = mandates["026"], mandates["060"], seats["101"].delegation
    roster.end_mandate(mandate=gone, on=date(2025, 6, 27), ended_by="moved", by=by)
    roster.move(mandate=mover, seat=roster.Seat(hall), on=date(2025, 3, 3), by=by)
    roster.elect(
        congress=congress,
        deputy=roster.add_deputy(name="闻溯", post="临江区东岸社区网格员"),
        seat=roster.Seat(seats["026"].delegation, seats["026"].group),
        from_on=date(2025, 11, 20),
        number="123",
        by=by,
    )


def _log_ins(city: City, congress: Congress, by: Actor) -> None:
    """Let the deputies log in by the accounts of the demo that bear their names."""
    for username, account in city.accounts.items():
        if not username.startswith("deputy"):
            continue
        deputy = congress.mandates.select_related("deputy").get(deputy__name=account.name).deputy
        deputy_accounts.tie_account(deputy=deputy, account=account, congress=congress, on=city.today, by=by)
