"""The page of a case, and the one address at which every step of every policy is taken."""

from contextlib import ExitStack
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from huiyin.congress.replying import co_views
from huiyin.errors import LedgerError, StaleWrite, StepRefused
from huiyin.ledger import files
from huiyin.ledger.cases import act
from huiyin.ledger.filling import given_of
from huiyin.ledger.models import Attachment, Case, Watch
from huiyin.ledger.notices import read_notices
from huiyin.ledger.relations import visible_cases
from huiyin.ledger.reply_gaps import with_view
from huiyin.ledger.scanning import look_at_uploads
from huiyin.ledger.unlikely_figures import ask_if_unlikely
from huiyin.ledger.unwritable import if_it_can
from huiyin.people.models import Account
from huiyin.people.permissions import may
from huiyin.policy.model import Transition
from huiyin.web.access import page
from huiyin.web.cases.forms import REPLIES, StepForm
from huiyin.web.cases.page import case_context
from huiyin.web.cases.view import CaseView
from huiyin.web.cases.words import refused_words, step_words
from huiyin.web.requests import PageRequest

TAKE = "take"  # the name of the keys that take a co-handler's words into the text
require_safe_or_post = require_http_methods(["GET", "HEAD", "POST"])


def _case_view(request: PageRequest, key: str) -> CaseView:
    cases = visible_cases(request.viewer).select_related("entry", "place", "lead_unit", "turn_unit", "previous")
    case = get_object_or_404(cases, key=key)
    return CaseView.of(case, request.viewer, today=request.today, at=timezone.now())


@page("case.view")
@require_GET
def case_page(request: PageRequest, key: str) -> HttpResponse:
    """Show a case; `?step=` opens the form of a step, `?print=1` shows everything at once."""
    view = _case_view(request, key)
    if_it_can(lambda: read_notices(request.viewer.account_id, at=view.at, case=view.case), 0)
    asked = request.GET.get("step", "")
    chosen = asked if any(each.action == asked for each in view.steps) else ""
    return _shown(request, view, chosen=chosen, everything="print" in request.GET or "all" in request.GET)


def _shown(request: PageRequest, view: CaseView, *, status: int = 200, **options: Any) -> HttpResponse:
    context = case_context(view, **options)
    if context["conflict"] and not context["conflict"]["again"]:  # what was done meanwhile has closed this step
        context["form"] = None
    context["may_act"] = may(request.viewer, "case.act")
    return render(request, "cases/case.html", context, status=status)


@page("case.view", change="case.act")
@require_safe_or_post
def take_step(request: PageRequest, key: str, action: str) -> HttpResponseBase:
    """Take a step; on a stale page, a refusal or a fault the page comes back with all that was typed.

    Whoever only looks here, coming back from the log-in page or reading a refusal anew, is led to the case.
    """
    view = _case_view(request, key)
    transition = view.transition(action)
    if transition is None:
        raise Http404
    if request.method != "POST":
        return _not_sent(request, view, transition)
    if TAKE in request.POST:
        return _with_view(request, view, transition)
    form = view.form(transition, request.POST, request.FILES)
    complete = form.is_valid()
    seen = form.cleaned_data.get("version")
    if seen is not None and seen != view.case.version:
        return _stale(request, view, transition, seen)
    if not complete:
        if not any(each.action == action for each in view.steps):
            raise PermissionDenied
        return _shown(request, view, status=422, chosen=action, form=form)
    try:
        _take(request, view, transition, form)
    except StaleWrite:
        return _stale(request, _case_view(request, key), transition, view.case.version)
    except StepRefused as error:
        if error.code == "step.wrong_role":
            raise PermissionDenied from error
        return _refused(request, view, action, form, error)
    except LedgerError as error:
        return _refused(request, view, action, form, error)
    messages.success(request, gettext("Done: %(step)s.") % {"step": step_words(transition)}, extra_tags=request.path)
    return _back(request, key)


