"""What holds of any draft."""

from hypothesis import given, settings
from hypothesis import strategies as st

from checking.cases import SOURCES
from checking.falsify import sentences
from huiyin.checking import check
from huiyin.demo import texts

SAMPLES = {path.stem: path.read_text(encoding="utf-8") for path in texts()}
SENTENCES = [
    (name, sentence)
    for name, text in SAMPLES.items()
    for _, sentence in sentences(text)
    if any(sign.isalnum() for sign in sentence)
]
SPOKEN = [
    (name, sentence) for name, sentence in SENTENCES if sentence.endswith("。")
]  # a heading says whose words follow
SIGNS = st.sampled_from(
    list(
        "增长下降全市省临江区0123456789０１５一二三十百万亿元%个家，。；：、“”（）\n \u3000年月日5G+-—~.<&"
        "𣲗😀\u200b\u202e"
    )
)


@given(st.sampled_from(SENTENCES))
@settings(max_examples=150, deadline=None)
def test_a_sentence_of_a_text_is_supported_by_it(case: tuple[str, str]) -> None:
    """Every sentence of a sample, cut out of it, is supported with all its items."""
    name, sentence = case
    report = check(sentence, [(name, SAMPLES[name])])
    assert [each.verdict for each in report.sentences] == ["supported"] * len(report.sentences)
    assert all(item.source for each in report.sentences for item in each.items)


@given(st.lists(st.sampled_from(SPOKEN), min_size=1, max_size=4))
@settings(max_examples=60, deadline=None)
def test_sentences_of_several_texts_are_supported_together(cases: list[tuple[str, str]]) -> None:
    """Sentences put together from several sources find their own."""
    draft = "\n".join(sentence.strip() for _, sentence in cases)
    report = check(draft, [(name, SAMPLES[name]) for name in dict.fromkeys(name for name, _ in cases)])
    assert [each.verdict for each in report.sentences] == ["supported"] * len(report.sentences)


@given(st.one_of(st.text(SIGNS, max_size=120), st.text(st.characters(exclude_categories=["Cs"]), max_size=80)))
@settings(max_examples=300, deadline=None)
def test_any_draft_is_checked_soundly(draft: str) -> None:
    """Spans lie in the draft in order and say what stands there; sources say what stands in theirs; twice the same."""
    report = check(draft, SOURCES)
    sources = dict(SOURCES)
    end = 0
    for sentence in report.sentences:
        assert end <= sentence.start < sentence.end <= len(draft)
        end = sentence.end
        assert draft[sentence.start : sentence.end] == sentence.text
        for item in sentence.items:
            assert sentence.start <= item.start < item.end <= len(draft)
            assert draft[item.start : item.end] == item.text
            assert (item.source is not None) == (item.verdict == "supported")
            if item.source:
                assert sources[item.source.source][item.source.start : item.source.end] == item.source.text
    assert check(draft, SOURCES) == report


@given(st.text(SIGNS, max_size=60))
@settings(max_examples=200, deadline=None)
def test_no_numeral_is_passed_over(draft: str) -> None:
    """Each digit, of any width, and each Chinese numeral lies in an item."""
    covered = {at for s in check(draft, SOURCES).sentences for item in s.items for at in range(item.start, item.end)}
    for at, sign in enumerate(draft):
        if sign in "0123456789０１５一二三十百万亿":
            assert at in covered, (sign, at)


@given(st.text(SIGNS, min_size=1, max_size=80))
@settings(max_examples=150, deadline=None)
def test_a_text_supports_itself(text: str) -> None:
    """Held against itself, a text has no figure that differs from the figure at its own place."""
    for sentence in check(text, [("a", text)]).sentences:
        for item in sentence.items:
            if item.type == "figure" and item.nearest is not None and item.verdict == "figure_differs":
                assert item.nearest.text != item.text
