"""Addresses of documents: templates, the ledger as a Word table, plans, hand-over lists, the yearly report."""

from django.urls import path

from huiyin.web.documents import hand_over, ledger, plan, templates, yearly

urlpatterns = [
    path("documents/templates/", templates.word_templates, name="word_templates"),
    path("documents/templates/<str:kind>/", templates.word_template, name="word_template"),
    path("documents/templates/<str:kind>/back/", templates.word_template_back, name="word_template_back"),
    path("documents/templates/<str:kind>/<str:which>.docx", templates.word_template_file, name="word_template_file"),
    path("ledger/table.docx", ledger.ledger_table, name="ledger_table"),
    path("sources/<str:key>/plan/", plan.plan, name="plan"),
    path("sources/<str:key>/plan.docx", plan.plan_word, name="plan_word"),
    path("sources/<str:key>/plan.xlsx", plan.plan_workbook, name="plan_workbook"),
    path("suggestions/hand-over/", hand_over.hand_over, name="hand_over"),
    path("suggestions/hand-over.docx", hand_over.hand_over_word, name="hand_over_word"),
    path("suggestions/hand-over.xlsx", hand_over.hand_over_workbook, name="hand_over_workbook"),
    path("suggestions/report/", yearly.yearly, name="yearly"),
    path("suggestions/report/made/", yearly.yearly_made, name="yearly_made"),
    path("suggestions/report.docx", yearly.yearly_word, name="yearly_word"),
]
