"""The interface holds to its own description whatever is sent: schemathesis against the running site."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.utils import timezone
from tests.api.calling import secret_of, with_second_factor
from tests.cast import Cast, cast
from tests.congress.deputies import a_draft, bench, replied
from tests.congress.recorded import recorded, remark_of
from tests.congress.test_questions import asked
from tests.ledger.works import brought_to, statements

from huiyin.api.docs import openapi
from huiyin.congress.briefings import start_briefing
from huiyin.people.permissions import may
from huiyin.people.viewer import Viewer, viewer_of

if TYPE_CHECKING:
    from pytest_django.live_server_helper import LiveServer

EXAMPLES = os.environ.get("HUIYIN_FUZZ_EXAMPLES", "5")  # for each operation
SECONDS = os.environ.get("HUIYIN_FUZZ_SECONDS", "5")  # at most, for each of those who ask; CI asks for longer, apart
CONFIG = Path(__file__).parent / "schemathesis.toml"


def with_key(known: tuple[str, str]) -> str:
    """Return the part of the configuration by which a program asks for what is there."""
    path, key = known
    return f'\n[[operations]]\ninclude-path-regex = "^/api/v1/{path}/"\nparameters = {{ "path.key" = "{key}" }}\n'


OPERATIONS = [operation for methods in openapi()["paths"].values() for operation in methods.values()]
IN_FORMS = [
    operation["operationId"]
    for operation in OPERATIONS
    if "multipart/form-data" in operation.get("requestBody", {}).get("content", {})
]


def of_all(viewer: Viewer) -> str:
    """Return the part of the configuration that leaves out what is always refused to the viewer (test_access_matrix).

    In a form every field is a text: a number for a title is one, which the check of refused data does not know.
    """
    closed = [operation["operationId"] for operation in OPERATIONS if not may(viewer, operation["x-action"])]
    return (
        f"\n[[operations]]\ninclude-operation-id = {json.dumps(closed)}\nenabled = false\n"
        f"\n[[operations]]\ninclude-operation-id = {json.dumps(IN_FORMS)}\n"
        'checks.negative_data_rejection.expected-statuses = ["2xx", "4xx", "503"]\n'
    )


def what_is_there(people: Cast) -> dict[str, dict[str, str]]:
    """Return, by who asks, keys of what that account may see, by the beginning of an address."""
    rows = statements(people)
    office = {"cases": brought_to(people, "assigned").key, "sources": rows["figure"].source.key}
    scene = recorded(people)
    record, town = scene.handed(), scene.town
    by, at = viewer_of(people.secretary, today=timezone.localdate()), timezone.now()
    briefing = start_briefing(session=town.session, form="digest", by=by, at=at)
    congress = {
        "congresses": town.congress.key,
        "sessions": town.session.key,
        "delegations": town.river.key,
        "groups": town.first.key,
        "deputies": town.mandates["陆闻舟"].deputy.key,
        "meetings": scene.meeting.key,
        "records": record.key,
        "remarks": remark_of(record, "陆闻舟").key,
        "agenda": town.session.agenda.get().key,
        "questions": asked(town, people).key,
        "briefings": briefing.key,
        "publication": office["cases"],
    }
    sits = bench(people, number=18)
    deputy = {"drafts": a_draft(sits).key, "evaluations": replied(sits, people, title="关于校车的建议").key}
    units = {"units": people.finance.key, "accounts": people.second_supervisor.key}
    return {
        "supervisor": {**office, "statements": rows["figure"].key},
        "secretary": congress,
        "deputy": deputy,
        "administrator": units,
        "handler": {},
    }


@pytest.mark.parametrize(
    ("who", "phases"),
    [
        ("supervisor", "examples,coverage,fuzzing"),
        ("secretary", "examples,coverage,fuzzing"),
        ("deputy", "fuzzing"),
        ("administrator", "fuzzing"),
        ("handler", "fuzzing"),
    ],
)
def test_no_request_breaks_the_interface(
    live_server: "LiveServer", settings: object, tmp_path: Path, who: str, phases: str
) -> None:
    """No 500, no undocumented answer, nothing without a token, nothing against the schema."""
    settings.API_REQUESTS_A_MINUTE = 10_000_000  # type: ignore[attr-defined]
    people = cast()
    known = what_is_there(people)[who]
    with_second_factor(people.administrator)
    assert Client().get("/api/v1/openapi.json").status_code == 200
    config = tmp_path / "schemathesis.toml"
    person = getattr(people, who)
    rights = of_all(viewer_of(person, today=timezone.localdate()))
    config.write_text(CONFIG.read_text(encoding="utf-8") + rights + "".join(map(with_key, known.items())))
    command = [
        *(str(Path(sys.executable).parent / "schemathesis"), "--config-file", str(config), "run"),
        f"{live_server.url}/api/v1/openapi.json",
        *("--header", f"Authorization: Bearer {secret_of(person)}"),
        *("--checks", "all", "--max-examples", EXAMPLES, "--seed", "7", "--phases", phases),
        *("--generation-database", "none", "--max-time", SECONDS),
    ]
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, check=False)
    faults = done.stdout.partition(" WARNINGS ")[0]  # those go on for pages
    assert done.returncode == 0, faults[-6000:] + done.stderr[-2000:]
