"""One line as people see it (单行文字): without signs that show nothing or turn the direction of what follows."""

import unicodedata


def seen(text: str) -> str:
    """Return a line without control signs and marks without a width; a name is what one sees, and nothing else."""
    return text if text.isascii() and text.isprintable() else "".join(_shown(each) for each in text)


def seen_lines(text: str) -> str:
    """Return a text of several lines, each as people see it."""
    return "\n".join(seen(each) for each in text.splitlines())


def _shown(sign: str) -> str:
    if sign.isspace():
        return sign if sign.isprintable() or unicodedata.category(sign) == "Zs" else " "
    return "" if unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Co") else sign
