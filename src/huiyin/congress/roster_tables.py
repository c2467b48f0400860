"""Tables of deputies (代表名册表): their columns, and what words for offices and reasons mean."""

from huiyin.congress.models import Mandate, Membership
from huiyin.people import tables
from huiyin.people.tables import TableRow

COLUMNS: dict[str, tuple[str, ...]] = {  # field: the heads by which a column is known, the first is written
    "number": ("代表证号", "证号", "编号", "number"),
    "name": ("姓名", "代表姓名", "name"),
    "delegation": ("代表团", "所在代表团", "delegation"),
    "group": ("小组", "代表小组", "group"),
    "office": ("职务", "团内职务", "office"),
    "post": ("单位及职务", "工作单位及职务", "单位职务", "post"),
    "phone": ("手机", "手机号", "联系电话", "电话", "phone"),
    "email": ("邮箱", "电子邮箱", "email"),
    "on": ("生效日期", "日期", "effective on"),
    "ended": ("职务终止原因", "终止原因", "ended by"),
}
OFFICES = {
    "团长": Membership.Office.HEAD,
    "副团长": Membership.Office.DEPUTY_HEAD,
    "召集人": Membership.Office.CONVENOR,
    "小组召集人": Membership.Office.CONVENOR,
    "团员": Membership.Office.MEMBER,
    "代表": Membership.Office.MEMBER,
}
REASONS = {
    "迁出或者调离": Mandate.EndedBy.MOVED,
    "迁出": Mandate.EndedBy.MOVED,
    "调离": Mandate.EndedBy.MOVED,
    "辞职": Mandate.EndedBy.RESIGNED,
    "罢免": Mandate.EndedBy.RECALLED,
    "去世": Mandate.EndedBy.DIED,
    "其他": Mandate.EndedBy.OTHER,
}
LAYOUT = tables.Layout(
    title="代表名册",
    columns=COLUMNS,
    wide=frozenset({"post"}),
    choices={
        "office": ("团长", "副团长", "召集人", "团员"),
        "ended": ("迁出或者调离", "辞职", "罢免", "去世", "其他"),
    },
)


def read_roster(content: bytes, file_name: str) -> list[TableRow]:
    """Return the rows of a file of deputies.

    Raises:
        PeopleError: the file is too large, of another sort, or has no column with names (`table.…`).
    """
    return tables.read_table(content, file_name, LAYOUT)


def word_of(office: str) -> str:
    """Return an office as tables have it."""
    return next(word for word, each in OFFICES.items() if each == office)
