"""The command line: `huiyin COMMAND …`. Each command lives in `huiyin.commands` and is imported when it is asked for.

Exit codes: 0 all went well; 1 something was found wanting (some files failed); 2 bad input or usage;
130 interrupted. A fault of the user's input is one sentence, never a traceback (`HUIYIN_DEBUG=1` shows it).
"""

import errno
import importlib
import io
import os
import sys
from typing import Any, NoReturn

import click

from huiyin import __version__
from huiyin.commands.help import WideContext
from huiyin.errors import HuiyinError
from huiyin.render import words
from huiyin.render.words import gettext as _

COMMANDS = {  # name: module and attribute, in the order of --help
    "read": "huiyin.commands.read:read_command",
    "targets": "huiyin.commands.targets:targets_command",
    "check": "huiyin.commands.check:check_command",
    "score": "huiyin.commands.score:score_command",
    "policy": "huiyin.commands.policy:policy_command",
    "doctor": "huiyin.commands.doctor:doctor_command",
    "ledger": "huiyin.commands.ledger:ledger_command",
    "backup": "huiyin.commands.backup:backup_command",
    "restore": "huiyin.commands.backup:restore_command",
    "init": "huiyin.commands.init:init_command",
    "account": "huiyin.commands.account:account_command",
    "import": "huiyin.commands.imports:import_command",
    "vault": "huiyin.commands.vault:vault_command",
    "public": "huiyin.commands.public:public_command",
    "watch": "huiyin.commands.watch:watch_command",
    "serve": "huiyin.commands.serve:serve_command",
    "demo": "huiyin.commands.serve:demo_command",
}
INTERRUPTED = 130
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)  # what standard output may fail with


class LazyGroup(click.Group):
    """A group that imports a command's module only when that command is named, or for `--help`."""

    context_class = WideContext

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  click's signature
        """Return the names in the order of `COMMANDS`."""
        return list(COMMANDS)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; leave quietly when the reader of a pipe has gone (`huiyin read … | head`)."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            _let_go_of_stdout()
            ctx.exit(0)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import one command; None for a name that is none."""
        if cmd_name not in COMMANDS:
            return None
        module, attribute = COMMANDS[cmd_name].split(":")
        command: click.Command = getattr(importlib.import_module(module), attribute)
        command.context_class = WideContext
        command.options_metavar = _("[OPTIONS]")
        return command


def _group() -> LazyGroup:
    """Return the root command; made late, because its help speaks the language in force."""
    epilog = _(
        "Exit codes: 0 fine; 1 something was found wanting; 2 bad input or usage; 130 interrupted.\n\n"
        "Language: HUIYIN_LANG=zh or en, else the locale.\n\n"
        'Completion: add to ~/.bashrc the line  eval "$(_HUIYIN_COMPLETE=bash_source huiyin)"  '
        "(for zsh: zsh_source in ~/.zshrc; for fish: _HUIYIN_COMPLETE=fish_source huiyin | source)."
    )
    group = LazyGroup(
        name="huiyin",
        help=_("Huiyin (回音) reads what a people's congress is told and asked, each statement at its exact place."),
        epilog=epilog,
        options_metavar=_("[OPTIONS]"),
        subcommand_metavar=_("COMMAND …"),
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    )
    return click.version_option(__version__, "--version", "-V", message="huiyin %(version)s")(group)


def main() -> NoReturn:
    """Run the command line and leave with its exit code."""
    _suit_terminal()
    words.speak_to_gettext_users()
    try:
        code = _group().main(prog_name="huiyin", standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except (click.Abort, KeyboardInterrupt):
        _interrupt()
    except HuiyinError as error:
        code = _say(error)
    except BrokenPipeError:
        _let_go_of_stdout()
        code = 0
    except OSError as error:
        if error.filename or error.errno not in FULL:
            if os.environ.get("HUIYIN_DEBUG"):
                raise
            code = _say_fault(error)
        else:
            code = _say_full(error)
    except Exception as error:  # a fault of ours, told in one sentence as well
        if os.environ.get("HUIYIN_DEBUG"):
            raise
        code = _say_tables(error) or _say_fault(error)
    sys.exit(code if isinstance(code, int) else 0)


def _suit_terminal() -> None:
    """Speak English where the terminal's encoding has no Chinese, and show a mark for each sign that it lacks."""
    poor = [
        stream
        for stream in (sys.stdout, sys.stderr)
        if isinstance(stream, io.TextIOWrapper) and not words.can_show_chinese(stream.encoding)
    ]
    for stream in poor:
        stream.reconfigure(errors="replace")
    if poor and words.language() == "zh":
        words.speak_english()
        click.echo("Note: this terminal's encoding has no Chinese; Huiyin speaks English here.", err=True)


def _let_go_of_stdout() -> None:
    """Send what is still to be flushed nowhere, so that the end of the process does not fail over it again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _say_full(error: OSError) -> int:
    """Say that standard output takes no more, as a redirection to a full disk does."""
    _let_go_of_stdout()
    return _say(HuiyinError("output.failed", reason=error.strerror or str(error)))


def _interrupt() -> NoReturn:
    """Say so and leave at once: threads that wait for stopped worker processes are not joined."""
    click.echo(_("Interrupted."), err=True)
    sys.stderr.flush()
    os._exit(INTERRUPTED)


def _say(error: HuiyinError) -> int:
    """Tell an expected fault in the reader's language."""
    from huiyin.render.errors import told

    click.echo(_("Error: {message}").format(message=told(error)), err=True)
    return 2


def _say_tables(error: Exception) -> int:
    """Tell that the database has no ledger, or an older one, where that is what was wrong; else say nothing, 0."""
    if "django" not in sys.modules:
        return 0
    from huiyin.commands.django_setup import without_tables

    missing = without_tables(error)
    return _say(missing) if missing else 0


def _say_fault(error: Exception) -> int:
    """Tell a fault that nobody foresaw, without a traceback."""
    from huiyin.render.errors import fault

    click.echo(_("Error: {message}").format(message=fault(error)), err=True)
    return 2
