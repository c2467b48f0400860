"""How often the units that are proposed for an item had a part in it: a table over the suggestions of the city."""

from typing import Any

from django.utils import timezone

from huiyin.congress.handlers import propose_handlers
from huiyin.ledger.models import Case, CaseParty
from huiyin.people.models import Account
from huiyin.people.viewer import viewer_of

PARTS = ("lead_unit", "co_handler", "part_handler")


def proposed() -> dict[str, Any]:
    """Return per suggestion that was handed over: the place of its lead unit, how many were proposed, how many wrongly.

    `place` is 0 where the lead unit is not among them; wrong is a unit that had no part in the handling.
    """
    today = timezone.localdate()
    viewer = viewer_of(Account.objects.get(username="secretary"), today=today)
    rows = []
    for case in Case.objects.filter(case_type="suggestion", lead_unit__isnull=False).order_by("pk"):
        had = set(CaseParty.objects.filter(case=case, part__in=PARTS).values_list("unit_id", flat=True))
        found = [each.unit.pk for each in propose_handlers(case, viewer, on=today)]
        place = found.index(case.lead_unit_id) + 1 if case.lead_unit_id in found else 0
        rows.append((case.title, place, len(found), sum(unit not in had for unit in found)))
    return {
        "handed_over": len(rows),
        "first": sum(place == 1 for _title, place, _n, _wrong in rows),
        "first_three": sum(0 < place <= 3 for _title, place, _n, _wrong in rows),
        "proposed": sum(n for _title, _place, n, _wrong in rows),
        "wrong": sum(wrong for _title, _place, _n, wrong in rows),
        "rows": rows,
    }
