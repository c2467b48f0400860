"""Lines (行): which of them are running text, which are headings, salutations or page furniture."""

import re
from enum import Enum

from huiyin.reading.fold import fold
from huiyin.reading.model import Record


class Role(Enum):
    """What a line is."""

    TEXT = "text"
    HEADING = "heading"
    SKIPPED = "skipped"


class Line(Record, frozen=True):
    """One line of the folded text, without the white space at its ends.

    `level` is 0 for text and furniture, else 1 for 一、 2 for （一） 3 for 1. and 4 for an unnumbered heading.
    """

    start: int
    end: int
    role: Role
    level: int


_NUMBERED = re.compile(
    r"(?:(第[一二三四五六七八九十百\d]+[部编章节]分?|[一二三四五六七八九十]{1,3}、)"
    r"|(（[一二三四五六七八九十]{1,3}）)"
    r"|(\d{1,2}[.、](?!\d)|（\d{1,2}）|[①-⑳]|[▼◆■●★]+))\s*"
)
# The one marked ▼ is the way newspapers head a delegation's remarks.
_SALUTATION = re.compile(
    r"(?:各位(?:代表|委员|领导|同志|常务委员|组成人员)(?:、(?:各位)?(?:委员|同志|来宾|领导|列席人员)们?)*|同志们|尊敬的[^，。；]{1,18}|尊敬的[^，。；]{1,120}(?:代表|委员)们?|尊敬[^，。；]{2,12}(?:代表|委员|先生|女士)|"
    r"主任、各位[^，。]{1,16}|女士们|先生们|朋友们|委员们|您好|你好"
    r"|网友“[^”]{1,40}”(?:[您你]好)?|网民“?[^”，。]{1,30}”?(?:[您你]好)?|[\u4e00-\u9fff\U00020000-\U0003ffff]{1,4}(?:代表|"
    r"委员|先生|女士)(?:等代表)?)"
    r"[：！，。\s]*(?:[您你]好[：！，。\s]*)?"
)
_NAMED_ADDRESSEES = re.compile(  # 某某、某某等3名代表：
    r"(?:[\u4e00-\u9fff·]{2,8}(?:代表|委员)?、)+[\u4e00-\u9fff·]{2,8}?(?:等[\d一二三四五六七八九十]{0,3}[名位]?)?(?:代表|委员)：|[\u4e00-\u9fff·]{2,8}等[\d一二三四五六七八九十]{0,3}[名位]?(?:代表|委员)："
)
_FURNITURE = re.compile(
    r"来源|(?:免责|版权)?声明：|(?:发布|发表|更新|成文|印发|公开)(?:时间|日期|机构)|责任编辑|编辑[：:]|(?:文/|图/|摄影|"
    r"作者)|【|字体|字号|浏览|点击|阅读|打印|下载|分享到|收藏|关闭"
    r"|上一篇|下一篇|相关(?:链接|阅读|新闻)|您的位置|当前位置|首页|网站地图|版权|备案|留言(?:主题|"
    r"时间|编号)|答复意见|(?:回复|答复)时间"
    r"|抄送|抄报|主送|签发人|（?此件|附件：?$|索引号|主题词|文号|办理结果|公开属性|联系(?:人|电话|方式|单位)"
    r"|——?\s*[\d二〇]{4}年|\d{4}[年/-]\d{1,2}[月/-]\d{1,2}日?(?:\s|$)|"
    r"[二〇一三四五六七八九零]{4}年[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}日$"
    r"|[^，。；]{0,24}(?:〔|\[|［|（)(?:19|20)\d\d(?:〕|\]|］|）)第?\d+号$|(?:本报|本网|"
    r"新华社)?记者\s*[\u4e00-\u9fff]{2,4}(?:[\s、]|$)"
)
_CREDIT = re.compile(
    r"(?:[^。]{0,40}。)?[^。，；]{0,20}(?:记者|通讯员|摄影)[\s：]*[\u4e00-\u9fff·\s]{2,16}(?:摄|"
    r"报道)?）?$|(?:[^。]{0,40}。\s*)?[^。，；]{0,40}\s摄）?$"
)
_PUBLISHED_AT = re.compile(r"[^。，]{0,30}\d{4}[-/年]\d{1,2}[-/月]\d{1,2}[^。，]{0,20}(?:来源|作者|编辑|浏览)")
_CAPTION = re.compile(r"[。\s](?:[^。，；]{0,12}(?:记者|通讯员))?[ \u3000]*[\u4e00-\u9fff·]{2,4} ?摄）?$")
_ADDRESSEES = re.compile(
    r"(?![^。；]*(?:如下|根据|为|重视)[^。；]*：)[^。；]{2,120}(?:人民政府|各部门|各单位|委、办、局|管委会|有关单位|直属机构|办事处|企事业单位)[^。；]{0,60}："
)
_NOTE = re.compile(r"（(?:本文|注[：，]|此件|编者|来源|说明：)[^（）]*）")
_TO_OFFICE = re.compile(r"[\u4e00-\u9fff]{3,24}(?:中心|局|厅|委|办|室|院|政府|委员会|常委会|主席团)：|大会主席团：")
SIGNED = re.compile(
    r"[\u4e00-\u9fff（）A-Z0-9]{2,24}(?:局|委员会|人民政府|[县区市镇乡]政府|办公室|办公厅|委|厅|中心|公司|集团|办事处|"
    r"支队|"
    r"大队)\s*(?:[二〇零○一三四五六七八九\d]{4}年[一二三四五六七八九十\d]{1,3}月[一二三四五六七八九十\d]{1,3}日)?"
)
_TITLE = re.compile(r"关于[^。]{4,90}(?:答复|复函|回复|通知|建议|提案|报告|函|议案|意见|决定|办法)(?:》)?")
_ABOUT_WHAT = re.compile(
    r"(?:[一二三四五六七八九十\d]{1,2}[、.]|（[一二三四五六七八九十\d]{1,2}）)?\s?(?:关于|针对|对于?)(?:您|你)们?(?:所)?提出的“[^\n]*”[^，。\n]{0,8}[。：]?$"
)
_CLOSES = re.compile(r"[特专]此(?:回复|答复|函[复告达]|复函|说明|告知|报告|汇报)")
_LONG_TITLE = re.compile(r"[^。；，]{4,60}关于[^。；，]{4,160}的(?:通知|意见|方案|决定|答复|复函|函)")
_TITLE_LASTS = frozenset("知见案定复函")
# what a page's table of a document leaves at a line's end, where a value and the next field's name ran together
_FIELDS = (
    "发布日期：",
    "发文机构：",
    "发布机构：",
    "成文日期：",
    "内容概述：",
    "主题分类：",
    "有效性：",
    "索引号：",
    "信息来源：",
)
_OPENS_LETTER = re.compile(r"[^。]*(?:收悉|如下)")
_ENDED = re.compile(r"[。；！？]")
_ENDS = frozenset("。！？；…，、")
_TERMINAL = frozenset("。！？；…，、：”）")
_CLOSERS = "”’）》】〕"


