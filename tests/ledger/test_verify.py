"""Whatever is changed past the ledger is found and named: events, rows, texts, seals."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.db.models import TextField
from django.db.models.functions import Cast as Cast_
from tests.cast import Cast

from huiyin.ledger import chain
from huiyin.ledger.cases import Given, act, actor_of, open_case
from huiyin.ledger.models import Case, CaseParty, Event, Note, Seal
from huiyin.ledger.notes import erase_note
from huiyin.ledger.seals import seal_missed
from huiyin.ledger.verify import verify
from huiyin.people.viewer import viewer_of

AT = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)
TODAY = date(2026, 3, 2)
pytestmark = pytest.mark.django_db


def a_case(people: Cast) -> Case:
    """Open a task, hand it over and have it sent back, one step a day."""
    supervisor, handler = (viewer_of(each, today=TODAY) for each in (people.supervisor, people.handler))
    case = open_case(
        kind="commitment",
        policy_id="commitment.general",
        house="government",
        place=people.city,
        title="新增停车泊位5000个",
        year=2026,
        by=actor_of(supervisor),
        at=AT,
    )
    given = Given(unit=people.housing, values={"due_on": date(2026, 12, 31)})
    case = act(case=case, action="assign", given=given, by=supervisor, at=AT + timedelta(days=1), expected=1)
    back = Given(words={"reason": "此项工作由市城管执法局负责"})
    return act(case=case, action="send_back", given=back, by=handler, at=AT + timedelta(days=2), expected=2)


def without_triggers(sql: str, *values: object) -> None:
    """Change a table as somebody with the database in hand would."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL session_replication_role = replica")
            cursor.execute(sql, values)
            cursor.execute("SET LOCAL session_replication_role = DEFAULT")
            return
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        kept = cursor.fetchall()
        for name, _sql in kept:
            cursor.execute(f"DROP TRIGGER {name}")
        cursor.execute(sql, values)
        for _name, made in kept:
            cursor.execute(made)


def test_an_untouched_ledger_is_clean(people: Cast) -> None:
    a_case(people)
    seal_missed(today=date(2026, 3, 10))
    report = verify()
    assert (report.clean, report.events, report.cases, report.notes, report.seals) == (True, 3, 1, 1, 3)


def another_title(case: Case) -> None:
    Case.objects.filter(pk=case.pk).update(title="新增停车泊位50个")


def another_due(case: Case) -> None:
    Case.objects.filter(pk=case.pk).update(due_on=date(2027, 12, 31))


def another_unit(case: Case) -> None:
    CaseParty.objects.filter(case=case).update(active=True, accepted=True)


def another_text(case: Case) -> None:
    Note.objects.update(body="查无此事")


def no_text(case: Case) -> None:
    Note.objects.all().delete()


def another_event(case: Case) -> None:
    without_triggers("UPDATE ledger_event SET actor = %s WHERE position = 2", "z" * 14)


def no_event(case: Case) -> None:
    without_triggers("DELETE FROM ledger_event WHERE position = 2")


def no_last_event(case: Case) -> None:
    without_triggers("DELETE FROM ledger_event WHERE position = 3")


def another_seal(case: Case) -> None:
    without_triggers("UPDATE ledger_seal SET root = %s", "0" * 64)


def no_first_seal(case: Case) -> None:
    without_triggers("DELETE FROM ledger_seal WHERE day = %s", date(2026, 3, 2))


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        (another_title, {"row"}),
        (another_due, {"row"}),
        (another_unit, {"row"}),
        (another_text, {"note"}),
        (no_text, {"note"}),
        (another_event, {"hash"}),
        (no_event, {"gap", "chain", "row", "seal"}),
        (no_last_event, {"row", "seal"}),
        (another_seal, {"seal", "seal_chain"}),
        (no_first_seal, {"seal_chain"}),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_what_was_changed_past_the_ledger_is_found(
    people: Cast, change: Callable[[Case], None], codes: set[str]
) -> None:
    case = a_case(people)
    seal_missed(today=date(2026, 3, 10))
    change(case)
    report = verify()
    assert not report.clean
    assert {problem.code for problem in report.problems} == codes


def test_an_erased_text_is_counted_and_wrongs_nothing(people: Cast) -> None:
    a_case(people)
    erase_note(Note.objects.get().key)
    report = verify()
    assert (report.clean, report.notes, report.notes_erased) == (True, 1, 1)


def test_a_case_without_history_is_found(people: Cast) -> None:
    case = a_case(people)
    Case.objects.create(
        **{name: getattr(case, name) for name in ("entry", "case_type", "policy", "policy_version", "house", "place")},
        opened_at=AT,
        changed_at=AT,
    )
    assert [problem.values["reason"] for problem in verify().problems] == ["no event"]


def test_since_a_day_looks_only_at_what_was_added_to(people: Cast) -> None:
    a_case(people)
    assert verify(since=date(2026, 3, 5)).events == 0
    assert verify(since=date(2026, 3, 4)).events == 3


def test_days_are_sealed_in_order_once_and_only_when_over(people: Cast) -> None:
    a_case(people)
    assert [seal.day.isoformat() for seal in seal_missed(today=date(2026, 3, 4))] == ["2026-03-02", "2026-03-03"]
    assert seal_missed(today=date(2026, 3, 4)) == []
    seal_missed(today=date(2026, 3, 9))
    first, second, third = Seal.objects.order_by("day")
    assert (first.previous_hash, second.previous_hash, third.previous_hash) == (chain.START, first.hash, second.hash)
    assert third.root == chain.merkle_root([Event.objects.get(position=3).hash])


def test_payloads_written_by_an_older_version_are_in_order(people: Cast) -> None:
    """JSON with blanks and escapes has the same value: it verifies, and what is changed in it is found."""
    case = a_case(people)
    event = Event.objects.get(stream_key=case.key, position=1)
    older = json.dumps(event.payload)
    without_triggers("UPDATE ledger_event SET payload = %s WHERE id = %s", older, event.pk)
    assert verify().clean
    without_triggers("UPDATE ledger_event SET payload = %s WHERE id = %s", older.replace("5000", "500"), event.pk)
    assert [each.code for each in verify().problems][:1] == ["hash"]


@pytest.mark.skipif(connection.vendor == "postgresql", reason="PostgreSQL keeps values, not their text")
def test_a_payload_is_kept_as_it_is_hashed(people: Cast) -> None:
    """SQLite holds the canonical text itself, Chinese as it is written."""
    case = a_case(people)
    rows = Event.objects.filter(stream_key=case.key).annotate(text=Cast_("payload", TextField()))
    texts = list(rows.values_list("text", flat=True))
    assert texts == [chain.canonical(json.loads(text)).decode() for text in texts]
    assert "停车泊位" in texts[0]
