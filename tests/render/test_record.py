"""JSON and JSONL: the schema's own fields, figures as numbers, nothing else."""

import json
from decimal import Decimal

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from huiyin.reading.explain import Explanation
from huiyin.reading.model import Reading
from huiyin.render.document import Document
from huiyin.render.record import json_bytes, jsonl_bytes
from render.cases import TEXT, document, measure, reading, statement


def test_json_is_the_reading_and_nothing_else() -> None:
    """The object decodes to the very reading it was made from; only the name of its file is added."""
    shown = document()
    assert msgspec.json.decode(json_bytes(shown), type=Reading) == shown.reading
    assert list(json.loads(json_bytes(shown))) == ["schema", "file", "source", "sections", "statements"]


def test_fields_of_a_statement_are_those_of_the_schema() -> None:
    """`from` and `to` of an anchor, places with their code, measures with a JSON number."""
    first = json.loads(json_bytes(document()), parse_float=Decimal)["statements"][0]
    expected = "id start end text kind speaker period anchor places topics measures mentions checkable rules"
    assert list(first) == expected.split()
    assert set(first["anchor"]) == {"start", "end", "from", "to"}
    assert first["places"] == [{"name": "云汀市", "code": ""}]
    assert first["measures"][0]["value"] == Decimal("6.2")


def test_one_statement_stands_on_one_line() -> None:
    """Two readings of a text can be compared line by line."""
    lines = json_bytes(document()).decode().split("\n")
    assert sum('"checkable"' in line for line in lines) == 7
    assert all(line.count('"checkable"') <= 1 for line in lines)


def test_the_file_is_always_named() -> None:
    """A reading whose text has no title can still be told from others."""
    plain = Document("报告.txt", TEXT, reading(TEXT, ()))
    shown = json.loads(json_bytes(plain))
    assert (shown["file"], shown["source"]["title"]) == ("报告.txt", None)


def test_jsonl_gives_each_statement_its_source() -> None:
    """A line is whole by itself: it names the source and is one of the statements."""
    lines = [json.loads(line) for line in jsonl_bytes(document()).splitlines()]
    assert [line["id"] for line in lines] == [each.id for each in document().reading.statements]
    assert lines[0]["source"]["file"] == "报告.txt"
    assert set(lines[0]["source"]) == {"file", "title", "sha256", "text_kind"}


def test_explanations_are_added_when_there_are_some() -> None:
    """--explain adds a list to JSON, and to a line of JSONL those of its statement."""
    plain = document()
    first = plain.reading.statements[0].id
    made = Explanation(first, "kind", "achievement", 0, 9, "kind.past", ("kind.verb=commitment",))
    shown = Document(plain.file, plain.text, plain.reading, explanations={first: [made]})
    (why,) = json.loads(json_bytes(shown))["explanations"]
    assert (why["statement"], why["label"], why["lost"]) == (first, "kind", ["kind.verb=commitment"])
    lines = [json.loads(line) for line in jsonl_bytes(shown).splitlines()]
    assert lines[0]["explanations"] == [why]
    assert "explanations" not in lines[1]


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**15), max_value=10**15))
def test_figures_keep_their_value(value: Decimal) -> None:
    """Whatever decimal a figure has, the JSON number reads back as the same value."""
    shown = statement(
        TEXT,
        "新增规上工业企业31家",
        "achievement",
        measures=(measure(TEXT, "新增规上工业企业31家", "31家", str(value), "家"),),
    )
    back = json.loads(json_bytes(Document("x", TEXT, reading(TEXT, (shown,)))), parse_float=Decimal, parse_int=Decimal)
    assert back["statements"][0]["measures"][0]["value"] == value
