"""Entries (事项), the passages they rest on, and the cases (办理) that are projections of their events."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from huiyin.ledger.models.canonical import CanonicalField
from huiyin.ledger.models.source import Source, Statement
from huiyin.people.keys import LENGTH, new_key
from huiyin.people.models import Deputy, House, Place, Unit


class Entry(models.Model):
    """Something that must be answered for (事项), resting on one or more passages."""

    key = models.CharField(max_length=LENGTH, unique=True, default=new_key, editable=False)
    kind = models.CharField(max_length=20)  # commitment, suggestion, promise, …
    title = models.CharField(max_length=300)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "entries"

    def __str__(self) -> str:
        return self.title


class Passage(models.Model):
    """One place of a source on which an entry rests (原文): the words as they stand there."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="passages")
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="passages")
    statement = models.ForeignKey(Statement, null=True, blank=True, on_delete=models.PROTECT, related_name="passages")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    quote = models.TextField()

    class Meta:
        ordering = ("pk",)
        constraints = [models.CheckConstraint(condition=Q(end__gt=F("start")), name="passage_is_not_empty")]

    def __str__(self) -> str:
        return f"{self.source_id}[{self.start}:{self.end}]"


class Case(models.Model):
    """One handling of an entry (办理): a projection of its stream of events, rebuilt and compared by `ledger verify`.

    Dates of lights are stored, the light itself never: it is computed from them and today when shown
    (`huiyin.ledger.lights`).
    """

    key = models.CharField(max_length=LENGTH, unique=True, default=new_key, editable=False)
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="cases")
    case_type = models.CharField(max_length=20)
    number = models.CharField(max_length=40, blank=True)  # 任务 2026-061; given by rule, may be re-used next year
    policy = models.CharField(max_length=60)
    policy_version = models.CharField(max_length=64)
    house = models.CharField(max_length=20, choices=House.choices)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="cases")
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    title = models.CharField(max_length=300)

    stage = models.CharField(max_length=40)
    turn = models.CharField(max_length=30, blank=True)  # the hand whose turn it is
    turn_unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    lead_unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="led_cases")
    issued = models.BooleanField(default=False)  # before that it never leaves its house
    round = models.PositiveSmallIntegerField(default=1)
    closed = models.BooleanField(default=False)
    outcome = models.CharField(max_length=30, blank=True)
    due_on = models.DateField(null=True, blank=True)
    near_on = models.DateField(null=True, blank=True)
    late_on = models.DateField(null=True, blank=True)
    # The same days by the schedule alone (序时进度); near_on and late_on are the earlier of these and the deadline's.
    behind_near_on = models.DateField(null=True, blank=True)
    behind_late_on = models.DateField(null=True, blank=True)
    # The next milestone (阶段节点): from when on it is near, and its own day; near_on and late_on look at it, too.
    milestone_near_on = models.DateField(null=True, blank=True)
    milestone_on = models.DateField(null=True, blank=True)
    provisional = models.BooleanField(default=False)
    state = CanonicalField(default=dict)  # huiyin.policy.State as JSON: the clocks with their derivations
    # What the 台账 says of a task (domain §3); texts that could name people are notes.
    category = models.CharField(max_length=60, blank=True)
    topics = models.JSONField(default=list)
    indicator = models.CharField(max_length=120, blank=True)
    unit_of_measure = models.CharField(max_length=20, blank=True)
    base_value = models.DecimalField(max_digits=24, decimal_places=6, null=True, blank=True)
    target_relation = models.CharField(max_length=2, blank=True)
    target_value = models.DecimalField(max_digits=24, decimal_places=6, null=True, blank=True)
    reached_value = models.DecimalField(max_digits=24, decimal_places=6, null=True, blank=True)
    end_state = models.CharField(max_length=200, blank=True)
    leader = models.CharField(max_length=LENGTH, blank=True)  # key of the account of the leader in charge (牵头领导)
    contact = models.CharField(max_length=LENGTH, blank=True)  # key of the account of the lead unit's contact (联系人)
    milestones = models.JSONField(default=list)  # 阶段节点, as `huiyin.ledger.milestones` keeps them
    starts_on = models.DateField(null=True, blank=True)
    vague = models.BooleanField(default=False)  # 待细化
    progress_light = models.CharField(max_length=12, blank=True)  # against the schedule, on the day of the last report
    supervision = models.PositiveSmallIntegerField(default=0)  # 0 none, 1 催办, 2 督办, 3 挂牌
    previous = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="rolled_into")
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged"
    )  # 并案办理: handled with it, replied to on its own
    promised_in = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="promises"
    )  # 答复承诺: the item in whose reply it was promised
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    last_report_on = models.DateField(null=True, blank=True)
    # What statistics count, so that each number is a list: made of the state, never said by an event itself.
    issued_on = models.DateField(null=True, blank=True)  # handed to its lead unit for the first time (交办)
    accepted = models.BooleanField(default=False)  # by the lead unit of now, or each unit of a part (签收)
    sent_back = models.BooleanField(default=False)  # at least once (退回)
    extended = models.BooleanField(default=False)  # at least once (延期)
    in_time = models.BooleanField(null=True, blank=True)  # of a closed case with a last day for the whole
    changed_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=0)  # position of the last event

    class Meta:
        ordering = ("-pk",)
        indexes = [
            # With what decides who sees a case, so that counting what is late need not read the cases themselves.
            models.Index(fields=["closed", "late_on", "id", "house", "place", "issued"], name="case_by_lateness_seen"),
            models.Index(fields=["lead_unit", "closed", "late_on", "id"], name="case_by_unit_and_light"),
            models.Index(fields=["turn_unit", "closed", "due_on"], name="case_by_turn"),
            models.Index(fields=["leader", "closed", "late_on", "id"], name="case_by_leader_and_light"),
            models.Index(fields=["house", "closed", "due_on"], name="case_by_house"),
            models.Index(fields=["case_type", "year", "id"], name="case_by_type_and_year"),
            models.Index(fields=["changed_at"], name="case_by_change"),
            # All that statistics look at: what they count is then read here and not in rows ten times as wide.
            models.Index(
                fields=[
                    "place",
                    "house",
                    "policy",
                    "lead_unit",
                    "case_type",
                    "issued_on",
                    "issued",
                    "stage",
                    "closed",
                    "late_on",
                    "near_on",
                    "last_report_on",
                    "accepted",
                    "sent_back",
                    "extended",
                    "vague",
                    "in_time",
                    "year",
                    "id",
                ],
                name="case_for_statistics",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()


class CaseParty(models.Model):
    """A unit that has a part in a case (各方); a part that ended stays, for the trail."""

    class Part(models.TextChoices):
        """What it does in the case."""

        LEAD = "lead_unit", _("Lead unit")  # 牵头、主办
        RESPONSIBLE = "responsible_unit", _("Responsible unit")  # 责任单位
        CO_HANDLER = "co_handler", _("Co-handler")  # 配合、会办
        PART_HANDLER = "part_handler", _("Part handler")  # 分办
        SUPERVISOR = "supervisor", _("Supervision")  # 督办
        OFFICE = "office", _("Office that hands out")  # 转交办机构: of the government, in two steps
        PROPOSED = "proposed", _("Proposed to")  # 拟由该级政府认领

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="parties")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="parties")
    part = models.CharField(max_length=20, choices=Part.choices)
    active = models.BooleanField(default=True)
    accepted = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "unit", "part"], name="party_once")]
        indexes = [models.Index(fields=["unit", "active", "case"], name="party_of_unit")]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.part} in {self.case_id}"


