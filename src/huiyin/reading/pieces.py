"""Pieces (断片): a line of running text cut at its marks, and which pieces are plainly statements of their own."""

import re
from collections.abc import Iterable
from functools import lru_cache

from huiyin.reading.lead_ins import SIGNS, STRONG, STRONG_FIRSTS, STRONG_HEADS, TELLING_FIRSTS, TIME_FIRSTS, LeadIns
from huiyin.reading.measure_forms import trie

Piece = tuple[int, int, int | None]
"""Where a piece starts and where the mark behind it stands; the third is `STOPPED` or `PAUSED` where it is plain."""

STOPPED, PAUSED = 1, 2  # a full stop behind a plain piece, or a comma: the groups of its pattern
# A stretch without a border: quotes, titles and brackets are passed over whole where they close within a sentence.
_INNER = (
    r"|“[^“”。！？\n]{0,160}(?:“[^“”\n]{0,40}”[^“”。！？\n]{0,120}){0,4}”|"
    r"《[^《》\n]{0,120}(?:《[^》\n]{0,80}》[^》\n]{0,80})?》|"
    r"（[^（）\n]{0,300}(?:（[^（）\n]{0,80}）[^（）\n]{0,200}){0,8}）|‘[^‘’。！？\n]{0,80}’"
    r"|(?<=\d)：(?=\d)|(?<=\d)，(?=\d{3}(?!\d))|[“《（‘]"
)
# what a law says is one, full stops and all; so is what an answer quotes its reader with
_CITED = r"|(?<=[定条确出]：)“[^“”\n]{0,600}”|(?:(?<=[映出询诉言]的)|(?<=反映)|(?<=关于))“[^“”\n]{0,300}”"
_MARKED = "，。；！？：…\n“《（‘　"
_PIECE = rf"(?:[^{_MARKED}]+{_INNER})++"
_SPACED = re.compile(rf"(?:[^{_MARKED} ]+{_CITED}{_INNER}|(?<![\u4e00-\u9fff]) | (?![\u4e00-\u9fff]))++")

SPACES = frozenset(chr(code) for code in range(0x3001) if chr(code).isspace())
DECORATION_FIRSTS = SPACES | frozenset(
    "|▼◆■●★▲△○◎·•☆※”’）》】〕-—~～、.（一二三四五六七八九十第0123456789①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
)
TRIMMED_FIRSTS = DECORATION_FIRSTS | frozenset("“（")
TRIMMED_LASTS = SPACES | frozenset("—-）”")
SALUTE_FIRSTS = frozenset("各同尊女先朋您你网委领市县区“")
FURNITURE_FIRSTS = SALUTE_FIRSTS | frozenset("0123456789（关")
CIRCLED = frozenset("①②③④⑤⑥⑦⑧⑨⑩")
NUMBERING = CIRCLED | frozenset("、）.．")
_SIGNED_LASTS = "局会府室厅委心司团处队日"  # what a signature or a date can end with


# What a reported text gives as one: a quotation of one sentence with who said it behind it, what was discussed, the
# respects in which something is so, and the title of a proposal.
_QUOTED = re.compile(
    r"“[^“”。！？\n]{4,60}[。！？]”(?:[^，。：；“”\n]{2,24}(?:说|表示|介绍|认为|称|道|建议|感慨|坦言)(?=[。\n]|$))?"
)
_DISCUSSED = re.compile(
    r"(?:围绕|就|从|对)[^。；：“”\n]{4,200}?(?:等|方面)(?:问题|内容|工作)?，?(?:进行了?|提出了?|展开了?)[^，。；]{0,12}(?:讨论|审议|交流|建议|意见|发言)"
)
_IN_RESPECTS = re.compile(
    r"在(?:[^，。；：\n]{2,24}[^上中下时后里内前面，。；：\n]，){1,5}[^，。；：\n]{2,24}方面(?=，)"
)
_PROPOSAL = re.compile(
    r"(?:提交|提出|带来|撰写|递交|办理|收到)了?《?关于(?:[^。；“”《》\n]|“[^”\n]{1,16}”){2,60}的(?:建议|议案|提案|意见建议)(?=》?[，。；：\n])"
)

# what a deputy raised, commas and all, before what the office says to it: 针对您所提…，…的建议，我局…
_RAISED = re.compile(
    r"(?:针对|关于|对于)[您你]们?(?:所)?提(?:出)?[^。；！？\n我]{4,160}?的(?:建议|意见|诉求|问题|情况)(?=，(?:我|经|现|目前|已|[县市区镇乡]))"
)
_ABOUT = ("关于", "对于")
_WHOLES = (_QUOTED, _PROPOSAL, _DISCUSSED, _IN_RESPECTS)


