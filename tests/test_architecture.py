"""What the pages for those who change the code say of it is there: modules, functions, files, targets, commands."""

import importlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from huiyin.cli import COMMANDS

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "huiyin"
PAGES = [
    *("docs/architecture.md", "docs/reader.md", "docs/pages.md", "docs/security.md", "CONTRIBUTING.md"),
    *("docs/policies.md", "docs/policies.zh-CN.md", "src/huiyin/locale/README.md"),
]
ROOTS = ("src", "tests", "docs", "tools", "bench", "requirements")
FILE = re.compile(r"[\w.*-]+(?:/[\w.*-]+)*\.(?:py|toml|tsv|md|html|css|js|json|docx|po|pot|mo)")
# Names of files that a reader of the page makes, or that stand for any of a kind.
MADE = {"commitment.general.toml", "YYYY.toml", "TYPE.general.toml", "CODE.docx", "NAME.ann"}


def page(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def quoted(name: str) -> Iterator[str]:
    """Yield what stands between backticks, blocks of code left out."""
    yield from re.findall(r"`([^`\n]+)`", re.sub(r"```.*?```", "", page(name), flags=re.DOTALL))


def find(dotted: str) -> object:
    """Return the module or the attribute of a module that a dotted name means."""
    try:
        return importlib.import_module(dotted)
    except ModuleNotFoundError as error:
        if error.name is None or not dotted.startswith(error.name):
            raise
        module, _, attribute = dotted.rpartition(".")
        return getattr(find(module), attribute)


def dotted_names() -> Iterator[tuple[str, str]]:
    for name in PAGES:
        told = {each for code in quoted(name) for each in re.findall(r"\bhuiyin(?:\.\w+)+", code)}
        for picture in re.findall(r"```mermaid\n(.*?)```", page(name), flags=re.DOTALL):
            told |= set(re.findall(r"\bhuiyin(?:\.\w+)+", picture))
            short = re.findall(r"(?<![\w.])(?!huiyin\b)[a-z]\w*(?:\.[a-z]\w*)+", picture)
            told |= {f"huiyin.{each}" for each in short}
        yield from ((name, each) for each in sorted(told) if FILE.fullmatch(each) is None)


def modules_of_the_reader() -> Iterator[str]:
    """Yield the bare names of modules in the table of steps of the page about the reader."""
    for line in page("docs/reader.md").splitlines():
        cells = line.split("|")
        if len(cells) == 5 and "Module of" not in cells[2]:
            yield from re.findall(r"`([a-z_]+)`", cells[2])


def files() -> Iterator[tuple[str, str]]:
    for name in PAGES:
        for code in quoted(name):
            inside = FILE.fullmatch(code) or (
                re.fullmatch(r"[\w.*/-]+", code) and code.split("/")[0] in ROOTS and "/" in code
            )
            if inside and code.rpartition("/")[2] not in MADE:
                yield name, code


@pytest.mark.parametrize(("name", "dotted"), list(dotted_names()))
def test_every_dotted_name_exists(name: str, dotted: str) -> None:
    """A module or function that a page names can be imported."""
    assert find(dotted) is not None


@pytest.mark.parametrize("module", sorted(set(modules_of_the_reader())))
def test_every_module_of_the_reader_exists(module: str) -> None:
    """The steps of the reader are the modules that do them."""
    assert find(f"huiyin.reading.{module}")


@pytest.mark.parametrize(("name", "path"), sorted(set(files())))
def test_every_file_exists(name: str, path: str) -> None:
    """A file or folder is there: from the root, from the package, or, said by its name alone, anywhere."""
    bare = "/" not in path
    places = [ROOT, SOURCE.parent, SOURCE, SOURCE / "reading", SOURCE / "web" / "templates", (ROOT / name).parent]
    assert any(any(place.glob(path)) for place in places) or (bare and any(SOURCE.rglob(path)))


@pytest.mark.parametrize("name", PAGES)
def test_every_target_and_command_exists(name: str) -> None:
    """`make X` is a target, `huiyin X` a command."""
    targets = set(re.findall(r"^([a-z-]+):", page("Makefile"), re.MULTILINE))
    told = " \n ".join(quoted(name)) + "\n" + "\n".join(re.findall(r"^    .*$", page(name), re.MULTILINE))
    assert set(re.findall(r"(?:^|\s)make ([a-z][a-z-]+)", told)) <= targets
    assert set(re.findall(r"(?:^|[\s/])huiyin ([a-z]+)\b", told)) <= set(COMMANDS)


def test_every_package_has_its_line() -> None:
    """No package of `src/huiyin` is left out of the table, nor of the picture."""
    packages = {f"huiyin.{entry.parent.name}" for entry in SOURCE.glob("*/__init__.py")}
    table = page("docs/architecture.md").split("## The packages", 1)[1].split("\n## ", 1)[0]
    picture = page("docs/architecture.md").split("```mermaid", 1)[1].split("```", 1)[0]
    assert {each for each in packages if f"| `{each}` |" not in table} == set()
    assert {each for each in packages if not re.search(rf"{re.escape(each)}\b", picture)} == set()
