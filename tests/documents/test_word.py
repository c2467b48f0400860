"""Word templates: what is let in, what is wrong with one and where, and what comes out."""

import io
import zipfile

import pytest
from docx import Document
from docx.oxml.ns import qn
from tests.documents.words import changed, docx, says

from huiyin.documents.word import render
from huiyin.documents.word_check import faults
from huiyin.documents.word_fields import Field, Link, filled
from huiyin.documents.word_kinds import KINDS, document, shipped, tried
from huiyin.documents.word_package import MOST_OCTETS, refuse_unfit
from huiyin.errors import CongressError

FIELDS = (
    Field("标题", "title", "", "台账"),
    Field("数", "figure", "", fields=(Field("件数", "part", "", "3"),)),
    Field(
        "事项表",
        "cases",
        "",
        fields=(
            Field("编号", "number", "", "1"),
            Field("标题", "title", "", "甲"),
            Field("单位表", "units", "", fields=(Field("单位", "unit", "", "乙局"),), many=True),
        ),
        many=True,
    ),
)
FOR, END = "{%p for 事项 in 事项表 %}", "{%p endfor %}"
GOOD = docx("{{ 标题 }} {{ 数.件数 }}", FOR, "{{ 事项.编号 }}", END, foot="{{ title }}")
ROWS, ROWS_END = "{%tr for 事项 in cases %}", "{%tr endfor %}"
TABLE = [["编号", "标题"], [ROWS, ""], ["{{ 事项.编号 }}", "{{ 事项.title }}"], [ROWS_END, ""]]


@pytest.mark.parametrize(
    ("paragraphs", "rows", "found"),
    [
        (["一", "二", "{{ 事项.编号 }}"], [], [("unknown_name", 3, 0, 0, "事项")]),
        ([FOR, "{{ 事项.编码 }}", END], [], [("unknown_field", 2, 0, 0, "编码")]),
        (["{{ 数.件 }}"], [], [("unknown_field", 1, 0, 0, "件")]),
        (["{{ 事项表.编号 }}"], [], [("list_field", 1, 0, 0, "事项表")]),
        (["{{ 事项表 }}"], [], [("not_a_text", 1, 0, 0, "事项表")]),
        (["{{ 数 }}"], [], [("not_a_text", 1, 0, 0, "数")]),
        (["{%p for 行 in 标题 %}", END], [], [("not_a_list", 1, 0, 0, "标题")]),
        (["{{ 标题"], [], [("not_closed", 1, 0, 0, "")]),
        (["标题 }}"], [], [("not_closed", 1, 0, 0, "")]),
        (["｛｛ 标题 ｝｝"], [], [("full_width", 1, 0, 0, "")]),
        (["{{ 标题 + }}"], [], [("syntax", 1, 0, 0, "")]),
        (["{{ }}"], [], [("syntax", 1, 0, 0, "")]),
        (["{% tr for 行 in 事项表 %}"], [], [("syntax", 1, 0, 0, "")]),
        (["{{ 标题 * 9 }}"], [], [("forbidden", 1, 0, 0, "mul")]),
        (["{{ 标题.upper() }}"], [], [("forbidden", 1, 0, 0, "call")]),
        (["{{ 标题|safe }}"], [], [("forbidden", 1, 0, 0, "filter")]),
        (["{{ 标题.__class__ }}"], [], [("forbidden", 1, 0, 0, "getattr")]),
        (["{{ range }}"], [], [("unknown_name", 1, 0, 0, "range")]),
        (["{% set 甲 = 标题 %}"], [], [("forbidden", 1, 0, 0, "set")]),
        (["{% include '甲' %}"], [], [("forbidden", 1, 0, 0, "include")]),
        ([FOR, "甲"], [], [("no_end", 1, 0, 0, "endfor")]),
        (["甲", END], [], [("no_begin", 2, 0, 0, "for")]),
        (["{% else %}"], [], [("no_begin", 1, 0, 0, "if")]),
        ([f"甲{FOR}", END], [], [("not_alone", 1, 0, 0, "")]),
        ([FOR, "甲{% endfor %}"], [], [("other_sort", 2, 0, 0, FOR)]),
        ([ROWS, ROWS_END], [], [("outside_table", 1, 0, 0, ""), ("outside_table", 2, 0, 0, "")]),
        ([], [[ROWS, ROWS_END]], [("same_row", 0, 1, 1, ROWS)]),
        ([FOR, "{%p for 又 in 事项表 %}", END, END], [], [("nested", 2, 0, 0, "")]),
        (["甲"], [["头"], ["{{ 事项.编号 }}"]], [("unknown_name", 0, 1, 2, "事项")]),
    ],
)  # fmt: skip
def test_a_fault_names_its_tag_and_place(
    paragraphs: list[str], rows: list[list[str]], found: list[tuple[str, int, int, int, str]]
) -> None:
    """The paragraph outside of tables, the row within; no fault is told twice."""
    told = faults(docx(*paragraphs, rows=rows), FIELDS)
    assert [
        (each.code, *((where.paragraph, where.table, where.row) if (where := each.where) else ()), each.name)
        for each in told
    ] == found
    assert all(each.tag for each in told)


