"""Tables of plans (分解表): which lines of a table that was copied as text say what is to be done."""

import re

from huiyin.reading.layout import Line, Role
from huiyin.reading.lazily import lazily
from huiyin.reading.lead_ins import LeadIns

_HEAD = lazily(
    r"序\s*号|编\s*号|项目名称|任务名称|任务内容|工作内容|主要内容|重点(?:工作|任务)|工作任务|目标任务|主要任务|具体任务|民生实事"
    r"|(?:责任|牵头|配合|协办|主办|承办)(?:单位|部门|领导|人)|(?:市|县|区)?分管领导|完成(?:时限|时间)|时间节点|进度安排|备\s*注"
)
_FIELD = lazily(r"(?:牵头|责任|配合|主办|协办|完成)(?:单位|领导|部门|时限|时间|人)：")
_LED = lazily(r"（[^（）]*(?:牵头|负责|配合|责任单位)[^（）]*）$")
_UNITS = lazily(
    r"(?:[\u4e00-\u9fff（）]{1,18}(?:局|委|办|厅|院|中心|政府|公司|集团|部|会|乡|镇|街道|办事处|指挥部|管委会|学校|医院|队|所|站|社|室|部门|单位)(?:[、，；\s]|$))+"
)
_TIMES = lazily(r"[\d一二三四五六七八九十、.年月日季度前底末上下半旬全长期持续推进—\-至]+")


# 「…。责任单位：…」, 「责任领导：…  完成时限：…」, 「…。（市住建局牵头）加快…」
_BORDER = lazily(
    r"(?<=。)\s*(?=(?:牵头|责任|配合|主办|协办|完成)(?:单位|领导|部门|时限|时间|人)：)"
    r"|\s+(?=(?:牵头|责任|配合|主办|协办|完成)(?:单位|领导|部门|时限|时间|人)：)"
    r"|(?:(?<=[^（]牵头）)|(?<=[^（]负责）)|(?<=[^（]配合）))(?![。；，、）\s])"
)
_FEWEST_BARS = 2  # of a row
_CELL = lazily(r"[^|\s](?:[^|\n]*[^|\s])?")
_REQUIRES = lazily(r"(?:工作|有关|相关|几点|具体|落实)?要求")


def requires(heading: str) -> bool:
    """True for a heading of a plan below which all units are told what to do: 工作要求."""
    return _REQUIRES.fullmatch(heading) is not None


def tasks_of_tables(folded: str, lines: list[Line], rules: LeadIns) -> list[Line]:
    """Take for running text the lines of a table that are short as headings and tell what is to be done."""
    found: list[Line] = []
    within = False
    for line in _fields(folded, _cells(folded, lines)):
        if line.role is Role.HEADING:
            words = folded[line.start : line.end]
            if _HEAD.fullmatch(words) or len(_HEAD.findall(words)) > 1:
                within = True
            elif _FIELD.match(words) or _LED.search(words) or (within and _tells(words, rules)):
                line = Line(line.start, line.end, Role.TEXT, 0)
            elif len(words) <= 12 and _HEAD.search(words):
                within = True
        found.append(line)
    return found


def _cells(folded: str, lines: list[Line]) -> list[Line]:
    """Make every cell of a row with bars (序号 | 任务 | 单位) a line of its own."""
    cells: list[Line] = []
    for line in lines:
        if folded.count("|", line.start, line.end) < _FEWEST_BARS:
            cells.append(line)
            continue
        for cell in _CELL.finditer(folded, line.start, line.end):
            role = (Role.TEXT, 0) if cell.group()[-1] in "。；" or "，" in cell.group() else (Role.HEADING, 4)
            cells.append(Line(cell.start(), cell.end(), *role))
    return cells


def _fields(folded: str, lines: list[Line]) -> list[Line]:
    """Make what says who answers and by when, behind a task, a line of its own, and what follows its bracket."""
    parted: list[Line] = []
    for line in lines:
        start = line.start
        if line.role is Role.TEXT or _FIELD.search(folded, start, line.end):
            for border in _BORDER.finditer(folded, start + 1, line.end - 1):
                parted.append(Line(start, border.start(), line.role, line.level))
                start = border.end()
        parted.append(Line(start, line.end, line.role, line.level))
    return parted


def _tells(words: str, rules: LeadIns) -> bool:
    if _UNITS.fullmatch(words) or _TIMES.fullmatch(words) or words.isdigit():
        return False
    return rules.tells(words) and (
        rules.acts(words, 0, len(words)) or re.search(r"\d|完成|投入|动工|开工|达到|建成", words) is not None
    )
