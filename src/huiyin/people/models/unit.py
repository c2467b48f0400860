"""Places (行政区划), units (单位) and their names over time."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from huiyin.people.keys import LENGTH, new_key


class House(models.TextChoices):
    """Whose house a unit belongs to; an unissued draft never leaves it (design §5)."""

    CONGRESS = "congress", _("People's congress")  # 人大
    GOVERNMENT = "government", _("Government")  # 政府
    COURT = "court", _("Court")  # 法院
    PROCURATORATE = "procuratorate", _("Procuratorate")  # 检察院
    PRESS = "press", _("Press")  # 新闻单位


class Place(models.Model):
    """A place with a government of its own, or a functional zone (功能区) that has no division code."""

    code = models.CharField(max_length=20, unique=True)  # GB/T 2260, or the place's own extension id
    name = models.CharField(max_length=60)
    short_name = models.CharField(max_length=20, blank=True)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")

    class Meta:
        ordering = ("code",)

    def __str__(self) -> str:
        return self.name


class UnitQuerySet(models.QuerySet["Unit"]):
    """Units as of a day."""

    def valid_on(self, day: date) -> "UnitQuerySet":
        """Return the units that exist on a day."""
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=day), Q(valid_to__isnull=True) | Q(valid_to__gte=day)
        )


class Unit(models.Model):
    """A unit that can be answerable (单位): a bureau, a county government, an office of the congress."""

    key = models.CharField(max_length=LENGTH, unique=True, default=new_key, editable=False)
    name = models.CharField(max_length=80)
    short_name = models.CharField(max_length=40, blank=True)
    house = models.CharField(max_length=20, choices=House.choices)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="units")
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    is_government = models.BooleanField(
        default=False
    )  # the government of its place itself (本级政府), not a bureau of it
    credit_code = models.CharField(max_length=18, blank=True)  # 统一社会信用代码
    duties = models.TextField(blank=True)  # what it is in charge of, for proposing handlers
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    successor = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="predecessors")

    objects = UnitQuerySet.as_manager()

    class Meta:
        ordering = ("house", "place_id", "name")
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_from__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="unit_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=["place", "name"], condition=Q(valid_to__isnull=True), name="unit_name_once_a_place"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def label(self) -> str:
        """The name for tight places."""
        return self.short_name or self.name


class UnitName(models.Model):
    """Another name of a unit: an alias (简称) or a former name (曾用名), with its days of validity."""

    class Sort(models.TextChoices):
        """What sort of name it is."""

        ALIAS = "alias", _("Alias")
        FORMER = "former", _("Former name")

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="names")  # a name is nothing without its unit
    name = models.CharField(max_length=80, db_index=True)
    sort = models.CharField(max_length=10, choices=Sort.choices)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "name"], name="unit_alias_once")]

    def __str__(self) -> str:
        return self.name
