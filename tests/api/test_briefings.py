"""Briefings and digests by programs: begun, chosen, written, checked, issued, withdrawn, corrected."""

from typing import Any

import pytest
from tests.api.calling import Program
from tests.cast import Cast
from tests.congress.heard import Hall, hall

from huiyin.congress.models import Briefing

pytestmark = pytest.mark.django_db


@pytest.fixture
def town(people: Cast) -> Hall:
    return hall(people)


@pytest.fixture
def secretary(people: Cast) -> Program:
    return Program(people.secretary)


def begun(program: Program, town: Hall, form: str, **more: Any) -> dict[str, Any]:
    answer = program.post("/briefings", {"form": form, "session": town.town.session.key, **more})
    assert answer.status_code == 201, answer.content
    found: dict[str, Any] = answer.json()
    return found


def test_a_briefing_from_its_beginning_to_its_withdrawal(people: Cast, secretary: Program, town: Hall) -> None:
    meeting = town.records["river"].meeting.key
    draft = begun(secretary, town, "briefing", meeting=meeting, title="临溪区代表团审议发言")
    path = f"/briefings/{draft['key']}"
    assert draft["items"] == []
    choices = secretary.get(f"{path}/choices").json()
    assert len(choices["remarks"]) == 3
    chosen = secretary.post(f"{path}/items", {"remarks": [choices["remarks"][1]["remark"]]}).json()["items"]
    item = f"/briefing-items/{chosen[0]['key']}"
    words = chosen[0]["text"]
    written = secretary.patch(item, {"text": words + "另有九千九百户。"}, If_Match='"1"').json()["items"][0]
    assert (written["version"], written["edited"]) == (2, True)
    assert secretary.patch(item, {"text": words}, If_Match='"1"').status_code == 412
    head = secretary.patch(path, {"note": "请阅。", "copies": 80}, If_Match=f'"{draft["version"]}"').json()
    assert (head["note"], head["copies"], head["title"]) == ("请阅。", 80, "临溪区代表团审议发言")
    ready = secretary.get(f"{path}/ready").json()
    assert ready["findings"]
    body = {"seen": ready["seen"], "on": "2026-01-10", "number": ready["number"], "total": ready["total"]}
    assert secretary.post(f"{path}/issue", body).json()["code"] == "briefing.reason"
    assert secretary.post(f"{path}/issue", {**body, "seen": "0" * 64}).status_code == 412
    issued = secretary.post(f"{path}/issue", {**body, "reason": "已向代表本人核实"}).json()
    assert (issued["state"], issued["number"], issued["items"]) == ("issued", 1, [])
    leader = Program(people.leader)
    assert leader.get(path).json()["sheet"] == issued["sheet"]
    for form, begins in (("docx", b"PK"), ("pdf", b"%PDF")):
        assert b"".join(leader.get(f"{path}/file.{form}").streaming_content).startswith(begins)
    assert secretary.patch(item, {"text": words}, If_Match='"2"').json()["code"] == "briefing.issued"
    corrected = secretary.post(f"{path}/correct").json()
    assert (corrected["replaces"], corrected["state"]) == (draft["key"], "draft")
    assert secretary.delete(f"/briefings/{corrected['key']}").status_code == 200
    withdrawn = secretary.post(f"{path}/withdraw", {"reason": "印发对象有误"}).json()
    assert (withdrawn["state"], withdrawn["reason"]) == ("withdrawn", "印发对象有误")


def test_a_digest_accounts_for_every_statement(people: Cast, secretary: Program, town: Hall) -> None:
    draft = begun(secretary, town, "digest")
    path = f"/briefings/{draft['key']}"
    first = draft["items"][0]
    moved = secretary.post(f"/briefing-items/{first['key']}/part", {"part": "suggestion"}).json()["items"]
    assert next(each for each in moved if each["key"] == first["key"])["part"] == "suggestion"
    assert len(secretary.delete(f"/briefing-items/{first['key']}").json()["items"]) == len(draft["items"]) - 1
    choices = secretary.get(f"{path}/choices").json()
    assert choices["account"]["open"] >= 1
    loose = [each["statement"] for each in choices["statements"] if not each["used"] and each["usable"]]
    short = secretary.post(f"{path}/leave-out", {"statements": loose, "reason": " "})
    assert short.json()["code"] == "digest.reason"
    secretary.post(f"{path}/leave-out", {"statements": loose, "reason": "与主题无关"})
    back = secretary.post(f"{path}/bring-in", {"statements": loose[:1]}).json()["items"]
    assert len(back) >= len(draft["items"]) - 1
    assert "open" in secretary.get(f"{path}/choices").json()["account"]


def test_a_draft_is_seen_by_who_writes_it(people: Cast, secretary: Program, town: Hall) -> None:
    draft = begun(secretary, town, "briefing", on="2026-01-08", all_remarks=True)
    assert draft["items"]
    assert Program(people.editor).get(f"/briefings/{draft['key']}").status_code == 200
    assert Program(people.leader).get(f"/briefings/{draft['key']}").status_code == 404
    assert Program(people.leader).get("/briefings").json()["items"] == []
    assert Program(people.leader).get(f"/briefings/{draft['key']}/choices").status_code == 403
    wrong = secretary.post("/briefings", {"form": "briefing", "session": town.town.session.key})
    assert wrong.json()["code"] == "briefing.one_scope"
    assert Briefing.objects.count() == 1
