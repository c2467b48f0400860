"""Founding a place (建站): an empty database gets its place with the levels below, units, policies, an administrator.

`huiyin init` asks or reads a file; what they give comes here as one value and is written as a whole or not at all.
"""

from collections.abc import Iterable, Sequence
from itertools import starmap
from pathlib import Path
from typing import Any

import msgspec
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext, pgettext

from huiyin.errors import HuiyinError
from huiyin.ledger import accounts, units
from huiyin.ledger.policies import current_policy, folders, keep_version, policy_id
from huiyin.ledger.record import SYSTEM
from huiyin.ledger.rules import put_in_force
from huiyin.people.models import Account, Place, Role
from huiyin.people.passwords import refuse_words
from huiyin.people.unit_import import plan_import
from huiyin.people.unit_tables import read_table
from huiyin.policy import Policy
from huiyin.render.words import language
from huiyin.web.people.words import problem_words

TOLD = 10  # rows that are refused and said
POLICY_FOLDER = Path(__file__).parent.parent / "policies"


class PlaceGiven(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A place: its code of GB/T 2260 or an extension of its own, its names, the code of the place above."""

    code: str
    name: str
    short_name: str = ""
    parent: str = ""


class AdministratorGiven(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who administers the site first. A password never stands in a file: it is typed, or given once."""

    username: str
    name: str
    email: str = ""


class Founding(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All that a place begins with."""

    place: PlaceGiven
    administrator: AdministratorGiven
    places: tuple[PlaceGiven, ...] = ()
    units: str = ""  # path of a table of units, as seen from the file
    policies: tuple[str, ...] = ()  # ids; none means every policy that is shipped or lies in the place's folder


class Founded(msgspec.Struct, frozen=True):
    """What was written; `one_time_password` is told once and kept nowhere."""

    place: str
    places: int
    units: int
    policies: tuple[str, ...]
    username: str
    one_time_password: str


def read_founding(path: Path) -> Founding:
    """Return what a file gives.

    Raises:
        HuiyinError: the file cannot be read as it should be (`init.file`).
    """
    try:
        return msgspec.toml.decode(path.read_bytes(), type=Founding)
    except (OSError, UnicodeDecodeError, msgspec.MsgspecError) as error:
        raise HuiyinError("init.file", path=str(path), reason=str(error)) from None


def refuse_second() -> None:
    """Make sure that the database is empty.

    Raises:
        HuiyinError: it holds a place or an account (`init.not_empty`).
    """
    if Place.objects.exists() or Account.objects.exists():
        raise HuiyinError("init.not_empty")


def check_password(password: str, *, username: str, name: str, places: Iterable[str] = ()) -> list[str]:
    """Return what is wrong with a password, in the words of the site; nothing where it will do.

    Args:
        places: names of places that are not written yet.
    """
    try:
        validate_password(password, Account(username=username, name=name))
        refuse_words(password, places)
    except ValidationError as error:
        return list(error.messages)
    return []


@transaction.atomic
def found(given: Founding, *, folder: Path, password: str | None = None) -> Founded:
    """Write everything; return what was written.

    Args:
        folder: where the path of the table of units begins.
        password: the administrator's own; None gives a one-time password.
    Raises:
        HuiyinError: the database is not empty, a place above is missing, a row of units is refused.
    """
    refuse_second()
    places = _places(given)
    count = _units(folder / given.units) if given.units else 0
    person = given.administrator
    account, told = accounts.create_account(
        username=person.username, name=person.name, email=person.email, password=password, by=SYSTEM
    )
    accounts.grant_role(
        account=account, role=Role.ADMINISTRATOR, place=places[0], from_on=timezone.localdate(), by=SYSTEM
    )
    ids = given.policies or tuple(all_policies())
    for each in ids:
        keep_version(current_policy(each))
    _put_named_in_force(given.policies)
    return Founded(places[0].name, len(places), count, ids, account.username, told)


def _put_named_in_force(ids: Iterable[str]) -> None:
    """Have cases begin under the policy that the place named, where it named one for their type."""
    named: dict[str, list[Policy]] = {}
    for each in ids:
        rules = current_policy(each)
        named.setdefault(rules.case_type, []).append(rules)
    for case_type, found in named.items():
        if len(found) == 1 and policy_id(case_type) != found[0].id:
            put_in_force(found[0], by=SYSTEM, at=timezone.now())


def _places(given: Founding) -> list[Place]:
    made: dict[str, Place] = {}
    for each in (given.place, *given.places):
        above: Any = made.get(each.parent or given.place.code) if made else None
        if each.code in made or (made and above is None):
            raise HuiyinError("init.place", place=each.code, parent=each.parent)
        made[each.code] = Place.objects.create(code=each.code, name=each.name, short_name=each.short_name, parent=above)
    return list(made.values())


def _units(path: Path) -> int:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise HuiyinError("init.units", path=str(path), reason=error.strerror or "") from None
    plan = plan_import(read_table(content, path.name), today=timezone.localdate())
    refused = [row for row in plan.rows if row.act == "refuse"]
    if refused:
        raise HuiyinError("init.rows", path=str(path), rows=_rows_told(refused))
    added, _changed = units.apply_import(plan=plan, by=SYSTEM)
    return added


def _rows_told(refused: Sequence[Any]) -> str:
    """Return the first rows that are refused, each with its reasons and what to write, as the page of units says it."""
    with translation.override("zh-hans" if language() == "zh" else "en"):
        told = [
            gettext("row %(row)d: %(reasons)s")
            % {
                "row": row.number,
                "reasons": pgettext("between clauses", "; ").join(starmap(problem_words, row.problems)),
            }
            for row in refused[:TOLD]
        ]
        if len(refused) > TOLD:
            told.append(gettext("and %(n)d more") % {"n": len(refused) - TOLD})
        return pgettext("between clauses", "; ").join(told)


def all_policies() -> list[str]:
    """Return the ids of every policy that is shipped or lies in the place's folder."""
    paths = [path for folder in (POLICY_FOLDER, *folders()) for path in sorted(folder.glob("*.toml"))]
    return list(dict.fromkeys(path.stem for path in paths))
