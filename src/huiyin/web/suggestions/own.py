"""A deputy's own pages: drafts and filed items, what to co-sign, what to evaluate; for a phone first."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext

from huiyin.congress import drafts
from huiyin.congress.evaluating import (
    evaluate,
    evaluating_steps,
    evaluations_asked,
    scale,
)
from huiyin.congress.models import Cosigning, Kind, Offer
from huiyin.congress.offers import own_offers
from huiyin.congress.promises import Reply, fulfilment_of, replies_of
from huiyin.errors import HuiyinError, StaleWrite
from huiyin.ledger import policies
from huiyin.ledger.evaluations import attitude_asked
from huiyin.ledger.lights import case_light
from huiyin.ledger.models import Attachment, Case, CaseDeputy
from huiyin.ledger.relations import visible_cases
from huiyin.web import days
from huiyin.web.access import page
from huiyin.web.cases.words import outcome_words, refused_words
from huiyin.web.files import shown_files
from huiyin.web.links import link
from huiyin.web.requests import PageRequest
from huiyin.web.sentences import named
from huiyin.web.suggestions import words
from huiyin.web.suggestions.forms import EvaluationForm

SHOWN = 100


@page("suggestion.own")
def my_suggestions(request: PageRequest) -> HttpResponse:
    """Show a deputy's drafts and filed items, and what waits."""
    viewer, at = request.viewer, timezone.now()
    own = drafts.own_drafts(viewer).filter(entered_by__isnull=True)
    signed = CaseDeputy.objects.filter(deputy__account_id=viewer.account_id, active=True)
    parts = dict(signed.values_list("case_id", "part"))
    signed_cases = Case.objects.filter(pk__in=parts).select_related("lead_unit", "place").order_by("-pk")
    rows = signed_cases.filter(case_type__in=Kind.values)[:SHOWN]
    promises = signed_cases.exclude(case_type__in=Kind.values)[:SHOWN]
    context = {
        "drafts": list(own),
        "rows": [_row(each, request, parts[each.pk]) for each in rows],
        "promises": [_row(each, request, "") for each in promises],
        "n_confirm": len(drafts.to_confirm(viewer)),
        "n_evaluate": len(evaluations_asked(viewer, at=at)),
        "n_offers": own_offers(viewer).filter(state=Offer.State.OFFERED).count(),
        "seated": drafts.seats(viewer.account_id, on=request.today).exists(),
    }
    return render(request, "suggestions/mine.html", context)


def _row(case: Case, request: PageRequest, part: str) -> dict[str, Any]:
    rules = policies.policy_version(case.policy, case.policy_version)
    stage = rules.stage(case.stage)
    return {
        "case": case,
        "stage": named(stage.names) if stage else case.stage,
        "light": case_light(case, request.today),
        "outcome": outcome_words(rules, case.outcome) if case.outcome else "",
        "cosigned": part == CaseDeputy.Part.COSIGNER,
    }


@page("suggestion.cosign")
def cosign(request: PageRequest) -> HttpResponse:
    """Show what a deputy was asked to co-sign: what waits first, then what was answered."""
    rows = list(drafts.invitations(request.viewer).order_by("-invited_at", "-pk")[:SHOWN])
    rows.sort(key=lambda each: not each.waits)
    context = {"rows": [{"row": each, "words": words.cosigning_words(each)} for each in rows]}
    return render(request, "suggestions/cosign.html", context)


@page("suggestion.cosign", change="suggestion.answer")
def cosign_one(request: PageRequest, key: str) -> HttpResponseBase:
    """Show the text of an invitation, and confirm or decline it; once it is filed, lead who signed it to the case."""
    filed = visible_cases(request.viewer).filter(suggestion_draft__key=key).first()
    if filed is not None:
        return redirect("case", filed.key)
    row: Cosigning = get_object_or_404(drafts.invitations(request.viewer), draft__key=key)
    refused, status = "", 200
    if request.method == "POST":
        seen = request.POST.get("revision", "")
        confirms = request.POST.get("do") == "confirm"
        try:
            drafts.answer(
                cosigning=row,
                confirms=confirms,
                revision=int(seen[:9]) if seen.isdecimal() else 0,
                at=timezone.now(),
            )
        except HuiyinError as error:
            refused, status = words.refused(error), 409 if isinstance(error, StaleWrite) else 422
            row = get_object_or_404(drafts.invitations(request.viewer), draft__key=key)
        else:
            messages.success(request, gettext("You co-sign it.") if confirms else gettext("You do not co-sign it."))
            return redirect("cosign")
    context = {
        "row": row,
        "draft": row.draft,
        "parts": words.part_names(row.draft.kind),
        "state": words.cosigning_words(row),
        "refused": refused,
        "crumbs": [
            {"label": gettext("To co-sign"), "url": link("cosign")},
            {"label": row.draft.title, "url": ""},
        ],
    }
    return render(request, "suggestions/cosign_one.html", context, status=status)


