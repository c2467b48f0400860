"""`huiyin policy`: a policy file checked, tried on a day, and held against cases of the past."""

import re
import sys
from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from huiyin.commands.help import WideContext
from huiyin.render.words import gettext as _

if TYPE_CHECKING:
    from huiyin.policy import Calendar, Policy
    from huiyin.policy.replay import PastCase
    from huiyin.policy.simulate import Planned

PIPE_WIDTH = 132  # columns where there is no terminal to ask
MORNING = time(9)
PLANNED = re.compile(r"(?P<action>[a-z_]+)(?:@(?P<on>\d{4}-\d{2}-\d{2}))?")
HANDS = {"lead_unit": ("unit-1",), "co_handler": ("unit-2",), "part_handler": ("unit-3", "unit-4")}  # in a simulation
EXITS = _("Exit codes: 0 fine; 2 bad input or usage; 130 interrupted.")


class DayType(click.ParamType[date]):
    """A day written as 2026-01-12."""

    name = "day"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Return the day; anything else fails with how it is written."""
        try:
            return value if isinstance(value, date) else date.fromisoformat(str(value))
        except ValueError:
            self.fail(_("{value} is no day; write 2026-01-12.").format(value=value), param, ctx)


class PolicyGroup(click.Group):
    """The group of the commands about policies, in the order in which one needs them."""

    context_class = WideContext

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  click's signature
        """Return the names in the order in which they were added."""
        return list(self.commands)

    def add_command(self, cmd: click.Command, name: str | None = None) -> None:
        """Take a command in, its help wrapped by columns as well."""
        cmd.context_class = WideContext
        super().add_command(cmd, name)


folder_option = click.option(
    "--folder",
    "folders",
    multiple=True,
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help=_("A place's own folder of policies, searched first; may be given several times."),
)
notices_option = click.option(
    "--notices",
    multiple=True,
    type=click.Path(path_type=Path, exists=True),
    help=_("A notice of days off, or a folder of them, beside the shipped ones; may be given several times."),
)
format_option = click.option(
    "-f",
    "--format",
    "format_",
    type=click.Choice(("terminal", "json")),
    default="terminal",
    show_default=True,
    help=_("How to show it."),
)


@click.group(
    "policy",
    cls=PolicyGroup,
    short_help=_("Check policies, try them on a day, replay past cases."),
    help=_(
        "Check a policy file, say what would be due when, and which past cases would have been late under it.\n\n"
        "POLICY is the name of a shipped policy (commitment.general) or a TOML file."
    ),
    epilog=EXITS,
    subcommand_metavar=_("COMMAND …"),
)
def policy_command() -> None:
    """Hold the commands about policies."""


@policy_command.command(
    "check",
    short_help=_("Say whether a policy holds, and what is in it."),
    help=_("Show stages, actions, clocks and settings of a policy, and which values nobody has confirmed."),
    epilog=EXITS,
    options_metavar=_("[OPTIONS]"),
)
@click.argument("policy", metavar="POLICY")
@folder_option
@format_option
def check_policy(policy: str, folders: tuple[Path, ...], format_: str) -> None:
    """Load a policy and show it; a fault is told by the caller."""
    from huiyin.policy import load, to_json
    from huiyin.render.policies import outline

    held = load(policy, folders=folders)
    click.echo(to_json(held).decode() if format_ == "json" else outline(held, width=_width()))


@policy_command.command(
    "simulate",
    short_help=_("Say what would be due when."),
    help=_(
        "Say what would be due when, and why.\n\n"
        "Without --actions each clock is reckoned as if it started on the day of --from. With them a case is opened on "
        "that day and the actions are taken on the same day, or on the one after @: assign,accept@2026-01-15."
    ),
    epilog=EXITS,
    options_metavar=_("[OPTIONS]"),
)
@click.argument("policy", metavar="POLICY")
@click.option("--from", "start", type=DayType(), required=True, metavar="DAY", help=_("The day on which it begins."))
@click.option("--actions", metavar="ACTION[@DAY],…", help=_("What is done, in order."))
@click.option("--due", type=DayType(), metavar="DAY", help=_("The last day, where a clock's limit is named."))
@click.option("--class", "item_class", metavar="CLASS", help=_("The class of the item, where some have other limits."))
@folder_option
@notices_option
@format_option
def simulate_policy(
    policy: str,
    start: date,
    actions: str | None,
    due: date | None,
    item_class: str | None,
    folders: tuple[Path, ...],
    notices: tuple[Path, ...],
    format_: str,
) -> None:
    """Reckon every clock, or walk a case through the actions."""
    from huiyin.policy import load
    from huiyin.policy.simulate import each_clock, simulate
    from huiyin.render.policies import clocks_of, simulation

    held, calendar = load(policy, folders=folders), _calendar(notices)
    given: dict[str, object] = {clock.given: due for clock in held.clocks if clock.given and due}
    given |= {"class": _class_of(held, item_class)} if item_class else {}
    if actions is None:
        found = each_clock(held, _moment(start), calendar=calendar, given=given)
        _show(format_, [(clock.code, due) for clock, due in found], lambda: clocks_of(found, width=_width()))
        return
    planned = list(_planned(actions, start))
    result = simulate(held, _moment(start), planned, calendar=calendar, keys=HANDS, given=given)
    _show(format_, result, lambda: simulation(held, result, width=_width()))


@policy_command.command(
    "replay",
    short_help=_("Say which past cases would have been late under a policy."),
    help=_(
        "Let past cases run under a policy: which clocks would have been late, which actions would have been refused."
        "\n\n"
        "The cases are this site's own, those of the policy's type; --cases takes them from a file instead."
    ),
    epilog=EXITS,
    options_metavar=_("[OPTIONS]"),
)
@click.argument("policy", metavar="POLICY")
@click.option(
    "--cases",
    type=click.File(encoding="utf-8"),
    metavar="FILE",
    help=_("Cases in a file, one in a line as JSON; - for standard input.  [default: this site's own]"),
)
@click.option("--year", type=click.IntRange(1949, 2200), help=_("Only cases that were opened in that year."))
@click.option("--against", metavar="POLICY", help=_("Show only what differs from this policy."))
@click.option("--until", type=DayType(), metavar="DAY", help=_("Judge what still runs by this day.  [default: today]"))
@folder_option
@notices_option
@format_option
def replay_policy(
    policy: str,
    cases: TextIO | None,
    year: int | None,
    against: str | None,
    until: date | None,
    folders: tuple[Path, ...],
    notices: tuple[Path, ...],
    format_: str,
) -> None:
    """Replay the cases, once or under two policies."""
    from huiyin.commands.past import own_cases
    from huiyin.policy import load
    from huiyin.policy.moments import SHANGHAI
    from huiyin.policy.replay import compare, read_cases, replay
    from huiyin.render.policies import replayed

    held, calendar = load(policy, folders=folders), _calendar(notices)
    found: list[PastCase] = list(read_cases(cases)) if cases is not None else own_cases(held.case_type, year)
    day = until or datetime.now(SHANGHAI).date()
    result = replay(held, found, calendar=calendar, until=day, year=year)
    difference = None
    if against is not None:
        before = replay(load(against, folders=folders), found, calendar=calendar, until=day, year=year)
        difference = compare(before, result)
    shown = {"replay": result, "difference": difference}
    _show(format_, shown, lambda: replayed(held, result, difference, width=_width()))


def _class_of(policy: "Policy", item_class: str) -> str:
    """Return a class of items that some clock of the policy knows."""
    known = list(dict.fromkeys(each for clock in policy.clocks for each in clock.classes))
    if item_class not in known:
        message = _("{value} is no class of this policy; there are: {known}.")
        raise click.BadParameter(message.format(value=item_class, known=", ".join(known) or "—"))
    return item_class


def _planned(actions: str, start: date) -> Iterator["Planned"]:
    """Yield the actions of a list; one without a day is taken on the day of the one before."""
    from huiyin.policy.simulate import Planned

    on = start
    for each in actions.split(","):
        found = PLANNED.fullmatch(each.strip())
        if found is None:
            raise click.BadParameter(_("{value} is no action; write accept or accept@2026-01-15.").format(value=each))
        on = DayType().convert(found["on"], None, None) if found["on"] else on
        yield Planned(found["action"], _moment(on))


def _moment(day: date) -> datetime:
    from huiyin.policy.moments import SHANGHAI

    return datetime.combine(day, MORNING, SHANGHAI)


def _calendar(notices: tuple[Path, ...]) -> "Calendar":
    from huiyin.policy import Calendar

    return Calendar.shipped(extra=notices)


def _show(format_: str, result: object, words: Callable[[], str]) -> None:
    """Print a result as JSON, or its words."""
    import msgspec

    click.echo(msgspec.json.encode(result).decode() if format_ == "json" else words())


def _width() -> int:
    from rich.console import Console

    return Console().width if sys.stdout.isatty() else PIPE_WIDTH
