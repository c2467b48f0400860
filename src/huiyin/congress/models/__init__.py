"""The tables of the app, one module a subject."""

from huiyin.congress.models.briefing import Briefing, BriefingItem, ItemPassage, LeftOut
from huiyin.congress.models.delegation import Delegation, Group, Mandate, Membership
from huiyin.congress.models.meeting import Attendance, Meeting, Observer
from huiyin.congress.models.record import Record, Remark
from huiyin.congress.models.session import AgendaItem, Congress, Session
from huiyin.congress.models.suggestion import Cosigning, Kind, SuggestionDraft

__all__ = [
    "AgendaItem",
    "Attendance",
    "Briefing",
    "BriefingItem",
    "Congress",
    "Cosigning",
    "Delegation",
    "Group",
    "ItemPassage",
    "Kind",
    "LeftOut",
    "Mandate",
    "Meeting",
    "Membership",
    "Observer",
    "Record",
    "Remark",
    "Session",
    "SuggestionDraft",
]
