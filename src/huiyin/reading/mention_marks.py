"""Names in marks: documents in 《》, programmes and the like in “”."""

import re
from bisect import bisect_left
from itertools import chain

from huiyin.reading.mention_tokens import COUNT, Candidate, Tokens
from huiyin.reading.model import MentionType as T

TITLE = re.compile(r"《([^《》\n]{1,100}(?:《[^《》\n]{0,80}》[^《》\n]{0,60}){0,4})》")
ABOUT = re.compile(r"“(关于[^\n”“]{2,60}(?:“[^“”\n]{1,20}”[^“”\n]{0,30}){0,3}(?:建议|提案|议案))”")
# a paper that its office, its title and the bracket of its number make known
ISSUED = re.compile(
    r"关于[^，。；;：:\n《》（）()]{4,50}?的?(?:指导意见|实施意见|若干意见|意见|通知|决定|批复|方案)"
    r"(?=[（(][^（）()]{0,6}[发办函字号]*[〔\[［])"
)
ISSUER = re.compile(r"(?<![《一-鿿])[一-鿿]{2,14}\Z")
PROPOSED = re.compile(
    r"(?:提[交出]|带来|联名|领衔|提)了?(?:[一二三1-9][件份个])?的?(关于[^。；;\n《》]{4,60}?的(?:建议|议案|提案))(?!草案|稿)"
)
PROPOSALS = ("建议", "议案", "提案")
LED_TO = re.compile("根据|按照|依据|遵照|依照|落实|贯彻|印发|下发|出台")
COURTS = re.compile(r"(?P<region>[省市县区州])?[“\"](?P<body>(?:一府(?:[一两]委)?)?两院)[”\"]")
PAPER = re.compile(
    r"“[^“”\n]{1,8}”工作报告|“十.五”(?:规划(?:和[^，。；、,;]{0,20})?纲要(?:草案)?|(?!时期|期间|末)[一-鿿]{0,16}规划(?:纲要)?)"
)
ENTIRE = re.compile(r"”(?:工作报告|规划[^，。；、,;]{0,20}纲要|[一-鿿]{2,16}规划)")
NUMBER = re.compile(r"[〔\[［](?:19|20)\d\d[〕\]］]第?\d{1,4}号")
OFFICE = re.compile(r"[^\W\d_为是据照按于以的和及与行了]{2,7}\Z")
QUOTES = tuple(re.compile(rf"{mark}([^“”‘’\n]{{1,44}})[”’]") for mark in "“‘")
# what may follow a quoted name and belong to it
TAIL = re.compile(
    r"[^\W\d的期等]{0,6}?(?:专项行动|行动计划|行动|工程|计划|战略布局|总体布局|战略|赛道|申报模式|攻坚战|工作机制)"
    r"|(?:工作)?体系|规划(?!纲)|[一-鿿]{0,3}制度|发展思路|保障(?=成果)"
)
LOOSE_TAILS = ("体系", "思路", "制度")
NUMBERED = re.compile(r"[\d一二三四五六七八九十百+]+\Z|\d+(?:\+[\dXN]+)+\Z")
WORKS_TAIL = re.compile(r"第[一二三四五]通道|[一-鿿]{0,4}(?:主网架|生活休闲区)")
# who bears a quoted name
TROUPE = re.compile("[一-鿿]{0,4}(?:艺术团|合唱团|志愿服务队|服务队|宣讲团|工作室|俱乐部|基金会|联盟|协会)")
LISTED_FORM = re.compile(r"[一二三四五六七八九十两][大个类张项篇]?[一-鿿]|\d\+\d")
# so many of something: a formula of its own, whatever leads to it (做到“两个维护”)
COUNTED = re.compile("[两三四五六七八九十]个[一-鿿]{2,3}\\Z")
NOT_AFTER = re.compile(
    r"分裂|势力|奇观|思想|理念|意识|号|精神|的形态|字|问题|现象|难题|顽疾|答卷|称号|之路|之治|短板|瓶颈|尚未|三代|科考|的"
)
# what a quotation holds that is a sentence, a figure or a user's number; SUSPECT is a cheap look first
SUSPECT = re.compile(r"[\d。；;！!%％]")
NOT_WITHIN = re.compile(r"[。；;！!%％]|\d强|增长\d|\A[A-Z]*\d{5,}\Z")
# what a slogan in marks is said to be
DEMAND = re.compile(
    r"(?:的)?(?:重要|总体|总|战略|工作|发展|奋斗)?(?:要求|目标|方针|原则|思路|定位|部署|战略|布局|行动|工作法|模式|机制|工程)"
)
TROUBLES = ("问题", "现象", "难题", "顽疾")
LONGEST_WORDING = 10
# images and complaints
NOT_LAST = (
    *(
        "难",
        "式",
        "球",
        "病",
        "热",
        "潮",
        "墙",
        "症",
        "堵点",
        "痛点",
        "盘棋",
        "一张网",
        "第一",
        "一公里",
        "样板",
        "问题",
        "情况",
    ),
    *("现象", "时代", "不平衡", "差距", "村", "户"),
)
IMAGE_ENDS = frozenset(word[-1] for word in NOT_LAST)
# a question, or a way from one thing to another
ASKING = re.compile(r"什么|怎么|如何|谁来|\A从.{1,6}到")
ECONOMY = re.compile(r"(?<![一二三四五六七八九十大])经济\Z")
NOT_BEFORE = (
    *(
        "坚持",
        "树牢",
        "树立",
        "像",
        "所谓",
        "一个",
        "一份",
        "被称为",
        "誉为",
        "称为",
        "实现了",
        "形成",
        "富有",
        "做到",
        "是",
    ),
    *("变", "为", "迈入", "网友", "用户", "反映的", "下的", "所说的", "俗称", "号称"),
)
BEFORE_ENDS = frozenset(word[-1] for word in NOT_BEFORE)
ARTICLE_PARTS = frozenset("章节条款项")
ARTICLE = re.compile(r"第[一二三四五六七八九十\d]+[章节条款项]\Z")
HONOUR_BEFORE = ("获评", "荣获", "入选", "评定", "获得", "授予", "评为", "获批", "创建", "争创", "国家级", "省级")
HONOUR_ENDS = frozenset(("个", *(word[-1] for word in HONOUR_BEFORE)))
MADE = re.compile(r"打造\d+个\Z")
# a grade or a province at the head and a title's word at the end make an honour of any quotation
TITLED = re.compile(r"(?!一)(?:国家|全国|世界|中国|[一-鿿]{1,4}[省市]|省级)")
# what a quotation ends with may say what it is
CONTENTS = (
    (("公司", "集团", "大学", "学院", "医院", "银行", "委员会", "协会", "学会"), T.ORGANISATION),
    (("条例", "办法", "实施细则", "实施方案", "实施意见", "规划纲要", "白皮书", "倡议书", "公约"), T.DOCUMENT),
)
CONTENT_ENDS = frozenset(word[-1] for words, _ in CONTENTS for word in words)
WON = ("获", "入选", "荣获", "品牌入选", "品牌获")
PLAN_PERIOD = re.compile(r"“十[一二三四五六七八九]五”(?!.{0,16}规划)")
# the member by itself: to look it up in its class costs as much as a rule
PROGRAMME = T.PROGRAMME
SWAYED = frozenset("全首第我本抓一")
VERB_FIRST = re.compile("w|aw")
NAMED = re.compile("[PKXDBL]")
LOCATED = re.compile("[PL]")
_STOPS = frozenset("，。！？；,;!?")
# a mark after a quotation: nothing follows that could belong to it
SET_OFF = frozenset("，。、；：！？“”‘’《》（）,.;:!?()\n ")


