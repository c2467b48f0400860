"""`huiyin policy`: check, simulate, replay, in both languages, and what it says of a file at fault."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from huiyin.commands.help import columns
from huiyin.errors import PolicyError
from huiyin.policy import shipped
from huiyin.render.errors import SENTENCES, told

POLICY = Path(__file__).resolve().parents[2] / "src" / "huiyin" / "policy"


def huiyin(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command without a terminal."""
    setting = {**os.environ, "HUIYIN_LANG": "en", **environment}
    return subprocess.run(
        [sys.executable, "-m", "huiyin", "policy", *arguments], capture_output=True, text=True, env=setting, timeout=60
    )


def test_check_shows_what_a_policy_says() -> None:
    """Version, stages, actions, clocks with their sources, and how much nobody has confirmed."""
    shown = huiyin("check", "commitment.general")
    assert shown.returncode == 0, shown.stderr
    for words in (
        "Commitment tasks (general)",
        "Version ",
        "awaiting_confirmation",
        "5 working days",
        "(not confirmed)",
    ):
        assert words in shown.stdout
    assert re.search(r"\d+ values are not confirmed", shown.stdout)


def test_check_speaks_chinese() -> None:
    """The names are the policy's own, the words the catalogue's."""
    shown = huiyin("check", "reply_promise.general", HUIYIN_LANG="zh").stdout
    for words in ("答复承诺（通用）", "办理环节", "15个工作日", "（未核定）", "核实销号"):
        assert words in shown
    assert "working" not in shown


def test_check_gives_the_policy_as_json() -> None:
    """As the site keeps it."""
    shown = json.loads(huiyin("check", "commitment.general", "--format", "json").stdout)
    assert (shown["id"], shown["start"], len(shown["version"])) == ("commitment.general", "draft", 16)


def test_a_file_at_fault_is_told_in_one_sentence(tmp_path: Path) -> None:
    """File, line, key and remedy; exit code 2 and no traceback."""
    file = tmp_path / "own.toml"
    file.write_text('extends = "commitment.general"\n[clocks.accept]\nlimit = "5 days"\n', encoding="utf-8")
    shown = huiyin("check", str(file))
    assert shown.returncode == 2
    assert shown.stderr == (
        f"Error: {file}, line 3: clocks.accept.limit is 5 days, which is no length of time; "
        "write 5 wd, 20 d, 3 m or 4 wh.\n"
    )
    chinese = huiyin("check", str(file), HUIYIN_LANG="zh").stderr
    assert "own.toml 第 3 行：clocks.accept.limit 的值 5 days 不是时限写法" in chinese
    missing = huiyin("check", "commitment.nowhere")
    assert missing.returncode == 2
    assert "commitment.general, inquiry.general, motion.general" in missing.stderr


def test_a_place_s_own_folder_is_searched_first(tmp_path: Path) -> None:
    """`--folder` makes a place's policies known by their names."""
    text = 'extends = "commitment.general"\nid = "commitment.own"\nen = "Ours"\n'
    (tmp_path / "commitment.own.toml").write_text(text, encoding="utf-8")
    shown = huiyin("check", "commitment.own", "--folder", str(tmp_path)).stdout
    assert "commitment.own  Ours" in shown
    assert "Stands on commitment.general" in shown


def test_simulate_reckons_every_clock_from_a_day() -> None:
    """With the reckoning, line by line; a clock whose day is named waits for one, or takes that of --due."""
    shown = huiyin("simulate", "commitment.general", "--from", "2026-02-12").stdout
    assert "last day 2026-02-26, near from 2026-02-25, late from 2026-02-27" in shown
    assert "2026-02-14 Sat  worked in place of Spring Festival, counted" in shown
    assert "2026-02-15 Sun  Spring Festival up to 2026-02-23, not counted" in shown
    assert "no day is named yet" in shown
    due = huiyin("simulate", "commitment.general", "--from", "2026-02-12", "--due", "2026-12-31").stdout
    assert "last day 2026-12-31" in due


