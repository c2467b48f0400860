"""What the public is given (公开内容): values that were let through, and nothing else.

A value that is not shown is empty here: whoever draws a page cannot show more than it is handed.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone

from huiyin.congress.letter_text import without_marks
from huiyin.policy.model import Names

NO_NAMES = Names("", "")
KEPT = ("kept", "exceeded")


@dataclass(frozen=True, slots=True)
class Named:
    """A unit or a delegation: the key of its page, and its name."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Signer:
    """A deputy who filed or co-signed, with the delegation of that day."""

    name: str
    delegation: Named | None = None


@dataclass(frozen=True, slots=True)
class PublicReply:
    """An issued reply; its text has the marks of emphasis (`congress.letter_text`) by which pages set it."""

    text: str
    number: str
    on: date | None
    unit: str
    outcome: Names

    @property
    def plain(self) -> str:
        """Its words without marks, for data and search."""
        return without_marks(self.text)


@dataclass(frozen=True, slots=True)
class Grade:
    """What a deputy found of a round of handling; codes, "" where it was not asked."""

    round: int
    attitude: str
    result: str
    on: date


@dataclass(frozen=True, slots=True)
class Progress:
    """Figures of the last report: what is reached of what is aimed at, and as of when."""

    value: Decimal | None
    target: Decimal | None
    relation: str
    unit: str
    on: date | None


@dataclass(frozen=True, slots=True)
class Mark:
    """That something is not shown (说明): `withheld`, `withdrawn` or `resting`, of what year, why, by whom, when."""

    key: str
    kind: str
    mark: str
    reason: str
    words: str
    unit: str
    on: date
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One case as the public sees it.

    `light` is a light's code, "" where the state is not shown; `stage` and `outcome` are names of the policy. `place`
    is where its words stand in a report that is public: key of the report, start, end. `made_in` is the key of the
    item in whose reply it was promised; `rolled` says that a promise came over from the year before (续办).
    """

    key: str
    kind: str
    year: int | None
    shows: frozenset[str]
    changed_at: datetime
    released_at: datetime
    number: str = ""
    title: str = ""
    meeting: str = ""
    filers: tuple[Signer, ...] = ()
    cosigners: tuple[Signer, ...] = ()
    text: tuple[str, ...] = ()
    lead: Named | None = None
    co: tuple[Named, ...] = ()
    stage: Names = NO_NAMES
    closed: bool = False
    light: str = ""
    provisional: bool = False
    outcome: Names = NO_NAMES
    outcome_code: str = ""
    due_on: date | None = None
    progress: Progress | None = None
    said: str = ""
    replies: tuple[PublicReply, ...] = ()
    grades: tuple[Grade, ...] = ()
    place: tuple[str, int, int] | None = None
    made_in: str = ""
    rolled: bool = False
    promises: tuple[str, ...] = field(default=())

    @property
    def changed_on(self) -> date:
        """The local day of the last change."""
        return timezone.localdate(self.changed_at)

    @property
    def replied_on(self) -> date | None:
        """The day of the last reply that is shown."""
        return max((reply.on for reply in self.replies if reply.on), default=None)

    def words(self) -> str:
        """Return all that is shown of it as one text; what search looks through."""
        people = [each.name for each in (*self.filers, *self.cosigners)]
        units = [each.name for each in (*((self.lead,) if self.lead else ()), *self.co)]
        replies = [f"{each.number} {each.plain}" for each in self.replies]
        return "\n".join((self.number, self.title, self.meeting, *people, *units, *self.text, self.said, *replies))


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a report, by its place in the text."""

    start: int
    end: int
    level: int


@dataclass(frozen=True, slots=True)
class Report:
    """A report that is public, whole; `promises` are its commitments that are public, `checkable` how many it makes.

    `vague` are those of its confirmed commitments that give nothing to check them by; `achieved` are the places where
    it tells of what was done, as they were read.
    """

    key: str
    title: str
    publisher: str
    on: date | None
    year: int | None
    text: str
    headings: tuple[Heading, ...]
    promises: tuple[tuple[int, int, str], ...]
    checkable: int
    vague: int
    changed_at: datetime
    achieved: tuple[tuple[int, int], ...] = ()
