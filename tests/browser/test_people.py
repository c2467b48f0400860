"""The pages about accounts, units and the vault in Chromium: access, width, and what a person sees of them.

`HUIYIN_SHOTS=folder` keeps a picture of each page, to be looked at.
"""

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from browser.site import DESK, PHONE, Site, violations
from huiyin.people import vault

if TYPE_CHECKING:
    from tests.cast import Cast

    from huiyin.people.models import Person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGES = {  # who opens it ("" is nobody), and where
    "login": ("", "/account/login/?next=/desk/"),
    "password": ("supervisor", "/account/password/"),
    "second-factor": ("administrator", "/account/second-factor/"),
    "again": ("supervisor", "/account/again/"),
    "sessions": ("supervisor", "/account/sessions/"),
    "own": ("supervisor", "/account/"),
    "accounts": ("administrator", "/accounts/"),
    "account-new": ("administrator", "/accounts/new/"),
    "account": ("administrator", "/accounts/{handler}/"),
    "grant-new": ("administrator", "/accounts/{handler}/roles/new/"),
    "leave": ("administrator", "/accounts/{handler}/leave/"),
    "reset": ("administrator", "/accounts/{handler}/password/"),
    "deputising": ("head", "/deputising/"),
    "units": ("administrator", "/units/"),
    "unit": ("administrator", "/units/{housing}/"),
    "unit-edit": ("administrator", "/units/{housing}/edit/"),
    "unit-end": ("administrator", "/units/{housing}/end/"),
    "units-import": ("administrator", "/units/import/"),
    "vault": ("operator", "/vault/{person}/"),
    "openings": ("auditor", "/vault/openings/"),
}


def somebody(people: "Cast") -> "Person":
    """Return a person of the vault."""
    known = vault.add_person()
    for field, value in {"name": "穆青禾", "phone": "13800990099", "words": "楼下的路灯坏了三个月"}.items():
        vault.put(person=known, field=field, value=value)
    return known


def look(site: Site, people: "Cast", axe: str, name: str, size: dict[str, int]) -> None:
    person, path = PAGES[name]
    path = path.format(handler=people.handler.key, housing=people.housing.key, person=somebody(people).key)
    page = site.open(path, getattr(people, person) if person else None, size=size)
    if folder := os.environ.get("HUIYIN_SHOTS"):
        Path(folder).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=f"{folder}/{name}-{size['width']}.png", full_page=True)
    assert violations(page, axe) == []
    assert not page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_keeps_nobody_out(site: Site, people: "Cast", axe: str, name: str, size: dict[str, int]) -> None:
    """axe finds nothing at all, and nothing scrolls sideways."""
    look(site, people, axe, name, size)


def test_the_way_in_on_a_phone_without_script(site: Site, people: "Cast") -> None:
    """From the log-in page, over a wrong password, to the desk."""
    page = site.open("/account/login/", size=PHONE, java_script_enabled=False)
    page.get_by_label("用户名").fill("supervisor")
    page.get_by_label("密码").fill("wrong password")
    page.get_by_role("button", name="登录").click()
    expect(page.get_by_role("alert").get_by_text("用户名或密码有误")).to_be_visible()
    page.get_by_label("密码").fill("correct horse 云汀")
    page.get_by_role("button", name="登录").click()
    page.wait_for_url("**/desk/")
