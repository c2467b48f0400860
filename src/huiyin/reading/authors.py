"""Authors (作者): who speaks a whole text where nobody else is named, from its title, its signature or whose it is."""

import re

from huiyin.reading.lazily import lazily
from huiyin.reading.model import Speaker, TextKind
from huiyin.reading.places import find_places
from huiyin.reading.speakers import heading_speaker

_AUTHOR = lazily(
    r"我(?:受|代表|谨代表)(?:[\u4e00-\u9fff]{0,8}?)(?P<body>国务院|"
    r"(?:[\u4e00-\u9fff]{0,10}?)(?P<level>自治区|自治州|自治县|省|市|州|盟|地区|县|区|旗|镇|"
    r"乡)(?:级)?(?:人民)?政府)"
)
_CHIEF = lazily(
    r"(?P<level>自治区主席|省长|市长|州长|盟长|县长|区长|旗长|镇长|乡长)(?:人)?\s*[\u4e00-\u9fff·　 ]{2,8}(?:\n|$)"
)
_SESSION_OF = lazily(
    r"在[\u4e00-\u9fff]{1,12}?(?P<level>自治区|自治州|自治县|省|市|州|盟|县|区|旗|镇|"
    r"乡)第?[一二三四五六七八九十\d]{1,3}届人(?:民代表大会|大)"
)
_LEVELS = {"自治区": "自治区政府", "自治区主席": "自治区政府", "自治州": "州政府", "州": "州政府", "自治县": "县政府"}


_ISSUER = lazily(
    r"(?:^|\n)[ \u3000]{0,20}([\u4e00-\u9fff]{1,24}?(?:政府办公[室厅]|人民政府|委员会办公室|委员会|局|厅))"
    r"[ \u3000\n]{0,4}关于"
)
_ANSWERS = lazily(
    r"(?P<office>[\u4e00-\u9fff]{2,24}?(?:局|委员会|委|厅|人民政府|政府|办公[室厅]|中心|公司))"
    r"(?:[ \u3000、][\u4e00-\u9fff]{2,20}(?:局|委|厅|政府|中心))*"
    r"\s{0,2}(?:关于|对)[^\n]{4,80}(?:答[ \u3000]?复|复[ \u3000]?函|回[ \u3000]?复|答复函|答复意见)$"
)


_HEAD_OFFICE = lazily(
    r"(?:^|\n)[ \u3000]*(?:(?:19|20)\d\d年度?)?"
    r"(?P<office>(?!关于|对)[\u4e00-\u9fff]{2,24}?"
    r"(?:局|委员会|委|厅|部|署|人民政府|政府|办公[室厅]|中心|公司|法院|检察院))"
    r"\s{0,3}(?:关于|对)[^。：]{4,120}?(?:答\s?复|复\s?函|回\s?复|的\s?函)"
)
_OFFICE_REPLIES = lazily(
    r"(?:^|[，。！：\s])(?P<office>(?!现|特|故|以下|对此|并|经)[\u4e00-\u9fff]{2,16}?(?:局|委员会|委|厅|政府|办公室|办事处|中心|公司|集团|支队|大队))(?:现|特)?(?:将[^，。]{0,12}|就[^，。]{0,16})?(?:回复|答复|回应|反馈)(?:您)?如下"
)


_BRACKETED_OFFICE = lazily(r"的(?:答复|复函|回复)（(?P<office>[\u4e00-\u9fff]{2,12}(?:局|委|厅|办|中心|政府))）")


def office_in_head(folded: str) -> Speaker | None:
    """Return the office of the title of an answer, over several lines and with a year before it, too."""
    found = _HEAD_OFFICE.search(folded, 0, 400) or _BRACKETED_OFFICE.search(folded, 0, 200)
    return Speaker(found.group("office"), "body") if found else None


def office_that_replies(folded: str, start: int, end: int) -> Speaker | None:
    """Return the office that an answer's first words name: 针对您反映的问题，市教育局现回复如下."""
    found = _OFFICE_REPLIES.search(folded, start, min(end, start + 120))
    return Speaker(found.group("office"), "body") if found else None


