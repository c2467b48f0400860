"""The source or statement that an address names, as far as the viewer may see it: 404 if not, 403 if seen only."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from huiyin.ledger.models import Source, Statement
from huiyin.ledger.source_selectors import reviewable_sources, visible_sources
from huiyin.web.requests import PageRequest


def source_of(request: PageRequest, key: str) -> Source:
    """Return a source that the viewer may see."""
    rows = visible_sources(request.viewer).select_related("place", "home", "added_by", "supersedes")
    return get_object_or_404(rows, key=key)


def reviewable(request: PageRequest, key: str) -> Source:
    """Return a source that the viewer may review; one of another house may be read, not reviewed."""
    source = source_of(request, key)
    if not may_review(request, source):
        raise PermissionDenied
    return source


def may_review(request: PageRequest, source: Source) -> bool:
    """Return whether a source is of a house whose review is the viewer's."""
    return reviewable_sources(request.viewer).filter(pk=source.pk).exists()


def statement_of(request: PageRequest, key: str) -> Statement:
    """Return a statement of a source that the viewer may see."""
    rows = Statement.objects.filter(source__in=visible_sources(request.viewer))
    return get_object_or_404(rows.select_related("source", "decided_by"), key=key)
