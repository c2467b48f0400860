"""Opinions of the standing committee and formal inquiries in public: by field and stage, no name without consent."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from tests.cast import Cast
from tests.congress.deputies import NAMES, Bench, bench, seen, step
from tests.congress.published import addresses
from tests.congress.test_inquiries import filed
from tests.congress.test_opinions import entered
from tests.ledger.works import a_source

from huiyin.congress import public
from huiyin.congress.models import Delegation, Membership
from huiyin.congress.publishing import publication_of, release
from huiyin.errors import CongressError
from huiyin.ledger.models import Case, Passage

STEPS = {  # canaries of what people say on the way; none of them is ever public
    "draft": "泄甲稿", "comment": "泄乙评", "why": "泄丙由，须跟踪监督落实情况", "checked": "泄丁核，联名人数无误",
}  # fmt: skip


@pytest.fixture(autouse=True)
def nothing_kept(settings: Any) -> None:
    settings.PUBLIC_PAGES = True
    public.forget()
    cache.clear()


@pytest.fixture
def sits(people: Cast) -> Bench:
    return bench(people, n=10)


def an_opinion(sits: Bench, people: Cast, *, until: str = "") -> Case:
    """Return an opinion that has gone as far as a stage; its words are marked field by field."""
    told = {
        "title": "显标题的审议意见",
        "meeting": "显会议第三次",
        "text": "显正文：压实责任，13912345678。",
        "number": "显编号7号",
    }
    (case,) = entered(sits, people, told=told, to=[people.office])
    walk: list[tuple[str, Callable[[], Case]]] = [
        ("handling", lambda: step(case, "assign", people.supervisor, unit=people.housing, co_units=[people.finance])),
        ("consulting", lambda: step(case, "consult", people.head, words={"text": STEPS["draft"]})),
        ("commented", lambda: step(case, "comment", people.secretary, words={"text": STEPS["comment"]})),
        ("reported", lambda: _report(case, people)),
        ("tracking", lambda: step(case, "follow_up", people.secretary, words={"reason": STEPS["why"]})),
    ]  # fmt: skip
    for stage, act in walk:
        if case.stage == until:
            break
        case = act()
        assert case.stage == stage
    return case


def _report(case: Case, people: Cast) -> Case:
    values = {"letter_number": "显文号〔2026〕12号", "letter_on": timezone.localdate()}
    return step(case, "report", people.supervisor, words={"text": "显报告：已经压实。"}, values=values)


def an_inquiry(sits: Bench, people: Cast, *, until: str = "closed") -> Case:
    """Return an inquiry that has gone as far as a stage."""
    case = filed(
        sits, people, title="显标题的质询案", grounds=f"显正文：{NAMES[0]}、{NAMES[1]}问，供热管网为何没有完成？"
    )
    asked = {"signers": 10, "respondent": people.housing.name}
    answer = {"answer_form": "written", "letter_on": timezone.localdate()}
    words, form = {"text": "显报告：今年完成。"}, {"answer_form": "written"}
    walk: list[tuple[str, str, Any, dict[str, Any]]] = [
        ("registered", "register", people.secretary, {"values": asked, "words": {"text": STEPS["checked"]}}),
        ("to_answer", "have_answered", people.secretary, {"unit": people.housing, "values": form}),
        ("answered", "answer", people.head, {"values": answer, "words": words}),
        ("closed", "close", people.secretary, {}),
    ]  # fmt: skip
    for stage, action, by, given in walk:
        if case.stage == until:
            break
        case = step(case, action, by, **given)
        assert case.stage == stage
    return case


def let_out(case: Case, people: Cast, *, held: tuple[str, ...] = ()) -> None:
    release(thing=case, held=held, by=seen(people.secretary), at=timezone.now())


def everything(client: Client) -> str:
    return "\n".join(client.get(url).content.decode() for url in addresses() if "/public/en/" not in url)


SHOWN = {"number": "显编号", "title": "显标题", "meeting": "显会议", "text": "显正文", "reply": "显报告"}


def test_an_opinion_shows_what_was_let_out_and_nothing_of_the_way(client: Client, sits: Bench, people: Cast) -> None:
    """Meeting, words, report, units; neither the draft, nor the committee's comment, nor why it is followed up."""
    case = an_opinion(sits, people)
    assert [word for word in SHOWN.values() if word in everything(client)] == []  # before anybody decided
    let_out(case, people)
    read = everything(client)
    assert [word for word in (*SHOWN.values(), people.housing.name, people.finance.name) if word not in read] == []
    assert [word for word in (*STEPS.values(), "13912345678") if word[:3] in read] == []
    people_inside = (people.head, people.secretary, people.supervisor)
    assert [each.name for each in people_inside if each.name in read] == []
    row = client.get("/public/data/supervision.json").json()["rows"][0]
    assert (row["kind"], row["reply_number"], row["lead_unit"]) == (
        "opinion",
        "显文号〔2026〕12号",
        people.housing.name,
    )


