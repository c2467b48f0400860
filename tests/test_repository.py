"""The repository keeps what it promises: pages agree with each other, locks are whole, no machine leaves a trace."""

import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import huiyin
from huiyin.commands import doctor

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCKS = ("runtime", "build", "dev")
READMES = ("README.md", "README.zh-CN.md")
MODULES = {  # packages whose module has another name
    "ahocorasick-rs": "ahocorasick_rs",
    "argon2-cffi": "argon2",
    "dj-database-url": "dj_database_url",
    "django-allauth": "allauth",
    "django-csp": "csp",
    "django-htmx": "django_htmx",
    "django-ninja": "ninja",
    "django-tasks": "django_tasks",
    "django-tasks-db": "django_tasks_db",
    "pillow": "PIL",
    "pylopdf-fonts-zh-cn": "pylopdf_fonts_zh_cn",
    "pyjwt": "jwt",
    "python-docx": "docx",
}
UNIMPORTED = {"argon2-cffi", "gunicorn", "psycopg", "whitenoise"}  # Django or the server loads them by name
LOCKED = re.compile(r"^(?P<name>[a-z0-9][a-z0-9._-]*)==(?P<version>\S+)", re.MULTILINE)
TRACES = {
    "a path of a machine": re.compile(r"(?<![\w.])/(?:work|root|farm|Users|home/\w+)/"),
    "a package registry": re.compile(r"://[^\s\"]*(?:" + "|".join(("py" + "pi", "npm" + "js", "/simple")) + ")"),
}


def page(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def tracked(*patterns: str) -> list[Path]:
    """The files that git keeps, or a skip where this is no checkout."""
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("not a git checkout: what is tracked cannot be asked")
    listed = subprocess.run(["git", "ls-files", "-z", *patterns], cwd=ROOT, capture_output=True, check=True).stdout
    return [ROOT / name for name in listed.decode().split("\0") if name and (ROOT / name).is_file()]


def is_ours(path: Path) -> bool:
    """Say whether a file is text that we wrote: no picture, no vendored code, no broken file that tests open."""
    inside = path.relative_to(ROOT).parts
    return (
        "vendor" not in inside
        and path.suffix not in {".png", ".bin", ".docx", ".pdf", ".xlsx"}
        and "fuzz" not in inside
    )


@pytest.mark.parametrize("trace", TRACES)
def test_no_file_holds_a_trace_of_a_machine(trace: str) -> None:
    """Nothing that is tracked names a path of somebody's machine or the host of a package registry."""
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in filter(is_ours, tracked())
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1)
        if TRACES[trace].search(line)
    ]
    assert found == []


def test_our_text_files_have_unix_line_ends() -> None:
    """No carriage return, and a newline at the end, except in what the tests open byte for byte."""
    kept = [
        path for path in filter(is_ours, tracked()) if not (path.suffix in {".txt", ".html"} and "tests" in path.parts)
    ]
    odd = [path.name for path in kept if b"\r" in (data := path.read_bytes()) or (data and not data.endswith(b"\n"))]
    assert odd == []


def links() -> Iterator[tuple[Path, str]]:
    for path in tracked("*.md"):
        for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", path.read_text(encoding="utf-8")):
            if "://" not in target:
                yield path, target


def test_every_link_between_pages_leads_somewhere() -> None:
    """A relative link in a page names a file or folder that is here."""
    broken = [
        f"{path.relative_to(ROOT)} -> {target}" for path, target in links() if not (path.parent / target).exists()
    ]
    assert broken == []


def test_the_version_is_said_once() -> None:
    """The package's version is what the build takes, and the changelog has it or announces it."""
    assert PROJECT["tool"]["hatch"]["version"]["path"] == "src/huiyin/__init__.py"
    assert "version" in PROJECT["project"]["dynamic"]
    assert huiyin.__version__ in page("CHANGELOG.md")


def test_the_lowest_python_is_the_same_everywhere() -> None:
    """Package, type checker, linter, the script that makes the environment and both READMEs name one version."""
    lowest = PROJECT["project"]["requires-python"].removeprefix(">=")
    assert PROJECT["tool"]["mypy"]["python_version"] == lowest
    assert PROJECT["tool"]["ruff"]["target-version"] == "py" + lowest.replace(".", "")
    assert f"({lowest.replace('.', ', ')})" in page("tools/venv.sh")
    for readme in READMES:
        assert f"Python {lowest}" in page(readme)


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_requirement_has_hashes(lock: str) -> None:
    """Each entry is one version with at least one SHA-256; there are no addresses and no options."""
    entries = re.split(r"\n(?=\S)", page(f"requirements/{lock}.txt").strip())
    requirements = [entry for entry in entries if not entry.startswith("#")]
    assert len(requirements) > 3
    assert [
        entry.split()[0] for entry in requirements if not LOCKED.match(entry) or "--hash=sha256:" not in entry
    ] == []


