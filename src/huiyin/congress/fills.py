"""Where a report of progress stands beyond the ledger (一次填，处处用): what it fills, told before it is sent.

Each place takes the report itself and keeps no copy: the page of the suggestion, that of the promise, the draft of a
briefing, the public page. What is issued on paper is frozen and takes nothing any more.
"""

from collections.abc import Sequence

from django.db.models import F, Q, QuerySet

from huiyin.congress.models import Briefing, ItemPassage, Kind
from huiyin.congress.publishing import view_of
from huiyin.ledger.models import Case, Passage, Publication
from huiyin.ledger.relations import visible_cases
from huiyin.ledger.uses import register
from huiyin.people.viewer import Viewer

TASK, PROMISE = "commitment", "reply_promise"
SHOWN = ("progress", "said")  # what of a report the public reads


def suggestions_behind(case: Case) -> QuerySet[Case]:
    """Return the items of deputies that a task or promise comes from: it was promised in the reply, or rests on it."""
    sources = Passage.objects.filter(entry_id=case.entry_id).values("source_id")
    promised = Case.objects.filter(entry__passages__source_id__in=sources, promised_in__isnull=False)
    behind = Q(pk=case.promised_in_id) | Q(pk__in=promised.values("promised_in_id"))
    behind |= Q(entry__passages__source_id__in=sources)
    return Case.objects.filter(behind, case_type__in=Kind.values).exclude(pk=case.pk).distinct().order_by("pk")


def followed_up_by(case: Case, viewer: Viewer) -> QuerySet[Case]:
    """Return the promises in the replies to a deputy's item, and the tasks that rest on its words or on theirs."""
    promised = Case.objects.filter(promised_in=case)
    rests = Passage.objects.filter(Q(entry_id=case.entry_id) | Q(entry__cases__in=promised)).values("source_id")
    tasks = Q(case_type=TASK, entry__passages__source_id__in=rests)
    return visible_cases(viewer).filter(Q(promised_in=case) | tasks).distinct().order_by("pk")


def briefings_of(case: Case) -> QuerySet[Briefing]:
    """Return the briefings and digests in draft that hold words on which a case rests."""
    return (
        Briefing.objects.filter(state=Briefing.State.DRAFT, passages__in=_overlapping(case)).distinct().order_by("pk")
    )


def _overlapping(case: Case) -> QuerySet[ItemPassage]:
    rests = Q(pk__in=())
    for passage in Passage.objects.filter(entry_id=case.entry_id):
        rests |= Q(source_id=passage.source_id, start__lt=passage.end, end__gt=passage.start)
    return ItemPassage.objects.filter(rests)


def cases_in(briefing: Briefing, viewer: Viewer) -> Sequence[Case]:
    """Return the cases that rest on words of a briefing and of which progress was reported."""
    said = briefing.passages.values("source_id")
    rests = Passage.objects.filter(source_id__in=said).values_list("entry_id", "source_id", "start", "end")
    held = list(briefing.passages.values_list("source_id", "start", "end"))
    entries = {
        entry
        for entry, source, start, end in rests
        if any(source == of and start < last and end > first for of, first, last in held)
    }
    rows = visible_cases(viewer).filter(entry_id__in=entries, last_report_on__isnull=False)
    return list(rows.select_related("lead_unit").order_by(F("last_report_on").desc(), "pk"))


def public_page(case: Case) -> Publication | None:
    """Return the publication whose page shows what is reported of a case; None where the public reads nothing of it."""
    row = Publication.objects.filter(case=case).first()
    if row is None or not set(SHOWN) & set(view_of(case, row).shows):
        return None
    return row


register("reply", lambda case: suggestions_behind(case).exists())
register("promise", lambda case: case.promised_in_id is not None)
register("briefing", lambda case: briefings_of(case).exists())
register("public", lambda case: public_page(case) is not None)
