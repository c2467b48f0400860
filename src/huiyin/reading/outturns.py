"""Outturns (执行结果): what was planned told beside what came of it, which is no plan any more."""

from huiyin.reading.lazily import lazily

_OUTTURN = lazily(
    r"(?:计划|原定|原计划|年初|预算|目标|任务|安排|预计)[^，。；]{0,30}\d[^，。；]{0,12}，(?:[^，。；]{1,30}，)?"
    r"[^，。；]{0,8}实际(?:上|已|共|累计|总)*(?:完成|投入|投资|支出|收入|建成|改造|新建|新增|实施|开工|到位|拨付|发放|实现|达到?|为)[^，。；]{0,16}\d"
)


def outturn_until(folded: str, start: int, end: int) -> int:
    """Return where 「计划投入3000万元，实际完成3200万元」 in the sentence at `start` ends, or 0 where none is told."""
    found = _OUTTURN.search(folded, start, end) if folded.find("实际", start, end) >= 0 else None
    return found.end() if found else 0
