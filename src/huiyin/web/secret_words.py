"""What is said where a text is refused for its mark of secrecy (`huiyin.reading.secrecy`), on whichever page."""

from django import forms
from django.utils.translation import get_language, gettext

from huiyin.errors import HuiyinError
from huiyin.reading.secrecy import secret_mark

SECRET = "text.secret"  # noqa: S105  a code


def with_unread(help_text: object) -> str:
    """Return the help of a field for files together with what of them cannot be looked through."""
    unread = gettext(
        "Scans and pictures cannot be looked through for marks of secrecy: "
        "look at them yourself before you hand them in."
    )
    apart = "" if (get_language() or "zh").startswith("zh") else " "
    return f"{help_text}{apart}{unread}"


def secret_words(error: HuiyinError) -> str:
    """Return why the text was refused and what to do; "" for any other error."""
    if error.code != SECRET:
        return ""
    return gettext(
        "The text bears the mark “%(mark)s”. This system is not for secret texts: nothing of it was kept. "
        "Handle it by the rules of secrecy, on the equipment meant for that."
    ) % {"mark": error.values.get("mark", "")}


def refuse_secret_in(form: forms.BaseForm, error: HuiyinError) -> bool:
    """Put why a text is refused on the fields that bear the mark, all that was typed kept; False for other errors."""
    if error.code != SECRET:
        return False
    marked = [name for name, given in form.cleaned_data.items() if any(map(secret_mark, _words(given)))]
    for name in marked:
        form.add_error(name, secret_words(error))
    if not marked:
        form.add_error(None, secret_words(error))
    form.not_taken = True  # type: ignore[attr-defined]  # for the summary: nothing is to be filled in
    return True


def _words(given: object) -> list[str]:
    """Return the words of a field, one by one where it holds several."""
    return [each for each in (given if isinstance(given, (list, tuple)) else [given]) if isinstance(each, str)]
