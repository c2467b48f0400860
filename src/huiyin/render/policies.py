"""Policies on the terminal: what a file says, what would be due when, and which cases would have been late."""

import io
from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.table import Table

from huiyin.policy.clocks import as_run
from huiyin.policy.misuse import unconfirmed
from huiyin.policy.model import Clock, Deadline, Policy, Transition
from huiyin.policy.replay import Difference, LateClock, Replay
from huiyin.policy.simulate import Simulated, open_runs
from huiyin.render.policy_words import called, length, listed, reason_words, refused, said, weekday, working_days
from huiyin.render.words import gettext as _
from huiyin.render.words import language


def outline(policy: Policy, *, width: int) -> str:
    """Return all that a policy says: stages, actions, clocks, settings, and what nobody has confirmed."""
    page = _Page(width)
    page.say(f"{policy.id}  {said(policy.names)}")
    page.say(_("Version {version}").format(version=policy.version))
    if policy.extends:
        page.say(_("Stands on {names}").format(names=listed(list(policy.extends))))
    page.say(_("Source: {source}").format(source=policy.source) + _mark(policy.confirmed))
    page.table(_("Stages"), (_stage_row(policy, code) for code in (stage.code for stage in policy.stages)))
    page.table(_("Actions"), (_action_row(policy, each) for each in policy.transitions))
    page.table(_("Clocks"), (_clock_row(policy, each) for each in policy.clocks))
    page.table(
        _("Settings"),
        (
            (code, called("setting", code), str(held.value), held.source + _mark(held.confirmed))
            for code, held in policy.settings.items()
        ),
    )
    missing = list(unconfirmed(policy))
    page.say("")
    page.say(_("{n} values are not confirmed; none of them is a rule of your place yet.").format(n=len(missing)))
    return page.text()


def simulation(policy: Policy, simulated: Simulated, *, width: int) -> str:
    """Return the steps that were taken and the clocks that run after them, each with its reckoning."""
    page = _Page(width)
    rows = []
    for step in simulated.steps:
        stage = policy.stage(step.stage)
        rows.append((str(step.at)[:10], _action_name(policy, step.action), said(stage.names) if stage else ""))
    page.table(_("Steps"), rows)
    if simulated.refusal is not None:
        action = _action_name(policy, simulated.refused)
        page.say(_("{action}: refused, {reason}.").format(action=action, reason=refused(simulated.refusal)))
    for run in open_runs(simulated.state):
        clock = policy.clock(run.clock)
        if clock is not None:
            page.deadline(as_run(clock, run.limit), run.deadline, run.key)
    return page.text()


def clocks_of(found: Iterable[tuple[Clock, Deadline | None]], *, width: int) -> str:
    """Return each clock with its deadline, had it started on that day."""
    page = _Page(width)
    for clock, due in found:
        page.deadline(clock, due, "")
    return page.text()


def replayed(policy: Policy, replay: Replay, difference: Difference | None, *, width: int) -> str:
    """Return which clocks would have been late, and what would have been refused; beside another rule where asked."""
    page = _Page(width)
    page.say(f"{policy.id}  {policy.version}")
    page.say(
        _("{late} of {clocks} clocks in {cases} cases would have been late.").format(
            late=len(replay.late), clocks=replay.clocks, cases=replay.cases
        )
    )
    if difference is None:
        page.table(_("Late"), (_late_row(policy, each) for each in replay.late))
    else:
        page.table(_("Late only under this rule"), (_late_row(policy, each) for each in difference.newly))
        page.table(_("No longer late"), (_late_row(policy, each) for each in difference.no_longer))
    page.table(
        _("Would have been refused"),
        ((each.case, str(each.on), _action_name(policy, each.action), each.code) for each in replay.refused),
    )
    return page.text()


