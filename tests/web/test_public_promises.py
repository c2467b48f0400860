"""What the public is shown of a promise: its state, its last day, its light, and how a year of them is counted."""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.test import Client
from django.utils import timezone
from tests.congress.deputies import seen, step
from tests.congress.published import Published, link_of
from tests.ledger.works import a_source

from huiyin.congress import public
from huiyin.congress.public_items import Item, Report
from huiyin.congress.publishing import publication_of, release
from huiyin.ledger.models import Case
from huiyin.web.public import parts


def test_what_is_shown_of_a_promise(client: Client, place: Published) -> None:
    """In handling: figures and light; closed: the words of the last report, too. In its place in the report."""
    page = client.get(link_of(place.open_task)).content.decode()
    assert "24.6 / 85" in page
    assert "按计划" in page
    assert "两座公园均已开放" in client.get(link_of(place.kept_task)).content.decode()
    report = client.get(link_of(place.report)).content.decode()
    assert re.search(r'class="promise l-on-time" id="p-\w+">改造老旧小区供热二次管网85公里以上<', report)
    assert re.search(r'class="promise l-done" id="p-\w+">建成市民公园2座<', report)
    assert "<small>项已兑现，共 2 项</small>" in report


def test_the_last_day_of_a_promise_is_its_own(client: Client, place: Published) -> None:
    """Not that of the next report, which comes round each month; of what is closed the day stays."""
    assert place.open_task.due_on is not None
    assert place.open_task.due_on < date(2099, 12, 31)  # of the next report
    rows = {row["id"]: row for row in client.get("/public/data/promises.json").json()["rows"]}
    for case in (place.open_task, place.kept_task):
        row = publication_of(case)
        assert row is not None
        assert (rows[row.key]["due_on"], rows[row.key]["due_provisional"]) == ("2099-12-31", False)
    assert "2099年12月31日" in client.get(link_of(place.open_task)).content.decode()


def test_a_promise_is_late_by_its_own_last_day(place: Published) -> None:
    """A report that is overdue is a matter of the house; the light follows the time for the whole, of each its own."""
    told = {"period": "2026-06", "form": "on_schedule", "value": "84"}
    of_figures = step(
        place.open_task, "report", place.people.handler, values={"form": "on_schedule"}, report=told, fields={}
    )
    release(thing=place.hidden_task, by=seen(place.people.editor), at=timezone.now())
    for case, last in ((of_figures, date(2099, 12, 31)), (place.hidden_task, date(2098, 11, 30))):
        assert (case.behind_near_on, case.behind_late_on) == (None, None)  # the schedule has nothing to say
        assert case.late_on is not None
        assert case.late_on < last  # of the next report
        days = (case.late_on, case.late_on + timedelta(days=60), last, last + timedelta(days=1))
        assert _lights(case, days) == ["on_time", "on_time", "on_time", "late"], last


def test_a_promise_is_late_from_the_day_on_which_it_falls_far_behind(place: Published) -> None:
    """The light goes on with time though nobody reports: the public sees on that day what the house sees."""
    case = place.open_task
    assert case.behind_near_on is not None
    assert case.behind_late_on is not None
    assert case.behind_late_on < date(2099, 12, 31)
    days = (case.behind_near_on, case.behind_late_on - timedelta(days=1), case.behind_late_on)
    assert _lights(case, days) == ["on_time", "on_time", "late"]


def _lights(case: Case, days: Iterable[date]) -> list[str]:
    """Return the lights of a public promise on some days."""
    row = publication_of(case)
    assert row is not None
    items = [public.snapshot(today).item(row.key) for today in days]
    return [item.light if item else "" for item in items]


def test_a_promise_that_rolled_over_is_carried_on(client: Client, place: Published) -> None:
    """Against the report of the next year it is not one of which nothing is said, and it leads to the new entry."""
    people, reason = place.people, "管沟回填未完，结转下年继续办理。"
    told = {"outcome": "partly", "year": 2027, "reason": reason}
    case = place.open_task
    step(case, "roll_over", people.supervisor, values=told, words={"reason": reason})
    new = Case.objects.get(previous=case)
    step(new, "assign", people.supervisor, unit=people.housing, values={"due_on": date(2099, 12, 31)})
    step(new, "accept", people.handler)
    report = a_source(people, text="政府工作报告\n办好各项实事。\n", year=2027, shared=True)
    for thing in (Case.objects.get(pk=new.pk), report):
        release(thing=thing, by=seen(people.editor), at=timezone.now())
    page = client.get(link_of(report)).content.decode()
    row = next(each for each in re.findall("<tr>.*?</tr>", page) if "供热二次管网" in each)
    assert "续办" in row
    assert f'href="{link_of(new)}">2027年的承诺<' in row
    assert "未提及</" not in page
    assert page.count("改造老旧小区供热二次管网85公里以上") == 2  # in one row: its words, and those of the link


