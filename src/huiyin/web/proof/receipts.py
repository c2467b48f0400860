"""Receipts: taking one for a case, and the open page on which anybody checks one."""

import json
from pathlib import Path
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from huiyin.documents.receipt import Words, qr_svg, receipt_pdf, receipt_text
from huiyin.ledger import check_receipt
from huiyin.ledger.models import Event, Receipt, Stream
from huiyin.ledger.receipts import issue_receipt, receipt_for, tidy_code, told
from huiyin.ledger.relations import visible_cases
from huiyin.web import days
from huiyin.web.access import open_page, page
from huiyin.web.context import site
from huiyin.web.requests import PageRequest

FORMS = {
    "json": "application/json",
    "txt": "text/plain; charset=utf-8",
    "pdf": "application/pdf",
    "svg": "image/svg+xml",
}


@page("receipt.view")
def case_receipt(request: PageRequest, key: str) -> HttpResponseBase:
    """Issue the receipt for the present end of a case's history (`?position=` for an earlier place) and show it."""
    case = get_object_or_404(visible_cases(request.viewer), key=key)
    position = request.GET.get("position", "")
    events = Event.objects.filter(stream=Stream.CASE, stream_key=case.key)
    if position:
        if not position.isdecimal():
            raise Http404
        events = events.filter(position=int(position[:9]))
    event = events.order_by("-position").first()
    if event is None:
        raise Http404
    return redirect("receipt", issue_receipt(event=event, at=timezone.now()).code)


@open_page
def check(request: PageRequest) -> HttpResponseBase:
    """Ask for a code and lead to its receipt; an unknown one is told with what to do."""
    typed = request.GET.get("code", "").strip()[:40]
    if not typed:
        return render(request, "proof/check.html", {})
    found = receipt_for(typed)
    if found is not None:
        return redirect("receipt", found.code)
    return render(request, "proof/check.html", {"typed": typed, "unknown": True}, status=404)


@open_page
def receipt(request: PageRequest, code: str) -> HttpResponseBase:
    """Show what a receipt proves: position, day, root; nothing of what the case is about."""
    found = receipt_for(code)
    if found is None:
        return render(request, "proof/check.html", {"typed": tidy_code(code), "unknown": True}, status=404)
    if found.code != code:
        return redirect("receipt", found.code)
    data = told(found)
    intact = _intact(found)
    case = visible_cases(request.viewer).filter(key=found.stream_key).first()
    context = {
        "receipt": found,
        "data": data,
        "hash": _grouped(found.event_hash),
        "root": _grouped(data["sealed"]["root"]) if data["sealed"] else "",
        "intact": intact,
        "case": case,
        "address": request.build_absolute_uri(),
    }
    return render(request, "proof/receipt.html", context)


@open_page
def receipt_file(request: PageRequest, code: str, form: str) -> HttpResponse:
    """Hand a receipt out as a file: `json` for the script, `pdf` and `txt` for people, `svg` the QR code."""
    found = receipt_for(code)
    if found is None or form not in FORMS:
        raise Http404
    address = request.build_absolute_uri(reverse("receipt", args=[found.code]))
    if form == "json":
        content: str | bytes = json.dumps(told(found), ensure_ascii=False, indent=1)
    elif form == "svg":
        content = qr_svg(address)
    else:
        words = _words(found)
        content = receipt_pdf(words, address) if form == "pdf" else receipt_text(words, address)
    response = HttpResponse(content, content_type=FORMS[form])
    if form != "svg":
        response["Content-Disposition"] = f'attachment; filename="receipt-{found.code}.{form}"'
    return response


@open_page
def script(request: PageRequest) -> HttpResponse:
    """Hand out the script with which anybody checks a receipt or a bundle without us."""
    content = Path(check_receipt.__file__).read_bytes()
    response = HttpResponse(content, content_type="text/x-python; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="check_receipt.py"'
    return response


def _intact(found: Receipt) -> bool:
    """Return whether the event still has the hash that the receipt was given for."""
    where: dict[str, Any] = {
        "stream": found.stream,
        "stream_key": found.stream_key,
        "position": found.position,
    }
    return Event.objects.filter(**where, hash=found.event_hash).exists()


def _grouped(value: str) -> str:
    return " ".join(value[at : at + 16] for at in range(0, len(value), 16))


def _words(found: Receipt) -> Words:
    data = told(found)
    sealed = data["sealed"]
    event = Event.objects.get(stream=found.stream, stream_key=found.stream_key, position=found.position)
    rows = [
        (gettext("Receipt"), f"{found.code[:5]} {found.code[5:]}"),
        (gettext("History"), gettext("entry %(n)s of %(key)s") % {"n": found.position, "key": found.stream_key}),
        (gettext("Entered at"), days.moment(event.at)),
        (gettext("Hash"), _grouped(found.event_hash)),
        (gettext("Sealed"), f"{sealed['day']}　{_grouped(sealed['root'])}" if sealed else gettext("not yet")),
    ]
    notes = [
        gettext("With this receipt anyone can check that the history up to this entry was not altered."),
        gettext("It proves this only against the root published for that day; what came later needs a later receipt."),
        gettext("It names no person: erasing somebody's data does not break it."),
    ]
    place = site().place
    return Words(place, gettext("Receipt"), f"{place} {gettext('Huiyin')}".strip(), rows, notes)
