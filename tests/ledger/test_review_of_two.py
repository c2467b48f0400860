"""Two people decide apart; a newer reader has its say on drafts alone; figures say what they are counted from."""

import io
import json
import zipfile

import msgspec
import pytest
from tests.cast import Cast, cast
from tests.ledger.reviewing import AT, TEXT, about, seen_by, taken_in

from huiyin.errors import LedgerError
from huiyin.ledger import blind, findings, rereading, review
from huiyin.ledger.gold import gold_archive
from huiyin.ledger.likeness import compare, estimate, shingles, sketch
from huiyin.ledger.models import Source, SourceReading, Statement
from huiyin.ledger.review_figures import review_figures
from huiyin.ledger.source_rows import rebuild_source, source_image_of_events, source_image_of_rows
from huiyin.ledger.source_selectors import alike, house_sources, visible_sources
from huiyin.ledger.undoing import undo
from huiyin.people.models import Account, Role
from huiyin.scoring.values import GoldReading

NEWER = "huiyin 9.9.9"


def decide(source: Source, words: str, who: Account, kind: str = "") -> None:
    row = about(source, words)
    if kind:
        review.set_label(source=source, key=row.key, version=row.version, kind=kind, by=seen_by(who), at=AT)
        row = about(source, words)
    review.confirm(source=source, statements={row.key: row.version}, by=seen_by(who), at=AT)


def agrees(source: Source) -> None:
    assert source_image_of_events(source.key) == source_image_of_rows(Source.objects.get(pk=source.pk))


@pytest.mark.django_db
def test_a_statement_is_settled_once_two_people_said_the_same(people: Cast) -> None:
    source = taken_in(people.supervisor, blind=True)
    decide(source, "社区食堂", people.supervisor)
    assert about(source, "社区食堂").state == "draft"
    decide(source, "社区食堂", people.second_supervisor)
    assert about(source, "社区食堂").state == "confirmed"
    agrees(source)


@pytest.mark.django_db
def test_a_difference_waits_until_it_is_settled(people: Cast) -> None:
    source = taken_in(people.supervisor, blind=True)
    decide(source, "社区食堂", people.supervisor)
    decide(source, "社区食堂", people.second_supervisor, "background")
    (difference,) = blind.differences(source)
    assert [word["kind"] for _who, word in difference.words] == ["commitment", "background"]
    row = about(source, "社区食堂")
    blind.settle(
        source=source,
        key=row.key,
        version=row.version,
        word_of=people.second_supervisor.key,
        by=seen_by(people.supervisor),
        at=AT,
    )
    assert (about(source, "社区食堂").kind, about(source, "社区食堂").state) == ("background", "confirmed")
    assert blind.differences(source) == []
    assert blind.agreement(source)[0] == blind.Agreement("", 0, 1)
    agrees(source)


@pytest.mark.django_db
def test_a_word_given_blind_can_be_undone(people: Cast) -> None:
    source = taken_in(people.supervisor, blind=True)
    decide(source, "社区食堂", people.supervisor)
    decide(source, "社区食堂", people.second_supervisor)
    undo(source=source, by=seen_by(people.second_supervisor), at=AT)
    assert about(source, "社区食堂").state == "draft"
    assert about(source, "社区食堂").confirmations.get().account == people.supervisor
    agrees(source)


@pytest.mark.django_db
def test_what_is_cut_blind_is_refused(people: Cast) -> None:
    source = taken_in(people.supervisor, blind=True)
    row = about(source, "社区食堂")
    with pytest.raises(LedgerError, match=r"review\.blind_spans"):
        review.join(source=source, key=row.key, version=row.version, by=seen_by(people.supervisor), at=AT)


def newer(source: Source) -> None:
    """Keep a reading of a newer reader: one kind otherwise, one statement gone, one cut in two."""
    told = source.readings.get().reading
    first, second, *rest = told["statements"]
    first = {**first, "kind": "appraisal"}
    cut = rest[0]
    middle = (cut["start"] + cut["end"]) // 2
    halves = [{**cut, "end": middle, "measures": [], "mentions": []}]
    halves.append({**cut, "start": middle, "measures": [], "mentions": []})
    SourceReading.objects.create(
        source=source,
        reader=NEWER,
        schema=told["schema"],
        reading={**told, "statements": [first, *halves, *rest[1:]]},
        made_at=AT,
    )
    assert second


@pytest.mark.django_db
def test_a_newer_reader_changes_drafts_alone(people: Cast) -> None:
    source = taken_in(people.supervisor)
    newer(source)
    found = rereading.compare(source, reader=NEWER)
    assert (len(found.changed), len(found.new), len(found.gone), found.kept) == (1, 2, 2, ())
    first = source.statements.order_by("start")[0]
    review.set_label(source=source, key=first.key, version=1, kind="background", by=seen_by(people.supervisor), at=AT)
    found = rereading.apply(source=source, reader=NEWER, by=seen_by(people.supervisor), at=AT)
    assert (found.changed, found.kept) == ((), (first.key,))
    assert Statement.objects.get(pk=first.pk).kind == "background"
    assert source.statements.filter(gone=True).count() == 2
    agrees(source)


