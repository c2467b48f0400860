"""`huiyin score --engine chat`: a model measured on the same gold as the rules, with what it cost."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from engines.server import FakeServer, serving, statements

TEXT = "完成投资3亿元。"


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """Return a folder with one text and its gold reading."""
    reading = {
        "source": "x.txt",
        "statements": [{"start": 0, "end": 7, "kind": "achievement", "speaker": None, "period": "past"}],
    }
    (tmp_path / "x.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "x.json").write_text(json.dumps(reading), encoding="utf-8")
    return tmp_path


def score(gold: Path, server: FakeServer, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command with the fake server configured."""
    setting = {
        **os.environ,
        "HUIYIN_LANG": "en",
        "HUIYIN_ENGINE_URL": server.url,
        "HUIYIN_ENGINE_MODEL": "fake",
        "HUIYIN_ENGINE_KEY": "sk-geheim",
        "HUIYIN_ENGINE_PRICE_IN": "1",
        "HUIYIN_ENGINE_PRICE_OUT": "5",
    }
    command = [sys.executable, "-m", "huiyin", "score", str(gold), *arguments]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", env=setting, timeout=60)


def answer() -> dict[str, Any]:
    """The right statement, with a name that the text does not have."""
    invented = {"quote": "东方大桥", "type": "project"}
    return {"quote": "完成投资3亿元", "kind": "achievement", "period": "past", "speaker": None, "mentions": [invented]}


def test_a_model_is_scored_with_its_cost_and_what_was_left_out(gold: Path) -> None:
    """The figures are those of its sound reading; tokens, cost and what was dropped stand beside them."""
    with serving(statements(answer())) as server:
        done = score(gold, server, "--engine", "chat", "--format", "json")
        shown = score(gold, server, "--engine", "chat").stdout
    report = json.loads(done.stdout)
    assert report["all"]["figures"]["statement_f1"] == 1.0
    assert report["engine"] == {
        "model": "fake",
        "usage": {"answers": 1, "uncounted": 0, "tokens_in": 1000, "tokens_out": 200},
        "cost": 0.002,
        "currency": "CNY",
        "dropped": {"mention not_found": 1},
    }
    assert "0.002 CNY" in shown
    assert "mention not_found 1" in shown
    assert "sk-geheim" not in done.stdout + done.stderr + shown


def test_a_configured_address_alone_is_not_asked(gold: Path) -> None:
    """Without --engine chat nothing is sent."""
    with serving(statements()) as server:
        assert score(gold, server).returncode == 0
        assert score(gold, server, "--engine", "rules").returncode == 0
    assert server.asked == []
