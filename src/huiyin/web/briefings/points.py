"""What is done with items, and with the statements of a digest: order, in and out, joined, split; the account."""

from collections.abc import Collection, Mapping, Sequence
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from huiyin.congress import briefings, digests
from huiyin.congress.briefings_selectors import Heard
from huiyin.congress.briefings_sheet import COMMON, delegations_words, items_of, place_of, speaker_of
from huiyin.congress.digests_accounting import Account
from huiyin.congress.models import Briefing, BriefingItem, ItemPassage
from huiyin.congress.similar import dice, pairs
from huiyin.errors import CongressError
from huiyin.web.access import page
from huiyin.web.briefings import common
from huiyin.web.briefings.shown import Shown
from huiyin.web.briefings.words import said
from huiyin.web.requests import PageRequest

SHORT = 24  # characters of a point in a list to choose of
AT_ONCE = 40  # points that the editor shows together; of more it shows one block, or one page of it, and folds the rest
JOINS = 30  # points that are offered to be joined with one
SHARED = "common"  # the block of what several delegations said


@require_POST
@page("briefing.write", change="briefing.write")
def item_act(request: PageRequest, key: str) -> HttpResponseBase:
    """Move an item, take it out, join it to another, or make a point of its own of one passage."""
    item = common.own_item_of(request, key)
    act, at, shown = request.POST.get("act", ""), timezone.now(), item.key
    try:
        if act in ("up", "down"):
            briefings.move_item(item=item, up=act == "up", at=at)
        elif act == "drop":
            shown = _beside(item)
            briefings.drop_item(item=item, at=at)
            messages.success(request, gettext("Taken out. It stands below, among what is not used."))
        elif act == "join":
            into = get_object_or_404(BriefingItem, key=request.POST.get("into", ""), briefing=item.briefing)
            digests.join_points(item=item, into=into, at=at)
            shown = into.key
            messages.success(request, gettext("The two points are said once now."))
        elif act == "part":
            digests.put_in_part(item=item, part=request.POST.get("part", ""), at=at)
            messages.success(request, gettext("The point stands in another part now."))
        elif act.startswith("split:"):
            row = get_object_or_404(_passages(item), pk=_pk(act))
            shown = digests.split_out(passage=row, at=at).key
            messages.success(request, gettext("The passage is a point of its own now."))
    except CongressError as error:
        messages.error(request, said(error))
    row = BriefingItem.objects.select_related("briefing", "delegation").filter(key=shown).first()
    return redirect(place_url(row) if row else reverse("briefing_edit", args=[item.briefing.key]))


def _beside(item: BriefingItem) -> str:
    """Return the key of the item after one, else before it, in its block: where one goes on when it is taken out."""
    rows = list(items_of(item.briefing))
    if item.briefing.form == Briefing.Form.DIGEST:
        rows = [each for each in sorted(rows, key=place_of) if block_key(each) == block_key(item)]
    block = [each.key for each in rows]
    at = block.index(item.key)
    return next(iter((*block[at + 1 : at + 2], *block[max(at - 1, 0) : at])), "")


def place_url(item: BriefingItem) -> str:
    """Return the address of an item in the editor; that of a long digest opens its block, of a long block its page."""
    if item.briefing.form != Briefing.Form.DIGEST:
        return f"{reverse('briefing_edit', args=[item.briefing.key])}#i-{item.key}"
    return place_urls(item.briefing, list(item.briefing.items.select_related("delegation")))[item.key]


def place_urls(digest: Briefing, rows: Sequence[BriefingItem]) -> dict[str, str]:
    """Return the addresses of all items of a digest in its editor."""
    editor, found = reverse("briefing_edit", args=[digest.key]), {}
    for block, pages in _pages(rows).items():
        for n, rows_ in enumerate(pages, 1):
            for item in rows_:
                found[item.key] = f"{editor}?{_asked(block, n, len(pages))}#i-{item.key}"
    return found


def block_key(item: BriefingItem) -> str:
    """Return the name of the block in which an item stands."""
    return item.delegation.key if item.delegation else SHARED


def _asked(block: str, page: int, pages: int) -> str:
    """Return how an address asks for one page of a block."""
    return f"block={block}&page={page}" if pages > 1 else f"block={block}"


def _pages(rows: Sequence[BriefingItem]) -> dict[str, list[list[BriefingItem]]]:
    """Return the items of each block in the order in which they are shown, page by page."""
    found: dict[str, list[BriefingItem]] = {}
    for row in sorted(rows, key=place_of):
        found.setdefault(block_key(row), []).append(row)
    return {block: [items[at : at + AT_ONCE] for at in range(0, len(items), AT_ONCE)] for block, items in found.items()}


def open_page(
    rows: Sequence[BriefingItem], *, block: str = "", page: int = 1, item: int | None = None
) -> frozenset[int] | None:
    """Return which items the editor shows: one page of one block where there are many, None where it shows all.

    Args:
        block, page: what the address asks for; the first one where that is not there.
        item: id of an item that must be among them.
    """
    if len(rows) <= AT_ONCE:
        return None
    pages = _pages(rows)
    for each in (page_ for of_block in pages.values() for page_ in of_block):
        if item is not None and item in {row.pk for row in each}:
            return frozenset(row.pk for row in each)
    wanted = pages.get(block) or next(iter(pages.values()))
    return frozenset(row.pk for row in wanted[min(max(page, 1), len(wanted)) - 1])


