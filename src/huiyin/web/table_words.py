"""What is wrong with a table that was sent in, in words."""

from django.utils.translation import gettext

from huiyin.errors import HuiyinError
from huiyin.web.secret_words import secret_words


def table_words(error: HuiyinError) -> str:
    """Return the sentence of a table that cannot be read."""
    if secret := secret_words(error):
        return secret
    values = error.values
    return {
        "table.large": gettext("The file is larger than %(n)s MB. Split it.") % {"n": values.get("limit_mb", "")},
        "table.rows": gettext("The file has more than %(n)s rows. Split it.") % {"n": values.get("limit", "")},
        "table.unreadable": _unreadable(str(values.get("reason", ""))),
        "table.heads": gettext("No column is headed %(name)s; take the template.") % {"name": values.get("wanted", "")},
    }.get(error.code, str(error))


def _unreadable(reason: str) -> str:
    """Return why a file is no table, and what to do, by what was found."""
    if reason == "locked":
        return gettext("This file asks for a password. Save a copy without one and send that.")
    if reason == "damaged":
        return gettext(
            "This Excel file is incomplete or damaged, or a file of another kind that was renamed. "
            "Open it in Excel or WPS, save it anew as .xlsx and send that."
        )
    return gettext("This file cannot be read. Save it as .xlsx or .csv and send it again.")