def promised(key: str, year: int, outcome: str = "", **more: Any) -> Item:
    now, shows = timezone.now(), frozenset(("title", "state", "outcome"))
    light = "done" if outcome else "on_time"
    told = {"light": light, "closed": bool(outcome), "outcome_code": outcome, **more}
    return Item(key, "commitment", year, shows, now, now, **told)


def a_public_report(year: int, *keys: str) -> Report:
    spans = tuple((n, n + 1, key) for n, key in enumerate(keys))
    at = timezone.now()
    return Report(f"r{year}", f"{year}年报告", "云汀市人民政府", date(year, 1, 9), year, "字" * 9, (), spans, 0, 0, at)


def test_a_year_of_promises_is_counted_by_one_rule() -> None:
    """Made for it or carried over into it; a report says which are its own, and both say what the other has."""
    items = [
        promised("kept", 2025, "kept", place=("r2025", 0, 1)),
        promised("partly", 2025, "partly", place=("r2025", 1, 2)),
        promised("gone", 2026, rolled=True, place=("r2025", 2, 3)),
        promised("new", 2026, place=("r2026", 0, 1)),
        promised("elsewhere", 2026, rolled=True, place=("r-other", 0, 1)),
    ]
    reports = (a_public_report(2026, "new"), a_public_report(2025, "kept", "partly", "gone"))
    shown = public.Snapshot(timezone.localdate(), "", None, tuple(items), (), reports)
    told = [parts.year_figure(items, each) for each in (2026, 2025)]
    told += [parts.report_figure(shown, each) for each in reports]
    figures = [each for each in told if each is not None]
    assert [each["total"] for each in figures] == [3, 2, 1, 3]
    for figure, made in zip(
        figures,
        (
            "其中2项由2025年结转",
            "另有2项结转到2026年，计入2026年",
            "2026年另有1项由2025年结转，不属于本报告",
            "其中1项结转到2026年继续办理，按现在的状态计",
        ),
        strict=True,
    ):
        assert made in figure["made"]


def test_the_figures_of_the_home_are_of_one_year(client: Client, place: Published) -> None:
    """Suggestions of an earlier year, shown or not, are in no figure of this one; the list shows what is counted."""
    people, year = place.people, timezone.localdate().year
    release(thing=place.hidden, by=seen(people.secretary), at=timezone.now())
    both = client.get("/public/").context["suggestions"]
    assert (both["year"], both["all"], both["replied"], both["marks"]) == (year, 2, 2, 2)
    assert (both["graded"]["all"], both["graded"]["left_out"]) == (2, 0)
    assert f"分母是{year}年的已公开建议" in client.get("/public/").content.decode()
    Case.objects.filter(pk__in=[place.hidden.pk, place.withheld.pk]).update(year=year - 1)
    public.forget()
    page = client.get("/public/")
    told = page.context["suggestions"]
    assert (told["all"], told["replied"], told["marks"], told["graded"]["all"]) == (1, 1, 1, 1)
    figure, address = page.context["figure"], page.context["figure_url"]
    assert len(client.get(address).context["items"]) == figure["total"]
    assert len(client.get(told["url"]).context["items"]) == told["all"]


def test_what_was_carried_over_is_told_to_programs(client: Client, place: Published) -> None:
    """By which the figures of a year can be reckoned again from the open data."""
    reason = "管沟回填未完，结转下年继续办理。"
    told = {"outcome": "partly", "year": 2027, "reason": reason}
    step(place.open_task, "roll_over", place.people.supervisor, values=told, words={"reason": reason})
    new = Case.objects.get(previous=place.open_task)
    step(new, "assign", place.people.supervisor, unit=place.people.housing, values={"due_on": date(2099, 12, 31)})
    step(new, "accept", place.people.handler)
    release(thing=Case.objects.get(pk=new.pk), by=seen(place.people.editor), at=timezone.now())
    rows = client.get("/public/data/promises.json").json()["rows"]
    assert {(row["year"], row["carried_over"]) for row in rows} == {(2027, True), (2026, False)}
