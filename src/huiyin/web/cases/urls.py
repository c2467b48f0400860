"""Addresses of cases, their files, and of making tasks."""

from django.urls import path

from huiyin.web import files
from huiyin.web.cases import importing, making, moving, views

urlpatterns = [
    path("imports/plan/", importing.import_plan, name="import_plan"),
    path("imports/cases/", importing.import_older, name="import_older"),
    path("cases/<str:key>/", views.case_page, name="case"),
    path("cases/<str:key>/policy/", moving.case_move, name="case_move"),
    path("cases/<str:key>/watch/", views.watch, name="case_watch"),
    path("cases/<str:key>/steps/<str:action>/", views.take_step, name="case_step"),
    path("files/<str:key>/", files.attachment, name="attachment"),
    path("sources/<str:key>/tasks/", making.source_tasks, name="source_tasks"),
]
