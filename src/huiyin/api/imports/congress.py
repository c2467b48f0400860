"""Tables of the congress taken in: rosters (代表名册) and suggestions from elsewhere (建议登记表)."""

from functools import partial
from io import BytesIO
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_noop
from ninja import File, Form, Router
from ninja.files import UploadedFile

from huiyin.api.access import actor, today, viewer
from huiyin.api.congress.finding import own_congress
from huiyin.api.imports.tables import ImportOut, Preview, TakeIn, counted, row_shown, taken_in
from huiyin.api.operations import operation
from huiyin.api.references import named
from huiyin.api.shapes import Day, Key, PathKey
from huiyin.api.sources import download
from huiyin.congress import roster_import, suggestion_import
from huiyin.congress.models import Congress
from huiyin.congress.roster_tables import LAYOUT, read_roster
from huiyin.congress.roster_taking import take_in as take_roster
from huiyin.congress.suggestion_import_tables import layout, read_suggestions
from huiyin.congress.suggestion_import_taking import take_in as take_suggestions
from huiyin.people.models import Role
from huiyin.people.tables import write_table

router = Router(tags=["imports"])
of_roster = partial(operation, router, action="roster.import", scope="congress:write")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class RosterIn(TakeIn):
    """From which day the roster holds, and whether contacts that the vault has are replaced."""

    on: Day
    replace_contacts: bool = False


class SuggestionsIn(TakeIn):
    """For which congress the suggestions are filed."""

    congress: Key


@of_roster("POST", "/congresses/{key}/imports/roster", says=gettext_noop("Import a roster"), gives=ImportOut)
def import_roster(request: HttpRequest, key: PathKey, file: File[UploadedFile], body: Form[RosterIn]) -> Any:
    """XLSX or CSV: deputies entered, moved, ended; contacts go into the vault and are not repeated in the answer."""
    congress = own_congress(viewer(request), key)
    table = read_roster(file.read(), file.name or "")
    plan = roster_import.plan_roster(congress, table, on=body.on, replace_contacts=body.replace_contacts)
    rows = [
        row_shown(
            row.number,
            row.name,
            row.act,
            changes=row.changes,
            problems=row.problems,
            notes=[(code, "") for code in row.notes],
        )
        for row in plan.rows
    ]
    counts = counted((row.does for row in rows), roster_import.ACTS)
    preview = Preview(seen=plan.digest, counts=counts, rows=rows)

    def write() -> int:
        return take_roster(congress=congress, plan=plan, by=actor(request))

    return taken_in(request, file, body, preview=preview, write=write)


@operation(
    router,
    "GET",
    "/congresses/{key}/imports/roster.xlsx",
    says=gettext_noop("Download the template of rosters"),
    scope="congress:read",
    action="roster.import",
    gives=None,
)
def get_roster_template(request: HttpRequest, key: PathKey) -> Any:
    """A workbook to fill in."""
    own_congress(viewer(request), key)
    return download(BytesIO(write_table(LAYOUT)), "deputies.xlsx", XLSX)


@operation(
    router,
    "POST",
    "/imports/suggestions",
    says=gettext_noop("Import suggestions"),
    scope="suggestions:write",
    action="suggestion.import",
    gives=ImportOut,
)
def import_suggestions(request: HttpRequest, file: File[UploadedFile], body: Form[SuggestionsIn]) -> Any:
    """XLSX or CSV: each row is filed as from paper and waits to be registered; a text on record is left alone."""
    rows_ = Congress.objects.filter(place_id__in=viewer(request).place_ids(Role.SECRETARY), from_on__lte=today(request))
    congress = named(rows_.select_related("place"), body.congress, "congress")
    plan = suggestion_import.plan_suggestions(
        congress, read_suggestions(file.read(), file.name or ""), at=timezone.now()
    )
    rows = [
        row_shown(row.number, row.title, row.act, problems=row.problems, notes=row.notes if row.act == "file" else ())
        for row in plan.rows
    ]
    counts = counted((row.does for row in rows), suggestion_import.ACTS)
    preview = Preview(seen=plan.digest, counts=counts, rows=rows)

    def write() -> int:
        return take_suggestions(congress=congress, plan=plan, by=viewer(request))

    return taken_in(request, file, body, preview=preview, write=write)


@operation(
    router,
    "GET",
    "/imports/suggestions.xlsx",
    says=gettext_noop("Download the template of suggestions"),
    scope="suggestions:read",
    action="suggestion.import",
    gives=None,
)
def get_suggestions_template(request: HttpRequest) -> Any:
    """A workbook to fill in."""
    return download(BytesIO(write_table(layout())), "suggestions.xlsx", XLSX)
