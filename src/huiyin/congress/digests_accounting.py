"""The account of a digest (简报不漏一句): a confirmed statement is used, left out with a reason, or open. Pure."""

from collections.abc import Collection
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Account:
    """What became of the confirmed statements; `total` is always `used` + `left` + `open`.

    `stale` are used or left out, but no longer confirmed: they count nowhere, and no digest is issued with one in it.
    """

    used: frozenset[int]
    left: frozenset[int]
    open: frozenset[int]
    stale: frozenset[int]

    @property
    def total(self) -> int:
        """How many statements are confirmed."""
        return len(self.used) + len(self.left) + len(self.open)

    @property
    def out(self) -> int:
        """How many are not in the digest, decided or not."""
        return len(self.left) + len(self.open)


def account(pool: Collection[int], used: Collection[int], left: Collection[int]) -> Account:
    """Return the account of the confirmed statements `pool`; what is both used and left out counts as used."""
    confirmed, taken = frozenset(pool), frozenset(used)
    put_off = frozenset(left) - taken
    return Account(
        used=confirmed & taken,
        left=confirmed & put_off,
        open=confirmed - taken - put_off,
        stale=(taken | put_off) - confirmed,
    )
