"""Walks through a loaded city in a process of its own, and says as JSON what came of it; `test_city.py` judges it.

The environment names the home; Django is set up before this module is imported.
"""

import json
import sys
from typing import Any

from django.test import Client
from django.urls import get_resolver
from tests.demo.handlers_found import proposed

from huiyin.congress.models import Meeting, Session, SuggestionDraft
from huiyin.demo import tour
from huiyin.ledger.models import Case
from huiyin.ledger.verify import verify
from huiyin.ledger.whole import whole_last_day
from huiyin.people.models import Account

BANNER = "虚构城市"


def walked() -> dict[str, Any]:
    """Return for each role how many steps it has, and what is wrong with any of them."""
    found: dict[str, Any] = {"steps": {}, "wrong": [], "without_banner": []}
    for walk in tour.walks("zh"):
        client = Client(SERVER_NAME="localhost")
        if walk.account:
            client.force_login(Account.objects.get(username=walk.account))
        found["steps"][walk.role] = len(walk.steps)
        for step in walk.steps:
            answer = client.get(step.address, follow=True)
            if answer.status_code != 200:
                found["wrong"].append(f"{walk.role} {step.page}: {answer.status_code}")
            elif answer["Content-Type"].startswith("text/html") and BANNER not in answer.content.decode():
                found["without_banner"].append(step.address)
    names = get_resolver().reverse_dict
    found["not_found"] = [
        f"{each.role} {step.page[0]}"
        for each in tour._told()
        for step in each.step
        if step.view in names and not tour.address_of(step)
    ]
    return found


def city() -> dict[str, Any]:
    """Return what the city holds: stages of suggestions, outcomes of last year's tasks, promises, sessions."""
    tasks = Case.objects.filter(case_type="commitment", year=2025)
    rolled = Case.objects.filter(case_type="reply_promise", previous__isnull=False)
    within = Case.objects.filter(case_type="commitment", title__contains="年内")
    of_deputies = Case.objects.filter(case_type__in=("suggestion", "motion"))
    return {
        "stages": sorted(set(of_deputies.values_list("case_type", "stage"))),
        "items": SuggestionDraft.objects.exclude(kind="inquiry").count(),
        "inquiries": sorted(Case.objects.filter(case_type="inquiry").values_list("stage", "round")),
        "outcomes": sorted(set(tasks.values_list("outcome", flat=True))),
        "promises": sorted(Case.objects.filter(case_type="reply_promise").values_list("stage", "outcome").distinct()),
        "rolled": [[row.lead_unit is not None, row.deputies.count(), row.promised_in is not None] for row in rolled],
        "within_the_year": sorted({str(whole_last_day(row.state)[0]) for row in within if not row.closed}),
        "key_items": Case.objects.filter(case_type="suggestion", supervision__gt=0).count(),
        "sessions": sorted(Session.objects.values_list("year", flat=True)),
        "delegations_met": sorted(
            set(
                Meeting.objects.filter(kind="delegation", delegation__place__isnull=False).values_list(
                    "session__year", "delegation__name"
                )
            )
        ),
        "clean": verify().clean,
    }


def say() -> None:
    """Write all of it as one line."""
    sys.stdout.write(json.dumps({**walked(), **city(), "handlers": proposed()}, ensure_ascii=False) + "\n")
