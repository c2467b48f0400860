"""A table of suggestions: what each row would do is said before anything is written; then all of it, or nothing."""

import io
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import Workbook
from tests.cast import Cast
from tests.congress.deputies import GROUNDS, PROPOSALS, TITLE, Bench, bench, filed, seen, step, written

from huiyin.congress.filing import file_draft
from huiyin.congress.models import Cosigning, Mandate, SuggestionDraft
from huiyin.congress.papers import Paper, file_papers
from huiyin.congress.suggestion_import import Plan, plan_suggestions
from huiyin.congress.suggestion_import_tables import layout, read_suggestions
from huiyin.congress.suggestion_import_taking import take_in, take_in_batches
from huiyin.errors import CongressError, HuiyinError
from huiyin.ledger.models import Case, Entry, Event, Note, Passage, Receipt, Source
from huiyin.ledger.projections import image_of_events, image_of_rows, with_rows
from huiyin.ledger.verify import verify
from huiyin.people.models import Deputy
from huiyin.people.tables import write_table

pytestmark = pytest.mark.django_db
HEADS = [
    "编号",
    "标题",
    "案由",
    "建议内容",
    "领衔代表",
    "附议代表",
    "类别",
    "公开意见",
    "主办单位",
    "会办单位",
    "提出日期",
]


@pytest.fixture
def sits(people: Cast) -> Bench:
    return bench(people)


def line(title: str = TITLE, **cells: Any) -> list[Any]:
    """Return a whole row; what is named takes the place of what it would have."""
    told = {"标题": title, "案由": GROUNDS, "建议内容": PROPOSALS, "领衔代表": "陆闻舟", "公开意见": "同意公开"}
    told |= {"提出日期": timezone.localdate().isoformat(), **cells}
    return [told.get(head) for head in [*HEADS, *(head for head in told if head not in HEADS)]]


def table(*rows: list[Any], more: tuple[str, ...] = ()) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in ([*HEADS, *more], *rows):
        sheet.append(row)
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def plan(sits: Bench, *rows: list[Any], more: tuple[str, ...] = ()) -> Plan:
    table_rows = read_suggestions(table(*rows, more=more), "建议.xlsx")
    return plan_suggestions(sits.congress, table_rows, at=timezone.now())


def told(found: Plan) -> list[tuple[str, list[str]]]:
    return [(row.act, [code for code, _words in row.problems]) for row in found.rows]


ROWS = [
    pytest.param({}, "file", [], id="whole"),
    pytest.param({"领衔代表": "陆　闻舟"}, "file", [], id="a name with the space that fills it up"),
    pytest.param({"领衔代表": "陆闻舟（001）"}, "file", [], id="the number of the card beside the name"),
    pytest.param({"附议代表": "周砚秋、何若棠"}, "file", [], id="co-signers"),
    pytest.param({"附议代表": "周 砚秋  何若棠"}, "refuse", ["unknown", "unknown"], id="a name that blanks tear apart"),
    pytest.param({"附议代表": "周砚秋 何若棠"}, "file", [], id="names set apart by a blank"),
    pytest.param({"附议代表": "周砚秋等3人"}, "refuse", ["unknown"], id="and others is nobody's name"),
    pytest.param({"附议代表": "陆闻舟、周砚秋"}, "file", [], id="who files is named again among the co-signers"),
    pytest.param({"领衔代表": "无此人"}, "refuse", ["unknown"], id="nobody of this name"),
    pytest.param({"领衔代表": None}, "refuse", ["filer"], id="nobody at all"),
    pytest.param({"领衔代表": "陆闻舟（002）"}, "refuse", ["number_of_another"], id="the number of somebody else"),
    pytest.param({"领衔代表": "陆闻舟（099）"}, "refuse", ["number_unknown"], id="a number of nobody"),
    pytest.param({"标题": None}, "refuse", ["title"], id="no title"),
    pytest.param({"标题": "长" * 101}, "refuse", ["long_title"], id="a title that is too long"),
    pytest.param({"标题": "=A1"}, "refuse", ["formula"], id="a formula"),
    pytest.param({"案由": None}, "refuse", ["short_grounds"], id="no grounds"),
    pytest.param(
        {"案由": None, "领衔代表": "无此人", "提出日期": "明日"},
        "refuse",
        ["day", "unknown", "short_grounds"],
        id="all that is wrong is said at once",
    ),
    pytest.param({"建议内容": "加强管理"}, "refuse", ["short_proposals"], id="proposals that say nothing"),
    pytest.param({"提出日期": "开会那天"}, "refuse", ["day"], id="no day"),
    pytest.param({"提出日期": "2019-12-31"}, "refuse", ["outside_term"], id="before the term"),
    pytest.param({"提出日期": "2999年1月1日"}, "refuse", ["day_ahead"], id="a day that is still to come"),
    pytest.param({"提出日期": "2024年3月5日"}, "file", [], id="a day long ago"),
    pytest.param({"公开意见": "再说"}, "refuse", ["publish"], id="neither yes nor no"),
    pytest.param({"类型": "议案"}, "refuse", ["motion_signers"], id="a motion of one deputy"),
    pytest.param({"类型": "提案"}, "refuse", ["kind"], id="no kind that a congress knows"),
]


