"""The fictional city while it is loaded, and the steps of its cases in the order of their days.

All moments lie before the day of loading, so that the desk shows a lively city on whatever day somebody looks.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from huiyin.ledger import cases, files, policies
from huiyin.ledger.filling import given_of
from huiyin.ledger.models import Case, Source
from huiyin.people.models import Account, Place, Unit
from huiyin.people.viewer import Viewer, viewer_of

PLANNED = 2026  # the year for which the newest report plans


@dataclass(slots=True)
class City:
    """What the loader has made so far, by the ids of the data files."""

    places: Mapping[str, Place]
    units: Mapping[str, Unit]
    accounts: Mapping[str, Account]
    now: datetime
    sources: dict[str, Source] = field(default_factory=dict)
    viewers: dict[int, Viewer] = field(default_factory=dict)  # asked for once: their roles do not change while loading

    @property
    def today(self) -> date:
        """The local day of loading."""
        return timezone.localdate(self.now)

    def at(self, days_ago: float, order: int = 0) -> datetime:
        """Return a moment some days back, within office hours, on the working day before where it falls on none."""
        day = timezone.localdate(self.now) - timedelta(days=int(days_ago))
        while not policies.calendar().is_working(day):
            day -= timedelta(days=1)
        return timezone.make_aware(datetime.combine(day, time(9 + order % 8, 5 + order * 7 % 50)))

    def ago(self, on: date) -> int:
        """Return how many days ago a day was."""
        return (self.today - on).days

    def day(self, days_ago: int) -> date:
        """Return the day some days back; less than none lies ahead."""
        return self.today - timedelta(days=days_ago)

    def year_end(self) -> date:
        """Return the last day of the year (年内) for which the report of now plans.

        A day that was named is never rolled (`huiyin.policy.deadlines`): 年内 is 31 December, also where the days after
        it are holidays. A demo that is begun in a later year lives in that one, with all else that is told from today.
        """
        return date(max(self.today.year, PLANNED), 12, 31)

    def viewer(self, account: str) -> Viewer:
        """Return a person as the ledger sees one."""
        return self._seen(self.accounts[account])

    def of_unit(self, unit: Unit, role: str) -> Viewer:
        """Return the handler or head of a unit."""
        account = Account.objects.filter(grants__unit=unit, grants__role=role).first()
        if account is None:
            raise LookupError(f"{unit.name} has no {role} in accounts.tsv")
        return self._seen(account)

    def _seen(self, account: Account) -> Viewer:
        if account.pk not in self.viewers:
            self.viewers[account.pk] = viewer_of(account, today=self.today)
        return self.viewers[account.pk]


class Steps:
    """Gathers the steps of one case and takes them in the order of their days."""

    def __init__(self, city: City, case: Case, lead: Unit | None) -> None:
        self.city, self.case, self.lead = city, case, lead
        self.gathered: list[tuple[float, str, Viewer, dict[str, Any]]] = []

    def add(self, action: str, by: Viewer, days_ago: float, **filled: Any) -> None:
        """Gather a step; `evidence=True` hands in a file with it."""
        self.gathered.append((days_ago, action, by, filled))

    def take(self) -> None:
        """Take what was gathered, nothing of it before the case was opened."""
        unit = self.lead.key if self.lead is not None else ""
        last = self.case.opened_at
        for number, (days_ago, action, by, filled) in enumerate(sorted(self.gathered, key=lambda step: -step[0])):
            at = self.city.at(days_ago, number)
            if at <= last:  # holidays move steps to one day
                at = last + timedelta(minutes=6)
            last = at
            attachments = [self._evidence(by, at)] if filled.pop("evidence", False) else []
            given = given_of(self.case, action, filled, attachments=attachments, unit=unit)
            self.case = cases.act(case=self.case, action=action, given=given, by=by, at=at, expected=self.case.version)

    def _evidence(self, by: Viewer, at: datetime) -> Any:
        text = f"云汀市（虚构城市）验收单\n事项：{self.case.title}\n结论：符合要求\n"
        upload = ContentFile(text.encode(), name="验收单.txt")
        return files.keep_file(upload, stream_key=self.case.key, by=Account.objects.get(pk=by.account_id), at=at)
