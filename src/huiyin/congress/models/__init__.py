"""The tables of the app, one module a subject."""

from huiyin.congress.models.delegation import Delegation, Group, Mandate, Membership
from huiyin.congress.models.meeting import Attendance, Meeting, Observer
from huiyin.congress.models.record import Record, Remark
from huiyin.congress.models.session import AgendaItem, Congress, Session
from huiyin.congress.models.suggestion import Cosigning, Kind, SuggestionDraft
from huiyin.congress.models.template import DocumentTemplate

__all__ = [
    "AgendaItem",
    "Attendance",
    "Congress",
    "Cosigning",
    "Delegation",
    "DocumentTemplate",
    "Group",
    "Kind",
    "Mandate",
    "Meeting",
    "Membership",
    "Observer",
    "Record",
    "Remark",
    "Session",
    "SuggestionDraft",
]
