"""Speakers (发言人): whose words a passage gives, from headings, from 「X代表说」 and from who signs."""

import re
from typing import NamedTuple

from huiyin.reading.lexicon import DEFAULT
from huiyin.reading.model import Speaker, TextKind
from huiyin.reading.places import find_places

_PEOPLE = {name: tuple(words.split()) for name, words in DEFAULT.table("people").items()}
_SURNAME_SET = frozenset(_PEOPLE["surnames"])
_DOUBLE = _PEOPLE["double_surnames"]
_WORDS = frozenset(_PEOPLE["no_names"])
_TITLES, _VOUCHING = _PEOPLE["titles"], _PEOPLE["vouching_titles"]
_VERB = re.compile("(?:" + "|".join(sorted(_PEOPLE["saying"], key=len, reverse=True)) + ")")

# A deputy's name as a heading or before a colon: 「张某代表：」, 「张某（市人大代表）：」, 「市人大代表 张某」.
_NAMED = re.compile(
    r"(?:[\u4e00-\u9fff、]{0,30}?(?:代表|委员|书记|主任|局长|院长|校长|董事长|总经理|经理|厂长|"
    r"支部书记|负责人))?[\s：]*(?P<name>[\u4e00-\u9fff·\U00020000-\U0003ffff]{2,4}?)(?P<after>代表|"
    r"委员|同志)?(?:（[^（）]{2,60}）)?[：:]?"
)
_SPACED_NAME = re.compile(r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff])[ \u3000]{1,3}([\u4e00-\u9fff])(?=[：（]|$)")  # 「宋 宁」
HEADING = re.compile(
    r"(?P<delegation>[\u4e00-\u9fff]{2,14}?代表团)(?:的)?(?:代表们?|委员们?|"
    r"全体代表)?(?:[一普纷][致遍纷])?(?:认为|表示|提出|建议|指出)?[：:]?$"
)
_DELEGATION = re.compile(r"(?P<name>[\u4e00-\u9fff]{2,12}?代表团)(?:的?(?:代表们?|全体代表))?$")
_ADVERBIAL = re.compile(
    r"(?:[一普纷][致遍纷]|还|也|都|则|均|就|又|并|曾|便|常|深有感触地|感慨地|激动地|自豪地|高兴地|"
    r"兴奋地|动情地|坦率地|进一步|同时|此外|表示|受访时|"
    r"(?:在|对)[^，。]{0,22}?(?:时|中|上|后|里)|结合[^，。]{0,16}|围绕[^，。]{0,16}|就[^，。]{0,16}|"
    r"代表[^，。]{2,14}?向[^，。]{2,8}|[向对][^，。]{1,6}|告诉记者|来电|致电|发言|接受采访时)+$"
)
_GROUP = re.compile(
    r"(?:与会|参会|参加[^，。]{1,10}的|出席[^，。]{1,10}的|各位|各|许多|不少|很多|多位|部分|一些|"
    r"有的?|的)*(?P<name>人大代表|代表委员|委员代表|政协委员|代表|委员|大家|与会人员|组成人员|"
    r"网友|居民|群众|村民|市民|来电人|来信人|诉求人)们?$"
)
_PERSON_TITLE = re.compile(
    r"(?P<name>[\u4e00-\u9fff\U00020000-\U0003ffff]{2,4})(?:代表|委员|同志|先生|女士|书记|主任|局长|"
    r"县长|市长|区长|镇长|院长|校长|主席|会长|董事长|总经理|部长|厅长|教授|律师)$"
)
_LADY = re.compile(
    r"(?:^|市民|居民|村民|群众|业主|网友|来电人|的|，)(?P<name>[\u4e00-\u9fff](?:某|先生|女士|师傅|大爷|大妈|阿姨))$"
)
_OFFICE = re.compile(
    r"(?:但|而|对此|同时|此外|目前|近日)?，?(?P<name>(?![据向对由在从与和经就我你您他她本该各这那请有])[\u4e00-\u9fff]{2,16}"
    r"(?:局|委员会|[^委组成]委|厅|政府|集团|公司|法院|检察院|管委会|办事处|医院|学校|中学|小学|大学|部门|负责人|物业))"
)
_PRONOUN = re.compile(r"(?:(?:^|[，、])(?:同时|此外|另外|最后|对此)?，?(?:他|她|其))$")
_BODY = re.compile(r"(?P<name>(?:《)?政府工作报告(?:》)?|《[^》]{2,30}》|会议|大会|报告)(?:中|里|明确|还|也|同时)*$")
_NAME = re.compile("[^们团的一都也还就曾在对向和及与、，等均已这那说为是以不了着地认表建]{2,4}")
_NOUNS_TOO = frozenset({"要求"})
_THINKING = frozenset({"认为", "感慨", "感叹"})
ASKING = frozenset({"建议", "呼吁", "疾呼", "希望", "期待", "提议", "建言", "期盼"})


