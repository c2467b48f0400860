"""What is wrong with a policy file is refused with its line, and any damage is refused or read."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.policy.smallest import OWN, SMALLEST, changed, fault

from huiyin.errors import PolicyError
from huiyin.policy import load, load_text, shipped
from huiyin.policy.files import File, read
from huiyin.policy.names import codes
from huiyin.render.errors import told


def test_a_circle_of_policies_is_refused(tmp_path: Path) -> None:
    """Each extends the other: the error names the file."""
    (tmp_path / "a.toml").write_text('extends = "b"\n', encoding="utf-8")
    (tmp_path / "b.toml").write_text('# b\nextends = "a"\n', encoding="utf-8")
    with pytest.raises(PolicyError, match=r"policy\.circle") as raised:
        load("a", folders=[tmp_path])
    assert raised.value.values == {"path": str(tmp_path / "b.toml"), "line": 2, "key": "extends", "given": "a"}


def test_the_line_is_that_of_the_file_that_is_at_fault(tmp_path: Path) -> None:
    """Of the place's own file where the key stands there, of the shipped one where it does not."""
    (tmp_path / "own.toml").write_text(OWN.replace("7 wd", "7 days"), encoding="utf-8")
    with pytest.raises(PolicyError) as raised:
        load(tmp_path / "own.toml")
    assert raised.value.values == {
        "path": str(tmp_path / "own.toml"),
        "line": 6,
        "key": "clocks.accept.limit",
        "given": "7 days",
    }
    text = (
        'extends = "commitment.general"\n[transitions.confirm]\nremove = true\n[transitions.roll_over]\nremove = true\n'
    )
    (tmp_path / "own.toml").write_text(text, encoding="utf-8")
    with pytest.raises(PolicyError) as raised:
        load(tmp_path / "own.toml")
    assert str(raised.value.values["path"]).endswith("commitment.general.toml")


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    """Missing, no UTF-8, not TOML: each says so."""
    with pytest.raises(PolicyError, match=r"policy\.not_found") as raised:
        load("commitment.nowhere")
    assert raised.value.values == {"name": "commitment.nowhere", "known": shipped()}
    with pytest.raises(PolicyError, match=r"policy\.unreadable"):
        load(tmp_path / "nowhere.toml")
    (tmp_path / "gbk.toml").write_bytes('zh = "报告"'.encode("gb18030"))
    with pytest.raises(PolicyError, match=r"policy\.encoding"):
        load(tmp_path / "gbk.toml")
    (tmp_path / "bad.toml").write_text("id = 'x'\nstages = [\n", encoding="utf-8")
    with pytest.raises(PolicyError, match=r"policy\.syntax") as raised:
        load(tmp_path / "bad.toml")
    assert raised.value.values["line"] in (2, 3)
    with pytest.raises(PolicyError, match=r"policy\.shape"):
        load_text("extends = 3\n")


