"""Log-ins of deputies (代表账号): many at once with a page of slips to hand out, or an account that is there."""

from django import forms as django_forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from huiyin.congress import deputy_accounts as services
from huiyin.congress import selectors
from huiyin.congress.models import Congress, Mandate
from huiyin.congress.seats import holding
from huiyin.errors import CongressError, PeopleError
from huiyin.ledger.cases import actor_of
from huiyin.web.access import page, sure
from huiyin.web.congress import common, forms
from huiyin.web.congress.words import congress_title
from huiyin.web.days import full_moment
from huiyin.web.forms import Form
from huiyin.web.people.accounts import confirm, known
from huiyin.web.people.forms import posted
from huiyin.web.requests import PageRequest


class ChoiceForm(Form):
    """Who gets a log-in, and how user names begin."""

    start = django_forms.CharField(
        label=gettext_lazy("User names begin with"),
        max_length=20,
        required=False,
        initial="rd",
        help_text=gettext_lazy("The number of the card follows: rd001. Letters, figures, - _ . @"),
    )
    chosen = django_forms.ModelMultipleChoiceField(queryset=Mandate.objects.none(), label=gettext_lazy("Deputies"))

    def __init__(self, *args: object, congress: Congress, on: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["chosen"].queryset = services.without_account(congress, on)  # type: ignore[attr-defined,arg-type]


@page("people.change", change="people.change")
@sure
def deputy_accounts(request: PageRequest, key: str) -> HttpResponseBase:
    """Make log-ins for chosen deputies; their one-time passwords are shown this once, as slips."""
    congress = common.own_congress_of(request, key)
    form = ChoiceForm(posted(request), congress=congress, on=request.today)
    if request.method == "POST" and form.is_valid():
        try:
            slips = services.make_accounts(
                mandates=form.cleaned_data["chosen"],
                prefix=form.cleaned_data["start"],
                on=request.today,
                by=actor_of(request.viewer),
            )
        except (CongressError, PeopleError) as error:
            common.refuse(form, error)
        else:
            return _slips(request, congress, slips)
    rows = list(services.without_account(congress, request.today).prefetch_related("memberships__delegation"))
    context = {
        "congress": congress,
        "title": gettext("Log-ins for deputies"),
        "text": congress_title(congress),
        "form": form,
        "picked": set(request.POST.getlist("chosen")),
        "rows": [
            (
                row,
                selectors.seat_on(sorted(row.memberships.all(), key=lambda s: s.from_on, reverse=True), request.today),
            )
            for row in rows
        ],
        "most": services.MOST,
        "crumbs": common.of_congress(congress, (gettext("Log-ins for deputies"), "")),
    }
    return render(request, "congress/accounts.html", context, status=422 if form.errors else 200)


@page("people.change", change="people.change")
@sure
def deputy_tie(request: PageRequest, key: str) -> HttpResponseBase:
    """Let a deputy log in by an account that is there, or undo that."""
    deputy = get_object_or_404(selectors.deputies_visible_to(request.viewer).select_related("account"), key=key)
    rows = Mandate.objects.filter(holding(request.today), deputy=deputy).select_related("congress__place")
    mandate = get_object_or_404(rows.order_by("-from_on")[:1])
    congress = common.own_congress_of(request, mandate.congress.key)
    here, by = reverse("deputy_page", args=[key]), actor_of(request.viewer)
    if deputy.account is not None:
        if request.method == "POST":
            services.untie_account(deputy=deputy, by=by)
            messages.success(request, gettext("The account is no longer this deputy's."))
            return redirect("deputy_page", key)
        return confirm(
            request,
            title=gettext("Untie the account %(username)s from %(name)s?")
            % {"username": deputy.account.username, "name": deputy.name},
            effects=[gettext("The account and its roles stay; end them under “Accounts” where they are to end.")],
            act=gettext("Untie the account"),
            back=here,
        )
    form = forms.TieForm(posted(request))
    if common.done(
        request,
        form,
        lambda given: services.tie_account(deputy=deputy, congress=congress, on=request.today, by=by, **given),
    ):
        messages.success(request, gettext("The account is this deputy's now."))
        return redirect("deputy_page", key)
    title = gettext("Tie an account")
    return common.form_page(
        request,
        form,
        title=title,
        text=deputy.name,
        act=gettext("Tie the account"),
        back=here,
        where=common.of_congress(congress, (deputy.name, here), (title, "")),
        known_accounts=known(request)["known_accounts"],
    )


def _slips(request: PageRequest, congress: Congress, slips: list[services.Slip]) -> HttpResponse:
    context = {
        "title": gettext("Slips to hand out"),
        "congress": congress,
        "text": congress_title(congress),
        "slips": slips,
        "until": full_moment(slips[0].account.one_time_until) if slips and slips[0].account.one_time_until else "",
        "login": request.build_absolute_uri(reverse("account_login")),
    }
    answer = render(request, "congress/slips.html", context)
    answer["Cache-Control"] = "no-store"
    return answer
