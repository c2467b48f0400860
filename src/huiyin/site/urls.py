"""All addresses of the site."""

from django.urls import URLPattern, URLResolver, include, path
from django.views.i18n import set_language

from huiyin.api import papers as papers_of_programs
from huiyin.api import problems
from huiyin.site import papers, sentences
from huiyin.web.access import open_page

# Programs get the words and the files of the pages: faces do not import one another, the site hands them over.
problems.TELLERS[:] = [sentences.sentence]
papers_of_programs.MAKERS.update(papers.makers())

urlpatterns: list[URLPattern | URLResolver] = [
    path("account/", include("huiyin.web.accounts.urls")),
    path("i18n/setlang/", open_page(set_language), name="set_language"),
    path("api/v1/", include("huiyin.api.urls")),
    path("", include("huiyin.web.urls")),
]

handler400 = "huiyin.web.errors.bad_request"
handler403 = "huiyin.web.errors.forbidden"
handler404 = "huiyin.web.errors.not_found"
handler429 = "huiyin.web.errors.too_many"  # allauth asks for it
handler500 = "huiyin.site.faults.server_error"
