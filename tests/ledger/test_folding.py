"""A fold that takes events one after another gives what folding them one by one gives."""

from datetime import UTC, datetime

from huiyin import policy
from huiyin.ledger.image import Folding, Image, advance

AT = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)
EVENTS = (
    {"opened": {"entry": "e1", "place": "1"}, "fields": {"title": "新增停车泊位", "target_value": "5000"}},
    {"parties": [["u1", "lead_unit", "add"], ["u2", "co_handler", "add"]], "issued": True},
    {"parties": [["u1", "lead_unit", "accept"]], "deputies": [["d1", "filer", "add"]]},
    {"evaluation": {"deputy": "d1", "result": "satisfied"}},
    {"report": {"period": "2026-05", "value": "12.5"}, "fields": {"vague": True}},
    {"moved": {"place": "2"}, "parties": [["u1", "lead_unit", "end"], ["u2", "lead_unit", "add"]]},
    {"deputies": [["d1", "filer", "end"]], "supervision": 2, "merged_into": "c9"},
)


def test_folding_many_is_folding_one_by_one() -> None:
    whole, step_by_step = Folding(), Image()
    for position, payload in enumerate(EVENTS, start=1):
        whole.take(payload, position=position, at=AT)
        step_by_step = advance(step_by_step, payload, position=position, at=AT)
    assert whole.image() == step_by_step
    assert (step_by_step.lead, step_by_step.opened["place"], step_by_step.version) == ("u2", "2", len(EVENTS))


def test_a_fold_leaves_the_image_before_as_it_was() -> None:
    before = advance(Image(), EVENTS[1], position=1, at=AT)
    advance(before, EVENTS[5], position=2, at=AT)
    assert before.lead == "u1"


def test_no_step_leads_nowhere() -> None:
    assert policy.fold(()) == policy.NOTHING
