"""A full disk and a database that cannot be written: a clear page with every word that was typed, reading goes on.

The disk is a real one, small and mounted for the test, which needs root; where that may not be done the test is skipped
and says so. What is read-only needs no root: the file is made so by its mode, or, for root, by a mount over itself.
"""

import os
import secrets
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import httpx
import pytest
from tests.reliability.browsing import Person, shown
from tests.reliability.running import RunningSite

REASON = "供热管理职责已划入另一单位，请改交办理。" * 40
TITLE = "云汀市2026年政府工作报告（送审稿）"
PAGES = ("/desk/", "/ledger/", "/notices/", "/sources/", "/policies/", "/reporting/")
NEVER = ("Traceback", "Error", "No space left", "attempt to write", "read-only", "csrfmiddlewaretoken", "0" * 16)
SIZE = 64 * 1024 * 1024


@contextmanager
def a_disk(place: Path, size: int = SIZE) -> Iterator[None]:
    """Mount a small disk there."""
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size},mode=755", "tmpfs", place], capture_output=True, text=True
    )
    if done.returncode:
        pytest.skip(f"no small disk can be mounted here ({done.stderr.strip()}): a full disk was not tried")
    yield
    subprocess.run(["umount", "-l", place], check=True)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 64 MB of its own."""
    place = tmp_path / "disk"
    place.mkdir()
    with a_disk(place):
        yield place


@pytest.fixture
def disk_of_postgresql(site: RunningSite) -> Iterator[Path]:
    """The site's database on a small disk of its own: a tablespace, which a superuser makes on the server's machine."""
    if not site.postgresql:
        pytest.skip("on SQLite the database lies in the home, on the disk that the other test fills")
    name = site.database.rpartition("/")[2]
    owner = Path(server(site, "SHOW data_directory")[0][0])
    size = int(server(site, f"SELECT pg_database_size('{name}')")[0][0])
    place = Path(tempfile.mkdtemp(prefix="huiyin-disk-"))  # where the server's own user may go
    place.chmod(0o755)
    try:
        if os.geteuid() or not owner.exists():
            pytest.skip("PostgreSQL runs elsewhere, or this is not root: its own full disk was not tried")
        with a_disk(place, size + 24 * 1024 * 1024):
            space = place / "space"
            space.mkdir()
            os.chown(space, owner.stat().st_uid, owner.stat().st_gid)
            server(
                site, f"CREATE TABLESPACE {name} LOCATION '{space}'", f'ALTER DATABASE "{name}" SET TABLESPACE {name}'
            )
            yield place
            site.kill()
            server(site, f'ALTER DATABASE "{name}" SET TABLESPACE pg_default', f"DROP TABLESPACE {name}")
    finally:
        place.rmdir()


def server(site: RunningSite, *commands: str) -> list[tuple[Any, ...]]:
    """Tell the server itself, outside of the site's database; return what the last command found."""
    import psycopg

    address = urlunsplit(urlsplit(site.database)._replace(path="/postgres"))
    with psycopg.connect(address, autocommit=True) as connection:
        for command in commands:
            cursor = connection.execute(command)
        return cursor.fetchall() if cursor.description else []


def fill(disk: Path) -> Path:
    """Take all the room that a disk has left; return the file to delete."""
    ballast = disk / "ballast"
    with ballast.open("wb", buffering=0) as file:
        for size in (1024 * 1024, 4096, 1):
            try:
                while True:
                    file.write(b"\0" * size)
            except OSError:
                continue
    return ballast


def send_back(person: Person, case: str) -> httpx.Response:
    fields = {"version": "2", "reason": REASON, "idempotency_key": "0" * 16}
    return person.send(f"/cases/{case}/steps/send_back/", fields, page=f"/cases/{case}/?step=send_back")


def assert_gives_back(answer: httpx.Response, *words: str) -> None:
    """The page says that nothing was saved, holds the words and its own number, and nothing of how it failed."""
    page = shown(answer)
    assert answer.status_code == 503, page
    assert answer.headers["Retry-After"]
    assert answer.headers["X-Request-ID"] in page
    assert "暂时无法保存" in page
    for each in words:
        assert each in page
    for never in NEVER:
        assert never not in page


def assert_unwritable(site: RunningSite) -> None:
    """Programs get a problem with its code."""
    body = {"title": TITLE, "text": "2026年，新增停车泊位5000个。"}
    answer = site.api("supervisor", "POST", "/sources", body)
    assert (answer.status, answer.json["code"]) == (503, "unwritable"), answer.text
    assert answer.headers["Content-Type"].startswith("application/problem+json")
    assert answer.json["request_id"] == answer.headers["X-Request-ID"]


def assert_reads(person: Person, site: RunningSite, case: str) -> None:
    """Pages and programs read on."""
    for path in (*PAGES, f"/cases/{case}/", "/-/health/"):
        assert person.get(path).status_code == 200, path
    assert site.api("handler", "GET", f"/cases/{case}").status == 200


def events(site: RunningSite) -> int:
    return int(site.rows("SELECT count(*) FROM ledger_event")[0][0])


