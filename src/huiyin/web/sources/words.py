"""Words of this subject: why something was refused, what somebody did, names of codes in the reader's language."""

from django.utils.translation import get_language, gettext, ngettext

from huiyin.errors import HuiyinError
from huiyin.ledger.lexicon import lexicons
from huiyin.ledger.models import Source
from huiyin.ledger.source_selectors import Happening
from huiyin.render import errors as reading_errors
from huiyin.render.words import Language, Names
from huiyin.web import numbers
from huiyin.web.secret_words import secret_words
from huiyin.web.sentences import scan_words


def chosen() -> Language:
    """Return the reader's language as the names of codes know it."""
    return "zh" if (get_language() or "zh").startswith("zh") else "en"


def names() -> Names:
    """Return what codes of a reading are called."""
    return Names(chosen(), lexicons())


def choices(group: str) -> list[tuple[str, str]]:
    """Return all codes of a group with their names, for a select."""
    known = names()
    return [(code, known.of(group, code)) for code in known.table(group)]


def refusal(error: HuiyinError) -> str:
    """Return why something was refused, and what to do."""
    if secret := secret_words(error):
        return secret
    values = error.values
    sentences = {
        "source.too_long": gettext("The text has %(length)s characters; one source may have %(limit)s. Split it."),
        "source.nul": gettext("The text holds a character that cannot be kept (NUL). Save the file anew as UTF-8."),
        "source.no_house": gettext("You belong to no office that takes texts in. Ask the administrator."),
        "source.duplicate": gettext("This very text is here already."),
        "source.reading_failed": gettext("The text could not be read for want of memory. Split it and try again."),
        "source.reading_invalid": gettext(
            "What was read does not agree with the text (%(fault)s). Tell the administrator; the text itself is kept."
        ),
        "review.withdrawn": gettext("This source is out of review. Take it into review again first."),
        "review.unread": gettext("This source has not been read yet; come back when it is."),
        "review.statement_missing": gettext("There is no such statement in this source; load the page anew."),
        "review.reason_missing": gettext("Say in a few words why this is no statement."),
        "review.kind": gettext("There is no such kind; load the page anew and choose again."),
        "review.kind_of_remarks": gettext(
            "What deputies said in deliberation is not narrowed by kind. Leave the kind out, and read it in its order."
        ),
        "review.period": gettext("There is no such period; load the page anew and choose again."),
        "review.overlaps": gettext(
            "It would reach into a statement that is decided, or take one whole. Join the two, or open that one again."
        ),
        "review.span_empty": gettext("Nothing would be left of it; choose other ends."),
        "review.span_outside": gettext("This place does not lie in the text; choose it again."),
        "review.cut_outside": gettext("One side would be empty. Choose a place inside the statement."),
        "review.nothing_above": gettext("No statement stands above it."),
        "review.blind_spans": gettext(
            "In a blind review statements are neither split nor joined: both people must judge the same ones."
        ),
        "review.settled": gettext("This statement is settled; nothing more is decided on it."),
        "review.two_have_spoken": gettext("Two people have decided on it; the difference waits to be settled."),
        "review.no_such_word": gettext("That person has not decided on it."),
        "review.nothing_to_undo": gettext("You have done nothing here that could be undone."),
        "review.nothing_to_redo": gettext("You have undone nothing that could be done again."),
        "review.undo_overtaken": gettext("Somebody else has changed it since; it is not undone over that."),
        "review.reread_same": gettext("The newer reading would change nothing."),
        "review.words_absent": gettext("“%(words)s” does not stand in this statement, or not once more."),
        "review.unit_absent": gettext("The unit %(unit)s does not stand in “%(words)s”; write it as the text does."),
        "review.value": gettext("%(given)s is no number; write figures."),
        "review.relation": gettext("There is no such relation; load the page anew and choose again."),
        "review.role": gettext("There is no such role; load the page anew and choose again."),
        "review.type": gettext("There is no such kind of name; load the page anew and choose again."),
        "gold.nothing": gettext("Nothing of this source is confirmed yet; confirm statements in the review first."),
        "gold.disagrees": gettext("The gold file does not agree with itself; tell the administrator."),
    }
    template = sentences.get(error.code)
    if template is None:
        return scan_words(error) or reading_errors.told(error, chosen())
    return template % {name: numbers.grouped(value) for name, value in values.items()} if "%(" in template else template


def fault(source: Source) -> str:
    """Return why a source could not be read."""
    if not source.fault:
        return ""
    return refusal(HuiyinError(source.fault["code"], **source.fault["values"]))


def happened(happening: Happening, numbers_of: dict[str, int]) -> str:
    """Return a line on what somebody else did: «沈知微 确认了 #131»."""
    known = [numbers_of[key] for key in happening.keys if key in numbers_of]
    who = {"who": happening.who or gettext("The system")}
    if len(known) == 1:
        return _one(happening.type) % {**who, "n": known[0]}
    count = len(happening.keys)
    if happening.type == "statement.confirmed":
        words = ngettext("%(who)s confirmed %(n)d statement", "%(who)s confirmed %(n)d statements", count)
    elif happening.type in ("statement.given", "statement.taken_back"):
        return gettext("%(who)s decided on a statement") % who
    else:
        words = ngettext("%(who)s changed %(n)d statement", "%(who)s changed %(n)d statements", count)
    return words % {**who, "n": count}


def _one(event: str) -> str:
    return {
        "statement.confirmed": gettext("%(who)s confirmed #%(n)d"),
        "statement.rejected": gettext("%(who)s rejected #%(n)d"),
        "statement.reopened": gettext("%(who)s opened #%(n)d again"),
        "statement.split": gettext("%(who)s split #%(n)d"),
        "statement.joined": gettext("%(who)s joined #%(n)d to its neighbour"),
        "statement.settled": gettext("%(who)s settled #%(n)d"),
        "review.undone": gettext("%(who)s undid a change of #%(n)d"),
    }.get(event, gettext("%(who)s changed #%(n)d"))


def done(act: str, number: int) -> str:
    """Return what is said in the live region after one's own act."""
    return {
        "confirm": gettext("#%(n)d confirmed; u undoes"),
        "reject": gettext("#%(n)d rejected; u undoes"),
        "reopen": gettext("#%(n)d is a draft again"),
        "label": gettext("#%(n)d changed; u undoes"),
        "span": gettext("#%(n)d begins and ends elsewhere now; u undoes"),
        "split": gettext("#%(n)d split; u undoes"),
        "join": gettext("#%(n)d joined to the one above; u undoes"),
        "findings": gettext("Figures and names of #%(n)d saved; u undoes"),
    }[act] % {"n": number}
