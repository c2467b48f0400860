"""Writing a suggestion, motion or inquiry: one page, saved at any time, with help beside it; then filing."""

from collections import Counter
from collections.abc import Sequence
from contextlib import ExitStack
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST

from huiyin.congress import drafts, filing
from huiyin.congress.models import Congress, Cosigning, Kind, SuggestionDraft
from huiyin.congress.reminders import reminders
from huiyin.congress.seats import mandates_on
from huiyin.congress.similar import similar_to
from huiyin.errors import CongressError, HuiyinError, StaleWrite
from huiyin.ledger import files
from huiyin.ledger.models import Attachment, Statement
from huiyin.ledger.scanning import look_at_uploads
from huiyin.people.models import Account, Role
from huiyin.web.access import page
from huiyin.web.congress.opinions import confirmed_statement, passage_of
from huiyin.web.links import link
from huiyin.web.requests import PageRequest
from huiyin.web.suggestions import words
from huiyin.web.suggestions.forms import DraftForm, InviteForm, PaperForm, congress_name, deputies_named, names_typed

NAMES = 3000  # of deputies that a field proposes


@page("suggestion.own", change="suggestion.own")
def file_suggestion(request: PageRequest) -> HttpResponseBase:
    """Begin a draft; with one seat at once, with several the deputy says for which congress."""
    seats = list(drafts.seats(request.viewer.account_id, on=request.today).select_related("congress__place"))
    if request.method == "POST":
        seat = next((each for each in seats if each.congress.key == request.POST.get("congress")), None)
        if seat is None:
            raise Http404
        try:
            draft = drafts.start_draft(
                congress=seat.congress,
                drafter=seat.deputy,
                by=request.viewer,
                at=timezone.now(),
                kind=_kind(request),
            )
        except HuiyinError as error:
            messages.error(request, words.refused(error))
            return redirect("my_suggestions")
        return redirect("suggestion_draft", draft.key)
    offered = [{"key": each.congress.key, "name": congress_name(each.congress)} for each in seats]
    return render(request, "suggestions/begin.html", {"seats": offered, "inquiry": _kind(request) == Kind.INQUIRY})


def _asked_about(request: PageRequest) -> Statement | None:
    """Return the statement of a source that an inquiry is to ask about; None for a draft of another kind."""
    return confirmed_statement(request) if _kind(request) == Kind.INQUIRY else None


def _kind(request: PageRequest) -> str:
    """Return what the address says is to be written; a suggestion where it says nothing."""
    asked = request.GET.get("kind", "")
    return asked if asked in Kind.values else Kind.SUGGESTION.value


@page("suggestion.paper", change="suggestion.paper")
def suggestion_paper(request: PageRequest) -> HttpResponseBase:
    """Begin the entry of what a deputy handed in on paper."""
    congresses = Congress.objects.filter(
        place_id__in=request.viewer.place_ids(Role.SECRETARY), from_on__lte=request.today
    ).select_related("place")
    row = _asked_about(request)
    form = PaperForm(request.POST if request.method == "POST" else None, congresses=congresses)
    if request.method == "POST" and form.is_valid():
        congress = form.cleaned_data["congress"]
        name = form.cleaned_data["deputy"]
        found, unknown, several = deputies_named(congress, [name], request.today)
        if unknown:
            form.add_error("deputy", gettext("No deputy of that name sits in this congress on that day."))
        elif several:
            form.add_error(
                "deputy",
                gettext("Several deputies bear that name; add the number, such as “%(name)s 012”.") % {"name": name},
            )
        else:
            draft = drafts.start_draft(
                congress=congress,
                drafter=found[0],
                by=request.viewer,
                at=timezone.now(),
                paper=True,
                kind=_kind(request),
                statement=row,
            )
            return redirect("suggestion_draft", draft.key)
    names = sorted({name for each in congresses for name in _names(each, request)})
    context = {
        "form": form,
        "congresses": congresses.exists(),
        "names": names,
        "passage": passage_of(row) if row else None,
        "crumbs": _desk_crumbs(gettext("Enter one from paper")),
    }
    return render(request, "suggestions/paper.html", context, status=422 if form.errors else 200)


