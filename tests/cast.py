"""A named, fictional cast for tests (云汀市 and everybody in it are invented): a city, its units, its people.

`cast()` writes them and returns them by attribute; tests name persons, never rows.
"""

from dataclasses import dataclass
from datetime import date

from huiyin.people.models import Account, House, Place, Role, RoleGrant, Unit

SINCE = date(2020, 1, 1)


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
    person = Account.objects.create_user(username, "correct horse 云汀", name=name)
    for role, where in grants:
        unit, place = (where, None) if isinstance(where, Unit) else (None, where)
        RoleGrant.objects.create(account=person, role=role, unit=unit, place=place, valid_from=SINCE)
    return person


def cast() -> Cast:
    """Write the whole cast into the database of the test."""
    city = Place.objects.create(code="990100", name="云汀市", short_name="云汀")
    district = Place.objects.create(code="990102", name="临溪区", short_name="临溪", parent=city)

    def unit(name: str, short: str, house: str, place: Place = city, **more: object) -> Unit:
        return Unit.objects.create(name=name, short_name=short, house=house, place=place, **more)

    congress = unit("云汀市人大常委会代表工作委员会", "市人大代表工委", House.CONGRESS)
    office = unit("云汀市人民政府办公室", "市政府办公室", House.GOVERNMENT)
    housing = unit("云汀市住房和城乡建设局", "市住建局", House.GOVERNMENT)
    finance = unit("云汀市财政局", "市财政局", House.GOVERNMENT)
    government = unit("临溪区人民政府", "临溪区政府", House.GOVERNMENT, district, is_government=True)
    press = unit("云汀日报社", "云汀日报", House.PRESS)
    return Cast(
        city=city,
        district=district,
        congress=congress,
        office=office,
        housing=housing,
        finance=finance,
        district_government=government,
        press=press,
        supervisor=account("supervisor", "林砚秋", (Role.SUPERVISOR, office)),
        second_supervisor=account("supervisor2", "沈知微", (Role.SUPERVISOR, office)),
        secretary=account("secretary", "韩既明", (Role.SECRETARY, congress)),
        handler=account("handler", "顾庭", (Role.UNIT_HANDLER, housing)),
        head=account("head", "闻修远", (Role.UNIT_HEAD, housing)),
        co_handler=account("cohandler", "许清和", (Role.UNIT_HANDLER, finance)),
        leader=account("leader", "程以宁", (Role.LEADER, office)),
        district_leader=account("districtleader", "邵临川", (Role.LEADER, government)),
        deputy=account("deputy", "陆闻舟", (Role.DEPUTY, city)),
        operator=account("operator", "纪云舒", (Role.OPERATOR, city)),
        grid_worker=account("gridworker", "田野", (Role.GRID_WORKER, district)),
        analyst=account("analyst", "白景行", (Role.ANALYST, city)),
        editor=account("editor", "苏向晚", (Role.EDITOR, press)),
        auditor=account("auditor", "段明澈", (Role.AUDITOR, city)),
        administrator=account("administrator", "方若谷", (Role.ADMINISTRATOR, city)),
        nobody=account("nobody", "简白"),
    )
