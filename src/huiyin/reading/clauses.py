"""Clauses (小句): a line of running text cut into statements by GUIDELINES «Statements», nothing else decided."""

import re

from huiyin.reading.layout import SIGNED
from huiyin.reading.lead_ins import LONGEST, PHONE, LeadIns
from huiyin.reading.model import Record
from huiyin.reading.pieces import (
    CIRCLED,
    DECORATION_FIRSTS,
    FURNITURE_FIRSTS,
    NUMBERING,
    SALUTE_FIRSTS,
    SPACES,
    STOPPED,
    TRIMMED_FIRSTS,
    TRIMMED_LASTS,
    pieces_of,
)
from huiyin.reading.speakers import heading_speaker


class Clause(Record, frozen=True):
    """One statement's span before anything is known of it.

    `main` is where its last piece begins, after any lead-ins; `opens` is true for the first clause of a sentence;
    `rule` names why it was not cut where a comma stands inside it, or `clause.cut`.
    """

    start: int
    end: int
    main: int
    opens: bool
    rule: str


_DECORATION = re.compile(
    r"(?:[|▼◆■●★▲△○◎·•☆※\s　”’）》】〕\-—~～、.]+|（[一二三四五六七八九十]{1,3}）|"
    r"[一二三四五六七八九十]{1,3}、(?![一二三四五六七八九十])|第[一二三四五六七八九十](?:，|是)"
    r"|\d{1,2}[.、](?!\d)|\d{1,2}[.、](?=(?:19|20)\d\d年)|（?\d{1,2}）|[①-⑳]|[一二三四五六七八九十]{1,2}(?:是|要(?=[^求点素]))"
    r")"
)
_BRACKETED = re.compile(r"（[^（）]*(?:（[^（）]*）[^（）]*)*）")
_PURPOSE_SENTENCE = re.compile(
    r"为[^。；\n]{6,400}?(?:制定|提出|形成|印发)(?:了?本|如下|以下)[^。；，：\n]{0,20}(?=[。：；\n]|$)"
    r"|为[^。；\n]{6,400}?，(?:经[^，。\n]{2,16}同意，)?现(?:将|就)[^。；，\n]{2,80}?(?:印发给你们|印发你们|通知如下|分解下达|分解如下|通报如下|通告如下)(?=[。：，；\n]|$)"
    r"|为[^。；\n]{6,400}?，特(?:向[^。；，\n]{2,20}征集[^。；，\n]{2,60}|[作制][^。；，\n]{0,4}如下[^。；，\n]{0,6})(?=[。：，；\n]|$)"
)
_DECIDES = re.compile(  # 为…，经…决定，在全镇开展…: one statement, whatever its purposes
    r"为[^。；\n]{6,240}?，(?:[^，。；\n]{0,24}?)(?:研究|会议|讨论|现)?决定(?![性权着于了因])，?(?:从[^。；，\n]{2,16}起，?)?[^。；，\n]{4,60}(?=[。：；，\n]|$)"
)
_ONLY_THEN = re.compile(r"，(?:我们?|大家)?(?:才[能会可]|方[能可])")
_STAGE = re.compile(r"[^，。（]{2,14}（[^（）]*\d[^（）]*[月日年底][^（）]*）|第[一二三四五]阶段")
_SALUTES = re.compile(
    r"(?:各位(?:代表|委员|同志)|同志们|尊敬的.{1,18}|女士们|先生们|朋友们|[您你]好|"
    r"网友“[^”]{1,40}”(?:[您你]好)?|委员们|“[A-Za-z0-9]{3,20}”(?:网友)?[您你]好|(?:市|县|"
    r"区)?领导们?(?:[您你]好)?)"
)
_VOCATIVE = re.compile(
    r"(?:[\d二〇零一三四五六七八九十]{4}年[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}日)?"
    r"(?:(?:尊敬的|亲爱的)?(?![我你他她这那有是找和与做作请被因恳求望盼])[\u4e00-\u9fff]{0,6}?(?:书记|[省市县区镇乡局院校厅处科部]长|主任|领导|主席|老师|同志|网友|网民|市民|朋友)们?(?:[您你]们?好|好)?"
    r"|(?:尊敬的)?“[^”]{1,24}”(?:网友|网民)?\s?(?:[您你]好)?|[您你]们?好|(?:新年|节日|早上|上午|下午|晚上|中午|大家)?好|尊敬的|亲爱的|(?:您|你们?|领导)?辛苦[了啦]|此致|敬礼|此致敬礼)"
)
_TOLD = re.compile(r"[的了已您你我请把被]")
_RUN_IN = re.compile(
    r"[^，了将]{2,10}(?:工作|打算|安排|情况|措施|思路|成效|目标|问题|方面|做法|规定|依据|政策|流程|条件|材料|标准|原因|建议|意见|手续|档案|地点|时间|对象|范围|方式|渠道|转接|程序|结果|背景|由来)"
)
_MARKS = frozenset("，。；！？：、")
_VOCATIVE_LASTS = frozenset("的了啦好记长任导席师志友民们致礼")
_DATE_ALONE = re.compile(
    r"[二〇零一三四五六七八九\d]{4}年[一二三四五六七八九十\d]{1,3}月[一二三四五六七八九十\d]{1,3}日"
)
_ACCOUNT = re.compile(r"“[A-Za-z]{1,12}\d[A-Za-z0-9_]{2,20}”\s?(?=[\u4e00-\u9fff](?!们?好|友|民))")
_BY_LINE = re.compile(r"[\u4e00-\u9fff]{1,10}[.。]?[12]\d{3}年\d{1,2}月\d{1,2}日")
_DATELINE = re.compile(
    r"(?:\d{4}年\d{1,2}月\d{1,2}日，)?(?:[\u4e00-\u9fff]{2,8} )?[A-Za-z\u4e00-\u9fff\d]{2,16}"
    r"(?:（[\u4e00-\u9fff]{2,10}）)?"
    r"(?:[讯电](?:[ \u3000]*据[\u4e00-\u9fff]{2,8}(?:报道|消息))?|(?<=[报社网台道日])消息|(?<=\d日)报道)"
    r"(?:[ \u3000]*（[^（）\n]{1,40}）[ \u3000]*|[ \u3000]+|(?<=[讯息道])：)"
)
_ABOUT = re.compile(r"(?:关于|针对)[^，。]{2,60}(?:建议|问题|方面|意见|情况|事项|事宜|回复|答复)")
_ITEMISED = re.compile(r"[\s\u3000]*(?:（\d|（[一二三四五]|\d{1,2}[、.](?!\d)|[①-⑳]|[一二三四五]、)")
_ORDINAL = re.compile(r"第[一二三四五六七八九十]")
_COUNTED = frozenset("一二三四五六七八九十")
_ANNOUNCED = ("如下", "以下")
_EDGES = SPACES | frozenset("—-")


