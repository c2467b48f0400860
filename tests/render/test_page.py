"""The page as it is written: one file, nothing unescaped, nothing from elsewhere."""

import hashlib
import json
import re
from base64 import b64encode
from decimal import Decimal
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from huiyin.render.document import Document
from huiyin.render.page import grouped, page_bytes
from huiyin.render.passage import UNSEEN, plain_html, text_html
from render.cases import TEXT, document, measure, mention, reading, statement


def parsed(page: bytes) -> html.HtmlElement:
    return html.document_fromstring(page.decode())


def having(page: html.HtmlElement, class_: str) -> list[str]:
    """Return the words of the elements of the text that have a class."""
    found = page.xpath(f"//article//*[contains(concat(' ', @class, ' '), ' {class_} ')]")
    return [element.text_content() for element in found]


def part(page: html.HtmlElement, label: str) -> str:
    """Return all pieces of a figure or name, joined."""
    found = page.xpath(f"//*[contains(concat(' ', @data-r, ' '), ' {label} ')]")
    return "".join(element.text_content() for element in found)


def blocks(page: html.HtmlElement) -> list[html.HtmlElement]:
    """Return the paragraphs and headings of the text."""
    found: list[html.HtmlElement] = page.xpath("//article/p | //article/h3")
    return found


def data_of(page: html.HtmlElement) -> dict[str, Any]:
    """Return what the script gets."""
    (holder,) = page.xpath("//script[@id='data']")
    found: dict[str, Any] = json.loads(holder.text)
    return found


def with_signs(element: html.HtmlElement) -> str:
    """Return an element's text with the number of each unseen character in its place."""
    for sign in element.xpath(".//span[@class='ctl']"):
        sign.text = sign.get("data-u")
    return str(element.text_content())


def test_the_page_asks_nobody_for_anything() -> None:
    """No address is loaded, and the policy allows only the page's own style and script by their hash."""
    page = page_bytes(document()).decode()
    assert not re.search(r"""(?:src|href)=["'](?!#)""", page)
    assert "url(" not in re.sub(r"No url\(\)", "", page)
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert policy is not None
    hashes = dict(re.findall(r"(script|style)-src '(sha256-[^']+)'", policy[1]))
    for element, content in re.findall(r"<(script|style)>(.*?)</\1>", page, re.DOTALL):
        assert hashes[element] == "sha256-" + b64encode(hashlib.sha256(content.encode()).digest()).decode()
    assert "default-src 'none'" in policy[1]
    assert " style=" not in page
    assert not re.search(r"\son[a-z]+=", page)


def test_each_statement_is_a_span_with_its_words() -> None:
    """The span of a statement holds exactly its text, and that of a figure or name its own."""
    page = parsed(page_bytes(document()))
    for number, each in enumerate(document().reading.statements):
        (span,) = page.xpath(f"//span[@id='s-{each.id}']")
        assert (span.text_content(), span.get("data-s")) == (each.text, str(number))
        assert f"k-{each.kind}" in span.get("class")
    assert having(page, "m") == ["6.2%", "31家", "6%", "3%"]
    assert having(page, "n") == ["临江区", "国家级节水型城市", "云汀大桥"]


def test_the_whole_text_is_there() -> None:
    """Headings and lines without a statement are shown as well, in order."""
    found = blocks(parsed(page_bytes(document())))
    assert [block.text_content() for block in found] == TEXT.strip().split("\n")
    assert [block.tag for block in found] == ["p", "h3", "p", "h3", "p", "p"]


def test_a_time_expression_outside_its_statements_is_marked() -> None:
    """The heading that sets the year can be pointed at."""
    page = parsed(page_bytes(document()))
    assert having(page, "t")[-1:] == ["2026年工作安排"]


def test_the_data_hold_ready_texts_and_both_languages() -> None:
    """The script gets slices, formatted figures and the words of both languages."""
    data = data_of(parsed(page_bytes(document())))
    assert data["statements"][0]["m"] == [["6.2%", "地区生产总值增长"[-6:], "=", "6.2", "%", "change", "measure.plain"]]
    assert set(data["words"]["zh"]) == set(data["words"]["en"])
    assert data["names"]["zh"]["kind"]["commitment"] == "部署"
    assert data["names"]["en"]["topic"]["economy"] == "Economy and planning"


def test_the_page_opens_in_the_language_asked_for() -> None:
    """Chinese first; English on demand; the text itself stays Chinese."""
    assert parsed(page_bytes(document())).get("lang") == "zh-CN"
    page = parsed(page_bytes(document(), "en"))
    assert page.get("lang") == "en"
    assert page.get_element_by_id("text").get("lang") == "zh-CN"


HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(2)>&amp;\"'<!--"


def test_nothing_of_the_source_becomes_markup() -> None:
    """A text full of markup is shown as text: in the passage, the data, the title and the attributes."""
    text = f"{HOSTILE}31家。"
    shown = statement(
        text,
        text[:-1],
        "background",
        speaker=HOSTILE,
        places=(HOSTILE,),
        measures=(measure(text, text[:-1], "31家", "31", "家"),),
    )
    page = page_bytes(
        Document(HOSTILE, text, reading(text, (shown,), title=HOSTILE, publisher=HOSTILE, published=HOSTILE))
    )
    found = parsed(page)
    assert len(found.xpath("//script")) == 2
    assert found.xpath("//img") == []
    assert blocks(found)[0].text_content() == text
    assert data_of(found)["statements"][0]["speaker"] == HOSTILE


