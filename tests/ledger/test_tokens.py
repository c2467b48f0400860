"""The tokeniser of search: whatever stands in a text is found by any part of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiyin.ledger.tokens import LONGEST_QUERY, Phrase, phrases, tokens

TEXTS = st.text(alphabet=st.one_of(st.sampled_from("停水三天，85公里 ＡBcé𠮷。\n㎡ß"), st.characters()), max_size=120)


def found_in(query: str, text: str) -> bool:
    """Say whether all that a query looks for stands in a text, each in one of its spellings."""
    words = tokens(text).split()
    return all(any(stands(phrase, words) for phrase in each) for each in phrases(query))


def stands(phrase: Phrase, words: list[str]) -> bool:
    """Say what a database says: the tokens follow one another, or one begins with the prefix."""
    if phrase.prefix:
        return any(word.startswith(phrase.tokens[0]) for word in words)
    n = len(phrase.tokens)
    return any(tuple(words[at : at + n]) == phrase.tokens for at in range(len(words)))


@given(TEXTS, st.data())
def test_any_part_of_a_text_finds_it(text: str, data: st.DataObject) -> None:
    """A query that is a part of a text always matches, across width, case and white space."""
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + LONGEST_QUERY)))
    assert found_in(text[start:end], text)


@given(TEXTS)
def test_tokens_are_words_of_ascii_letters(text: str) -> None:
    """Nothing that a database could take for an operator or a quote gets into its index or a query."""
    said = tokens(text) + "".join(token for each in phrases(text[:50]) for phrase in each for token in phrase.tokens)
    assert set(said) <= set("abcdefghijklmnop ")


@pytest.mark.parametrize(
    ("text", "query", "found"),
    [
        ("小区停水三天", "停水", True),
        ("小区停水三天", "水", True),
        ("小区停水三天", "水停", False),
        ("停电，水管", "电水", False),
        ("改造85 公里", "85公里", True),
        ("改造８５公里", "85 公里", True),
        ("GDP增长", "gdp", True),
        ("物业没有答复", "物业 答复", True),
        ("物业没有答复", "物业 停水", False),
        ("任务 2026-061", "2026-061", True),
        ("第0028号", "第28号", True),
        ("第0028号", "第 28 号", True),
        ("第0028号", "第29号", False),
        ("修建第28号码头", "第28号", True),
        ("建议第0028号", "建议第28号", True),
        ("建议第028号的答复", "建议第28号的答复", True),
        ("建议第0128号", "建议第28号", False),
        ("落实市政府令第8号的配套细则", "市政府令第8号", True),
        ("落实市政府令第8号的配套细则", "政府令第8号", True),
        ("落实市政府令第8号的配套细则", "令第8号的配套", True),
        ("第0003号并入第0028号", "第3号并入第28号", True),
        ("十二月18号完成28号楼", "第8号", False),
        ("地铁12号线", "第2号", False),
        ("𠮷林", "𠮷", True),
    ],
)
def test_what_finds_what(text: str, query: str, found: bool) -> None:
    """Words of two characters, single ones, several at once; never across a mark of punctuation."""
    assert found_in(query, text) is found


def test_nothing_to_look_for() -> None:
    """Marks alone are no query."""
    assert phrases(" ，。%_'\"*") == ()