@pytest.mark.parametrize(("cells", "act", "problems"), ROWS)
def test_what_a_row_would_do(sits: Bench, cells: dict[str, Any], act: str, problems: list[str]) -> None:
    """One row at a time; nothing is written."""
    before = Event.objects.count()
    more = tuple(head for head in cells if head not in HEADS)
    assert told(plan(sits, line(**cells), more=more)) == [(act, problems)]
    assert Event.objects.count() == before


NOTES = [
    pytest.param({"提出日期": None}, [("today", "")], id="no day counts as today"),
    pytest.param({"公开意见": None}, [("publish_unsaid", "")], id="nobody agreed to publication"),
    pytest.param({"类别": "交通"}, [("category", "交通")], id="a category that is not known"),
    pytest.param({"附议代表": "周砚秋、周砚秋"}, [("signs_twice", "周砚秋")], id="a name twice"),
    pytest.param({"主办单位": "市住建局", "会办单位": "市水厂"}, [("unit", "市水厂")], id="a unit that is not known"),
]


@pytest.mark.parametrize(("cells", "notes"), NOTES)
def test_what_is_to_be_known_of_a_row(sits: Bench, cells: dict[str, Any], notes: list[tuple[str, str]]) -> None:
    """It is taken in all the same; consent is never assumed."""
    row = plan(sits, line(**cells)).rows[0]
    assert (row.act, row.notes) == ("file", notes)
    assert row.paper is not None
    assert row.paper.written.publish is (cells.get("公开意见", "同意公开") is not None)


def test_two_of_one_name_are_told_apart_by_number_alone(sits: Bench) -> None:
    """On the day on which it was put forward: before the second was elected, the name was clear."""
    twin = Deputy.objects.create(name="陆闻舟")
    elected = timezone.localdate() - timedelta(days=10)
    Mandate.objects.create(deputy=twin, congress=sits.congress, number="077", from_on=elected)
    before = (elected - timedelta(days=1)).isoformat()
    found = plan(
        sits,
        line("关于甲的建议"),
        line("关于乙的建议", 领衔代表="陆闻舟（077）"),
        line("关于丙的建议", 提出日期=before),
        line("关于丁的建议", 附议代表="陆闻舟", 领衔代表="周砚秋"),
    )
    assert told(found) == [("refuse", ["same_name"]), ("file", []), ("file", []), ("refuse", ["same_name"])]
    assert [row.paper.drafter.pk for row in found.rows if row.paper] == [twin.pk, sits.filer.pk]


def test_who_no_longer_sat_on_the_day_cannot_have_filed(sits: Bench) -> None:
    last = timezone.localdate() - timedelta(days=5)
    sits.deputies[1].mandates.update(to_on=last)
    found = plan(sits, line(领衔代表="周砚秋"), line("关于乙的建议", 领衔代表="周砚秋", 提出日期=last.isoformat()))
    assert told(found) == [("refuse", ["not_seated"]), ("file", [])]


