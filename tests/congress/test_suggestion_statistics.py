"""Figures of suggestions: numerator, denominator and what is left out, counted by hand."""

from datetime import date, timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.cast import Cast, account
from tests.congress.deputies import (
    REPLY,
    accept_part,
    bench,
    filed,
    handled,
    in_parts,
    registered,
    replied,
    reply_part,
    seen,
    step,
)

from huiyin.congress.evaluating import evaluate
from huiyin.congress.handled import Handled
from huiyin.congress.handled import handled as facts
from huiyin.congress.statistics import Figures, Rate, figures
from huiyin.ledger.listing import Filters, listed
from huiyin.ledger.models import Case, CaseParty
from huiyin.ledger.statistics import statistics
from huiyin.ledger.verify import verify
from huiyin.ledger.whole import whole_run
from huiyin.people.models import Role

pytestmark = pytest.mark.django_db
WHY = "没有回答泊位什么时候建成，也没有说明资金来源"


def a_year(people: Cast) -> Figures:
    """Return the figures of seven: filed, withdrawn, registered, handled with a visit, and three replied."""
    sits = bench(people)
    filed(sits)
    step(filed(sits, title="关于甲事的建议").case, "withdraw", sits.filer)
    registered(sits, people, title="关于乙事的建议")
    case = handled(sits, people, title="关于丙事的建议")
    visit = {"contact_form": "visit", "contacted_on": timezone.localdate(), "contact_with": [sits.filer.key]}
    step(case, "contact", people.handler, values=visit)
    at, by = timezone.now(), seen(sits.filer)
    good = replied(sits, people, title="关于丁事的建议", outcome="resolved")
    evaluate(case=good, result="satisfied", by=by, at=at, expected=good.version)
    bad = replied(sits, people, title="关于戊事的建议")
    evaluate(case=bad, result="unsatisfied", reason=WHY, by=by, at=at, expected=bad.version)
    replied(sits, people, title="关于己事的建议")
    return figures(Case.objects.all(), today=timezone.localdate())


def test_each_figure_says_what_it_is_made_of(people: Cast) -> None:
    """What runs is in no rate of what is over; who did not evaluate is in no denominator."""
    found = a_year(people)
    assert found.received == 7
    assert found.rates == (
        Rate("assigned", 4, 6, left_out=1),
        Rate("accepted", 4, 4),
        Rate("returned", 0, 4),
        Rate("replied", 3, 4),
        Rate("replied_in_time", 3, 3, left_out=1),
        Rate("met", 1, 4),
        Rate("promises", 0, 0),
    )
    assert found.opinions["first"] == (
        Rate("satisfied", 1, 2, left_out=1),
        Rate("basically", 0, 2, left_out=1),
        Rate("unsatisfied", 1, 2, left_out=1),
    )
    assert found.outcomes == {"suggestion.general": {"resolved": 1, "in_progress": 2}}


def test_the_page_shows_them(client: Client, people: Cast) -> None:
    """No share without its parts; without any suggestion it says so."""
    client.force_login(people.secretary)
    assert client.get(reverse("suggestions_statistics")).status_code == 200
    a_year(people)
    shown = client.get(reverse("suggestions_statistics")).content.decode()
    for words in ("4 / 6", "3 / 4", "1 / 2"):
        assert words in shown


def fact(case: Case, *, today: date | None = None) -> Handled:
    (found,) = facts(Case.objects.filter(pk=case.pk), today=today or timezone.localdate())
    return found


def told(found: Handled) -> tuple[bool, bool, bool | None, str]:
    return found.accepted, found.replied, found.in_time, found.outcome


def last_day(case: Case) -> date:
    """Return the last day for the reply by law."""
    (whole,) = (run for run in case.state["runs"] if run["clock"] == "whole")
    return date.fromisoformat(whole["deadline"]["due_on"])


