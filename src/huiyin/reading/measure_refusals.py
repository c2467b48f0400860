"""Numbers that are no figures (不是量值的数字): labels, dates and clock times, names, figures of speech.

Each function answers with the dotted name of the rule that refuses the number, or None.
"""

import re
from string import ascii_letters

from huiyin.reading.measure_forms import FILLERS, Forms, Lead
from huiyin.reading.measure_numbers import Figure
from huiyin.reading.numerals import CHINESE_NUMERALS

# Signs before an Arabic number that make it a code, a part of a name or of a formula.
_CODE_SIGNS = frozenset("+×*·#№@_〔［[/=.．^&±—-－–−")
_BEFORE_CODES = _CODE_SIGNS | frozenset(ascii_letters)
_MINUS = frozenset("-－−")
_QUOTES = {"“": "”", "‘": "’", "「": "」", "『": "』", '"': '"'}
_MULTIPLIERS = frozenset("百千万亿")
_NO_YEAR = _MULTIPLIERS | frozenset(".．点")  # 3000万年, 10.5年: so many years, not the one of that number
_YEAR_NAME = re.compile(r"[^，,。；;、的“”《》\n]{0,8}?(?:行动|计划|规划|纲要|方案|攻坚|禁渔)")
_CIRCLE = re.compile(r"[^，,。；;、\n]{0,10}?圈")
_AFTER_STOP = re.compile("[。；！？\n]")
_TWO_OF = re.compile("(?:共|共计|合计|前后|先后|约|近|各|共有)$")
_POLICY = re.compile(r"(?:、[^，,。；;\n]{0,16}?[0-9]+条)?等(?:政策|举措|措施)")
_LISTED_ORDINAL = re.compile(f"第[{CHINESE_NUMERALS}0-9]+[、和至]$")
_GRADED = frozenset(("保持", "达到", "优于", "好于", "劣于", "稳定", "国家", "为劣"))
_RANK_LISTED = re.compile(f"第[{CHINESE_NUMERALS}0-9]+[位名]?、[^，,。；、第]{{2,16}}$")
_RANKING = re.compile("[居排列名]|位[居列次于]")
_SLOGAN = re.compile(f"“[{CHINESE_NUMERALS}][^“”，,。；、]{{2,11}}”")
_MANY = 100  # from which on a bare number behind 数 is an amount
_COUNT_BEFORE = re.compile("(?:数|数量|总数|总量|人数|户数|粉丝量|[阅播]?[读放]量)(?:为|是|达|达到|共)?$")
_CLOCK = re.compile(r"[0-9][点时：:](?:[0-9]{1,2}分)?$")
_SAID_AS_TWO = frozenset("位户名棵台辆张只头间座人盏处")
_INNER = re.compile("[一二三四五六七八九十]{1,3}(?:单元|层|楼|户|号|套)|楼?[下上前后旁内里东西南北]")
_PAYS = frozenset("缴交花付赔罚借贷欠退补收给")
_VOLTS = frozenset(("千伏", "kV", "KV"))
_LINE = re.compile(r"(?!电压|高压|配电|输电|架空|供电|[及以线变])[\u4e00-\u9fff]{1,6}(?:支?线(?!路)|变(?![电压]))")
_BUILDINGS = frozenset("楼房建住高别公安大多教厂老旧危新")
_COUNTED = frozenset("房楼宅寓共有约建成设的除了余计各造拆，,：:、（(")
_LISTED_LABEL = re.compile("[0-9０-９](?:[栋幢组期班层]|单元)?[，,、]$")
_CHOSEN = re.compile("(?:选|订|购|买|定|住|入住|认购)[定了的在进到是]{1,2}$")
_PHASE = re.compile("一套|原有|规划|业主|住户|房|楼|工程|项目|用地|建设|交房|小区|利益")
_RAISED = ("提高", "升高", "增高", "调高", "抬高", "拔高", "走高", "新高")
_HIGHER_BY = frozenset(("层", "倍", "番", "%", "百分点", "个百分点"))
_PEOPLE = re.compile(
    "(?:业主|住户|居民|村民|群众|职工|员工|学生|家长|商户|农户|工人|老人|市民|民工|农民|教师|老师|百姓|老百姓|户)"
    "(?!籍|型)"
)
_SELVES = ("我", "你", "他", "们", "主", "家")
_WHOM = re.compile("(?:我们?|你们?|他们?|业主|大家|人家)$")
_OF_AGE = ("今年", "今年都", "今年已", "已经", "现年", "都快", "年龄")
_DUE = re.compile(
    "(?:押金|定金|订金|保证金|现金|学费|罚款)|的[^，。；\n]{0,6}(?:费|款|钱|工资|房租|租金|押金|券|卡|价格|房价|赔偿|补偿|定金|奖金|保证金|罚单|账单|贷款)"
)
_STOREYS = frozenset("有建成设共达高约为加盖")
_NAMED_PLACE = frozenset("场厦宇区园城期苑府湾庭墅郡村寨镇栋幢社路街号座")
_PAST_YEARS = frozenset(str(year) for year in range(70, 100)) | frozenset(f"0{year}" for year in range(10))
_TIMES = frozenset(("年", "个月", "天", "日", "周", "个星期", "个季度", "个年头", "小时"))
_OFTEN_NO_MEASURE = _TIMES | {"分钟", "条", "类", "分", "秒"}
_ONLY = re.compile(
    "(?:[只仅]|增加|减少|各|多(?:享受|给|发|分|出|拿|算|得|领))(?:[有剩能要建修留下派发给了到]|生育|拥有|设置?|安排|享受|允许|批准)*$"
)
_OF_MONEY = frozenset("钱多五六七八九一二三四，。,；")
_LONG = re.compile(  # how long, whatever stands before: 一年时间, 五年维修期
    "的?时间(?![段里内点])|之久"
    "|的?(?:维修期|质保|保修|合同|期限|工期|租期|有期徒刑|社保|养老保险|房租|租金|工资|利息|学费|党龄|教龄|工龄|工作经验|物业费)"
)
_LENGTHS = frozenset(("年", "个月", "天", "周", "个星期", "小时", "个小时"))
_NO_LENGTH = ("每", "上", "下", "前", "后", "这", "那", "头", "第", "某", "同", "有", "本", "当")
# What is done within a length of time, or that it has gone by: 一个月完成, 一年过去了.
_WITHIN = re.compile(
    "之?内|过去了?|时间|之久|左右"
    "|就?(?:完成|办[好结成妥]|搞[到定好]|拿到|做[完好]|解决|修[好完]|建[成好]|装[好上]|到位|交房)"
)
_ONE_OF = frozenset(("倍", "番", "%", "吨", "亩", "公里", "公斤", "米", "元", "小时", "分钟", "块", "斤", "百分点"))
_NOT_ONE = frozenset(("片", "次", "批", "年", "天", "个", "条", "起", "周", "场", "轮", "遍", "件", "个月"))
_CLOSERS = frozenset("，,。；;、！!？?）)（( \n\r\t\u3000”")
_BARE_FOLLOWERS = _CLOSERS | frozenset("的了押定订还缩降提升增下上行之至到和及与-－—–−~～%") | {""}
_RANK_UNITS = frozenset(("位", "名", "名（次）"))
_RANKED = (
    "居",
    "列",
    "排",
    "位",
    "名",
    "第",
    "进入",
    "跃升",
    "上升",
    "升至",
    "挺进",
    "跻身",
    "全省",
    "全国",
    "全球",
    "世界",
)


