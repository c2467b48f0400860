"""Tags of public pages: addresses in the page's language, states of items, data for search engines."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from huiyin.congress.public_items import Item, Mark
from huiyin.policy.model import Names
from huiyin.web import days
from huiyin.web.public import words
from huiyin.web.public.links import public_url
from huiyin.web.sentences import named
from huiyin.web.templatetags.huiyin_tags import light

register = template.Library()
ESCAPED = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}

register.filter("kind_words", words.kind_words)
register.filter("grade_words", words.grade_words)
register.filter("field_words", words.field_words)


@register.simple_tag
def link(name: str, *args: Any) -> str:
    """Return the address of a public page in the language of this one."""
    return public_url(name, *args)


@register.simple_tag
def dated(on: date | None) -> SafeString | str:
    """Write a day with its year: a public page is read in later years, too."""
    if isinstance(on, datetime):
        on = timezone.localdate(on)
    return format_html('<time datetime="{}">{}</time>', on.isoformat(), days.full_day(on)) if on else "—"


@register.simple_tag
def state(item: Item, *, plain: bool = False) -> SafeString | str:
    """Show where an item stands: a promise by its light, the rest by its stage and outcome."""
    code, said = words.light_of(item)
    if code:
        return light(code, said, plain=plain)
    parts = [each for each in (named(item.stage), named(item.outcome)) if each]
    return " · ".join(parts)


@register.filter
def said(mark: Mark) -> str:
    """Return the sentence of what is not shown."""
    return words.reason_words(mark)


@register.filter
def in_words(names: Names) -> str:
    """Return a name of a policy in the reader's language."""
    return named(names)


@register.simple_tag
def linked_data(data: Mapping[str, Any] | None) -> SafeString | str:
    """Write what a page is about as JSON-LD (schema.org): a block of data, which the policy of content lets stand."""
    if not data:
        return ""
    text = json.dumps({"@context": "https://schema.org", **data}, ensure_ascii=False).translate(ESCAPED)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308  escaped above


@register.filter
def promise_class(item: Item) -> str:
    """Return the class that gives a promise in a text the colour of its light."""
    code, _words = words.light_of(item)
    return "l-" + code.replace("_", "-") if code else ""
