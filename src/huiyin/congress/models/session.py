"""A congress in its term (届), its sessions (次), and what is on their agendas (议程)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from huiyin.ledger.models import Source
from huiyin.people.keys import LENGTH, new_key
from huiyin.people.models import Place


class Congress(models.Model):
    """One term of a people's congress (第×届人民代表大会); the level decides thresholds, by policy."""

    class Level(models.TextChoices):
        """The level of the congress (层级)."""

        PROVINCE = "province", _("Province")  # 省、自治区、直辖市
        PREFECTURE = "prefecture", _("City with districts")  # 设区的市、自治州
        COUNTY = "county", _("County or district")  # 县、不设区的市、市辖区
        TOWNSHIP = "township", _("Township")  # 乡、民族乡、镇

    key = models.CharField(max_length=LENGTH, unique=True, default=new_key, editable=False)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="congresses")
    level = models.CharField(max_length=12, choices=Level.choices)
    number = models.PositiveSmallIntegerField()  # 届
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)  # until the next congress first meets
    size = models.PositiveIntegerField(null=True, blank=True)  # seats fixed by law (名额), for quorum where it is known

    class Meta:
        ordering = ("place_id", "-number")
        constraints = [
            models.UniqueConstraint(fields=["place", "number"], name="congress_once"),
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")), name="congress_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place_id} {self.number}"


class Session(models.Model):
    """One session (第×次会议): `opens_on` to `closes_on`, both included; its year is the year of its reports."""

    key = models.CharField(max_length=LENGTH, unique=True, default=new_key, editable=False)
    congress = models.ForeignKey(Congress, on_delete=models.PROTECT, related_name="sessions")
    number = models.PositiveSmallIntegerField()  # 次
    year = models.PositiveSmallIntegerField()
    opens_on = models.DateField()
    closes_on = models.DateField(null=True, blank=True)
    presidium = models.ManyToManyField("congress.Mandate", blank=True, related_name="presidia")  # 主席团

    class Meta:
        ordering = ("-opens_on",)
        constraints = [
            models.UniqueConstraint(fields=["congress", "number"], name="session_once"),
            models.CheckConstraint(
                condition=Q(closes_on__isnull=True) | Q(closes_on__gte=F("opens_on")),
                name="session_closes_after_it_opens",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.congress_id} {self.number}"


class AgendaItem(models.Model):
    """One item of the agenda; reports are deliberated (审议) or examined (审查), and these are two things."""

    class Treatment(models.TextChoices):
        """What the congress does with it."""

        DELIBERATE = "deliberate", _("Deliberate")  # 审议
        EXAMINE = "examine", _("Examine and approve")  # 审查和批准
        ELECT = "elect", _("Elect")  # 选举
        DECIDE = "decide", _("Decide")  # 表决、决定
        OTHER = "other", _("Other")

    key = models.CharField(max_length=LENGTH, unique=True, default=new_key, editable=False)
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="agenda")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    treatment = models.CharField(max_length=12, choices=Treatment.choices)
    source = models.ForeignKey(Source, null=True, blank=True, on_delete=models.PROTECT, related_name="agenda_items")

    class Meta:
        ordering = ("session_id", "position")
        constraints = [models.UniqueConstraint(fields=["session", "position"], name="agenda_position_once")]

    def __str__(self) -> str:
        return self.title