def test_a_template_without_a_tag_is_refused() -> None:
    """A paper of one's own, sent by mistake, would be all that is ever made; one tag anywhere is enough."""
    assert [each.code for each in faults(docx("一份别的文件"), FIELDS)] == ["no_tags"]
    assert faults(docx("一份别的文件", foot="{{ 标题 }}"), FIELDS) == []


def test_a_near_name_is_offered() -> None:
    """And faults of several paragraphs come at once, each with its part of the page."""
    told = faults(docx("{{ 标是 }}", "{{ 数.件书 }}", foot="{{ 甲 }}"), FIELDS)
    assert [(each.code, each.near) for each in told] == [
        ("unknown_name", "标题"),
        ("unknown_field", "件数"),
        ("unknown_name", ""),
    ]
    assert [each.where.part for each in told if each.where] == ["body", "body", "footer"]


def test_a_tag_split_over_runs_is_one_tag() -> None:
    """As Word leaves it after edits and spell checks; typographic quotes are quotes."""
    file = Document(io.BytesIO(docx("")))
    for words in ("{", "{ 标", "题|default(“无”)", " }", "}"):
        file.paragraphs[0].add_run(words)
    out = io.BytesIO()
    file.save(out)
    assert faults(out.getvalue(), FIELDS) == []
    assert says(render(out.getvalue(), filled(FIELDS, {"title": "甲"}).context))[0] == ["甲"]


def test_a_tag_outside_of_the_text_is_found_by_trying() -> None:
    """What no paragraph shows, such as a name of a bookmark, may hold no more than a paragraph may."""
    hidden = '<w:bookmarkStart w:id="1" w:name="{{ 标题.upper() }}"/></w:p>'
    template = changed(docx("甲"), document=("</w:p>", hidden))
    assert [each.code for each in faults(template, FIELDS)] == ["forbidden"]
    loops = (
        '<w:bookmarkStart w:id="1" w:name="{% for a in cases %}{% for b in cases %}{% endfor %}{% endfor %}"/></w:p>'
    )
    assert [each.code for each in faults(changed(docx("甲"), document=("</w:p>", loops)), FIELDS)] == ["forbidden"]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("<w:r><w:t>{}</w:t></w:r></w:p>", "too_many"),
        ('<w:bookmarkStart w:id="1" w:name="{}"/></w:p>', "too_many"),
        ('<w:bookmarkStart w:id="1" w:name="{% vm %}"/></w:p>', "forbidden"),
    ],
    ids=["text", "hidden", "merge"],
)
def test_what_would_take_minutes_is_refused_before_it_is_looked_for(words: str, code: str) -> None:
    """Thousands of tags that never end, or marks whose patterns grow by the cube, in the text or beside it."""
    template = changed(docx("甲"), document=("</w:p>", words.replace("{}", "{{ " * 100_000)))
    assert {each.code for each in faults(template, FIELDS)} == {code}
    long = changed(docx("甲"), document=("</w:p>", f"<w:r><w:t>{{{{ {'(' * 3000} }}}}</w:t></w:r></w:p>"))
    assert [each.code for each in faults(long, FIELDS)] == ["syntax"]


