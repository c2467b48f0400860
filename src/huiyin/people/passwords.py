"""What a password may not be (密码规则) beyond Django's own rules: words that the place goes by, breached ones."""

import logging
import unicodedata
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.contrib.auth.password_validation import MinimumLengthValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, ngettext

from huiyin.people.breached import is_breached
from huiyin.people.models import Place

logger = logging.getLogger("huiyin.security")

OURS = ("回音", "huiyin")
SHORTEST = 2  # signs of a word; a single one stands in many passwords by chance
KINDS_OF_PLACES = "省市县区州盟旗乡镇"  # 云汀市 goes by 云汀


def words_of(names: Iterable[str]) -> set[str]:
    """Return what names of places are guessed by: the name, and the name without what kind of place it is."""
    folded = {_folded(name) for name in names}
    bare = {name[:-1] for name in folded if len(name) > SHORTEST and name[-1] in KINDS_OF_PLACES}
    return {word for word in folded | bare if len(word) >= SHORTEST}


def refuse_words(password: str, names: Iterable[str]) -> None:
    """Refuse a password that contains a name of a place or of this system.

    Raises:
        ValidationError: it does (`password_of_the_place`); which name is not said, the field stays masked.
    """
    typed = _folded(password)
    if any(word in typed for word in words_of(names) | set(OURS)):
        said = gettext("A password may not contain the name of the place or of this system.")
        raise ValidationError(said, code="password_of_the_place")


class LongEnough(MinimumLengthValidator):
    """Asks for a longer one in our words; those of Django are not all in Chinese."""

    def get_error_message(self) -> str:
        """Say how long it has to be."""
        n = self.min_length
        return ngettext("Take at least %(n)d character.", "Take at least %(n)d characters.", n) % {"n": n}


class PlaceWords:
    """Refuses the names of the places that the site knows; whoever guesses begins with them."""

    def validate(self, password: str, user: Any = None) -> None:  # noqa: ARG002  Django's signature
        """Refuse what contains one."""
        refuse_words(password, (name for pair in Place.objects.values_list("name", "short_name") for name in pair))

    def get_help_text(self) -> str:
        """Say it before."""
        return gettext("A password may not contain the name of the place or of this system.")


class Breached:
    """Refuses what stands in the list of breached passwords, where the place has one."""

    def validate(self, password: str, user: Any = None) -> None:  # noqa: ARG002  Django's signature
        """Refuse what stands there; where the list has gone meanwhile the other rules hold, and the log says so.

        Whoever must set a password today would otherwise be shut out until somebody mends a file.
        """
        path = settings.ENVIRONMENT.breached_passwords
        try:
            found = path is not None and is_breached(password, path)
        except OSError as error:
            logger.error("the list of breached passwords cannot be read: %s", error)
            return
        if found:
            said = gettext("This password became known in a breach elsewhere, and is tried first. Choose another.")
            raise ValidationError(said, code="password_breached")

    def get_help_text(self) -> str:
        """Say it before."""
        return gettext("A password may not be one that became known in a breach.")


def _folded(text: str) -> str:
    """Return a text as it is compared: full-width signs and capitals count as the plain ones."""
    return unicodedata.normalize("NFKC", text).casefold().strip()
