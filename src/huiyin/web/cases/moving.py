"""Moving cases to another version of their rules: one from its page, many from the policy's, each shown beforehand."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext, ngettext, pgettext

from huiyin.errors import HuiyinError, LedgerError, StaleWrite, StepRefused
from huiyin.ledger import moving, policies
from huiyin.ledger.bulk import MOST
from huiyin.ledger.models import Case
from huiyin.ledger.relations import visible_cases
from huiyin.people.models import Unit
from huiyin.people.permissions import may
from huiyin.people.viewer import Viewer
from huiyin.policy.model import Policy, Refusal
from huiyin.web.access import page
from huiyin.web.cases.words import fault_words
from huiyin.web.forms import Form
from huiyin.web.links import link
from huiyin.web.requests import PageRequest
from huiyin.web.sentences import named, refusal_words

SHOWN = 200  # cases in one page of many


class MoveForm(Form):
    """Why a case is moved to other rules; the trail keeps it."""

    reason = forms.CharField(min_length=moving.LEAST_REASON, max_length=2000, widget=forms.Textarea({"rows": 3}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = gettext("Reason")
        self.fields["reason"].help_text = gettext("Stands in the trail of the case, beside the days before and after.")


def move_link(case: Case, viewer: Viewer) -> dict[str, Any] | None:
    """Return the way to other rules for a case's page: its address, and whether newer ones are in force."""
    if case.closed or not may(viewer, "case.move"):
        return None
    if not moving.movable_cases(viewer).filter(pk=case.pk).exists():
        return None
    now = policies.current_policy(policies.policy_id(case.case_type))
    newer = (now.id, now.version) != (case.policy, case.policy_version)
    if not newer and not moving.versions_for(case):
        return None
    return {"url": link("case_move", case.key), "newer": newer}


@page("case.move", change="case.move")
def case_move(request: PageRequest, key: str) -> HttpResponseBase:
    """Show what moving a case to other rules would change, `?to=` which; a POST moves it."""
    case = _case(request, key)
    versions = moving.versions_for(case)
    asked = request.POST.get("to") or request.GET.get("to") or ""
    chosen = next((each for each in versions if _name(each) == asked), None)
    if asked and chosen is None:
        raise Http404
    chosen = chosen or (versions[0] if versions else None)
    form = MoveForm(request.POST) if request.method == "POST" else MoveForm()
    refused, status = "", 200
    if request.method == "POST" and chosen is not None:
        seen = request.POST.get("version", "")
        expected = int(seen) if seen.isascii() and seen.isdigit() else -1
        refused, status = _moved(request, case, chosen, form, expected)
        if not status:
            said = gettext("The case now runs by %(name)s %(version)s.")
            messages.success(request, said % {"name": named(chosen.names), "version": chosen.version[:8]})
            return redirect("case", case.key) if _visible(request, case) else redirect("policies")
        case = _case(request, key)
    return render(
        request, "policies/move_case.html", _context(request, case, versions, chosen, form, refused), status=status
    )


def _case(request: PageRequest, key: str) -> Case:
    """Return an open case whose rules the viewer may change; one that is only visible is forbidden."""
    case = moving.movable_cases(request.viewer).filter(key=key).first()
    if case is None:
        get_object_or_404(visible_cases(request.viewer), key=key)
        raise PermissionDenied
    return case


def _visible(request: PageRequest, case: Case) -> bool:
    return visible_cases(request.viewer).filter(pk=case.pk).exists()


def _moved(request: PageRequest, case: Case, to: Policy, form: MoveForm, expected: int) -> tuple[str, int]:
    """Move the case; return why not and the status of the page, 0 where it was moved."""
    if not form.is_valid():
        return "", 422
    told: dict[str, Any] = {"reason": form.cleaned_data["reason"], "by": request.viewer, "at": timezone.now()}
    try:
        moving.move_case(case=case, to=to, expected=expected, **told)
    except StaleWrite:
        return gettext(
            "Somebody, perhaps you in another window, has just changed this case. "
            "Look at what would change now, and send it again."
        ), 409
    except StepRefused as error:
        return move_words(error, to, request.today), 422
    return "", 0


def move_words(error: HuiyinError, rules: Policy, today: date) -> str:
    """Return why a case cannot be moved."""
    if error.code.startswith("step."):
        values = {name: value for name, value in error.values.items() if isinstance(value, (str, int, date))}
        return refusal_words(Refusal(error.code.removeprefix("step."), values), policy=rules, today=today)
    if error.code == "stale":
        return gettext("Somebody, perhaps you in another window, has just changed this case.")
    return fault_words(error)


def _name(each: Policy) -> str:
    return f"{each.id}@{each.version}"


