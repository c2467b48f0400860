"""Splitting a record by speaker (按发言人分段): a text in, spans out, each with the name as the record has it; pure.

A label opens a remark: 「张三代表：」, 「张三（市住建局局长）：」, 「主持人：」, 「【张三】」. Where a text has no such
labels, as a newspaper's has none, 「张三代表说」 at the head of a paragraph does. It is a proposal: a person splits and
joins.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from huiyin.congress.remark_words import NO_NAMES, POSTS
from huiyin.reading.fold import fold
from huiyin.reading.lexicon import DEFAULT
from huiyin.reading.speakers import heading_speaker, quoted_speaker, who_says

_SURNAMES = frozenset(DEFAULT.table("people")["surnames"].split())
_HAN = "\u3400-\u9fff\U00020000-\U0003ffff"
_TITLE = "(?:代表|委员|同志|先生|女士)"
_POST = "|".join(POSTS)
_VERB = "(?:插话|发言|补充|回应|提问|回答|介绍|说道|表示|认为|建议|指出|谈到|强调|说|问|答)"
_LEAD = re.compile(
    r"[ \u3000]*(?:[\[（]?\d{1,2}：\d{2}(?:：\d{2})?[\]）]?[ \u3000]*)?"
    r"(?:（?(?:[一二三四五六七八九十]{1,3}|\d{1,3})[）、.][ \u3000]*)?[—－\-•●▲▼■◆\*]*[ \u3000]*"
)
_BRACKETS = re.compile(r"【(?P<who>[^【】\n]{2,40})】[ \u3000]*：?")
_COLON = re.compile(
    r"(?P<who>[^，。；！？：“”‘’《》【】（）\n]{1,40})(?P<post>（[^（）\n]{1,60}）)?(?P<after>[^，。；！？：“”《》（）\n]{0,6})："
)
_ROLE = re.compile(r"(?:会议)?主持人|(?:代表团)?副?团长|(?:小组)?召集人|书记员")
_TAIL = re.compile(rf"(?P<title>{_TITLE})?(?P<verb>{_VERB})?$")
_SURNAME_ONLY = re.compile(rf"[{_HAN}](?:代表|委员|{_POST})")
_NAME_POST = re.compile(rf"(?P<name>[{_HAN}]{{2,4}}?)(?P<post>副?(?:{_POST}))$")
_VOUCHED = re.compile(rf"(?:代表|委员|主持人|发言人|{_POST})[ \u3000]*(?P<name>[{_HAN}]{{2,4}})$")
_META = re.compile(
    r"[ \u3000]*(?:会议)?(?:时间|日期|地点|出席|列席|缺席|请假|应到|实到|记录|记录人|整理|整理人|主持|议题|议程|内容|"
    r"出席人员|列席人员|参加人员|报送|编者按)[ \u3000]*："
)
_CHAIR = re.compile(r"[ \u3000]*(?:会议)?主持(?:人)?[ \u3000]*：[^。\n]{0,30}$")
_ASIDE = re.compile(r"[ \u3000]*（[^（）\n]{1,60}）[ \u3000]*$")
_CLOSING = re.compile(
    r"[ \u3000]*[（(][^（）()\n]{0,40}(?:结束|散会|休会|完|整理|审阅)[^（）()\n]{0,10}[）)][ \u3000]*$"
    r"|[ \u3000]*散会。?$"
)
SURE = 2  # so many labels make a text one of labels


@dataclass(frozen=True, slots=True)
class Piece:
    """A span of the text, label included; `named` is "" where nobody is named, `said` is where the words begin."""

    start: int
    end: int
    named: str
    post: str = ""
    said: int = 0


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    text: str


def split(text: str, *, names: Collection[str] = (), spoken: Sequence[tuple[int, str]] = ()) -> list[Piece]:
    """Return the remarks of a record in text order; head matter (时间、地点、出席) belongs to none of them.

    Args:
        names: of people who may have spoken; a bare 「张三：」 needs no title then.
        spoken: where a reading heard somebody of those names, in text order; it cuts what no label does.
    """
    known = frozenset(names)
    lines = list(_lines(fold(text)))
    labels = {line.start: label for line in lines if (label := _label(line, known))}
    if len(labels) < SURE:
        labels |= {line.start: told for line in lines if line.start not in labels and (told := _told(line))}
    pieces: list[Piece] = []
    open_at: int | None = None
    for line in lines:
        label = labels.get(line.start)
        if label is not None:
            pieces.append(label)
            open_at = len(pieces) - 1
        elif _outside(line, inside=open_at is not None) or _opens_delegation(line.text):
            open_at = None
        elif open_at is not None:
            pieces[open_at] = replace(pieces[open_at], end=line.start + len(line.text))
        elif line.text.strip() and not _is_heading(line.text):
            pieces.append(Piece(line.start, line.start + len(line.text), "", "", line.start))
            open_at = len(pieces) - 1
    cut = [part for piece in pieces for part in _by_reading(piece, spoken)]
    return _merged([each for each in (_trimmed(piece, text) for piece in cut) if each.end > each.start])


def label_of(text: str, *, names: Collection[str] = ()) -> tuple[str, str, int]:
    """Return the name, the post and the length of the label with which a remark begins; "", "", 0 without one."""
    line = next(_lines(fold(text)), _Line(0, ""))
    label = _label(line, frozenset(names))
    return (label.named, label.post, label.said) if label else ("", "", 0)


def sentence_starts(text: str) -> list[int]:
    """Return where a remark could be split: behind each full stop and at each new line, not at its beginning."""
    found = [match.end() for match in re.finditer(r"[。！？!?][”’」』）)]*\s*|\n\s*", text)]
    return [at for at in dict.fromkeys(found) if 0 < at < len(text.rstrip())]


def _lines(folded: str) -> Iterator[_Line]:
    at = 0
    for line in folded.split("\n"):
        yield _Line(at, line)
        at += len(line) + 1


def _label(line: _Line, known: frozenset[str]) -> Piece | None:
    """Return the remark that a label opens in this line."""
    if _META.match(line.text) or _CHAIR.match(line.text):
        return None
    lead = _LEAD.match(line.text)
    at = lead.end() if lead else 0
    found = _BRACKETS.match(line.text, at)
    bracketed = found is not None
    found = found or _COLON.match(line.text, at)
    if found is None:
        return None
    who, post = found.group("who"), ""
    if bracketed:
        inner = re.fullmatch(r"([^（）]+)（([^（）]+)）(.*)", who)
        who, post = (inner.group(1) + inner.group(3), inner.group(2)) if inner else (who, "")
    else:
        post = (found.group("post") or "").strip("（）")
        who += found.group("after")
    named = _name(who, known, vouched=bracketed or bool(post), words=line.text[found.end() :])
    if not named:
        return None
    end = line.start + len(line.text)
    return Piece(line.start + _blank(line.text), end, named[0], post or named[1], line.start + found.end())


def _name(who: str, known: frozenset[str], *, vouched: bool, words: str) -> tuple[str, str] | None:
    """Return the name in what stands before a colon, and the post before it; None where it names nobody."""
    bare = re.sub(r"[ \u3000]+", "", who)
    if bare in known:
        return bare, ""
    if _ROLE.fullmatch(bare):
        return bare, ""
    tail = _TAIL.search(bare)
    core = bare[: tail.start()] if tail and tail.group() else bare
    titled = bool(tail and tail.group("title"))
    for size in (4, 3, 2):
        if core[-size:] in known and len(core) >= size:
            return core[-size:], core[:-size].removesuffix("代表")
    short = bare.removesuffix((tail.group("verb") or "") if tail else "")
    if _SURNAME_ONLY.fullmatch(short) and short[0] in _SURNAMES:
        return short, ""
    behind = _NAME_POST.fullmatch(core)
    if behind and (behind.group("name") in known or behind.group("name")[0] in _SURNAMES):
        return behind.group("name"), behind.group("post")
    before = _VOUCHED.search(core)
    if before and before.group("name")[0] in _SURNAMES and before.group("name") not in NO_NAMES:
        return before.group("name"), core[: before.start("name")].removesuffix("代表")
    if core in NO_NAMES or len(core) > 8:
        return None
    told = heading_speaker(f"{core}{'代表' if titled else ''}：")
    if told is None or told.type != "deputy" or told.name != core:
        return None
    if titled or vouched or (len(core) >= 3 and len(words.strip()) >= 6):
        return core, ""
    return None


def _told(line: _Line) -> Piece | None:
    """Return the remark that 「张三代表说」 or 「“…。”张三代表说」 at the head of a paragraph opens."""
    body = line.text.strip(" \u3000")
    if not body or _is_heading(line.text):
        return None
    said = who_says(body)
    speaker = said.speaker if said else None
    if speaker is None and body[0] == "“":
        speaker = quoted_speaker(body)
    if speaker is None or speaker.type not in ("deputy", "official"):
        return None
    at = line.start + _blank(line.text)
    return Piece(at, line.start + len(line.text), speaker.name, "", at)


def _outside(line: _Line, *, inside: bool) -> bool:
    """Say whether a line belongs to no remark: data of the meeting, a closing line, a title before anybody speaks."""
    if _META.match(line.text) or _CHAIR.match(line.text) or _CLOSING.match(line.text):
        return True
    return not inside and (_is_heading(line.text) or _ASIDE.match(line.text) is not None)


def _is_heading(line: str) -> bool:
    words = line.strip(" \u3000")
    return len(words) <= 40 and not re.search(r"[。！？；，]", words)


def _opens_delegation(line: str) -> bool:
    """Say whether a heading turns to a delegation, so that the person before has ended."""
    words = line.strip(" \u3000▼■●◆【】")
    told = heading_speaker(words) if "代表团" in words and len(words) <= 40 else None
    return told is not None and told.type == "delegation"


def _by_reading(piece: Piece, spoken: Sequence[tuple[int, str]]) -> Iterator[Piece]:
    """Yield a piece without a name, cut where a reading heard the next person."""
    if piece.named:
        yield piece
        return
    start, named = piece.start, ""
    for at, who in spoken:
        if not piece.start <= at < piece.end or who == named:
            continue
        if at > start:
            yield Piece(start, at, named, "", start)
        start, named = at, who
    yield Piece(start, piece.end, named, "", start)


def _merged(pieces: Sequence[Piece]) -> list[Piece]:
    """Return the pieces, those of one person in a row as one: what somebody says in one go is one remark."""
    found: list[Piece] = []
    for piece in pieces:
        last = found[-1] if found else None
        if last and piece.named and (last.named, last.post or piece.post) == (piece.named, piece.post or last.post):
            found[-1] = replace(last, end=piece.end)
        else:
            found.append(piece)
    return found


def _trimmed(piece: Piece, text: str) -> Piece:
    part = text[piece.start : piece.end]
    start = piece.start + len(part) - len(part.lstrip())
    return replace(piece, start=start, end=max(start, piece.start + len(part.rstrip())), said=max(start, piece.said))


def _blank(line: str) -> int:
    return len(line) - len(line.lstrip(" \u3000"))
