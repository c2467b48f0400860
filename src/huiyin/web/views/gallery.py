"""The gallery of components, for who builds pages and for browser tests; in the demo and while developing."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext

from huiyin.web.access import page
from huiyin.web.context import site
from huiyin.web.errors import STATUSES, error_page
from huiyin.web.requests import PageRequest
from huiyin.web.sentences import LIGHTS
from huiyin.web.views import samples

KINDS = ("appraisal", "achievement", "commitment", "suggestion", "background")


def _only_in_demo() -> None:
    if not (settings.DEBUG or site().demo):
        raise Http404


@page("gallery.view")
def gallery(request: PageRequest) -> HttpResponse:
    """Show every component in every state."""
    _only_in_demo()
    messages.success(request, gettext("The reminder was sent to 市住建局."))
    return render(request, "gallery.html", shown())


@page("gallery.view", change="gallery.view")
def gallery_error(request: PageRequest, status: int) -> HttpResponse:
    """Show the page of an error, with what was posted."""
    _only_in_demo()
    if status not in STATUSES:
        raise Http404
    return error_page(request, status)


@page("gallery.view", change="gallery.view")
def gallery_taken(request: PageRequest) -> HttpResponse:
    """Take what the form of the gallery sends, which is nothing to keep; go back, as every form that went through."""
    _only_in_demo()
    return redirect("gallery")


@page("gallery.view")
def gallery_due(request: PageRequest) -> HttpResponse:
    """Show the derivation that a list fetches when a deadline is opened; the whole page to who has no script."""
    _only_in_demo()
    if not request.htmx:
        return redirect("gallery")
    return render(request, "components/due_why.html", {"due": samples.dues()[0]})


def shown() -> dict[str, Any]:
    """Return the values of the gallery."""
    wrong = samples.SampleForm({"reason": "职责不符", "unit": "a"})
    wrong.is_valid()
    return {
        "today": samples.TODAY,
        "now": timezone.now(),
        "head_actions": [{"label": gettext("Upload a source"), "url": "#head", "icon": "plus"}],
        "lights": LIGHTS,
        "legend": samples.legend(),
        "kinds": KINDS,
        "dues": samples.dues(),
        "hands": samples.hands(),
        "trail": samples.trail(),
        "parts": samples.parts(),
        "form": samples.SampleForm(prefix="empty"),
        "wrong": wrong,
        "reason_form": samples.ReasonForm(prefix="confirm"),
        "dialog_form": samples.ReasonForm(prefix="dialog"),
        "steps": samples.steps(),
        "statuses": sorted(STATUSES),
        **_lists(),
    }


def _lists() -> dict[str, Any]:
    """Return the values of the components around a list, and of a case."""
    return {
        "pieces": [
            {"text": "去冬我走访了临溪区 11 个老旧小区，", "marked": False},
            {"text": "建议市里用三年时间完成全部 240 公里老旧二次管网改造", "marked": True},
            {"text": "；改造资金由市、区和供热企业分担。", "marked": False},
        ],
        "chips": [
            {"name": gettext("Light"), "words": gettext("Late"), "remove_url": "#chips"},
            {"name": gettext("Unit"), "words": "市水务局", "remove_url": "#chips"},
        ],
        "sizes": [{"n": 20, "url": "#n20"}, {"n": 50, "url": "#n50", "current": True}, {"n": 100, "url": "#n100"}],
        "tabs": [
            {"label": gettext("All"), "url": "#tabs", "current": True},
            {"label": gettext("Due this month"), "url": "#tabs-2"},
        ],
        "crumbs": [
            {"label": gettext("Ledger"), "url": "#"},
            {"label": gettext("No. %(n)s") % {"n": "0087"}, "url": ""},
        ],
        "actions": [
            {"label": gettext("Send a reminder…"), "url": "#turn", "primary": True},
            {"label": gettext("Note a contact"), "url": "#turn"},
        ],
        "more_actions": [
            {"label": gettext("Ask for an extension"), "url": "#turn", "note": gettext("To 13 August at most")}
        ],
        "conflict_rows": [
            {"label": gettext("Unit"), "theirs": "市住建局", "mine": "市住建局"},
            {"label": gettext("Target"), "theirs": "85 公里、3.2 亿元", "mine": "85 公里", "differs": True},
        ],
        "conflict_actions": [
            {"label": gettext("Keep the present version"), "url": "#g-conflict", "primary": True},
            {"label": gettext("Save mine, with a reason…"), "name": "take", "value": "mine"},
        ],
        "files": [
            {"name": "开餐照片.zip", "url": "#files", "octets": 4_812_345, "icon": "file-archive"},
            {"name": "营业执照.pdf", "url": "#files", "octets": 91_204, "note": gettext("Checked, 6 May")},
        ],
        "effects": [
            gettext("市住建局 and 市财政局 are told at once."),
            gettext("The clock of the reply goes on; a new hand-over starts its own."),
        ],
        "bulk_actions": [
            {"value": "remind", "label": gettext("Send reminders…"), "primary": True},
            {"value": "export", "label": gettext("Export the picked")},
        ],
    }
