"""Enumerations (列举): `A、B等重大项目` makes A and B projects, as the head noun says."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from huiyin.reading.mention_tokens import COUNT, Candidate, Tokens
from huiyin.reading.model import MentionType as T

# what closes a list, and the words after it that say what its items are
CLOSE = re.compile(r"等(?:(?:约|近|超)?(?:\d{1,6}|[一二三四五六七八九十两几数百]+)[余多]?[个家项条座处所批名])?")
COUNTED = re.compile(
    r"[条个座项](?=高速|铁路|高铁|公路|隧道|航道)(?<=\d[条个座项])(?<!等\d[条个座项])(?<!等\d\d[条个座项])"
)
NUMBER = re.compile(r"\d{1,4}\Z")
REST = re.compile(r"[^。；，：！？、“”《》（）\n;,:!?()]{0,18}")
HEADS = (
    (
        re.compile(r"技改项目|企业(?<!中小企业)|公司|药企|院校|高校|医院|部门|单位|机构|团体|学校|集团|车企|代表团"),
        T.ORGANISATION,
    ),
    (
        re.compile(
            r"项目|工程|高速|铁路|高铁|隧道|公路|路段|道路|航道|街区|管线|电站|水库|灌区|小区改造|桥梁|机场|产业园|园区建设|基地建设|竣工|建成|开工|通车|投产|投用|投运|完工|"
            r"市场改造|农贸市场|农产品市场|专业市场"
        ),
        T.PROJECT,
    ),
    (
        re.compile(
            r"景区|城市|地区|国家|市县|县区|县市|区县|乡镇|街道\Z|社区|地\Z|村\Z|县\Z|区\Z|市\Z|流域|河流|岛屿|港口|创建"
        ),
        T.PLACE,
    ),
    (re.compile(r"活动|赛事|展会|节会|行动|政策|机制|计划|战略"), T.PROGRAMME),
)
# the head stands right behind the list, what it does comes after (A、B等市推进…)
HEAD_AT_ONCE = re.compile(r"[市县区州](?![域场级直属委政内外])")
REGIONS = ("经济带", "经济圈", "大湾区", "城市群", "都市圈")
# who is counted up are people
PEOPLE = re.compile(
    r"(?:[省市县区州镇乡]|老|有关|相关|主要|[省市县区]级|部门)*(?:领导|同志|代表(?!团)|委员(?!会)|专家|嘉宾|先生|教授|人(?![一-鿿]))"
)
JOINED = re.compile(r"[和及与]|以及")
CLOSED = re.compile(r"[，。；：！？\n;,:!?“”（）()]")
NAMING = re.compile("[PQKL]")
COMMA = re.compile("、")
# how far back a list is followed
REACH = 120
# an item may open with what kind of firm it is
FIRM = re.compile(r".*(?:企业\d+强|\d+强企业|领军企业|龙头企业|企业|集团公司)(?=[一-鿿]{2})")
# an item that describes instead of naming
PLAIN = re.compile(r"的|为|是|将|把|方面|问题|领域|情况|环节|能力|水平|工作|服务|设施|措施|政策\Z")


class Item(NamedTuple):
    """One item: whether it holds a proper part, and whether it ends like works."""

    start: int
    end: int
    proper: bool
    works: bool


def lists(tokens: Tokens) -> list[Candidate]:
    """Return the items of enumerations that 等 (or a count) closes and a head noun types."""
    found: list[Candidate] = []
    text = tokens.text
    floor = 0
    for start, end in _closings(text):
        if not _promising(tokens, start):
            continue
        after = REST.match(text, end)
        rest = after.group() if after else ""
        if PEOPLE.match(rest) or rest.startswith(("为主", "为重点", "的")):
            continue
        if HEAD_AT_ONCE.match(rest):
            floor = end + 1  # what follows has a list of its own
        kind = next((kind for pattern, kind in HEADS if pattern.search(rest)), None)
        if floor == end + 1:
            kind = T.PLACE
        if kind is None:
            continue
        items = _items(tokens, start, floor)
        if not any(item.proper for item in items):
            continue
        for item in items:
            if kind == T.PROGRAMME and _region(tokens, item):
                continue
            if item.proper or (kind == T.PROJECT and (item.end - item.start <= 3 or item.works)):
                found.append(Candidate(item.start, item.end, kind, "mention.list"))
    return found


def _region(tokens: Tokens, item: Item) -> bool:
    """Return whether an item is a known place by itself or ends like a region: no list makes it a plan."""
    if tokens.text.endswith(REGIONS, item.start, item.end):
        return True
    i = bisect_left(tokens.starts, item.start)
    whole = i < len(tokens.starts) and tokens.starts[i] == item.start and tokens.ends[i] == item.end
    return whole and (tokens.roles[i] == "P" or tokens.vocabulary.known.get(tokens.word(i)) == T.PLACE)


def _closings(text: str) -> Iterator[tuple[int, int]]:
    """Yield where lists are closed, by 等 with or without a number (`等5个`), or by a number alone (`3条高速`)."""
    for match in CLOSE.finditer(text):
        yield match.span()
    for match in COUNTED.finditer(text):
        number = NUMBER.search(text, max(0, match.start() - 4), match.start())
        if number:
            yield number.start(), match.end()


def _promising(tokens: Tokens, stop: int) -> bool:
    """Return whether anything proper stands between the last mark and `stop`: a cheap look before the careful one."""
    i = bisect_left(tokens.starts, stop)
    j = tokens.roles.rfind("b", max(0, i - REACH), i)
    if j < 0:
        return True
    first = tokens.ends[j]
    if stop - first > REACH or NAMING.search(tokens.roles, j + 1, i):
        return True
    covered = sum(tokens.ends[j + 1 : i]) - sum(tokens.starts[j + 1 : i])
    return stop - first - covered >= 2


def _items(tokens: Tokens, stop: int, floor: int) -> list[Item]:
    """Return the items of the list that ends at `stop` and begins behind `floor`, the last two of which 和 may join."""
    text = tokens.text
    low = max(floor, stop - REACH)
    for closed in CLOSED.finditer(text, low, stop):
        low = closed.end()
    cuts = [m.start() for m in COMMA.finditer(text, low, stop)]
    spans = [
        (_opening(tokens, start, end), end) if start == low else _unjoined(text, start, end)
        for start, end in zip([low, *(cut + 1 for cut in cuts)], [*cuts, stop], strict=True)
    ]
    start, end = spans.pop()
    joint = _joint(tokens, start, end)
    spans += [(start, end)] if joint is None else [(start, joint.start()), (joint.end(), end)]
    items = []
    for start, end in spans:
        firm = FIRM.search(text, start, end - 2)
        start = firm.end() if firm else start
        if 2 <= end - start <= 26:
            items.append(Item(start, end, _proper(tokens, start, end), _works(tokens, start, end)))
    return items


def _unjoined(text: str, start: int, end: int) -> tuple[int, int]:
    """Return an item between commas without a leading 和 and without the count that follows its name."""
    if text[start : start + 1] in "和及与同" and end - start > 2 and not text.startswith(("和平", "同心"), start):
        start += 1
    count = COUNT.search(text, start + 2, end)
    return start, count.start() if count and count.end() < end else end


def _joint(tokens: Tokens, start: int, end: int) -> re.Match[str] | None:
    """Return the last 和, 及 or 与 inside an item that is a word of its own."""
    found = None
    for joint in JOINED.finditer(tokens.text, start + 2, end - 1):
        i = bisect_left(tokens.starts, joint.start())
        if i < len(tokens.starts) and tokens.starts[i] == joint.start() and tokens.roles[i] == "c":
            found = joint
    return found


def _opening(tokens: Tokens, low: int, end: int) -> int:
    """Return where the first item begins: after the last verb, function word or count before it."""
    i = bisect_left(tokens.starts, end)
    start = low
    for j in range(i - 1, -1, -1):
        if tokens.starts[j] < low:
            break
        if tokens.roles[j] in "sWk":
            start = tokens.ends[j]
            break
    for count in COUNT.finditer(tokens.text, start, end):
        if count.end() < end:
            start = count.end()
    return start + 1 if tokens.text[start : start + 1] in "和与同" and end - start > 2 else start


def _proper(tokens: Tokens, start: int, end: int) -> bool:
    """Return whether an item names something: a place or two characters that no word explains."""
    starts, ends, roles = tokens.starts, tokens.ends, tokens.roles
    if PLAIN.search(tokens.text, start, end):
        return False
    gap = places = 0
    position = start
    i = bisect_left(starts, start)
    while i < len(starts) and starts[i] < end:
        gap += max(0, starts[i] - position)
        places += roles[i] in "PQK"
        gap += roles[i] == "L" and ends[i] - starts[i] == 1
        position = ends[i]
        i += 1
    gap += max(0, end - position)
    return gap >= 2 or places > 0


def _works(tokens: Tokens, start: int, end: int) -> bool:
    """Return whether the item ends with a kind of works that something stands before."""
    i = bisect_left(tokens.ends, end)
    return i < len(tokens.ends) and tokens.ends[i] == end and tokens.roles[i] == "J" and tokens.starts[i] - start >= 2
