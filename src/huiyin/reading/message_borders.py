"""Borders in messages (书信断句): what waits for the next piece, or stands alone, in letters and answers only.

People write to an office as they speak: they announce a question, name a place before they tell of it, count
houses with commas. What holds in every text is in `lead_ins`.
"""

from collections.abc import Callable

from huiyin.reading import message_forms as forms
from huiyin.reading.lazily import lazily

_JUDGED = lazily(r"[真啊呀才就]|非常|十分|多么|特别")
_WITHIN = lazily("(?P<title>《)[^》]{5,}》|“[^”]{5,}”")
_ANY_VIEW = lazily(r"[您你]们?(?:对[^，]{1,16})?(?:还|如)?有(?:何|什么|任何)[^，]{2,8}")
_LEADS_ON = ("随着", "针对", "按照", "根据", "关于")
_IN_YEARS = lazily(r"[近几多数这些\d一二三四五两]+年来")
_OWN = lazily(r"我(?:们)?(?:还|也|只|就)?(?:有|想|要)")
_CALLS = lazily(r"拨打|致电|来电|联系(?!电话|方式)|咨询(?!电话|热线)|拨")
_SAYS_WHAT_IT_IS = lazily(
    r"[^，]*越来越|(?:也|都|就|还|更|又|仍|只|仅|已|共)?(?:是|属于?|系)|(?:也|都|就|还|又|只|仅|已|共)有|创新|创业|供应|控制|保持"
    r"|[^，]{2,14}(?<!没)有(?:\d|[一二两三四五六七八九十])|有(?![^，]*的)|[^，]{1,16}(?:属于|位于)|[^，]*[过了着]$|[^，]{1,24}(?<![还总凡可但于而])是(?!否|不是)"
)


def uncited(piece: str) -> str:
    """Return a piece without the words of the titles and quotations in it, which are no predicate of its own."""
    return _WITHIN.sub(lambda found: "《甲》" if found.group("title") else "“甲”", piece)


def says_what_it_is(piece: str) -> bool:
    """True for a piece that states or has done something, and so is no subject of the next: 是一条路, 只有3个月."""
    return _SAYS_WHAT_IT_IS.match(piece) is not None


def is_judgement(piece: str) -> bool:
    """True for what is felt about something: 真痛苦啊."""
    return _JUDGED.search(piece) is not None


def is_own(piece: str) -> bool:
    """True where the writer says 我 before a colon: a statement, no heading."""
    return _OWN.search(piece) is not None


def calls(piece: str) -> bool:
    """True where the number behind a colon is to be called, not only labelled: 详询可致电：…"""
    return _CALLS.search(piece) is not None


def waits(piece: str, following: str, led: str, predicate: Callable[[str], bool]) -> str | None:
    """Say by which rule a piece of a message waits for what follows; "" where it does not, None where nothing tells.

    Args:
        led: the lead-ins that already wait before the piece, "" where it begins its statement.
        predicate: guesses whether a short piece has a predicate of its own.
    """
    if following.startswith(forms.GOOD_WISHES) and forms.WISHES.match(piece):
        return "clause.rest"
    if piece.endswith("不便") and following.startswith(("敬请", "请", "恳请", "望", "还请")):
        return "clause.topic"
    if following[0] == "请" and _ANY_VIEW.fullmatch(piece):
        return "clause.lead_in"
    if _stands(piece, following, predicate):
        return ""
    why = _before_all(piece, following, led, predicate)
    if why:
        return why
    length = len(piece)
    if length > forms.LONGEST:
        return None
    why = (
        _announces(piece, following, length, predicate)
        or _frames(piece, following, led)
        or _topics(piece, following, led, predicate)
    )
    return why or _listed(piece, following, led or piece, predicate)