@pytest.mark.parametrize("lock", ["runtime", "build"])
def test_the_locks_agree(lock: str) -> None:
    """What runs and what builds is what was tested: the smaller locks hold no other versions."""
    tested = set(LOCKED.findall(page("requirements/dev.txt")))
    assert set(LOCKED.findall(page(f"requirements/{lock}.txt"))) <= tested


def names(requirements: list[str]) -> set[str]:
    """Return the names of packages, without versions, extras and markers."""
    return {re.split(r"[\[<>=;]", each)[0].strip() for each in requirements}


def declared() -> set[str]:
    return names(PROJECT["project"]["dependencies"])


def test_the_lock_holds_what_is_declared() -> None:
    """Every dependency of the package and of its extras is locked."""
    extras = [each for group in PROJECT["project"]["optional-dependencies"].values() for each in group]
    assert declared() | names(extras) <= {name for name, _ in LOCKED.findall(page("requirements/runtime.txt"))}


def test_every_dependency_is_used_and_every_import_declared() -> None:
    """No package is asked for that nothing imports, and none is imported that nobody asked for."""
    sources = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py"))
    imported = set(re.findall(r"^\s*(?:from|import) (\w+)", sources, re.MULTILINE))
    optional = names([each for group in PROJECT["project"]["optional-dependencies"].values() for each in group])
    ours = {MODULES.get(name, name) for name in declared() | optional}
    assert ours - {MODULES.get(name, name) for name in UNIMPORTED} <= imported
    assert imported - set(sys.stdlib_module_names) - {"huiyin"} <= ours


def test_doctor_looks_for_what_is_declared() -> None:
    """`huiyin doctor` names the packages that Huiyin needs, no more and no fewer."""
    assert set(doctor.NEEDED) == declared()


def test_both_readmes_have_the_same_parts() -> None:
    """Headings, tables, examples and pictures of the English page have their like in the Chinese one."""
    english, chinese = map(page, READMES)
    for pattern in (r"^#+ ", r"^\|", r"^    \S+", r"^```", r"^- \[", r"^!\["):
        shapes = [re.findall(pattern, text, re.MULTILINE) for text in (english, chinese)]
        assert shapes[0] == shapes[1], pattern


def test_the_readme_s_example_runs(capsys: pytest.CaptureFixture[str]) -> None:
    """The Python of both pages is the same and prints a reading."""
    english, chinese = (re.findall(r"```python\n(.*?)```", page(name), re.DOTALL) for name in READMES)
    assert english == chinese
    for example in english:
        exec(compile(example, "README.md", "exec"), {})  # noqa: S102  our own page
    assert "commitment current" in capsys.readouterr().out


def test_the_readme_s_commands_exist() -> None:
    """Each subcommand and each make target that the page shows is there."""
    from huiyin.cli import COMMANDS

    assert set(re.findall(r"\.venv/bin/huiyin (\w+)", page("README.md"))) <= set(COMMANDS)
    targets = set(re.findall(r"^([a-z-]+):", page("Makefile"), re.MULTILINE))
    assert set(re.findall(r"(?:`|    )make ([a-z-]+)", page("README.md"))) <= targets


def test_make_help_lists_every_target() -> None:
    """A target without its line of help fails."""
    makefile = page("Makefile")
    phony = re.search(r"^\.PHONY: (.+)$", makefile, re.MULTILINE)
    assert phony is not None
    described = re.findall(r"^([a-z-]+):.*## \S", makefile, re.MULTILINE)
    assert sorted(phony[1].split()) == sorted(described)


def decisions() -> list[Path]:
    return sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md"))


def test_every_decision_is_listed_by_its_title() -> None:
    """docs/decisions/README.md has each page with its number, title and status."""
    listed = page("docs/decisions/README.md")
    missing = []
    for path in decisions():
        text = path.read_text(encoding="utf-8")
        number, title = text.split("\n", 1)[0].removeprefix("# ").split(": ", 1)
        status = re.search(r"^Status: (\w+)", text, re.MULTILINE)
        row = f"| [{number}]({path.name}) | {title} | {status[1] if status else '?'} |"
        if row not in listed or not path.name.startswith(f"{number}-"):
            missing.append(row)
    assert missing == []


def test_no_two_decisions_have_one_number() -> None:
    """Numbers are given once."""
    numbers = [path.name[:4] for path in decisions()]
    assert len(numbers) == len(set(numbers))


def test_the_changelog_has_each_entry_once_and_whole() -> None:
    """No entry begins as another does, and each ends its sentence."""
    entries = re.split(r"^- ", page("CHANGELOG.md").split("\n### ", 1)[1], flags=re.MULTILINE)[1:]
    beginnings = [" ".join(entry.split())[:40] for entry in entries]
    assert [each for each in beginnings if beginnings.count(each) > 1] == []
    assert [each for each in entries if not each.rstrip().endswith((".", ")"))] == []
