"""Words for people: the language in force, the message catalogue, and the names of a reading's codes.

Messages in the code are English and are looked up by gettext in `huiyin/locale`; names of codes are data
(`names.toml`, `topics.toml`) and are never translated by gettext.
"""

import gettext as _gettext
import os
import sys
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from huiyin.reading.lexicon import Lexicons  # imported late: a message alone needs no reader

Language = Literal["zh", "en"]

LOCALE = Path(__file__).parent.parent / "locale"
DOMAIN = "huiyin"
LANGUAGES: tuple[Language, ...] = ("zh", "en")
CATALOGUES: dict[Language, str] = {"zh": "zh_Hans", "en": "en"}
VARIABLES = ("HUIYIN_LANG", "LC_ALL", "LC_MESSAGES", "LANG")  # the first that is set decides


@lru_cache(maxsize=1)
def language() -> Language:
    """Return the language of the command line: Chinese where the locale begins with `zh`, else English."""
    for variable in VARIABLES:
        value = os.environ.get(variable, "")
        if value:
            return "zh" if value.lower().startswith("zh") else "en"
    return _windows_language() if sys.platform == "win32" else "en"


def can_show_chinese(encoding: str | None) -> bool:
    """Say whether a terminal or pipe of an encoding takes Chinese."""
    try:
        "回音……".encode(encoding or "utf-8")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def speak_english() -> None:
    """Speak English from now on, in the processes that are started too."""
    os.environ["HUIYIN_LANG"] = "en"
    language.cache_clear()


def _windows_language() -> Language:
    """Return the language of the Windows desktop; a Windows shell sets none of the variables."""
    if sys.platform == "win32":
        import ctypes

        primary = ctypes.windll.kernel32.GetUserDefaultUILanguage() & 0x3FF
        return "zh" if primary == 0x04 else "en"
    return "en"


@lru_cache(maxsize=2)
def catalogue(chosen: Language) -> _gettext.NullTranslations:
    """Return the messages of a language; English ones are the messages themselves."""
    return _gettext.translation(DOMAIN, str(LOCALE), languages=[CATALOGUES[chosen]], fallback=True)


def gettext(message: str, chosen: Language | None = None) -> str:
    """Return a message in the chosen language, else in that of the command line."""
    return catalogue(chosen or language()).gettext(message) if message else ""


def ngettext(one: str, many: str, count: int, chosen: Language | None = None) -> str:
    """Return the form of a message that fits the count."""
    return catalogue(chosen or language()).ngettext(one, many, count)


def noted(message: str) -> str:
    """Return the message itself: marks a text for the catalogue where it is translated only later."""
    return message


def speak_to_gettext_users() -> None:
    """Let libraries that call the global gettext (click: "Usage", "Options", its errors) use our catalogue too."""
    os.environ["LANGUAGE"] = CATALOGUES[language()]
    _gettext.bindtextdomain(DOMAIN, str(LOCALE))
    _gettext.textdomain(DOMAIN)


class Names:
    """What the codes of a reading are called in one language; an unknown code is its own name."""

    def __init__(self, chosen: Language | None = None, lexicons: "Lexicons | None" = None) -> None:
        from huiyin.reading.lexicon import DEFAULT

        lexicons = lexicons or DEFAULT
        self.language: Language = chosen or language()
        self._names = lexicons.table("names")
        self._lexicons = lexicons

    def of(self, group: str, code: str) -> str:
        """Return the name of a code; `group` is a table of `names.toml`, or `topic`."""
        return str(self.table(group).get(code, {}).get(self.language, code))

    def mark(self, kind: str) -> str:
        """Return the sign of a kind (成 for `achievement`)."""
        return str(self._names.get("kind", {}).get(kind, {}).get("mark", {}).get(self.language, "?"))

    def table(self, group: str) -> Mapping[str, Any]:
        """Return all codes of a group in their order."""
        found: Mapping[str, Any] = (
            self._lexicons.table("topics").get("topic", {}) if group == "topic" else self._names.get(group, {})
        )
        return found

    def code_of(self, group: str, word: str) -> str | None:
        """Return the code that is written or called so in any language, or None."""
        table = self.table(group)
        if word in table:
            return word
        wanted = word.casefold()
        for code, names in table.items():
            if wanted in (code.casefold(), *(str(names.get(each, "")).casefold() for each in LANGUAGES)):
                return str(code)
        return None
