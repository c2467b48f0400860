"""Every page in Chromium, generated from the addresses: axe finds nothing on any, a new page comes in by itself."""

from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse
from tests.api.calling import with_second_factor
from tests.web.test_access_table import HOLDERS, OURS
from tests.web.world import World, worlds

from browser.site import Site, violations
from huiyin.people.models import Role
from huiyin.people.permissions import TABLE

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FIRST = (Role.SECRETARY, Role.SUPERVISOR, Role.ADMINISTRATOR, Role.EDITOR)  # who sees most comes first
PARTS = 8  # so that several processes share them
LEAST_LOOKED = 5  # in each part: files, fragments and addresses that are only sent to are left out
# Addresses that are no page of ours to look at, each for its reason.
NO_PAGE = {
    "account_logout": "it ends the session",
    "health": "JSON for a watcher",
}


def roles_of(action: str) -> list[str]:
    """Return the roles that may see a page, those first that see most."""
    allowed = TABLE[action].roles
    return [role for role in dict.fromkeys((*FIRST, *Role.values)) if role in allowed]


def addresses(world: World) -> dict[str, tuple[str, str]]:
    """Return address and action of every page of which the world has an object, or that needs none."""
    found = {}
    for _route, each in OURS:
        name, given = str(each.name), world.there.get(str(each.name), {})
        if name not in NO_PAGE and set(each.pattern.converters) <= set(given):
            access: tuple[str, str] = each.callback.access  # type: ignore[attr-defined]
            found[name] = (reverse(name, kwargs=given), access[0])
    return found


def opened(site: Site, client: Any, world: World, address: str, action: str) -> "Page | None":
    """Open a page as the first role that gets it; None where it is a file, a fragment, or only sent to."""
    for role in roles_of(action) if action else [""]:
        person = getattr(world.people, HOLDERS[Role(role)]) if role else None
        if person is not None:
            client.force_login(with_second_factor(person))
        answer = client.get(address)
        if answer.status_code == 200:
            shown = answer.get("Content-Type", "").startswith("text/html") and not answer.streaming
            whole = shown and b"<html" in answer.content[:2000]
            return site.walk(address, person) if whole else None
    return None


@pytest.mark.parametrize("part", range(PARTS))
def test_no_page_has_a_fault_of_access(site: Site, client: Any, axe: str, part: int) -> None:
    """Each as one role that may see it, at the width of a desk; those without an object in the world are few."""
    world = worlds()
    found, looked = {}, 0
    for name, (address, action) in list(addresses(world).items())[part::PARTS]:
        page = opened(site, client, world, address, action)
        if page is None:
            continue
        looked += 1
        faults = violations(page, axe)
        if faults:
            found[name] = faults
    assert found == {}
    assert looked >= LEAST_LOOKED
