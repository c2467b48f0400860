"""Addresses of parts that may not be built in: a link is shown only where its page exists."""

from django.urls import NoReverseMatch, reverse


def link(view: str, *arguments: object) -> str:
    """Return the address of a view, or "" where the site has none of that name."""
    try:
        return reverse(view, args=arguments)
    except NoReverseMatch:
        return ""
