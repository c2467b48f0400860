"""What people still have to decide of publishing (公开审定台), and what stands decided."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from huiyin.congress.masking import marks_in, masked
from huiyin.congress.public_figures import state_of
from huiyin.congress.public_items import NO_NAMES, Item
from huiyin.congress.public_reading import one_item
from huiyin.congress.public_rules import FIELDS, needs_consent
from huiyin.congress.publishing import REPORTS, view_if_released, view_of
from huiyin.ledger import policies
from huiyin.ledger.models import Case, Publication, Source
from huiyin.ledger.relations import visible_cases
from huiyin.ledger.source_selectors import visible_sources
from huiyin.people.viewer import Viewer
from huiyin.policy import name_of

STATES = ("ready", "released", "withheld", "withdrawn", "not_yet")


def decidable_cases(viewer: Viewer) -> QuerySet[Case]:
    """Return the cases of which a viewer may decide: those that are visible, issued, and of a type with public fields.

    A case is the viewer's to see, so that nothing is let out by somebody who does not know it.
    """
    rows = Case.objects.filter(pk__in=visible_cases(viewer).values("pk"), case_type__in=FIELDS)
    return rows.select_related("filing", "publication__decided_for", "publication__decided_by", "lead_unit")


def decidable_reports(viewer: Viewer) -> QuerySet[Source]:
    """Return the reports of which a viewer may decide."""
    rows = visible_sources(viewer).filter(text_kind__in=REPORTS, withdrawn_at__isnull=True)
    return rows.select_related("publication__decided_for", "publication__decided_by").defer("shingles")


def in_state(state: str) -> Q:
    """Return the condition that a case is to be listed under one of `STATES`."""
    if state in Publication.State.values:
        return Q(publication__state=state)
    undecided = Q(publication__isnull=True)
    return undecided & public_now() if state == "ready" else undecided & ~public_now()


def public_now() -> Q:
    """Return the condition that the rules would show something of a case now, if it were released."""
    found = Q(pk__in=[])
    used = Case.objects.filter(case_type__in=FIELDS).order_by().values_list("policy", flat=True).distinct()
    for name in used:
        rules = policies.current_policy(name)
        stages = [stage.code for stage in rules.stages if stage.public]
        shown = Q(policy=name, stage__in=stages)
        found |= shown & Q(filing__publish=True) if needs_consent(rules) else shown
    return found


def counts(rows: QuerySet[Case]) -> Mapping[str, int]:
    """Return how many cases there are in each of `STATES`."""
    told = {state: Count("pk", filter=in_state(state)) for state in STATES}
    found: Mapping[str, int] = rows.order_by().aggregate(**told)
    return found


@dataclass(frozen=True, slots=True)
class FieldShown:
    """A field as the preview has it: what the public would read, how much of it is masked, why it is held back.

    Of what is held back nothing is told: the preview shows what the public will see, and no more.
    """

    name: str
    value: str
    masked: int
    why: str


def preview_of(case: Case) -> tuple[Item, list[FieldShown]]:
    """Return a case as the public would see it once it is released; and field by field what is held back and why."""
    view = view_if_released(case, getattr(case, "publication", None))
    item = one_item(case, view)
    values = _values(item)
    return item, [
        FieldShown(name, masked(values.get(name, "")), marks_in(values.get(name, "")), view.held_back.get(name, ""))
        for name in FIELDS[case.case_type]
    ]


def shows_now(case: Case) -> bool:
    """Say whether the public sees anything of a case now."""
    return bool(view_of(case, getattr(case, "publication", None)).shows)


def _values(item: Item) -> dict[str, str]:
    """Return the words of every field that is shown, for whoever decides."""
    progress = item.progress
    figures = "" if progress is None or progress.value is None else f"{progress.value.normalize():f} {progress.unit}"
    grades = [
        f"{each.round}: " + "、".join(name_of("opinion", code).zh for code in (each.result, each.attitude) if code)
        for each in item.grades
    ]
    stage = item.stage.zh if item.stage is not NO_NAMES else ""
    return {
        "number": item.number,
        "title": item.title,
        "meeting": item.meeting,
        "filer": "、".join(each.name for each in item.filers),
        "cosigners": "、".join(each.name for each in item.cosigners),
        "text": "\n".join(item.text),
        "lead": item.lead.name if item.lead else "",
        "co": "、".join(each.name for each in item.co),
        "state": state_of(item) or stage,  # of a promise the code by which the public counts it
        "due": item.due_on.isoformat() if item.due_on else "",
        "progress": figures,
        "said": item.said,
        "outcome": item.outcome.zh,
        "reply": "\n\n".join(f"{each.number}\n{each.plain}".strip() for each in item.replies),
        "evaluation": "\n".join(grades),
    }
