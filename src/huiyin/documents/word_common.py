"""Fields that every table has (表头、表尾): title, place, as of when, by which filters, how many rows, how many not."""

from django.utils.translation import gettext_lazy as _

from huiyin.documents.word_fields import Field

HEAD = (
    Field("标题", "title", _("Title of the document"), "云汀市2026年重点工作台账"),
    Field("地区", "place", _("Name of the place"), "云汀市"),
    Field("截至", "as_of", _("Moment at which it was made"), "2026年5月13日 09:40"),
    Field("条件", "filters", _("Filters in force, in words; empty without any"), "年度 2026；牵头单位 市住建局"),
    Field("件数", "count", _("Number of rows"), "37"),
    Field("未列件数", "hidden", _("Items that are withheld, neither listed nor counted; empty where none is"), "2"),
    Field("网址", "address", _("Address of the page that shows the same"), "https://huiyin.example.cn/ledger/"),
)
