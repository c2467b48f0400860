"""Loads the fictional city into an empty database, in one transaction."""

from datetime import timedelta

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from huiyin.demo.city.briefings import load_briefings
from huiyin.demo.city.files import rows
from huiyin.demo.city.inquiries import load_inquiries
from huiyin.demo.city.last_year import load_last_year
from huiyin.demo.city.publication import load_publication
from huiyin.demo.city.questions import load_questions
from huiyin.demo.city.records import load_records
from huiyin.demo.city.seats import TERM, load_seats
from huiyin.demo.city.session import load_sessions
from huiyin.demo.city.steps import City
from huiyin.demo.city.suggestions import load_suggestions
from huiyin.demo.city.year import load_year
from huiyin.ledger.models import Notice
from huiyin.ledger.seals import seal_missed
from huiyin.people.models import Account, Place, RoleGrant, Unit

PASSWORD = "yunting-2026"  # noqa: S105  of the demo, printed at its start, on loopback only


def load_city() -> bool:
    """Fill an empty database; return False and change nothing where somebody already is."""
    if Account.objects.exists():
        return False
    with transaction.atomic():
        places = _load_places()
        units = _load_units(places)
        accounts = _load_accounts(units, places)
        city = City(places, units, accounts, timezone.now())
        load_last_year(city)
        load_year(city)
        load_sessions(city, load_seats(city))
        load_records(city)
        load_questions(city)
        load_inquiries(city)
        load_suggestions(city)
        load_briefings(city)
        load_publication(city)
    Notice.objects.filter(at__lt=timezone.now() - timedelta(days=9)).update(read_at=timezone.now())
    seal_missed(today=timezone.localdate())
    return True


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
    since = TERM
    hashed = make_password(PASSWORD)  # once: a good hash takes its time, and everybody's password is the same
    for username, name, _what, grants, *_more in rows("accounts.tsv"):
        account = Account.objects.create(username=username, password=hashed, name=name)
        for grant in grants.split():
            role, where = grant.split("@")
            RoleGrant.objects.create(
                account=account, role=role, unit=units.get(where), place=places.get(where), valid_from=since
            )
        accounts[username] = account
    return accounts
