"""Opening cases (立案): an entry with its passages and its first case, one or many of them with the same queries."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import msgspec
from django.db import transaction

from huiyin import policy
from huiyin.errors import LedgerError
from huiyin.ledger import policies
from huiyin.ledger.first_rows import project_first_cases
from huiyin.ledger.given import Ground
from huiyin.ledger.image import FIELDS
from huiyin.ledger.models import Case, Entry, Passage, Stream
from huiyin.ledger.record import Actor, First, NewEvent, record_first
from huiyin.people.keys import new_key
from huiyin.people.models import Deputy, Place, Unit
from huiyin.reading.secrecy import refuse_secret_words


@dataclass(frozen=True, slots=True)
class Opening:
    """A case that is to be opened under the policy in force.

    Args:
        previous: last year's case of the same entry, which rolls over into this one.
        deputies: those who filed it, each with the part; `filed` says how (`huiyin.ledger.image`).
        given: what the policy's first clocks look at.
        lead: the unit in whose hands it begins, where it need not be handed over.
        office: the office that handed out what it comes from (转交办机构), and so has this in its care, too.
    """

    kind: str
    policy_id: str
    house: str
    place: Place
    title: str
    year: int | None
    at: datetime
    number: str = ""
    passages: Sequence[Ground] = ()
    fields: Mapping[str, Any] | None = None
    previous: Case | None = None
    deputies: Sequence[tuple[Deputy, str]] = ()
    filed: Mapping[str, Any] | None = None
    attachments: Sequence[Mapping[str, str]] = ()
    given: Mapping[str, object] | None = None
    lead: Unit | None = None
    office: Unit | None = None
    promised_in: Case | None = None


@transaction.atomic
def open_cases(openings: Sequence[Opening], *, by: Actor) -> list[Case]:
    """Open cases, all or none, each with its entry and its first event; return them in order.

    Raises:
        SecretText: a title or a column bears a mark of secrecy.
    """
    refuse_secret_words([(each.title, each.number, each.fields or {}, each.filed or {}) for each in openings])
    rules = {name: policies.current_policy(name) for name in {each.policy_id for each in openings}}
    for each in rules.values():
        policies.keep_version(each)
    entries = _entries(openings)
    Passage.objects.bulk_create(
        Passage(
            entry=entry,
            source=ground.source,
            statement=ground.statement,
            start=ground.start,
            end=ground.end,
            quote=ground.source.text[ground.start : ground.end],
        )
        for opening, entry in zip(openings, entries, strict=True)
        for ground in opening.passages
    )
    firsts = [
        First(new_key(), NewEvent("case.opened", _payload(opening, entry, rules[opening.policy_id], by)), opening.at)
        for opening, entry in zip(openings, entries, strict=True)
    ]
    record_first(stream=Stream.CASE, firsts=firsts, project=project_first_cases, by=by)
    made = Case.objects.select_related("entry", "place").in_bulk([each.key for each in firsts], field_name="key")
    cases = [made[each.key] for each in firsts]
    for opening, case in zip(openings, cases, strict=True):
        if opening.previous is not None:
            Case.objects.filter(pk=case.pk).update(previous=opening.previous)
    return cases


def _entries(openings: Iterable[Opening]) -> list[Entry]:
    """Return the entry of each case: that of the case before, or a new one."""
    entries = [
        each.previous.entry
        if each.previous
        else Entry(kind=each.kind, title=each.title, year=each.year, created_at=each.at)
        for each in openings
    ]
    Entry.objects.bulk_create([each for each in entries if each.pk is None])
    return entries


def _payload(opening: Opening, entry: Entry, rules: policy.Policy, by: Actor) -> dict[str, Any]:
    lead = opening.lead
    keys = dict.fromkeys(("lead_unit", "unit_head"), (lead.key,)) if lead is not None else {}
    calendar = policies.calendar()
    step = policy.begin(rules, actor=by.key, at=opening.at, calendar=calendar, keys=keys, given=opening.given)
    columns = {"title": opening.title, "year": opening.year, "number": opening.number, **(opening.fields or {})}
    payload: dict[str, Any] = {
        "opened": {
            "entry": entry.key,
            "case_type": rules.case_type,
            "policy": rules.id,
            "policy_version": rules.version,
            "house": opening.house,
            "place": opening.place.code,
        },
        "step": msgspec.to_builtins(step),
        "fields": plain_fields(columns),
    }
    if opening.passages:
        payload["passages"] = [[each.source.key, each.start, each.end] for each in opening.passages]
    if opening.deputies:
        payload["deputies"] = [[deputy.key, part, "add"] for deputy, part in opening.deputies]
    if opening.filed:
        payload["filed"] = dict(opening.filed)
    if opening.attachments:
        payload["attachments"] = [dict(attachment) for attachment in opening.attachments]
    if lead is not None:
        office = [[opening.office.key, "office", "add"]] if opening.office is not None else []
        payload |= {"parties": [[lead.key, "lead_unit", "add"], *office], "issued": True}
    if opening.promised_in is not None:
        payload["promised_in"] = opening.promised_in.key
    if opening.previous is not None:
        payload["rolled_from"] = opening.previous.key
    return payload


def plain_fields(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return columns of the 台账 as a payload holds them.

    Raises:
        LedgerError: `case.field`: one is no such column.
    """
    unknown = set(fields) - set(FIELDS)
    if unknown:
        raise LedgerError("case.field", fields=", ".join(sorted(unknown)))
    return {name: plain(value) for name, value in fields.items()}


def plain(value: Any) -> Any:
    """Return a value as a payload holds it: decimals and dates as strings."""
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, (list, tuple)):
        return [plain(inner) for inner in value]
    return value
