"""What the frame itself does: keep the choice of colours."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from huiyin.web.access import open_page
from huiyin.web.context import THEME_COOKIE, THEMES

YEAR = 365 * 24 * 3600


@open_page
@require_POST
def set_theme(request: HttpRequest) -> HttpResponse:
    """Keep the colours that a person chose in a cookie, or forget them for those of the system; go back."""
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure()):
        back = "/"
    response: HttpResponse = HttpResponse(status=204) if "fetch" in request.POST else HttpResponseRedirect(back)
    chosen = request.POST.get("theme", "")
    if chosen in THEMES:
        secure = settings.SESSION_COOKIE_SECURE
        response.set_cookie(THEME_COOKIE, chosen, max_age=YEAR, samesite="Lax", secure=secure, httponly=True)
    else:
        response.delete_cookie(THEME_COOKIE, samesite="Lax")
    return response
