"""A step for many cases at once (批量办理): who can take it is said before, what came of it after."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext, ngettext, pgettext
from django.views.decorators.http import require_POST

from huiyin.errors import LedgerError, SecretText
from huiyin.ledger import policies
from huiyin.ledger.bulk import MOST, Split, act_on_many, who_can
from huiyin.ledger.filling import given_of
from huiyin.ledger.models import Case
from huiyin.ledger.relations import visible_cases
from huiyin.people.models import Role
from huiyin.people.permissions import may
from huiyin.people.viewer import Viewer
from huiyin.policy.model import Transition
from huiyin.web.access import page
from huiyin.web.cases.forms import StepForm
from huiyin.web.cases.setting import Setting
from huiyin.web.cases.words import refused_words
from huiyin.web.errors import error_page
from huiyin.web.links import link
from huiyin.web.requests import PageRequest
from huiyin.web.secret_words import refuse_secret_in
from huiyin.web.sentences import action_words, named

# Steps that make sense for many at once: what they are given is the same for all, and no evidence is asked.
OFFERED: dict[str, tuple[str, ...]] = {
    "remind": (Role.SUPERVISOR,),
    "supervise": (Role.SUPERVISOR, Role.LEADER),
    "assign": (Role.SUPERVISOR, Role.SECRETARY),
    "accept": (Role.UNIT_HANDLER, Role.UNIT_HEAD),
}
WORDS_OF = "commitment.general"
REFUSED_SHOWN = 10


def actions_of(viewer: Viewer) -> list[dict[str, Any]]:
    """Return the buttons of the bar for a viewer; whether a case can take the step is looked at once it is asked."""
    if not may(viewer, "case.bulk"):
        return []
    rules = policies.current_policy(WORDS_OF)
    offered = [action for action, roles in OFFERED.items() if viewer.has(*roles)]
    return [
        {"value": action, "label": gettext("%(step)s…") % {"step": action_words(action, rules)}, "primary": n == 0}
        for n, action in enumerate(offered)
    ]


@page("ledger.view", change="case.bulk")
@require_POST
def ledger_bulk(request: PageRequest) -> HttpResponseBase:
    """Show what a step will do to the cases that were picked; sent from that page, take it."""
    action = request.POST.get("action", "")
    keys = request.POST.getlist("id")[:MOST]
    back = _back(request)
    if action not in OFFERED or not keys:
        messages.error(request, gettext("Pick at least one case."))
        return redirect(back)
    cases = list(visible_cases(request.viewer).filter(key__in=keys).select_related("place", "entry", "lead_unit"))
    split = who_can(cases=cases, action=action, viewer=request.viewer, at=timezone.now())
    if not split.can and "confirmed" in request.POST:
        return _too_late(request, back)
    if not split.can:
        messages.error(request, _none_can(split))
        return redirect(back)
    transition = _transition(split.can[0], action)
    form = _form(request, split.can[0], transition)
    if "confirmed" in request.POST and form.is_valid():
        return _taken(request, split, transition, form, back)
    return _asked(request, split, transition, form, back)


def _none_can(split: Split) -> str:
    """Return that no case can take the step, with the stage at which each stands."""
    shown = [
        gettext("%(case)s stands at “%(stage)s”") % {"case": case.number or case.title, "stage": _stage(case)}
        for case, _code in split.cannot[:REFUSED_SHOWN]
    ]
    more = "…" if len(split.cannot) > REFUSED_SHOWN else ""
    listed = pgettext("between items", ", ").join(shown) + more
    return gettext("None of the cases picked can take this step now: %(listed)s") % {"listed": listed}


def _stage(case: Case) -> str:
    stage = policies.policy_version(case.policy, case.policy_version).stage(case.stage)
    return named(stage.names) if stage else case.stage


def _why(request: PageRequest, case: Case, error: LedgerError) -> str:
    rules = policies.policy_version(case.policy, case.policy_version)
    why = refused_words(error, today=request.today, rules=rules)
    return gettext("Not done for %(case)s: %(why)s") % {"case": str(case), "why": why}


def _too_late(request: PageRequest, back: str, reasons: Sequence[str] = ()) -> HttpResponse:
    """Give back what was typed for a step that none of the cases can take any more."""
    said = (
        gettext("None of the cases picked can take this step any more"),
        gettext("Nothing was done. What you wrote is below.")
        if reasons
        else gettext(
            "Somebody, perhaps you in another window, has changed them since the page was opened; nothing was done. "
            "What you wrote is below."
        ),
    )
    return error_page(request, 409, said=said, reasons=reasons, back=back, back_words=gettext("Back to the list"))


def _transition(case: Case, action: str) -> Transition:
    rules = policies.policy_version(case.policy, case.policy_version)
    return next(each for each in rules.transitions if each.action == action)


def _form(request: PageRequest, case: Case, transition: Transition) -> StepForm:
    """Return the form of the step, as for the first case; each is the same for all of them."""
    rules = policies.policy_version(case.policy, case.policy_version)
    setting = Setting(case, transition, rules, request.viewer, request.today)
    sent = (request.POST,) if "confirmed" in request.POST else ()
    return StepForm(setting, *sent, initial={"version": case.version})


def _asked(request: PageRequest, split: Split, transition: Transition, form: StepForm, back: str) -> HttpResponse:
    n, step = len(split.can), named(transition.names)
    context = {
        "title": ngettext("%(step)s: %(n)d case", "%(step)s: %(n)d cases", n) % {"step": step, "n": n},
        "act": ngettext("%(step)s for %(n)d case", "%(step)s for %(n)d cases", n) % {"step": step, "n": n},
        "action": transition.action,
        "can": [(case, link("case", case.key)) for case in split.can],
        "cannot": [(case, link("case", case.key), _stage(case)) for case, _code in split.cannot[:REFUSED_SHOWN]],
        "cannot_total": len(split.cannot),
        "form": form,
        "back": back,
        "source": transition.source,
        "come_back": back,  # this address takes no more than a form
    }
    return render(request, "ledger/bulk.html", context, status=422 if form.errors else 200)


def _taken(request: PageRequest, split: Split, transition: Transition, form: StepForm, back: str) -> HttpResponseBase:
    seen = dict(each.rpartition(":")[::2] for each in request.POST.getlist("seen"))
    versions = {key: int(version) for key, version in seen.items() if version.isdecimal()}
    given = given_of(split.can[0], transition.action, form.filled())
    taken = act_on_many(
        cases=split.can,
        action=transition.action,
        given=given,
        by=request.viewer,
        at=timezone.now(),
        versions=versions,
    )
    secret = [error for _case, error in taken.refused if isinstance(error, SecretText)]
    if secret and not taken.done:  # what was typed is refused for each of them
        refuse_secret_in(form, secret[0])
        return _asked(request, split, transition, form, back)
    step, n = named(transition.names), len(taken.done)
    reasons = [_why(request, case, error) for case, error in taken.refused[:REFUSED_SHOWN]]
    if (more := len(taken.refused) - REFUSED_SHOWN) > 0:
        reasons.append(gettext("Not done for %(n)d more cases.") % {"n": more})
    if not n:
        return _too_late(request, back, reasons)
    done = ngettext("Done for %(n)d case: %(step)s.", "Done for %(n)d cases: %(step)s.", n)
    messages.success(request, done % {"n": n, "step": step})
    for reason in reasons:
        messages.error(request, reason)
    return redirect(back)


def _back(request: PageRequest) -> str:
    """Return the list from which the cases were picked, of this site only."""
    back = request.POST.get("back", "")
    if url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure()):
        return back
    return link("ledger")
