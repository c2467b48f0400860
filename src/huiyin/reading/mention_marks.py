"""Names in marks: documents in 《》, programmes and the like in “”, named sessions by their wording."""

import re
from bisect import bisect_left

from huiyin.reading.mention_forms import Candidate, region_start
from huiyin.reading.mention_tokens import COUNT, Tokens
from huiyin.reading.model import MentionType as T

TITLE = re.compile(r"《([^《》\n]{1,100}(?:《[^《》\n]{0,80}》[^《》\n]{0,60}){0,4})》")
ABOUT = re.compile(r"“(关于[^\n”“]{2,60}(?:“[^“”\n]{1,20}”[^“”\n]{0,30}){0,3}(?:建议|提案|议案))”")
PAPER_QUOTE = re.compile(r"“[^“”\n]{1,8}”(?:工作报告|规划(?:和[^，。；、]{0,20})?纲要(?:草案)?)")
QUOTE = re.compile(r"“([^“”\n]{1,44})”")
# what may follow a quoted name and belong to it
TAIL = re.compile(
    r"[一-鿿]{0,6}?(?:专项行动|行动计划|行动|工程|计划|赛道|申报模式|船籍港制度|攻坚战|总体布局|战略布局|工作机制|新机制)|体系|规划(?!纲)|制度|发展思路|保障(?=成果)"
)
NUMBERED = re.compile(r"[\d一二三四五六七八九十百+]+\Z|\d+(?:\+[\dXN]+)+\Z")
WORKS_TAIL = re.compile(r"第[一二三四五]通道|[一-鿿]{0,4}(?:主网架|生活休闲区|高速公路|大通道)")
NOT_AFTER = re.compile(
    r"思想|理念|意识|号|精神|的形态|字|问题|现象|难题|顽疾|答卷|称号|之路|之治|短板|瓶颈|尚未|三代|科考|的"
)
NOT_WITHIN = re.compile(
    r"[。；;！!]|(?:(?<![一二三四五六七八九十大])经济|难|式|球|病|热|潮|墙|症|堵点|痛点|盘棋|一张网|第一|最后一公里|一公里|时代|不平衡|差距|民|村|户)\Z"
)
NOT_BEFORE = re.compile(
    r"(?:坚持|树牢|树立|像|所谓|一个|一份|被称为|誉为|称为|实现了?|形成|富有|从|到|做到|是|变|为|迈入|网友|提出的|反映的|下的)\Z"
)
HONOUR_BEFORE = re.compile(r"(?:获评|荣获|入选|评定|获得|授予|评为|获批|创建|争创|国家级|省级|[打造\d]\d*个)\Z")
CORE = re.compile(
    r"(?:第?[十百二三四五六七八九一〇零\d]+届(?:全国人民代表大会|人民代表大会|人大|政协|党代会|党的代表大会|委员会|全国委员会|常委会|常务委员会){0,2}"
    r"(?:第?[一二三四五六七八九十]+次|[一二三四五六七八九十]+中|历次)?(?:全会|全体会议|全体\(扩大\)会议|会议|代表大会|党代会)"
    r"|党的(?:十八|十九|二十|二十一)大|第[十二三四五六七八九一]+次(?:党代会|党员代表大会|代表大会)"
    r"|(?:经济|农村|城市|人才|统战|金融|宣传思想文化|全面依法治国|生态环境保护|新型工业化|科技)工作会议)"
)
BEFORE_CORE = re.compile(
    r"(?:党的|中共|中国共产党|中央|[省市县区州旗]委|自治区党委|全国|[省市县区州旗]|自治区)(?:全面深化改革|人大常委会|人大|政协|委员会)?\Z"
)


def titles(text: str) -> list[Candidate]:
    """Return what stands in book-title marks, and suggestions by their titles in quotation marks."""
    found = [Candidate(m.start(1), m.end(1), T.DOCUMENT, "mention.title_marks") for m in TITLE.finditer(text)]
    found += [Candidate(m.start(1), m.end(1), T.DOCUMENT, "mention.suggestion_title") for m in ABOUT.finditer(text)]
    found += [Candidate(m.start(), m.end(), T.DOCUMENT, "mention.quoted_paper") for m in PAPER_QUOTE.finditer(text)]
    return found


def quotes(tokens: Tokens) -> list[Candidate]:
    """Return names in quotation marks; what is only set off by them (irony, images, maxims) is left out."""
    found = []
    text = tokens.text
    for match in QUOTE.finditer(text):
        inner = match.group(1)
        start, end = match.span()
        before = text[max(0, start - 8) : start]
        if text.startswith(("获评", "入选", "荣获", "品牌入选"), end):
            found.append(Candidate(start, end, "", "mention.product"))
            continue
        works = WORKS_TAIL.match(text, end)
        if works:
            found.append(Candidate(start, works.end(), T.PROJECT, "mention.quoted_works"))
            continue
        tail = TAIL.match(text, end)
        if tail and (NUMBERED.match(inner) or tail.group()[-2:] not in ("体系", "思路", "制度") or "本位" in inner):
            found.append(Candidate(_attached(tokens, start), tail.end(), T.PROGRAMME, "mention.quote_tail"))
            continue
        if len(inner) < 2 or NOT_AFTER.match(text, end) or NOT_WITHIN.search(inner) or NOT_BEFORE.search(before):
            continue
        if COUNT.search(inner) and inner[0].isdigit():
            continue
        kind = T.HONOUR if HONOUR_BEFORE.search(before) else T.PROGRAMME
        left = _attached(tokens, start) if re.match(r"[一二三四五六七八九十]大?[一-鿿]|\d\+", inner) else start
        if left < start:
            found.append(Candidate(left, end, T.PROGRAMME, "mention.quote_head"))
        else:
            found.append(Candidate(start + 1, end - 1, kind, "mention.quote"))
    return found


def _attached(tokens: Tokens, start: int) -> int:
    """Return where the words directly before a quotation begin that belong to its name (`治本攻坚“八大行动”`)."""
    i = bisect_left(tokens.starts, start)
    if i >= len(tokens.starts) or tokens.starts[i] != start:
        return start
    left, first = tokens.left(i)
    if start - left > 10 or left == start:
        return start
    before = tokens.roles[first - 1] if first else "b"
    return left if before == "s" and tokens.ends[first - 1] == left else start


def sessions(tokens: Tokens) -> list[Candidate]:
    """Return named sessions and congresses with the body whose they are."""
    found = []
    text = tokens.text
    for match in CORE.finditer(text):
        start = match.start()
        before = BEFORE_CORE.search(text, max(0, start - 14), start)
        at = before.start() if before else start
        if not before and match.group()[-4:] == "工作会议" and match.group()[:1] not in "十第":
            continue
        i = bisect_left(tokens.starts, at)
        if i < len(tokens.starts) and tokens.starts[i] == at:
            region = region_start(tokens, i)
            at = at if region is None else region
        elif i and tokens.starts[i - 1] < at < tokens.ends[i - 1] and tokens.roles[i - 1] in "PQ":
            at = tokens.starts[i - 1]
        if before and before.group()[0] in "省市县区州旗" and i and at == before.start():
            gap = at - tokens.ends[i - 1]
            at = tokens.ends[i - 1] if 2 <= gap <= 4 else at
        found.append(Candidate(at, match.end(), T.ORGANISATION, "mention.session"))
    return found
