"""Falsifies texts by rule and counts what the checker lets through: `python -m tests.checking.falsify [--all] PATH…`.

Every run of numerals of a text is falsified in turn, inside its sentence, and the sentence is held against the true
text: one digit, the unit, the relation, the direction, the year, the place or the subject that it belongs to. Names get
one sign changed, or are swapped with another name of their type. A falsified run that gets a source, or that the
checker does not list, is a leak; so is a falsified name with a source or in a sentence that is called supported.

A falsification that happens to be true is left out, and nothing else: the words from the beginning of the clause with
the change to the end of the clause with the numeral stand letter for letter (marks of quotation aside) in the true
text, between borders of clauses; for a changed subject, the words from that subject to the next mark, 、 included, or
the reader finds the same figure with that subject; for a changed name, the words of its clause, wherever they stand.

Draws are reproducible: which digit becomes which depends on a digest of text, place and kind of change alone.
"""

import argparse
import hashlib
import re
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from huiyin.checking import CheckReport, check
from huiyin.reading.measures import find_measures
from huiyin.reading.mentions import find_mentions

HAN = "〇零一二三四五六七八九十百千万亿两"
RUN = re.compile(rf"[0-9０-９]+(?:[.．][0-9０-９]+)?|[{HAN}]+")
SENTENCE = re.compile(r"[^。！？!?\n]+[。！？!?]*")
BORDER = "，,；;：:。！？!?\n（）()"
PLAIN = str.maketrans(
    {"，": ",", "；": ";", "：": ":", "（": "(", "）": ")", "！": "!", "？": "?", "％": "%"}
    | dict.fromkeys("“”‘’《》\"'")
)
ORDINARY = re.compile(
    r"进一步|统一|唯一|一些|一定|一般|一直|一律|一切|一起|一致|一样|一体|一系列|一批|逐一|之一|十分|千方百计|百姓|万家|一道|一流"
)
DIGITS = ("0123456789", "０１２３４５６７８９", "一二三四五六七八九", "百千万亿")
# What becomes what, one change after another.
_UNITS = """
亿元>万元 万元>亿元 万亩>亩 个百分点>% 百分点>% %>个百分点 ％>个百分点 公里>米 万人次>万人 万人>万户 万吨>吨
亿斤>万斤 万千瓦>千瓦 万户>万人 亿美元>亿元 平方公里>平方米 个>家 家>个 项>件 件>项 人>户 名>户 条>项 所>座
座>所 套>户 天>年 年>个月 倍>% 位>名 元>万元 亩>万亩 吨>公斤 米>公里 处>个 场>次 次>场 台>套 辆>台 户>人
部>件 张>个 亿>万 万>亿
"""
_BEFORE = """
超过>约 突破>不足 不低于>不超过 不超过>不低于 不少于>不超过 近>超 超>近 约>超过 达到>接近 低于>高于 高于>低于
逾>不足 至少>最多 不足>超过 将近>超过
"""
_TURNED = """
增长>下降 下降>增长 提高>降低 降低>提高 提升>下降 增加>减少 减少>增加 上升>下降 新增>减少 上涨>下跌 压减>增加
回落>上升
"""


def changes(table: str) -> dict[str, str]:
    """Return a table of changes, in its order."""
    return dict(pair.split(">") for pair in table.split())


UNITS, RELATIONS_BEFORE, DIRECTIONS = changes(_UNITS), changes(_BEFORE), changes(_TURNED)
RELATIONS_AFTER = {
    "以上": "左右",
    "左右": "以上",
    "以内": "以上",
    "以下": "以上",
    "上下": "以下",
    "多": "左右",
    "余": "以下",
}
SCOPES = ("全省", "全市", "全国", "全县", "全区", "我省", "我市", "我县", "我国")
YEAR = re.compile(r"(?:19|20)\d\d(?=年)|去年|今年|过去一年|上年")


class Falsified(NamedTuple):
    """A sentence with one change: the numeral or name at `start, end` of `draft` must find no source."""

    kind: str
    draft: str
    start: int
    end: int
    changed: int
    was: str


@dataclass
class Tally:
    """What was counted over some texts."""

    made: Counter[str] = field(default_factory=Counter)
    left_out: Counter[str] = field(default_factory=Counter)
    leaks: list[tuple[str, Falsified]] = field(default_factory=list)
    true: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    missed: list[tuple[str, str, str]] = field(default_factory=list)

    def share(self, kind: str) -> float:
        """Return the share of true items of a kind that got their source."""
        return self.found[kind] / self.true[kind] if self.true[kind] else 1.0


