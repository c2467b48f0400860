"""Addresses of public pages: the language stands in them; Chinese is where no other is named."""

from typing import Any

from django.urls import URLPattern, path, reverse
from django.utils.translation import get_language

SITE_LANGUAGE = "zh-hans"
SUFFIX = {"zh-hans": "", "en": "_en"}
PREFIX = {"zh-hans": "public/", "en": "public/en/"}


def public_url(name: str, *args: Any, language: str = "") -> str:
    """Return the address of a public page in a language, that of now where none is named."""
    language = language or ("en" if (get_language() or "").startswith("en") else SITE_LANGUAGE)
    return reverse(name + SUFFIX[language], args=args)


def in_both(route: str, view: Any, name: str) -> list[URLPattern]:
    """Return the addresses of a view, one a language."""
    return [
        path(PREFIX[language] + route, view, {"language": language}, name=name + suffix)
        for language, suffix in SUFFIX.items()
    ]
