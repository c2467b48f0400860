"""Who can be named in a task (牵头领导、联系人): accounts, so that events hold their keys and no personal data."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from huiyin.ledger.models import Case
from huiyin.people.models import Account, Role


def leaders_at(*place_ids: int) -> QuerySet[Account]:
    """Return the leaders of a place, or of several."""
    here = Q(grants__place_id__in=place_ids) | Q(grants__unit__place_id__in=place_ids)
    return Account.objects.filter(here, grants__role=Role.LEADER, is_active=True).distinct()


def contacts_of(case: Case) -> QuerySet[Account]:
    """Return who can be the contact of a case: the people of its lead unit; nobody without one."""
    return people_of_unit(case.lead_unit_id or 0)


def people_of_unit(unit_id: int) -> QuerySet[Account]:
    """Return who handles cases in a unit."""
    in_unit = Account.objects.filter(grants__unit_id=unit_id, is_active=True)
    return in_unit.filter(grants__role__in=(Role.UNIT_HANDLER, Role.UNIT_HEAD)).distinct()


def person_names(cases: Iterable[Case]) -> dict[str, str]:
    """Return the names of leaders in charge and contacts by the keys of their accounts; one query, or none."""
    keys = {key for case in cases for key in (case.leader, case.contact) if key}
    return dict(Account.objects.filter(key__in=keys).values_list("key", "name")) if keys else {}