ROWS = [
    ('id = "test.smallest"\n', "", "policy.key_missing", "id", 0),
    (
        'source = "测试"\nconfirmed = false\n\n[stages',
        "confirmed = false\n\n[stages",
        "policy.source_missing",
        "source",
        0,
    ),
    ("confirmed = false\n\n[stages", "\n[stages", "policy.confirmed_missing", "confirmed", 0),
    ('start = "here"', 'start = "nowhere"', "policy.unknown_stage", "start", 5),
    ('start = "here"', 'start = "there"', "policy.closed_at_start", "start", 5),
    ('en = "Smallest"', "en = 3", "policy.shape", "en", 4),
    ('en = "Smallest"', 'en = ""', "policy.shape", "en", 4),
    ('start = "here"', 'start = "here"\nbegin = 1', "policy.unknown_key", "begin", 6),
    ('start = "here"', 'start = "here"\nsettings = 3', "policy.shape", "settings", 6),
    ('turn = "supervisor"', 'turn = "supervizor"', "policy.unknown_hand", "stages.here.turn", 12),
    ('turn = "supervisor"', 'turns = "supervisor"', "policy.unknown_key", "stages.here.turns", 12),
    ("closed = true", "closed = 1", "policy.shape", "stages.there.closed", 17),
    ("closed = true", "closed = false", "policy.never_closed", "stages", 9),
    (
        "[clocks.some]",
        '[stages.far]\nzh = "远"\nen = "Far"\n[clocks.some]',
        "policy.unreachable_stage",
        "stages.far",
        19,
    ),
    ('limit = "5 wd"', 'limit = "5 days"', "policy.limit", "clocks.some.limit", 22),
    ('limit = "5 wd"', 'limit = "0 wd"', "policy.limit", "clocks.some.limit", 22),
    ('limit = "5 wd"', 'limit = "-1 wd"', "policy.limit", "clocks.some.limit", 22),
    ('limit = "5 wd"', 'limit = "1.5 m"', "policy.limit", "clocks.some.limit", 22),
    ('limit = "5 wd"', "limit = 5", "policy.shape", "clocks.some.limit", 22),
    ('limit = "5 wd"\n', "", "policy.key_missing", "clocks.some.limit", 19),
    ('limit = "5 wd"', 'limit = "given"', "policy.key_missing", "clocks.some.given", 19),
    ('limit = "5 wd"', 'limit = "given"\ngiven = "due"', "policy.unknown_need", "clocks.some.given", 23),
    ('hand = "supervisor"', 'hand = "boss"', "policy.unknown_hand", "clocks.some.hand", 23),
    ('near = "1 wd"', 'near = "5 wd"', "policy.near_too_long", "clocks.some.near", 24),
    ('near = "1 wd"', 'near = "1 m"', "policy.near_too_long", "clocks.some.near", 24),
    ('near = "1 wd"', 'near = "given"', "policy.limit", "clocks.some.near", 24),
    ('starts = ["open"]', "starts = []", "policy.clock_never_starts", "clocks.some", 19),
    ('starts = ["open"]', 'starts = ["opened"]', "policy.unknown_action", "clocks.some.starts", 25),
    ('starts = ["open"]', 'starts = ["go"]', "policy.starts_when_closed", "clocks.some.starts", 25),
    ('starts = ["open"]', 'starts = ["open", "open"]', "policy.twice", "clocks.some.starts", 25),
    ('starts = ["open"]', 'starts = ["open"]\nstops = 3', "policy.shape", "clocks.some.stops", 26),
    ('starts = ["open"]', 'starts = "open"', "policy.shape", "clocks.some.starts", 25),
    ('starts = ["open"]', 'starts = ["open"]\nstops = ["open"]', "policy.unknown_action", "clocks.some.stops", 26),
    ('starts = ["open"]', 'starts = ["open"]\npauses = ["go"]', "policy.never_resumed", "clocks.some.pauses", 26),
    ('starts = ["open"]', 'starts = ["open"]\nreopens = ["off"]', "policy.unknown_action", "clocks.some.reopens", 26),
    (
        'starts = ["open"]',
        'starts = ["open"]\nreopens = ["go"]',
        "policy.starts_when_closed",
        "clocks.some.reopens",
        26,
    ),
    ('starts = ["open"]', 'starts = ["open"]\ncounts_to = "all"', "policy.unknown_clock", "clocks.some.counts_to", 26),
    (
        'starts = ["open"]',
        'starts = ["open"]\ncounts_to = "some"',
        "policy.counts_to_a_hand",
        "clocks.some.counts_to",
        26,
    ),
    (
        'starts = ["open"]',
        'starts = ["open"]\nextend_by = ["boss"]',
        "policy.unknown_role",
        "clocks.some.extend_by",
        26,
    ),
    (
        'starts = ["open"]',
        'starts = ["open"]\nextend_times = 1',
        "policy.nobody_extends",
        "clocks.some.extend_times",
        26,
    ),
    (
        'starts = ["open"]',
        'starts = ["open"]\nextend_by = ["leader"]\nextend_times = 1',
        "policy.never_extended",
        "clocks.some.extend_times",
        27,
    ),
    ('starts = ["open"]', 'starts = ["open"]\nclasses = 3', "policy.shape", "clocks.some.classes", 26),
    ('starts = ["open"]', 'starts = ["open"]\nlatest = "long"', "policy.limit", "clocks.some.latest", 26),
    ('starts = ["open"]', 'starts = ["open"]\nextend_times = -1', "policy.shape", "clocks.some.extend_times", 26),
    ('starts = ["open"]', 'starts = ["open"]\nextend_times = true', "policy.shape", "clocks.some.extend_times", 26),
    (
        'source = "测试"\nconfirmed = false\n\n[tr',
        "confirmed = false\n\n[tr",
        "policy.source_missing",
        "clocks.some.source",
        19,
    ),
    (
        'source = "测试"\nconfirmed = false\n\n[tr',
        'source = ""\nconfirmed = true\n\n[tr',
        "policy.shape",
        "clocks.some.source",
        26,
    ),
    ("confirmed = false\n\n[tr", "\n[tr", "policy.confirmed_missing", "clocks.some.confirmed", 19),
    ('event = "test.gone"\n', "", "policy.key_missing", "transitions.go.event", 29),
    ('from = ["here"]', 'from = ["her"]', "policy.unknown_stage", "transitions.go.from", 33),
    ('to = "there"', 'to = "ther"', "policy.unknown_stage", "transitions.go.to", 34),
    ('to = "there"\n', "", "policy.dead_end", "stages.here", 9),
    ('by = ["supervisor"]', 'by = ["boss"]', "policy.unknown_role", "transitions.go.by", 35),
    ('by = ["supervisor"]', "by = []", "policy.nobody_may", "transitions.go.by", 35),
    ("[transitions.go]", '[transitions.go]\naction = "open"', "policy.open_is_reserved", "transitions.go", 29),
]


