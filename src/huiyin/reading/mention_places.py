"""Places (地名) as names: divisions of the gazetteer, and what ends like a place after a proper part."""

import re
from bisect import bisect_left

from huiyin.reading.mention_forms import Candidate, build
from huiyin.reading.mention_tokens import BOUND_PLACE, COUNT, LOCALITY, NATURAL, PLACE, Tokens
from huiyin.reading.model import MentionType as T

STREETS = frozenset(
    (
        "路",
        "街",
        "大道",
        "大街",
        "巷",
        "弄",
        "公园",
        "广场",
        "小区",
        "花园",
        "苑",
        "大厦",
        "公寓",
        "新村",
        "桥",
        "干道",
        "镇",
        "乡",
        "村",
        "街道",
        "社区",
    )
)
# words that follow a name of one or a few characters directly
SHORT = frozenset((*"河江溪山岭峡岛海湾湖洲沟泉省市县区旗州盟镇乡村路街站港桥苑巷弄段", "干道", "西段", "东段", "南段", "北段"))  # fmt: skip
# these never stand for a kind of thing: any word before them is a name
WHOLE = frozenset(("国家公园", "国家森林公园", "国家湿地公园", "国家级自然保护区"))
ZONES = frozenset(("高新区", "经开区", "开发区", "新区"))
# one character before a word of nature that makes an ordinary word of it (登山, 跨海, 治河)
PLAIN_NATURE = frozenset(
    "两三多上下登爬靠进出过沿跨临环治护巡荒火矿青深内外大小全整各本该高远近公沉填赶入沙石老红绿黑白"
)
ANONYMOUS = re.compile(r"[A-Z]\d{0,3} ?(?:县城|[省市县区镇乡村](?!面|域|场|长))(?:[A-Z]\d{0,3}[省市县区镇乡村])*")
FREE_TRADE = re.compile(r"中国（[一-鿿]{2,4}）自由贸易试验区")
DIRECTION = re.compile(
    r"[苏浙皖闽赣鲁豫鄂湘粤桂川渝黔滇冀晋辽陕](?:[东西南北]|东南|东北|西南|西北|中)(?=地区|部|等地|[、，各一])"
)
NUMERALS = re.compile(r"[两三四五六七八九十百千万亿几多数]+\Z")
# a verb or preposition that sticks to an unknown name
# these hardly ever stand inside a name
LINK = re.compile(r"[给请由经报至到与从在被将往]")
LETTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
LETTER = re.compile(r"[A-Z]")
LEAD = re.compile(r"[经由至到与给请向找问为对从将报交赴沿过抵去回在离]")
LOOSE_REGIONS = frozenset(("各", "每", "每个", "某", "该", "两", "各个", "各级", "全", "各县", "各市"))
TERM = re.compile(r"(?:[省市县区州旗]|自治区|全国)第?[十百二三四五六七八九一]+届\Z")
ORDINAL = re.compile(r"[第十百二三四五六七八九一〇零\d年届]+\Z|新一届")


def name_start(text: str, start: int, end: int) -> int:
    """Skip one leading verb or preposition of a gap that still leaves a name, or all before an anonymised one (`A市`)."""
    letter = LETTER.search(text, start, end)
    if letter and text[start] not in LETTERS:
        return letter.start()
    inside = [m.end() for m in LINK.finditer(text, start, end)]
    if inside:
        return inside[-1]
    return start + 1 if end - start >= 3 and LEAD.match(text, start) else start


def region_start(tokens: Tokens, i: int) -> int | None:
    """Return where the region directly before token `i` begins (`省`, `云汀市`, `A市A3区`), or None.

    Bodies between the two belong to it (`市人大常委会` + `教科文卫办公室`).
    """
    starts, ends, roles, text = tokens.starts, tokens.ends, tokens.roles, tokens.text
    at, found = starts[i], None
    regions = tokens.vocabulary.regions
    j = i - 1
    while j >= 0 and ends[j] == at:
        role = roles[j]
        if role == PLACE or (role == BOUND_PLACE and (found is not None or tokens.bound_holds(tokens.word(j)))):
            at = found = starts[j]
        elif role in "Lg" and tokens.word(j) in regions:
            at = found = starts[j]
            before = ends[j - 1] if j else 0
            # the region's own name is a gap (青禾县, A3区)
            if 0 < at - before <= 5 and ends[j] - starts[j] == 1 and not ORDINAL.match(text[before:at]):
                named = name_start(text, before, at)
                if at - named > 1 or text[named] in LETTERS:
                    at = found = named
            elif before == at and j and ends[j] - at == 1 and _named_after(tokens, j - 1):
                at = found = starts[j - 1]
                j -= 1
        elif role in "DB" and found is None:
            at = starts[j]
        else:
            break
        j -= 1
    if found is None and at < starts[i] and (term := TERM.search(text, max(0, at - 8), at)):
        return term.start()
    if found is not None and j >= 0 and ends[j] == found and text[starts[j] : found] in LOOSE_REGIONS:
        return None
    return found


