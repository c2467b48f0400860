"""Import of units (单位导入): a file is shown row by row before anything is written; the template to fill in.

Between preview and act nothing is kept on the server: the rows travel in the form, signed for the person.
"""

import json
import zlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Any

from django import forms
from django.contrib import messages
from django.core import signing
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext, gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from huiyin.errors import PeopleError
from huiyin.ledger import units as services
from huiyin.ledger.cases import actor_of
from huiyin.people.models import Unit, UnitName
from huiyin.people.unit_import import plan_import, words_of
from huiyin.people.unit_tables import MOST_OCTETS, TableRow, read_table, write_template
from huiyin.web.access import page
from huiyin.web.errors import error_page
from huiyin.web.people.forms import posted, refuse
from huiyin.web.people.trail import field_words
from huiyin.web.people.words import problem_words
from huiyin.web.requests import PageRequest

SALT, LONGEST_SECONDS = "huiyin.units.import", 3600
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class FileForm(forms.Form):
    """The file."""

    table = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("XLSX or CSV, at most 5 MB and 2,000 rows. Nothing is written before you have seen it."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv,.tsv"}),
    )


@page("units.change", change="units.change")
def units_import(request: PageRequest) -> HttpResponseBase:
    """Take a file, and show what it would do."""
    form = FileForm(posted(request), request.FILES if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        table = form.cleaned_data["table"]
        if table.size > MOST_OCTETS:
            refuse(form, PeopleError("table.large", limit_mb=MOST_OCTETS // 1024**2), "table")
        else:
            try:
                rows = read_table(table.read(), table.name)
            except PeopleError as error:
                refuse(form, error, "table")
            else:
                return _preview(request, rows)
    return render(request, "people/units_import.html", {"form": form}, status=422 if form.errors else 200)


@require_POST
@page("units.change", change="units.change")
def import_carry_out(request: PageRequest) -> HttpResponseBase:
    """Write what the preview showed; where something has changed since, show it anew and write nothing."""
    try:
        rows = _unpacked(request)
    except signing.BadSignature:
        said = (gettext("This preview is too old"), gettext("Send the file once more. Nothing was written."))
        return error_page(request, 409, said=said)
    plan = plan_import(rows, today=request.today)
    if plan.digest != request.POST.get("seen"):
        messages.warning(
            request, gettext("Units have changed since; look at the preview once more. Nothing was written.")
        )
        return _preview(request, rows, status=409)
    if plan.count("refuse") and not request.POST.get("skip"):
        messages.error(request, gettext("Mend the refused rows in the file, or say that they are to be skipped."))
        return _preview(request, rows, status=422)
    added, changed = services.apply_import(plan=plan, by=actor_of(request.viewer))
    words = [
        ngettext("%(n)d unit added", "%(n)d units added", added) % {"n": added},
        ngettext("%(n)d changed", "%(n)d changed", changed) % {"n": changed},
    ]
    messages.success(request, gettext("%(added)s, %(changed)s.") % {"added": words[0], "changed": words[1]})
    return redirect("units")


@page("units.change")
def units_table(request: PageRequest) -> HttpResponse:
    """Give the template, with the present units in it where they are asked for."""
    rows = [_as_row(unit) for unit in _present(request)] if request.GET.get("filled") else []
    answer = HttpResponse(write_template(rows), content_type=XLSX)
    answer["Content-Disposition"] = 'attachment; filename="units.xlsx"'
    return answer


def _preview(request: PageRequest, rows: list[TableRow], status: int = 200) -> HttpResponse:
    plan = plan_import(rows, today=request.today)
    context = {
        "plan": plan,
        "rows": [_shown(row) for row in plan.rows],
        "counts": {act: plan.count(act) for act in ("add", "change", "same", "refuse")},
        "packed": _packed(request, rows),
        "nothing": not plan.count("add") + plan.count("change"),
    }
    return render(request, "people/units_preview.html", context, status=status)


def _shown(row: Any) -> dict[str, Any]:
    """Return a row of the preview: what it does, in words."""
    added = [(field_words(name), words_of(_named(value))) for name, value in row.values.items() if name != "name"]
    return {
        "number": row.number,
        "name": row.name,
        "act": row.act,
        "changes": [(field_words(name), old, new) for name, old, new in row.changes],
        "values": [(name, words) for name, words in added if words] if row.act == "add" else [],
        "problems": [problem_words(code, words) for code, words in row.problems],
    }


def _named(value: Any) -> Any:
    """Return the row of this file that a handle means, in words."""
    if isinstance(value, str) and value.startswith("row:"):
        return gettext("row %(n)s of this file") % {"n": value[4:]}
    return value


def _packed(request: PageRequest, rows: list[TableRow]) -> str:
    told = json.dumps([[row.number, row.cells] for row in rows], ensure_ascii=False)
    packed = urlsafe_b64encode(zlib.compress(told.encode(), 9)).decode()
    return signing.TimestampSigner(salt=SALT).sign(f"{request.viewer.key}.{packed}")


def _unpacked(request: PageRequest) -> list[TableRow]:
    signed = signing.TimestampSigner(salt=SALT).unsign(request.POST.get("rows", ""), max_age=LONGEST_SECONDS)
    key, _point, packed = signed.partition(".")
    if key != request.viewer.key:
        raise signing.BadSignature
    return [TableRow(number, cells) for number, cells in json.loads(zlib.decompress(urlsafe_b64decode(packed)))]


def _present(request: PageRequest) -> Any:
    units = Unit.objects.valid_on(request.today).select_related("place", "parent").prefetch_related("names")
    return units.order_by("place__code", "house", "name")


def _as_row(unit: Unit) -> dict[str, str]:
    aliases = "、".join(sorted(each.name for each in unit.names.all() if each.sort == UnitName.Sort.ALIAS))
    return {
        "name": unit.name,
        "short_name": unit.short_name,
        "aliases": aliases,
        "house": words_of(str(unit.house)),
        "place": unit.place.name,
        "parent": unit.parent.name if unit.parent else "",
        "is_government": words_of(unit.is_government),
        "credit_code": unit.credit_code,
        "duties": unit.duties,
        "valid_from": words_of(unit.valid_from),
        "valid_to": words_of(unit.valid_to),
    }
