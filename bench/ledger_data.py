"""A ledger of any size for benchmarks: `python bench/ledger_data.py 1000000` fills the site's empty database.

One case is opened and assigned by the real services; all others are its copies, written by the database itself from a
pool of invented sentences, with dates, units, stages and years spread evenly. `--events N` adds N more cases by the
services, each step an event with its hash, for `ledger verify`. Everything is invented (云汀市).
"""

import argparse
import itertools
import random
import time
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db import connection, transaction

import site_setup

TODAY = date(2026, 5, 7)
OPENED = datetime(2026, 1, 12, 1, 0, tzinfo=UTC)
UNITS = 100
POOL = 20_000
COMMON, RARE = "改造", "停水"  # the first in about half of all rows, the second in about one of a thousand
VERBS = ("新建", "改造", "改造", "改造", "完成", "整治", "改造提升", "推进", "改造升级", "启动")
PLACES = ("溪畔路", "望山区", "南埠港区", "石渡县", "临溪区", "云汀湖", "北岸新城", "东门街道", "西关社区", "城南片区")
OBJECTS = (
    "老旧小区供热管网", "雨污分流管道", "社区食堂", "口袋公园", "普惠托位", "公共停车泊位", "乡镇卫生院", "中小学校舍",
    "城市照明设施", "农村公路", "污水处理厂", "供水主管线", "智慧交通信号", "养老服务中心", "产业园区厂房", "水库除险加固",
)  # fmt: skip
MEASURES = ("公里", "座", "处", "个", "套", "万平方米")


def sentences(count: int) -> list[tuple[str, str]]:
    """Return titles with the sentence each is drawn from; the same ones each time."""
    chance = random.Random(20260112)
    made = []
    for number in range(count):
        thing = f"{chance.choice(PLACES)}{chance.choice(OBJECTS)}{chance.randint(2, 900)}{chance.choice(MEASURES)}"
        title = f"{chance.choice(VERBS)}{thing}"
        rare = "，解决高层住户停水问题" if number % 1000 == 0 else ""
        made.append((title, f"2026年，{title}{rare}，年内投入使用，让群众得到实惠"))
    return made


def place_and_people() -> dict[str, Any]:
    """Write the city, its units and a supervisor."""
    from huiyin.people.models import Account, House, Place, Role, RoleGrant, Unit

    city = Place.objects.create(code="990100", name="云汀市", short_name="云汀")
    office = Unit.objects.create(
        name="云汀市人民政府办公室", short_name="市政府办公室", house=House.GOVERNMENT, place=city
    )
    units = Unit.objects.bulk_create(
        Unit(name=f"云汀市第{number:03}局", short_name=f"第{number:03}局", house=House.GOVERNMENT, place=city)
        for number in range(UNITS)
    )
    people = {}
    for name, role, unit in (("supervisor", Role.SUPERVISOR, office), ("handler", Role.UNIT_HANDLER, units[0])):
        person = Account.objects.create(username=name, name=name, password="!")
        RoleGrant.objects.create(account=person, role=role, unit=unit, valid_from=date(2020, 1, 1))
        people[name] = person
    return {"city": city, "units": units, "office": office, **people}


def first_case(cast: dict[str, Any]) -> Any:
    """Open a case and assign it, by the services; return its row."""
    from huiyin.ledger.cases import Given, Ground, act, actor_of, open_case
    from huiyin.ledger.models import Source
    from huiyin.people.viewer import viewer_of

    text = "2026年，改造老旧小区供热二次管网85公里以上。"
    source = Source.objects.create(
        title="2026年云汀市政府工作报告", text=text, text_kind="report", house="government", place=cast["city"],
        home=cast["city"], sha256="0" * 64, length=len(text), added_by=cast["supervisor"], added_at=OPENED, year=2026,
    )  # fmt: skip
    viewer = viewer_of(cast["supervisor"], today=TODAY)
    case = open_case(
        kind="commitment", policy_id="commitment.general", house="government", place=cast["city"], title=text[6:-1],
        year=2026, number="任务 2026-000", passages=[Ground(source, 0, len(text))], by=actor_of(viewer), at=OPENED,
        fields={"target_value": "85", "target_relation": ">=", "unit_of_measure": "公里", "indicator": "里程"},
    )  # fmt: skip
    given = Given(unit=cast["units"][0], co_units=[cast["units"][1]], values={"due_on": date(2026, 12, 31)})
    return act(case=case, action="assign", given=given, by=viewer, at=OPENED, expected=case.version)


