"""The list of somebody's notices."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext

from huiyin.ledger.models import Notice
from huiyin.ledger.notices import read_notices, unread_count
from huiyin.ledger.relations import visible_cases
from huiyin.web import days
from huiyin.web.access import page
from huiyin.web.links import link
from huiyin.web.notices.words import bare_path, notice_words
from huiyin.web.requests import PageRequest

A_PAGE = 30


@page("own.view", change="own.change")
def notices(request: PageRequest) -> HttpResponseBase:
    """Show the notices, newest first; a POST marks all as read."""
    if request.method == "POST":
        read_notices(request.viewer.account_id, at=timezone.now())
        messages.success(request, gettext("All notices are marked as read."))
        return redirect("notices")
    return _list(request)


def _list(request: PageRequest) -> HttpResponse:
    rows = Notice.objects.filter(account_id=request.viewer.account_id).select_related("case")
    if "unread" in request.GET:
        rows = rows.filter(read_at__isnull=True)
    shown = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    seen = set(
        visible_cases(request.viewer).filter(pk__in=[each.case_id for each in shown]).values_list("pk", flat=True)
    )
    lines = [
        {
            "words": notice_words(each),
            "url": _url(each, seen),
            "when": days.moment(each.at),
            "at": each.at,
            "unread": each.read_at is None,
            "mark": {"turn": "now", "asked": "now", "due_today": "now", "late": "bad"}.get(each.code, ""),
        }
        for each in shown
    ]
    tail = "&unread=1" if "unread" in request.GET else ""
    context = {
        "lines": lines,
        "unread_only": bool(tail),
        "n_unread": unread_count(request.viewer.account_id),
        "prev_url": f"?page={shown.previous_page_number()}{tail}" if shown.has_previous() else "",
        "next_url": f"?page={shown.next_page_number()}{tail}" if shown.has_next() else "",
        "total": shown.paginator.count,
        "tabs": [
            {"label": gettext("All notices"), "url": "?", "current": not tail},
            {"label": gettext("Unread"), "url": "?unread=1", "current": bool(tail)},
        ],
    }
    return render(request, "notices/list.html", context)


def _url(notice: Notice, seen: set[int]) -> str:
    """Return where a notice leads, for who may go there."""
    if notice.case is None:
        return bare_path(notice.code)
    return link("case", notice.case.key) if notice.case_id in seen else ""
