"""Words that only the public reads: types, states, reasons, marks."""

from django.utils.translation import gettext

from huiyin.congress.public_figures import state_of
from huiyin.congress.public_items import Item, Mark
from huiyin.ledger.models import Publication
from huiyin.policy.names import name_of
from huiyin.web import days
from huiyin.web.sentences import light_words, named


def kind_words(kind: str) -> str:
    """Return what a type of item is called in public."""
    return {
        "commitment": gettext("Promise of a report"),
        "reply_promise": gettext("Promise of a reply"),
        "suggestion": gettext("Suggestion"),
        "motion": gettext("Motion"),
        "report": gettext("Work report"),
    }.get(kind) or named(name_of("case_type", kind))


def state_words(code: str) -> str:
    """Return the word of a state in which promises are counted."""
    if code == "other_outcome":
        return gettext("Closed otherwise")
    return light_words("done" if code == "kept" else code, public=True)


def light_of(item: Item) -> tuple[str, str]:
    """Return the light of a promise and its word; ("", "") where its state is not shown.

    What was closed without being kept says so in words, under another shape: a tick would tell another story.
    """
    state = state_of(item)
    if not state:
        return "", ""
    if state == "kept":
        return "done", named(item.outcome)
    if state == "other_outcome":
        return "provisional", named(item.outcome) or named(item.stage)
    if item.provisional and state in ("on_time", "no_word"):
        return "provisional", state_words("provisional") if state == "on_time" else state_words("no_word")
    return state, state_words(state)


def reason_words(mark: Mark) -> str:
    """Return the sentence of what is not shown: 因涉及个人隐私未公开（2026年4月2日，市人大代表工委决定）."""
    if mark.mark == "resting":
        return gettext("Not public just now: it is being handled again.")
    values = {"reason": _reason(mark), "day": days.full_day(mark.on), "unit": mark.unit or gettext("the editors")}
    if mark.mark == "withdrawn":
        return gettext("Withdrawn: %(reason)s (%(day)s, decided by %(unit)s)") % values
    return gettext("Withheld: %(reason)s (%(day)s, decided by %(unit)s)") % values


def _reason(mark: Mark) -> str:
    if mark.reason == Publication.Reason.OTHER:
        return mark.words
    said = str(Publication.Reason(mark.reason).label)
    return gettext("%(reason)s (%(words)s)") % {"reason": said, "words": mark.words} if mark.words else said


def field_words(name: str) -> str:
    """Return what a field is called."""
    return named(name_of("shown", name))


def grade_words(code: str) -> str:
    """Return what a grade of an evaluation is called."""
    return named(name_of("opinion", code)) if code else ""
