"""Clauses (小句): a line of running text cut into statements by GUIDELINES «Statements», nothing else decided."""

import re
from functools import lru_cache
from typing import NamedTuple

from huiyin.reading.lexicon import Lexicons
from huiyin.reading.speakers import heading_speaker, who_says


class Clause(NamedTuple):
    """One statement's span before anything is known of it.

    `main` is where its last piece begins, after any lead-ins; `opens` is true for the first clause of a sentence;
    `rule` names why it was not cut where a comma stands inside it, or `clause.cut`.
    """

    start: int
    end: int
    main: int
    opens: bool
    rule: str
    label: bool = False


# A stretch without a border: quotes, titles and brackets are passed over whole where they close within a sentence.
_INNER = (
    r"|“[^“”。！？\n]{0,160}(?:“[^“”\n]{0,40}”[^“”。！？\n]{0,120}){0,4}”|《[^《》\n]{0,120}(?:《[^》\n]{0,80}》[^》\n]{0,80})?》|（[^（）\n]{0,300}(?:（[^（）\n]{0,80}）[^（）\n]{0,200}){0,8}）|‘[^‘’。！？\n]{0,80}’"
    r"|(?<=\d)：(?=\d)|(?<=\d)，(?=\d{3}(?!\d))|[“《（‘]"
)
_PIECE = re.compile(r"(?:[^，。；！？：…\n“《（‘　]+" + _INNER + ")+")
_SPACED = re.compile(r"(?:[^，。；！？：…\n“《（‘　 ]+" + _INNER + r"|(?<![\u4e00-\u9fff]) | (?![\u4e00-\u9fff]))+")
_DECORATION = re.compile(
    r"(?:[▼◆■●★▲△○◎·•☆※\s　”’）》】〕\-—~～]+|（[一二三四五六七八九十]{1,3}）|[一二三四五六七八九十]{1,3}、(?![一二三四五六七八九十])|第[一二三四五六七八九十](?:，|是)"
    r"|\d{1,2}[.、](?!\d)|（\d{1,2}）|[①-⑳]|[一二三四五六七八九十]{1,2}(?:是|要(?=[^求点素]))"
    r"|(?:[\u4e00-\u9fff]{2,10}[讯电](?:（[^（）]{1,40}）\s*|\s+)))"
)
_BRACKETED = re.compile(r"（[^（）]*(?:（[^（）]*）[^（）]*)*）")
_PURPOSE_SENTENCE = re.compile(r"为[^。；\n]{6,400}?(?:制定|提出|形成|印发)(?:了?本|如下|以下)[^。；，：\n]{0,20}(?=[。：；\n]|$)")
_SALUTES = re.compile(
    r"(?:各位(?:代表|委员|同志)|同志们|尊敬的.{1,18}|女士们|先生们|朋友们|[您你]好|网友“[^”]{1,40}”(?:[您你]好)?|委员们)"
)
_TIME = (
    r"(?:过去(?:的|这)?[一二三四五六七八九十两几\d]*年?(?:里|中|来)?|[一二三四五六七八九十两几\d]+年(?:多)?来|近[一二三四五六七八九十两几\d]*年(?:来)?|近?[一二三四五六七八九十两几\d]+个多?月(?:以?来)?|多年来|长期以来"
    r"|[这上前]?一年来?|这[一二三四五六七八九十两几]+年来?|去年|今年|明年|前年|上年|当年|本年度?|刚刚过去的.{0,8}年|新的?一年|未来[一二三四五六七八九十几\d]*年?"
    r"|今后[一二三四五六七八九十几\d]*年?(?:一个时期)?|(?:“[^”]{2,4}”|[十一二三四五]{2,4}五)(?:时期|期间|末|以来|开局之年)|[二〇一三四五六七八九\d]{4}年(?:以来|底|末|初|度|前|后|期间)?|(?:到|至|截至|自|从)?[二〇一三四五六七八九\d]{4}年(?:底|末|前)?"
    r"|(?:自|从|到|至|截至|截止)?(?:[\d一二三四五六七八九十]{1,3}月(?:份|底|中旬|上旬|下旬|初|末)?(?:[\d一二三四五六七八九十]{1,3}[日号])?)(?:起|以来|开始|前|底|止)?"
    r"|[\d一二三四五六七八九十]{1,3}[日号]|[上下]半年|[前一二三四][三二]?季度|年初|年底|年末|到目前为止|目前|当前|现在|如今|眼下|昨天|今天|昨日|今日|近日|日前|近期|近段时间|最近|此前|之后|随后|下一步|下步|下阶段|下一阶段|接下来|今后|未来|期间"
    r"|上午|下午|晚上|凌晨|中午|早上|当天|当日|全年|年内|[一二三四五\d]+年(?:间|后|内)|同期|届时|本届政府)"
)
_DATE_ALONE = re.compile(r"[二〇零一三四五六七八九\d]{4}年[一二三四五六七八九十\d]{1,3}月[一二三四五六七八九十\d]{1,3}日")
_TIME_ONLY = re.compile(rf"(?:放眼|展望|回望|回顾|进入|时至)?(?:{_TIME}[、和及至到—\-]*)+(?:以来|里|内|底|前|时|中|期间|起)?")
_LEVEL_CHANGE = re.compile(
    r"(?:同比|环比|比[^，]{1,24}?(?=增|提|上|下|减|多|少|高|低|快|慢|翻)|较[^，]{1,24}?(?=增|提|上|下|减|多|少|高|低|快|慢|翻)|年均|平均|分别|实际|名义|预计|累计|继续|均|也|更是|并|稳|连续[^，]{1,6}年)*"
    r"(?:达到?(?=\d)|[增上]长|增加|下降|减少|提高|提升|上升|上涨|降低|回落|收窄|缩小|净增|增[至到]|[升降][至到]|占|[多少高低快慢](?=\d|[于出])|翻)"
)
_FIGURE = re.compile(r"\d|第[一二三四五六七八九十]|[一二三四五六七八九十两百千万]+(?:个|倍|成|番|位|名|亿|万|分之)|前列|全[国省市]")
_BEFORE_HEAD = re.compile(
    r"(?:坚定不移|深入|牢牢|紧紧|同时|此外|另外|并且?|还|也|又|再|但|而|所以|因此|接下来|下一步|建议|希望|呼吁|我们|政府|各级|各部门|始终|切实|一定|必须|应当?|需要?|要|将)*(?:[^，将要以]{2,12}(?:将|要)(?=[以聚围通立按坚紧锚瞄对结抢]))?"
)
_NO_HEADS = ("以后", "以前", "以及", "以上", "以下", "以来", "以免", "以便", "以利", "在于", "从而", "在建", "在校", "如何", "如期", "自然", "自主", "自我", "到位", "当地", "到达", "与会", "同意", "同步", "从严", "从事", "从业", "就业", "就医", "就读", "比例", "较高", "较好", "对标对表国际", "经济", "经营", "经费", "经过多", "据悉", "因地制宜", "因城施策", "因势利导", "因村施策", "因人而异", "经受", "经历", "经常", "作为重")  # fmt: skip
_NO_LEAD = re.compile(r"以[^，]{2,12}为核心的|以习近平|通过了|通过率|把握")
_TAKES = re.compile(r"[^，把]{0,8}把[^，]+作为[^，]+$")
_ON_BEHALF = re.compile(r"我(?:受[^，]{2,30}委托)?(?:谨)?代表[^，]{2,24}|我受[^，]{2,30}委托")
_ACTS_ON = re.compile(r"加大|加强|推进|收集|进行|作出|做出|给予|提出|加以|产生|具有|贡献|是|表示|感到|充满|采取|予以|实行|实施|开展|不满|满意|造成|了|已|起到|负责|影响|占|达")
_DONE_INSIDE = re.compile(r"(?<![为除罢])了(?!解)|(?<![不但还总就可只也若])是(?!否)")
_ITEMS_DONE = re.compile(r"等(?:重点|各)?(?:领域|方面|环节|工作)[^，]{4,}")
_MANNER = re.compile(r"以[^，]{2,40}?(?:精神|态度|姿态|作风|方式|状态|行动|使命感|责任感|热情|面貌|理念|标准|力度)$|以[^，]{1,30}为[^，]{1,10}$")
_PURPOSE = re.compile(r"为(?:了|实现|推动|避免|加快|促进|解决|确保|保障|进一步|更好|加强|贯彻|落实|做好|提升|提高|规范|切实|深入|有效|防止|打造|完成|满足|增强|此|全面|持续|及时|认真|便于|方便|率先|尽快|解|打造|推|支持|鼓励|顺利|使|让|改善|扩大|应对|有力|积极|优化|充分|破解|深化|防范)")
_REALISES = re.compile(r"(?:清醒地?的?(?:看|认识|意识)到|(?:事实|实践|数据|结果|调查|经验)[^，]{0,6}(?:表明|证明|显示)|我们(?:深刻|深切|也|必须|还)*(?:认识到|体会到|看到|深知|坚信|相信)|(?:也要|还要|必须|要|应)(?:清醒)?(?:看|认识)到|据了解|了解到)$")
_OWN_ACTION = re.compile(
    r"(?<=[^、和与及的等各])(?:加快|推进|推动|布局建设|建设|增加|扩大|完善|强化|深化|打造|实施|开展|搞好|发展|培育|提升|提供|加强|构建|建立|制定|形成|做好|投资|统筹|优化|踊跃|纷纷|撰写|夯实|完成|启动|引进|支持)(?=[^，的等]{2,}$)"
)
_FORM_FIELDS = ("单位", "时限", "领导", "部门", "责任人")
_NOUN_END = re.compile(r"(?:目标|要求|部署|任务|产业|方向|战略|主线|重点|环节|领域|工作|需求|精神|理念|思路|原则|机遇|优势|安排|规定|定位|布局|中心|导向|标准|抓手|引领|牵引|核心|特点|实际|意见|情况|问题|短板|机制|政策|资源|项目|平台|事项|企业|行为|地区|人员|群体|条件|基础|水平|程度|计划|方案)$")
_WHO = re.compile(r"(?:来自|作为|身为)[^，]{2,20}的[^，的]{2,6}(?:代表|委员|同志)$")
_TOPIC = re.compile(r"(?:关于|对于|针对)?[您你](?:所)?(?:提出|反映|咨询|建议|留言)[^，]{0,80}(?:建议|问题|情况|诉求|事项|事宜)”?")
_HIDES = re.compile(r"纲要|主要|重要|必要|要素|需求|有限|国有|所有|将军|应急|供应|让利|控制|创新|创业|减灾|降水|保持者|有关|没收|请示|抓手|应届|破产|不同|不少|有机")
_DIRECT = re.compile(r"(?!主要是)(?:也|都|均|仍|还|就|则|主要|正|更|一直|始终|已|曾)*(?:是|正在|将(?!此|其|该)|要|已|能|可以?|被|由|为(?!了)|应|须|必须|需|会|处于|位于|属于|成为|有|没有)")
_NOMINAL_END = re.compile(r"(?:区|县|市|省|镇|乡|村|街道|们|大家|工作|会议|政府|公司|代表|委员|局|委|办|同志|企业|群众|部门|报告》?|草案|纲要|年|问题|情况|方面|本人|内|中|里|旁|我|他|她|它|这|其)$")
_REST = re.compile(r"以及|如(?!果|何|期|今|此)|例如|比如|包括|特别是|尤其是|[^，]{2,30}以及")
_AIM = re.compile(r"做好|实现|完成|推动|推进|抓好|保持|搞好|达到|要|开展|加快|解决|破解|综合|许多|一旦")
_CONDITION = re.compile(r"(?:就(?!业|医|读|近|地|餐|任|诊)|就?必须|关键(?:在于?|是)|就要|需要|离不开|要注重|要重点)")
_STRONG_HEAD = re.compile(r"围绕|聚焦|针对|依托|立足|紧扣|按照|根据|通过|坚持以|随着|结合|着眼|锚定")
SAYING = ("深知", "看到", "认识到", "表明", "证明", "显示", "相信", "了解到", "意识到", "认为", "表示", "建议", "指出", "强调", "提出", "介绍", "谈到", "说", "坦言", "直言", "透露", "呼吁", "疾呼", "提到", "感慨", "告诉记者", "称", "感叹", "说道", "希望", "反映", "要求", "提议", "回忆道", "补充道")  # fmt: skip


