"""A deputy's suggestion is handled by programs from registration to evaluation, with every need of its steps."""

from typing import Any

import pytest
from django.utils import timezone
from tests.api.calling import Program
from tests.cast import Cast
from tests.congress.deputies import REPLY, bench, filed, handled

from huiyin.ledger.models import Case

pytestmark = pytest.mark.django_db


def taken(program: Program, case: Case, action: str, **given: Any) -> Any:
    version = Case.objects.values_list("version", flat=True).get(pk=case.pk)
    return program.post(f"/cases/{case.key}/steps/{action}", given, If_Match=f'"{version}"')


def test_a_suggestion_from_registration_to_evaluation(people: Cast) -> None:
    sits = bench(people)
    case = filed(sits, cosigners=1).case
    secretary, handler, head = Program(people.secretary), Program(people.handler), Program(people.head)
    steps = [
        (secretary, "register", {"category": "城建环资", "class": "ordinary"}),
        (secretary, "assign", {"unit": people.housing.key}),
        (handler, "accept", {}),
        (
            handler,
            "contact",
            {"contact_form": "visit", "contacted_on": "2026-03-02", "contact_with": [sits.filer.key]},
        ),
        (handler, "draft_reply", {"text": REPLY}),
        (
            head,
            "reply",
            {
                "outcome": "in_progress",
                "letter_number": "云住建函〔2026〕31号",
                "letter_on": timezone.localdate().isoformat(),
                "text": REPLY,
            },
        ),
        (Program(people.deputy), "evaluate", {"attitude": "satisfied", "result": "basically"}),
    ]
    for program, action, given in steps:
        answer = taken(program, case, action, **given)
        assert answer.status_code == 200, (action, answer.json())
    assert Case.objects.get(pk=case.pk).stage == "evaluated"


@pytest.mark.parametrize(
    ("action", "given", "need"),
    [
        ("register", {"category": "天文地理"}, "category"),
        ("register", {"class": "huge"}, "class"),
        ("merge", {"into": "z" * 14}, "into"),
        ("forward", {"office": "z" * 14}, "office"),
        ("register", {"ground": "own_matter"}, "ground"),
    ],
)
def test_what_a_step_does_not_take_is_named(people: Cast, action: str, given: dict[str, Any], need: str) -> None:
    case = filed(bench(people)).case
    if action in ("merge", "forward"):
        taken(Program(people.secretary), case, "register")
    answer = taken(Program(people.secretary), case, action, **given)
    assert (answer.status_code, answer.json()["values"]["need"]) == (422, need)


def test_a_talk_is_with_deputies_of_the_item(people: Cast) -> None:
    sits = bench(people)
    case = handled(sits, people)
    given = {"contact_form": "visit", "contacted_on": "2026-03-02", "contact_with": [sits.deputies[3].key]}
    answer = taken(Program(people.handler), case, "contact", **given)
    assert (answer.status_code, answer.json()["values"]["need"]) == (422, "contact_with")
