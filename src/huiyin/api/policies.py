"""Rules (办理规则) and the calendar of working days: those in force, and a place's own loaded from a file."""

from datetime import datetime
from functools import partial
from typing import Annotated, Any

import msgspec
from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_noop
from ninja import Path, Router, Schema
from pydantic import StringConstraints

from huiyin.api.access import today, viewer
from huiyin.api.once import once
from huiyin.api.operations import operation
from huiyin.api.shapes import NO_NUL
from huiyin.api.steps import Name
from huiyin.ledger import policies, rules
from huiyin.ledger.models import CalendarNotice
from huiyin.policy import Policy

router = Router(tags=["policies"])
reads = partial(operation, router, "GET", scope="policies:read", action="policy.view")
loads = partial(operation, router, "POST", scope="policies:write", action="policy.load")
Id = Annotated[str, Path(pattern=r"^[a-z_]{1,40}\.[a-z0-9_]{1,40}$")]


class PolicyOut(Schema):
    """Rules in force; the version is the digest of their content."""

    id: str
    version: str
    case_type: str
    names: Name


class PolicyList(Schema):
    """The rules in force, one set for each type of case."""

    items: list[PolicyOut]


class PolicyDetail(PolicyOut):
    """Rules as a whole: stages, steps, clocks, scales and settings, each value with its source."""

    content: dict[str, Any]


class YearOut(Schema):
    """A year of the calendar; provisional while no notice of holidays is loaded for it."""

    year: int
    source: str
    provisional: bool
    loaded_at: datetime | None


class CalendarOut(Schema):
    """The years of the calendar."""

    years: list[YearOut]


class RulesFile(Schema):
    """A file in TOML: its name and its text."""

    name: Annotated[str, StringConstraints(min_length=1, max_length=120, pattern=NO_NUL)]
    text: Annotated[str, StringConstraints(min_length=1, max_length=300_000, pattern=NO_NUL)]


def _fields(found: Policy) -> dict[str, Any]:
    names = Name(zh=found.names.zh, en=found.names.en)
    return {"id": found.id, "version": found.version, "case_type": found.case_type, "names": names}


@reads("/policies", says=gettext_noop("List the rules in force"), gives=PolicyList)
def list_policies(request: HttpRequest) -> Any:
    """A case keeps the version under which it began."""
    return PolicyList(items=[PolicyOut(**_fields(each)) for each in policies.in_force()])


@reads("/policies/{name}", says=gettext_noop("Show rules"), gives=PolicyDetail)
def get_policy(request: HttpRequest, name: Id) -> Any:
    """Those in force under an id."""
    found = next((each for each in policies.in_force() if each.id == name), None)
    if found is None:
        raise Http404
    return PolicyDetail(**_fields(found), content=msgspec.to_builtins(found))


@loads("/policies", says=gettext_noop("Load rules of the place"), gives=PolicyOut, status=201)
def load_policy(request: HttpRequest, body: RulesFile) -> Any:
    """They hold for cases that are opened from then on."""

    def do() -> PolicyOut:
        told: dict[str, Any] = {"text": body.text, "name": body.name, "by": viewer(request), "at": timezone.now()}
        return PolicyOut(**_fields(rules.load_policy(**told)))

    return once(request, body, do, status=201)


@reads("/calendar", says=gettext_noop("Show the calendar of working days"), gives=CalendarOut)
def get_calendar(request: HttpRequest) -> Any:
    """Which years have a notice of holidays."""
    return _calendar(request)


def _calendar(request: HttpRequest) -> CalendarOut:
    calendar, on = policies.calendar(), today(request)
    own = dict(CalendarNotice.objects.order_by("loaded_at").values_list("year", "loaded_at"))
    years = sorted({*calendar.years, on.year, on.year + 1})
    return CalendarOut(
        years=[
            YearOut(
                year=year,
                source=calendar.source(year) or "",
                provisional=calendar.is_provisional(year),
                loaded_at=own.get(year),
            )
            for year in years
        ]
    )


@loads("/calendar", says=gettext_noop("Load a notice of holidays"), gives=CalendarOut, status=201)
def load_notice(request: HttpRequest, body: RulesFile) -> Any:
    """Deadlines that it moves are computed anew, each with an event."""

    def do() -> CalendarOut:
        told: dict[str, Any] = {"text": body.text, "name": body.name, "by": viewer(request), "at": timezone.now()}
        rules.load_notice(**told)
        return _calendar(request)

    return once(request, body, do, status=201)
