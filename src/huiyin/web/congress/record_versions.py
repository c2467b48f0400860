"""Versions of a record that somebody's saving took the place of: looked at beside the text as it is, and taken back."""

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from huiyin.congress import record_versions as services
from huiyin.congress.models import RecordVersion
from huiyin.errors import HuiyinError
from huiyin.web.access import page
from huiyin.web.congress.meetings import crumbs_of
from huiyin.web.congress.record_words import said
from huiyin.web.congress.records import own_record_of, revision_of
from huiyin.web.requests import PageRequest


@page("record.write", change="record.write")
def record_version(request: PageRequest, key: str, version: str) -> HttpResponseBase:
    """Show a version beside the text as it is now; let it be the text again."""
    record = own_record_of(request, key)
    row: RecordVersion = get_object_or_404(
        record.versions.select_related("record", "written_by", "replaced_by"), key=version
    )
    refused, status = "", 200
    if request.method == "POST":
        try:
            services.restore(version=row, expected=revision_of(request), by=request.viewer, at=timezone.now())
        except HuiyinError as error:
            refused, status = said(error), 409
            record = own_record_of(request, key)
        else:
            messages.success(request, gettext("This version is the text again; the one before it is kept as well."))
            return redirect("record_page", key)
    now = record.source.text if record.source else record.text
    title = gettext("Another version")
    context = {
        "record": record,
        "version": row,
        "title": title,
        "refused": refused,
        "changed": services.compared(row.text, now),
        "is_same": row.text == now,
        "handed": record.source_id is not None,
        "crumbs": crumbs_of(record.meeting, (record.title, reverse("record_page", args=[key])), (title, "")),
    }
    return render(request, "congress/record_version.html", context, status=status)
