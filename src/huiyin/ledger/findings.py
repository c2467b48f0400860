"""Figures and names that a person gives a statement (量值、名称): each must stand in its passage."""

from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from huiyin.errors import LedgerError
from huiyin.reading import MentionType
from huiyin.reading.fold import fold
from huiyin.reading.validate import RELATIONS, ROLES

BY_HAND = "hand"  # the rule of what a person found


def place_of(words: str, text: str, start: int, end: int, taken: Iterable[tuple[int, int]] = ()) -> tuple[int, int]:
    """Return where words stand in a passage, the first place that is not taken.

    Raises:
        LedgerError: `review.words_absent` (with `words`): the passage has none of them, or none that is free.
    """
    used = tuple(taken)
    at = text.find(words, start, end) if words else -1
    while at >= 0:
        if not any(at < last and first < at + len(words) for first, last in used):
            return at, at + len(words)
        at = text.find(words, at + 1, end)
    raise LedgerError("review.words_absent", words=words)


def measure(told: Mapping[str, Any], text: str, start: int, end: int) -> dict[str, Any]:
    """Return a figure as statements hold it.

    Args:
        told: `start`, `end`, `value`, `unit`, `relation`, `role`, `subject`, and `rule` where the machine found it.
    Raises:
        LedgerError: `review.value`, `review.unit_absent`, `review.relation`, `review.role`, `review.words_absent`.
    """
    first, last = int(told["start"]), int(told["end"])
    words = text[first:last]
    if not start <= first < last <= end:
        raise LedgerError("review.words_absent", words=words)
    unit, subject = str(told["unit"]).strip(), str(told["subject"]).strip()
    if unit and unit not in fold(words) and unit not in words:
        raise LedgerError("review.unit_absent", unit=unit, words=words)
    if told["relation"] not in RELATIONS:
        raise LedgerError("review.relation", given=told["relation"])
    if told["role"] not in ROLES:
        raise LedgerError("review.role", given=told["role"])
    if subject and subject not in text[start:end]:
        raise LedgerError("review.words_absent", words=subject)
    return {
        "start": first,
        "end": last,
        "text": words,
        "value": _number(str(told["value"])),
        "unit": unit,
        "relation": told["relation"],
        "role": told["role"],
        "subject": subject,
        "rule": told.get("rule") or BY_HAND,
    }


def mention(told: Mapping[str, Any], text: str, start: int, end: int) -> dict[str, Any]:
    """Return a name as statements hold it.

    Raises:
        LedgerError: `review.type`, `review.words_absent`.
    """
    first, last = int(told["start"]), int(told["end"])
    if not start <= first < last <= end:
        raise LedgerError("review.words_absent", words=text[first:last])
    if told["type"] not in set(MentionType):
        raise LedgerError("review.type", given=told["type"])
    rule = told.get("rule") or BY_HAND
    return {"start": first, "end": last, "text": text[first:last], "type": str(told["type"]), "rule": rule}


def _number(value: str) -> str:
    """Return an amount as figures keep it; full-width digits are taken too."""
    plain = value.strip().translate(str.maketrans("０１２３４５６７８９．－", "0123456789.-")).replace(",", "")
    try:
        number = Decimal(plain)
    except InvalidOperation as error:
        raise LedgerError("review.value", given=value) from error
    if not number.is_finite() or len(plain) > 40:
        raise LedgerError("review.value", given=value)
    return format(number, "f")
