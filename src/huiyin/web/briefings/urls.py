"""Addresses of briefings and digests."""

from django.urls import URLPattern, URLResolver, path

from huiyin.web.briefings import editing, files, issuing, listing, points

urlpatterns: list[URLPattern | URLResolver] = [
    path("briefings/", listing.briefings, name="briefings"),
    path("briefings/new/", listing.briefing_new, name="briefing_new"),
    path("digest/", listing.digests, name="digest"),
    path("digest/new/", listing.digest_new, name="digest_new"),
    path("briefings/<slug:key>/", files.briefing_page, name="briefing_page"),
    path("briefings/<slug:key>/edit/", editing.briefing_edit, name="briefing_edit"),
    path("briefings/<slug:key>/choose/", editing.briefing_choose, name="briefing_choose"),
    path("briefings/<slug:key>/decide/", editing.digest_decide, name="digest_decide"),
    path("briefings/<slug:key>/issue/", issuing.briefing_issue, name="briefing_issue"),
    path("briefings/<slug:key>/withdraw/", issuing.briefing_withdraw, name="briefing_withdraw"),
    path("briefings/<slug:key>/correct/", issuing.briefing_correct, name="briefing_correct"),
    path("briefings/<slug:key>/drop/", issuing.briefing_drop, name="briefing_drop"),
    path("briefings/<slug:key>/file/<slug:form>/", files.briefing_file, name="briefing_file"),
    path("briefing-items/<slug:key>/", editing.briefing_item, name="briefing_item"),
    path("briefing-items/<slug:key>/act/", points.item_act, name="briefing_item_act"),
]