def test_the_same_file_twice_changes_nothing(people: Cast, sits: Bench) -> None:
    """Nor does a row whose text a deputy has filed here already; both are left alone, with the case that is there."""
    there = filed(sits, cosigners=1).case
    rows = [line(附议代表="周砚秋"), line("关于乙的建议"), line("关于乙的建议")]
    first = plan(sits, *rows)
    assert told(first) == [("same", []), ("file", []), ("refuse", ["double"])]
    assert first.rows[0].case == there
    assert take_in(congress=sits.congress, plan=first, by=seen(people.secretary)) == 1
    before = Event.objects.count()
    again = plan(sits, *rows)
    assert told(again) == [("same", []), ("same", []), ("same", [])]
    assert take_in(congress=sits.congress, plan=again, by=seen(people.secretary)) == 0
    assert Event.objects.count() == before


def test_numbers_are_kept_and_none_is_given_twice(people: Cast, sits: Bench) -> None:
    """Figures alone become a number as the rules write it, and what is registered next goes on after it."""
    step(filed(sits).case, "register", people.secretary)
    rows = [
        line("关于甲的建议", 编号=12),
        line("关于乙的建议", 编号="第0012号"),
        line("关于丙的建议", 编号="第0001号"),
        line("关于丁的建议", 编号="闭会007"),
    ]
    found = plan(sits, *rows)
    assert told(found) == [
        ("file", []),
        ("refuse", ["double_number"]),
        ("refuse", ["number_taken"]),
        ("file", []),
    ]
    take_in(congress=sits.congress, plan=found, by=seen(people.secretary))
    assert [case.number for case in Case.objects.order_by("pk")[1:]] == ["第0012号", "闭会007"]
    next_one = step(filed(sits, title="关于戊的建议").case, "register", people.secretary)
    assert next_one.number == "第0013号"
    assert step(Case.objects.get(number="闭会007"), "register", people.secretary).number == "闭会007"


def test_what_is_taken_in_is_what_typing_it_from_paper_makes(people: Cast, sits: Bench) -> None:
    """The same rows, events of the same parts, a receipt, an entry by whoever took it in; the ledger verifies."""
    on = timezone.localdate() - timedelta(days=1)
    row = line(
        附议代表="何若棠、周砚秋", 类别="城建环资", 主办单位="市住建局", 会办单位="市财政局", 提出日期=on.isoformat()
    )
    assert take_in(congress=sits.congress, plan=plan(sits, row), by=seen(people.secretary)) == 1
    case = Case.objects.get()
    assert (case.case_type, case.stage, case.title, case.category) == ("suggestion", "filed", TITLE, "城建环资")
    assert timezone.localdate(case.opened_at) == on
    assert (case.filing.paper, case.filing.publish, case.filing.at_session) == (True, True, True)
    assert Note.objects.get(key=case.filing.wish).body == "登记表所列主办单位：市住建局；会办单位：市财政局"
    signed = case.deputies.order_by("pk").values_list("deputy__name", "part")
    assert list(signed) == [("陆闻舟", "filer"), ("何若棠", "cosigner"), ("周砚秋", "cosigner")]
    assert list(Passage.objects.order_by("pk").values_list("quote", flat=True)) == [GROUNDS, PROPOSALS]
    event = Event.objects.get(stream="case", stream_key=case.key)
    assert (event.actor, event.payload["filed"]["entered_on"]) == (
        people.secretary.key,
        timezone.localdate().isoformat(),
    )
    assert Receipt.objects.get().event_hash == event.hash
    draft = SuggestionDraft.objects.get()
    assert (draft.case, draft.entered_by, draft.drafter) == (case, people.secretary, sits.filer)
    assert set(draft.cosignings.values_list("state", flat=True)) == {Cosigning.State.CONFIRMED}
    source = Source.objects.get()
    assert (source.state, source.publisher, source.published_on) == ("queued", "陆闻舟", on)
    told_, rows = image_of_events(case.key), image_of_rows(with_rows(Case.objects.filter(pk=case.pk)).get())
    assert told_ == rows
    assert verify().clean


def test_a_failed_import_leaves_no_half_rows(people: Cast, sits: Bench) -> None:
    """What changed since the preview stops all of it, whichever row it is."""
    found = plan(sits, line("关于甲的建议"), line("关于乙的建议", 领衔代表="周砚秋"))
    filed(sits, title="关于甲的建议")
    kept = (Case, Entry, Event, Note, Passage, Receipt, Source, SuggestionDraft, Cosigning)
    before = [model.objects.count() for model in kept]
    with pytest.raises(CongressError, match=r"draft\.twice"):
        take_in(congress=sits.congress, plan=found, by=seen(people.secretary))
    assert [model.objects.count() for model in kept] == before


