"""A year of a province, from empty tables to the first desk: seconds and queries of each step (bench/README.md).

    HUIYIN_DATABASE_URL=… python bench/province.py [--suggestions 5000] [--profile suggestions]

Everything goes the way of a secretariat: the roster by the import of rosters, the reports as sources, the suggestions
by the import of tables. 云岭省 and everybody in it are invented.
"""

import argparse
import cProfile
import itertools
import json
import os
import pstats
import random
import resource
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any

import site_setup
import texts

TERM, OPENS, CLOSES = date(2023, 1, 10), date(2026, 1, 20), date(2026, 1, 26)
LIMIT = 60.0  # seconds of a step, on a quiet machine
DEPUTIES, REPORTS, SUGGESTIONS, UNITS, DELEGATIONS = 2000, 60, 5000, 60, 14
FAMILY = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜"
GIVEN = "文清远知行舟砚秋晚棠岚青禾望川一苇若谷安宁明澈景向晓白云帆松石溪亭"
MATTERS = (
    "农村公路养护",
    "县域医共体建设",
    "托育服务供给",
    "中小河流治理",
    "职业教育产教融合",
    "老旧小区改造",
    "冷链物流体系",
    "基层医疗人才",
    "高标准农田建设",
    "养老服务",
)


@dataclass(frozen=True)
class Step:
    """What a step took."""

    name: str
    seconds: float
    own: float  # processor time of this process
    queries: int
    of: int = 1  # how many things

    def words(self) -> str:
        """Return it as a line of the table."""
        each = (
            f"{1000 * self.own / self.of:8.2f} ms and {self.queries / self.of:6.2f} queries each" if self.of > 1 else ""
        )
        late = "   OVER 60 s" if self.seconds > LIMIT else ""
        return f"{self.name:<42} {self.seconds:8.2f} s  own {self.own:7.2f} s  {self.queries:>7} queries {each}{late}"


@dataclass
class Measured:
    """The steps so far; `profiled` is the step of which a profile is printed."""

    profiled: str
    steps: list[Step]

    def step(self, name: str, act: Callable[[], Any], *, of: int = 1, short: str = "") -> Any:
        """Do something, and keep what it took."""
        from django.db import connection

        count = itertools.count()

        def counted(execute: Any, *args: Any) -> Any:
            next(count)
            return execute(*args)

        with ExitStack() as held:
            held.enter_context(connection.execute_wrapper(counted))
            profile = (
                held.enter_context(cProfile.Profile(time.process_time)) if short and short == self.profiled else None
            )
            began, used = time.perf_counter(), time.process_time()
            result = act()
            step = Step(name, time.perf_counter() - began, time.process_time() - used, next(count), of)
        self.steps.append(step)
        print(step.words(), flush=True)
        if profile is not None:
            pstats.Stats(profile).sort_stats("tottime").print_stats(40)
        return result


def found_province() -> Any:
    """Make the province, its units and three people; return the congress."""
    from django.utils import timezone

    from huiyin.congress import sessions
    from huiyin.ledger.record import SYSTEM
    from huiyin.people.models import Account, House, Place, Role, RoleGrant, Unit

    province = Place.objects.create(code="980000", name="云岭省", short_name="云岭")
    unit = Unit.objects.create
    committee = unit(
        name="云岭省人大常委会代表工作委员会", short_name="省人大代表工委", house=House.CONGRESS, place=province
    )
    office = unit(name="云岭省人民政府办公厅", short_name="省政府办公厅", house=House.GOVERNMENT, place=province)
    for n in range(UNITS):
        unit(name=f"云岭省第{n + 1:02}厅", short_name=f"第{n + 1:02}厅", house=House.GOVERNMENT, place=province)
    since = timezone.localdate() - timedelta(days=900)
    for username, role, where in (("secretary", Role.SECRETARY, committee), ("supervisor", Role.SUPERVISOR, office)):
        account = Account.objects.create(username=username, name=username, password="!")  # noqa: S106  nobody logs in
        RoleGrant.objects.create(account=account, role=role, unit=where, valid_from=since)
    congress = sessions.found_congress(place=province, level="province", number=14, from_on=TERM, by=SYSTEM)
    sessions.open_session(congress=congress, number=4, year=2026, opens_on=OPENS, closes_on=CLOSES, by=SYSTEM)
    return congress


