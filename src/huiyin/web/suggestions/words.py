"""Words of what stands in the way of a suggestion, and of where one stands; pure but for the catalogue."""

from django.utils.translation import gettext, ngettext, pgettext

from huiyin import policy
from huiyin.congress.models import Cosigning, Kind
from huiyin.errors import HuiyinError
from huiyin.web.cases.words import fault_words
from huiyin.web.sentences import named


def part_names(kind: str) -> tuple[str, str]:
    """Return what the two parts of a text are called by its kind: a motion alone has 案由, 案据 and 方案."""
    if kind == Kind.INQUIRY:
        return gettext("What is asked"), gettext("What it rests on")
    if kind == Kind.MOTION:
        return gettext("Cause and grounds"), gettext("Plan")
    return gettext("Reasons"), gettext("What is proposed")


def missing_words(name: str, kind: str = "") -> str:
    """Return what a draft still lacks, by the labels that its kind has."""
    of_kind = {
        Kind.INQUIRY.value: {
            "grounds": gettext("what is asked (at least 10 characters)"),
            "proposals": gettext("what it rests on (at least 10 characters)"),
        },
        Kind.MOTION.value: {
            "grounds": gettext("cause and grounds (at least 10 characters)"),
            "proposals": gettext("the plan (at least 10 characters)"),
        },
    }
    return (
        of_kind.get(kind, {}).get(name)
        or {
            "respondent": gettext("whom it is put to"),
            "title": gettext("the title"),
            "grounds": gettext("the reasons (at least 10 characters)"),
            "proposals": gettext("what you propose (at least 10 characters)"),
            "publish": gettext("whether text and reply may be published"),
        }[name]
    )


def refused(error: HuiyinError) -> str:
    """Return why something was not done, and what to do."""
    values = error.values
    name = str(values.get("name") or "")
    sentences = {
        "mandate.none": gettext("%(name)s does not sit in this congress today.") % {"name": name}
        if name
        else gettext("You do not sit in this congress today."),
        "history.step": gettext(
            "The rules of this place have changed meanwhile and know no way to a state of the table. "
            "Open the preview again."
        ),
        "draft.too_many": gettext("You have %(n)s drafts already. File or drop one first.")
        % {"n": values.get("most", "")},
        "draft.filed": gettext("This has been filed already; it stands among your suggestions."),
        "draft.twice": gettext("The same text with the same names was filed already. Change it, or drop this draft."),
        "draft.no_motion": gettext("A formal inquiry asks for an answer; it is not filed as a suggestion."),
        "inquiry.no_session": gettext(
            "Formal inquiries are put while the congress sits; between sessions write a suggestion."
        ),
        "inquiry.respondent": gettext(
            "Choose whom it is put to: the government or one of its departments, the court, or the procuratorate."
        ),
        "cosigner.is_drafter": gettext("Who leads signs it anyway; name the others only."),
        "cosigner.too_many": gettext("No more than %(n)s deputies can be invited.") % {"n": values.get("most", "")},
        "cosigning.withdrawn": gettext("The invitation was withdrawn."),
        "evaluation.none": gettext("There is nothing to evaluate here now, or not by you."),
        "reply.none": gettext("No reply has been issued yet."),
        "promise.made": gettext("This promise is on record already."),
        "promise.no_unit": gettext("No single unit has replied; promises are taken from the reply of one."),
        "promise.other_reply": gettext(
            "These words do not stand in the reply that was issued; load the page anew and take them from it."
        ),
        "stale": gettext("The text has been changed meanwhile. Read it as it is now."),
    }
    if error.code == "draft.incomplete":
        missing = [missing_words(each) for each in str(values["missing"]).split()]
        return gettext("Still missing: %(what)s.") % {"what": pgettext("between items", ", ").join(missing)}
    if error.code in ("motion.signers", "inquiry.signers"):
        kind = error.code.partition(".")[0]
        return signers_words(int(str(values["missing"])), int(str(values["least"])), kind)
    return (
        sentences.get(error.code)
        or fault_words(error)
        or gettext("This cannot be done: %(code)s") % {"code": error.code}
    )


def signers_words(missing: int, least: int, kind: str = "motion") -> str:
    """Return how many deputies a motion or inquiry still lacks."""
    if kind == Kind.INQUIRY:
        return ngettext(
            "A formal inquiry takes %(least)d deputies; %(n)d more must confirm.",
            "A formal inquiry takes %(least)d deputies; %(n)d more must confirm.",
            missing,
        ) % {"least": least, "n": missing}
    return ngettext(
        "A motion takes %(least)d deputies; %(n)d more must confirm. You can file it as a suggestion instead.",
        "A motion takes %(least)d deputies; %(n)d more must confirm. You can file it as a suggestion instead.",
        missing,
    ) % {"least": least, "n": missing}


def cosigning_words(each: Cosigning) -> str:
    """Return what became of an invitation, with the text as it is now."""
    if each.draft.entered_by_id is not None:
        return gettext("Signed on the paper")
    if each.state == Cosigning.State.CONFIRMED and not each.stands:
        return gettext("Confirmed an earlier text; asked anew")
    return str(each.get_state_display())


def ground_words(code: str) -> str:
    """Return what a ground for not taking an item is called."""
    return named(policy.name_of("ground", code))
