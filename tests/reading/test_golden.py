"""The samples against their golden readings: scores with floors, and the whole reading as it was last looked at."""

import importlib.util
import json
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

from huiyin.demo import texts
from huiyin.reading import read
from huiyin.scoring import NAMES

GOLDEN = Path(__file__).parents[1] / "golden"
MEND = "rules changed: run `python -m tests.golden.update` and look at the difference before you commit it"


def load_updater() -> ModuleType:
    """Load update.py, which is a script and no package member."""
    spec = importlib.util.spec_from_file_location("golden_update", GOLDEN / "update.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


updater = load_updater()
FLOORS: dict[str, dict[str, float]] = tomllib.loads((GOLDEN / "floors.toml").read_text(encoding="utf-8"))


def test_every_sample_has_floors_and_a_reading() -> None:
    """No sample, no figure is left out; no file is left over."""
    names = [path.stem for path in texts()]
    assert sorted(FLOORS) == names
    assert {tuple(floors) for floors in FLOORS.values()} == {NAMES}
    assert sorted(path.stem for path in (GOLDEN / "readings").glob("*.json")) == names


@pytest.mark.parametrize("path", texts(), ids=lambda path: path.stem)
def test_no_score_falls_below_its_floor(path: Path) -> None:
    """A lower floor needs its reason in floors.toml."""
    today = updater.figures(path)
    below = {name: (today[name], floor) for name, floor in FLOORS[path.stem].items() if today[name] < floor}
    assert not below


@pytest.mark.parametrize("path", texts(), ids=lambda path: path.stem)
def test_the_reading_is_the_one_last_looked_at(path: Path) -> None:
    """Every label, figure, name, rule and offset of the sample is as stored."""
    now = updater.as_lines(read(updater.stored(path)))
    kept = (GOLDEN / "readings" / f"{path.stem}.json").read_text(encoding="utf-8")
    assert now.splitlines() == kept.splitlines(), MEND
    assert now == kept, MEND


@pytest.mark.parametrize("path", texts(), ids=lambda path: path.stem)
def test_a_kept_reading_is_json_of_the_schema(path: Path) -> None:
    """The files can be read by anybody, and cite the sample."""
    kept = json.loads((GOLDEN / "readings" / f"{path.stem}.json").read_text(encoding="utf-8"))
    text = updater.stored(path)
    assert kept["schema"] == "huiyin.reading/1"
    assert kept["source"]["length"] == len(text)
    assert [text[s["start"] : s["end"]] for s in kept["statements"]] == [s["text"] for s in kept["statements"]]


def test_floors_are_never_lowered_by_the_command() -> None:
    """A floor above today's figure stays, with its reason; one below rises to 0.01 under it."""
    path = texts()[0]
    today = updater.figures(path)["kind_accuracy"]
    old = f"[{path.stem}]\nkind_accuracy = 1.5  # held for a reason\nkind_f1 = 0\n"
    new = updater.raised(old)
    assert "kind_accuracy = 1.5  # held for a reason" in new
    floors = tomllib.loads(new)[path.stem]
    assert floors["kind_f1"] <= updater.figures(path)["kind_f1"] - 0.01
    assert today - 0.02 < tomllib.loads(updater.raised(""))[path.stem]["kind_accuracy"] <= today - 0.01
