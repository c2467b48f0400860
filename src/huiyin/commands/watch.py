"""`huiyin watch`: what the background worker does every hour, once and now, for places that run their own timer."""

import click

from huiyin.commands.django_setup import start_django
from huiyin.render.words import gettext as _


@click.command(
    name="watch", help=_("Compute deadlines anew, tell of those that come near or are over, send the day's mails.")
)
@click.option("--no-mail", is_flag=True, help=_("Send no mails."))
def watch_command(*, no_mail: bool) -> None:
    """Watch the deadlines once; running it twice tells nothing twice."""
    start_django()
    from huiyin.site import regular

    told = regular.watch_deadlines()
    mails = 0 if no_mail else regular.send_digests()
    regular.deliver_notices()
    click.echo(_("{told} new notices, {mails} mails.").format(told=told, mails=mails))
