"""The whole life of a suggestion by programs alone: written, co-signed, filed, handled, answered, evaluated, closed."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from tests.api.calling import Program
from tests.cast import Cast
from tests.congress.deputies import GROUNDS, PROPOSALS, REPLY, TITLE, Bench, a_draft, bench, filed, handled, replied

from huiyin.congress.models import SuggestionDraft
from huiyin.ledger.models import Case

pytestmark = pytest.mark.django_db
WRITTEN = {"title": TITLE, "grounds": GROUNDS, "proposals": PROPOSALS, "publish": True}
PDF = b"%PDF-1.4\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n"


@pytest.fixture
def sits(people: Cast) -> Bench:
    return bench(people)


def step(program: Program, key: str, action: str, **given: Any) -> Any:
    answer = program.post(f"/cases/{key}/steps/{action}", given, If_Match=program.tag(f"/cases/{key}"))
    assert answer.status_code == 200, (action, answer.json())
    return answer.json()["case"]


def test_a_suggestion_from_an_empty_draft_to_its_end(people: Cast, sits: Bench) -> None:
    """Every step by the program of whoever takes it, and nothing but the interface."""
    deputy, other = Program(people.deputy), Program(sits.deputies[1].account)
    secretary, handler, head = Program(people.secretary), Program(people.handler), Program(people.head)
    begun = deputy.post("/drafts", {"congress": sits.congress.key})
    assert begun.status_code == 201, begun.content
    draft = f"/drafts/{begun.json()['key']}"
    assert begun.json()["missing"] == ["title", "grounds", "proposals", "publish"]
    assert deputy.patch(draft, WRITTEN).status_code == 428
    assert deputy.patch(draft, WRITTEN, If_Match=deputy.tag(draft)).json()["missing"] == []
    file = deputy.send(f"{draft}/files", {"file": SimpleUploadedFile("泊位表.pdf", PDF)})
    assert file.status_code == 201, file.content
    asked = deputy.post(f"{draft}/cosigners", {"deputies": [sits.deputies[1].key]}).json()
    assert [(each["name"], each["waits"]) for each in asked["cosigners"]] == [(sits.deputies[1].name, True)]
    invitation = f"/invitations/{begun.json()['key']}"
    assert [each["title"] for each in other.get("/invitations").json()["items"]] == [TITLE]
    signed = other.post(f"{invitation}/confirm", If_Match=other.tag(invitation))
    assert signed.json()["state"] == "confirmed", signed.content
    done = deputy.post(f"{draft}/file", {}, Idempotency_Key="file-1")
    assert done.status_code == 201, done.content
    again = deputy.post(f"{draft}/file", {}, Idempotency_Key="file-1")
    assert (again.status_code, again.json()) == (201, done.json())
    assert deputy.post(f"{draft}/file", {}).status_code == 404  # it is no draft any more
    key = done.json()["case"]
    assert deputy.get(f"/cases/{key}/attachments").json()["items"][0]["name"] == "泊位表.pdf"

    listed = secretary.get("/suggestions", {"view": "filed"}).json()
    assert [(each["key"], each["filer"]["name"]) for each in listed["items"]] == [(key, sits.filer.name)]
    assert (listed["counts"]["filed"], listed["counts"]["all"]) == (1, 1)
    assert step(secretary, key, "register", category="城建环资", **{"class": "ordinary"})["number"]
    step(secretary, key, "assign", unit=people.housing.key)
    step(handler, key, "accept")
    contact = {"contact_form": "visit", "contacted_on": timezone.localdate().isoformat()}
    step(handler, key, "contact", contact_with=[sits.filer.key], **contact)
    step(handler, key, "draft_reply", text=REPLY)
    letter = {
        "outcome": "in_progress",
        "letter_number": "云住建函〔2026〕31号",
        "letter_on": timezone.localdate().isoformat(),
    }
    step(head, key, "reply", text=REPLY, **letter)

    reply = deputy.get(f"/cases/{key}/replies").json()["items"][0]
    assert (reply["text"], reply["number"]) == (REPLY, letter["letter_number"])
    for form, begins in (("docx", b"PK"), ("pdf", b"%PDF")):
        content = deputy.get(f"/cases/{key}/replies/{reply['position']}/letter.{form}")
        assert b"".join(content.streaming_content).startswith(begins)
    assert [each["key"] for each in deputy.get("/evaluations").json()["items"]] == [key]
    found = deputy.post(f"/evaluations/{key}", {"result": "unsatisfied"}, If_Match=deputy.tag(f"/evaluations/{key}"))
    assert found.status_code == 422, found.content  # a reason is asked
    given = {"result": "satisfied", "attitude": "satisfied"}
    found = deputy.post(f"/evaluations/{key}", given, If_Match=deputy.tag(f"/evaluations/{key}"))
    assert found.status_code == 200, found.content
    assert step(secretary, key, "close")["closed"]
    assert deputy.get("/own-suggestions").json()["items"][0]["closed"]
    assert Program(people.secretary).get("/statistics/suggestions").json()["received"] == 1
    actions = [each["action"] for each in secretary.get(f"/cases/{key}/events").json()["items"]]
    assert actions[-1] == "close"


def test_a_changed_text_is_confirmed_anew_and_a_stale_one_is_refused(people: Cast, sits: Bench) -> None:
    draft = a_draft(sits)
    deputy, other = Program(people.deputy), Program(sits.deputies[1].account)
    deputy.post(f"/drafts/{draft.key}/cosigners", {"deputies": [sits.deputies[1].key]})
    invitation, mine = f"/invitations/{draft.key}", f"/drafts/{draft.key}"
    read = other.tag(invitation)
    old = deputy.tag(mine)
    assert deputy.patch(mine, {"title": TITLE + "（修改）"}, If_Match=old).status_code == 200
    assert other.post(f"{invitation}/confirm", If_Match=read).status_code == 412
    assert deputy.patch(mine, {"title": TITLE}, If_Match=old).status_code == 412
    assert other.post(f"{invitation}/confirm", If_Match=other.tag(invitation)).status_code == 200
    back = deputy.delete(f"{mine}/cosigners/{sits.deputies[1].key}")
    assert back.json()["cosigners"] == []
    assert other.get(invitation).status_code == 404


def test_what_a_change_leaves_out_stays(people: Cast, sits: Bench) -> None:
    draft, deputy = a_draft(sits), Program(people.deputy)
    path = f"/drafts/{draft.key}"
    told = deputy.patch(path, {"wish": "请市住建局办理"}, If_Match=deputy.tag(path)).json()
    assert (told["title"], told["wish"], told["publish"]) == (TITLE, "请市住建局办理", True)
    assert deputy.patch(path, {"publish": None}, If_Match=deputy.tag(path)).json()["missing"] == ["publish"]
    assert deputy.patch(path, {"title": None}, If_Match=deputy.tag(path)).status_code == 422


def test_a_draft_is_nobody_elses_to_see(people: Cast, sits: Bench) -> None:
    draft = a_draft(sits)
    for who in (people.secretary, sits.deputies[2].account):
        assert Program(who).get(f"/drafts/{draft.key}").status_code == 404
    assert Program(people.handler).get(f"/drafts/{draft.key}").status_code == 403
    assert Program(people.deputy).delete(f"/drafts/{draft.key}").status_code == 200
    assert not SuggestionDraft.objects.exists()


def test_what_came_on_paper_is_entered_by_the_secretariat(people: Cast, sits: Bench) -> None:
    secretary = Program(people.secretary)
    body = {"congress": sits.congress.key, "deputy": sits.deputies[3].key}
    draft = secretary.post("/paper-drafts", body).json()
    path = f"/drafts/{draft['key']}"
    secretary.patch(path, WRITTEN, If_Match=secretary.tag(path))
    assert secretary.post(f"{path}/cosigners", {"deputies": [sits.deputies[2].key]}).json()["cosigners"][0]["stands"]
    assert secretary.post(f"{path}/file", {}).status_code == 201
    wrong = secretary.post("/paper-drafts", {**body, "deputy": "zzzzzzzzzzzzzz"})
    assert (wrong.status_code, wrong.json()["values"]["where"]) == (422, "deputy")
    assert Program(people.deputy).post("/paper-drafts", body).status_code == 403


def test_a_motion_that_too_few_have_signed_goes_as_a_suggestion(people: Cast, sits: Bench) -> None:
    deputy = Program(people.deputy)
    draft = deputy.post("/drafts", {"congress": sits.congress.key, "kind": "motion"}).json()
    path = f"/drafts/{draft['key']}"
    deputy.patch(path, WRITTEN, If_Match=deputy.tag(path))
    refused = deputy.post(f"{path}/file", {})
    assert (refused.status_code, refused.json()["code"]) == (422, "motion.signers")
    assert refused.json()["detail"]
    key = deputy.post(f"{path}/file", {"as_suggestion": True}).json()["case"]
    assert Case.objects.get(key=key).case_type == "suggestion"


def test_promises_of_a_reply_are_confirmed_by_its_unit_all_or_none(people: Cast, sits: Bench) -> None:
    case = replied(sits, people)
    head = Program(people.head)
    proposed = head.get(f"/cases/{case.key}/promises").json()["proposed"]
    assert proposed
    day = (timezone.localdate() + timedelta(days=90)).isoformat()
    one = {"statement": proposed[0]["statement"], "due_on": day}
    wrong = {"promises": [one, {"statement": "zzzzzzzzzzzzzz", "due_on": day}]}
    assert head.post(f"/cases/{case.key}/promises", wrong).status_code == 422
    assert head.get(f"/cases/{case.key}/promises").json()["made"] == []
    made = head.post(f"/cases/{case.key}/promises", {"promises": [one]})
    assert made.status_code == 201, made.content
    assert made.json()["made"][0]["due_on"] == day
    assert head.post(f"/cases/{case.key}/promises", {"promises": [one]}).json()["code"] == "promise.made"
    seen = Program(people.deputy).get(f"/cases/{case.key}/promises").json()
    assert (len(seen["made"]), seen["proposed"]) == (1, [])
    assert Program(people.co_handler).post(f"/cases/{case.key}/promises", {"promises": [one]}).status_code in (403, 404)


def test_the_desk_is_narrowed_as_its_page_is(people: Cast, sits: Bench) -> None:
    handled(sits, people)
    other = filed(sits, title="关于加强农村道路养护的建议", proposals="建议市交通运输局逐村修补，三年内完成。").case
    secretary = Program(people.secretary)
    asked = secretary.get("/suggestions", {"view": "filed"}).json()
    assert [each["key"] for each in asked["items"]] == [other.key]
    assert asked["counts"]["units"] == 1
    assert len(secretary.get("/suggestions", {"q": sits.filer.name}).json()["items"]) == 2
    page = secretary.get("/suggestions", {"limit": 1}).json()
    rest = secretary.get("/suggestions", {"limit": 1, "after": page["next"]}).json()
    assert {page["items"][0]["key"], rest["items"][0]["key"]} == set(Case.objects.values_list("key", flat=True))
    assert secretary.get("/suggestions", {"view": "splendid"}).status_code == 422


def test_like_items_are_shown_while_writing(people: Cast, sits: Bench) -> None:
    filed(sits)
    draft = a_draft(sits, title=TITLE, grounds="另一段说明，城区停车确实不便。")
    told = Program(people.deputy).get(f"/drafts/{draft.key}/help").json()
    assert told["similar"][0]["title"] == TITLE
