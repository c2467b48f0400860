"""Records of deliberation (审议发言记录): the list of a session, a new one, writing it, handing it to the reader."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST

from huiyin.congress import records as services
from huiyin.congress.models import Meeting, Record
from huiyin.congress.record_selectors import records_of_session, records_visible_to, with_counts
from huiyin.congress.remarks import confirm_exact
from huiyin.congress.speaking_time import is_measured
from huiyin.errors import CongressError, HuiyinError, StaleWrite
from huiyin.web import days
from huiyin.web.access import page
from huiyin.web.congress import common
from huiyin.web.congress.meetings import crumbs_of, own_meeting_of
from huiyin.web.congress.record_forms import RecordForm
from huiyin.web.congress.record_showing import handed_context, writes
from huiyin.web.congress.record_words import said
from huiyin.web.congress.words import meeting_title, session_title
from huiyin.web.people.accounts import confirm
from huiyin.web.requests import PageRequest
from huiyin.web.secret_words import SECRET, refuse_secret_in

TITLE = "record.title_too_long"


@page("record.view")
def session_records(request: PageRequest, key: str) -> HttpResponse:
    """Show the records of a session, in the order of the meetings."""
    session = common.session_of(request, key)
    context = {
        "session": session,
        "title": gettext("Records of deliberation"),
        "text": session_title(session),
        "records": records_of_session(request.viewer, session),
        "timed": is_measured(session),
        "tabs": common.tabs(request, session.congress, session, "records"),
    }
    return render(request, "congress/records.html", context)


@page("record.write", change="record.write")
def record_new(request: PageRequest, key: str) -> HttpResponseBase:
    """Begin a record: out of a file, with a pasted text, or empty; what is wrong with a file is said at once."""
    meeting = own_meeting_of(request, key)
    title = gettext("Record: %(meeting)s") % {"meeting": meeting_title(meeting)}
    bound = request.method == "POST"
    form = RecordForm(request.POST, request.FILES) if bound else RecordForm(initial={"title": title})
    if bound and form.is_valid():
        try:
            record = _begun(request, meeting, form.cleaned_data)
        except HuiyinError as error:
            if form.cleaned_data["file"] or not refuse_secret_in(form, error):
                form.add_error("file" if form.cleaned_data["file"] else "text", said(error))
        else:
            messages.success(request, gettext("The record is begun; check the text, then hand it to the reader."))
            return redirect("record_page", record.key)
    context = {
        "form": form,
        "title": gettext("A new record"),
        "text": meeting_title(meeting),
        "back": reverse("meeting_page", args=[key]),
        "crumbs": crumbs_of(meeting, (gettext("A new record"), "")),
    }
    return render(request, "congress/record_new.html", context, status=422 if form.errors else 200)


def _begun(request: PageRequest, meeting: Meeting, given: dict[str, Any]) -> Record:
    file, text = given["file"], given["text"]
    opened = services.open_file(file.read(), file.name) if file else None
    origin = Record.Origin.UPLOADED if opened else Record.Origin.PASTED if text.strip() else Record.Origin.TYPED
    return services.begin_record(
        meeting=meeting,
        title=given["title"],
        origin=origin.value,
        text=text,
        opened=opened,
        timed=given["timed"],
        by=request.viewer,
        at=timezone.now(),
    )


@page("record.view", change="record.write")
def record_page(request: PageRequest, key: str) -> HttpResponseBase:
    """Show a record: the field to write in, or once it is handed over its remarks; save what was written."""
    record = record_of(request, key)
    if request.method == "POST":
        return _save(request, own_record_of(request, key))
    if record.source_id is not None:
        return render(request, "congress/record.html", handed_context(request, record))
    return render(request, "congress/record_writing.html", _writing(request, record))


def _save(request: PageRequest, record: Record) -> HttpResponseBase:
    text, title = request.POST.get("text", ""), request.POST.get("title", "").strip()
    try:
        record, problem = _kept(request, record)
    except StaleWrite:
        fresh = record_of(request, record.key)
        context = _writing(request, fresh) | {"mine": text, "my_title": title, "stale": True}
        return render(request, "congress/record_writing.html", context, status=409)
    except HuiyinError as error:
        context = _writing(request, record) | {"mine": text, "my_title": title, "problem": said(error)}
        context["secret"] = error.code == SECRET
        return render(request, "congress/record_writing.html", context, status=422)
    if problem:
        context = _writing(request, record_of(request, record.key)) | {"my_title": title, "problem": problem}
        return render(request, "congress/record_writing.html", context, status=422)
    if request.POST.get("do") == "hand":
        return redirect("record_hand", record.key)
    messages.success(request, gettext("Saved."))
    return redirect("record_page", record.key)


@require_POST
@page("record.write", change="record.write")
def record_text(request: PageRequest, key: str) -> HttpResponseBase:
    """Keep what was typed so far, for the page that saves by itself; a conflict answers with the text as it stands."""
    record = own_record_of(request, key)
    try:
        kept, problem = _kept(request, record)
    except StaleWrite:
        fresh = record_of(request, key)
        who = fresh.changed_by.name if fresh.changed_by else ""
        told = {"revision": fresh.revision, "text": fresh.text, "who": who, "at": days.moment(fresh.changed_at)}
        return JsonResponse(told, status=409)
    except HuiyinError as error:
        return JsonResponse({"code": error.code, "message": said(error)}, status=422)
    if problem:
        return JsonResponse({"code": TITLE, "message": problem, "revision": kept.revision}, status=422)
    return JsonResponse({"revision": kept.revision})


def _kept(request: PageRequest, record: Record) -> tuple[Record, str]:
    """Keep what was typed, the text also where its title is too long; return what is wrong with the title, or ""."""
    save = partial(
        services.save_text,
        record=record,
        text=request.POST.get("text", ""),
        expected=revision_of(request),
        in_place=_in_place(request),
        by=request.viewer,
        at=timezone.now(),
    )
    try:
        return save(title=request.POST.get("title", "").strip()), ""
    except CongressError as error:
        if error.code != TITLE:
            raise
        return save(), gettext("The text is saved, the title is not. %(fault)s") % {"fault": said(error)}


@page("record.write", change="record.write")
def record_hand(request: PageRequest, key: str) -> HttpResponseBase:
    """Ask, then hand a record to the reader: from then on its text does not change."""
    record = own_record_of(request, key)
    back = reverse("record_page", args=[key])
    if record.source_id is not None:
        return redirect(back)
    if request.method == "POST":
        try:
            record = services.hand_to_reader(record=record, by=request.viewer, at=timezone.now())
        except HuiyinError as error:
            messages.error(request, said(error))
            return redirect(back)
        n = record.remarks.count()
        told = ngettext("Split into %(n)d remark.", "Split into %(n)d remarks.", n) % {"n": n}
        messages.success(request, told + gettext("Confirm who spoke; the statements are being read meanwhile."))
        return redirect(back)
    return confirm(
        request,
        title=gettext("Hand “%(title)s” to the reader?") % {"title": record.title},
        effects=[
            gettext("The text becomes a source and does not change any more."),
            gettext("It is split by speaker; you confirm who spoke, and can split and join remarks."),
            gettext("Its statements are read and wait for review. Nothing is published by that."),
        ],
        act=gettext("Hand it to the reader"),
        back=back,
        gentle=True,
    )


@require_POST
@page("record.write", change="record.write")
def record_split(request: PageRequest, key: str) -> HttpResponseBase:
    """Split a record anew, with what the reading heard meanwhile."""
    record = own_record_of(request, key)
    try:
        n = len(services.split(record=record, by=request.viewer, at=timezone.now()))
    except HuiyinError as error:
        messages.error(request, said(error))
    else:
        messages.success(request, ngettext("Split into %(n)d remark.", "Split into %(n)d remarks.", n) % {"n": n})
    return redirect("record_page", key)


@require_POST
@page("record.write", change="record.write")
def record_confirm(request: PageRequest, key: str) -> HttpResponseBase:
    """Confirm all speakers whose name one person alone bears."""
    record = own_record_of(request, key)
    try:
        n = confirm_exact(record=record, by=request.viewer, at=timezone.now())
    except HuiyinError as error:
        messages.error(request, said(error))
    else:
        told = ngettext("The speaker of %(n)d remark is confirmed.", "The speakers of %(n)d remarks are confirmed.", n)
        messages.success(request, told % {"n": n})
    return redirect("record_page", key)


@page("record.write", change="record.write")
def record_drop(request: PageRequest, key: str) -> HttpResponseBase:
    """Ask, then throw away a record that was not handed over."""
    record = own_record_of(request, key)
    meeting = record.meeting
    if request.method == "POST":
        try:
            services.drop_record(record=record, by=request.viewer, at=timezone.now())
        except HuiyinError as error:
            messages.error(request, said(error))
            return redirect("record_page", key)
        messages.success(request, gettext("The record is gone."))
        return redirect("meeting_page", meeting.key)
    return confirm(
        request,
        title=gettext("Drop the record “%(title)s”?") % {"title": record.title},
        effects=[gettext("Its text is gone for good. A record that was handed to the reader cannot be dropped.")],
        act=gettext("Drop the record"),
        back=reverse("record_page", args=[key]),
    )


def record_of(request: PageRequest, key: str) -> Record:
    """Return a record that the viewer may see; anything else is 404."""
    return get_object_or_404(with_counts(records_visible_to(request.viewer)), key=key)


def own_record_of(request: PageRequest, key: str) -> Record:
    """Return a record of a congress whose secretariat the viewer serves; another's is 404."""
    record = record_of(request, key)
    if not writes(request, record):
        raise Http404
    return record


def _writing(request: PageRequest, record: Record) -> dict[str, Any]:
    return {
        "record": record,
        "title": record.title,
        "text": meeting_title(record.meeting),
        "mine": record.text,
        "my_title": record.title,
        "may_write": writes(request, record),
        "versions": list(record.versions.select_related("written_by", "replaced_by").defer("text")),
        "crumbs": crumbs_of(record.meeting, (record.title, "")),
    }


def _in_place(request: PageRequest) -> bool:
    """Return whether a person has seen another text and chosen this one over it."""
    return bool(request.POST.get("in_place"))


def revision_of(request: PageRequest) -> int:
    """Return which revision a form was typed on."""
    given = request.POST.get("revision", "")
    return int(given[:9]) if given.isdecimal() else 0