def _before_all(piece: str, following: str, led: str, predicate: Callable[[str], bool]) -> str:
    """Rules that nothing else outweighs: a condition, a season, a link, nouns side by side."""
    if following.startswith(forms.ONLY_THEN) and not forms.BEGS_OF.match(piece):
        return "clause.condition"
    if forms.SUPPOSES.fullmatch(piece) and not forms.HAS_RESULT.search(piece):
        only = forms.ONLY_IF.match(piece) is not None
        if forms.THEN.search(following) if only else not forms.RESULT_OPENS.match(following):
            return "clause.lead_in" if piece[0] == "每" else "clause.condition"
    length = len(piece)
    if length <= 24 and forms.SEASON.fullmatch(piece):
        return "clause.time"
    if length <= 6 and piece in forms.LINKS:
        return "clause.connective"
    if _is_noun(piece, predicate):
        listed = [part for part in led.split("，") if part]
        if (listed and all(_is_noun(part, predicate) for part in listed)) or _is_noun(following, predicate):
            return "clause.rest"
    return ""


def _is_noun(piece: str, predicate: Callable[[str], bool]) -> bool:
    """True for a short piece that names something, as in a list with commas."""
    return len(piece) <= 6 and piece[-1] not in "岁过着" and not predicate(piece)


def _stands(piece: str, following: str, predicate: Callable[[str], bool]) -> bool:
    """True for a piece that has all that a statement needs, whatever it begins with."""
    first = piece[0]
    if forms.ENDS_ITSELF.fullmatch(piece) or forms.TELLS_OF.fullmatch(piece):
        return True
    if (
        following.startswith(forms.TURNS)
        and not forms.MOMENT.fullmatch(piece)
        and not piece.startswith(_LEADS_ON)
        and not _IN_YEARS.fullmatch(piece)
    ) or (len(piece) == 4 == len(following) and forms.FOURFOLD.fullmatch(piece)):
        return True
    if first in "因由但" and (forms.OWN_CAUSE.match(piece) or forms.CAUSE_TOLD.fullmatch(piece)):
        return True
    if first == "因" and len(piece) >= 12 and following.startswith(forms.RESULTS[:3]) and predicate(piece):
        return True
    if first in "关对针如" and forms.STANDS.fullmatch(piece):
        return True
    if first == "经" and piece.count("、") > 1 and piece[-1] != "后" and not predicate(piece[1:]):
        return True
    if first == "经" and forms.MEASURED.fullmatch(piece):
        return True
    return forms.THROUGH.search(piece) is not None and forms.ACTS_THROUGH.fullmatch(piece) is not None


def _announces(piece: str, following: str, length: int, predicate: Callable[[str], bool]) -> str:
    """Rules for a piece that says no more than who speaks, when, or where."""
    if length <= 20 and (
        forms.ANNOUNCES.fullmatch(piece) or forms.OPINES.fullmatch(piece) or forms.BEGS_OF.fullmatch(piece)
    ):
        return "clause.saying"
    if piece[-1] in "说道称悉知们我" and length <= 36 and forms.TOLD_BY.fullmatch(piece):
        return "clause.saying"
    if length <= 8 and forms.WHEN.fullmatch(piece):
        return "clause.time"
    if length <= 24 and piece[0] in forms.CLOCK_FIRSTS and forms.CLOCK.fullmatch(piece):
        return "clause.time"
    if length <= 44 and (forms.WHERE.fullmatch(piece) or (piece[0] == "在" and following.startswith(("这里", "那里")))):
        return "clause.lead_in"
    if following.startswith(forms.RESULTS):
        return ""
    if piece[0] in "等待俟" and forms.AWAITS.fullmatch(piece):
        return "clause.lead_in"
    caused = forms.CAUSED.fullmatch(piece) if "因" in piece or "由于" in piece else None
    if caused and not predicate(caused.group("what")):
        return "clause.lead_in"
    if length <= 44 and forms.NARROWS.fullmatch(piece) and not forms.DOES_ITSELF.fullmatch(piece):
        return "clause.lead_in"
    return "clause.lead_in_tail" if piece[-1] in "后时候初日天余" and forms.MOMENT.fullmatch(piece) else ""


