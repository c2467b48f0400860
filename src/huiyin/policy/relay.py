"""The relay (接力计时): what each hand has used of the time, so that delay is laid where it arose."""

from datetime import date, datetime

from huiyin.policy.calendar import Calendar
from huiyin.policy.lights import gravest, light_of
from huiyin.policy.model import Hand, Run, State, Stretch, Turn
from huiyin.policy.moments import local_day

WHOLE = "whole"
Span = tuple[date, date]  # the days after the first, up to and with the second


def relay(state: State, *, calendar: Calendar, today: date | datetime) -> tuple[Hand, ...]:
    """Return a row for each hand and unit in the order in which they came to the case.

    The day on which a hand gets the case is not counted as used, the day on which it passes it on is.

    Args:
        state: where the case stands, with its clocks and turns.
        calendar: working days.
        today: the day up to which running time is counted.
    """
    day = local_day(today) if isinstance(today, datetime) else today
    return tuple(_hand(who, state, calendar, day) for who in _hands(state))


def _hands(state: State) -> list[tuple[str, str]]:
    """Return hands with their units by the first moment at which they had something to do."""
    first: dict[tuple[str, str], datetime] = {}
    for turn in state.turns:
        first.setdefault((turn.hand, turn.key), turn.from_at)
    for run in state.runs:
        if run.hand not in ("", WHOLE):
            who = (run.hand, run.key)
            first[who] = min(first.get(who, run.started_at), run.started_at)
    return sorted(first, key=lambda who: first[who])


def _hand(who: tuple[str, str], state: State, calendar: Calendar, today: date) -> Hand:
    """Return the row of one hand."""
    turns = [turn for turn in state.turns if (turn.hand, turn.key) == who]
    runs = [run for run in state.runs if (run.hand, run.key) == who]
    stretches = [_of_run(run, calendar, today) for run in runs] + [_of_turn(turn, calendar, today) for turn in turns]
    used, over = list[Span](), list[Span]()
    for run in runs:
        spans = _run_spans(run, today)
        used += spans
        over += _after(spans, run.deadline.due_on)
    used += [(local_day(turn.from_at), _end(turn.to_at, today)) for turn in turns]
    going = [run for run in runs if run.stopped_at is None]
    latest = (going or runs)[-1] if runs else None
    in_turn = any(turn.to_at is None for turn in turns)
    return Hand(
        hand=who[0],
        key=who[1],
        used=_working_days(used, calendar),
        over=_working_days(over, calendar),
        limit=latest.limit if latest else None,
        due_on=latest.deadline.due_on if latest else None,
        running=bool(going),
        parallel=bool(going) and not in_turn,
        turn=in_turn,
        light=gravest([light_of(run, today) for run in going]),
        stretches=tuple(sorted(stretches, key=lambda each: (each.from_on, each.clock))),
    )


def _of_run(run: Run, calendar: Calendar, today: date) -> Stretch:
    """Return the stretch of one clock; days on which it stood still are not used."""
    spans = _run_spans(run, today)
    return Stretch(
        clock=run.clock,
        from_on=local_day(run.started_at),
        to_on=local_day(run.stopped_at) if run.stopped_at else None,
        used=_working_days(spans, calendar),
        over=_working_days(_after(spans, run.deadline.due_on), calendar),
        limit=run.limit,
        due_on=run.deadline.due_on,
    )


def _of_turn(turn: Turn, calendar: Calendar, today: date) -> Stretch:
    """Return the stretch of one turn, whatever clock ran in it."""
    start, end = local_day(turn.from_at), _end(turn.to_at, today)
    return Stretch(
        clock="",
        from_on=start,
        to_on=local_day(turn.to_at) if turn.to_at else None,
        used=max(calendar.working_days_between(start, end), 0),
        over=0,
        limit=None,
        due_on=None,
    )


def _run_spans(run: Run, today: date) -> list[Span]:
    """Return the spans that a clock has used, without those in which it stood still."""
    start, end = local_day(run.started_at), _end(run.stopped_at, today)
    spans = []
    for pause in sorted(run.pauses, key=lambda each: each.from_on):
        spans.append((start, min(pause.from_on, end)))
        start = max(start, min(pause.to_on or end, end))
    return [*spans, (start, end)]


def _after(spans: list[Span], day: date) -> list[Span]:
    """Return what of some spans comes after a day."""
    return [(max(start, day), end) for start, end in spans]


def _working_days(spans: list[Span], calendar: Calendar) -> int:
    """Return how many working days lie in spans, each day counted once."""
    total, reached = 0, date.min
    for start, end in sorted(spans):
        start = max(start, reached)
        if start < end:
            total += calendar.working_days_between(start, end)
            reached = end
    return total


def _end(at: datetime | None, today: date) -> date:
    return local_day(at) if at else today
