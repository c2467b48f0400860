"""The list of suggestions that are handed over (交办清单), of a session or of a day: what a template may ask for."""

from django.utils.translation import gettext_lazy as _

from huiyin.documents.word_common import HEAD
from huiyin.documents.word_fields import Field

ROW = (
    Field("序号", "index", _("Running number in the table"), "1"),
    Field("编号", "number", _("Number of the suggestion"), "第0087号"),
    Field("标题", "title", _("Title of the suggestion"), "关于加快解决老旧小区停车难问题的建议"),
    Field("类型", "type", _("Suggestion or motion"), "建议"),
    Field("类别", "category", _("Category"), "城建环资"),
    Field("领衔代表", "filer", _("Filing deputy"), "陆闻舟"),
    Field("附议代表", "cosigners", _("Co-signing deputies"), "周砚秋、何若棠"),
    Field("主办单位", "lead", _("Lead unit, or the units that each handle a part"), "市住建局"),
    Field("会办单位", "co_handlers", _("Co-handlers"), "市财政局"),
    Field("交办日期", "assigned_on", _("Day of assignment"), "2026年1月28日"),
    Field("答复时限", "due_on", _("Last day for the reply"), "2026年4月28日"),
    Field("阶段", "stage", _("Stage by the rules of handling"), "办理中"),
    Field("并案", "merged_into", _("Number of the item it is handled with; empty for most"), ""),
    Field("链接", "link", _("Number, leading to the page of the item"), "第0087号"),
)
UNIT = (
    Field("单位", "unit", _("Unit"), "市住建局"),
    Field("主办件数", "leads", _("Items that it leads or handles a part of"), "12"),
    Field("会办件数", "helps", _("Items on which it gives an opinion"), "3"),
)
FIELDS = (
    *HEAD,
    Field("会议", "session", _("Session; empty for all"), "云汀市第十七届人民代表大会第五次会议"),
    Field("交办日", "day", _("Day of assignment; empty for all"), "2026年1月28日"),
    Field("单位表", "units", _("How much each unit is handed, most first"), fields=UNIT, many=True),
    Field("建议表", "suggestions", _("The items in the order of their numbers"), fields=ROW, many=True),
)
