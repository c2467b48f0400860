"""What all tests need: the catalogue of messages compiled, and one language whatever the machine's locale."""

import os
import sys
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hypothesis import settings

if TYPE_CHECKING:
    from tests.cast import Cast
    from tests.congress.published import Published

settings.register_profile("huiyin", deadline=None)  # nothing is timed in tests: a busy machine proves nothing
settings.load_profile("huiyin")

EARLY = (  # what takes long, or makes what others wait for (a filled city), all with databases of their own
    "tests/demo/test_city.py",
    "tests/site/test_backup.py",
    "tests/site/test_serve.py",
    "tests/browser/test_journey.py",
    "tests/reliability/test_disk_full.py",
    "tests/reliability/test_killed_",
)
LOCALE = Path(__file__).parent.parent / "src" / "huiyin" / "locale"

# Hundreds of our own processes are started, and those of pytest-xdist: each would compile package and tests anew.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

os.environ["HUIYIN_LANG"] = "zh"  # before anything of ours is imported: help texts are made then


def compile_catalogues() -> None:
    """Compile the catalogues that are older than their sources; several test processes may do so at once."""
    for source in LOCALE.glob("*/LC_MESSAGES/*.po"):
        compiled = source.with_suffix(".mo")
        if compiled.exists() and compiled.stat().st_mtime >= source.stat().st_mtime:
            continue
        part = compiled.with_suffix(f".{os.getpid()}.part")
        with source.open("rb") as po, part.open("wb") as mo:
            write_mo(mo, read_po(po, locale=source.parts[-3]))
        part.replace(compiled)


compile_catalogues()  # now, because collecting tests already loads them


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the longest, in one process, so that none waits for another's city or is left alone at the end."""
    items.sort(key=lambda item: not item.nodeid.startswith(EARLY))


@pytest.fixture
def people(db: None) -> "Cast":
    """The fictional city with one person per role (tests/cast.py)."""
    from tests.cast import cast

    return cast()


@pytest.fixture(scope="module")
def whole_place(django_db_setup: None, django_db_blocker: Any) -> "Iterator[Published]":
    """Write the place once for this file; each test takes back what it does to it."""
    from django.db import transaction
    from tests.cast import cast
    from tests.congress.published import published

    with django_db_blocker.unblock(), transaction.atomic():
        yield published(cast())
        transaction.set_rollback(True)


@pytest.fixture
def place(whole_place: "Published", db: None) -> "Published":
    """Return the place with something public in it, of which nothing is kept in memory yet."""
    from django.core.cache import cache

    from huiyin.congress import public

    public.forget()
    cache.clear()
    return deepcopy(whole_place)


@pytest.fixture(scope="session")
def city_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a home with the fictional city loaded, made once for all test processes; take a copy to change it."""
    from tests.demo.loaded import loaded_home

    return loaded_home(tmp_path_factory.getbasetemp())


@pytest.fixture(scope="session", autouse=True)
def emptied_between_tests() -> None:
    """Let tests that commit empty the tables of what is only added to (tests/flushing.py)."""
    from django.contrib.contenttypes.management import create_contenttypes
    from django.db import connection
    from django.db.models.signals import post_migrate
    from tests.flushing import flush_all

    flush_all(type(connection.ops))
    # Each emptying would write the rights of Django's own admin anew, which nothing here asks for.
    post_migrate.disconnect(dispatch_uid="django.contrib.auth.management.create_permissions")
    post_migrate.disconnect(create_contenttypes)
