"""The pages of policies, and the loading of a place's own policy file or notice of holidays."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, gettext, pgettext

from huiyin import policy
from huiyin.errors import HuiyinError
from huiyin.ledger import moving, policies, rules
from huiyin.ledger.models import CalendarNotice, Case, Event, PolicyVersion, Stream
from huiyin.ledger.relations import visible_cases
from huiyin.ledger.trail import people_of
from huiyin.people.permissions import may
from huiyin.policy.model import Clock, Limit, Need, Policy, Transition
from huiyin.render.errors import told
from huiyin.web import days
from huiyin.web.access import page
from huiyin.web.cases.trail import who_words
from huiyin.web.forms import Form
from huiyin.web.links import link
from huiyin.web.policies.settings import setting_words
from huiyin.web.requests import PageRequest
from huiyin.web.sentences import limit_words, named

MOST_BYTES = 300_000


class LoadForm(Form):
    """A file in TOML: a policy, or a notice of holidays."""

    file = forms.FileField()

    def __init__(self, *args: Any, label: str, help_text: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["file"].label = label
        self.fields["file"].help_text = help_text

    def text(self) -> str:
        """Return the text of the file; "" with an error on the field where it is none."""
        upload = self.cleaned_data["file"]
        content: bytes = upload.read(MOST_BYTES + 1)
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = ""
        if not text or len(content) > MOST_BYTES:
            self.add_error("file", gettext("This is no text in UTF-8, or it is too long."))
            return ""
        return text


def _policy_form(*args: Any) -> LoadForm:
    return LoadForm(
        *args,
        prefix="policy",
        label=gettext("Policy file of this place"),
        help_text=gettext("TOML; holds for cases opened from then on, running ones keep their version."),
    )


def _notice_form(*args: Any) -> LoadForm:
    return LoadForm(
        *args,
        prefix="notice",
        label=gettext("Notice of holidays"),
        help_text=gettext("TOML with year, source, off and make_up; deadlines that it moves are computed anew."),
    )


@page("policy.view", change="policy.load")
def policies_page(request: PageRequest) -> HttpResponseBase:
    """Show all policies in force and the calendar; a POST loads one of the place's own."""
    which = request.POST.get("load", "")
    policy_form = _policy_form(*((request.POST, request.FILES) if which == "policy" else ()))
    notice_form = _notice_form(*((request.POST, request.FILES) if which == "notice" else ()))
    form = {"policy": policy_form, "notice": notice_form}.get(which)
    if form is not None and form.is_valid():
        done = _load(request, which, form)
        if done:
            return done
    status = 422 if form is not None else 200
    context = {**_overview(request), "policy_form": policy_form, "notice_form": notice_form}
    return render(request, "policies/list.html", context, status=status)


def _load(request: PageRequest, which: str, form: LoadForm) -> HttpResponseBase | None:
    text, name = form.text(), str(form.cleaned_data["file"].name)[:120]
    if not text:
        return None
    at = timezone.now()
    try:
        if which == "policy":
            found = rules.load_policy(text=text, name=name, by=request.viewer, at=at)
            said = gettext("In force from now on: %(name)s %(version)s.")
            messages.success(request, said % {"name": named(found.names), "version": found.version[:8]})
            return redirect("policy", found.id)
        row = rules.load_notice(text=text, name=name, by=request.viewer, at=at)
    except HuiyinError as error:
        form.add_error("file", told(error))
        return None
    said = gettext("The notice of %(year)d is loaded; deadlines that it moves are listed below as they are computed.")
    messages.success(request, said % {"year": row.year})
    return redirect("policies")


def _overview(request: PageRequest) -> dict[str, Any]:
    calendar = policies.calendar()
    own = {row.year: row for row in CalendarNotice.objects.order_by("loaded_at").select_related("loaded_by")}
    years = [
        year
        for year in sorted({*calendar.years, request.today.year, request.today.year + 1})
        if year >= request.today.year - 1
    ]
    seen = set(visible_cases(request.viewer).values_list("pk", flat=True)[:5000])
    return {
        "policies": [_summary(each) for each in policies.in_force()],
        "may_load": may(request.viewer, "policy.load"),
        "years": [
            {
                "year": year,
                "source": calendar.source(year),
                "provisional": calendar.is_provisional(year),
                "loaded": days.moment(own[year].loaded_at) if year in own else "",
                "by": own[year].loaded_by.name if year in own else "",
            }
            for year in years
        ],
        "moved": [
            {
                "case": each.case,
                "clock": _clock_name(each.case, each.clock),
                "before": each.before,
                "after": each.after,
                "when": days.moment(each.at),
            }
            for each in rules.moved_lately()
            if each.case.pk in seen
        ],
    }


def _clock_name(case: Case, code: str) -> str:
    clock = policies.policy_version(case.policy, case.policy_version).clock(code)
    return named(clock.names) if clock else code


