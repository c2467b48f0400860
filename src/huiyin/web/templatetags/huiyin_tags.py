"""Tags and filters of every template: icons, lights, days, deadlines, places in a text, numbers."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django import template
from django.forms import BoundField
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.encoding import uri_to_iri
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from huiyin.congress.letter_text import letter_paragraphs
from huiyin.policy import Calendar, Deadline
from huiyin.policy.model import Clock, Limit, Names
from huiyin.render.words import Language
from huiyin.render.words import Names as CodeNames
from huiyin.web import days, icons, numbers, sentences
from huiyin.web.due import Due, due_shown
from huiyin.web.lights import Why

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


@register.filter
def full_address(request: HttpRequest | str) -> str:
    """Return the address of the page as people read it: Chinese words in it are no codes.

    The page of a fault is shown without a request, and has none.
    """
    return uri_to_iri(request.build_absolute_uri()) if isinstance(request, HttpRequest) else ""


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """Write an icon; give a label only where no word stands beside it."""
    return icons.icon(name, label)


@register.simple_tag
def light(code: str, words: str = "", *, plain: bool = False, public: bool = False) -> SafeString:
    """Show a light (灯): shape, word, colour."""
    return _light(code.replace("_", "-"), words or sentences.light_words(code, public=public), plain)


@lru_cache(maxsize=1024)
def _light(code: str, words: str, plain: bool) -> SafeString:
    """Return a light drawn once: a list has hundreds of them and few that differ."""
    drawn = render_to_string("components/light.html", {"code": code, "words": words, "plain": plain})
    return SafeString(drawn.strip())  # without the end of its line: a comma may follow


@register.simple_tag
def lit(code: str, why: Why, words: str = "") -> SafeString:
    """Show a light that explains itself (亮灯依据): on hover, to a keyboard and to a screen reader, and on a tap.

    Without script: what a summary opens is read out, and its title is shown by a pointer and told as its description.
    """
    if not why.lines:
        return light(code, words)
    lines = format_html_join("", "<li>{}</li>", ((line,) for line in why.lines))
    rules = format_html(' <span class="sub">{}</span>', why.rules) if why.rules else ""
    shown = '<details class="{}"><summary title="{}">{}{}</summary><ul>{}</ul></details>'
    return format_html(shown, "lit", why.text, light(code, words), rules, lines)


@register.filter
def light_class(code: str) -> str:
    """Return the class that gives an element the colour of a light: `l-on-time`."""
    return "l-" + code.replace("_", "-")


@register.simple_tag
def kind(code: str) -> SafeString:
    """Show the kind of a statement (类别): its mark and its word."""
    return _kind(code, "zh" if (get_language() or "zh").startswith("zh") else "en")


@lru_cache(maxsize=64)
def _kind(code: str, language: Language) -> SafeString:
    names = CodeNames(language)
    shown = {"code": code, "words": names.of("kind", code), "mark": names.mark(code)}
    return render_to_string("components/kind.html", shown)


@register.simple_tag
def day(on: date | None, *, weekday: bool = False) -> SafeString | str:
    """Write a day in words, machine-readable too; "—" where there is none."""
    if not on:
        return "—"
    if isinstance(on, datetime):
        on = timezone.localtime(on).date()
    return _day(on, timezone.localdate(), weekday, get_language() or "")


@lru_cache(maxsize=2048)
def _day(on: date, today: date, weekday: bool, language: str) -> SafeString:
    return format_html('<time datetime="{}">{}</time>', on.isoformat(), days.day(on, today, with_weekday=weekday))


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


@register.inclusion_tag("components/letter_text.html")
def letter_text(text: str) -> dict[str, Any]:
    """Show the text of a reply with its headings, emphasis and tables."""
    return {"paragraphs": letter_paragraphs(text)}


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


@register.simple_tag
def due_line(on: date, code: str, left: int | None, url: str = "") -> SafeString:
    """Show a deadline in a list: day and days left; opened, it fetches its derivation from `url`."""
    words = sentences.state_words(code, left, over=code == "late")
    line = format_html(
        '<time datetime="{}">{}</time>{}',
        on.isoformat(),
        days.day(on, with_weekday=True),
        format_html('<span class="left">{}</span>', words) if words else "",
    )
    if not url:
        return format_html('<span class="due {}">{}</span>', light_class(code), line)
    return format_html(
        '<details class="due {}" hx-get="{}" hx-trigger="toggle once" hx-target="find div" hx-swap="outerHTML">'
        '<summary>{}</summary><div><a href="{}">{}</a></div></details>',
        light_class(code),
        url,
        line,
        url,
        gettext("How this day was reckoned"),
    )


@register.inclusion_tag("components/field.html")
def field(bound: BoundField) -> dict[str, Any]:
    """Show a field of a form: label, help, error, input, in this order.

    No browser keeps the files of a form that is shown again, so the field says which were chosen.
    """
    chosen = bound.form.files.getlist(bound.html_name) if bound.form.files and bound.form.errors else []
    return {"field": bound, "chosen_before": "、".join(each.name or "" for each in chosen)}


@register.simple_tag
def bar(
    parts: Iterable[Mapping[str, Any]], total: float, *, tick: float | None = None, thin: bool = False
) -> SafeString:
    """Draw parts laid end to end; each has `code` (a light, or `accent`) and `count`; `tick` marks a place.

    Widths are attributes of SVG, which the policy of content allows.
    """
    return _bar(
        tuple((light_name(part["code"]), float(part["count"])) for part in parts), total, tick, 6 if thin else 10
    )


@lru_cache(maxsize=2048)
def _bar(parts: tuple[tuple[str, float], ...], total: float, tick: float | None, height: int) -> SafeString:
    before, drawn = 0.0, []
    for name, count in parts:
        drawn.append((name, numbers.share(before, total), numbers.share(count, total), height))
        before += count
    ticks = [(at := numbers.share(tick, total), at, height)] if tick is not None else []
    return format_html(
        '<svg class="bar" width="100%" height="{0}" aria-hidden="true"><rect class="bg" width="100%" height="{0}"/>'
        "{1}{2}</svg>",
        height,
        format_html_join("", '<rect class="f-{}" x="{}" y="0" width="{}" height="{}"/>', drawn),
        format_html_join("", '<line class="tick" x1="{}" x2="{}" y1="0" y2="{}"/>', ticks),
    )


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