def drawn(*parts: object) -> int:
    """Return a large number that depends on its parts alone."""
    return int.from_bytes(hashlib.sha256("\0".join(map(str, parts)).encode()).digest()[:8], "big")


def sentences(text: str) -> Iterator[tuple[int, str]]:
    """Yield the sentences of a text with their offsets."""
    for match in SENTENCE.finditer(text):
        if match[0].strip():
            yield match.start(), match[0]


def runs(sentence: str) -> list[tuple[int, int]]:
    """Return the runs of numerals of a sentence, ordinary words (进一步) left out."""
    words = [word.span() for word in ORDINARY.finditer(sentence)]
    return [m.span() for m in RUN.finditer(sentence) if not any(s <= m.start() and m.end() <= e for s, e in words)]


def replaced(sentence: str, start: int, end: int, new: str) -> str:
    """Return a sentence with a stretch replaced."""
    return sentence[:start] + new + sentence[end:]


def moved(kind: str, sentence: str, run: tuple[int, int], at: int, old: str, new: str) -> Falsified:
    """Return a change outside a run that keeps the run itself."""
    shift = len(new) - len(old) if at < run[0] else 0
    draft = replaced(sentence, at, at + len(old), new)
    return Falsified(kind, draft, run[0] + shift, run[1] + shift, at, old)


def digit(sentence: str, run: tuple[int, int], seed: str) -> Iterator[Falsified]:
    """Change one digit."""
    start, end = run
    places = [at for at in range(start, end) if any(sentence[at] in row for row in DIGITS)]
    if not places:
        return
    at = places[drawn(seed, "place", start) % len(places)]
    row = next(row for row in DIGITS if sentence[at] in row)
    others = [sign for sign in row if sign != sentence[at] and not (sign in "0０" and at == start)]
    new = others[drawn(seed, "digit", start) % len(others)]
    yield Falsified("digit", replaced(sentence, at, at + 1, new), at, at + 1, start, sentence[at])


def unit(sentence: str, run: tuple[int, int], seed: str) -> Iterator[Falsified]:
    """Change the unit."""
    for old, new in UNITS.items():
        if sentence.startswith(old, run[1]):
            if old == "年" and re.fullmatch(r"\d{4}", sentence[run[0] : run[1]]):
                return
            yield moved("unit", sentence, run, run[1], old, new)
            return


def relation(sentence: str, run: tuple[int, int], seed: str) -> Iterator[Falsified]:
    """Change the comparator, or bring one in; and turn the direction."""
    tail = re.match(rf"[^，,。；;、：:（）\d{HAN}]{{0,5}}?(以上|左右|以内|以下|上下)|(多|余)", sentence[run[1] :])
    if tail:
        old = tail[1] or tail[2]
        at = run[1] + (tail.start(1) if tail[1] else tail.start(2))
        yield moved("relation", sentence, run, at, old, RELATIONS_AFTER[old])
    head = sentence[max(0, run[0] - 4) : run[0]]
    old = next((word for word in sorted(RELATIONS_BEFORE, key=len, reverse=True) if head.endswith(word)), "")
    if old:
        yield moved("relation", sentence, run, run[0] - len(old), old, RELATIONS_BEFORE[old])
    elif (
        sentence[run[1] : run[1] + 1] in "%％亿万"
        and not tail
        and not re.match(r"[\d千百万亿]*[余多]", sentence[run[1] :])
    ):
        draft = replaced(sentence, run[0], run[0], "超过")
        yield Falsified("relation", draft, run[0] + 2, run[1] + 2, run[0], "")
    verbs = list(re.finditer("|".join(DIRECTIONS), sentence[: run[0]]))
    if (
        verbs
        and run[0] - verbs[-1].end() <= 6
        and not any(sign in BORDER for sign in sentence[verbs[-1].end() : run[0]])
    ):
        yield moved("direction", sentence, run, verbs[-1].start(), verbs[-1][0], DIRECTIONS[verbs[-1][0]])


def year(sentence: str, run: tuple[int, int], seed: str) -> Iterator[Falsified]:
    """Change the year that stands before a figure."""
    before = [match for match in YEAR.finditer(sentence) if match.end() <= run[0]]
    if before:
        old = before[-1][0]
        new = {"去年": "今年", "今年": "去年", "过去一年": "今年", "上年": "今年"}.get(old)
        if new is None:
            new = str(int(old) + (1, -1, 2)[drawn(seed, "year", run) % 3])
        yield moved("year", sentence, run, before[-1].start(), old, new)


def plain(subject: str) -> str:
    """Return a subject with its short form."""
    return subject.replace("规模以上", "规上")


