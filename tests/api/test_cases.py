"""Cases by the interface: opened, brought to their end by steps; nothing is overwritten, nothing done twice."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from tests.api.calling import Program
from tests.cast import Cast
from tests.ledger.works import brought_to, opened, statements

from huiyin.ledger.models import Attachment, Case, Event, IdempotentWrite
from huiyin.ledger.step_choices import FORMS, OPINIONS, periods
from huiyin.web.cases import words

pytestmark = pytest.mark.django_db
REASON = "供热管理职责已划入另一单位，请改交办理"
PDF = b"%PDF-1.4\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n"


def taken(program: Program, key: str, action: str, **body: Any) -> Any:
    """Take a step as a program does: read, then act on what was read."""
    tag = program.get(f"/cases/{key}")["ETag"]
    return program.post(f"/cases/{key}/steps/{action}", body, If_Match=tag)


def test_a_task_goes_from_a_statement_to_its_end(people: Cast) -> None:
    """All that the pages do for a task, by programs of three people."""
    rows = statements(people)
    office, handler, head = (Program(each) for each in (people.supervisor, people.handler, people.head))
    made = office.post("/cases", {"statements": [rows["figure"].key, rows["past"].key]})
    assert made.status_code == 201, made.content
    told = made.json()
    assert [each["code"] for each in told["passed_over"]] == ["not_commitment"]
    key = told["made"][0]["key"]
    units = {each["short_name"]: each["key"] for each in office.get("/units").json()["items"]}
    step = taken(office, key, "assign", unit=units["市住建局"], co_units=[units["市财政局"]], due_on="2027-12-31")
    assert step.status_code == 200, step.content
    assert step.json()["case"]["lead_unit"]["key"] == people.housing.key
    assert taken(handler, key, "accept").json()["case"]["stage"] == "handling"
    month = periods(timezone.localdate())[0]
    assert (
        taken(handler, key, "report", period=month, form="on_schedule", value="24.6", said="已完成").status_code == 200
    )
    report = office.get(f"/cases/{key}/progress").json()["items"][0]
    assert (report["said"], report["form"], float(report["value"])) == ("已完成", "on_schedule", 24.6)
    less = {"period": month, "form": "on_schedule", "value": "3", "said": "已完成"}
    asked = taken(handler, key, "report", **less)
    assert (asked.status_code, asked.json()["code"]) == (422, "step.value_lower")
    assert asked.json()["faults"] == [{"where": "value", "code": "step.value_lower"}]
    many = {"cases": {key: handler.get(f"/cases/{key}").json()["version"]}, "given": less}
    assert handler.post("/cases/steps/report", many).json()["refused"] == [{"case": key, "code": "step.value_lower"}]
    assert taken(handler, key, "report", **less, lower=True).status_code == 200
    file = head.send(f"/cases/{key}/attachments", {"file": SimpleUploadedFile("佐证.pdf", PDF)})
    assert file.status_code == 201, file.content
    done = taken(head, key, "complete", text="改造全部完成，共八十五公里", evidence=[file.json()["key"]])
    assert done.status_code == 200, done.content
    assert taken(office, key, "confirm", outcome="kept").json()["case"]["closed"]
    content = office.get(f"/attachments/{file.json()['key']}/content")
    assert b"".join(content.streaming_content) == PDF
    assert "attachment" in content["Content-Disposition"]
    trail = office.get(f"/cases/{key}/events").json()["items"]
    assert [each["position"] for each in trail] == list(range(1, len(trail) + 1))
    assert trail[-1]["action"] == "confirm"
    assert trail[1]["actor"]["name"] == people.supervisor.name
    figures = office.get("/statistics/cases", {"year": 2026, "by": "unit"}).json()
    scheme = figures["schemes"][0]
    assert (scheme["total"]["assigned"], scheme["total"]["done"], scheme["lines"][0]["counts"]["in_time"]) == (1, 1, 1)
    assert sum(figures["left_out"].values()) == 0


def test_a_case_tells_what_may_be_done_and_what_it_needs(people: Cast) -> None:
    case = brought_to(people, "assigned")
    told = Program(people.handler).get(f"/cases/{case.key}").json()
    steps = {each["action"]: each for each in told["steps"]}
    assert set(steps) >= {"accept", "send_back"}
    need = steps["send_back"]["needs"][0]
    assert (need["name"], need["required"], need["min_length"]) == ("reason", True, 10)
    assert Program(people.analyst).get(f"/cases/{case.key}").json()["steps"] == []
    assert {each["clock"] for each in told["clocks"]} >= {"accept"}
    assert all(each["reasons"] for each in told["clocks"])


REFUSED = [  # who, stage, action, what is sent, status, code
    ("handler", "assigned", "send_back", {"reason": "短"}, 422, "step.need_short"),
    ("handler", "assigned", "send_back", {}, 422, "step.need_missing"),
    ("handler", "assigned", "report", {}, 409, "step.wrong_stage"),
    ("handler", "handling", "report", {"period": "1999-01", "form": "done"}, 422, "step.need_invalid"),
    ("handler", "handling", "report", {"form": "done"}, 422, "step.need_missing"),
    ("handler", "handling", "report", {"form": "splendid"}, 422, "step.need_invalid"),
    ("handler", "handling", "accept", {}, 409, "step.wrong_stage"),
    ("co_handler", "handling", "report", {}, 403, "step.wrong_role"),
    ("supervisor", "draft", "assign", {"unit": "nosuchunit"}, 422, "step.need_invalid"),
    ("supervisor", "draft", "assign", {"year": 2027}, 422, "step.need_unknown"),
    ("supervisor", "draft", "fly", {}, 404, "step.unknown_action"),
    ("supervisor", "awaiting_confirmation", "confirm", {"outcome": "splendid"}, 422, "step.need_invalid"),
    (
        "head",
        "handling",
        "complete",
        {"text": "全部完成了，请予确认", "evidence": ["nofile"]},
        422,
        "step.need_invalid",
    ),
    ("auditor", "handling", "remind", {}, 403, "role"),
]


@pytest.mark.parametrize(
    ("who", "stage", "action", "body", "status", "code"),
    REFUSED,
    ids=[f"{each[0]} {each[2]} {each[5]}" for each in REFUSED],
)
def test_a_step_that_the_policy_refuses_says_why(
    people: Cast, who: str, stage: str, action: str, body: Any, status: int, code: str
) -> None:
    case = brought_to(people, stage)
    count = Event.objects.count()
    answer = taken(Program(getattr(people, who)), case.key, action, **body)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer["Content-Type"] == "application/problem+json"
    assert Event.objects.count() == count


def test_nobody_overwrites_what_he_has_not_seen(people: Cast) -> None:
    """Without If-Match 428; with an older one 412; with what is no ETag of ours 400."""
    case = brought_to(people, "assigned")
    handler = Program(people.handler)
    seen = handler.get(f"/cases/{case.key}")["ETag"]
    path = f"/cases/{case.key}/steps/accept"
    assert handler.post(path, {}).status_code == 428
    assert handler.post(path, {}, If_Match="*").status_code == 400
    assert handler.post(path, {}, If_Match=seen).status_code == 200
    again = handler.post(path, {}, If_Match=seen)
    assert (again.status_code, again.json()["code"]) == (412, "stale")
    assert again.json()["values"]["found"] == Case.objects.get().version


def test_an_unchanged_answer_is_not_sent_again(people: Cast) -> None:
    case = brought_to(people, "assigned")
    program = Program(people.handler)
    for path in (f"/cases/{case.key}", "/cases", f"/cases/{case.key}/events"):
        first = program.get(path)
        again = program.get(path, If_None_Match=first["ETag"])
        assert (again.status_code, again.content) == (304, b"")
        assert program.get(path, If_None_Match='"other"').status_code == 200
    before = program.get("/cases")["ETag"]
    taken(program, case.key, "accept")
    assert program.get("/cases", If_None_Match=before).status_code == 200


def test_a_write_that_is_sent_twice_is_done_once(people: Cast) -> None:
    case = opened(people)
    office = Program(people.supervisor)
    tag = office.get(f"/cases/{case.key}")["ETag"]
    path, body = f"/cases/{case.key}/steps/assign", {"unit": people.housing.key}
    first = office.post(path, body, If_Match=tag, Idempotency_Key="a-1")
    count = Event.objects.count()
    again = office.post(path, body, If_Match=tag, Idempotency_Key="a-1")
    assert (first.status_code, again.status_code) == (200, 200)
    assert again.json() == first.json()
    assert Event.objects.count() == count
    other = office.post(path, {"unit": people.finance.key}, If_Match=tag, Idempotency_Key="a-1")
    assert (other.status_code, other.json()["code"]) == (422, "idempotency.other_request")
    assert office.post(path, body, If_Match=tag, Idempotency_Key="mit Leerzeichen").status_code == 400


def test_a_refused_write_may_be_sent_again_under_its_key(people: Cast) -> None:
    case = brought_to(people, "assigned")
    handler = Program(people.handler)
    tag = handler.get(f"/cases/{case.key}")["ETag"]
    path = f"/cases/{case.key}/steps/send_back"
    assert handler.post(path, {}, If_Match=tag, Idempotency_Key="b").status_code == 422
    assert not IdempotentWrite.objects.exists()
    assert handler.post(path, {"reason": REASON}, If_Match=tag, Idempotency_Key="b").status_code == 200


def test_one_key_of_two_programs_is_two(people: Cast) -> None:
    case = brought_to(people, "assigned")
    first, second = Program(people.handler), Program(people.handler)
    tag = first.get(f"/cases/{case.key}")["ETag"]
    path = f"/cases/{case.key}/steps/accept"
    assert first.post(path, {}, If_Match=tag, Idempotency_Key="k").status_code == 200
    assert second.post(path, {}, If_Match=tag, Idempotency_Key="k").status_code == 412


def test_pages_of_a_list_follow_one_another(people: Cast) -> None:
    cases = [opened(people) for _ in range(5)]
    program, found, after = Program(people.supervisor), [], ""
    for _ in range(3):
        page = program.get("/cases", {"limit": 2, "after": after}).json()
        found += [each["key"] for each in page["items"]]
        after = page["next"]
    assert after is None
    assert found == [case.key for case in reversed(cases)]


def test_events_can_be_followed(people: Cast) -> None:
    brought_to(people, "assigned")
    program = Program(people.supervisor)
    page = program.get("/events").json()
    assert page["items"][0]["type"] == "case.opened"
    rest = program.get("/events", {"after": page["next"]}).json()
    assert rest == {"items": [], "next": None}
    opened(people)
    assert len(program.get("/events", {"after": page["next"]}).json()["items"]) == 1


FILTERS: list[tuple[dict[str, Any], int]] = [
    ({"stage": "assigned"}, 1),
    ({"stage": "closed"}, 0),
    ({"closed": "false"}, 1),
    ({"year": 2026}, 1),
    ({"number": "任务 2026-061"}, 1),
    ({"house": "congress"}, 0),
    ({"light": "late"}, 0),
    ({"light": "open"}, 1),
    ({"q": "供热"}, 1),
    ({"q": "地铁"}, 0),
    ({"mine": "true"}, 0),
    ({"changed_since": "2020-01-01T00:00:00Z"}, 1),
    ({"changed_since": "0001-01-01T00:00:00+14:00"}, 1),
    ({"changed_since": "9999-12-31T23:59:59-14:00"}, 0),
]


@pytest.mark.parametrize(("which", "count"), FILTERS)
def test_lists_are_narrowed(people: Cast, which: dict[str, Any], count: int) -> None:
    brought_to(people, "assigned")
    answer = Program(people.supervisor).get("/cases", which)
    assert answer.status_code == 200, answer.content
    assert len(answer.json()["items"]) == count


def test_a_case_is_followed_and_no_longer(people: Cast) -> None:
    case = brought_to(people, "assigned")
    program = Program(people.handler)
    assert program.post(f"/cases/{case.key}/watch").json() == {"watched": True}
    assert program.get(f"/cases/{case.key}").json()["watched"]
    assert program.delete(f"/cases/{case.key}/watch").json() == {"watched": False}


def test_a_file_that_is_not_what_it_says_is_refused(people: Cast) -> None:
    case = brought_to(people, "handling")
    sent = SimpleUploadedFile("佐证.pdf", b"MZ no pdf at all")
    answer = Program(people.head).send(f"/cases/{case.key}/attachments", {"file": sent})
    assert (answer.status_code, answer.json()["code"]) == (422, "file.content")
    assert "佐证.pdf" in answer.json()["detail"]
    assert not Attachment.objects.exists()


def test_pages_and_programs_know_the_same_codes() -> None:
    """The codes of the works and of opinions are the ones that pages have words for."""
    assert tuple(code for code, _ in words.forms()) == FORMS
    assert tuple(code for code, _ in words.opinions()) == OPINIONS


def test_what_is_in_a_leader_s_charge_can_be_listed(people: Cast) -> None:
    mine, other = opened(people), opened(people)
    Case.objects.filter(pk=mine.pk).update(leader=people.leader.key)
    office = Program(people.supervisor)
    found = office.get("/cases", {"leader": people.leader.key}).json()["items"]
    assert [each["key"] for each in found] == [mine.key]
    assert {each["key"] for each in office.get("/cases").json()["items"]} == {mine.key, other.key}
