"""The lists of briefings and of digests, and beginning one."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext, pgettext

from huiyin.congress.briefings import choose_remarks, start_briefing
from huiyin.congress.briefings_selectors import briefings_visible_to, choices_of, own_sessions, remarks_of
from huiyin.congress.digests import start_digest
from huiyin.congress.models import Briefing, Session
from huiyin.people.permissions import may
from huiyin.web.access import page
from huiyin.web.briefings import common, forms
from huiyin.web.briefings.words import LIGHTS, name_of, scope_words
from huiyin.web.congress.common import crumbs
from huiyin.web.congress.words import session_title
from huiyin.web.people.forms import posted
from huiyin.web.requests import PageRequest

PAGE = 200  # newest ones that a list shows


@page("briefing.view")
def briefings(request: PageRequest) -> HttpResponse:
    """Show the briefings, drafts first, then the newest."""
    return _list(request, Briefing.Form.BRIEFING)


@page("briefing.view")
def digests(request: PageRequest) -> HttpResponse:
    """Show the digests."""
    return _list(request, Briefing.Form.DIGEST)


def _list(request: PageRequest, form: Briefing.Form) -> HttpResponse:
    rows = briefings_visible_to(request.viewer).filter(form=form).select_related("issued_by")
    found = sorted(rows.order_by("-session__opens_on", "-number", "-pk")[:PAGE], key=lambda row: not row.is_draft)
    digest = form == Briefing.Form.DIGEST
    context = {
        "title": pgettext("navigation", "Digest") if digest else pgettext("navigation", "Briefings"),
        "digest": digest,
        "rows": [
            {"row": row, "name": name_of(row), "of": scope_words(row), "light": LIGHTS[row.state]} for row in found
        ],
        "session": session_title,
        "may_write": may(request.viewer, "briefing.write"),
        "new_url": reverse("digest_new" if digest else "briefing_new"),
        "tabs": [
            {"label": pgettext("navigation", "Briefings"), "url": reverse("briefings"), "current": not digest},
            {"label": pgettext("navigation", "Digest"), "url": reverse("digest"), "current": digest},
        ],
    }
    return render(request, "briefings/list.html", context)


@page("briefing.write", change="briefing.write")
def briefing_new(request: PageRequest) -> HttpResponseBase:
    """Begin a briefing of a meeting, a delegation or a day, with all its remarks in it or none."""
    return _new(request, Briefing.Form.BRIEFING)


@page("briefing.write", change="briefing.write")
def digest_new(request: PageRequest) -> HttpResponseBase:
    """Begin a digest; what is confirmed is put in at once."""
    return _new(request, Briefing.Form.DIGEST)


def _new(request: PageRequest, kind: Briefing.Form) -> HttpResponseBase:
    sessions = list(own_sessions(request.viewer)[:12])
    session = next(
        (each for each in sessions if each.key == request.GET.get("session")), sessions[0] if sessions else None
    )
    digest = kind == Briefing.Form.DIGEST
    title = gettext("Begin a digest") if digest else gettext("Begin a briefing")
    label = pgettext("navigation", "Digest") if digest else pgettext("navigation", "Briefings")
    context: dict[str, Any] = {
        "title": title,
        "digest": digest,
        "sessions": [(each.key, session_title(each)) for each in sessions],
        "session": session,
        "back": common.list_url(kind),
        "crumbs": crumbs((label, common.list_url(kind)), (title, "")),
    }
    choices = choices_of(session) if session else None
    if session is None or choices is None or not choices.meetings:
        return render(request, "briefings/begin.html", context)
    form = forms.BeginForm(posted(request), choices=choices, whole=digest, initial={"of": request.GET.get("of", "")})
    if request.method == "POST" and form.is_valid():
        begun = _begun(request, session, kind, form)
        messages.success(request, _begun_words(begun))
        return redirect("briefing_edit", begun.key)
    return render(request, "briefings/begin.html", {**context, "form": form}, status=422 if form.errors else 200)


def _begun_words(begun: Briefing) -> str:
    """Return what was made, and how much is in it; a digest counts its statements on its own page."""
    if begun.form == Briefing.Form.DIGEST:
        return gettext("The digest is begun. Edit it below, then issue it.")
    n = begun.items.count()
    return ngettext(
        "The draft is begun, with %(n)d item in it. Edit it below, then issue it.",
        "The draft is begun, with %(n)d items in it. Edit them below, then issue it.",
        n,
    ) % {"n": n}


def _begun(request: PageRequest, session: Session, kind: Briefing.Form, form: forms.BeginForm) -> Briefing:
    common_values: dict[str, Any] = {"session": session, "by": request.viewer, "at": timezone.now()}
    common_values |= {"title": form.cleaned_data["title"], **form.of_what()}
    if kind == Briefing.Form.DIGEST:
        return start_digest(**common_values)
    briefing = start_briefing(form=kind, **common_values)
    if request.POST.get("with") == "all":
        choose_remarks(briefing=briefing, remarks=remarks_of(briefing), at=timezone.now())
    return briefing