@page("suggestion.evaluate")
def evaluate_list(request: PageRequest) -> HttpResponse:
    """Show the replies that wait for a deputy's evaluation."""
    rows = []
    for case in evaluations_asked(request.viewer, at=timezone.now()):
        rules = policies.policy_version(case.policy, case.policy_version)
        rows.append(
            {
                "case": case,
                "outcome": outcome_words(rules, case.outcome) if case.outcome else "",
                "due": days.day(case.due_on, request.today) if case.due_on else "",
                "light": case_light(case, request.today),
            }
        )
    return render(request, "suggestions/evaluate.html", {"rows": rows})


@page("suggestion.evaluate", change="suggestion.judge")
def evaluate_one(request: PageRequest, key: str) -> HttpResponseBase:
    """Show a reply, and take what the deputy finds of it."""
    case: Case = get_object_or_404(visible_cases(request.viewer).select_related("lead_unit", "place"), key=key)
    form = _form(request, case, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            evaluate(
                case=case,
                result=given["result"],
                attitude=given.get("attitude", ""),
                reason=given["reason"].replace("\r\n", "\n"),
                unit_key=given.get("unit_key", ""),
                by=request.viewer,
                at=timezone.now(),
                expected=given["version"],
            )
        except HuiyinError as error:
            if _sent_twice(request, case, given["result"]):
                messages.info(request, gettext("This evaluation of yours was on record already; it counts once."))
                return redirect("my_suggestions")
            form = _refused(request, case, form, error)
        else:
            messages.success(request, gettext("Thank you. Your evaluation is on record."))
            return redirect("my_suggestions")
    return render(request, "suggestions/evaluate_one.html", _context(request, case, form), status=_status(form))


def _sent_twice(request: PageRequest, case: Case, result: str) -> bool:
    """Whether the same person has just sent the same evaluation: a double click, or the page gone back to."""
    last = case.evaluations.order_by("-pk").first()
    if last is None or last.deputy is None:
        return False
    if evaluating_steps(Case.objects.get(pk=case.pk), request.viewer, at=timezone.now()):
        return False
    return last.deputy.account_id == request.viewer.account_id and last.result == result


def _refused(request: PageRequest, case: Case, form: EvaluationForm, error: HuiyinError) -> EvaluationForm:
    """Return the form with why it was not taken; after a change by others it is ready to be sent again."""
    if not isinstance(error, StaleWrite):
        _refuse(form, case, error, request)
        return form
    fresh = request.POST.copy()
    fresh["version"] = str(Case.objects.get(pk=case.pk).version)
    form = _form(request, case, fresh)
    said = gettext(
        "Somebody, perhaps you in another window, has changed this meanwhile. Look at the reply again, then send it."
    )
    form.add_error(None, said)
    return form


def _status(form: EvaluationForm) -> int:
    return 422 if form.errors else 200


def _refuse(form: EvaluationForm, case: Case, error: HuiyinError, request: PageRequest) -> None:
    rules = policies.policy_version(case.policy, case.policy_version)
    need = str(error.values.get("need") or "")
    step = error.code.startswith("step.")
    sentence = refused_words(error, today=request.today, rules=rules) if step else words.refused(error)
    form.add_error(need if need in form.fields else None, sentence)


def _form(request: PageRequest, case: Case, typed: Any) -> EvaluationForm:
    units = case.parties.filter(active=True, part="part_handler").select_related("unit").order_by("pk")
    return EvaluationForm(
        typed,
        grades=scale(case),
        attitude=attitude_asked(case),
        parts=[(each.unit.key, each.unit.label) for each in units],
        initial={"version": case.version},
    )


def _context(request: PageRequest, case: Case, form: EvaluationForm) -> dict[str, Any]:
    rules = policies.policy_version(case.policy, case.policy_version)
    replies = replies_of(case)
    return {
        "case": case,
        "form": form,
        "may": bool(evaluating_steps(case, request.viewer, at=timezone.now())),
        "replies": [_reply(each) for each in (replies if case.stage == "parts_replied" else replies[:1])],
        "fulfilled": _fulfilled(case),
        "outcome": outcome_words(rules, case.outcome) if case.outcome else "",
        "round": case.round,
        "crumbs": [
            {"label": gettext("To evaluate"), "url": link("evaluate")},
            {"label": case.number or case.title, "url": ""},
        ],
    }


def _fulfilled(case: Case) -> dict[str, Any] | None:
    """Return what the unit reported of a promise, with its evidence, and the suggestion in whose reply it stands."""
    found = fulfilment_of(case) if case.promised_in_id else None
    if found is None:
        return None
    event, text = found
    keys = [each["attachment"] for each in event.payload.get("attachments", ())]
    files = Attachment.objects.filter(key__in=keys, stream_key=case.key).order_by("pk")
    return {"text": text, "on": event.at, "files": shown_files(files), "promised_in": case.promised_in}


def _reply(reply: Reply) -> dict[str, Any]:
    return {"text": reply.text, "number": reply.number, "on": reply.on, "position": reply.position}
