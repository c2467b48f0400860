"""Tables sent by programs: a preview row by row that writes nothing; then all of it, or nothing, and never twice."""

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook
from tests.api.calling import Program, with_second_factor
from tests.cast import Cast
from tests.congress.deputies import bench
from tests.congress.seated import seated
from tests.congress.test_roster_import import book as roster_book
from tests.congress.test_suggestion_import import line, table
from tests.ledger.works import statements
from tests.people.test_unit_import import book as unit_book

from huiyin.congress.models import Mandate
from huiyin.ledger.models import Case, Event, IdempotentWrite
from huiyin.people.models import Unit

pytestmark = pytest.mark.django_db
PHONE = "13800990005"


def sent(program: Program, path: str, content: bytes, name: str = "表.xlsx", *, key: str = "", **fields: Any) -> Any:
    headers = {"Idempotency_Key": key} if key else {}
    return program.send(path, {"file": SimpleUploadedFile(name, content), **fields}, **headers)


def test_a_roster_is_shown_then_taken_in_and_a_second_time_changes_nothing(people: Cast) -> None:
    town, secretary = seated(people), Program(people.secretary)
    path = f"/congresses/{town.congress.key}/imports/roster"
    content = roster_book(["006", "沈未晞", "青石区代表团"], ["005", "阮青禾", None, None, None, None, PHONE])
    events = Event.objects.count()
    shown = sent(secretary, path, content, on="2026-01-09")
    assert shown.status_code == 200, shown.content
    told = shown.json()
    assert [(row["name"], row["does"]) for row in told["rows"]] == [("沈未晞", "add"), ("阮青禾", "change")]
    assert (told["counts"]["add"], told["written"]) == (1, None)
    assert PHONE not in shown.content.decode()
    assert Event.objects.count() == events
    done = sent(secretary, path, content, on="2026-01-09", seen=told["seen"], key="r-1")
    assert done.json()["written"] == 2, done.content
    assert sent(secretary, path, content, on="2026-01-09", seen=told["seen"], key="r-1").json() == done.json()
    stale = sent(secretary, path, content, on="2026-01-09", seen=told["seen"])
    assert (stale.status_code, stale.json()["code"]) == (409, "import.changed")
    again = sent(secretary, path, content, on="2026-01-09", seen=stale.json()["values"]["seen"])
    assert Mandate.objects.filter(deputy__name="沈未晞").count() == 1
    assert again.json()["counts"]["add"] == 0


def test_a_refused_row_holds_up_all_unless_it_is_to_be_skipped(people: Cast) -> None:
    town, secretary = seated(people), Program(people.secretary)
    path = f"/congresses/{town.congress.key}/imports/roster"
    content = roster_book(["006", "沈未晞", "青石区代表团"], ["007", "许拾光", "无此代表团", None, "团长", None, "x"])
    shown = sent(secretary, path, content, on="2026-01-09").json()
    wrong = [row for row in shown["rows"] if row["does"] == "refuse"]
    assert [(row["row"], row["name"]) for row in wrong] == [(3, "许拾光")]
    assert wrong[0]["problems"][0]["code"]
    refused = sent(secretary, path, content, on="2026-01-09", seen=shown["seen"])
    assert (refused.status_code, refused.json()["code"]) == (422, "import.refused")
    assert not Mandate.objects.filter(deputy__name="沈未晞").exists()
    assert not IdempotentWrite.objects.exists()
    skipped = sent(secretary, path, content, on="2026-01-09", seen=shown["seen"], skip_refused="true")
    assert skipped.json()["written"] == 1


def test_suggestions_from_elsewhere_are_filed_all_or_none(people: Cast) -> None:
    sits, secretary = bench(people), Program(people.secretary)
    content = table(line(), line("关于加强农村道路养护的建议"), line("关于另一件事的建议", 领衔代表="无此人"))
    asked = {"congress": sits.congress.key}
    shown = sent(secretary, "/imports/suggestions", content, **asked).json()
    assert [row["does"] for row in shown["rows"]] == ["file", "file", "refuse"]
    assert not Case.objects.exists()
    assert sent(secretary, "/imports/suggestions", content, **asked, seen=shown["seen"]).status_code == 422
    done = sent(secretary, "/imports/suggestions", content, **asked, seen=shown["seen"], skip_refused="1").json()
    assert (done["written"], Case.objects.filter(stage="filed").count()) == (2, 2)
    again = sent(secretary, "/imports/suggestions", content, **asked).json()
    assert again["counts"] == {"file": 0, "same": 2, "refuse": 1}
    assert sent(Program(people.supervisor), "/imports/suggestions", content, **asked).status_code == 403


def test_units_are_taken_in_by_an_administrator(people: Cast) -> None:
    program = Program(with_second_factor(people.administrator))
    content = unit_book(["市水务局", "水务局", "市水利局", "政府", "云汀市"])
    shown = sent(program, "/imports/units", content).json()
    assert [(row["name"], row["does"]) for row in shown["rows"]] == [("市水务局", "add")]
    assert sent(program, "/imports/units", content, seen=shown["seen"]).json()["written"] == 1
    assert Unit.objects.get(name="市水务局").names.get().name == "市水利局"
    filled = b"".join(program.get("/imports/units.xlsx", {"filled": "true"}).streaming_content)
    sheet = load_workbook(io.BytesIO(filled)).worksheets[0]
    assert "市水务局" in [row[0].value for row in sheet.iter_rows()]


def test_a_plan_of_work_opens_tasks_on_the_statements_of_its_report(people: Cast) -> None:
    rows = statements(people)
    office, source = Program(people.supervisor), rows["figure"].source
    text = f"1.{rows['figure'].text.rstrip('。')}。（市住建局牵头，市财政局配合）\n2.另一件事。（无此局牵头）\n"
    asked = {"source": source.key, "hand_over": "false"}
    shown = sent(office, "/imports/plan", text.encode(), "方案.txt", **asked)
    assert shown.status_code == 200, shown.content
    told = shown.json()
    assert [row["does"] for row in told["rows"]] == ["open", "refused"]
    assert {"code": "match", "about": rows["figure"].key} in told["rows"][0]["notes"]
    assert not Case.objects.exists()
    done = sent(office, "/imports/plan", text.encode(), "方案.txt", **asked, seen=told["seen"], skip_refused="1").json()
    assert (done["written"], Case.objects.get().stage) == (1, "draft")
    other = sent(Program(people.secretary), "/imports/plan", text.encode(), "方案.txt", **asked)
    assert (other.status_code, other.json()["code"]) == (422, "reference.unknown")


@pytest.mark.parametrize("path", ["/imports/units", "/imports/older-cases"])
def test_what_is_no_table_is_refused_as_a_whole(people: Cast, path: str) -> None:
    program = Program(with_second_factor(people.administrator))
    answer = sent(program, path, b"not a table", "表.bin")
    assert answer.status_code == 422
    assert answer.json()["code"]


@pytest.mark.parametrize(("path", "who"), [("roster", "secretary"), ("suggestions", "secretary")])
def test_the_template_is_handed_out(people: Cast, path: str, who: str) -> None:
    town = seated(people)
    prefix = f"/congresses/{town.congress.key}" if path == "roster" else ""
    answer = Program(getattr(people, who)).get(f"{prefix}/imports/{path}.xlsx")
    assert b"".join(answer.streaming_content).startswith(b"PK")
