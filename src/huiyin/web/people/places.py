"""Places (行政区): the list, and adding one that is missing; its government is then added as a unit."""

from django import forms as django_forms
from django.contrib import messages
from django.core.validators import RegexValidator
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext, gettext_lazy

from huiyin.errors import PeopleError
from huiyin.ledger import units as services
from huiyin.ledger.cases import actor_of
from huiyin.people.models import Place
from huiyin.people.permissions import may
from huiyin.web.access import page
from huiyin.web.forms import Form
from huiyin.web.people import forms
from huiyin.web.requests import PageRequest


class PlaceForm(Form):
    """A place below another."""

    name = django_forms.CharField(label=gettext_lazy("Full name"), max_length=60)
    short_name = django_forms.CharField(
        label=gettext_lazy("Short name"),
        help_text=gettext_lazy("As texts use it; a delegation is known by either name."),
        max_length=20,
        required=False,
    )
    code = django_forms.CharField(
        label=gettext_lazy("Division code"),
        help_text=gettext_lazy("The six figures of GB/T 2260; a zone that has none gets one of your own."),
        max_length=20,
        validators=[RegexValidator(r"^[0-9A-Za-z-]+$", gettext_lazy("Letters, figures and - only"))],
    )
    parent = django_forms.ModelChoiceField(
        label=gettext_lazy("Lies in"), queryset=Place.objects.all(), to_field_name="code", empty_label=None
    )


@page("units.view", change="units.change")
def place_list(request: PageRequest) -> HttpResponseBase:
    """List the places with their governments; a POST adds one."""
    top = Place.objects.filter(parent__isnull=True).first()
    form = PlaceForm(forms.posted(request), initial={"parent": top})
    if request.method == "POST" and form.is_valid():
        try:
            services.create_place(by=actor_of(request.viewer), **form.cleaned_data)
        except PeopleError as error:
            forms.refuse(form, error, "code" if error.code == "place.code_taken" else "name")
        else:
            messages.success(request, gettext("The place was added. Now add its government as a unit."))
            return redirect("places")
    rows = Place.objects.select_related("parent").prefetch_related("units").order_by("code")
    context = {
        "form": form,
        "rows": [(place, [unit for unit in place.units.all() if unit.is_government]) for place in rows],
        "may_change": may(request.viewer, "units.change"),
    }
    return render(request, "people/places.html", context, status=422 if form.errors else 200)
