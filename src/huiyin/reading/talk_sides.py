"""Sides (立场) in what deputies say: from where on a speaker tells what the own side will do, or asks others."""

from huiyin.reading.lazily import lazily

STEPS = ("下一步", "下步", "接下来", "今后")  # what follows them is never judged
_TURNS_TO_OWN = lazily(
    r"作为[^，]{0,12}(?:代表|委员)，?(?:我|要|将|一定|必须|应)|下一步|下步|回去(?:以|之)?后|接下来|我们(?:将|要|会|一定)|我将|将以此"
)
_TURNS_TO_OTHERS = lazily(r"建议|希望|呼吁|恳请|盼望|期待|应当|请")
_OWN_SIDE = lazily(
    r"我们|自己|我[将会们院校镇乡村局县区市州省团厂司]|作为|代表职责|履职|履行[^，]{0,6}职责|本(?:村|镇|企业|公司|单位|职|团)|作表率|当好|代表[们要]"
)


def turns_to_own(text: str) -> bool:
    """True for a clause from which on a speaker tells what the own side will do: 下一步，… 我们将…"""
    return _TURNS_TO_OWN.search(text) is not None


def turns_to_others(text: str) -> bool:
    """True for a clause that asks something of others: 建议…, 希望…"""
    return _TURNS_TO_OTHERS.search(text) is not None


def of_own_side(text: str) -> bool:
    """True for a clause that names the speaker's own side: 我们, 本村, 履职."""
    return _OWN_SIDE.search(text) is not None
