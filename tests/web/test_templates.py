"""Every template keeps the rules of the house: no inline script or style, inputs named, icons that are here."""

import re
from pathlib import Path

import pytest
from django.template.loader import get_template

import huiyin.web
from huiyin.web import icons

WEB = Path(huiyin.web.__path__[0])
ROOT = WEB / "templates"
NAMES = [path.relative_to(ROOT).as_posix() for path in sorted(ROOT.rglob("*.html"))]
FORBIDDEN = {
    "a style attribute": r"\sstyle\s*=",
    "a handler": r"\son[a-z]+\s*=|hx-on",
    "an inline script": r"<script(?![^>]*\bsrc=)(?![^>]*application/json)",
    "a style element": r"<style",
    "an address outside": r"(?:src|href)=\"(?:https?:)?//",
    "words for people that nobody translates": r"(?:aria-label|title|placeholder|alt)=\"[A-Za-z]",
}


def text(name: str) -> str:
    return re.sub(
        r"\{% comment %\}.*?\{% endcomment %\}", "", (ROOT / name).read_text(encoding="utf-8"), flags=re.DOTALL
    )


@pytest.mark.parametrize("name", NAMES)
def test_a_template_compiles(name: str) -> None:
    """Tags and filters are known, blocks are closed."""
    assert get_template(name)


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_template_has(what: str) -> None:
    """The policy of content would forbid it, or a reader would meet it untranslated."""
    assert [name for name in NAMES if re.search(FORBIDDEN[what], text(name))] == []


@pytest.mark.parametrize("name", NAMES)
def test_forms_are_judged_by_us(name: str) -> None:
    """A browser would tell the first fault alone, in its own language; ours are told at once, and nothing is lost."""
    for form in re.finditer(r'(<form\b[^>]*method="post"[^>]*>)(.*?)</form>', text(name), re.DOTALL):
        if "{% field " in form[2] or "as_field_group" in form[2]:
            assert "novalidate" in form[1]


@pytest.mark.parametrize("name", [each for each in NAMES if "{% extends" in text(each)])
def test_extends_comes_first(name: str) -> None:
    """A page says at once what it stands in."""
    assert text(name).startswith("{% extends ")


@pytest.mark.parametrize("name", [each for each in NAMES if each.startswith(("components/", "shell/"))])
def test_a_component_names_its_inputs(name: str) -> None:
    """A comment at its head says what it is and what it takes."""
    head = (ROOT / name).read_text(encoding="utf-8")[:1200]
    comment = re.search(r"\{% comment %\}\n(.*?)\n\{% endcomment %\}", head, re.DOTALL)
    assert comment is not None
    assert "nput" in comment[1]


def test_every_icon_named_is_here() -> None:
    """A name in a template is that of a file."""
    named = {found for name in NAMES for found in re.findall(r'\{% icon "([\w-]+)"', text(name))}
    named |= {found for name in NAMES for found in re.findall(r'icon\|default:"([\w-]+)"', text(name))}
    assert named - icons.names() == set()


def test_an_unknown_icon_is_refused() -> None:
    """A name that leads out of the folder, too."""
    for name in ("no-such-icon", "../../settings", ""):
        with pytest.raises(icons.MissingIconError):
            icons.icon(name)


def test_an_icon_is_silent_beside_a_word_and_speaks_alone() -> None:
    """Without a label it is hidden from screen readers, with one it is an image of that name."""
    assert 'aria-hidden="true"' in icons.icon("search")
    assert 'role="img" aria-label="检索"' in icons.icon("search", "检索")
    assert "&lt;b&gt;" in icons.icon("search", "<b>")
