"""The one error hierarchy: a stable code, plain values, and no words for people (faces translate codes)."""

from collections.abc import Iterable


class HuiyinError(Exception):
    """Something the user or operator can mend.

    Args:
        code: stable dotted name of the fact, for instance `source.encrypted`; faces look up the sentence by it.
        values: plain values that the sentence needs (a path, a limit, a line number); never personal data.
    """

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code, values)
        self.code = code
        self.values = values
        self.others: tuple[HuiyinError, ...] = ()  # what else is wrong with the same (`refuse`)

    def __str__(self) -> str:
        details = ", ".join(f"{key}={value!r}" for key, value in self.values.items())
        return f"{self.code}: {details}" if details else self.code


class ReadingError(HuiyinError):
    """A text, a file or a lexicon cannot be read."""


class PolicyError(HuiyinError):
    """A policy, or a notice of days off, cannot be used; `path`, `line` and `key` say where."""


class EngineError(HuiyinError):
    """Another reader behind the `Reader` protocol gave no usable answer."""


class PeopleError(HuiyinError):
    """An account, a unit, a role or the vault does not allow what was asked."""


class LedgerError(HuiyinError):
    """A source, a case or an event does not allow what was asked."""


class CongressError(HuiyinError):
    """A congress, a session, a roster, a meeting or what a deputy files does not allow what was asked."""


class StaleWrite(LedgerError):  # noqa: N818  names the fact
    """Somebody else has since changed what this write was made for; `code` is `stale`, `found` the present version."""


class StepRefused(LedgerError):  # noqa: N818  names the fact
    """The policy refuses a step; `code` is `step.` and the refusal's code, the values are the refusal's."""


class SecretText(CongressError, LedgerError, PeopleError, ReadingError):  # noqa: N818  names the fact
    """A text bears a mark of secrecy; `code` is `text.secret`.

    It is a refusal of whichever app the words came in by, so that each face shows it where it shows that app's own.
    """


def refuse(faults: Iterable[HuiyinError]) -> None:
    """Raise the first of all that is wrong with something, the others with it; do nothing where nothing is."""
    found = tuple(faults)
    if found:
        found[0].others = found[1:]
        raise found[0]
