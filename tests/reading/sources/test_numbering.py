"""Word's number formats, as the page shows them."""

import pytest

from huiyin.reading.sources.docx_numbering import numeral


@pytest.mark.parametrize(
    ("number", "form", "shown"),
    [
        (1, "chineseCounting", "一"),
        (10, "chineseCounting", "十"),
        (12, "chineseCountingThousand", "十二"),
        (20, "japaneseCounting", "二十"),
        (105, "chineseCountingThousand", "一百〇五"),
        (1010, "chineseCountingThousand", "一千〇一十"),
        (0, "chineseCounting", "〇"),
        (12, "ideographDigital", "一二"),
        (3, "decimal", "3"),
        (3, "decimalZero", "03"),
        (3, "decimalFullWidth", "３"),
        (3, "decimalEnclosedCircleChinese", "③"),
        (21, "decimalEnclosedCircle", "21"),
        (28, "lowerLetter", "bb"),
        (3, "upperLetter", "C"),
        (14, "lowerRoman", "xiv"),
        (1990, "upperRoman", "MCMXC"),
        (2, "ideographTraditional", "乙"),
        (2, "ideographZodiac", "丑"),
        (7, "unheardOf", "7"),
        (123456, "chineseCounting", "123456"),
    ],
)
def test_a_number_is_shown_in_its_format(number: int, form: str, shown: str) -> None:
    """Each format gives Word's own numeral; an unknown one falls back to digits."""
    assert numeral(number, form) == shown
