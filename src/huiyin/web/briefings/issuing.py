"""Issuing, withdrawing, correcting, throwing away: each asks first and says what it will do."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from huiyin.congress import briefings_issuing as services
from huiyin.congress.briefings import drop_briefing
from huiyin.congress.models import Briefing
from huiyin.errors import CongressError, StaleWrite
from huiyin.web.access import page
from huiyin.web.briefings import common, forms
from huiyin.web.briefings.shown import marked
from huiyin.web.briefings.words import FIELDS, name_of, said
from huiyin.web.people.accounts import confirm
from huiyin.web.people.forms import posted
from huiyin.web.requests import PageRequest
from huiyin.web.secret_words import refuse_secret_in


@page("briefing.write", change="briefing.write")
def briefing_issue(request: PageRequest, key: str) -> HttpResponseBase:
    """Show what will be issued, what the check marks and what hinders it; issue it."""
    briefing = common.own_briefing_of(request, key)
    if not briefing.is_draft:
        messages.error(request, said(CongressError("briefing.issued")))
        return redirect("briefing_page", key)
    now = services.ready(briefing)
    digest = briefing.form == Briefing.Form.DIGEST
    number, total = services.next_numbers(briefing)
    first = {"on": briefing.on or request.today, "number": number, "total": total, "seen": now.seen}
    form = forms.IssueForm(posted(request), numbered=not digest, marked=bool(now.findings), initial=first)
    stale = False
    if request.method == "POST" and _fits(briefing, form, now):
        try:
            services.issue(briefing=briefing, by=request.viewer, at=timezone.now(), **form.cleaned_data)
        except StaleWrite:
            stale = True
            again = request.POST.copy()
            again["seen"] = now.seen
            form = forms.IssueForm(again, numbered=not digest, marked=bool(now.findings))
        except CongressError as error:
            field = FIELDS.get(error.code, "")
            if not refuse_secret_in(form, error):
                form.add_error(field if field in form.fields else None, said(error))
        else:
            messages.success(request, gettext("It is issued. Its words stay as they are."))
            return redirect("briefing_page", key)
    return _issue_page(request, briefing, form, now, stale=stale)


def _fits(briefing: Briefing, form: forms.IssueForm, now: services.Ready) -> bool:
    """Return whether nothing hinders what a form says; put all that does at its field."""
    form.is_valid()
    given = dict.fromkeys(("on", "number", "total", "reason")) | form.cleaned_data
    told = {name: given[name] for name in ("on", "number", "total", "reason")}
    for fault in services.issue_faults(briefing, **told, at=timezone.now(), now=now):
        field = FIELDS.get(fault.code, "")
        if field not in form.errors:
            form.add_error(field if field in form.fields else None, said(fault))
    return not form.errors


def _issue_page(
    request: PageRequest, briefing: Briefing, form: forms.IssueForm, now: services.Ready, *, stale: bool
) -> HttpResponse:
    texts = {"title": briefing.title, "note": briefing.note}
    texts |= dict(briefing.items.values_list("key", "text"))
    title = gettext("Issue")
    context: dict[str, Any] = {
        "briefing": briefing,
        "title": title,
        "text": name_of(briefing),
        "form": form,
        "stale": stale,
        "sheet": now.sheet,
        "hinders": [said(each) for each in now.hinders],
        "findings": [(each.where, marked(each, texts[each.where])) for each in now.findings],
        "crumbs": common.crumbs_of(briefing, (title, "")),
    }
    status = 409 if stale else 422 if form.errors else 200
    return render(request, "briefings/issue.html", context, status=status)


@page("briefing.write", change="briefing.write")
def briefing_withdraw(request: PageRequest, key: str) -> HttpResponseBase:
    """Withdraw what was issued, after asking for the reason."""
    briefing = common.own_briefing_of(request, key)
    form = forms.ReasonForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            services.withdraw(
                briefing=briefing, reason=form.cleaned_data["reason"], by=request.viewer, at=timezone.now()
            )
        except CongressError as error:
            if refuse_secret_in(form, error):
                pass
            elif error.code not in FIELDS:
                return common.too_late(request, briefing, error)
            else:
                form.add_error("reason", said(error))
        else:
            messages.success(request, gettext("It is withdrawn."))
            return redirect("briefing_page", key)
    return confirm(
        request,
        title=gettext("Withdraw “%(title)s”?") % {"title": name_of(briefing)},
        effects=[
            gettext("Whoever opens it sees that it is withdrawn, when and why."),
            gettext("It keeps its number; no other briefing gets it."),
        ],
        act=gettext("Withdraw it"),
        back=reverse("briefing_page", args=[key]),
        form=form,
    )


@require_POST
@page("briefing.write", change="briefing.write")
def briefing_correct(request: PageRequest, key: str) -> HttpResponseBase:
    """Begin a corrected one."""
    briefing = common.own_briefing_of(request, key)
    try:
        draft = services.correct(briefing=briefing, by=request.viewer, at=timezone.now())
    except CongressError as error:
        messages.error(request, said(error))
        return redirect("briefing_page", key)
    messages.success(request, gettext("This draft takes the place of the issued one as soon as it is issued."))
    return redirect("briefing_edit", draft.key)


@page("briefing.write", change="briefing.write")
def briefing_drop(request: PageRequest, key: str) -> HttpResponseBase:
    """Throw a draft away, after asking."""
    briefing = common.own_briefing_of(request, key)
    if request.method == "POST":
        try:
            drop_briefing(briefing=briefing, by=request.viewer, at=timezone.now())
        except CongressError as error:
            messages.error(request, said(error))
            return redirect("briefing_page", key)
        messages.success(request, gettext("The draft is thrown away."))
        return redirect(common.list_url(briefing.form))
    return confirm(
        request,
        title=gettext("Throw the draft “%(title)s” away?") % {"title": name_of(briefing)},
        effects=[gettext("What was edited in it is lost."), gettext("Records and statements stay as they are.")],
        act=gettext("Throw the draft away"),
        back=reverse("briefing_edit", args=[key]),
    )
