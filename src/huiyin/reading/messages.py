"""Messages (来信与回复): which lines of a text are a citizen's words, which the answer to them, and whose they are.

The forms differ from place to place: fields with labels (来信内容：, 回复内容：), 问 and 答, or nothing but the
salutation with which the answer begins. All of them are told from the head of a line.
"""

from enum import Enum
from typing import NamedTuple

from huiyin.reading.layout import Line, Role
from huiyin.reading.lazily import lazily


class Field(Enum):
    """What a label at the head of a line says about what follows it."""

    HEAD = "head"  # title, time or number of a message: its value is page furniture
    NOTE = "note"  # the same of an answer, or of the form
    CITIZEN = "citizen"
    WEAK = "weak"  # a citizen's words, unless an answer has begun
    ANSWER = "answer"
    SENDER = "sender"  # its value is who wrote
    OFFICE = "office"  # its value is who answers
    PROPOSAL = "proposal"  # a deputy's suggestion, in one form with its answer
    PROPOSER = "proposer"  # its value is the deputy
    CALLED_BACK = "called_back"  # the hotline's own note on whether the citizen is content (回访)


_WRITTEN = "(?:留言|来信|信件|写信|来电|诉求|投诉|咨询|提问|求助|反映|举报|信访|工单)"
_REPLIED = (
    "(?:官方|部门|单位|承办|责任单位|主办单位|市政|政府|热线|社区|街道)?"
    "(?:答复|回复|办理|处理|反馈|处置|调查|核查|办结|受理|解答)"
)
_PEOPLE = "(?:网友|网民|市民|群众|居民|村民|来电人|来信人)"
# a name between who and what: 市民陈女士反映, 市民（匿名）反映
_WITH_NAME = "(?:（[^（）\n]{1,6}）|[\u4e00-\u9fff]{1,3}(?:女士|先生|某某?|大爷|大妈|阿姨|师傅))?"
_OF_A_FORM = "(?:时间|日期|编号|类型|类别|分类|领域|对象|状态|地区|地点|区域|号码|来源|渠道|形式|期限|时限|进度)"
_LABELS = (
    (
        Field.NOTE,
        rf"{_REPLIED}{_OF_A_FORM}|(?:发布|公开|更新){_OF_A_FORM}|满意度|满意率|(?:群众|满意)?评价|浏览(?:量|次数)",
    ),
    (
        Field.HEAD,
        rf"(?:{_WRITTEN}|提交|登记|办件|问题)?(?:主题|标题|题目|{_OF_A_FORM})|查询码|受信人|收信人|公开属性|是否公开",
    ),
    (Field.HEAD, rf"(?:建议|提案|议案)(?:主题|标题|题目|名称|{_OF_A_FORM})"),
    (Field.PROPOSAL, "(?:建议|提案|议案)(?:具体)?(?:内容|正文)"),
    (
        Field.PROPOSER,
        "(?:领衔代表|建议人|提建议人|提案人|提出人|提案者|代表姓名|建议代表|代表|领衔人|(?:提案|议案|建议)(?:人)?领衔人)",
    ),
    (Field.CALLED_BACK, "(?:电话)?回访(?:情况|结果|内容|意见)?"),
    (Field.NOTE, r"(?:联系|来电|手机)?(?:电话|号码|方式|人电话)|信箱|联系人"),
    (
        Field.SENDER,
        rf"(?:{_WRITTEN}人?|网友|市民|群众)(?:姓名|昵称|名称|称呼)|{_WRITTEN}(?:人|者)|[写来]\s?信\s?人|发信人|姓名|昵称",
    ),
    (Field.OFFICE, rf"(?:{_REPLIED}|承办|主办|责任|牵头|经办|负责)(?:单位|部门|机构|机关|人|者)"),
    (Field.CITIZEN, rf"(?:{_WRITTEN}|问题)(?:的)?(?:具体)?(?:内容|描述|详情|正文)"),
    (Field.CITIZEN, rf"{_PEOPLE}[\u4e00-\u9fff]{{1,3}}(?:女士|先生|小姐)（[^（）\n]{{4,20}}）"),
    (Field.CITIZEN, rf"{_PEOPLE}{_WITH_NAME}(?:{_WRITTEN}|问题|问)(?:内容)?|留言|来信|来电|诉求|咨询|投诉|提问|问|Q"),
    (Field.WEAK, r"(?:主要|具体|反映)?(?:内\s{0,6}容|诉求|问题|事项)|正文|反映|举报|求助|信件"),
    (
        Field.ANSWER,
        rf"(?:{_WRITTEN})?{_REPLIED}(?:内容|意见|情况|结果|详情|正文)?(?:如下)?|(?:官方|部门|单位|政府)(?:回应|说法)|A|答|小编答|结果|回信",
    ),
)
_LABEL = lazily(
    r"(?:\d{1,2}[.、]\s?)?[【\[]?\s{0,4}(?:"
    + "|".join(f"(?P<{field.value}{number}>{words})" for number, (field, words) in enumerate(_LABELS))
    + r")\s{0,4}[】\]]?\s{0,4}(?:：|\||(?<=[】\]])|$)"
)
# A label whose time stands in brackets: 「答复意见（2026/3/2 9:30）」.
_DATED = lazily(
    rf"(?:(?P<answer>{_REPLIED}(?:内容|意见|情况|结果)?)|(?P<citizen>{_WRITTEN}(?:内容|主题)?))\s?（[^（）\n]{{4,40}}）(?:：|$)"
)
_OFFICE_ANSWERS = lazily(
    r"[【\[]?(?P<office>[\u4e00-\u9fffA-Z0-9]{2,24}(?:局|委员会|委|厅|政府|办公室|办事处|办|中心|街道|镇|乡|管委会|集团|公司|支队|大队|医院|学校))\s{0,2}"
    r"(?:对(?:此|该|您的|网友)?[^，。：\n]{0,12})?(?:的)?(?:官方)?(?:答复|回复|回应|反馈)(?:内容|意见|情况)?(?:如下)?[】\]]?(?:：|(?<=[】\]])|$)"
)
_WHO = lazily(r"(?P<label>(?:留言)?(?:网友|网民|市民)：)\s?(?![您你])[^\s，。：！？]{2,16}$")  # 「网友：张先生」
_SALUTED_AFTER = lazily(r"\s{0,8}[您你]们?好")
_TOLD = lazily(
    r"(?:\d{1,2}[.、]\s?)?(?:(?:近日|日前|近期)，?[^，。：\n]{0,10}?)?(?:市民|居民|村民|群众|读者|网友|业主)[^\n，。：]{0,10}(?:反映|咨询|投诉|来电|来信|求助)(?=[：，])"
)
_VALUE = lazily(r"[^\s，。；：（）()【】\[\]]{1,30}")
_NOBODY = frozenset({"匿名", "保密", "无", "未填写", "网友"})


