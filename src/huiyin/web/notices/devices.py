"""Where a person's browsers show notices (接收通知的设备): turned on and off on each, and the worker that shows them.

The address of a browser's push service is taken in here and never told again.
"""

import json
from pathlib import Path
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from huiyin.errors import PeopleError
from huiyin.people import push_devices
from huiyin.people.models import Account
from huiyin.web.access import open_page, page
from huiyin.web.devices import device
from huiyin.web.forms import Form
from huiyin.web.people.words import said
from huiyin.web.requests import PageRequest
from huiyin.web.this_device import here, remember

WORKER = Path(__file__).parent / "worker.js"


class DeviceForm(Form):
    """What the script of the page gives of this browser."""

    endpoint = forms.CharField(max_length=2000, strip=False)
    p256dh = forms.CharField(max_length=200, strip=False)
    auth = forms.CharField(max_length=100, strip=False)


@page("own.view", change="own.change")
def notice_devices(request: PageRequest) -> HttpResponseBase:
    """Show on which devices notices are shown; a POST turns it on for this browser."""
    person = Account.objects.get(pk=request.viewer.account_id)
    if request.method == "POST":
        return _turn_on(request, person)
    return _shown(request, person)


@require_POST
@page("own.view", change="own.change")
def notice_device_end(request: PageRequest, key: str) -> HttpResponseBase:
    """Show no more notices on a device; one that is gone already is no fault."""
    push_devices.drop(Account.objects.get(pk=request.viewer.account_id), key)
    messages.success(request, gettext("That device no longer shows notices."))
    return redirect("notice_devices")


@open_page
@require_safe
def notice_worker(request: HttpRequest) -> HttpResponse:
    """Give the worker that shows notices in the browser; its address is its scope, so that it serves no page."""
    script = WORKER.read_text(encoding="utf-8").replace("SERVER_KEY", json.dumps(settings.PUSH_SERVER_KEY))
    return HttpResponse(script, content_type="text/javascript; charset=utf-8", headers={"Cache-Control": "no-cache"})


@csrf_exempt  # the worker has no form with a token; the cookie comes from pages of this site only, and so must the call
@open_page
@require_POST
def notice_device_renewed(request: HttpRequest) -> HttpResponse:
    """Take the new address of a device whose browser has changed it by itself, signed in or not: 204; unknown: 404."""
    form = DeviceForm(request.POST)
    if request.headers.get("Origin") != f"{request.scheme}://{request.get_host()}" or not form.is_valid():
        return HttpResponse(status=400)
    try:
        known = push_devices.renew_device(here(request), **form.cleaned_data)
    except PeopleError:
        return HttpResponse(status=400)
    return HttpResponse(status=204 if known else 404)


def _turn_on(request: PageRequest, person: Account) -> HttpResponseBase:
    form = DeviceForm(request.POST)
    given = form.cleaned_data if form.is_valid() else {"endpoint": "", "p256dh": "", "auth": ""}
    try:
        added = push_devices.add_device(
            account=person,
            **given,
            at=timezone.now(),
            agent=request.META.get("HTTP_USER_AGENT", ""),
            session_key=request.session.session_key or "",
            instead_of=here(request),
        )
    except PeopleError as error:
        return _shown(request, person, refused=said(error))
    messages.success(request, gettext("From now on this device shows your notices."))
    answer = redirect("notice_devices")
    remember(answer, added.key)
    return answer


def _shown(request: PageRequest, person: Account, *, refused: str = "") -> HttpResponse:
    known = here(request)
    rows: list[dict[str, Any]] = [
        {"key": each.key, "device": device(each.agent), "added_at": each.added_at, "here": each.key == known}
        for each in push_devices.devices_of(person)
    ]
    context = {
        "crumbs": [{"label": gettext("Notices"), "url": reverse("notices")}, {"label": gettext("On my devices")}],
        "on": push_devices.is_on(),
        "server_key": settings.PUSH_SERVER_KEY,
        "rows": rows,
        "here": next((each for each in rows if each["here"]), None),
        "refused": refused,
        "most": push_devices.MOST,
    }
    return render(request, "notices/devices.html", context, status=422 if refused else 200)
