"""Tables by rule: how often it fires in the corpus, and how much of what was judged is right."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from math import sqrt

from candidates import ASPECTS, MESSAGES, REPORTS, SORTS, Candidate
from judgements import DOUBTFUL, OVERLAPS, RIGHT, Judgement, draws, load, load_paragraphs

# Which judged aspects tell whether a rule of a family was right.
FAMILIES = (
    ("statements", "clause", "borders", ("span",)),
    ("statements", "kind", "kinds", ("kind",)),
    ("statements", "period", "periods", ("period",)),
    ("figures", "measure", "figures: value, unit and relation", ("span", "value", "unit", "relation")),
    ("figures", "measure", "figures: subject", ("subject",)),
    ("names", "mention", "names: exact span and type", ("span", "type")),
)


class Tally:
    """How many were judged right, wrong and doubtful."""

    def __init__(self) -> None:
        self.right = self.wrong = self.doubtful = 0

    def add(self, verdicts: Iterable[str]) -> None:
        """Count one finding by its verdicts: one that is wrong settles it, then one in doubt."""
        given = set(verdicts)
        if given <= {RIGHT}:
            self.right += 1
        elif given <= {RIGHT, DOUBTFUL}:
            self.doubtful += 1
        else:
            self.wrong += 1

    def __str__(self) -> str:
        sure = self.right + self.wrong
        share = f"{self.right / sure:.2f}" if sure else "–"
        return f"{sure + self.doubtful} | {self.right} | {self.doubtful} | {share}"

    def interval(self) -> str:
        """Return the bounds between which the share lies in 95 of 100 such draws (Wilson)."""
        sure = self.right + self.wrong
        if not sure:
            return "–"
        share, z = self.right / sure, 1.96
        centre, width = share + z * z / (2 * sure), z * sqrt(share * (1 - share) / sure + z * z / (4 * sure * sure))
        low, high = ((centre + sign * width) / (1 + z * z / sure) for sign in (-1, 1))
        return f"{low:.2f}–{high:.2f}"


Standing = list[tuple[Judgement, Candidate]]


def tabulate(found: dict[str, list[Candidate]]) -> str:
    """Return all tables as Markdown: each draw for itself, then the rules by all draws together."""
    parts = []
    for sort in SORTS:
        by_key = {one.key: one for one in found[sort]}
        of_all: dict[tuple[str, int, int], tuple[Judgement, Candidate]] = {}
        for folder in draws():
            rows = load(sort, folder)
            read = [(row, by_key[row.key]) for row in rows if row.key in by_key]
            standing = [(row, one) for row, one in read if one.label == row.label]
            head = (
                f"**{sort}**, draw {folder.name}: {len(rows)} judged; {len(rows) - len(read)} no longer read, "
                f"{len(read) - len(standing)} read otherwise today (changed since); neither is counted below"
            )
            parts += [head, _overall(sort, standing)]
            of_all |= {row.key: (row, one) for row, one in standing}  # drawn twice: as it was judged last
        pooled = list(of_all.values())
        parts += [_by_rule(family, found[sort], pooled) for family in FAMILIES if family[0] == sort]
        parts.append(_reasons(pooled))
    return "\n\n".join([*parts, _missed()])


def _overall(sort: str, standing: Standing) -> str:
    lines = [
        "| of reports / of messages | judged | right | doubtful | precision | 95 % | precision in messages |",
        "|---|---|---|---|---|---|---|",
    ]
    aspects = ASPECTS[sort]
    wanted = [("all of these", tuple(range(len(aspects))))] + [(name, (i,)) for i, name in enumerate(aspects)]
    if sort == "names":
        wanted.append(("overlapping span, type", ()))
    for name, which in wanted:
        tallies = {REPORTS: Tally(), MESSAGES: Tally()}
        for row, one in standing:
            tallies[one.source.origin].add(_verdicts(row, which))
        ours, theirs = tallies[REPORTS], tallies[MESSAGES]
        share = str(theirs).rsplit(" ", 1)[1]
        lines.append(f"| {name} | {ours} | {ours.interval()} | {share} of {len(standing) - sum_of(ours)} |")
    return "\n".join(lines)


def sum_of(tally: Tally) -> int:
    """Return how many findings a tally has counted."""
    return tally.right + tally.wrong + tally.doubtful


def _verdicts(row: Judgement, which: tuple[int, ...]) -> list[str]:
    if which:
        return [row.verdicts[i] for i in which]
    span, kind = row.verdicts  # a name: its span may be inexact
    return [RIGHT if span == OVERLAPS else span, kind]


def _reasons(standing: Standing) -> str:
    """Return what was wrong or in doubt, by the short codes of the judge, most frequent first."""
    counts = Counter(row.why for row, _ in standing if row.why)
    return "wrong or doubtful: " + ", ".join(f"{why} {count}" for why, count in counts.most_common())


def _missed() -> str:
    paragraphs = load_paragraphs()
    rows = [(p.figures_read, p.figures_missed, p.names_read, p.names_missed) for p in paragraphs]
    read_figures, figures, read_names, names = (sum(column) for column in zip(*rows, strict=True))
    return (
        f"Missed in {len(rows)} paragraphs of reports, on the day of judging: "
        f"{figures} of {read_figures + figures} figures, {names} of {read_names + names} names."
    )


def _by_rule(family: tuple[str, str, str, tuple[str, ...]], found: list[Candidate], standing: Standing) -> str:
    sort, prefix, title, judged_by = family
    which = tuple(ASPECTS[sort].index(aspect) for aspect in judged_by)
    fires: dict[str, Counter[str]] = defaultdict(Counter)
    tallies: dict[str, Tally] = defaultdict(Tally)
    for one in found:
        for rule in _rules(one, prefix):
            fires[rule][one.source.origin] += 1
    for row, one in standing:
        for rule in _rules(one, prefix):
            tallies[rule].add(_verdicts(row, which))
    shown = sorted(fires, key=lambda rule: (-fires[rule][REPORTS], rule))
    drawn = [rule for rule in shown if rule in tallies]
    lines = [
        f"| rule ({title}) | fires in reports | in messages | judged | right | doubtful | precision |",
        "|---|---|---|---|---|---|---|",
    ]
    lines += [f"| `{rule}` | {fires[rule][REPORTS]} | {fires[rule][MESSAGES]} | {tallies[rule]} |" for rule in drawn]
    rest = [f"`{rule}` {fires[rule][REPORTS]} + {fires[rule][MESSAGES]}" for rule in shown if rule not in tallies]
    if rest and title != "figures: subject":  # the same as in the table before
        lines += ["", f"Not drawn, with how often they fire in reports + messages: {', '.join(rest)}."]
    return "\n".join(lines)


def _rules(one: Candidate, prefix: str) -> list[str]:
    return [rule for rule in dict.fromkeys(one.rules) if rule.startswith(f"{prefix}.")]