_OF_WORDS = (Field.PROPOSAL, Field.CITIZEN, Field.WEAK, Field.ANSWER, Field.CALLED_BACK)


_OF_ONE_WORD = (Field.OFFICE, Field.SENDER, Field.PROPOSER)
_SIGNED_BESIDE = lazily(rf"[\s ](?:{_PEOPLE}|作者|{_WRITTEN}人)：(?P<name>[^\s，。：！？]{{2,16}})(?=\s|$)")


class Label(NamedTuple):
    """A label at the head of a line: what it says, where it ends, and the office it names, if it does."""

    field: Field
    end: int
    office: str


def label_at(folded: str, start: int, end: int) -> Label | None:
    """Return the label at the head of the line `folded[start:end]`, None where it has none."""
    dated = _DATED.match(folded, start, end)
    if dated:
        return Label(Field(dated.lastgroup), dated.end(), "")
    signed = _WHO.match(folded, start, min(end, start + 24))
    if signed and signed.end() == end:
        return Label(Field.SENDER, signed.end("label"), "")
    found = _LABEL.match(folded, start, end)
    if found and (found.end() - start > 2 or folded[found.end() - 1] == "："):
        name = next(group for group, words in found.groupdict().items() if words)
        field = Field(name.rstrip("0123456789"))
        if field is Field.ANSWER or not _SALUTED_AFTER.match(folded, found.end(), end):
            return Label(field, found.end(), "")
        return None  # 「信访人：您好！…」 greets the one who wrote
    told = _TOLD.match(folded, start, end)
    if told and folded.startswith("：", told.end()):
        return Label(Field.CITIZEN, told.end() + 1, "")
    spoken = _OFFICE_ANSWERS.match(folded, start, end)
    return Label(Field.ANSWER, spoken.end(), spoken.group("office")) if spoken else None


