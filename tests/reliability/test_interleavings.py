"""Several people at one case at once: whatever the order, it is as if they had come one after the other.

Each holds a page that may be older than the case. Hypothesis makes up who looks and who acts when; threads on
PostgreSQL then really do it at once.
"""

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.cast import Cast
from tests.ledger.works import EVIDENCE, assigned, seen_by

from huiyin.errors import StaleWrite, StepRefused
from huiyin.ledger.cases import Given, act
from huiyin.ledger.image import Image
from huiyin.ledger.models import Case, CaseParty, Event, Note, Notice, Progress
from huiyin.ledger.projections import image_of_events, image_of_rows
from huiyin.ledger.verify import verify

REASON = "供热管理职责已划入另一单位办理"
NOW = datetime(2026, 3, 3, 2, 0, tzinfo=UTC)
PERSONS = ("supervisor", "second_supervisor", "handler", "head")
STEPS = ("accept", "send_back", "refuse_return", "reassign", "report", "remind", "add_co_handler", "complete")
STEPS += ("reject_completion", "confirm")
LOOK = "look"
Move = tuple[str, str]  # who, and the step; or a look at the case as it is now
MOVES = st.lists(st.tuples(st.sampled_from(PERSONS), st.sampled_from([LOOK, LOOK, *STEPS])), min_size=2, max_size=14)


def given_with(action: str, people: Cast) -> Given:
    """Return what a step needs."""
    reason = Given(words={"reason": REASON})
    report = Given(
        values={"form": "on_schedule"}, report={"period": "2026-03", "value": "24.6"}, words={"said": "完成"}
    )
    return {
        "send_back": reason,
        "refuse_return": reason,
        "reassign": Given(unit=people.finance, words={"reason": REASON}),
        "report": report,
        "remind": Given(words={"text": "请抓紧"}),
        "add_co_handler": Given(co_units=[people.finance]),
        "complete": Given(words={"text": "全部完成"}, attachments=EVIDENCE),
        "reject_completion": reason,
        "confirm": Given(values={"outcome": "kept"}),
    }.get(action, Given())


def take(people: Cast, case: Case, who: str, action: str, *, expected: int | None) -> Case:
    given, by = given_with(action, people), seen_by(getattr(people, who))
    return act(case=case, action=action, given=given, by=by, at=NOW, expected=expected)


def written() -> tuple[Any, ...]:
    """Return all that a step could leave behind."""
    counts = tuple(model.objects.count() for model in (Event, Note, Notice, CaseParty, Progress))
    return (*counts, *Case.objects.order_by("pk").values_list("version", "stage", "state", "changed_at"))


def playing(people: Cast, moves: list[Move]) -> tuple[Case, list[Move]]:
    """Let people look and act; return the case and the steps that were taken, in order."""
    case = assigned(people)
    pages = dict.fromkeys(PERSONS, case.version)
    taken: list[Move] = []
    for who, action in moves:
        now = Case.objects.get(pk=case.pk)
        if action == LOOK:
            pages[who] = now.version
            continue
        before, stale = written(), pages[who] != now.version
        try:
            pages[who] = take(people, case, who, action, expected=pages[who]).version
        except (StaleWrite, StepRefused) as error:
            refused: StaleWrite | StepRefused | None = error
        else:
            refused = None
        if refused is None:
            assert (stale, pages[who]) == (False, now.version + 1)
            taken.append((who, action))
        else:
            assert (isinstance(refused, StaleWrite), written()) == (stale, before)
    return Case.objects.get(pk=case.pk), taken


def without_keys(case: Case) -> Image:
    """Return the image of a case without what differs from case to case: the entry, and the keys of notes."""
    image = image_of_rows(case)
    reports = tuple(replace(each, said="", problem="", next_step="") for each in image.reports)
    return replace(image, opened={**image.opened, "entry": ""}, reports=reports)


