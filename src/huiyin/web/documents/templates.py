"""Word templates of the place (文书模板): what is in force, its history, a new one with its faults, all tags."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from huiyin.congress.models import DocumentTemplate
from huiyin.documents import word_templates as services
from huiyin.documents.word import DOCX
from huiyin.documents.word_fields import Field
from huiyin.documents.word_kinds import KINDS, Kind, shipped, tried
from huiyin.documents.word_package import MOST_OCTETS
from huiyin.errors import CongressError
from huiyin.ledger.cases import actor_of
from huiyin.people.models import Place
from huiyin.people.permissions import may
from huiyin.web.access import page
from huiyin.web.documents.common import home_of
from huiyin.web.errors import error_page
from huiyin.web.forms import Form
from huiyin.web.people.forms import posted
from huiyin.web.requests import PageRequest
from huiyin.web.template_words import fault_words, said


class TemplateForm(Form):
    """A Word file."""

    template = forms.FileField(
        label=gettext_lazy("Word file"),
        help_text=gettext_lazy(
            "DOCX, at most 2 MB, without macros or anything that is fetched from elsewhere. It is filled with samples "
            "before it is taken; what is wrong in it is told with its place."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ".docx"}),
    )


@page("template.view")
@require_GET
def word_templates(request: PageRequest) -> HttpResponse:
    """List the kinds of documents with the template that is in force."""
    place = _place(request)
    rows = [{"kind": kind, "last": services.latest(kind.code, place)} for kind in KINDS.values()]
    return render(request, "documents/templates.html", {"rows": rows, "place": place})


@page("template.view", change="template.change")
def word_template(request: PageRequest, kind: str) -> HttpResponseBase:
    """Show the template of a kind with its history and tags; take a new one, or say what is wrong with it."""
    found, place = _kind(kind), _place(request)
    form = TemplateForm(posted(request), request.FILES if request.method == "POST" else None)
    faults: list[str] = []
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["template"]
        try:
            services.keep_template(
                kind=kind, place=place, content=file.read(MOST_OCTETS + 1), name=file.name, by=actor_of(request.viewer)
            )
        except services.TemplateFaulty as error:
            faults = [fault_words(each) for each in error.faults]
            form.add_error("template", said(error))
        except CongressError as error:
            form.add_error("template", said(error))
        else:
            messages.success(request, gettext("The template is in force from now on."))
            return redirect("word_template", kind)
    rows = list(DocumentTemplate.objects.filter(kind=kind, place=place).select_related("uploaded_by").order_by("-pk"))
    context = {
        "kind": found,
        "place": place,
        "rows": rows,
        "own": bool(rows and rows[0].file),
        "form": form,
        "faults": faults,
        "tags": list(tags(found.fields)),
        "may_change": may(request.viewer, "template.change"),
        "crumbs": [
            {"label": gettext("Word templates"), "url": reverse("word_templates")},
            {"label": found.name, "url": ""},
        ],
    }
    return render(request, "documents/template.html", context, status=422 if form.errors else 200)


def tags(fields: Iterable[Field], before: tuple[str, str] = ("", "")) -> Iterable[dict[str, Any]]:
    """Yield the tags of fields as a table shows them: in both languages, what each gives, a sample."""
    for field in fields:
        zh, en = before[0] + field.zh, before[1] + field.en
        if field.many:
            yield {"zh": f"{{% for 行 in {zh} %}} … {{% endfor %}}", "en": en, "gives": field.gives, "list": True}
            yield from tags(field.fields, ("行.", "row."))
        elif field.fields:
            yield from tags(field.fields, (f"{zh}.", f"{en}."))
        else:
            yield {"zh": f"{{{{ {zh} }}}}", "en": f"{{{{ {en} }}}}", "gives": field.gives, "sample": field.sample}


@page("template.view")
@require_GET
def word_template_file(request: PageRequest, kind: str, which: str) -> HttpResponseBase:
    """Send a template: `shipped`, `sample` (the one in force, filled with samples), or a kept one by its key."""
    found, place = _kind(kind), _place(request)
    try:
        if which == "shipped":
            content = shipped(kind)
        elif which == "sample":
            content = tried(kind, services.in_force(kind, place).content)
        else:
            row = get_object_or_404(DocumentTemplate.objects.exclude(file=""), kind=kind, place=place, key=which)
            content = services.content_of(row)
    except CongressError as error:
        return error_page(request, 422, said=(gettext("This template cannot be given"), said(error)))
    response = HttpResponse(content, content_type=DOCX)
    name = f"{found.name}-{which}.docx"
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or ""
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_POST
@page("template.change", change="template.change")
def word_template_back(request: PageRequest, kind: str) -> HttpResponseBase:
    """Put the shipped template in force again, or one of the history."""
    _kind(kind)
    place, key = _place(request), request.POST.get("key", "")
    row = get_object_or_404(DocumentTemplate.objects.exclude(file=""), kind=kind, place=place, key=key) if key else None
    try:
        services.go_back(kind=kind, place=place, row=row, by=actor_of(request.viewer))
    except CongressError as error:
        messages.warning(request, said(error))
    else:
        messages.success(request, gettext("The template is in force from now on."))
    return redirect("word_template", kind)


def _kind(code: str) -> Kind:
    if code not in KINDS:
        raise Http404
    return KINDS[code]


def _place(request: PageRequest) -> Place:
    place = home_of(request)
    if place is None:
        raise Http404
    return place
