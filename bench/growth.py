"""How time grows with the text: ten times the text, on reports and on texts made to be hard.

The whole reader first, then `check` of a text against itself and `targets`, on what was once slow for each.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from measuring import JobError, Row, Spread, TooSlowError, Worker
from plan import Plan

TARGET = 11.0
LIMIT = 30.0  # seconds that one reading may take; what grows faster than it should is then measured on a shorter text
QUICK_LIMIT = 12.0

# Each is repeated to the length wanted. Most look like nothing that is ever written; all must be read in linear time,
# since a file can hold anything.
PLAIN: dict[str, str] = {
    "one character": "发",
    "quotes and brackets never closed": "“（《【",
    "opening quotes only": "“",
    "digits only": "8",
    "commas only": "，",
    "empty lines only": "\n",
    "title marks never closed": "《",
    "numerals only": "一",
}
# Full of findings, once slow, or like what once was. Dear for each character: a full run reads a quarter of the length.
DENSE: dict[str, str] = {
    "powers of ten only": "亿",
    "mixed powers of ten": "万亿",
    "percentages in one sentence": "5%",
    "figures with commas": "8，",
    "figures in a list": "5%、",
    "counts in one sentence": "3个",
    "quoted names in one sentence": "《发》",
    "province names in one sentence": "上海",
    "parts of place names": "表省人",
    "suffixes of zones": "试验区抓护国",
    "enumeration": "一、",
    "headings only": "一、\n",
    "sayings": "代表说：",
    "years": "2026年",
    "projects": "项目",
    "cities": "市",
    "distributed growth": "分别增长5%、",
    "hotlines": "12345热线",
    "rare characters beyond the BMP": "𠮷",
}
# For each job of the commands. A check is dear: it gets the part of the length that the number says.
JOBS: dict[str, tuple[int, dict[str, str]]] = {
    "huiyin_check": (
        40,
        {
            "equal lines": "全市新增企业5家，培育规上工业企业46家。\n",
            "equal figures": "增长5%\n",
            "equal clauses in one line": "新增企业5家，",
            "bodies in one line": "临江区教育局，",
            "years in one line": "2026年，",
            "sentences of one line": "2025年，全市增长5%。",
        },
    ),
    "huiyin_targets": (
        2,
        {
            "targets only": "目标",
            "figures after targets": "目标5%，",
            "lists of targets": "主要预期目标：地区生产总值增长5%；\n",
            "targets in one line": "目标是地区生产总值增长5%左右，",
        },
    ),
}


@dataclass(frozen=True)
class Grown:
    """What was measured of one text: bytes of the shorter one, seconds of both lengths."""

    size: int
    short: Spread
    long: Spread

    @property
    def ratio(self) -> Spread:
        """How many times as long ten times the text took, round by round."""
        return Spread(tuple(b / a for a, b in zip(self.short.values, self.long.values, strict=True)))


def rows(plan: Plan) -> Iterator[Row]:
    """Yield the growth on reports, then on each adversarial text."""
    size = plan.growth_bytes
    with Worker() as worker:
        reports = plan.texts.of_bytes(size * 10)
        yield _row("growth.reports", "reports", reports[: len(reports) // 10], reports, worker, plan)
        for units, part in ((PLAIN, 1), (DENSE, 1 if plan.quick else 4)):
            for name, unit in units.items():
                shown = unit.replace("\n", "\\n")
                short, long = repeated(unit, size // part), repeated(unit, size // part * 10)
                yield _row(f"growth.{name.replace(' ', '_')}", f"{name} ({shown})", short, long, worker, plan)
        for job, (part, texts) in JOBS.items():
            command = job.removeprefix("huiyin_")
            for name, unit in texts.items():
                shown = unit.replace("\n", "\\n")
                short, long = repeated(unit, size // part), repeated(unit, size // part * 10)
                key = f"growth.{command}.{name.replace(' ', '_')}"
                yield _row(key, f"{command}: {name} ({shown})", short, long, worker, plan, job)


def repeated(unit: str, size: int) -> str:
    """Return a unit again and again, to this many bytes of UTF-8 or a little less."""
    return unit * (size // len(unit.encode()))


def _row(name: str, what: str, short: str, long: str, worker: Worker, plan: Plan, job: str = "huiyin_read") -> Row:
    """Measure both lengths in turn; where the long one is too slow, both are cut to a tenth and measured again."""
    target = f"≤ {TARGET:g} ×"
    size, note, limit = len(short.encode()), "", QUICK_LIMIT if plan.quick else LIMIT
    rounds = plan.rounds if name == "growth.reports" else min(plan.rounds, 1 if plan.quick else 2)
    while True:
        try:
            grown = _measured(job, short, long, size, worker, rounds, limit)
            break
        except TooSlowError:
            note = f"{len(long):,} characters took more than {limit:g} s; measured on a tenth of that"
            short, long, size = short[: len(short) // 10], short, size // 10
            if not short:
                return Row(name, what, target=target, reached=False, note=note)
        except JobError as error:
            return Row(name, what, target=target, reached=False, note=str(error))
    ratio = grown.ratio
    micros = grown.long.median / len(long) * 1e6
    return Row(
        name,
        what,
        f"{size / 1000:.0f} kB {grown.short.median:.3f} s, × 10 {grown.long.median:.3f} s",
        "",
        ratio.words("{:.1f}") + " ×",
        target,
        ratio.median <= TARGET and not note,
        note or f"{micros:.2f} µs a character",
        {"bytes": size, "characters": len(short), "short_cpu_s": grown.short, "long_cpu_s": grown.long, "ratio": ratio},
    )


def _measured(job: str, short: str, long: str, size: int, worker: Worker, rounds: int, limit: float) -> Grown:
    """Read both lengths in turn, the short one twice in each round, since it is the noisier."""
    shorts, longs = [], []
    for _ in range(rounds):
        shorts.append(worker.time(job, [short], repeat=2, limit=limit * 2).cpu)
        longs.append(worker.time(job, [long], limit=limit).cpu)
    return Grown(size, Spread(tuple(shorts)), Spread(tuple(longs)))