_INTRODUCED = re.compile(
    r"(?:^|[的，、])(?P<name>[\u4e00-\u9fff\U00020000-\U0003ffff]{2,3})(?:代表|委员|同志)(?:[^，。：]{0,14})$"
)
_LAST_NAMED = re.compile(
    r"(?P<name>[\u4e00-\u9fff\U00020000-\U0003ffff]{2,3})(?:代表|委员|同志)(?!团|们|小组)|(?:代表|"
    r"委员|书记|主任|局长|县长|市长|区长|院长|校长|董事长|总经理|"
    r"经理)(?P<after>[\u4e00-\u9fff\U00020000-\U0003ffff]{2,3})(?=[，。对来在看是认]|一直|十分|深)"
)


_BEFORE_TITLE = re.compile(r"(?P<name>[\u4e00-\u9fff\U00020000-\U0003ffff]{2,3})(?:代表|委员)(?![团们会小大])")
_AFTER_TITLE = re.compile(
    r"(?:代表|委员|书记|主任|局长|[省市县区州镇乡]长|院长|校长|董事长|总经理|主席|团长|部长|会长)(?P<name>[\u4e00-\u9fff\U00020000-\U0003ffff]{2,3})"
)


def introduces(piece: str) -> Speaker | None:
    """Return the deputy of 「来自企业的张某代表算了一笔账：」, None where a piece before a colon names nobody."""
    found = _INTRODUCED.search(piece)
    name = _person(found.group("name")) if found else None
    return Speaker(name, "deputy") if name else None


_TITLED = re.compile(
    r"(?:书记|主任|[省市县区州镇乡局院校厅处部会团]长|领导|代表|委员|主席|常委|负责人|董事长|经理)(?P<name>[\u4e00-\u9fff\U00020000-\U0003ffff]{2,3})$"
)


def names_officials(piece: str) -> bool:
    """True for a piece that only names people with what they are: 区委书记张某, 区领导李某、王某."""
    *listed, last = piece.split("、")
    named = _TITLED.search(last)
    if named is None and listed and len(last) <= 3:
        named = next((match for part in listed if (match := _TITLED.search(part))), None)
    return named is not None and _person(named.group("name")) == named.group("name")


def persons(folded: str) -> frozenset[str]:
    """Return the personal names that a title introduces anywhere in a text."""
    found = (
        _person(match.group("name")) for title in (_BEFORE_TITLE, _AFTER_TITLE) for match in title.finditer(folded)
    )
    return frozenset(name for name in found if name)


def last_named(passage: str, people: frozenset[str] = frozenset()) -> Speaker | None:
    """Return the deputy named last in a passage: who 「她说」 after it means.

    Args:
        people: names that need no title beside them.
    """
    passage = passage[-500:]
    best = max(((passage.rfind(name), name) for name in people), default=(-1, ""))
    for found in reversed(list(_LAST_NAMED.finditer(passage))):
        name = _person(found.group("name") or found.group("after"))
        if name and found.end() > best[0]:
            return Speaker(name, "deputy")
    if best[0] < 0:
        return None
    titled = passage.endswith("代表", 0, best[0]) or passage.startswith(("代表", "委员"), best[0] + len(best[1]))
    return Speaker(best[1], "deputy" if titled else "official")