@pytest.mark.django_db
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moves=MOVES)
def test_any_interleaving_is_some_serial_order(people: Cast, moves: list[Move]) -> None:
    """The steps that were taken, taken again one after the other, lead to the same case; the others left nothing."""
    with transaction.atomic():
        case, taken = playing(people, moves)
        assert image_of_events(case.key) == image_of_rows(case)
        alone = assigned(people)
        for who, action in taken:
            alone = take(people, alone, who, action, expected=alone.version)
        assert without_keys(alone) == without_keys(case)
        assert verify().clean
        transaction.set_rollback(True)


def test_the_moves_reach_what_is_promised(people: Cast) -> None:
    """A known course of moves: a stale page is met, a step is refused, a case is closed."""
    course = [
        ("handler", "accept"),
        ("head", "send_back"),  # a stale page
        ("head", LOOK),
        ("head", "complete"),
        ("second_supervisor", LOOK),
        ("supervisor", LOOK),
        ("supervisor", "reject_completion"),
        ("second_supervisor", "confirm"),  # a stale page
        ("head", LOOK),
        ("head", "confirm"),  # not a step of this role
        ("head", "complete"),
        ("supervisor", LOOK),
        ("supervisor", "confirm"),
    ]
    case, taken = playing(people, course)
    assert [action for _who, action in taken] == ["accept", "complete", "reject_completion", "complete", "confirm"]
    assert (case.closed, case.outcome, case.version) == (True, "kept", 7)


def at_once(jobs: list[Callable[[], Any]]) -> list[Any]:
    """Do jobs in threads that begin together; return what each returned or raised."""
    start, results = threading.Barrier(len(jobs)), [None] * len(jobs)

    def one(number: int, job: Callable[[], Any]) -> None:
        try:
            start.wait()
            results[number] = job()
        except Exception as error:
            results[number] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=one, args=each) for each in enumerate(jobs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


@pytest.fixture
def really_at_once(transactional_db: None) -> Cast:
    """The cast, committed, where threads have connections of their own."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite of these tests lies in memory; on a file, test_killed_server sends rivals at once")
    from tests.cast import cast

    return cast()


@pytest.mark.parametrize("expected", ["seen", None])
def test_of_rivals_one_wins_and_nothing_is_left_of_the_others(really_at_once: Cast, expected: str | None) -> None:
    """Who saw the old version is told that it is stale; who saw none is judged by what the winner left."""
    people = really_at_once
    case = assigned(people)
    seen = case.version if expected else None
    moves = [("handler", "accept"), ("head", "accept"), ("handler", "send_back"), ("head", "send_back")] * 3
    results = at_once([lambda move=move: take(people, case, *move, expected=seen) for move in moves])
    won = [each for each in results if isinstance(each, Case)]
    lost = [each for each in results if not isinstance(each, Case)]
    assert len(won) == 1
    assert {type(each) for each in lost} == {StaleWrite if expected else StepRefused}
    assert (Event.objects.filter(stream_key=case.key).count(), Note.objects.count() <= 1) == (3, True)
    assert verify().clean


def test_whoever_looks_again_gets_his_step_in_and_none_is_lost(really_at_once: Cast) -> None:
    """Six people remind five times each, each on his newest page: thirty steps, in one unbroken chain."""
    people = really_at_once
    case = take(people, assigned(people), "handler", "accept", expected=None)

    def insist(who: str) -> int:
        met = 0
        for _time in range(5):
            while True:
                version = Case.objects.get(pk=case.pk).version
                try:
                    take(people, case, who, "remind", expected=version)
                except StaleWrite:
                    met += 1
                else:
                    break
        return met

    results = at_once([lambda who=who: insist(who) for who in ("supervisor", "second_supervisor") * 3])
    assert all(isinstance(each, int) for each in results), results
    positions = Event.objects.filter(stream_key=case.key).order_by("position").values_list("position", flat=True)
    assert list(positions) == list(range(1, 34))
    assert Event.objects.filter(stream_key=case.key, type="commitment.reminded").count() == 30
    assert verify().clean
