"""Files of cases for people: how a list shows them, and the address from which they are taken."""

from collections.abc import Iterable
from typing import Any

from django.http import FileResponse, Http404
from django.urls import reverse

from huiyin.ledger.models import Attachment, Stream
from huiyin.ledger.relations import visible_cases
from huiyin.web.access import page
from huiyin.web.requests import PageRequest

ICONS = {"image": "image", "video": "play"}
SHEETS = ("xlsx", "xls", "et", "csv")


def shown_files(files: Iterable[Attachment]) -> list[dict[str, Any]]:
    """Return files ready for `components/files.html`."""
    return [
        {
            "name": each.name,
            "url": reverse("attachment", args=[each.key]),
            "octets": each.size,
            "icon": _icon(each),
        }
        for each in files
    ]


def _icon(file: Attachment) -> str:
    if file.name.rpartition(".")[2].lower() in SHEETS:
        return "file-spreadsheet"
    return ICONS.get(file.content_type.partition("/")[0], "file-text")


@page("file.view")
def attachment(request: PageRequest, key: str) -> FileResponse:
    """Hand out a file to whoever may see the case that it belongs to; always as a download, never shown in place."""
    found = Attachment.objects.filter(key=key, stream=Stream.CASE).first()
    if found is None or not visible_cases(request.viewer).filter(key=found.stream_key).exists():
        raise Http404
    response = FileResponse(
        found.file.open("rb"), as_attachment=True, filename=found.name, content_type=found.content_type
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-store"
    return response