def test_what_is_handled_in_parts_counts_once_every_unit_has_done_its_part(people: Cast) -> None:
    """Accepted by each of them, replied to by the last; in time or not once that is so, or the limit by law is over."""
    case = in_parts(bench(people), people)
    assert told(fact(case)) == (False, False, None, "")
    case = accept_part(case, people, "housing")
    assert (told(fact(case)), case.accepted) == ((False, False, None, ""), False)
    case = accept_part(case, people, "finance")
    assert (told(fact(case)), case.accepted) == ((True, False, None, ""), True)
    case = reply_part(case, people, "housing")
    assert told(fact(case)) == (True, False, None, "")
    over = last_day(case) + timedelta(days=1)
    assert (fact(case, today=over - timedelta(days=1)).in_time, fact(case, today=over).in_time) == (None, False)
    case = reply_part(case, people, "finance", "resolved")
    assert case.stage == "parts_replied"
    assert told(fact(case, today=over)) == (True, True, True, "resolved")
    assert verify().clean


def test_a_part_that_is_handled_again_leaves_the_whole_replied(people: Cast) -> None:
    """What every unit had answered stays answered; the reply of the next round is not the first."""
    sits = bench(people)
    case = accept_part(in_parts(sits, people), people, "housing", "finance")
    case = reply_part(reply_part(case, people, "housing"), people, "finance")
    values = {"unit_key": people.housing.key, "attitude": "satisfied", "result": "unsatisfied"}
    case = step(case, "redo", sits.filer, words={"reason": WHY}, values=values)
    assert (case.stage, told(fact(case))) == ("in_parts", (True, True, True, "in_progress"))


def test_a_part_that_goes_to_another_unit_must_be_accepted_by_that_one(people: Cast) -> None:
    """The others keep their parts, and what they have accepted; nobody who gave his up must accept any more."""
    sits = bench(people)
    case = accept_part(in_parts(sits, people), people, "housing")
    words = {"reason": "资金由市财政局统筹，不属本单位的职责"}
    case = step(case, "send_back", people.co_handler, words=words, values={"unit_key": people.finance.key})
    given = {"part_units": [people.office], "values": {"unit_key": people.finance.key}}
    case = step(case, "reassign", people.secretary, **given)
    found = fact(case)
    assert {key for key, _name in found.parts} == {people.housing.key, people.office.key}
    assert not found.accepted
    clerk = account("clerk", "卫知秋", (Role.UNIT_HANDLER, people.office))
    case = step(case, "accept", clerk, values={"unit_key": people.office.key})
    assert (fact(case).accepted, case.accepted) == (True, True)
    assert verify().clean


def test_a_unit_that_sent_the_whole_back_has_no_part_in_the_parts(people: Cast) -> None:
    """It leads nothing any more, and its line of the report does not count what others handle."""
    case = step(registered(bench(people), people), "assign", people.secretary, unit=people.office)
    clerk = account("clerk", "卫知秋", (Role.UNIT_HANDLER, people.office))
    case = step(case, "send_back", clerk, words={"reason": "停车泊位由市住建局管理，不属本单位职责"})
    given = {"part_units": [people.housing, people.finance], "words": {"text": "住建局办泊位，财政局办资金"}}
    case = step(case, "assign_parts", people.secretary, **given)
    assert (case.lead_unit, fact(case).unit_key) == (None, "")
    assert accept_part(case, people, "housing", "finance").accepted


def test_a_recalled_reply_counts_for_nothing(people: Cast) -> None:
    """It is not replied to, has no outcome, and is late once the limit by law is over without another."""
    case = replied(bench(people), people, outcome="resolved")
    assert told(fact(case)) == (True, True, True, "resolved")
    over = last_day(case) + timedelta(days=1)
    case = step(case, "recall_reply", people.head, words={"reason": "答复内容与事实不符，重新核实"})
    assert (told(fact(case)), case.outcome) == ((True, False, None, ""), "")
    assert fact(case, today=over).in_time is False
    values = {"outcome": "planned", "letter_number": "2", "letter_on": timezone.localdate()}
    case = step(case, "reply", people.head, words={"text": REPLY}, values=values)
    assert (told(fact(case, today=over)), case.outcome) == ((True, True, True, "planned"), "planned")
    assert verify().clean