def cut(
    folded: str, start: int, end: int, rules: LeadIns, spaced: bool = False, reported: bool = False
) -> list[Clause]:
    """Return the clauses of the running line `folded[start:end]`, in order and disjoint.

    Args:
        spaced: single spaces between Chinese characters set items off (letters and messages write so).
        reported: it is an article on what people said, or a suggestion.
    """
    found: list[Clause] = []
    dateline = _DATELINE.match(folded, start, end)
    if dateline:
        start = dateline.end()
    within = folded.find("。为", start, end) + 1
    if within and _PURPOSE_SENTENCE.match(folded, within, end):
        found = cut(folded, start, within, rules, spaced, reported)
        start = within
    if folded[start] == "为":
        purpose = _PURPOSE_SENTENCE.match(folded, start, end)
        if purpose:
            found.append(Clause(start, purpose.end(), start, True, "clause.purpose"))
            start = purpose.end()
        elif decided := _DECIDES.match(folded, start, end):
            found.append(
                Clause(start, decided.end(), folded.rfind("，", start, decided.end()) + 1, True, "clause.lead_in")
            )
            start = decided.end()
    if spaced and folded[start] == "“":
        account = _ACCOUNT.match(folded, start, end)
        start = account.end() if account else start
    pieces = pieces_of(folded, start, end, rules, spaced=spaced, reported=reported)
    final = len(pieces) - 1
    more = folded.find("以及", start, end) >= 0  # it may look back at any piece
    begun = first = core = -1  # where a clause begun by a lead-in starts; where the piece with its verb does
    rule, opens, main_opens = "clause.cut", True, True
    for index, (left, stop, plain) in enumerate(pieces):
        if plain and not more:
            if begun < 0:
                begun, rule, main_opens = left, "clause.cut", opens
            found.append(Clause(begun, stop, left, main_opens, rule))
            begun, opens = -1, plain == STOPPED
            continue
        opening, right = folded[left], stop
        if opening in TRIMMED_FIRSTS or folded[stop - 1] in TRIMMED_LASTS:
            left, right = _trim(folded, left, stop)
            opening = folded[left : left + 1]
        mark = folded[stop] if stop < end else "。"
        ends = mark not in "，："
        if left >= right:
            if ends and index:
                begun = -1
            opens = opens or ends
            continue
        piece = folded[left:right]
        last = index == final
        if spaced and opens and begun < 0 and not last and right - left <= 2 and piece.isdecimal():
            after = folded[pieces[index + 1][0]]
            if not after.isdecimal():  # a number before a comma or point counts items
                continue
        if reported and begun < 0 and not last and mark == "，" and _ORDINAL.fullmatch(piece):
            continue
        if spaced and begun < 0 and not last and piece in _COUNTED:
            opens = True
            continue
        if spaced and opens and begun < 0 and piece[-1] in _VOCATIVE_LASTS and _VOCATIVE.fullmatch(piece):
            opens = opens or ends
            continue
        headed = mark == "。" and piece.endswith("方面")
        if (last or opening in FURNITURE_FIRSTS or not index or mark in "　 " or headed) and _is_furniture(
            folded, left, piece, mark, last, bool(found), begun, rules
        ):
            opens = opens or ends
            continue
        if begun < 0:
            begun, rule, main_opens = left, "clause.cut", opens
        first = left
        if not ends:
            if last:
                named = left == begun and mark == "：" and not piece.endswith(_ANNOUNCED)
                if named and (heading_speaker(piece + "：") or not rules.predicate(piece)):
                    begun, opens = -1, True
                    continue
            else:
                then, until, _ = pieces[index + 1]
                following = folded[then:until].lstrip() or folded[then:until]
                if mark == "：":
                    why = (
                        rules.before_colon(piece, following, left == begun, opens)
                        if not (following in _COUNTED or (spaced and _ITEMISED.match(following)))
                        else ""
                    )
                    if why == "heading":
                        begun = -1
                        continue
                else:
                    last_but_one = index + 2 <= final and folded[until : until + 1] == "，"
                    led = folded[max(begun, left - LONGEST) : left] if spaced or reported else ""
                    why = rules.before_comma(piece, following, spaced, led, reported)
                    if not why and spaced and "只有" in folded[begun : begun + 4] and folded[begun - 1] in "。；\n":
                        stop_at = folded.find("。", until, end)
                        if _ONLY_THEN.search(folded, until, stop_at if stop_at >= 0 else end):
                            why = "clause.condition"  # 只有…，…，才能…
                    if not why and last_but_one and (spaced or reported):
                        third = folded[pieces[index + 2][0] : pieces[index + 2][1]]
                        if "是" in third and rules.is_duty(piece, third) and rules.is_duty(following, third):
                            why = "clause.subject"  # 加大…，改善…，一直是我局的工作
                if why:
                    rule = why
                    if spaced and why == "clause.rest" and core < begun:
                        core = left
                    continue
        main = left
        if rule == "clause.rest" and core >= begun:
            main = core
        elif rule == "clause.colon" and PHONE.fullmatch(piece):
            main = begun
        found.append(Clause(begun, right, main, main_opens, rule))
        begun, opens = -1, ends
    if begun >= 0:
        found.append(Clause(begun, right, first, main_opens, rule))
    return found


