"""Hashes of events: a canonical form, a chain per stream, a Merkle root per day. Pure.

The script for outsiders repeats it.

Payloads hold strings, whole numbers, booleans, lists and objects only (no fractions: two databases print them apart).
"""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

import msgspec

START = "0" * 64  # what the first event of a stream, and the first seal, points back to


_ENCODER = msgspec.json.Encoder(order="sorted")


def canonical(value: object) -> bytes:
    """Return the one JSON form of a value: keys sorted, no white space, UTF-8.

    The same bytes as the standard library's `json.dumps(value, ensure_ascii=False, sort_keys=True,
    separators=(",", ":"))`, with which outsiders check (`check_receipt.py`), and several times as fast.
    """
    return _ENCODER.encode(value)


def moment(at: datetime) -> str:
    """Return a moment as events hash it: UTC with microseconds."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")[:26] + "Z"


def event_hash(
    *,
    stream: str,
    stream_key: str,
    position: int,
    type: str,  # noqa: A002  the name of the column
    payload_version: int,
    payload: object,
    actor: str,
    acting_for: str,
    at: datetime,
    previous_hash: str,
) -> str:
    """Return the hash of an event as 64 hex digits."""
    return hash_of_text(
        stream=stream,
        stream_key=stream_key,
        position=position,
        type=type,
        payload_version=payload_version,
        payload=canonical(payload),
        actor=actor,
        acting_for=acting_for,
        at=moment(at),
        previous_hash=previous_hash,
    )


def hash_of_text(
    *,
    stream: str,
    stream_key: str,
    position: int,
    type: str,  # noqa: A002  the name of the column
    payload_version: int,
    payload: bytes,
    actor: str,
    acting_for: str,
    at: str,
    previous_hash: str,
) -> str:
    """Return the hash of an event whose payload and moment are there in the form that is hashed."""
    held = msgspec.Raw(payload)
    told = [stream, stream_key, position, type, payload_version, held, actor, acting_for, at, previous_hash]
    return hashlib.sha256(_ENCODER.encode(told)).hexdigest()


def note_digest(salt: str, body: str) -> str:
    """Return the salted digest by which an event names a note."""
    return hashlib.sha256(f"{salt}\n{body}".encode()).hexdigest()


def merkle_root(hashes: Sequence[str]) -> str:
    """Return the root over hashes in order (RFC 6962: leaf and node hashes differ); of none, the hash of nothing."""
    if not hashes:
        return hashlib.sha256(b"").hexdigest()
    level = [_leaf(value) for value in hashes]
    while len(level) > 1:
        level = [_pair(level, index) for index in range(0, len(level), 2)]
    return level[0].hex()


def merkle_path(hashes: Sequence[str], index: int) -> tuple[tuple[str, str], ...]:
    """Return the siblings from a leaf up to the root: (`left` or `right`, hash); what a receipt carries."""
    level = [_leaf(value) for value in hashes]
    path = []
    while len(level) > 1:
        sibling = index ^ 1
        if sibling < len(level):
            path.append(("left" if sibling < index else "right", level[sibling].hex()))
        level = [_pair(level, at) for at in range(0, len(level), 2)]
        index //= 2
    return tuple(path)


def root_of_path(value: str, path: Iterable[tuple[str, str]]) -> str:
    """Return the root that a leaf and its siblings lead to."""
    node = _leaf(value)
    for side, sibling in path:
        other = bytes.fromhex(sibling)
        node = _node(other, node) if side == "left" else _node(node, other)
    return node.hex()


def seal_hash(*, day: str, first_event: int, last_event: int, count: int, root: str, previous_hash: str) -> str:
    """Return the hash of a day's seal."""
    return hashlib.sha256(canonical([day, first_event, last_event, count, root, previous_hash])).hexdigest()


def _leaf(value: str) -> bytes:
    return hashlib.sha256(b"\x00" + bytes.fromhex(value)).digest()


def _node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def _pair(level: Sequence[bytes], index: int) -> bytes:
    """Two neighbours give their node; a last one without a neighbour goes up as it is."""
    return _node(level[index], level[index + 1]) if index + 1 < len(level) else level[index]
