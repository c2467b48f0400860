"""Notices of days off (放假通知): one file a year, and the statutory days for years without one."""

import tomllib
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from huiyin.errors import PolicyError
from huiyin.policy.model import Names, Record

SHIPPED = Path(__file__).parent / "calendars"
KEYS = {"year", "source", "adds", "off", "make_up", "names"}
EVE = timedelta(days=1)


class Notice(Record, frozen=True):
    """What one notice says: days off and make-up workdays (调休), each with the code of its holiday.

    A notice that `adds` comes on top of the year's other notices (a region's own holidays); any other takes the place
    of the earlier ones of its year. The last days of the year before may be in it, as they often are.
    """

    year: int
    source: str
    off: dict[date, str]
    make_up: dict[date, str]
    names: dict[str, Names]
    adds: bool = False


class Statutory(Record, frozen=True):
    """The days off by the national rule: `fixed` by month and day, `lunar` by year."""

    source: str
    fixed: dict[tuple[int, int], str]
    lunar: dict[date, str]
    names: dict[str, Names]


def read_notice(path: Path) -> Notice:
    """Return the notice that a file holds.

    Raises:
        PolicyError: `calendar.unreadable`, `calendar.syntax`, `calendar.invalid`, with the file.
    """
    return _notice(_tables(path), str(path))


def read_notice_text(text: str, *, path: str = "") -> Notice:
    """Return the notice that is given as the text of a file; `path` is what errors call it."""
    return _notice(_parsed(text, path), path)


def notice_content(notice: Notice) -> dict[str, Any]:
    """Return a notice as plain values, to be kept as JSON."""
    kept: dict[str, Any] = msgspec.to_builtins(notice, str_keys=True)
    return kept


def notice_from(kept: Mapping[str, Any]) -> Notice:
    """Return a notice that was kept as plain values."""
    return msgspec.convert(kept, Notice, str_keys=True)


def _notice(raw: dict[str, Any], path: str) -> Notice:
    unknown = sorted(set(raw) - KEYS)
    if unknown:
        raise _invalid(path, unknown[0], "unknown")
    year, source = raw.get("year"), raw.get("source")
    if not isinstance(year, int) or isinstance(year, bool):
        raise _invalid(path, "year", "missing")
    if not isinstance(source, str) or not source.strip():
        raise _invalid(path, "source", "missing")
    off, make_up = _days(path, raw, "off", year), _days(path, raw, "make_up", year)
    both = sorted(set(off) & set(make_up))
    if both:
        raise _invalid(path, str(both[0]), "twice")
    return Notice(year, source, off, make_up, _names(path, raw), bool(raw.get("adds", False)))


def read_folder(folder: Path) -> tuple[Notice, ...]:
    """Return the notices in a folder's files named YYYY….toml, in the order of their names."""
    return tuple(read_notice(path) for path in sorted(folder.glob("[12][0-9][0-9][0-9]*.toml")))


@cache
def shipped_notices() -> tuple[Notice, ...]:
    """Return the notices that come with the package."""
    return read_folder(SHIPPED)


@cache
def statutory() -> Statutory:
    """Return the statutory days that come with the package."""
    path = SHIPPED / "statutory.toml"
    raw = _tables(path)
    fixed = {
        (int(each[:2]), int(each[3:])): holiday for holiday, days in raw["fixed"].items() for each in days
    }  # months and days, which TOML has no type for
    lunar = {day: holiday for holiday, days in raw["lunar"].items() for day in days}
    for day, holiday in tuple(lunar.items()):
        if holiday == "spring_festival":
            lunar |= {day + step * EVE: holiday for step in (-1, 1, 2)}
    return Statutory(raw["source"], fixed, lunar, _names(str(path), raw))


def _tables(path: Path) -> dict[str, Any]:
    """Return the content of a TOML file."""
    try:
        return _parsed(path.read_text(encoding="utf-8-sig"), str(path))
    except OSError as error:
        raise PolicyError("calendar.unreadable", path=str(path), reason=error.strerror or str(error)) from error
    except UnicodeDecodeError as error:
        raise PolicyError("calendar.syntax", path=str(path), reason=str(error)) from error


def _parsed(text: str, path: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise PolicyError("calendar.syntax", path=path, reason=str(error)) from error


def _days(path: str, raw: Mapping[str, Any], table: str, year: int) -> dict[date, str]:
    """Return the days of one table, each with its holiday."""
    found: dict[date, str] = {}
    held = raw.get(table, {})
    if not isinstance(held, dict):
        raise _invalid(path, table, "shape")
    for holiday, days in held.items():
        for day in days if isinstance(days, list) else [days]:
            if type(day) is not date:
                raise _invalid(path, f"{table}.{holiday}", "shape")
            if day.year != year and (day.year, day.month) != (year - 1, 12):
                raise _invalid(path, f"{table}.{holiday}", "other_year")
            found[day] = holiday
    return found


def _names(path: str, raw: Mapping[str, Any]) -> dict[str, Names]:
    """Return the names of holidays that a file brings."""
    try:
        return {code: Names(zh=held["zh"], en=held["en"]) for code, held in raw.get("names", {}).items()}
    except (AttributeError, KeyError, TypeError) as error:
        raise _invalid(path, "names", "shape") from error


def _invalid(path: str, key: str, reason: str) -> PolicyError:
    return PolicyError("calendar.invalid", path=path, key=key, reason=reason)