def test_simulate_walks_a_case_through_actions() -> None:
    """Each on its day; the clocks that run afterwards, the first to end first; the same as JSON."""
    actions = ("--from", "2026-01-12", "--actions", "assign,send_back@2026-01-14,reassign@2026-01-20")
    shown = huiyin("simulate", "commitment.general", *actions).stdout
    assert re.search(r"2026-01-14 +Send back +Returned", shown)
    assert re.search(r"accept  Accepting（unit-1）", shown)
    assert shown.index("accept  Accepting") < shown.index("opinion  Co-handler")
    found = json.loads(huiyin("simulate", "commitment.general", *actions, "--format", "json").stdout)
    assert [step["action"] for step in found["steps"]] == ["open", "assign", "send_back", "reassign"]


def test_simulate_reckons_for_a_class_of_items() -> None:
    """Three months, six for what is wide or difficult; check shows both, and an unknown class is told."""
    asked = ("simulate", "suggestion.shandong", "--from", "2026-03-12")
    assert "last day 2026-06-12, near from 2026-05-28" in huiyin(*asked).stdout
    shown = huiyin(*asked, "--class", "wide_or_difficult").stdout
    assert "last day 2026-09-14" in shown
    assert "last day 2026-06-12" not in shown
    walked = huiyin(*asked, "--class", "wide_or_difficult", "--actions", "register,assign,accept@2026-03-16").stdout
    assert "reply  Reply（unit-1）  6 months  Lead unit\n  last day 2026-09-14" in walked
    refused = huiyin(*asked, "--class", "hard")
    assert refused.returncode == 2
    assert "hard is no class of this policy; there are: wide_or_difficult." in refused.stderr
    checked = huiyin("check", "suggestion.shandong").stdout
    for words in ("3 months, Wide or", "difficult 6 months,", "extended to 6 months", "5 days, or by the"):
        assert words in checked


@pytest.mark.parametrize("name", shipped())
def test_every_shipped_policy_passes_the_check(name: str) -> None:
    """And says how much of it nobody has confirmed."""
    shown = huiyin("check", name, HUIYIN_LANG="zh")
    assert (shown.returncode, shown.stderr) == (0, "")
    assert re.search(r"有 \d+ 项尚未核定，都还不是贵地的规定。", shown.stdout)


@pytest.mark.parametrize(
    ("actions", "said"),
    [
        ("assign,confirm", "refused, not possible in the stage assigned"),
        ("assing", "assing: refused, the policy has no action assing"),
        ("assign,send_back@2026-03-02", "refused, too late: the clock accept ended on 2026-01-19"),
        ("assign,accept,grant_extension", "refused, nobody asked for it (ask_extension)"),
    ],
)
def test_simulate_says_why_an_action_is_refused(actions: str, said: str) -> None:
    """And stops there."""
    shown = huiyin("simulate", "commitment.general", "--from", "2026-01-12", "--actions", actions)
    assert said in shown.stdout
    assert shown.returncode == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ("simulate", "commitment.general", "--from", "12 January"),
        ("simulate", "commitment.general", "--from", "2026-01-12", "--actions", "assign on monday"),
        ("simulate", "commitment.general", "--from", "2026-01-12", "--actions", "assign@2026-02-30"),
        ("simulate", "commitment.general"),
        ("replay", "commitment.general", "--cases", "nowhere.jsonl"),
    ],
)
def test_bad_usage_is_told(arguments: tuple[str, ...]) -> None:
    """Exit code 2 and no traceback."""
    shown = huiyin(*arguments)
    assert shown.returncode == 2
    assert "Traceback" not in shown.stderr


def test_simulate_takes_a_notice_of_the_place(tmp_path: Path) -> None:
    """2027 is provisional until its notice is given."""
    text = 'year = 2027\nsource = "某通知"\n[off]\nspring_festival = [2027-02-05, 2027-02-08, 2027-02-09]\n'
    (tmp_path / "2027.toml").write_text(text, encoding="utf-8")
    asked = ("simulate", "commitment.general", "--from", "2027-02-03")
    assert "provisional until the notice of 2027 is loaded" in huiyin(*asked).stdout
    shown = huiyin(*asked, "--notices", str(tmp_path)).stdout
    assert "provisional" not in shown
    assert "last day 2027-02-15" in shown


CASES = [
    {
        "case": "2025-001",
        "steps": [
            {"action": "open", "at": "2025-02-10T09:00:00+08:00"},
            {
                "action": "assign",
                "at": "2025-02-10T10:00:00+08:00",
                "keys": {"lead_unit": ["住建局"], "co_handler": ["财政局"]},
                "given": {"due_on": "2025-10-31"},
            },
            {"action": "accept", "at": "2025-02-18T10:00:00+08:00"},
            {"action": "opinion", "at": "2025-03-20T10:00:00+08:00", "given": {"unit_key": "财政局"}},
        ],
    }
]


