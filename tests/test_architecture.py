"""What docs/architecture.md says of the code is there."""

import importlib
import re
from pathlib import Path

import pytest

PAGE = Path(__file__).resolve().parents[1] / "docs" / "architecture.md"
DOTTED = sorted(set(re.findall(r"`(huiyin(?:\.\w+)+)`", PAGE.read_text(encoding="utf-8"))))


def find(dotted: str) -> object:
    """Return the module or the attribute of a module that a dotted name means."""
    try:
        return importlib.import_module(dotted)
    except ModuleNotFoundError:
        module, _, attribute = dotted.rpartition(".")
        return getattr(importlib.import_module(module), attribute)


@pytest.mark.parametrize("dotted", DOTTED)
def test_every_dotted_name_exists(dotted: str) -> None:
    """A module or function that the page names can be imported."""
    assert find(dotted) is not None


def test_every_package_has_its_line() -> None:
    """No package of `src/huiyin` is left out of the table."""
    package = Path(str(importlib.import_module("huiyin").__file__)).parent
    packages = {f"huiyin.{entry.parent.name}" for entry in package.glob("*/__init__.py")}
    assert packages <= set(DOTTED)
