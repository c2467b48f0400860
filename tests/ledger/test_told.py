"""What `verify` reads of a payload is all that a fold asks for."""

import inspect
import re

from huiyin.ledger import image
from huiyin.ledger.image import PLAIN, Folding, Told

NAMED = re.compile(r'payload(?:\.get\(|\[)"(\w+)"|"(\w+)" in payload')


def test_a_fold_asks_for_nothing_that_is_not_read() -> None:
    """Every name that it looks for in a payload is one of `Told`, and none is there in vain."""
    asked = set(PLAIN)
    for part in (Folding.take, image._part_accepted, image._judged):
        asked |= {one or other for one, other in NAMED.findall(inspect.getsource(part))}
    assert asked == set(Told.__annotations__)
