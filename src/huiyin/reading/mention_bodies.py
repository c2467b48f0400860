"""Bodies (机构) of state, party and congress: a region and what belongs to it, and named sessions."""

import re
from bisect import bisect_left
from collections.abc import Iterator

from huiyin.reading.mention_build import name_start
from huiyin.reading.mention_regions import ORDINAL, TERM, region_start
from huiyin.reading.mention_tokens import BODY, CENTRAL, DEPARTMENT, Candidate, Tokens
from huiyin.reading.model import MentionType as T

MEMBERS = re.compile(r"代表|委员(?!会)|常委(?!会)")
# 市民 is no word here
CIVIL = re.compile("[省市县区州]民政[局厅]")
# whose members a report invites
CONSULTATIVE = re.compile("政协(?<=请[省市县区州]政协)(?=委员)")
# the last character belongs to the next word (委托, 办理)
RUNS_ON = re.compile(r"委[托派任培]|办[理学公事法证结]")
UNIT = re.compile(
    r"[自省市县区州旗](?:(?<=自)治区|(?<!自))[一-鿿]{2,10}?(?:局|厅|委|办|院|中心|支队|大队|公司|集团|学会|协会|联合会|管理处|研究室|党校)"
)
ENDED = re.compile("[sblcWk]")
SECTION = re.compile(r"[一-鿿]{2,8}?(?:科|股|(?<!会议)室|大队|中队|分局|窗口)(?![技学员])")
OPENING = "、，。；：！？（(〔:;,和及与由经请向 　\n"
# the words that every session's name holds; what stands around them is checked by SESSION
KEYS = tuple(map(re.compile, ("届", "次(?=党|代表大会)", "工作会议", "党的(?=十|二十)")))
SESSION = re.compile(
    r"(?:第?[十百二三四五六七八九一〇零\d]+届"
    r"(?:全国人民代表大会|全国人大|全国政协|人民代表大会|人大|政协|党代会|党的代表大会|委员会|全国委员会|常委会|常务委员会|纪委){0,2}"
    r"(?:(?:[一二三四五六七八九十]+次、)*第?[一二三四五六七八九十]+次|(?:[一二三四五六七八九十]+中、)*[一二三四五六七八九十]+中|历次)?"
    r"(?:全会|全体会议|全体\(扩大\)会议|会议|代表大会|党代会)"
    r"|党的(?:十五|十六|十七|十八|十九|二十|二十一)大|第[十二三四五六七八九一]+次(?:党代会|党员代表大会|代表大会)"
    r"|(?:经济|农村|城市|人才|统战|金融|宣传思想文化|全面依法治国|生态环境保护|新型工业化|科技)工作会议)"
)
STANDING = re.compile("人民代表大会常务委员会(?!第|会议)")
OWNER = re.compile(
    r"(?:党的|中共|中国共产党|中央|[省市县区州旗]委|自治区党委|全国|[省市县区州旗]|自治区)(?:全面深化改革|人大常委会|人大|政协|委员会)?\Z"
)


def bodies(tokens: Tokens) -> list[Candidate]:
    """Return bodies of state, party and congress: a region with what belongs to it, or a name that stands alone."""
    found = []
    for i in tokens.having("DBX"):
        end = tokens.ends[i]
        if RUNS_ON.match(tokens.text, end - 1):
            continue
        if tokens.text.startswith(("人大", "政协"), end - 2) and MEMBERS.match(tokens.text, end):
            continue
        region = region_start(tokens, i)
        if region is None and tokens.roles[i] == DEPARTMENT:
            region = _region_farther(tokens, i)
        if region is None:
            name = _alone(tokens, i)
        else:
            name = Candidate(_with_term(tokens, i, region), end, T.ORGANISATION, "mention.body")
        if name and tokens.text.startswith("工作报告", end) and region is not None:
            found.append(name._replace(end=end + 4, type=T.DOCUMENT, rule="mention.body_report"))
        elif name and not (region is not None and tokens.text[max(0, region - 1) : region + 1] == "省市"):
            found.append(name._replace(end=_with_section(tokens, end)))
    for match in CIVIL.finditer(tokens.text) if "民政" in tokens.text else ():
        found.append(Candidate(match.start(), match.end(), T.ORGANISATION, "mention.body"))
    for match in CONSULTATIVE.finditer(tokens.text):
        found.append(Candidate(match.start() - 1, match.end(), T.ORGANISATION, "mention.body"))
    return found


def _region_farther(tokens: Tokens, i: int) -> int | None:
    """Return where the region begins before words of its office (`高新区教育` + `文化体育局`)."""
    j = i
    while (
        j > 0 and tokens.adjoins(j) and tokens.roles[j - 1] in "nwaG" and tokens.starts[i] - tokens.starts[j - 1] <= 6
    ):
        j -= 1
        region = region_start(tokens, j)
        if region is not None:
            return region
    return None


