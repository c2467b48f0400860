"""What was said, at a glance: topics by delegation, names, passages of the report, and what is not counted."""

from dataclasses import replace
from typing import Any

import pytest
from tests.cast import Cast
from tests.congress.deputies import seen
from tests.congress.said import AT, a_record, remark, statement
from tests.congress.seated import BY, OPENS, Seated

from huiyin.congress import sessions
from huiyin.congress.glance import NONE, Asked, Glance, fold, glance
from huiyin.congress.glance_passages import Cell, passages, remarks_behind, statements_behind
from huiyin.congress.models import Record, Remark
from huiyin.ledger.models import Source, Statement

ONE = "苗向晚：建议加快老旧小区停车泊位建设。城市书房项目群众很满意。"
TWO = "阮青禾：建议增加农村公路养护投入，推进“和美乡村”行动。"
THREE = "主持人：下面继续审议。"


@pytest.fixture
def stone(town: Seated, people: Cast) -> Record:
    """A record of a meeting of the stone delegation: two remarks, one line of nobody."""
    record = a_record(town.meeting("delegation", delegation=town.stone), people, ONE, TWO, THREE)
    remark(record, ONE[:8], town.stone)
    remark(record, TWO[:8], town.stone)
    statement(record, "建议加快老旧小区停车泊位建设", "housing", "transport")
    statement(record, "城市书房项目群众很满意", "culture", kind="appraisal", names=[("城市书房", "project")])
    statement(record, "推进“和美乡村”行动", names=[("“和美乡村”行动", "programme")], state="draft")
    statement(record, "下面继续审议", state="rejected")
    return record


@pytest.fixture
def river(town: Seated, people: Cast) -> Record:
    """A record of all: who spoke is confirmed of one remark only."""
    record = a_record(town.meeting("plenary", hour=14), people, "岑望川：城市 书房项目要提速。", "某代表：要管好停车。")
    remark(record, "岑望川", town.river)
    remark(record, "某代表", town.river, state=Remark.State.DRAFT)
    statement(record, "城市 书房项目要提速", "culture", names=[("城市 书房", "project")])
    statement(record, "要管好停车", "transport")
    return record


def looked(people: Cast, town: Seated, **more: Any) -> Glance:
    return glance(seen(people.secretary, AT), Asked(town.session, **more))


def counted(found: Glance, town: Seated) -> dict[str, dict[str, int]]:
    names = {town.river.key: "river", town.stone.key: "stone", NONE: "none"}
    return {row.topic: {names[key]: n for key, n in row.counts.items()} for row in found.rows}


def test_topics_by_delegation(people: Cast, town: Seated, stone: Record, river: Record) -> None:
    """A statement of two topics stands in two rows and counts once in the sum; whose it is takes a person's word."""
    found = looked(people, town)
    assert counted(found, town) == {
        "culture": {"stone": 1, "river": 1},
        "transport": {"stone": 1, "none": 1},
        "housing": {"stone": 1},
    }
    assert (found.statements, found.homeless, found.off_topic, found.several) == (4, 1, 0, 1)
    assert (found.read, found.confirmed, found.records, found.unread) == (5, 4, 2, 0)
    with_drafts = looked(people, town, drafts=True)
    assert (with_drafts.statements, with_drafts.homeless, with_drafts.off_topic) == (5, 0, 1)
    assert with_drafts.rows[-1].topic == NONE


def test_what_is_not_counted(people: Cast, town: Seated, stone: Record, river: Record) -> None:
    """Neither what is gone, nor what is not read yet, nor a source that was withdrawn; a span over two is nobody's."""
    Statement.objects.filter(text__contains="提速").update(gone=True)
    statement(stone, ONE[4:] + "\n" + TWO, "culture")
    a_record(town.meeting("group", delegation=town.river, group=town.first, hour=16), people, "甲：好。", read=False)
    Source.objects.filter(pk=river.source_id).update(withdrawn_at=AT)
    found = looked(people, town)
    assert counted(found, town)["culture"] == {"stone": 1, "none": 1}
    assert (found.records, found.unread) == (2, 1)


@pytest.mark.parametrize(
    ("asked", "topics"),
    [
        pytest.param({}, {"culture", "transport", "housing"}, id="all"),
        pytest.param({"on": OPENS}, {"culture", "transport", "housing"}, id="the day"),
        pytest.param({"on": OPENS.replace(day=10)}, set(), id="another day"),
        pytest.param({"item": True}, {"culture", "transport"}, id="an item"),
    ],
)
def test_narrowed(
    people: Cast, town: Seated, stone: Record, river: Record, asked: dict[str, Any], topics: set[str]
) -> None:
    """By the day of the meeting, and by what stood on its agenda."""
    if asked.get("item"):
        asked = {"item": sessions.add_item(session=town.session, title="计划报告", treatment="examine", by=BY)}
        river.meeting.agenda.add(asked["item"])
    assert {row.topic for row in looked(people, town, **asked).rows} == topics