ADDED = [
    ('needs = ["reson"]', "policy.unknown_need", "transitions.go.needs"),
    ('needs = ["reason > 3"]', "policy.need", "transitions.go.needs"),
    ('needs = ["outcome"]', "policy.no_outcomes", "transitions.go.needs"),
    ('within = "all"', "policy.unknown_clock", "transitions.go.within"),
    ('hand = "boss"', "policy.unknown_hand", "transitions.go.hand"),
    ('other_than = "come"', "policy.unknown_action", "transitions.go.other_than"),
    ('answers = "go"', "policy.asks_nothing", "transitions.go.answers"),
    ('extends = "some"', "policy.may_not_extend", "transitions.go.extends"),
    ('outcomes = ["kept"]', "policy.unknown_outcome", "transitions.go.outcomes"),
    ('by_whom = ["leader"]', "policy.unknown_key", "transitions.go.by_whom"),
    ('[outcomes]\ndone = { zh = "完", en = "Done" }', "policy.unknown_outcome", "outcomes.done"),
    ('[outcomes]\nkept = { zh = "完", en = "Kept" }', "policy.outcome_unused", "outcomes.kept"),
    ('[outcomes]\nkept = { zh = "完", en = "K", leter = "A" }', "policy.unknown_key", "outcomes.kept.leter"),
    ("[outcomes]\nkept = 3", "policy.shape", "outcomes.kept"),
    (
        '[lights]\ngreen = { zh = "绿", en = "Green", source = "s", confirmed = true }',
        "policy.unknown_light",
        "lights.green",
    ),
    ('[lights]\nlate = { zh = "红", en = "Red", confirmed = true }', "policy.source_missing", "lights.late.source"),
    ("[settings.light_yelow_pp]\nvalue = 10", "policy.unknown_setting", "settings.light_yelow_pp"),
    ("[settings.light_red_pp]\nvalue = 10", "policy.source_missing", "settings.light_red_pp.source"),
    ('[settings.light_red_pp]\nvalue = "10"', "policy.shape", "settings.light_red_pp.value"),
    ("[settings.light_red_pp]\nvalue = true", "policy.shape", "settings.light_red_pp.value"),
    ('[settings.light_red_pp]\nsource = "s"', "policy.key_missing", "settings.light_red_pp.value"),
    ('[settings.office_hours]\nvalue = "9-5"', "policy.hours", "settings.office_hours.value"),
    ('[settings.number]\nvalue = "任务 {number}"', "policy.pattern", "settings.number.value"),
    ('[settings.number]\nvalue = "任务 {year}"', "policy.pattern", "settings.number.value"),
    ('[settings.remind_before]\nvalue = "15 days"', "policy.limit", "settings.remind_before.value"),
    ('needs = ["result=good"]', "policy.unknown_choice", "transitions.go.needs"),
    ('needs = ["unit=some"]', "policy.unknown_choice", "transitions.go.needs"),
    ('needs = ["attitude?", "reason if attitude=bad"]', "policy.unknown_choice", "transitions.go.needs"),
    ('needs = ["reason if attitude=unsatisfied"]', "policy.unknown_need", "transitions.go.needs"),
    ('needs = ["signers>=signers_least"]', "policy.unknown_setting", "transitions.go.needs"),
    (
        'needs = ["signers>=letters"]\n[settings.letters]\nvalue = "A"\nsource = "s"\nconfirmed = false',
        "policy.shape",
        "settings.letters.value",
    ),
    (
        '[settings.signers_least]\nvalue = "ten"\nsource = "s"\nconfirmed = false',
        "policy.shape",
        "settings.signers_least.value",
    ),
    ('[clocks.some.classes]\nhard = "6 m"', "policy.unknown_class", "clocks.some.classes.hard"),
    ('[clocks.some.classes]\nwide_or_difficult = "6 moons"', "policy.limit", "clocks.some.classes.wide_or_difficult"),
    ('[clocks.some.classes]\nwide_or_difficult = "1 wd"', "policy.near_too_long", "clocks.some.near"),
    (
        (
            '[transitions.again]\nzh = "再"\nen = "Again"\nevent = "test.again"\nfrom = ["here"]\nby = ["supervisor"]\n'
            '[clocks.more]\nzh = "另"\nen = "More"\nlimit = "5 wd"\nhand = "supervisor"\nstarts = ["open"]\n'
            'reopens = ["again"]\nsource = "测试"\nconfirmed = false'
        ),
        "policy.never_ended",
        "clocks.more.reopens",
    ),
    ("extends_whole = true", "policy.extends_no_whole", "transitions.go.extends_whole"),
    ("when_last = true", "policy.last_of_nothing", "transitions.go.when_last"),
    ("from_round = 3\nuntil_round = 2", "policy.no_round", "transitions.go.from_round"),
    (
        (
            'until_round = 2\n[transitions.again]\nzh = "再"\nen = "Again"\nevent = "test.again"\nfrom = ["here"]\n'
            'to = "there"\nby = ["leader"]\naction = "go"\nfrom_round = 2'
        ),
        "policy.ambiguous",
        "transitions.go.from",
    ),
    (
        '[transitions.again]\nzh = "再"\nen = "Again"\nevent = "test.again"\nby = ["leader"]\naction = "go"',
        "policy.ambiguous",
        "transitions.go.from",
    ),
    (
        (
            '[transitions.on]\nzh = "续"\nen = "On"\nevent = "test.on"\nfrom = ["here"]\nto = "limbo"\n'
            'by = ["leader"]\n[stages.limbo]\nzh = "悬"\nen = "Limbo"'
        ),
        "policy.dead_end",
        "stages.limbo",
    ),
    (
        (
            '[transitions.on]\nzh = "续"\nen = "On"\nevent = "test.on"\nby = ["leader"]\noutcomes = ["kept", "late"]\n'
            '[outcomes]\nkept = { zh = "完", en = "Kept" }\nlate = { zh = "迟", en = "Late" }'
        ),
        "policy.outcome_not_needed",
        "transitions.on.outcomes",
    ),
    (
        (
            '[transitions.on]\nzh = "续"\nen = "On"\nevent = "test.on"\nby = ["leader"]\nextends = "more"\n'
            '[clocks.more]\nzh = "限"\nen = "More"\nlimit = "5 d"\nhand = "whole"\nstarts = ["open"]\nsource = "s"\n'
            'confirmed = false\nextend_by = ["leader"]\nextend_times = 1'
        ),
        "policy.until_not_needed",
        "transitions.on.extends",
    ),
    (
        (
            '[transitions.on]\nzh = "续"\nen = "On"\nevent = "test.on"\nby = ["leader"]\n'
            '[clocks.more]\nzh = "限"\nen = "More"\nlimit = "given"\ngiven = "due_on"\nhand = "whole"\n'
            'starts = ["on"]\nsource = "s"\nconfirmed = false'
        ),
        "policy.given_not_needed",
        "clocks.more.starts",
    ),
]


