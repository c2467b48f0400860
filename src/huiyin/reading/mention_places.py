"""Places (地名) as names: divisions of the gazetteer, and what ends like a place after a proper part."""

import re
from bisect import bisect_left

from huiyin.reading.mention_build import build
from huiyin.reading.mention_regions import ordinary_street, region_start, short_place
from huiyin.reading.mention_tokens import BOUND_PLACE, NATURAL, PLACE, Candidate, Tokens
from huiyin.reading.mention_types import AFTER
from huiyin.reading.mention_works import of_a_kind
from huiyin.reading.model import MentionType as T

# names that single wordings make: anonymised divisions (`A3区`), and half a province (`辽东地区`); one search for both,
# which opens with one set of characters so that it can skip
WORDING = re.compile(
    r"[A-Z苏浙皖闽赣鲁豫鄂湘粤桂川渝黔滇冀晋辽陕](?:"
    r"(?<=[A-Z])\d{0,3} ?(?:县城(?![管乡市建])|[省市县区镇乡村](?!面|域|场|长))(?:[A-Z]\d{0,3}[省市县区镇乡村])*"
    r"|(?<![A-Z])(?:[东西南北]|东南|东北|西南|西北|中)(?=地区|部|等地|[、，各一]))"
)
FREE_TRADE_ZONE = re.compile(r"中国[（(][一-鿿、]{2,12}[）)][一-鿿]{2,10}?(?:试验区|示范区|先行区)")
BRACKETED = re.compile(
    r"[（(][一-鿿]{2,6}[）)][一-鿿]{0,4}?(?:文化带|经济带|文化公园|示范区|试验区|先行区|合作区|高新区|经开区)"
)
OF_WHAT = re.compile(r"[一-鿿]{2,4}\Z")
ROAD = re.compile(r"[国省县]道(?:[GS]?\d{2,4}线?)?")
ROAD_NUMBER = re.compile(r"(?<![A-Za-z\d])[GS]?\d{2,4}\Z")
# the short name is part of a longer one
GOES_ON = re.compile("镇|乡|街道|[一-鿿]{0,4}(?:族|城|市场|公司|大道|路|街|小学|中学|医院|村|社区|站|桥|小区|家园)")
TOWNS = ("街道", "镇", "乡")
ANCHORS = "PLQ"
STUCK = "住属于由经为以后从向在"
# what two states share is named after both
FOREIGN = ("中国—", "中国－", "中国-")
# zones whose head says what the whole place is to be (美丽云汀示范区)
MODELS = frozenset(("示范区", "先行区", "试验区"))
VIRTUES = ("美丽", "平安", "法治", "数字", "健康", "共同富裕")
GRADES = ("国家级", "省级", "市级", "县级", "世界级", "国家5A级", "国家4A级")
SPEECH = re.compile(r"说|认为|表示|建议|指出|同志|代表|委员|介绍|主持|出席|、(?=[一-鿿]{2,3}(?:代表|委员|说))")


def localities(tokens: Tokens) -> list[Candidate]:
    """Return places: divisions of the gazetteer, anonymised ones (`A3区`), and places by their form."""
    text, starts, ends = tokens.text, tokens.starts, tokens.ends
    found = _worded(tokens)
    delegations = _delegations(tokens)
    short = tokens.vocabulary.forms["short_places"]
    place = T.PLACE
    for i in tokens.having(ANCHORS):
        role = tokens.roles[i]
        start: int | None = starts[i]
        rule = "mention.place_form"
        if role == PLACE:
            rule = "mention.division"
            gap = starts[i] - (ends[i - 1] if i else 0)
            if gap == 0:
                region = region_start(tokens, i)
                start = starts[i] if region is None else region
            elif gap == 1 and _given_name(tokens, i):
                continue
            elif (
                gap and text[starts[i] - 1] in "东西南北" and text[ends[i] - 1] in NATURAL and ends[i] - starts[i] == 2
            ):
                start, rule = starts[i] - 1, "mention.place_form"  # 西枝江 is no 枝江
        elif role == BOUND_PLACE:
            rule = "mention.division_short"
            if not tokens.bound_holds(tokens.word(i)):
                continue
        elif not delegations and tokens.bare(i):
            continue
        else:
            word = tokens.word(i)
            if word in short and not (word == "站" and tokens.adjoins(i) and tokens.roles[i - 1] in "OJ"):
                start = short_place(tokens, i, word)
            elif word in delegations and not text.startswith("代表团", ends[i]):
                rule = "mention.zone"
            else:
                start = _formed(tokens, i, word)
        if start is not None and text[start : ends[i]] not in tokens.vocabulary.generic:
            found.append(Candidate(_after_verb(tokens, start), ends[i], place, rule))
    return found + _short_towns(tokens, found)


