"""One report of progress (一次填，处处用): the unit reads what it fills before it sends it, and each place takes it."""

from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook
from tests.cast import Cast
from tests.congress import heard
from tests.congress.deputies import bench, replied, seen, step
from tests.congress.published import published
from tests.ledger.works import brought_to, opened

from huiyin.congress import public
from huiyin.congress.fills import briefings_of, cases_in, followed_up_by, public_page, suggestions_behind
from huiyin.congress.models import ItemPassage
from huiyin.congress.promises import make_promise, proposed_promises, read_reply
from huiyin.documents import ledger_table
from huiyin.ledger.filling import given_of
from huiyin.ledger.last_reports import QuarterReport, last_reports, quarter_of
from huiyin.ledger.models import Case, Passage, Progress, Source
from huiyin.ledger.uses import uses_of

pytestmark = pytest.mark.django_db
SAID = "新增泊位六百个，其余地块正在办理用地手续"


def reported(case: Case, people: Cast, **more: Any) -> Case:
    """Return a case of which progress was reported, as the form of the page does it."""
    year = timezone.localdate().year
    filled = {"period": f"{year}-Q1", "form": "on_schedule", "value": Decimal(600), "said": SAID, **more}
    told = given_of(case, "report", filled)
    names = ("words", "values", "fields", "report")
    return step(case, "report", people.handler, **{name: getattr(told, name) for name in names})


def rests_on(case: Case, source: Source, start: int, end: int) -> None:
    """Let a case rest on these words."""
    quote = source.text[start:end]
    Passage.objects.create(entry=case.entry, source=source, start=start, end=end, quote=quote)


def promised(people: Cast) -> Case:
    """Return a promise in the reply to a suggestion, taken up by its unit."""
    case = replied(bench(people), people, cosigners=1)
    by, at = seen(people.handler), timezone.now()
    statement = proposed_promises(case, read_reply(case=case, by=by, at=at))[-1].statement
    made = make_promise(case=case, statement=statement, due_on=date(2028, 12, 31), by=by, at=at)
    return step(made, "start", people.handler)


def test_a_promise_fills_the_reply_it_was_made_in(client: Client, people: Cast) -> None:
    """The form says so before it is sent; the page of the suggestion then shows what was reported."""
    made = promised(people)
    behind = made.promised_in
    assert behind is not None
    assert uses_of(made) == ("ledger", "yearly_table", "reply", "promise")
    client.force_login(people.handler)
    page = client.get(f"/cases/{made.key}/?step=report").content.decode()
    assert "一次填，处处用。本次填报同时用于：" in page
    assert f'<a href="/cases/{behind.key}/">{behind.number}《{behind.title}》的答复页</a>' in page
    assert SAID not in client.get(f"/cases/{behind.key}/").content.decode()
    made = reported(made, people)
    assert Progress.objects.get(case=made).uses == ["ledger", "yearly_table", "reply", "promise"]
    assert SAID in client.get(f"/cases/{behind.key}/").content.decode()


def test_a_task_that_rests_on_a_reply_fills_it_too(people: Cast) -> None:
    """It comes from the suggestion though nobody put it on record as a promise."""
    made = promised(people)
    task = brought_to(people, "handling")
    assert list(suggestions_behind(task)) == []
    source = Passage.objects.filter(entry=made.entry).get().source
    rests_on(task, source, 0, 4)
    assert list(suggestions_behind(task)) == [made.promised_in]
    assert uses_of(task) == ("ledger", "yearly_table", "reply")
    assert made.promised_in is not None
    assert list(followed_up_by(made.promised_in, seen(people.handler))) == [made, task]


