"""Names by their form: what ends with a known suffix and carries a part that is not an ordinary word."""

import re
from typing import NamedTuple

from huiyin.reading.mention_tokens import (
    BODY,
    BOUND_PLACE,
    CENTRAL,
    COUNT,
    DEPARTMENT,
    EVENT,
    GRADE,
    KNOWN,
    LOCALITY,
    PLACE,
    STOP,
    WORKS,
    Tokens,
)
from huiyin.reading.model import MentionType as T


class Candidate(NamedTuple):
    """A possible name before overlaps are settled; an empty type only keeps others off its span."""

    start: int
    end: int
    type: str
    rule: str


class Build(NamedTuple):
    """What stands before a suffix: where the name begins, how many characters no word explains, how many places."""

    start: int
    gap: int
    places: int
    grade: bool


ASIDE = re.compile(r"[上里内中旁边往到至后前](?=.)")


def build(tokens: Tokens, last: int) -> Build:
    """Return what the name that token `last` ends is made of.

    Counts (`55个`, `2026年`) and ordinary words that stand before the first proper part are cut off; so is a
    street or place that only says where (`洪山路上`).
    """
    text, starts, ends, roles = tokens.text, tokens.starts, tokens.ends, tokens.roles
    start, first = tokens.left(last)
    cut = None
    for cut in COUNT.finditer(text, start, starts[last]):
        pass
    if cut is not None:
        start = cut.end()
        while first < last and starts[first] < start:
            first += 1
    gap = places = 0
    grade = False
    position, opened = start, -1
    for j in range(first, last + 1):
        free = starts[j] - position
        if free > 0:
            if j > first and roles[j - 1] in "LPO" and ASIDE.match(text, position) and roles[last] != WORKS:
                gap = places = 0
                position += 1
                start, opened, free = position, -1, free - 1
            gap += free
            if opened < 0 and free:
                opened = position
        position = ends[j]
        role = roles[j]
        if j == last:
            break
        if role in "PQKX":
            places += 1
            opened = starts[j] if opened < 0 else opened
        elif role == GRADE:
            grade = True
            opened = starts[j] if opened < 0 else opened
        elif role == LOCALITY and ends[j] - starts[j] == 1:
            gap += 1
    return Build(opened if opened >= 0 and (gap > 1 or places or grade) else start, gap, places, grade)


LOOSE_REGIONS = frozenset(("各", "每", "每个", "某", "该", "两", "各个", "各级", "全"))


def region_start(tokens: Tokens, i: int) -> int | None:
    """Return where the region directly before token `i` begins (`省`, `云汀市`, `A市A3区`), or None."""
    starts, ends, roles, text = tokens.starts, tokens.ends, tokens.roles, tokens.text
    at, found = starts[i], None
    regions = tokens.vocabulary.regions
    j = i - 1
    while j >= 0 and ends[j] == at:
        role = roles[j]
        if role in "PQDBX":
            at = found = starts[j]
            j -= 1
            continue
        if role in "Lg" and tokens.word(j) in regions:
            at = found = starts[j]
            j -= 1
            # the region's own name is a gap (青禾县, A3区)
            before = ends[j] if j >= 0 else 0
            if 0 < at - before <= 5 and ends[j + 1] - starts[j + 1] == 1 and role == LOCALITY:
                at = found = _name_start(text, before, at)
            continue
        break
    if found is not None and j >= 0 and ends[j] == found and text[starts[j] : found] in LOOSE_REGIONS:
        return None
    return found


LEAD = re.compile(r"[经由至到与给请向找问为对从将报交]")


def _name_start(text: str, start: int, end: int) -> int:
    """Skip one leading verb or preposition of a gap that still leaves a name."""
    return start + 1 if end - start >= 3 and LEAD.match(text, start) else start


def bodies(tokens: Tokens) -> list[Candidate]:
    """Return bodies of state, party and congress: a region with what belongs to it, or a name that stands alone."""
    found = []
    for match in re.finditer("[DBX]", tokens.roles):
        i = match.start()
        role, end = tokens.roles[i], tokens.ends[i]
        start = region_start(tokens, i)
        if role == CENTRAL:
            found.append(Candidate(tokens.starts[i], end, T.ORGANISATION, "mention.central"))
        elif start is not None:
            found.append(Candidate(start, end, T.ORGANISATION, "mention.body"))
        elif role == DEPARTMENT and end - tokens.starts[i] >= 3:
            found.append(Candidate(tokens.starts[i], end, T.ORGANISATION, "mention.department"))
        elif role == BODY and i and end - tokens.starts[i] >= 2:
            free = tokens.starts[i] - tokens.ends[i - 1]
            if 2 <= free <= 8:
                at = _name_start(tokens.text, tokens.ends[i - 1], tokens.starts[i])
                found.append(Candidate(at, end, T.ORGANISATION, "mention.body_named"))
    return found


