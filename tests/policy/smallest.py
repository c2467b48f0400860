"""The smallest policy that is whole, and what is wrong once it is changed."""

import pytest

from huiyin.errors import PolicyError
from huiyin.policy import load_text

SMALLEST = """\
id = "test.smallest"
case_type = "test"
zh = "最小"
en = "Smallest"
start = "here"
source = "测试"
confirmed = false

[stages.here]
zh = "此"
en = "Here"
turn = "supervisor"

[stages.there]
zh = "彼"
en = "There"
closed = true

[clocks.some]
zh = "时限"
en = "Limit"
limit = "5 wd"
hand = "supervisor"
near = "1 wd"
starts = ["open"]
source = "测试"
confirmed = false

[transitions.go]
zh = "去"
en = "Go"
event = "test.gone"
from = ["here"]
to = "there"
by = ["supervisor"]
"""


OWN = """\
extends = "commitment.general"
id = "commitment.yunting"
zh = "报告任务（云汀市）"

[clocks.accept]
limit = "7 wd"
source = "《云汀市政府督查工作办法》第九条"
confirmed = true

[transitions.list_for_supervision]
remove = true
"""


def changed(old: str, new: str) -> str:
    assert old in SMALLEST
    return SMALLEST.replace(old, new, 1)


def fault(text: str) -> PolicyError:
    with pytest.raises(PolicyError) as raised:
        load_text(text, path="place.toml")
    return raised.value