def heading_speaker(heading: str, *, alone: bool = False) -> Speaker | None:
    """Return the delegation or deputy whose remarks stand below a heading, None where it names nobody.

    Args:
        alone: a bare name counts, as it does on a line of its own in a record of what deputies said.
    """
    heading = _SPACED_NAME.sub(r"\1\2", heading)
    if alone and 2 <= len(heading) <= 4 and heading == _person(heading):
        return Speaker(heading, "deputy")
    group = HEADING.search(heading)
    if group:
        return Speaker(group.group("delegation"), "delegation")
    named = _NAMED.fullmatch(heading)
    if named and len(heading) <= 70:
        name = _person(named.group("name"))
        titled = named.group("after") or named.start("name") > 0 or heading.endswith(("：", "）"))
        if name and name == named.group("name") and titled:
            return Speaker(name, "deputy")
    return None


class Said(NamedTuple):
    """What a verb of saying tells: who speaks, whether it asks or thinks, and whether the last speaker goes on."""

    speaker: Speaker | None
    asks: bool
    thinks: bool
    rule: str
    keeps: bool


def who_says(clause: str, start: int = 0) -> Said | None:
    """Find «X says» in the first 90 characters of a clause, None where nobody is introduced."""
    for verb in _VERB.finditer(clause, start, 90):
        if verb.end() == len(clause) and verb.group() in _NOUNS_TOO:
            continue  # 群众要求 at the end of a clause is what they want
        before = clause[start : verb.start()]
        found = _who(before)
        if found:
            speaker, rule, keeps = found
            return Said(speaker, verb.group() in ASKING, verb.group() in _THINKING, rule, keeps)
    return None


def _who(before: str) -> tuple[Speaker | None, str, bool] | None:
    text = _ADVERBIAL.sub("", before.rstrip("，：“ "))
    if not text:
        return (Speaker("代表", "group"), "speaker.group", False) if before[:1] in "一普纷" and before else None
    if text[-1] in "他她" or (text[-1] == "其" and len(text) <= 4):
        return (None, "speaker.pronoun", True) if len(text) <= 12 else None
    delegation = _DELEGATION.search(text)
    if delegation and len(text) <= 60:
        return Speaker(delegation.group("name"), "delegation"), "speaker.delegation", False
    body = _BODY.search(text)
    if body:
        name = body.group("name").strip("《》")
        return Speaker(name, "report" if "报告" in name else "body"), "speaker.body", False
    titled = _PERSON_TITLE.search(text)
    if titled:
        name = _person(titled.group("name"))
        if name:
            return Speaker(name, "deputy" if text.endswith(("代表", "委员")) else "official"), "speaker.deputy", False
    lady = _LADY.search(text)
    if lady and lady.group("name")[0] in _SURNAME_SET:
        return Speaker(lady.group("name"), "citizen"), "speaker.citizen", False
    office = _OFFICE.fullmatch(text)
    if office:
        return Speaker(office.group("name"), "body"), "speaker.office", False
    group = _GROUP.search(text)
    if group and (group.start() == 0 or text[group.start() - 1] in "，、。" or len(text) - group.start() >= 3):
        name = group.group("name")
        return Speaker("代表" if name == "大家" else name, "group"), "speaker.group", False
    for size in (3, 2, 4):  # a title before a name vouches for surnames that no list has
        if text[:-size].rstrip().endswith(_VOUCHING) and _NAME.fullmatch(text[-size:]):
            return Speaker(text[-size:], "deputy" if "代表" in text else "official"), "speaker.titled", False
    name = _person(text[-4:])
    if name and len(text) >= len(name):
        rest = text[: len(text) - len(name)]
        if rest.endswith(_TITLES) or (not rest and len(text) <= 3):
            kind = "deputy" if "代表" in rest or "委员" in rest else "official"
            return Speaker(name, kind), "speaker.named", False
    return None


