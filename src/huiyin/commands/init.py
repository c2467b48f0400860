"""`huiyin init`: set up a real place from nothing, by questions or a file; no demo data."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from huiyin.commands.account import say_one_time_password
from huiyin.commands.django_setup import start_django
from huiyin.render.words import gettext as _
from huiyin.render.words import ngettext

if TYPE_CHECKING:
    from huiyin.site.founding import Founded, Founding, PlaceGiven


@click.command(
    name="init", help=_("Set up a place in an empty home: places, units, policies, the first administrator.")
)
@click.option(
    "--file", "file", type=click.Path(exists=True, dir_okay=False, path_type=Path), help=_("Take it from a TOML file.")
)
@click.option("--one-time", is_flag=True, help=_("Ask for no password; print one that is good once."))
def init_command(file: Path | None, one_time: bool) -> None:
    """Make the tables, ask or read, write all or nothing, say what comes next."""
    start_django()
    from huiyin.reading.lexicon_check import check_lexicons
    from huiyin.site.environment import lexicon_folder
    from huiyin.site.founding import found, read_founding, refuse_second
    from huiyin.site.prepare import migrate

    if words := lexicon_folder():
        check_lexicons([str(words)])
    migrate()
    refuse_second()
    given = read_founding(file) if file else _asked()
    password = None if one_time or not _terminal() else _password(given)
    folder = file.parent if file else Path.cwd()
    _tell(found(given, folder=folder, password=password))


def _terminal() -> bool:
    return sys.stdin.isatty()


def _asked() -> "Founding":
    """Ask what a place begins with."""
    from huiyin.site.founding import AdministratorGiven, Founding, PlaceGiven

    click.echo(_("A place is set up in this home. Nothing is written before the last question."))
    place = PlaceGiven(
        code=click.prompt(_("Code of the place (GB/T 2260, or one of its own)")),
        name=click.prompt(_("Name of the place")),
        short_name=click.prompt(_("Short name"), default="", show_default=False),
    )
    return Founding(
        place=place,
        places=tuple(_places_below()),
        units=click.prompt(_("Table of units: XLSX or CSV (empty: later)"), default="", show_default=False),
        administrator=AdministratorGiven(
            username=click.prompt(_("User name of the first administrator")),
            name=click.prompt(_("Name of the first administrator")),
        ),
        policies=_policies(),
    )


def _places_below() -> "list[PlaceGiven]":
    """Ask for the places below, until an empty answer."""
    from huiyin.site.founding import PlaceGiven

    found: list[PlaceGiven] = []
    words = _("A place below: code and name with a space between (empty: no more)")
    above = _("The code of the place above it (empty: the place itself)")
    while answer := click.prompt(words, default="", show_default=False).strip():
        code, _space, name = answer.partition(" ")
        if not name.strip():
            click.echo(_("Code and name, please: 990102 临溪区"))
            continue
        known = {each.code for each in found}
        parent = click.prompt(above, default="", show_default=False).strip() if known else ""
        while parent and parent not in known:
            click.echo(_("Of those given so far, please: {known}").format(known=", ".join(sorted(known))))
            parent = click.prompt(above, default="", show_default=False).strip()
        found.append(PlaceGiven(code=code, name=name.strip(), parent=parent))
    return found


def _policies() -> tuple[str, ...]:
    """Ask which rules the place keeps from the start; none named means all that are there."""
    from huiyin.site.founding import all_policies

    known = all_policies()
    click.echo(_("Rules of handling that are there: {known}").format(known=", ".join(known)))
    words = _("Those of this place, with commas between (empty: all of them)")
    while True:
        answer = click.prompt(words, default="", show_default=False).replace("，", ",")
        chosen = tuple(each.strip() for each in answer.split(",") if each.strip())
        unknown = [each for each in chosen if each not in known]
        if not unknown:
            return chosen
        click.echo(_("There is no {unknown}.").format(unknown=", ".join(unknown)))


def _password(given: "Founding") -> str | None:
    """Ask for the administrator's password, twice; None where a one-time password is preferred."""
    from huiyin.site.founding import check_password

    person = given.administrator
    while True:
        typed = click.prompt(
            _("Password of the administrator (empty: print one that is good once)"),
            default="",
            show_default=False,
            hide_input=True,
        )
        if not typed:
            return None
        names = [name for each in (given.place, *given.places) for name in (each.name, each.short_name)]
        wrong = check_password(typed, username=person.username, name=person.name, places=names)
        if wrong:
            click.echo("\n".join(wrong))
        elif click.prompt(_("Once more"), hide_input=True, default="", show_default=False) == typed:
            return str(typed)
        else:
            click.echo(_("The two differ."))


def _tell(founded: "Founded") -> None:
    """Say what was written and what comes next."""
    click.echo(_("{place} is set up.").format(place=founded.place))
    places, count = founded.places, founded.units
    click.echo("  " + ngettext("{n} place", "{n} places", places).format(n=places))
    click.echo("  " + ngettext("{n} unit", "{n} units", count).format(n=count))
    click.echo("  " + _("policies: {ids}").format(ids=", ".join(founded.policies)))
    if founded.one_time_password:
        say_one_time_password(founded.username, founded.one_time_password)
    click.echo(_("Next: huiyin serve, then sign in and set up the second factor."))
