"""A decision of review is one event with its way back; every statement stays a piece of the text."""

from collections.abc import Callable
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.cast import Cast
from tests.ledger.reviewing import AT, about, seen_by, taken_in

from huiyin.errors import LedgerError, StaleWrite
from huiyin.ledger import review
from huiyin.ledger.models import Event, Note, Source, Statement
from huiyin.ledger.source_rows import image_of_row, source_image_of_events, source_image_of_rows
from huiyin.ledger.statement_spans import cut_places
from huiyin.ledger.undoing import redo, undo
from huiyin.people.models import Account

pytestmark = pytest.mark.django_db
Act = Callable[[Source, Statement, Account], object]


def confirm(source: Source, statement: Statement, who: Account) -> object:
    seen = {statement.key: statement.version}
    return review.confirm(source=source, statements=seen, by=seen_by(who), at=AT)


def reject(source: Source, statement: Statement, who: Account) -> object:
    return review.reject(
        source=source, key=statement.key, version=statement.version, reason="只是套话", by=seen_by(who), at=AT
    )


def call_background(source: Source, statement: Statement, who: Account) -> object:
    return review.set_label(
        source=source, key=statement.key, version=statement.version, kind="background", by=seen_by(who), at=AT
    )


def shorten(source: Source, statement: Statement, who: Account) -> object:
    return review.set_span(
        source=source,
        key=statement.key,
        version=statement.version,
        start=statement.start,
        end=statement.end - 3,
        by=seen_by(who),
        at=AT,
    )


def split(source: Source, statement: Statement, who: Account) -> object:
    cut_at = (cut_places(source.text, (statement.start, statement.end)) or [statement.start + 4])[0]
    return review.split(
        source=source, key=statement.key, version=statement.version, cut_at=cut_at, by=seen_by(who), at=AT
    )


def join(source: Source, statement: Statement, who: Account) -> object:
    return review.join(source=source, key=statement.key, version=statement.version, by=seen_by(who), at=AT)


def drop_figures(source: Source, statement: Statement, who: Account) -> object:
    return review.set_findings(
        source=source,
        key=statement.key,
        version=statement.version,
        measures=[],
        mentions=[],
        by=seen_by(who),
        at=AT,
    )


ACTS: dict[str, Act] = {
    each.__name__: each for each in (confirm, reject, call_background, shorten, split, join, drop_figures)
}


def what_stands(source: Source) -> dict[str, tuple[object, ...]]:
    """Return what people see of the statements, versions apart."""
    rows = source.statements.filter(gone=False).select_related("decided_by")
    return {
        row.key: (row.start, row.end, row.text, row.kind, row.state, row.measures, row.mentions, row.decided_by_id)
        for row in rows
    }


@pytest.mark.parametrize("name", ACTS)
def test_an_act_can_be_undone_and_done_again(people: Cast, name: str) -> None:
    source = taken_in(people.supervisor)
    before = what_stands(source)
    ACTS[name](source, about(source, "社区食堂"), people.supervisor)
    after = what_stands(source)
    assert after != before
    undo(source=source, by=seen_by(people.supervisor), at=AT)
    assert what_stands(source) == before
    redo(source=source, by=seen_by(people.supervisor), at=AT + timedelta(hours=1))
    assert what_stands(source) == after
    assert source_image_of_events(source.key) == source_image_of_rows(Source.objects.get(pk=source.pk))


@pytest.mark.parametrize("name", ACTS)
def test_two_people_never_overwrite_each_other(people: Cast, name: str) -> None:
    """Each act on a statement that somebody else has just changed is refused, with both versions told."""
    source = taken_in(people.supervisor)
    statement = about(source, "社区食堂")
    call_background(source, statement, people.second_supervisor)
    with pytest.raises(StaleWrite) as caught:
        ACTS[name](source, statement, people.supervisor)
    assert caught.value.values == {"statement": statement.key, "expected": 1, "found": 2}


def test_a_confirmed_statement_says_by_whom(people: Cast) -> None:
    source = taken_in(people.supervisor)
    confirm(source, about(source, "社区食堂"), people.supervisor)
    row = about(source, "社区食堂")
    assert (row.state, row.decided_by, row.decided_at) == ("confirmed", people.supervisor, AT)
    assert not row.changed_by_hand


def test_a_kind_given_back_is_no_change_by_hand(people: Cast) -> None:
    source = taken_in(people.supervisor)
    kind = about(source, "社区食堂").kind
    call_background(source, about(source, "社区食堂"), people.supervisor)
    row = about(source, "社区食堂")
    assert row.changed_by_hand
    review.set_label(source=source, key=row.key, version=row.version, kind=kind, by=seen_by(people.supervisor), at=AT)
    assert not about(source, "社区食堂").changed_by_hand