def _after_verb(tokens: Tokens, start: int) -> int:
    """Skip a verb of one character that no word explains before a known place (住云河区)."""
    if tokens.text[start] not in STUCK:
        return start
    i = bisect_left(tokens.starts, start)
    known = i < len(tokens.starts) and tokens.starts[i] == start + 1 and tokens.roles[i] in "PQ"
    return start + 1 if known else start


def _worded(tokens: Tokens) -> list[Candidate]:
    """Return places that a single wording makes."""
    found, text = [], tokens.text
    for match in WORDING.finditer(text):
        rule = "mention.anonymous" if match.group()[0].isascii() else "mention.direction"
        found.append(Candidate(match.start(), match.end(), T.PLACE, rule))
    for match in FREE_TRADE_ZONE.finditer(text):
        found.append(Candidate(_behind_verbs(tokens, match.start()), match.end(), T.PLACE, "mention.free_trade_zone"))
    for match in BRACKETED.finditer(text):
        head = OF_WHAT.search(text, max(0, match.start() - 4), match.start())
        start = _behind_verbs(tokens, head.start()) if head else match.start()
        if match.start() - start >= 2:
            found.append(Candidate(start, match.end(), T.PLACE, "mention.free_trade_zone"))
    for match in ROAD.finditer(text):
        number = ROAD_NUMBER.search(text, max(0, match.start() - 6), match.start())
        if number or match.end() - match.start() > 2:
            kind = T.PROJECT if AFTER.match(text, match.end()) else T.PLACE
            start = number.start() if number else match.start()
            found.append(Candidate(start, match.end(), kind, "mention.road_number"))
    return found


def _behind_verbs(tokens: Tokens, start: int) -> int:
    """Return where the first word begins that is no verb (推进中国（云汀）…)."""
    i = max(0, bisect_left(tokens.starts, start + 1) - 1)
    while i < len(tokens.starts) and tokens.ends[i] > start >= tokens.starts[i] and tokens.roles[i] in "sw":
        start = tokens.ends[i]
        i += 1
    return start


def _short_towns(tokens: Tokens, found: list[Candidate]) -> list[Candidate]:
    """Return the short names (石井) of subdistricts and towns that the text names in full (石井街道)."""
    text = tokens.text
    stems = {
        stem
        for start, end, _, rule in found
        if rule == "mention.place_form" and text.endswith(TOWNS, start, end)
        for stem in (text[start:end].removesuffix("街道").removesuffix("镇").removesuffix("乡"),)
        if len(stem) == 2 and not tokens.knows(stem)
    }
    if not stems:
        return []
    return [
        Candidate(match.start(), match.end(), T.PLACE, "mention.place_short")
        for match in re.finditer("|".join(sorted(stems)), text)
        if not GOES_ON.match(text, match.end())
    ]


def _delegations(tokens: Tokens) -> frozenset[str]:
    """Return the zones whose delegation the text names: there a zone is a region by itself."""
    if "代表团" not in tokens.text:
        return frozenset()
    return frozenset(zone for zone in tokens.vocabulary.forms["zones"] if zone + "代表团" in tokens.text)


def _formed(tokens: Tokens, i: int, word: str) -> int | None:
    """Return where the name that a longer place word ends begins, or None."""
    forms = tokens.vocabulary.forms
    made = build(tokens, i)
    before = tokens.starts[i] - made.start
    graded = before >= 4 and tokens.text.startswith(GRADES, made.start)
    if of_a_kind(tokens.text, made.start, tokens.ends[i]) or tokens.text.startswith(FOREIGN, made.start):
        return None
    if word == "出入口" and tokens.text.startswith("局", tokens.ends[i]):
        return None  # an office at the border, with a name of its own
    if word in MODELS and tokens.text.endswith(VIRTUES, 0, made.start):
        return None
    if made.proper or graded or (word in forms["whole_places"] and before >= 2):
        return made.start
    return tokens.starts[i - 1] if word in forms["streets"] and ordinary_street(tokens, i) else None


def _given_name(tokens: Tokens, i: int) -> bool:
    """Return whether a two-character place after one loose character is a given name (`某海东说`): speech follows."""
    start, end = tokens.starts[i], tokens.ends[i]
    return (
        end - start == 2
        and tokens.text[start - 1] not in "同与和对向往在"
        and SPEECH.match(tokens.text, end) is not None
    )
