"""Words of decomposition plans (分工方案的用语): who leads and answers, what all units must do."""

from huiyin.reading.clauses import Clause
from huiyin.reading.context import Context
from huiyin.reading.cues import Cue
from huiyin.reading.lazily import lazily

_OFFICE = lazily(r"[局委办厅院]|政府|部门|单位|公司|集团|中心")
_ALL_MUST = lazily(r"各[^，的]{1,20}?(?:要(?!求)|应(?!急|用)|须|必须)|[^，]{0,6}不得")
_EACH = lazily(r"各[^，的]{0,12}?(?:单位|部门|地区|乡镇|街道|[县区乡镇地])(?!政府?办)[^，的]{2,}")
_OWN_WILL = lazily(r"[^，各]{2,18}[府室组办委局](?:还|也)?将")
_OWN_DOES = lazily(  # the issuer's own office, told without 要: 市政府督查室每季度通报一次
    r"(?:将?由)?[^，各要请]{0,14}(?:督[查察](?:考核)?[室办局]|政府办(?:公[室厅])?|党政办|小组办公室|专班|考[核评]办|督办室|效能办)"
    r"(?:会同[^，要]{2,16})?(?:负责|每[季月周年半]|定期|不定期|适时|及时|对|跟踪|汇总|组织|牵头)(?![^，]*要(?!求))"
)
_DECIDES = lazily(r"[^。；]{0,240}?(?:政府|办公会议?|会议|研究)[^，。；]{0,4}决定(?![性权着于了因])")
_DRAWS_UP = lazily(r"[^，]{0,40}(?:提出|制定)了?(?:如下|以下)[^，]{0,8}$")
_BELOW = ("方案为", "方案如下", "安排如下", "要求如下")
_HANDLED = ("负责", "牵头", "配合", "按职责", "牵头落实", "负责落实", "组织落实", "牵头组织实施")


def plan_flags(folded: str, base: int, clause: Clause) -> int:
    """Flags of a clause of a plan: who leads and answers, what all units must do, its customary purpose.

    Args:
        base: what sort of text it is, as `Context` flags; in a notice the own side's 将 is a promise.
    """
    notice, flags = bool(base & Context.NOTICE), 0
    start, end = clause.start, clause.end
    if (
        folded.endswith(_HANDLED, clause.main, end)
        and _OFFICE.search(folded, start, end)
        and not notice
        and folded[clause.main] not in "由然"
    ):
        flags |= Cue.LABEL
    if _ALL_MUST.match(folded, start, end) or (notice and _EACH.match(folded, start, end)):
        flags |= Cue.ASK
    if notice and (
        _OWN_WILL.match(folded, start, end) or _OWN_DOES.match(folded, start, end) or _DECIDES.match(folded, start, end)
    ):
        flags |= Cue.JIANG
    below = folded.endswith(_BELOW, start, end) or _DRAWS_UP.match(folded, clause.main, end) is not None
    return flags | (Cue.OCCASION if below or clause.rule == "clause.purpose" else 0)
