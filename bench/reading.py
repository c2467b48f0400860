"""The whole reader on ten reports, against jieba's segmentation of the same text; and where its time goes."""

from collections.abc import Iterator

from measuring import JobError, Row, Spread, Worker, duel
from peers import rate
from plan import Plan

WHAT = "whole read() of ten reports, characters/s"
CALL = "list(jieba.cut(text)), its own dictionary"
TARGET = 3.0


def rows(plan: Plan) -> Iterator[Row]:
    """Yield the race against jieba, then the modules that the reader's time is spent in."""
    with Worker() as ours:
        if plan.peers is None:
            yield _alone(plan, ours)
        else:
            with Worker(plan.peers) as theirs:
                yield _race(plan, ours, theirs)
        yield _where(plan, ours)


def _alone(plan: Plan, ours: Worker) -> Row:
    """Measure the reader without anything beside it."""
    runs = [ours.time("huiyin_read", plan.texts.reports) for _ in range(plan.rounds)]
    cpu, wall = Spread(tuple(run.cpu for run in runs)), Spread(tuple(run.wall for run in runs))
    figures = {"characters": plan.texts.characters, "ours_cpu_s": cpu, "ours_wall_s": wall}
    said = rate(plan.texts.characters, cpu)
    return Row("reading.jieba", WHAT, said, CALL, "", f"≥ {TARGET:g} ×", None, plan.no_peers, figures, skipped=True)


def _race(plan: Plan, ours: Worker, theirs: Worker) -> Row:
    """Measure reader and segmentation in turn."""
    texts = plan.texts.reports
    try:
        both = duel(lambda: ours.time("huiyin_read", texts), lambda: theirs.time("jieba_cut", texts), plan.rounds)
    except JobError as error:
        return Row("reading.jieba", WHAT, against=CALL, target=f"≥ {TARGET:g} ×", note=str(error), skipped=True)
    ratio, count = both.faster(), plan.texts.characters
    return Row(
        "reading.jieba",
        WHAT,
        rate(count, both.spread("ours", "cpu")),
        f"{CALL}: {rate(count, both.spread('theirs', 'cpu'))}",
        ratio.words() + " ×",
        f"≥ {TARGET:g} ×",
        ratio.median >= TARGET,
        f"it finds {both.theirs[0].found:,} words, we {both.ours[0].found:,} statements, figures and names",
        {
            "characters": count,
            "ours_cpu_s": both.spread("ours", "cpu"),
            "ours_wall_s": both.spread("ours", "wall"),
            "theirs_cpu_s": both.spread("theirs", "cpu"),
            "theirs_wall_s": both.spread("theirs", "wall"),
            "ratio_cpu": ratio,
            "ratio_wall": both.faster("wall"),
        },
    )


def _where(plan: Plan, ours: Worker) -> Row:
    """Sample which module of the reader is at work."""
    repeat = 2 if plan.quick else 6
    seconds: dict[str, float] = ours.ask("where", plan.texts.reports, repeat=repeat)["where"]
    total = sum(seconds.values())
    shares = [f"{name.removeprefix('huiyin.reading.')} {value / total:.0%}" for name, value in seconds.items()]
    return Row(
        "reading.where",
        "where the time of read() goes, by module",
        f"{total * 1000:.0f} ms CPU",
        note=", ".join(shares[:10]),
        figures={"cpu_s": {name: float(f"{value:.4g}") for name, value in seconds.items()}},
    )