_FIRST_NAMED = lazily(r"[\u4e00-\u9fff·]{2,8}?(?=、|，|等)")


def value_of(folded: str, label: Label, end: int) -> str:
    """Return the one word that a field holds, "" where it holds none or hides who wrote."""
    at = _next(folded, label.end, end)
    value = _VALUE.match(folded, at, end)
    if value and label.field is Field.PROPOSER and (first := _FIRST_NAMED.match(value.group())):
        return first.group()  # 沈清等12人, 沈清、周砚秋
    return value.group() if value and value.group() not in _NOBODY else ""


_CALLS = lazily(rf"[【\[]?{_PEOPLE}(?P<name>[\u4e00-\u9fff]{{1,3}}(?:女士|先生|小姐|某某?|大爷|大妈|阿姨|师傅))")


def named_in_label(folded: str, start: int, end: int) -> str:
    """Return the name in a label that says who reports (市民陈女士反映：), "" for none."""
    called = _CALLS.match(folded, start, end)
    return called.group("name") if called else ""


def signed_beside(folded: str, start: int, end: int) -> str:
    """Return who wrote by a line that gives more than that (来源：… 网友：云上人家 2026-09-12), "" for nobody."""
    signed = _SIGNED_BESIDE.search(folded, start, end)
    return signed.group("name") if signed and signed.group("name") not in _NOBODY else ""


_OF_A_PLACE = lazily(r"[\u4e00-\u9fffA-Z0-9]*(?:村民|居民|市民|业主|群众|职工|员工|农民)(?P<name>[\u4e00-\u9fff]{2,4})")


def own_name(value: str) -> str:
    """Return the person's name of a field that says where the person belongs, too (石鼓村村民方某某)."""
    placed = _OF_A_PLACE.fullmatch(value)
    return placed.group("name") if placed else value


def _next(folded: str, at: int, end: int) -> int:
    """Return where the next character stands that is no white space, or `end`."""
    while at < end and (folded[at].isspace() or folded[at] == "|"):
        at += 1
    return at


def split_labels(folded: str, lines: list[Line]) -> tuple[list[Line], dict[int, Label]]:
    """Make every label a line of its own, so that no statement holds it; return the lines, and the labels by start."""
    parted: list[Line] = []
    labels: dict[int, Label] = {}
    words = -1  # where a citizen's words must begin, after the labels of the message's head
    waiting = False  # a field without its value stands on the line before
    for line in (part for whole in lines for part in _at_brackets(folded, whole)):
        label = label_at(folded, line.start, line.end)
        if waiting and label is None and _VALUE.fullmatch(folded, line.start, line.end):
            parted[-1] = Line(parted[-1].start, line.end, Role.SKIPPED, 0)
            waiting = False
            continue
        waiting = label is not None and label.field in _OF_ONE_WORD and _next(folded, label.end, line.end) >= line.end
        if label is None:
            parted.append(line)
            continue
        if label.field is Field.ANSWER and words >= 0:
            _speak(parted, words)
            words = -1
        labels[line.start] = label
        if label.field in (Field.HEAD, Field.CITIZEN, Field.WEAK):
            words = len(parted) + 1
        at = _next(folded, label.end, line.end)
        if at >= line.end or label.field not in _OF_WORDS:
            parted.append(Line(line.start, line.end, Role.SKIPPED, 0))
            continue
        parted.append(Line(line.start, label.end, Role.SKIPPED, 0))
        inner = _OFFICE_ANSWERS.match(folded, at, line.end) if label.field is Field.ANSWER else None
        if inner and inner.end() < line.end:  # 「办理结果：市水务局回复：…」
            labels[at] = Label(Field.ANSWER, inner.end(), inner.group("office"))
            parted.append(Line(at, inner.end(), Role.SKIPPED, 0))
            at = _next(folded, inner.end(), line.end)
        if at < line.end:
            parted.append(Line(at, line.end, Role.TEXT, 0))
    return parted, labels


