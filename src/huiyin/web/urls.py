"""Addresses of pages, by subject; each subject has a module of its own under `huiyin.web`."""

from django.urls import URLPattern, URLResolver, path

from huiyin.web import home

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
    path("desk/", home.desk, name="desk"),
    path("-/health/", home.health, name="health"),
]