def _with_view(request: PageRequest, view: CaseView, transition: Transition) -> HttpResponse:
    """Show the form as it was typed, with the words of a co-handler in its text; no step is taken."""
    if transition.action not in REPLIES or not any(each.action == transition.action for each in view.steps):
        raise PermissionDenied
    wanted = [each for each in co_views(view.case) if str(each.position) == request.POST[TAKE]]
    typed = request.POST.copy()
    for each in wanted:
        typed["text"] = with_view(typed.get("text", "").replace("\r\n", "\n"), each.unit.label, each.text)
    form = view.form(transition, None, initial={name: typed[name] for name in typed if name != "version"})
    form.fields["text"].widget.attrs["data-fresh"] = "1"  # what this browser kept of it is older
    return _shown(request, view, chosen=transition.action, form=form, taken=wanted[0] if wanted else None)


def _not_sent(request: PageRequest, view: CaseView, transition: Transition) -> HttpResponseRedirect:
    """Lead to the case, with the form of the step open where it may be taken, and say that nothing was done."""
    case, said = reverse("case", args=[view.case.key]), {"step": step_words(transition)}
    if any(each.action == transition.action for each in view.steps):
        told = gettext(
            "Opening this page sends nothing. The form of “%(step)s” is below; what was done already stands in the "
            "trail."
        )
        messages.info(request, told % said)
        return HttpResponseRedirect(f"{case}?step={transition.action}#step")
    messages.info(request, gettext("“%(step)s” cannot be done now. Below is how the case stands.") % said)
    return HttpResponseRedirect(case)


def _take(request: PageRequest, view: CaseView, transition: Transition, form: StepForm) -> None:
    """Keep the files and take the step, both or neither."""
    ask_if_unlikely(view.case, transition.action, form.filled(), sure=form.sure)
    look_at_uploads(form.uploads())
    with ExitStack() as undo, transaction.atomic():
        kept: list[Attachment] = []
        undo.callback(files.discard, kept)
        account = Account.objects.get(pk=request.viewer.account_id)
        for upload in form.uploads():
            kept.append(files.keep_file(upload, stream_key=view.case.key, by=account, at=view.at))
        given = given_of(view.case, transition.action, form.filled(), attachments=kept)
        act(
            case=view.case,
            action=transition.action,
            given=given,
            by=request.viewer,
            at=view.at,
            expected=form.cleaned_data["version"],
        )
        undo.pop_all()


def _refused(request: PageRequest, view: CaseView, action: str, form: StepForm, error: LedgerError) -> HttpResponse:
    """Show the page with why the step was not taken, on the field that is meant where there is one."""
    sentence = refused_words(error, today=request.today, rules=view.rules)
    field = str(error.values.get("need") or ("evidence" if error.code.startswith("file.") else ""))
    if error.code in ("step.value_lower", "step.value_far"):
        form.ask_if_right()
    if field in form.fields:
        form.add_error(field, sentence)
        return _shown(request, view, status=422, chosen=action, form=form)
    return _shown(request, view, status=422, chosen=action, form=form, refused=sentence)


def _stale(request: PageRequest, view: CaseView, transition: Transition, seen: int) -> HttpResponse:
    """Show what was done since, and below it what was typed here, ready to be sent for the new version."""
    again = request.POST.copy()
    again["version"] = str(view.case.version)
    form = view.form(transition, again)
    return _shown(request, view, status=409, chosen=transition.action, form=form, stale_since=seen)


def _back(request: HttpRequest, key: str) -> HttpResponseRedirect:
    """Go to the case, or to the desk where it is no longer ours to see."""
    viewer = request.viewer  # type: ignore[attr-defined]
    return redirect("case", key) if visible_cases(viewer).filter(key=key).exists() else redirect("desk")


@page("case.view", change="own.change")
@require_safe_or_post
def watch(request: PageRequest, key: str) -> HttpResponseBase:
    """Follow a case, or no longer; whoever only looks here is led to the case."""
    case: Case = get_object_or_404(visible_cases(request.viewer), key=key)
    if request.method != "POST":
        messages.info(request, gettext("Nothing was changed. Whether you follow the case is decided on this page."))
        return redirect("case", key)
    watched, made = Watch.objects.get_or_create(case=case, account_id=request.viewer.account_id)
    if not made:
        watched.delete()
    said = (
        gettext("You follow this case: its changes come to your notices.") if made else gettext("No longer followed.")
    )
    messages.success(request, said)
    return redirect(reverse("case", args=[key]))
