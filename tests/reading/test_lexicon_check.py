"""A slip in a place's own words is told by file and line, before anything is read by them."""

from pathlib import Path

import pytest

from huiyin.errors import HuiyinError
from huiyin.reading.lexicon_check import check_lexicons, known_files


@pytest.mark.parametrize(
    ("name", "content", "code", "line"),
    [
        ("cues.toml", '[anywhere]\ndone = "顺利蝶变"\nplan = \n', "lexicon.invalid", 3),
        ("cues.toml", b'[anywhere]\ndone = "\xff\xfe"\n', "lexicon.invalid", 2),
        (
            "vocabulary.tsv",
            "v\t蝶变\nv\t\xff".encode("latin-1", "replace").replace(b"?", b"\xe8"),
            "lexicon.invalid",
            1,
        ),
        (
            "topics.toml",
            '[topic.agriculture]\nsure = ["云汀稻渔"]\n\n[topic.utilities]\nsure = 5\n',
            "lexicon.shape",
            5,
        ),
        ("vocabulary.tsv", "# 本地词\nv\t蝶变\nv\n", "lexicon.shape", 3),
        ("words.toml", "a = 1\n", "lexicon.unknown", 0),
    ],
    ids=["no value", "not UTF-8", "rows not UTF-8", "another shape", "a row that lacks a column", "no such lexicon"],
)
def test_a_slip_is_told_by_file_and_line(tmp_path: Path, name: str, content: str | bytes, code: str, line: int) -> None:
    (tmp_path / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(HuiyinError) as caught:
        check_lexicons([str(tmp_path)])
    assert caught.value.code == code
    assert str(caught.value.values["path"]) == str(tmp_path / name) + (f":{line}" if line else "")


def test_sound_words_pass(tmp_path: Path) -> None:
    (tmp_path / "cues.toml").write_text('[anywhere]\ndone = "顺利蝶变"\n', encoding="utf-8")
    (tmp_path / "vocabulary.tsv").write_text("# 本地词\nv\t蝶变\n", encoding="utf-8")
    (tmp_path / "README.md").write_text("本地词库", encoding="utf-8")
    check_lexicons([str(tmp_path)])


def test_what_rules_read_of_the_shipped_files_alone_is_not_offered() -> None:
    assert "cues.toml" in known_files()
    assert "people.toml" not in known_files()
