"""What briefings, their parts, findings and refusals are called."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext, gettext_lazy, ngettext, pgettext

from huiyin.congress.briefings_checking import Finding
from huiyin.congress.models import Briefing
from huiyin.errors import HuiyinError
from huiyin.ledger.models import Event
from huiyin.ledger.notes import note_bodies
from huiyin.web import days
from huiyin.web.congress import words as of_congress
from huiyin.web.congress.trail import congress_words

LIGHTS = {"draft": "provisional", "issued": "done", "superseded": "near", "withdrawn": "late"}
FIELDS = {  # the field of a form at which a refusal stands
    "briefing.reason": "reason",
    "briefing.why_withdrawn": "reason",
    "briefing.number": "number",
    "briefing.number_taken": "number",
    "briefing.total_taken": "total",
    "briefing.later": "on",
    "briefing.before": "on",
    "digest.reason": "reason",
}
MARKED = {
    "figure": gettext_lazy("No passage has this figure"),
    "name": gettext_lazy("No passage has this name"),
    "date": gettext_lazy("No passage has this date"),
    "words": gettext_lazy("Nobody said these words"),
    "elsewhere": gettext_lazy("The passages have it, but not said of this"),
}


def name_of(briefing: Briefing) -> str:
    """Return how a briefing is named in lists: its number and title, or what it is of."""
    title = briefing.title or scope_words(briefing)
    if briefing.number is None:
        return title
    return gettext("No. %(number)d: %(title)s") % {"number": briefing.number, "title": title}


def scope_words(briefing: Briefing) -> str:
    """Return what a briefing is of: a meeting, a delegation, a day, or the whole session."""
    if briefing.meeting is not None:
        return of_congress.meeting_title(briefing.meeting)
    if briefing.delegation is not None:
        return str(briefing.delegation)
    if briefing.on is not None:
        return gettext("All meetings on %(day)s") % {"day": days.day(briefing.on)}
    return gettext("The whole session")


def said(error: HuiyinError) -> str:
    """Return the sentence of a refusal."""
    n, told = int(str(error.values.get("n", 0))), error.values.get("on")
    counted = {
        "digest.open": ngettext(
            "%(n)d statement is neither used nor left out. Bring it in, or say why it stays out.",
            "%(n)d statements are neither used nor left out. Bring them in, or say why they stay out.",
            n,
        ),
        "digest.stale": ngettext(
            "%(n)d passage cites a statement that is not confirmed any more. Take it out, or confirm the statement.",
            "%(n)d passages cite statements that are not confirmed any more. Take them out, or confirm the statements.",
            n,
        ),
        "briefing.reason": ngettext(
            "The check has marked %(n)d place. Mend it, or write in at least 4 characters why it stays.",
            "The check has marked %(n)d places. Mend them, or write in at least 4 characters why they stay.",
            n,
        ),
    }
    if error.code in counted:
        return counted[error.code] % {"n": n}
    sentences = {
        "briefing.issued": gettext("This one is issued, so that its words stay. Begin a corrected one instead."),
        "briefing.not_issued": gettext("Only what is issued, and neither superseded nor withdrawn, can be changed so."),
        "briefing.being_corrected": gettext("A corrected one is begun already; open it among the drafts."),
        "briefing.empty": gettext("Nothing is chosen yet. Choose at least one remark."),
        "briefing.number": gettext("Give both numbers: of this session, and of all."),
        **dict.fromkeys(
            ("briefing.number_taken", "briefing.total_taken"),
            gettext("Another briefing bears one of these numbers. Take the next free ones."),
        ),
        "briefing.why_withdrawn": gettext("Write in at least 4 characters why it is withdrawn."),
        "briefing.later": gettext("It cannot bear a day after today."),
        "briefing.before": gettext("It cannot bear a day before %(day)s, of which it tells.")
        % {"day": days.full_day(told) if isinstance(told, date) else ""},
        "briefing.too_many": gettext("That would be too many remarks. Divide it into several briefings."),
        "item.empty": gettext("The text is empty. Take the item out instead, or write what was said."),
        "item.too_long": gettext("The text is too long. Shorten it to 10,000 characters."),
        "digest.reason": gettext("Write in at least 2 characters why it is left out."),
        "digest.reason_too_long": gettext("The reason has %(length)s characters, it may have %(limit)s. Shorten it.")
        % {"length": error.values.get("length"), "limit": error.values.get("limit")},
        "digest.nobody": gettext(
            "Words of those who sit in, or of no delegation, stand in no block. Leave them out with a reason."
        ),
        "digest.alone": gettext("This point has one passage only. Leave the whole point out instead."),
        "digest.part": gettext("Choose one of the parts that are offered."),
        "digest.other": gettext("Choose another point of the same digest."),
    }
    return sentences.get(error.code) or of_congress.said(error)


def found_words(finding: Finding) -> str:
    """Return what is wrong with a place."""
    marked = str(MARKED["elsewhere" if finding.elsewhere else finding.type])
    if finding.nearest:
        return gettext("%(what)s; the nearest passage: “%(words)s”") % {"what": marked, "words": finding.nearest}
    return marked


def trail_words(events: list[Event]) -> Any:
    """Return a function that puts events of a briefing into words, with the reasons that were given."""
    reasons = note_bodies(str(event.payload.get("why", {}).get("note", "")) for event in events)

    def words(event: Event, _names: Mapping[str, str]) -> tuple[str, str]:
        told, parts = event.payload, []
        if told.get("findings"):
            n = int(told["findings"])
            parts.append(ngettext("%(n)d marked place", "%(n)d marked places", n) % {"n": n})
        if "used" in told:
            values = {"used": told["used"], "all": told["statements"], "left": told["left"]}
            parts.append(gettext("%(used)d of %(all)d statements used, %(left)d left out") % values)
        if told.get("edited"):
            n = int(told["edited"])
            parts.append(ngettext("%(n)d text edited", "%(n)d texts edited", n) % {"n": n})
        reason = reasons.get(str(told.get("why", {}).get("note", "")), "")
        if reason:
            parts.append(gettext("Reason: %(reason)s") % {"reason": reason})
        return congress_words().get(event.type, event.type), pgettext("between items", ", ").join(parts)

    return words
