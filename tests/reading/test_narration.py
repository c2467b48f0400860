"""A reporter's own words between the words of those who speak. All sentences are invented."""

import pytest

from huiyin.reading import read
from huiyin.reading.narration import (
    brings,
    comments,
    could_be,
    group_before,
    narrates,
    praises,
    puts_forward,
    ranks,
    tells_deeds,
    tells_of_words,
)

QUESTIONS = [
    (narrates, "代表们结合实际踊跃发言", True),
    (narrates, "会议推选了代表团团长", True),
    (narrates, "区领导分别到代表团参加审议", True),
    (narrates, "共收集意见建议132条", True),
    (narrates, "公交线路延伸到老矿区", False),
    (narrates, "沈清说：“会议开得很好”", False),
    (praises, "对政府工作给予高度评价", True),
    (praises, "代表们赞同这个报告", True),
    (praises, "大家的意见不少", False),
    (tells_of_words, "代表们提出了许多意见和建议", True),
    (tells_of_words, "代表们就议案进行了发言", True),
    (tells_of_words, "代表们建议增开公交线路", False),
    (tells_deeds, "完成了各项目标任务", True),
    (tells_deeds, "经济发展逆势上扬", True),
    (tells_deeds, "报告总结了完成情况", False),
    (tells_deeds, "思路清晰", False),
    (could_be, "建成后可保障灌溉", True),
    (could_be, "可持续发展是目标", False),
    (comments, "这一做法既务实又便民", True),
    (comments, "这条路既宽又平", False),
    (comments, "更是动力和压力", True),
    (ranks, "出行和就医是最大的民生", True),
    (ranks, "环境保护是我市的薄弱环节", True),
    (ranks, "矿区是老城的一部分", False),
    (brings, "今年我带来了两个议案", True),
    (brings, "带来了变化", False),
]


@pytest.mark.parametrize(
    ("ask", "words", "answer"), QUESTIONS, ids=[f"{ask.__name__}-{words[:10]}" for ask, words, _ in QUESTIONS]
)
def test_what_the_words_show(ask: object, words: str, answer: bool) -> None:
    """Each question is answered from the words alone."""
    assert callable(ask)
    assert ask(words) is answer


@pytest.mark.parametrize(
    ("clause", "who"),
    [
        ("沈清代表提交了关于增开公交线路的建议", "沈清"),
        ("沈清等12名代表提交了关于增开公交线路的建议", "沈清"),
        ("人大代表沈清则带来了治理河道的建议", "沈清"),
        ("她提交了关于增开公交线路的建议", ""),
        ("代表们提出了建议", None),
    ],
)
def test_who_puts_a_proposal_forward(clause: str, who: str | None) -> None:
    """A proposal told by its title is the deputy's; a pronoun is left to what stands before."""
    assert puts_forward(clause) == who


def test_the_group_named_last() -> None:
    """Whose words 「一致认为」 gives."""
    assert group_before("在讨论会场，与会人员踊跃发言，") == "与会人员"
    assert group_before("代表们发言热烈，大家") == "代表"
    assert group_before("公交线路延伸，") is None


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("沈清代表说，报告实事求是。下一步，要做好矿区改造，提升招商引资水平。", "appraisal commitment commitment"),
        ("沈清代表说，报告实事求是。回去以后，一定要抓好落实，加快矿区改造。", "appraisal commitment commitment"),
        ("沈清代表说，下一步，要做好矿区改造。希望市里支持，增开公交线路。", "commitment suggestion suggestion"),
        ("沈清代表说，矿区路窄。要做好矿区改造，增开公交线路。", "background suggestion suggestion"),
    ],
)
def test_what_a_deputy_s_own_side_will_do(text: str, kinds: str) -> None:
    """From 「下一步」 on a deputy speaks of the own side, until something is asked of others."""
    assert [str(each.kind) for each in read(text, text_kind="deliberation", year=2026).statements] == kinds.split()
