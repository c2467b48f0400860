"""A city beside another, written once for each file of tests that asks for them."""

from collections.abc import Iterator
from copy import deepcopy
from typing import TYPE_CHECKING, Any

import pytest
from django.db import transaction

if TYPE_CHECKING:
    from tests.web.world import World


@pytest.fixture(scope="module")
def whole_world(django_db_setup: None, django_db_blocker: Any) -> "Iterator[World]":
    """Write two cities once for this file; each test takes back what it does to them."""
    from tests.web.world import worlds

    with django_db_blocker.unblock(), transaction.atomic():
        yield worlds()
        transaction.set_rollback(True)


@pytest.fixture
def world(whole_world: "World", db: None) -> "World":
    return deepcopy(whole_world)