def _names(congress: Congress, request: PageRequest) -> list[str]:
    """Return the names of deputies to propose; namesakes with the numbers of their cards."""
    rows = list(mandates_on(congress, request.today).values_list("deputy__name", "number")[:NAMES])
    often = Counter(name for name, _number in rows)
    return [f"{name}（{number}）" if often[name] > 1 and number else name for name, number in rows]


def _desk_crumbs(last: str) -> list[dict[str, str]]:
    return [{"label": gettext("Suggestions"), "url": link("suggestions")}, {"label": last, "url": ""}]


def own_draft(request: PageRequest, key: str) -> SuggestionDraft:
    """Return a draft that the person may change; any other is not there."""
    return get_object_or_404(drafts.own_drafts(request.viewer), key=key)


@page("suggestion.draft", change="suggestion.write")
def suggestion_draft(request: PageRequest, key: str) -> HttpResponseBase:
    """Show a draft, save it, or save it and go on to filing; what was typed is never lost.

    Once it is filed its address leads to the case: somebody has gone back, or kept a mark.
    """
    if request.method != "POST" and (case := drafts.own_filed(request.viewer, key)) is not None:
        return redirect("case", case.key)
    draft = own_draft(request, key)
    if request.method != "POST":
        return _shown(request, draft, DraftForm.of(draft, on=request.today))
    draft, refused = _kept(request, draft)
    if refused is not None:
        return refused
    if names := request.POST.get("names", "").strip():
        request.session[_left_over(draft)] = names[:2000]
        messages.info(request, gettext("The names of co-signers stay in their field; nobody is asked yet."))
    if request.POST.get("do") == "file":
        return redirect("suggestion_file", draft.key)
    messages.success(request, gettext("Saved."))
    return _back_to(draft, "d-save")


def _kept(request: PageRequest, draft: SuggestionDraft) -> tuple[SuggestionDraft, HttpResponse | None]:
    """Keep what was sent of a draft; where it cannot be kept, return the page that shows it all again."""
    form = DraftForm(request.POST, request.FILES, draft=draft, on=request.today)
    if not form.is_valid():
        return draft, _shown(request, draft, form, status=422)
    try:
        return _save(request, draft, form), None
    except StaleWrite:
        fresh = own_draft(request, draft.key)
        again = request.POST.copy()
        again["revision"] = str(fresh.revision)
        form = DraftForm(again, draft=fresh, on=request.today)
        return fresh, _shown(request, fresh, form, status=409, stale=True)
    except HuiyinError as error:
        form.add_error("attached" if error.code.startswith("file.") else None, words.refused(error))
        return draft, _shown(request, draft, form, status=422)


def _kept_with(request: PageRequest, draft: SuggestionDraft) -> tuple[SuggestionDraft, HttpResponse | None]:
    """Keep the draft with another act on its page, and say so where that changed it."""
    if "revision" not in request.POST:  # the act alone was sent
        return draft, None
    before = draft.changed_at
    draft, refused = _kept(request, draft)
    if refused is None and draft.changed_at != before:
        messages.success(request, gettext("Saved."))
    return draft, refused


def _save(request: PageRequest, draft: SuggestionDraft, form: DraftForm) -> SuggestionDraft:
    """Keep text and files, both or neither."""
    given, at = form.cleaned_data, timezone.now()
    names = [name for name in drafts.Written.__dataclass_fields__ if name in given]
    told = drafts.Written(**{name: given[name] for name in names})
    look_at_uploads(given.get("attached") or ())
    with ExitStack() as undo, transaction.atomic():
        kept: list[Attachment] = []
        undo.callback(files.discard, kept)
        account = Account.objects.get(pk=request.viewer.account_id)
        for upload in given.get("attached") or ():
            kept.append(files.keep_file(upload, stream=drafts.STREAM, stream_key=draft.key, by=account, at=at))
        draft = drafts.write_draft(draft=draft, written=told, at=at, expected=given["revision"])
        undo.pop_all()
    return draft


