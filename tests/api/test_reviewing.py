"""Review beyond the single statement, steps of many cases, figures: what the pages do, programs can."""

import io
import zipfile

import pytest
from tests.api.calling import Program
from tests.cast import Cast
from tests.ledger.reviewing import about, taken_in
from tests.ledger.test_review_of_two import NEWER, newer
from tests.ledger.works import brought_to

from huiyin.ledger import rereading
from huiyin.ledger.models import Source

pytestmark = pytest.mark.django_db


def act(program: Program, source: Source, words: str, act: str, **body: object) -> int:
    row = about(source, words)
    answer = program.post(f"/statements/{row.key}/{act}", body, If_Match=f'"{row.version}"')
    return int(answer.status_code)


def test_a_decision_is_undone_and_done_again(people: Cast) -> None:
    source = taken_in(people.supervisor)
    office = Program(people.supervisor)
    assert office.post(f"/sources/{source.key}/undo").json()["code"] == "review.nothing_to_undo"
    assert act(office, source, "社区食堂", "confirm") == 200
    undone = office.post(f"/sources/{source.key}/undo")
    assert [row["state"] for row in undone.json()["changed"]] == ["draft"]
    assert [row["state"] for row in office.post(f"/sources/{source.key}/redo").json()["changed"]] == ["confirmed"]
    assert Program(people.auditor).post(f"/sources/{source.key}/undo").status_code == 403


def test_an_undoing_sent_twice_is_done_once(people: Cast) -> None:
    source = taken_in(people.supervisor)
    office = Program(people.supervisor)
    for words in ("社区食堂", "供热管网"):
        assert act(office, source, words, "confirm") == 200
    answers = [office.post(f"/sources/{source.key}/undo", Idempotency_Key="u-1").json() for _ in range(2)]
    assert answers[0] == answers[1]
    assert about(source, "社区食堂").state == "confirmed"


def test_a_difference_is_listed_once_both_have_spoken_and_settled(people: Cast) -> None:
    source = taken_in(people.supervisor, blind=True)
    one, other = Program(people.supervisor), Program(people.second_supervisor)
    assert act(one, source, "社区食堂", "confirm") == 200
    assert other.get(f"/sources/{source.key}/differences").json()["items"] == []
    assert act(other, source, "社区食堂", "label", kind="background") == 200
    assert act(other, source, "社区食堂", "confirm") == 200
    (found,) = one.get(f"/sources/{source.key}/differences").json()["items"]
    assert [word["kind"] for word in found["words"]] == ["commitment", "background"]
    settlement = f"/sources/{source.key}/differences"
    body = {"statement": found["statement"], "word_of": people.second_supervisor.key, "reason": "只是情况说明"}
    assert one.post(settlement, body, If_Match='"999"').status_code == 412
    settled = one.post(settlement, body, If_Match=f'"{found["version"]}"').json()
    assert (settled["state"], settled["kind"]) == ("confirmed", "background")
    assert one.get(f"/sources/{source.key}/differences").json()["items"] == []


def test_confirmed_statements_go_out_as_gold(people: Cast) -> None:
    source = taken_in(people.supervisor)
    office = Program(people.supervisor)
    assert office.get(f"/sources/{source.key}/gold").json()["code"] == "gold.nothing"
    act(office, source, "社区食堂", "confirm")
    answer = office.get(f"/sources/{source.key}/gold")
    names = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))).namelist()
    assert sorted(name.rpartition(".")[2] for name in names) == ["json", "txt"]
    assert Program(people.handler).get(f"/sources/{source.key}/gold").status_code == 403


def test_a_source_read_by_the_present_reader_has_nothing_to_reread(people: Cast) -> None:
    source = taken_in(people.supervisor)
    office = Program(people.supervisor)
    told = office.get(f"/sources/{source.key}/reread").json()
    assert (told["same"], told["changed"], told["new"], told["gone"]) == (source.statements.count(), [], 0, [])
    assert office.post(f"/sources/{source.key}/reread").json()["code"] == "review.reread_same"


def test_a_newer_reader_changes_drafts(people: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    source = taken_in(people.supervisor)
    newer(source)
    monkeypatch.setattr(rereading.compare, "__kwdefaults__", {"reader": NEWER})
    monkeypatch.setattr(rereading.apply.__wrapped__, "__kwdefaults__", {"reader": NEWER})
    office = Program(people.supervisor)
    shown = office.get(f"/sources/{source.key}/reread").json()
    assert (len(shown["changed"]), shown["new"], len(shown["gone"])) == (1, 2, 2)
    assert office.post(f"/sources/{source.key}/reread").json() == shown
    assert source.statements.filter(gone=True).count() == 2


def test_a_failed_source_is_queued_again_and_a_read_one_stays(people: Cast) -> None:
    source = taken_in(people.supervisor)
    office = Program(people.supervisor)
    assert office.post(f"/sources/{source.key}/retry").json()["state"] == "read"
    Source.objects.filter(pk=source.pk).update(state=Source.State.FAILED, fault={"code": "x"})
    assert office.post(f"/sources/{source.key}/retry").json()["state"] == "queued"


def test_figures_of_review_add_up(people: Cast) -> None:
    source = taken_in(people.supervisor)
    office = Program(people.supervisor)
    act(office, source, "社区食堂", "confirm")
    act(office, source, "供热管网", "label", kind="background")
    told = office.get("/statistics/review").json()
    assert told["sources"] == 1
    whole = next(row for row in told["items"] if row["kind"] == "")
    assert whole["unchanged"] == 1
    assert whole["decided"] == whole["unchanged"] + whole["changed"] + whole["rejected"]
    assert whole["decided"] + whole["drafts"] == source.statements.filter(gone=False).count()


def test_a_step_is_taken_by_many_and_the_refused_hold_up_nobody(people: Cast) -> None:
    ready, over = brought_to(people, "assigned"), brought_to(people, "closed")
    body = {"cases": {ready.key: ready.version, over.key: over.version, "z" * 14: 1}}
    answer = Program(people.handler).post("/cases/steps/accept", body).json()
    assert answer["done"] == [ready.key]
    assert {each["case"]: each["code"] for each in answer["refused"]} == {over.key: "closed", "z" * 14: "not_found"}


def test_a_stale_version_is_refused_among_many(people: Cast) -> None:
    case = brought_to(people, "assigned")
    answer = Program(people.handler).post("/cases/steps/accept", {"cases": {case.key: case.version + 1}}).json()
    assert (answer["done"], answer["refused"][0]["code"]) == ([], "stale")
    assert Program(people.analyst).post("/cases/steps/accept", {"cases": {case.key: 1}}).status_code == 403


def test_a_file_of_one_case_is_not_handed_in_for_many(people: Cast) -> None:
    case = brought_to(people, "handling")
    body = {"cases": {case.key: case.version}, "given": {"text": "全部完成", "evidence": ["f" * 14]}}
    answer = Program(people.supervisor).post("/cases/steps/remind", body)
    assert (answer.status_code, answer.json()["values"]["need"]) == (422, "evidence")


def test_figures_name_the_list_that_they_count(people: Cast) -> None:
    brought_to(people, "closed")
    brought_to(people, "handling")
    brought_to(people, "draft")
    told = Program(people.supervisor).get("/statistics/cases", {"by": "unit"}).json()
    (scheme,) = told["schemes"]
    assert (scheme["total"]["assigned"], scheme["total"]["done"]) == (2, 1)
    assert scheme["lines"][0]["filters"]["lead"] == people.housing.key
    assert told["columns"]["done"] == {"light": "done"}
    assert told["left_out"]["draft"] == 1
