"""`huiyin backup` and `huiyin restore`."""

from pathlib import Path

import click

from huiyin.commands.django_setup import start_django
from huiyin.render.words import gettext as _

FILE = click.Path(dir_okay=False, path_type=Path)


@click.command(name="backup", help=_("Write database, files and settings into one file while people go on working."))
@click.argument("file", type=FILE)
@click.option("--with-vault-key", is_flag=True, help=_("Put the vault's key in too; keep such a file under lock."))
def backup_command(file: Path, with_vault_key: bool) -> None:
    """Write a backup."""
    start_django()
    from django.utils import timezone

    from huiyin.site.backup import backup

    told = backup(file, at=timezone.now(), with_vault_key=with_vault_key)
    click.echo(_("{path}: database and {count} files.").format(path=file, count=told["files"]))
    if not told["vault_key"]:
        click.echo(
            _("The vault's key is not in it: keep {name} elsewhere, or the vault stays shut.").format(name="vault.key")
        )


@click.command(name="restore", help=_("Put a backup into an empty home and an empty database, then verify it."))
@click.argument("file", type=FILE)
@click.pass_context
def restore_command(context: click.Context, file: Path) -> None:
    """Restore a backup, forget again who was forgotten, and verify."""
    start_django()
    from django.utils import timezone

    from huiyin.ledger import verify
    from huiyin.people.vault import replay_forgotten
    from huiyin.site.backup import restore
    from huiyin.site.prepare import migrate

    restore(file)
    migrate()
    replay_forgotten(at=timezone.now())
    report = verify.verify()
    click.echo(verify.as_json(report))
    context.exit(0 if report.clean else 1)
