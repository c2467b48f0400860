"""How far a statement can be checked (可核查度, 0 to 4): figure, deadline, owner, end state (domain.md §6i)."""

import re

from huiyin.reading.model import Measure, Mention

_DEADLINE = re.compile(
    r"\d{1,2}月(?:底|末|中旬|上旬|下旬|\d{1,2}日)?(?:前|之前|底前)|[上下]半年|[一二三四前][季三]?季度|年底前|(?:20\d\d)年(?:底|末)?前|\d{1,2}个?月内|\d{1,3}个?工作日内|汛期前|入冬前|开学前|供暖期前|(?:到|至)20\d\d年"
)
_END = re.compile(
    r"竣工|投产|投用|投入(?:使用|运营|运行)|建成|通车|完工|完成|获批|获评|入选|创建成功|开工|启用|挂牌|揭牌|上市|达产|满产|验收|交付|全覆盖|清零|出台|印发|开业|开通|落地|签约"
)
_OWNERS = frozenset({"organisation", "place", "project"})


def checkable(text: str, measures: tuple[Measure, ...], mentions: tuple[Mention, ...], owned: bool) -> int:
    """Return one point each for a figure or named thing, a deadline, a named owner and an observable end state.

    Args:
        text: the statement.
        owned: true where the passage has a speaker or heading that says whose it is.
    """
    named = owned or any(m.type in _OWNERS for m in mentions)
    return bool(measures or mentions) + (_DEADLINE.search(text) is not None) + named + (_END.search(text) is not None)
