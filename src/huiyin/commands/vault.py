"""`huiyin vault`: change the master key, forget a person, verify the record of openings."""

import click

from huiyin.commands.django_setup import start_django
from huiyin.render.words import gettext as _
from huiyin.render.words import ngettext


@click.group(name="vault", help=_("The vault of personal data: its master key, the forgotten, the record of openings."))
def vault_command() -> None:
    """Load Django for every subcommand."""
    start_django()


@vault_command.command(help=_("Wrap all persons under a fresh master key; can be stopped and started again."))
@click.option("--retire", is_flag=True, help=_("Then drop the old keys: older backups can no longer be opened."))
def rotate(retire: bool) -> None:
    """Change the master key."""
    from django.utils import timezone

    from huiyin.people.vault import rotate_master_key

    n = rotate_master_key(at=timezone.now(), retire=retire)
    click.echo(ngettext("{n} person wrapped anew.", "{n} persons wrapped anew.", n).format(n=n))


@vault_command.command(help=_("Destroy for good what is known of a person."))
@click.argument("key")
@click.option("--reason", required=True, help=_("At least 10 characters; it stays in the record of openings."))
@click.confirmation_option(prompt=_("Nobody can bring it back. Destroy it?"))
def forget(key: str, reason: str) -> None:
    """Forget a person."""
    from django.utils import timezone

    from huiyin.errors import PeopleError
    from huiyin.people.models import Person
    from huiyin.people.vault import forget as forget_person

    person = Person.objects.filter(key=key).first()
    if person is None:
        raise PeopleError("vault.no_such_person", key=key)
    forget_person(person=person, reason=reason, at=timezone.now())
    click.echo(_("Destroyed; the id stands on the list of the forgotten."))


@vault_command.command(help=_("Verify the record of openings; exit code 1 where it was changed."))
@click.pass_context
def verify(context: click.Context) -> None:
    """Recompute the chain of the record."""
    from huiyin.people.openings import verify_openings

    broken = list(verify_openings())
    for each in broken:
        click.echo(_("Entry {position} does not fit ({reason}).").format(position=each.position, reason=each.reason))
    if not broken:
        click.echo(_("The record of openings is whole."))
    context.exit(1 if broken else 0)