def _shown(
    request: PageRequest, draft: SuggestionDraft, form: DraftForm, *, status: int = 200, stale: bool = False
) -> HttpResponse:
    paper = draft.entered_by_id is not None
    context = {
        "draft": draft,
        "form": form.as_shown(),
        "stale": stale,
        "paper": paper,
        "passage": passage_of(draft.statement) if draft.statement else None,
        "congress": congress_name(draft.congress),
        "files": list(drafts.attachments_of(draft)),
        "invite": InviteForm(paper=paper, initial={"names": _names_left(request, draft)}),
        "cosignings": [{"row": each, "words": words.cosigning_words(each)} for each in _cosignings(draft)],
        "signers": _signers(request, draft),
        "names": _names(draft.congress, request),
        "reminders": [
            {"words": words.ground_words(each.ground), "found": each.found, "source": each.source}
            for each in reminders(draft.title, f"{draft.grounds}\n{draft.proposals}")
        ],
        "similar": _similar(request, draft),
        "crumbs": _desk_crumbs(gettext("From paper"))
        if paper
        else [
            {"label": gettext("My suggestions"), "url": link("my_suggestions")},
            {"label": draft.title or gettext("Draft"), "url": ""},
        ],
    }
    return render(request, "suggestions/draft.html", context, status=status)


def _cosignings(draft: SuggestionDraft) -> list[Cosigning]:
    rows = draft.cosignings.exclude(state=Cosigning.State.WITHDRAWN)
    return list(rows.select_related("deputy", "draft"))


def _signers(request: PageRequest, draft: SuggestionDraft) -> dict[str, Any]:
    found = filing.signers_of(draft, on=request.today)
    signed = ngettext("%(n)d deputy signs it now", "%(n)d deputies sign it now", len(found.cosigners) + 1)
    missing = words.signers_words(found.missing, found.least, draft.kind) if found.missing else ""
    return {"words": signed % {"n": len(found.cosigners) + 1}, "missing": missing}


def _similar(request: PageRequest, draft: SuggestionDraft) -> list[Any]:
    text = f"{draft.title}\n{draft.grounds}\n{draft.proposals}"
    found = similar_to(request.viewer, draft.congress.place, title=draft.title, text=text)
    seen = _visible(request, [each.case.pk for each in found])
    return [{"each": each, "url": link("case", each.case.key) if each.case.pk in seen else ""} for each in found]


def _visible(request: PageRequest, ids: list[int]) -> set[int]:
    from huiyin.ledger.relations import visible_cases

    return set(visible_cases(request.viewer).filter(pk__in=ids).values_list("pk", flat=True))


@page("suggestion.draft", change="suggestion.write")
@require_POST
def suggestion_invite(request: PageRequest, key: str) -> HttpResponseBase:
    """Invite co-signers by name, or take an invitation back; the draft is saved with it, as it is typed."""
    draft, refused = _kept_with(request, own_draft(request, key))
    if refused is not None:
        return refused
    at = timezone.now()
    on_paper, back = draft.entered_by_id is not None, request.POST.get("withdraw", "")
    if back.isdecimal():
        row = get_object_or_404(draft.cosignings, pk=int(back[:18]))
        drafts.withdraw_invitation(cosigning=row)
        taken_out = gettext("%(name)s is taken out.") % {"name": row.deputy.name}
        messages.success(request, taken_out if on_paper else gettext("The invitation is withdrawn."))
        return _back_to(draft, "d-cosign")
    sitting = drafts.sitting(draft.congress, on=request.today)
    names = names_typed(request.POST.get("names", "")[:2000], sitting)
    found, unknown, several = deputies_named(draft.congress, names, request.today)
    try:
        drafts.invite(draft=draft, deputies=found, at=at)
    except HuiyinError as error:
        messages.error(request, words.refused(error))
        request.session[_left_over(draft)] = "、".join(names)
        return _back_to(draft, "d-cosign")
    if unknown or several:
        request.session[_left_over(draft)] = "、".join([*unknown, *several])
    if not names:
        messages.warning(request, gettext("Nobody was asked: type a name first."))
    if found:
        messages.success(request, _asked_words(len(found), on_paper=on_paper))
    if unknown:
        messages.warning(request, gettext("No deputy is called %(names)s.") % {"names": "、".join(unknown)})
    if several:
        told = gettext("Several deputies are called %(names)s; add the number of the card, such as 王芳（012）.")
        messages.warning(request, told % {"names": "、".join(several)})
    return _back_to(draft, "d-cosign")


def _left_over(draft: SuggestionDraft) -> str:
    """Return where the names are kept that were typed and not taken, so that the field has them again."""
    return f"names {draft.key}"


