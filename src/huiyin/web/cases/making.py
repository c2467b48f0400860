"""Making tasks of a source's commitments: which can, which are tasks already, which are another government's."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext, ngettext

from huiyin.errors import LedgerError
from huiyin.ledger.lights import case_light
from huiyin.ledger.models import Source, Statement
from huiyin.ledger.relations import visible_cases
from huiyin.ledger.tasks import Candidate, Made, candidates, make_tasks, propose_commitments, task_fields
from huiyin.people.models import Unit
from huiyin.people.permissions import may
from huiyin.web.access import page
from huiyin.web.cases import words
from huiyin.web.links import link
from huiyin.web.numbers import grouped
from huiyin.web.requests import PageRequest

MOST = 1000  # commitments on one page; the largest reports have some hundreds


class ProposeForm(forms.Form):
    """To which government, with what words."""

    government = forms.ModelChoiceField(queryset=Unit.objects.none())
    text = forms.CharField(required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2, "data-draft": "1"}))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["government"].label = gettext("Government of the place")
        self.fields["text"].label = gettext("Words to go with it")
        governments = Unit.objects.filter(is_government=True, valid_to__isnull=True).order_by("place__code")
        self.fields["government"].queryset = governments  # type: ignore[attr-defined]


def visible_source(request: PageRequest, key: str) -> Source:
    """Return a source of a house in which the viewer works; any other is not there."""
    houses = request.viewer.houses()
    return get_object_or_404(Source.objects.filter(house__in=houses), key=key)


@page("source.view", change="case.open")
def source_tasks(request: PageRequest, key: str) -> HttpResponseBase:
    """Show the commitments of a source, and make tasks of those that are ticked, or of all."""
    source = visible_source(request, key)
    form = ProposeForm(request.POST if request.POST.get("do") == "propose" else None)
    if request.method == "POST":
        done = _make(request, source, form)
        if done is not None:
            return done
    return render(request, "cases/making.html", _context(request, source, form), status=422 if form.is_bound else 200)


def _statements(source: Source) -> list[Statement]:
    rows = Statement.objects.filter(source=source, kind="commitment", gone=False).exclude(
        state=Statement.State.REJECTED
    )
    return list(rows.select_related("source").order_by("start")[:MOST])


def _make(request: PageRequest, source: Source, form: ProposeForm) -> HttpResponseBase | None:
    rows = _statements(source)
    if request.POST.get("which") != "all":
        picked = set(request.POST.getlist("id"))
        rows = [row for row in rows if row.key in picked]
    if not rows:
        messages.warning(request, gettext("Pick at least one commitment."))
        return redirect("source_tasks", source.key)
    at = timezone.now()
    try:
        if request.POST.get("do") == "propose":
            if not form.is_valid():
                return None
            made = propose_commitments(
                statements=rows,
                government=form.cleaned_data["government"],
                by=request.viewer,
                at=at,
                text=form.cleaned_data["text"],
            )
        else:
            made = make_tasks(statements=rows, by=request.viewer, at=at)
    except LedgerError as error:
        messages.error(request, words.refused_words(error, today=request.today))
        return redirect("source_tasks", source.key)
    _tell(request, made, proposed=request.POST.get("do") == "propose")
    return redirect("source_tasks", source.key)


def _tell(request: PageRequest, made: Made, *, proposed: bool) -> None:
    n = len(made.made)
    if n and proposed:
        messages.success(request, ngettext("%(n)d commitment proposed.", "%(n)d commitments proposed.", n) % {"n": n})
    elif n:
        messages.success(request, ngettext("%(n)d task made.", "%(n)d tasks made.", n) % {"n": n})
    if made.present:
        n = len(made.present)
        messages.info(request, ngettext("%(n)d was a task already.", "%(n)d were tasks already.", n) % {"n": n})
    for code in dict.fromkeys(code for _row, code in made.refused):
        n = sum(each == code for _row, each in made.refused)
        messages.warning(
            request,
            ngettext("%(n)d passed over: %(why)s", "%(n)d passed over: %(why)s", n)
            % {"n": n, "why": words.why_no_task(code)},
        )


def _context(request: PageRequest, source: Source, form: ProposeForm) -> dict[str, Any]:
    found = candidates(_statements(source))
    seen = set(
        visible_cases(request.viewer)
        .filter(pk__in=[each.case.pk for each in found if each.case is not None])
        .values_list("pk", flat=True)
    )
    rows = [_row(request, each, each.case is not None and each.case.pk in seen) for each in found]
    return {
        "source": source,
        "source_url": link("source", source.key),
        "crumbs": [
            {"label": gettext("Sources and review"), "url": link("sources")},
            {"label": source.title, "url": link("source", source.key)},
            {"label": gettext("Make tasks"), "url": ""},
        ],
        "rows": rows,
        "form": form,
        "can_make": sum(row["can"] for row in rows),
        "can_propose": sum(row["voiced"] for row in rows),
        "have": sum(row["case"] is not None for row in rows),
        "vague": sum(row["vague"] and row["can"] for row in rows),
        "may_open": may(request.viewer, "case.open"),
    }


def _row(request: PageRequest, each: Candidate, seen: bool) -> dict[str, Any]:
    fields = task_fields(each.statement)
    value = fields.get("target_value")
    sign = {">=": "≥", "<=": "≤", "~": "≈"}.get(
        str(fields.get("target_relation")), str(fields.get("target_relation", ""))
    )
    return {
        "statement": each.statement,
        "url": link("statement", each.statement.key),
        "aim": f"{fields.get('indicator', '')} {sign} {grouped(value)}{fields.get('unit_of_measure', '')}"
        if value
        else "",
        "case": each.case,
        "seen": seen,
        "light": case_light(each.case, request.today) if each.case else "",
        "can": each.case is None and not each.code,
        "voiced": each.case is None and each.code == "voiced",
        "government": each.government,
        "why": words.why_no_task(each.code) if each.code and each.case is None else "",
        "vague": each.vague and each.case is None,
    }
