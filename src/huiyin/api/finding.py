"""What an address names, as far as the account may see it: 404 if not, 403 if it may only be seen."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from huiyin.ledger.models import Case, Source, Statement
from huiyin.ledger.relations import visible_cases
from huiyin.ledger.source_selectors import reviewable_sources, visible_sources
from huiyin.people.viewer import Viewer


def source_of(viewer: Viewer, key: str) -> Source:
    """Return a source that the account may see."""
    return get_object_or_404(visible_sources(viewer).select_related("place", "supersedes"), key=key)


def reviewable(viewer: Viewer, key: str) -> Source:
    """Return a source that the account may review; one that it may only read answers 403."""
    source = source_of(viewer, key)
    if not reviewable_sources(viewer).filter(pk=source.pk).exists():
        raise PermissionDenied
    return source


def statement_of(viewer: Viewer, key: str) -> Statement:
    """Return a statement: a confirmed one to whoever may see its source, any other to whoever may review that."""
    rows = Statement.objects.filter(source__in=visible_sources(viewer)).select_related("source", "decided_by")
    statement = get_object_or_404(rows, key=key)
    if statement.state != Statement.State.CONFIRMED:
        reviewable(viewer, statement.source.key)
    return statement


def case_of(viewer: Viewer, key: str) -> Case:
    """Return a case that the account may see."""
    rows = visible_cases(viewer).select_related("entry", "place", "lead_unit", "turn_unit", "previous")
    return get_object_or_404(rows, key=key)
