"""The tables of the app, one module a subject."""

from huiyin.congress.models.delegation import Delegation, Group, Mandate, Membership
from huiyin.congress.models.meeting import Attendance, Meeting, Observer
from huiyin.congress.models.session import AgendaItem, Congress, Session

__all__ = [
    "AgendaItem",
    "Attendance",
    "Congress",
    "Delegation",
    "Group",
    "Mandate",
    "Meeting",
    "Membership",
    "Observer",
    "Session",
]
