"""What a reply still lacks (答复未填写处): of the form that units begin with, or of any template, what stands unfilled.

A reply that is issued goes to a deputy under a seal, so that its form alone, or with places left empty, is no reply.
"""

import re
from collections.abc import Sequence

from huiyin.errors import LedgerError

ISSUING = ("reply", "correct_reply")
LETTERS = (*ISSUING, "answer", "report", "report_again")  # what goes out and may come from a template of the unit's own
NUMBERS = "一二三四五六七八九十"
DONE, POINTS, NEXT = "一、已开展的工作", "二、关于您提出的具体建议", "三、下一步打算"
VIEWS = "（会办意见）"
THANKS = "感谢您对我们工作的关心和支持。"
CONTACT = "（联系人：　　　联系电话：　　　　）"
_POINT = re.compile(r"（[一二三四五六七八九十]+）关于.*[：:]")
_OPENING = re.compile(r"您提出的《.*》收悉。经研究，现答复如下：")
_NOBODY = re.compile(r"联系人[：:][\s　]*联系电话")
_NO_NUMBER = re.compile(r"联系电话[：:][\s　]*(?:[）)]|$)", re.MULTILINE)

# What people leave in a template to be filled in later. A name that is made unknown (王××) is no such place, but a day,
# a number or an amount in such signs is.
_BLANK = re.compile(
    r"[_＿]{2,}"
    r"|\{\{[^{}\n]*\}\}"
    r"|[【〔［\[（(][\s　]{2,}[】〕］\])）]"
    r"|[【［\[（(<＜](?:请|此处)?(?:填写|填入|待填|待补|待定|补充)[^】］\])）>＞\n]{0,20}[】］\])）>＞]"
    r"|[×xX＊*]{1,4}年[×xX＊*]{1,2}月|[×xX＊*]{2,}(?=年|月|日|万|亿|个|号|元|公里|处|项|%|％)"
    r"|[ 　]+年[ 　]+月[ 　]+日"
)
BEFORE, AFTER = 12, 8  # characters around such a place by which it is found
_ENDS = re.compile(r"[，。；：、,;:\n]")


def form_of_reply(title: str, points: Sequence[str]) -> str:
    """Return the form of a reply: its headings, one for each point; what is said under them is the unit's."""
    items = "\n".join(f"（{NUMBERS[n]}）关于{point}：" for n, point in enumerate(points or [""]))
    return (
        f"您提出的《{title}》收悉。经研究，现答复如下：\n{DONE}\n\n{POINTS}\n{items}\n\n{NEXT}\n\n{THANKS}\n{CONTACT}\n"
    )


def with_view(text: str, unit: str, words: str) -> str:
    """Return a reply with what a co-handler says (会办意见) under the heading for that; what stands there is left.

    The heading goes before what comes next, else before the thanks and whom to ask, else to the end.
    """
    told = view_words(unit, words)
    if told in text:
        return text
    lines = text.rstrip().splitlines()
    bare = [line.strip(" \t　") for line in lines]
    if VIEWS in bare:
        told_lines, begin = [told], bare.index(VIEWS) + 1
    else:
        told_lines, begin = [VIEWS, told], 0
    at = next((n for n, each in enumerate(bare) if n >= begin and _ends_the_work(each)), len(lines))
    while at and not bare[at - 1]:
        at -= 1
    return "\n".join([*lines[:at], *told_lines, *lines[at:]]) + "\n"


def view_words(unit: str, words: str) -> str:
    """Return the paragraphs that take a co-handler's words into a reply, with whose they are."""
    said = "\n".join(line.strip(" \t　") for line in words.splitlines() if line.strip(" \t　"))
    return f"{unit}：{said}"


def _ends_the_work(words: str) -> bool:
    return words in (NEXT, THANKS) or words.startswith("（联系人")


def gaps_of(text: str) -> list[str]:
    """Return the places of the form that stand in a text with nothing filled in, in their order.

    Only what the form itself put there is held against a text: headings of a unit's own may stand as they like.
    """
    lines = [words for line in text.splitlines() if (words := line.strip(" \t　"))]
    found = []
    for n, words in enumerate(lines):
        after = lines[n + 1] if n + 1 < len(lines) else ""
        if words in (DONE, VIEWS, NEXT) or _POINT.fullmatch(words):
            empty = not after or _of_form(after)
        else:
            empty = words == POINTS and not _POINT.match(after) and (not after or _of_form(after))
        if empty:
            found.append(words.rstrip("：:"))
    if _NOBODY.search(text):
        found.append("联系人")
    if _NO_NUMBER.search(text):
        found.append("联系电话")
    return found


def _of_form(words: str) -> bool:
    fixed = (DONE, POINTS, VIEWS, NEXT, THANKS)
    return words in fixed or _POINT.match(words) is not None or words.startswith("（联系人")


def says_nothing(text: str) -> bool:
    """Say whether a text holds nothing beside the form: no word of a unit's own."""
    lines = (line.strip(" \t　") for line in text.splitlines())
    own = [
        words
        for words in lines
        if words
        and not (words in (DONE, POINTS, VIEWS, NEXT, THANKS) or _POINT.fullmatch(words) or _OPENING.fullmatch(words))
        and not (words.startswith("（联系人") and (_NOBODY.search(words) or _NO_NUMBER.search(words)))
    ]
    return not own


def blanks_of(text: str) -> list[str]:
    """Return the places of any template that stand to be filled in, each with the words around it."""
    found = []
    for blank in _BLANK.finditer(text):
        before = _ENDS.split(text[max(0, blank.start() - BEFORE) : blank.start()])[-1].lstrip(" 　")
        after = _ENDS.split(text[blank.end() : blank.end() + AFTER])[0]
        found.append(f"“{before}{blank[0]}{after}”")
    return list(dict.fromkeys(found))


def refuse_unfilled(action: str, text: str | None) -> None:
    """Refuse to issue a letter that says nothing, or has places of its form or template left empty.

    Raises:
        LedgerError: `reply.empty`, or `reply.unfilled` with the places under `missing`.
    """
    if action not in LETTERS or text is None:
        return
    if action in ISSUING and says_nothing(text):
        raise LedgerError("reply.empty", need="text")
    missing = [*(gaps_of(text) if action in ISSUING else ()), *blanks_of(text)]
    if missing:
        raise LedgerError("reply.unfilled", need="text", missing="、".join(missing))
