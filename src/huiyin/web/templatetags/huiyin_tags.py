"""Tags and filters of every template: icons, lights, days, deadlines, places in a text, numbers."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django import template
from django.forms import BoundField
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from huiyin.policy import Calendar, Deadline
from huiyin.policy.model import Clock, Limit, Names
from huiyin.render.words import Names as CodeNames
from huiyin.web import days, icons, numbers, sentences
from huiyin.web.due import Due, due_shown

register = template.Library()

LEVELS = {  # of a notice: class and icon
    "good": ("good", "circle-check"),
    "success": ("good", "circle-check"),
    "info": ("info", "info"),
    "debug": ("info", "info"),
    "warn": ("warn", "triangle-alert"),
    "warning": ("warn", "triangle-alert"),
    "bad": ("bad", "circle-alert"),
    "error": ("bad", "circle-alert"),
}

register.filter("wan", numbers.scaled)
register.filter("thousands", numbers.grouped)
register.filter("file_size", numbers.size)


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """Write an icon; give a label only where no word stands beside it."""
    return icons.icon(name, label)


@register.inclusion_tag("components/light.html")
def light(code: str, words: str = "", *, plain: bool = False, public: bool = False) -> dict[str, Any]:
    """Show a light (灯): shape, word, colour."""
    return {
        "code": code.replace("_", "-"),
        "words": words or sentences.light_words(code, public=public),
        "plain": plain,
    }


@register.filter
def light_class(code: str) -> str:
    """Return the class that gives an element the colour of a light: `l-on-time`."""
    return "l-" + code.replace("_", "-")


@register.inclusion_tag("components/kind.html")
def kind(code: str) -> dict[str, Any]:
    """Show the kind of a statement (类别): its mark and its word."""
    names = CodeNames("zh" if (get_language() or "zh").startswith("zh") else "en")
    return {"code": code, "words": names.of("kind", code), "mark": names.mark(code)}


@register.simple_tag
def day(on: date | None, *, weekday: bool = False) -> SafeString | str:
    """Write a day in words, machine-readable too; "—" where there is none."""
    if not on:
        return "—"
    if isinstance(on, datetime):
        on = timezone.localtime(on).date()
    return format_html('<time datetime="{}">{}</time>', on.isoformat(), days.day(on, with_weekday=weekday))


@register.simple_tag
def moment(at: datetime | None) -> SafeString | str:
    """Write a moment in words: 今天 08:56."""
    if not at:
        return "—"
    return format_html('<time datetime="{}">{}</time>', at.isoformat(timespec="seconds"), days.moment(at))


@register.simple_tag
def span_ref(start: int, end: int) -> SafeString:
    """Write a place in a text, `[start:end]`, counted in characters."""
    return format_html('<span class="loc">[{}:{}]</span>', start, end)


@register.simple_tag
def quote(text: str, lang: str = "zh-CN") -> SafeString:
    """Write words of a source in their own voice (宋体), in their own language."""
    return format_html('<span class="quote" lang="{}">“{}”</span>', lang, text)


@register.inclusion_tag("components/due.html")
def due(
    deadline: Deadline | Due,
    *,
    light: str = "on_time",
    today: date | None = None,
    calendar: Calendar | None = None,
    left: int | None = None,
    clock: Clock | None = None,
    event: str = "",
    what_if: str = "",
    opened: bool = False,
) -> dict[str, Any]:
    """Show a deadline that explains itself (期限讲道理)."""
    if isinstance(deadline, Deadline):
        deadline = due_shown(
            deadline,
            today=today or timezone.localdate(),
            light=light,
            calendar=calendar,
            left=left,
            clock=clock,
            event=event,
        )
    return {"due": deadline, "what_if": what_if, "opened": opened}


@register.inclusion_tag("components/field.html")
def field(bound: BoundField) -> dict[str, Any]:
    """Show a field of a form: label, help, error, input, in this order."""
    return {"field": bound}


@register.inclusion_tag("components/bar.html")
def bar(
    parts: Iterable[Mapping[str, Any]], total: float, *, tick: float | None = None, thin: bool = False
) -> dict[str, Any]:
    """Draw a bar of parts laid end to end; each has `code` (a light, or `accent`) and `count`; `tick` marks a place."""
    drawn, before = [], 0.0
    for part in parts:
        drawn.append(
            {
                "code": str(part["code"]).replace("_", "-"),
                "x": numbers.share(before, total),
                "width": numbers.share(part["count"], total),
            }
        )
        before += float(part["count"])
    return {
        "parts": drawn,
        "height": 6 if thin else 10,
        "tick": numbers.share(tick, total) if tick is not None else "",
    }


@register.filter
def share(part: object, whole: object) -> str:
    """Return a part of a whole as the width of a bar: `40.0%`."""
    return numbers.share(part, whole)


@register.filter
def light_name(code: str) -> str:
    """Return a light's name in classes: `on-time`."""
    return str(code).replace("_", "-")


@register.filter
def get(values: Mapping[str, object], key: str) -> object:
    """Return what a mapping has under a key that a template cannot spell (`data-draft`)."""
    return values.get(key, "")


@register.filter
def note_class(level: str) -> str:
    """Return the class of a notice by the name that Django's messages use, or ours."""
    return LEVELS.get(level or "", ("info", "info"))[0]


@register.filter
def note_icon(level: str) -> str:
    """Return the icon of a notice."""
    return LEVELS.get(level or "", ("info", "info"))[1]


@register.filter
def limit(value: Limit) -> str:
    """Return a length of time in words."""
    return sentences.limit_words(value)


@register.filter
def named(value: Names) -> str:
    """Return a name of a policy in the reader's language."""
    return sentences.named(value)


@register.filter
def left(value: int) -> str:
    """Return how many working days are left, in words."""
    return sentences.left_words(value)
