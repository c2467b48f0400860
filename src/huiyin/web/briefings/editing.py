"""The editor: head and foot, items one below the other, what can still be chosen; each field is kept by itself.

Every form works without script. With it a form is sent two seconds after the last key, and the answer is the small
part that says what was kept, what was changed, and what the check marks. Who is late loses nothing: both versions are
shown, and one's own can be saved over the other.
"""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST

from huiyin.congress import digests
from huiyin.congress.briefings import change_head, choose_remarks, words_of, write_item
from huiyin.congress.briefings_checking import findings_of
from huiyin.congress.briefings_selectors import Heard, heard, remarks_of
from huiyin.congress.briefings_sheet import items_of, speaker_of, with_passages
from huiyin.congress.briefings_statements import choose_statements
from huiyin.congress.models import Briefing, BriefingItem, Remark
from huiyin.errors import CongressError, StaleWrite
from huiyin.ledger.models import Statement
from huiyin.web.access import page
from huiyin.web.briefings import common, forms, points
from huiyin.web.briefings.shown import came_of_it, marked, open_sources, shown_item
from huiyin.web.briefings.words import name_of, said, scope_words
from huiyin.web.congress.words import session_title
from huiyin.web.requests import PageRequest
from huiyin.web.secret_words import refuse_secret_in

Given = dict[str, Any]


@page("briefing.write", change="briefing.write")
def briefing_edit(request: PageRequest, key: str) -> HttpResponseBase:
    """Show the editor; keep head and foot."""
    briefing = common.own_briefing_of(request, key)
    if not briefing.is_draft:
        if request.method == "POST":
            return common.too_late(request, briefing, CongressError("briefing.issued"))
        return redirect("briefing_page", key)
    if request.method != "POST":
        return editor(request, briefing)
    form = forms.HeadForm(request.POST, auto_id="h-%s")
    if not form.is_valid():
        return _head(request, briefing, form, status=422)
    expected = briefing.version if request.POST.get("over") else whole(request.POST.get("version"))
    try:
        briefing = change_head(briefing=briefing, changes=form.cleaned_data, at=timezone.now(), expected=expected)
    except StaleWrite:
        return _head(request, briefing, form, status=409, stale=True)
    except CongressError as error:
        if refuse_secret_in(form, error):
            return _head(request, briefing, form, status=422)
        return common.too_late(request, briefing, error)
    if request.htmx:
        return _head(request, briefing, form, saved=True)
    messages.success(request, gettext("Saved."))
    return redirect("briefing_edit", key)


@require_POST
@page("briefing.write", change="briefing.write")
def briefing_choose(request: PageRequest, key: str) -> HttpResponseBase:
    """Put the ticked remarks into a briefing, one by its button, or all that are left."""
    briefing = common.own_briefing_of(request, key)
    rows, wanted = remarks_of(briefing), request.POST.getlist("statement")
    if not request.POST.get("all"):
        ticked = [*request.POST.getlist("remark"), *request.POST.getlist("one")]
        rows = rows.filter(key__in=request.POST.getlist("one") or ticked)
    try:
        made = choose_remarks(briefing=briefing, remarks=rows, at=timezone.now())
        if wanted and not request.POST.get("all") and not request.POST.get("one"):
            pks = list(Statement.objects.filter(key__in=wanted).values_list("pk", flat=True))
            made += choose_statements(briefing=briefing, statements=pks, at=timezone.now())
    except CongressError as error:
        messages.error(request, said(error))
    else:
        words = ngettext("%(n)d item was put in.", "%(n)d items were put in.", len(made)) % {"n": len(made)}
        messages.success(request, words if made else gettext("Nothing was put in: tick a remark first."))
    return redirect("briefing_edit", key)


