"""Sources and statements by the interface: taken in, read, reviewed with the version that was seen."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.api.calling import Program
from tests.cast import Cast
from tests.ledger.works import TEXT

from huiyin.ledger.jobs import read_source
from huiyin.ledger.models import Source

pytestmark = pytest.mark.django_db


def sent(**more: Any) -> dict[str, Any]:
    return {"title": "政府工作报告", "text": TEXT, "text_kind": "report", "year": 2026, **more}


def test_a_text_is_taken_in_read_and_reviewed(people: Cast) -> None:
    office = Program(people.supervisor)
    made = office.post("/sources", sent(place=people.city.code))
    assert made.status_code == 201, made.content
    key = made.json()["key"]
    assert (made.json()["house"], made.json()["state"]) == ("government", "queued")
    read_source(key)
    source = office.get(f"/sources/{key}").json()
    assert source["state"] == "read"
    assert office.get(f"/sources/{key}/text").json()["text"] == TEXT
    rows = office.get(f"/sources/{key}/statements").json()["items"]
    assert len(rows) == source["statements"]["all"] > 0
    assert all(row["text"] == TEXT[row["start"] : row["end"]] and row["state"] == "draft" for row in rows)
    one = office.get(f"/statements/{rows[0]['key']}")
    done = office.post(f"/statements/{rows[0]['key']}/confirm", {}, If_Match=one["ETag"])
    assert done.json()["changed"][0]["state"] == "confirmed"
    rest = {row["key"]: row["version"] for row in rows[1:]}
    assert office.post(f"/sources/{key}/statements/confirm", {"statements": rest}).status_code == 200
    assert office.get(f"/sources/{key}").json()["statements"]["confirmed"] == len(rows)


def test_a_file_is_taken_in_and_handed_out_again(people: Cast) -> None:
    office, content = Program(people.supervisor), TEXT.encode()
    file = SimpleUploadedFile("报告.txt", content)
    made = office.send("/source-files", {"file": file, "title": "政府工作报告", "year": 2026})
    assert made.status_code == 201, made.content
    original = office.get(f"/sources/{made.json()['key']}/original")
    assert b"".join(original.streaming_content) == content


def test_the_same_text_is_not_taken_in_twice(people: Cast) -> None:
    office = Program(people.supervisor)
    key = office.post("/sources", sent()).json()["key"]
    again = office.post("/sources", sent())
    assert (again.status_code, again.json()["code"], again.json()["values"]) == (
        409,
        "source.duplicate",
        {"source": key},
    )
    twice = [office.post("/sources", sent(text="别的文本。"), Idempotency_Key="t") for _ in range(2)]
    assert [each.status_code for each in twice] == [201, 201]
    assert twice[0].json()["key"] == twice[1].json()["key"]
    assert Source.objects.count() == 2


REFUSED = [
    ({"title": ""}, "request.invalid"),
    ({"text": ""}, "request.invalid"),
    ({"text": "a\x00b"}, "request.invalid"),
    ({"text": "a\ud800b"}, "request.invalid"),
    ({"text_kind": "poem"}, "request.invalid"),
    ({"published_on": "0001-01-01"}, "request.invalid"),
    ({"place": "000000"}, "place.unknown"),
]


@pytest.mark.parametrize(("wrong", "code"), REFUSED)
def test_what_is_wrong_with_a_text_is_named(people: Cast, wrong: dict[str, Any], code: str) -> None:
    answer = Program(people.supervisor).post("/sources", sent(**wrong))
    assert (answer.status_code, answer.json()["code"]) == (422, code)
    if code == "request.invalid":
        assert answer.json()["faults"][0]["where"] == next(iter(wrong))
    assert not Source.objects.exists()


def test_a_source_is_withdrawn_taken_back_and_shared(people: Cast) -> None:
    office = Program(people.supervisor)
    key = office.post("/sources", sent()).json()["key"]
    assert office.post(f"/sources/{key}/withdraw", {}).status_code == 422
    assert office.post(f"/sources/{key}/withdraw", {"reason": "版本有误"}).json()["withdrawn_at"]
    assert office.post(f"/sources/{key}/resume").json()["withdrawn_at"] is None
    assert Program(people.secretary).get(f"/sources/{key}").status_code == 404
    assert office.post(f"/sources/{key}/share").json()["shared"]
    assert Program(people.secretary).get(f"/sources/{key}").status_code == 200


ACTS: list[tuple[str, dict[str, Any], int, str]] = [
    ("reject", {}, 422, "review.reason_missing"),
    ("reject", {"reason": "不是承诺"}, 200, "rejected"),
    ("label", {"kind": "achievement"}, 200, "confirmed"),
    ("label", {"kind": "poem"}, 422, "request.invalid"),
    ("span", {}, 422, "need_missing"),
    ("span", {"start": 0, "end": 9_999_999}, 422, "review.span_outside"),
    ("split", {"cut": 6}, 200, "draft"),
    ("reopen", {}, 200, "draft"),
    ("findings", {"measures": [{"text": "没有", "value": 1}]}, 422, "review.words_absent"),
    ("findings", {"measures": [{"text": "85公里", "value": 85, "unit": "公里"}]}, 200, "confirmed"),
    ("fly", {}, 422, "request.invalid"),
]


@pytest.mark.parametrize(("act", "body", "status", "said"), ACTS)
def test_a_statement_is_reviewed(people: Cast, act: str, body: dict[str, Any], status: int, said: str) -> None:
    """Each act of the workbench; a refusal has its code, and nothing has changed then."""
    office = Program(people.supervisor)
    source = office.post("/sources", sent()).json()["key"]
    read_source(source)
    key = next(row["key"] for row in office.get(f"/sources/{source}/statements").json()["items"] if "85" in row["text"])
    first = office.get(f"/statements/{key}")["ETag"]
    assert office.post(f"/statements/{key}/confirm", {}, If_Match=first).status_code == 200
    tag = office.get(f"/statements/{key}")["ETag"]
    answer = office.post(f"/statements/{key}/{act}", body, If_Match=tag)
    assert answer.status_code == status, answer.content
    told = answer.json()
    assert (told["changed"][0]["state"] if status == 200 else told["code"]) == said
    if status == 200:
        again = office.post(f"/statements/{key}/{act}", body, If_Match=first)
        assert (again.status_code, again.json()["code"]) == (412, "stale")


@pytest.mark.parametrize(
    ("kind", "body", "status"),
    [
        ("multipart/form-data", b"x", 400),  # no boundary
        ("multipart/form-data; boundary=x", b"--x\r\nContent", 422),  # cut off: no file in it
        ("application/json", b"{}", 422),
    ],
)
def test_an_unreadable_form_is_refused(people: Cast, kind: str, body: bytes, status: int) -> None:
    """What cannot be told apart is the sender's fault, not one of ours."""
    office = Program(people.supervisor)
    answer = office.client.post("/api/v1/source-files", body, content_type=kind, headers=office.headers)
    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"


