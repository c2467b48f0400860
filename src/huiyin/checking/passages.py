"""A text cut for comparing (篇章): lines, sentences, clauses, and what stands in them.

A sentence ends at 。！？… or a line's end, a part of it at ；, a clause at any mark but 、. A clause is compared by its
key: its own words without quotation marks, each figure replaced by one sign, so that a clause whose figure was changed
is still known as the same clause.
"""

import re
from bisect import bisect_left, bisect_right

from ahocorasick_rs import AhoCorasick

from huiyin.checking.items import Figure, Found, figures_of, free, items_of
from huiyin.checking.normal import Normal
from huiyin.checking.words import Words
from huiyin.reading.anchors import When, document_year, find_anchors
from huiyin.reading.lexicon import Lexicons
from huiyin.reading.measures import find_measures
from huiyin.reading.mentions import find_mentions
from huiyin.reading.model import Mention, TextKind
from huiyin.reading.text_kinds import recognise

MASK = "\x01"
QUOTES = "“”‘’《》〈〉【】\"'"
_UNQUOTED = {ord(sign): None for sign in QUOTES}
# A bracket parts clauses where it holds a clause of its own, not where it ends a word (县（区）).
_BORDER = re.compile(r"[，；：。！？…\n]+[”’]?|（(?=[^（）\n]{5})|(?<=[^（）\n]{5})）")
_NUMBERING = re.compile(
    r"(?:[▼◆■●★▲△○◎·•☆※—\-~>＞]+|（[一二三四五六七八九十]{1,3}）|[一二三四五六七八九十]{1,3}、(?![一二三四五六七八九十])"
    r"|第[一二三四五六七八九十]{1,3}[是、]?(?=$)|\d{1,2}[.、](?!\d)|（\d{1,2}）|[①-⑳]"
    r"|[一二三四五六七八九十]{1,2}是|[一二三四五六七八九十]要(?![求点素因件职]))+"
)
_MARKS = frozenset(QUOTES)
_QUOTE = re.compile(f"[{re.escape(QUOTES)}]")
_MOST_CLAUSES = 300  # of one sentence; what goes on without an end is cut
_STRONG = frozenset("。！？…\n")
_HEADING_LENGTH = 40


_LETTERS = frozenset((TextKind.REPLY, TextKind.HOTLINE, TextKind.SUGGESTION))
_DATED = re.compile(r"^(?:[^。\n]{0,12}[：:])?(20\d\d)年\d{1,2}月\d{1,2}日", re.MULTILINE)


def _year_of(text: str) -> int | None:
    """Return the year in which a text was spoken or written, None where it does not say so for certain."""
    if recognise(text) not in _LETTERS:
        return document_year(text)
    dates = _DATED.findall(text)
    return int(dates[-1]) if dates else None


class Clause:
    """A clause (小句): `start, end` its words without numbering, `key` what it is known by, `figures` those in it.

    `sentence` and `part` count from the beginning of the text; `opens` is true for the first clause of a sentence.
    """

    __slots__ = ("end", "figures", "head", "key", "line", "opens", "part", "sentence", "start")

    def __init__(self, head: int, start: int, end: int, sentence: int, part: int, line: int, opens: bool) -> None:
        self.head = head
        self.start = start
        self.end = end
        self.sentence = sentence
        self.part = part
        self.line = line
        self.opens = opens
        self.key = ""
        self.figures: range = range(0)


