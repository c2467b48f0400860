"""A piece that the pattern calls plain is one that the rules would leave alone, too."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiyin.reading import DEFAULT, clauses
from huiyin.reading.clauses import Clause, cut
from huiyin.reading.fold import fold
from huiyin.reading.lead_ins import lead_ins
from huiyin.reading.pieces import PAUSED, STOPPED, Piece, pieces_of

RULES = lead_ins(DEFAULT)
TEXTS = Path(__file__).parents[2] / "src" / "huiyin" / "demo" / "texts"
WORDS = (
    *"，，，，。。；、！“”《》（）‘’　 0129",
    *(
        "推动产业升级",
        "加快建设",
        "项目开工",
        "围绕中心",
        "以及配套",
        "特别是",
        "今年",
        "目前",
        "要",
        "将",
        "结果",
        "结合",
    ),
    *(
        "深入推进",
        "深化改革",
        "增长",
        "有",
        "就要",
        "的",
        "工作中",
        "时",
        "表示",
        "是",
        "局",
        "日",
        "您",
        "对",
        "为了",
        "群众",
    ),
    *("等", "等等", "一是", "第一", "（一）", "1.", "①", "关于", "各位代表", "7%", "1,000", "工作情况", "云汀市教育局"),
)


def by_rules_alone(folded: str, monkeypatch: pytest.MonkeyPatch) -> list[Clause]:
    """Cut a line with no piece called plain."""

    def unmarked(*args: object, **named: object) -> list[Piece]:
        return [(start, end, None) for start, end, _ in pieces_of(*args, **named)]  # type: ignore[arg-type]

    with monkeypatch.context() as patched:
        patched.setattr(clauses, "pieces_of", unmarked)
        return cut(folded, 0, len(folded), RULES)


@pytest.mark.parametrize("path", sorted(TEXTS.glob("*.txt")), ids=lambda path: path.stem)
def test_plain_pieces_of_texts_are_statements_by_the_rules(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each line of a text falls into the same clauses whether the pattern or the rules see that a piece is plain."""
    for line in filter(None, map(str.strip, fold(path.read_text(encoding="utf-8")).split("\n"))):
        assert cut(line, 0, len(line), RULES) == by_rules_alone(line, monkeypatch)


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=40).map("".join).map(fold).filter(str.strip))
def test_plain_pieces_of_any_line_are_statements_by_the_rules(line: str) -> None:
    """The same of lines made of what the rules ask about."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        assert cut(line, 0, len(line), RULES) == by_rules_alone(line, monkeypatch)


@pytest.mark.parametrize(
    ("line", "plain"),
    [
        ("\n推动产业升级，项目开工。", [PAUSED, STOPPED]),
        ("\n深入推进改革，项目开工。", [None, STOPPED]),  # 深入 may stand before a lead-in
        ("\n深化改革，项目开工。", [PAUSED, STOPPED]),
        ("\n结合实际，项目开工。", [None, STOPPED]),
        ("\n结果公开，项目开工。", [PAUSED, STOPPED]),
        ("\n推动产业升级，增长7%。", [None, STOPPED]),  # the change may belong to the level before it
        ("\n项目开工，云汀市教育局。", [PAUSED, None]),  # may be who signs
        ("\n“推动”升级，项目开工。", [None, STOPPED]),
    ],
)
def test_which_pieces_are_plain(line: str, plain: list[int | None]) -> None:
    """Before a comma, words that a rule of lead-ins asks about make a piece one to be looked at."""
    assert [kind for _, _, kind in pieces_of(line, 1, len(line), RULES, spaced=False)] == plain