def test_what_the_public_reads_is_the_report_itself(client: Client, people: Cast) -> None:
    """A task that is public shows it from the next reading on; one that nobody released fills no public page."""
    place = published(people)
    row = public_page(place.open_task)
    assert row is not None
    assert "public" in uses_of(place.open_task)
    assert public_page(place.hidden_task) is None
    assert "public" not in uses_of(place.hidden_task)
    assert "600" not in client.get(f"/public/p/{row.key}/", follow=True).content.decode()
    client.force_login(people.handler)
    page = client.get(f"/cases/{place.open_task.key}/?step=report").content.decode()
    assert f'<a href="/public/p/{row.key}/">公开页面</a>' in page
    reported(place.open_task, people)
    public.forget()
    assert "600" in client.get(f"/public/p/{row.key}/", follow=True).content.decode()


def test_a_briefing_in_draft_shows_what_came_of_its_words(client: Client, people: Cast) -> None:
    """Who edits it reads the last report beside it; the unit is told that it fills a briefing, and not which."""
    hall = heard.hall(people)
    draft = heard.begun(hall, "陆闻舟")
    task = brought_to(people, "handling")
    passage = ItemPassage.objects.filter(briefing=draft).first()
    assert passage is not None
    rests_on(task, passage.source, passage.start, passage.start + 4)
    assert list(briefings_of(task)) == [draft]
    assert "briefing" in uses_of(task)
    client.force_login(people.handler)
    page = client.get(f"/cases/{task.key}/?step=report").content.decode()
    assert "<li>简报</li>" in page
    assert draft.key not in page
    Case.objects.filter(pk=task.pk).update(house="congress")
    viewer = seen(people.secretary)
    assert cases_in(draft, viewer) == []
    Case.objects.filter(pk=task.pk).update(house="government")
    reported(task, people)
    Case.objects.filter(pk=task.pk).update(house="congress")
    assert [each.pk for each in cases_in(draft, viewer)] == [task.pk]
    client.force_login(people.secretary)
    page = client.get(f"/briefings/{draft.key}/edit/").content.decode()
    assert "有关事项的最近进展" in page
    assert SAID in page
    passage.delete()
    assert cases_in(draft, viewer) == []


@pytest.mark.parametrize(
    ("period", "quarter"),
    [
        ("2026-01", (2026, 1)),
        ("2026-03", (2026, 1)),
        ("2026-04", (2026, 2)),
        ("2026-12", (2026, 4)),
        ("2026-Q3", (2026, 3)),
    ],
)
def test_a_period_lies_in_a_quarter(period: str, quarter: tuple[int, int]) -> None:
    assert quarter_of(period) == quarter


def test_the_table_of_the_year_has_a_column_a_quarter(client: Client, people: Cast) -> None:
    """The last report of each quarter stands there; one of another year does not."""
    year = timezone.localdate().year
    case = brought_to(people, "handling")
    Case.objects.filter(pk=case.pk).update(year=year)
    for period, value, said in (
        (f"{year}-01", 10, "一月"),
        (f"{year}-03", 20, "三月"),
        (f"{year}-Q2", 45, "二季度"),
        (f"{year - 1}-12", 5, "上年"),
    ):
        case = reported(Case.objects.get(pk=case.pk), people, period=period, value=Decimal(value), said=said)
    assert last_reports([case])[case.pk].quarters == {
        1: QuarterReport(Decimal(20), "on_schedule", "三月"),
        2: QuarterReport(Decimal(45), "on_schedule", "二季度"),
    }
    client.force_login(people.supervisor)
    answer = client.get("/ledger/export/")
    book = load_workbook(BytesIO(b"".join(answer.streaming_content)))  # type: ignore[attr-defined]
    head, row = (tuple(cell.value for cell in each) for each in book.worksheets[0].iter_rows(max_row=2))
    told = dict(zip(head, row, strict=True))
    assert told["一季度进展"] == "20公里；达到或超过序时进度；三月"
    assert told["二季度进展"] == "45公里；达到或超过序时进度；二季度"
    assert told["三季度进展"] is None
    fields = {field.en for field in ledger_table.ROW}
    assert {f"quarter_{number}" for number in (1, 2, 3, 4)} <= fields


def test_a_draft_has_no_page_that_it_could_fill(people: Cast) -> None:
    assert uses_of(opened(people)) == ("ledger", "yearly_table")