def test_too_many_fields_are_refused(people: Cast, settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 3
    answer = Program(people.supervisor).send("/source-files", {f"f{n}": "x" for n in range(5)})
    assert answer.status_code == 413


def test_words_of_deliberation_are_not_narrowed_by_kind(people: Cast) -> None:
    """A report's statements are; what deputies said is listed in its order, whatever it praises or asks for."""
    office = Program(people.supervisor, language="zh-hans")
    report = office.post("/sources", sent()).json()["key"]
    said = office.post("/sources", sent(text=f"陆闻舟代表：{TEXT}", text_kind="deliberation")).json()["key"]
    for key in (report, said):
        read_source(key)
    assert office.get(f"/sources/{report}/statements", {"kind": "commitment"}).status_code == 200
    for kind in ("appraisal", "suggestion", "commitment"):
        refused = office.get(f"/sources/{said}/statements", {"kind": kind})
        assert (refused.status_code, refused.json()["code"]) == (422, "review.kind_of_remarks")
        assert "不按表述类别筛选" in refused.json()["detail"]
    plain = office.get(f"/sources/{said}/statements").json()["items"]
    assert [each["start"] for each in plain] == sorted(each["start"] for each in plain)
    for name in ("rank", "sort", "order", "tone", "score"):  # unknown ones change nothing
        assert office.get(f"/sources/{said}/statements", {name: "appraisal"}).json()["items"] == plain
