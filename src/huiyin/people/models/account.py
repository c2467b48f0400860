"""Accounts (账号), the roles they hold, and who acts for whom (代理)."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from huiyin.people.keys import LENGTH, new_key
from huiyin.people.models.unit import Place, Unit


class Role(models.TextChoices):
    """What somebody may be (角色); a person may hold several, each for a unit or a place."""

    SECRETARY = "secretary", _("Congress secretary")  # 人大机关工作人员
    SUPERVISOR = "supervisor", _("Supervisor")  # 督查人员
    UNIT_HANDLER = "unit_handler", _("Unit handler")  # 承办人
    UNIT_HEAD = "unit_head", _("Unit head")  # 单位负责人
    DEPUTY = "deputy", _("Deputy")  # 人大代表
    OPERATOR = "operator", _("Hotline operator")  # 热线坐席
    GRID_WORKER = "grid_worker", _("Grid worker")  # 网格员
    ANALYST = "analyst", _("Analyst")  # 研判人员
    EDITOR = "editor", _("Editor")  # 编辑
    LEADER = "leader", _("Leader")  # 领导
    AUDITOR = "auditor", _("Auditor")  # 审计人员
    ADMINISTRATOR = "administrator", _("Administrator")  # 系统管理员


class AccountManager(BaseUserManager["Account"]):
    """Makes accounts; names are compared without regard to case."""

    def create_user(self, username: str, password: str | None = None, **fields: Any) -> "Account":
        """Create an account; without a password it cannot log in by password."""
        account = self.model(username=self.model.normalize_username(username), **fields)
        account.set_password(password)
        account.save(using=self._db)
        return account

    def get_by_natural_key(self, username: str | None) -> "Account":
        """Return the account of that name, whatever its case."""
        return self.get(username__iexact=username)


class Account(AbstractBaseUser):
    """Somebody who logs in. `key` is what events name; the name may change, the key does not."""

    key = models.CharField(max_length=LENGTH, unique=True, default=new_key, editable=False)
    username = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=40)
    email = models.EmailField(blank=True)
    is_active = models.BooleanField(default=True)
    must_change_password = models.BooleanField(default=False)  # has a one-time password (一次性密码)
    one_time_until = models.DateTimeField(null=True, blank=True, editable=False)  # None: no limit was set
    language = models.CharField(max_length=10, blank=True)
    single_keys = models.BooleanField(default=True)  # WCAG 2.1.4: single-key short-cuts can be switched off
    digest_by_mail = models.BooleanField(default=True)
    joined_at = models.DateTimeField(default=timezone.now, editable=False)
    left_on = models.DateField(null=True, blank=True)

    objects: ClassVar[AccountManager] = AccountManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        ordering = ("name", "username")

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        """Return the name that people read."""
        return self.name


class RoleGrant(models.Model):
    """One role of one person for one unit or one place, from a day, until a day."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="grants")
    role = models.CharField(max_length=20, choices=Role.choices)
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="grants")
    place = models.ForeignKey(Place, null=True, blank=True, on_delete=models.PROTECT, related_name="grants")
    valid_from = models.DateField(default=timezone.localdate)
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(unit__isnull=False) | Q(place__isnull=False), name="grant_is_for_a_unit_or_a_place"
            ),
            models.UniqueConstraint(
                fields=["account", "role", "unit", "place"],
                condition=Q(valid_to__isnull=True),
                nulls_distinct=False,
                name="grant_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account_id} {self.role} {self.unit_id or self.place_id}"


class Deputising(models.Model):
    """A person acts for another (代理) between two days, both included; the trail names both."""

    absent = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="deputised_by")
    acting = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="deputises")
    from_on = models.DateField()
    to_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    set_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(to_on__gte=F("from_on")), name="deputising_ends_after_it_begins"),
            models.CheckConstraint(condition=~Q(absent=F("acting")), name="nobody_deputises_for_himself"),
        ]

    def __str__(self) -> str:
        return f"{self.acting_id} for {self.absent_id}"
