"""Word templates by programs: checked as the page checks them, faults with their places, the history goes on."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.api.calling import Program
from tests.cast import Cast
from tests.documents.words import docx

from huiyin.congress.models import DocumentTemplate
from huiyin.documents.word_kinds import shipped
from huiyin.documents.word_templates import in_force

pytestmark = pytest.mark.django_db
OWN = docx("本地样式：{{ 标题 }}，{{ 件数 }}件")
PATH = "/templates/ledger_table"


def put(program: Program, content: bytes, name: str = "台账.docx", **headers: str) -> Any:
    return program.send(PATH, {"file": SimpleUploadedFile(name, content)}, **headers)


def content(answer: Any) -> bytes:
    assert answer.status_code == 200
    return b"".join(answer.streaming_content)


def test_a_place_s_own_template_and_the_way_back(people: Cast) -> None:
    clerk = Program(people.secretary)
    assert {each["last"] for each in clerk.get("/templates").json()["items"]} == {None}
    kept = put(clerk, OWN, Idempotency_Key="once").json()
    assert put(clerk, OWN, Idempotency_Key="once").json() == kept
    (first,) = kept["history"]
    assert (first["name"], first["uploaded_by"]) == ("台账.docx", people.secretary.key)
    assert {each["zh"] for each in kept["tags"]} >= {"标题", "件数"}
    assert content(clerk.get(f"{PATH}/files/{first['key']}")) == OWN
    assert content(clerk.get(f"{PATH}/files/shipped")) == shipped("ledger_table")
    assert content(clerk.get(f"{PATH}/files/sample")).startswith(b"PK")
    back = clerk.post(f"{PATH}/back", {}).json()
    assert [each["shipped"] for each in back["history"]] == [True, False]
    assert in_force("ledger_table", people.city).row is None
    assert clerk.post(f"{PATH}/back", {}).json()["code"] == "template.same"
    clerk.post(f"{PATH}/back", {"key": first["key"]})
    assert in_force("ledger_table", people.city).content == OWN
    assert clerk.post(f"{PATH}/back", {"key": "zzzzzz"}).status_code == 404
    assert put(Program(people.auditor), OWN).status_code == 403


@pytest.mark.parametrize(
    ("sent", "name", "code", "faults"),
    [
        (docx("一", "{{ 事项.编号 }}"), "a.docx", "template.faults", [("unknown_name", 2)]),
        (b"%PDF-1.7", "a.docx", "template.content", []),
        (OWN, "a.doc", "template.ending", []),
    ],
)
def test_faults_are_told_and_nothing_is_kept(
    people: Cast, sent: bytes, name: str, code: str, faults: list[tuple[str, int]]
) -> None:
    answer = put(Program(people.secretary, language="zh-hans"), sent, name)
    told = answer.json()
    assert (answer.status_code, told["code"]) == (422, code)
    assert [(each["code"], each["where"]["paragraph"]) for each in told["values"].get("faults", [])] == faults
    assert faults or told["detail"], "a sentence says what to do"
    assert not DocumentTemplate.objects.exists()
