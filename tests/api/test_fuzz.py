"""The interface holds to its own description whatever is sent: schemathesis against the running site."""

import os
import subprocess
import sys
from itertools import repeat
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from tests.api.calling import secret_of
from tests.cast import cast
from tests.ledger.works import brought_to, statements

if TYPE_CHECKING:
    from pytest_django.live_server_helper import LiveServer

EXAMPLES = os.environ.get("HUIYIN_FUZZ_EXAMPLES", "5")  # for each operation
SECONDS = os.environ.get("HUIYIN_FUZZ_SECONDS", "45")  # at most, for each of the two
CONFIG = Path(__file__).parent / "schemathesis.toml"


def with_key(known: tuple[str, str], who: str) -> str:
    """Return the part of the configuration by which the supervisor's program asks for what is there."""
    path, key = known
    if who != "supervisor":
        return ""
    return f'\n[[operations]]\ninclude-path-regex = "^/api/v1/{path}/"\nparameters = {{ "path.key" = "{key}" }}\n'


@pytest.mark.parametrize(("who", "phases"), [("supervisor", "examples,coverage,fuzzing"), ("handler", "fuzzing")])
def test_no_request_breaks_the_interface(
    live_server: "LiveServer", settings: object, tmp_path: Path, who: str, phases: str
) -> None:
    """No 500, no undocumented answer, nothing without a token, nothing against the schema."""
    settings.API_REQUESTS_A_MINUTE = 10_000_000  # type: ignore[attr-defined]
    people = cast()
    rows = statements(people)
    case = brought_to(people, "assigned")
    assert Client().get("/api/v1/openapi.json").status_code == 200
    config = tmp_path / "schemathesis.toml"
    known = {"cases": case.key, "sources": rows["figure"].source.key, "statements": rows["figure"].key}
    config.write_text(CONFIG.read_text(encoding="utf-8") + "".join(map(with_key, known.items(), repeat(who))))
    command = [
        *(str(Path(sys.executable).parent / "schemathesis"), "--config-file", str(config), "run"),
        f"{live_server.url}/api/v1/openapi.json",
        *("--header", f"Authorization: Bearer {secret_of(getattr(people, who))}"),
        *("--checks", "all", "--max-examples", EXAMPLES, "--seed", "7", "--phases", phases),
        *("--generation-database", "none", "--max-time", SECONDS),
    ]
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, check=False)
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
