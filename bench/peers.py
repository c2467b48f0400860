"""The packages that are measured beside the reader: their own environment, and how fast they find numbers and units."""

import hashlib
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from measuring import Duel, JobError, Row, Spread, Timing, Worker, duel
from plan import Plan
from texts import ROOT

FOLDER = ROOT / ".venv-bench"
REQUIREMENTS = ROOT / "bench" / "requirements-peers.txt"
PYTHON = FOLDER / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
STAMP = FOLDER / "installed"


@dataclass(frozen=True)
class Peer:
    """A call of a package: the job's name, the call in words, how many characters of text it gets in a round.

    `target` is how many times faster the reader must be (None: shown for what it is).
    """

    job: str
    call: str
    characters: int
    target: float | None = 10.0


# Slow ones get less text: rates need about a second of work, not minutes of it. Each is held against the reader on
# exactly the text that it got itself.
PEERS = (
    Peer("jionlp_money", "jionlp ner.extract_money(text)", 10**9),
    Peer("jionlp_money_time", "jionlp ner.extract_money + ner.extract_time", 60_000),
    Peer("jionlp_time", "  its ner.extract_time alone", 60_000, None),
    Peer("jionlp_money_checked", "jionlp ner.extract_money(use_jiojio=True)", 60_000),
    Peer("recognizers_both", "ms-recognizers-text number + number-with-unit", 20_000),
    Peer("recognizers_number", "  its number model alone", 60_000, None),
    Peer("recognizers_unit", "  its number-with-unit models alone", 20_000, None),
)


def environment(*, install: bool) -> tuple[Path | None, str]:
    """Return the peers' Python, or None and why there is none; makes the environment anew where it is out of date."""
    wanted = hashlib.sha256(REQUIREMENTS.read_bytes()).hexdigest()
    if PYTHON.exists() and STAMP.exists() and STAMP.read_text(encoding="ascii") == wanted:
        return PYTHON, ""
    if not install:
        return None, "peers not installed here (.venv-bench); a full run installs them"
    print("Installing the peers into .venv-bench (a minute, once) …", file=sys.stderr)
    install_all = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes"]
    try:
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(FOLDER)], check=True)
        subprocess.run([*install_all, "-r", str(REQUIREMENTS)], check=True, stdout=sys.stderr)
    except (OSError, subprocess.CalledProcessError) as error:
        return None, f"peers could not be installed: {error}"
    STAMP.write_text(wanted, encoding="ascii")
    return PYTHON, ""


def rows(plan: Plan) -> Iterator[Row]:
    """Yield a row for each call of a peer that finds numbers with their units."""
    if plan.peers is None:
        for peer in PEERS:
            yield Row(
                f"peers.{peer.job}", WHAT, against=peer.call, target=_target(peer), skipped=True, note=plan.no_peers
            )
        return
    for peer in PEERS:
        with Worker() as ours, Worker(plan.peers) as theirs:
            yield _row(peer, plan, ours, theirs)
    with Worker() as ours, Worker(plan.peers) as theirs:
        yield _amounts(plan, ours, theirs)


AMOUNT = re.compile(r"[0-9][0-9.]*[万亿]*元")


def _amounts(plan: Plan, ours: Worker, theirs: Worker) -> Row:
    """Measure how fast each side parses amounts of money that stand alone, so that nothing is to be found."""
    amounts = [amount for text in plan.texts.reports for amount in AMOUNT.findall(text)]
    name, what, call = (
        "peers.jionlp_parse_money",
        "our figures of one amount alone, amounts/s",
        "jionlp parse_money(amount)",
    )
    try:
        both = duel(
            lambda: ours.time("huiyin_figures", amounts),
            lambda: theirs.time("jionlp_parse_money", amounts),
            min(plan.rounds, 3),
        )
    except JobError as error:
        return Row(name, what, against=call, note=str(error), skipped=True)
    ratio = both.faster()
    return Row(
        name,
        what,
        rate(len(amounts), both.spread("ours", "cpu")),
        f"{call}: {rate(len(amounts), both.spread('theirs', 'cpu'))}",
        ratio.words("{:.1f}") + " ×",
        note=f"{len(amounts)} amounts: it parses {both.theirs[0].found}, we {both.ours[0].found}",
        figures={"amounts": len(amounts), "ratio_cpu": ratio},
    )


WHAT = "whole read(), characters/s"


def _row(peer: Peer, plan: Plan, ours: Worker, theirs: Worker) -> Row:
    """Measure the whole reader, its figures alone, and one call of a peer in turn on the same text."""
    texts = portion(plan, peer.characters)
    count = sum(map(len, texts))
    repeat = max(1, 200_000 // count)
    whole: list[Timing] = []
    figures: list[Timing] = []
    others: list[Timing] = []
    try:
        for _ in range(min(plan.rounds, 1 if plan.quick else 3)):
            whole.append(ours.time("huiyin_read", texts, repeat=repeat))
            others.append(theirs.time(peer.job, texts))
            figures.append(ours.time("huiyin_figures", texts, repeat=repeat))
    except JobError as error:
        return Row(f"peers.{peer.job}", WHAT, against=peer.call, target=_target(peer), note=str(error), skipped=True)
    both = Duel(tuple(whole), tuple(others))
    alone = Duel(tuple(figures), tuple(others)).faster()
    ratio = both.faster()
    return Row(
        f"peers.{peer.job}",
        WHAT,
        rate(count, both.spread("ours", "cpu")),
        f"{peer.call}: {rate(count, both.spread('theirs', 'cpu'))}",
        ratio.words("{:.1f}") + " ×",
        _target(peer),
        None if peer.target is None else ratio.median >= peer.target,
        f"on {count:,} characters it finds {others[0].found}, our figures are {figures[0].found}; "
        f"finding them alone is {alone.median:.1f} × as fast as it",
        {
            "characters": count,
            "ours_cpu_s": both.spread("ours", "cpu"),
            "ours_wall_s": both.spread("ours", "wall"),
            "theirs_cpu_s": both.spread("theirs", "cpu"),
            "theirs_wall_s": both.spread("theirs", "wall"),
            "ratio_cpu": ratio,
            "ratio_wall": both.faster("wall"),
            "ratio_cpu_figures_alone": alone,
        },
    )


def portion(plan: Plan, characters: int) -> list[str]:
    """Return the first reports, the last one cut, so that they have no more characters than this."""
    taken: list[str] = []
    for report in plan.texts.reports:
        taken.append(report[:characters])
        characters -= len(taken[-1])
        if not characters:
            break
    return taken


def rate(characters: int, seconds: Spread) -> str:
    """Return characters a second in words."""
    return f"{characters / seconds.median:,.0f}/s"


def _target(peer: Peer) -> str:
    return "" if peer.target is None else f"≥ {peer.target:g} ×"