def test_names_are_one_however_they_are_written(people: Cast, town: Seated, stone: Record, river: Record) -> None:
    """Named twice in one statement counts once; what names it is listed."""
    found = looked(people, town, drafts=True)
    assert [(each.shown, each.type, each.count, each.delegations) for each in found.named] == [
        ("城市书房", "project", 2, 2),
        ("“和美乡村”行动", "programme", 1, 1),
    ]
    behind = statements_behind(seen(people.secretary, AT), Asked(town.session), Cell(name="《城市书房》"))
    assert [each.statement.text for each in passages(behind)] == ["城市书房项目群众很满意", "城市 书房项目要提速"]
    assert fold("“和美乡村”ＡＢ") == fold("和美乡村 ab")


def test_every_number_opens_what_it_counts(people: Cast, town: Seated, stone: Record, river: Record) -> None:
    """Of each cell, each row and each column."""
    viewer, asked = seen(people.secretary, AT), Asked(town.session, drafts=True)
    found = glance(viewer, asked)
    for row in found.rows:
        assert len(statements_behind(viewer, asked, Cell(row.topic))) == row.total
        for key, n in row.counts.items():
            assert len(statements_behind(viewer, asked, Cell(row.topic, key))) == n
    for key, n in found.totals.items():
        behind = passages(statements_behind(viewer, asked, Cell(delegation=key)))
        assert [each.delegation.key if each.delegation else NONE for each in behind] == [key] * n


def test_paragraphs_of_the_report(people: Cast, town: Seated, stone: Record, river: Record) -> None:
    """Spans of one paragraph are one passage; confirmed and proposed stand apart, the confirmed first."""
    report = a_record(town.meeting("plenary", hour=10), people, "政府工作报告", "停车难。\n教育好，医疗好。").source
    assert report is not None
    Record.objects.filter(source=report).delete()
    spans = {"停车": [True], "教育": [False], "医疗": [False]}
    remarks = list(Remark.objects.order_by("pk"))
    for at, (words, (sure,)) in zip(remarks, spans.items(), strict=False):
        start = report.text.index(words)
        told = {"about": report, "about_start": start, "about_end": start + 2, "about_confirmed": sure}
        Remark.objects.filter(pk=at.pk).update(**told)
    found = looked(people, town).drew
    assert [(each.quote, each.confirmed, each.proposed) for each in found] == [
        ("停车难。", 1, 0),
        ("教育好，医疗好。", 0, 2),
    ]
    for each in found:
        behind = remarks_behind(seen(people.secretary, AT), Asked(town.session), each.source, each.start)
        assert behind.count() == each.confirmed + each.proposed


def test_nothing_counts_persons_or_praise() -> None:
    """代表法: no figure by speaker, none by kind, none by time; a change that brings one fails here."""
    barred = {"kind", "kinds", "speaker", "speakers", "mandate", "deputy", "deputies", "person", "named_by", "seconds"}
    for each in (Asked, Glance, Cell):
        assert barred.isdisjoint(each.__dataclass_fields__)


def test_another_place_sees_nothing(people: Cast, town: Seated, stone: Record) -> None:
    """Who has no role in the place has no sessions there."""
    found = glance(seen(people.nobody, AT), Asked(town.session, drafts=True))
    assert (found.records, found.statements, found.rows) == (0, 0, ())


def test_many_statements_take_few_queries(
    people: Cast, town: Seated, stone: Record, django_assert_max_num_queries: Any
) -> None:
    """Of 5,000 no more than of three."""
    made = Statement(source=stone.source, start=4, end=8, kind="suggestion", period="current", state="confirmed")
    names = [{"type": "project", "text": "城市书房"}]
    Statement.objects.bulk_create(
        [
            Statement(
                **{name: getattr(made, name) for name in ("source", "start", "end", "kind", "period", "state")},
                text=str(n),
                topics=["culture"] if n % 2 else ["transport", "housing"],
                mentions=names if n % 5 == 0 else [],
            )
            for n in range(5000)
        ]
    )
    asked = replace(Asked(town.session), drafts=True)
    viewer = seen(people.secretary, AT)
    with django_assert_max_num_queries(14):
        found = glance(viewer, asked)
    assert found.statements == 5003
    with django_assert_max_num_queries(10):
        assert len(passages(statements_behind(viewer, asked, Cell("culture"))[:30])) == 30
