"""Addresses of sources and their review."""

from django.urls import path

from huiyin.web.sources import acting, adding, listing, reviewing, showing

urlpatterns = [
    path("sources/", listing.sources, name="sources"),
    path("sources/new/", adding.source_new, name="source_new"),
    path("sources/new/<slug:token>/", adding.source_proposed, name="source_proposed"),
    path("sources/figures/", reviewing.review_figures_page, name="review_figures"),
    path("sources/<slug:key>/", showing.source, name="source"),
    path("sources/<slug:key>/progress/", showing.source_progress, name="source_progress"),
    path("sources/<slug:key>/retry/", showing.source_retry, name="source_retry"),
    path("sources/<slug:key>/original/", showing.source_original, name="source_original"),
    path("sources/<slug:key>/gold/", showing.source_gold, name="source_gold"),
    path("sources/<slug:key>/withdraw/", showing.source_withdraw, name="source_withdraw"),
    path("sources/<slug:key>/share/", showing.source_share, name="source_share"),
    path("sources/<slug:key>/reread/", reviewing.source_reread, name="source_reread"),
    path("sources/<slug:key>/review/", reviewing.review, name="review"),
    path("sources/<slug:key>/review/changes/", reviewing.review_changes, name="review_changes"),
    path("sources/<slug:key>/review/confirm/", acting.section_confirm, name="section_confirm"),
    path("sources/<slug:key>/review/differences/", reviewing.review_differences, name="review_differences"),
    path("sources/<slug:key>/review/undo/", acting.review_undo, {"way": "undo"}, name="review_undo"),
    path("sources/<slug:key>/review/redo/", acting.review_undo, {"way": "redo"}, name="review_redo"),
    path("statements/<slug:key>/", showing.statement, name="statement"),
    path("statements/<slug:key>/card/", reviewing.statement_card, name="statement_card"),
    path("statements/<slug:key>/<slug:act>/", acting.statement_act, name="statement_act"),
]