class Doc:
    """What a text offers for swapping."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.flat = "".join(text.split(" ")).replace("\u3000", "").translate(PLAIN)
        self.mentions = find_mentions(text)
        self.by_type: dict[str, list[str]] = {}
        for mention in self.mentions:
            known = self.by_type.setdefault(mention.type, [])
            if mention.text not in known:
                known.append(mention.text)
        self.subjects: dict[str, list[str]] = {}
        self.measures = find_measures(text)
        self.said = {(plain(m.subject), m.value, m.unit, m.relation) for m in self.measures}
        for measure in self.measures:
            if len(measure.subject) >= 2 and measure.subject in text:
                known = self.subjects.setdefault(measure.unit, [])
                if measure.subject not in known:
                    known.append(measure.subject)

    def place(self, offset: int, sentence: str, run: tuple[int, int], seed: str) -> Iterator[Falsified]:
        """Swap the last place or body before a run."""
        spans = [(m.start(), m[0], "place") for m in re.finditer("|".join(SCOPES), sentence)]
        spans += [
            (m.start - offset, m.text, m.type)
            for m in self.mentions
            if offset <= m.start and m.end <= offset + len(sentence) and m.type in ("place", "organisation", "project")
        ]
        before = sorted(span for span in spans if span[0] + len(span[1]) <= run[0])
        if not before:
            return
        at, old, sort = before[-1]
        if old in SCOPES:
            level = {"我": "全", "全": "我"}
            pool = [word for word in SCOPES if word != old and word != level[old[0]] + old[1]]
        else:
            pool = [name for name in self.by_type[sort] if name not in old and old not in name]
        if pool:
            yield moved("place", sentence, run, at, old, pool[drawn(seed, "place", run) % len(pool)])

    def subject(self, offset: int, sentence: str, run: tuple[int, int], seed: str) -> Iterator[Falsified]:
        """Swap what a figure measures with what another figure of the same unit measures."""
        for measure in self.measures:
            if measure.start <= offset + run[0] < measure.end and len(measure.subject) >= 2:
                at = sentence.rfind(measure.subject, 0, run[0])
                pool = [
                    s
                    for s in self.subjects.get(measure.unit, ())
                    if s not in measure.subject
                    and measure.subject not in s
                    and (plain(s), measure.value, measure.unit, measure.relation) not in self.said
                ]
                if at >= 0 and pool:
                    new = pool[drawn(seed, "subject", run) % len(pool)]
                    yield moved("subject", sentence, run, at, measure.subject, new)
                return

    def names(self, offset: int, sentence: str, seed: str) -> Iterator[Falsified]:
        """Change one sign of each name, and swap it with another of its type."""
        for mention in self.mentions:
            if not (offset <= mention.start and mention.end <= offset + len(sentence)):
                continue
            at, old = mention.start - offset, mention.text
            inside = [k for k, sign in enumerate(old) if "\u4e00" <= sign <= "\u9fff"]
            pool = sorted(
                {sign for name in self.by_type[mention.type] for sign in name if "\u4e00" <= sign <= "\u9fff"}
            )
            if inside and len(pool) > 1:
                k = inside[drawn(seed, "sign", mention.start) % len(inside)]
                new = pool[drawn(seed, "new", mention.start) % len(pool)]
                new = new if new != old[k] else pool[(pool.index(new) + 1) % len(pool)]
                draft = replaced(sentence, at + k, at + k + 1, new)
                yield Falsified("name sign", draft, at, at + len(old), at, old)
            others = [name for name in self.by_type[mention.type] if name not in old and old not in name]
            if others:
                new = others[drawn(seed, "swap", mention.start) % len(others)]
                yield Falsified("name swap", replaced(sentence, at, at + len(old), new), at, at + len(new), at, old)

    def falsify(self, offset: int, sentence: str, seed: str) -> Iterator[Falsified]:
        """Yield all changes of a sentence."""
        for run in runs(sentence):
            mark = f"{seed}:{offset}"
            for change in (digit, unit, relation, year):
                yield from change(sentence, run, mark)
            yield from self.place(offset, sentence, run, mark)
            yield from self.subject(offset, sentence, run, mark)
        yield from self.names(offset, sentence, seed)

    def stands(self, case: Falsified) -> bool:
        """Tell whether what a change says stands in the true text all the same."""
        left, right = min(case.changed, case.start), max(case.end, case.changed)
        borders = BORDER + "、" if case.kind == "subject" else BORDER
        while left and case.draft[left - 1] not in borders and case.kind != "subject":
            left -= 1
        while right < len(case.draft) and case.draft[right] not in borders:
            right += 1
        words = case.draft[left:right].replace(" ", "").replace("\u3000", "").translate(PLAIN)
        borders = borders.translate(PLAIN)
        at = self.flat.find(words)
        while at >= 0:
            before, after = self.flat[at - 1 : at], self.flat[at + len(words) : at + len(words) + 1]
            if case.kind.startswith("name") or ((not before or before in borders) and (not after or after in borders)):
                return True
            at = self.flat.find(words, at + 1)
        return False


def leaks(case: Falsified, report: CheckReport) -> bool:
    """Tell whether a falsified run or name got a source, or was not listed."""
    name = case.kind.startswith("name")
    items = [
        item
        for sentence in report.sentences
        for item in sentence.items
        if item.start < case.end and case.start < item.end and (item.type == "name") == name
    ]
    if name:
        spoken = [s for s in report.sentences if s.start < case.end and case.start < s.end]
        return any(item.source for item in items) or all(s.verdict == "supported" for s in spoken)
    return not items or any(item.source for item in items)


def measure(name: str, text: str, tally: Tally, every: int = 1) -> None:
    """Falsify a text and count; of the falsifications and of the true sentences one in `every` is tried."""
    doc = Doc(text)
    sources = [(name, text)]
    for offset, sentence in sentences(text):
        if every == 1 or drawn(name, "true", offset) % every == 0:
            _count_true(name, sentence, check(sentence, sources), tally)
        for number, case in enumerate(doc.falsify(offset, sentence, name)):
            if every > 1 and drawn(name, offset, number, case.kind) % every:
                continue
            if doc.stands(case):
                tally.left_out[case.kind] += 1
                continue
            tally.made[case.kind] += 1
            if leaks(case, check(case.draft, sources)):
                tally.leaks.append((name, case))


def _count_true(name: str, sentence: str, report: CheckReport, tally: Tally) -> None:
    """Count the runs and names of a true sentence that got a source."""
    items = [item for each in report.sentences for item in each.items]
    for start, end in runs(sentence):
        own = [i for i in items if i.type != "name" and i.start < end and start < i.end]
        tally.true["figure"] += 1
        if own and all(item.source for item in own):
            tally.found["figure"] += 1
        else:
            tally.missed.append((name, sentence[start:end], sentence))
    for item in items:
        if item.type == "name":
            tally.true["name"] += 1
            tally.found["name"] += item.source is not None
            if item.source is None:
                tally.missed.append((name, item.text, sentence))


def shared_texts(root: Path) -> list[Path]:
    """Return the texts of the shared folder that the figures are stated for."""
    return sorted([*root.glob("gold/*.txt"), *root.glob("corpus/gwr-*.txt")])


def table(tally: Tally, seconds: float) -> Iterable[str]:
    """Yield the lines of a report."""
    by_kind = Counter(case.kind for _, case in tally.leaks)
    yield f"{'falsified':12} {'tried':>7} {'true anyway':>12} {'leaks':>6}"
    for kind in sorted(tally.made):
        yield f"{kind:12} {tally.made[kind]:7} {tally.left_out[kind]:12} {by_kind[kind]:6}"
    yield f"{'all':12} {tally.made.total():7} {tally.left_out.total():12} {len(tally.leaks):6}"
    for kind in ("figure", "name"):
        yield f"true {kind}s with a source: {tally.found[kind]} of {tally.true[kind]} ({tally.share(kind):.4f})"
    yield f"{seconds:.1f} s"


def main() -> int:
    """Measure the given texts and say what leaked."""
    parser = argparse.ArgumentParser(description="Falsify texts and count what the checker lets through.")
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    parser.add_argument("--all", action="store_true", help="try every falsification, not one in ten")
    parser.add_argument("--show", type=int, default=20, metavar="N", help="how many leaks and misses to print")
    options = parser.parse_args()
    tally, begun = Tally(), time.perf_counter()
    files = [file for path in options.paths for file in (shared_texts(path) if path.is_dir() else [path])]
    for file in files:
        measure(file.name, file.read_text(encoding="utf-8"), tally, 1 if options.all else 10)
    for line in table(tally, time.perf_counter() - begun):
        sys.stdout.write(f"{line}\n")
    for name, case in tally.leaks[: options.show]:
        changed = case.draft[case.start : case.end]
        sys.stdout.write(f"LEAK {case.kind} {name}: [{case.was}] {changed} in {case.draft.strip()}\n")
    for name, item, sentence in tally.missed[: options.show]:
        sys.stdout.write(f"MISS {name}: {item} in {sentence.strip()[:160]}\n")
    return 1 if tally.leaks else 0


if __name__ == "__main__":
    sys.exit(main())
