"""The one sheet and the templates agree, and the sheet keeps the rules of docs/decisions/0011."""

import re
from pathlib import Path

import pytest

import huiyin.web

WEB = Path(huiyin.web.__path__[0])
SHEET = (WEB / "static" / "web" / "huiyin.css").read_text(encoding="utf-8")
RULES = re.sub(r"/\*.*?\*/", "", SHEET, flags=re.DOTALL)
TEMPLATES = sorted((WEB / "templates").rglob("*.html"))
LAYERS = ("tokens", "reset", "base", "layout", "components", "states", "print")
BY_CODE = {  # classes that templates make from a code
    "l-": ("on-time", "near", "late", "done", "provisional", "no-word"),
    "f-": ("on-time", "near", "late", "done", "no-word", "accent", "provisional"),
    "k-": ("appraisal", "achievement", "commitment", "suggestion", "background"),
}
BY_PYTHON = {"off", "make", "now", "end", "bad", "next", "good", "info", "warn", "icon", "loc", "quote"}
HTMX = {"htmx-request"}
ALWAYS_LIGHT = {"--scan"}  # the ground of a code that a phone must read


def layer(name: str) -> str:
    """Return what stands in a layer of the sheet."""
    start = RULES.index("{", RULES.index(f"@layer {name} {{"))
    depth = 0
    for at in range(start, len(RULES)):
        depth += {"{": 1, "}": -1}.get(RULES[at], 0)
        if depth == 0:
            return RULES[start + 1 : at]
    raise AssertionError(name)


def classes_of_sheet() -> set[str]:
    selectors = re.sub(r"\{[^{}]*\}", "{}", RULES)
    return set(re.findall(r"\.(-?[a-zA-Z][\w-]*)", selectors))


def classes_of(template: str) -> set[str]:
    """Return the class names of a template, those that hang on a condition too; what is computed is left out."""
    plain = re.sub(r"\{% (?:comment %\}.*?\{% endcomment) %\}", "", template, flags=re.DOTALL)
    found: set[str] = set()
    for value in re.findall(r'class="((?:[^"{]|\{%.*?%\}|\{\{.*?\}\})*)"', plain):
        computed = re.sub(r"[\w-]*\{\{.*?\}\}[\w-]*", " ", value)
        found |= set(re.sub(r"\{%.*?%\}", " ", computed).split())
    return found


def test_every_class_of_a_template_is_in_the_sheet() -> None:
    """A name that the sheet does not know is a slip of the pen or a rule that was dropped."""
    known = classes_of_sheet()
    missing = {
        path.relative_to(WEB).as_posix(): sorted(names)
        for path in TEMPLATES
        if (names := classes_of(path.read_text(encoding="utf-8")) - known)
    }
    assert missing == {}


def test_every_class_that_is_computed_is_in_the_sheet() -> None:
    """Lights, bars, kinds, days and notices: each code has its class."""
    known = classes_of_sheet()
    made = {prefix + code for prefix, codes in BY_CODE.items() for code in codes} | BY_PYTHON | HTMX
    assert made - known == set()


def test_both_dark_blocks_are_equal() -> None:
    """What the system asks for and what the person chooses are the same colours."""
    tokens = layer("tokens")
    blocks = re.findall(r":root(?::not\(\[data-theme=\"light\"\]\)|\[data-theme=\"dark\"\]) \{([^}]*)\}", tokens)
    assert len(blocks) == 2
    one, other = (re.sub(r"\s+", " ", block).strip() for block in blocks)
    assert one == other


def test_dark_gives_every_colour_of_light() -> None:
    """No colour token is forgotten in the dark."""
    tokens = layer("tokens")
    light = tokens[: tokens.index("@media")]
    dark = tokens[tokens.index("@media") :]
    colours = re.findall(r"(--[\w-]+):\s*#", light)
    assert len(colours) > 30
    assert [name for name in colours if f"{name}:" not in dark and name not in ALWAYS_LIGHT] == []


@pytest.mark.parametrize("name", [each for each in LAYERS if each not in ("tokens", "print")])
def test_no_colour_stands_outside_of_the_tokens(name: str) -> None:
    """Only marks that keep dark ink on yellow, and what lies behind a dialog, name a colour themselves."""
    allowed = {"#1b1e22", "rgb(16 19 22 / .5)"}
    found = set(re.findall(r"#[0-9a-fA-F]{3,8}\b|rgb\([^)]*\)|hsl\([^)]*\)", layer(name)))
    assert found - allowed == set()


def test_the_sheet_uses_only_tokens_that_exist() -> None:
    """A custom property that nobody sets would be silently nothing."""
    used = set(re.findall(r"var\((--[\w-]+)", RULES))
    given = set(re.findall(r"(--[\w-]+):", RULES))
    assert used - given == set()


def test_important_is_for_hidden_motion_and_print_only() -> None:
    """Layers decide who is stronger."""
    without = RULES.replace(layer("print"), "")
    lines = [line.strip() for line in without.splitlines() if "!important" in line]
    assert all(line.startswith(("[hidden]", "@media (prefers-reduced-motion")) for line in lines), lines
    assert len(lines) == 2


@pytest.mark.parametrize(
    "new", ["color-mix(", "light-dark(", "@scope", "@import", "data:", "popover", "oklch(", "@container", "&"]
)
def test_the_sheet_runs_in_a_chromium_of_some_years_ago(new: str) -> None:
    """Nothing that Chromium 105 lacks where the page would break, and no address that the policy of content forbids."""
    assert new not in RULES


def test_the_layers_stand_in_their_order() -> None:
    """The first line of the sheet orders them; later ones are stronger."""
    order = re.search(r"@layer ([\w, ]+);", RULES)
    assert order is not None
    assert [each.strip() for each in order[1].split(",")] == [
        "reset",
        "tokens",
        "base",
        "layout",
        "components",
        "states",
        "print",
    ]


def test_the_sheet_is_small() -> None:
    """One request, less than a fifth of what a framework would send (docs/decisions/0011)."""
    assert len(SHEET.encode()) < 60_000


def test_every_class_of_the_sheet_is_used() -> None:
    """A rule for what no template, view or script names is dead."""
    computed = {prefix + code for prefix, codes in BY_CODE.items() for code in codes} | BY_PYTHON | HTMX
    words = set()
    for path in TEMPLATES:
        for tag in re.findall(r"(?:class\w*|main_class %\}|kind)=?[^>]*", path.read_text(encoding="utf-8")):
            words |= set(re.findall(r"[\w-]+", tag))
    for path in [*WEB.rglob("*.py"), *(WEB / "static" / "web").glob("*.js")]:
        for quoted in re.findall(r"[\"'`]([^\"'`\n]*)[\"'`]", path.read_text(encoding="utf-8")):
            words |= set(re.findall(r"[\w-]+", quoted))
    assert sorted(classes_of_sheet() - computed - words) == []
