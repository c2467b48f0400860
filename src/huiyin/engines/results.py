"""What an engine's reading comes with: what was dropped from its answers, and what they cost."""

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from huiyin.reading.model import Reading, Record


class Dropped(Record, frozen=True, gc=False):
    """One thing in an answer that was left out.

    `part` is `statement`, `measure`, `mention` or `speaker`; `reason` is `not_found`, `ambiguous`, `out_of_order`
    or `shape`, or the code of a fault (`huiyin.reading.validate`); `quote` the beginning of the model's words.
    """

    part: str
    reason: str
    quote: str


class Usage(Record, frozen=True, gc=False):
    """What was asked of the server: `uncounted` are the answers whose tokens it did not tell."""

    answers: int = 0
    uncounted: int = 0
    tokens_in: int = 0
    tokens_out: int = 0

    def __add__(self, other: "Usage") -> "Usage":
        return Usage(
            self.answers + other.answers,
            self.uncounted + other.uncounted,
            self.tokens_in + other.tokens_in,
            self.tokens_out + other.tokens_out,
        )


class EngineReading(Record, frozen=True, gc=False):
    """A reading by an engine, held to the text.

    `cost` is in `currency`; None where no prices are set, and too low where `usage.uncounted` is not 0.
    """

    reading: Reading
    model: str
    dropped: tuple[Dropped, ...]
    usage: Usage
    cost: Decimal | None
    currency: str

    @property
    def reasons(self) -> dict[str, int]:
        """How many things were left out for which reason (`measure figure.value`), most frequent first."""
        return dict(Counter(f"{item.part} {item.reason}" for item in self.dropped).most_common())


def cost_of(usage: Usage, price_in: Decimal | None, price_out: Decimal | None) -> Decimal | None:
    """Return what the tokens cost at prices for a million of them, None unless both prices are known."""
    if price_in is None or price_out is None:
        return None
    return (usage.tokens_in * price_in + usage.tokens_out * price_out) / 1_000_000


class Bill(Record, frozen=True, gc=False):
    """What several readings by one engine cost, and how much was left out of its answers for which reason."""

    model: str
    usage: Usage
    cost: Decimal | None
    currency: str
    dropped: dict[str, int]


def bill_of(readings: Sequence[EngineReading]) -> Bill | None:
    """Return what the readings cost together; None where there are none."""
    if not readings:
        return None
    costs = [reading.cost for reading in readings if reading.cost is not None]
    dropped: Counter[str] = Counter()
    for reading in readings:
        dropped.update(reading.reasons)
    return Bill(
        model=readings[0].model,
        usage=sum((reading.usage for reading in readings), Usage()),
        cost=sum(costs, Decimal(0)) if costs else None,
        currency=readings[0].currency,
        dropped=dict(dropped.most_common()),
    )