def lay_out(folded: str) -> list[Line]:
    """Return the lines that are not blank, in order, each with its role."""
    lines: list[Line] = []
    position, started = 0, False
    raws = folded.split("\n")
    for number, raw in enumerate(raws):
        stripped = raw.strip()
        if stripped:
            start = position + len(raw) - len(raw.lstrip())
            role, level = _role(stripped)
            if (
                role is Role.TEXT
                and not started
                and len(stripped) <= 60
                and stripped[-1] not in _TERMINAL
                and not _ENDED.search(stripped)
            ):
                role, level = Role.HEADING, 4  # a title, before any running text
            if role is Role.TEXT and not started and stripped[-1] in "？！" and _is_title(stripped, raws[number + 1 :]):
                role, level = Role.HEADING, 4
            started = started or role is Role.TEXT
            lines.append(Line(start, start + len(stripped), role, level))
        position += len(raw) + 1
    return lines


def _is_title(line: str, below: list[str]) -> bool:
    """True for a line that asks or calls, with the article's source or date right below it."""
    if len(line) > 60 or "。" in line:
        return False
    following = next((text for raw in below if (text := raw.strip())), "")
    return len(following) <= 120 and (_FURNITURE.match(following) or _PUBLISHED_AT.match(following)) is not None


def _role(line: str) -> tuple[Role, int]:
    """Say what a stripped, folded line is, and at which level if it is a heading."""
    if len(line) <= 60:
        if (
            _SALUTATION.fullmatch(line)
            or _FURNITURE.match(line)
            or _PUBLISHED_AT.match(line)
            or (line[-1] == "：" and _NAMED_ADDRESSEES.fullmatch(line))
        ):
            return Role.SKIPPED, 0
        if _CREDIT.fullmatch(line) or SIGNED.fullmatch(line):
            return Role.SKIPPED, 0
        if (line[0] == "（" and _NOTE.fullmatch(line)) or (line[-1] == "：" and line.endswith(_FIELDS)):
            return Role.SKIPPED, 0
        if _TITLE.fullmatch(line):
            return Role.HEADING, 4
        if line[0] in "特专" and _CLOSES.fullmatch(line):
            return Role.TEXT, 0
        if line[-1] in "悉下" and _OPENS_LETTER.fullmatch(line):
            return Role.TEXT, 0
        if line[0] == "（" and line.find("）") == len(line) - 1 and ("，" not in line or line.startswith("（联系")):
            return Role.SKIPPED, 0
        numbered = _NUMBERED.match(line)
        if line.rstrip(_CLOSERS)[-1:] not in _ENDS and not _ENDED.search(line):
            if numbered:
                return (Role.HEADING, numbered.lastindex or 3) if not line.endswith("：") else (Role.TEXT, 0)
            if _ADDRESSEES.fullmatch(line) or _TO_OFFICE.fullmatch(line):
                return Role.SKIPPED, 0
            if line.endswith("："):
                return Role.TEXT, 0
            if "，" not in line or len(line) <= 22:
                return Role.HEADING, 4
    elif (
        (line[-1] == "：" and (_ADDRESSEES.fullmatch(line) or _NAMED_ADDRESSEES.fullmatch(line)))
        or (line[0] == "（" and _NOTE.fullmatch(line))
        or (len(line) <= 200 and _FURNITURE.match(line) and "。" not in line)
    ) or (len(line) <= 160 and line.rstrip("）")[-1:] == "摄" and _CAPTION.search(line)):
        return Role.SKIPPED, 0
    elif line[-1] in _TITLE_LASTS and len(line) <= 200 and _LONG_TITLE.fullmatch(line):
        return Role.HEADING, 4
    elif "提出的“" in line and _ABOUT_WHAT.fullmatch(line):
        return Role.HEADING, 3
    return Role.TEXT, 0


def heading_text(line: str) -> str:
    """Return a heading without its numbering and decoration."""
    folded = fold(line)
    numbered = _NUMBERED.match(folded)
    return line[numbered.end() if numbered else 0 :].strip(" 　▼◆■●★—-")
