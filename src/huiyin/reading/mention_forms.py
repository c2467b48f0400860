"""Names by their form: what ends with a known suffix and carries a part that is not an ordinary word."""

import re
from bisect import bisect_left
from typing import NamedTuple

from huiyin.reading.mention_tokens import (
    BODY_FORM,
    COUNT,
    EVENT,
    GRADE,
    KNOWN,
    LOCALITY,
    NATURAL,
    NOUN,
    PLACE,
    STOP,
    VERBAL,
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


LINK = re.compile(r"[给请由经报至到从在被将往]")
BUILDING = ("建设", "改造", "打造")
# right after a street or place these say where something is, they do not continue the name
ASIDE = re.compile(r"[上里内中旁边往到至后前处的]")
# what forms adjectives from anything (千亿级, 陆港型) tells no name
ADJECTIVAL = re.compile(r"(?:[A-Za-z\d一-鿿]{1,6}[级型式类化性制版]|[\d.一二两三四五六七八九十百千万亿%+]+)\Z")


def build(tokens: Tokens, last: int) -> Build:
    """Return what the name that token `last` ends is made of.

    Counts (`55个`, `2026年`) and ordinary words that stand before the first proper part are cut off; so is a
    street or place that only says where (`青石路上`).
    """
    text, starts, ends, roles = tokens.text, tokens.starts, tokens.ends, tokens.roles
    start, first = tokens.left(last)
    cut = [count.end() for count in COUNT.finditer(text, start, starts[last])]
    if cut:
        start = cut[-1]
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
            link = LINK.search(text, position, starts[j]) if roles[last] == LOCALITY else None
            if link:
                gap = places = 0
                grade, opened, start = False, -1, link.end()
                position, free = start, starts[j] - start
            if free and not ADJECTIVAL.match(text[position : starts[j]]):
                gap += free
                opened = position if opened < 0 else opened
        position = ends[j]
        if j == last:
            break
        role = roles[j]
        if role in "PQKX":
            places += 1
            opened = starts[j] if opened < 0 else opened
        elif role == VERBAL and j > first and roles[j - 1] in "LJO" and text.startswith(BUILDING, starts[j]):
            gap = places = 0
            grade, opened, start = False, -1, position
        elif role == GRADE:
            grade = True
            opened = starts[j] if opened < 0 else opened
        elif role == NOUN and roles[last] == BODY_FORM and text.endswith("企业", starts[j], ends[j]):
            gap = places = 0
            grade, opened, start = False, -1, position
        elif role == LOCALITY and ends[j] - starts[j] == 1:
            gap += 2 if text[starts[j]] in NATURAL else 1
            if opened < 0:
                opened = starts[j - 1] if j > first and ends[j - 1] == starts[j] else starts[j]
    return Build(opened if opened >= 0 and (gap > 1 or places or grade) else start, gap, places, grade)


KINDS = {WORKS: (T.PROJECT, "mention.works_form"), EVENT: (T.PROGRAMME, "mention.event_form")}
BODY_KIND = (T.ORGANISATION, "mention.body_form")
BARE = frozenset(("工程", "项目", "基地", "一期", "二期", "三期", "总部", "停车场", "大楼", "机组", "装置", "厂房"))
FIRMS = ("药业", "矿业", "重工", "实业", "控股", "制药", "酒业", "乳业", "股份", "有限公司")


def suffixed(tokens: Tokens) -> list[Candidate]:
    """Return works, bodies and events: a proper part before a suffix that says what it is."""
    found = []
    for match in re.finditer("[JOE]", tokens.roles):
        i = match.start()
        role, word = tokens.roles[i], tokens.word(i)
        kind, rule = KINDS.get(role, BODY_KIND)
        made = build(tokens, i)
        before = tokens.starts[i] - made.start
        if before < 1:
            continue
        proper = made.gap >= 2 or made.places
        if not proper:
            if role == EVENT:
                proper = before >= 3
            elif role == WORKS and made.grade and before >= 5:
                proper, rule = True, "mention.works_graded"
            elif word.endswith(FIRMS) and before >= 2:
                proper = tokens.roles[i + 1 : i + 2] in ("", "s", "W", "l", "b")
            elif word == "代表团" and before >= 2:
                proper = not tokens.text.startswith(("各", "全体"), made.start)
            elif role == BODY_FORM:
                region = _region_opens(tokens, made.start, i)
                proper = region is not None
                made = made._replace(start=made.start if region is None else region)
            elif role == WORKS and word.endswith(JOINABLE):
                made = _across_joint(tokens, i, made)
                proper = made.gap >= 2 or made.places > 0
        if role == EVENT and (edition := EDITION.search(tokens.text, max(0, made.start - 8), made.start)):
            if edition.group()[0] != "第" or "届" in tokens.text[edition.start() : made.start + 1]:
                made = made._replace(start=edition.start())
        if role == BODY_FORM and "某" in tokens.text[made.start : tokens.starts[i]]:
            continue
        if not proper or (made.gap < 2 and word in BARE and before <= 4):
            continue
        if word == "项目" and made.places and tokens.ends[_last_proper(tokens, i)] == tokens.starts[i]:
            continue
        end = tokens.ends[i]
        if role == BODY_FORM and tokens.text.startswith("办公室", end):
            end += 3
        found.append(Candidate(made.start, end, kind, rule))
    return found


EDITION = re.compile(r"第[一二三四五六七八九十\d]+届?\Z|20\d\d\Z")
JOINABLE = ("工程", "项目", "产业园")


def _across_joint(tokens: Tokens, i: int, made: Build) -> Build:
    """Look past one 和 or 及 for the proper part (`云河生态保护和修复工程`)."""
    _, first = tokens.left(i)
    j = first - 1
    if j < 1 or tokens.roles[j] != "c" or tokens.ends[j] != made.start or tokens.ends[j - 1] != tokens.starts[j]:
        return made
    wider = build(tokens, j)
    plain = tokens.roles[j - 1] in "naw"
    return wider if plain and (wider.gap >= 2 or wider.places) and tokens.starts[j] - wider.start <= 16 else made


def _region_opens(tokens: Tokens, start: int, last: int) -> int | None:
    """Return where a region opens the words before token `last` (`市儿童医院`), or None."""
    first = bisect_left(tokens.starts, start)
    if first < last and tokens.starts[first] == start and tokens.text[start] in "省市县区州":
        if tokens.ends[first] - start == 1 and tokens.ends[last - 1] == tokens.starts[last]:
            return start
    return None


def _last_proper(tokens: Tokens, i: int) -> int:
    """Return the index of the token before `i` if it is a whole name, else `i`."""
    return i - 1 if i and tokens.roles[i - 1] in "KP" else i


# verbs that carry something out; they close longer ones too (深入实施)
LAUNCH = (
    "实施", "启动", "开展", "推进", "落实", "组织", "打好", "打赢", "推行", "深化", "参与", "完成", "制定", "执行", "推出", "出台",
    "开启", "推动", "参加", "落实好", "实施好", "开打", "推广",
)  # fmt: skip
FILLER = re.compile(r"新一轮|好|国家级?(?=重点)|一批|系列|了|全省|全市|全县|全区|各类|\d+[个项大]")
DULL = re.compile(
    r"(?:重点|重大|民生|专项|惠民|系列|建设|配套|基础|基础设施|农村|水利|改造|示范|标志性|重大项目|重点项目|交通|生态|主体|系统|整改|城镇|配套设施|治理|市政)*"
    r"(?:工程|行动|计划|战略|攻坚|试点|规划|专项行动|攻坚战|专项整治)\Z"
)
TRIAL = re.compile(r"国家|全国|省级|首批")


def campaigns(tokens: Tokens) -> list[Candidate]:
    """Return campaigns (行动、计划、工程): what is carried out, as far back as the verb that carries it out."""
    found: list[Candidate] = []
    starts, ends, roles, text = tokens.starts, tokens.ends, tokens.roles, tokens.text
    continued: set[int] = set()
    for match in re.finditer("[GJ]", roles):
        i = match.start()
        word = tokens.word(i)
        if roles[i] == WORKS and not word.endswith("工程"):
            continue
        start = _launched(tokens, i, continued)
        if start is None:
            continue
        filler = FILLER.match(text, start)
        start = filler.end() if filler else start
        if starts[i] - start < 2 or DULL.match(text, start, ends[i]) or COUNT.search(text, start, starts[i]):
            continue
        if text.startswith(("方案", "的"), ends[i]) and not word.endswith(("战", "行动")):
            continue
        made = build(tokens, i)
        kind = T.PROGRAMME
        if word.endswith("工程") and (made.places or made.gap >= 2):
            kind = T.PROJECT
        elif word == "试点" and made.places:
            if not TRIAL.search(text, start, starts[i]):
                continue
            kind = T.HONOUR
        found.append(Candidate(start, ends[i], kind, "mention.campaign"))
        if i + 1 < len(roles) and roles[i + 1] in "lc" and starts[i + 1] == ends[i]:
            continued.add(i + 1)
    return found


def _launched(tokens: Tokens, i: int, continued: set[int]) -> int | None:
    """Return where the words begin that a verb of carrying out governs up to token `i`."""
    starts, ends, roles = tokens.starts, tokens.ends, tokens.roles
    for j in range(i - 1, -1, -1):
        if starts[i] - starts[j] > 30:
            return None
        role = roles[j]
        if role in "blc" and (role in "bl" or j in continued):
            return ends[j] if j in continued else None
        if role == STOP:
            if tokens.word(j).endswith(LAUNCH):
                return ends[j]
            if ends[j] - starts[j] == 1:
                return None
    return None


def papers(tokens: Tokens) -> list[Candidate]:
    """Return documents without title marks: a proper part before a kind of paper."""
    found = []
    for match in re.finditer("T", tokens.roles):
        i = match.start()
        made = build(tokens, i)
        body = tokens.text[made.start : tokens.starts[i]]
        if len(body) >= 2 and (made.places or body.endswith("法") or tokens.word(i).endswith("法")):
            found.append(Candidate(made.start, tokens.ends[i], T.DOCUMENT, "mention.paper_form"))
    return found


VIRTUES = re.compile(r"(?:平安|法治|数字|清廉|健康|智慧|书香|信用|诚信)\Z")


def known(tokens: Tokens) -> list[Candidate]:
    """Return names that the lexicon holds whole, and mottoes of a place (`平安云汀`)."""
    kinds = tokens.vocabulary.known
    found = []
    for match in re.finditer(KNOWN, tokens.roles):
        i = match.start()
        word, start = tokens.word(i), tokens.starts[i]
        # a report is named with the region whose it is (区人大常委会工作报告)
        if word.endswith("工作报告") and start and tokens.text[start - 1] in "省市县区州":
            if i and tokens.ends[i - 1] == start and tokens.ends[i - 1] - tokens.starts[i - 1] == 1:
                start -= 1
        found.append(Candidate(start, tokens.ends[i], kinds[word], "mention.known"))
    for match in re.finditer(PLACE, tokens.roles):
        i = match.start()
        start = tokens.starts[i]
        virtue = VIRTUES.search(tokens.text, max(0, start - 2), start)
        if virtue:
            found.append(Candidate(virtue.start(), tokens.ends[i], T.PROGRAMME, "mention.motto"))
    return found