def roster_table(count: int, chance: random.Random) -> bytes:
    """Return a workbook of so many deputies; about one in fifty shares a name with another."""
    from huiyin.congress.roster_tables import LAYOUT
    from huiyin.people.tables import write_table

    names = [chance.choice(FAMILY) + chance.choice(GIVEN) + chance.choice(GIVEN) for _ in range(count)]
    return write_table(
        LAYOUT,
        (
            {
                "number": f"{n + 1:04}",
                "name": name,
                "delegation": f"第{n % DELEGATIONS + 1:02}代表团",
                "post": "某单位 职工",
            }
            for n, name in enumerate(names)
        ),
    )


def seat(congress: Any, content: bytes) -> int:
    """Import the roster."""
    from huiyin.congress.roster_import import plan_roster
    from huiyin.congress.roster_tables import read_roster
    from huiyin.congress.roster_taking import take_in
    from huiyin.ledger.record import SYSTEM

    plan = plan_roster(congress, read_roster(content, "roster.xlsx"), on=TERM)
    assert not plan.count("refuse"), [row.problems for row in plan.rows if row.problems][:3]
    return take_in(congress=congress, plan=plan, by=SYSTEM)


def take_reports(congress: Any, viewer: Any, count: int) -> list[str]:
    """Take reports in, each with a line of its own; return their keys."""
    from django.utils import timezone

    from huiyin.ledger.sources import Description, add_source, open_pasted

    chosen, keys = itertools.cycle(texts.choose().reports), []
    for n in range(count):
        title = f"云岭省第{n + 1:02}市2026年政府工作报告"
        described = Description(title=title, text_kind="report", publisher=title, year=2026, place=congress.place)
        opened = open_pasted(f"{title}\n{next(chosen)}")
        keys.append(add_source(opened=opened, described=described, by=viewer, at=timezone.now()).key)
    return keys


def read_waiting() -> int:
    """Read what waits to be read, as the worker does behind the pages."""
    from huiyin.ledger.jobs import read_source
    from huiyin.ledger.models import Source

    keys = list(Source.objects.filter(state="queued").order_by("pk").values_list("key", flat=True))
    for key in keys:
        read_source(key)
    return len(keys)


def sentences() -> Iterator[str]:
    """Yield sentences of the reports, again and again, each time with another number before them."""
    found = [line for text in texts.choose().reports for line in text.split("。") if 30 < len(line.strip()) < 120]
    for n in itertools.count(1):
        yield f"{n}项中，{found[n % len(found)].strip()}。"


def suggestions_table(congress: Any, count: int, chance: random.Random) -> bytes:
    """Return a workbook of so many suggestions by sitting deputies, with up to five co-signers each."""
    from huiyin.congress.models import Mandate
    from huiyin.congress.suggestion_import_tables import layout
    from huiyin.ledger.step_choices import CATEGORIES
    from huiyin.people.tables import write_table

    said = sentences()
    seats = list(Mandate.objects.filter(congress=congress).values_list("deputy__name", "number"))

    def row(n: int) -> dict[str, str]:
        filer, *others = (f"{name}（{number}）" for name, number in chance.sample(seats, 1 + chance.randrange(6)))
        on = OPENS + timedelta(days=chance.randrange(5)) if n % 5 else OPENS + timedelta(days=30 + n % 200)
        return {
            "number": str(n + 1),
            "title": f"关于加强第{n + 1}处{MATTERS[n % len(MATTERS)]}的建议",
            "grounds": "".join(next(said) for _ in range(3)),
            "proposals": "一是" + "二是".join(next(said) for _ in range(3)),
            "filer": filer,
            "cosigners": "、".join(others),
            "category": chance.choice(CATEGORIES),
            "publish": chance.choice(("同意公开", "不同意公开")),
            "lead": f"云岭省第{n % UNITS + 1:02}厅",
            "filed_on": on.isoformat(),
        }

    return write_table(layout(count), (row(n) for n in range(count)))