@pytest.mark.parametrize(("old", "new", "code", "key", "line"), ROWS)
def test_misuse_is_found_with_its_line(old: str, new: str, code: str, key: str, line: int) -> None:
    """What is missing, misspelt, of another shape or cannot work: code, key, and the line of the key or its table."""
    found = fault(changed(old, new))
    assert (found.code, found.values["key"], found.values["line"]) == (code, key, line)
    assert found.values["path"] == "place.toml"


@pytest.mark.parametrize(("added", "code", "key"), ADDED)
def test_misuse_in_what_is_added(added: str, code: str, key: str) -> None:
    """The same for keys that a small policy does without."""
    found = fault(SMALLEST + added + "\n")
    assert (found.code, found.values["key"]) == (code, key)


def test_an_unknown_code_says_which_are_known() -> None:
    """So that the person need not look them up."""
    assert fault(changed('by = ["supervisor"]', 'by = ["boss"]')).values["known"] == codes("role")


@pytest.mark.parametrize(
    ("keys", "line"),
    [
        ((), 0),
        (("a",), 1),
        (("t",), 2),
        (("t", "b"), 4),
        (("t", "b", "c"), 4),
        (("t", "u v"), 5),
        (("t", "x"), 2),
        (("z",), 0),
    ],
)
def test_lines_are_found_in_the_text(keys: tuple[str, ...], line: int) -> None:
    """Of a key, of its table where the key is missing, 0 where nothing is there; comments do not count."""
    file = File("x", 'a = 1 # t = 2\n[t] # [a]\n# b = 1\n b = {c = 1}\n[t."u v"]\n')
    assert file.line_of(keys) == line