def context_of(
    digest: Briefing,
    rows: Sequence[BriefingItem],
    shown: Sequence[Shown],
    told: Sequence[Heard],
    *,
    marks: set[str],
    ticked: frozenset[str],
) -> dict[str, Any]:
    """Return the blocks of a digest, its account, and the statements that are not used.

    Args:
        rows: all its points.
        shown: those that can be edited on this page; a block of which none is there is folded.
        marks: where the check marks something, points by their keys.
        ticked: keys of statements that somebody has ticked, which are not folded away.
    """
    account = digests.account_of(digest, told)
    by_pk = {each.row.pk: each for each in shown}
    joins = _joins(rows)
    blocks = []
    pages = _pages(rows)
    for _whose, found in groupby(sorted(rows, key=place_of), key=lambda each: place_of(each)[:2]):
        of_one = list(found)
        key, delegation = block_key(of_one[0]), of_one[0].delegation
        parts = [
            (str(BriefingItem.Part(part).label), numbered)
            for part, points in groupby(of_one, key=lambda each: each.part)
            if (numbered := _numbered(list(points), by_pk, joins))
        ]
        blocks.append(
            {
                "heading": delegation.name if delegation else COMMON,
                "parts": parts,
                "url": "" if parts else f"?{_asked(key, 1, 1)}#b-{key}",
                "pages": _page_links(key, pages[key], by_pk) if parts else (),
                "key": key,
                "n": len(of_one),
                "edited": sum(each.edited_at is not None for each in of_one),
                "marked": sum(each.key in marks for each in of_one),
            }
        )
    labels = [(part, label) for part, label in BriefingItem.Part.choices if part]
    left = _left(digest, told, account, ticked)
    return {"blocks": blocks, "account": account, "counts": _counts(account), "part_labels": labels, **left}


def _page_links(block: str, pages: Sequence[Sequence[BriefingItem]], shown: Collection[int]) -> list[dict[str, Any]]:
    """Return the pages of a long block as tabs: which points each holds, its address, whether it is shown."""
    found, first = [], 1
    for n, rows_ in enumerate(pages, 1):
        url = f"?{_asked(block, n, len(pages))}#b-{block}"
        found.append({"label": f"{first}–{first + len(rows_) - 1}", "url": url, "current": rows_[0].pk in shown})
        first += len(rows_)
    return found if len(pages) > 1 else []


def _left(digest: Briefing, told: Sequence[Heard], account: Account, ticked: frozenset[str]) -> dict[str, Any]:
    """Return the statements that are not used, by delegation; those to decide come first in each."""
    reasons = dict(digest.left_out.values_list("statement_id", "reason"))
    groups: dict[str, list[dict[str, Any]]] = {}
    for each in told:
        if each.statement.pk not in account.open | account.left:
            continue
        row = {
            "row": each.statement,
            "text": each.text,
            "who": speaker_of(each.remark) if each.remark else "",
            "usable": each.usable,
            "reason": reasons.get(each.statement.pk, ""),
        }
        groups.setdefault(each.delegation.label if each.delegation else "", []).append(row)
    found: list[dict[str, Any]] = []
    for label, rows in groups.items():
        ordered = sorted(rows, key=lambda each: bool(each["reason"]))
        for at in range(0, len(ordered), AT_ONCE):
            part = ordered[at : at + AT_ONCE]
            found.append(
                {
                    "delegation": label,
                    "rows": part,
                    "n": len(part),
                    "first": at + 1 if len(ordered) > AT_ONCE else 0,
                    "last": at + len(part),
                    "open": sum(not each["reason"] for each in part),
                    "ticked": any(each["row"].key in ticked for each in part),
                }
            )
    return {"out": found, "folded": sum(each["n"] for each in found) > AT_ONCE}


def _counts(account: Account) -> dict[str, int]:
    return {
        "total": account.total,
        "used": len(account.used),
        "out": account.out,
        "left": len(account.left),
        "open": len(account.open),
        "stale": len(account.stale),
    }


def _numbered(
    points: list[BriefingItem], shown: Mapping[int, Shown], joins: dict[str, list[tuple[str, str, str]]]
) -> list[dict[str, Any]]:
    """Return the points of one part: which is first and last in it, and to which others each can be joined."""
    return [
        {
            "item": shown[each.pk],
            "first": n == 0,
            "last": n == len(points) - 1,
            "who": delegations_words(each.passages.all()) if each.delegation is None else "",
            "joins": _nearest(each, joins[each.part]),
        }
        for n, each in enumerate(points)
        if each.pk in shown
    ]


def _joins(rows: Sequence[BriefingItem]) -> dict[str, list[tuple[str, str, str]]]:
    """Return the points of each part as one chooses among them: only like is joined to like."""
    found: dict[str, list[tuple[str, str, str]]] = {part: [] for part in BriefingItem.Part.values}
    for row in sorted(rows, key=place_of):
        who = row.delegation.label if row.delegation else delegations_words(row.passages.all())
        words = row.text if len(row.text) <= SHORT else row.text[:SHORT] + "…"
        found[row.part].append((row.key, f"{who} · {words}", row.text))
    return found


def _nearest(item: BriefingItem, others: list[tuple[str, str, str]]) -> list[tuple[str, str]]:
    """Return to which points one can be joined; of many the likest, for nothing else is said once with it."""
    rest = [each for each in others if each[0] != item.key]
    if len(rest) > JOINS:
        own = pairs(item.text)
        rest = sorted(rest, key=lambda each: -dice(own, pairs(each[2])))[:JOINS]
    return [(key, words) for key, words, _text in rest]


def _passages(item: BriefingItem) -> Any:
    return ItemPassage.objects.select_related("briefing", "item", "source").filter(item=item)


def _pk(act: str) -> int:
    digits = act.removeprefix("split:")
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 19 else 0
