"""Transcripts of recordings (录音转写稿), SRT or WebVTT: cues in, one running text out, with the time of each; pure.

What a voice tag says (`<v 张三>`) becomes a label at the beginning of a paragraph, as a person would write it down.
"""

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from huiyin.errors import CongressError

Mark = tuple[int, int, int]  # offset in the text, from second, to second

_ARROW = "-->"
_TIME = r"(?:(\d{1,3}):)?(\d{1,2}):(\d{1,2})(?:[,.，．](\d{1,3}))?"
_TIMING = re.compile(rf"\s*{_TIME}\s*-->\s*{_TIME}(?:\s.*)?$")
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?\s+([^>]*)>")
_TAG = re.compile(r"</?(?:[cibuv]|ruby|rt|lang|font)(?:[.\s][^<>]*)?>|<\d[\d:.]*>|\{\\[^{}]*\}", re.IGNORECASE)
_LABEL = re.compile(r"(?:【[^【】]{2,40}】|[^，。；！？,;!?:：\s]{2,30}[:：])")
_ENDS = re.compile(r"[。！？…!?]”?$")
_BESIDE = re.compile(r"[A-Za-z0-9,.;:!?%)]$")
PAUSE = 2_000  # milliseconds after the end of a sentence that begin a new paragraph


@dataclass(frozen=True, slots=True)
class Cue:
    """Some words with their time in milliseconds; `voice` is "" where nobody is named."""

    start: int
    end: int
    text: str
    voice: str = ""


@dataclass(frozen=True, slots=True)
class Transcript:
    """A transcript as one text; each mark says where the words of a cue begin, and when they were said."""

    text: str
    marks: tuple[Mark, ...]


def is_transcript(text: str, name: str = "") -> bool:
    """Say whether a text is a transcript with times: by its name, or by its first lines."""
    if name.lower().endswith((".srt", ".vtt")) or text.lstrip("\ufeff").startswith("WEBVTT"):
        return True
    return any(_TIMING.match(line) for line in text.lstrip("\ufeff \r\n").splitlines()[:3])


def transcript_of(text: str) -> Transcript:
    """Return the running text of a transcript.

    Raises:
        CongressError: `transcript.time` (with `line`, `words`): a time that cannot be read; `transcript.backwards`
            (with `line`): it ends before it begins; `transcript.empty`: there is no cue in it.
    """
    return _joined(list(cues(text)))


def cues(text: str) -> Iterator[Cue]:
    """Yield the cues of a transcript, in the order of the file."""
    lines = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    at = 0
    while at < len(lines):
        if _ARROW not in lines[at]:
            at += 1
            continue
        start, end = _timing(lines[at], at + 1)
        at += 1
        words: list[str] = []
        while at < len(lines) and lines[at].strip() and not _begins_cue(lines, at):
            words.append(lines[at].strip())
            at += 1
        yield from _spoken(start, end, words)


def seconds_within(marks: Iterable[Sequence[int]], start: int, end: int) -> int | None:
    """Return how many seconds were spoken in a part of the text; None where no cue begins in it."""
    found = [until - since for offset, since, until in marks if start <= offset < end]
    return sum(found) if found else None


def shifted(marks: Sequence[Sequence[int]], old: str, new: str) -> list[list[int]]:
    """Return the marks of a text after it was edited: those before and behind the change; what was in it is lost."""
    head = _alike(old, new)
    room = min(len(old), len(new)) - head
    tail = min(_alike(old[::-1], new[::-1]), room)
    by = len(new) - len(old)
    kept = []
    for offset, since, until in marks:
        if offset < head:
            kept.append([offset, since, until])
        elif offset >= len(old) - tail:
            kept.append([offset + by, since, until])
    return kept


def _alike(one: str, other: str) -> int:
    """Return how many characters at the beginning are the same."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _begins_cue(lines: Sequence[str], at: int) -> bool:
    """Say whether a cue begins here though no blank line stands before it; a number may precede its time."""
    if _ARROW in lines[at]:
        return True
    return lines[at].strip().isdecimal() and at + 1 < len(lines) and _ARROW in lines[at + 1]


def _timing(line: str, number: int) -> tuple[int, int]:
    found = _TIMING.match(line)
    if found is None:
        raise CongressError("transcript.time", line=number, words=line.strip()[:60])
    parts = found.groups()
    start, end = _milliseconds(parts[:4]), _milliseconds(parts[4:])
    if end < start:
        raise CongressError("transcript.backwards", line=number)
    return start, end


def _milliseconds(parts: Sequence[str | None]) -> int:
    hours, minutes, seconds, rest = parts
    whole = int(hours or 0) * 3600 + int(minutes or 0) * 60 + int(seconds or 0)
    return whole * 1000 + int((rest or "0").ljust(3, "0"))


def _spoken(start: int, end: int, lines: Sequence[str]) -> Iterator[Cue]:
    """Yield a cue, or one for each voice in it; several voices of one cue share its time by their length."""
    parts: list[tuple[str, str]] = []
    for line in lines:
        voice = parts[-1][0] if parts else ""
        pieces = _VOICE.split(line)
        for number, piece in enumerate(pieces):
            if number % 2:
                voice = _plain(piece)
            elif words := _plain(piece):
                parts.append((voice, words))
    whole = sum(len(words) for _voice, words in parts)
    said = 0
    for voice, words in parts:
        since = start + (end - start) * said // whole
        said += len(words)
        yield Cue(since, start + (end - start) * said // whole, words, voice)


def _plain(words: str) -> str:
    return " ".join(html.unescape(_TAG.sub("", words)).replace("\x00", "").split())


def _joined(found: Sequence[Cue]) -> Transcript:
    if not found:
        raise CongressError("transcript.empty")
    text, marks = "", []
    before: Cue | None = None
    for cue in found:
        glue = _glue(before, cue, text)
        label = f"{cue.voice}：" if cue.voice and (before is None or before.voice != cue.voice) else ""
        marks.append((len(text) + len(glue), _seconds(cue.start), _seconds(cue.end)))
        text += glue + label + cue.text
        before = cue
    return Transcript(text, tuple(marks))


def _glue(before: Cue | None, cue: Cue, text: str) -> str:
    """Return what stands between two cues: a new paragraph, a blank between Latin words, or nothing."""
    if before is None:
        return ""
    if cue.voice != before.voice or _LABEL.match(cue.text):
        return "\n"
    if _ENDS.search(text) and cue.start - before.end >= PAUSE:
        return "\n"
    return " " if _BESIDE.search(text) and cue.text[:1].isascii() else ""


def _seconds(milliseconds: int) -> int:
    """Round a moment; times that touch stay touching, so that nothing is lost in a sum."""
    return (milliseconds + 500) // 1000
