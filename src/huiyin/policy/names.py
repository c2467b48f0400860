"""What the codes of policies are called: roles, hands, needs, outcomes, lights, units of time; data, not messages."""

import tomllib
from functools import cache
from pathlib import Path

from huiyin.policy.model import Names

FILE = Path(__file__).parent / "names.toml"


@cache
def groups() -> dict[str, dict[str, Names]]:
    """Return the names of all codes by group: `case_type`, `role`, `hand`, `need`, `outcome`, `light`, `unit` …"""
    raw = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return {group: {code: Names(**held) for code, held in table.items()} for group, table in raw.items()}


def codes(group: str) -> tuple[str, ...]:
    """Return the codes of a group in their order."""
    return tuple(groups().get(group, ()))


def name_of(group: str, code: str) -> Names:
    """Return what a code is called; one without a name is its own."""
    return groups().get(group, {}).get(code) or Names(code, code)
