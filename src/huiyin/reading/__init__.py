"""The reader (阅读器): a text in, a source-linked reading out. Pure: no clock, no network, no randomness."""

from huiyin.reading.explain import Explanation, explain
from huiyin.reading.lexicon import DEFAULT, Lexicons
from huiyin.reading.model import (
    SCHEMA,
    Anchor,
    Kind,
    Measure,
    Mention,
    MentionType,
    Period,
    Place,
    Reading,
    Section,
    SourceInfo,
    Speaker,
    Statement,
    TextKind,
)
from huiyin.reading.proposals import Proposal, propose
from huiyin.reading.reader import read

__all__ = [
    "DEFAULT",
    "SCHEMA",
    "Anchor",
    "Explanation",
    "Kind",
    "Lexicons",
    "Measure",
    "Mention",
    "MentionType",
    "Period",
    "Place",
    "Proposal",
    "Reading",
    "Section",
    "SourceInfo",
    "Speaker",
    "Statement",
    "TextKind",
    "explain",
    "propose",
    "read",
]
