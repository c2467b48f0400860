"""Clauses (小句): a line of running text cut into statements by GUIDELINES «Statements», nothing else decided."""

import re
from functools import lru_cache
from typing import NamedTuple

from huiyin.reading.lexicon import Lexicons


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
_PIECE = re.compile(
    r"(?:[^，。；！？：…\n“《（‘　—]+"
    r"|“[^“”。！？\n]{0,160}”|《[^《》\n]{0,120}(?:《[^》\n]{0,80}》[^》\n]{0,80})?》|（[^（）\n]{0,400}）|‘[^‘’。！？\n]{0,80}’"
    r"|(?<=\d)：(?=\d)|(?<=\d)，(?=\d{3}(?!\d))|—(?!—)|[“《（‘])+"
)
_DECORATION = re.compile(
    r"(?:[▼◆■●★▲△○◎·•☆※\s　”’）》】\-—~～]+|（[一二三四五六七八九十]{1,3}）|[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]，?"
    r"|\d{1,2}[.、](?!\d)|（\d{1,2}）|[①-⑳]|[一二三四五六七八九十]{1,2}(?:是|要(?=[^求点素]))"
    r"|(?:[\u4e00-\u9fff]{2,10}[讯电](?:（[^（）]{1,30}）)?\s+))"
)
_SALUTES = re.compile(
    r"(?:各位(?:代表|委员|同志)|同志们|尊敬的.{1,18}|女士们|先生们|朋友们|[您你]好|网友“[^”]{1,40}”(?:[您你]好)?|委员们)"
)
_TIME = (
    r"(?:过去(?:的|这)?[一二三四五六七八九十两几\d]*年?(?:里|中|来)?|[一二三四五六七八九十两几\d]+年(?:多)?来|近[一二三四五六七八九十两几\d]*年(?:来)?|多年来|长期以来"
    r"|[这上前]?一年来?|这[一二三四五六七八九十两几]+年来?|去年|今年|明年|前年|上年|当年|本年度?|刚刚过去的.{0,8}年|新的?一年|未来[一二三四五六七八九十几\d]*年?"
    r"|今后[一二三四五六七八九十几\d]*年?(?:一个时期)?|(?:“[^”]{2,4}”|[十一二三四五]{2,4}五)(?:时期|期间|末|以来|开局之年)|[二〇一三四五六七八九\d]{4}年(?:以来|底|末|初|度|前|后|期间)?|(?:到|至|截至|自|从)?[二〇一三四五六七八九\d]{4}年(?:底|末|前)?"
    r"|(?:自|从|到|至|截至|截止)?(?:[\d一二三四五六七八九十]{1,3}月(?:份|底|中旬|上旬|下旬|初|末)?(?:[\d一二三四五六七八九十]{1,3}[日号])?)(?:起|以来|开始|前|底|止)?"
    r"|[\d一二三四五六七八九十]{1,3}[日号]|[上下]半年|[前一二三四][三二]?季度|年初|年底|年末|目前|当前|现在|如今|眼下|昨天|今天|昨日|今日|近日|日前|近期|近段时间|最近|此前|之后|随后|下一步|接下来|今后|未来|期间"
    r"|上午|下午|晚上|凌晨|中午|早上|当天|当日|全年|年内|[一二三四五\d]+年(?:间|后|内)|同期|届时|本届政府)"
)
_TIME_ONLY = re.compile(rf"(?:{_TIME}[、和及至到—\-]*)+(?:以来|里|内|底|前|时|中|期间|起)?")
_LEVEL_CHANGE = re.compile(
    r"(?:同比|环比|比[^，]{1,8}?|较[^，]{1,8}?|年均|平均|分别|实际|名义|预计|总量|增幅|增速|涨幅|降幅|降至|总数|继续|均|也|更是|并|稳|连续[^，]{1,6}年)*"
    r"(?:为|达到?|[增上]长|增加|下降|减少|提高|提升|上升|上涨|降低|回落|收窄|缩小|净增|增[至到]?|升[至到]|占|居|位居|位列|排|高于|低于|高出|快于|翻)"
)
_FIGURE = re.compile(r"\d|第[一二三四五六七八九十]|[一二三四五六七八九十两百千万]+(?:个|倍|成|番|位|名|亿|万|分之)|前列|全[国省市]")
_OWN_VERB = re.compile(
    r"(?:增长|增加|下降|提高|达到?|突破|完成|实现|建成|新增|占|居|为|超过?|是)"
)


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
        self._saying = tuple(table["anywhere"]["saying"].split())
        self._saying_ends = frozenset(word[-1] for word in self._saying)
        self._predicates = re.compile("|".join([*lead["verbs"].split(), f"[{lead['verb_characters']}]"]))
        self._colon_tails = tuple(lead["colon_tails"].split())

    def cut(self, folded: str, start: int, end: int) -> list[Clause]:
        """Return the clauses of the running line `folded[start:end]`, in order and disjoint."""
        found: list[Clause] = []
        pieces = [(m.start(), m.end()) for m in _PIECE.finditer(folded, start, end)]
        count = len(pieces)
        begun = -1  # start of the clause that a lead-in has opened
        rule = "clause.cut"
        opens = True
        for index in range(count):
            left, right = pieces[index]
            left, right = _trim(folded, left, right)
            mark = folded[pieces[index][1]] if pieces[index][1] < end else "。"
            ends = mark not in "，：" and not (mark == "—" and index + 1 < count)
            if left >= right:
                if ends and begun >= 0 and index:
                    begun = -1
                opens = opens or ends
                continue
            piece = folded[left:right]
            if _SALUTES.fullmatch(piece):
                opens = opens or ends
                continue
            if begun < 0:
                begun, rule, main_first = left, "clause.cut", opens
            following = folded[pieces[index + 1][0] : pieces[index + 1][1]] if index + 1 < count else ""
            label = False
            if following and not ends:
                if mark == "：":
                    verdict = self._colon(piece, following, left == begun)
                    if verdict == "heading":
                        begun = -1
                        continue
                    if verdict:
                        rule = verdict
                        continue
                else:
                    why = self._waits(piece, following)
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

    def _waits(self, piece: str, following: str) -> str:
        """Say by which rule `piece`, before a comma, belongs to what follows; "" when it stands for itself."""
        length = len(piece)
        first = piece[0]
        if length <= 8 and piece in self._connectives:
            return "clause.connective"
        if length <= 24 and _TIME_ONLY.fullmatch(piece):
            return "clause.time"
        heads = self._heads.get(first)
        if heads and piece.startswith(heads) and self._leads(piece):
            return "clause.lead_in"
        last = piece[-1]
        if last in self._tail_ends and length <= 40 and piece.endswith(self._tails) and self._tail_leads(piece):
            return "clause.lead_in_tail"
        if last in self._saying_ends and length <= 60 and piece.endswith(self._saying) and self._says(piece):
            return "clause.saying"
        if following[0] in "增同环比较年占居位排平实名上下提降回收分升翻总均更达高低快为并预连稳净减":
            change = _LEVEL_CHANGE.match(following)
            if change and _FIGURE.search(following) and _FIGURE.search(piece):
                return "clause.level_and_change"
        if length <= 8 and not self._predicate(piece):
            return "clause.subject"
        return ""

    def _leads(self, piece: str) -> bool:
        """Tell a lead-in from a clause that only begins like one."""
        first = piece[0]
        if first == "在":
            return piece.endswith(self._tails) or (len(piece) <= 12 and not self._predicate(piece[1:]))
        if first in "从自当到就较比与同因如" and piece.startswith(self._weak) and not piece.startswith(("因为", "同时", "如果", "自从", "与此同时")):
            return piece.endswith(self._tails) or len(piece) <= 6
        return True

    def _tail_leads(self, piece: str) -> bool:
        if piece.endswith(("要求", "原则", "思路", "部署", "目标", "问题", "大局")):
            return False
        if piece[-1] in "上下中内里后前时起" and not piece.endswith(
            ("过程中", "工作中", "基础上", "背景下", "领导下", "支持下", "情况下", "形势下", "前提下", "以后", "之后", "以前", "之前", "条件下")
        ):
            return len(piece) <= 16 and (piece[-1] in "时后" or not self._predicate(piece[:-1]))
        return True

    def _says(self, piece: str) -> bool:
        """True where the saying verb at the end has somebody who says it, or stands nearly alone."""
        return True

    def _predicate(self, piece: str) -> bool:
        """Guess whether a short piece has a predicate of its own."""
        return self._predicates.search(piece) is not None

    def _colon(self, piece: str, following: str, alone: bool) -> str:
        """Decide about a piece before a colon: a lead-in's rule, "heading", or "" for a statement of its own."""
        if piece.endswith(self._saying):
            return "clause.saying"
        if piece.endswith(("是", "为", "有", "包括", "即")):
            return "clause.colon"
        if piece.endswith(self._colon_tails):
            return ""
        if not self._predicate(piece) and len(piece) <= 16 and alone:
            if len(following) <= 24 or piece.endswith(("单位", "时限", "领导", "部门", "责任人")):
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
    if right - left > 2 and folded[left] == "（" and folded[right - 1] == "）" and folded.find("）", left) == right - 1:
        left, right = left + 1, right - 1
    if right - left > 2 and folded[left] == "“" and folded.find("”", left) == right - 1:
        pass
    return left, right


@lru_cache(maxsize=8)
def cutter(lexicons: Lexicons) -> ClauseCutter:
    """Return the cutter of these lexicons, built once."""
    return ClauseCutter(lexicons)
