"""A text is taken in once, kept as it is, read behind the page, and its rows are what its events add up to."""

import pytest
from tests.cast import Cast
from tests.ledger.reviewing import AT, TEXT, seen_by, taken_in

from huiyin.errors import LedgerError, ReadingError
from huiyin.ledger.jobs import read_source
from huiyin.ledger.models import Event, Source
from huiyin.ledger.source_rows import source_image_of_events, source_image_of_rows
from huiyin.ledger.sources import Description, Original, add_source, open_pasted, open_upload, withdraw_source

pytestmark = pytest.mark.django_db


def test_a_source_is_read_into_drafts_that_cite_its_text(people: Cast) -> None:
    source = taken_in(people.supervisor)
    statements = list(source.statements.all())
    assert source.state == "read"
    assert [s.text for s in statements] == [TEXT[s.start : s.end] for s in statements]
    assert {s.state for s in statements} == {"draft"}
    assert source_image_of_events(source.key) == source_image_of_rows(source)


def test_reading_twice_does_it_once(people: Cast) -> None:
    source = taken_in(people.supervisor)
    before = (source.statements.count(), Event.objects.count())
    read_source(source.key)
    assert (source.statements.count(), Event.objects.count()) == before


def test_the_same_text_is_not_taken_twice(people: Cast) -> None:
    source = taken_in(people.supervisor)
    with pytest.raises(LedgerError) as caught:
        taken_in(people.second_supervisor)
    assert (caught.value.code, caught.value.values) == ("source.duplicate", {"source": source.key})
    assert taken_in(people.secretary).house == "congress"


def test_the_original_file_is_kept(people: Cast) -> None:
    content = TEXT.encode("gb18030")
    source = add_source(
        opened=open_upload(content, "报告.txt"),
        described=Description(title="报告"),
        original=Original("报告.txt", content),
        by=seen_by(people.supervisor),
        at=AT,
    )
    with source.original.open() as file:
        assert file.read() == content
    assert source.original_name == "报告.txt"


def test_nothing_that_people_read_of_a_source_stands_in_its_event(people: Cast) -> None:
    source = taken_in(people.supervisor)
    assert not any(source.title in str(event.payload) for event in Event.objects.all())


@pytest.mark.parametrize("column", ["title", "text", "text_kind", "year"])
def test_a_row_changed_behind_the_events_shows(people: Cast, column: str) -> None:
    source = taken_in(people.supervisor)
    Source.objects.filter(pk=source.pk).update(**{column: "2020"})
    assert source_image_of_events(source.key) != source_image_of_rows(Source.objects.get(pk=source.pk))


def test_a_withdrawn_source_stays(people: Cast) -> None:
    source = withdraw_source(source=taken_in(people.supervisor), reason="重复", by=seen_by(people.supervisor), at=AT)
    assert source.withdrawn_at == AT
    assert source_image_of_events(source.key) == source_image_of_rows(source)


def test_a_text_that_no_database_keeps_is_refused() -> None:
    with pytest.raises(ReadingError, match=r"source\.binary"):
        open_pasted("今年新建学校3所\x00。" * 20)
