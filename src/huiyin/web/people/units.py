"""Units (单位管理): the tree, one unit with its names over time, adding, changing, renaming, ending."""

from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.db.models import Prefetch, Q
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext, gettext_lazy

from huiyin.errors import PeopleError
from huiyin.ledger import units as services
from huiyin.ledger.account_selectors import open_in_units, unit_events
from huiyin.ledger.cases import actor_of
from huiyin.people import selectors
from huiyin.people.models import House, Place, RoleGrant, Unit, UnitName
from huiyin.people.permissions import may
from huiyin.people.unit_import import BETWEEN, kept_code
from huiyin.web.access import page
from huiyin.web.forms import SURE, Form, ModelForm
from huiyin.web.people import forms
from huiyin.web.people.accounts import known
from huiyin.web.people.fields import DayField, UnitField
from huiyin.web.people.trail import event_steps
from huiyin.web.people.words import problem_words
from huiyin.web.requests import PageRequest


def ask_shared(form: django_forms.BaseForm, short: str, place: Place, unit: Unit) -> None:
    """Ask whether a short name is meant by which another unit of the place is known: who types it would mean both.

    A unit that takes over from another has to exist before that one ends, and may bear its short name from the start.
    """
    others = Unit.objects.filter(Q(name=short) | Q(short_name=short), place=place, valid_to__isnull=True)
    other = others.exclude(pk=unit.pk).first()
    if other is None:
        return
    label = gettext("Both units shall have this short name until the other one ends")
    form.fields[SURE] = django_forms.BooleanField(label=label, required=False)
    form.order_fields([each for name in form.fields for each in (name, SURE)[: 1 + (name == "short_name")]])
    if not form[SURE].data:
        said = gettext(
            "%(unit)s is known by that short name; choose another, or tick below if this one takes over from it."
        )
        form.add_error("short_name", said % {"unit": other.name})


class UnitForm(ModelForm):
    """What is known of a unit, but for its names."""

    parent = UnitField(label=gettext_lazy("Stands below"), required=False)
    aliases = django_forms.CharField(
        label=gettext_lazy("Other names"),
        help_text=gettext_lazy("As texts use them, with 、 between; a table of tasks finds the unit by any of them."),
        required=False,
        max_length=400,
    )
    valid_from = DayField(label=gettext_lazy("Exists from"), required=False)

    class Meta:
        """Which columns, and what they are called."""

        model = Unit
        fields = (
            "short_name",
            "house",
            "place",
            "parent",
            "aliases",
            "is_government",
            "duties",
            "credit_code",
            "valid_from",
        )
        labels = {
            "short_name": gettext_lazy("Short name"),
            "house": gettext_lazy("House"),
            "place": gettext_lazy("Place"),
            "is_government": gettext_lazy("It is the government of its place itself"),
            "duties": gettext_lazy("Duties"),
            "credit_code": gettext_lazy("Credit code"),
        }
        help_texts = {"house": gettext_lazy("A draft never leaves its house before it is issued.")}
        widgets = {"duties": django_forms.Textarea(attrs={"rows": 3})}

    def clean_aliases(self) -> list[str]:
        """Return the names one by one."""
        return [name for each in BETWEEN.split(self.cleaned_data["aliases"]) if (name := "".join(each.split()))]

    def clean_credit_code(self) -> str:
        """Return the code as it is kept, or say that it is none; the import of units asks the same."""
        if "credit_code" not in self.changed_data:  # kept before, whatever it is
            return str(self.instance.credit_code)
        typed = self.cleaned_data["credit_code"]
        code = kept_code(typed)
        if typed and not code:
            raise django_forms.ValidationError(problem_words("credit_code", typed), code="credit_code")
        return code

    def clean(self) -> dict[str, Any]:
        """Ask about a new short name that another unit of the place has; a unit that has ended does not share any."""
        given = super().clean() or {}
        short, place = given.get("short_name"), given.get("place")
        changed = {"short_name", "place"} & set(self.changed_data)
        if short and place and changed and self.instance.valid_to is None:
            ask_shared(self, short, place, self.instance)
        return given


class NewUnitForm(UnitForm):
    """A unit with its name."""

    name = django_forms.CharField(label=gettext_lazy("Full name"), max_length=80)
    field_order = ("name", "short_name", "aliases")