def hopeless(match: re.Match[str], text: str) -> bool:
    """Tell at little cost that an Arabic number without a unit can be no figure: a plain word follows (1月, 27号)."""
    end = match.end()
    return match.end(1) == end and text[end : end + 1] not in _BARE_FOLLOWERS


def plain_refusal(text: str, start: int, end: int) -> str:
    """Name the rule for a number that no pattern took: a year, a day, or a number without a unit."""
    following = text[end : end + 1]
    if following == "年" and end - start == 4:
        return "number.year"
    if following in ("月", "日", "号", "时", "点"):
        return "number.date"
    if start and (text[start - 1] in _CODE_SIGNS or (text[start - 1].isascii() and text[start - 1].isalpha())):
        return "number.code"
    return "number.ordinal" if start and text[start - 1] == "第" else "number.no_unit"


def refusal(figure: Figure, text: str, forms: Forms, low: Figure | None) -> str | None:
    """Return why a number is no figure by what stands around it, or None; a rank (第3位) is marked on the way."""
    start = low.start if low else figure.start
    sign = text[start - 1] if start else "\n"
    if sign in "第前":
        reason = _ordinal(figure, text, sign)
        if reason is not None or figure.shape == "rank":
            return reason
    if not figure.chinese:
        if figure.numeral.startswith("00"):
            return "number.code"
        if sign in _BEFORE_CODES:
            reason = _code(figure, text, sign, start)
            if reason is not None:
                return reason
    opened = text.rfind("《", start - 40 if start > 40 else 0, start)
    if opened >= 0 and text.find("》", opened, start) < 0:
        return "number.in_title"
    if sign in _QUOTES or text.startswith("”", figure.end):
        reason = _quoted(figure, text, start, sign, forms)
        if reason is not None:
            return reason
    if figure.chinese and _in_slogan(text, start):
        return "number.quoted_name"
    unit = figure.unit
    if unit in _VOLTS and _LINE.match(text, figure.end):
        return "number.name"  # 10千伏云河线
    if unit in _OFTEN_NO_MEASURE or unit in forms.labels:
        return _misread(figure, text, start, forms, low)
    return None


