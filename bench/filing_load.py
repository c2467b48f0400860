"""300 deputies who draft, co-sign and file within five minutes, over HTTP on the site as served (bench/README.md).

    HUIYIN_DATABASE_URL=postgres://… HUIYIN_HOME=… python bench/filing_load.py [--deputies 300] [--minutes 5]

The database must be empty. The site and its worker are those of `huiyin serve`, this process is the load: it shares the
machine with them. Everybody is signed in before. Each drafts, saves, invites three; those confirm; then it is filed, by
one in ten with a double click. Afterwards the tables are counted and the ledger is verified.
"""

import argparse
import asyncio
import json
import os
import random
import re
import resource
import statistics
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from urllib.request import urlopen

import httpx

import site_setup

TARGET_MS = 500.0
INVITED = 3
TOKEN = "b" * 32  # of the forms: cookie and field say the same
NAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许"


@dataclass
class Load:
    """What was asked and how it was answered."""

    base: str
    chance: random.Random
    scale: float  # of waiting: 1.0 where five minutes are asked for
    took: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    wrong: Counter[str] = field(default_factory=Counter)

    async def wait(self, least: float, most: float) -> None:
        """Let some seconds go by, as people do."""
        await asyncio.sleep(self.chance.uniform(least, most) * self.scale)


@dataclass
class Person:
    """A deputy with a phone: one thing at a time."""

    name: str
    client: httpx.AsyncClient
    hand: asyncio.Lock = field(default_factory=asyncio.Lock)
    confirmed: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(0))
    draft: str = ""


async def ask(
    load: Load, who: Person, what: str, path: str, form: dict[str, str] | None = None
) -> httpx.Response | None:
    """Ask for a page, or send a form; keep how long the answer took, and whether it was one."""
    began = time.perf_counter()
    try:
        if form is None:
            answer = await who.client.get(path)
        else:
            answer = await who.client.post(path, data={"csrfmiddlewaretoken": TOKEN, **form})
    except httpx.HTTPError as error:
        load.wrong[f"{what}: {type(error).__name__}"] += 1
        return None
    finally:
        load.took[what].append((time.perf_counter() - began) * 1000)
    if answer.status_code not in (200, 302):
        load.wrong[f"{what}: {answer.status_code}"] += 1
    return answer


async def draft(load: Load, people: list[Person], at: int) -> None:
    """Draft, save, invite, and file once all have confirmed."""
    who = people[at]
    await load.wait(0, 200)
    async with who.hand:
        page = await ask(load, who, "begin, page", "/my/suggestions/new/")
        congress = re.search(r'name="congress" value="(\w+)"', page.text if page else "")
        begun = await ask(load, who, "begin", "/my/suggestions/new/", {"congress": congress[1] if congress else ""})
        path = begun.headers.get("location", "") if begun else ""
        if not path.startswith("/drafts/"):
            load.wrong[f"begin: led to {path or 'nothing'}"] += 1
            return
        who.draft = path.split("/")[2]
        await ask(load, who, "draft, page", path)
    await load.wait(5, 20)
    title = f"关于解决第{at + 1}个片区停车难的建议"
    text = {
        "kind": "suggestion", "title": title, "revision": "1", "publish": "yes", "wish": "",
        "grounds": f"第{at + 1}个片区泊位缺口超过{at + 100}个，邻里为抢车位起争执的事时有发生，群众反映强烈。" * 3,
        "proposals": f"一是三年内新增泊位{at + 50}个以上；二是开放机关单位内部停车场；三是规范路侧停车管理。",
    }  # fmt: skip
    async with who.hand:
        await ask(load, who, "save", path, text)
        await ask(load, who, "draft, page", path)
    await load.wait(1, 5)
    others = [people[(at + n) % len(people)] for n in range(1, INVITED + 1)]
    async with who.hand:
        await ask(load, who, "invite", f"{path}cosigners/", {"names": "、".join(each.name for each in others)})
        await ask(load, who, "draft, page", path)
    await asyncio.gather(file(load, who), *(confirm(load, each, who) for each in others))


