"""Plans of work (任务分解方案) and running cases of an older system (原系统在办事项) taken in."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_noop
from ninja import File, Form, Router
from ninja.files import UploadedFile

from huiyin.api.access import today, viewer
from huiyin.api.imports.tables import ImportOut, Preview, RowOut, TakeIn, counted, digest_of, row_shown, taken_in
from huiyin.api.operations import operation
from huiyin.api.references import named
from huiyin.api.shapes import Key
from huiyin.errors import LedgerError
from huiyin.ledger.imports import older, plan
from huiyin.ledger.source_selectors import house_sources
from huiyin.people.models import Place
from huiyin.people.permissions import OFFICE
from huiyin.people.viewer import Viewer

router = Router(tags=["imports"])
takes = partial(operation, router, "POST", scope="cases:act", action="case.import", gives=ImportOut)
ACTS = ("open", "assign", "present", "refused")


class PlanIn(TakeIn):
    """The report that the plan decomposes, and whether each task is handed over to its lead unit at once."""

    source: Key
    hand_over: bool = True


@takes("/imports/plan", says=gettext_noop("Import a plan of work"))
def import_plan(request: HttpRequest, file: File[UploadedFile], body: Form[PlanIn]) -> Any:
    """XLSX or DOCX with a table, or a text with brackets; a row whose statement is a task already changes nothing."""
    by, on = viewer(request), today(request)
    reports = house_sources(by, *OFFICE).exclude(text_kind="deliberation")
    source = named(reports.select_related("place"), body.source, "source")
    paper = plan.paper_in(_content(file), file.name or "", year=source.year)
    found = plan.preview(paper.duties, source=source, place=source.place or _place(by), on=on)
    rows = [
        row_shown(row.duty.at, row.duty.content, row.does, problems=row.faults, notes=[*row.notes, *_matched(row)])
        for row in found
    ]

    def write() -> int:
        told: dict[str, Any] = {
            "hand_over": body.hand_over,
            "skip_refused": body.skip_refused,
            "by": by,
            "at": timezone.now(),
        }
        return len(plan.take_in(found, source=source, paper=paper, **told))

    asked = {"source": body.source, "hand_over": body.hand_over}
    return taken_in(request, file, body, preview=_preview(rows, paper.unknown), write=write, asked=asked)


def _matched(row: plan.PlanRow) -> list[tuple[str, str]]:
    """Say on which statement a row would rest."""
    return [("match", row.match.statement.key)] if row.match else []


@takes("/imports/older-cases", says=gettext_noop("Import running cases of an older system"))
def import_older_cases(request: HttpRequest, file: File[UploadedFile], body: Form[TakeIn]) -> Any:
    """XLSX with the columns that the page names; the stage is reached by the steps that the rules know."""
    by, on = viewer(request), today(request)
    house, place = older.home_of(by)
    found, unknown = older.preview(_content(file), place=place, on=on)
    rows = [row_shown(row.row.at, row.title, row.does, problems=row.faults) for row in found]

    def write() -> int:
        told: dict[str, Any] = {"skip_refused": body.skip_refused, "by": by, "at": timezone.now()}
        return len(older.take_in(found, house=house, place=place, **told))

    return taken_in(request, file, body, preview=_preview(rows, unknown), write=write)


def _preview(rows: list[RowOut], unknown: Sequence[str] = ()) -> Preview:
    counts = counted((row.does for row in rows), ACTS)
    return Preview(seen=digest_of(rows), counts=counts, rows=rows, columns_unknown=list(unknown))


def _content(file: UploadedFile) -> bytes:
    limit = settings.UPLOAD_LIMIT_BYTES
    if (file.size or 0) > limit:
        raise LedgerError("file.too_large", name=file.name, size=file.size, limit=limit)
    content: bytes = file.read()
    return content


def _place(by: Viewer) -> Place:
    return Place.objects.get(pk=min(by.place_ids(*OFFICE)))