def test_a_loop_across_a_border_of_a_table_is_refused() -> None:
    """It would leave a file that Word calls broken."""
    template = docx("{% for 事项 in 事项表 %}", rows=[["{% endfor %}"]])
    assert [each.code for each in faults(template, FIELDS)] == ["structure"]


def test_values_are_words_and_nothing_else() -> None:
    """Markup, tags and signs that a file cannot hold stay words; the same values give the same bytes."""
    values = {
        "title": "<w:p/> & {{ 标题 }} \x07\ue000",
        "figure": {"part": Link("3", "https://example.cn/?a=1&b=2")},
        "cases": [{"number": "1\n2", "title": ""}, {"number": 3}],
    }
    told = filled(FIELDS, values)
    once = render(GOOD, told.context, addresses=told.addresses, title="甲")
    assert once == render(GOOD, told.context, addresses=told.addresses, title="甲")
    assert says(once)[0] == ["<w:p/> & {{ 标题 }} \N{REPLACEMENT CHARACTER}\N{REPLACEMENT CHARACTER} 3", "1\n2", "3"]
    file = Document(io.BytesIO(once))
    assert file.sections[0].footer.paragraphs[0].text.startswith("<w:p/>")
    (link,) = file.element.body.iter(qn("w:hyperlink"))
    assert file.part.rels[link.get(qn("r:id"))].target_ref == "https://example.cn/?a=1&b=2"
    assert (file.core_properties.title, file.core_properties.author) == ("甲", "")
    with zipfile.ZipFile(io.BytesIO(once)) as package:
        assert {each.date_time for each in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_rows_of_a_table_follow_the_list() -> None:
    """The rows with the tags of the loop vanish; an empty list leaves the head alone."""
    template = docx("甲", rows=TABLE)
    assert faults(template, FIELDS) == []
    told = filled(FIELDS, {"cases": [{"number": "1", "title": "子"}, {"number": "2", "title": "丑"}]})
    assert says(render(template, told.context))[1] == [["编号", "标题"], ["1", "子"], ["2", "丑"]]
    assert says(render(template, filled(FIELDS, {}).context))[1] == [["编号", "标题"]]


def test_filling_a_template_that_was_never_checked_names_the_tag() -> None:
    """The fault comes as a code with the tag, never as one of a library."""
    with pytest.raises(CongressError) as caught:
        render(docx("{{ 标题 }} {{ 没有 }}"), filled(FIELDS, {}).context)
    assert (caught.value.code, caught.value.values["tag"]) == ("word.tag", "{{ 没有 }}")


RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OUTSIDE = '<Relationship Id="x1" TargetMode="External" Type="{}/{}" Target="{}"/></Relationships>'
MARK = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
FIELD = f"{MARK.format('begin')}<w:r><w:instrText>{{}}</w:instrText></w:r>{MARK.format('end')}</w:p>"
ACTIVE = ("wordprocessingml.document.main+xml", "x.macroEnabled.main+xml")


def outside(kind: str, target: str) -> bytes:
    """Return a template with a relation to something elsewhere."""
    return changed(GOOD, rels=("</Relationships>", OUTSIDE.format(RELATIONS, kind, target)))


def with_field(words: str) -> bytes:
    """Return a template with a field of Word."""
    return changed(GOOD, document=("</w:p>", FIELD.format(words)))


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (GOOD, "模板.docx", ""),
        (outside("hyperlink", "https://a.example/"), "a.docx", ""),
        (with_field(" PAGE "), "a.docx", ""),
        (GOOD, "模板.docm", "template.ending"),
        (b"", "a.docx", "template.empty"),
        (b"PK" + b"0" * MOST_OCTETS, "a.docx", "template.too_large"),
        (b"%PDF-1.7", "a.docx", "template.content"),
        (GOOD[:-200], "a.docx", "template.content"),
        (changed(GOOD, {"word/document.xml": None}), "a.docx", "template.content"),
        (changed(GOOD, types=("document.main+xml", "template.main+xml")), "a.docx", "template.content"),
        (changed(GOOD, types=ACTIVE), "a.docx", "template.macros"),
        (changed(GOOD, {"word/vbaProject.bin": b"x"}), "a.docx", "template.macros"),
        (changed(GOOD, {"word/embeddings/oleObject1.bin": b"x"}), "a.docx", "template.embedded"),
        (changed(GOOD, {"word/activeX/activeX1.xml": b"<a/>"}), "a.docx", "template.embedded"),
        (changed(GOOD, {"word/media/a.txt": b"0" * 20_000_000}), "a.docx", "template.bomb"),
        (changed(GOOD, {f"word/{n}.txt": b"" for n in range(400)}), "a.docx", "template.bomb"),
        (changed(GOOD, {"word/x.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}), "a.docx", "template.bomb"),
        (changed(GOOD, {"word/x.xml": b"<a>"}), "a.docx", "template.content"),
        (outside("image", "https://a.example/x"), "a.docx", "template.external"),
        (outside("attachedTemplate", "file:///x"), "a.docx", "template.external"),
        (outside("hyperlink", "file:///x"), "a.docx", "template.external"),
        (with_field('INCLUDETEXT "x"'), "a.docx", "template.field"),
        (with_field("DDE</w:instrText><w:instrText>AUTO x"), "a.docx", "template.field"),
        (changed(GOOD, rels=("footer1.xml", "footer1.foo")), "a.docx", "template.content"),
        (changed(GOOD, document=("</w:p>", '<w:altChunk r:id="x1"/></w:p>')), "a.docx", "template.embedded"),
    ],
)  # fmt: skip
def test_only_plain_word_files_are_let_in(content: bytes, name: str, code: str) -> None:
    """No macros, nothing embedded, nothing from elsewhere, nothing that unpacks to more than a template may."""
    if not code:
        refuse_unfit(content, name)
        return
    with pytest.raises(CongressError) as caught:
        refuse_unfit(content, name)
    assert caught.value.code == code


@pytest.mark.parametrize("kind", KINDS)
def test_a_shipped_template_is_without_fault(kind: str) -> None:
    """It would be let in itself, can be filled with samples, and its tables repeat their heads."""
    template = shipped(kind)
    refuse_unfit(template, f"{kind}.docx")
    assert faults(template, KINDS[kind].fields) == []
    once = tried(kind, template)
    assert once == tried(kind, template)
    assert "{" not in str(says(once))
    for table in Document(io.BytesIO(once)).tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None


def test_a_table_says_at_its_foot_what_it_holds() -> None:
    """A4 on its side; as of when, rows, what is withheld, filters, and the number of the page."""
    values = {"title": "台账", "as_of": "2026年5月13日 09:40", "count": "0", "hidden": "2", "filters": "年度 2026"}
    file = Document(io.BytesIO(document("ledger_table", shipped("ledger_table"), values)))
    section = file.sections[0]
    assert section.page_width is not None
    assert section.page_height is not None
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (297, 210)
    foot = [paragraph.text for paragraph in section.footer.paragraphs]
    assert foot[:2] == ["截至 2026年5月13日 09:40，共 0 行，另有 2 件保密，未列、未计", "条件：年度 2026"]
    assert "NUMPAGES" in section.footer._element.xml
    assert "没有符合条件的事项。" in [paragraph.text for paragraph in file.paragraphs]
    file = Document(io.BytesIO(document("ledger_table", shipped("ledger_table"), {**values, "hidden": ""})))
    assert file.sections[0].footer.paragraphs[0].text == "截至 2026年5月13日 09:40，共 0 行"
