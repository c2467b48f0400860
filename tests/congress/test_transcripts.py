"""Transcripts of recordings: SRT and WebVTT become one text with the time of each cue."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiyin.congress.remark_splitting import split
from huiyin.congress.transcripts import cues, is_transcript, seconds_within, shifted, transcript_of
from huiyin.errors import CongressError

SRT = (
    "\ufeff1\r\n00:00:01,000 --> 00:00:04,500\r\n葛然代表：航道要疏浚，\r\n\r\n"
    "2\r\n00:00:04,500 --> 00:00:09,000\r\n泊位也不够。\r\n\r\n"
    "3\r\n00:00:12,000 --> 00:00:20,000\r\n虞陌代表：末班车太早。\r\n"
)
VTT = """WEBVTT - 第1会议室

NOTE 机器转写

1
00:01.000 --> 00:04.000 align:start
<v 葛然>航道<i>要</i>疏浚，</v>

00:04.000 --> 00:09.000
<v 葛然>泊位也不够。

00:12.000 --> 00:20.000
<v.loud 虞陌>末班车 &lt;太早&gt;。
"""


def test_cues_become_one_text_with_marks() -> None:
    """Cues of one sentence are joined without a gap; a label begins a line; marks say where each cue begins."""
    found = transcript_of(SRT)
    assert found.text == "葛然代表：航道要疏浚，泊位也不够。\n虞陌代表：末班车太早。"
    assert found.marks == ((0, 1, 5), (11, 5, 9), (18, 12, 20))
    pieces = split(found.text)
    assert [(each.named, seconds_within(found.marks, each.start, each.end)) for each in pieces] == [
        ("葛然", 8),
        ("虞陌", 8),
    ]


def test_a_voice_becomes_a_label() -> None:
    """What a voice tag says stands before the words, once; tags and entities are taken for what they mean."""
    found = transcript_of(VTT)
    assert found.text == "葛然：航道要疏浚，泊位也不够。\n虞陌：末班车 <太早>。"
    assert [since for _at, since, _until in found.marks] == [1, 4, 12]


def test_two_voices_share_the_time_of_a_cue() -> None:
    """Several voices in one cue get its time by the length of what they said."""
    found = list(cues("00:00:00,000 --> 00:00:10,000\n<v 葛然>一二三四</v><v 虞陌>五六七八九十</v>"))
    assert [(each.voice, each.start, each.end) for each in found] == [("葛然", 0, 4000), ("虞陌", 4000, 10000)]


@pytest.mark.parametrize(
    ("text", "code", "values"),
    [
        ("1\n00:00:01,000 -> 00:00:02\n好", "transcript.empty", {}),
        (
            "1\n00:00:xx,000 --> 00:00:02,000\n好",
            "transcript.time",
            {"line": 2, "words": "00:00:xx,000 --> 00:00:02,000"},
        ),
        ("1\n00:00:05,000 --> 00:00:02,000\n好", "transcript.backwards", {"line": 2}),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\n\n", "transcript.empty", {}),
    ],
)
def test_a_broken_transcript_says_where(text: str, code: str, values: dict[str, object]) -> None:
    """The line that cannot be read is named."""
    with pytest.raises(CongressError) as refused:
        transcript_of(text)
    assert (refused.value.code, refused.value.values) == (code, values)


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [(SRT, "", True), (VTT, "a.txt", True), ("葛然：好。", "a.SRT", True), ("葛然：好。", "a.txt", False)],
)
def test_a_transcript_is_known_by_name_or_content(text: str, name: str, expected: bool) -> None:
    """Offices rename files; the first lines tell."""
    assert is_transcript(text, name) is expected


SAID = st.text(alphabet="葛然虞陌航道要疏浚泊位也不够，。ab", min_size=1, max_size=12)
TIMES = st.lists(st.tuples(st.integers(0, 9_000), st.integers(1, 60_000), SAID), min_size=1, max_size=12)


@given(TIMES)
def test_every_cue_stands_in_the_text_at_its_mark(given_: list[tuple[int, int, str]]) -> None:
    """Nothing is lost, nothing is added but line ends and blanks, and no second is lost in the sum."""
    at, blocks, words = 0, [], []
    for gap, length, said in given_:
        start, end = at + gap, at + gap + length
        blocks.append(f"{_clock(start)} --> {_clock(end)}\n{said}")
        words.append((said, (start + 500) // 1000, (end + 500) // 1000))
        at = end
    found = transcript_of("\n\n".join(blocks))
    assert all(found.text[mark[0] :].startswith(said) for mark, (said, _a, _b) in zip(found.marks, words, strict=True))
    assert [mark[1:] for mark in found.marks] == [(since, until) for _said, since, until in words]
    assert "".join(found.text.split()) == "".join(said for said, _a, _b in words)
    assert seconds_within(found.marks, 0, len(found.text)) == sum(until - since for _s, since, until in words)


@given(st.text(alphabet="0123456789:,.-> \n<v葛然>WEBVTT&;", max_size=120))
def test_any_text_is_read_or_refused(text: str) -> None:
    """No text breaks the parser, and marks lie in the text in order."""
    try:
        found = transcript_of(text)
    except CongressError:
        return
    offsets = [mark[0] for mark in found.marks]
    assert offsets == sorted(offsets)
    assert all(0 <= offset < len(found.text) and since <= until for offset, since, until in found.marks)


EDITS = [
    ("葛然：一二。虞陌：三。", "葛然：一二。虞陌：三。", [[0, 1, 2], [6, 2, 3]]),
    ("葛然：一二。虞陌：三。", "葛然：一。虞陌：三。", [[0, 1, 2], [5, 2, 3]]),
    ("葛然：一二。虞陌：三。", "（注）葛然：一二。虞陌：三。", [[3, 1, 2], [9, 2, 3]]),
    ("葛然：一二。虞陌：三。", "全换了", []),
]


@pytest.mark.parametrize(("old", "new", "expected"), EDITS)
def test_marks_follow_an_edit(old: str, new: str, expected: list[list[int]]) -> None:
    """Correcting a word moves the marks behind it; what was in the change has no time any more."""
    assert shifted([[0, 1, 2], [6, 2, 3]], old, new) == expected


@given(st.text("葛然虞陌一二", max_size=20), st.text("葛然虞陌一二", max_size=20))
def test_marks_never_leave_the_text(old: str, new: str) -> None:
    """Whatever was edited, a mark stands before the same character as before."""
    for offset, since, _until in shifted([[at, at, at + 1] for at in range(len(old))], old, new):
        assert new[offset] == old[since]


def _clock(milliseconds: int) -> str:
    seconds, rest = divmod(milliseconds, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02},{rest:03}"