# ordinary words before 区, 镇, 村 that tell its kind and not its name
KIND_WORDS = frozenset(
    (
        "特色", "中心", "重点", "贫困", "示范", "自然", "行政", "民族", "边境", "城郊", "美丽", "和美", "文明", "试点", "样板", "精品",
        "后进", "薄弱", "脱贫", "全部", "多数", "部分", "经济", "工业", "农业", "旅游", "生态", "革命", "文化", "历史", "传统", "现代",
        "国家", "全国", "先进", "功能", "开发", "实验", "旅游", "商业", "商务", "产业", "集中", "核心", "主城", "老城", "新城", "保护",
        "建制", "城中", "空心", "数字", "智慧", "未来", "共富", "移民", "安置", "少数", "乡镇", "大学", "绿色", "平安", "幸福", "宜居",
        "居家",
        "人才",
        "居民", "住宅", "商住", "高档", "封闭", "老旧", "街道", "所在", "所属", "辖内", "周边", "附近", "农村", "城镇", "城市", "城乡",
    )
)  # fmt: skip


def _named_after(tokens: Tokens, j: int) -> bool:
    """Return whether the ordinary word `j` can be the name of what follows it (`红旗村`, `青石区政府`)."""
    return (
        tokens.roles[j] in "na"
        and tokens.ends[j] - tokens.starts[j] == 2
        and tokens.word(j) not in KIND_WORDS
        and (j == 0 or (tokens.roles[j - 1] in "bsclPWk" and tokens.ends[j - 1] == tokens.starts[j]))
    )


def localities(tokens: Tokens) -> list[Candidate]:
    """Return places: divisions of the gazetteer, anonymised ones (`A3区`), and places by their form."""
    text, starts, ends, roles = tokens.text, tokens.starts, tokens.ends, tokens.roles
    found = [Candidate(m.start(), m.end(), T.PLACE, "mention.anonymous") for m in ANONYMOUS.finditer(text)]
    found += [Candidate(m.start(), m.end(), T.PLACE, "mention.direction") for m in DIRECTION.finditer(text)]
    found += [Candidate(m.start(), m.end(), T.PLACE, "mention.free_trade_zone") for m in FREE_TRADE.finditer(text)]
    delegations = frozenset(word for word in ZONES if word + "代表团" in text)
    for match in re.finditer("[PLQ]", roles):
        i = match.start()
        role, word, end = roles[i], tokens.word(i), ends[i]
        if role == PLACE:
            if not _person(tokens, i):
                found.append(Candidate(_run_start(tokens, i), end, T.PLACE, "mention.division"))
        elif role == BOUND_PLACE:
            if tokens.bound_holds(word):
                found.append(Candidate(starts[i], end, T.PLACE, "mention.division_short"))
        elif word in SHORT and not (word == "站" and i and roles[i - 1] in "OJ" and ends[i - 1] == starts[i]):
            start = _short_place(tokens, i, word)
            if start is not None:
                found.append(Candidate(start, end, T.PLACE, "mention.place_form"))
        elif word in delegations and not text.startswith("代表团", end):
            found.append(Candidate(starts[i], end, T.PLACE, "mention.zone"))
        else:
            made = build(tokens, i)
            whole = word in WHOLE and starts[i] - made.start >= 2
            if made.gap >= 2 or made.places or whole or (made.grade and starts[i] - made.start >= 4):
                found.append(Candidate(made.start, end, T.PLACE, "mention.place_form"))
            elif word in STREETS and _street(tokens, i):
                found.append(Candidate(starts[i - 1], end, T.PLACE, "mention.street"))
    return found


