"""What belongs to works beyond their form (扩建一期, A至B铁路, “…”平台), and what a count beside it makes generic."""

import re
from bisect import bisect_left

from huiyin.reading.mention_tokens import Candidate, Tokens
from huiyin.reading.model import MentionType as T

# what is done to the works, or which part of them: it goes with their name
TAIL = re.compile(
    r"[一二三四五六七八九十\d]{1,2}号(?:机组|井|炉)|[一二三四]跑道|(?:改?扩建)?[一二三四五六]期(?:扩建|改扩建|改造)?(?:工程|项目)?"
    r"|改?扩建(?:[一二三四五六]期|工程|项目)|续建配套(?:[与和及](?:现代化|节水))?(?:改造)?(?:工程|项目)?"
)
TOWN = re.compile("桥[镇乡村](?![长民委政人党])")  # a town is often called by its bridge
# a way or water that works are done on: with the works it is one name
WORKED_ON = re.compile(
    r"(?:拓宽|扩建|改扩建|延伸|改造|提质|提升|升级|整治|亮化|修复|维修|新建|清淤|疏浚|治理|综合){1,3}(?:工程|项目)|新建[一-鿿]{1,6}(?:工程|项目)(?=[，。、；已于的])"
)
WORKS_ON = frozenset("路街道巷桥河湖渠塘库段村区镇乡")
# an office of a place, whatever it is called (某镇重点办, 某区执法局)
OFFICE = re.compile(
    r"(?:[一-鿿]{0,8}?(?:(?<![格布结大全时开僵当])局|办公室)|[党纪]工委|纪委|[一-鿿]{2}办(?=[，。、；\n]|负责|牵头))"
    r"(?=[，。、；：！？）\s已对于在和将的与]|负责|牵头|工作|办理|回复|反映|领导|备案|\Z)"
)
REGIONS = (*"省市县区州镇乡", "街道", "社区")
TAIL_OPENS = frozenset("镇乡村拓扩延提升整亮修维新清疏治综一二三四五六七八九十0123456789改扩续")
# places that are works where a phase of them is named
IN_PHASES = ("机场", "港", "港区", "水库", "灌区", "产业园", "电站", "核电", "油田", "机场航站楼")
# works with two ends
ROUTES = ("铁路", "高铁", "高速", "高速公路", "公路", "特高压", "直流工程", "输电工程", "通道", "城际", "航道", "管道")
END = re.compile(r"(?:\A|[，。、；：—\s])(?P<end>[一-鿿]{2,4})[到至]\Z")
NUMERALS = r"(?:\d+|[一二三四五六七八九十百两几]+)[余多]?[万千]?"
COUNTED_BEFORE = re.compile(
    rf"(?<!第){NUMERALS}[余多]?[个座条家处所项批](?:以上|左右)?(?:省级|市级|国家级|重点|重大|在建|新)?\Z"
)
COUNTED_AFTER = re.compile(
    rf"(?:数量|总数)?(?:达到?|增至|增加到|扩大到|超过?|突破)?{NUMERALS}[个座条家处所片]"
    r"(?=以上|左右|[，。；、,;！!]|\Z)"
)
COUNTS_END = frozenset("个座条家处所项批上右级点大建新")
COUNTS_OPEN = frozenset("0123456789一二三四五六七八九十百两几数总达增扩超突")
STOPS = frozenset("bslckWP")
GENERIC = re.compile(r"(?:(?:重点|重大|标志性|民生实事|央属|省级|市级)项目|(?:合作|战略)(?:中心)?枢纽)\Z")
QUOTED = re.compile(r"“(?!十.五)[^“”，。；、\n]{2,10}”\Z")


def of_a_kind(text: str, start: int, end: int) -> bool:
    """Return whether a count right before or behind a name says that it is one of a kind (6个云鸡养殖项目)."""
    before = text[start - 1 : start]
    if before in COUNTS_END and COUNTED_BEFORE.search(text, max(0, start - 12), start):
        return True
    if before in ("、", "和") or text[end : end + 1] not in COUNTS_OPEN:
        return False
    return COUNTED_AFTER.match(text, end) is not None


def widened(tokens: Tokens, start: int, end: int) -> int:
    """Return where a name of works begins with the other end of its route, or with a name in marks before it."""
    text = tokens.text
    before = text[start - 1 : start]
    if before == "”":
        quoted = QUOTED.search(text, max(0, start - 12), start)
        return quoted.start() if quoted else start
    if before in ("到", "至") and text.endswith(ROUTES, start, end):
        other = END.search(text, max(0, start - 6), start)
        if other and _names(tokens, other.start("end"), other.end("end")):
            return other.start("end")
    return start


def with_tail(text: str, name: Candidate) -> Candidate:
    """Return the name of works with what is done to them or which part they are (云河灌区续建配套), 云家桥 with 镇."""
    if text[name.end : name.end + 1] not in TAIL_OPENS or name.type not in (T.PROJECT, T.PLACE):
        return name
    if TOWN.match(text, name.end - 1):
        return name._replace(end=name.end + 1)
    if name.type == T.PLACE and not text.endswith(IN_PHASES, name.start, name.end):
        works = WORKED_ON.match(text, name.end) if text[name.end - 1] in WORKS_ON else None
        return name._replace(end=works.end(), type=T.PROJECT, rule="mention.works_form") if works else name
    tail = TAIL.match(text, name.end)
    return name._replace(end=tail.end(), type=T.PROJECT, rule="mention.works_form") if tail else name


def office(tokens: Tokens, name: Candidate) -> Candidate:
    """Return the name of a region with the office of it that follows directly, an organisation then."""
    if name.type != T.PLACE or not tokens.text.endswith(REGIONS, name.start, name.end):
        return name
    found = OFFICE.match(tokens.text, name.end)
    if found is None:
        return name
    first, last = bisect_left(tokens.starts, name.end), bisect_left(tokens.starts, found.end())
    if not STOPS.isdisjoint(tokens.roles[first:last]):
        return name
    return name._replace(end=found.end(), type=T.ORGANISATION, rule="mention.office_of_place")


def _names(tokens: Tokens, start: int, end: int) -> bool:
    """Return whether nothing but places or unknown characters stands there."""
    i = bisect_left(tokens.starts, start)
    while i < len(tokens.starts) and tokens.starts[i] < end:
        if tokens.roles[i] not in "PQKL":
            return False
        i += 1
    return True
