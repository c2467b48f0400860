"""What a dead worker left is taken up again, what a living one holds is left to it, and nothing is begun for ever."""

import sqlite3
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import OperationalError
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from tests.cast import Cast
from tests.ledger.works import a_source

from huiyin.ledger import jobs
from huiyin.ledger.models import Source
from huiyin.ledger.unwritable import cannot_save
from huiyin.site.models import Rescue
from huiyin.site.sweeper import LIMIT, beat, sweep

AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def job(*workers: str, source: str = "nothing", **more: Any) -> DBTaskResult:
    fields: dict[str, Any] = {
        "status": TaskResultStatus.RUNNING,
        "started_at": AT,
        "args_kwargs": {"args": [source], "kwargs": {}},
        "task_path": "huiyin.site.jobs.read_source",
        "backend_name": "default",
        "run_after": AT,
        "worker_ids": list(workers),
        "exception_class_path": "",
        "traceback": "",
        **more,
    }
    return DBTaskResult.objects.create(**fields)


def status_of(found: DBTaskResult) -> str:
    return str(DBTaskResult.objects.get(pk=found.pk).status)


@pytest.mark.parametrize(
    ("workers", "status"),
    [
        (("dead",), "READY"),
        (("living",), "RUNNING"),
        (("living", "dead"), "READY"),  # the one that lives had let it go before
        (("dead", "living"), "RUNNING"),
    ],
    ids="-".join,
)
def test_only_the_last_worker_of_a_job_holds_it(workers: tuple[str, ...], status: str) -> None:
    beat("dead", at=AT - timedelta(minutes=2))
    beat("living", at=AT - timedelta(seconds=20))
    found = job(*workers)
    sweep(at=AT)
    assert status_of(found) == status


@pytest.mark.parametrize(("error", "status"), [(OperationalError, "READY"), (ValueError, "FAILED")])
def test_what_the_database_had_no_room_for_is_done_again(error: type[Exception], status: str) -> None:
    found = job("living")
    found.set_failed(error("whatever it says"))
    sweep(at=AT)
    assert status_of(found) == status


def test_a_job_that_never_ends_is_given_up_and_its_source_says_so(people: Cast) -> None:
    """A person can then try it again, with the text split, instead of waiting for ever."""
    source = a_source(people)
    Source.objects.update(state=Source.State.READING)
    found = job("dead", source=source.key)
    for _time in range(LIMIT):
        assert sweep(at=AT) == (1, 0)
        DBTaskResult.objects.filter(pk=found.pk).update(status=TaskResultStatus.RUNNING)
    assert sweep(at=AT) == (0, 1)
    assert sweep(at=AT) == (0, 0)
    source.refresh_from_db()
    assert (status_of(found), source.state, Rescue.objects.get().times) == ("FAILED", "failed", LIMIT)


def test_a_job_is_asked_for_within_the_transaction_of_its_work(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not after it, when a crash could come between; without a queue it is done after the commit."""
    asked: list[str] = []
    monkeypatch.setitem(jobs.RUNNERS, "read_source", asked.append)
    jobs.later("read_source", "k")
    assert asked == ["k"]


def a_fault(**more: object) -> OperationalError:
    error = OperationalError("whatever it says")
    error.__cause__ = sqlite3.OperationalError()
    for name, value in more.items():
        setattr(error.__cause__, name, value)
    return error


@pytest.mark.parametrize(
    ("error", "unwritable"),
    [
        (a_fault(sqlite_errorname="SQLITE_FULL"), True),
        (a_fault(sqlite_errorname="SQLITE_READONLY"), True),
        (a_fault(sqlite_errorname="SQLITE_BUSY"), True),
        (a_fault(sqlite_errorname="SQLITE_ERROR"), False),  # a wrong statement is a fault of ours
        (OSError(28, "No space left on device"), True),
        (OSError(2, "No such file"), False),
        (ValueError(), False),
        (None, False),
    ],
)
def test_what_means_that_nothing_can_be_saved(error: BaseException | None, unwritable: bool) -> None:
    assert cannot_save(error) is unwritable