@require_POST
@page("briefing.write", change="briefing.write")
def briefing_item(request: PageRequest, key: str) -> HttpResponseBase:
    """Keep the text of one item."""
    item = common.own_item_of(request, key)
    briefing = item.briefing
    typed = request.POST.get("text", "")
    given: Given = {"typed": typed, "unnamed": bool(request.POST.get("unnamed"))}
    expected = item.version if request.POST.get("over") else whole(request.POST.get("version"))
    status = 200
    try:
        write_item(
            item=item,
            text=typed,
            by=request.viewer,
            at=timezone.now(),
            expected=expected,
            unnamed=given["unnamed"] if request.POST.get("naming") else None,
        )
        given |= {"saved": True}
    except StaleWrite:
        status, given = 409, {**given, "conflict": _conflict(item, typed, request), "version": expected}
    except CongressError as error:
        if error.code == "briefing.issued":
            return common.too_late(request, briefing, error)
        status, given = 422, {**given, "error": said(error), "version": expected}
    if not request.htmx:
        if status == 200:
            return redirect(points.place_url(item))
        return editor(request, briefing, typed={item.pk: given}, status=status)
    row = with_passages(BriefingItem.objects.filter(pk=item.pk)).get()
    shown = shown_item(row, number=0, briefing=briefing, open_sources=frozenset(), **given)
    context = {"item": shown, "briefing": briefing, **(_answered(briefing) if status == 200 else {})}
    return render(request, "briefings/_item_state.html", context, status=status)


@require_POST
@page("briefing.write", change="briefing.write")
def digest_decide(request: PageRequest, key: str) -> HttpResponseBase:
    """Bring statements into a digest, or leave them out with a reason: one by its button, or all that are ticked."""
    digest = common.own_briefing_of(request, key)
    ticked, one = request.POST.getlist("statement"), request.POST.getlist("one")
    pks = list(Statement.objects.filter(key__in=one or ticked).values_list("pk", flat=True))
    try:
        if not pks:
            messages.error(request, gettext("Nothing was done: tick a statement first."))
            return editor(request, digest, status=422, ticked=(), reason=request.POST.get("reason", ""))
        if request.POST.get("do") == "out":
            n = digests.leave_out(
                briefing=digest,
                statements=pks,
                reason=request.POST.get("reason", ""),
                by=request.viewer,
                at=timezone.now(),
            )
            words = ngettext("%(n)d statement is left out.", "%(n)d statements are left out.", n)
            messages.success(request, words % {"n": n})
        else:
            n = digests.bring_in(briefing=digest, statements=pks, at=timezone.now())
            words = ngettext("%(n)d statement was brought in.", "%(n)d statements were brought in.", n)
            messages.success(request, words % {"n": n})
    except CongressError as error:
        messages.error(request, said(error))
        return editor(request, digest, status=422, ticked=ticked, reason=request.POST.get("reason", ""))
    return redirect(f"{reverse('briefing_edit', args=[key])}#out")


