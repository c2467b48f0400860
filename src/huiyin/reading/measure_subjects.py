"""What a figure measures (量值的主语): the nominal words before it, or after it where it counts them."""

import re

from huiyin.reading.measure_forms import STOPS, Forms

_TRAILING = "的达为到至了共仅约是在有计于由从均，, \u3000"
_AHEAD = re.compile(f"[^{STOPS}\\s]{{1,16}}")
_WIDE = re.compile(r"[^，,。；;：:！!？?“”\"《》（）()\n\r\t0-9]{0,60}")
_PARTS = re.compile(r"、|以及|和|及|与")
_HEADS = (
    "值",
    "额",
    "资",
    "入",
    "出",
    "量",
    "率",
    "次",
    "产",
    "税",
    "款",
    "数",
    "比",
    "重",
    "润",
    "P",
    "积",
    "耗",
    "度",
    "价格",
    "指数",
    "贸易",
    "消费",
)


def subject_before(chunk: str, forms: Forms) -> str:
    """Return the words of a clause up to its figure without lead-ins (推动, 全年) and linking words (的, 达)."""
    chunk = chunk.strip().removesuffix("第").rstrip(_TRAILING)  # 第 belongs to the rank that follows
    lead = forms.lead_ins.match(chunk)
    if lead:
        chunk = chunk[lead.end() :]
    return chunk.strip()


def subject_after(text: str, end: int, forms: Forms) -> str:
    """Return the noun that a count stands before (55个 → 重点建设项目), or "" where a verb or a stop follows."""
    ahead = _AHEAD.match(text, end)
    if ahead is None:
        return ""
    noun = ahead[0]
    verb = forms.predicate.search(noun)
    if verb:
        noun = noun[: verb.start()]
    return noun.strip("的")


def coordinated(backwards: str, length: int, end: int, forms: Forms) -> list[str]:
    """Return the coordinated subjects that end at `end` (一、二、三产业增加值), each completed with a shared ending."""
    match = _WIDE.match(backwards, length - end)
    passage = match[0][::-1] if match else ""
    parts = [part for part in _PARTS.split(subject_before(passage, forms)) if part]
    if len(parts) < 2:
        return parts
    last, short = parts[-1], len(parts[0])
    unfinished = [part for part in parts[:-1] if not part.endswith(_HEADS)]
    even = len({len(part) for part in unfinished}) == 1 and short <= 4
    if even and len(last) > len(unfinished[0]) and last.endswith(_HEADS):
        return [part + last[short:] if part in unfinished else part for part in parts[:-1]] + [last]
    return parts
