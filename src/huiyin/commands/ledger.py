"""`huiyin ledger`: verify the history, seal its days, write bundles that outsiders can check."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from huiyin.commands.django_setup import start_django
from huiyin.render.words import gettext as _
from huiyin.render.words import noted

if TYPE_CHECKING:
    from huiyin.ledger.verify import Report

DAY = click.DateTime(formats=["%Y-%m-%d"])
PROBLEMS = {
    "hash": noted("{where}: the event was changed ({event})."),
    "chain": noted("{where}: the event does not follow the one before it."),
    "gap": noted("{where}: event {expected} of this history is missing."),
    "note": noted("{where}: text {note} is not the one that was recorded ({reason})."),
    "row": noted("{where}: what the page shows is not what the history says ({columns}{reason})."),
    "missing": noted("{where}: its history is there, its row is not."),
    "seal": noted("{where}: {sealed} events were sealed, {found} are there, or their hashes differ."),
    "seal_chain": noted("{where}: the seal was changed, or one before it is missing."),
    "vault": noted("{where}: the record of openings of the vault was changed."),
}


@click.group(name="ledger", help=_("The ledger's history: verify it, seal it, hand it out to be checked."))
def ledger_command() -> None:
    """Load Django for every subcommand."""
    start_django()


@ledger_command.command(help=_("Recompute every hash and compare every row with its history; exit code 1 if not."))
@click.option("--since", type=DAY, help=_("Only histories that were added to on or after this day."))
@click.option(
    "--bundle", type=click.Path(exists=True, dir_okay=False), help=_("Check a bundle instead of the database.")
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.pass_context
def verify(context: click.Context, since: datetime | None, bundle: str | None, form: str) -> None:
    """Verify the ledger, or a bundle as an outsider would."""
    if bundle is not None:
        from huiyin.ledger.check_receipt import main

        context.exit(main([bundle]))  # type: ignore[no-untyped-call]
    from huiyin.ledger import verify as verification

    report = verification.verify(since=since.date() if since else None)
    click.echo(verification.as_json(report) if form == "json" else _text(report))
    context.exit(0 if report.clean else 1)


@ledger_command.command(help=_("Seal every day that is over and not yet sealed."))
@click.option("--day", type=DAY, help=_("Only this day."))
def seal(day: datetime | None) -> None:
    """Seal days and print their lines, which may be published."""
    from django.utils import timezone

    from huiyin.ledger import seals

    today = timezone.localdate()
    made = [seals.seal_day(day.date(), today=today)] if day else list(seals.seal_missed(today=today))
    lines = [seals.line_of(each) for each in made if each is not None]
    click.echo("\n".join(lines) if lines else _("Nothing to seal."))


@ledger_command.command(help=_("Write a bundle that anyone can check with check_receipt.py."))
@click.option("--case", "key", default="", help=_("Only the history of this case or source (the key in its address)."))
@click.option("--day", type=DAY, help=_("Only the events of this sealed day."))
@click.option("--with-notes", is_flag=True, help=_("Add the texts too; they may name people."))
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help=_("File to write."))
def bundle(key: str, day: datetime | None, with_notes: bool, out: Path) -> None:
    """Write a bundle; an existing file is left as it is until the new one is whole."""
    from django.utils import timezone

    from huiyin.ledger import receipts

    lines = receipts.bundle(
        stream_key=key, day=day.date() if day else None, made_at=timezone.now(), with_notes=with_notes
    )
    part = out.with_name(out.name + ".part")
    with part.open("w", encoding="utf-8") as file:
        count = sum(1 for line in lines if file.write(line))
    part.replace(out)
    click.echo(_("{path}: {count} lines.").format(path=out, count=count))


def _text(report: "Report") -> str:
    """Return what was looked at, and a line for each thing that is wrong."""
    looked = _(
        "{events} events in {streams} histories, {cases} cases, {sources} sources, {notes} texts "
        "({erased} of them erased), {seals} seals."
    ).format(
        events=report.events,
        streams=report.streams,
        cases=report.cases,
        sources=report.sources,
        notes=report.notes,
        erased=report.notes_erased,
        seals=report.seals,
    )
    lines = [looked]
    for problem in report.problems:
        values = {"columns": "", "reason": "", **problem.values}
        lines.append(_(PROBLEMS[problem.code]).format(where=problem.where, **values))
    if report.wrong > len(report.problems):
        lines.append(_("… and {count} more.").format(count=report.wrong - len(report.problems)))
    lines.append(_("All in order.") if report.clean else _("{count} things are wrong.").format(count=report.wrong))
    return "\n".join(lines)
