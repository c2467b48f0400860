"""Releasing, withholding, withdrawing (公开决定): from the preview, one at a time or many at once."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext, ngettext, pgettext
from django.views.decorators.http import require_POST

from huiyin.congress import public_desk
from huiyin.congress.public_rules import FIELDS
from huiyin.congress.publishing import hold_back, release, release_all
from huiyin.errors import CongressError, HuiyinError, StaleWrite
from huiyin.ledger.models import Case, Source
from huiyin.web.access import page
from huiyin.web.public.forms import HoldForm
from huiyin.web.public.preview import found, thing_page
from huiyin.web.requests import PageRequest
from huiyin.web.secret_words import secret_words

MOST = 500


def refusal_words(error: HuiyinError) -> str:
    """Return the sentence of a refusal."""
    return (
        secret_words(error)
        or {
            "publication.stage": gettext(
                "The rules show nothing of it at this stage. Release it once it has gone further."
            ),
            "publication.consent": gettext(
                "The deputy did not agree to publication, and the rules ask for that. Withhold it instead."
            ),
            "publication.not_shared": gettext("The text is a draft of its house. Share it first, on its own page."),
            "publication.field": gettext("One of the fields is none of this type. Load the page anew."),
            "publication.reason": gettext("Choose a reason; another one needs a sentence."),
            "stale": gettext(
                "Somebody, perhaps you in another window, has since decided of this. "
                "Below is how it stands now; decide again."
            ),
        }[error.code]
    )


@require_POST
@page("publication.view", change="publication.decide")
def release_many(request: PageRequest) -> HttpResponseBase:
    """Release the cases and reports that were picked; say which could not be, and why."""
    keys = request.POST.getlist("id")[:MOST]
    things: list[Case | Source] = list(public_desk.decidable_cases(request.viewer).filter(key__in=keys))
    things += public_desk.decidable_reports(request.viewer).filter(key__in=keys)
    done, refused = release_all(things=things, by=request.viewer, at=timezone.now())
    if not keys:
        messages.info(request, gettext("Nothing was picked. Tick what is to be released."))
    elif done or not refused:
        words = ngettext("%(n)d item was released.", "%(n)d items were released.", done) % {"n": done}
        messages.success(request, words)
    for of, code in refused[:10]:
        told = getattr(of, "number", "") or of.title[:40]
        messages.warning(request, told + pgettext("before an explanation", ": ") + refusal_words(CongressError(code)))
    back = request.POST.get("back", "")
    safe = back.startswith("/publication/") and url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    return redirect(back if safe else "public_preview")


@require_POST
@page("publication.view", change="publication.decide")
def release_one(request: PageRequest, sort: str, key: str) -> HttpResponseBase:
    """Release one thing, without the fields that are ticked to stay back."""
    of = found(request, sort, key)
    held = [name for name in request.POST.getlist("held") if isinstance(of, Case) and name in FIELDS[of.case_type]]
    try:
        release(thing=of, held=held, by=request.viewer, at=timezone.now(), expected=_version(request))
    except (CongressError, StaleWrite) as error:
        return _refused(request, sort, key, HoldForm(), error)
    messages.success(request, gettext("Released. The public sees it now."))
    return redirect("publication", sort, key)


@require_POST
@page("publication.view", change="publication.decide")
def hold_one(request: PageRequest, sort: str, key: str) -> HttpResponseBase:
    """Withhold one thing, or withdraw it where it was public."""
    of = found(request, sort, key)
    form = HoldForm(request.POST)
    if not form.is_valid():
        return thing_page(request, of, form, status=422)
    given = form.cleaned_data
    try:
        row = hold_back(
            thing=of,
            reason=given["reason"],
            words=given["words"],
            by=request.viewer,
            at=timezone.now(),
            expected=_version(request),
        )
    except (CongressError, StaleWrite) as error:
        return _refused(request, sort, key, form, error)
    said = gettext("Withdrawn. Its address says so from now on.") if row.state == "withdrawn" else gettext("Withheld.")
    messages.success(request, said)
    return redirect("publication", sort, key)


def _version(request: PageRequest) -> int | None:
    given = request.POST.get("version", "")
    return int(given) if given.isdecimal() and len(given) < 9 else None


def _refused(request: PageRequest, sort: str, key: str, form: HoldForm, error: HuiyinError) -> HttpResponse:
    status = 409 if isinstance(error, StaleWrite) else 422
    return thing_page(request, found(request, sort, key), form, problem=refusal_words(error), status=status)