class CaseDeputy(models.Model):
    """A deputy who has a part in a case (提出人); a part that ended stays, for the trail."""

    class Part(models.TextChoices):
        """What the deputy is to the case."""

        FILER = "filer", _("Filing deputy")  # 领衔代表
        COSIGNER = "cosigner", _("Co-signing deputy")  # 附议（联名）代表

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="deputies")
    deputy = models.ForeignKey(Deputy, on_delete=models.PROTECT, related_name="cases")
    part = models.CharField(max_length=20, choices=Part.choices)
    active = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "deputy", "part"], name="case_deputy_once")]
        indexes = [models.Index(fields=["deputy", "active", "case"], name="case_of_deputy")]

    def __str__(self) -> str:
        return f"{self.deputy_id} {self.part} in {self.case_id}"


class Progress(models.Model):
    """One report of progress (进度), filled once and used everywhere; a projection of `case.reported`."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="reports")
    position = models.PositiveIntegerField()  # of its event
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    period = models.CharField(max_length=10)  # 2026-05, 2026-Q2
    value = models.DecimalField(max_digits=24, decimal_places=6, null=True, blank=True)
    share = models.DecimalField(
        max_digits=7, decimal_places=4, null=True, blank=True
    )  # done, 0 to 1, where no value tells
    form = models.CharField(max_length=40, blank=True)  # state word: 达到序时进度 …
    said = models.CharField(max_length=LENGTH, blank=True)  # notes: what was done, the problem, the next step
    problem = models.CharField(max_length=LENGTH, blank=True)
    next_step = models.CharField(max_length=LENGTH, blank=True)
    evidence = CanonicalField(default=list)  # keys of attachments
    uses = CanonicalField(default=list)  # which forms it fills: ledger, yearly_table, project, reply, briefing
    reported_at = models.DateTimeField()

    class Meta:
        ordering = ("case_id", "position")
        constraints = [models.UniqueConstraint(fields=["case", "position"], name="report_once")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.period}"
