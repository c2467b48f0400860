"""What a confirmed statement can be made besides a task: a deliberation opinion (审议意见), a formal inquiry (质询案).

Both rest on its place in the source; who may make them is the table of permissions' to say.
"""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from huiyin.congress.models import Kind
from huiyin.congress.opinions import TYPE as OPINION
from huiyin.ledger.models import Case, Statement
from huiyin.ledger.relations import visible_cases
from huiyin.people.models import House
from huiyin.people.permissions import may
from huiyin.people.viewer import Viewer

Link = dict[str, Any]


def takes(viewer: Viewer, row: Statement) -> list[Link]:
    """Return what a viewer may make of a statement; nothing of one that nobody has confirmed."""
    if row.state != Statement.State.CONFIRMED or row.gone or row.source.withdrawn_at is not None:
        return []
    found = []
    if may(viewer, "opinion.enter") and row.source.house == House.CONGRESS:
        url = reverse("committee_opinion_new")
        found.append({"label": gettext("Make a deliberation opinion of it…"), "url": f"{url}?statement={row.key}"})
    if may(viewer, "suggestion.paper"):
        url = f"{reverse('suggestion_paper')}?kind={Kind.INQUIRY}&statement={row.key}"
        found.append({"label": gettext("Enter a formal inquiry about it…"), "url": url})
    return found


def taken(viewer: Viewer, row: Statement) -> list[Link]:
    """Return the opinions and inquiries that rest on a statement, as far as a viewer may see them."""
    rests = visible_cases(viewer).filter(case_type__in=(OPINION, Kind.INQUIRY), entry__passages__statement=row)
    cases = Case.objects.filter(pk__in=rests.order_by().values("pk")).order_by("pk")
    return [{"label": f"{each.number} {each.title}".strip(), "url": reverse("case", args=[each.key])} for each in cases]
