"""Suggestions in Chromium: every page passes axe on the desk and on the phone, and what is typed survives a lost line.

`HUIYIN_SHOTS=folder` keeps a picture of each page, to be looked at.
"""

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from browser.site import DESK, PHONE, Site, violations
from huiyin.congress.drafts import invite
from huiyin.congress.models import SuggestionDraft

if TYPE_CHECKING:
    from tests.cast import Cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SIZES = {"desk": DESK, "phone": PHONE}
PAGES = {  # who, address
    "mine": ("deputy", "/my/suggestions/"),
    "begin": ("deputy", "/my/suggestions/new/"),
    "draft": ("deputy", "/drafts/{draft}/"),
    "file": ("deputy", "/drafts/{draft}/file/"),
    "evaluate": ("deputy", "/my/evaluate/{replied}/"),
    "letter": ("deputy", "/cases/{replied}/replies/{position}/"),
    "cosign": ("cosigner", "/my/cosign/{draft}/"),
    "desk": ("secretary", "/suggestions/"),
    "case": ("secretary", "/cases/{registered}/"),
    "promises": ("handler", "/cases/{replied}/promises/"),
}


def things(people: "Cast") -> dict[str, object]:
    """Return what the addresses name, and who co-signs."""
    from tests.congress.deputies import a_draft, bench, registered, replied

    sits = bench(people, n=3)
    draft = a_draft(sits, title="关于老旧小区停车难和充电难的建议", kind="motion")
    invite(draft=draft, deputies=sits.deputies[1:], at=timezone.now())
    case = replied(sits, people, cosigners=1)
    other = registered(sits, people, title="关于解决老旧小区停车问题的建议")
    return {
        "draft": draft.key,
        "replied": case.key,
        "position": case.version,
        "registered": other.key,
        "cosigner": sits.deputies[1].account,
    }


@pytest.mark.parametrize("size", SIZES)
def test_the_pages_are_in_order(site: Site, people: "Cast", axe: str, size: str) -> None:
    """axe finds nothing, and nothing stands out beyond the edge, on any page of a suggestion."""
    named = things(people)
    wrong = {}
    for name, (who, address) in PAGES.items():
        person = named["cosigner"] if who == "cosigner" else getattr(people, who)
        page = site.walk(address.format(**named), person, size=SIZES[size])
        if folder := os.environ.get("HUIYIN_SHOTS"):
            Path(folder).mkdir(parents=True, exist_ok=True)
            page.screenshot(path=f"{folder}/suggestion-{name}-{size}.png", full_page=True)
        found = violations(page, axe)
        if not page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"):
            found.append("too wide")
        if found:
            wrong[name] = found
    assert wrong == {}


def test_what_is_typed_survives_a_lost_line(site: Site, people: "Cast") -> None:
    """On the phone: without a line nothing is sent and nothing is lost; with it the draft is saved."""
    named = things(people)
    page = site.open(f"/drafts/{named['draft']}/", people.deputy, size=PHONE)
    page.fill("[name=grounds]", "断网时写下的理由，回来以后还在。")
    page.locator("[name=grounds]").blur()
    page.context.set_offline(True)
    page.click("button[value=save]")
    assert SuggestionDraft.objects.get(key=named["draft"]).grounds != "断网时写下的理由，回来以后还在。"
    page.context.set_offline(False)
    page.reload()
    assert page.input_value("[name=grounds]") == "断网时写下的理由，回来以后还在。"
    page.click("button[value=save]")
    page.wait_for_load_state()
    assert SuggestionDraft.objects.get(key=named["draft"]).grounds == "断网时写下的理由，回来以后还在。"