def test_a_full_disk_loses_nothing_that_was_typed(site: RunningSite, small_disk: Path) -> None:
    """All of the home lies on it: database (SQLite), files, and the place of files on their way in."""
    shutil.move(site.home, small_disk / "home")
    site.home = small_disk / "home"
    (small_disk / "tmp").mkdir()
    site.more["TMPDIR"] = str(small_disk / "tmp")
    site.serve()
    handler, supervisor = Person(site, "handler"), Person(site, "supervisor")
    case, other = site.told["cases"][:2]
    big = [("file", ("工作报告.txt", "2026年，新增停车泊位5000个。\n".encode() * 30_000, "text/plain"))]
    small = [("file", ("短报告.txt", "2026年，新增停车泊位5000个。\n".encode() * 1000, "text/plain"))]
    assert supervisor.send("/sources/new/", {}, files=big).status_code == 302
    before, files = events(site), kept_files(site)
    ballast = fill(small_disk)

    answer = supervisor.send("/sources/new/", {"text": REASON}, files=big)  # does not even get in
    assert_gives_back(answer, REASON, "工作报告.txt", "仍在您的电脑上")
    answer = supervisor.send("/sources/new/", {}, files=small)  # gets in and cannot be kept
    assert_gives_back(answer, "短报告.txt", "仍在您的电脑上")
    if not site.postgresql:  # whose own disk has room
        assert_gives_back(send_back(handler, case), REASON)
        assert_unwritable(site)
        assert events(site) == before
    assert_reads(handler, site, case)
    assert kept_files(site) == files

    ballast.unlink()
    assert send_back(handler, other).status_code == 302
    if not site.postgresql:
        assert send_back(handler, case).status_code == 302
    assert supervisor.send("/sources/new/", {}, files=big).status_code == 302
    assert site.verified()["clean"]


def test_the_full_disk_of_postgresql_loses_nothing_either(site: RunningSite, disk_of_postgresql: Path) -> None:
    """Texts are taken in until none fits any more: what does not comes back with its words, what did stands."""
    site.serve()
    supervisor = Person(site, "supervisor")
    ballast = fill(disk_of_postgresql)
    given = supervisor.send("/sources/new/", {"text": REASON}).headers["Location"]  # kept in the home, to be titled
    status, kept = 201, -1
    while status == 201 and kept < 200:  # what cannot be packed takes the room that the tables have within
        kept += 1
        body = {"title": TITLE, "text": f"第{kept}批。{secrets.token_hex(100_000)}"}
        status = site.api("supervisor", "POST", "/sources", body).status
    before = events(site)
    assert_unwritable(site)
    big = {"title": TITLE, "text_kind": "hotline", "publisher": REASON[:100]}
    answer = supervisor.send(given, big)
    if answer.status_code != 302:  # a short text may fit in what is left of a page
        assert_gives_back(answer, TITLE, REASON[:100])
        assert events(site) == before
    assert_reads(Person(site, "handler"), site, site.told["cases"][0])

    ballast.unlink()
    assert site.api("supervisor", "POST", "/sources", body).status == 201
    assert site.verified()["clean"]
    assert site.rows("SELECT count(*) FROM ledger_source WHERE text LIKE ?", "第%批。%") == [(kept + 1,)]


def kept_files(site: RunningSite) -> list[Path]:
    return sorted(path for path in (site.home / "files").rglob("*") if path.is_file())


@pytest.fixture
def locked(site: RunningSite) -> Iterator[Any]:
    """Return what makes the database read-only, and what makes it writable again."""
    file = site.home / "huiyin.sqlite3"

    def lock() -> None:
        if site.postgresql:
            site.rows(f'ALTER DATABASE "{site.database.rpartition("/")[2]}" SET default_transaction_read_only = on')
        elif os.geteuid():
            file.chmod(0o444)
        elif subprocess.run(["mount", "--bind", file, file], capture_output=True).returncode:
            pytest.skip("root is stopped by no file mode, and nothing can be mounted here: read-only was not tried")
        else:
            subprocess.run(["mount", "-o", "remount,ro,bind", file], check=True)

    def unlock() -> None:
        if site.postgresql:
            name = site.database.rpartition("/")[2]
            site.rows(f'BEGIN READ WRITE; ALTER DATABASE "{name}" RESET default_transaction_read_only; COMMIT')
        elif os.geteuid():
            file.chmod(0o600)
        else:
            subprocess.run(["umount", "-l", file], capture_output=True)

    yield lock, unlock
    unlock()


def test_a_read_only_database_is_read_and_told(site: RunningSite, locked: Any) -> None:
    """It was opened read-only, and is written to again as soon as it can be, without a restart."""
    lock, unlock = locked
    site.serve()
    person = Person(site, "handler")
    site.kill()
    lock()
    site.serve()
    worker = site.work()
    case = site.told["cases"][0]
    before = events(site)
    assert_reads(person, site, case)
    assert_gives_back(send_back(person, case), REASON)
    assert_unwritable(site)
    assert events(site) == before
    assert worker.poll() is None, "the worker, and with it the site, stops where nothing can be written"

    unlock()
    answer = send_back(person, case)
    assert answer.status_code == 302, shown(answer)
    assert site.api("supervisor", "POST", "/sources", {"title": TITLE, "text": REASON}).status == 201
    assert site.verified()["clean"]