class RenameForm(Form):
    """A new name from a day on."""

    name = django_forms.CharField(label=gettext_lazy("New full name"), max_length=80)
    short_name = django_forms.CharField(label=gettext_lazy("New short name"), max_length=40, required=False)
    on = DayField(label=gettext_lazy("From the day"), help_text=gettext_lazy("The former name ends the day before."))

    def __init__(self, *args: Any, unit: Unit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.unit = unit

    def clean(self) -> dict[str, Any]:
        """Ask about a new short name that another unit of the place has."""
        short = self.cleaned_data.get("short_name")
        if short and "short_name" in self.changed_data:
            ask_shared(self, short, self.unit.place, self.unit)
        return self.cleaned_data


class EndForm(Form):
    """The last day, and who takes over."""

    on = DayField(label=gettext_lazy("Last day of the unit"))
    successor = UnitField(
        label=gettext_lazy("Unit that takes over"),
        required=False,
        help_text=gettext_lazy("Texts that name the unit later lead there; units below it move there."),
    )
    hand_roles = django_forms.BooleanField(
        label=gettext_lazy("Give the same people the same roles in the successor"), required=False, initial=True
    )


@page("units.view")
def unit_list(request: PageRequest) -> HttpResponse:
    """Show the tree of units, or what a search finds."""
    asked = {name: request.GET.get(name, "").strip() for name in ("q", "house", "ended")}
    rows = selectors.unit_tree(on=request.today, words=asked["q"], house=asked["house"], ended=bool(asked["ended"]))
    context = {
        "asked": asked,
        "rows": [(min(depth, 5), unit, [n.name for n in unit.names.all()]) for depth, unit in rows],
        "houses": House.choices,
        "may_change": may(request.viewer, "units.change"),
        "today": request.today,
    }
    return render(request, "people/units.html", context)


@page("units.view")
def unit_page(request: PageRequest, key: str) -> HttpResponse:
    """Show one unit: names over time, people, what is open, what was done to it."""
    unit = get_object_or_404(Unit.objects.select_related("place", "parent", "successor"), key=key)
    holding = RoleGrant.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=request.today), unit=unit)
    may_see = may(request.viewer, "people.view")
    context = {
        "unit": unit,
        "former": unit.names.filter(sort=UnitName.Sort.FORMER).order_by("-valid_to"),
        "aliases": unit.names.filter(sort=UnitName.Sort.ALIAS).order_by("name"),
        "below": Unit.objects.valid_on(request.today).filter(parent=unit).order_by("name"),
        "before": unit.predecessors.all(),
        "grants": holding.select_related("account").order_by("role", "account__name"),
        "may_see_accounts": may_see,
        "opened": open_in_units([unit.pk], today=request.today)[0] if may_see else None,
        "trail": event_steps(unit_events(unit.key)),
        "may_change": may(request.viewer, "units.change"),
    }
    return render(request, "people/unit.html", context)


@page("units.change", change="units.change")
def unit_new(request: PageRequest) -> HttpResponseBase:
    """Add a unit; `?place=` proposes the government of a place."""
    asked = Place.objects.filter(code=request.GET.get("place", "")).first()
    top = Place.objects.filter(parent__isnull=True).first()
    government = {"place": asked, "house": House.GOVERNMENT, "is_government": True}
    form = NewUnitForm(forms.posted(request), initial=government if asked else {"place": top})
    if request.method == "POST" and form.is_valid():
        try:
            unit = services.create_unit(by=actor_of(request.viewer), **form.cleaned_data)
        except PeopleError as error:
            forms.refuse(form, error, "name")
        else:
            messages.success(request, gettext("The unit was added."))
            return redirect("unit_page", unit.key)
    context = {
        "form": form,
        "title": gettext("Add a unit"),
        "act": gettext("Add the unit"),
        "unit": None,
        **known(request),
    }
    return render(request, "people/unit_form.html", context, status=422 if form.errors else 200)


@page("units.change", change="units.change")
def unit_edit(request: PageRequest, key: str) -> HttpResponseBase:
    """Change what is known of a unit, but for its name."""
    unit = get_object_or_404(Unit, key=key)
    aliases = "、".join(unit.names.filter(sort=UnitName.Sort.ALIAS).order_by("name").values_list("name", flat=True))
    form = UnitForm(forms.posted(request), instance=unit, initial={"parent": unit.parent, "aliases": aliases})
    if request.method == "POST" and form.is_valid():
        fresh = Unit.objects.get(pk=unit.pk)
        try:
            services.change_unit(unit=fresh, changes=form.cleaned_data, by=actor_of(request.viewer))
        except PeopleError as error:
            forms.refuse(form, error, "parent" if error.code == "unit.circle" else None)
        else:
            messages.success(request, gettext("The unit was saved."))
            return redirect("unit_page", key)
    return _form(request, form, key, gettext("Change the unit"), gettext("Save the unit"))


@page("units.change", change="units.change")
def unit_rename(request: PageRequest, key: str) -> HttpResponseBase:
    """Give a unit a new name; the former one stays known."""
    unit = get_object_or_404(Unit, key=key, valid_to__isnull=True)
    initial = {"name": unit.name, "short_name": unit.short_name, "on": request.today}
    form = RenameForm(forms.posted(request), initial=initial, unit=unit)
    if request.method == "POST" and form.is_valid():
        try:
            services.rename_unit(unit=unit, by=actor_of(request.viewer), **form.cleaned_data)
        except PeopleError as error:
            forms.refuse(form, error, "name")
        else:
            messages.success(request, gettext("The unit has its new name; the former one still leads to it."))
            return redirect("unit_page", key)
    return _form(request, form, key, gettext("Rename the unit"), gettext("Rename the unit"))


@page("units.change", change="units.change")
def unit_end(request: PageRequest, key: str) -> HttpResponseBase:
    """End a unit, with its successor."""
    unit = get_object_or_404(Unit, key=key, valid_to__isnull=True)
    form = EndForm(forms.posted(request), initial={"on": request.today})
    if request.method == "POST" and form.is_valid():
        try:
            services.end_unit(unit=unit, by=actor_of(request.viewer), **form.cleaned_data)
        except PeopleError as error:
            forms.refuse(form, error, "successor")
        else:
            messages.success(request, gettext("The unit ends on that day."))
            return redirect("unit_page", key)
    opened = open_in_units([unit.pk], today=request.today)[0]
    return _form(request, form, key, gettext("End the unit"), gettext("End the unit"), danger=True, opened=opened)


def _form(
    request: PageRequest, form: Any, key: str, title: str, act: str, *, danger: bool = False, opened: Any = None
) -> HttpResponse:
    context = {"form": form, "title": title, "act": act, "danger": danger, "opened": opened, **known(request)}
    context["unit"] = Unit.objects.prefetch_related(Prefetch("names")).get(key=key)
    return render(request, "people/unit_form.html", context, status=422 if form.errors else 200)
