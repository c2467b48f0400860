"""Tables of units (单位表): their columns, and the template."""

from collections.abc import Iterable

from huiyin.people import tables
from huiyin.people.models import House
from huiyin.people.tables import FORMULA, MOST_OCTETS, TableRow

__all__ = ["COLUMNS", "FORMULA", "HOUSES", "LAYOUT", "MOST_OCTETS", "TableRow", "read_table", "write_template"]

COLUMNS: dict[str, tuple[str, ...]] = {  # field: the heads by which a column is known, the first is written
    "name": ("单位名称", "单位全称", "名称", "name", "unit"),
    "short_name": ("简称", "单位简称", "short name", "short_name"),
    "aliases": ("别称", "其他名称", "aliases", "other names"),
    "house": ("系统", "所属系统", "house"),
    "place": ("行政区", "行政区代码", "所属行政区", "place"),
    "parent": ("上级单位", "隶属单位", "parent"),
    "is_government": ("本级政府", "government"),
    "credit_code": ("统一社会信用代码", "credit code", "credit_code"),
    "duties": ("职责", "主要职责", "duties"),
    "valid_from": ("设立日期", "启用日期", "valid from", "valid_from"),
    "valid_to": ("撤销日期", "停用日期", "valid to", "valid_to"),
}
HOUSES = {
    "人大": House.CONGRESS,
    "政府": House.GOVERNMENT,
    "法院": House.COURT,
    "检察院": House.PROCURATORATE,
    "新闻": House.PRESS,
}
LAYOUT = tables.Layout(
    title="单位",
    columns=COLUMNS,
    wide=frozenset({"name", "aliases", "duties"}),
    choices={"house": tuple(HOUSES), "is_government": ("是", "否")},
)


def read_table(content: bytes, file_name: str) -> list[TableRow]:
    """Return the rows of a file of units.

    Raises:
        PeopleError: the file is too large, of another sort, or has no column with names of units.
    """
    return tables.read_table(content, file_name, LAYOUT)


def write_template(rows: Iterable[dict[str, str]] = ()) -> bytes:
    """Return a workbook with the heads, the choices for `系统` and `本级政府`, and the rows given."""
    return tables.write_table(LAYOUT, rows)