WRONG: dict[str, Callable[[Bench], dict[str, Any]]] = {
    "mandate.none": lambda _sits: {"drafter": Deputy.objects.create(name="无席位")},
    "cosigner.is_drafter": lambda sits: {"cosigners": (sits.filer,)},
    "draft.incomplete": lambda _sits: {"written": written(publish=None)},
    "motion.signers": lambda sits: {"written": written(kind="motion"), "cosigners": sits.deputies[1:]},
}


@pytest.mark.parametrize("code", WRONG)
def test_papers_are_held_to_the_rules_of_filing(people: Cast, sits: Bench, code: str) -> None:
    """Whoever calls the service without a preview is refused as a deputy is."""
    whole: dict[str, Any] = {"drafter": sits.filer, "cosigners": (), "written": written(), "at": timezone.now()}
    with pytest.raises(CongressError) as refused:
        file_papers(congress=sits.congress, papers=[Paper(**whole | WRONG[code](sits))], by=seen(people.secretary))
    assert refused.value.code == code


def test_a_large_file_goes_batch_by_batch_and_on_after_a_stop(
    people: Cast, sits: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A batch is whole or not there; the next run finds what is there and takes in the rest."""
    monkeypatch.setattr("huiyin.congress.suggestion_import_taking.BATCH", 2)
    rows = [line(f"关于第{n}件事的建议") for n in range(5)]

    def stop(count: int) -> None:
        if count == 4:
            raise HuiyinError("stopped")

    with pytest.raises(HuiyinError, match="stopped"):
        take_in_batches(congress=sits.congress, plan=plan(sits, *rows), by=seen(people.secretary), done=stop)
    assert Case.objects.count() == 4
    counts: list[int] = []
    rest = plan(sits, *rows)
    take_in_batches(congress=sits.congress, plan=rest, by=seen(people.secretary), done=counts.append)
    assert (counts, Case.objects.count(), verify().clean) == ([1], 5, True)


def test_more_rows_take_hardly_more_queries(people: Cast, sits: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """All but the asking for a reader's job, which is one insert an item and left out here, is written at once."""
    monkeypatch.setattr("huiyin.congress.filing.later", lambda *_: None)
    counts = []
    for n in (1, 2, 20):  # the first one also keeps the policy
        found = plan(sits, *[line(f"关于{n}件中第{each}件事的建议", 附议代表="周砚秋") for each in range(n)])
        with CaptureQueriesContext(connection) as asked:
            take_in(congress=sits.congress, plan=found, by=seen(people.secretary))
        counts.append(len(asked))
    assert counts[1] <= counts[2] <= counts[1] + 3  # SQLite takes no more than 999 values in one statement
    assert counts[1] <= 50


def test_the_template_has_the_heads_that_are_read() -> None:
    """What it is filled with comes back; other systems' heads are known too."""
    row = {"title": TITLE, "grounds": GROUNDS, "filer": "陆闻舟", "publish": "同意公开"}
    assert read_suggestions(write_table(layout(), [row]), "t.xlsx")[0].cells == row
    csv = f"建议编号,题目,事由,具体建议,提出代表,联名代表\n7,{TITLE},{GROUNDS},{PROPOSALS},陆闻舟,周砚秋\n"
    cells = read_suggestions(csv.encode("gb18030"), "t.csv")[0].cells
    told_ = {"title": TITLE, "grounds": GROUNDS, "proposals": PROPOSALS, "filer": "陆闻舟"}
    assert cells == {"number": "7", "cosigners": "周砚秋", **told_}


def test_a_draft_is_filed_once_however_often_it_is_sent(people: Cast, sits: Bench) -> None:
    """The second of two clicks finds that it is no draft any more."""
    draft = Paper(sits.filer, (), written(), timezone.now()).draft(sits.congress)
    draft.save()
    file_draft(draft=draft, by=seen(people.deputy), at=timezone.now())
    with pytest.raises(CongressError, match=r"draft\.filed"):
        file_draft(draft=draft, by=seen(people.deputy), at=timezone.now())
    assert Case.objects.count() == Receipt.objects.count() == 1
