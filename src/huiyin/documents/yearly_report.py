"""The yearly report on how suggestions were handled (办理情况报告): its chapters as fields of a template.

Every figure comes as part, whole, what is left out, and words that lead to its make-up; never as a bare share.
"""

from django.utils.translation import gettext_lazy as _

from huiyin.documents.word_common import HEAD
from huiyin.documents.word_fields import Field

FIGURE = (
    Field("名称", "name", _("What the figure is called"), "按期答复"),
    Field("算法", "made", _("What is divided by what"), "在法定期限内首次答复 / 已答复或已超期"),
    Field("分子", "part", _("Numerator, leading to its items"), "57"),
    Field("分母", "whole", _("Denominator, leading to its items"), "60"),
    Field("比例", "share", _("Share, never to be shown without both numbers; — where the denominator is 0"), "95.0%"),
    Field("未计", "left_out", _("Items that belong to neither, leading to them"), "3"),
)
UNIT = (
    Field("单位", "unit", _("Unit"), "市住建局"),
    Field("交办", "assigned", _("Items handed to it"), "12"),
    Field("签收", "accepted", _("of those, accepted"), "12"),
    Field("答复", "replied", _("of those, replied"), "11"),
    Field("按期答复", "in_time", _("of those replied or overdue, replied in time"), "10/11"),
    Field("见面", "met", _("of those handed over, talked face to face"), "9"),
    Field("满意", "satisfied", _("satisfied or basically satisfied / evaluated, latest round"), "9/10"),
    Field("不满意", "unsatisfied", _("not satisfied, latest round"), "1"),
)
OUTCOME = (
    Field("结果", "outcome", _("Outcome with the letter of the place"), "已经解决 A"),
    Field("件数", "part", _("Replies with that outcome, leading to them"), "31"),
    Field("比例", "share", _("of the replies under the same rules"), "51.7%"),
)
SCHEME = (
    Field("规则", "rules", _("Rules under which these replies were given"), "代表建议办理通用规则"),
    Field("答复件数", "whole", _("Replies under these rules"), "60"),
    Field("结果表", "outcomes", _("Outcomes under these rules alone"), fields=OUTCOME, many=True),
)
ITEM = (
    Field("编号", "number", _("Number, leading to the page of the item"), "第0087号"),
    Field("标题", "title", _("Title of the suggestion"), "关于加快解决老旧小区停车难问题的建议"),
    Field("领衔代表", "filer", _("Filing deputy"), "陆闻舟"),
    Field("主办单位", "unit", _("Lead unit"), "市住建局"),
    Field("阶段", "stage", _("Stage by the rules of handling"), "办理中"),
    Field("说明", "note", _("What is to be known of it in this chapter"), "市人大城建环资委督办"),
)
MADE = (
    Field("编号", "number", _("Number, leading to the page of the item"), "第0087号"),
    Field("标题", "title", _("Title of the suggestion"), "关于加快解决老旧小区停车难问题的建议"),
    Field("类别", "category", _("Category"), "城建环资"),
    Field("主办单位", "unit", _("Lead unit"), "市住建局"),
    Field("交办日期", "assigned_on", _("Day of assignment"), "2026年1月28日"),
    Field("答复日期", "replied_on", _("Day of the first reply"), "2026年4月8日"),
    Field("按期", "in_time", _("In time or not; empty while it runs"), "是"),
    Field("见面", "met", _("Whether the deputy was met"), "是"),
    Field("结果", "outcome", _("Outcome of the reply"), "正在解决 B"),
    Field("首次评价", "first", _("First evaluation"), "不满意"),
    Field("最近评价", "last", _("Latest evaluation"), "满意"),
)
CATEGORY = (
    Field("类别", "category", _("Category"), "城建环资"),
    Field("收到", "received", _("Items taken, leading to them"), "18"),
    Field("交办", "assigned", _("of those, handed over"), "18"),
    Field("答复", "replied", _("of those, replied"), "17"),
)
FIELDS = (
    *HEAD,
    Field("年度", "year", _("Year"), "2026"),
    Field("收到件数", "received", _("Suggestions received"), "63"),
    Field("规则说明", "schemes_note", _("Says so where items are under several rules; empty under one"), ""),
    Field("指标表", "rates", _("Figures of handling"), fields=FIGURE, many=True),
    Field("类别表", "categories", _("By category"), fields=CATEGORY, many=True),
    Field("单位表", "units", _("By lead unit, most items first"), fields=UNIT, many=True),
    Field("单位说明", "units_note", _("How items handled in parts are counted; empty where there are none"), ""),
    Field("首次评价表", "first_round", _("Evaluations of the first round"), fields=FIGURE, many=True),
    Field("最近评价表", "last_round", _("Evaluations of the latest round"), fields=FIGURE, many=True),
    Field("答复结果表", "schemes", _("Outcomes of replies, rules by rules"), fields=SCHEME, many=True),
    Field("承诺", "promises", _("Promises fulfilled"), fields=FIGURE),
    Field("承诺表", "promise_list", _("Promises not fulfilled, or still running"), fields=ITEM, many=True),
    Field("重点建议表", "key_items", _("Key items"), fields=ITEM, many=True),
    Field("不满意表", "unsatisfied", _("Items not satisfied in the latest round"), fields=ITEM, many=True),
    Field("结转表", "rolled", _("Items not closed yet, that go on next year"), fields=ITEM, many=True),
    Field("构成表", "made_of", _("Every item with all that the figures count"), fields=MADE, many=True),
)
