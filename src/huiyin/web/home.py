"""The way in: the front door, the desk (工作台) and the check that the site is alive."""

from django.db import connection
from django.http import HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render

from huiyin.web.access import open_page, page
from huiyin.web.requests import PageRequest


@open_page
def home(request: PageRequest) -> HttpResponseBase:
    """Send who is signed in to the desk, everybody else to the log-in page."""
    return redirect("desk" if request.user.is_authenticated else "account_login")


@page("desk.view")
def desk(request: PageRequest) -> HttpResponse:
    """Show what waits for the viewer."""
    return render(request, "desk/desk.html", {})


@open_page
def health(request: PageRequest) -> JsonResponse:
    """Say whether the database answers; for whoever watches the service."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"ok": True})