@pytest.fixture
def past(tmp_path: Path) -> Path:
    file = tmp_path / "cases.jsonl"
    file.write_text("".join(json.dumps(case) + "\n" for case in CASES), encoding="utf-8")
    return file


def test_replay_lists_what_would_have_been_late(past: Path) -> None:
    """Case, clock, unit, day, and by how much."""
    shown = huiyin("replay", "commitment.general", "--cases", str(past), "--until", "2025-03-25").stdout
    assert "3 of 4 clocks in 1 cases would have been late." in shown
    assert re.search(r"2025-001 +Accepting（住建局） +due 2025-02-17 +ended 2025-02-18 +1 working day over", shown)
    assert re.search(r"Co-handler's opinion（财政局） +due 2025-03-10 +ended 2025-03-20 +8 working days over", shown)
    assert re.search(r"Progress report（住建局） +due 2025-03-10 +not ended", shown)
    none = huiyin("replay", "commitment.general", "--cases", str(past), "--year", "2024").stdout
    assert "0 of 0 clocks in 0 cases" in none


def test_replay_shows_the_difference_to_another_rule(past: Path, tmp_path: Path) -> None:
    """What is late under one only."""
    own = tmp_path / "own.toml"
    text = 'extends = "commitment.general"\n[clocks.opinion]\nlimit = "2 m"\n[clocks.accept]\nlimit = "3 wd"\n'
    own.write_text(text, encoding="utf-8")
    shown = huiyin(
        *("replay", str(own), "--cases", str(past), "--against", "commitment.general", "--until", "2025-03-25")
    ).stdout
    assert "No longer late" in shown
    assert "Late only under this rule" not in shown
    assert shown.count("2025-001") == 1
    found = json.loads(huiyin("replay", str(own), "--cases", str(past), "--format", "json").stdout)
    assert found["replay"]["cases"] == 1


@pytest.mark.parametrize(
    "line",
    ["{", '{"case": "x", "steps": []}', '{"case": "x", "steps": [{"action": "open", "at": "2025-02-10T09:00:00"}]}'],
)
def test_a_line_that_is_no_case_is_told(tmp_path: Path, line: str) -> None:
    """With its number, and how a case is written."""
    (tmp_path / "cases.jsonl").write_text(f"\n{line}\n", encoding="utf-8")
    shown = huiyin("replay", "commitment.general", "--cases", str(tmp_path / "cases.jsonl"))
    assert shown.returncode == 2
    assert "Line 2" in shown.stderr


@pytest.mark.parametrize(
    "command", [(), ("check",), ("simulate",), ("replay",)], ids=["policy", "check", "simulate", "replay"]
)
def test_help_is_there_in_both_languages(command: tuple[str, ...]) -> None:
    """Narrow enough for a terminal of 80 columns, exit codes named."""
    english, chinese = (huiyin(*command, "--help", HUIYIN_LANG=each).stdout for each in ("en", "zh"))
    assert "Exit codes:" in english
    assert "退出码：" in chinese
    assert max(map(columns, chinese.splitlines())) <= 80


def test_every_fault_of_a_policy_can_be_said() -> None:
    """Each code that the core raises has its sentence, by its reason where it has several; none is left over."""
    source = "\n".join(path.read_text(encoding="utf-8") for path in POLICY.rglob("*.py"))
    raised = set(re.findall(r'"((?:policy|calendar|replay)\.[a-z_]+)"', source))
    groups = (
        "stage",
        "clock",
        "action",
        "outcome",
        "role",
        "hand",
        "need",
        "light",
        "setting",
        "choice",
        "class",
        "shown",
    )
    raised |= {f"policy.unknown_{group}" for group in groups} | {"policy.source_missing", "policy.confirmed_missing"}
    sayable = {code for code in SENTENCES if code.startswith(("policy.", "calendar.", "replay."))}
    assert raised - {".".join(code.split(".")[:2]) for code in sayable} == set()
    assert {".".join(code.split(".")[:2]) for code in sayable} - raised == set()
    assert told(PolicyError("policy.shape", path="f.toml", line=3, key="a.b", reason="list"), "en") == (
        'f.toml, line 3: a.b must be a list of texts, such as ["assign", "accept"].'
    )
