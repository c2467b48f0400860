"""What is said where a text is refused for its mark of secrecy (`huiyin.reading.secrecy`), on whichever page."""

from django.utils.translation import gettext

from huiyin.errors import HuiyinError

SECRET = "text.secret"  # noqa: S105  a code


def secret_words(error: HuiyinError) -> str:
    """Return why the text was refused and what to do; "" for any other error."""
    if error.code != SECRET:
        return ""
    return gettext(
        "The text bears the mark “%(mark)s”. This system is not for secret texts: nothing of it was kept. "
        "Handle it by the rules of secrecy, on the equipment meant for that."
    ) % {"mark": error.values.get("mark", "")}