def titles(text: str) -> list[Candidate]:
    """Return what stands in book-title marks, suggestions by their titles, and papers with a quoted part."""
    found = [Candidate(m.start(1), m.end(1), T.DOCUMENT, "mention.title_marks") for m in TITLE.finditer(text)]
    if "关于" in text:  # each of the three holds it
        for titled in (ABOUT, PROPOSED) if any(map(text.__contains__, PROPOSALS)) else ():
            found += [
                Candidate(m.start(1), m.end(1), T.DOCUMENT, "mention.suggestion_title") for m in titled.finditer(text)
            ]
        found += _issued(text)
    at = text.find("两院")
    while at >= 0:
        courts = COURTS.search(text, max(0, at - 5), at + 3)
        if courts and not text.startswith(("工作报告", "院士"), courts.end()):
            span = courts.span() if courts.group("region") else courts.span("body")
            found.append(Candidate(*span, T.ORGANISATION, "mention.courts"))
        at = text.find("两院", at + 2)
    return found


def _issued(text: str) -> list[Candidate]:
    """Return papers that their office, their title and the bracket of their number make known."""
    found = []
    for m in ISSUED.finditer(text):
        issuer = ISSUER.search(text, max(0, m.start() - 15), m.start())
        if issuer:
            start = max(
                (lead.end() for lead in LED_TO.finditer(text, issuer.start(), m.start())), default=issuer.start()
            )
            found.append(Candidate(start, m.end(), T.DOCUMENT, "mention.paper_issued"))
    return found


