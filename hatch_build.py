"""Build hook: compile the message catalogues, so that a wheel speaks Chinese without a build tool at hand.

`python hatch_build.py` compiles them in place (`make catalogues`).
"""

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


def compile_catalogues(root: Path) -> None:
    """Write beside each `src/huiyin/locale/*/LC_MESSAGES/*.po` the `.mo` that gettext reads."""
    for source in Path(root, "src", "huiyin", "locale").glob("*/LC_MESSAGES/*.po"):
        with source.open("rb") as po, source.with_suffix(".mo").open("wb") as mo:
            write_mo(mo, read_po(po, locale=source.parts[-3]))


class CatalogueHook(BuildHookInterface):  # type: ignore[type-arg]  # generic in stubs only
    """Compile the catalogues before anything is packed or linked."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002  hatchling's signature
        """Compile every catalogue; neither kind of build needs anything more."""
        compile_catalogues(Path(self.root))


if __name__ == "__main__":
    compile_catalogues(Path(__file__).parent)