class Passages:
    """A text with its clauses, figures, dates and names, all in normal form.

    Args:
        name: what the text is called in a report.
        raw: the text as given.
        year: the year in which it was spoken; found in it where not given.
        known: finds names that other texts have; they are names here too.
    """

    def __init__(
        self,
        name: str,
        raw: str,
        words: Words,
        lexicons: Lexicons,
        year: int | None = None,
        known: AhoCorasick | None = None,
    ) -> None:
        self.name = name
        self.normal = Normal(raw)
        self.text = self.normal.text
        plain = self.normal.plain
        self.figures: list[Figure] = figures_of(find_measures(plain, lexicons), self.text, words)
        self.mentions: list[Mention] = find_mentions(plain, lexicons)
        self.year = year if year is not None else _year_of(self.text)
        self.anchors: dict[int, When] = {when.start: when for when in find_anchors(self.text, self.year)}
        names = [(mention.start, mention.end) for mention in self.mentions]
        if known is not None:
            names += free(((a, b) for _, a, b in known.find_matches_as_indexes(self.text)), names)
        self.items, self.dates = items_of(self.text, self.figures, names, words)
        self.clauses: list[Clause] = []
        self._cut()
        self._quotes = [match.start() for match in _QUOTE.finditer(self.text)]
        # what is looked for in these lists is asked once a clause and more
        self._heads = [clause.head for clause in self.clauses]
        self._starts = [clause.start for clause in self.clauses]
        self._sentences = [clause.sentence for clause in self.clauses]
        self._mentioned = [mention.start for mention in self.mentions]
        self._itemised = [item.start for item in self.items]

    def _cut(self) -> None:
        """Cut the text into clauses and give each its figures and its key."""
        text, at = self.text, 0
        sentence = part = line = first = 0
        opens = True
        for border in _BORDER.finditer(text):
            if border.start() > at and self._add(at, border.start(), sentence, part, line, opens):
                opens = False
            at = border.end()
            signs = border[0]
            if len(self.clauses) - first == _MOST_CLAUSES:
                signs = "。"
            if not _STRONG.isdisjoint(signs):
                sentence, part, opens = sentence + 1, part + 1, True
                first = len(self.clauses)
                line += "\n" in signs
            elif "；" in signs:
                part += 1
        if at < len(text):
            self._add(at, len(text), sentence, part, line, opens)
        self._mask()

    def _add(self, head: int, end: int, sentence: int, part: int, line: int, opens: bool) -> bool:
        """Append a clause; False where there are no words between two borders."""
        numbering = _NUMBERING.match(self.text, head, end)
        start = numbering.end() if numbering and numbering.end() < end else head
        while start < end and self.text[start] in QUOTES:
            start += 1
        if start == end:
            return False
        self.clauses.append(Clause(head, start, end, sentence, part, line, opens))
        return True

    def _mask(self) -> None:
        """Give each clause its figures and its key."""
        text, figures, at, count = self.text, self.figures, 0, len(self.figures)
        for clause in self.clauses:
            while at < count and figures[at].start < clause.start:
                at += 1
            first = at
            while at < count and figures[at].end <= clause.end:
                at += 1
            clause.figures = range(first, at)
            if first == at:
                key = text[clause.start : clause.end]
            else:
                pieces, left = [], clause.start
                for figure in figures[first:at]:
                    pieces.append(text[left : max(left, figure.outer_start)])
                    left = figure.outer_end
                pieces.append(text[left : clause.end])
                key = MASK.join(pieces)
            clause.key = key.translate(_UNQUOTED)

    def clause_at(self, at: int) -> int:
        """Return the index of the clause in which, or before which, an offset lies; -1 before the first."""
        return bisect_right(self._heads, at) - 1

    def numbering(self, index: int) -> str:
        """Return the numbering before a clause (一是, （一）), with any marks beside it."""
        clause = self.clauses[index]
        return self.text[clause.head : clause.start]

    def clauses_of(self, sentence: int) -> range:
        """Return the indexes of a sentence's clauses."""
        return range(bisect_left(self._sentences, sentence), bisect_right(self._sentences, sentence))

    def rank(self, start: int, at: int) -> int:
        """Return how many signs that are no quotation marks stand from `start` up to `at`."""
        return at - start - (bisect_left(self._quotes, at) - bisect_left(self._quotes, start))

    def ranked(self, start: int, rank: int) -> int:
        """Return the offset of the sign before which, from `start` on, stand `rank` that are no quotation marks."""
        at = start + rank
        while self.rank(start, at) < rank or self.text[at : at + 1] in _MARKS:
            at += 1
        return at

    def mentions_in(self, start: int, end: int) -> list[Mention]:
        """Return the names that begin in a stretch."""
        return self.mentions[bisect_left(self._mentioned, start) : bisect_left(self._mentioned, end)]

    def template(self, index: int) -> str:
        """Return the key of a clause with each of its names replaced by one sign, "" where it has no name."""
        clause = self.clauses[index]
        pieces, left = [], clause.start
        for mention in self.mentions_in(clause.start, clause.end):
            pieces.append(self.text[left : mention.start])
            left = min(mention.end, clause.end)
        return "\x02".join([*pieces, self.text[left : clause.end]]).translate(_UNQUOTED) if pieces else ""

    def clauses_in(self, start: int, end: int) -> range:
        """Return the indexes of the clauses whose words begin in a stretch."""
        return range(bisect_left(self._starts, start), bisect_left(self._starts, end))

    def is_heading(self, index: int) -> bool:
        """Tell whether a clause stands alone in a short line."""
        clause = self.clauses[index]
        before = self.clauses[index - 1].line if index else -1
        after = self.clauses[index + 1].line if index + 1 < len(self.clauses) else -1
        alone = before != clause.line != after
        return (
            alone and clause.end - clause.start <= _HEADING_LENGTH and self.text[clause.end : clause.end + 1] in "\n："
        )

    def items_in(self, start: int, end: int) -> list[Found]:
        """Return the items that begin in a stretch."""
        return self.items[bisect_left(self._itemised, start) : bisect_left(self._itemised, end)]
