"""What can be drawn: every statement, figure and name that the reader finds in the shared corpus, with its label."""

import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from huiyin.reading import Measure, Mention, Reading, Statement, read

ROOT = Path(__file__).resolve().parents[2]
REPORTS, MESSAGES = "reports", "messages"
SORTS = ("statements", "figures", "names")
# What is kept of a label, by sort; a digest stands for words of the text (speaker, subject), so that none are kept.
LABELS = {
    "statements": ("kind", "period", "speaker"),
    "figures": ("value", "unit", "relation", "role", "subject"),
    "names": ("type",),
}
# What is judged, by sort.
ASPECTS = {
    "statements": ("span", "kind", "period", "speaker"),
    "figures": ("span", "value", "unit", "relation", "role", "subject"),
    "names": ("span", "type"),
}


@dataclass(frozen=True)
class Source:
    """A text of the corpus: a report, or a message with its reply where it has one."""

    origin: str
    name: str
    sha256: str
    text: str


@dataclass(frozen=True)
class Candidate:
    """One finding of the reader: where, what it says of it, by which rules, and what is shown to the judge."""

    source: Source
    start: int
    end: int
    label: tuple[str, ...]
    rules: tuple[str, ...]
    shown: str
    around: tuple[int, int]  # what of the text the judge sees

    @property
    def key(self) -> tuple[str, int, int]:
        """What a judgement is found by."""
        return self.source.sha256, self.start, self.end


def shared() -> Path:
    """Return where the shared material would lie: $HUIYIN_SHARED, else `../shared` beside the repository."""
    return Path(os.environ.get("HUIYIN_SHARED") or ROOT.parent / "shared")


def sources() -> Iterator[Source]:
    """Give the texts of the corpus: every report, then every message (`text`, or `text` and `reply` on two lines)."""
    corpus = shared() / "corpus"
    for path in sorted(corpus.glob("gwr-*.txt")):
        yield _source(REPORTS, path.stem, path.read_text(encoding="utf-8-sig"))
    seen = set()
    for name in ("labelled", "replied"):
        path = corpus / "messages" / f"{name}.jsonl"
        for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else ():
            message = json.loads(line)
            text = "\n".join(message[part] for part in ("text", "reply") if message.get(part))
            found = _source(MESSAGES, f"{name}-{message['id']}", text)
            if found.sha256 not in seen:  # the same message can stand in both files, or be sent twice
                seen.add(found.sha256)
                yield found


def candidates() -> dict[str, list[Candidate]]:
    """Read the corpus with the reader of today; return what it finds by sort, sorted by source and place."""
    found: dict[str, list[Candidate]] = {sort: [] for sort in SORTS}
    for source in sources():
        reading = read(source.text)
        for statement in reading.statements:
            found["statements"].append(_statement(source, reading, statement))
            found["figures"] += [_figure(source, statement, measure) for measure in statement.measures]
            found["names"] += [_name(source, statement, mention) for mention in statement.mentions]
    return {sort: sorted(these, key=lambda one: one.key) for sort, these in found.items()}


def digest(words: str | None) -> str:
    """Return eight hex digits that stand for words of the text: they tell a change, and keep nothing; `-` for none."""
    return hashlib.sha256(words.encode()).hexdigest()[:8] if words else "-"


def _source(origin: str, name: str, text: str) -> Source:
    return Source(origin, name, hashlib.sha256(text.encode()).hexdigest(), text)


def _statement(source: Source, reading: Reading, of: Statement) -> Candidate:
    label = (of.kind, of.period, digest(of.speaker))
    heading = next((s.heading for s in reversed(reading.sections) if s.start <= of.start), "")
    said = f"{of.kind} {of.period} {of.speaker or '-'} | {' '.join(of.rules)}"
    shown = f"{said} | {reading.source.text_kind} <{heading[:24]}>"
    return Candidate(source, of.start, of.end, label, of.rules, shown, (of.start - 70, of.end + 35))


def _figure(source: Source, within: Statement, of: Measure) -> Candidate:
    label = (format(of.value, "f"), of.unit or "-", of.relation, of.role, digest(of.subject))
    shown = f"{of.relation} {format(of.value, 'f')} {of.unit or '-'} {of.role} <{of.subject}> | {of.rule}"
    return Candidate(source, of.start, of.end, label, (of.rule,), shown, (within.start, min(within.end, of.end + 40)))


def _name(source: Source, within: Statement, of: Mention) -> Candidate:
    around = (max(within.start, of.start - 50), min(within.end, of.end + 30))
    return Candidate(source, of.start, of.end, (of.type,), (of.rule,), f"{of.type} | {of.rule}", around)
