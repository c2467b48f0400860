"""Addresses of the ledger list and of search."""

from django.urls import path

from huiyin.web.ledger import bulk, exporting, saved, searching, views

urlpatterns = [
    path("ledger/", views.ledger, name="ledger"),
    path("ledger/export/", exporting.ledger_export, name="ledger_export"),
    path("ledger/views/", saved.view_save, name="ledger_view_save"),
    path("ledger/views/<int:pk>/delete/", saved.view_delete, name="ledger_view_delete"),
    path("ledger/bulk/", bulk.ledger_bulk, name="ledger_bulk"),
    path("search/", searching.search, name="search"),
]
