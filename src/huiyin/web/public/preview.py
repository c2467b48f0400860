"""The preview (公开预览): what is out, what waits for a decision, and field by field what the public would read."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext, ngettext, pgettext
from django.views.decorators.http import require_GET

from huiyin.congress import public_desk
from huiyin.congress.public_items import Item
from huiyin.congress.public_rules import FIELDS
from huiyin.congress.publishing import may_be_public, view_if_released
from huiyin.ledger import policies
from huiyin.ledger.models import Case, Publication, Source
from huiyin.ledger.search import matching
from huiyin.web import days
from huiyin.web.access import page
from huiyin.web.public import words
from huiyin.web.public.forms import HoldForm
from huiyin.web.public.links import SITE_LANGUAGE, public_url
from huiyin.web.requests import PageRequest
from huiyin.web.sentences import named

SIZE = 50


def state_names() -> dict[str, str]:
    """Return the tabs of the preview."""
    return {
        "ready": gettext("To decide"),
        "released": gettext("Released"),
        "withheld": gettext("Withheld"),
        "withdrawn": pgettext("of publication", "Withdrawn"),
        "not_yet": gettext("Not at this stage"),
    }


@page("publication.view")
@require_GET
def preview(request: PageRequest) -> HttpResponse:
    """List what can be decided, by how it stands; reports first, since promises show in them."""
    state = request.GET.get("state", "")
    state = state if state in public_desk.STATES else "ready"
    kind = request.GET.get("kind", "")
    kind = kind if kind in FIELDS else ""
    query = request.GET.get("q", "").strip()[:100]
    cases = public_desk.decidable_cases(request.viewer)
    if kind:
        cases = cases.filter(case_type=kind)
    if query:
        cases = cases.filter(pk__in=matching(Case.objects.all(), query).values("pk"))
    counts = public_desk.counts(cases)
    asked = {"kind": kind, "q": query}
    rows = cases.filter(public_desk.in_state(state)).order_by("-pk")
    shown = Paginator(rows, SIZE).get_page(request.GET.get("page"))
    reports = list(public_desk.decidable_reports(request.viewer)) if not kind and not query else []

    def url(**more: str) -> str:
        return "?" + urlencode({name: value for name, value in {**asked, **more}.items() if value})

    context = {
        "tabs": [
            {"label": f"{label} {counts[code]}", "url": url(state=code), "current": code == state}
            for code, label in state_names().items()
        ],
        "state": state,
        "kind": kind,
        "query": query,
        "all_url": f"?{urlencode({'state': state})}",
        "kinds": [(each, words.kind_words(each)) for each in FIELDS],
        "rows": [_row(case) for case in shown.object_list],
        "reports": [_report_row(each) for each in reports],
        "words": ngettext("%(n)d item", "%(n)d items", shown.paginator.count) % {"n": shown.paginator.count},
        "prev_url": url(state=state, page=str(shown.number - 1)) if shown.has_previous() else "",
        "next_url": url(state=state, page=str(shown.number + 1)) if shown.has_next() else "",
        "actions": [{"name": "act", "value": "release", "label": gettext("Release those picked"), "primary": True}],
        "public_home": public_url("public_home", language=SITE_LANGUAGE),
        "back": request.get_full_path(),
    }
    return render(request, "public/preview.html", context)


def _row(case: Case) -> dict[str, Any]:
    rules = policies.current_policy(case.policy)
    stage = rules.stage(case.stage)
    publication = getattr(case, "publication", None)
    return {
        "case": case,
        "url": reverse("publication", args=["cases", case.key]),
        "kind": words.kind_words(case.case_type),
        "stage": named(stage.names) if stage else case.stage,
        "publication": publication,
        "why": why_words(case),
    }


def why_words(case: Case) -> str:
    """Return why nothing of a case can be public now, or ""."""
    view = view_if_released(case, getattr(case, "publication", None))
    codes = set(view.held_back.values())
    if view.mark == "resting":
        return held_words("stage")
    return held_words("consent") if not view.shows and codes == {"consent"} else ""


def held_words(code: str) -> str:
    """Return why a field is held back."""
    return {
        "": "",
        "stage": gettext("The rules do not show it at this stage"),
        "consent": gettext("The deputy did not agree"),
        "held": gettext("Held back by hand"),
        "not_released": gettext("Not released"),
        "withheld": gettext("Withheld"),
        "withdrawn": pgettext("of publication", "Withdrawn"),
    }[code]


def _report_row(source: Source) -> dict[str, Any]:
    return {
        "source": source,
        "url": reverse("publication", args=["reports", source.key]),
        "publication": getattr(source, "publication", None),
        "may": may_be_public(source),
    }


@page("publication.view")
@require_GET
def thing(request: PageRequest, sort: str, key: str) -> HttpResponse:
    """Show one case or report as the public would read it, with what is held back and why."""
    return thing_page(request, found(request, sort, key), HoldForm())


def _as_public(item: Item, field: public_desk.FieldShown) -> str:
    """Return the words of a field as the public page writes them."""
    if field.value and field.name == "state":
        return words.light_of(item)[1] or named(item.stage)
    if field.name == "due" and item.due_on is not None:
        return days.full_day(item.due_on)
    return field.value


def found(request: PageRequest, sort: str, key: str) -> Case | Source:
    """Return the case or report that an address names, if the viewer may decide of it; anything else is 404."""
    if sort == "cases":
        case: Case = get_object_or_404(public_desk.decidable_cases(request.viewer), key=key)
        return case
    if sort == "reports":
        source: Source = get_object_or_404(public_desk.decidable_reports(request.viewer), key=key)
        return source
    raise Http404


def thing_page(
    request: PageRequest, of: Case | Source, form: HoldForm, *, problem: str = "", status: int = 200
) -> HttpResponse:
    """Draw the page on which one thing is decided."""
    publication: Publication | None = getattr(of, "publication", None)
    sort = "cases" if isinstance(of, Case) else "reports"
    out = publication is not None and publication.state == Publication.State.RELEASED
    context: dict[str, Any] = {
        "of": of,
        "sort": sort,
        "title": of.title,
        "publication": publication,
        "out": out,
        "was_out": publication is not None and publication.first_released_at is not None,
        "version": publication.version if publication else 0,
        "permalink": public_url("public_permalink", publication.key, language=SITE_LANGUAGE) if publication else "",
        "problem": problem,
        "form": form,
        "crumbs": [
            {"label": pgettext("navigation", "Public preview"), "url": reverse("public_preview")},
            {"label": getattr(of, "number", "") or of.title[:20], "url": ""},
        ],
    }
    if isinstance(of, Case):
        held = publication.held if publication else []
        item, rows = public_desk.preview_of(of)
        context |= {
            "title": item.title or of.title,
            "kind": words.kind_words(of.case_type),
            "fields": [
                {
                    "row": each,
                    "words": _as_public(item, each),
                    "label": words.field_words(each.name),
                    "why": held_words(each.why),
                    "held": each.name in held,
                }
                for each in rows
            ],
            "why": why_words(of),
            "can": not why_words(of),
            "shows": public_desk.shows_now(of),
        }
    else:
        context |= {"kind": words.kind_words("report"), "can": may_be_public(of), "shows": out and may_be_public(of)}
        context["why"] = (
            "" if context["can"] else gettext("It is a draft of its house; share it first, on its own page.")
        )
    return render(request, "public/decide.html", context, status=status)
