"""The tour of the demo (导览): ten steps for each role; without log-in, and only in the demo."""

from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, gettext

from huiyin.demo import tour
from huiyin.demo.city.loading import PASSWORD
from huiyin.people.models import Role
from huiyin.web.access import demo_may_do_without, open_page
from huiyin.web.navigation import in_order, role_words
from huiyin.web.requests import PageRequest

CITIZEN = "citizen"  # who has no account and no role


@open_page
def demo_tour(request: PageRequest) -> HttpResponse:
    """Show the walk of one role: the one asked for, else the person's own, else that of the supervisor."""
    if not settings.ENVIRONMENT.demo:
        raise Http404
    known = [code for code, *_words in tour.roles()]
    own = [role for role in in_order(request.viewer.roles) if role in known]
    role = request.GET.get("role") or next(iter(own), Role.SUPERVISOR.value)
    walk = tour.walk_of(role, "en" if get_language() == "en" else "zh")
    if walk is None:
        raise Http404
    signed_in = getattr(request.user, "username", "")
    context = {
        "walk": walk,
        "tabs": [{"label": _name(each), "url": f"?role={each}", "current": each == role} for each in known],
        "signed_in": signed_in,
        "is_own": not walk.account or signed_in == walk.account,
        "log_in": f"{reverse('account_login')}?{urlencode({'next': request.get_full_path()})}",
        "password": PASSWORD if demo_may_do_without(request) else "",
    }
    return render(request, "demo/tour.html", context)


def _name(role: str) -> str:
    return gettext("Citizen") if role == CITIZEN else role_words(role)
