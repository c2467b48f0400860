"""Works, bodies, events, papers and known names by their form: a proper part and a suffix that says what it is."""

import re
from bisect import bisect_left

from huiyin.reading.mention_build import Build, build
from huiyin.reading.mention_regions import region_start
from huiyin.reading.mention_tokens import BODY_FORM, EVENT, KNOWN, PAPER, PLACE, WORKS, Candidate, Tokens
from huiyin.reading.mention_works import GENERIC, of_a_kind, widened
from huiyin.reading.model import MentionType as T

KINDS = {
    WORKS: (T.PROJECT, "mention.works_form"),
    EVENT: (T.PROGRAMME, "mention.event_form"),
    BODY_FORM: (T.ORGANISATION, "mention.body_form"),
}
ANCHORS = "JOE"
# what sort of bodies, not which (云河城区公办幼儿园)
SORT = re.compile("城区|公办|民办|城乡|普惠|各类|部分|多所")
# games that are told apart by where and which
GAMES = ("奥运会", "亚运会", "冬奥会", "冬残奥会", "残奥会", "亚冬会", "大运会", "全运会")
EDITION = re.compile(r"第[一二三四五六七八九十\d]+届?\Z|20\d\d\Z")
# bodies that the word 国家 or 中国 before them makes one of a kind
NATIONAL = ("总局", "委员会", "协会", "学会", "联合会", "基金会", "银行", "集团")
# two characters each
VIRTUES = ("平安", "法治", "数字", "清廉", "健康", "智慧", "书香", "信用", "诚信")


def suffixed(tokens: Tokens) -> list[Candidate]:
    """Return works, bodies and events: a proper part before a suffix that says what it is."""
    found = []
    text, forms = tokens.text, tokens.vocabulary.forms
    for i in tokens.having(ANCHORS):
        if tokens.bare(i):
            if tokens.word(i) == "代表团" and tokens.word(i - 1) in tokens.vocabulary.book.entries:
                found.append(Candidate(tokens.starts[i - 1], tokens.ends[i], T.ORGANISATION, "mention.body_form"))
            continue
        made = build(tokens, i)
        before = tokens.starts[i] - made.start
        if before < 1:
            continue
        role, word = tokens.roles[i], tokens.word(i)
        if role == BODY_FORM and SORT.search(text, made.start, tokens.starts[i]):
            continue
        kind, rule = KINDS[role]
        weak = role == BODY_FORM and not made.proper
        if not made.proper:
            weaker = _weaker(tokens, i, made, word)
            if weaker is None:
                continue
            made, rule = weaker
        if made.gap < 2 and word in forms["bare"] and before <= 4:
            continue
        if word == "项目" and tokens.adjoins(i) and tokens.roles[i - 1] in "KP":
            continue
        if word == "代表团":
            made = _behind_verb(tokens, i, made)
        if role == EVENT:
            made = _with_edition(text, made)
        elif role == BODY_FORM and "某" in text[made.start : tokens.starts[i]]:
            continue
        start, end = made.start, tokens.ends[i]
        start += text[start] == "原" and before > 3 and not text.startswith(("原平", "原阳", "原州"), start)
        start += role == BODY_FORM and text[start] == "出" and before > 3  # 暴露出云山医院…
        if (role == WORKS or (role == BODY_FORM and (weak or text[start] in "省市县"))) and of_a_kind(text, start, end):
            continue
        if (
            role == WORKS
            and (not made.places or text.endswith("枢纽", start, end))
            and GENERIC.search(text, start, end)
        ):
            continue
        if role == BODY_FORM and text.startswith("办公室", end):
            end += 3
        found.append(Candidate(start if role == BODY_FORM else widened(tokens, start, end), end, kind, rule))
    return found


