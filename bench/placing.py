"""Placing every statement, figure and name of a long report, against LangExtract's aligner placing the same quotes."""

from collections.abc import Iterator, Sequence

from huiyin.reading import Measure, Mention, Reading, Statement, read
from measuring import JobError, Row, Spread, Timing, Worker, duel
from plan import Plan

WHAT = "placing all of a report of {count:,} characters"
TARGET = 10.0
TOKENIZERS = {"default": "LangExtract's aligner, as it comes", "unicode": "the same with its UnicodeTokenizer"}

Found = Statement | Measure | Mention


def rows(plan: Plan) -> Iterator[Row]:
    """Yield a row for each tokenizer that LangExtract has.

    The peer gets, for each of the three classes by itself, the quotes that our reader made, in the order of the text:
    of the ways to ask, the one in which it is fastest and places most. It only places; our time is that of reading,
    which finds the places on the way. Ours is right where the text at a place is the quote, and a figure or name lies
    in its statement; the peer's is right where it is the place that the quote came from.
    """
    text = plan.texts.long_report()
    what = WHAT.format(count=len(text))
    groups = by_class(read(text))
    right, asked = ours_right(text, read(text)), sum(map(len, groups))
    for tokenizer, call in TOKENIZERS.items():
        name = f"placing.langextract_{tokenizer}"
        with Worker() as ours:
            if plan.peers is None:
                runs = [ours.time("huiyin_read", [text], repeat=5) for _ in range(plan.rounds)]
                yield _alone(name, what, call, runs, right, asked, plan.no_peers)
                continue
            with Worker(plan.peers) as theirs:
                yield _race(name, what, call, text, groups, plan, ours, theirs)


def by_class(reading: Reading) -> list[list[Found]]:
    """Return statements, figures and names, each in the order of the text."""
    statements = reading.statements
    return [
        list(statements),
        [measure for statement in statements for measure in statement.measures],
        [mention for statement in statements for mention in statement.mentions],
    ]


def ours_right(text: str, reading: Reading) -> int:
    """Return how many findings stand where their offsets say, within their statement."""
    count = 0
    for statement in reading.statements:
        count += text[statement.start : statement.end] == statement.text
        within: tuple[Measure | Mention, ...] = (*statement.measures, *statement.mentions)
        for each in within:
            inside = statement.start <= each.start <= each.end <= statement.end
            count += inside and text[each.start : each.end] == each.text
    return count


def _alone(name: str, what: str, call: str, runs: Sequence[Timing], right: int, asked: int, why: str) -> Row:
    """Return the row where there is no peer to ask."""
    cpu, wall = Spread(tuple(run.cpu for run in runs)), Spread(tuple(run.wall for run in runs))
    said = f"{cpu.median * 1000:.0f} ms; {right:,} of {asked:,} right"
    figures = {"ours_cpu_s": cpu, "ours_wall_s": wall, "ours_right": right, "asked": asked}
    return Row(name, what, said, call, "", _target(), None, why, figures, skipped=True)


def _race(
    name: str,
    what: str,
    call: str,
    text: str,
    groups: list[list[Found]],
    plan: Plan,
    ours: Worker,
    theirs: Worker,
) -> Row:
    """Measure reading and aligning in turn; count what each places right."""
    quotes = [[each.text for each in group] for group in groups]
    job = name.removeprefix("placing.")
    try:
        both = duel(
            lambda: ours.time("huiyin_read", [text], repeat=5),
            lambda: theirs.time(job, [text], quotes=quotes),
            1 if plan.quick else min(3, plan.rounds),
        )
    except JobError as error:
        return Row(name, what, against=call, target=_target(), note=str(error), skipped=True)
    asked = sum(map(len, groups))
    right = ours_right(text, read(text))
    placed = both.theirs[0].places or []
    theirs_right = sum(
        place == [each.start, each.end]
        for group, places in zip(groups, placed, strict=True)
        for each, place in zip(group, places, strict=True)
    )
    ratio = both.faster()
    return Row(
        name,
        what,
        f"{both.spread('ours', 'cpu').median * 1000:.0f} ms; {right / asked:.1%} right",
        f"{call}: {both.spread('theirs', 'cpu').median:.2f} s; {theirs_right / asked:.1%} right",
        ratio.words("{:.0f}") + " ×",
        _target(),
        ratio.median >= TARGET and right == asked,
        f"{len(groups[0]):,} statements, {len(groups[1]):,} figures, {len(groups[2]):,} names",
        {
            "asked": asked,
            "ours_right": right,
            "theirs_right": theirs_right,
            "ours_cpu_s": both.spread("ours", "cpu"),
            "theirs_cpu_s": both.spread("theirs", "cpu"),
            "ours_wall_s": both.spread("ours", "wall"),
            "theirs_wall_s": both.spread("theirs", "wall"),
            "ratio_cpu": ratio,
            "ratio_wall": both.faster("wall"),
        },
    )


def _target() -> str:
    return f"≥ {TARGET:g} ×, all right"
