"""Filters of the pages of sources: names of codes of a reading."""

from django import template

from huiyin.web.sources import words

register = template.Library()


@register.filter
def named_code(code: str, group: str) -> str:
    """Return what a code of a reading is called; `group` is a table of `names.toml`, or `topic`."""
    return words.names().of(group, str(code))


@register.filter
def cut_words(value: str) -> list[str]:
    """Return the words of a list that a template spells out."""
    return value.split()


@register.filter
def with_empty(rows: list[dict[str, object]]) -> list[dict[str, object]]:
    """Return rows and an empty one, for a form that takes a new one at its end."""
    return [*rows, {}]
