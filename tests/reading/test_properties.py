"""What holds of the reading of any text whatever: invented strings, and the shipped samples done violence to.

A section read alone gives the statements that it gives in its text, except for what it inherits there:

* the year of the document, found in its head, from which anchors and periods are judged, and the sort of text:
  both are handed over here, since a caller who cuts a text knows them;
* the speaker, from a heading above, from who signs below, or from the author of the whole text;
* the part of the text (review, plan, years ahead, suggestions asked for, whose message or answer it is), which headings
  and opening sentences above it set, and with it kind and period, and the rules that name them;
* a first line is taken for a title where no running text stands before it, so that a section is read below its own
  heading, and one without running text has nothing to compare;
* points of checkability for having a speaker; places that an earlier statement's short name made known.

Spans, texts, figures, names and topics are the same; where neither part nor speaker is inherited, kind and period too.
"""

import random
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from huiyin.demo import texts
from huiyin.errors import ReadingError
from huiyin.reading import Kind, MentionType, Period, Reading, TextKind, explain, read

PROPERTY = settings(
    deadline=None,
    derandomize=True,
    max_examples=150,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
SAMPLES = [path.read_bytes().decode("utf-8") for path in texts()]
MARKS = "，。；：！？、“”‘’《》（）〔〕【】,.;:!?\"'()…—-－~·％%▼▼◆①一二（一）1.\n\r\t　 "
CUES = [
    "过去一年，", "2026年，", "到2030年，", "“十五五”时期，", "代表说：“", "建议", "市人大代表", "一是", "同比增长",
    "第", "亿元", "不低于", "以上", "至", "留言主题：", "答复意见", "▼▼临江区代表团代表一致认为\n", "一、工作回顾\n",
    "二、工作安排\n", "《政府工作报告》", "各位代表：\n", "1、", "的建议收悉", "牵头单位：",
]  # fmt: skip
RARE = "𣲗𬭎𠮷🀄👨‍👩‍👧🇨🇳é\u0301"
INVISIBLE = (
    "\u200b\u200c\u200d\u2060\ufeff\u202a\u202e\u2066\u2069\u200e\u200f\u00ad\u0000\u0085\u2028\u2029\u00a0\u3000"
)

pieces = st.one_of(
    st.text(max_size=12),
    st.text(alphabet=MARKS, max_size=8),
    st.text(alphabet="0123456789０１２９一二三十百千万亿两半零〇.,%％‰年月日个家元", max_size=10),
    st.text(alphabet=RARE + INVISIBLE, max_size=6),
    st.sampled_from(CUES),
    st.sampled_from([s[at : at + 40] for s in SAMPLES for at in range(0, len(s), 40)]),
)
strange = st.lists(pieces, max_size=14).map("".join)
kinds = st.sampled_from([None, *(kind.value for kind in TextKind)])


def cut(text: str, chance: random.Random) -> str:
    """Lose the head, the end, or the middle."""
    a, b = sorted((chance.randrange(len(text)), chance.randrange(len(text))))
    return chance.choice((text[a:], text[:b], text[a:b], text[:a] + text[b:]))


def doubled(text: str, chance: random.Random) -> str:
    """Say a stretch twice."""
    a, b = sorted((chance.randrange(len(text)), chance.randrange(len(text))))
    return text[:b] + text[a:b][:600] + text[b:]


def shuffled_marks(text: str, chance: random.Random) -> str:
    """Keep the words, mix up the marks between them."""
    marks = [c for c in text if c in MARKS]
    chance.shuffle(marks)
    return "".join(marks.pop() if c in MARKS else c for c in text)


def lost_marks(text: str, chance: random.Random) -> str:
    """Lose half of the marks."""
    return "".join(c for c in text if c not in MARKS or chance.random() < 0.5)


def full_width(text: str, chance: random.Random) -> str:
    """Digits and letters full-width."""
    return text.translate({n: n + 0xFEE0 for n in (*range(0x30, 0x3A), *range(0x41, 0x5B))})


def half_width(text: str, chance: random.Random) -> str:
    """Marks half-width."""
    return text.translate(str.maketrans("，。；：！？（）“”％", ',.;:!?()""%'))


def sprinkled(alphabet: str) -> Callable[[str, random.Random], str]:
    """Put characters of an alphabet anywhere."""

    def change(text: str, chance: random.Random) -> str:
        return "".join(c + chance.choice(alphabet) if chance.random() < 0.1 else c for c in text)

    return change


def swapped_lines(text: str, chance: random.Random) -> str:
    """Lines in another order."""
    lines = text.split("\n")
    chance.shuffle(lines)
    return "\n".join(lines)


def one_line(text: str, chance: random.Random) -> str:
    """No line breaks."""
    return text.replace("\n", "")


MUTATIONS = {
    "cut": cut,
    "doubled": doubled,
    "shuffled-marks": shuffled_marks,
    "lost-marks": lost_marks,
    "full-width": full_width,
    "half-width": half_width,
    "emoji": sprinkled("🎉👍🀄🇨🇳"),
    "rare-han": sprinkled("𣲗𬭎𠮷𪚥"),
    "bidi-and-zero-width": sprinkled(INVISIBLE),
    "swapped-lines": swapped_lines,
    "one-line": one_line,
}


def assert_sound(text: str, reading: Reading) -> None:
    """Hold everything that is true of every reading."""
    end = 0
    for s in reading.statements:
        assert end <= s.start < s.end <= len(text)
        end = s.end
        assert text[s.start : s.end] == s.text
        assert s.id == f"{s.start}-{s.end}"
        assert "\n" not in s.text
        assert s.kind in set(Kind)
        assert s.period in set(Period)
        assert 0 <= s.checkable <= 4
        assert s.rules
        assert s.speaker is None or s.speaker in text or len(s.speaker) <= 6
        assert s.anchor is None or 0 <= s.anchor.start < s.anchor.end <= len(text)
        for items in (s.measures, s.mentions):
            at = s.start
            for item in items:
                assert at <= item.start < item.end <= s.end
                at = item.end
                assert text[item.start : item.end] == item.text
        assert all(m.value.is_finite() for m in s.measures)
        assert all(m.type in set(MentionType) for m in s.mentions)
    for before, after in pairwise(reading.sections):
        assert before.end == after.start
    for section in reading.sections:
        assert 0 <= section.start < section.end <= len(text)
    if reading.sections:
        assert reading.sections[-1].end == len(text)
    assert reading.source.length == len(text)


@PROPERTY
@given(strange, kinds)
@example("", None)
@example("\u202e2026年\u202c增长\u200b5%\ufeff", "report")
@example('"' * 9, None)
@example("（" * 50 + "，" * 50 + "”" * 50, None)
@example("１２３４５６７８９０" * 30, "hotline")
@example("9" * 4400 + "亿元", None)
@example("第" * 40 + "一、" * 40, "plan")
@example("\x00\x85\x1c\x1d\x1e\u2028", None)
def test_any_text_is_read(text: str, kind: str | None) -> None:
    """Reading never raises, gives what lies in the text, and gives the same again."""
    reading = read(text, text_kind=kind)
    assert_sound(text, reading)
    assert read(text, text_kind=kind) == reading


@pytest.mark.parametrize(
    "space",
    [
        pytest.param("\u2003", id="em"),
        pytest.param("\u2002", id="en"),
        pytest.param("\x1f", id="control"),
        pytest.param("\u3000\u2003", id="mixed"),
    ],
)
def test_white_space_of_any_sort_is_left_outside(space: str) -> None:
    """GUIDELINES «Statements»: white space at either end is no part of the span."""
    assert [s.text for s in read(f"改革开放{space}，{space}成效显著{space}，{space}。").statements] == [
        "改革开放",
        "成效显著",
    ]


@pytest.mark.parametrize("change", MUTATIONS.values(), ids=MUTATIONS)
@pytest.mark.parametrize("number", range(len(SAMPLES)), ids=[path.stem for path in texts()])
def test_a_sample_done_violence_to_is_read(number: int, change: Callable[[str, random.Random], str]) -> None:
    """Whatever happens to a text on its way, its reading is sound and the same twice, as any sort of text."""
    chance = random.Random(f"{number}-{change.__name__}")  # noqa: S311  the same violence every time
    text = SAMPLES[number]
    for kind in (None, chance.choice(list(TextKind)).value):
        broken = change(text, chance)
        reading = read(broken, text_kind=kind)
        assert_sound(broken, reading)
        assert read(broken, text_kind=kind) == reading


@PROPERTY
@given(strange, strange, st.integers(0xD800, 0xDFFF))
def test_a_lone_surrogate_is_refused_wherever_it_stands(before: str, after: str, code: int) -> None:
    """The error names its first place; nothing else is said about the text."""
    with pytest.raises(ReadingError) as raised:
        read(before + chr(code) + after)
    assert (raised.value.code, raised.value.values) == ("text.surrogate", {"offset": len(before)})


@PROPERTY
@given(st.text(max_size=8).filter(lambda kind: kind not in set(TextKind)))
def test_an_unknown_sort_is_refused_whatever_the_text(kind: str) -> None:
    """The sort is checked even where there is nothing to read."""
    with pytest.raises(ReadingError, match=r"text\.kind"):
        read("", text_kind=kind)


@PROPERTY
@given(strange)
def test_every_statement_is_explained(text: str) -> None:
    """Explaining asks the same rules: each statement has its span, kind and period, and no label lies outside."""
    explained = explain(text)
    for s in read(text).statements:
        labels = [e for e in explained if e.statement == s.id]
        assert {"span", "kind", "period"} <= {e.label for e in labels}
        assert all(s.start <= e.start < e.end <= s.end for e in labels)


@PROPERTY
@given(strange)
def test_offsets_move_with_the_text(text: str) -> None:
    """Blank lines before a text move every span by as much and change nothing else."""
    plain, moved = read(text, text_kind="report", year=2026), read("\n\n\n" + text, text_kind="report", year=2026)
    assert [(s.start + 3, s.end + 3, s.kind, s.period, s.speaker) for s in plain.statements] == [
        (s.start, s.end, s.kind, s.period, s.speaker) for s in moved.statements
    ]


def sections(text: str) -> list[tuple[int, int]]:
    """Return the sections of a text that have a heading."""
    return [(s.start, s.end) for s in read(text).sections if s.heading]


@pytest.mark.parametrize("number", range(len(SAMPLES)), ids=[path.stem for path in texts()])
def test_a_section_alone_gives_the_same_statements(number: int) -> None:
    """Spans, figures, names and topics do not depend on what stands around a section; see above for what does."""
    text = SAMPLES[number]
    whole = read(text, year=2026)
    for start, end in sections(text):
        alone = read(text[start:end], year=2026, text_kind=whole.source.text_kind)
        inside = [s for s in whole.statements if start <= s.start < end]
        assert [(s.start + start, s.end + start, s.text, s.rules[0]) for s in alone.statements] == [
            (s.start, s.end, s.text, s.rules[0]) for s in inside
        ]
        for one, other in zip(alone.statements, inside, strict=True):
            assert [(m.text, m.value, m.unit, m.relation, m.role) for m in one.measures] == [
                (m.text, m.value, m.unit, m.relation, m.role) for m in other.measures
            ]
            assert [(m.text, m.type) for m in one.mentions] == [(m.text, m.type) for m in other.mentions]
            assert one.topics == other.topics


def test_a_part_of_a_report_alone_has_the_same_kinds_and_periods() -> None:
    """A part that has its heading inherits its author at most."""
    report = next(path.read_bytes().decode("utf-8") for path in texts() if path.stem.startswith("report"))
    whole = read(report, year=2026)
    tops = [s.start for s in whole.sections if s.level == 1]
    assert len(tops) >= 2
    for start, end in pairwise([*tops, len(report)]):
        alone = read(report[start:end], year=2026, text_kind="report")
        inside = [s for s in whole.statements if start <= s.start < end]
        assert [(s.text, s.kind, s.period, s.rules) for s in alone.statements] == [
            (s.text, s.kind, s.period, s.rules) for s in inside
        ]
