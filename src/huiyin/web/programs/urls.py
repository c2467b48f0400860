"""Addresses of the pages about programs."""

from django.urls import URLPattern, URLResolver, path

from huiyin.web.programs import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("programs/", views.programs, name="programs"),
    path("programs/tokens/new/", views.token_new, name="token_new"),
    path("programs/tokens/<slug:key>/end/", views.token_end, name="token_end"),
    path("programs/webhooks/new/", views.webhook_new, name="webhook_new"),
    path("programs/webhooks/<slug:key>/", views.webhook_page, name="webhook"),
    path("programs/webhooks/<slug:key>/active/", views.webhook_active, name="webhook_active"),
    path("programs/tellings/<slug:key>/again/", views.telling_again, name="telling_again"),
]
