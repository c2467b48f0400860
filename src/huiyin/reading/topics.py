"""Topics (主题): what each statement is about, by cue words; the 26 codes and their words are in `topics.toml`."""

from functools import lru_cache

from ahocorasick_rs import AhoCorasick, MatchKind

from huiyin.errors import ReadingError
from huiyin.reading.lexicon import DEFAULT, Lexicons

ENOUGH = 2  # weight that a topic needs in one statement; a power of two, so that smaller weights lack its higher bits
KEPT = 3  # topics kept per statement
FIELD = 32  # bits of a topic in a sum of votes: no text is long enough to fill them
MASK = (1 << FIELD) - 1
STRENGTHS = (("sure", 3), ("likely", 2), ("hint", 1))


class _Cues:
    """The cue words of one `Lexicons`: an automaton over all of them and what each word says.

    `codes` are the topics in file order; `votes[i]` are the weights of word i, one field of bits per topic, so that a
    sum adds up all topics at once (0 for a stop word); `alone[i]` is the answer where word i is the only one.
    """

    def __init__(self, lexicons: Lexicons) -> None:
        table = lexicons.table("topics")
        topics = table.get("topic", {})
        self.codes = tuple(topics)
        self._enough = sum((MASK ^ (ENOUGH - 1)) << FIELD * topic for topic in range(len(self.codes)))
        stop = dict.fromkeys(_words(table, "stop"))
        found: dict[str, dict[int, int]] = {word: {} for word in stop}
        for number, code in enumerate(self.codes):
            for strength, weight in STRENGTHS:
                for word in _words(topics[code], strength):
                    if word not in stop:
                        found.setdefault(word, {}).setdefault(number, weight)
        self.automaton = AhoCorasick(list(found), matchkind=MatchKind.LeftmostLongest)
        self.votes = [sum(weight << FIELD * topic for topic, weight in pairs.items()) for pairs in found.values()]
        self.decide = lru_cache(maxsize=1 << 15)(self._decide)
        self.alone = [self._decide(votes) for votes in self.votes]

    def _decide(self, votes: int) -> tuple[str, ...]:
        """Return the topics for a sum of votes, heaviest first; a tie keeps the order of the file."""
        found = []
        heavy = votes & self._enough
        while heavy:
            topic = (heavy.bit_length() - 1) // FIELD
            at = FIELD * topic
            found.append((votes >> at & MASK, -topic))
            heavy &= (1 << at) - 1
        found.sort(reverse=True)
        return tuple([self.codes[-topic] for _, topic in found[:KEPT]])


def _words(table: dict[str, object], key: str) -> list[str]:
    """Return the words of a list of space-separated strings.

    Raises:
        ReadingError: `lexicon.invalid` when it is no such list.
    """
    lines = table.get(key, [])
    if not isinstance(lines, list) or not all(isinstance(line, str) for line in lines):
        raise ReadingError("lexicon.invalid", path="topics.toml", reason=f"{key}: a list of strings is needed")
    return [word for line in lines for word in line.split()]


@lru_cache(maxsize=8)
def _cues(lexicons: Lexicons) -> _Cues:
    """Return the cues of one `Lexicons`, built once."""
    return _Cues(lexicons)


def find_topics(text: str, bounds: list[tuple[int, int]], lexicons: Lexicons = DEFAULT) -> list[tuple[str, ...]]:
    """Return the topic codes of each statement, none to three, the strongest first.

    Args:
        text: the whole text, as stored.
        bounds: start and end of each statement, in text order and disjoint.
        lexicons: the data files in force.
    """
    cues = _cues(lexicons)
    votes, alone, decide = cues.votes, cues.alone, cues.decide
    matches = cues.automaton.find_matches_as_indexes(text)
    matches.append((0, len(text) + 1, len(text) + 1))  # stands after every statement
    following = iter(matches).__next__
    word, at, stop = following()
    found: list[tuple[str, ...]] = []
    for start, end in bounds:
        while at < start:
            word, at, stop = following()
        if stop > end:
            found.append(())
            continue
        first = word
        word, at, stop = following()
        if stop > end:
            found.append(alone[first])
            continue
        total = votes[first]
        while stop <= end:
            total += votes[word]
            word, at, stop = following()
        found.append(decide(total))
    return found


def topic_names(language: str, lexicons: Lexicons = DEFAULT) -> dict[str, str]:
    """Return the name of each topic code in `zh` or `en`, in file order."""
    topics = lexicons.table("topics").get("topic", {})
    return {code: str(topic[language]) for code, topic in topics.items()}
