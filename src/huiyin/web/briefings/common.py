"""What the pages of briefings share: what a viewer may open, where a page lies."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext, pgettext

from huiyin.congress.briefings_selectors import briefings_visible_to, own_places, writes
from huiyin.congress.models import Briefing, BriefingItem
from huiyin.errors import HuiyinError
from huiyin.web.briefings.words import name_of, said
from huiyin.web.congress.common import Crumbs, crumbs
from huiyin.web.errors import error_page
from huiyin.web.requests import PageRequest


def briefing_of(request: PageRequest, key: str) -> Briefing:
    """Return a briefing that the viewer may see; anything else is 404."""
    return get_object_or_404(briefings_visible_to(request.viewer), key=key)


def own_briefing_of(request: PageRequest, key: str) -> Briefing:
    """Return a briefing of the viewer's own place; another's is 404."""
    briefing = briefing_of(request, key)
    if not writes(request.viewer, briefing):
        raise Http404
    return briefing


def own_item_of(request: PageRequest, key: str) -> BriefingItem:
    """Return an item of a briefing of the viewer's own place; any other is 404."""
    rows = BriefingItem.objects.select_related("briefing__session__congress", "delegation")
    return get_object_or_404(rows, key=key, briefing__place__in=own_places(request.viewer))


def too_late(request: PageRequest, briefing: Briefing, error: HuiyinError) -> HttpResponse:
    """Give back what was typed for a briefing that was issued or withdrawn meanwhile; htmx shows why above the form."""
    why = (gettext("This was not saved"), said(error))
    back = reverse("briefing_page", args=[briefing.key])
    answer = error_page(request, 409, said=why, back=back, back_words=gettext("Open it as it is now"))
    if request.htmx:
        answer["HX-Retarget"], answer["HX-Reswap"] = "#alerts", "innerHTML"
    return answer


def list_url(form: str) -> str:
    """Return the address of the list of briefings, or of digests."""
    return reverse("digest" if form == Briefing.Form.DIGEST else "briefings")


def crumbs_of(briefing: Briefing, *more: tuple[str, str]) -> Crumbs:
    """Return where a page of a briefing lies."""
    digest = briefing.form == Briefing.Form.DIGEST
    label = pgettext("navigation", "Digest") if digest else pgettext("navigation", "Briefings")
    here = reverse("briefing_page", args=[briefing.key]) if more else ""
    return crumbs((label, list_url(briefing.form)), (name_of(briefing), here), *more)
