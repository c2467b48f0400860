"""Addresses of statistics."""

from django.urls import path

from huiyin.web.statistics import views

urlpatterns = [
    path("statistics/", views.statistics_page, name="statistics"),
    path("statistics/export/", views.statistics_export, name="statistics_export"),
]
