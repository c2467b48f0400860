"""What import-linter cannot say: which names a package may take from another, and who writes rows."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import huiyin

SOURCE = Path(huiyin.__path__[0])
APPS = ("people", "ledger", "congress", "documents")
FACES = ("web", "api", "commands")
# Parts of Django that draw pages or answer requests: an app has services and selectors, and no face.
OF_FACES = ("django.http", "django.forms", "django.shortcuts", "django.template", "django.urls", "django.views")
WRITERS = {
    ("huiyin.ledger.record", "record"),
    ("huiyin.ledger.record", "record_first"),
    ("huiyin.congress.events", "tell"),
}
# Rows that belong to one person's browser or one caller's request, and to no history.
OWN_ROWS = {
    "web/cases/views.py": "Watch",
    "web/ledger/saved.py": "SavedView",
    "api/cases.py": "Watch",
    "api/once.py": "IdempotentWrite",
}
WRITES = {"bulk_create", "bulk_update", "create", "get_or_create", "update_or_create", "delete"}
NO_ROWS = ("default_storage", "cache")  # what else has a `delete`


def modules(*packages: str) -> Iterator[tuple[str, ast.Module]]:
    for package in packages:
        for path in sorted((SOURCE / package).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path.relative_to(SOURCE).as_posix(), ast.parse(path.read_text(encoding="utf-8"))


def imported(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Yield module and name of each import, those within functions too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield from ((node.module, each.name) for each in node.names)
        elif isinstance(node, ast.Import):
            yield from ((each.name, "") for each in node.names)


def test_apps_have_no_face() -> None:
    """No app draws a page, reads a form or knows an address."""
    wrong = [
        f"{name}: {module}"
        for name, tree in modules(*APPS)
        for module, _name in imported(tree)
        if module.startswith(OF_FACES) and not name.endswith("apps.py")
    ]
    assert wrong == []


def test_faces_write_no_history() -> None:
    """Pages, interface and commands call a service; none takes the writer of events itself."""
    wrong = [name for name, tree in modules(*FACES, "site", "demo") for each in imported(tree) if each in WRITERS]
    assert wrong == []


@pytest.mark.parametrize("package", FACES)
def test_faces_write_no_rows_but_those_of_one_person(package: str) -> None:
    """A view that makes or deletes a row holds a rule; what is only the person's own is listed with its reason."""
    wrong = []
    for name, tree in modules(package):
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WRITES:
                owner = ast.unparse(node.func.value)
                if name not in OWN_ROWS and owner not in NO_ROWS:
                    wrong.append(f"{name}:{node.lineno} {owner}.{node.func.attr}")
    assert wrong == []