def numbered(text: str) -> list[Candidate]:
    """Return documents by their numbers (`云政发〔2024〕8号`) where no title stands before them."""
    found: list[Candidate] = []
    if not any(bracket in text for bracket in "〔[［"):
        return found
    for match in NUMBER.finditer(text):
        start = match.start()
        office = OFFICE.search(text, max(0, start - 8), start)
        start = office.start() if office else start
        if text[max(0, start - 1) : start] not in ("（", "(", "》"):
            found.append(Candidate(start, match.end(), T.DOCUMENT, "mention.paper_number"))
    return found


def papers(tokens: Tokens) -> list[Candidate]:
    """Return plans and reports whose name holds a quotation (`省发展改革委“十四五”流通规划`)."""
    found = []
    text = tokens.text
    for match in PAPER.finditer(text):
        at = match.start()
        start = _attached(tokens, at, region=True)
        if start < at or ENTIRE.search(text, at, match.end()):
            found.append(Candidate(start, match.end(), T.DOCUMENT, "mention.quoted_paper"))
    return found


# what is called by the words in marks, and what it then is; the marks stay, for they stand inside the name
HEADED = re.compile(
    r"(奖(?![励金杯项牌状]))|(城市群|都市圈|经济圈|经济带)"
    r"|((?:(?![和及与等])[一-鿿]){0,6}(?:论坛|峰会|博览会|艺术节|邀请赛|联赛|锦标赛|大赛|艺术展)(?!上|期间|年会))"
)
HEADS = (T.HONOUR, T.HONOUR, T.PLACE, T.PROGRAMME)  # by the group of the pattern


def quotes(tokens: Tokens) -> list[Candidate]:
    """Return names in quotation marks; what is only set off by them (irony, images, maxims) is left out."""
    found = []
    text = tokens.text
    for match in chain.from_iterable(pattern.finditer(text) for pattern in QUOTES):
        start, end = match.span()
        inner = match.group(1)
        if inner[-1:] in _STOPS:
            continue  # somebody's words
        if text[end : end + 1] in SET_OFF:
            found += _plain(tokens, start, end, inner)
            continue
        if text.startswith(WON, end):
            found.append(Candidate(start, end, "", "mention.product"))
            continue
        headed = HEADED.match(text, end)
        if headed and not _introduced(text, start):
            found.append(Candidate(start, headed.end(), HEADS[headed.lastindex or 0], "mention.quote_headed"))
            continue
        troupe = TROUPE.match(text, end)
        if troupe:
            found.append(Candidate(start, troupe.end(), T.ORGANISATION, "mention.quoted_body"))
            continue
        works = WORKS_TAIL.match(text, end)
        if works:
            found.append(Candidate(start, works.end(), T.PROJECT, "mention.quoted_works"))
            continue
        tail = _tail(text, inner, end)
        if tail:
            left = _attached(tokens, start, region=True)
            kind = T.PROJECT if left < start and _built(tokens, left, start, text[tail - 2 : tail]) else T.PROGRAMME
            found.append(Candidate(left, tail, kind, "mention.quote_tail"))
        else:
            found += _plain(tokens, start, end, inner)
    return found


def _tail(text: str, inner: str, end: int) -> int:
    tail = TAIL.match(text, end)
    if tail and (NUMBERED.match(inner) or not tail.group().endswith(LOOSE_TAILS)):
        return tail.end()
    return 0


def _built(tokens: Tokens, left: int, start: int, tail: str) -> bool:
    first, last = bisect_left(tokens.starts, left), bisect_left(tokens.starts, start)
    return tail == "工程" and LOCATED.search(tokens.roles, first, last) is not None