def fault_of(text: str) -> PolicyError | None:
    try:
        load_text(text)
    except PolicyError as error:
        return error
    return None


@settings(deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_refused_or_read(text: str) -> None:
    """No text brings the loader down: it is a policy, or an error that says why not."""
    found = fault_of(text)
    assert found is not None
    assert found.code.startswith("policy.")


@settings(deadline=None, max_examples=40)
@given(st.data())
def test_any_damage_to_a_policy_is_refused_or_read(data: st.DataObject) -> None:
    """A line taken out or exchanged: a policy still, or an error with its place."""
    lines = read("commitment.general").files[0].text.splitlines()
    first, second = data.draw(st.integers(0, len(lines) - 1)), data.draw(st.integers(0, len(lines) - 1))
    lines[first] = data.draw(st.sampled_from(["", lines[second], "x = 1", lines[first] + " 3"]))
    found = fault_of("\n".join(lines))
    assert found is None or {"path", "line"} <= set(found.values)


def test_what_is_missing_at_the_top_is_told_with_where_it_belongs() -> None:
    """Before the first table, which begins on line 8 here; there is no line 0 for anybody to look for."""
    with pytest.raises(PolicyError) as raised:
        load_text(changed('zh = "最小"\n', ""), path="own.toml")
    assert told(raised.value, "en").startswith("own.toml, at the top, before line 8: zh ")
    assert told(raised.value, "zh").startswith("own.toml，文件开头（第 8 行之前）：")
    with pytest.raises(PolicyError) as raised:
        load_text(changed('event = "test.gone"\n', ""), path="own.toml")
    assert told(raised.value, "en").startswith("own.toml, line 29: transitions.go.event ")
