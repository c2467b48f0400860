"""Deciding on one remark: who spoke, where it ends, which paragraph it is about. One key or one button each.

Remarks are not ranked by tone nor held against anybody (代表法): no page here asks for either.
"""

from itertools import groupby
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from huiyin.congress import remarks as services
from huiyin.congress.models import Delegation, Remark
from huiyin.congress.record_selectors import records_visible_to, remarks_of
from huiyin.congress.remark_matching import Person
from huiyin.congress.remark_passages import Passage, nearest_sentence
from huiyin.congress.remark_proposals import people_of, report_of
from huiyin.congress.remark_splitting import sentence_starts
from huiyin.errors import CongressError, HuiyinError, StaleWrite
from huiyin.ledger.models import Source
from huiyin.web.access import page
from huiyin.web.congress import record_forms as forms
from huiyin.web.congress.meetings import crumbs_of
from huiyin.web.congress.record_showing import cards_of, passage, writes
from huiyin.web.congress.record_words import said, speaker
from huiyin.web.people.forms import posted
from huiyin.web.requests import PageRequest

SHOWN = 90  # characters of a sentence or a paragraph in a list of choices


@require_POST
@page("record.write", change="record.write")
def remark_act(request: PageRequest, key: str) -> HttpResponseBase:
    """Do one thing to a remark; htmx gets its card back, a plain form the page at that remark."""
    remark = own_remark_of(request, key)
    problem, status = "", 200
    try:
        _act(request, remark)
    except StaleWrite as error:
        problem, status = said(error), 409
    except HuiyinError as error:
        problem, status = said(error), 422
    if not request.htmx:
        if problem:
            messages.error(request, problem)
        return redirect(f"{reverse('record_page', args=[remark.record.key])}#remark-{key}")
    if request.POST.get("do") == "join" and not problem:  # one card is gone
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    rows = list(remarks_of(remark.record).filter(key=key))
    if not rows:
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    card = cards_of(request, remark.record, rows)[0]
    context = {"card": card, "record": remark.record, "may_write": True, "problem": problem}
    return render(request, "congress/_remark.html", context, status=status)


def _act(request: PageRequest, remark: Remark) -> None:
    """Carry out what a button of a card says."""
    version = request.POST.get("version", "")
    common: dict[str, Any] = {
        "remark": remark,
        "expected": int(version[:9]) if version.isdecimal() else 0,
        "by": request.viewer,
        "at": timezone.now(),
    }
    do, _colon, value = request.POST.get("do", "").partition("=")
    if do == "who":
        try:
            who = forms.who_named(value)
        except LookupError as error:
            raise CongressError("remark.not_sitting") from error
        services.confirm_speaker(**common, **who)
    elif do == "reopen":
        services.reopen(**common)
    elif do == "join":
        services.join_next(**common)
    elif do == "about":
        about: dict[str, Any] = {"source": remark.about, "start": remark.about_start, "end": remark.about_end}
        services.set_about(**common, **(about if value == "yes" and remark.about else {}))
    else:
        raise Http404


@page("record.write", change="record.write")
def remark_edit(request: PageRequest, key: str) -> HttpResponseBase:
    """Correct a remark: somebody else of the roster, another end, another paragraph, its time; each on its own."""
    remark = own_remark_of(request, key)
    made = _forms(request, remark)
    if request.method == "POST" and request.POST.get("do") not in made:  # such as a split of a single sentence
        raise Http404
    done = _edited(request, remark, made) if request.method == "POST" else ""
    if done:
        messages.success(request, done)
        return redirect(f"{reverse('record_page', args=[remark.record.key])}#remark-{key}")
    source = remark.record.source
    words = source.text[remark.start : remark.end] if source else ""
    where = (remark.record.title, reverse("record_page", args=[remark.record.key]))
    context = {
        "remark": remark,
        "record": remark.record,
        "words": words,
        "title": gettext("Correct the remark: %(who)s") % {"who": speaker(remark)},
        "forms": made,
        "about": passage(remark, words, linked=False),
        "is_last": not remark.record.remarks.filter(start__gt=remark.start).exists(),
        "crumbs": crumbs_of(remark.record.meeting, where, (gettext("Correct the remark"), "")),
    }
    status = 422 if any(form.errors for form in made.values()) else 200
    return render(request, "congress/remark.html", context, status=status)


def _forms(request: PageRequest, remark: Remark) -> dict[str, Any]:
    """Return the forms of the page by what they do; the one that was sent is bound."""
    do = request.POST.get("do", "")

    def sent(name: str) -> Any:
        return posted(request) if do == name else None

    people, places = people_options(people_of(remark.record.meeting)), _places(remark)
    first = {"who": _who(remark), "passage": _about(remark), "seconds": _clock(remark.seconds)}
    found: dict[str, Any] = {"who": forms.WhoForm(sent("who"), people=people, present=speaker(remark), initial=first)}
    if places:
        found["split"] = forms.SplitForm(sent("split"), places=places)
    found["about"] = forms.AboutForm(sent("about"), passages=_passages(remark), initial=first)
    if remark.record.timed:
        found["seconds"] = forms.SecondsForm(sent("seconds"), initial=first)
    return found


