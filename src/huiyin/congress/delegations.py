"""Delegations (代表团) and their groups (代表小组): adding, naming, putting in order."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from huiyin.congress.events import tell, write
from huiyin.congress.models import Congress, Delegation, Group
from huiyin.errors import CongressError
from huiyin.ledger.record import Actor
from huiyin.people.models import Place
from huiyin.reading.secrecy import refuse_secret

FIELDS = frozenset({"name", "short_name", "place", "position"})


@transaction.atomic
def add_delegation(
    *, congress: Congress, name: str, by: Actor, short_name: str = "", place: Place | None = None
) -> Delegation:
    """Add a delegation after those that are there.

    Raises:
        CongressError: the congress has one of that name.
        SecretText: a name bears a mark of secrecy.
    """
    refuse_secret(name, short_name)
    _free(congress, name)
    last = Delegation.objects.filter(congress=congress).order_by("-position").first()
    position = last.position + 1 if last else 1
    row = Delegation.objects.create(congress=congress, name=name, short_name=short_name, place=place, position=position)
    tell(row.key, by, "delegation.added", congress=congress.key)
    return row


@transaction.atomic
def change_delegation(*, delegation: Delegation, changes: Mapping[str, Any], by: Actor) -> list[str]:
    """Change names, place or position of a delegation; return which fields differ now."""
    if unknown := set(changes) - FIELDS:
        raise ValueError(f"not to be changed here: {sorted(unknown)}")
    row = Delegation.objects.select_related("congress").get(pk=delegation.pk)
    if changes.get("name", row.name) != row.name:
        _free(row.congress, changes["name"])
    changed = write(row, changes)
    if changed:
        tell(row.key, by, "delegation.changed", fields=changed)
    return changed


@transaction.atomic
def add_group(*, delegation: Delegation, name: str, by: Actor) -> Group:
    """Add a group to a delegation.

    Raises:
        CongressError: the delegation has one of that name.
        SecretText: the name bears a mark of secrecy.
    """
    refuse_secret(name)
    if Group.objects.filter(delegation=delegation, name=name).exists():
        raise CongressError("group.name_taken")
    row = Group.objects.create(delegation=delegation, name=name)
    tell(delegation.key, by, "delegation.group_added", group=row.key)
    return row


@transaction.atomic
def rename_group(*, group: Group, name: str, by: Actor) -> bool:
    """Give a group another name; return whether it differs."""
    if group.name == name:
        return False
    if Group.objects.filter(delegation=group.delegation_id, name=name).exists():
        raise CongressError("group.name_taken")
    write(group, {"name": name})
    tell(group.delegation.key, by, "delegation.group_renamed", group=group.key)
    return True


def _free(congress: Congress, name: str) -> None:
    if Delegation.objects.filter(congress=congress, name=name).exists():
        raise CongressError("delegation.name_taken")
