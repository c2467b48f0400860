"""docs/policies.md: its examples work, and it explains every key, code and setting that there is."""

import re
from pathlib import Path

import pytest
from tests.policy.cases import CALENDAR, day, limit

from huiyin.policy import load, load_text, read_notice_text
from huiyin.policy.model import Limit
from huiyin.policy.names import codes
from huiyin.policy.replay import read_cases, replay

PAGES = [
    (Path(__file__).resolve().parents[2] / "docs" / name).read_text(encoding="utf-8")
    for name in ("policies.md", "policies.zh-CN.md")
]
PAGE = PAGES[0]
SOURCE = Path(__file__).resolve().parents[2] / "src" / "huiyin" / "policy"


def examples(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)


def test_the_example_of_a_place_s_file_loads() -> None:
    """And changes what it says that it changes."""
    policy = load_text(examples("toml")[0])
    accept = policy.clock("accept")
    assert accept is not None
    assert (accept.limit, accept.confirmed) == (Limit(7, "wd"), True)
    assert "list_for_supervision" not in [each.code for each in policy.transitions]
    assert policy.settings["light_yellow_pp"].value == 5


def test_the_example_of_a_notice_is_one() -> None:
    """With its make-up day."""
    notice = read_notice_text(examples("toml")[1])
    assert (notice.year, notice.make_up) == (2027, {day("2027-02-20"): "spring_festival"})


def test_the_example_of_a_past_case_is_one() -> None:
    """It is replayed with nothing refused."""
    found = replay(load("commitment.general"), read_cases(examples("json")), calendar=CALENDAR, until=day("2025-12-31"))
    assert (found.cases, found.refused) == (1, ())


def test_the_example_in_python_runs() -> None:
    """As it stands."""
    (example,) = examples("python")
    exec(compile(example, "docs/policies.md", "exec"), {})  # noqa: S102  our own page


@pytest.mark.parametrize("row", re.findall(r"^\| (\d{4}-\d\d-\d\d) \| ([^|]+) \| ([^|]+) \|", PAGE, re.MULTILINE))
def test_the_table_of_last_days_is_right(row: tuple[str, str, str]) -> None:
    """Each line is what the calendar says."""
    start, length, last = map(str.strip, row)
    assert CALENDAR.add(day(start), limit(length)) == day(last)


def test_both_pages_have_the_same_parts() -> None:
    """Headings, rows of tables and examples of the English page have their like in the Chinese one."""
    for pattern in (r"^#+ ", r"^\| `\w+", r"^\| \d", r"^- "):
        shapes = [len(re.findall(pattern, page, re.MULTILINE)) for page in PAGES]
        assert shapes[0] == shapes[1], pattern
    english, chinese = (re.findall(r"```.*?```", page, re.DOTALL) for page in PAGES)
    assert english == chinese


@pytest.mark.parametrize("page", PAGES, ids=["en", "zh"])
def test_every_key_and_code_is_explained(page: str) -> None:
    """Whatever the loader asks for stands on the page, and so do roles, hands, outcomes, lights and settings."""
    text = "".join((SOURCE / name).read_text(encoding="utf-8") for name in ("build.py", "fields.py"))
    keys = set(re.findall(r'(?:fields|top|self)\.(?:text|yes|number|texts|code|code_list|limit|needs)\("(\w+)"', text))
    keys |= {"starts", "stops", "pauses", "resumes", "extends"}
    known = {
        *keys,
        *codes("case_type"),
        *codes("role"),
        *codes("hand"),
        *codes("outcome"),
        *codes("light"),
        *codes("setting"),
        *codes("unit"),
    }
    quoted = set(re.findall(r"\w+", " ".join(re.findall(r"`[^`]+`", re.sub(r"```.*?```", "", page, flags=re.DOTALL)))))
    assert len(keys) > 25
    assert known - quoted == set()
