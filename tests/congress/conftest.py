"""A seated congress for the tests of this folder."""

import pytest
from tests.cast import Cast
from tests.congress.seated import Seated, seated


@pytest.fixture
def town(people: Cast) -> Seated:
    return seated(people)
