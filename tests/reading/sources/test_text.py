"""Plain texts: exactly the characters of the file, by the encodings that Chinese offices use, and nothing by guess."""

import hashlib
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiyin.errors import ReadingError
from huiyin.reading.sources import FilePlace, open_source

TEXT = "各位代表：\r\n　　今年，全市地区生产总值增长5.1%。\r\n\r\n谢谢大家！"


@pytest.mark.parametrize(
    ("codec", "encoding"),
    [
        pytest.param("utf-8", "utf-8", id="utf-8"),
        pytest.param("utf-8-sig", "utf-8", id="utf-8 with BOM"),
        pytest.param("utf-16", "utf-16-le", id="utf-16 with BOM"),
        pytest.param("gbk", "gb18030", id="gbk"),
        pytest.param("gb18030", "gb18030", id="gb18030"),
    ],
)
def test_the_stored_text_is_the_characters_of_the_file(codec: str, encoding: str) -> None:
    """Whatever the encoding, the text is the file's own, line ends and indentation kept, the mark left out."""
    content = TEXT.encode(codec)
    source = open_source(content)
    assert (source.text, source.format, source.encoding) == (TEXT, "txt", encoding)
    assert source.sha256 == hashlib.sha256(content).hexdigest()
    assert source.title is source.publisher is source.published is source.url is None


def test_big_endian_utf16_is_read() -> None:
    """UTF-16 is read in either byte order."""
    assert open_source(b"\xfe\xff" + TEXT.encode("utf-16-be")).text == TEXT


def test_rare_characters_of_gb18030_are_one_code_point_each() -> None:
    """A Han character beyond the BMP takes four bytes in GB18030 and one place in the text."""
    source = open_source("青石区𬭊谷，建成".encode("gb18030"))
    assert source.text[3] == "𬭊"
    assert source.encoding == "gb18030"


def test_ascii_is_utf8() -> None:
    """A text that is the same in both encodings counts as UTF-8."""
    assert open_source(b"GDP +5%").encoding == "utf-8"


@pytest.mark.parametrize(
    ("content", "encoding", "offset"),
    [
        pytest.param("会议听取，".encode() + b"\xff" + "报告。".encode(), "utf-8", 15, id="bad byte in utf-8"),
        pytest.param("会议听取报告".encode()[:-1], "utf-8", 15, id="utf-8 cut inside a character"),
        pytest.param(
            "会议听取，".encode("gbk") + b"\xff" + "报告。".encode("gbk"), "gb18030", 10, id="bad byte in gbk"
        ),
        pytest.param("政府工作報告，請予審議。".encode("big5"), "gb18030", 4, id="big5"),
        pytest.param(b"\xff\xfe" + "会议".encode("utf-16-le")[:-1], "utf-16-le", 4, id="half a unit of utf-16"),
        pytest.param(b"\xff\xfe\x00\xd8\x41\x00", "utf-16-le", 2, id="lone surrogate in utf-16"),
        pytest.param("会议".encode() + b"\xed\xa0\x80", "utf-8", 6, id="lone surrogate in utf-8"),
    ],
)
def test_a_bad_byte_is_named_by_its_place(content: bytes, encoding: str, offset: int) -> None:
    """The error tells the likeliest encoding and the byte where it breaks; mojibake is never returned."""
    with pytest.raises(ReadingError) as caught:
        open_source(content, name="报告.txt")
    assert caught.value.code == "source.encoding"
    assert caught.value.values == {"encoding": encoding, "offset": offset, "name": "报告.txt"}


@pytest.mark.parametrize(
    ("content", "code"),
    [
        pytest.param(b"", "source.empty", id="no byte"),
        pytest.param(b"\xef\xbb\xbf", "source.empty", id="a BOM only"),
        pytest.param("　\r\n \t\u200b".encode(), "source.empty", id="blanks"),
        pytest.param(b"text\0text", "source.binary", id="NUL"),
        pytest.param(bytes(range(1, 256)), "source.binary", id="control characters"),
        pytest.param("文\0字".encode("utf-16"), "source.binary", id="NUL in utf-16"),
    ],
)
def test_what_is_no_text_is_refused(content: bytes, code: str) -> None:
    """Empty files and binary ones have a code each."""
    with pytest.raises(ReadingError) as caught:
        open_source(content)
    assert caught.value.code == code


def test_a_place_in_a_text_is_its_line_and_paragraph() -> None:
    """Lines are counted from one, blank ones included; paragraphs are the lines that are not blank."""
    source = open_source(TEXT.encode())
    assert source.places == ()
    assert source.place_of(0) == FilePlace(None, 1, 1, "body")
    assert source.place_of(TEXT.index("今年")) == FilePlace(None, 2, 2, "body")
    assert source.place_of(TEXT.index("谢谢")) == FilePlace(None, 3, 4, "body")
    assert source.place_of(len(TEXT)) == FilePlace(None, 3, 4, "body")


def test_old_line_ends_count_as_line_ends() -> None:
    """A file with carriage returns only has lines too."""
    assert open_source("一\r二\r三".encode()).place_of(4).line == 3


@pytest.mark.parametrize("offset", [-1, 4])
def test_an_offset_outside_the_text_is_a_mistake_of_the_caller(offset: int) -> None:
    """No place is made up for an offset that the text does not have."""
    with pytest.raises(ValueError, match="outside the text"):
        open_source("三个字".encode()).place_of(offset)


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cc",)), min_size=1))
def test_any_text_comes_back_as_it_was_written(text: str) -> None:
    """Written as UTF-8 or GB18030, a text is read back character by character, or it is blank."""
    for content in ("\ufeff" + text).encode(), text.encode():
        with suppress(ReadingError):
            assert open_source(content, kind="txt").text == text.removeprefix("\ufeff")


@given(st.binary())
def test_any_bytes_give_a_source_or_a_reading_error(content: bytes) -> None:
    """No bytes make an opener raise anything else."""
    with suppress(ReadingError):
        open_source(content).text.encode()