def test_another_reply_after_a_recall_is_in_time_by_its_own_day(people: Cast) -> None:
    """Its limit by law ran on as if nothing had been sent: in lists, figures of handling and figures of all cases."""
    sits = bench(people)
    case = replied(sits, people, outcome="resolved")
    by_law = last_day(case)
    late = timezone.now() + timedelta(days=(by_law - timezone.localdate()).days + 3)
    viewer = seen(people.secretary)

    def listed_late(on: date) -> list[str]:
        return [each.key for each in listed(viewer, Filters(light="late"), today=on)]

    case = step(case, "recall_reply", people.head, words={"reason": "答复内容与事实不符，重新核实"})
    assert (last_day(case), whole_run(case.state).stopped_at) == (by_law, None)
    assert listed_late(late.date()) == [case.key]
    values = {"outcome": "planned", "letter_number": "2", "letter_on": timezone.localdate()}
    case = step(case, "reply", people.head, words={"text": REPLY}, values=values, at=late)
    assert told(fact(case, today=late.date())) == (True, True, False, "planned")
    assert listed_late(late.date()) == []
    next_day = late + timedelta(days=1)
    case = evaluate(case=case, result="satisfied", by=seen(sits.filer), at=next_day, expected=case.version)
    case = step(case, "close", people.secretary, at=next_day)
    found = statistics(viewer, Filters(), by="type", today=next_day.date()).schemes[0].total
    assert (case.in_time, found["in_time"], found["done_late"]) == (False, 0, 1)
    assert verify().clean


def test_a_recall_in_a_later_round_leaves_the_first_reply(people: Cast) -> None:
    """Only the last reply is taken back: the item was replied to, with the outcome of the first round."""
    sits = bench(people)
    case = replied(sits, people, outcome="resolved")
    case = evaluate(
        case=case, result="unsatisfied", reason=WHY, by=seen(sits.filer), at=timezone.now(), expected=case.version
    )
    values = {"outcome": "planned", "letter_number": "2", "letter_on": timezone.localdate()}
    case = step(case, "reply", people.head, words={"text": REPLY}, values=values)
    assert fact(case).outcome == "planned"
    case = step(case, "recall_reply", people.head, words={"reason": "答复内容与事实不符，重新核实"})
    assert (case.stage, told(fact(case))) == ("rehandling", (True, True, True, "resolved"))
    assert verify().clean


def test_what_was_handed_back_runs_by_the_clock_of_its_next_handing_over(people: Cast) -> None:
    """The stretch with the first office is no reply, neither early nor late."""
    sits = bench(people)
    case = step(registered(sits, people), "forward", people.secretary, office=people.office)
    over = last_day(case) + timedelta(days=1)
    case = step(case, "hand_back", people.supervisor, words={"reason": "此件属于法院工作，不宜由政府系统承办"})
    assert fact(case, today=over).in_time is None
    case = step(case, "assign", people.secretary, unit=people.housing, at=timezone.now() + timedelta(days=40))
    assert fact(case, today=over).in_time is None


def test_a_closed_suggestion_is_in_time_by_its_reply(people: Cast) -> None:
    """Not by the day on which it was closed, long after the deputy had the answer."""
    sits = bench(people)
    case = replied(sits, people)
    case = evaluate(case=case, result="satisfied", by=seen(sits.filer), at=timezone.now(), expected=case.version)
    case = step(case, "close", people.secretary, at=timezone.now() + timedelta(days=200))
    assert (case.closed, case.in_time) == (True, True)


def test_rows_of_before_are_brought_up_to_what_counts_now(people: Cast) -> None:
    """Who had accepted a part, and what was closed after its time though answered within it; a second time as well."""
    sits = bench(people)
    case = accept_part(in_parts(sits, people), people, "housing", "finance")
    half = accept_part(in_parts(sits, people, title="关于丙事的建议"), people, "housing")
    done = replied(sits, people, title="关于丁事的建议")
    done = evaluate(case=done, result="satisfied", by=seen(sits.filer), at=timezone.now(), expected=done.version)
    step(done, "close", people.secretary, at=timezone.now() + timedelta(days=200))
    CaseParty.objects.filter(part="part_handler").update(accepted=False)
    Case.objects.filter(pk__in=[case.pk, half.pk]).update(accepted=False)
    Case.objects.filter(pk=done.pk).update(in_time=False)
    assert verify().wrong == 3
    moved = import_module("huiyin.ledger.migrations.0010_accepted_by_every_unit")
    for _time in range(2):
        moved.accept_parts(apps, None)
        moved.judge_by_the_clock(apps, None)
        assert verify().clean
    assert list(Case.objects.filter(pk__in=[case.pk, half.pk]).order_by("pk").values_list("accepted", flat=True)) == [
        True,
        False,
    ]
