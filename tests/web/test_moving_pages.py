"""Moving cases to other rules, as pages: shown beforehand, done with a reason, many at once, and by whom."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.api.calling import Program, with_second_factor
from tests.cast import Cast
from tests.ledger.test_rules import OWN
from tests.ledger.works import assigned, seen_by

from huiyin.ledger import policies, rules
from huiyin.ledger.models import Case, Event
from huiyin.policy import Policy

pytestmark = pytest.mark.django_db
WHY = "督查工作规程修订，按新规办理"


@pytest.fixture(autouse=True)
def forgotten() -> Iterator[None]:
    yield
    policies.forget_loaded()


def own(people: Cast) -> Policy:
    return rules.load_policy(text=OWN, name="own.toml", by=seen_by(people.administrator), at=timezone.now())


def html(client: Client, address: str, **asked: str) -> str:
    answer = client.get(address, asked)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_page_of_a_case_leads_to_other_rules(client: Client, people: Cast) -> None:
    """Where some are kept, and for whoever may move it; the unit reads the version and no more."""
    case = assigned(people, at=timezone.now())
    client.force_login(people.supervisor)
    way = reverse("case_move", args=[case.key])
    assert way not in html(client, reverse("case", args=[case.key]))
    own(people)
    assert way in html(client, reverse("case", args=[case.key]))
    client.force_login(people.handler)
    assert way not in html(client, reverse("case", args=[case.key]))
    assert client.get(way).status_code == 403
    client.force_login(people.secretary)
    assert client.get(way).status_code == 404


def test_a_case_is_shown_before_and_after_and_moved_with_a_reason(client: Client, people: Cast) -> None:
    case, found = assigned(people, at=timezone.now()), own(people)
    client.force_login(people.supervisor)
    way = reverse("case_move", args=[case.key])
    page = html(client, way)
    assert "<del>" in page
    assert "<ins>" in page
    sent = {"to": f"{found.id}@{found.version}", "version": case.version}
    assert client.post(way, {**sent, "reason": "新规"}).status_code == 422
    assert client.post(way, {**sent, "reason": WHY, "version": case.version - 1}).status_code == 409
    assert client.post(way, {**sent, "reason": WHY, "to": "commitment.none@1"}).status_code == 404
    answer = client.post(way, {**sent, "reason": WHY})
    assert answer.url == reverse("case", args=[case.key])
    assert Case.objects.get(pk=case.pk).policy == found.id
    shown = html(client, answer.url)
    assert "转用另一版办理规则" in shown
    assert WHY in shown
    assert "（原至" in shown


def test_many_are_moved_from_the_page_of_the_rules(client: Client, people: Cast) -> None:
    """Those that are ticked; the administrator, who sees no case, moves them by their numbers."""
    first, second, found = assigned(people, at=timezone.now()), assigned(people, at=timezone.now()), own(people)
    client.force_login(people.supervisor)
    way = reverse("policy_move", args=[found.id])
    assert way in html(client, reverse("policy", args=[found.id]))
    assert first.title in html(client, way)
    assert client.post(way, {"reason": WHY}).status_code == 422
    answer = client.post(way, {"reason": WHY, "case": [f"{first.key}@{first.version}", "nonsense", "x@²"]})
    assert answer.url == reverse("policy", args=[found.id])
    assert Case.objects.filter(policy=found.id).get() == first
    stale = client.post(way, {"reason": WHY, "case": [f"{second.key}@1"]})
    assert stale.status_code == 422
    assert "刚被他人（或您自己在另一个窗口里）变更" in stale.content.decode()
    client.force_login(with_second_factor(people.administrator))
    page = html(client, way)
    assert second.number in page
    assert second.title not in page
    client.post(way, {"reason": WHY, "case": [f"{second.key}@{second.version}"]})
    assert Case.objects.filter(policy=found.id).count() == 2
    assert Event.objects.filter(type="case.policy_moved").count() == 2
    assert "<del>" not in html(client, way)


def test_a_program_moves_a_case_and_many(people: Cast) -> None:
    """The same preview, reason and version as on the page; what is not one's own is named, not moved."""
    first, second, found = assigned(people, at=timezone.now()), assigned(people, at=timezone.now()), own(people)
    program = Program(people.supervisor)
    preview = program.get(f"/cases/{first.key}/policy").json()
    assert (preview["to_policy"], preview["refused"], [each["clock"] for each in preview["changes"]]) == (
        found.id, None, ["accept"],
    )  # fmt: skip
    body: dict[str, Any] = {"policy": found.id, "version": found.version, "reason": WHY}
    tag = program.tag(f"/cases/{first.key}/policy")
    assert program.post(f"/cases/{first.key}/policy", body).status_code == 428
    short = program.post(f"/cases/{first.key}/policy", {**body, "reason": "新规"}, If_Match=tag)
    assert (short.status_code, short.json()["code"]) == (422, "step.need_short")
    unknown = program.post(f"/cases/{first.key}/policy", {**body, "version": "0" * 16}, If_Match=tag)
    assert (unknown.status_code, unknown.json()["code"]) == (422, "move.unknown")
    assert program.post(f"/cases/{first.key}/policy", body, If_Match=tag).json()["case"]["policy"] == found.id
    assert program.post(f"/cases/{first.key}/policy", body, If_Match=tag).status_code in (412, 422)
    waiting = program.get(f"/policies/{found.id}/moves").json()
    assert (waiting["total"], [each["key"] for each in waiting["items"]]) == (1, [second.key])
    done = program.post(f"/policies/{found.id}/moves", {"cases": [second.key, "z" * 14], "reason": WHY}).json()
    assert done == {"moved": [second.key], "refused": [{"key": "z" * 14, "code": "move.not_yours"}]}
    assert Program(people.handler).get(f"/cases/{first.key}/policy").status_code == 403