def _frames(piece: str, following: str, led: str) -> str:
    """Rules for a frame with a comma inside (在…，…的情况下; 为…，方便…), whose rest is the next piece."""
    if (
        led
        and forms.PURPOSE_LEADS.search(led)
        and forms.PURPOSE_ON.fullmatch(piece)
        and not forms.GOES_ON.match(following)
    ):
        return "clause.lead_in"
    if (
        following[0] not in "以并从来在"
        and (following[-1] in forms.FRAME_LASTS or "为由" in following)
        and forms.CLOSES_FRAME.fullmatch(following)
        and ((led and not forms.FRAMES_ITSELF.match(following)) or forms.OPENS_FRAME.fullmatch(piece))
    ):
        return "clause.lead_in"
    if led.startswith(forms.ABOUT) and forms.MATTER_ON.fullmatch(piece) and piece[0] != "我":
        return "clause.lead_in"
    if "才" in following and forms.UNTIL.fullmatch(piece):
        return "clause.lead_in"
    return (
        "clause.lead_in"
        if led and (piece[-1] in forms.FRAME_LASTS or "为由" in piece) and forms.CLOSES_FRAME.fullmatch(piece)
        else ""
    )


_NO_SITES = ("布局", "格局", "结局", "大局", "全局")


def _topics(piece: str, following: str, led: str, predicate: Callable[[str], bool]) -> str:
    """Rules for what the next piece is said of: a matter, a case, a place, a subject."""
    length = len(piece)
    if piece[-1] == "的" and length >= 5 and "是" not in piece and "是" not in led and forms.HOLDS_FOR.match(following):
        return "clause.condition"
    if (
        length <= 28
        and forms.SAID_OF.match(following)
        and forms.RAISED.fullmatch(piece)
        and not forms.HAS_VERB.search(piece)
    ):
        return "clause.topic"
    if length <= 14 and forms.ASKS_OF.match(following) and not predicate(piece):
        return "clause.topic"
    if length <= 20 and following[0] == "请" and forms.MATTER.fullmatch(piece) and not predicate(following[1:2]):
        return "clause.topic"
    if led and piece.startswith(("还是", "或是", "或者")) and not predicate(piece[2:]):
        return "clause.rest"
    if following[0] == "请" and piece[0] in "如若凡":
        return "clause.lead_in"
    if following[0] == "则":
        return "clause.condition"
    if (
        length <= 24
        and not piece.endswith(_NO_SITES)
        and forms.SITE.fullmatch(piece)
        and predicate(following)
        and not forms.PLACE_OF_DOING.match(piece)
    ):
        return "clause.subject"
    return ""


def _alike(piece: str, following: str, predicate: Callable[[str], bool]) -> bool:
    """True for nouns of one make, side by side: 学费，电费，…, 品牌教育，素质教育，…"""
    if forms.SORT.fullmatch(piece):
        return piece[-1] in following[1:4]
    if following[0] in "向对与和把将给":
        return False
    return 4 <= len(following) <= 12 and following[-2:] == piece[-2:] and not predicate(following)


def _listed(piece: str, following: str, opening: str, predicate: Callable[[str], bool]) -> str | None:
    """Rules for a list whose commas stand for 、."""
    if following[0] == "《" and following[-1] == "》":
        return "clause.rest"
    if following.startswith(("即", "也就是", "包括")) and len(following) <= 30 and not predicate(following[1:]):
        return "clause.rest"
    if _alike(piece, following, predicate):
        return "clause.rest"
    counted = forms.COUNTED_ON.fullmatch(following)
    if counted and forms.ENDS_COUNTED.search(piece) and predicate(opening) and not predicate(counted.group("what")):
        return "clause.rest"
    if forms.COUNTS_ALONE.fullmatch(following) and forms.ENDS_WITH_COUNTED.search(piece):
        return "clause.rest"
    if piece[-1].isdigit() and forms.NUMBERED.match(following):
        return "clause.rest"
    if (
        len(following) <= 18
        and forms.ITEM.fullmatch(following)
        and not predicate(following)
        and not forms.TIME_OR_LINK.fullmatch(following)
        and forms.LISTS.search(opening)
    ):
        return "clause.rest"
    return None