def _summary(each: Policy) -> dict[str, Any]:
    numbers = [*(clock.confirmed for clock in each.clocks), *(setting.confirmed for setting in each.settings.values())]
    return {
        "name": named(each.names),
        "id": each.id,
        "url": link("policy", each.id),
        "version": each.version[:8],
        "source": each.source,
        "confirmed": each.confirmed,
        "numbers": len(numbers),
        "unconfirmed": numbers.count(False),
    }


@page("policy.view")
def policy_page(request: PageRequest, name: str) -> HttpResponse:
    """Show one policy: its flow as a picture, its clocks and settings with their sources; `?version=` an older one."""
    found = _found(name, request.GET.get("version", ""))
    chinese = (get_language() or "zh").startswith("zh")
    loaded = Event.objects.filter(stream=Stream.POLICY, type="policy.loaded", payload__policy=found.id).order_by("-pk")
    people = people_of(event.actor for event in loaded)
    context = {
        "policy": found,
        "title": named(found.names),
        "crumbs": [
            {"label": pgettext("navigation", "Rules of handling"), "url": link("policies")},
            {"label": named(found.names), "url": ""},
        ],
        # The picture is drawn by ourselves and escapes every word that it takes from a file.
        "picture": mark_safe(policy.diagram(found, "zh" if chinese else "en")),  # noqa: S308
        "clocks": [_clock(each, found) for each in found.clocks],
        "steps": [_step(each, found) for each in found.transitions],
        "settings": [
            {"name": named(policy.name_of("setting", code)), "value": setting_words(found, code), "setting": setting}
            for code, setting in found.settings.items()
        ],
        "outcomes": [{"name": named(each.names), "letter": each.letter} for each in found.outcomes],
        "versions": [
            {
                "version": event.payload["version"],
                "short": event.payload["version"][:8],
                "when": days.moment(event.at),
                "who": who_words(people[event.actor]) if event.actor in people else "",
            }
            for event in loaded
        ],
        "in_force": policies.current_policy(found.id).version == found.version,
        **_to_move(request, found),
        "running": visible_cases(request.viewer)
        .filter(policy=found.id, policy_version=found.version, closed=False)
        .count(),
    }
    return render(request, "policies/policy.html", context)


def _to_move(request: PageRequest, found: Policy) -> dict[str, Any]:
    """Return how many open cases run by other rules than these, for whoever may move them here."""
    if not may(request.viewer, "case.move") or found.version != policies.current_policy(found.id).version:
        return {"behind": 0}
    return {
        "behind": moving.behind(moving.movable_cases(request.viewer), found).count(),
        "move_url": link("policy_move", found.id),
    }


def _found(name: str, version: str) -> Policy:
    known = {each.id: each for each in policies.in_force()}
    if not version and name in known:
        return known[name]
    kept = PolicyVersion.objects.filter(policy=name)
    row = (kept.filter(version=version) if version else kept.order_by("-loaded_at")).first()
    if row is None:
        raise Http404
    return policies.policy_version(row.policy, row.version)


def _clock(clock: Clock, found: Policy) -> dict[str, Any]:
    starts = [named(each.names) for each in found.transitions if clock.code in each.starts]
    stops = [named(each.names) for each in found.transitions if clock.code in each.stops]
    extends = ""
    if clock.extend_times:
        by = "、".join(named(policy.name_of("role", role)) for role in clock.extend_by)
        extends = gettext("%(n)d times, by %(by)s") % {"n": clock.extend_times, "by": by}
        if clock.extend_max:
            extends = gettext("%(times)s, at most %(limit)s") % {
                "times": extends,
                "limit": limit_words(clock.extend_max),
            }
    return {
        "name": named(clock.names),
        "limit": _limit(clock.limit),
        "hand": named(policy.name_of("hand", clock.hand)),
        "near": _limit(clock.near),
        "starts": "、".join(starts),
        "stops": "、".join(stops),
        "extends": extends,
        "source": clock.source,
        "confirmed": clock.confirmed,
    }


def _limit(limit: Limit) -> str:
    return named(policy.name_of("unit", "given")) if limit.unit == "given" else limit_words(limit)


def _step(step: Transition, found: Policy) -> dict[str, Any]:
    stages = [stage for code in step.from_stages if (stage := found.stage(code))]
    to = found.stage(step.to_stage) if step.to_stage else None
    return {
        "name": named(step.names),
        "from": "、".join(named(stage.names) for stage in stages),
        "to": named(to.names) if to else "",
        "by": "、".join(named(policy.name_of("role", role)) for role in step.by),
        "on_paper": "、".join(named(policy.name_of("role", role)) for role in step.on_paper),
        "needs": "、".join(map(_need, step.needs)),
        "second": bool(step.other_than),
        "source": step.source,
        "confirmed": step.confirmed,
    }


def _need(need: Need) -> str:
    name = named(policy.name_of("need", need.name))
    if not need.required:
        return gettext("%(need)s (optional)") % {"need": name}
    if need.min_length:
        return gettext("%(need)s (at least %(n)d characters)") % {"need": name, "n": need.min_length}
    return name
