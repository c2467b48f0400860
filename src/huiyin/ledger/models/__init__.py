"""The tables of the app, one module a subject."""

from huiyin.ledger.models.case import Case, CaseDeputy, CaseParty, Entry, Passage, Progress
from huiyin.ledger.models.desk import Delivery, DeskVisit, Notice, SavedView, Watch
from huiyin.ledger.models.event import Event, Note, Receipt, Seal, Stream
from huiyin.ledger.models.filing import Evaluation, Filing
from huiyin.ledger.models.hook import Webhook, WebhookDelivery
from huiyin.ledger.models.keeping import Attachment, CalendarNotice, IdempotentWrite, PolicyVersion
from huiyin.ledger.models.publication import Publication
from huiyin.ledger.models.search import CaseWords, SourceWords, StatementWords
from huiyin.ledger.models.source import Confirmation, Source, SourceReading, Statement

__all__ = [
    "Attachment",
    "CalendarNotice",
    "Case",
    "CaseDeputy",
    "CaseParty",
    "CaseWords",
    "Confirmation",
    "Delivery",
    "DeskVisit",
    "Entry",
    "Evaluation",
    "Event",
    "Filing",
    "IdempotentWrite",
    "Note",
    "Notice",
    "Passage",
    "PolicyVersion",
    "Progress",
    "Publication",
    "Receipt",
    "SavedView",
    "Seal",
    "Source",
    "SourceReading",
    "SourceWords",
    "Statement",
    "StatementWords",
    "Stream",
    "Watch",
    "Webhook",
    "WebhookDelivery",
]
