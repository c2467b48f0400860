"""Who sits where on a day (某日的席位): valid mandates and memberships, in the order in which rosters name them."""

import re
import unicodedata
from datetime import date

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from huiyin.congress.models import Congress, Delegation, Mandate, Membership

RANK = (Membership.Office.HEAD, Membership.Office.DEPUTY_HEAD, Membership.Office.CONVENOR, Membership.Office.MEMBER)
NUMBERED = re.compile(r"(.+?)\s*(?:\(\s*([^()]+?)\s*\)|\s(\S*\d\S*))")


def holding(on: date) -> Q:
    """Return the condition that a row with `from_on` and `to_on` holds on a day."""
    return Q(from_on__lte=on) & (Q(to_on__isnull=True) | Q(to_on__gte=on))


def mandates_on(congress: Congress, on: date) -> QuerySet[Mandate]:
    """Return the mandates that are valid on a day."""
    return Mandate.objects.filter(holding(on), congress=congress)


def named_on(congress: Congress, words: str, on: date) -> list[Mandate]:
    """Return the seats of deputies of a name on a day; with the number of the card, 王芳 012 or 王芳（012）, one."""
    plain = unicodedata.normalize("NFKC", words).strip()
    found = NUMBERED.fullmatch(plain)
    name, number = (found[1], found[2] or found[3]) if found else (plain, "")
    rows = mandates_on(congress, on).filter(deputy__name="".join(name.split())).select_related("deputy")
    return list(rows.filter(number=number) if number else rows)


def seats_on(congress: Congress, on: date, *, delegation: Delegation | None = None) -> QuerySet[Membership]:
    """Return the memberships of a day, delegation by delegation, heads first, then by group and number."""
    valid = Q(mandate__from_on__lte=on) & (Q(mandate__to_on__isnull=True) | Q(mandate__to_on__gte=on))
    rows = Membership.objects.filter(holding(on), valid, mandate__congress=congress)
    if delegation is not None:
        rows = rows.filter(delegation=delegation)
    return in_order(rows)


def in_order(rows: QuerySet[Membership]) -> QuerySet[Membership]:
    """Return memberships in the order of a roster, with the deputy, the delegation and the group of each."""
    ranks = [When(office=office, then=Value(rank)) for rank, office in enumerate(RANK)]
    rows = rows.annotate(rank=Case(*ranks, default=Value(len(RANK)), output_field=IntegerField()))
    rows = rows.select_related("mandate__deputy", "delegation", "group")
    return rows.order_by("delegation__position", "delegation_id", "rank", "group__name", "mandate__number", "pk")