def answering_office(heading: str) -> str | None:
    """Return the office of a title that says whose answer follows: X局关于…建议的答复函."""
    found = _ANSWERS.fullmatch(heading)
    return found.group("office") if found else None


_DATE = r"[\d〇零○Oo一二三四五六七八九]{4}年[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}日"
_SIGNATURE = lazily(
    r"(?:^|(?<=[\n \u3000。！]))(?![^\n]{0,24}[的了已您你我请把被])"
    r"([\u4e00-\u9fffA-Z0-9]{2,24}(?:人民政府办公[室厅]|人民政府|[县区市镇乡]政府|委员会办公室|办公[室厅]|委员会|局|厅|委|中心|公司|办事处|支队|大队))(?:（[^（）\n]{2,24}）)?"
    r"(?:[ \u3000]{1,8}[\u4e00-\u9fff]{2,20}(?:局|委员会|委|厅|中心|政府|办公室|公司)){0,4}"
    rf"[ \u3000]{{0,120}}(?:{_DATE}[ \u3000]{{0,120}})?(?=\n|$)"
    rf"|(?:^|(?<=\n))[ \u3000]{{0,60}}([\u4e00-\u9fff]{{2,20}}"
    r"(?:部|办|站|所|集团|银行|医院|学校|社区|村委会|街道|[乡镇]))"
    rf"[ \u3000]{{0,60}}\n?[ \u3000]{{0,60}}{_DATE}(?=[ \u3000]*(?:\n|$))"
)
_DATED_BELOW = lazily(rf"\s*(?:（[^（）\n]{{2,24}}）)?\s*{_DATE}")
_PROPOSER = lazily(
    r"(?:领[衔协]代表|建议人|提出?人|提案人|领衔人|提建议人|"
    r"代表姓名)(?:姓名\s+(?:[^\n]{0,12}(?:地址|电话|单位|职务|方式)\s+)*)?[：|\s]*(?!姓名|通讯|联系)([\u4e00-\u9fff\U00020000-\U0003ffff]{2,4})(?=[\s（，、等]|代表|$)"
)

_PROPOSERS_TITLE = lazily(
    r"(?:^|\n)[ \u3000]{0,8}([^\n。，：；]{1,16}(?:代表|委员|代表团))关于[^\n。]{2,60}(?:议案|建议|提案)[ \u3000]*\n"
)
# A suggestion that is handed on in its author's name: 「市政协委员沈清反映：…」 opens its first line of text.
_RAISED_BY = lazily(
    r"(?:^|\n)[ \u3000]*[\u4e00-\u9fff]{0,12}(?:人大代表|政协委员)[ \u3000]?(?!一致|联名|多次|纷纷|普遍|强烈|曾)"
    r"(?P<name>[\u4e00-\u9fff]{2,4}?)(?:反映|建议|提出|认为|呼吁)[：，]"
)


_BY_LINE = lazily(  # 「□ 市人大代表 沈清」 below the title
    r"(?:^|\n)[ \u3000□■◎●○]*(?:[\u4e00-\u9fff]{1,8})?(?:人大代表|政协委员)"
    r"[ \u3000]+(?P<name>[\u4e00-\u9fff·]{2,4})[ \u3000]*(?=\n)"
)
HEADING = 300  # characters in which a text says what it is
# What is told of the reports of several governments has none of them for its author.
_OF_SEVERAL = lazily(r"各(?:[省市县区州]|地|地市|市县)(?:的|两会)?(?:20\d\d年)?政府工作报告")