def pieces_of(
    folded: str, start: int, end: int, rules: LeadIns, *, spaced: bool, reported: bool = False
) -> list[Piece]:
    """Return the pieces of the running line `folded[start:end]`, in order, without the marks between them."""
    if reported:
        matches = _pieces(rules).finditer(folded, start, end)
        return [(left, stop, None) for left, stop in _whole(folded, start, end, [match.span() for match in matches])]
    if spaced:
        spans = [match.span() for match in _SPACED.finditer(folded, start, end)]
        if folded.find("。”", start, end) >= 0:
            spans = _behind_citations(folded, spans)
        if folded.startswith(_ABOUT, start) or folded.find("针对", start, end) >= 0:
            spans = _whole(folded, start, end, spans, (_RAISED,))
        return [(left, stop, None) for left, stop in spans]
    matches = _pieces(rules).finditer(folded, start, end)
    return [(match.start(), match.end(), match.lastindex) for match in matches]


@lru_cache(maxsize=8)
def _pieces(rules: LeadIns) -> re.Pattern[str]:
    """Return the pattern of a piece of running text, which tells the plain ones by an empty group at their end.

    A plain piece is one that no rule of `clauses` or `lead_ins` would trim, leave out or join to what follows: it has
    neither marks nor decoration; before a comma no head, no sign and no ending of a lead-in, and nothing that looks
    back at it follows. Most pieces are plain, and one pattern tells so sooner than all the rules.
    """
    outside = {*TRIMMED_FIRSTS, *FURNITURE_FIRSTS, *_MARKED}
    asked = {*outside, *TIME_FIRSTS, *SIGNS, *"特尤"}
    heads = {word[0] for word in rules.openings}
    opening = trie((*rules.openings, *STRONG_HEADS))
    first = rf"(?:{_none_of(asked, heads, STRONG_FIRSTS)}|(?!{opening}){_one_of(heads - asked)})"
    plainly = f"{_none_of(_MARKED, SIGNS, STRONG_FIRSTS)}*+"
    inner = rf"{plainly}(?:(?!{STRONG}){_one_of(STRONG_FIRSTS)}{plainly})*+"
    return re.compile(
        rf"(?<={_none_of(NUMBERING, '（')}){_none_of(outside)}{_none_of(_MARKED)}*+"
        rf"(?<!{_one_of(TRIMMED_LASTS, _SIGNED_LASTS)})(?=[。；！？]())"
        rf"|{first}{inner}(?<!\d)(?<!{_one_of(TRIMMED_LASTS, rules.lasts)})"
        rf"(?=，{_none_of(TELLING_FIRSTS, '，。；！？：…', SPACES)}())|{_PIECE}"
    )


def _one_of(*signs: Iterable[str]) -> str:
    return f"[{''.join(map(re.escape, sorted(set().union(*signs))))}]"


def _none_of(*signs: Iterable[str]) -> str:
    return f"[^{_one_of(*signs)[1:]}"


_MATTERS = ("一事", "的问题", "等问题", "问题", "的诉求", "诉求", "的情况", "的建议", "的事项")  # 「您反映的“…。”一事」


def _behind_citations(folded: str, pieces: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """End a piece behind what it cites, where that ends with a full stop: 「…规定：“…。”因此，…」"""
    parted = []
    for left, stop in pieces:
        closed = folded.find("。”", left, stop)
        if closed >= 0 and closed + 2 < stop and not folded.startswith(_MATTERS, closed + 2):
            parted.append((left, closed + 2))
            left = closed + 2
        parted.append((left, stop))
    return parted


def _whole(
    folded: str, start: int, end: int, pieces: list[tuple[int, int]], patterns: tuple[re.Pattern[str], ...] = _WHOLES
) -> list[tuple[int, int]]:
    """Join the pieces of what a text gives as one."""
    wholes = [match.span() for pattern in patterns for match in pattern.finditer(folded, start, end)]
    if not wholes:
        return pieces
    joined: list[tuple[int, int]] = []
    for left, stop in pieces:
        before = joined[-1][1] if joined else -1
        if joined and any(first < before < last and first < left < last - 1 for first, last in wholes):
            joined[-1] = (joined[-1][0], stop)
        else:
            joined.append((left, stop))
    return joined
