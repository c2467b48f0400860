"""Which briefings and digests (简报、摘编) an address names: another place's are 404 where one changes them."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from huiyin.congress.briefings_selectors import briefings_visible_to, own_places, writes
from huiyin.congress.models import Briefing, BriefingItem
from huiyin.people.viewer import Viewer


def briefing_of(viewer: Viewer, key: str) -> Briefing:
    """Return a briefing that the account may see."""
    return get_object_or_404(briefings_visible_to(viewer), key=key)


def own_briefing(viewer: Viewer, key: str) -> Briefing:
    """Return a briefing of the account's own place."""
    briefing = briefing_of(viewer, key)
    if not writes(viewer, briefing):
        raise Http404
    return briefing


def own_item(viewer: Viewer, key: str) -> BriefingItem:
    """Return an item of a briefing of the account's own place."""
    rows = BriefingItem.objects.select_related("briefing__session__congress", "delegation")
    return get_object_or_404(rows, key=key, briefing__place__in=own_places(viewer))
