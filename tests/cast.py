"""A named, fictional cast for tests (云汀市 and everybody in it are invented): a city, its units, its people.

`cast()` writes them and returns them by attribute; tests name persons, never rows.
"""

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.hashers import make_password

from huiyin.people.models import Account, House, Place, Role, RoleGrant, Unit

SINCE = date(2020, 1, 1)
PASSWORD = make_password("correct horse 云汀")


@dataclass(frozen=True)
class Cast:
    """The city 云汀市 with one district 临溪区, five units and one person per role."""

    city: Place
    district: Place
    congress: Unit  # 市人大常委会代表工作委员会
    office: Unit  # 市政府办公室（督查室）
    housing: Unit  # 市住建局
    finance: Unit  # 市财政局
    district_government: Unit  # 临溪区人民政府
    press: Unit  # 云汀日报社
    supervisor: Account  # 林砚秋, of the office
    second_supervisor: Account  # 沈知微, of the office
    secretary: Account  # 韩既明, of the congress
    handler: Account  # 顾庭, of housing
    head: Account  # 闻修远, of housing
    co_handler: Account  # 许清和, of finance
    leader: Account  # 程以宁, deputy mayor, of the office
    district_leader: Account  # 邵临川, of the district's government
    deputy: Account  # 陆闻舟
    operator: Account  # 纪云舒
    grid_worker: Account  # 田野
    analyst: Account  # 白景行
    editor: Account  # 苏向晚
    auditor: Account  # 段明澈
    administrator: Account  # 方若谷
    nobody: Account  # 简白, without any role


def account(username: str, name: str, *grants: tuple[str, Unit | Place]) -> Account:
    """Make an account with roles."""
    person = Account.objects.create(username=username, name=name, password=PASSWORD)
    RoleGrant.objects.bulk_create(_grant(person, role, where) for role, where in grants)
    return person


def _grant(person: Account, role: str, where: Unit | Place) -> RoleGrant:
    unit, place = (where, None) if isinstance(where, Unit) else (None, where)
    return RoleGrant(account=person, role=role, unit=unit, place=place, valid_from=SINCE)


def cast(*, code: str = "9901", before: str = "") -> Cast:
    """Write the whole cast into the database of the test.

    Args:
        code: the first digits of the city's; another one makes a second city, of which nobody of the first knows.
        before: what stands before the log-in names, so that those of a second city differ.
    """
    city = Place.objects.create(code=f"{code}00", name="云汀市", short_name="云汀")
    district = Place.objects.create(code=f"{code}02", name="临溪区", short_name="临溪", parent=city)

    people: list[Account] = []
    roles: list[RoleGrant] = []

    def person(username: str, name: str, *grants: tuple[str, Unit | Place]) -> Account:
        made = Account(username=before + username, name=name, password=PASSWORD)
        people.append(made)
        roles.extend(_grant(made, role, where) for role, where in grants)
        return made

    def unit(name: str, short: str, house: str, place: Place = city, **more: object) -> Unit:
        return Unit.objects.create(name=name, short_name=short, house=house, place=place, **more)

    congress = unit("云汀市人大常委会代表工作委员会", "市人大代表工委", House.CONGRESS)
    office = unit("云汀市人民政府办公室", "市政府办公室", House.GOVERNMENT)
    housing = unit("云汀市住房和城乡建设局", "市住建局", House.GOVERNMENT)
    finance = unit("云汀市财政局", "市财政局", House.GOVERNMENT)
    government = unit("临溪区人民政府", "临溪区政府", House.GOVERNMENT, district, is_government=True)
    press = unit("云汀日报社", "云汀日报", House.PRESS)
    written = Cast(
        city=city,
        district=district,
        congress=congress,
        office=office,
        housing=housing,
        finance=finance,
        district_government=government,
        press=press,
        supervisor=person("supervisor", "林砚秋", (Role.SUPERVISOR, office)),
        second_supervisor=person("supervisor2", "沈知微", (Role.SUPERVISOR, office)),
        secretary=person("secretary", "韩既明", (Role.SECRETARY, congress)),
        handler=person("handler", "顾庭", (Role.UNIT_HANDLER, housing)),
        head=person("head", "闻修远", (Role.UNIT_HEAD, housing)),
        co_handler=person("cohandler", "许清和", (Role.UNIT_HANDLER, finance)),
        leader=person("leader", "程以宁", (Role.LEADER, office)),
        district_leader=person("districtleader", "邵临川", (Role.LEADER, government)),
        deputy=person("deputy", "陆闻舟", (Role.DEPUTY, city)),
        operator=person("operator", "纪云舒", (Role.OPERATOR, city)),
        grid_worker=person("gridworker", "田野", (Role.GRID_WORKER, district)),
        analyst=person("analyst", "白景行", (Role.ANALYST, city)),
        editor=person("editor", "苏向晚", (Role.EDITOR, press)),
        auditor=person("auditor", "段明澈", (Role.AUDITOR, city)),
        administrator=person("administrator", "方若谷", (Role.ADMINISTRATOR, city)),
        nobody=person("nobody", "简白"),
    )
    Account.objects.bulk_create(people)
    RoleGrant.objects.bulk_create(roles)
    return written
