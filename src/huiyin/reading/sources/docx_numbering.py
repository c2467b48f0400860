"""Automatic numbers of a docx (自动编号): `一、` and `（一）` that Word shows but does not keep in the text.

Without them a report numbered by Word would lose its headings. Only what the file defines is
counted; bullets give none.
"""

from typing import NamedTuple
from xml.parsers.expat import XMLParserType

from huiyin.reading.sources.docx_xml import Names, Parts, parse_part

LEVELS = 9
MAX_NUMBER = 99_999

_DIGITS = "〇一二三四五六七八九"
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_COUNTING = frozenset(
    (
        "chineseCounting",
        "chineseCountingThousand",
        "japaneseCounting",
        "taiwaneseCounting",
        "taiwaneseCountingThousand",
        "ideographDigital",
        "japaneseDigitalTenThousand",
        "taiwaneseDigital",
    )
)
_DIGITAL = frozenset(("ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital"))
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
_ROMAN_SMALL = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


class Level(NamedTuple):
    """How one level of a list is numbered; `pattern` is Word's, for instance `（%1）`."""

    form: str
    pattern: str
    start: int


class Numbering:
    """The lists of a document and how far each has been counted."""

    def __init__(self) -> None:
        self.levels: dict[str, dict[int, Level]] = {}  # by number of the list (numId)
        self.abstract_of: dict[str, str] = {}
        self.of_style: dict[str, tuple[str, int]] = {}  # style -> (numId, level)
        self._counts: dict[str, list[int]] = {}

    def label(self, number_id: str, level: int) -> str:
        """Count one paragraph of the list on and return its label, or "" for a bullet or an unknown list."""
        levels = self.levels.get(number_id)
        if levels is None or level not in levels:
            return ""
        counts = self._counts.setdefault(self.abstract_of[number_id], [0] * LEVELS)
        for upper in range(level):
            if not counts[upper] and upper in levels:
                counts[upper] = levels[upper].start
        counts[level] = counts[level] + 1 if counts[level] else levels[level].start
        counts[level + 1 :] = [0] * (LEVELS - level - 1)
        text = levels[level].pattern
        if levels[level].form in ("bullet", "none"):
            return ""
        for upper in range(level + 1):
            form = levels[upper].form if upper in levels else "decimal"
            text = text.replace(f"%{upper + 1}", numeral(counts[upper], form))
        return text


