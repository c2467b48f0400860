"""Making tasks of a source's commitments: which can, which are tasks already, which are another government's."""

from collections import Counter
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext

from huiyin.errors import LedgerError
from huiyin.ledger.lights import case_light
from huiyin.ledger.models import Source, Statement
from huiyin.ledger.relations import visible_cases
from huiyin.ledger.source_selectors import house_sources
from huiyin.ledger.tasks import Candidate, Made, aim_of, candidates, make_tasks, propose_commitments
from huiyin.people.models import Unit
from huiyin.people.permissions import may
from huiyin.web.access import page
from huiyin.web.cases import words
from huiyin.web.forms import Form
from huiyin.web.links import link
from huiyin.web.requests import PageRequest
from huiyin.web.secret_words import refuse_secret_in

MOST = 1000  # commitments on one page; the largest reports have some hundreds


class ProposeForm(Form):
    """To which government, with what words."""

    government = forms.ModelChoiceField(queryset=Unit.objects.none())
    text = forms.CharField(required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2, "data-draft": "1"}))

    def __init__(self, *args: Any, found: Unit | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["government"].label = gettext("Government of the place")
        self.fields["text"].label = gettext("Words to go with it")
        governments = Unit.objects.filter(is_government=True, valid_to__isnull=True).order_by("place__code")
        self.fields["government"].queryset = governments  # type: ignore[attr-defined]
        self.fields["government"].initial = found


@dataclass(frozen=True, slots=True)
class Listed:
    """The commitments of a source that a person has confirmed, of one speaker where one is asked for."""

    candidates: list[Candidate]
    speakers: Counter[str]  # of what can be proposed, in the order of the text
    speaker: str
    unconfirmed: int

    @property
    def government(self) -> Unit | None:
        """Return the government to which all that can be proposed belongs, or None."""
        found = {each.government for each in self.candidates if _voiced(each)}
        return found.pop() if len(found) == 1 else None

    @property
    def homeless(self) -> str:
        """Return the delegation for whose place no government is known, or "" where that is not the question."""
        alone = self.speaker or (next(iter(self.speakers)) if len(self.speakers) == 1 else "")
        return alone if alone and self.government is None else ""


def visible_source(request: PageRequest, key: str) -> Source:
    """Return a source of a house in which the viewer works; any other is not there."""
    return get_object_or_404(house_sources(request.viewer), key=key)


@page("source.view", change="case.open")
def source_tasks(request: PageRequest, key: str) -> HttpResponseBase:
    """Show the confirmed commitments of a source, and make tasks of those that are ticked, or of all."""
    source = visible_source(request, key)
    listed = _listed(source, request.GET.get("speaker", ""))
    form = ProposeForm(request.POST if _proposes(request) else None, found=listed.government)
    if request.method == "POST":
        done = _make(request, source, listed, form)
        if done is not None:
            return done
    return render(
        request, "cases/making.html", _context(request, source, listed, form), status=422 if form.is_bound else 200
    )


def _listed(source: Source, speaker: str) -> Listed:
    rows = Statement.objects.filter(source=source, kind="commitment", gone=False)
    confirmed = rows.filter(state=Statement.State.CONFIRMED).select_related("source").order_by("start")
    found = candidates(confirmed[:MOST])
    speakers = Counter(each.statement.speaker for each in found if _voiced(each))
    asked = speaker if speaker in speakers else ""
    return Listed(
        candidates=[each for each in found if not asked or each.statement.speaker == asked],
        speakers=speakers,
        speaker=asked,
        unconfirmed=rows.filter(state=Statement.State.DRAFT).count(),
    )


def _voiced(each: Candidate) -> bool:
    return each.case is None and each.code == "voiced"


def _make(request: PageRequest, source: Source, listed: Listed, form: ProposeForm) -> HttpResponseBase | None:
    proposed = _proposes(request)
    picked = set(request.POST.getlist("id"))
    every = "all" in (request.POST.get("which"), request.POST.get("do", "").removeprefix("propose_"))
    rows = [each.statement for each in listed.candidates if every or each.statement.key in picked]
    again = redirect(_address(source, listed.speaker))
    if not rows:
        messages.warning(request, gettext("Pick at least one commitment."))
        return again
    if proposed and not form.is_valid():
        return None
    at = timezone.now()
    try:
        if proposed:
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
        if proposed and refuse_secret_in(form, error):
            return None
        messages.error(request, words.refused_words(error, today=request.today))
        return again
    _tell(request, made, proposed=proposed)
    return again


def _proposes(request: PageRequest) -> bool:
    return request.POST.get("do") in ("propose", "propose_all")


def _address(source: Source, speaker: str) -> str:
    asked = "?" + urlencode({"speaker": speaker}) if speaker else ""
    return reverse("source_tasks", args=[source.key]) + asked


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


def _context(request: PageRequest, source: Source, listed: Listed, form: ProposeForm) -> dict[str, Any]:
    found = listed.candidates
    seen = set(
        visible_cases(request.viewer)
        .filter(pk__in=[each.case.pk for each in found if each.case is not None])
        .values_list("pk", flat=True)
    )
    rows = [_row(request, each, each.case is not None and each.case.pk in seen) for each in found]
    return {
        "source": source,
        "source_url": link("source", source.key),
        "review_url": f"{link('review', source.key)}?after=0" if may(request.viewer, "review.view") else "",
        "crumbs": [
            {"label": gettext("Sources and review"), "url": link("sources")},
            {"label": source.title, "url": link("source", source.key)},
            {"label": gettext("Make tasks"), "url": ""},
        ],
        "rows": rows,
        "tabs": _tabs(source, listed),
        "speaker": listed.speaker,
        "unknown": listed.homeless,
        "unconfirmed": listed.unconfirmed,
        "form": form,
        "can_make": sum(row["can"] for row in rows),
        "can_propose": sum(row["voiced"] for row in rows),
        "have": sum(row["case"] is not None for row in rows),
        "vague": sum(row["vague"] and row["can"] for row in rows),
        "may_open": may(request.viewer, "case.open"),
    }


def _tabs(source: Source, listed: Listed) -> list[dict[str, Any]]:
    """Return a tab for each delegation that can be proposed apart; none where there is one alone."""
    if len(listed.speakers) < 2:
        return []
    every = {"label": gettext("All"), "url": _address(source, ""), "current": not listed.speaker}
    return [every] + [
        {"label": f"{speaker} {n}", "url": _address(source, speaker), "current": speaker == listed.speaker}
        for speaker, n in listed.speakers.items()
    ]


def _row(request: PageRequest, each: Candidate, seen: bool) -> dict[str, Any]:
    aim = aim_of(each.statement)
    return {
        "statement": each.statement,
        "url": link("statement", each.statement.key),
        "aim": f"{aim.get('subject') or ''} {aim.get('text') or ''}".strip() if aim else "",
        "case": each.case,
        "seen": seen,
        "light": case_light(each.case, request.today) if each.case else "",
        "can": each.case is None and not each.code,
        "voiced": _voiced(each),
        "government": each.government,
        "why": words.why_no_task(each.code) if each.code and each.case is None else "",
        "vague": each.vague and each.case is None,
    }