def test_a_link_is_made_of_web_addresses_only() -> None:
    """An address of another scheme is no link."""
    for url, links in (("https://yunting.example/report", 1), ("javascript:alert(1)", 0)):
        shown = Document("x", TEXT, reading(TEXT, (), url=url))
        assert len(parsed(page_bytes(shown)).xpath("//article//a[@rel]")) == links


def test_unseen_characters_are_shown_by_number() -> None:
    """Direction marks, zero-width characters and controls stand in the page as signs, not as themselves."""
    text = "批准\u202e3\u200b1\u0007家。"
    page = text_html(Document("x", text, reading(text, (statement(text, text[:-1], "background"),))))
    assert not UNSEEN.search(page)
    assert re.findall(r'data-u="(U\+[0-9A-F]+)"', page) == ["U+202E", "U+200B", "U+0007"]
    assert plain_html("邨\ufe00") == "邨\ufe00"  # a variation selector belongs to its character


def test_characters_beyond_the_basic_plane_keep_their_place() -> None:
    """Rare Han characters before and inside a figure's passage shift nothing."""
    text = "𠮷野村、𡊄头村新增𬭎业企业31家，𪚥𪚥镇投资2亿元。"
    first, second = "𠮷野村、𡊄头村新增𬭎业企业31家", "𪚥𪚥镇投资2亿元"
    statements = (
        statement(
            text,
            first,
            "achievement",
            measures=(measure(text, first, "31家", "31", "家"),),
            mentions=(mention(text, "𡊄头村", "place"),),
        ),
        statement(text, second, "achievement", measures=(measure(text, second, "2亿元", "200000000", "元"),)),
    )
    page = parsed(page_bytes(Document("x", text, reading(text, statements))))
    assert having(page, "m") == ["31家", "2亿元"]
    assert having(page, "n") == ["𡊄头村"]
    assert having(page, "span") == [first, second]


def test_overlapping_parts_are_cut_and_all_are_marked() -> None:
    """A name inside a figure's span, or across its edge, leaves both whole."""
    text = "获评2025年度全国百强第38名。"
    words = text[:-1]
    shown = statement(
        text,
        words,
        "achievement",
        measures=(measure(text, words, "第38名", "38", "名", role="rank"),),
        mentions=(mention(text, "全国百强第", "honour"),),
    )
    page = parsed(page_bytes(Document("x", text, reading(text, (shown,)))))
    assert part(page, "m0") == "第38名"
    assert part(page, "n0") == "全国百强第"
    assert having(page, "span") == [words]


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=80))
def test_any_text_is_shown_whole(text: str) -> None:
    """Whatever the text, the blocks hold its lines, without the white space around them."""
    kept = text.strip()
    found = (statement(text, kept, "background"),) if kept and not re.search(r"[\r\n]", kept) else ()
    shown = Document("x", text, reading(text, found))
    page = html.fragment_fromstring(text_html(shown), create_parent="div")
    lines = [line.strip() for line in re.split(r"\r\n?|\n", text)]
    expected = [UNSEEN.sub(lambda sign: f"U+{ord(sign[0]):04X}", line) for line in lines if line]
    assert [with_signs(block) for block in page] == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [("8.1E+9", "8,100,000,000"), ("6.20", "6.2"), ("-3.5", "-3.5"), ("0.3333", "0.3333"), ("100", "100"), ("0", "0")],
)
def test_figures_are_grouped(value: str, expected: str) -> None:
    """Thousands have separators, nothing has an exponent, a fraction no trailing zeros."""
    assert grouped(Decimal(value)) == expected


SHEET = (files("huiyin.render") / "static" / "reading.css").read_text(encoding="utf-8")


def test_both_ways_to_darkness_are_the_same() -> None:
    """The system's dark scheme and the page's own switch use equal tokens."""
    system, switch = (
        block.split("{", 1)[1] for block in re.findall(r":root[^{]*\{\s*color-scheme: dark;[^}]*\}", SHEET)
    )
    assert system == switch


def test_colours_stand_in_tokens_only() -> None:
    """No rule outside the tokens names a colour, but black ink on paper and the ink on a mark."""
    rules = SHEET[SHEET.index("@layer reset {") :]
    assert set(re.findall(r"#[0-9a-f]{3,8}\b", rules)) <= {"#000", "#1b1e22"}


def test_every_class_is_in_the_sheet() -> None:
    """What the template, the script and the marks name as a class has a rule."""
    used = set()
    for name in ("templates/reading.html", "static/reading.js"):
        source = (files("huiyin.render") / name).read_text(encoding="utf-8")
        for words in re.findall(r'class(?:=|: )["`]([^"`]+)["`]', source):
            used.update(word for word in words.split() if re.fullmatch(r"[a-z-]+", word))
    hooks = {"panel"}  # the script finds the lists by it
    assert used - set(re.findall(r"\.([a-z][a-z0-9-]*)", SHEET)) == hooks