@pytest.mark.parametrize("field", SHOWN)
def test_a_field_of_an_opinion_that_is_held_back_is_nowhere(
    client: Client, sits: Bench, people: Cast, field: str
) -> None:
    """Neither on a page, nor in a list, a feed, a table, nor found by a search; the others stay."""
    let_out(an_opinion(sits, people), people, held=(field,))
    read = everything(client)
    assert {name for name, word in SHOWN.items() if word not in read} == {field}
    assert "/public/p/" not in client.get("/public/search/", {"q": SHOWN[field]}).content.decode()


@pytest.mark.parametrize("stage", ["forwarded", "handling", "consulting", "commented"])
def test_an_opinion_is_not_public_before_it_was_reported_on(sits: Bench, people: Cast, stage: str) -> None:
    with pytest.raises(CongressError, match=r"^publication.stage"):
        let_out(an_opinion(sits, people, until=stage), people)


def test_what_was_reported_rests_no_longer_once_it_goes_on(client: Client, sits: Bench, people: Cast) -> None:
    """Released when reported, followed up after that: still public, since the rules show that stage."""
    case = an_opinion(sits, people, until="reported")
    let_out(case, people)
    step(case, "follow_up", people.secretary, words={"reason": STEPS["why"]})
    public.forget()
    assert "显报告" in everything(client)


@pytest.mark.parametrize("stage", ["filed", "registered", "to_answer", "answered"])
def test_an_inquiry_is_not_public_before_it_is_closed(sits: Bench, people: Cast, stage: str) -> None:
    with pytest.raises(CongressError, match=r"^publication.stage"):
        let_out(an_inquiry(sits, people, until=stage), people)


@pytest.mark.parametrize("held", [(), ("filer",), ("cosigners",), ("filer", "cosigners")])
def test_an_inquiry_names_nobody_who_is_held_back(
    client: Client, sits: Bench, people: Cast, held: tuple[str, ...]
) -> None:
    """Names that stand in its own text go out of that, too."""
    case = an_inquiry(sits, people)
    case.filing.publish = True
    case.filing.save()
    let_out(case, people, held=held)
    read = everything(client)
    assert [word for word in ("显标题", "显正文", "显报告") if word not in read] == []
    assert (sits.filer.name in read) is ("filer" not in held)
    named = [each.name for each in sits.deputies[1:10] if each.name in read]
    assert bool(named) is ("cosigners" not in held)
    assert STEPS["checked"][:3] not in read
    row = publication_of(case)
    assert row is not None
    page = client.get(f"/public/p/{row.key}/").content.decode()
    assert ("〔姓名〕" in page) is bool(held)


def test_units_and_delegations_count_what_was_answered(client: Client, sits: Bench, people: Cast) -> None:
    """A column of its own, where anything of that sort is public: none of it is a suggestion."""
    assert "监督事项" not in client.get("/public/units/").content.decode()
    delegation = Delegation.objects.create(congress=sits.congress, name="临溪区代表团", place=people.district)
    mandate = sits.congress.mandates.get(deputy=sits.filer)
    Membership.objects.create(mandate=mandate, delegation=delegation, from_on=date(2020, 1, 1))
    case = an_inquiry(sits, people)
    case.filing.publish = True
    case.filing.save()
    let_out(case, people)
    for name in ("units", "delegations"):
        page = client.get(f"/public/{name}/").content.decode()
        assert '<th scope="col" class="n">已答复的监督事项</th>' in page
        assert 'data-label="已答复的建议">—</td><td class="n" data-label="已答复的监督事项">1 / 1</td>' in page


def test_what_an_inquiry_cites_of_a_report_is_no_word_of_it(client: Client, sits: Bench, people: Cast) -> None:
    """A passage of a report on which it rests is the report's; what was asked is headed as a question."""
    case = an_inquiry(sits, people)
    report = a_source(people, text="显引文：年底前完成。", shared=True, home=people.city)
    Passage.objects.create(entry=case.entry, source=report, start=0, end=10, quote=report.text)
    let_out(case, people)
    row = publication_of(case)
    assert row is not None
    page = client.get(f"/public/p/{row.key}/").content.decode()
    assert "显引文" not in page
    assert "显正文" in page
    assert ("质询内容</h2>" in page, "建议内容" in page) == (True, False)
    assert '<th scope="col">事项</th>' in client.get("/public/supervision/").content.decode()


def test_an_inquiry_without_the_consent_of_its_deputy_stays_in(sits: Bench, people: Cast) -> None:
    case = an_inquiry(sits, people)
    case.filing.publish = False
    case.filing.save()
    with pytest.raises(CongressError, match=r"^publication.consent"):
        let_out(case, people)