def _context(
    request: PageRequest, case: Case, versions: list[Policy], chosen: Policy | None, form: MoveForm, refused: str
) -> dict[str, Any]:
    now = policies.policy_version(case.policy, case.policy_version)
    visible = _visible(request, case)
    units = {unit.key: unit.label for unit in Unit.objects.filter(parties__case=case)}
    return {
        "case": case,
        "title": gettext("Move to another version of the rules"),
        "crumbs": [
            {"label": pgettext("navigation", "Rules of handling"), "url": link("policies")},
            {"label": case.number or gettext("without a number"), "url": link("case", case.key) if visible else ""},
            {"label": gettext("Another version"), "url": ""},
        ],
        "visible": visible,
        "now": now,
        "versions": [_version(each, chosen) for each in versions],
        "chosen": chosen,
        "chosen_name": _name(chosen) if chosen else "",
        "preview": _shown(moving.preview_move(case, chosen, at=timezone.now()), chosen, units, request)
        if chosen
        else None,
        "form": form,
        "refused": refused,
        "cancel_url": link("case", case.key) if visible else link("policies"),
    }


def _version(each: Policy, chosen: Policy | None) -> dict[str, Any]:
    in_force = policies.current_policy(policies.policy_id(each.case_type))
    return {
        "name": _name(each),
        "words": f"{named(each.names)} {each.version[:8]}",
        "in_force": (each.id, each.version) == (in_force.id, in_force.version),
        "chosen": chosen is not None and _name(each) == _name(chosen),
    }


def _shown(preview: moving.Preview, to: Policy, units: dict[str, str], request: PageRequest) -> dict[str, Any]:
    """Return what a move would change, in words."""
    before = policies.policy_version(preview.case.policy, preview.case.policy_version)
    stage = before.stage(preview.case.stage)
    why = ""
    if preview.refusal is not None:
        rules = before if preview.refusal.code == "move_stage" else to
        why = refusal_words(preview.refusal, policy=rules, today=request.today)
    changes = [
        {
            "clock": _clock(each.clock, to, before),
            "unit": units.get(each.unit, ""),
            "before": each.before,
            "after": each.after,
        }
        for each in preview.changes
    ]
    return {"changes": changes, "refused": why, "stage": named(stage.names) if stage else preview.case.stage}


def _clock(code: str, *rules: Policy) -> str:
    found = next((clock for each in rules if (clock := each.clock(code))), None)
    return named(found.names) if found else code


@page("case.move", change="case.move")
def policy_move(request: PageRequest, name: str) -> HttpResponseBase:
    """Show the open cases that run by other rules than those in force under a name; a POST moves those ticked."""
    to = next((each for each in policies.in_force() if each.id == name), None)
    if to is None:
        raise Http404
    cases = moving.behind(moving.movable_cases(request.viewer), to)
    form = MoveForm(request.POST) if request.method == "POST" else MoveForm()
    ticked: set[str] = set()
    refused: list[dict[str, str]] = []
    status = 200
    if request.method == "POST":
        versions = _ticked(request.POST.getlist("case"))
        ticked, status = set(versions), 422
        if not versions:
            form.add_error(None, gettext("Tick the cases that are to be moved."))
        if form.is_valid():
            told: dict[str, Any] = {"reason": form.cleaned_data["reason"], "by": request.viewer, "at": timezone.now()}
            done = moving.move_many(cases=cases.filter(key__in=versions), to=to, versions=versions, **told)
            _say(request, len(done.done))
            if not done.refused:
                return redirect("policy", to.id)
            refused = [_not_moved(case, error, to, request) for case, error in done.refused]
    return render(request, "policies/move_many.html", _many(request, to, cases, form, ticked, refused), status=status)


def _ticked(values: Iterable[str]) -> dict[str, int]:
    """Return the version of each case that was ticked, by key; what is no such pair is left out."""
    pairs = (value.partition("@") for value in list(values)[:MOST])
    return {key: int(seen) for key, _at, seen in pairs if seen.isascii() and seen.isdigit() and len(seen) < 10}


def _say(request: PageRequest, n: int) -> None:
    if n:
        said = ngettext("%(n)d case was moved to this version.", "%(n)d cases were moved to this version.", n)
        messages.success(request, said % {"n": n})


def _not_moved(case: Case, error: LedgerError, to: Policy, request: PageRequest) -> dict[str, str]:
    return {"number": case.number or gettext("without a number"), "why": move_words(error, to, request.today)}


def _many(
    request: PageRequest, to: Policy, cases: Any, form: MoveForm, ticked: set[str], refused: list[dict[str, str]]
) -> dict[str, Any]:
    rows = list(cases[:SHOWN])
    seen = set(visible_cases(request.viewer).filter(pk__in=[case.pk for case in rows]).values_list("pk", flat=True))
    units = {
        unit.key: unit.label for unit in Unit.objects.filter(parties__case__in=[case.pk for case in rows]).distinct()
    }
    at = timezone.now()
    return {
        "policy": to,
        "title": gettext("Move running cases to this version"),
        "crumbs": [
            {"label": pgettext("navigation", "Rules of handling"), "url": link("policies")},
            {"label": named(to.names), "url": link("policy", to.id)},
            {"label": gettext("Move cases"), "url": ""},
        ],
        "rows": [
            {
                "case": case,
                "title": case.title if case.pk in seen else "",
                "url": link("case", case.key) if case.pk in seen else "",
                "ticked": not ticked or case.key in ticked,
                **_shown(moving.preview_move(case, to, at=at), to, units, request),
            }
            for case in rows
        ],
        "total": cases.count(),
        "shown": len(rows),
        "form": form,
        "refused": refused,
        "cancel_url": link("policy", to.id),
    }
