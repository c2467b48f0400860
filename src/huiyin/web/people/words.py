"""What a refusal of `huiyin.people` is in words."""

from django.utils.translation import gettext, ngettext

from huiyin.errors import HuiyinError
from huiyin.people.unit_tables import HOUSES
from huiyin.web.table_words import table_words


def said(error: HuiyinError) -> str:
    """Return the sentence of a refusal; the code itself where it has none, so that nothing is hidden."""
    sentences = {
        "username.form": gettext("A user name has 2 to 60 letters or figures; of marks only - _ . @"),
        "username.taken": gettext("This user name is taken; choose another."),
        "grant.unit_or_place": gettext("Name either a unit or a place."),
        "grant.held": gettext("This role is held there already."),
        "days.turned_round": gettext("The last day lies before the first; correct one of the two."),
        "administrator.last": gettext("Nobody would administer the site then. Make somebody else administrator first."),
        "deputising.oneself": gettext("Nobody acts for oneself; choose somebody else."),
        "deputising.closed_account": gettext("The account of who is to act is closed; choose somebody else."),
        "deputising.house": gettext(
            "Who is to act has no role in the house of the absent; drafts must not leave their house."
        ),
        "deputising.twice": gettext(
            "The two have an arrangement for these days already; choose other days, or end that one first."
        ),
        "deputising.ended": gettext("This arrangement is over."),
        "deputising.scope": gettext("You may arrange this for yourself and for the handlers of your units only."),
        "handover.successor": gettext("Name a successor whose account is open."),
        "account.open": gettext("The account is open."),
        "place.code_taken": gettext("Another place has that code; correct it."),
        "place.name_taken": gettext("That place is listed already."),
        "unit.name_taken": gettext("Another unit of this place has that name; choose another."),
        "unit.children": gettext("Units stand below it; name a successor, or move them first."),
        "unit.circle": gettext("A unit cannot stand below itself; choose another unit above."),
        "unit.ended": gettext("The unit has ended already."),
        "unit.ends_before": gettext("A unit cannot end before the day on which it begins: look at both days."),
        "unit.successor": gettext("Name a successor that exists on that day and is another unit."),
        "unit.same_name": gettext("That is its name already."),
        "vault.forgotten": gettext("What was known of this person has been destroyed; it cannot be brought back."),
        "vault.tampered": gettext("What is kept does not open: it was changed from outside. Tell the operator."),
        "vault.key_missing": gettext("The master key of the vault is missing. Tell the operator of the site."),
        "vault.key_open": gettext("The master key of the vault can be read by others. Tell the operator of the site."),
        "vault.key_damaged": gettext("The master key of the vault is damaged. Tell the operator of the site."),
        "vault.key_version": gettext("The master key of this entry is missing. Tell the operator of the site."),
        "push.off": gettext("This is not set up here."),
        "push.service": gettext(
            "The push service of this browser is not one of those that Huiyin sends to. Try another browser, or ask "
            "your administrator."
        ),
        "push.keys": gettext("The browser gave no usable keys. Load the page again and turn it on once more."),
    }
    if error.code == "push.most":
        most = int(str(error.values["most"]))
        return ngettext(
            "There is %(n)d device already; remove one first.",
            "There are %(n)d devices already; remove one first.",
            most,
        ) % {"n": most}
    if error.code == "vault.reason":
        n = int(str(error.values["shortest"]))
        return ngettext(
            "Give a reason of at least %(n)d character.", "Give a reason of at least %(n)d characters.", n
        ) % {"n": n}
    if error.code == "deputising.too_long":
        days = int(str(error.values["days"]))
        return ngettext("At most %(n)d day at a time.", "At most %(n)d days at a time.", days) % {"n": days}
    return sentences.get(error.code) or table_words(error)


def problem_words(code: str, words: str) -> str:
    """Return why a row of a table is refused."""
    return {
        "name": gettext("The name is missing"),
        "formula": gettext("A cell holds a formula; put its value in"),
        "long": gettext("A cell is too long"),
        "place": gettext("No such place: %(words)s") if words else gettext("The place is missing"),
        "house": (
            gettext("No such house: %(words)s. In the column 系统, write one of: %(houses)s")
            if words
            else gettext("The house is missing. In the column 系统, write one of: %(houses)s")
        ),
        "known_as": gettext("It is another name of %(words)s, which is there already"),
        "credit_code": gettext("A credit code has 18 figures and letters: %(words)s"),
        "yes_or_no": gettext("是 or 否, not: %(words)s"),
        "day": gettext("No day: %(words)s"),
        "days": gettext("It ends before it begins"),
        "double": gettext("Row %(words)s is about the same unit"),
        "parent": gettext("No such unit above: %(words)s"),
        "parent_many": gettext("Several units are called that: %(words)s"),
        "parent_refused": gettext("The row of the unit above is refused"),
        "circle": gettext("It would stand below itself"),
    }[code] % {"words": words, "houses": "、".join(HOUSES)}