def _names_left(request: PageRequest, draft: SuggestionDraft) -> str:
    """Return the names for the field: as sent with a page that is shown again, or as they were left over."""
    left = request.session.pop(_left_over(draft), "")
    return request.POST.get("names", "") or left


def _back_to(draft: SuggestionDraft, place: str) -> HttpResponseBase:
    """Lead back to where something was done on the page, so that on a phone nobody has to look for it."""
    return redirect(f"{reverse('suggestion_draft', args=[draft.key])}#{place}")


def _asked_words(n: int, *, on_paper: bool) -> str:
    if on_paper:
        return ngettext("%(n)d co-signer is entered.", "%(n)d co-signers are entered.", n) % {"n": n}
    return ngettext("%(n)d deputy is asked.", "%(n)d deputies are asked.", n) % {"n": n}


@page("suggestion.draft", change="suggestion.write")
@require_POST
def suggestion_file_drop(request: PageRequest, key: str, file: str) -> HttpResponseBase:
    """Take a file out of a draft, and save the draft with it."""
    draft, refused = _kept_with(request, own_draft(request, key))
    if refused is not None:
        return refused
    drafts.drop_file(draft=draft, file=get_object_or_404(drafts.attachments_of(draft), key=file))
    messages.success(request, gettext("The file is taken out."))
    return _back_to(draft, "d-files" if drafts.attachments_of(draft).exists() else "d-save")


@page("suggestion.draft", change="suggestion.write")
def suggestion_drop(request: PageRequest, key: str) -> HttpResponseBase:
    """Ask, then throw a draft away."""
    draft = own_draft(request, key)
    if request.method == "POST":
        drafts.drop_draft(draft=draft)
        messages.success(request, gettext("The draft is gone."))
        return redirect("suggestions" if draft.entered_by_id else "my_suggestions")
    return render(request, "suggestions/drop.html", {"draft": draft})


@page("suggestion.draft", change="suggestion.write")
def suggestion_file(request: PageRequest, key: str) -> HttpResponseBase:
    """Show the text as it will be filed with what is missing, then file it; a motion may go as a suggestion.

    Sent twice (a double click, the page gone back to), it leads to what the first time brought about.
    """
    if (case := drafts.own_filed(request.viewer, key)) is not None:
        return redirect("case", case.key)
    draft = own_draft(request, key)
    if request.method == "POST":
        try:
            if request.POST.get("as") == "suggestion" and draft.kind == "motion":
                done = filing.file_as_suggestion(draft=draft, by=request.viewer, at=timezone.now())
            else:
                done = filing.file_draft(draft=draft, by=request.viewer, at=timezone.now())
        except HuiyinError as error:
            case = drafts.own_filed(request.viewer, key) if error.code == "draft.filed" else None
            refused = [words.refused(each) for each in (error, *error.others)]
            return redirect("case", case.key) if case else _to_file(request, draft, refused=refused)
        messages.success(request, gettext("Filed. Receipt: %(code)s") % {"code": done.receipt.code})
        return redirect("case", done.case.key)
    return _to_file(request, draft)


def _to_file(request: PageRequest, draft: SuggestionDraft, *, refused: Sequence[str] = ()) -> HttpResponse:
    missing = [words.missing_words(each, draft.kind) for each in filing.missing_of(draft)]
    signers = filing.signers_of(draft, on=request.today)
    text, _spans = filing.text_of(draft, signers.cosigners)
    waiting = [each.deputy.name for each in _cosignings(draft) if each.waits]
    when = filing.occasion(draft.congress, on=request.today)
    must_wait = draft.kind == Kind.INQUIRY and not when.at_session
    context = {
        "draft": draft,
        "refused": refused,
        "missing": missing,
        "text": text,
        "waiting": waiting,
        "at_session": when.at_session,
        "must_wait": words.refused(CongressError("inquiry.no_session")) if must_wait else "",
        "short": words.signers_words(signers.missing, signers.least, draft.kind) if signers.missing else "",
        "inquiry": draft.kind == Kind.INQUIRY,
        "crumbs": [
            {"label": draft.title or gettext("Draft"), "url": link("suggestion_draft", draft.key)},
            {"label": gettext("File it"), "url": ""},
        ],
    }
    return render(request, "suggestions/file.html", context, status=422 if refused else 200)
