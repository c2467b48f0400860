"""Addresses of suggestions: a deputy's own, the secretariat's desk, letters and promises of replies."""

from django.urls import path

from huiyin.web.suggestions import desk, drafts, importing, own, replies, statistics

urlpatterns = [
    path("suggestions/", desk.suggestions, name="suggestions"),
    path("suggestions/export.xlsx", desk.suggestions_export, name="suggestions_export"),
    path("suggestions/statistics/", statistics.suggestions_statistics, name="suggestions_statistics"),
    path("suggestions/paper/", drafts.suggestion_paper, name="suggestion_paper"),
    path("suggestions/import/", importing.suggestion_import, name="suggestion_import"),
    path("suggestions/import/carry-out/", importing.suggestion_take, name="suggestion_take"),
    path("suggestions/import/template.xlsx", importing.suggestion_template, name="suggestion_template"),
    path("my/suggestions/", own.my_suggestions, name="my_suggestions"),
    path("my/suggestions/new/", drafts.file_suggestion, name="file_suggestion"),
    path("my/cosign/", own.cosign, name="cosign"),
    path("my/cosign/<str:key>/", own.cosign_one, name="cosign_one"),
    path("my/evaluate/", own.evaluate_list, name="evaluate"),
    path("my/evaluate/<str:key>/", own.evaluate_one, name="evaluate_one"),
    path("drafts/<str:key>/", drafts.suggestion_draft, name="suggestion_draft"),
    path("drafts/<str:key>/cosigners/", drafts.suggestion_invite, name="suggestion_invite"),
    path("drafts/<str:key>/files/<str:file>/", drafts.suggestion_file_drop, name="suggestion_file_drop"),
    path("drafts/<str:key>/drop/", drafts.suggestion_drop, name="suggestion_drop"),
    path("drafts/<str:key>/file/", drafts.suggestion_file, name="suggestion_file"),
    path("cases/<str:key>/replies/<int:position>/", replies.reply_letter, name="reply_letter"),
    path(
        "cases/<str:key>/replies/<int:position>/letter.<str:form>", replies.reply_letter_file, name="reply_letter_file"
    ),
    path("cases/<str:key>/promises/", replies.reply_promises, name="reply_promises"),
]
