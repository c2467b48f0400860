"""Feeds (订阅): what changed, as RSS and Atom: of all, of a list with its filters, of a unit …

The feed of a list by one of its filters has an address without a question (`suggestions-year-2026`), as its page has.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, time
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import Http404, HttpResponse, HttpResponseBase
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed
from django.utils.translation import gettext

from huiyin.congress.public import narrowed
from huiyin.congress.public_items import Item
from huiyin.web.public import parts, words
from huiyin.web.public.links import public_url
from huiyin.web.public.lists import FILTERS, filters_of, states_of
from huiyin.web.public.serving import PublicRequest, public_page
from huiyin.web.sentences import named

MOST = 50


class _Dated:
    """Says of an empty feed when anything changed last, not the moment of asking: the same data give the same bytes."""

    def latest_post_date(self) -> datetime:
        """Return the moment of the last change."""
        moment: datetime = super().latest_post_date() if self.items else self.feed["as_of"]  # type: ignore[misc,attr-defined]
        return moment


class _Rss(_Dated, Rss201rev2Feed):
    """RSS."""


class _Atom(_Dated, Atom1Feed):
    """Atom."""


TYPES: dict[str, type[SyndicationFeed]] = {"rss": _Rss, "atom": _Atom}


@public_page
def feed(request: PublicRequest, name: str, form: str) -> HttpResponseBase:
    """Send a feed of the items that changed last."""
    if form not in TYPES:
        raise Http404
    title, back, items = chosen(request, name)
    asked = {key: value for key in FILTERS if (value := request.GET.get(key, "")[:40])}
    newest = sorted(narrowed(items, **asked), key=lambda item: (item.changed_at, item.key), reverse=True)[:MOST]
    midnight = datetime.combine(request.shown.day, time(), tzinfo=UTC)
    as_of = request.shown.changed_at or midnight
    answer: HttpResponse = Items(title, back, newest, form, as_of)(request)
    answer.headers.pop("Last-Modified", None)
    return answer


def chosen(request: PublicRequest, name: str) -> tuple[str, str, list[Item]]:
    """Return what a feed is called, the page it belongs to, and its items."""
    shown = request.shown
    whole: dict[str, tuple[str, str, Sequence[Item]]] = {
        "all": (gettext("All that is public"), "public_home", shown.items),
        "suggestions": (gettext("Suggestions of deputies"), "public_suggestions", shown.of_kind(*parts.SUGGESTIONS)),
        "supervision": (
            gettext("Supervision by the congress"),
            "public_supervision",
            shown.of_kind(*parts.SUPERVISION),
        ),
        "promises": (gettext("Promises"), "public_promises", shown.of_kind(*parts.PROMISES)),
    }
    if name in whole:
        title, page, items = whole[name]
        return title, public_url(page), list(items)
    sort, _dash, key = name.partition("-")
    if sort in whole and sort != "all":
        title, page, items = whole[sort]
        by, _dash, value = key.partition("-")
        words_of = {each: dict(values) for each, _l, values in filters_of(shown, items, states_of(sort, items))}
        if value not in words_of.get(by, {}):
            raise Http404
        back = public_url(f"{page}_by", by, value)
        return f"{title} · {words_of[by][value]}", back, narrowed(items, **{by: value})
    if sort == "report" and (report := shown.report(key)) is not None:
        of_report = [item for _s, _e, of in report.promises if (item := shown.item(of))]
        return report.title, public_url("public_permalink", key), of_report
    rows = {"unit": shown.units(), "delegation": shown.delegations()}.get(sort, [])
    found = next((each for each in rows if each.key == key), None)
    if found is None:
        raise Http404
    return found.name, public_url(f"public_{sort}", key), narrowed(shown.items, **{sort: key})


class Items(Feed):  # type: ignore[type-arg]  # generic for the stubs only
    """Items as entries of a feed; what an entry says is what the page shows."""

    def __init__(self, title: str, back: str, items: list[Item], form: str, as_of: datetime) -> None:
        self.as_of = as_of
        self.title, self.link, self.shown = f"{title} · {gettext('Huiyin')}", back, items
        self.feed_type = TYPES[form]
        self.subtitle = self.description = gettext("What changed, newest first")

    def items(self) -> list[Item]:
        """Return the entries."""
        return self.shown

    def feed_extra_kwargs(self, obj: Any) -> dict[str, Any]:
        """Hand on when anything changed last."""
        return {"as_of": self.as_of}

    def item_title(self, item: Any) -> str:
        """Return the head of an entry."""
        return item.title or item.number or words.kind_words(item.kind)

    def item_description(self, item: Any) -> str:
        """Return what an entry says: type, number, unit, state."""
        state = words.light_of(item)[1] or named(item.stage)
        unit = item.lead.name if item.lead else ""
        said = (words.kind_words(item.kind), item.number, unit, state, named(item.outcome))
        return parts.between().join(dict.fromkeys(each for each in said if each))

    def item_link(self, item: Any) -> str:
        """Return the permanent address."""
        return public_url("public_permalink", item.key)

    def item_pubdate(self, item: Any) -> datetime:
        """Return when it was released first."""
        moment: datetime = item.released_at
        return moment

    def item_updateddate(self, item: Any) -> datetime:
        """Return when it changed last."""
        moment: datetime = item.changed_at
        return moment