@pytest.mark.django_db
def test_rows_can_be_rebuilt_from_events(people: Cast) -> None:
    source = taken_in(people.supervisor, blind=True)
    decide(source, "社区食堂", people.supervisor)
    decide(source, "社区食堂", people.second_supervisor, "background")
    before = source_image_of_rows(Source.objects.get(pk=source.pk))
    source.statements.update(kind="suggestion", text="", state="confirmed")
    rebuild_source(source.key)
    assert source_image_of_rows(Source.objects.get(pk=source.pk)) == before
    assert about(source, "社区食堂").text in TEXT


@pytest.mark.django_db
def test_figures_count_what_was_decided_of_what_the_machine_said(people: Cast) -> None:
    source = taken_in(people.supervisor)
    decide(source, "社区食堂", people.supervisor)
    decide(source, "采暖期", people.supervisor, "background")
    rows = {row.kind: row for row in review_figures(Source.objects.all())}
    assert (rows[""].unchanged, rows[""].changed, rows[""].decided) == (1, 1, 2)
    assert (rows["commitment"].unchanged, rows["commitment"].changed) == (1, 1)
    assert rows[""].drafts == source.statements.count() - 2


@pytest.mark.django_db
def test_confirmed_statements_become_a_gold_file_that_the_scorer_takes(people: Cast) -> None:
    source = taken_in(people.supervisor)
    with pytest.raises(LedgerError, match=r"gold\.nothing"):
        gold_archive(source)
    decide(source, "社区食堂", people.supervisor)
    name, content = gold_archive(source)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        text, told = (archive.read(each) for each in archive.namelist())
    gold = msgspec.json.decode(told, type=GoldReading)
    assert text.decode() == source.text
    assert gold.source == name.replace(".zip", ".txt")
    assert [source.text[each.start : each.end] for each in gold.statements] == ["新建社区食堂12座"]
    assert json.loads(told)["statements"][0]["measures"][0]["value"] == 12


@pytest.mark.django_db
def test_a_house_keeps_its_drafts_to_itself(people: Cast) -> None:
    source = taken_in(people.supervisor)
    seen = {
        name
        for name in ("second_supervisor", "secretary", "handler", "district_leader", "auditor", "leader", "editor")
        if visible_sources(seen_by(getattr(people, name))).filter(pk=source.pk).exists()
    }
    assert seen == {"second_supervisor", "auditor", "leader"}
    Source.objects.filter(pk=source.pk).update(shared=True)
    assert visible_sources(seen_by(people.handler)).get() == source


@pytest.mark.django_db
def test_a_house_is_one_of_its_place(people: Cast) -> None:
    source = taken_in(people.supervisor)
    others = cast(code="9902", before="other-")
    assert house_sources(seen_by(people.supervisor), Role.SUPERVISOR).get() == source
    for person in (others.supervisor, people.district_leader, people.secretary, people.administrator):
        assert not house_sources(seen_by(person)).exists()


@pytest.mark.django_db
def test_a_nearly_equal_text_is_found(people: Cast) -> None:
    lines = [f"今年，新建第{n}小学，改造道路{n * 7}公里，建成口袋公园{n * 3}处。" for n in range(80)]
    text = "\n".join(lines)
    source = taken_in(people.supervisor, text)
    other = text.replace("改造道路70公里", "改造道路71公里")
    (found,) = alike(seen_by(people.supervisor), other, "0" * 64)
    assert found.source == source
    assert 95 <= found.likeness.percent < 100
    assert alike(seen_by(people.supervisor), TEXT * 9, "0" * 64) == []
    assert alike(seen_by(people.secretary), other, "0" * 64) == []


def test_a_sketch_estimates_what_a_count_says() -> None:
    one = "".join(chr(0x4E00 + number * 37 % 9000) for number in range(3000))
    other = one[:1500] + "".join(chr(0x4E00 + number * 41 % 9000) for number in range(1500))
    counted = compare(one, other).share
    assert abs(estimate(sketch(shingles(one)), sketch(shingles(other))) - counted) < 0.15
    assert compare("今年，新建学校3所。", "今年新建学校3所").percent == 100


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"value": "十二"}, "review.value"),
        ({"unit": "公里"}, "review.unit_absent"),
        ({"relation": "≈"}, "review.relation"),
        ({"role": "goal"}, "review.role"),
        ({"subject": "学校"}, "review.words_absent"),
        ({"start": 0, "end": 40}, "review.words_absent"),
    ],
)
def test_a_figure_that_does_not_stand_in_its_passage_is_refused(told: dict[str, object], code: str) -> None:
    text = "新建社区食堂12座"
    whole = {"start": 6, "end": 9, "value": "１２", "unit": "座", "relation": "=", "role": "level"}
    whole["subject"] = "社区食堂"
    assert findings.measure(whole, text, 0, len(text))["value"] == "12"
    with pytest.raises(LedgerError) as caught:
        findings.measure({**whole, **told}, text, 0, len(text))
    assert caught.value.code == code
