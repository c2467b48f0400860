"""Deliberation opinions: entered with their meeting, one case a body that reports, by the day that is named."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone
from tests.cast import Cast, account
from tests.congress.deputies import Bench, bench, seen, step
from tests.congress.recorded import recorded

from huiyin.congress import opinions
from huiyin.congress.models import CommitteeOpinion
from huiyin.congress.opinions import Opinion
from huiyin.errors import CongressError
from huiyin.ledger.cases import Ground, act
from huiyin.ledger.filling import given_of
from huiyin.ledger.models import Case, Source
from huiyin.ledger.sources import Description, add_source, open_pasted
from huiyin.people.models import House, Role, Unit

TEXT = "一、进一步压实供热管网改造责任。\n二、建立资金到位情况按季通报制度。"


@pytest.fixture
def sits(people: Cast) -> Bench:
    return bench(people, n=1)


def entered(sits: Bench, people: Cast, *, told: dict[str, Any] | None = None, **more: Any) -> list[Case]:
    on = timezone.localdate()
    said = {"title": "对供热工作情况报告的审议意见", "meeting": "市十七届人大常委会第三十次会议", "held_on": on}
    opinion = Opinion(**{**said, "text": TEXT, **(told or {})})
    at = timezone.now()
    return opinions.enter_opinion(congress=sits.congress, opinion=opinion, by=seen(people.secretary), at=at, **more)


def test_it_waits_to_be_handed_over(sits: Bench, people: Cast) -> None:
    """The text is a source as it was typed; the number comes by the rules; the meeting stands beside the case."""
    (case,) = entered(sits, people)
    year = timezone.localdate().year
    assert (case.case_type, case.stage, case.number) == ("opinion", "drafted", f"审议意见 {year}-01")
    row = CommitteeOpinion.objects.get(case=case)
    assert (row.source.text.strip(), row.source.publisher) == (TEXT, "云汀市人民代表大会常务委员会")
    assert case.entry.passages.get().quote.strip() == TEXT
    assert list(opinions.opinions_visible_to(seen(people.secretary))) == [case]
    assert not opinions.opinions_visible_to(seen(people.supervisor)).exists()


@pytest.mark.parametrize(
    ("title", "text_kind", "publisher", "holds"),
    [
        pytest.param("对供热工作情况报告的审议意见", "deliberation", "", True, id="says so"),
        pytest.param("供热工作情况", "deliberation", "云汀市人大常委会办公室", True, id="of the committee"),
        pytest.param("常委会会议纪要", "other", "", True, id="of no form"),
        pytest.param("临溪区代表团审议发言", "deliberation", "云汀日报", False, id="a delegation's"),
        pytest.param("关于停车的建议", "suggestion", "云汀市人大常委会", False, id="a deputy's"),
        pytest.param("审议意见研究处理情况的复函", "reply", "", False, id="a reply"),
    ],
)
def test_an_opinion_rests_on_words_of_the_committee(
    sits: Bench, people: Cast, title: str, text_kind: str, publisher: str, holds: bool
) -> None:
    """What a deputy or a delegation said is none, nor are suggestions, replies and messages."""
    described = Description(title=title, text_kind=text_kind, publisher=publisher, year=2026, place=people.city)
    by, opened = seen(people.secretary), open_pasted(TEXT)
    source = add_source(
        opened=opened, described=described, house="congress", home=people.city, by=by, at=timezone.now()
    )
    assert opinions.may_hold_opinion(source) is holds
    if not holds:
        with pytest.raises(CongressError, match=r"opinion\.source"):
            entered(sits, people, told={"text": ""}, passage=Ground(source, 0, len(source.text)))


def test_a_record_of_a_session_holds_no_opinion(people: Cast) -> None:
    """Whatever it is called: each remark is one deputy's or one delegation's."""
    source = recorded(people).handed(title="临溪区代表团审议意见").source
    assert source is not None
    assert not opinions.may_hold_opinion(source)


@pytest.mark.parametrize("days", [pytest.param(30, id="named"), pytest.param(None, id="by the rules")])
def test_it_is_handed_over_with_the_last_day_of_its_report(sits: Bench, people: Cast, days: int | None) -> None:
    """The day that the committee named goes before three months; the office assigns and reports."""
    today = timezone.localdate()
    due_on = today + timedelta(days=days) if days else None
    (case,) = entered(sits, people, to=[people.office], due_on=due_on)
    whole = next(run for run in case.state["runs"] if run["clock"] == "whole")
    found = date.fromisoformat(whole["deadline"]["due_on"])
    assert (found == due_on) if days else (found - today > timedelta(days=80))
    case = step(case, "assign", people.supervisor, unit=people.housing)
    assert (case.stage, case.lead_unit) == ("handling", people.housing)
    case = step(case, "consult", people.head, words={"text": "拟报告如下"})
    case = step(case, "comment", people.secretary, words={"text": "同意"})
    values = {"letter_number": "云政办函〔2026〕12号", "letter_on": today}
    assert step(case, "report", people.supervisor, words={"text": "报告如下"}, values=values).stage == "reported"


def test_the_report_on_an_opinion_is_no_report_of_progress(sits: Bench, people: Cast) -> None:
    """What its form fills in has no period; the step is taken all the same."""
    (case,) = entered(sits, people, to=[people.office])
    case = step(case, "assign", people.supervisor, unit=people.housing)
    case = step(case, "consult", people.head, words={"text": "拟报告如下"})
    case = step(case, "comment", people.secretary, words={"text": "同意"})
    filled = {"letter_number": "云政办函〔2026〕12号", "letter_on": timezone.localdate(), "text": "报告如下"}
    given = given_of(case, "report", filled)
    by, at = seen(people.supervisor), timezone.now()
    assert act(case=case, action="report", given=given, by=by, at=at, expected=case.version).stage == "reported"


def test_each_body_that_reports_has_a_case(sits: Bench, people: Cast) -> None:
    """On one source, under the number that the committee gave."""
    court = Unit.objects.create(name="云汀市中级人民法院", house=House.COURT, place=people.city)
    account("court", "严正清", (Role.SUPERVISOR, court))
    cases = entered(sits, people, told={"number": "云人常审〔2026〕7号"}, to=[people.office, court, people.office])
    assert [case.parties.get(part="office").unit for case in cases] == [people.office, court]
    assert {case.number for case in cases} == {"云人常审〔2026〕7号"}
    assert Source.objects.count() == 1


def test_it_may_stand_in_a_source_already(sits: Bench, people: Cast) -> None:
    """Then its passage is that place, and nothing is taken in twice."""
    (first,) = entered(sits, people)
    source = CommitteeOpinion.objects.get(case=first).source
    start = source.text.index("二、")
    (case,) = entered(sits, people, told={"text": ""}, passage=Ground(source, start, start + 10))
    assert case.entry.passages.get().quote == source.text[start : start + 10]
    with pytest.raises(CongressError, match=r"^opinion.twice"):
        entered(sits, people)


@pytest.mark.parametrize(
    ("told", "more", "code"),
    [
        pytest.param({"text": "同意"}, {}, "opinion.short", id="says nothing"),
        pytest.param({"text": f"秘密★\n{TEXT}"}, {}, "text.secret", id="secret"),
        pytest.param({"held_on": timezone.localdate() + timedelta(days=2)}, {}, "opinion.later", id="still to come"),
        pytest.param({}, {"to": ["office"], "due_on": -1}, "opinion.past", id="over"),
        pytest.param({}, {"due_on": 5}, "opinion.day_alone", id="nobody reports"),
        pytest.param({}, {"to": ["finance"]}, "opinion.office", id="cannot be handed it"),
    ],
)
def test_what_is_refused(sits: Bench, people: Cast, told: dict[str, Any], more: dict[str, Any], code: str) -> None:
    """Nothing is kept of it."""
    if "due_on" in more:
        more = {**more, "due_on": timezone.localdate() + timedelta(days=more["due_on"])}
    if "to" in more:
        more = {**more, "to": [getattr(people, name) for name in more["to"]]}
    with pytest.raises(CongressError, match=f"^{code}"):
        entered(sits, people, told=told, **more)
    assert not Source.objects.exists()
