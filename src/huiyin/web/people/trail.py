"""Events of accounts and units in words, for the trail of their pages."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext, pgettext

from huiyin.ledger.models import Event
from huiyin.people.models import Account, Place, Unit
from huiyin.web.days import day, moment
from huiyin.web.navigation import role_words

Words = Callable[[Event, Mapping[str, str]], tuple[str, str]]


def event_steps(
    events: Iterable[Event], *, words: Words | None = None, more: Mapping[str, str] | None = None
) -> list[dict[str, Any]]:
    """Return events as steps of components/trail.html; accounts and units by name.

    Args:
        words: what happened, and what else is to be said of it; those of accounts and units where none are given.
        more: names behind other keys of these events.
    """
    events = list(events)
    names = {**_names(events), **(more or {})}
    return [_step(event, names, words or _words) for event in events]


def _step(event: Event, names: Mapping[str, str], words: Words) -> dict[str, Any]:
    who = names.get(event.actor, gettext("The system"))
    if event.acting_for:
        who = gettext("%(who)s for %(absent)s") % {"who": who, "absent": names.get(event.acting_for, "")}
    text, note = words(event, names)
    return {"mark": "", "when": moment(event.at), "at": event.at, "who": who, "text": text, "note": note}


def _words(event: Event, names: Mapping[str, str]) -> tuple[str, str]:
    """Return what happened, and what else is to be said of it."""
    plain = account_words() | unit_words()
    return plain.get(event.type, event.type), _note(event.type, event.payload, names)


def account_words() -> dict[str, str]:
    """Return what each kind of event of an account is called."""
    return {
        "account.created": gettext("made the account"),
        "account.changed": gettext("changed the account"),
        "account.password_reset": gettext("reset the password"),
        "account.password_changed": gettext("set an own password"),
        "account.second_factor_reset": gettext("removed the second factor"),
        "account.sessions_ended": gettext("signed the account out everywhere"),
        "account.sign_on_untied": gettext("untied the single sign-on"),
        "account.role_granted": gettext("gave a role"),
        "account.role_ended": gettext("ended a role"),
        "account.deputy_set": gettext("arranged deputising"),
        "account.deputy_ended": gettext("ended deputising"),
        "account.acting_began": gettext("began to act"),
        "account.acting_ended": gettext("stopped acting"),
        "account.token_made": gettext("made a token for a program"),
        "account.token_revoked": gettext("ended the token of a program"),
        "account.webhook_added": gettext("began sending events to a program"),
        "account.webhook_stopped": gettext("stopped sending events to a program"),
        "account.webhook_resumed": gettext("began sending events to a program again"),
        "account.left": gettext("closed the account"),
        "account.reopened": gettext("opened the account again"),
    }


def unit_words() -> dict[str, str]:
    """Return what each kind of event of a unit is called."""
    return {
        "unit.created": gettext("added the unit"),
        "unit.place_added": gettext("added the place"),
        "unit.changed": gettext("changed the unit"),
        "unit.renamed": gettext("renamed the unit"),
        "unit.ended": gettext("ended the unit"),
        "unit.alias_added": gettext("added another name"),
        "unit.alias_removed": gettext("took another name away"),
    }


def _note(kind: str, told: Mapping[str, Any], names: Mapping[str, str]) -> str:
    if kind in ("account.changed", "unit.changed"):
        return pgettext("between items", ", ").join(field_words(name) for name in told["fields"])
    if kind.startswith("account.role"):
        where = names.get(told["unit"] or told["place"], "")
        return " · ".join(filter(None, (role_words(told["role"]), where, _days(told["from"], told["to"]))))
    if kind == "account.deputy_set":
        return " · ".join((names.get(told["acting"], ""), _days(told["from"], told["to"])))
    if kind == "account.left" and told["successor"]:
        return gettext("Successor: %(name)s") % {"name": names.get(told["successor"], "")}
    if kind == "unit.renamed":
        return f"{told['from_name']} → {told['to_name']}"
    if kind in ("unit.alias_added", "unit.alias_removed"):
        return str(told["name"])
    return names.get(str(told.get("acting") or told.get("absent") or told.get("successor") or ""), "")


def field_words(name: str) -> str:
    """Return what a field of an account or a unit is called."""
    return {
        "username": gettext("User name"),
        "name": gettext("Name"),
        "email": gettext("E-mail"),
        "language": gettext("Language"),
        "single_keys": gettext("Single keys"),
        "digest_by_mail": gettext("Daily mail"),
        "short_name": gettext("Short name"),
        "house": gettext("House"),
        "place": gettext("Place"),
        "parent": gettext("Stands below"),
        "is_government": gettext("Government of its place"),
        "credit_code": gettext("Credit code"),
        "duties": gettext("Duties"),
        "aliases": gettext("Other names"),
        "valid_from": gettext("Exists from"),
        "valid_to": gettext("Exists until"),
    }.get(name, name)


def _days(first: str, last: str) -> str:
    words = [day(date.fromisoformat(each)) if each else "" for each in (first, last)]
    return "—".join(words).rstrip("—") if words[1] else words[0] + pgettext("day after which there is no end", " on")


def _names(events: Iterable[Event]) -> dict[str, str]:
    """Return the names behind the keys of events: of accounts, units and places."""
    keys: set[str] = set()
    for event in events:
        keys |= {event.actor, event.acting_for}
        keys |= {str(value) for value in event.payload.values() if isinstance(value, str)}
    names = dict(Account.objects.filter(key__in=keys).values_list("key", "name"))
    names |= dict(Unit.objects.filter(key__in=keys).values_list("key", "name"))
    return names | dict(Place.objects.filter(code__in=keys).values_list("code", "name"))