class ClauseCutter:
    """The cutting rules, with the lead-in words of a `Lexicons`."""

    def __init__(self, lexicons: Lexicons) -> None:
        table = lexicons.table("cues")
        lead = table["leadin"]
        heads: dict[str, list[str]] = {}
        weak = set(lead["weak_heads"].split())
        for word in lead["heads"].split():
            if word not in weak:
                heads.setdefault(word[0], []).append(word)
        self._heads = {first: tuple(words) for first, words in heads.items()}
        self._weak = tuple(sorted(weak))
        self._tails = tuple(lead["tails"].split())
        self._tail_ends = frozenset(tail[-1] for tail in self._tails)
        self._connectives = frozenset(lead["connectives"].split())
        self._saying_ends = frozenset(word[-1] for word in SAYING)
        self._predicates = re.compile("|".join([*lead["verbs"].split(), f"[{lead['verb_characters']}]"]))
        self._colon_tails = tuple(lead["colon_tails"].split())

    def cut(self, folded: str, start: int, end: int, spaced: bool = False) -> list[Clause]:
        """Return the clauses of the running line `folded[start:end]`, in order and disjoint.

        Args:
            spaced: single spaces between Chinese characters set items off (letters and messages write so).
        """
        found: list[Clause] = []
        purpose = _PURPOSE_SENTENCE.match(folded, start, end)
        if purpose:
            found.append(Clause(start, purpose.end(), start, True, "clause.purpose"))
            start = purpose.end()
        pieces = [(m.start(), m.end()) for m in (_SPACED if spaced else _PIECE).finditer(folded, start, end)]
        count = len(pieces)
        begun = -1  # start of the clause that a lead-in has opened
        rule = "clause.cut"
        opens = True
        for index in range(count):
            left, right = pieces[index]
            left, right = _trim(folded, left, right)
            mark = folded[pieces[index][1]] if pieces[index][1] < end else "。"
            ends = mark not in "，："
            if left >= right:
                if ends and begun >= 0 and index:
                    begun = -1
                opens = opens or ends
                continue
            piece = folded[left:right]
            if index + 1 == count and found and folded[left - 1] == "（" and right - left <= 20 and not self._predicate(piece):
                continue  # the office that wrote it, in brackets at the end
            if mark == "　" and not found and begun < 0 and len(piece) <= 16 and index + 1 < count:
                continue  # a heading set off by white space
            if _SALUTES.fullmatch(piece):
                opens = opens or ends
                continue
            if ends and index + 1 == count and begun < 0 and _DATE_ALONE.fullmatch(piece):
                continue  # the date under a letter
            if begun < 0:
                begun, rule, main_first = left, "clause.cut", opens
            following = folded[pieces[index + 1][0] : pieces[index + 1][1]] if index + 1 < count else ""
            label = False
            if following and not ends:
                if mark == "：":
                    verdict = self._colon(piece, following, left == begun, opens)
                    if verdict == "heading":
                        begun = -1
                        continue
                    if verdict:
                        rule = verdict
                        continue
                else:
                    why = self._waits(piece, following, spaced)
                    if why:
                        rule = why
                        continue
            elif not following and mark == "：" and not self._predicate(piece) and left == begun:
                begun = -1
                opens = True
                continue
            found.append(Clause(begun, right, left, main_first, rule, label))
            begun = -1
            opens = ends
        if begun >= 0:
            found.append(Clause(begun, right, left, opens, rule))
        return found

    def _waits(self, piece: str, following: str, spaced: bool) -> str:
        """Say by which rule `piece`, before a comma, belongs to what follows; "" when it stands for itself."""
        length = len(piece)
        first = piece[0]
        if length <= 8 and piece in self._connectives:
            return "clause.connective"
        if length <= 24 and _TIME_ONLY.fullmatch(piece):
            return "clause.time"
        rest = _BEFORE_HEAD.sub("", piece, count=1)
        if rest and self._leads(rest, following):
            return "clause.lead_in"
        last = piece[-1]
        if last in self._tail_ends and length <= 40 and piece.endswith(self._tails) and self._tail_leads(piece):
            return "clause.lead_in_tail"
        if last in self._saying_ends and length <= 90 and self._says(piece):
            return "clause.saying"
        if last == "是" and length <= 30 and not piece.endswith(("求是", "于是", "但是", "可是", "还是", "就是")):
            return "clause.copula"
        if length <= 60 and _MANNER.search(piece):
            return "clause.manner"
        if following[0] in "累增同环比较年占居位排平实名上下提降回收分升翻总均更达高低快为并预连稳净减":
            change = _LEVEL_CHANGE.match(following)
            if change and _FIGURE.search(following) and _FIGURE.search(piece):
                return "clause.level_and_change"
        if last == "的" and _DIRECT.match(following) and "是" not in piece:
            return "clause.condition"
        if _WHO.search(piece) and length <= 30:
            return "clause.subject"
        if _TOPIC.fullmatch(piece):
            return "clause.topic"
        if following in ("等等", "等") or (_REST.match(following) and (following[-1] == "等" or not self._predicate(following))):
            return "clause.rest"
        if length <= 20 and _CONDITION.match(following) and piece[0] not in "今去" and (length <= 8 or _AIM.match(piece)):
            return "clause.condition"
        if first in "特尤" and piece.startswith(("特别是", "尤其是")) and not self._predicate(piece):
            return "clause.insert"
        if not self._predicate(piece) and not _FIGURE.search(piece) and length <= 60:
            if _DIRECT.match(following) and length <= 40:
                return "clause.subject"
            if _NOMINAL_END.search(piece) and (length <= 8 or piece[-1] in "告》案要"):
                return "clause.subject"
            if spaced and length <= 30 and "的" in piece:
                return "clause.subject"
        return ""

    def _leads(self, piece: str, following: str) -> bool:
        """Tell a lead-in from a clause that only begins like one: the latter has a predicate of its own."""
        first = piece[0]
        heads = self._heads.get(first)
        if heads and piece.startswith(heads):
            if piece.startswith(_NO_HEADS) or _ITEMS_DONE.search(piece) or _NO_LEAD.match(piece):
                return False
            if piece.startswith(("通过", "经")) and _OWN_ACTION.search(piece, 6):
                return False
            if first == "在":
                closed = piece[-1] in "上下中内里时后前间际点日年月面" and not _FIGURE.search(piece[-4:])
                return closed or (len(piece) <= 12 and not self._predicate(piece[1:]))
            if piece.startswith(("因为", "由于")) and following[0] in "我他她你其该此这":
                return False
            if piece.startswith(("由于", "随着", "面对", "尽管", "如果", "若", "因", "除了")):
                return True
            if _DONE_INSIDE.search(piece) and not piece.startswith(("经", "自", "为了")):
                return False
            return not _OWN_ACTION.search(piece, 4) or _NOUN_END.search(piece) is not None
        if first == "对" and not piece.startswith(("对接", "对标", "对外", "对口", "对比", "对应", "对照")):
            return not _ACTS_ON.search(piece) and len(piece) <= 120
        if _TAKES.match(piece):
            return True
        if first == "把":
            return piece.endswith(("来抓", "位置", "任务", "抓手", "上", "中", "重点", "出发点", "落脚点", "核心", "全过程"))
        if first in "从自当到就较比与同因如用" and piece.startswith(self._weak):
            return piece.endswith((*self._tails, "看", "来看", "出发", "入手")) or len(piece) <= 6
        if first == "我" and _ON_BEHALF.fullmatch(piece):
            return True
        if first == "为":
            return _PURPOSE.match(piece) is not None and not _DONE_INSIDE.search(piece)
        strong = _STRONG_HEAD.search(piece, 0, 14)
        return strong is not None and piece[strong.start() - 1] not in "》告" and not _DONE_INSIDE.search(piece) and not self._predicate(piece[: strong.start()]) and not _ITEMS_DONE.search(piece)

    def _tail_leads(self, piece: str) -> bool:
        """Tell 「…工作中，」 and 「进入该路段时，」 from clauses that happen to end in such a character."""
        if piece.endswith(("左右", "以上", "以内", "以下")) or _FIGURE.search(piece[-6:]):
            return False
        if piece.endswith("方面"):
            return not re.search(r"包括|涉及|是|有|表现|体现", piece)
        if piece[-1] in "时后":
            return len(piece) <= 20 and not piece.endswith(("最后", "落后", "滞后", "先后", "前后", "靠后", "善后", "同时", "临时", "及时", "随时", "平时", "按时", "小时"))
        return True

    def _says(self, piece: str) -> bool:
        """True where the piece ends in a verb of saying that has somebody who says it, or that stands alone."""
        if not piece.endswith(SAYING):
            return False
        return len(piece) <= 4 or who_says(piece) is not None or _REALISES.search(piece) is not None

    def _predicate(self, piece: str) -> bool:
        """Guess whether a short piece has a predicate of its own."""
        return self._predicates.search(_HIDES.sub("", piece)) is not None

    def _colon(self, piece: str, following: str, alone: bool, opens: bool) -> str:
        """Decide about a piece before a colon: a lead-in's rule, "heading", or "" for a statement of its own."""
        if piece.endswith(SAYING):
            return "clause.saying"
        if alone and heading_speaker(piece + "："):
            return "heading"
        if piece.endswith(("是", "为", "有", "包括", "即", "表现在", "体现在", "在于")):
            return "clause.colon"
        if piece.endswith(self._colon_tails):
            return ""
        if not self._predicate(following) and len(piece) > 6 and self._predicate(piece):
            return "clause.list"
        short = not self._predicate(following) and len(following) <= 24
        if alone and opens and len(piece) <= 14 and not short and not piece.endswith(_FORM_FIELDS):
            return "heading"
        if not self._predicate(piece) and len(piece) <= 16 and alone:
            if short or piece.endswith(_FORM_FIELDS):
                return "clause.label"
            return "heading"
        return "" if len(piece) > 6 else "clause.colon"


def _trim(folded: str, left: int, right: int) -> tuple[int, int]:
    """Take decoration and white space off both ends of a piece."""
    while left < right:
        found = _DECORATION.match(folded, left, right)
        if not found:
            break
        left = found.end()
    while left < right and (folded[right - 1].isspace() or folded[right - 1] in "—-"):
        right -= 1
    # a bracket that holds the whole piece is decoration too: what it says is the statement
    if right - left > 2 and folded[left] == "（" and folded[right - 1] == "）" and folded.find("（", left + 1, right) < 0 or _BRACKETED.fullmatch(folded, left, right):
        left, right = left + 1, right - 1
        while left < right and folded[right - 1] in "。；，":
            right -= 1
    if left < right and folded[left] == "“" and folded.find("”", left, right) < 0:
        left += 1
    if left < right and folded[right - 1] == "”" and folded.find("“", left, right) < 0:
        right -= 1
    return left, right


@lru_cache(maxsize=8)
def cutter(lexicons: Lexicons) -> ClauseCutter:
    """Return the cutter of these lexicons, built once."""
    return ClauseCutter(lexicons)
