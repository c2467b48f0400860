"""The ledger as a table (台账), with the fields that offices keep: what a template may ask for."""

from django.utils.translation import gettext_lazy as _

from huiyin.documents.word_common import HEAD
from huiyin.documents.word_fields import Field

ROW = (
    Field("序号", "index", _("Running number in the table"), "1"),
    Field("编号", "number", _("Number of the case"), "任务 2026-061"),
    Field("标题", "title", _("Title of the case"), "新建改建停车泊位5000个以上"),
    Field("类型", "type", _("Type of the case"), "任务"),
    Field("类别", "category", _("Category"), "城建环资"),
    Field("年度", "year", _("Year"), "2026"),
    Field("来源", "source", _("Source, with the place in its text"), "2026年政府工作报告 [1820:1846]"),
    Field("原文", "passage", _("Words of the source"), "新建改建停车泊位5000个以上"),
    Field("指标", "indicator", _("Indicator"), "停车泊位"),
    Field("计量单位", "unit_of_measure", _("Unit of measure"), "个"),
    Field("基期值", "base", _("Value at the beginning"), "0"),
    Field("目标", "target", _("Target with its relation, or the end state"), "≥5,000 个"),
    Field("完成值", "reached", _("Value reached by the last report"), "1,800 个"),
    Field("牵头领导", "leader", _("Leader in charge"), "程以宁"),
    Field("牵头单位", "lead", _("Lead unit"), "市住建局"),
    Field("责任单位", "responsible", _("Responsible units"), "市财政局"),
    Field("配合单位", "co_handlers", _("Co-handlers"), "市公安局"),
    Field("联系人", "contact", _("Contact in the lead unit"), "顾庭"),
    Field("起始", "starts_on", _("First day"), "2026年2月1日"),
    Field("交办日期", "assigned_on", _("Day of assignment"), "2026年2月3日"),
    Field("阶段节点", "milestones", _("Milestones with their days and state"), "2026年6月30日 完成选址（已完成）"),
    Field("时限", "due_on", _("Last day for the whole"), "2026年12月31日"),
    Field("下一时限", "next_due", _("Last day for the next step"), "2026年5月20日"),
    Field("阶段", "stage", _("Stage by the rules of handling"), "办理中"),
    Field("状态", "light", _("Light in words"), "按期"),
    Field("督查", "supervision", _("How far supervision has gone"), "催办"),
    Field("督查意见", "supervision_words", _("Last words of the supervision"), "请加快地块交付。"),
    Field("形象进度", "form", _("State of the works by the last report"), "达到序时进度"),
    Field("当前进展", "progress", _("What the last report says was done"), "已建成1800个。"),
    Field("存在问题", "problem", _("The problem that the last report names"), "两处地块未交付。"),
    Field("下一步措施", "next_step", _("The next step that the last report names"), "7月底前完成交付。"),
    Field("一季度进展", "quarter_1", _("The last report of the first quarter of the year"), "600个；达到序时进度"),
    Field("二季度进展", "quarter_2", _("The last report of the second quarter of the year"), "1,800个；已建成1800个。"),
    Field("三季度进展", "quarter_3", _("The last report of the third quarter of the year"), ""),
    Field("四季度进展", "quarter_4", _("The last report of the fourth quarter of the year"), ""),
    Field("更新日期", "reported_on", _("Day of the last report"), "2026年5月9日"),
    Field("办结日期", "closed_on", _("Day of closing"), ""),
    Field("销号人", "closed_by", _("Who closed it"), ""),
    Field("链接", "link", _("Number of the case, leading to its page"), "任务 2026-061"),
)
FIELDS = (*HEAD, Field("事项表", "cases", _("The cases, in the order of the list"), fields=ROW, many=True))
