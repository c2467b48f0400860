"""Names (名称) in a text: projects, bodies, places, honours, programmes, documents; GUIDELINES «Mentions»."""

from operator import itemgetter

from huiyin.reading import (
    mention_bodies,
    mention_campaigns,
    mention_forms,
    mention_honours,
    mention_lists,
    mention_marks,
    mention_places,
    mention_types,
)
from huiyin.reading.lexicon import DEFAULT, Lexicons
from huiyin.reading.mention_tokens import Candidate, Tokens
from huiyin.reading.model import Mention


def find_mentions(text: str, lexicons: Lexicons = DEFAULT) -> list[Mention]:
    """Return the names that stand in the text, in text order, none inside another."""
    tokens = Tokens(text, lexicons)
    found = [
        *mention_marks.titles(text),
        *mention_marks.numbered(text),
        *mention_marks.papers(tokens),
        *mention_marks.quotes(tokens),
        *mention_bodies.sessions(tokens),
        *mention_honours.honours(tokens),
        *mention_lists.lists(tokens),
        *mention_forms.suffixed(tokens),
        *mention_bodies.bodies(tokens),
        *mention_bodies.offices(tokens),
        *mention_places.localities(tokens),
        *mention_campaigns.campaigns(tokens),
        *mention_forms.papers(tokens),
        *mention_forms.known(tokens),
    ]
    names = mention_types.typed(tokens, settled(found))
    return [Mention(start, end, text[start:end], str(kind), rule) for start, end, kind, rule in names if kind]


def settled(found: list[Candidate]) -> list[Candidate]:
    """Return disjoint candidates: of two that overlap the longer, of equal ones the one found first."""
    kept: list[Candidate] = []
    for candidate in sorted(found, key=itemgetter(0)):
        while kept and kept[-1].end > candidate.start:
            if kept[-1].end - kept[-1].start >= candidate.end - candidate.start:
                break
            kept.pop()
        else:
            kept.append(candidate)
    return kept
