"""The sessions (次) of January 2025 and January 2026 in the fictional city: days of meetings, and who was there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from huiyin.congress import attendance, meetings, sessions
from huiyin.congress.models import Congress, Delegation, Mandate, Meeting, Session
from huiyin.demo.city.steps import City
from huiyin.ledger.cases import actor_of
from huiyin.ledger.record import Actor


@dataclass(frozen=True, slots=True)
class Sitting:
    """When a session sat, and over what."""

    number: int
    opens_on: date
    closes_on: date
    agenda: Sequence[tuple[str, str, str]]  # treatment, title, text of the demo
    rounds: int = 2  # of deliberation in delegations


COMMON = (
    ("deliberate", "云汀市人民代表大会常务委员会工作报告", ""),
    ("deliberate", "云汀市中级人民法院工作报告", ""),
    ("deliberate", "云汀市人民检察院工作报告", ""),
    ("decide", "各项决议（草案）", ""),
)
SITTINGS = (
    Sitting(
        number=4,
        opens_on=date(2025, 1, 7),
        closes_on=date(2025, 1, 10),
        rounds=1,
        agenda=(
            ("deliberate", "云汀市人民政府工作报告", "report-2025.txt"),
            ("examine", "关于2024年国民经济和社会发展计划执行情况与2025年计划（草案）的报告", ""),
            ("examine", "关于2024年预算执行情况与2025年预算（草案）的报告", ""),
            *COMMON,
        ),
    ),
    Sitting(
        number=5,
        opens_on=date(2026, 1, 8),
        closes_on=date(2026, 1, 11),
        agenda=(
            ("deliberate", "云汀市人民政府工作报告", "report-2026.txt"),
            ("examine", "云汀市国民经济和社会发展第十五个五年规划纲要（草案）", ""),
            ("examine", "关于2025年国民经济和社会发展计划执行情况与2026年计划（草案）的报告", ""),
            ("examine", "关于2025年预算执行情况与2026年预算（草案）的报告", ""),
            *COMMON,
        ),
    ),
)
OPENS = SITTINGS[-1].opens_on  # of the latest session
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


def load_sessions(city: City, congress: Congress) -> None:
    """Let both sessions take place."""
    for sitting in SITTINGS:
        _sit(city, congress, sitting)


def _sit(city: City, congress: Congress, sitting: Sitting) -> None:
    by = actor_of(city.viewer("secretary"))
    days: dict[str, Any] = {"opens_on": sitting.opens_on, "closes_on": sitting.closes_on}
    session = sessions.open_session(congress=congress, number=sitting.number, year=sitting.opens_on.year, **days, by=by)
    for treatment, title, text in sitting.agenda:
        source = city.sources[text] if text else None
        sessions.add_item(session=session, title=title, treatment=treatment, source=source, by=by)
    delegations = {row.name: row for row in congress.delegations.all()}
    for username, post, where in OBSERVERS:
        name = city.accounts[username].name
        sessions.add_observer(session=session, name=name, post=post, delegation=delegations.get(where), by=by)
    heads = Mandate.objects.filter(congress=congress, memberships__office__in=("head", "deputy_head"))
    sessions.set_presidium(session=session, members=heads.distinct(), by=by)
    _meet(session, sitting, list(delegations.values()), by)


def _meet(session: Session, sitting: Sitting, delegations: list[Delegation], by: Actor) -> None:
    """Plan the meetings, and record who was there."""
    agenda = list(session.agenda.order_by("position"))
    hall: dict[str, Any] = {"session": session, "by": by}
    first, last = sitting.opens_on, sitting.closes_on
    plenary: dict[str, Any] = {**hall, "kind": Meeting.Kind.PLENARY, "room": "云汀会堂大礼堂"}
    held = [
        meetings.plan_meeting(**plenary, starts_at=_at(first, 15, ago=1), ends_at=_at(first, 16, ago=1)),
        meetings.plan_meeting(**plenary, starts_at=_at(first, 9), ends_at=_at(first, 11, 20), agenda=agenda[:1]),
    ]
    presiding: dict[str, Any] = {**hall, "kind": Meeting.Kind.PRESIDIUM, "room": "云汀会堂二楼会议室"}
    held.append(meetings.plan_meeting(**presiding, starts_at=_at(first, 16), ends_at=_at(first, 17)))
    for day, (hour, items) in enumerate(((14, agenda[:2]), (9, agenda[2:-1]))[: sitting.rounds], 1):
        for number, delegation in enumerate(delegations, 1):
            speaks: dict[str, Any] = {**hall, "kind": Meeting.Kind.DELEGATION, "delegation": delegation}
            starts_at, ends_at = _at(first, hour, 30, ago=-day), _at(first, hour + 2, 45, ago=-day)
            room = f"云汀会堂第{number}会议室"
            held.append(meetings.plan_meeting(**speaks, starts_at=starts_at, ends_at=ends_at, room=room, agenda=items))
    for delegation in delegations:
        for number, group in enumerate(delegation.groups.all(), 1):
            speaks = {**hall, "kind": Meeting.Kind.GROUP, "delegation": delegation, "group": group}
            room, starts_at = f"会堂附楼{number}号房间", _at(first, 15, ago=-2)
            meetings.plan_meeting(**speaks, starts_at=starts_at, room=room, agenda=agenda[:1])
    meetings.plan_meeting(**plenary, starts_at=_at(last, 9, 30), ends_at=_at(last, 11), agenda=agenda[-1:])
    for number, meeting in enumerate(held):
        _take(meeting, number, by)


def _at(on: date, hour: int, minute: int = 0, *, ago: int = 0) -> datetime:
    return timezone.make_aware(datetime.combine(on - timedelta(days=ago), time(hour, minute)))


def _take(meeting: Meeting, number: int, by: Actor) -> None:
    """Record attendance: nearly all were there, some on leave, now and then one absent."""
    roll = attendance.roll_of(meeting)
    marks = {}
    for place, line in enumerate((*roll.deputies, *roll.observers), number * 5):
        marks[line.key] = "leave" if place % 41 == 7 else "absent" if place % 97 == 13 else "present"
    attendance.take(meeting=meeting, marks=marks, by=by)
