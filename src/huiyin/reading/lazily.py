"""Patterns that are compiled when first asked for: a report needs few of those for letters and articles."""

import re
from typing import Any, cast

_ASKED = ("search", "match", "fullmatch", "finditer", "findall", "sub", "split", "pattern")


class _Lazy:
    def __init__(self, pattern: str) -> None:
        self._pattern = pattern

    def __getattr__(self, name: str) -> Any:
        """Compile, and from then on be asked as quickly as the pattern itself."""
        compiled = re.compile(self._pattern)
        for each in _ASKED:
            setattr(self, each, getattr(compiled, each))
        return getattr(compiled, name)


def lazily(pattern: str) -> re.Pattern[str]:
    """Return what is used as `re.compile(pattern)`; a fault in the pattern shows when it is first used."""
    return cast("re.Pattern[str]", _Lazy(pattern))
