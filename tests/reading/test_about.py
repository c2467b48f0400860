"""What a text says of itself: title, publisher, date; its digest and its length."""

import hashlib

import pytest

from huiyin.reading import SourceInfo, read

BODY = (
    "1月9日，出席市十七届人大五次会议的临江区代表团审议政府工作报告，"
    "代表们畅所欲言，气氛热烈，提出了许多切实可行的意见和建议。\n"
)


def about(head: str) -> SourceInfo:
    """Return the source of a text with this head."""
    return read(head + BODY, text_kind="deliberation").source


TITLES = [
    ("first-heading", "代表热议政府工作报告\n来源：云汀日报\n", "代表热议政府工作报告"),
    ("after-navigation", "首页 > 要闻\n代表热议政府工作报告\n", "代表热议政府工作报告"),
    ("after-furniture", "【字体：大 中 小】\n代表热议政府工作报告\n", "代表热议政府工作报告"),
    ("too-short", "要闻\n代表热议政府工作报告\n", "代表热议政府工作报告"),
    ("none", "", None),
    ("letters-only", "NEWS2026\n代表热议政府工作报告\n", "代表热议政府工作报告"),
]


@pytest.mark.parametrize(("head", "title"), [row[1:] for row in TITLES], ids=[row[0] for row in TITLES])
def test_the_title_is_the_first_heading_of_its_own(head: str, title: str | None) -> None:
    """Navigation, furniture and section names are no titles."""
    assert about(head).title == title


DATES = [
    ("labelled", "发布时间：2026-01-11 08:12\n", "2026-01-11"),
    ("labelled-in-chinese", "成文日期：2026年1月9日\n", "2026-01-09"),
    ("slashes", "时间:2026/1/9\n", "2026-01-09"),
    ("dots", "日期：2026.01.09\n", "2026-01-09"),
    ("line-of-its-own", "代表热议政府工作报告\n2026年1月9日\n", "2026-01-09"),
    ("no-such-month", "发布时间：2026-13-11\n", None),
    ("none", "代表热议政府工作报告\n", None),
]


@pytest.mark.parametrize(("head", "published"), [row[1:] for row in DATES], ids=[row[0] for row in DATES])
def test_the_date_of_publication_is_iso(head: str, published: str | None) -> None:
    """A label or a line of its own tells it; what is no date is none."""
    assert about(head).published == published


@pytest.mark.parametrize(
    ("head", "publisher"),
    [
        ("来源：云汀日报\n", "云汀日报"),
        ("来源: 云汀发布  时间：2026-01-11\n", "云汀发布"),
        ("责任编辑：叶青禾\n", None),
    ],
    ids=["label", "half-width", "editor-is-none"],
)
def test_the_publisher_is_who_the_source_line_names(head: str, publisher: str | None) -> None:
    """Only 来源 names it."""
    assert about(head).publisher == publisher


def test_running_text_is_not_searched() -> None:
    """A date or source within the article is no statement about the article."""
    source = read(BODY + "来源：云汀日报\n发布时间：2026-01-11\n", text_kind="deliberation").source
    assert (source.title, source.publisher, source.published) == (None, None, None)


def test_digest_and_length_are_of_the_stored_text() -> None:
    """The digest is of the UTF-8 bytes, the length in code points."""
    text = "𣲗溪村增收5%。\r\n"
    source = read(text).source
    assert source.sha256 == hashlib.sha256(text.encode()).hexdigest()
    assert source.length == len(text)
    assert source.url is None


def test_what_is_known_outranks_what_is_proposed() -> None:
    """A source that is given is kept as it is."""
    given = SourceInfo("题目", "云汀日报", "2026-01-11", "https://example.org/a", "0" * 64, 3, "other")
    assert read("代表热议政府工作报告\n来源：另一家报纸\n", source=given).source is given
