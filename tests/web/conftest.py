"""A place with public pages, and a city beside another, written once for each file of tests that asks for them."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
from django.db import transaction

if TYPE_CHECKING:
    from tests.congress.published import Published
    from tests.web.world import World


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


@pytest.fixture(scope="module")
def whole_world(django_db_setup: None, django_db_blocker: Any) -> "Iterator[World]":
    """Write two cities once for this file; each test takes back what it does to them."""
    from tests.web.world import worlds

    with django_db_blocker.unblock(), transaction.atomic():
        yield worlds()
        transaction.set_rollback(True)


@pytest.fixture
def world(whole_world: "World", db: None) -> "World":
    return whole_world
