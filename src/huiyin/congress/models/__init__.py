"""The tables of the app, one module a subject."""

from huiyin.congress.models.briefing import Briefing, BriefingItem, ItemPassage, LeftOut
from huiyin.congress.models.delegation import Delegation, Group, Mandate, Membership
from huiyin.congress.models.meeting import Attendance, Meeting, Observer
from huiyin.congress.models.opinion import CommitteeOpinion
from huiyin.congress.models.question import Question
from huiyin.congress.models.record import Offer, Record, RecordVersion, Remark
from huiyin.congress.models.session import AgendaItem, Congress, Session
from huiyin.congress.models.suggestion import Cosigning, Kind, SuggestionDraft
from huiyin.congress.models.template import DocumentTemplate

__all__ = [
    "AgendaItem",
    "Attendance",
    "Briefing",
    "BriefingItem",
    "CommitteeOpinion",
    "Congress",
    "Cosigning",
    "Delegation",
    "DocumentTemplate",
    "Group",
    "ItemPassage",
    "Kind",
    "LeftOut",
    "Mandate",
    "Meeting",
    "Membership",
    "Observer",
    "Offer",
    "Question",
    "Record",
    "RecordVersion",
    "Remark",
    "Session",
    "SuggestionDraft",
]
