"""What was sent while the password was asked once more (待确认的提交): kept by a key of its own, done once.

Allauth keeps one request in a session, so that two tabs that both wait for the password would take each other's away.
"""

import secrets

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.reauthentication import STATE_SESSION_KEY
from allauth.core.internal.httpkit import serialize_request
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseRedirect
from django.utils.http import urlencode

KEPT = "kept_forms"  # in the session: by key, the newest last
MOST = 5  # tabs that wait at once; of more the oldest is forgotten
ASKED = "kept"  # the key, in the address of the page that asks for the password


def ask_first(request: HttpRequest) -> HttpResponseRedirect:
    """Keep what was sent, and send to the page that asks who one is."""
    methods = get_adapter().get_reauthentication_methods(request.user)
    if not methods:
        raise PermissionDenied
    asked = {REDIRECT_FIELD_NAME: request.get_full_path()}
    if request.method == "POST":
        key = secrets.token_urlsafe(9)
        kept = {**request.session.get(KEPT, {}), key: serialize_request(request)}
        request.session[KEPT] = dict(list(kept.items())[-MOST:])
        asked[ASKED] = key
    return HttpResponseRedirect(f"{methods[0]['url']}?{urlencode(asked)}")


def hand_over(request: HttpRequest) -> bool:
    """Give what was kept under the asked key to allauth, which does it next; return False where it is gone."""
    key = request.GET.get(ASKED, "")
    if not key:
        return True
    kept = dict(request.session.get(KEPT, {}))
    sent = kept.pop(key, None)
    request.session[KEPT] = kept
    request.session.pop(STATE_SESSION_KEY, None)
    if sent is not None:
        request.session[STATE_SESSION_KEY] = {"request": sent}
    return sent is not None


def with_key(url: str, request: HttpRequest) -> str:
    """Return the address of another way to say who one is, with the same key."""
    key = request.GET.get(ASKED, "")
    return f"{url}{'&' if '?' in url else '?'}{urlencode({ASKED: key})}" if key else url
