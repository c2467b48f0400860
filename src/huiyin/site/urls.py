"""All addresses of the site."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("account/", include("huiyin.web.accounts.urls")),
    path("i18n/", include("django.conf.urls.i18n")),
    path("api/v1/", include("huiyin.api.urls")),
    path("", include("huiyin.web.urls")),
]

handler400 = "huiyin.web.errors.bad_request"
handler403 = "huiyin.web.errors.forbidden"
handler404 = "huiyin.web.errors.not_found"
handler429 = "huiyin.web.errors.too_many"  # allauth asks for it
handler500 = "huiyin.web.errors.server_error"