def _misread(figure: Figure, text: str, start: int, forms: Forms, low: Figure | None) -> str | None:
    """Refuse a number whose unit often makes a date, a name or a label of it."""
    unit = figure.unit
    reason = None
    if unit in _TIMES:
        reason = _date(figure, text, start, forms, ranged=low is not None)
    elif unit == "分钟" and _CIRCLE.match(text, figure.end):
        reason = "number.area_name"
    elif unit == "条" and _POLICY.match(text, figure.end):
        reason = "number.policy_name"
    elif unit == "类" and text.startswith("是", figure.end) and text[start - 1] in "。；，：,;\n":
        reason = "number.ordinal"  # 一类是…，二类是…
    elif unit == "类" and text[max(0, start - 2) : start] in _GRADED:
        reason = "number.grade"
    elif unit in forms.labels and low is None:
        reason = _label(figure, text)
    elif low is not None and (
        unit == "层" if figure.chinese else unit in ("栋", "幢") and text[start - 1] not in _COUNTED
    ):
        reason = "number.label"  # 78-80栋, 二至七层
    elif unit in ("分", "秒") and _CLOCK.search(text[max(0, start - 8) : start]):
        reason = "number.clock_time"
    return reason


def _ordinal(figure: Figure, text: str, sign: str) -> str | None:
    """Tell a rank (第3位, 前十) from an ordinal (第二批) and a date (前三季度)."""
    unit = figure.unit
    following = text[figure.end : figure.end + 1]
    if unit == "位" and text[max(0, figure.start - 3) : figure.start - 1] in ("放在", "摆在"):
        return "number.name"
    if unit in _RANK_UNITS and not text.startswith("党", figure.end):
        figure.shape = "rank"
    elif unit is None and (following in _CLOSERS or not following or text.startswith(("行列", "之列"), figure.end)):
        head = _AFTER_STOP.split(text[max(0, figure.start - 12) : figure.start - 1])[-1]
        ranked = any(word in head for word in ("居", "排", "列", "名", "位")) or _follows_a_rank(text, figure.start - 1)
        if sign == "第" and not ranked:
            return "number.ordinal"
        if sign == "前" and not any(word in head for word in _RANKED):
            return "number.ordinal"
        figure.shape, figure.unit = "rank", ""
    elif sign == "第" or unit is None:
        return "number.ordinal"
    elif unit in _TIMES:
        return "number.date"
    else:
        return None
    figure.start -= 1
    return None


