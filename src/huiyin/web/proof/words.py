"""What kinds of events are called (经过的种类), by subject; steps of cases by the policies in force."""

from django.utils.translation import gettext, pgettext

from huiyin.ledger import policies
from huiyin.ledger.models import Stream
from huiyin.ledger.rules import CALENDAR
from huiyin.web.congress.trail import congress_words
from huiyin.web.ledger.words import type_words
from huiyin.web.people.trail import account_words, unit_words
from huiyin.web.sentences import named


def subject_words(stream: str) -> str:
    """Return what a stream is about."""
    return {
        Stream.CASE.value: pgettext("subject of a trail", "Cases"),
        Stream.SOURCE.value: pgettext("subject of a trail", "Sources and review"),
        Stream.POLICY.value: pgettext("subject of a trail", "Rules and calendar"),
        Stream.ACCOUNT.value: pgettext("subject of a trail", "Accounts"),
        Stream.UNIT.value: pgettext("subject of a trail", "Units"),
        Stream.CONGRESS.value: pgettext("subject of a trail", "Congress"),
    }[stream]


def kinds() -> dict[str, dict[str, str]]:
    """Return the words of every kind of event, by stream and type."""
    return {
        Stream.CASE.value: _of_cases(),
        Stream.SOURCE.value: _of_sources(),
        Stream.POLICY.value: {
            "policy.loaded": gettext("put rules of handling in force"),
            "calendar.loaded": gettext("loaded a notice of holidays"),
        },
        Stream.ACCOUNT.value: account_words(),
        Stream.UNIT.value: unit_words(),
        Stream.CONGRESS.value: congress_words(),
    }


def groups() -> list[tuple[str, str, dict[str, str]]]:
    """Return the kinds in groups to pick from: the stream ("" where it was offered above), what it is about, the kinds.

    The steps of cases come by the type of case: several types have steps of one name.
    """
    found = []
    for stream, named_kinds in kinds().items():
        if stream != Stream.CASE:
            found.append((stream, subject_words(stream), named_kinds))
            continue
        types: dict[str, dict[str, str]] = {}
        for event, what in named_kinds.items():
            types.setdefault(event.partition(".")[0], {})[event] = what
        found.append((stream, subject_words(stream), types.pop(stream)))
        found += [("", type_words(case_type), of_type) for case_type, of_type in types.items()]
    return found


def rules_words(key: str) -> str:
    """Return what a stream of the rules is about: the calendar, or the policy of a type of case."""
    if key == CALENDAR:
        return gettext("Working days and holidays")
    return next((named(each.names) for each in policies.in_force() if each.case_type == key), key)


def _of_cases() -> dict[str, str]:
    words = {
        "case.opened": gettext("Put on record"),
        "case.imported": gettext("Taken over from the older system"),
        "case.deadline_recomputed": gettext("Deadline computed anew by the new notice"),
        "case.policy_moved": gettext("Moved to another version of the rules"),
    }
    for rules in policies.in_force():
        for transition in rules.transitions:
            words.setdefault(transition.event, named(transition.names))
    return words


def _of_sources() -> dict[str, str]:
    return {
        "source.added": gettext("took a text in"),
        "source.read": gettext("read the text"),
        "source.failed": gettext("could not read the text"),
        "source.reread": gettext("read the text anew"),
        "source.shared": gettext("let other houses read the text"),
        "source.withdrawn": gettext("took the text out of review"),
        "source.resumed": gettext("took the text into review again"),
        "statement.confirmed": gettext("confirmed statements"),
        "statement.rejected": gettext("rejected a statement"),
        "statement.reopened": gettext("opened a statement again"),
        "statement.changed": gettext("changed a statement"),
        "statement.split": gettext("split a statement"),
        "statement.joined": gettext("joined statements"),
        "statement.given": gettext("decided on a statement, unseen by the other"),
        "statement.taken_back": gettext("took a decision back"),
        "statement.settled": gettext("settled a difference"),
        "review.undone": gettext("undid a step of the review"),
        "review.redone": gettext("did a step of the review again"),
    }