class Copies:
    """Writes copies of rows by one statement a table; `i` counts them."""

    def __init__(self, count: int) -> None:
        self.count = count
        self.postgresql = connection.vendor == "postgresql"

    def write(self, row: Any, *, join: str = "", **changed: str) -> None:
        """Write `count` copies of a row, some of its columns by an expression of SQL over `i`."""
        fields = [field for field in row._meta.concrete_fields if field.column not in changed and not field.primary_key]
        columns = [*changed, *(field.column for field in fields)]
        values = [field.get_db_prep_save(field.pre_save(row, add=False), connection) for field in fields]
        told = ", ".join([*changed.values(), *("%s" for _ in fields)])
        named = ", ".join(f'"{column}"' for column in columns)
        last = self.count - 1
        sql = (
            f"INSERT INTO {row._meta.db_table} ({named}) "
            f"WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < {last}) SELECT {told} FROM n{join}"
        )
        with connection.cursor() as cursor:
            cursor.execute(sql, values)

    def key(self, letter: str) -> str:
        """Return the expression of a key."""
        return f"'{letter}' || lpad(i::text, 13, '0')" if self.postgresql else f"'{letter}' || printf('%%013d', i)"

    def day(self, offset: str, where: str) -> str:
        """Return the expression of a day so many days from today, or NULL."""
        day = f"DATE '{TODAY}' + ({offset})" if self.postgresql else f"date('{TODAY}', ({offset}) || ' days')"
        return f"CASE WHEN {where} THEN {day} END"

    def moment(self) -> str:
        """Return the expression of a moment, later for each."""
        if self.postgresql:
            return f"TIMESTAMPTZ '{OPENED.isoformat()}' + i * INTERVAL '1 second'"
        return "datetime('2026-01-12 01:00:00', i || ' seconds')"

    def yes(self, condition: str) -> str:
        """Return the expression of a boolean."""
        return f"({condition})" if self.postgresql else f"CASE WHEN {condition} THEN 1 ELSE 0 END"


def fill(count: int) -> None:
    """Fill the database with so many cases."""
    from huiyin.ledger.models import Case, CaseParty, Entry, Passage

    with transaction.atomic():
        cast = place_and_people()
        case = first_case(cast)
        _pool()
    copies, base = Copies(count), cast["units"][0].pk
    entry_base, case_base = (model.objects.order_by("-pk")[0].pk + 1 for model in (Entry, Case))
    pool = f" JOIN bench_pool ON bench_pool.id = i %% {POOL}"
    still_open = "(i / 100) %% 10 >= 3"
    late = "((i / 100) * 37) %% 400 - 40"
    lead = f"{base} + i %% {UNITS}"
    with _without_index(), transaction.atomic():
        copies.write(case.entry, join=pool, id=f"{entry_base} + i", key=copies.key("e"), title="title")
        copies.write(
            case, join=pool, id=f"{case_base} + i", key=copies.key("c"), entry_id=f"{entry_base} + i", title="title",
            number="'任务 2026-' || i", year="2026 - i %% 3", lead_unit_id=lead, turn_unit_id=lead,
            stage=f"CASE WHEN {still_open} THEN 'handling' ELSE 'closed' END",
            closed=copies.yes(f"NOT ({still_open})"), accepted=copies.yes("i %% 7 > 0"),
            late_on=copies.day(late, still_open), near_on=copies.day(f"{late} - 15", still_open),
            due_on=copies.day(f"{late} - 1", still_open), last_report_on=copies.day("-20", "i %% 2 = 0"),
            vague=copies.yes("i %% 9 = 0"), supervision="CASE WHEN i %% 50 = 0 THEN 1 ELSE 0 END",
            extended=copies.yes("i %% 11 = 0"), sent_back=copies.yes("i %% 13 = 0"),
            in_time=f"CASE WHEN {still_open} THEN NULL ELSE {copies.yes('i %% 6 > 0')} END",
            changed_at=copies.moment(),
        )  # fmt: skip
        for party in CaseParty.objects.filter(case=case):
            unit = lead if party.part == "lead_unit" else f"{base} + (i + 1) %% {UNITS}"
            copies.write(party, case_id=f"{case_base} + i", unit_id=unit)
        passage = Passage.objects.get(entry=case.entry)
        copies.write(passage, join=pool, entry_id=f"{entry_base} + i", quote="quote")
        _words(count, case_base)
    _settle()