def _follows_a_rank(text: str, start: int) -> bool:
    """True where a rank is one of a list (投资潜力第3、城镇化质量第4), whose verb stands before the first."""
    head = text[max(0, start - 120) : start]
    return _RANK_LISTED.search(head) is not None and _RANKING.search(_AFTER_STOP.split(head)[-1]) is not None


def _in_slogan(text: str, start: int) -> bool:
    """True where a number stands in marks that a number opens: “三大支撑八项重点”."""
    opened = text.rfind("“", max(0, start - 10), start)
    slogan = _SLOGAN.match(text, opened) if opened >= 0 else None
    return slogan is not None and slogan.end() > start


def _code(figure: Figure, text: str, sign: str, start: int) -> str | None:
    """Refuse a number that goes on from a letter or a sign (SPH3127, 1+10); a minus makes it negative instead."""
    if sign in _MINUS:
        before = text[start - 2] if start > 1 else "\n"
        if before.isalnum() and before.isascii():
            return "number.code"
        figure.start, figure.value, figure.raw = figure.start - 1, -figure.value, -figure.raw
        return None
    if sign in "—–":
        return None
    if figure.unit == "%" and (sign.isalpha() or sign in "×*"):
        return None
    if sign in ".．" and figure.unit is not None and start > 1:
        before = text[start - 2]
        if not (before.isalnum() and before.isascii()):
            return None  # a point for a full stop
    return "number.code"


def _quoted(figure: Figure, text: str, start: int, sign: str, forms: Forms) -> str | None:
    """Refuse a number that opens or ends a quoted name (“八大行动”, “科创20条”)."""
    closing = _QUOTES.get(sign)
    if closing:
        counted = (
            figure.unit is None or figure.unit in forms.classifiers or figure.unit in _TIMES or figure.unit == "分钟"
        )
        if figure.chinese or (counted and text.find(closing, figure.end, figure.end + 12) >= 0):
            return "number.quoted_name"
    elif figure.unit is None or figure.unit in forms.classifiers:
        opened = text.rfind("“", max(0, start - 10), start)
        if opened >= 0 and not any(stop in text[opened:start] for stop in "，,。；;：”"):
            return "number.quoted_name"
    return None


def head_names_a_date(text: str, start: int) -> bool:
    """True where a year of two digits follows a word that leads to a date: 至14年, 到了19年, 从08年."""
    return text[start - 1 : start] in ("至", "于", "从", "自") or text[max(0, start - 2) : start] == "到了"


def _date(figure: Figure, text: str, start: int, forms: Forms, *, ranged: bool) -> str | None:
    """Refuse a length of time that only names a time (过去五年, 前11个月, 2026年)."""
    unit, number, stop = figure.unit, figure.numeral, figure.stop
    if unit == "小时" and _CIRCLE.match(text, figure.end):
        return "number.area_name"
    if unit == "日":
        return (
            None if stop > figure.end and figure.relation == "<=" and text[start - 1 : start] != "月" else "number.date"
        )
    if unit == "年":
        if figure.more:
            return None  # 二十多年来: so many years are counted, whatever follows
        if len(number) == 2 and number.isascii() and head_names_a_date(text, start):
            return "number.year"
        if len(number) == 4 and not _NO_YEAR.intersection(number):
            return "number.year"
        if text.startswith("内", figure.end):
            return "number.date"
    head = text[max(0, start - 6) : start]
    if head.endswith(forms.duration_before) or text.startswith("了", figure.end):
        return None
    if _LONG.match(text, stop):
        return None
    if text.startswith(forms.time_after, stop):
        return "number.date"
    if unit == "年" and _YEAR_NAME.match(text, figure.end):
        return "number.plan_name"
    if head.endswith(forms.time_before):
        return "number.date"
    if unit == "年" and stop == figure.end:
        if text.startswith(forms.growth_after, stop):
            return "number.date"
        if (figure.chinese and not ranged) or not head or head[-1] in _CLOSERS:
            return "number.date"
        if number[:2] in _PAST_YEARS or (len(number) == 2 and text[figure.end : figure.end + 1].isdigit()):
            return "number.year"
    return None