UNIT = re.compile(
    r"(?:[省市县区州旗]|自治区)(?:[一-鿿]{2,10}?)(?:局|厅|委|办|中心|支队|大队|公司|集团|学会|协会|联合会|管理处|服务中心|研究室|党校)"
    r"(?=[、，。；）)〕,;]|牵头|负责|等|和|与|及|配合|分别|按)"
)


def offices(tokens: Tokens) -> list[Candidate]:
    """Return unlisted offices in the lists of who is responsible (`市招商促进局牵头`)."""
    found = []
    for match in UNIT.finditer(tokens.text):
        start = match.start()
        if start == 0 or tokens.text[start - 1] in "、，。；：（(〔:;,和及与由经 \n":
            found.append(Candidate(start, match.end(), T.ORGANISATION, "mention.office"))
    return found


STREETS = frozenset(["路", "街", "大道", "大街", "巷", "弄", "公园", "广场", "小区", "花园", "苑", "大厦", "公寓", "新村", "桥"])
SHORT = frozenset(
    ["河", "江", "溪", "山", "岭", "峡", "岛", "海", "湾", "湖", "洲", "沟", "泉", "省", "市", "县", "区", "旗", "州", "盟", "镇", "乡", "村", "路", "街", "站", "港", "桥", "苑", "巷", "弄", "段"]
)
ZONES = frozenset(["高新区", "经开区", "开发区", "新区"])


def localities(tokens: Tokens) -> list[Candidate]:
    """Return places: divisions of the gazetteer, and what ends like a place after a proper part."""
    found = []
    starts, ends, roles = tokens.starts, tokens.ends, tokens.roles
    for match in re.finditer("[PLQ]", roles):
        i = match.start()
        role, word, end = roles[i], tokens.word(i), ends[i]
        if role == PLACE:
            found.append(Candidate(_run_start(tokens, i), end, T.PLACE, "mention.division"))
        elif role == BOUND_PLACE:
            if tokens.bound_holds(word):
                found.append(Candidate(starts[i], end, T.PLACE, "mention.division_short"))
        elif word in SHORT:
            start = _short_place(tokens, i, word)
            if start is not None:
                found.append(Candidate(start, end, T.PLACE, "mention.place_form"))
        elif word in ZONES and tokens.text[end : end + 3] != "代表团" and word + "代表团" in tokens.text:
            found.append(Candidate(starts[i], end, T.PLACE, "mention.zone"))
        else:
            made = build(tokens, i)
            if made.gap >= 2 or made.places or (made.grade and starts[i] - made.start >= 4):
                found.append(Candidate(made.start, end, T.PLACE, "mention.place_form"))
    return found


def _run_start(tokens: Tokens, i: int) -> int:
    start = region_start(tokens, i)
    return tokens.starts[i] if start is None else start


def _short_place(tokens: Tokens, i: int, word: str) -> int | None:
    """Return where a name in a one-character place word begins (`小汤河`, `A市A3区`, `环山北路`), or None."""
    starts, ends, roles, text = tokens.starts, tokens.ends, tokens.roles, tokens.text
    before = ends[i - 1] if i else 0
    free = starts[i] - before
    if free == 0:
        if i == 0:
            return None
        if roles[i - 1] in "PQ" and word not in "省市县区州":
            return _run_start(tokens, i - 1)
        if roles[i - 1] == LOCALITY and word == "段":
            inner = _short_place(tokens, i - 1, tokens.word(i - 1))
            return inner
        if word in STREETS and roles[i - 1] in "anw" and ends[i - 1] - starts[i - 1] == 2:
            return starts[i - 1]
        return None
    if free > 6:
        return None
    start = _name_start(text, before, starts[i])
    name = text[start : starts[i]]
    joined = i > 0 and roles[i - 1] in "PL" and ends[i - 1] == start
    if COUNT.search(name + word) or (name[-1].isdigit() and not name[0].isascii()) or word == "段":
        return None
    if len(name) == 1 and not name.isascii() and word not in "江河湖山岛" and not joined:
        return None
    if name.isdigit():
        return None
    if joined:
        if roles[i - 1] == PLACE:
            return _run_start(tokens, i - 1)
        if tokens.word(i - 1) in tokens.vocabulary.regions:
            inner = _short_place(tokens, i - 1, tokens.word(i - 1)) if ends[i - 1] - starts[i - 1] == 1 else None
            return start if inner is None else inner
    return start


KINDS = {WORKS: (T.PROJECT, "mention.works_form"), EVENT: (T.PROGRAMME, "mention.event_form")}
BODY_KIND = (T.ORGANISATION, "mention.body_form")
BARE = frozenset(["工程", "项目", "基地", "一期", "二期", "三期", "总部", "停车场"])
FIRMS = ("药业", "矿业", "重工", "实业", "控股", "制药", "酒业", "乳业", "股份", "有限公司")