def _person(text: str) -> str | None:
    """Return the personal name at the end of `text`: a surname and one or two characters, else None."""
    for size in (4, 3, 2):
        name = text[-size:]
        if len(name) != size or name in _WORDS:
            continue
        if size == 4:
            if name.startswith(_DOUBLE):
                return name
        elif size == 3 and name[-1] in "是记说在有对为与和及看谈表认建还也曾":
            return _person(text[:-1]) if len(text) > 3 or text == name else None
        elif name[0] in _SURNAME_SET and not (size == 3 and text[-4:-3] and text[-4:-2] in _DOUBLE):
            before = text[-size - 1 : -size]
            if size == 2 and before and before not in "长员任记席表人授师官理团" and len(text) > 2:
                continue
            return name
    return None


_AUTHOR = re.compile(
    r"我(?:受|代表|谨代表)(?:[\u4e00-\u9fff]{0,8}?)(?P<body>国务院|"
    r"(?:[\u4e00-\u9fff]{0,10}?)(?P<level>自治区|自治州|自治县|省|市|州|盟|地区|县|区|旗|镇|"
    r"乡)(?:级)?(?:人民)?政府)"
)
_CHIEF = re.compile(
    r"(?P<level>自治区主席|省长|市长|州长|盟长|县长|区长|旗长|镇长|乡长)(?:人)?\s*[\u4e00-\u9fff·　 ]{2,8}(?:\n|$)"
)
_SESSION_OF = re.compile(
    r"在[\u4e00-\u9fff]{1,12}?(?P<level>自治区|自治州|自治县|省|市|州|盟|县|区|旗|镇|"
    r"乡)第?[一二三四五六七八九十\d]{1,3}届人(?:民代表大会|大)"
)
_LEVELS = {"自治区": "自治区政府", "自治区主席": "自治区政府", "自治州": "州政府", "州": "州政府", "自治县": "县政府"}


_ISSUER = re.compile(
    r"(?:^|\n)[ \u3000]{0,20}([\u4e00-\u9fff]{2,24}?(?:人民政府办公[室厅]|人民政府|委员会办公室|委员会|局|厅))"
    r"[ \u3000\n]{0,4}关于"
)
_ANSWERS = re.compile(
    r"(?P<office>[\u4e00-\u9fff]{2,24}?(?:局|委员会|委|厅|人民政府|政府|办公[室厅]|中心|公司))(?:[ \u3000、][\u4e00-\u9fff]{2,20}(?:局|委|厅|政府|中心))*"
    r"\s{0,2}(?:关于|对)[^\n]{4,80}(?:答[ \u3000]?复|复[ \u3000]?函|回[ \u3000]?复|答复函|答复意见)$"
)


def answering_office(heading: str) -> str | None:
    """Return the office of a title that says whose answer follows: X局关于…建议的答复函."""
    found = _ANSWERS.fullmatch(heading)
    return found.group("office") if found else None


_FEELS = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{2,3})(?:代表|委员)[^，。]{0,24}?(?:备受|倍受|深受|倍感|深感|十分|深有|很受|感到)"
)
_AFTER_QUOTE = re.compile(
    r"”[，。]?\s*(?P<who>[^“”。]{2,60}?)(?:说|表示|认为|建议|介绍|谈到|称|告诉记者|感慨|呼吁)[^“”，。]{0,6}[。，：]"
)
_DATE = r"[\d〇零○一二三四五六七八九]{4}年[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}日"
_SIGNATURE = re.compile(
    r"(?:^|(?<=[\n \u3000。！]))(?![^\n]{0,24}[的了已您你我请把被])"
    r"([\u4e00-\u9fffA-Z0-9]{2,24}(?:人民政府办公[室厅]|人民政府|委员会办公室|办公[室厅]|委员会|局|厅|委|中心|公司|办事处|支队|大队))(?:（[^（）\n]{2,24}）)?"
    rf"[ \u3000]{{0,120}}(?:{_DATE}[ \u3000]{{0,120}})?(?=\n|$)"
)
_PROPOSER = re.compile(
    r"(?:领衔代表|建议人|提出?人|提案人|领衔人|提建议人|"
    r"代表姓名)(?:姓名\s+(?:[^\n]{0,12}(?:地址|电话|单位|职务|方式)\s+)*)?[：|\s]*(?!姓名|通讯|联系)([\u4e00-\u9fff\U00020000-\U0003ffff]{2,4})(?=[\s（，、等]|代表|$)"
)

