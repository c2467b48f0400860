"""The golden files: markup, compiled readings and the sample texts agree with each other."""

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest

from huiyin.demo import texts

HERE = Path(__file__).parent
NAMES = [path.stem for path in texts()]


def load_compiler() -> ModuleType:
    """Load compile.py, which is a script and no package member."""
    spec = importlib.util.spec_from_file_location("golden_compile", HERE / "compile.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


compiler = load_compiler()


def test_every_sample_text_has_a_golden_reading() -> None:
    """Texts, markup and compiled files have the same names."""
    assert sorted(path.stem for path in HERE.glob("*.json")) == NAMES
    assert sorted(path.stem for path in (HERE / "src").glob("*.ann")) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_the_compiled_file_is_what_the_markup_gives(name: str) -> None:
    """Nobody edits the JSON by hand, nor a text without its markup."""
    result, _, _ = compiler.compiled(name)
    assert (HERE / f"{name}.json").read_text(encoding="utf-8") == result


@pytest.mark.parametrize("name", NAMES)
def test_spans_are_ordered_disjoint_and_inside_their_statement(name: str) -> None:
    """Statements follow each other; figures and names lie within them and do not overlap their own kind."""
    golden = json.loads((HERE / f"{name}.json").read_text(encoding="utf-8"))
    end = 0
    for statement in golden["statements"]:
        assert end <= statement["start"] < statement["end"]
        end = statement["end"]
        for key in ("measures", "mentions"):
            at = statement["start"]
            for span in statement[key]:
                assert at <= span["start"] < span["end"] <= statement["end"]
                at = span["end"]


@pytest.mark.parametrize("path", texts(), ids=lambda path: path.stem)
def test_each_sample_says_that_it_is_invented(path: Path) -> None:
    """No reader can take a sample for a real document."""
    last = path.read_text(encoding="utf-8").rstrip().splitlines()[-1]
    assert "虚构" in last


@pytest.mark.parametrize(
    "line",
    [
        "R|市政府|past",
        "X|市政府|past|工业增长",
        "R|市政府|soon|工业增长",
        "R||past|工业增长",
        "R|-|past| 工业增长",
        "R|-|past|工业增长{m:5%|5|%|=}",
        "R|-|past|工业增长{m:5%|五|%|=|change}",
        "R|-|past|{village:石鼓村}建成",
        "R|-|past|{place:石鼓村建成",
    ],
    ids=["short", "kind", "period", "speaker", "blank", "measure", "value", "type", "brace"],
)
def test_markup_that_breaks_the_grammar_is_refused(line: str) -> None:
    """A slip in the markup stops the compiler instead of making a wrong file."""
    with pytest.raises(compiler.MarkupError):
        compiler.parse_line(line)


def test_marks_become_offsets_in_code_points() -> None:
    """A character beyond the BMP counts as one."""
    marked = compiler.parse_line("R|-|past|{place:𣲗溪村}增收{m:5%|5|%|=|change}")
    assert marked.text == "𣲗溪村增收5%"
    assert marked.placed(10) == {
        "start": 10,
        "end": 17,
        "kind": "achievement",
        "speaker": None,
        "period": "past",
        "measures": [{"start": 15, "end": 17, "value": 5, "unit": "%", "relation": "=", "role": "change"}],
        "mentions": [{"start": 10, "end": 13, "type": "place"}],
    }
