"""Divisions are found by full and short name, told apart by what else the text names, and by form when unknown."""

import pytest

from huiyin.reading.lexicon import DEFAULT
from huiyin.reading.mentions import find_mentions
from huiyin.reading.model import Place
from huiyin.reading.places import find_places, gazetteer, short_names


def places(text: str) -> list[tuple[str, str, str]]:
    """The text, name and code of each division."""
    return [(text[start:end], p.name, p.code) for start, end, p in find_places(text, find_mentions(text))]


SHORT = {
    "prefecture": ("沈阳市", ("沈阳",)),
    "province": ("辽宁省", ("辽宁",)),
    "district": ("平山区", ("平山",)),
    "one_character": ("雄县", ()),
    "bare_kind": ("城区", ()),
    "autonomous_county": ("本溪满族自治县", ("本溪县",)),
    "two_peoples": ("隆林各族自治县", ("隆林县",)),
    "many_peoples": ("双江拉祜族佤族布朗族傣族自治县", ("双江县",)),
    "autonomous_prefecture": ("延边朝鲜族自治州", ("延边州", "延边")),
    "league": ("锡林郭勒盟", ("锡林郭勒",)),
}


@pytest.mark.parametrize(("name", "expected"), SHORT.values(), ids=SHORT.keys())
def test_short_names(name: str, expected: tuple[str, ...]) -> None:
    """A short name leaves out the kind of division and the peoples, never leaving one character."""
    assert short_names(name) == expected


CASES = {
    "full": ("辽宁省本溪市", [("辽宁省", "辽宁省", "210000"), ("本溪市", "本溪市", "210500")]),
    "short": ("推动沈阳发展", [("沈阳", "沈阳市", "210100")]),
    "autonomous_short": ("本溪县将", [("本溪县", "本溪满族自治县", "210521")]),
    "inside_a_name": ("嘉兴市委要求", [("嘉兴市", "嘉兴市", "330400")]),
    "homonym_open": ("朝阳区的道路", [("朝阳区", "朝阳区", "")]),
    "homonym_settled": ("北京市朝阳区", [("北京市", "北京市", "110000"), ("朝阳区", "朝阳区", "110105")]),
    "homonym_by_prefecture": ("长春市朝阳区", [("长春市", "长春市", "220100"), ("朝阳区", "朝阳区", "220104")]),
    "district_short_alone": ("做出平山贡献", []),
    "district_short_after_full": (
        "平山区发展,展现平山力量",
        [("平山区", "平山区", "210502"), ("平山", "平山区", "210502")],
    ),
    "ordinary_word": ("合作发展资源,和平友好", []),
    "guarded": ("黄河入海口和中山路", []),
    "by_form": ("云汀市和云汀县", [("云汀市", "云汀市", ""), ("云汀县", "云汀县", "")]),
    "anonymised": ("我是A3区业主", [("A3区", "A3区", "")]),
    "conjunction": ("市政府和县委", []),
    "nothing": ("", []),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES.keys())
def test_places(text: str, expected: list[tuple[str, str, str]]) -> None:
    """Each division gets its full name and code, or the code "" where the text leaves it open."""
    assert places(text) == expected


def test_gazetteer_is_whole() -> None:
    """All provinces are there, every code has six digits, and no form is one character."""
    book = gazetteer(DEFAULT)
    assert sum(code.endswith("0000") for code in book.names) == 34
    assert len(book.names) > 3000
    assert all(len(code) == 6 and code.isdigit() for code in book.names)
    assert min(map(len, book.entries)) >= 2


def test_place_is_a_value() -> None:
    """A place is equal to another of the same name and code."""
    assert find_places("沈阳", [])[0][2] == Place("沈阳市", "210100")