def test_a_section_is_confirmed_but_for_what_others_changed(people: Cast) -> None:
    source = taken_in(people.supervisor)
    seen = {row.key: row.version for row in source.statements.all()}
    changed = about(source, "社区食堂")
    call_background(source, changed, people.second_supervisor)
    outcome = review.confirm(source=source, statements=seen, by=seen_by(people.supervisor), at=AT)
    assert outcome.skipped == (changed.key,)
    assert source.statements.filter(state="draft").count() == 1
    assert Event.objects.filter(type="statement.confirmed").count() == 1


def test_a_rejection_keeps_its_reason_out_of_the_event(people: Cast) -> None:
    source = taken_in(people.supervisor)
    reject(source, about(source, "社区食堂"), people.supervisor)
    row = about(source, "社区食堂")
    assert Note.objects.get(key=row.reason).body == "只是套话"
    assert "套话" not in str(Event.objects.get(type="statement.rejected").payload)


def test_what_somebody_else_changed_since_is_not_undone(people: Cast) -> None:
    source = taken_in(people.supervisor)
    confirm(source, about(source, "社区食堂"), people.supervisor)
    reject(source, about(source, "社区食堂"), people.second_supervisor)
    with pytest.raises(LedgerError, match=r"review\.undo_overtaken"):
        undo(source=source, by=seen_by(people.supervisor), at=AT)


def test_a_moved_end_takes_its_neighbour_along_unless_that_is_decided(people: Cast) -> None:
    source = taken_in(people.supervisor)
    first, second = about(source, "二次供热管网"), about(source, "3.2亿元")

    def widen(end: int) -> object:
        row = about(source, "二次供热管网")
        return review.set_span(
            source=source,
            key=row.key,
            version=row.version,
            start=row.start,
            end=end,
            by=seen_by(people.supervisor),
            at=AT,
        )

    widen(second.start + 4)
    assert source.text[first.start :].startswith(about(source, "二次供热管网").text)
    assert Statement.objects.get(pk=second.pk).text == "3.2亿元"
    confirm(source, Statement.objects.get(pk=second.pk), people.second_supervisor)
    with pytest.raises(LedgerError, match=r"review\.overlaps"):
        widen(second.start + 6)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_split_then_join_gives_the_same(people: Cast, data: st.DataObject) -> None:
    source = Source.objects.first() or taken_in(people.supervisor)
    rows = list(source.statements.filter(gone=False))
    row = data.draw(st.sampled_from(rows))
    cut_at = data.draw(st.integers(row.start, row.end))
    before = what_stands(source)
    by = seen_by(people.supervisor)
    try:
        outcome = review.split(source=source, key=row.key, version=row.version, cut_at=cut_at, by=by, at=AT)
    except LedgerError as error:
        if error.code != "review.cut_outside":
            raise
        return
    lower = Statement.objects.get(key=outcome.keys[1])
    review.join(source=source, key=lower.key, version=lower.version, by=by, at=AT)
    assert what_stands(source) == before


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(st.sampled_from([*ACTS, "undo", "redo"]), st.integers(0, 9)), max_size=8))
def test_whatever_is_done_the_spans_cite_the_text_and_the_events_tell_the_rows(
    people: Cast, steps: list[tuple[str, int]]
) -> None:
    source = Source.objects.first() or taken_in(people.supervisor)
    by = seen_by(people.supervisor)
    for name, number in steps:
        rows = list(source.statements.filter(gone=False))
        try:
            if name == "undo":
                undo(source=source, by=by, at=AT)
            elif name == "redo":
                redo(source=source, by=by, at=AT)
            else:
                ACTS[name](source, rows[number % len(rows)], people.supervisor)
        except LedgerError as error:
            if not error.code.startswith("review."):
                raise
    source = Source.objects.get(pk=source.pk)
    standing = [row for row in source.statements.filter(gone=False) if row.state != "rejected"]
    assert all(row.text == source.text[row.start : row.end] for row in standing)
    assert all(one.end <= other.start for one, other in pairwise(standing))
    for row in standing:
        for found in (*row.measures, *row.mentions):
            assert row.start <= found["start"] < found["end"] <= row.end
            assert found["text"] == source.text[found["start"] : found["end"]]
    assert source_image_of_events(source.key) == source_image_of_rows(source)
    assert all(image_of_row(row).key == row.key for row in standing)