def _is_furniture(
    folded: str, left: int, piece: str, mark: str, last: bool, later: bool, begun: int, rules: LeadIns
) -> bool:
    """True for a salutation, a date or an office under a letter, and a heading set off by white space."""
    first = piece[0]
    if begun < 0 and first in "0123456789（" and PHONE.fullmatch(piece) and folded[left - 1] == "：":
        return True
    if (
        mark == "。"
        and begun < 0
        and len(piece) <= 30
        and piece.startswith(("关于", "针对"))
        and folded[left - 1] in NUMBERING
    ):
        return True
    if (
        mark == "。"
        and begun < 0
        and (not later or folded[left - 1] in CIRCLED)
        and len(piece) <= 14
        and _RUN_IN.fullmatch(piece)
    ):
        return folded[left - 1] in "、）.．" or folded[left - 1] in CIRCLED
    if mark == "。" and begun < 0 and len(piece) <= 12 and piece.endswith("方面") and folded[left - 1] in "是、\n":
        return True  # 一是经济方面。
    if mark == "。" and begun < 0 and piece[-1] in "）段" and _STAGE.fullmatch(piece):
        return not later and (first == "第" or folded[left - 1] in NUMBERING)
    if first == "关" and mark in "。　 " and begun < 0 and _ABOUT.fullmatch(piece):
        return True
    if first in SALUTE_FIRSTS and _SALUTES.fullmatch(piece):
        return True
    if (
        begun < 0
        and later
        and (folded[left - 1].isspace() or (folded[left - 1] in "。！" and not _TOLD.search(piece)))
        and SIGNED.fullmatch(piece)
        and (last or mark in "　 ")
    ):
        return True
    if last:
        if (
            later
            and folded[left - 1] == "（"
            and len(piece) <= 20
            and (piece.startswith(("记者", "通讯员")) or not rules.predicate(piece))
        ):
            return True
        if begun >= 0 or mark in "，：":
            return False
        if later and piece[-1] == "日" and _BY_LINE.fullmatch(piece) and not rules.predicate(piece[:-9]):
            return True
        return _DATE_ALONE.fullmatch(piece) is not None
    if mark == "　" and not later and begun < 0 and len(piece) <= 16:
        at, end = left + len(piece), len(folded)
        while at < end and folded[at].isspace():
            at += 1
        return folded[at : at + 1] not in _MARKS
    return False


def _trim(folded: str, left: int, right: int) -> tuple[int, int]:
    """Take decoration and white space off both ends of a piece."""
    while left < right and folded[left] in DECORATION_FIRSTS:
        found = _DECORATION.match(folded, left, right)
        if not found:
            break
        left = found.end()
    while left < right and folded[right - 1] in _EDGES:
        right -= 1
    if left >= right:
        return left, right
    first, last = folded[left], folded[right - 1]
    # a bracket that holds the whole piece is decoration too: what it says is the statement
    if first == "（" and last == "）" and right - left > 2 and _BRACKETED.fullmatch(folded, left, right):
        left, right = left + 1, right - 1
        while left < right and folded[right - 1] in "。；，":
            right -= 1
    elif (first == "“" and folded.find("”", left, right) < 0) or (first == "（" and folded.find("）", left, right) < 0):
        left += 1
    elif last == "”" and folded.find("“", left, right) < 0:
        right -= 1
    return left, right