async def confirm(load: Load, who: Person, whose: Person) -> None:
    """Read what one was asked to co-sign, and confirm it."""
    await load.wait(3, 45)
    path = f"/my/cosign/{whose.draft}/"
    async with who.hand:
        await ask(load, who, "to co-sign, list", "/my/cosign/")
        page = await ask(load, who, "to co-sign, page", path)
        revision = re.search(r'name="revision" value="(\d+)"', page.text if page else "")
        await ask(load, who, "confirm", path, {"do": "confirm", "revision": revision[1] if revision else ""})
    whose.confirmed.release()


async def file(load: Load, who: Person) -> None:
    """File, some with a double click."""
    for _ in range(INVITED):
        await who.confirmed.acquire()
    await load.wait(1, 15)
    path, twice = f"/drafts/{who.draft}/file/", load.chance.random() < 0.1
    async with who.hand:
        await ask(load, who, "file, page", path)
        clicks = [ask(load, who, "file", path, {}) for _ in range(2 if twice else 1)]
        answers = [each for each in await asyncio.gather(*clicks) if each is not None]
        led = {each.headers.get("location", "") for each in answers}
        if len(led) != 1 or not next(iter(led)).startswith("/cases/"):
            load.wrong[f"file: led to {sorted(led)}"] += 1
            return
        await ask(load, who, "case, page", led.pop())


async def run(load: Load, cookies: dict[str, str]) -> float:
    """Let everybody do it; return how many seconds it took."""
    limits = httpx.Limits(max_connections=None, keepalive_expiry=1.0)  # the server keeps a connection for two seconds
    clients = [
        httpx.AsyncClient(base_url=load.base, cookies={"sessionid": key, "csrftoken": TOKEN}, timeout=60, limits=limits)
        for key in cookies.values()
    ]
    people = [Person(name, client) for name, client in zip(cookies, clients, strict=True)]
    began = time.perf_counter()
    await asyncio.gather(*(draft(load, people, at) for at in range(len(people))))
    took = time.perf_counter() - began
    for client in clients:
        await client.aclose()
    return took


def seat(count_: int) -> dict[str, str]:
    """Seat so many deputies in an invented congress that is in session, sign each in; return session keys by name."""
    from django.test import Client
    from django.utils import timezone

    from huiyin.congress import delegations, roster, sessions
    from huiyin.ledger.record import SYSTEM
    from huiyin.people.models import Account, House, Place, Role, RoleGrant, Unit

    today, since = timezone.localdate(), timezone.localdate() - timedelta(days=900)
    place = Place.objects.create(code="980100", name="云岭市", short_name="云岭")
    Unit.objects.create(
        name="云岭市人大常委会代表工作委员会", short_name="市人大代表工委", house=House.CONGRESS, place=place
    )
    congress = sessions.found_congress(place=place, level="prefecture", number=9, from_on=since, by=SYSTEM)
    opens, closes = today - timedelta(days=1), today + timedelta(days=3)
    sessions.open_session(congress=congress, number=4, year=today.year, opens_on=opens, closes_on=closes, by=SYSTEM)
    delegation = delegations.add_delegation(congress=congress, name="第一代表团", by=SYSTEM)
    keys = {}
    for n in range(count_):
        name = f"{NAMES[n % 20]}{NAMES[n // 20 % 20]}{'文' if n < 400 else '清'}"
        account = Account.objects.create(username=f"d{n:04}", name=name, password="!")  # noqa: S106  nobody logs in
        RoleGrant.objects.create(account=account, role=Role.DEPUTY, place=place, valid_from=since)
        deputy = roster.add_deputy(name=name)
        deputy.account = account
        deputy.save(update_fields=["account"])
        seat_ = roster.Seat(delegation)
        roster.elect(congress=congress, deputy=deputy, seat=seat_, from_on=since, number=f"{n + 1:04}", by=SYSTEM)
        client = Client()
        client.force_login(account)
        keys[name] = client.cookies["sessionid"].value
    return keys


@contextmanager
def served(bind: str) -> Iterator[None]:
    """Serve the site with its worker for as long as it takes."""
    process = subprocess.Popen([sys.executable, "-m", "huiyin", "serve", "--bind", bind], stdout=subprocess.DEVNULL)
    try:
        end = time.monotonic() + 90
        while True:
            try:
                with urlopen(f"http://{bind}/-/health/", timeout=5):
                    break
            except OSError:
                if time.monotonic() > end or process.poll() is not None:
                    raise
                time.sleep(0.2)
        yield
    finally:
        process.terminate()
        process.wait(timeout=30)


