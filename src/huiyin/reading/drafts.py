"""Drafts (初稿): clauses with their labels, before figures and names are handed out, and what labelling asks for."""

from typing import Protocol

from huiyin.reading.anchors import When
from huiyin.reading.clauses import Clause
from huiyin.reading.lead_ins import LeadIns
from huiyin.reading.leanings import Leanings
from huiyin.reading.model import Record, Speaker
from huiyin.reading.parts import Part


class Draft(Record, frozen=True):
    """A clause with its labels, before figures and names are handed out; `flags` are what decided its kind."""

    clause: Clause
    kind: str
    period: str
    speaker: Speaker | None
    when: When | None
    rules: tuple[str, ...]
    flags: int


class Surroundings(Protocol):
    """What a paragraph needs of the walk through the whole text.

    Behind the last cue, anchor and figure stands one beyond the end of the text, so that no loop need count.
    """

    folded: str
    rules: LeadIns
    base: int
    part: Part
    long_goals: bool
    wishing: bool
    voice: Speaker | None
    last_quoted: Speaker | None
    cues: list[tuple[int, int, int]]
    bits: list[int]
    cue: int
    anchors: list[When]
    anchor: int
    figures: list[int]
    figure: int
    drafts: list[Draft]
    leanings: Leanings | None
    people: frozenset[str]
    members: str
    of_members: bool
    unnamed: bool
    reviewing: bool
    promising: bool
