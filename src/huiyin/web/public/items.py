"""The permanent page of one thing (固定链接): a suggestion, a promise, a report; or why it is not shown."""

from typing import Any

from django.http import Http404, HttpResponse
from django.utils.translation import gettext

from huiyin.congress.masking import masked
from huiyin.congress.public_items import Item, Mark
from huiyin.web.public import parts, words
from huiyin.web.public.links import public_url
from huiyin.web.public.reports import report_page
from huiyin.web.public.serving import PublicRequest, public_page, show
from huiyin.web.sentences import named

AROUND = 60  # characters of a report to each side of a promise


@public_page
def permalink(request: PublicRequest, key: str) -> HttpResponse:
    """Show what has this permanent address; what was withdrawn says so here for ever."""
    shown = request.shown
    if (report := shown.report(key)) is not None:
        return report_page(request, report)
    if (item := shown.item(key)) is not None:
        return _item(request, item)
    if (mark := shown.mark(key)) is not None:
        return _mark(request, mark)
    raise Http404


def _mark(request: PublicRequest, mark: Mark) -> HttpResponse:
    title = words.kind_words(mark.kind)
    status = 410 if mark.mark == "withdrawn" else 200
    return show(request, "public/mark.html", {"mark": mark, "title": title, "noindex": True}, status=status)


def _item(request: PublicRequest, item: Item) -> HttpResponse:
    shown = request.shown
    promised = item.kind in parts.PROMISES
    back = _list_of(item)
    title = item.title or item.number or words.kind_words(item.kind)
    context = {
        "item": item,
        "title": title,
        "promised": promised,
        "crumbs": [{"label": back[1], "url": public_url(back[0])}, {"label": item.number or title[:20], "url": ""}],
        "passage": _passage(request, item),
        "promises": [found for key in item.promises if (found := shown.item(key))],
        "made_in": shown.item(item.made_in),
        "share_url": request.build_absolute_uri(public_url("public_share", item.key)),
        "description": _description(item),
        "data": _linked(request, item, title),
        "article": True,
    }
    return show(request, "public/item.html", context)


def _list_of(item: Item) -> tuple[str, str]:
    """Return the list to which an item belongs: the name of its address, and its title."""
    if item.kind in parts.PROMISES:
        return "public_promises", gettext("Promises")
    if item.kind in parts.SUPERVISION:
        return "public_supervision", gettext("Supervision by the congress")
    return "public_suggestions", gettext("Suggestions of deputies")


def _description(item: Item) -> str:
    state = words.light_of(item)[1] or named(item.stage)
    parts_ = (words.kind_words(item.kind), item.number, item.lead.name if item.lead else "", state)
    return parts.between().join(each for each in parts_ if each)


def _linked(request: PublicRequest, item: Item, title: str) -> dict[str, Any]:
    """Return an item as schema.org has it; only what the page shows."""
    data: dict[str, Any] = {
        "@type": "CreativeWork",
        "name": title,
        "identifier": item.number or item.key,
        "url": request.build_absolute_uri(public_url("public_permalink", item.key)),
        "inLanguage": "zh-CN",
        "dateModified": item.changed_on.isoformat(),
    }
    if item.filers:
        data["author"] = [{"@type": "Person", "name": each.name} for each in item.filers]
    if item.lead:
        data["about"] = {"@type": "GovernmentOrganization", "name": item.lead.name}
    if item.replies:
        data["comment"] = [
            {"@type": "Comment", "author": {"@type": "GovernmentOrganization", "name": each.unit}}
            | ({"datePublished": each.on.isoformat()} if each.on else {})
            for each in item.replies
        ]
    return data


def _passage(request: PublicRequest, item: Item) -> dict[str, Any] | None:
    """Return the words of a promise where they stand in their report."""
    report = request.shown.report(item.place[0]) if item.place else None
    if report is None or item.place is None:
        return None
    _key, start, end = item.place
    first = max(report.text.rfind("\n", 0, start) + 1, start - AROUND)
    found = report.text.find("\n", end)
    last = min(found if found >= 0 else len(report.text), end + AROUND)
    before = "……" if first > report.text.rfind("\n", 0, start) + 1 else ""
    after = "……" if last < (found if found >= 0 else len(report.text)) else ""  # words go on
    pieces = [
        {"text": before + masked(report.text[first:start]), "marked": False},
        {"text": masked(report.text[start:end]), "marked": True},
        {"text": masked(report.text[end:last]) + after, "marked": False},
    ]
    url = public_url("public_permalink", report.key) + f"#p-{item.key}"
    return {"pieces": pieces, "start": start, "end": end, "report": report, "url": url}
