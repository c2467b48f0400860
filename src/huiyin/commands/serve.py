"""`huiyin serve` and `huiyin demo`: the site and its background worker in one foreground process."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from urllib.request import urlopen

import click

from huiyin.commands.tour import tour_command
from huiyin.errors import HuiyinError
from huiyin.reading.lexicon_check import check_lexicons
from huiyin.render.words import gettext as _
from huiyin.site.environment import lexicon_folder

WAIT_SECONDS = 60
STOP_SECONDS = 12
DEMO_PASSWORD = "yunting-2026"  # noqa: S105  of invented people, on loopback
ACCOUNTS = "demo/city/accounts.tsv"  # the demo's accounts, data of the package


@click.command(name="serve", help=_("Start the site and its background worker; Ctrl-C stops both."))
@click.option("--bind", default="127.0.0.1:8000", show_default=True, help=_("Address and port to listen on."))
def serve_command(bind: str) -> None:
    """Serve the home that HUIYIN_HOME names."""
    _refuse_taken(bind)
    environment = {**os.environ, "HUIYIN_BIND": bind}
    _prepare(environment)
    _run(bind, environment, _hello(bind))


@click.group(name="demo", invoke_without_command=True, help=_("Start the site with the invented city 云汀市 in it."))
@click.option("--home", type=click.Path(path_type=Path), default=Path("out/demo-home"), show_default=True)
@click.option("--bind", default="127.0.0.1:8000", show_default=True, help=_("Address and port to listen on."))
@click.option("--reset", is_flag=True, help=_("Begin anew: what was changed in the demo is thrown away."))
@click.pass_context
def demo_command(context: click.Context, home: Path, bind: str, reset: bool) -> None:
    """Serve a home of the demo's own."""
    if context.invoked_subcommand is not None:
        context.default_map = {context.invoked_subcommand: {"home": home, "bind": bind}}  # named before it or after it
        return
    _refuse_taken(bind)
    home = home.resolve()
    if reset and home.exists():
        if not (home / "demo").exists():
            raise HuiyinError("demo.not_a_demo", path=str(home))
        shutil.rmtree(home)
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not (home / "demo").exists():
        click.echo(_("Making the invented city ready; this once it takes up to a minute …"))
    (home / "demo").touch()
    environment = {**os.environ, "HUIYIN_HOME": str(home), "HUIYIN_DEMO": "1", "HUIYIN_BIND": bind}
    environment.pop("HUIYIN_DATABASE_URL", None)
    _prepare(environment, "--demo")
    _run(bind, environment, _hello(bind) + _demo_accounts(bind))


demo_command.add_command(tour_command)


def _prepare(environment: Mapping[str, str], *options: str) -> None:
    """Bring tables and static files up to date, in a process that gives its memory back.

    Words of the place's own are looked at first: with a slip in them nothing could be read.
    """
    if words := lexicon_folder(environment):
        check_lexicons([str(words)])
    command = [sys.executable, "-m", "huiyin.site.prepare", *options]
    if subprocess.run(command, env=environment, check=False).returncode:  # noqa: S603  our own module
        raise HuiyinError("serve.not_ready")


def _run(bind: str, environment: Mapping[str, str], hello: str) -> None:
    """Start server and worker, say where, and stop both together."""
    commands = (
        [sys.executable, "-m", "gunicorn", "--config", "python:huiyin.site.server"],
        [sys.executable, "-m", "django", "work"],
    )
    environment = {"DJANGO_SETTINGS_MODULE": "huiyin.site.settings", **environment}
    signal.signal(signal.SIGTERM, _interrupt)
    processes = [
        subprocess.Popen(command, env=environment, start_new_session=True)  # noqa: S603  our own modules
        for command in commands
    ]
    try:
        if _answers(bind, processes):
            click.echo(hello)
        while all(process.poll() is None for process in processes):
            time.sleep(0.5)
    except KeyboardInterrupt:
        click.echo(_("Stopping …"))
    finally:
        _stop(processes)
    if any(process.returncode not in (0, -signal.SIGTERM, -signal.SIGINT) for process in processes):
        raise HuiyinError("serve.stopped")


def _interrupt(_number: int, _frame: object) -> None:
    raise KeyboardInterrupt


def _stop(processes: list[subprocess.Popen[bytes]]) -> None:
    """Ask every process to end, and insist after a while."""
    for process in processes:
        if process.poll() is None:
            process.terminate()
    end = time.monotonic() + STOP_SECONDS
    for process in processes:
        try:
            process.wait(timeout=max(end - time.monotonic(), 0.1))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _refuse_taken(bind: str) -> None:
    """Say so where another program already listens on the port."""
    host, _colon, port = bind.rpartition(":")
    if not port.isdecimal():
        raise HuiyinError("serve.bind", bind=bind)
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        if probe.connect_ex((host.strip("[]").replace("0.0.0.0", "127.0.0.1"), int(port))) == 0:  # noqa: S104
            raise HuiyinError("serve.port_taken", bind=bind)


def _answers(bind: str, processes: list[subprocess.Popen[bytes]]) -> bool:
    """Wait until the first page is there, or a process has ended."""
    end = time.monotonic() + WAIT_SECONDS
    address = f"http://{bind.replace('0.0.0.0', '127.0.0.1')}/-/health/"  # noqa: S104
    while time.monotonic() < end and all(process.poll() is None for process in processes):
        try:
            with urlopen(address, timeout=2):
                return True
        except OSError:
            time.sleep(0.1)
    return False


def _hello(bind: str) -> str:
    return "\n" + _("Huiyin is ready: {address}").format(address=f"http://{bind}/") + "\n" + _("Ctrl-C stops it.")


def _demo_accounts(bind: str) -> str:
    """Return the demo's accounts as lines: one a role, with the password they share."""
    path = Path(__file__).parent.parent / ACCOUNTS
    first = path.read_text(encoding="utf-8").partition("\n# the other")[0]
    rows = [line.split("\t") for line in first.splitlines() if line and line[0] != "#"]
    lines = [f"  {row[0]:<16} {row[1]}　{row[2]}" for row in rows]
    head = _("云汀市 is invented, and so is everyone in it. Accounts of the demo, password {password}:")
    tour = _("What to look at, ten steps for each role: {address}").format(address=f"http://{bind}/demo/tour/")
    return f"\n\n{head.format(password=DEMO_PASSWORD)}\n" + "\n".join(lines) + f"\n{tour}"
