"""Options whose values are codes of a reading, and are called something in Chinese and English."""

from collections.abc import Iterable
from typing import Any

import click

from huiyin.render.words import ngettext

SHORTEST = 2  # characters of a name that stand for the whole of it


class CodeOrName(click.Choice[str]):
    """A code of a reading; its Chinese or English name is taken as well, and a part that only one name has."""

    def __init__(self, group: str, codes: Iterable[str]) -> None:
        super().__init__([str(code) for code in codes])
        self.group = group

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the code; anything else fails as a choice does, with codes and names."""
        if value in self.choices:
            return super().convert(value, param, ctx)
        code = self._code_of(str(value))
        if code is None:
            known = ", ".join(self._shown())
            said = ngettext("{value!r} is not {choice}.", "{value!r} is not one of {choices}.", 2)
            self.fail(said.format(value=value, choice=known, choices=known), param, ctx)
        return code

    def _code_of(self, word: str) -> str | None:
        from huiyin.render.words import LANGUAGES, Names

        names = Names()
        code = names.code_of(self.group, word)
        if code is not None or len(word) < SHORTEST:
            return code
        table = names.table(self.group)
        near = [
            each
            for each in self.choices
            if any(word.casefold() in str(table.get(each, {}).get(language, "")).casefold() for language in LANGUAGES)
        ]
        return near[0] if len(near) == 1 else None

    def _shown(self) -> list[str]:
        """Return each code, with its Chinese name where Chinese is spoken."""
        from huiyin.render.words import Names, language

        names = Names()
        return [f"{each}（{names.of(self.group, each)}）" if language() == "zh" else each for each in self.choices]
