"""A place with public pages, written once for each file of tests that asks for it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
from django.db import transaction

if TYPE_CHECKING:
    from tests.congress.published import Published


@pytest.fixture(scope="module")
def whole_place(django_db_setup: None, django_db_blocker: Any) -> "Iterator[Published]":
    """Write the place once for this file; each test takes back what it does to it."""
    from tests.cast import cast
    from tests.congress.published import published

    with django_db_blocker.unblock(), transaction.atomic():
        yield published(cast())
        transaction.set_rollback(True)


@pytest.fixture
def place(whole_place: "Published", db: None) -> "Published":
    return whole_place
