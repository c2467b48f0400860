"""Campaigns (行动、计划、工程、战略): what is carried out, as far back as the verb that carries it out."""

import re

from huiyin.reading.mention_build import build
from huiyin.reading.mention_tokens import COUNT, STOP, WORKS, Candidate, Tokens
from huiyin.reading.model import MentionType as T

FILLER = re.compile(r"新一轮|好|国家级?(?=重点)|一批|系列|了|全省|全市|全县|全区|各类|\d+[个项大]")
# kinds of campaign that anybody may carry out
DULL = re.compile(
    r"(?:重点|重大|民生|专项|惠民|系列|建设|配套|基础|基础设施|农村|水利|改造|示范|标志性|交通|生态|主体|系统|整改|城镇|配套设施"
    r"|治理|市政|重大项目|重点项目){0,4}(?:工程|行动|计划|战略|攻坚|试点|规划|专项行动|攻坚战|专项整治)\Z"
)
TRIAL = re.compile(r"国家|全国|省级|首批")
ANCHORS = "GJ"
# adverb and verb in one word (全面实施)
_CARRIED_OUT = ("实施", "开展", "推进", "启动")
# how far before its last word the verb can stand
REACH = 30


def campaigns(tokens: Tokens) -> list[Candidate]:
    """Return campaigns that a verb of carrying out governs, and those a list joins to them."""
    found: list[Candidate] = []
    starts, ends, roles, text = tokens.starts, tokens.ends, tokens.roles, tokens.text
    continued: set[int] = set()
    for i in tokens.having(ANCHORS):
        if roles[i] == WORKS and not text.endswith("工程", 0, ends[i]):
            continue
        start = _launched(tokens, i, continued)
        if start is None:
            continue
        word = tokens.word(i)
        filler = FILLER.match(text, start)
        start = filler.end() if filler else start
        if starts[i] - start < 2 or DULL.match(text, start, ends[i]) or COUNT.search(text, start, starts[i]):
            continue
        if text.startswith(("方案", "的"), ends[i]) and not word.endswith(("战", "行动")):
            continue
        kind = _kind(tokens, i, start, word)
        if kind is None:
            continue
        found.append(Candidate(start, ends[i], kind, "mention.campaign"))
        if roles[i + 1 : i + 2] in ("l", "c") and starts[i + 1] == ends[i]:
            continued.add(i + 1)
    return found


def _kind(tokens: Tokens, i: int, start: int, word: str) -> str | None:
    """Return what the campaign is: works where a proper part stands in it, an honour where a place tries for it."""
    if word.endswith("工程"):
        return T.PROJECT if build(tokens, i).proper else T.PROGRAMME
    if word == "试点" and build(tokens, i).places:
        return T.HONOUR if TRIAL.search(tokens.text, start, tokens.starts[i]) else None
    return T.PROGRAMME


def _launched(tokens: Tokens, i: int, continued: set[int]) -> int | None:
    """Return where the words begin that a verb of carrying out governs up to token `i`."""
    starts, ends, roles, text = tokens.starts, tokens.ends, tokens.roles, tokens.text
    for j in range(i - 1, -1, -1):
        if starts[i] - starts[j] > REACH:
            return None
        role = roles[j]
        if role in "nag" and not tokens.word(j).endswith(_CARRIED_OUT):
            continue
        if j in continued:
            return ends[j]
        if role in "bl":
            return None
        if role == STOP or role in "na":
            word = tokens.word(j)
            if word.endswith(tokens.vocabulary.launch) or (word.endswith("坚持") and text.endswith("战略", 0, ends[i])):
                return ends[j]
            if ends[j] - starts[j] == 1:
                return None
    return None
