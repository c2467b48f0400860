"""What is done with items, and with the statements of a digest: order, in and out, joined, split; the account."""

from collections.abc import Sequence
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
from huiyin.congress.briefings_sheet import COMMON, delegations_words, place_of, speaker_of
from huiyin.congress.models import Briefing, BriefingItem, ItemPassage
from huiyin.errors import CongressError
from huiyin.web.access import page
from huiyin.web.briefings import common
from huiyin.web.briefings.shown import Shown
from huiyin.web.briefings.words import said
from huiyin.web.requests import PageRequest

SHORT = 24  # characters of a point in a list to choose of


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
    return redirect(f"{reverse('briefing_edit', args=[item.briefing.key])}#i-{shown}")


def context_of(digest: Briefing, items: Sequence[Shown], told: Sequence[Heard]) -> dict[str, Any]:
    """Return the blocks of a digest, its account, and the statements that are not used."""
    account = digests.account_of(digest, told)
    reasons = dict(digest.left_out.values_list("statement_id", "reason"))
    joins = _joins(items)
    order = sorted(items, key=lambda each: place_of(each.row))
    blocks = []
    for _whose, rows in groupby(order, key=lambda each: place_of(each.row)[:2]):
        of_one = list(rows)
        delegation = of_one[0].row.delegation
        parts = [
            (str(BriefingItem.Part(part).label), _numbered(list(points), joins))
            for part, points in groupby(of_one, key=lambda each: each.row.part)
        ]
        blocks.append({"heading": delegation.name if delegation else COMMON, "parts": parts})
    left = [
        {
            "row": each.statement,
            "text": each.text,
            "who": speaker_of(each.remark) if each.remark else "",
            "delegation": each.delegation.label if each.delegation else "",
            "usable": each.usable,
            "reason": reasons.get(each.statement.pk, ""),
        }
        for each in told
        if each.statement.pk in account.open | account.left
    ]
    left.sort(key=lambda each: bool(each["reason"]))  # those to decide first
    labels = [(part, label) for part, label in BriefingItem.Part.choices if part]
    return {"blocks": blocks, "account": account, "out": left, "counts": _counts(account), "part_labels": labels}


def _counts(account: Any) -> dict[str, int]:
    return {
        "total": account.total,
        "used": len(account.used),
        "out": account.out,
        "left": len(account.left),
        "open": len(account.open),
        "stale": len(account.stale),
    }


def _numbered(points: list[Shown], joins: dict[str, list[tuple[str, str, str]]]) -> list[dict[str, Any]]:
    """Return the points of one part: which is first and last in it, and to which others each can be joined."""
    return [
        {
            "item": each,
            "first": n == 0,
            "last": n == len(points) - 1,
            "who": delegations_words(each.row.passages.all()) if each.row.delegation is None else "",
            "joins": [(key, words) for key, words, part in joins[each.row.part] if key != each.row.key],
        }
        for n, each in enumerate(points)
    ]


def _joins(items: Sequence[Shown]) -> dict[str, list[tuple[str, str, str]]]:
    """Return the points of each part as one chooses among them: only like is joined to like."""
    found: dict[str, list[tuple[str, str, str]]] = {part: [] for part in BriefingItem.Part.values}
    for each in sorted(items, key=lambda one: place_of(one.row)):
        row = each.row
        who = row.delegation.label if row.delegation else delegations_words(row.passages.all())
        words = row.text if len(row.text) <= SHORT else row.text[:SHORT] + "…"
        found[row.part].append((row.key, f"{who} · {words}", row.part))
    return found


def _passages(item: BriefingItem) -> Any:
    return ItemPassage.objects.select_related("briefing", "item", "source").filter(item=item)


def _pk(act: str) -> int:
    digits = act.removeprefix("split:")
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 19 else 0
