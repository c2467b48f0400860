"""The region before a body or place (`省`, `云汀市`, `A市A3区`), and the names that places of one character end."""

import re
from bisect import bisect_left

from huiyin.reading.lexicon import DEFAULT
from huiyin.reading.mention_build import name_start
from huiyin.reading.mention_tokens import BOUND_PLACE, COUNT, LOCALITY, NATURAL, PLACE, REACH, Tokens

LOOSE_REGIONS = frozenset(("各", "每", "每个", "某", "该", "两", "各个", "各级", "全", "各县", "各市"))
TERM = re.compile(r"(?:[省市县区州旗]|自治区|全国)?第?[十百二三四五六七八九一]+届\Z")
ORDINAL = re.compile(r"[第十百二三四五六七八九一〇零\d年届]+\Z|新一届")
NUMERALS = re.compile(r"[两三四五六七八九十百千万亿几多数]+\Z")
# one character before a word of nature that makes an ordinary word of it (登山, 跨海, 治河)
PLAIN_NATURE = frozenset(
    "两三多上下登爬靠进出过沿跨临环治护巡荒火矿青深内外大小全整各本该高远近公沉填赶入沙石老红绿黑白离强半兴涉孤"
)
# a street that is named already does not open the next name
ENDED_STREET = frozenset("路街巷站桥段弄苑")
# people are named after these
TITLES = re.compile(
    r"(?:经理|主任|书记|[市县区镇乡局厅院校处科所站队会村部]长|代表|委员|同志|先生|女士|主席|院士|教授|记者|司机|总理)"
    r"[ \u3000]{0,2}\Z"
)
SURNAMES = frozenset(DEFAULT.table("people")["surnames"].split())
NAME_BEFORE = re.compile(r"([一-鿿]{2,3})、\Z")
NAME_AFTER = re.compile(r"、([一-鿿]{2,3})(?=[、，等])")
UPRIGHT = ("起", "出来", "在", "稳", "好")
# it was called so, or there is one more
FORMER = re.compile(r"\d{0,2}[.．] ?(?=[一-鿿]{2})|[-—](?=[一-鿿])|(?:原(?!平)|现|另有|现有)(?=[一-鿿]{2})")
# what opens an ordinary word, not a name (全学段, 摘帽县, 大城市, 禁炮区)
ORDINARY = re.compile(r"[全各每禁限摘援]|大批|最近|本栏|[大中小]城|人来|里即|欺行|感召")
STRETCHES = frozenset(("段", "西段", "东段", "南段", "北段"))
ASIDE = re.compile(r"[上里内中旁边往到至后前处]")


def region_start(tokens: Tokens, i: int) -> int | None:
    """Return where the region directly before token `i` begins, or None.

    Bodies between the two belong to it (`市人大常委会` + `教科文卫办公室`), and a term (`市十六届人大`).
    """
    starts, ends, roles, text = tokens.starts, tokens.ends, tokens.roles, tokens.text
    at, found = starts[i], None
    j = i - 1
    while j >= 0 and ends[j] == at and starts[i] - at < REACH:
        role = roles[j]
        if role == PLACE or (role == BOUND_PLACE and (found is not None or tokens.bound_holds(tokens.word(j)))):
            at = found = starts[j]
        elif role in "Lg" and (tokens.word(j) in tokens.vocabulary.regions or _bridge(tokens, j)):
            at = found = _named_region(tokens, j)
            while j and starts[j - 1] >= at:
                j -= 1
        elif role in "DB" and found is None:
            at = starts[j]
        else:
            break
        j -= 1
    if found is None and at < starts[i] and (term := TERM.search(text, max(0, at - 8), at)):
        return term.start() if text[term.start()] not in "第十百二三四五六七八九一" else None
    if found is not None and j >= 0 and ends[j] == found and text[starts[j] : found] in LOOSE_REGIONS:
        return None
    return found


def _bridge(tokens: Tokens, j: int) -> bool:
    """Return whether a bridge that is named gives a town its name (云家桥镇政府)."""
    named = tokens.text[tokens.starts[j]] == "桥" and tokens.text[tokens.ends[j]] in "镇乡"
    return named and _named_region(tokens, j) < tokens.starts[j]


def _named_region(tokens: Tokens, j: int) -> int:
    """Return where the name of the region that token `j` ends begins: a gap or an ordinary word before 市, 县, 区."""
    start, text = tokens.starts[j], tokens.text
    if tokens.ends[j] - start > 1:
        return start
    before = tokens.ends[j - 1] if j else 0
    if 0 < start - before <= 5 and not ORDINAL.match(text[before:start]):
        named = name_start(text, before, start)
        if text[named : named + 1].isascii():
            return named if text[named].isalpha() else start
        return named if start - named > 1 else start
    return tokens.starts[j - 1] if before == start and j and names_what_follows(tokens, j - 1) else start


