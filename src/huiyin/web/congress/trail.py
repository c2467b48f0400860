"""Events of the congress in words, for the trail of its pages."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext, ngettext, pgettext

from huiyin.congress.events import events_of
from huiyin.congress.models import AgendaItem, Congress, Delegation, Group, Mandate, Membership, Observer
from huiyin.ledger.models import Event
from huiyin.ledger.notes import note_bodies
from huiyin.people.models import Deputy, Unit
from huiyin.web.congress.words import congress_title, field_words
from huiyin.web.days import day
from huiyin.web.people.trail import event_steps

NAMED = ("delegation", "group", "item", "who", "deputy", "unit")  # in payloads, by key
TEXTS = ("text", "answer")  # what was typed, kept as notes of an event


def steps_of(*keys: str) -> list[dict[str, Any]]:
    """Return what was done to these things, newest first, as steps of components/trail.html."""
    events = events_of(*keys)
    steps = event_steps(events, words=_words, more=_names(events))
    notes = {event.pk: [event.payload[name]["note"] for name in TEXTS if name in event.payload] for event in events}
    texts = note_bodies(note for found in notes.values() for note in found)
    for event, step in zip(events, steps, strict=True):
        step["said"] = "\n".join(texts[note] for note in notes[event.pk] if note in texts)
    return steps


def congress_words() -> dict[str, str]:
    """Return what each kind of event of the congress is in words."""
    return {
        "congress.founded": gettext("entered the congress"),
        "congress.changed": gettext("changed the congress"),
        "session.opened": gettext("entered the session"),
        "session.changed": gettext("changed the session"),
        "session.item_added": gettext("added an item to the agenda"),
        "session.item_changed": gettext("changed an item of the agenda"),
        "session.item_moved": gettext("moved an item of the agenda"),
        "session.item_removed": gettext("took an item off the agenda"),
        "session.presidium_set": gettext("set the presidium"),
        "session.observer_added": gettext("added somebody who sits in"),
        "session.observer_removed": gettext("took somebody who sits in off the list"),
        "delegation.added": gettext("added the delegation"),
        "delegation.changed": gettext("changed the delegation"),
        "delegation.group_added": gettext("added a group"),
        "delegation.group_renamed": gettext("renamed a group"),
        "deputy.elected": gettext("entered the election"),
        "deputy.moved": gettext("changed the seat"),
        "deputy.mandate_ended": gettext("ended the seat"),
        "deputy.changed": gettext("corrected the entry"),
        "deputy.contacts_sealed": gettext("put contacts into the vault"),
        "deputy.account_tied": gettext("tied an account"),
        "deputy.account_untied": gettext("untied the account"),
        "meeting.planned": gettext("planned the meeting"),
        "meeting.changed": gettext("changed the meeting"),
        "meeting.cancelled": gettext("cancelled the meeting"),
        "meeting.attendance_taken": gettext("recorded attendance"),
        "record.begun": gettext("began the record"),
        "record.dropped": gettext("dropped the record"),
        "record.handed": gettext("handed the record to the reader"),
        "record.split": gettext("split it by speaker"),
        "remark.confirmed": gettext("confirmed who spoke"),
        "remark.reopened": gettext("opened a remark again"),
        "remark.split": gettext("split a remark"),
        "remark.joined": gettext("joined two remarks"),
        "remark.about_set": gettext("confirmed what a remark speaks about"),
        "remark.about_nothing": gettext("took the passage off a remark"),
        "remark.timed": gettext("entered a speaking time"),
        "remark.offered": gettext("offered a draft to a deputy"),
        "remark.offer_taken": gettext("took an offered draft"),
        "remark.offer_declined": gettext("left an offered draft"),
        "remark.proposed": gettext("proposed a commitment to its government"),
        "session.question_removed": gettext("took a question out that was entered by mistake"),
        "question.asked": gettext("entered the question"),
        "question.corrected": gettext("corrected the question"),
        "question.answered": gettext("entered the answer"),
        "question.answer_corrected": gettext("corrected the answer"),
        "briefing.started": gettext("began the draft"),
        "briefing.dropped": gettext("threw the draft away"),
        "briefing.issued": gettext("issued it"),
        "briefing.superseded": gettext("issued a corrected one in its place"),
        "briefing.withdrawn": gettext("withdrew it"),
        "template.kept": gettext("uploaded a Word template"),
        "template.put_back": gettext("put an earlier Word template in force again"),
    }


def _words(event: Event, names: Mapping[str, str]) -> tuple[str, str]:
    return congress_words().get(event.type, event.type), _note(event, names)


def _note(event: Event, names: Mapping[str, str]) -> str:
    told = event.payload
    if "fields" in told:
        return pgettext("between items", ", ").join(field_words(name) for name in told["fields"])
    if event.type == "meeting.attendance_taken":
        n = len(told["marks"])
        return ngettext("%(n)d person", "%(n)d people", n) % {"n": n}
    if event.type == "record.split":
        return ngettext("%(n)d remark", "%(n)d remarks", told["remarks"]) % {"n": told["remarks"]}
    if event.type == "session.presidium_set":
        return ngettext("%(n)d person", "%(n)d people", told["members"]) % {"n": told["members"]}
    parts = [names.get(str(told.get(name, "")), "") for name in NAMED]
    if told.get("office") not in (None, "", Membership.Office.MEMBER.value):
        parts.append(str(Membership.Office(told["office"]).label))
    if told.get("reason"):
        parts.append(str(Mandate.EndedBy(told["reason"]).label))
    if told.get("on"):
        parts.append(day(date.fromisoformat(told["on"])))
    return " · ".join(filter(None, parts))


def _names(events: list[Event]) -> dict[str, str]:
    """Return the names behind the keys of events: of delegations, groups, deputies, items."""
    keys = {str(value) for event in events for value in event.payload.values() if isinstance(value, str)}
    names: dict[str, str] = {}
    for model, column in (
        (Delegation, "name"),
        (Group, "name"),
        (Deputy, "name"),
        (AgendaItem, "title"),
        (Observer, "name"),
        (Unit, "name"),
    ):
        names |= dict(model.objects.filter(key__in=keys).values_list("key", column))
    congresses = Congress.objects.filter(key__in=keys).select_related("place")
    return names | {row.key: congress_title(row) for row in congresses}