def _edited(request: PageRequest, remark: Remark, made: dict[str, Any]) -> str:
    """Carry out the form that was sent; return what is said then, "" where it is refused."""
    do = request.POST.get("do", "")
    form = made.get(do)
    if form is None or not form.is_valid():
        return ""
    version = request.POST.get("version", "")
    common: dict[str, Any] = {
        "remark": remark,
        "expected": int(version[:9]) if version.isdecimal() else 0,
        "by": request.viewer,
        "at": timezone.now(),
    }
    given = form.cleaned_data
    try:
        if do == "who":
            services.confirm_speaker(**common, **forms.who_named(given["who"]))
            return gettext("The speaker is confirmed.")
        if do == "split":
            services.split_remark(**common, offset=given["offset"])
            return gettext("The remark is split; confirm who spoke in the second part.")
        if do == "seconds":
            services.set_seconds(**common, seconds=given["seconds"])
            return gettext("The speaking time is entered.")
        services.set_about(**common, **_passage_named(given["passage"]))
        return gettext("What it speaks about is confirmed.")
    except HuiyinError as error:
        form.add_error(None, said(error))
        return ""


def people_options(people: list[Person]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return people as the options of a field, grouped by delegation in the order of the roster."""
    names = dict(Delegation.objects.filter(pk__in={each.delegation for each in people}).values_list("pk", "name"))
    deputies = [each for each in people if each.kind == "mandate"]
    found = [
        (names.get(pk or 0, ""), [_option(each) for each in rows])
        for pk, rows in groupby(deputies, key=lambda each: each.delegation)
    ]
    observers = [_option(each) for each in people if each.kind == "observer"]
    return [*found, (gettext("Who sits in"), observers)] if observers else found


def _option(each: Person) -> tuple[str, str]:
    told = " ".join(filter(None, (each.name, each.number, each.post)))
    return (forms.named(each.kind, each.pk), told)


def _places(remark: Remark) -> list[tuple[int, str]]:
    """Return where a remark can be split, each with the words that would begin the second part."""
    source = remark.record.source
    words = source.text[remark.start : remark.end] if source else ""
    return [(remark.start + at, _cut(words[at:].split("\n")[0])) for at in sentence_starts(words)]


def _passages(remark: Remark) -> list[tuple[str, str]]:
    """Return the paragraphs that a remark may speak about, the nearest first, then all others of the reports."""
    report = report_of(remark.record.meeting)
    source = remark.record.source
    words = source.text[remark.start : remark.end] if source else ""
    near = [each.passage for each in services.passages_near(remark)]
    first = [(_value(each), _cut(_nearest(words, each.text))) for each in near]
    return first + [(_value(each), _cut(each.text)) for each in report.passages if each not in near]


def _nearest(words: str, paragraph: str) -> str:
    """Return of a long paragraph the sentence that comes nearest to a remark."""
    start, end = nearest_sentence(words, paragraph) if len(paragraph) > SHOWN else (0, len(paragraph))
    return ("…" if start else "") + paragraph[start:end].strip()


def _value(each: Passage) -> str:
    return f"{each.source}:{each.start}:{each.end}"


def _passage_named(value: str) -> dict[str, Any]:
    if value == "none":
        return {}
    source, start, end = (int(part) for part in value.split(":"))
    return {"source": Source.objects.get(pk=source), "start": start, "end": end}


def _who(remark: Remark) -> str:
    """Return who speaks as a form's value: as confirmed, else the likeliest; "" where nothing is known."""
    if remark.mandate_id:
        return forms.named("mandate", remark.mandate_id)
    if remark.observer_id:
        return forms.named("observer", remark.observer_id)
    if remark.state == Remark.State.CONFIRMED:
        return "nobody"
    first = remark.proposed[0] if remark.proposed else None
    if first is None:
        return ""  # nobody has said yet that it was nobody of the roster
    return next(forms.named(kind, first[kind]) for kind in ("mandate", "observer") if kind in first)


def _about(remark: Remark) -> str:
    return f"{remark.about_id}:{remark.about_start}:{remark.about_end}" if remark.about_id else "none"


def _clock(seconds: int | None) -> str:
    return "" if seconds is None else f"{seconds // 60}:{seconds % 60:02}"


def _cut(words: str) -> str:
    return words if len(words) <= SHOWN else words[:SHOWN] + "…"


def own_remark_of(request: PageRequest, key: str) -> Remark:
    """Return a remark of a record that the viewer's secretariat keeps; another's is 404."""
    rows = Remark.objects.filter(record__in=records_visible_to(request.viewer)).select_related(
        "record__source",
        "record__meeting__session__congress__place",
        "record__meeting__delegation",
        "record__meeting__group",
        "mandate__deputy",
        "observer",
        "about",
        "delegation__place",
    )
    remark = get_object_or_404(rows, key=key)
    if not writes(request, remark.record):
        raise Http404
    return remark