_PROPOSERS_TITLE = re.compile(
    r"(?:^|\n)[ \u3000]{0,8}([^\n。，：；]{1,16}(?:代表|委员|代表团))关于[^\n。]{2,60}(?:议案|建议|提案)[ \u3000]*\n"
)


def author_of(folded: str, kind: TextKind) -> Speaker | None:
    """Return who speaks a whole text where nobody else is named: a government, a signing office, a deputy."""
    if kind in (TextKind.REPORT, TextKind.PLAN):
        circular = _CIRCULATES.search(folded)
        if circular:
            return Speaker(circular.group("body"), "body")
    if kind is TextKind.REPORT:
        return report_author(folded)
    if kind is TextKind.SUGGESTION:
        proposer = _PROPOSER.search(folded)
        if proposer and proposer.group(1) not in ("姓名", "签名"):
            return Speaker(proposer.group(1), "deputy")
        below = _below_a_cell(folded)
        if below:
            return below
        titled = _PROPOSERS_TITLE.search(folded, 0, 300)
        return Speaker(titled.group(1), "group") if titled else None
    if kind is TextKind.PLAN:
        signed = signatures(folded)
        return issuer(folded) or (Speaker(signed[0][1], "body") if signed else None)
    return None


# A circular without signature: 「市政府督查室近期对…进行了督查。现将有关情况通报如下」.
_CIRCULATES = re.compile(
    r"(?:^|[\n，。])[ \u3000]*(?:近期|近日|日前|最近)?，?(?P<body>[\u4e00-\u9fff]{2,16}?(?:室|局|委|厅|办|政府|院))"
    r"(?:近期|近日|日前|于[^，。]{2,12})?(?:对|就|组织)[^。\n]{4,80}?(?:督查|督办|检查|核查|考核|调度|调研|评估)[^。\n]{0,20}。\s*"
    r"现将[^。，\n]{0,20}(?:通报|报告|公布|公示)如下"
)


_CELL = re.compile(r"(?:^|\n)[ \u3000]*(?:领衔代表|领衔人|提案人|建议人|代表)(?:姓名)[ \u3000]*\n")


def _below_a_cell(folded: str) -> Speaker | None:
    """Return the deputy whose name stands below the cells of a form's head (领衔代表姓名, 通讯地址, 电话)."""
    cell = _CELL.search(folded, 0, 1000)
    if not cell:
        return None
    for line in folded[cell.end() : cell.end() + 80].split("\n")[:5]:
        name = line.replace(" ", "").replace("\u3000", "")
        if 2 <= len(name) <= 4 and _person(name) == name:
            return Speaker(name, "deputy")
    return None


def issuer(heading: str) -> Speaker | None:
    """Return the office named in 「X关于印发…的通知」."""
    found = _ISSUER.search(heading)
    return Speaker(found.group(1), "body") if found else None


def signatures(folded: str) -> list[tuple[int, str]]:
    """Return every office that signs, and where: a line of its name alone, or with a date."""
    return [(match.start(), match.group(1)) for match in _SIGNATURE.finditer(folded)]


def who_feels(clause: str) -> Speaker | None:
    """Return the deputy of 「这让X代表备受鼓舞」."""
    found = _FEELS.search(clause)
    name = (_person(found.group("name")) or _person(found.group("name")[1:])) if found else None
    return Speaker(name, "deputy") if name else None


_QUOTED_NAME = re.compile(
    r"”[，。]?\s*[^“”。，]{0,30}?(?:代表|委员|书记|主任|院长|校长|董事长|总经理|"
    r"局长)(?P<name>[\u4e00-\u9fff]{3})(?=[^“”。]{0,40}(?:[说道称，。“]|表示|认为))"
)