def editor(
    request: PageRequest,
    briefing: Briefing,
    *,
    form: forms.HeadForm | None = None,
    typed: dict[int, Given] | None = None,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    """Return the whole page of the editor; `typed` is what was typed into items and is not kept."""
    rows = list(items_of(briefing))
    digest = briefing.form == Briefing.Form.DIGEST
    asked: Given = {"block": request.GET.get("block", ""), "page": whole(request.GET.get("page"))}
    opened = points.open_page(rows, **asked, item=next(iter(typed or ()), None)) if digest else None
    sources = open_sources(request.viewer, rows)
    last = len(rows)
    items = [
        shown_item(
            row,
            number=n,
            briefing=briefing,
            open_sources=sources,
            **{"first": n == 1, "last": n == last, **(typed or {}).get(row.pk, {})},
        )
        for n, row in enumerate(rows, 1)
        if opened is None or row.pk in opened
    ]
    check = checked(briefing, rows)
    context: dict[str, Any] = {
        "briefing": briefing,
        "title": name_of(briefing),
        "of": scope_words(briefing),
        "session": session_title(briefing.session),
        "form": form or forms.HeadForm.of(briefing),
        "head": {"version": briefing.version},
        "items": items,
        "came_of_it": came_of_it(briefing, request.viewer),
        **check,
        "crumbs": common.crumbs_of(briefing, (gettext("Editor"), "")),
        **more,
    }
    if digest:
        marks = {where for where, _url, _mark in check["findings"]}
        context |= points.context_of(
            briefing, rows, items, heard(briefing), marks=marks, ticked=frozenset(more.get("ticked", ()))
        )
        return render(request, "briefings/edit_digest.html", context, status=status)
    used = {each.remark_id for row in rows for each in row.passages.all()} - {None}
    context |= {"left": _left(briefing, rows), "chosen": len(used), "of_all": remarks_of(briefing).count()}
    return render(request, "briefings/edit.html", context, status=status)


def checked(briefing: Briefing, items: Sequence[BriefingItem] | None = None) -> Given:
    """Return what the check marks in the whole draft: where, the address of the place, and how it is shown."""
    rows = list(items_of(briefing)) if items is None else items
    texts = {"title": briefing.title, "note": briefing.note, **{row.key: row.text for row in rows}}
    long = briefing.form == Briefing.Form.DIGEST and len(rows) > points.AT_ONCE
    places = points.place_urls(briefing, rows) if long else {}
    found = findings_of(briefing, rows)
    head = {"title": "#h-title", "note": "#h-note"}
    urls = [head.get(each.where) or places.get(each.where) or f"#i-{each.where}" for each in found]
    marks = [marked(each, texts[each.where]) for each in found]
    return {"findings": [(each.where, *shown) for each, *shown in zip(found, urls, marks, strict=True)]}


def _answered(briefing: Briefing) -> Given:
    """Return what the answer to a keeping brings with it: the check beside the editor as it is now."""
    return {**checked(briefing), "answers": True}


def _left(briefing: Briefing, rows: list[BriefingItem]) -> list[dict[str, Any]]:
    """Return the remarks that are not chosen, or only in part, with their statements that are not."""
    passages = [each for row in rows for each in row.passages.all()]
    chosen = {each.remark_id for each in passages if each.statement_id is None}
    used = {each.statement_id for each in passages}
    partly = {each.remark_id for each in passages}
    statements: dict[int, list[Heard]] = {}
    for told in heard(briefing):
        if told.remark is not None and told.statement.pk not in used:
            statements.setdefault(told.remark.pk, []).append(told)
    found = []
    for remark in remarks_of(briefing):
        source = remark.record.source
        if remark.pk in chosen or source is None:
            continue
        delegation = remark.delegation or remark.record.meeting.delegation
        found.append(
            {
                "row": remark,
                "who": speaker_of(remark),
                "confirmed": remark.state == Remark.State.CONFIRMED,
                "delegation": delegation.label if delegation else "",
                "text": words_of(remark)[1],
                "partly": remark.pk in partly,
                "statements": statements.get(remark.pk, []),
            }
        )
    return found


def _head(
    request: PageRequest,
    briefing: Briefing,
    form: forms.HeadForm,
    *,
    status: int = 200,
    stale: bool = False,
    saved: bool = False,
) -> HttpResponse:
    head: dict[str, Any] = {"version": briefing.version, "saved": saved, "stale": stale}
    if stale:  # the version stays the old one, so that nothing but the button saves over the other
        head["version"] = whole(request.POST.get("version"))
        head["rows"] = _differing(briefing, form)
    if request.htmx:
        check = _answered(briefing) if saved else {}
        head["marked"] = [mark for where, _url, mark in check.get("findings", ()) if where in ("title", "note")]
        return render(request, "briefings/_head_state.html", {"head": head, "form": form, **check}, status=status)
    return editor(request, briefing, form=form, status=status, head=head)


def _differing(briefing: Briefing, form: forms.HeadForm) -> list[dict[str, Any]]:
    """Return the fields of which there are two versions."""
    return [
        {
            "label": form.fields[name].label,
            "theirs": getattr(briefing, name) or "—",
            "mine": mine or "—",
            "differs": True,
        }
        for name, mine in form.cleaned_data.items()
        if (getattr(briefing, name) or "") != (mine or "")
    ]


def _conflict(item: BriefingItem, typed: str, request: PageRequest) -> Given:
    row = BriefingItem.objects.select_related("edited_by").get(pk=item.pk)
    who = row.edited_by.name if row.edited_by else None
    return {
        "who": "" if row.edited_by_id == request.viewer.account_id else who,
        "at": row.edited_at,
        "rows": [{"label": gettext("Text"), "theirs": row.text, "mine": typed, "differs": True}],
    }


def whole(text: str | None) -> int:
    """Return a whole number that a form brought, 0 where it is none."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0
