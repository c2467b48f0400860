"""What refusals of records, remarks and offers are in words, and how a speaker, a time and a reason are said."""

from django.utils import timezone
from django.utils.translation import gettext, ngettext, pgettext

from huiyin.congress.models import Remark
from huiyin.errors import CongressError, HuiyinError, StaleWrite
from huiyin.web import numbers
from huiyin.web.cases.words import refused_words
from huiyin.web.congress import words
from huiyin.web.secret_words import secret_words
from huiyin.web.sources import words as source_words


def said(error: HuiyinError) -> str:
    """Return the sentence of a refusal."""
    if isinstance(error, StaleWrite):
        return gettext("Somebody, perhaps you in another window, has just changed this; here is how it stands now.")
    if secret := secret_words(error):
        return secret
    template = sentences().get(error.code)
    if template is not None:
        shown = {name: numbers.grouped(value) for name, value in error.values.items()}
        return template % shown if "%(" in template else template
    if isinstance(error, CongressError):
        return words.said(error)
    if error.code.startswith(("step.", "task.")):
        return refused_words(error, today=timezone.localdate())
    return source_words.refusal(error)


def sentences() -> dict[str, str]:
    """Return the sentences by code."""
    return {
        "record.too_long": gettext(
            "The text has %(length)s characters, a record may have %(limit)s. "
            "Make one record of each half of the meeting."
        ),
        "record.title_too_long": gettext("The title has %(length)s characters, it may have %(limit)s. Shorten it."),
        "record.handed": gettext("This record was handed to the reader already; its text stays as it is."),
        "record.not_handed": gettext("This record was not handed to the reader yet; do that first."),
        "record.empty": gettext("The record is empty. Write, paste or upload what was said first."),
        "record.twice": gettext("This very text was taken in already. Open that record instead, or drop this one."),
        "record.decided": gettext(
            "Remarks of this record are decided already, so that it is not split anew. Split or join single remarks."
        ),
        "remark.not_sitting": gettext(
            "This person does not sit in the congress on the day of the meeting, and does not sit in. Correct the "
            "roster first, or choose somebody else."
        ),
        "remark.offset": gettext("Choose a place within the remark; something must be left on both sides."),
        "remark.last": gettext("This is the last remark; there is no next one to join."),
        "remark.offered": gettext(
            "An offer to a deputy or a question rests on this remark, so that it stays as it is."
        ),
        "remark.passage": gettext("Choose a paragraph of a report that is on the agenda of this meeting."),
        "remark.not_timed": gettext("Speaking time is not measured in this record."),
        "remark.seconds": gettext("Give minutes and seconds, such as 4:30, of one day at most."),
        "offer.not_confirmed": gettext("Confirm who spoke, and the statement in review; then it can be passed on."),
        "offer.kind": gettext(
            "The statement is of another kind by now; only suggestions are offered, commitments proposed."
        ),
        "offer.elsewhere": gettext("This statement does not stand in this remark any more. Load the page anew."),
        "offer.twice": gettext("This was passed on already."),
        "offer.answered": gettext("You have answered this offer already."),
        "offer.no_government": gettext(
            "The delegation has no place, or its place has no single government here. Enter the place of the "
            "delegation and the government of that place first."
        ),
        "transcript.time": gettext(
            "Line %(line)s: the time “%(words)s” cannot be read. It must be like 00:01:02,500 --> 00:01:05,000; "
            "correct the line and upload the file again."
        ),
        "transcript.backwards": gettext(
            "Line %(line)s ends before it begins. Correct its times and upload the file again."
        ),
        "transcript.empty": gettext(
            "The file has no line with a time and words. Export the transcript as SRT or VTT anew, or paste its text."
        ),
        "mandate.none": gettext("This deputy has no seat today; choose a deputy who sits in this congress."),
        "draft.too_many": gettext("You have too many drafts; drop one first."),
    }


def speaker(remark: Remark) -> str:
    """Return who spoke as far as it is confirmed, else as the record names it."""
    if remark.mandate is not None:
        return remark.mandate.deputy.name
    if remark.observer is not None:
        return remark.observer.name
    return remark.named or pgettext("speaker", "Nobody is named")


def why(code: str) -> str:
    """Return by what somebody is proposed."""
    return {
        "exact": gettext("the only one of this name"),
        "same_name": gettext("one of several of this name"),
        "surname": gettext("by the surname"),
        "office": gettext("by the office"),
    }.get(code, code)


def duration(seconds: int) -> str:
    """Return a time as minutes and seconds."""
    minutes, rest = divmod(seconds, 60)
    if not minutes:
        return ngettext("%(n)d second", "%(n)d seconds", rest) % {"n": rest}
    return gettext("%(minutes)d min %(seconds)02d s") % {"minutes": minutes, "seconds": rest}
