"""The two reports of the fictional city: what the one promises is told, or left out, by the other, as tasks say."""

from pathlib import Path

import pytest

import huiyin.demo
from huiyin.demo.city.files import rows
from huiyin.reading import Reading, read

TEXTS = Path(huiyin.demo.__path__[0]) / "texts"
PAIRS = (  # promised in 2025, told in 2026, outcome of the task
    ("鹭远电子二期等30个亿元以上项目", "37个亿元以上项目竣工投产", "exceeded"),
    ("鹿鸣山抽水蓄能电站完成投资20亿元", "完成投资18.6亿元", "partly"),
    ("新签约亿元以上项目80个", "新签约亿元以上项目85个", "exceeded"),
    ("创建国家5A级旅游景区", "晋升国家5A级旅游景区", "kept"),
    ("全年接待游客1100万人次", "全年接待游客逾1200万人次", "exceeded"),
    ("新建5G基站1500座", "由2100座增加到3650座", "exceeded"),
    ("力争临江大桥6月底前通车", "临江大桥、环湖东路建成通车", "late"),
    ("环湖东路9月底前通车", "临江大桥、环湖东路建成通车", "kept"),
    ("改造老旧小区55个", "改造老旧小区58个", "exceeded"),
    ("新改建“四好农村路”260公里", "新改建“四好农村路”240公里", "partly"),
    ("建设高标准农田3万亩", "建成高标准农田3.2万亩", "exceeded"),
    ("1000户老人家庭适老化改造", "近千名老人完成居家适老化改造", "changed"),
)
UNSAID = "中欧班列40列"  # of which the next report tells nothing


@pytest.fixture(scope="module")
def readings() -> tuple[Reading, Reading]:
    last = (TEXTS / "year-2025" / "report-2025.txt").read_text(encoding="utf-8")
    this = (TEXTS / "report-2026.txt").read_text(encoding="utf-8")
    return read(last, text_kind="report", year=2025), read(this, text_kind="report", year=2026)


@pytest.mark.parametrize(("promised", "told", "outcome"), PAIRS)
def test_a_promise_and_its_achievement_are_read(
    readings: tuple[Reading, Reading], promised: str, told: str, outcome: str
) -> None:
    last, this = readings
    assert any(row.kind == "commitment" and promised in row.text for row in last.statements)
    assert any(row.kind == "achievement" and told in row.text for row in this.statements)
    assert next(row[3] for row in rows("tasks-2025.tsv") if row[0] == promised) == outcome


def test_of_one_promise_nothing_is_said(readings: tuple[Reading, Reading]) -> None:
    last, this = readings
    assert any(UNSAID in row.text for row in last.statements)
    assert not any("中欧班列" in row.text and row.kind == "achievement" for row in this.statements)


def test_the_report_says_that_it_is_invented() -> None:
    text = (TEXTS / "year-2025" / "report-2025.txt").read_text(encoding="utf-8")
    assert text.rstrip().endswith("均属虚构。）")