def _plain(tokens: Tokens, start: int, end: int, inner: str) -> list[Candidate]:
    """Return the name that a quotation without a tail is, if it is one."""
    text = tokens.text
    listed = LISTED_FORM.match(inner)
    if len(inner) < 2 or inner in tokens.vocabulary.figures or _figurative(inner):
        return []
    if _introduced(text, start) and not COUNTED.match(inner):
        return []
    if _says(tokens, start, end, inner) or text.startswith(TROUBLES, end):
        return []
    demanded = "、" in inner and DEMAND.match(text, end)
    if not listed and not demanded and text[end : end + 1] not in SET_OFF and NOT_AFTER.match(text, end):
        return []
    if len(inner) > 16 and "、" not in inner and "，" not in inner:
        return []
    if inner[0].isdigit() and COUNT.search(inner) and not text.startswith(("目标", "圈"), end):
        return []
    if not listed and _ordinary(tokens, start + 1, end - 1):
        return []
    left = _attached(tokens, start) if listed else start
    if left < start:
        return [Candidate(left, end, T.PROGRAMME, "mention.quote_head")]
    if inner[-1] in CONTENT_ENDS:
        for endings, kind in CONTENTS:
            if inner.endswith(endings):
                return [Candidate(start + 1, end - 1, kind, "mention.quote_content")]
    return [Candidate(start + 1, end - 1, _quoted_kind(tokens, start, end, inner), "mention.quote")]


def _says(tokens: Tokens, start: int, end: int, inner: str) -> bool:
    """Return whether a quotation is a whole sentence that somebody said, not a name."""
    if DEMAND.match(tokens.text, end):
        return False
    if "，" in inner or "," in inner or "……" in inner:
        return True
    if len(inner) < LONGEST_WORDING or "、" in inner:
        return False
    first, last = bisect_left(tokens.starts, start + 1), bisect_left(tokens.starts, end - 1)
    return "s" in tokens.roles[first + 1 : last]


def _figurative(inner: str) -> bool:
    """Return whether a quotation is a sentence, a figure, an image or a complaint."""
    return (
        ASKING.search(inner) is not None
        or (inner[-1] in IMAGE_ENDS and inner.endswith(NOT_LAST))
        or (SUSPECT.search(inner) is not None and NOT_WITHIN.search(inner) is not None)
        or (inner.endswith("经济") and ECONOMY.search(inner) is not None)
    )


def _introduced(text: str, start: int) -> bool:
    """Return whether the words before a quotation say that it is a maxim, an image or a part of a law."""
    last = text[start - 1 : start]
    if last in BEFORE_ENDS:
        return text.endswith(NOT_BEFORE, 0, start)
    return last in ARTICLE_PARTS and ARTICLE.search(text, max(0, start - 8), start) is not None


def _quoted_kind(tokens: Tokens, start: int, end: int, inner: str) -> T:
    """Return what a quotation is that nothing else types: an honour by its wording or by what stands before it."""
    text = tokens.text
    if inner[-1] in tokens.vocabulary.head_ends and TITLED.match(inner) and inner.endswith(tokens.vocabulary.heads):
        return T.HONOUR
    if text[start - 1 : start] not in HONOUR_ENDS or text.startswith("品牌", end):
        return PROGRAMME
    won = text.endswith(HONOUR_BEFORE, 0, start) or MADE.search(text, max(0, start - 8), start)
    return T.HONOUR if won else PROGRAMME


def _ordinary(tokens: Tokens, start: int, end: int) -> bool:
    """Return whether a quotation is one short verb or adjective."""
    if end - start != 2:
        return False
    i = bisect_left(tokens.starts, start)
    return tokens.ends[i] == end and tokens.roles[i] in "swa"


def _attached(tokens: Tokens, start: int, *, region: bool = False) -> int:
    """Return where the words directly before a quotation begin that belong to its name (`安全攻坚“八大行动”`).

    A place that is whole by itself belongs to it only where a region may (`云汀市“十四五”规划`).
    """
    i = bisect_left(tokens.starts, start)
    if i >= len(tokens.starts) or tokens.starts[i] != start:
        return start
    if PLAN_PERIOD.match(tokens.text, start):
        return start
    left, first = tokens.left(i)
    if left == start or start - left > 14 or tokens.text[left] in SWAYED or not first:
        return start
    if tokens.roles[first - 1] not in "sb" or tokens.ends[first - 1] != left:
        return start
    if tokens.starts[first] == left and VERB_FIRST.match(tokens.roles, first, i):
        return start
    before = tokens.roles[first:i]
    if "O" in before or (not region and before.endswith("L")) or (before.endswith("w") and start - left < 6):
        return start
    named = NAMED.search(before) is not None
    return left if named or start - left >= 4 else start
