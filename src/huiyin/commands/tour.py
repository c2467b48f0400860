"""`huiyin demo tour`: ten steps through the demo for each role, with the addresses of this very demo."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from huiyin.commands.django_setup import start_django
from huiyin.errors import HuiyinError
from huiyin.render.words import gettext as _
from huiyin.render.words import language

if TYPE_CHECKING:
    from huiyin.demo.tour import Walk


@click.command(name="tour", help=_("Print a ten-step walk through the demo for each role."))
@click.option("--role", help=_("Only this role."))
@click.option("--home", type=click.Path(path_type=Path), default=Path("out/demo-home"), show_default=True)
@click.option("--bind", default="127.0.0.1:8000", show_default=True, help=_("Address and port at which it listens."))
def tour_command(role: str | None, home: Path, bind: str) -> None:
    """Print the walks of a demo that was started before."""
    home = home.resolve()
    if not (home / "demo").exists() or not (home / "huiyin.sqlite3").exists():
        raise HuiyinError("demo.none", path=str(home))
    os.environ |= {"HUIYIN_HOME": str(home), "HUIYIN_DEMO": "1"}
    os.environ.pop("HUIYIN_DATABASE_URL", None)
    start_django()
    from huiyin.demo import tour

    known = [code for code, *_words in tour.roles()]
    if role and role not in known:
        raise HuiyinError("demo.role", role=role, known=known)
    for walk in tour.walks(language()):
        if role in (None, walk.role):
            click.echo(told(walk, f"http://{bind}"))


def told(walk: "Walk", site: str) -> str:
    """Return a walk as lines."""
    if walk.account:
        log_in = _("Log in as {account} ({name}).").format(account=walk.account, name=walk.name)
    else:
        log_in = _("No account is needed.")
    lines = ["", f"{walk.who}", f"  {walk.role} · {log_in}"]
    for number, step in enumerate(walk.steps, 1):
        lines += [f"  {number:>2}. {step.page}  {site}{step.address}", f"      {step.see}"]
        if step.to_try:
            lines.append("      " + _("Try: {what}").format(what=step.to_try))
    return "\n".join(lines)