def counted(n: int) -> dict[str, Any]:
    """Return what is in the tables that should not be, or is missing; empty where nothing was lost or doubled."""
    from huiyin.congress.models import Cosigning, SuggestionDraft
    from huiyin.ledger.models import Case, CaseDeputy, Event, Filing, Receipt, Source
    from huiyin.ledger.verify import verify

    found = {
        "drafts": SuggestionDraft.objects.count(),
        "drafts filed": SuggestionDraft.objects.filter(case__isnull=False).count(),
        "cases": Case.objects.count(),
        "filings": Filing.objects.count(),
        "sources": Source.objects.count(),
        "receipts": Receipt.objects.count(),
        "events of opening": Event.objects.filter(type="case.opened").count(),
        "filing deputies": CaseDeputy.objects.filter(part="filer").values("deputy").distinct().count(),
        "titles": Case.objects.values("title").distinct().count(),
    }
    thrice = {
        "confirmations": Cosigning.objects.filter(state="confirmed").count(),
        "co-signers": CaseDeputy.objects.filter(part="cosigner").count(),
    }
    wrong: dict[str, Any] = {name: value for name, value in found.items() if value != n}
    wrong |= {name: value for name, value in thrice.items() if value != INVITED * n}
    report = verify()
    if not report.clean:
        wrong["ledger verify"] = [str(each) for each in report.problems[:3]]
    return wrong


def spread(values: list[float]) -> dict[str, float]:
    """Return the middle, the 95th and the 99th of a hundred, and the greatest, in milliseconds."""
    cuts = statistics.quantiles(values, n=100, method="inclusive") if len(values) > 1 else values * 99
    return {"p50": cuts[49], "p95": cuts[94], "p99": cuts[98], "max": max(values)}


def main() -> None:
    """Seat, serve, load, count, and say how it went and under what load."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--deputies", type=int, default=300)
    parser.add_argument("--minutes", type=float, default=5.0)
    parser.add_argument("--bind", default="127.0.0.1:8171")
    parser.add_argument("--format", choices=("text", "json"), default="text")
    asked = parser.parse_args()
    site_setup.migrate()
    cookies = seat(asked.deputies)
    load = Load(f"http://{asked.bind}", random.Random(17), asked.minutes / 5)  # noqa: S311  when people do things
    with served(asked.bind):
        before, own = os.getloadavg()[0], time.process_time()
        seconds = asyncio.run(run(load, cookies))
        after = os.getloadavg()[0]
    wrong = counted(asked.deputies)
    everything = spread([each for values in load.took.values() for each in values])
    n = sum(map(len, load.took.values()))
    if asked.format == "json":
        by = {what: spread(values) for what, values in load.took.items()}
        print(
            json.dumps(
                {"all": everything, "by": by, "requests": n, "seconds": seconds, "wrong": wrong, "errors": load.wrong}
            )
        )
        return
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(f"{asked.deputies} deputies, {n} requests in {seconds:.0f} s ({n / seconds:.1f} a second)")
    print(f"load of the machine {before:.1f} → {after:.1f} on {os.cpu_count()} cores")
    site, here = used.ru_utime + used.ru_stime, time.process_time() - own
    print(f"processor time: site and worker {site:.0f} s, this load {here:.0f} s")
    for what, values in sorted(load.took.items()):
        print(f"  {what:<18} {len(values):>5} ×  {_words(spread(values))}")
    print(f"  {'all':<18} {n:>5} ×  {_words(everything)}")
    reached = "yes" if everything["p95"] <= TARGET_MS else "no"
    print(f"p95 {everything['p95']:.0f} ms, must reach {TARGET_MS:.0f}: {reached}")
    print(f"answers that were none: {dict(load.wrong) or 'none'}")
    print(f"lost or double: {wrong or 'nothing'}")


def _words(told: dict[str, float]) -> str:
    return "  ".join(f"{name} {value:6.0f}" for name, value in told.items()) + " ms"


if __name__ == "__main__":
    site_setup.start()
    main()
