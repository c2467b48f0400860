"""What a confirmed statement can be made besides a task: a deliberation opinion (审议意见), a formal inquiry (质询案).

What a deputy said in a meeting is no opinion; a suggestion of it is offered to the deputy as a draft. All rest on the
place in the source; who may make them is the table of permissions' to say.
"""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from huiyin.congress.models import Kind
from huiyin.congress.offers import may_offer, remark_to_offer
from huiyin.congress.opinions import TYPE as OPINION
from huiyin.congress.opinions import may_hold_opinion
from huiyin.ledger.cases import possible_steps
from huiyin.ledger.models import Case, Statement
from huiyin.ledger.relations import visible_cases
from huiyin.people.permissions import may
from huiyin.people.viewer import Viewer

Link = dict[str, Any]
WITHDRAWN = "withdrawn"  # the stage


def takes(viewer: Viewer, row: Statement) -> list[Link]:
    """Return what a viewer may make of a statement; nothing of one that nobody has confirmed."""
    if row.state != Statement.State.CONFIRMED or row.gone or row.source.withdrawn_at is not None:
        return []
    found = []
    if may(viewer, "opinion.enter") and may_hold_opinion(row.source):
        url = reverse("committee_opinion_new")
        found.append({"label": gettext("Make a deliberation opinion of it…"), "url": f"{url}?statement={row.key}"})
    if may(viewer, "record.write") and (remark := remark_to_offer(viewer, row)) is not None:
        if may_offer(remark, row):
            url = reverse("remark_offer", args=[remark.key, row.key])
            found.append({"label": gettext("Offer to a deputy as a draft…"), "url": url})
        else:
            url = f"{reverse('record_page', args=[remark.record.key])}#remark-{remark.key}"
            found.append({"label": gettext("Confirm who spoke, to offer it to the deputy as a draft…"), "url": url})
    if may(viewer, "suggestion.paper"):
        url = f"{reverse('suggestion_paper')}?kind={Kind.INQUIRY}&statement={row.key}"
        found.append({"label": gettext("Enter a formal inquiry about it…"), "url": url})
    return found


def taken(viewer: Viewer, row: Statement) -> list[Link]:
    """Return the opinions and inquiries that rest on a statement, as far as a viewer may see them.

    What was made by mistake is taken back from here as long as nobody has worked on it, and put back again.
    """
    rests = visible_cases(viewer).filter(case_type__in=(OPINION, Kind.INQUIRY), entry__passages__statement=row)
    cases = Case.objects.filter(pk__in=rests.order_by().values("pk")).order_by("pk")
    return [_taken(viewer, each) for each in cases]


def _taken(viewer: Viewer, case: Case) -> Link:
    url, name = reverse("case", args=[case.key]), f"{case.number} {case.title}".strip()
    withdrawn = case.stage == WITHDRAWN
    act = {"restore": gettext("Put it back…")} if withdrawn else {"withdraw": gettext("Take it back…")}
    steps = {step.action for step in possible_steps(case, viewer, at=timezone.now())}
    acts = [{"label": label, "url": f"{url}?step={action}#step"} for action, label in act.items() if action in steps]
    return {"label": name, "url": url, "withdrawn": withdrawn, "acts": acts}