def suffixed(tokens: Tokens) -> list[Candidate]:
    """Return works, bodies and events: a proper part before a suffix that says what it is."""
    found = []
    for match in re.finditer("[JOE]", tokens.roles):
        i = match.start()
        kind, rule = KINDS.get(tokens.roles[i], BODY_KIND)
        word = tokens.word(i)
        made = build(tokens, i)
        before = tokens.starts[i] - made.start
        if before < 1:
            continue
        proper = made.gap >= 2 or made.places
        if not proper and kind == T.PROGRAMME:
            proper = before >= 3
        if not proper and kind == T.ORGANISATION:
            proper = word.endswith(FIRMS) and before >= 2
        if not proper or (made.gap < 2 and word in BARE and before <= 4):
            continue
        found.append(Candidate(made.start, tokens.ends[i], kind, rule))
    return found


LAUNCH = frozenset(
    ["实施", "启动", "启动实施", "开展", "推进", "落实", "组织", "打好", "打赢", "推行", "深化", "参与", "完成", "制定", "执行", "推出", "出台", "开启", "组织实施", "组织开展", "推动", "参加", "落实好", "实施好"]
)
FILLER = re.compile(r"新一轮|好|国家级?|省级?|一批|系列|了|全省|全市|全县|全区|各类|\d+[个项大]")
DULL = re.compile(
    r"(?:重点|重大|民生|专项|惠民|系列|建设|配套|基础|基础设施|农村|水利|改造|示范|标志性|重大项目|重点项目|交通|生态|主体|系统|整改|城镇|配套设施|治理)*"
    r"(?:工程|行动|计划|战略|攻坚|试点|规划|专项行动|攻坚战|专项整治)\Z"
)


def campaigns(tokens: Tokens) -> list[Candidate]:
    """Return campaigns (行动、计划、工程): what is carried out, as far back as the verb that carries it out."""
    found: list[Candidate] = []
    starts, ends, roles, text = tokens.starts, tokens.ends, tokens.roles, tokens.text
    closed: dict[int, bool] = {}
    for match in re.finditer("[GJ]", roles):
        i = match.start()
        word = tokens.word(i)
        if roles[i] == WORKS and not word.endswith("工程"):
            continue
        start = None
        j = i - 1
        while j >= 0 and starts[i] - starts[j] <= 30:
            role = roles[j]
            if role in "bl":
                start = ends[j] if closed.get(j) else None
                break
            if role == "c" and closed.get(j):
                start = ends[j]
                break
            if role == STOP:
                known = text[starts[j] : ends[j]]
                if known in LAUNCH:
                    start = ends[j]
                    break
                if len(known) == 1:
                    break
            j -= 1
        if start is None:
            continue
        filler = FILLER.match(text, start)
        start = filler.end() if filler else start
        if starts[i] - start < 2 or DULL.match(text, start, ends[i]) or COUNT.search(text, start, starts[i]):
            continue
        if text.startswith(("方案", "的"), ends[i]) and not word.endswith(("战", "行动")):
            continue
        found.append(Candidate(start, ends[i], T.PROGRAMME, "mention.campaign"))
        if i + 1 < len(roles) and roles[i + 1] in "lc" and starts[i + 1] == ends[i]:
            closed[i + 1] = True
    return found


def papers(tokens: Tokens) -> list[Candidate]:
    """Return documents without title marks: a proper part before a kind of paper."""
    found = []
    for match in re.finditer("T", tokens.roles):
        i = match.start()
        made = build(tokens, i)
        body = tokens.starts[i] - made.start
        if body >= 2 and (made.places or made.gap >= 3 or tokens.word(i).endswith("法")):
            found.append(Candidate(made.start, tokens.ends[i], T.DOCUMENT, "mention.paper_form"))
    return found


VIRTUES = re.compile(r"(?:平安|法治|数字|清廉|健康|智慧|书香|信用|诚信)\Z")


def known(tokens: Tokens) -> list[Candidate]:
    """Return names that the lexicon holds whole, and mottoes of a place (`平安云汀`)."""
    kinds = tokens.vocabulary.known
    found = [
        Candidate(tokens.starts[m.start()], tokens.ends[m.start()], kinds[tokens.word(m.start())], "mention.known")
        for m in re.finditer(KNOWN, tokens.roles)
    ]
    for match in re.finditer(PLACE, tokens.roles):
        i = match.start()
        start = tokens.starts[i]
        virtue = VIRTUES.search(tokens.text, max(0, start - 2), start)
        if virtue:
            found.append(Candidate(virtue.start(), tokens.ends[i], T.PROGRAMME, "mention.motto"))
    return found
