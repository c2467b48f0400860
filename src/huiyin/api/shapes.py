"""Sorts of values that many operations take: keys, words, days, years."""

import re
from datetime import date
from typing import Annotated, Any

from ninja import Path, Schema
from pydantic import AfterValidator, AwareDatetime, BeforeValidator, Field, StringConstraints

from huiyin.people.keys import LENGTH
from huiyin.people.lines import seen

KEY = rf"^[0-9a-z]{{1,{LENGTH}}}$"
NO_NUL = r"^[^\x00]*$"

Key = Annotated[str, StringConstraints(pattern=KEY)]
PathKey = Annotated[str, Path(pattern=KEY)]
Code = Annotated[str, StringConstraints(pattern=r"^[a-z_]{1,40}$")]
Words = Annotated[str, StringConstraints(max_length=4000, pattern=NO_NUL)]
Line = Annotated[str, StringConstraints(max_length=200, pattern=NO_NUL), AfterValidator(seen)]
Short = Annotated[str, StringConstraints(max_length=120, pattern=NO_NUL), AfterValidator(seen)]
OneLine = BeforeValidator(lambda value: seen(value).strip() if isinstance(value, str) else value)  # for other lengths
Year = Annotated[int, Field(ge=1949, le=2200)]


def _no_default(field: dict[str, Any]) -> None:
    """Take what stands in for "not sent" out of the description: null is not among what may be sent."""
    field.pop("default", None)


SAME: Any = Field(default=None, json_schema_extra=_no_default)  # of a change: left out, it stays as it is


def sent(body: Schema) -> dict[str, Any]:
    """Return what a change names; what it leaves out stays as it is."""
    return {name: getattr(body, name) for name in body.model_fields_set}


def _near(day: date) -> date:
    if not 1949 <= day.year <= 2200:
        raise ValueError("a day between 1949 and 2200")
    return day


def _written(value: object) -> object:
    """Refuse a bare number, which pydantic would take for seconds since 1970."""
    if isinstance(value, int | float) or (isinstance(value, str) and not re.match(r"\d{4}-\d\d-\d\d", value)):
        raise ValueError("a date as 2026-01-31")
    return value


Day = Annotated[date, BeforeValidator(_written), AfterValidator(_near)]
Moment = Annotated[AwareDatetime, BeforeValidator(_written)]
