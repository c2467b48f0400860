"""Gold folders are read as stored; what is wrong with a file is said with its path."""

import json
from pathlib import Path

import pytest

from huiyin.errors import ReadingError
from huiyin.scoring import filed_statements, gold_documents


def write_gold(folder: Path, name: str, text: bytes, content: object) -> None:
    (folder / f"{name}.txt").write_bytes(text)
    (folder / f"{name}.json").write_text(json.dumps(content), encoding="utf-8")


def test_text_is_taken_exactly_as_stored(tmp_path: Path) -> None:
    """Line ends and a byte order mark count as characters, because gold offsets do."""
    write_gold(tmp_path, "b", b"\xef\xbb\xbf1\r\n2", {"source": "b.txt", "statements": []})
    write_gold(tmp_path, "a", "临江区".encode(), {"source": "a.txt", "statements": []})
    assert [(document.name, document.text) for document in gold_documents(tmp_path)] == [
        ("a", "临江区"),
        ("b", "\ufeff1\r\n2"),
    ]


def test_a_reading_in_full_schema_is_a_prediction(tmp_path: Path) -> None:
    """A file of schema `huiyin.reading/1` is read for its statements; the rest is passed over."""
    path = tmp_path / "x.json"
    reading = {
        "schema": "huiyin.reading/1",
        "source": {"title": None},
        "sections": [],
        "statements": [
            {
                "id": "0-3",
                "start": 0,
                "end": 3,
                "text": "增5%",
                "kind": "achievement",
                "checkable": 2,
                "measures": [
                    {"start": 1, "end": 3, "text": "5%", "value": 5.5, "unit": "%", "relation": "=", "role": "change"}
                ],
            }
        ],
    }
    path.write_text(json.dumps(reading), encoding="utf-8")
    (found,) = filed_statements(path)
    assert (found.text, found.speaker, str(found.measures[0].value)) == ("增5%", None, "5.5")


BROKEN = [
    pytest.param(b"", "score.file_invalid", id="empty"),
    pytest.param(b"[" * 100_000, "score.file_invalid", id="deep"),
    pytest.param(b'{"source": "x.txt"}', "score.file_invalid", id="no-statements"),
    pytest.param(b'{"source": "x.txt", "statements": [{"start": "a"}]}', "score.file_invalid", id="offset-a-word"),
    pytest.param(b'{"source": "absent.txt", "statements": []}', "score.file_unreadable", id="text-absent"),
    pytest.param(b'{"source": "gb.txt", "statements": []}', "score.file_unreadable", id="text-not-utf8"),
]


@pytest.mark.parametrize(("content", "code"), BROKEN)
def test_a_broken_gold_file_is_named(tmp_path: Path, content: bytes, code: str) -> None:
    """A gold file that cannot be used is refused with its code and path."""
    (tmp_path / "x.json").write_bytes(content)
    (tmp_path / "gb.txt").write_bytes("云汀".encode("gb18030"))
    with pytest.raises(ReadingError) as caught:
        list(gold_documents(tmp_path))
    assert caught.value.code == code
    assert str(tmp_path) in str(caught.value.values["path"])


def test_a_folder_without_gold_is_refused(tmp_path: Path) -> None:
    """Neither an empty folder nor a missing one scores as perfect."""
    for folder in (tmp_path, tmp_path / "absent"):
        with pytest.raises(ReadingError, match=r"score\.no_gold"):
            list(gold_documents(folder))
