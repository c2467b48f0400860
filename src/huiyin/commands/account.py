"""`huiyin account`: a way in again where no administrator can give one."""

import click

from huiyin.commands.django_setup import start_django
from huiyin.render.words import gettext as _


@click.group(name="account", help=_("Accounts, from the server itself: where the last administrator is locked out."))
def account_command() -> None:
    """Load Django for every subcommand."""
    start_django()


@account_command.command(help=_("Give an account a one-time password, and sign it out everywhere."))
@click.argument("username")
@click.option("--second-factor", is_flag=True, help=_("Remove the second factor, too: the phone is lost."))
def reset(username: str, second_factor: bool) -> None:
    """Say the password; the trail names nobody, as for all that the server does."""
    from huiyin.errors import PeopleError
    from huiyin.ledger import accounts
    from huiyin.ledger.record import SYSTEM
    from huiyin.people.models import Account

    account = Account.objects.filter(username__iexact=username, is_active=True).first()
    if account is None:
        raise PeopleError("account.unknown", username=username)
    told = accounts.reset_password(account=account, by=SYSTEM)
    if second_factor:
        accounts.reset_second_factor(account=account, by=SYSTEM)
    say_one_time_password(account.username, told)


def say_one_time_password(username: str, told: str) -> None:
    """Say a one-time password and for how long it holds."""
    from django.conf import settings

    from huiyin.render.words import ngettext

    click.echo(_("User name {name}, password (good once): {password}").format(name=username, password=told))
    days = settings.ENVIRONMENT.one_time_days
    click.echo(ngettext("It holds for {n} day.", "It holds for {n} days.", days).format(n=days))
