"""The plan that divides the work of a report among units (分工方案): what a template may ask, its inline form."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from huiyin.documents.word_common import HEAD
from huiyin.documents.word_fields import Field

ROW = (
    Field("序号", "index", _("Running number in the table"), "1"),
    Field("编号", "number", _("Number of the case"), "任务 2026-061"),
    Field("标题", "title", _("Title of the task"), "新建改建停车泊位5000个以上"),
    Field("原文", "passage", _("Words of the report"), "新建改建停车泊位5000个以上"),
    Field("位置", "place_in_text", _("Where they stand: characters from and to"), "[1820:1846]"),
    Field("类别", "category", _("Category"), "城建环资"),
    Field("指标", "indicator", _("Indicator"), "停车泊位"),
    Field("目标", "target", _("Target with its relation, or the end state"), "≥5,000 个"),
    Field("牵头领导", "leader", _("Leader in charge"), "程以宁"),
    Field("牵头单位", "lead", _("Lead unit"), "市住建局"),
    Field("责任单位", "responsible", _("Responsible units"), "市财政局"),
    Field("配合单位", "co_handlers", _("Co-handlers"), "市公安局"),
    Field("时限", "due_on", _("Last day for the whole"), "2026年12月31日"),
    Field(
        "分工",
        "duty",
        _("Units in the inline form that plans use"),
        "（市住建局牵头，市财政局、市公安局按职责分工负责）",
    ),
    Field("链接", "link", _("Number of the case, leading to its page"), "任务 2026-061"),
)
FIELDS = (
    *HEAD,
    Field("报告", "report", _("Title of the report"), "2026年政府工作报告"),
    Field("报告单位", "publisher", _("Publisher of the report"), "云汀市人民政府"),
    Field("年度", "year", _("Year that the report plans for"), "2026"),
    Field("未交办件数", "waiting", _("Tasks without a lead unit yet; empty where none is"), "3"),
    Field("任务表", "tasks", _("The tasks in the order of the text"), fields=ROW, many=True),
)


def duty(lead: str, others: Sequence[str]) -> str:
    """Return the units as a plan has them inline: （甲局牵头，乙局、丙局按职责分工负责）; "" without a lead unit.

    Where a name holds brackets, the outer ones become 〔〕, as offices write it.
    """
    if not lead:
        return ""
    words = f"{lead}牵头"
    if others:
        words += f"，{'、'.join(others)}按职责分工负责"
    return f"〔{words}〕" if "（" in words else f"（{words}）"