def _at_brackets(folded: str, line: Line) -> list[Line]:
    """Return a line cut before every label in brackets within it: 「【诉求内容】…【办理结果】…」"""
    parts, start = [], line.start
    for inner in _BRACKETED.finditer(folded, line.start + 1, line.end):
        if label_at(folded, inner.start(), line.end):
            parts.append(Line(start, inner.start(), line.role, line.level))
            start = inner.start()
    if not parts:
        return [line]
    return [*parts, Line(start, line.end, line.role, line.level)]


def _speak(lines: list[Line], first: int) -> None:
    """Take lines that look like headings for words where a message has no others: 「请问何时来水」, without a stop."""
    if not any(line.role is Role.TEXT for line in lines[first:]):
        for index in range(first, len(lines)):
            line = lines[index]
            if line.role is Role.HEADING:
                lines[index] = Line(line.start, line.end, Role.TEXT, 0)


_BRACKETED = lazily("【[^】\n]{2,12}】")
_LINE = lazily(r"(?:^|\n)\s*([^\n]{1,60})")


def labelled(folded: str) -> bool:
    """True for a text in which the fields of a message and of its answer, or 问 and 答, stand."""
    asked = answered = False
    for match in _LINE.finditer(folded[:4000]):
        label = label_at(folded, match.start(1), match.end(1))
        if label is not None:
            asked = asked or label.field is Field.CITIZEN
            answered = answered or label.field is Field.ANSWER
    return asked and answered


_SALUTED = lazily(
    r"(?:尊敬的|亲爱的)?(?:"
    rf"{_PEOPLE}(?:朋友)?\s?(?:“[^”\n]{{1,40}}”|[A-Za-z0-9_*]{{2,24}})?们?"
    r"|“[^”\n]{1,40}”(?:网友|网民|市民)?|[A-Za-z0-9_*]{3,24}(?:网友|网民)?"
    r"|(?!领导|书记|各位)[\u4e00-\u9fff]{1,4}(?:先生|女士|同志|同学|老师))"
    r"[，：]?\s{0,8}(?:(?P<greets>[您你]们?好)|：|，|$)"
    r"|(?:网[友民])?\s?“[A-Za-z]{1,12}\d[A-Za-z0-9_]{2,20}”"
)
_ACKNOWLEDGES = lazily(
    r"(?:您|你|贵)[^。\n]{0,60}?(?:收悉|已收到|收到|已阅|知悉)|(?:来信|留言|帖文|来函|诉求|邮件|来电)[^。，\n]{0,8}(?:收悉|已收到|收到|已阅)"
    r"|(?:答复|回复|反馈|解答|说明)(?:意见)?如下|感谢(?:您|你)(?:的|对[^。，\n]{0,24}的)?(?:来信|来电|留言|提问|咨询|关注|关心|支持|信任)"
    r"|(?:您|你)(?:所)?(?:反映|提出|咨询|投诉|举报|留言)[^。\n]{0,60}?(?:我[局办委镇乡街区县市校院中单公]|已(?:转|交|经)|经(?:查|核|调|了解))"
    r"|收到(?:您|你)(?:的|反映|提出|所)|关于(?:您|你)(?:反映|提出|咨询|投诉)"
    r"|(?:您|你)(?:所)?(?:咨询|反映|提出)的[^。\n]{0,40}(?:问题|事项|情况|建议)[，。：]"
)


_OURS = lazily(r"我[市县区镇乡局委办厅院校处所站]|我(?:街道|中心|公司|单位)|经(?:查|核|调查|了解|研究|与)")
_OF_AN_OFFICE = lazily(
    r"(?<![\u4e00-\u9fff])我(?:[局委办厅镇乡](?![里上们的人家])|街道|中心|大队|支队|管委会)(?:已|将|也|高度|立即|组织|于|正|会|在|对|工作人员|党委|政府)|[，。]我(?:[局委办厅镇乡](?![里上们的人家])|街道|中心|大队|支队|管委会)"
)
_OF_A_CITIZEN = lazily(r"本人|我家|我是|我们|希望|建议|请问|恳请|强烈要求|我的")
_SET_OFF = lazily(r"\n[ \u3000]{0,8}\n[ \u3000]{0,8}$")


