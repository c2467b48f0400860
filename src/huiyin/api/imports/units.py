"""A table of units taken in (导入单位)."""

from io import BytesIO
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils.translation import gettext_noop
from ninja import File, Form, Query, Router, Schema
from ninja.files import UploadedFile

from huiyin.api.access import actor, today
from huiyin.api.imports.tables import ImportOut, Preview, TakeIn, counted, row_shown, taken_in
from huiyin.api.operations import operation
from huiyin.api.sources import download
from huiyin.ledger import units
from huiyin.people.unit_import import plan_import, present_rows
from huiyin.people.unit_tables import read_table, write_template

router = Router(tags=["imports"])
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ACTS = ("add", "change", "same", "refuse")


class TemplateAsked(Schema):
    """Whether the units of today stand in it already."""

    filled: Annotated[bool, Query(False)]


@operation(
    router,
    "POST",
    "/imports/units",
    says=gettext_noop("Import units"),
    scope="people:write",
    action="units.change",
    gives=ImportOut,
)
def import_units(request: HttpRequest, file: File[UploadedFile], body: Form[TakeIn]) -> Any:
    """XLSX or CSV: units added and changed; none is ended by being left out."""
    plan = plan_import(read_table(file.read(), file.name or ""), today=today(request))
    rows = [row_shown(row.number, row.name, row.act, changes=row.changes, problems=row.problems) for row in plan.rows]
    preview = Preview(seen=plan.digest, counts=counted((row.does for row in rows), ACTS), rows=rows)

    def write() -> int:
        return sum(units.apply_import(plan=plan, by=actor(request)))

    return taken_in(request, file, body, preview=preview, write=write)


@operation(
    router,
    "GET",
    "/imports/units.xlsx",
    says=gettext_noop("Download the template of units"),
    scope="people:read",
    action="units.change",
    gives=None,
)
def get_units_template(request: HttpRequest, which: Query[TemplateAsked]) -> Any:
    """A workbook to fill in, with the units of today where they are asked for."""
    rows = present_rows(today(request)) if which.filled else []
    return download(BytesIO(write_template(rows)), "units.xlsx", XLSX)
