"""The way in: the front door and the check that the site is alive."""

from django.conf import settings
from django.db import connection
from django.http import HttpResponseBase, JsonResponse
from django.shortcuts import redirect

from huiyin.web.access import open_page
from huiyin.web.navigation import landing
from huiyin.web.requests import PageRequest


@open_page
def home(request: PageRequest) -> HttpResponseBase:
    """Send who is signed in to the first page of the bar, others to the public pages or else to the log-in."""
    if request.user.is_authenticated:
        return redirect(landing(request.viewer.roles))
    return redirect("public_home" if settings.PUBLIC_PAGES else "account_login")


@open_page
def health(request: PageRequest) -> JsonResponse:
    """Say whether the database answers; for whoever watches the service."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"ok": True})
