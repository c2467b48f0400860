"""The terminal view: aligned by columns, readable without colour, deaf to what the text would tell the terminal."""

from unicodedata import east_asian_width

import pytest

from huiyin.reading.explain import Explanation
from huiyin.render.document import Document
from huiyin.render.terminal import terminal_text
from render.cases import TEXT, document, reading, statement


def columns(line: str) -> int:
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in line)


@pytest.mark.parametrize("width", [40, 80, 120])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    """Double-width characters are counted as two."""
    assert max(map(columns, terminal_text(document(), width=width).split("\n"))) <= width


def test_remarks_end_at_the_same_column() -> None:
    """The right-hand column is aligned whatever characters a line holds."""
    lines = [line for line in terminal_text(document(), width=100).split("\n") if line.endswith(("○", "●"))]
    assert len(lines) == 7
    assert len({columns(line) for line in lines}) == 1


def test_the_view_says_kind_time_speaker_and_figures() -> None:
    """Sign and word of the kind, period, speaker once, the figure as understood."""
    shown = terminal_text(document(), width=100)
    assert "云汀市2026年政府工作报告" in shown
    assert "陈述 7 条，量值 4 个，名称 3 个" in shown
    assert "部 部署  今年，地区生产总值增长6%左右" in shown
    assert "约 6 % (增减)" in shown
    assert shown.count("市政府 · ") == 1
    assert "一、2025年工作回顾 ───" in shown


def test_a_narrow_terminal_loses_nothing() -> None:
    """Below 72 columns the remarks stand under the statement, whose words are wrapped and not cut."""
    shown = terminal_text(document(), width=30)
    assert "…" not in shown
    assert "".join(shown.split()).count("财政赤字率控制在3%以内") == 1


def test_colour_only_where_it_is_asked_for() -> None:
    """Without a colour system there is no escape sequence."""
    assert "\x1b" not in terminal_text(document())
    assert "\x1b[" in terminal_text(document(), colour="256")


def test_the_text_cannot_command_the_terminal() -> None:
    """Escape sequences, direction marks and returns in the source are shown as signs."""
    text = "清屏\x1b[2J\x9b31m，转向\u202e，退格\x08。"
    shown = terminal_text(Document("x\x1b]0;y\x07", text, reading(text, (statement(text, text[:-1], "background"),))))
    assert not set("\x1b\x9b\u202e\x08\x07") & set(shown)
    assert "␛[2J" in shown


def test_explanations_stand_under_their_statement() -> None:
    """--explain adds the rule that gave a label, and those that lost."""
    plain = document()
    first = plain.reading.statements[0].id
    why = Explanation(first, "kind", "achievement", 0, 9, "kind.past", ("kind.verb=commitment",))
    shown = terminal_text(Document(plain.file, plain.text, plain.reading, explanations={first: [why]}))
    assert "类别 成效 ← kind.past (落选：kind.verb=commitment)" in shown


def test_a_reading_without_statements_is_a_view_too() -> None:
    """Nothing found is said, not raised."""
    assert "陈述 0 条" in terminal_text(Document("空.txt", TEXT, reading(TEXT, ())))


def test_a_change_to_nobody_is_said() -> None:
    """A speaker is named once; after it a blank would mean the same speaker, so nobody is named too."""
    assert terminal_text(document(), width=100).count("未点明 · ") == 1
