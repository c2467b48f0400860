"""Marks of secrecy: what bears one is refused; words about secrecy are none."""

import pytest

from huiyin.errors import SecretText
from huiyin.reading.secrecy import refuse_secret, refuse_secret_words, secret_mark


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("机密★1年\n云汀市工作安排", "机密★"),
        ("云汀市工作安排\r秘密\r请勿外传", "秘密"),
        ("云汀市工作安排\r\n秘密\r\n请勿外传", "秘密"),
        ("密级：机密\n云汀市工作安排", "密级：机密"),
        ("正文。\n机密★\n密级：秘密", "机密★"),
        ("保守国家秘密，人人有责。", ""),
        ("云汀市工作安排", ""),
    ],
)
def test_a_mark_is_told_as_written(text: str, mark: str) -> None:
    """With a star, behind its label, or on a line of its own however lines end; the first of several is told."""
    assert secret_mark(text) == mark


@pytest.mark.parametrize("values", ["机密★", {"a": ["正文", {"b": "机密★"}]}, ("正文", "机密★")])
def test_words_with_a_mark_are_refused_wherever_they_are_held(values: object) -> None:
    """The mark is said, in mappings and lists as in a text."""
    with pytest.raises(SecretText) as caught:
        refuse_secret_words(values)
    assert (caught.value.code, caught.value.values) == ("text.secret", {"mark": "机密★"})


def test_what_bears_no_mark_passes() -> None:
    """Numbers and bytes are no words."""
    refuse_secret("正文", "保守国家秘密，人人有责。")
    refuse_secret_words({"a": 1, "b": "机密★".encode(), "c": ["正文"]})
