"""`huiyin score`: a place's own gold readings, and how well a reader agrees with them."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

TEXT = "去年，临江区新建云汀大桥，完成投资3亿元。\n"
FIRST, SECOND = "去年，临江区新建云汀大桥", "完成投资3亿元"


def huiyin(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command without a terminal."""
    command = [sys.executable, "-m", "huiyin", *map(str, arguments)]
    setting = {**os.environ, "HUIYIN_LANG": "en", **environment}
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", env=setting, timeout=60)


def statement(words: str, **fields: Any) -> dict[str, Any]:
    """A statement of the text."""
    start = TEXT.index(words)
    place = {"start": start, "end": start + len(words)}
    return {**place, "kind": "achievement", "speaker": None, "period": "past", "measures": [], "mentions": [], **fields}


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """Return a folder with one text and its gold reading."""
    folder = tmp_path / "标准 答案"
    folder.mkdir()
    start = TEXT.index("3亿元")
    figure = {"start": start, "end": start + 3, "value": 300000000, "unit": "元", "relation": "=", "role": "level"}
    reading = {"source": "桥.txt", "statements": [statement(FIRST), statement(SECOND, measures=[figure])]}
    (folder / "桥.txt").write_text(TEXT, encoding="utf-8")
    (folder / "桥.json").write_text(json.dumps(reading), encoding="utf-8")
    return folder


@pytest.fixture
def predictions(tmp_path: Path) -> Path:
    """Return a folder with a reading of that text: one kind and one figure wrong."""
    folder = tmp_path / "predictions"
    folder.mkdir()
    start = TEXT.index("3亿元")
    figure = {"start": start, "end": start + 3, "value": 3, "unit": "亿元", "relation": "=", "rule": "measure.made_up"}
    reading = [statement(FIRST, kind="commitment"), statement(SECOND, measures=[figure])]
    (folder / "桥.json").write_text(json.dumps({"statements": reading}), encoding="utf-8")
    return folder


def test_the_reader_is_scored_on_the_texts(gold: Path) -> None:
    """Every figure for every document and over all, as JSON."""
    done = huiyin("score", gold, "--format", "json")
    report = json.loads(done.stdout)
    assert (done.returncode, done.stderr, report["schema"]) == (0, "", "huiyin.score/1")
    assert [row["name"] for row in report["documents"]] == ["桥"]
    assert set(report["all"]["figures"]) == {
        "kind_accuracy",
        "kind_f1",
        "statement_span_f1",
        "statement_f1",
        "measure_f1",
        "measure_span_f1",
        "mention_f1",
        "mention_relaxed_f1",
        "speaker",
        "period",
    }
    assert report["all"]["counts"]["statement_span"]["want"] == 2
    assert "misses" not in report
    assert "engine" not in report


def test_readings_that_are_there_are_scored_as_they_are(gold: Path, predictions: Path) -> None:
    """--predictions takes a folder's files; --misses lists what differs with its place, passage and rules."""
    report = json.loads(huiyin("score", gold, "--predictions", predictions, "--misses", "-f", "json").stdout)
    figures = report["all"]["figures"]
    assert (figures["statement_span_f1"], figures["statement_f1"], figures["measure_f1"]) == (1.0, 0.5, 0.0)
    start = TEXT.index("3亿元")
    assert report["misses"][1] == {
        "document": "桥",
        "type": "measure.differs",
        "start": start,
        "end": start + 3,
        "passage": "3亿元",
        "want": "300000000 元 =",
        "got": "3 亿元 =",
        "characters": 0,
        "rules": ["measure.made_up"],
    }


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["Statements: span and kind", "ALL", "figure read otherwise 1", "Commitment", "measure.made_up"]),
        ("zh", ["陈述：边界与类别", "合计", "量值读法不同 1", "部署", "measure.made_up"]),
    ],
)
def test_the_view_for_people_speaks_their_language(
    gold: Path, predictions: Path, language: str, words: list[str]
) -> None:
    """Figures, what they are made of, and the misses; in a pipe without colour."""
    done = huiyin("score", gold, "--predictions", predictions, "--misses", HUIYIN_LANG=language)
    assert done.returncode == 0
    for word in words:
        assert word in done.stdout
    assert "\x1b" not in done.stdout


@pytest.mark.parametrize("language", ["en", "zh"])
def test_help_names_the_exit_codes(language: str) -> None:
    """--help is there in both languages."""
    shown = huiyin("score", "--help", HUIYIN_LANG=language).stdout
    assert {"en": "Exit codes:", "zh": "退出码："}[language] in shown
    assert "GOLD_DIR" in shown


def test_bad_input_is_one_sentence_and_exit_code_2(gold: Path, predictions: Path, tmp_path: Path) -> None:
    """A folder without gold, a missing prediction, a broken one, options that do not go together."""
    (tmp_path / "empty").mkdir()
    wrong: list[tuple[str, list[object]]] = [
        ("no gold reading", [tmp_path / "empty"]),
        ("does not exist", [tmp_path / "absent"]),
        ("cannot be read", [gold, "--predictions", tmp_path / "empty"]),
        ("goes without --engine", [gold, "--predictions", predictions, "--engine", "rules"]),
        ("HUIYIN_ENGINE_URL is missing", [gold, "--engine", "chat"]),
    ]
    for words, arguments in wrong:
        done = huiyin("score", *arguments, HUIYIN_ENGINE_URL="")
        assert (done.returncode, done.stdout) == (2, ""), words
        assert words in " ".join(done.stderr.split())
        assert "Traceback" not in done.stderr
    (predictions / "桥.json").write_text('{"statements": [{"start": 0, "end": 999, "kind": "background"}]}')
    done = huiyin("score", gold, "--predictions", predictions)
    assert (done.returncode, "does not lie in the text" in done.stderr) == (2, True)
