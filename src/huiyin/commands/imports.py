"""`huiyin import`: take in tables that are too large for a page, on the server itself."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from huiyin.commands.django_setup import start_django
from huiyin.errors import HuiyinError
from huiyin.render.words import gettext as _
from huiyin.render.words import language, ngettext

if TYPE_CHECKING:
    from huiyin.congress.models import Congress
    from huiyin.congress.suggestion_import import Plan
    from huiyin.people.viewer import Viewer

TOLD = 20  # refused rows that are shown; all of them with --all
MEGABYTES = 60


@click.group(name="import", help=_("Take in tables that are too large for a page."))
def import_command() -> None:
    """Load Django for every subcommand."""
    start_django()


@import_command.command(help=_("File the suggestions of a table (XLSX, CSV), as if each were entered from paper."))
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--by", "username", required=True, help=_("User name of the secretary for whom they are entered."))
@click.option(
    "--congress", "key", default="", help=_("Key of the congress (in its address); needed where several are.")
)
@click.option("--skip-refused", is_flag=True, help=_("File the other rows where some are refused."))
@click.option("--dry-run", is_flag=True, help=_("Only say what would be done."))
@click.option("--all", "whole", is_flag=True, help=_("Name every refused row, not only the first."))
@click.pass_context
def suggestions(
    context: click.Context, file: Path, username: str, key: str, *, skip_refused: bool, dry_run: bool, whole: bool
) -> None:
    """Plan the whole file, then file it batch by batch; run again, it goes on after what is on record."""
    from django.utils import timezone

    from huiyin.congress.suggestion_import import plan_suggestions
    from huiyin.congress.suggestion_import_tables import MOST, read_suggestions
    from huiyin.congress.suggestion_import_taking import take_in_batches

    viewer = _secretary(username)
    congress = _congress(viewer, key)
    rows = read_suggestions(file.read_bytes(), file.name, most=MOST, megabytes=MEGABYTES)
    plan = plan_suggestions(congress, rows, at=timezone.now())
    _tell(plan, None if whole else TOLD)
    refused = plan.count("refuse")
    if dry_run or (refused and not skip_refused):
        if refused and not dry_run:
            click.echo(_("Nothing was written. Mend these rows, or add --skip-refused."), err=True)
        context.exit(1 if refused else 0)
    n = take_in_batches(congress=congress, plan=plan, by=viewer, done=lambda count: click.echo(f"  {count}", err=True))
    click.echo(ngettext("{n} item filed.", "{n} items filed.", n).format(n=n))


def _secretary(username: str) -> "Viewer":
    """Return the person for whom the items are entered.

    Raises:
        HuiyinError: `import.no_secretary`.
    """
    from django.utils import timezone

    from huiyin.people.models import Account, Role
    from huiyin.people.viewer import viewer_of

    account = Account.objects.filter(username=username).first()
    viewer = viewer_of(account, today=timezone.localdate()) if account else None
    if viewer is None or not viewer.has(Role.SECRETARY):
        raise HuiyinError("import.no_secretary", name=username)
    return viewer


def _congress(viewer: "Viewer", key: str) -> "Congress":
    """Return the congress for which a secretary enters.

    Raises:
        HuiyinError: `import.congress`: none has the key, or several could be meant.
    """
    from django.utils import timezone

    from huiyin.congress.models import Congress
    from huiyin.people.models import Role

    own = Congress.objects.filter(place_id__in=viewer.place_ids(Role.SECRETARY), from_on__lte=timezone.localdate())
    own = own.select_related("place").order_by("-from_on", "-pk")
    found = list(own.filter(key=key) if key else own)
    if len(found) != 1:
        known = " ".join(f"{each.key} ({each.place.name} {each.number})" for each in own) or "–"
        raise HuiyinError("import.congress", known=known)
    return found[0]


def _tell(plan: "Plan", most: int | None) -> None:
    """Say what the file would do, and why rows are refused."""
    from django.utils import translation

    from huiyin.web.suggestions.import_words import problem_words

    counts = {act: plan.count(act) for act in ("file", "same", "refuse")}
    click.echo(_("{file} to be filed, {same} on record already, {refuse} refused.").format(**counts))
    refused = [row for row in plan.rows if row.act == "refuse"]
    with translation.override("zh-hans" if language() == "zh" else "en"):
        for row in refused[:most]:
            said = "; ".join(problem_words(code, words) for code, words in row.problems)
            click.echo(_("  row {row}: {said}").format(row=row.number, said=said))
    if most is not None and len(refused) > most:
        click.echo(_("  … and {count} more (--all names them).").format(count=len(refused) - most))