def _with_section(tokens: Tokens, end: int) -> int:
    """Return where a body ends with the section of it that follows directly (`县公安局户籍科`)."""
    section = SECTION.match(tokens.text, end)
    if section is None or tokens.covers(section.end()):
        return end
    first, last = bisect_left(tokens.starts, end), bisect_left(tokens.starts, section.end())
    return end if ENDED.search(tokens.roles, first, last) else section.end()


def _with_term(tokens: Tokens, i: int, start: int) -> int:
    """Return where a congress begins with its term (`市十七届人大`)."""
    if tokens.text.startswith("人大", tokens.starts[i]):
        term = TERM.search(tokens.text, max(0, start - 8), start)
        return term.start() if term else start
    return start


def _alone(tokens: Tokens, i: int) -> Candidate | None:
    """Return a body without a region before it: known by itself, of a term, a department, or with a name of its own."""
    text, role, start, end = tokens.text, tokens.roles[i], tokens.starts[i], tokens.ends[i]
    if role == CENTRAL:
        return None if text.startswith("门", end) else Candidate(start, end, T.ORGANISATION, "mention.central")
    if text.startswith(("人大", "政协", "人民政府"), start):
        term = TERM.search(text, max(0, start - 8), start)
        if term:
            return Candidate(term.start(), end, T.ORGANISATION, "mention.body_of_term")
    if role == DEPARTMENT and end - start >= 3:
        return Candidate(start, end, T.ORGANISATION, "mention.department")
    before = tokens.ends[i - 1] if i else 0
    if role == BODY and i and end - start >= 2 and 2 <= start - before <= 8 and not ORDINAL.match(text[before:start]):
        return Candidate(name_start(text, before, start), end, T.ORGANISATION, "mention.body_named")
    return None


def offices(tokens: Tokens) -> list[Candidate]:
    """Return unlisted offices (`市招商促进局牵头`): a region at the start of a phrase, a kind of office at its end."""
    found = []
    text = tokens.text
    for match in UNIT.finditer(text):
        start, end = match.span()
        if start and text[start - 1] not in OPENING:
            continue
        first = bisect_left(tokens.starts, start)
        last = bisect_left(tokens.starts, end)
        if end < len(text) and (tokens.starts[last : last + 1] != [end] or tokens.roles[last] not in "blcsWk"):
            continue
        if not ENDED.search(tokens.roles[first:last]) and "s" not in tokens.roles[last - 1 : last]:
            found.append(Candidate(start, end, T.ORGANISATION, "mention.office"))
    return found


def sessions(tokens: Tokens) -> list[Candidate]:
    """Return named sessions and congresses with the body whose they are."""
    found = list(_term_bodies(tokens))
    text, starts, ends = tokens.text, tokens.starts, tokens.ends
    for match in _sessions(text):
        start = match.start()
        owner = OWNER.search(text, max(0, start - 14), start)
        if owner is None and text.startswith("工作会议", match.end() - 4):
            continue
        at = owner.start() if owner else start
        i = bisect_left(starts, at)
        if i < len(starts) and starts[i] == at:
            region = region_start(tokens, i)
            at = at if region is None else region
        if i and starts[i - 1] < at < ends[i - 1] and tokens.roles[i - 1] in "PQ":
            at = starts[i - 1]
        elif i and owner and owner.group()[0] in "省市县区州旗" and at == owner.start() and 2 <= at - ends[i - 1] <= 4:
            at = name_start(text, ends[i - 1], at)
        found.append(Candidate(at, match.end(), T.ORGANISATION, "mention.session"))
    return found


def _term_bodies(tokens: Tokens) -> Iterator[Candidate]:
    """Yield standing committees by their full name, with the place whose they are and their term."""
    for match in STANDING.finditer(tokens.text):
        term = TERM.search(tokens.text, max(0, match.start() - 8), match.start())
        start = term.start() if term else match.start()
        start += term is not None and tokens.text[start] in "省市县区州旗"
        i = bisect_left(tokens.starts, start)
        if i and tokens.ends[i - 1] == start and tokens.roles[i - 1] in "PL":
            region = region_start(tokens, i) if i < len(tokens.starts) and tokens.starts[i] == start else None
            start = tokens.starts[i - 1] if region is None else region
        yield Candidate(start, match.end(), T.ORGANISATION, "mention.body_of_term")


def _sessions(text: str) -> Iterator[re.Match[str]]:
    """Yield the wordings of sessions (`十七届五次会议`) by way of the words that each holds."""
    for key in KEYS:
        for hit in key.finditer(text):
            for match in SESSION.finditer(text, max(0, hit.start() - 9), hit.end() + 40):
                if match.start() <= hit.start() < match.end():
                    yield match