def numeral(number: int, form: str) -> str:
    """Return a number in one of Word's number formats; those unknown here are shown in decimal digits."""
    if not 0 <= number <= MAX_NUMBER:
        return str(number)
    if form in _DIGITAL:
        return "".join(_DIGITS[int(digit)] for digit in str(number))
    if form in _COUNTING:
        return chinese_numeral(number)
    if form in ("lowerLetter", "upperLetter") and number:
        letters = chr(ord("a") + (number - 1) % 26) * min(5, (number - 1) // 26 + 1)
        return letters.upper() if form == "upperLetter" else letters
    if form in ("lowerRoman", "upperRoman") and number:
        return _roman(number).upper() if form == "upperRoman" else _roman(number)
    if form in ("decimalEnclosedCircle", "decimalEnclosedCircleChinese") and 1 <= number <= 20:
        return chr(0x2460 + number - 1)
    if form == "decimalFullWidth":
        return "".join(chr(0xFF10 + int(digit)) for digit in str(number))
    if form == "ideographTraditional" and 1 <= number <= 10:
        return _STEMS[number - 1]
    if form == "ideographZodiac" and 1 <= number <= 12:
        return _BRANCHES[number - 1]
    return str(number).zfill(2) if form == "decimalZero" else str(number)


def chinese_numeral(number: int) -> str:
    """Return a number below 100,000 in counting numerals: 12 is 十二, 105 is 一百〇五."""
    if number == 0:
        return "〇"
    words, gap = "", False
    for unit, place in ((10_000, "万"), (1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if not digit:
            gap = bool(words)
            continue
        words += ("〇" if gap else "") + _DIGITS[digit] + place
        gap = False
    return words[1:] if 10 <= number < 20 else words


def _roman(number: int) -> str:
    words = ""
    for value, letters in (*_ROMAN, *_ROMAN_SMALL):
        words += letters * (number // value)
        number %= value
    return words


def read_numbering(parts: Parts) -> Numbering:
    """Return the lists that `numbering.xml` and the styles define; none where the document has no such part."""
    numbering = Numbering()
    abstract = _AbstractReader(numbering)
    parse_part(parts, "numbering", abstract.connect)
    abstract.finish()
    styles = _StyleReader(numbering)
    parse_part(parts, "styles", styles.connect)
    styles.finish()
    return numbering


class _AbstractReader:
    """Reads `numbering.xml`: abstract lists with their levels, then the lists that use them."""

    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering
        self._abstract: dict[str, dict[int, Level]] = {}
        self._levels: dict[int, Level] = {}
        self._number_id = ""
        self._level = -1
        self._override_start: dict[str, dict[int, int]] = {}

    def connect(self, parser: XMLParserType, names: Names) -> None:
        self._names = names
        parser.StartElementHandler = self._start

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        tag, value = self._names.tag(name), self._names.value(attributes)
        if tag == "abstractNum":
            self._levels = self._abstract.setdefault(self._names.attribute(attributes, "abstractNumId"), {})
            self._number_id, self._level = "", -1
        elif tag == "num":
            self._number_id = self._names.attribute(attributes, "numId")
        elif tag == "abstractNumId" and self._number_id:
            self._numbering.abstract_of[self._number_id] = value
        elif tag in ("lvl", "lvlOverride"):
            self._level = as_int(self._names.attribute(attributes, "ilvl"), -1)
            if self._number_id:
                self._levels = {}  # an override may redefine a level: too rare to follow, the abstract one is used
        elif tag == "startOverride" and self._number_id:
            self._override_start.setdefault(self._number_id, {})[self._level] = as_int(value, 1)
        elif tag in ("start", "numFmt", "lvlText") and 0 <= self._level < LEVELS:
            level = self._levels.get(self._level, Level("decimal", "", 1))
            if tag == "start":
                level = level._replace(start=as_int(value, 1))
            else:
                level = level._replace(form=value) if tag == "numFmt" else level._replace(pattern=value[:100])
            self._levels[self._level] = level

    def finish(self) -> None:
        """Give each list its levels; a list with its own start is counted by itself."""
        for number_id, abstract_id in self._numbering.abstract_of.items():
            levels = dict(self._abstract.get(abstract_id, {}))
            for at, start in self._override_start.get(number_id, {}).items():
                if at in levels:
                    levels[at] = levels[at]._replace(start=start)
            self._numbering.levels[number_id] = levels
            if number_id in self._override_start:
                self._numbering.abstract_of[number_id] = f"{abstract_id}/{number_id}"


class _StyleReader:
    """Reads `styles.xml`: which paragraph styles are numbered, by themselves or by the style they build on."""

    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering
        self._style = ""
        self._own: dict[str, tuple[str | None, int]] = {}
        self._based_on: dict[str, str] = {}

    def connect(self, parser: XMLParserType, names: Names) -> None:
        self._names = names
        parser.StartElementHandler = self._start

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        tag, value = self._names.tag(name), self._names.value(attributes)
        if tag == "style":
            self._style = self._names.attribute(attributes, "styleId")
        elif tag == "basedOn":
            self._based_on[self._style] = value
        elif tag in ("numId", "ilvl"):
            number_id, level = self._own.get(self._style, (None, 0))
            self._own[self._style] = (value, level) if tag == "numId" else (number_id, as_int(value, 0))

    def finish(self) -> None:
        """Follow each style to the list it inherits, at most as deep as styles sensibly go."""
        for style in {*self._own, *self._based_on}:
            current, level = style, self._own.get(style, (None, 0))[1]
            for _ in range(20):
                number_id = self._own.get(current, (None, 0))[0]
                if number_id is not None:
                    self._numbering.of_style[style] = (number_id, level)
                    break
                current = self._based_on.get(current, "")


def as_int(words: str, otherwise: int) -> int:
    """Return the whole number that an attribute holds, or `otherwise` where it holds none."""
    return int(words) if words.isascii() and words.isdigit() and len(words) < 9 else otherwise