def author_of(folded: str, kind: TextKind) -> Speaker | None:
    """Return who speaks a whole text where nobody else is named: a government, a signing office, a deputy."""
    if kind in (TextKind.REPORT, TextKind.PLAN):
        circular = _CIRCULATES.search(folded, 0, 800)
        if circular:
            return Speaker(circular.group("body"), "body")
        if _NOTICE.search(folded, 0, 160):
            noticed = issuer(folded[:160])
            if noticed:
                return noticed
            if _BULLETIN.search(folded, 0, 160):
                return _signed_and_dated(folded)
    if kind is TextKind.REPORT:
        return None if _OF_SEVERAL.search(folded, 0, HEADING) else report_author(folded)
    if kind is TextKind.SUGGESTION:
        proposer = _PROPOSER.search(folded)
        if proposer and proposer.group(1) not in ("姓名", "签名"):
            return Speaker(proposer.group(1), "deputy")
        below = _below_a_cell(folded)
        if below:
            return below
        by_line = _BY_LINE.search(folded, 0, 400)
        if by_line:
            return Speaker(by_line.group("name"), "deputy")
        raised = _RAISED_BY.search(folded, 0, 400)
        if raised:
            return Speaker(raised.group("name"), "deputy")
        titled = _PROPOSERS_TITLE.search(folded, 0, 300)
        return Speaker(titled.group(1), "group") if titled else None
    if kind is TextKind.PLAN:
        return issuer(folded) or _signed_and_dated(folded)
    if kind is TextKind.REPLY:
        site = _SITE.search(folded, 0, 500)
        own = site if site and "我" + site.group("sort") in folded else None
        source = _SOURCE.search(folded, 0, 500) or own
        return Speaker(source.group("office"), "body") if source and not signatures(folded) else None
    return None


def _signed_and_dated(folded: str) -> Speaker | None:
    """Return the office that signs with a date; in a table an office alone on its line signs nothing."""
    for start, name in signatures(folded):
        if _DATED_BELOW.match(folded, start + len(name)):
            return Speaker(name, "body")
    return None


# The head of a page with a reply that nobody signs: 「来源：方山县水利局 发布时间：…」.
_SOURCE = lazily(
    r"(?:来源|发[布文](?:机构|单位|机关)|(?:承办|主办|答复|办理)单位)[：|\s]{1,4}"
    r"(?P<office>(?![\u4e00-\u9fff]{0,8}(?:人大|政协))[\u4e00-\u9fff]{1,16}(?:局|厅|委员会|委|人民政府|办公[室厅]))(?=[\s|]|$)"
)
# Whose site a reply is from: 「来源：农业农村部网站」, where the office says 我部 of itself.
_SITE = lazily(
    r"来源[：|\s]{1,4}(?P<office>[\u4e00-\u9fff]{1,16}?(?P<sort>[部署局厅委])(?:员会)?)(?:门户|官方)?网站?(?=[\s|]|$)"
)


_NOTICE = lazily("关于[^。：]{2,60}的(?:通知|通报|实施意见|方案)")
_BULLETIN = lazily(r"关于[^。：\n]{2,60}的通报")
# A circular without signature: 「市政府督查室近期对…进行了督查。现将有关情况通报如下」.
_CIRCULATES = lazily(
    r"(?:^|[\n，。])[ \u3000]*(?:近期|近日|日前|最近)?，?(?P<body>[\u4e00-\u9fff]{2,16}?(?:室|局|委|厅|办|政府|院))"
    r"(?:近期|近日|日前|于[^，。]{2,12})?(?:对|就|组织)[^。\n]{4,80}?(?:督查|督办|检查|核查|考核|调度|调研|评估)[^。\n]{0,20}。\s*"
    r"(?:现将[^。，\n]{0,20}(?:通报|报告|公布|公示)如下|从[^。，\n]{2,12}看)"
)


_CELL = lazily(r"(?:^|\n)[ \u3000]*(?:领衔代表|领衔人|提案人|建议人|代表)(?:姓名)[ \u3000]*\n")


_ROW = lazily(
    r"(?:^|\n)[ \u3000]*(?:领衔(?:人|代表)?|提案人|建议人)[ \u3000]+[^\n]{2,24}\n[ \u3000]*"
    r"(?P<name>[\u4e00-\u9fff]{2,4})(?=[ \u3000])"
)


def _below_a_cell(folded: str) -> Speaker | None:
    """Return the deputy whose name stands below the cells of a form's head (领衔代表姓名, 通讯地址, 电话)."""
    row = _ROW.search(folded, 0, 1000)
    named = heading_speaker(row.group("name"), alone=True) if row else None
    if named:
        return named
    cell = _CELL.search(folded, 0, 1000)
    if not cell:
        return None
    for line in folded[cell.end() : cell.end() + 80].split("\n")[:5]:
        name = line.replace(" ", "").replace("\u3000", "")
        named = heading_speaker(name, alone=True)
        if named:
            return named
    return None


