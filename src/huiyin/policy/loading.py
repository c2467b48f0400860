"""Loading a policy: read, built, and checked for misuse before anybody works by it."""

from collections.abc import Iterable
from pathlib import Path

import msgspec

from huiyin.policy.build import build
from huiyin.policy.files import Tables, read, read_text
from huiyin.policy.misuse import check
from huiyin.policy.model import Policy


def load(name_or_path: str | Path, *, folders: Iterable[Path | str] = ()) -> Policy:
    """Return a policy by its name (`commitment.general`) or from a file.

    Args:
        name_or_path: a name is looked for in the folders first, then among the shipped policies.
        folders: a place's own folders.
    Raises:
        PolicyError: what is wrong, with file, line and key.
    """
    return _checked(read(name_or_path, folders))


def load_text(text: str, *, path: str = "", folders: Iterable[Path | str] = ()) -> Policy:
    """Return a policy that is given as the text of a file; `path` is what errors call it."""
    return _checked(read_text(text, path=path, folders=folders))


def to_json(policy: Policy) -> bytes:
    """Return a policy as JSON, to be kept with the cases that began under it."""
    return msgspec.json.encode(policy)


def from_json(kept: bytes | str) -> Policy:
    """Return a policy that was kept as JSON."""
    return msgspec.json.decode(kept, type=Policy)


def _checked(tables: Tables) -> Policy:
    policy = build(tables)
    check(policy, tables)
    return policy
