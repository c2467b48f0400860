"""Figures of suggestions: numerator, denominator and what is left out, counted by hand."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.cast import Cast
from tests.congress.deputies import bench, filed, handled, registered, replied, seen, step

from huiyin.congress.evaluating import evaluate
from huiyin.congress.statistics import Figures, Rate, figures
from huiyin.ledger.models import Case

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