class _Page:
    """Lines and tables for a terminal of some width."""

    def __init__(self, width: int) -> None:
        self.out = io.StringIO()
        self.console = Console(file=self.out, width=max(width, 40), no_color=True, highlight=False)

    def say(self, line: str) -> None:
        self.console.print(line, markup=False)

    def table(self, title: str, rows: Iterable[Sequence[str]]) -> None:
        """Print a table under its title; nothing where it has no rows."""
        found = list(rows)
        if not found:
            return
        self.say("")
        self.say(title)
        table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 2))
        for column in range(len(found[0])):
            table.add_column(no_wrap=column == 0, overflow="fold")
        for row in found:
            table.add_row(*map(_plain, row))
        self.console.print(table)

    def deadline(self, clock: Clock, due: Deadline | None, key: str) -> None:
        """Print a clock with the days and every line of its reckoning."""
        name = f"{clock.code}  {said(clock.names)}" + (f"（{key}）" if key else "")
        self.say("")
        self.say(f"{name}  {length(clock.limit)}  {called('hand', clock.hand)}{_mark(clock.confirmed)}")
        if due is None:
            self.say("  " + _("no day is named yet"))
            return
        self.say(
            "  "
            + _("last day {due}, near from {near}, late from {late}").format(
                due=due.due_on, near=due.near_on, late=due.late_on
            )
        )
        for reason in due.reasons:
            self.say(f"    {weekday(reason)}  {reason_words(reason)}")

    def text(self) -> str:
        return "\n".join(line.rstrip() for line in self.out.getvalue().split("\n"))


def _plain(cell: str) -> str:
    return cell.replace("[", r"\[")


def _mark(confirmed: bool) -> str:
    space = "" if language() == "zh" else " "
    return "" if confirmed else space + _("(not confirmed)")


def _stage_row(policy: Policy, code: str) -> tuple[str, ...]:
    stage = policy.stage(code)
    if stage is None:
        return code, "", ""
    turn = _("turn: {hand}").format(hand=called("hand", stage.turn)) if stage.turn else ""
    return code, said(stage.names), _("closed") if stage.closed else turn


def _action_row(policy: Policy, each: Transition) -> tuple[str, ...]:
    """Return an action: code, name, from where to where, by whom, and what it must be given."""
    start = listed([_stage_name(policy, code) for code in each.from_stages]) or _("any open stage")
    way = start + (f" → {_stage_name(policy, each.to_stage)}" if each.to_stage else "")
    needs = listed([called("need", need.name) for need in each.needs if need.required])
    return each.code, said(each.names), way, listed([called("role", role) for role in each.by]), needs


def _clock_row(policy: Policy, each: Clock) -> tuple[str, ...]:
    """Return a clock: code, name, limit, whose, what starts it, where its number comes from."""
    starts = [said(other.names) for other in policy.transitions if each.code in other.starts]
    if each.code in policy.opening:
        starts.insert(0, _("opening"))
    source = each.source + _mark(each.confirmed)
    return each.code, said(each.names), listed(_lengths(each)), called("hand", each.hand), listed(starts), source


def _lengths(clock: Clock) -> list[str]:
    """Return a clock's limit, those of items of a class, and how long it may become."""
    found = [length(clock.limit)]
    if clock.given and clock.limit.unit != "given":
        found.append(_("or by the day that is named"))
    space = "" if language() == "zh" else " "
    found += [f"{called('class', code)}{space}{length(limit)}" for code, limit in clock.classes.items()]
    if clock.latest and clock.extend_times:
        found.append(_("extended to {length} at most").format(length=length(clock.latest)))
    return found


def _late_row(policy: Policy, late: LateClock) -> tuple[str, ...]:
    clock = policy.clock(late.clock)
    name = (said(clock.names) if clock else late.clock) + (f"（{late.key}）" if late.key else "")
    ended = _("ended {day}").format(day=late.ended_on) if late.ended_on else _("not ended")
    return (
        late.case,
        name,
        _("due {day}").format(day=late.due_on),
        ended,
        _("{days} over").format(days=working_days(late.over)),
    )


def _stage_name(policy: Policy, code: str) -> str:
    stage = policy.stage(code)
    return said(stage.names) if stage else code


def _action_name(policy: Policy, action: str) -> str:
    found = next((each for each in policy.transitions if each.action == action), None)
    return said(found.names) if found else (_("opening") if action == "open" else action)
