"""From the items of an answer to statements at their place, and from those to a sound reading."""

from collections.abc import Iterable, Sequence

import msgspec

from huiyin.engines.answers import StatementItem, left_out
from huiyin.engines.locate import Lost, locate
from huiyin.engines.results import Dropped
from huiyin.errors import EngineError
from huiyin.reading.checkable import checkable
from huiyin.reading.fold import fold
from huiyin.reading.lexicon import Lexicons
from huiyin.reading.measures import find_measures
from huiyin.reading.model import Measure, Mention, Place, Reading, Statement
from huiyin.reading.topics import find_topics
from huiyin.reading.validate import Fault, validate

RULE = "engine.chat"
_AROUND = " \t\r\n\u3000。！？；，、：…,;:!?"  # a statement ends before its closing mark; models often take it along
_NUMERALS = frozenset("0123456789０１２３４５６７８９.．〇零一二两三四五六七八九十百千万亿")


def placed_statements(
    items: Sequence[StatementItem], text: str, folded: str, start: int, end: int
) -> tuple[list[Statement], list[Dropped]]:
    """Place the items of one answer in `text[start:end]`, the passage that was asked about.

    Labels and figures are taken over as they came: whether they are right is `sound`'s to find out.
    """
    quotes = [fold(item.quote).strip(_AROUND) for item in items]
    placed, lost = locate(quotes, folded, start, end)
    dropped = _losses("statement", lost, [item.quote for item in items])
    statements: list[Statement] = []
    for index, first, last in placed:
        item = items[index]
        measures, no_measures = _placed_measures(item, text, folded, first, last)
        mentions, no_mentions = _placed_mentions(item, text, folded, first, last)
        dropped += [*no_measures, *no_mentions]
        statements.append(
            Statement(
                id=f"{first}-{last}",
                start=first,
                end=last,
                text=text[first:last],
                kind=item.kind,
                speaker=item.speaker or None,
                period=item.period,
                anchor=None,
                places=(),
                topics=(),
                measures=measures,
                mentions=mentions,
                checkable=0,
                rules=(RULE,),
            )
        )
    return statements, dropped


def _placed_measures(
    item: StatementItem, text: str, folded: str, start: int, end: int
) -> tuple[tuple[Measure, ...], list[Dropped]]:
    def whole(first: int, last: int) -> bool:
        """A figure does not begin or end inside a longer number: `5%` is not to be found in `15%`."""
        before = text[first - 1 : first] in _NUMERALS and text[first] in _NUMERALS
        after = text[last : last + 1] in _NUMERALS and text[last - 1] in _NUMERALS
        return not before and not after

    quotes = [measure.quote for measure in item.measures]
    placed, lost = locate([fold(quote) for quote in quotes], folded, start, end, whole)
    measures = tuple(
        Measure(first, last, text[first:last], m.value, m.unit, m.relation, m.role, "", RULE)
        for m, first, last in ((item.measures[index], first, last) for index, first, last in placed)
    )
    return measures, _losses("measure", lost, quotes)


def _placed_mentions(
    item: StatementItem, text: str, folded: str, start: int, end: int
) -> tuple[tuple[Mention, ...], list[Dropped]]:
    quotes = [mention.quote for mention in item.mentions]
    placed, lost = locate([fold(quote) for quote in quotes], folded, start, end)
    mentions = tuple(
        Mention(first, last, text[first:last], item.mentions[index].type, RULE) for index, first, last in placed
    )
    return mentions, _losses("mention", lost, quotes)


def _losses(part: str, lost: Iterable[Lost], quotes: Sequence[str]) -> list[Dropped]:
    return [left_out(part, reason, quotes[index]) for index, reason in lost]


def sound(reading: Reading, text: str, lexicons: Lexicons, place: str | None) -> tuple[Reading, list[Dropped]]:
    """Return the reading without whatever does not hold to the text, filled up, and what was taken away.

    A figure or name with a fault goes alone, a speaker whom the text does not know is nobody, any other fault takes
    its statement along.

    Raises:
        EngineError: `engine.invalid`, if a fault is left.
    """
    faults = validate(reading, text, lexicons)
    kept, dropped = _without(reading, faults)
    filled = msgspec.structs.replace(kept, statements=_filled(kept.statements, text, lexicons, place))
    for fault in validate(filled, text, lexicons):
        raise EngineError("engine.invalid", fault=fault.code)
    return filled, dropped


def _without(reading: Reading, faults: Iterable[Fault]) -> tuple[Reading, list[Dropped]]:
    dropped: list[Dropped] = []
    gone: set[tuple[str | int, ...]] = set()
    for fault in faults:
        if fault.path[0] != "statements" or len(fault.path) < 2:
            raise EngineError("engine.invalid", fault=fault.code)
        statement = reading.statements[int(fault.path[1])]
        part, where, words = "statement", fault.path[:2], statement.text
        if fault.path[2:3] in (("measures",), ("mentions",)):
            part, where = str(fault.path[2])[:-1], fault.path[:4]
            cited = statement.measures if part == "measure" else statement.mentions
            words = cited[int(fault.path[3])].text
        elif fault.path[2:] == ("speaker",):
            part, where, words = "speaker", fault.path, statement.speaker or ""
        if where not in gone:  # the first fault of a thing is its reason
            gone.add(where)
            dropped.append(left_out(part, fault.code, words))
    statements = tuple(
        _trimmed(statement, ("statements", index), gone)
        for index, statement in enumerate(reading.statements)
        if ("statements", index) not in gone
    )
    return msgspec.structs.replace(reading, statements=statements), dropped


def _trimmed(statement: Statement, path: tuple[str | int, ...], gone: set[tuple[str | int, ...]]) -> Statement:
    return msgspec.structs.replace(
        statement,
        speaker=None if (*path, "speaker") in gone else statement.speaker,
        measures=tuple(m for n, m in enumerate(statement.measures) if (*path, "measures", n) not in gone),
        mentions=tuple(m for n, m in enumerate(statement.mentions) if (*path, "mentions", n) not in gone),
    )


def _filled(statements: Sequence[Statement], text: str, lexicons: Lexicons, place: str | None) -> tuple[Statement, ...]:
    """Add what follows from the text alone and is not asked of a model: subjects, topics, how far it can be checked."""
    subjects = {(figure.start, figure.end): figure.subject for figure in find_measures(text, lexicons)}
    topics = find_topics(text, [(statement.start, statement.end) for statement in statements], lexicons)
    implied = (Place(place, ""),) if place else ()
    filled: list[Statement] = []
    for statement, codes in zip(statements, topics, strict=True):
        measures = tuple(
            msgspec.structs.replace(figure, subject=subjects.get((figure.start, figure.end), ""))
            for figure in statement.measures
        )
        point = checkable(statement.text, measures, statement.mentions, statement.speaker is not None, lexicons)
        filled.append(
            msgspec.structs.replace(statement, measures=measures, topics=codes, places=implied, checkable=point)
        )
    return tuple(filled)