def issuer(heading: str) -> Speaker | None:
    """Return the office named in 「X关于印发…的通知」."""
    found = _ISSUER.search(heading)
    return Speaker(found.group(1), "body") if found else None


def signatures(folded: str) -> list[tuple[int, str]]:
    """Return every office that signs, and where: a line of its name alone, or with a date."""
    return [(match.start(), match.group(1) or match.group(2)) for match in _SIGNATURE.finditer(folded)]


def report_author(folded: str) -> Speaker | None:
    """Return the government that a work report speaks for (国务院, 省政府, 县政府 …), None if it does not show.

    A standing committee, a court or a procuratorate reports as well.
    """
    other = _other_author(folded)
    if other:
        return other
    stated = _AUTHOR.search(folded)
    if stated:
        if stated.group("body") == "国务院":
            return Speaker("国务院", "report")
        return _government(stated.group("level"))
    chief = _CHIEF.search(folded[:3000])
    if chief:
        return _government(chief.group("level"))
    title = re.search(
        r"(自治区|自治州|自治县|省|市|州|盟|县|区|旗|镇|乡)(?:20\d\d年度?)?(?:人民)?政府(?:20\d\d年度?)?(?:半年)?工作(?:情况)?"
        r"(?:报告|要点|总结|计划|安排|的?(?:总体要求|基本思路|指导思想))",
        folded[:600],
    )
    if title:
        return _government(title.group(1))
    session = _SESSION_OF.search(folded[:1500])
    if session:
        return _government(session.group("level"))
    level = _level_named(folded) or _level_of_places(folded)
    if len(_COMMITTEE_WORK.findall(folded)) >= _SOME_WORK:  # an excerpt of a standing committee's report
        level = "全国" if _OF_THE_CONGRESS.search(folded) else level
        return Speaker(f"{level}人大常委会", "report") if level else None
    if level:
        return _government(level)
    return Speaker("国务院", "report") if _OF_THE_NATION.search(folded) else None


# What a standing committee does, and what only that of the nation has.
_COMMITTEE_WORK = lazily(
    r"常委会(?:组成人员|党组|坚持|认真|围绕|办公)|主任会议|委员长会议|专门委员会|听取(?:和|并)?审议|审议意见"
)
_OF_THE_CONGRESS = lazily(r"委员长|全国人大")
_SOME_WORK = 3
# What only a nation's government does or says.
_OF_THE_NATION = lazily(
    r"国内生产总值|我国|赤字率|货币政策|国防和军队|中国外交|大国外交|全国各族人民|港澳台?同胞|祖国(?:完全)?统一|各级政府(?:和|要|都|及)"
    r"|在全国(?:范围|推[广行开]|供应|建立|实施|设立|布局|选择)|地方政府(?:要|债务|专项)|中西部地区|三江源"
)

# Reports to a congress that are not its government's, by their title or by 「受…委托」 and 「我代表…」.
_OTHER_AUTHORS = lazily(
    r"(?:^|\n|[，、]|受|我代表|现在代表)[ \u3000]*(?:(?:19|20)\d\d年)?"
    r"(?P<place>[\u4e00-\u9fff]{0,10}?(?P<level>自治区|自治州|自治县|[省市州盟县区旗镇乡]))(?:第?[一二三四五六七八九十\d]{1,3}届)?"
    r"(?P<body>(?:人民代表大会|人大)(?:常务委员会|常委会)|(?:高级|中级)?人民法院|人民检察院|政协(?:常务委员会|常委会)?)"
    r"(?=的?委托|[，]?向大会|工作报告|的?工作报告|关于[^\n。]{4,60}的(?:审议意见|报告)[ \u3000]*(?:\n|$))"
)


def _other_author(folded: str) -> Speaker | None:
    """Return the standing committee, court or procuratorate whose report a text is, None for a government's."""
    found = _OTHER_AUTHORS.search(folded, 0, 1200)
    if not found:
        return None
    body = found.group("body")
    short = "人大常委会" if body.startswith("人") and body.endswith(("常务委员会", "常委会")) else body
    return Speaker(found.group("level") + short, "report")


