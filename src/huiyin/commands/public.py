"""`huiyin public`: what the site shows to everybody, written as files that any server can hand out."""

import sys
from pathlib import Path

import click

from huiyin.commands.django_setup import start_django
from huiyin.render.words import gettext as _

EVERY = 50


@click.group(name="public", help=_("The public pages: write them as a static site."))
def public_command() -> None:
    """Load Django for every subcommand."""
    start_django()


@public_command.command(name="export", help=_("Write all public pages, data and feeds as files into DIR."))
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--address",
    default="",
    help=_("Where the files will be reached, such as https://open.example.cn; feeds and the map name it."),
)
@click.option("--quiet", is_flag=True, help=_("Say nothing while writing."))
def export_command(folder: Path, address: str, quiet: bool) -> None:
    """Write the pages; a folder that an earlier export wrote is brought up to date."""
    from django.conf import settings

    from huiyin.web.public.export import export

    if not address:
        scheme = "https" if settings.ENVIRONMENT.behind_tls else "http"
        address = f"{scheme}://{settings.ENVIRONMENT.hosts[0]}"

    def tell(done: int, whole: int) -> None:
        if not quiet and sys.stderr.isatty() and (done % EVERY == 0 or done == whole):
            click.echo(f"\r{done} / {whole}", nl=done == whole, err=True)

    written = export(folder, address=address, tell=tell)
    line = _("{folder}: {files} files, {changed} written, {removed} taken away.")
    click.echo(line.format(folder=folder, files=written.files, changed=written.changed, removed=written.removed))
