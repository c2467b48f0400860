"""A congress for tests (云汀市 and everybody in it are invented): one session, two delegations, five deputies."""

from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from tests.cast import Cast

from huiyin.congress import delegations, meetings, roster, sessions
from huiyin.congress.models import Congress, Delegation, Group, Mandate, Meeting, Session
from huiyin.congress.roster import Seat
from huiyin.ledger.record import Actor

BY = Actor()
TERM, OPENS, CLOSES = date(2022, 1, 6), date(2026, 1, 8), date(2026, 1, 11)
SHANGHAI = ZoneInfo("Asia/Shanghai")
NAMES = {  # name, number: delegation, group, office
    ("岑望川", "001"): ("river", "first", "head"),
    ("陆闻舟", "002"): ("river", "first", "convenor"),
    ("闻一苇", "003"): ("river", "", "member"),
    ("苗向晚", "004"): ("stone", "", "head"),
    ("阮青禾", "005"): ("stone", "", "member"),
}


@dataclass
class Seated:
    """What was made, by name."""

    congress: Congress
    session: Session
    river: Delegation  # 临溪区代表团
    stone: Delegation  # 青石区代表团
    first: Group  # 临溪区代表团 第一小组
    mandates: dict[str, Mandate] = field(default_factory=dict)

    def meeting(self, kind: str = "plenary", on: date = OPENS, hour: int = 9, **more: object) -> Meeting:
        """Plan a meeting of the session."""
        at = datetime(on.year, on.month, on.day, hour, tzinfo=SHANGHAI)
        return meetings.plan_meeting(session=self.session, kind=kind, starts_at=at, by=BY, **more)


def seated(people: Cast) -> Seated:
    """Found the congress, open its session, and seat everybody from the beginning of the term."""
    congress = sessions.found_congress(place=people.city, level="prefecture", number=17, from_on=TERM, by=BY)
    session = sessions.open_session(congress=congress, number=5, year=2026, opens_on=OPENS, closes_on=CLOSES, by=BY)
    river = delegations.add_delegation(congress=congress, name="临溪区代表团", short_name="临溪", by=BY)
    stone = delegations.add_delegation(congress=congress, name="青石区代表团", short_name="青石", by=BY)
    first = delegations.add_group(delegation=river, name="第一小组", by=BY)
    made = Seated(congress, session, river, stone, first)
    for (name, number), (delegation, group, office) in NAMES.items():
        made.mandates[name] = roster.elect(
            congress=congress,
            deputy=roster.add_deputy(name=name, post="云汀重工 工程师"),
            seat=Seat(getattr(made, delegation), first if group else None, office),
            from_on=TERM,
            number=number,
            by=BY,
        )
    return made