def _label(figure: Figure, text: str) -> str | None:
    """Refuse a number that tells one building or group from the others (3栋2单元, 新岭村4组)."""
    following, before = text[figure.end : figure.end + 2], text[figure.start - 1]
    if following[:1].isdigit() or following in ("单元", "业主", "的业") or _INNER.match(text, figure.end):
        return "number.label"
    if figure.unit == "层" and before == "负":
        return "number.label"
    if figure.unit == "层" and (
        following[:1] == "及" or (figure.relation in (">=", "<=", "<") and before not in _STOREYS)
    ):
        return "number.label"  # a storey and those above it
    if before in "，,、" and _LISTED_LABEL.search(text[max(0, figure.start - 4) : figure.start]):
        return "number.label"
    if before == "（" and following[:1] == "）":
        return "number.label"
    if following[:1] in _BUILDINGS and figure.unit in ("栋", "幢"):
        return None
    if figure.unit == "层" and before in "栋幢座":
        return None
    if figure.unit == "期" and not figure.chinese and _PHASE.match(following):
        return "number.label"  # 3期项目
    if before in _NAMED_PLACE:
        return "number.label"
    if figure.unit in ("栋", "幢") and not figure.chinese:
        if _CHOSEN.search(text[max(0, figure.start - 4) : figure.start]):
            return "number.label"  # the one that was chosen
        return None if before in _COUNTED or figure.stop > figure.end or figure.more else "number.label"
    return None


def speech(figure: Figure, text: str, forms: Forms, lead: Lead, low: Figure | None) -> str | None:
    """Refuse Chinese numerals that name or adorn: a bare multiplier (千家万户, 万元产值能耗), 一 as "a"."""
    number, unit = figure.numeral, figure.unit
    if figure.start and text[figure.start - 1] in "数几":
        return "number.vague"
    if figure.value == 0 or text.startswith(forms.names.get(number[0], ()), figure.start):
        return "number.name"
    if number == "一一" or (number == "一" and text.endswith("重要", 0, figure.start)):
        return "number.name"  # 唯一一个, 重要一年
    if unit == "次" and text[figure.start - 1 : figure.start] == "届":
        return "number.ordinal"
    if _LISTED_ORDINAL.search(text[max(0, figure.start - 6) : figure.start]):
        return "number.ordinal"
    compared = figure.more or (unit == "元" and figure.relation != "=") or lead.relation != "=" or low is not None
    if (
        not compared
        and unit != "亩"
        and _MULTIPLIERS.issuperset(number)
        and not (
            unit == "元" and text[figure.start - 1] == "个" and not text.startswith(("台阶", "级", "大关"), figure.end)
        )
    ):
        return "number.multiplier_only"
    if number in ("一", "二", "三") and low is None and _in_school(text, figure.start, unit):
        return "number.name"
    if unit == "番" and text[figure.start - 1] != "翻" and low is None:
        return "number.one_as_article"
    if number == "二" and unit in forms.classifiers and unit not in _SAID_AS_TWO and low is None:
        summed = text.startswith("共", figure.end) or _TWO_OF.search(text[max(0, figure.start - 2) : figure.start])
        return None if summed else "number.label"
    if number == "一" and low is None and unit is not None and text[figure.start - 1] in "元块":
        return "number.one_as_article"  # 50元一人
    if number == "一" and low is None and unit is not None:
        if figure.start and text[figure.start - 1] in "第每唯同任之最另某哪逐统万这那":
            return "number.one_as_article"
        following = text[figure.end : figure.end + 1]
        head = text[max(0, figure.start - 6) : figure.start]
        if unit in _TIMES and following == "了":
            return None
        cued = figure.relation != "=" or (unit in _TIMES and head.endswith(forms.duration_before))
        if unit in _LENGTHS and _WITHIN.match(text, figure.end) and not head.endswith(_NO_LENGTH):
            return None
        if unit != "批" and (head.endswith(forms.counting_verbs) or _ONLY.search(head)):
            return None
        if unit == "块" and following not in _OF_MONEY:
            return "number.one_as_article"
        if not figure.more and not cued and unit not in _ONE_OF and (following not in _CLOSERS or unit in _NOT_ONE):
            return "number.one_as_article"
    return None


