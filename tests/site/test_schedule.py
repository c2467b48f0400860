"""Regular work runs once a period, waits for its hour, and one failure stops nothing else."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from huiyin.people.models import Place
from huiyin.site.models import ScheduledRun
from huiyin.site.regular import count_indexes
from huiyin.site.schedule import DAILY, Regular, run_due

AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)  # nine in the morning in Shanghai
ran: list[str] = []
pytestmark = pytest.mark.django_db


def good() -> None:
    ran.append("good")


def bad() -> None:
    raise RuntimeError("the printer is on fire")


GOOD = Regular(f"{__name__}.good", DAILY)
BAD = Regular(f"{__name__}.bad", DAILY)


@pytest.fixture(autouse=True)
def nothing_ran() -> None:
    ran.clear()


def test_a_daily_job_runs_once_a_day() -> None:
    for hours in (0, 1, 14, 16):  # the last two lie on either side of midnight in Shanghai
        run_due(at=AT + timedelta(hours=hours), jobs=(GOOD,))
    assert ran == ["good", "good"]


def test_a_job_waits_for_its_hour() -> None:
    late = Regular(GOOD.path, DAILY, not_before=18)
    assert run_due(at=AT, jobs=(late,)) == []
    assert run_due(at=AT + timedelta(hours=9), jobs=(late,)) == [GOOD.path]


def test_a_job_that_fails_is_tried_again_and_stops_no_other() -> None:
    assert run_due(at=AT, jobs=(BAD, GOOD)) == [GOOD.path]
    assert not ScheduledRun.objects.filter(name=BAD.path).exists()


def test_sqlite_counts_what_its_indexes_hold() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL counts by itself")
    Place.objects.create(code="990100", name="云汀市", short_name="云汀")
    count_indexes()
    with connection.cursor() as cursor:
        cursor.execute("SELECT tbl FROM sqlite_stat1")
        assert (Place._meta.db_table,) in cursor.fetchall()
