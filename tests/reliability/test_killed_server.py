"""The server is killed amid 200 writes at once: what it acknowledged is there, once; the rest can be sent again."""

import threading
from dataclasses import dataclass, field
from http.client import HTTPException
from typing import Any

from tests.reliability.running import Answer, RunningSite, until

SOURCES, STEPS, WATCHES, RIVALS = 80, 40, 60, 20
ENOUGH = 60  # acknowledgements after which the server is killed
SENTENCE = "2026年，改造老旧小区供热二次管网{}公里以上。"


@dataclass
class Write:
    """One write of a program, the same however often it is sent, with the answers that came."""

    kind: str
    who: str
    path: str
    key: str
    body: dict[str, Any] = field(default_factory=dict)
    case: str = ""
    answers: list[Answer] = field(default_factory=list)

    def send(self, site: RunningSite) -> bool:
        """Send it; False where no whole answer came."""
        match = {"If_Match": '"2"'} if self.kind in ("step", "rival") else {}
        try:
            answer = site.api(self.who, "POST", self.path, self.body, Idempotency_Key=self.key, **match)
        except (OSError, HTTPException):
            return False
        self.answers.append(answer)
        return True

    @property
    def done(self) -> bool:
        """Whether the last answer says that it was done."""
        return bool(self.answers) and self.answers[-1].status in (200, 201)


def writes(cases: list[str]) -> list[Write]:
    """Return texts to take in, cases to accept and to follow, and rivals for one case, of whom one can have it."""
    contested, *others = cases
    made = []
    for number in range(SOURCES):
        text = {"title": f"工作报告（{number}）", "text_kind": "report", "text": SENTENCE.format(number + 1)}
        made.append(Write("source", "supervisor", "/sources", f"source-{number}", text))
    for number, case in enumerate(others[:STEPS]):
        made.append(Write("step", "handler", f"/cases/{case}/steps/accept", f"step-{number}", case=case))
    for number in range(WATCHES):
        who, case = ("supervisor", "handler")[number // len(others)], others[number % len(others)]
        made.append(Write("watch", who, f"/cases/{case}/watch", f"watch-{number}", case=case))
    for number in range(RIVALS):
        made.append(Write("rival", "handler", f"/cases/{contested}/steps/accept", f"rival-{number}", case=contested))
    return made[::3] + made[1::3] + made[2::3]  # all sorts at any moment


def send_at_once(site: RunningSite, everything: list[Write], *, kill_after: int = 0) -> None:
    """Send all writes, each from a thread of its own; kill server and worker when so many are acknowledged."""
    answered, start = threading.Semaphore(0), threading.Barrier(len(everything))

    def one(write: Write) -> None:
        start.wait()
        if write.send(site):
            answered.release()

    threads = [threading.Thread(target=one, args=(write,)) for write in everything]
    for thread in threads:
        thread.start()
    for _each in range(kill_after):
        assert answered.acquire(timeout=120), site.log()
    if kill_after:
        site.kill()
    for thread in threads:
        thread.join()


def test_nothing_acknowledged_is_lost_and_nothing_repeated_is_done_twice(site: RunningSite) -> None:
    everything = writes(site.told["cases"])
    site.serve()
    site.work()
    send_at_once(site, everything, kill_after=ENOUGH)
    acknowledged = [write for write in everything if write.answers]
    assert ENOUGH <= len(acknowledged) < len(everything), "the kill did not come amid the writes"
    assert site.verified()["clean"]
    assert_there(site, acknowledged)

    site.serve()
    send_at_once(site, everything)
    for write in everything:
        assert write.done or (write.kind, write.answers[-1].status) == ("rival", 412), write.answers[-1].text
        told = [answer.json for answer in write.answers if answer.status in (200, 201)]
        assert told[1:] == told[:-1], "a repetition was answered otherwise"
    assert_once(site, everything)
    assert_read(site)
    found = site.verified()
    assert (found["clean"], found["sources"]) == (True, SOURCES), found


def events_of(site: RunningSite, kind: str) -> list[str]:
    """Return the keys of the streams that hold an event of a kind, sorted, once for each event."""
    return sorted(key for (key,) in site.rows("SELECT stream_key FROM ledger_event WHERE type = ?", kind))


def watched(site: RunningSite) -> list[tuple[str, str]]:
    """Return who follows what, sorted."""
    sql = (
        "SELECT a.username, c.key FROM ledger_watch w JOIN people_account a ON a.id = w.account_id "
        "JOIN ledger_case c ON c.id = w.case_id"
    )
    return sorted((who, case) for who, case in site.rows(sql))


def assert_there(site: RunningSite, acknowledged: list[Write]) -> None:
    """Everything that was acknowledged is in the database, and what was refused was refused for a reason."""
    added, accepted = set(events_of(site, "source.added")), set(events_of(site, "commitment.accepted"))
    for write in acknowledged:
        if not write.done:
            assert (write.kind, write.answers[-1].status) == ("rival", 412), write.answers[-1].text
        elif write.kind == "source":
            assert write.answers[-1].json["key"] in added
        elif write.kind == "watch":
            assert (write.who, write.case) in watched(site)
        else:
            assert write.case in accepted


def assert_once(site: RunningSite, everything: list[Write]) -> None:
    """Every write has had one effect, however often it was sent."""

    def of(kind: str) -> list[Write]:
        return [write for write in everything if write.kind == kind]

    titles = [title for (title,) in site.rows("SELECT title FROM ledger_source")]
    assert sorted(titles) == sorted(write.body["title"] for write in of("source"))
    assert events_of(site, "source.added") == sorted(write.answers[-1].json["key"] for write in of("source"))
    assert events_of(site, "commitment.accepted") == sorted({write.case for write in of("step") + of("rival")})
    assert watched(site) == sorted((write.who, write.case) for write in of("watch"))
    assert len([write for write in of("rival") if write.done]) == 1


def assert_read(site: RunningSite) -> None:
    """Each text is read, and read once, though the worker died with the server: no job is lost."""
    site.after_two_minutes()
    site.work()
    until(lambda: not site.rows("SELECT 1 FROM ledger_source WHERE state <> 'read'"), "every source to be read")
    assert events_of(site, "source.read") == events_of(site, "source.added")