def _in_school(text: str, start: int, unit: str | None) -> bool:
    """Tell a school year (高三, 初一) from a growth (提高一倍, 高三成) and a storey (高三层)."""
    return text[start - 1] in "高初" and unit not in _HIGHER_BY and not text.endswith(_RAISED, 0, start)


def bare_amount(
    figure: Figure, text: str, forms: Forms, lead: Lead, chunk_start: int, before: Figure | None
) -> str | None:
    """Refuse a number without a unit, unless the words about it make it an amount (余额6200, 3000余企业, 5.2万)."""
    following = text[figure.stop : figure.stop + 1]
    if following == "+" and "万" in figure.multipliers and not figure.chinese:
        figure.relation = ">"  # 4.4万+
        return None
    if following and following.isascii() and (following.isalnum() or following in "+-_/:%=&"):
        return "number.code"
    if figure.chinese and text.startswith(("之多", "之众", "之巨"), figure.stop):
        return None  # 四万之多
    if figure.chinese and lead.multiplier_word and _PEOPLE.match(text, figure.end):
        return None  # 上百业主
    if (figure.chinese and len(figure.numeral) < 2) or following == "年":
        return "number.no_unit"
    if following == "了" and figure.value <= 120 and text.endswith(_OF_AGE, 0, figure.start):
        return None  # 今年78了
    closed = not following or following in _CLOSERS
    if figure.more and not figure.chinese:
        return None
    many = not figure.chinese and figure.value >= _MANY and (closed or following == "的")
    if many and _COUNT_BEFORE.search(text[max(0, figure.start - 6) : figure.start]):
        return None
    if figure.chinese and "万" in figure.multipliers and text[figure.start - 1] in _PAYS:
        return None
    if not figure.chinese and ("万" in figure.multipliers or "亿" in figure.multipliers):
        return None
    if closed and lead.relation != "=" and not lead.multiplier_word and figure.value >= 10 and not figure.chinese:
        return None
    if closed and figure.relation != "=" and figure.stop > figure.end and figure.value >= 10:
        return None  # 一个月200左右
    if figure.chinese and figure.value >= 10 and figure.more:
        return None  # 三千多住户
    if not figure.chinese and (closed or following in "缩降提升增下上"):
        passage = text[max(chunk_start, figure.start - 24) : figure.start]
        if any(scale in passage for scale in forms.scales):
            return None
    if not figure.chinese and _DUE.match(text, figure.stop):
        return None
    if closed or text.startswith("还是", figure.stop):
        head = text[max(0, figure.start - 10) : figure.start]
        if head.endswith("还是") and before is not None and before.unit == "" and before.stop == figure.start - 2:
            return None
        head = head.rstrip(FILLERS)
        if head.endswith(forms.bare_cues) or (
            head.endswith(_SELVES) and _WHOM.sub("", head).rstrip(FILLERS).endswith(forms.bare_cues)
        ):
            return None
    return "number.no_unit"
