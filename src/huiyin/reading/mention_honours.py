"""Honours (荣誉): what follows a verb of winning or seeking, as far as the last word that a title can end with."""

import re

from huiyin.reading.mention_tokens import Candidate, Tokens
from huiyin.reading.model import MentionType as T

STRETCH = re.compile(r"[^。；，：！？\n;,:!?]{2,90}")
PART = re.compile(
    r"“[^“”]{2,40}”[^、“”]{0,24}|[^、“”和]+(?:(?:“[^“”]{1,20}”|和(?!国家|全国|省|世界|中国|“))[^、“”和]*)*"
)
# a title has at least as many characters
SHORTEST = 5
NUMBER = re.compile(r"\d+[个家项名条件]|第\d+[名位]")
GRADED = re.compile(
    r"国家|全国|全省|全市|省级|省|世界|全球|国际|中国|部级|市级|首批|第[一二三四五六七八九十]+[批轮]|\dA|A{3,5}级|[二三]级甲等|[三四五]星级|百强|百佳|十佳|[一-鿿]{2,3}首批|20\d\d"
)
# what is built or held, not awarded, unless a competition word says so
BUILT = re.compile(r"(?:基地|平台|中心|实验室|园区|产业园|集群|企业|公园|学校|医院|水库|灌区)\Z")
# what is put on a plan or in a budget was not won
PLANNED = re.compile("[一-鿿]{0,4}(?:计划|预算|规划)(?!单列)")
CLOSE = re.compile(r"称号|(?<=榜)首|榜首|等|创建|工作|复审|荣誉|验收|评选|建设(?!名单|名录|城市|示范|试点|先)")


def honours(tokens: Tokens) -> list[Candidate]:
    """Return titles, lists and awards that were won or are sought."""
    found: list[Candidate] = []
    for i in tokens.having("Wk"):
        if tokens.word(i) == "创建":
            found.extend(_sought(tokens, i))
        found.extend(_won(tokens, i))
    return found


def _won(tokens: Tokens, i: int) -> list[Candidate]:
    text, word = tokens.text, tokens.word(i)
    weak = tokens.roles[i] == "k" or word in tokens.vocabulary.weak
    stretch = STRETCH.match(text, tokens.ends[i])
    if stretch is None:
        return []
    found = []
    for part in PART.finditer(text, stretch.start(), stretch.end()):
        start, stop = part.span()
        if text[start] == "“":
            close = text.index("”", start)
            end = _title(tokens, close + 1, stop, weak=True)
            if end:
                found.append(Candidate(start, end, T.HONOUR, "mention.honour"))
            elif not weak or GRADED.search(part.group()):
                found.append(Candidate(start + 1, close, T.HONOUR, "mention.honour"))
        else:
            end = _title(tokens, start, stop, weak=weak)
            if end and PLANNED.match(text, end):
                break
            if not end or (word in ("建成", "建设") and BUILT.search(text, start, end)):
                break
            found.append(Candidate(start, end, T.HONOUR, "mention.honour"))
    return found


def _sought(tokens: Tokens, i: int) -> list[Candidate]:
    """Return the title before a noun 创建 (`青石山国家5A级景区创建工作`)."""
    at = tokens.starts[i]
    j = i - 1
    while j >= 0 and tokens.roles[j] not in "bls" and at - tokens.starts[j] < 30:
        j -= 1
    start = tokens.ends[j] if j >= 0 else 0
    words = tokens.text[start:at]
    if GRADED.search(words) and words.endswith(tokens.vocabulary.heads) and len(words) >= 5:
        return [Candidate(start, at, T.HONOUR, "mention.honour_sought")]
    return []


def _title(tokens: Tokens, start: int, stop: int, *, weak: bool) -> int:
    """Return where the title that begins at `start` ends, or 0; after a weak verb it must open with a grade."""
    text, heads, last = tokens.text, tokens.vocabulary.heads, tokens.vocabulary.head_ends
    if weak and not GRADED.match(text, start):
        return 0
    number = NUMBER.search(text, start, stop)
    stop = number.start() if number else stop
    of = text.find("的", start, stop)
    stop = of if of > 0 else stop
    for cut in CLOSE.finditer(text, start + 3, stop):
        if text[cut.start() - 1] in last and text.endswith(heads, start, cut.start()):
            stop = cut.start()
            break
    while stop - start >= SHORTEST:
        if text[stop - 1] in last and text.endswith(heads, start, stop) and not tokens.covers(stop):
            return stop
        stop -= 1
    return 0
