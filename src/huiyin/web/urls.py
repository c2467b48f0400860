"""Addresses of pages, by subject; each subject has a module of its own under `huiyin.web`."""

from django.urls import URLPattern, URLResolver, include, path

from huiyin.web import home
from huiyin.web.cases.moving import policy_move
from huiyin.web.desk.views import desk_page, opinions, reporting
from huiyin.web.notices.devices import notice_device_end, notice_device_renewed, notice_devices, notice_worker
from huiyin.web.notices.views import notices
from huiyin.web.policies.views import policies_page, policy_page
from huiyin.web.views import gallery, shell, tour

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
    path("desk/", desk_page, name="desk"),
    path("reporting/", reporting, name="reporting"),
    path("opinions/", opinions, name="opinions"),
    path("notices/", notices, name="notices"),
    path("notices/devices/", notice_devices, name="notice_devices"),
    path("notices/devices/worker.js", notice_worker, name="notice_worker"),
    path("notices/devices/renewed/", notice_device_renewed, name="notice_device_renewed"),
    path("notices/devices/<slug:key>/end/", notice_device_end, name="notice_device_end"),
    path("policies/", policies_page, name="policies"),
    path("policies/<str:name>/", policy_page, name="policy"),
    path("policies/<str:name>/move/", policy_move, name="policy_move"),
    path("", include("huiyin.web.sources.urls")),
    path("", include("huiyin.web.cases.urls")),
    path("", include("huiyin.web.suggestions.urls")),
    path("", include("huiyin.web.proof.urls")),
    path("", include("huiyin.web.ledger.urls")),
    path("", include("huiyin.web.statistics.urls")),
    path("", include("huiyin.web.public.urls")),
    path("", include("huiyin.web.congress.urls")),
    path("", include("huiyin.web.briefings.urls")),
    path("", include("huiyin.web.documents.urls")),
    path("demo/tour/", tour.demo_tour, name="demo_tour"),
    path("-/health/", home.health, name="health"),
    path("-/theme/", shell.set_theme, name="theme"),
    path("-/components/", gallery.gallery, name="gallery"),
    path("-/components/taken/", gallery.gallery_taken, name="gallery_taken"),
    path("-/components/due/", gallery.gallery_due, name="gallery_due"),
    path("-/components/errors/<int:status>/", gallery.gallery_error, name="gallery_error"),
    path("", include("huiyin.web.people.urls")),
    path("", include("huiyin.web.programs.urls")),
]
