"""Addresses of the interface."""

from django.urls import URLPattern, URLResolver, path

from huiyin.api import docs
from huiyin.api.app import api

urlpatterns: list[URLPattern | URLResolver] = [
    path("docs/", docs.docs, name="api_docs"),
    path("openapi.json", docs.description, name="api_description"),
    path("", api.urls),
]
