"""Parts of a suggestion (建议的部分): which headings, labels and lines open what it asks for, and which what it tells.

The forms differ: 案由, 案据 and 方案, 问题 and 建议, or nothing but headings that say what is to be done.
"""

import re

from huiyin.reading.layout import Line, Role
from huiyin.reading.lazily import lazily

_TELLS = lazily(
    r"案由|案据|事由|理由|背景|现状|问题|困难|不足|短板|原因|成因|症结|情况|意义|必要性|可行性|依据|分析|瓶颈|制约|痛点|难点|隐患|矛盾|挑战|成效|概况|薄弱|滞后|缺乏|缺失"
)
_ASKS = lazily(r"建议|对策|意见|方案|办法|措施|设想|请求|路径|举措")
_RESTATES = lazily(
    r"(?:建议|提案|议案)(?:中)?(?:所?反映|提出)的?(?:主要)?(?:问题|内容|事项|情况)$|^(?:代表)?(?:建议|提案|议案)(?:主要|基本)?内容$"
)
_SOLVES = lazily(r"(?:着力|切实|努力|尽快|有效)?(?:解决|破解|化解|消除|应对|缓解|补齐|整改|防范|打破|突破)")
_ALL = lazily(r"(?:议案|提案)(?:主要)?内容|内容及|主要内容|全文|正文")
_AMENDS = lazily(r"修[改订]的?(?:主要|具体)?(?:内容|条款|意见)$")
# what the sheet is called: 某县第十五届人民代表大会第四次会议代表建议、批评和意见
_FORM = lazily(
    r"[^，。：]{0,40}(?:人民代表大会|人大|政协|会议)[^，。：]{0,12}(?:建议|议案|提案|意见)(?:表|书|单|办理表)?"
)
_BOTH = lazily(r"[及和与、](?:有关|相关|工作|改进|对策)?(?:建议|对策|意见)")
_TITLE = lazily(
    r"(?:案\s?由|事\s?由|题\s?目|标\s?题|名\s?称|主\s?题)?\s?[：|]?\s?《?[^\n。，；：]{0,20}?(?:关于|对于|对(?!策)|就)[^。\n]{2,70}(?:建议|提案|议案|意见|建议案)》?(?:（[^（）\n]{1,12}）)?"
    r"|(?:案\s?由|事\s?由|题\s?目|标\s?题)\s?[：|]\s?[^。；\n]{2,40}"
)
_SPACED_LABELS = "案由 案据 事由 理由 背景 现状 内容 问题 分析 方案 建议 要求 办法 依据"
_LABEL = lazily(
    r"[【\[]?(?P<name>建议理由|提案理由|情况分析|问题分析|存在(?:的)?问题|解决方案|具体方案|建议方案|建议办法|解决办法|具体建议|意见建议|工作建议|对策建议"
    r"|(?:建议|议案|提案)(?:全文|正文|内容)|"
    + "|".join(rf"{word[0]}[ \u3000]*{word[1]}" for word in _SPACED_LABELS.split())
    + r")(?:[】\]]：?|[：|])[ \u3000]{0,4}"
)
_WHOLE = lazily(r"[【\[]?(?:建议|议案|提案)(?:全文|正文|内容)|[【\[]?内[ \u3000]*容")
_PROPOSES = lazily(
    r"[对就给]?[^\n]{0,40}(?:的(?:几[点个条])?(?:紧急|合理化)?建议|的意见)$|^\s{0,4}(?:关于[^\n]{2,40}的)?(?:强烈)?(?:建议|希望|呼吁|恳请|倡议)"
)
_LONGEST_FURNITURE = 60
_ANNOUNCES = lazily(
    r"(?:建议|提议|意见|对策|措施|希望|呼吁|请求|要求|恳请|事项)(?:(?:有)?(?:如下|以下)[^，。：]{0,6})?：$|(?:建议|请求|要求|呼吁|恳请|希望)[^，。：]{2,40}：$"
)
# 「因此，建议多部门联动开展整治。」 above 「1.…」: what the items give is asked for
_ASKS_ABOVE_ITEMS = lazily(
    r"(?<![^。；\n])(?:[^。；，\n]{0,20}，)?(?:我们?|本人|现|特|故|再次)?(?:建议|提议|恳请|呼吁)(?!人|内容|如下)[^。；：\n]{4,120}。(?=\s*\n\s*(?:1[.、．]|一、|（一）|①))"
)


def is_title(heading: str) -> bool:
    """True for the title of a suggestion: 关于…的建议, 案由：…"""
    return _TITLE.fullmatch(heading) is not None


def asks_below(heading: str, acts: bool) -> bool | None:
    """Say whether what is asked for stands below `heading`, or what is told; None where it says neither.

    Below a title stands what is told, until something else is said.

    Args:
        acts: the heading opens with what is to be done (加强…, 完善…).
    """
    heading = re.sub(r"[ \u3000]", "", heading)
    if is_title(heading):
        return False
    if _FORM.fullmatch(heading):
        return False
    if _AMENDS.search(heading):
        return True
    if _ALL.search(heading):
        return False
    told, asked = _last(_TELLS, heading), _last(_ASKS, heading)
    if acts and not (told > asked and not _SOLVES.match(heading)):
        return True
    if asked >= 0 and not (told >= 0 and _BOTH.search(heading)) and told < asked:
        return True
    return False if told >= 0 else None


def _last(pattern: re.Pattern[str], heading: str) -> int:
    """Return where the last match of a pattern begins, -1 where there is none."""
    return max((match.start() for match in pattern.finditer(heading)), default=-1)


def restates(heading: str) -> bool:
    """True for a heading of an answer below which the suggestion's own words stand: 关于建议中反映的问题."""
    return _RESTATES.search(heading) is not None


def announces(folded: str, start: int, end: int) -> bool:
    """True for a line that ends with what is asked for still to come: 为此，建议：; or asks above numbered items."""
    if folded[end - 1] == "。":
        return _ASKS_ABOVE_ITEMS.search(folded, max(start, end - 160), end + 12) is not None
    return _ANNOUNCES.search(folded, max(start, end - 48), end) is not None


def split_parts(folded: str, lines: list[Line]) -> list[Line]:
    """Make every label of a part (案由：, 方案：) a heading of its own, and a title that stands behind one."""
    parted: list[Line] = []
    for line in lines:
        long = line.end - line.start > _LONGEST_FURNITURE
        label = _LABEL.match(folded, line.start, line.end) if long or line.role is not Role.SKIPPED else None
        if label is None or is_title(folded[line.start : line.end]):
            title = label is not None or (line.role is Role.TEXT and is_title(folded[line.start : line.end]))
            parted.append(Line(line.start, line.end, Role.HEADING, 4) if title else line)
            continue
        whole = _WHOLE.match(folded, line.start)  # it may tell as well as ask
        parted.append(Line(line.start, label.end("name"), Role.SKIPPED if whole else Role.HEADING, 0 if whole else 1))
        if label.end() < line.end:
            title = is_title(folded[label.end() : line.end])
            role, level = (Role.HEADING, 4) if title else (Role.TEXT, 0)
            parted.append(Line(label.end(), line.end, role, level))
    return parted


def proposes(folded: str, start: int, end: int) -> bool:
    """Whether the words behind a label are a suggestion's own title or wish: 「对…的几点建议」."""
    return _PROPOSES.search(folded, start, end) is not None