def quoted_speaker(paragraph: str) -> Speaker | None:
    """Return who is named after a quotation with which a paragraph opens: 「“…。”张某代表说。」"""
    found = _AFTER_QUOTE.search(paragraph)
    who = _who(found.group("who")) if found else None
    if who and who[0]:
        return who[0]
    named = _QUOTED_NAME.search(paragraph)
    name = _person(named.group("name")) if named else None
    return Speaker(name, "deputy") if name else None


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
        r"(自治区|自治州|自治县|省|市|州|盟|县|区|旗|镇|乡)(?:20\d\d年)?(?:人民)?政府工作报告", folded[:600]
    )
    if title:
        return _government(title.group(1))
    session = _SESSION_OF.search(folded[:1500])
    if session:
        return _government(session.group("level"))
    level = _level_named(folded) or _level_of_places(folded)
    if level:
        return _government(level)
    return Speaker("国务院", "report") if _OF_THE_NATION.search(folded) else None


# What only a nation's government does or says.
_OF_THE_NATION = re.compile(
    r"国内生产总值|我国|赤字率|货币政策|国防和军队|中国外交|大国外交|全国各族人民|港澳台?同胞|祖国(?:完全)?统一|各级政府(?:和|要|都|及)"
    r"|在全国(?:范围|推[广行开]|供应|建立|实施|设立|布局|选择)|地方政府(?:要|债务|专项)|中西部地区|三江源"
)

# Reports to a congress that are not its government's, by their title or by 「受…委托」 and 「我代表…」.
_OTHER_AUTHORS = re.compile(
    r"(?:^|\n|[，、]|受|我代表|现在代表)[ \u3000]*(?:(?:19|20)\d\d年)?(?P<place>[\u4e00-\u9fff]{0,10}?(?P<level>自治区|自治州|自治县|[省市州盟县区旗镇乡]))(?:第?[一二三四五六七八九十\d]{1,3}届)?"
    r"(?P<body>(?:人民代表大会|人大)(?:常务委员会|常委会)|(?:高级|中级)?人民法院|人民检察院|政协(?:常务委员会|常委会)?)(?=的?委托|[，]?向大会|工作报告|的?工作报告|关于[^\n。]{4,60}的(?:审议意见|报告)[ \u3000]*(?:\n|$))"
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
_LED_BY = re.compile(
    r"(?:自治(?P<autonomous>[区州县])|(?P<level>[省市州盟县区旗镇乡]))(?:党)?委(?:、[省市州盟县区旗]?政府)?的?(?:坚强|正确|有力|统一)?领导下"
)
_LEVELS_DOWN = ("省", "市", "县", "镇")
_PEERS = {"自治区": "省", "自治州": "市", "自治县": "县", "州": "市", "盟": "市", "区": "县", "旗": "县", "乡": "镇"}
_ABOVE = re.compile(
    r"(?:居|列|排|名|于|占|过|比|[获被]|在|是)全(?P<ranked>[省市区州县])(?:的|第|前|首|末|平均|同类|唯一|最|增|$|，|。)"
    r"|全(?P<first>[省市区州县])(?:第[一二三四五六七八九十\d]|前[一二三四五六七八九十列\d]|排第|平均|唯一|首[个批家例条]|同类)"
    r"|(?:[高低快好优大多少]于|领先|超过|跑赢|高出)全(?P<than>[省市区州县])"
    r"|(?P<sets>[省市州])(?:下达|级?下发|定目标|政府(?:表彰|通报|真抓实干|考核|督查|批复))(?!(?:给|了)?各)"
)
_SETS_TASKS = 4  # who is set tasks by a level is not that level, whatever else is said
_COMMITTEES = re.compile(r"(?P<level>[省市州县区旗])委(?!员|办|、(?:[省市]政府[、和])?[市州县区旗]委)")


def _level_named(folded: str) -> str | None:
    """Return the level that a report speaks of as its own (全市, 我市), None where it names none.

    A place that is ranked within 全省, or set its tasks by the province, is below it, however often it says so.
    """
    led = {match.group("level") or "自治" + match.group("autonomous") for match in _LED_BY.finditer(folded)}
    if led:
        return max(led, key=lambda level: _LEVELS_DOWN.index(_PEERS.get(level, level)))
    counts = {
        level: folded.count("全" + level) + folded.count("我" + level) + folded.count("本" + level)
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

    A province's report names its prefectures, a prefecture's its counties; one that names many provinces is the nation's.
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
