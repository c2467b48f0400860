"""Borders of articles and suggestions: what waits for what follows. All sentences are invented."""

import pytest

from huiyin.reading.lead_ins import lead_ins
from huiyin.reading.lexicon import DEFAULT

RULES = lead_ins(DEFAULT)


@pytest.mark.parametrize(
    ("piece", "following", "rule"),
    [
        ("审议中", "代表们踊跃发言", "clause.lead_in"),
        ("出席会议的代表在参加分团讨论时", "对报告作了审议", "clause.lead_in_tail"),
        ("区委书记沈清", "区长温如岚参加审议", "clause.subject"),
        ("上世纪90年代以前建成的小区", "基本没有规划停车位", "clause.subject"),
        ("县长所作的政府工作报告", "通篇贯穿为民情怀", "clause.subject"),
        ("出席会议的云汀代表团", "今天举行全体会议", "clause.subject"),
        ("无违建创建等工作", "使环境越来越好", "clause.subject"),
        ("从项目建设到乡村振兴", "从营商环境到城市品质", "clause.list"),
        ("是一个既符合实际", "又回应关切的报告", "clause.list"),
        ("要加强对代表", "尤其是基层代表的培训", "clause.insert"),
        ("把公交线路列入计划", "明确责任部门", "clause.lead_in"),
        ("除批评教育外", "还要进行处罚", "clause.lead_in"),
        ("把握重大机遇", "发挥自身优势", ""),
        ("近年来做了不少工作", "使交通有了改观", ""),
        ("表达自己的观点", "提出了不少建议", ""),
        ("报告令人振奋", "思路清晰", ""),
        ("圩堤失修", "由于水土流失", ""),
    ],
)
def test_what_waits(piece: str, following: str, rule: str) -> None:
    """A piece before a comma stands for itself unless a rule says otherwise."""
    assert RULES.before_comma(piece, following, False, "", True) == rule