def _weaker(tokens: Tokens, i: int, made: Build, word: str) -> tuple[Build, str] | None:
    """Return a name of ordinary words that its form still makes one, with its rule; None where nothing does."""
    role, book = tokens.roles[i], tokens.vocabulary
    before = tokens.starts[i] - made.start
    rule = KINDS[role][1]
    if role == EVENT:
        return (made, rule) if before >= 3 else None
    if role == WORKS:
        if made.grade and before >= 5:
            return made, "mention.works_graded"
        wider = _across_joint(tokens, i, made) if word.endswith(book.joinable) else None
        return (wider, rule) if wider else None
    if word.endswith(book.firms) and before >= 2:
        return (made, rule) if tokens.roles[i + 1 : i + 2] in ("", "s", "W", "l", "b") else None
    if word == "代表团" and before >= 2:
        return None if tokens.text.startswith(("各", "全体"), made.start) else (made, rule)
    nation = tokens.text.startswith(("国家", "中国", "中华"), made.start) and not tokens.text.startswith(
        "国家级", made.start
    )
    if word.endswith(NATIONAL) and nation and before >= 3:
        return made, rule
    return (made, rule) if _region_opens(tokens, made.start, i) else None


def _behind_verb(tokens: Tokens, i: int, made: Build) -> Build:
    """Let a delegation begin after the last verb before it (检查调研云河代表团)."""
    for j in range(i - 1, -1, -1):
        if tokens.starts[j] < made.start:
            break
        if tokens.roles[j] == "w" and tokens.starts[i] - tokens.ends[j] >= 2:
            return made._replace(start=tokens.ends[j])
    return made


def _across_joint(tokens: Tokens, i: int, made: Build) -> Build | None:
    """Look past one 和 or 及 for the proper part (`云河生态保护和修复工程`)."""
    _, first = tokens.left(i)
    j = first - 1
    if j < 1 or tokens.roles[j] != "c" or tokens.ends[j] != made.start or not tokens.adjoins(j):
        return None
    wider = build(tokens, j)
    near = tokens.roles[j - 1] in "naw" and tokens.starts[j] - wider.start <= 16
    return wider if near and wider.proper else None


def _region_opens(tokens: Tokens, start: int, last: int) -> bool:
    """Return whether a region opens the words before token `last` (`市儿童医院`)."""
    first = bisect_left(tokens.starts, start)
    return (
        first < last
        and tokens.starts[first] == start
        and tokens.ends[first] - start == 1
        and tokens.text[start] in "省市县区州"
        and tokens.adjoins(last)
    )


def _with_edition(text: str, made: Build) -> Build:
    """Take in the edition before an event (`第三届`, `2026`)."""
    counted = text.find("届", made.start, made.start + 3) + 1
    if counted and (edition := EDITION.search(text, max(0, made.start - 8), counted)) and edition.group()[0] == "第":
        return made._replace(start=edition.start())
    edition = EDITION.search(text, max(0, made.start - 8), made.start)
    if edition and (edition.group()[0] != "第" or "届" in text[edition.start() : made.start + 1]):
        return made._replace(start=edition.start())
    return made


def papers(tokens: Tokens) -> list[Candidate]:
    """Return documents without title marks: a place, or a law, before a kind of paper."""
    found = []
    for i in tokens.having(PAPER):
        made = build(tokens, i)
        words = tokens.text[made.start : tokens.starts[i]]
        if tokens.text.startswith(("规", "律", "治", "院"), tokens.ends[i]):
            continue
        if len(words) >= 2 and (made.places or words.endswith("法") or tokens.word(i).endswith("法")):
            found.append(Candidate(made.start, tokens.ends[i], T.DOCUMENT, "mention.paper_form"))
    return found


def known(tokens: Tokens) -> list[Candidate]:
    """Return names that the lexicon holds whole, and mottoes of a place (`平安云汀`)."""
    kinds, text = tokens.vocabulary.known, tokens.text
    found = []
    for i in tokens.having(KNOWN):
        word, start = tokens.word(i), tokens.starts[i]
        # a report is named with the region whose it is (区人大常委会工作报告)
        if word.endswith("报告") and tokens.adjoins(i):
            region = region_start(tokens, i)
            start = start if region is None else region
        if word.endswith(GAMES):
            if tokens.adjoins(i) and tokens.roles[i - 1] == PLACE:
                start = tokens.starts[i - 1]
            edition = EDITION.search(text, max(0, start - 8), start)
            start = edition.start() if edition and edition.group()[0] == "第" else start
        found.append(Candidate(start, tokens.ends[i], kinds[word], "mention.known"))
    for i in tokens.having(PLACE):
        start = tokens.starts[i]
        if text.endswith(VIRTUES, 0, start):
            found.append(Candidate(start - 2, tokens.ends[i], T.PROGRAMME, "mention.motto"))
    return found
