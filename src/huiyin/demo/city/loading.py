"""Loads the fictional city into an empty database, in one transaction."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from huiyin.people.models import Account, Place, RoleGrant, Unit

FOLDER = Path(__file__).parent
PASSWORD = "yunting-2026"  # noqa: S105  of the demo, printed at its start, on loopback only


def load_city() -> bool:
    """Fill an empty database; return False and change nothing where somebody already is."""
    if Account.objects.exists():
        return False
    with transaction.atomic():
        places = _load_places()
        units = _load_units(places)
        _load_accounts(units, places)
    return True


def rows(name: str) -> Iterator[list[str]]:
    """Yield the rows of a data file of the city, padded so that missing last fields are empty."""
    for line in (FOLDER / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield [*line.split("\t"), *[""] * 8]


def _load_places() -> dict[str, Place]:
    places: dict[str, Place] = {}
    for code, name, short, parent, *_more in rows("places.tsv"):
        places[code] = Place.objects.create(code=code, name=name, short_name=short, parent=places.get(parent))
    return places


def _load_units(places: dict[str, Place]) -> dict[str, Unit]:
    units: dict[str, Unit] = {}
    for id_, name, short, house, place, parent, government, duties, *_more in rows("units.tsv"):
        units[id_] = Unit.objects.create(
            name=name,
            short_name=short,
            house=house,
            place=places[place],
            parent=units.get(parent),
            is_government=government == "1",
            duties=duties,
        )
    return units


def _load_accounts(units: dict[str, Unit], places: dict[str, Place]) -> dict[str, Account]:
    accounts: dict[str, Account] = {}
    since = timezone.localdate() - timedelta(days=400)
    for username, name, _what, grants, *_more in rows("accounts.tsv"):
        account = Account.objects.create_user(username, PASSWORD, name=name)
        for grant in grants.split():
            role, where = grant.split("@")
            RoleGrant.objects.create(
                account=account, role=role, unit=units.get(where), place=places.get(where), valid_from=since
            )
        accounts[username] = account
    return accounts