SPEECH = re.compile(r"说|认为|表示|建议|指出|同志|代表|委员|介绍|主持|出席|、(?=[一-鿿]{2,3}(?:代表|委员|说))")


def _person(tokens: Tokens, i: int) -> bool:
    """Return whether a two-character place is a given name (`某海东说`): one loose character before, speech after."""
    start, end = tokens.starts[i], tokens.ends[i]
    before = tokens.ends[i - 1] if i else 0
    return (
        end - start == 2
        and start - before == 1
        and tokens.text[before] not in "同与和对向往在"
        and SPEECH.match(tokens.text, end) is not None
    )


def _run_start(tokens: Tokens, i: int) -> int:
    start = region_start(tokens, i)
    return tokens.starts[i] if start is None else start


def _street(tokens: Tokens, i: int) -> bool:
    """Return whether an ordinary two-character word names the street or village of token `i` (`锦绣大道`)."""
    return i > 0 and tokens.ends[i - 1] == tokens.starts[i] and _named_after(tokens, i - 1)


def _short_place(tokens: Tokens, i: int, word: str) -> int | None:
    """Return where a name in a one-character place word begins (`小云河`, `A市A3区`, `环湖北路`), or None.

    It may hold gaps, places and other such words, nothing else.
    """
    starts, ends, roles, text = tokens.starts, tokens.ends, tokens.roles, tokens.text
    position, j = starts[i], i - 1
    limit = max(0, position - 12)
    proper = 0
    while True:
        end = ends[j] if j >= 0 else 0
        if end < position:
            if end < limit or position - end > 6:
                return None
            if j >= 0 and roles[j] in "LP" and ASIDE_LEFT.match(text, end):
                position, proper = _after_aside(text, end, position, proper)
                break
            proper += position - end
            position = end
        if j < 0 or starts[j] < limit:
            break
        role = roles[j]
        if role in "PQ" or (role == "K" and word in ("段", "西段", "东段", "南段", "北段")):
            proper += 2
        elif (
            word == "省"
            or not (role == LOCALITY and tokens.word(j) in SHORT and text[starts[j]] != "省")
            or (proper and text[starts[j]] in ENDED_STREET)
        ):
            break
        position = starts[j]
        j -= 1
    if proper == 0:
        return starts[i - 1] if word in STREETS and position == starts[i] and _street(tokens, i) else None
    return _checked(tokens, name_start(text, position, starts[i]), i, word)


def _opened(tokens: Tokens, start: int) -> bool:
    """Return whether a phrase opens at `start`: a mark, verb or function word ends there."""
    i = bisect_left(tokens.starts, start)
    return i == 0 or (tokens.ends[i - 1] == start and tokens.roles[i - 1] in "blcs")


def _runs_on(tokens: Tokens, i: int) -> bool:
    """Return whether unknown characters follow token `i` directly, so that it hardly ends a name (`某海波`)."""
    end = tokens.ends[i]
    after = tokens.starts[i + 1] if i + 1 < len(tokens.starts) else len(tokens.text)
    return after > end


# a street that is named already does not open the next name
ENDED_STREET = frozenset("路街巷站桥段弄苑")
ASIDE_LEFT = re.compile(r"[上里内中旁边往到至后前处]")


def _after_aside(text: str, end: int, position: int, proper: int) -> tuple[int, int]:
    return end + 1, proper + position - end - 1


def _checked(tokens: Tokens, start: int, i: int, word: str) -> int | None:
    """Return `start` unless what stands from there to token `i` is a count, a route or an ordinary word."""
    text, at = tokens.text, tokens.starts[i]
    name = text[start:at]
    if not name or (len(name) == 1 and not name.isascii() and _runs_on(tokens, i)):
        return None
    if name.isdigit() or (name[-1].isdigit() and not name[0].isascii()):
        return None
    if (
        NUMERALS.match(name)
        or COUNT.search(name + word)
        or name[0] in "路街站段镇乡村区县市省"
        or (word == "段" and len(name) < 2)
    ):
        return None
    if len(name) == 1 and not name.isascii():
        return start if word in NATURAL and name not in PLAIN_NATURE else None
    return start
