"""At which field of a request something is wrong (有误的字段): services give a code, the interface names the field."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from django.http import HttpRequest

from huiyin.reading.secrecy import secret_mark

FIELDS: dict[str, tuple[str, ...]] = {  # of several that may be meant the first that was sent, else the first
    "account.closed": ("account",),
    "account.of_another_deputy": ("account",),
    "answer.before": ("answered_at",),
    "answer.by_nobody": ("answered_by",),
    "answer.how": ("how",),
    "answer.later": ("answered_at",),
    "answer.short": ("answer",),
    "briefing.before": ("on",),
    "briefing.later": ("on",),
    "briefing.number": ("number",),
    "briefing.number_taken": ("number",),
    "briefing.reason": ("reason",),
    "briefing.total_taken": ("total",),
    "briefing.why_withdrawn": ("reason",),
    "congress.number_taken": ("number",),
    "cosigner.is_drafter": ("cosigners",),
    "cosigner.too_many": ("cosigners",),
    "days.turned_round": ("to_on", "closes_on"),
    "delegation.name_taken": ("name",),
    "delegation.other_congress": ("delegation",),
    "deputising.closed_account": ("acting",),
    "deputising.house": ("acting",),
    "deputising.oneself": ("acting",),
    "deputising.scope": ("absent",),
    "deputising.too_long": ("to_on",),
    "deputising.twice": ("from_on",),
    "group.name_taken": ("name",),
    "group.other_delegation": ("group",),
    "inquiry.respondent": ("respondent",),
    "inquiry.signers": ("cosigners",),
    "mandate.held": ("on",),
    "mandate.not_valid": ("on",),
    "mandate.number_taken": ("number",),
    "mandate.outside_term": ("on",),
    "mandate.reason": ("ended_by",),
    "meeting.delegation": ("delegation",),
    "meeting.ends_before": ("ends_at",),
    "meeting.group": ("group",),
    "meeting.of_all": ("delegation", "group"),
    "meeting.outside_session": ("starts_at",),
    "meeting.recorded": ("kind", "delegation", "group"),
    "motion.signers": ("cosigners",),
    "observer.twice": ("name",),
    "office.head_taken": ("office",),
    "office.without_group": ("group",),
    "opinion.day_alone": ("to",),
    "opinion.later": ("held_on",),
    "opinion.office": ("to",),
    "opinion.one_text": ("text", "source"),
    "opinion.past": ("due_on",),
    "opinion.short": ("text",),
    "opinion.source": ("source",),
    "opinion.twice": ("text",),
    "place.code_taken": ("code",),
    "place.name_taken": ("name",),
    "presidium.stranger": ("members",),
    "question.answered_before": ("asked_at",),
    "question.elsewhere": ("remark",),
    "question.later": ("asked_at",),
    "question.nobody": ("asked_by",),
    "question.of_nobody": ("unit",),
    "question.other_session": ("meeting", "observer"),
    "question.outside_session": ("asked_at",),
    "question.short": ("text",),
    "question.stranger": ("asked_by",),
    "roster.later_change": ("on",),
    "session.number_taken": ("number",),
    "session.outside_term": ("opens_on",),
    "session.without_meetings": ("opens_on", "closes_on"),
    "place.unknown": ("place",),
    "source.nul": ("text",),
    "source.too_long": ("text",),
    "step.bad_outcome": ("outcome",),
    "step.extension_not_later": ("due_on",),
    "step.extension_too_long": ("due_on",),
    "unit.circle": ("parent",),
    "unit.ends_before": ("valid_from",),
    "unit.name_taken": ("name",),
    "unit.same_name": ("name",),
    "unit.successor": ("successor",),
    "username.form": ("username",),
    "username.taken": ("username",),
    "webhook.account": ("account",),
    "webhook.name": ("name",),
    "webhook.url": ("url",),
}


def fields_at(code: str, values: Mapping[str, object], request: HttpRequest) -> Iterator[str]:
    """Yield the fields at which a refusal lies, as the operation calls them; nothing where it lies at none."""
    if code == "text.secret":
        yield from _marked(_sent(request))
    elif code == "draft.incomplete":
        yield from str(values.get("missing", "")).split()
    elif code in FIELDS:
        sent = _sent(request)
        yield next((name for name in FIELDS[code] if name in sent), FIELDS[code][0])
    else:  # refusals of steps name a need, those of references the field
        yield from (str(values[name]) for name in ("need", "where") if values.get(name))


def path_of(where: tuple[Any, ...]) -> str:
    """Return the field that a refusal of the description speaks of, without where in the request it came."""
    parts = [str(part) for part in where]
    if parts[:1] == ["body"]:
        parts = parts[2:] or parts[1:]
    elif len(parts) > 1:
        parts = parts[1:]
    return ".".join(parts)


def _sent(request: HttpRequest) -> dict[str, Any]:
    """Return the fields that were sent, by name; {} where they cannot be told."""
    if request.content_type != "application/json":
        return {name: str(value) for name, value in request.POST.items()}
    try:
        told = json.loads(request.body)
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}


def _marked(sent: dict[str, Any]) -> Iterator[str]:
    for name, value in sent.items():
        words = value if isinstance(value, (list, tuple)) else [value]
        if any(isinstance(each, str) and secret_mark(each) for each in words):
            yield name
