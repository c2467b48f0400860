"""Deliberation opinions of the standing committee (常委会审议意见): the list, and entering one."""

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.core.validators import MaxValueValidator, MinValueValidator
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy, ngettext, pgettext, pgettext_lazy
from django.views.decorators.http import require_GET

from huiyin.congress import opinions as services
from huiyin.congress.models import Congress
from huiyin.congress.opinions import Opinion
from huiyin.errors import CongressError
from huiyin.ledger import policies
from huiyin.ledger.cases import Ground
from huiyin.ledger.lights import case_light
from huiyin.ledger.models import Case, CaseParty, Source, Statement
from huiyin.ledger.source_selectors import visible_sources
from huiyin.people.models import Role, Unit
from huiyin.people.permissions import may
from huiyin.web.access import page
from huiyin.web.congress import common
from huiyin.web.congress.words import congress_title, said
from huiyin.web.forms import Form
from huiyin.web.ledger.views import light_legend
from huiyin.web.links import link
from huiyin.web.people.fields import DayField
from huiyin.web.people.forms import posted
from huiyin.web.requests import PageRequest
from huiyin.web.sentences import named

SIZE = 30
LONG = 20_000
OFFERED = 200


class OpinionForm(Form):
    """What the committee said, in which meeting, and who has to report until when."""

    congress = forms.ModelChoiceField(
        label=gettext_lazy("Standing committee of"), queryset=Congress.objects.none(), to_field_name="key"
    )
    title = forms.CharField(
        label=gettext_lazy("Title"),
        max_length=200,
        help_text=gettext_lazy("As the document has it, such as 对供热工作情况报告的审议意见"),
    )
    meeting = forms.CharField(
        label=gettext_lazy("Meeting of the standing committee"),
        max_length=120,
        help_text=gettext_lazy("Such as 市十七届人大常委会第三十次会议"),
    )
    held_on = DayField(label=gettext_lazy("Day of the meeting"))
    report = forms.CharField(label=gettext_lazy("Report that was deliberated"), max_length=200, required=False)
    number = forms.CharField(
        label=pgettext_lazy("of a document", "Number"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("As the document has it; left empty, the rules of handling give one."),
    )
    text = forms.CharField(
        label=pgettext_lazy("of a document", "Text"),
        max_length=LONG,
        required=False,
        help_text=gettext_lazy("As it was issued; it is kept as a source of its own."),
        widget=forms.Textarea(attrs={"rows": 10, "data-draft": "1"}),
    )
    source = forms.ModelChoiceField(
        label=gettext_lazy("Or the source that holds it"),
        queryset=Source.objects.none(),
        to_field_name="key",
        required=False,
    )
    to = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Who has to report"),
        queryset=Unit.objects.none(),
        to_field_name="key",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Each gets a case of its own. With nobody ticked it waits to be handed over."),
    )
    due_on = DayField(
        label=gettext_lazy("Report due on"),
        required=False,
        help_text=gettext_lazy("Only where the committee named a day; otherwise the limit of the rules holds."),
    )

    def __init__(
        self, *args: Any, congresses: Any, sources: Any, on: date, statement: Statement | None, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.statement = statement
        if statement is not None:  # it says the words
            del self.fields["text"], self.fields["source"]
        congress = self.fields["congress"]
        congress.queryset = congresses  # type: ignore[attr-defined]
        congress.label_from_instance = congress_title  # type: ignore[attr-defined]
        if statement is None:
            self.fields["source"].queryset = sources  # type: ignore[attr-defined]
        units = Unit.objects.none()
        for each in congresses:
            units = units | services.offices(each, on=on)
        self.fields["to"].queryset = units  # type: ignore[attr-defined]
        held_on = self.fields["held_on"]
        held_on.widget.attrs["max"] = on.isoformat()
        held_on.validators.append(MaxValueValidator(on, said(CongressError("opinion.later"))))
        due_on = self.fields["due_on"]
        due_on.widget.attrs["min"] = on.isoformat()
        due_on.validators.append(MinValueValidator(on, said(CongressError("opinion.past"))))

    def clean(self) -> dict[str, Any]:
        """Ask for one text: typed, or that of a source."""
        given = super().clean() or {}
        if self.statement is not None:
            return given
        read = not {"text", "source"} & set(self.errors)
        if bool((given.get("text") or "").strip()) == bool(given.get("source")) and read:
            self.add_error("text", gettext("Give the text, or choose the source that holds it: one of the two."))
        return given

    def opinion(self) -> Opinion:
        """Return what the committee said."""
        names = ("title", "meeting", "held_on", "number", "report")
        text = (self.cleaned_data.get("text") or "").replace("\r\n", "\n")
        return Opinion(**{name: self.cleaned_data[name] for name in names}, text=text)

    def told(self, given: dict[str, Any]) -> dict[str, Any]:
        """Return what `opinion_faults` looks at of what could be read; a text that is missing is said by the form."""
        source = self.statement.source if self.statement is not None else given.get("source")
        names = ("congress", "held_on", "due_on")
        told = {name: given[name] for name in names}
        return told | {"text": (given.get("text") or None), "source": source, "to": list(given["to"] or ())}

    def passage(self) -> Ground | None:
        """Return the statement of which the opinion is made, or the whole text of the source that was chosen."""
        if (row := self.statement) is not None:
            return Ground(row.source, row.start, row.end, row)
        source = self.cleaned_data["source"]
        return Ground(source, 0, len(source.text)) if source else None


@page("opinion.view")
@require_GET
def committee_opinions(request: PageRequest) -> HttpResponse:
    """List the deliberation opinions with their lights, open ones first; the ledger has the filters."""
    view = request.GET.get("view", "")
    rows = services.opinions_visible_to(request.viewer)
    narrowed = {"open": rows.filter(closed=False), "closed": rows.filter(closed=True)}
    pages = Paginator(narrowed.get(view, rows), SIZE)
    shown = pages.get_page(request.GET.get("page"))
    labels = {"": gettext("All"), "open": pgettext("cases", "Open"), "closed": gettext("Closed")}
    counts = {"": rows.count(), **{code: found.count() for code, found in narrowed.items()}}
    told = f"view={view}&" if view in narrowed else ""
    context = {
        "rows": [_row(request, each) for each in shown.object_list],
        "tabs": [
            {"label": f"{label} {counts[code]}", "url": f"?view={code}" if code else "?", "current": code == view}
            for code, label in labels.items()
        ],
        "words": ngettext("%(n)d item", "%(n)d items", pages.count) % {"n": pages.count},
        "prev_url": f"?{told}page={shown.previous_page_number()}" if shown.has_previous() else "",
        "next_url": f"?{told}page={shown.next_page_number()}" if shown.has_next() else "",
        "ledger_url": f"{link('ledger')}?type={services.TYPE}" if may(request.viewer, "ledger.view") else "",
        "policies_url": link("policies"),
        "lights": light_legend(),
        "may_enter": may(request.viewer, "opinion.enter"),
        "crumbs": _crumbs(),
    }
    return render(request, "congress/opinions.html", context)


def _row(request: PageRequest, case: Case) -> dict[str, Any]:
    stage = policies.policy_version(case.policy, case.policy_version).stage(case.stage)
    parties = [each for each in case.parties.all() if each.active]
    return {
        "case": case,
        "meeting": getattr(case, "committee_opinion", None),
        "stage": named(stage.names) if stage else case.stage,
        "light": case_light(case, request.today),
        "offices": [each.unit.label for each in parties if each.part == CaseParty.Part.OFFICE],
    }


@page("opinion.enter", change="opinion.enter")
def committee_opinion_new(request: PageRequest) -> HttpResponseBase:
    """Enter a deliberation opinion, typed or out of a source; hand it over at once where the offices are named."""
    places = request.viewer.place_ids(Role.SECRETARY)
    congresses = Congress.objects.filter(place_id__in=places, from_on__lte=request.today).select_related("place")
    sources = services.opinion_sources().filter(pk__in=visible_sources(request.viewer).order_by().values("pk"))
    newest = sources.order_by("-added_at").values("pk")[:OFFERED]
    row = confirmed_statement(request)
    if row is not None and not services.may_hold_opinion(row.source):
        raise Http404
    first: dict[str, Any] = {
        "congress": congresses.order_by("-number").first(),
        "source": request.GET.get("source", ""),
    }
    if row is not None:
        first["held_on"] = row.source.published_on
    form = OpinionForm(
        posted(request),
        congresses=congresses,
        sources=Source.objects.filter(pk__in=list(newest.values_list("pk", flat=True))),
        on=request.today,
        statement=row,
        initial=first,
    )
    made: list[Case] = []

    def enter(given: dict[str, Any]) -> None:
        made.extend(
            services.enter_opinion(
                congress=given["congress"],
                opinion=form.opinion(),
                passage=form.passage(),
                to=list(given["to"]),
                due_on=given["due_on"],
                by=request.viewer,
                at=timezone.now(),
            )
        )

    if common.done(request, form, enter, lambda given: services.opinion_faults(**form.told(given), on=request.today)):
        n = len(made)
        messages.success(request, ngettext("%(n)d case is opened.", "%(n)d cases are opened.", n) % {"n": n})
        return redirect("case", made[0].key) if n == 1 else redirect("committee_opinions")
    return common.form_page(
        request,
        form,
        title=gettext("Enter a deliberation opinion"),
        text=gettext("Of the standing committee; the case says who has to report, and until when"),
        act=gettext("Enter the opinion"),
        back=reverse("committee_opinions"),
        where=_crumbs(gettext("Enter a deliberation opinion")),
        passage=passage_of(row) if row else None,
        none="" if congresses.exists() else _no_congress(),
        none_url=reverse("congress"),
    )


def _no_congress() -> str:
    return gettext("No congress whose term has begun is entered yet. Enter it first; its standing committee follows.")


def confirmed_statement(request: PageRequest) -> Statement | None:
    """Return the confirmed statement that the address names, of a source that the viewer may see; None for none."""
    key = request.GET.get("statement", "")
    if not key:
        return None
    rows = Statement.objects.filter(source__in=visible_sources(request.viewer), source__withdrawn_at__isnull=True)
    rows = rows.filter(state=Statement.State.CONFIRMED, gone=False).select_related("source")
    return get_object_or_404(rows, key=key)


def passage_of(row: Statement) -> dict[str, Any]:
    """Return a statement as `components/passage.html` shows it."""
    return {
        "pieces": [{"text": row.text, "marked": True}],
        "source": row.source.title,
        "on": row.source.published_on,
        "start": row.start,
        "end": row.end,
        "url": reverse("statement", args=[row.key]),
    }


def _crumbs(here: str = "") -> common.Crumbs:
    """Return where these pages lie."""
    own = reverse("committee_opinions") if here else ""
    first = (pgettext("navigation", "Session of the congress"), reverse("congress"))
    return common.crumbs(first, (gettext("Deliberation opinions"), own), *([(here, "")] if here else []))