def names_what_follows(tokens: Tokens, j: int) -> bool:
    """Return whether the ordinary word `j` can be the name of what follows it (`红旗村`, `青石区政府`)."""
    return (
        tokens.roles[j] in "na"
        and tokens.ends[j] - tokens.starts[j] == 2
        and tokens.word(j) not in tokens.vocabulary.forms["kinds"]
        and tokens.word(j) not in tokens.vocabulary.sorts
        and (j == 0 or (tokens.roles[j - 1] in "bsclPWk" and tokens.adjoins(j)))
    )


def short_place(tokens: Tokens, i: int, word: str) -> int | None:
    """Return where a name in a one-character place word begins (`小云河`, `A市A3区`, `环湖北路`), or None.

    It may hold gaps, places and other such words, nothing else.
    """
    starts, ends, roles = tokens.starts, tokens.ends, tokens.roles
    position, j, proper = starts[i], i - 1, 0
    limit = max(0, position - 12)
    while True:
        end = ends[j] if j >= 0 else 0
        if end < position:
            if end < limit or position - end > 6:
                return None
            if j >= 0 and roles[j] in "LP" and ASIDE.match(tokens.text, end):
                proper += position - end - 1
                position = end + 1
                break
            proper += position - end
            position = end
        if j < 0 or starts[j] < limit or not _within(tokens, j, word, proper):
            break
        proper += 2 * (roles[j] != LOCALITY)
        position = starts[j]
        j -= 1
    if proper == 0:
        plain = position == starts[i] and word in tokens.vocabulary.forms["streets"] and ordinary_street(tokens, i)
        return starts[i - 1] if plain else None
    start = name_start(tokens.text, position, starts[i])
    former = FORMER.match(tokens.text, start, starts[i])
    start = former.end() if former else start
    return start if _is_name(tokens, start, i, word) else None


def _within(tokens: Tokens, j: int, word: str, proper: int) -> bool:
    """Return whether token `j` can stand inside the name of a place that `word` ends."""
    role = tokens.roles[j]
    if role in "PQ" or (role == "K" and word in STRETCHES):
        return True
    if role != LOCALITY or word == "省" or tokens.word(j) not in tokens.vocabulary.forms["short_places"]:
        return False
    first = tokens.text[tokens.starts[j]]
    if first == "桥" and word in ("镇", "乡", "村"):
        return True  # a town is often called by its bridge
    return first != "省" and not (proper and first in ENDED_STREET)


def ordinary_street(tokens: Tokens, i: int) -> bool:
    """Return whether an ordinary two-character word names the street or village of token `i` (`锦绣大道`)."""
    return tokens.adjoins(i) and names_what_follows(tokens, i - 1)


def _is_name(tokens: Tokens, start: int, i: int, word: str) -> bool:
    """Return whether what stands from `start` to token `i` is neither a count nor a route nor an ordinary word."""
    name = tokens.text[start : tokens.starts[i]]
    if not name or name.isdigit() or (name[-1].isdigit() and not name[0].isascii()):
        return False
    if NUMERALS.match(name) or COUNT.search(name + word) or name[0] in "路街站段镇乡村区县市省":
        return False
    if "." in name:
        return False
    if word == "线":
        return 2 <= len(name) <= 4 and not name.endswith(("成", "快", "一")) and not any(map(str.isdigit, name))
    if word == "省":
        return 2 <= len(name) <= 3 and _opens(tokens, start)
    if word == "站" and tokens.text.startswith(UPRIGHT, tokens.ends[i]):
        return False
    if (
        name.endswith(tokens.vocabulary.sorts)
        or ORDINARY.match(name)
        or (word in NATURAL and name[-1] in "跨沿临登" and len(name) > 1)
    ):
        return False
    if word in NATURAL and len(name) == 2 and _listed_person(tokens.text, start, tokens.ends[i]):
        return False
    if word in NATURAL and len(name) <= 2 and TITLES.search(tokens.text, max(0, start - 5), start):
        return False
    if len(name) == 1 and not name.isascii():
        return word in NATURAL and name not in PLAIN_NATURE and not _runs_on(tokens, i)
    return word != "段" or len(name) >= 2


def _listed_person(text: str, start: int, end: int) -> bool:
    """Return whether three characters are a person's name among others (方远、周云山、沈清)."""
    if text[start] not in SURNAMES:
        return False
    before, after = NAME_BEFORE.search(text, max(0, start - 5), start), NAME_AFTER.match(text, end)
    return any(match is not None and match.group(1)[0] in SURNAMES for match in (before, after))


def _opens(tokens: Tokens, start: int) -> bool:
    """Return whether a phrase opens at `start`: a mark, verb or function word ends there."""
    i = bisect_left(tokens.starts, start)
    return i == 0 or (tokens.ends[i - 1] == start and tokens.roles[i - 1] in "blcs")


def _runs_on(tokens: Tokens, i: int) -> bool:
    """Return whether unknown characters follow token `i` directly, so that it hardly ends a name (`某海波`)."""
    after = tokens.starts[i + 1] if i + 1 < len(tokens.starts) else len(tokens.text)
    return after > tokens.ends[i]
