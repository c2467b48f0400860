"""The session of January 2026 in the fictional city: seven delegations, 122 invented deputies, two days of meetings.

The roster comes in by the same import that a secretariat uses. Before the session one deputy moved away and was
followed by a by-election; one changed delegation.
"""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from huiyin.congress import attendance, deputy_accounts, meetings, roster, roster_taking, sessions
from huiyin.congress.delegations import change_delegation
from huiyin.congress.models import Congress, Delegation, Mandate, Meeting, Session
from huiyin.congress.roster_import import plan_roster
from huiyin.demo.city.files import rows
from huiyin.demo.city.year import City
from huiyin.ledger.cases import actor_of
from huiyin.ledger.record import Actor
from huiyin.people.models import Account
from huiyin.people.tables import TableRow

TERM, OPENS, CLOSES = date(2022, 1, 6), date(2026, 1, 8), date(2026, 1, 11)
PLACES = {"临江区": "YT01", "青石区": "YT02", "云汀县": "YT03", "白鹭县": "YT04", "高新区": "YT05"}
COLUMNS = ("number", "name", "delegation", "group", "office", "post")
LOG_INS = {"deputy": "陆闻舟", "deputy2": "苏澄", "deputy3": "程望舒"}  # account, deputy
AGENDA = (  # treatment, title, text of the demo
    ("deliberate", "云汀市人民政府工作报告", "report-2026.txt"),
    ("examine", "云汀市国民经济和社会发展第十五个五年规划纲要（草案）", ""),
    ("examine", "关于2025年国民经济和社会发展计划执行情况与2026年计划（草案）的报告", ""),
    ("examine", "关于2025年预算执行情况与2026年预算（草案）的报告", ""),
    ("deliberate", "云汀市人民代表大会常务委员会工作报告", ""),
    ("deliberate", "云汀市中级人民法院工作报告", ""),
    ("deliberate", "云汀市人民检察院工作报告", ""),
    ("decide", "各项决议（草案）", ""),
)
OBSERVERS = (  # account, post, delegation
    ("head", "市住房和城乡建设局局长", "临江区代表团"),
    ("head3", "市发展和改革委员会主任", "高新区代表团"),
    ("head2", "市财政局局长", "青石区代表团"),
    ("jtj-head", "市交通运输局局长", "南埠区代表团"),
    ("nyj-head", "市农业农村局局长", "云汀县代表团"),
    ("wjw-head", "市卫生健康委员会主任", "白鹭县代表团"),
    ("wlj-head", "市文化广电和旅游局局长", "石渡县代表团"),
    ("leader", "副市长", ""),
)


def load_session(city: City) -> None:
    """Found the congress, seat its deputies, and let the session of January 2026 take place."""
    by = actor_of(city.viewer("secretary"))
    congress = sessions.found_congress(
        place=city.places["YT00"], level="prefecture", number=17, from_on=TERM, size=125, by=by
    )
    _seat(congress, by)
    session = sessions.open_session(congress=congress, number=5, year=2026, opens_on=OPENS, closes_on=CLOSES, by=by)
    for treatment, title, text in AGENDA:
        source = city.sources[text] if text else None
        sessions.add_item(session=session, title=title, treatment=treatment, source=source, by=by)
    delegations = {row.name: row for row in congress.delegations.all()}
    for name, delegation in delegations.items():
        short = name.removesuffix("代表团")
        changes = {"short_name": short, "place": city.places.get(PLACES.get(short, ""))}
        change_delegation(delegation=delegation, changes=changes, by=by)
    for username, post, where in OBSERVERS:
        name = city.accounts[username].name
        sessions.add_observer(session=session, name=name, post=post, delegation=delegations.get(where), by=by)
    heads = Mandate.objects.filter(congress=congress, memberships__office__in=("head", "deputy_head"))
    sessions.set_presidium(session=session, members=heads.distinct(), by=by)
    _meet(session, list(delegations.values()), by)
    _log_ins(city, congress, by)


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


def _meet(session: Session, delegations: list[Delegation], by: Actor) -> None:
    """Plan the meetings, and record who was there."""
    agenda = list(session.agenda.order_by("position"))
    hall: dict[str, Any] = {"session": session, "by": by}

    def at(on: date, hour: int, minute: int = 0) -> datetime:
        return timezone.make_aware(datetime.combine(on, time(hour, minute)))

    before, second, third = OPENS - timedelta(days=1), OPENS + timedelta(days=1), OPENS + timedelta(days=2)
    plenary: dict[str, Any] = {**hall, "kind": Meeting.Kind.PLENARY, "room": "云汀会堂大礼堂"}
    held = [
        meetings.plan_meeting(**plenary, starts_at=at(before, 15), ends_at=at(before, 16)),
        meetings.plan_meeting(**plenary, starts_at=at(OPENS, 9), ends_at=at(OPENS, 11, 20), agenda=agenda[:1]),
    ]
    presiding: dict[str, Any] = {**hall, "kind": Meeting.Kind.PRESIDIUM, "room": "云汀会堂二楼会议室"}
    held.append(meetings.plan_meeting(**presiding, starts_at=at(OPENS, 16), ends_at=at(OPENS, 17)))
    for on, hour, items in ((second, 14, agenda[:2]), (third, 9, agenda[2:7])):
        for number, delegation in enumerate(delegations, 1):
            held.append(
                meetings.plan_meeting(
                    **hall,
                    kind=Meeting.Kind.DELEGATION,
                    delegation=delegation,
                    starts_at=at(on, hour, 30),
                    ends_at=at(on, hour + 2, 45),
                    room=f"云汀会堂第{number}会议室",
                    agenda=items,
                )
            )
    for delegation in delegations:
        for number, group in enumerate(delegation.groups.all(), 1):
            of_group: dict[str, Any] = {**hall, "kind": Meeting.Kind.GROUP, "delegation": delegation, "group": group}
            meetings.plan_meeting(
                **of_group, starts_at=at(third, 15), room=f"会堂附楼{number}号房间", agenda=agenda[:1]
            )
    meetings.plan_meeting(**plenary, starts_at=at(CLOSES, 9, 30), ends_at=at(CLOSES, 11), agenda=agenda[-1:])
    for number, meeting in enumerate(held):
        _take(meeting, number, by)


def _take(meeting: Meeting, number: int, by: Actor) -> None:
    """Record attendance: nearly all were there, some on leave, now and then one absent."""
    roll = attendance.roll_of(meeting)
    marks = {}
    for place, line in enumerate((*roll.deputies, *roll.observers), number * 5):
        marks[line.key] = "leave" if place % 41 == 7 else "absent" if place % 97 == 13 else "present"
    attendance.take(meeting=meeting, marks=marks, by=by)


def _log_ins(city: City, congress: Congress, by: Actor) -> None:
    """Let three deputies log in by the accounts of the demo."""
    for username, name in LOG_INS.items():
        account: Account = city.accounts[username]
        deputy = congress.mandates.select_related("deputy").get(deputy__name=name).deputy
        deputy_accounts.tie_account(deputy=deputy, account=account, congress=congress, on=city.today, by=by)