# Whose committee leads: the last one named before 领导下 is that of the speaker's own level.
_LED_BY = lazily(
    r"(?:自治(?P<autonomous>[区州县])|(?P<level>[省市州盟县区旗镇乡]))(?:党)?委(?:、[省市州盟县区旗]?政府)?的?(?:坚强|正确|有力|统一)?领导下"
)
_LEVELS_DOWN = ("省", "市", "县", "镇")
_PEERS = {"自治区": "省", "自治州": "市", "自治县": "县", "州": "市", "盟": "市", "区": "县", "旗": "县", "乡": "镇"}
_ABOVE = lazily(
    r"(?:居|列|排|名|于|占|过|比|[获被]|在|是)全(?P<ranked>[省市区州县])(?:的|第|前|首|末|平均|同类|唯一|最|增|$|，|。)"
    r"|全(?P<first>[省市区州县])(?:第[一二三四五六七八九十\d]|前[一二三四五六七八九十列\d]|排第|平均|唯一|首[个批家例条]|同类)"
    r"|(?:[高低快好优大多少]于|领先|超过|跑赢|高出)全(?P<than>[省市区州县])"
    r"|(?P<sets>[省市州])(?:下达|级?下发|定目标|政府(?:表彰|通报|真抓实干|考核|督查|批复))(?!(?:给|了)?各)"
)
_SETS_TASKS = 4  # who is set tasks by a level is not that level, whatever else is said
_COMMITTEES = lazily(r"(?P<level>[省市州县区旗])委(?!员|办|、(?:[省市]政府[、和])?[市州县区旗]委)")


def _level_named(folded: str) -> str | None:
    """Return the level that a report speaks of as its own (全市, 我市), None where it names none.

    A place that is ranked within 全省, or set its tasks by the province, is below it, however often it says so.
    """
    led = {match.group("level") or "自治" + match.group("autonomous") for match in _LED_BY.finditer(folded)}
    if led:
        return max(led, key=lambda level: _LEVELS_DOWN.index(_PEERS.get(level, level)))
    counts = {
        level: folded.count("全" + level)
        + folded.count("我" + level)
        + folded.count("本" + level)
        + folded.count(level + "属")
        for level in ("省", "市", "县", "区", "州", "镇", "旗", "乡", "盟")
    }
    counts["省"] += folded.count("省领导")
    for committee in _COMMITTEES.finditer(folded):
        counts[committee.group("level")] += 1
    above = []
    for match in _ABOVE.finditer(folded):
        level = match.group(match.lastgroup or 0)
        above.append(level)
        counts[level] -= _SETS_TASKS if match.lastgroup == "sets" else 1
    best = max(counts, key=lambda level: counts[level])
    if counts[best] > 0:
        return "自治区" if best == "区" and "自治区" in folded else best
    if not above:
        return None
    lowest = max(_LEVELS_DOWN.index(_PEERS.get(level, level)) for level in above)
    return _LEVELS_DOWN[min(lowest + 1, len(_LEVELS_DOWN) - 1)]


def _level_of_places(folded: str) -> str | None:
    """Return the level whose divisions a report names several of, None where they tell nothing.

    A province's report names its prefectures, a prefecture's its counties; one of many provinces is the nation's.
    """
    found = [place.code for _, _, place in find_places(folded, []) if place.code]
    codes = set(found)
    provinces = {code[:2] for code in codes}
    if len(provinces) != 1:
        return None
    if all(code[2:] == "0000" for code in codes) and len(found) == 1:
        return None  # one province named once may as well be that of a city
    prefectures = {code[:4] for code in codes if code[2:4] != "00"}
    counties = {code for code in codes if code[4:] != "00"}
    if len(prefectures) > 1 and not provinces & _MUNICIPALITIES:
        return "自治区" if provinces & _REGIONS else "省"
    if len(counties) > 1 or provinces & _MUNICIPALITIES:
        return "市"
    if not prefectures:
        return "自治区" if provinces & _REGIONS else "省"
    return None


_MUNICIPALITIES = frozenset({"11", "12", "31", "50"})
_REGIONS = frozenset({"15", "45", "54", "64", "65"})


def _government(level: str) -> Speaker:
    return Speaker(_LEVELS.get(level, level.removesuffix("长") + "政府"), "report")