def _words(count: int, base: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO ledger_casewords (case_id, tokens) WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 "
            f"FROM n WHERE i < {count - 1}) SELECT {base} + i, tokens FROM n JOIN bench_pool ON bench_pool.id = i % {POOL}"
        )


def _pool() -> None:
    from huiyin.ledger.tokens import tokens

    rows = [
        (number, title, quote, tokens(f"{title}\0{quote}\0云汀市第{number % UNITS:03}局"))
        for number, (title, quote) in enumerate(sentences(POOL))
    ]
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE bench_pool (id bigint PRIMARY KEY, title text, quote text, tokens text)")
        cursor.executemany("INSERT INTO bench_pool VALUES (%s, %s, %s, %s)", rows)


class _without_index:  # noqa: N801  reads as what it does
    """Takes the index of search away while rows are written, and makes it anew: faster than row by row."""

    def __enter__(self) -> None:
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("DROP INDEX ledger_casewords_vector")
                cursor.execute("SET session_replication_role = replica")  # copies of a row that was checked

    def __exit__(self, *_error: object) -> None:
        if connection.vendor == "postgresql" and not connection.needs_rollback:
            with connection.cursor() as cursor:
                cursor.execute("SET session_replication_role = DEFAULT")
                cursor.execute("CREATE INDEX ledger_casewords_vector ON ledger_casewords USING gin (vector)")


def _settle() -> None:
    """Let the database count its rows, and set its counters behind what was written."""
    tables = ("ledger_entry", "ledger_case", "ledger_caseparty", "ledger_passage")
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for table in tables:
                sequence = f"pg_get_serial_sequence('{table}', 'id')"
                cursor.execute(f"SELECT setval({sequence}, (SELECT max(id) FROM {table}))")  # noqa: S608
            cursor.execute("VACUUM ANALYZE")
        else:
            cursor.execute("ANALYZE")


def with_events(count: int) -> None:
    """Open and assign cases by the services, in transactions of a hundred; their events chain and verify."""
    from huiyin.ledger.cases import Given, act, actor_of, open_case
    from huiyin.people.models import Account, Place, Unit
    from huiyin.people.viewer import viewer_of

    city, supervisor = Place.objects.get(code="990100"), Account.objects.get(username="supervisor")
    units = list(Unit.objects.filter(name__startswith="云汀市第"))
    viewer = viewer_of(supervisor, today=TODAY)
    titles = itertools.cycle(title for title, _quote in sentences(1000))
    for start in range(0, count, 100):
        with transaction.atomic():
            for number in range(start, min(start + 100, count)):
                at = OPENED + timedelta(seconds=number)
                case = open_case(
                    kind="commitment", policy_id="commitment.general", house="government", place=city, year=2026,
                    title=next(titles), by=actor_of(viewer), at=at,
                )  # fmt: skip
                given = Given(unit=units[number % len(units)], values={"due_on": date(2026, 12, 31)})
                act(case=case, action="assign", given=given, by=viewer, at=at, expected=case.version)


def main() -> None:
    """Fill the database that the environment names."""
    parser = argparse.ArgumentParser(description="Fill the site's empty database with cases.")
    parser.add_argument("cases", type=int)
    parser.add_argument("--events", type=int, default=0, metavar="N", help="more cases, with their events")
    asked = parser.parse_args()
    site_setup.migrate()
    began = time.perf_counter()
    fill(asked.cases)
    with_events(asked.events)
    print(f"{asked.cases + asked.events:,} cases in {time.perf_counter() - began:.0f} s")


if __name__ == "__main__":
    site_setup.start()
    main()