def look(measured: Measured) -> None:
    """Ask for the pages that a secretariat opens first, twice each; the second time is kept."""
    from huiyin.congress.models import Congress

    roster = f"/congress/{Congress.objects.get().key}/deputies/"
    pages = {
        "secretary": (
            "/desk/", "/suggestions/", "/suggestions/?view=filed&category=农业农村", "/suggestions/?q=养老服务",
            "/suggestions/?page=100", "/suggestions/statistics/", "/suggestions/export.xlsx", "/sources/", roster,
        ),
        "supervisor": ("/desk/", "/ledger/"),
    }  # fmt: skip
    for who, addresses in pages.items():
        client = site_setup.signed_in(who)
        for address in addresses:
            client.get(address).getvalue()
            answer = measured.step(f"{who}: {address}", partial(_status, client, address))
            assert answer == 200, (address, answer)


def _status(client: Any, address: str) -> int:
    answer = client.get(address)
    answer.getvalue()
    return int(answer.status_code)


def measure(asked: argparse.Namespace) -> list[Step]:
    """Do the year step by step."""
    from django.utils import timezone

    from huiyin.congress.suggestion_import import plan_suggestions
    from huiyin.congress.suggestion_import_tables import read_suggestions
    from huiyin.congress.suggestion_import_taking import take_in_batches
    from huiyin.ledger.verify import verify
    from huiyin.people.models import Account
    from huiyin.people.viewer import viewer_of

    chance, measured = random.Random(17), Measured(asked.profile, [])  # noqa: S311  made-up names
    congress = found_province()
    viewer = viewer_of(Account.objects.get(username="secretary"), today=timezone.localdate())
    content = roster_table(asked.deputies, chance)
    measured.step("roster: read, plan, write", lambda: seat(congress, content), of=asked.deputies, short="roster")
    measured.step("reports: take in", lambda: take_reports(congress, viewer, asked.reports), of=asked.reports)
    measured.step("reports: read (behind the pages)", read_waiting, of=asked.reports, short="reports")
    content = suggestions_table(congress, asked.suggestions, chance)
    n = asked.suggestions
    rows = measured.step(
        "suggestions: read the file", lambda: read_suggestions(content, "t.xlsx", most=n, megabytes=60), of=n
    )
    at = timezone.now()
    plan = measured.step("suggestions: plan", lambda: plan_suggestions(congress, rows, at=at), of=n, short="plan")
    assert plan.count("file") == n, [row.problems for row in plan.rows if row.problems][:3]
    measured.step(
        "suggestions: file",
        lambda: take_in_batches(congress=congress, plan=plan, by=viewer, done=lambda _n: None),
        of=n,
        short="suggestions",
    )
    measured.step("suggestions: plan again (all on record)", lambda: plan_suggestions(congress, rows, at=at), of=n)
    look(measured)
    if not asked.unread:
        measured.step("suggestions: read (behind the pages)", read_waiting, of=n, short="readings")
        look(measured)
    report = measured.step("ledger verify", verify)
    assert report.clean, report.problems[:3]
    return measured.steps


def main() -> None:
    """Measure in the empty database that the environment names, and say under what load."""
    from django.db import connection

    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--deputies", type=int, default=DEPUTIES)
    parser.add_argument("--reports", type=int, default=REPORTS)
    parser.add_argument("--suggestions", type=int, default=SUGGESTIONS)
    parser.add_argument("--unread", action="store_true", help="leave out reading the suggestions and what comes after")
    parser.add_argument("--profile", default="", help="print a profile: roster, reports, plan, suggestions, readings")
    parser.add_argument("--format", choices=("text", "json"), default="text")
    asked = parser.parse_args()
    site_setup.migrate()
    site_setup.collect_static()
    print(f"{connection.vendor}; load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores; {texts.choose().origin}")
    steps = measure(asked)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    over = [step.name for step in steps if step.seconds > LIMIT]
    print(f"load {os.getloadavg()[0]:.1f}; peak {peak:.0f} MB; steps over {LIMIT:.0f} s: {', '.join(over) or 'none'}")
    if asked.format == "json":
        print(json.dumps([step.__dict__ for step in steps], ensure_ascii=False))


if __name__ == "__main__":
    site_setup.start()
    main()