def speaks_for_an_office(folded: str, start: int, end: int) -> bool:
    """True where a paragraph that a blank line sets off opens with an office's own words: 我局…, 经核实…"""
    return (
        _OURS.match(folded, start, end) is not None and _SET_OFF.search(folded, max(0, start - 20), start) is not None
    )


def is_an_office_s(folded: str, start: int, end: int) -> bool:
    """True where the words of a paragraph are an office's own, whatever opens it: 一、…，我镇将…"""
    return _OF_AN_OFFICE.search(folded, start, end) is not None and _OF_A_CITIZEN.search(folded, start, end) is None


def told_by_a_citizen(folded: str, start: int, end: int) -> bool:
    """True where a line of a newspaper's column tells what somebody told the hotline: 市民李女士反映，…"""
    return _TOLD.match(folded, start, end) is not None


def salutes_citizen(folded: str, start: int, end: int) -> bool:
    """True where a line opens with a citizen's salutation: 网友“X”您好, X女士：."""
    return _SALUTED.match(folded, start, min(end, start + 60)) is not None


_CALLED = lazily(
    r"[^，。：\n]{0,14}?接(?:电|件|单|诉|报|到(?:[^，。\n]{0,6}(?:反映|投诉|来电|诉求)))后|[^，。：\n]{0,12}(?:热线|平台|指挥中心)[^，。\n]{0,24}(?:交办|转办|派单|转派|派发)"
)


def answers(folded: str, start: int, end: int) -> bool:
    """True where the paragraph `folded[start:end]` opens as an official's answer does."""
    if _SALUTED.match(folded, start, min(end, start + 60)) or _CALLED.match(folded, start, end):
        return True
    return _ACKNOWLEDGES.search(folded, start, min(end, start + 120)) is not None


_NAMED = lazily(
    r"网[友民名]\s?“(?P<marked>[^”\n]{1,40})”|(?:(?<![\u4e00-\u9fff])|(?<=日))“(?P<quoted>[^”\n]{1,24})”(?:网友|网民)?[，：]?\s{0,4}[您你]好"
    r"|(?:^|(?<=[\n 　：]))(?:尊敬的)?(?P<bare>[A-Za-z][A-Za-z0-9_]{2,23})(?=[：，]?\s{0,4}[您你]好|：|，?\n)"
    r"|(?<![A-Za-z0-9_])(?P<latin>[A-Za-z0-9_]{3,24})网友|网友(?P<after>[A-Za-z0-9_]{3,24})(?=[：，您你])"
    r"|(?:^|(?<=[\n 　：]))(?:尊敬的)?(?P<person>[\u4e00-\u9fff]{1,3}(?:先生|女士))(?=[：，]?\s{0,4}[您你]好|：)"
    r"|(?:^|(?<=[\n 　：]))(?!尊敬的|亲爱的|各位|广大|热心|该|这位|来信|来电|留言|投诉|咨询)"
    r"(?P<called>[\u4e00-\u9fffA-Za-z0-9_]{2,12})"
    r"网友[：，]?\s{0,4}[您你]好"
    r"|(?:^|(?<=[\n 　：。！]))“(?P<account>[A-Za-z]{1,12}\d[A-Za-z0-9_]{2,20})”"
    rf"|(?:^|(?<=[\n 　：]))(?:尊敬的|亲爱的)?(?P<group>{_PEOPLE})(?:朋友)?们?(?=[：，]?\s{{0,8}}[您你]好|：)"
)


class Name(NamedTuple):
    """Whom an answer answers: where it says so, the name, and whether it is a word for anybody (网友)."""

    start: int
    name: str
    anybody: bool


def names(folded: str) -> list[Name]:
    """Return whom answers name: 网友“X”您好, X女士：, 网友：您好."""
    return [
        Name(match.start(), match.group(match.lastgroup or 0).strip(), match.lastgroup == "group")
        for match in _NAMED.finditer(folded)
    ]
