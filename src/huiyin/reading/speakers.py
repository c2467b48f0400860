"""Speakers (发言人): whose words a passage gives, from headings, from 「X代表说」 and from who signs."""

from typing import NamedTuple

from huiyin.reading.lazily import lazily
from huiyin.reading.lexicon import DEFAULT
from huiyin.reading.model import Speaker

_PEOPLE = {name: tuple(words.split()) for name, words in DEFAULT.table("people").items()}
_SURNAME_SET = frozenset(_PEOPLE["surnames"])
_DOUBLE = _PEOPLE["double_surnames"]
_WORDS = frozenset(_PEOPLE["no_names"])
_TITLES, _VOUCHING = _PEOPLE["titles"], _PEOPLE["vouching_titles"]
_VERB = lazily("(?:" + "|".join(sorted(_PEOPLE["saying"], key=len, reverse=True)) + ")")

# A deputy's name as a heading or before a colon: 「张某代表：」, 「张某（市人大代表）：」, 「市人大代表 张某」.
_NAMED = lazily(
    r"(?:[\u4e00-\u9fff、]{0,40}?(?:代表|委员|书记|主任|主委|局长|院长|校长|所长|会长|主席|董事长|总经理|经理|厂长|"
    r"支部书记|负责人|研究员|教授|工程师|医师|理事长|秘书长))?[\s：]*(?P<name>[\u4e00-\u9fff·\U00020000-\U0003ffff]{2,4}?)(?P<after>代表|"
    r"委员|同志)?(?:（[^（）]{2,60}）)?[：:]?"
)
# 「拉萨代表团某某代表：」: whatever stands between the two is a name, of any people
_OF_DELEGATION = lazily(
    r"[\u4e00-\u9fff]{2,12}?代表团(?:的)?(?:列席人员|成员)?(?P<name>(?!代表|全体|审议|讨论|分组)[\u4e00-\u9fff·]{2,14}?)(?<![说道示为出])(?:代表|委员|同志)?："
)
_FOREIGN = lazily(
    r"(?:^|[，、]|干部|代表|委员|书记|主任|主席|经理|[省市县区州旗镇乡村队组厂站所院校会]长|[农牧]民|职工|教师|医生)"
    r"(?P<name>[\u4e00-\u9fff]{1,8}(?:[·•・][\u4e00-\u9fff]{1,10}?)+)(?:代表|委员|书记|主任|主席|同志)?$"
)
# 「石溪代表团的某某」: whatever stands behind is a name, of any people
_OF_THEIRS = lazily(
    r"代表团的(?P<name>(?!代表|委员|全体|各|成员|列席|审议|讨论|许多|不少|部分|几|两|多|[^·]{0,6}(?:们|代表|委员|意见|建议|干部|朋友|群众|[者家人员长])$)[\u4e00-\u9fff·]{2,8})$"
)
_UNLISTED = lazily(
    r"(?!人大|政协|全国|各位|各界|各级|与会|参会|列席|部分|许多|多位|不少|一些|党|工人|农民|职工|青年|妇女|基层|企业|群众|居民|村民|业主|民意|广大|来自|我们|这位|该)"
    r"(?P<name>[\u4e00-\u9fff]{2,4})代表"
)
_SPACED_NAME = lazily(r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff])[ \u3000]{1,3}([\u4e00-\u9fff])(?=[：（]|$)")  # 「宋 宁」
HEADING = lazily(
    r"(?P<delegation>[\u4e00-\u9fff]{2,14}?代表团)(?:的)?(?:代表们?|委员们?|"
    r"全体代表)?(?:[一普纷][致遍纷])?(?:认为|表示|提出|建议|指出)?[：:]?$"
)
_DELEGATION = lazily(r"(?P<name>[\u4e00-\u9fff]{2,12}?代表团)(?:的?(?:代表们?|全体代表))?$")
_ADVERBIAL = lazily(
    r"(?:[一普纷][致遍纷]|还|也|都|则|均|就|又|并|曾|便|常|深有感触地|感慨地|激动地|自豪地|高兴地|"
    r"兴奋地|动情地|坦率地|进一步|同时|此外|表示|受访时|作[^，。]{0,10}报告时|[\u4e00-\u9fff]{4}地|"
    r"(?:在|对)[^，。]{0,22}?(?:时|中|上|后|里)，?|(?:参加|出席|列席|主持)[^，。在]{1,20}?(?:时|后)，?|结合[^，。]{0,16}|围绕[^，。]{0,16}|就[^，。]{0,16}|"
    r"代表[^，。]{2,14}?向[^，。]{2,8}|[向对][^，。]{1,6}|告诉记者|来电|致电|发言|接受采访时)+$"
)
_GROUP = lazily(
    r"(?:与会|参会|参加[^，。]{1,10}的|出席[^，。]{1,10}的|各位|各|许多|不少|很多|多位|部分|一些|"
    r"有的?|的)*(?P<name>人大代表|代表委员|委员代表|政协委员|代表|委员|大家|与会人员|组成人员|"
    r"网友|居民|群众|村民|市民|来电人|来信人|诉求人)们?$"
)
_PERSON_TITLE = lazily(
    r"(?P<name>[\u4e00-\u9fff\U00020000-\U0003ffff]{2,4})(?:代表|委员|同志|先生|女士|书记|主任|局长|"
    r"县长|市长|区长|镇长|院长|校长|主席|会长|董事长|总经理|总理|部长|厅长|教授|律师)$"
)
_LADY = lazily(
    r"(?:^|市民|居民|村民|群众|业主|网友|来电人|的|，)(?P<name>[\u4e00-\u9fff](?:某|先生|女士|师傅|大爷|大妈|阿姨))$"
)
_OFFICE = lazily(
    r"(?:但|而|对此|同时|此外|目前|近日)?，?(?P<name>(?![据向对由在从与和经就我你您他她本该各这那请有])[\u4e00-\u9fff]{2,16}"
    r"(?:局|委员会|[^委组成]委|厅|政府|集团|公司|法院|检察院|管委会|办事处|医院|学校|中学|小学|大学|部门|负责人|物业)"
    r"|[省市县区州镇乡街]?(?:党委|党工委)(?:、[省市县区州镇乡]?政府)?|[省市县区州]委(?:、[省市县区州]政府)?)"
)
_BODY = lazily(r"(?P<name>(?:《)?政府工作报告(?:》)?|《[^》]{2,30}》|会议|大会|报告)(?:中|里|明确|还|也|同时)*$")
_NAME = lazily("[^们团的一都也还就曾在对向和及与、，等均已这那说为是以不了着地认表建]{2,4}")
_NO_NAME = lazily(
    "重点|意见|议案|提案|工作|联络|履职|视察|活动|所提|审议|发言|小组|大会|主任|候选|资格|选举|票决|负责|有关|相关|各位|全体"
)
_THINKING = frozenset({"相信", "坚信", "认为", "感慨", "感叹"})
ASKING = frozenset({"建议", "呼吁", "疾呼", "希望", "期待", "提议", "建言", "期盼"})


_INTRODUCED = lazily(
    r"(?:^|[的，、])(?P<name>[\u4e00-\u9fff\U00020000-\U0003ffff]{2,3})(?:代表|委员|同志)(?!团)(?:[^，。：]{0,14})$"
)
_PRESENTED = lazily(
    r"(?:^|[的，、])(?P<name>[\u4e00-\u9fff\U00020000-\U0003ffff]{2,3})(?:代表|委员)(?![团们会小])[^，。：]{0,40}$"
)
_LAST_NAMED = lazily(
    r"(?P<name>[\u4e00-\u9fff\U00020000-\U0003ffff]{2,3})(?:代表|委员|同志)(?!团|们|小组)|(?:代表|"
    r"委员|书记|主任|局长|县长|市长|区长|院长|校长|董事长|总经理|"
    r"经理)(?P<after>[\u4e00-\u9fff\U00020000-\U0003ffff]{2,3})(?=[，。对来在看是认]|一直|十分|深)"
)


_BEFORE_TITLE = lazily(r"(?P<name>[\u4e00-\u9fff\U00020000-\U0003ffff]{2,3})(?:代表|委员)(?![团们会小大])")
_AFTER_TITLE = lazily(
    r"(?:代表|委员|支书|书记|主任|局长|[省市县区州镇乡站队厂组]长|院长|校长|董事长|总经理|总裁|主席|主委|团长|部长|会长|所长|研究员|教授|理事长)"
    r"(?P<name>[\u4e00-\u9fff\U00020000-\U0003ffff]{2,3})"
)


def introduces(piece: str, *, quotes: bool = False) -> Speaker | None:
    """Return the deputy of 「来自企业的张某代表算了一笔账：」, None where a piece before a colon names nobody.

    Args:
        quotes: a quotation follows the colon, so that somebody is sure to speak.
    """
    found = _INTRODUCED.search(piece) or (_PRESENTED.search(piece) if quotes else None)
    name = _person(found.group("name")) if found else None
    return Speaker(name, "deputy") if name else None


_TITLED = lazily(
    r"(?:支书|书记|主任|[省市县区州镇乡局院校厅处部会团]长|领导|代表|委员|主席|常委|负责人|董事长|经理)(?P<name>[\u4e00-\u9fff\U00020000-\U0003ffff]{2,3})$"
)


_TITLED_LIST = lazily(r"(?:书记|主任|[省市县区州镇乡局院校厅处部会团]长|主席|常委)[\u4e00-\u9fff·]{2,8}$")
_DEPUTIES = lazily(r"(?:[\u4e00-\u9fff]{2,4}(?:代表|委员)、)+[\u4e00-\u9fff]{2,4}(?:代表|委员)(?:等)?")


def names_officials(piece: str) -> bool:
    """True for a piece that only names people with what they are: 区委书记张某, 区领导李某、王某."""
    if _DEPUTIES.fullmatch(piece):
        return True
    *listed, last = piece.split("、")
    if listed and _TITLED_LIST.search(listed[0]) and all(_person(name) == name for name in (*listed[1:], last)):
        return True
    named = _TITLED.search(last)
    if named is None and listed and len(last) <= 3:
        named = next((match for part in listed if (match := _TITLED.search(part))), None)
    return named is not None and _person(named.group("name")) == named.group("name")


def persons(folded: str) -> frozenset[str]:
    """Return the personal names that a title introduces anywhere in a text."""
    found = (
        _person(match.group("name").removeprefix("的"))
        for title in (_BEFORE_TITLE, _AFTER_TITLE)
        for match in title.finditer(folded)
    )
    return frozenset(_shorter(folded, name) for name in found if name)


def _shorter(folded: str, name: str) -> str:
    """Return the name without its last character where the text says it so as often (陈清 of 陈清正为…)."""
    short = name[:2]
    return short if len(name) == 3 and folded.count(short) >= 2 * folded.count(name) else name


def is_told_of(text: str, people: frozenset[str]) -> bool:
    """True for a sentence that opens with somebody of whom it tells: 人大代表沈清是一名医生, 周砚秋特别关注…"""
    for name in people:
        at = text.find(name, 0, 36)
        if at >= 0 and not _SET_BEFORE.search(text, 0, at) and (at == 0 or text[:at].endswith(_TITLES)):
            return text.startswith(_TOLD_OF, at + len(name) + text.startswith("，", at + len(name)))
        if at >= 0 and text.startswith(("代表", "委员"), at + len(name)) and not _SET_BEFORE.search(text, 0, at):
            return text.startswith(_CARES_FOR, at + len(name) + 2)
    return False


_SET_BEFORE = lazily("[“，：]|我们|[对向为把被]")
_CARES_FOR = ("特别关注", "非常关注", "最关注", "十分关注", "一直关注", "一直关心", "长期关注", "始终关注")
_TOLD_OF = (
    *("是", "特别关注", "非常关注", "最关注", "关注", "始终", "一直", "长期", "今年"),
    *("也", "又", "对", "连续", "已", "来自", "从事", "正在"),
)


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
    of_delegation = _OF_DELEGATION.fullmatch(heading)
    if of_delegation:
        return Speaker(of_delegation.group("name"), "deputy")
    named = _NAMED.fullmatch(heading)
    if named and len(heading) <= 70:
        name = _person(named.group("name"))
        titled = named.group("after") or named.start("name") > 0 or heading.endswith(("：", "）"))
        if name and name == named.group("name") and titled:
            return Speaker(name, "deputy")
    return None


_DIGEST = lazily(
    r"(?!各|全体|部分|与会|参会|列席|尊敬|有的?|这位|一位)(?P<name>[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]{1,8}(?:[·•・][\u4e00-\u9fff]{1,10})+)(?:代表|委员)："
)


def named_in_digest(label: str) -> Speaker | None:
    """Return who is heard below 「某某委员：」 in a digest, whatever the surname."""
    found = _DIGEST.fullmatch(label)
    if not found or _NO_NAME.search(found.group("name")) or found.group("name") in _WORDS:
        return None
    return Speaker(found.group("name"), "deputy")


_PRAISER = lazily(
    r"(?P<who>[^，。：]{2,30}?)(?:对[^，。]{1,40}?)?(?:(?:给予|表示)了?[^，。]{0,4})?(?:充分肯定|高度肯定|高度评价|高度赞扬|肯定$)"
)


def who_praises(clause: str) -> Speaker | None:
    """Return who 「某某给予充分肯定」 tells of, None where it is a group or nobody."""
    piece = clause[clause.rfind("，") + 1 :]
    found = _PRAISER.match(piece)
    who = _who(found.group("who")) if found else None
    return who[0] if who and who[0] and who[0].type in ("official", "deputy") else None


class Said(NamedTuple):
    """What a verb of saying tells: who speaks, whether it asks or thinks, and whether the last speaker goes on."""

    speaker: Speaker | None
    asks: bool
    thinks: bool
    rule: str
    keeps: bool


_NO_SAYING = ("说到了", "说明", "说服")
_HEARS = lazily("听取(?!.*[后时])")


def who_says(clause: str, start: int = 0) -> Said | None:
    """Find «X says» in the first 90 characters of a clause, None where nobody is introduced."""
    for verb in _VERB.finditer(clause, start, 90):
        heard = _HEARS.search(clause, clause.rfind("，", start, verb.start()) + 1, verb.start())
        if clause[verb.end() : verb.end() + 1] == "的" or heard or clause.startswith(_NO_SAYING, verb.start()):
            continue
        if verb.group() == "发言" and clause[verb.end() : verb.end() + 1] not in ("：", "说", "指"):
            continue  # 报告中提出的思路; 听取大家发言 is listening
        before = clause[start : verb.start()]
        if verb.group() in ASKING and before.endswith("了"):
            continue  # 草拟了建议
        found = _who(before)
        if found:
            speaker, rule, keeps = found
            if rule == "speaker.unlisted" and verb.group() in ASKING:
                continue  # 办理代表建议
            if rule == "speaker.group" and verb.group() == "要求" and verb.end() == len(clause):
                continue  # 群众要求 at the end of a clause is what they want
            return Said(speaker, verb.group() in ASKING, verb.group() in _THINKING, rule, keeps)
    return None


def _who(before: str) -> tuple[Speaker | None, str, bool] | None:
    text = _ADVERBIAL.sub("", before.rstrip("，：“ ")).removeprefix("据")
    if "的" in text:
        text = _FROM.sub("", text)
    if "等" in text:
        text = _AND_OTHERS.sub("", text)
    if not text:
        return (Speaker("代表", "group"), "speaker.group", False) if before[:1] in "一普纷" and before else None
    if text.endswith(("他们", "她们")) and len(text) <= 4:
        return None, "speaker.they", True
    if text[-1] in "他她" or (text[-1] == "其" and len(text) <= 4):
        return (None, "speaker.pronoun", True) if len(text) <= 12 else None
    behalf = _FOR_OTHERS.search(text)
    if behalf and _person(behalf.group("name")) == behalf.group("name"):
        return Speaker(behalf.group("name"), "deputy"), "speaker.deputy", False
    delegation = _DELEGATION.search(text)
    if delegation and len(text) <= 60:
        return Speaker(delegation.group("name"), "delegation"), "speaker.delegation", False
    body = _BODY.search(text)
    if body:
        name = body.group("name").strip("《》")
        return Speaker(name, "report" if "报告" in name else "body"), "speaker.body", False
    foreign = _FOREIGN.search(text) or _OF_THEIRS.search(text)
    if foreign:
        return Speaker(foreign.group("name"), "deputy"), "speaker.deputy", False
    several = _SEVERAL.fullmatch(text, text.rfind("，") + 1)
    if several and all(_person(name) == name for name in several.group("names").split("、")):
        return Speaker(several.group("names"), "deputy"), "speaker.deputy", False
    titled = _PERSON_TITLE.search(text)
    if titled:
        name = _person(titled.group("name"))
        unlisted = None if name else _UNLISTED.fullmatch(text)
        if unlisted:
            return Speaker(unlisted.group("name"), "deputy"), "speaker.unlisted", False
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
    some = _SOME_MEMBERS.search(text)
    if some:
        return Speaker(some.group("name"), "group"), "speaker.group", False
    for size in (3, 2, 4):  # a title before a name vouches for surnames that no list has
        unknown = text[-size:]
        vouched = text[:-size].rstrip().endswith(_VOUCHING) and _NAME.fullmatch(unknown)
        if vouched and not _NO_NAME.search(unknown) and unknown not in _WORDS:
            return Speaker(text[-size:], "deputy" if "代表" in text else "official"), "speaker.titled", False
    listed = _LISTED.fullmatch(text, text.rfind("，") + 1)
    if listed:
        names = listed.group("names").split("、")
        if all(_person(name) == name for name in names):
            return Speaker("、".join(names), "official"), "speaker.named", False
    name = text[-3:]
    if name[-1:] == "和" and name[0] in _SURNAME_SET and text[:-3].endswith(_VOUCHING):  # a given name in 和
        return Speaker(name, "deputy" if "代表" in text or "委员" in text else "official"), "speaker.titled", False
    name = _person(text[-4:])
    if name and len(text) >= len(name):
        rest = text[: len(text) - len(name)]
        if len(name) == 3 and not rest.endswith(_TITLES) and text[:-2].endswith(_TITLES) and name[1] in _SURNAME_SET:
            rest, name = text[:-2], text[-2:]  # 教师顾某: 师 is a surname too
        if rest.endswith(_TITLES) or (not rest and len(text) <= 3):
            kind = "deputy" if "代表" in rest or "委员" in rest else "official"
            return Speaker(name, kind), "speaker.named", False
    return None


_SOME_MEMBERS = lazily(  # 参加讨论的乡镇委员
    r"(?:参加|出席|列席|来自|参与)[^，。]{1,30}的(?:乡镇|基层|企业|农民|工人|女|部分|各位)?(?P<name>人大代表|政协委员|代表|委员)们?$"
)
_FOR_OTHERS = lazily(r"(?:^|[，、])(?P<name>[\u4e00-\u9fff]{2,4})(?:委员|代表)代表[^，。]{2,20}$")
# where a deputy comes from, before the name: 来自海厦的沈清代表
_FROM = lazily(r"^(?:[^。：]{1,24}，)?(?:来自|身为|作为)[^，。的]{2,16}的(?=[\u4e00-\u9fff、]{2,20}(?:代表|委员)$)")
# 沈清等代表, 沈清、方知远等5位代表: those who are named speak
_AND_OTHERS = lazily(
    r"(?<=[\u4e00-\u9fff]{2})等(?:[几多\d一二两三四五六七八九十]+[名位])?(?:[省市县区]?人大|全国人大|政协)?(?=(?:代表|委员)们?$)"
)
_SEVERAL = lazily(
    r"(?P<names>[\u4e00-\u9fff]{2,4}(?:、[\u4e00-\u9fff]{2,4}){1,7})(?:[\d两三四五六]?[名位])?(?:代表|委员)们?"
)
_LISTED = lazily(
    r"(?:[\u4e00-\u9fff]{0,16}(?:代表|委员|主任|书记|[局院校市县区]长|领导))?(?P<names>[\u4e00-\u9fff]{2,4}(?:、[\u4e00-\u9fff]{2,4}){1,7})"
)


def _person(text: str) -> str | None:
    """Return the personal name at the end of `text`: a surname and one or two characters, else None."""
    for size in (4, 3, 2):
        name = text[-size:]
        if len(name) != size or name in _WORDS or name.endswith(("负责", "有关", "相关", "人大", "政协")):
            continue
        if size == 4:
            if name.startswith(_DOUBLE):
                return name
        elif size == 3 and name[-1] in "是记说在有对为与和及看谈表认建还也曾就":
            return _person(text[:-1]) if len(text) > 3 or text == name else None
        elif name[0] in _SURNAME_SET and not (size == 3 and text[-4:-3] and text[-4:-2] in _DOUBLE):
            before = text[-size - 1 : -size]
            if size == 2 and before and before not in "长员任记席表人授师官理团" and len(text) > 2:
                continue
            return name
    return None


_FEELS = lazily(
    r"(?:(?P<name>[\u4e00-\u9fff]{2,3})(?:代表|委员)(?![团会])|(?P<body>(?![各在])[\u4e00-\u9fff]{2,10}?代表团))[^，。]{0,36}?(?:备受|倍受|深受|倍感|深感|十分|深有|很受|感到|格外|非常)"
)
_ANNOUNCES = lazily(
    r"(?:[^，：]{0,24}，)?(?P<who>(?!会议|大会)[^，：]{2,24}?)(?:还|也|又|并)*(?:(?:对|为|就|向|围绕)[^，：]{2,40}?)?提出了?(?![^，：]*[以如]下)[^，：]{0,16}(?:要求|议案|建议|意见|希望|期望)："
)


def who_announces(clause: str) -> Speaker | None:
    """Return who asks (a meeting is nobody) for what stands behind the colon: 主席团负责人对代表们提出三点要求：…"""
    found = _ANNOUNCES.match(clause)
    who = _who(found.group("who").removeprefix("同时")) if found else None
    return who[0] if who else None


_AFTER_QUOTE = lazily(
    r"”[，。]?\s*(?P<who>[^“”。]{2,60}?)(?:说|表示|认为|建议|介绍|谈到|称|告诉记者|感慨|呼吁)[^“”，。]{0,6}[。，：]"
)
_MEETS_IN = lazily(
    r"(?:[\d年月日上下午至、，—-]{0,16}，)?(?P<own>(?!各|每|在|出席|其他|全体|全国|部分|[一二两三四五六七八九十几多数]{1,3}个)[\u4e00-\u9fff]{2,8}?代表团)(?:成员|代表们?)?(?:围绕|就|认真|审议|讨论|对|[^，。]{0,4}气氛|在(?:分组|分团)?(?:审议|讨论)|分组|分团)|"
    r"(?:在|来到|走进)(?P<name>(?![各每])[\u4e00-\u9fff]{2,12}?代表团)(?:，|的?(?:审议|讨论|分组)[^，。]{0,6}，|[^，。]{0,6}现场)"
)


def meets_in(folded: str, start: int, end: int) -> Speaker | None:
    """Return the delegation in whose meeting a paragraph begins: 在临江区代表团，大家认为…"""
    found = _MEETS_IN.match(folded, start, end)
    return Speaker(found.group("name") or found.group("own"), "delegation") if found else None


def who_feels(clause: str) -> Speaker | None:
    """Return the deputy of 「这让X代表备受鼓舞」."""
    found = _FEELS.search(clause)
    if found and found.group("body"):
        return Speaker(found.group("body"), "delegation")
    name = (_person(found.group("name")) or _person(found.group("name")[1:])) if found else None
    return Speaker(name, "deputy") if name else None


_QUOTED_NAME = lazily(
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


def named_behind(folded: str, start: int, end: int, people: frozenset[str]) -> Speaker | None:
    """Return who is named in the sentence behind a quotation that begins at `start`."""
    closed = folded.find("”", start, end)
    if closed < 0 or not people:
        return None
    stop = folded.find("。", closed, end)
    behind = folded[closed : min(stop if stop >= 0 else end, closed + 80)]
    places = [(at, name) for name in people if (at := behind.find(name)) >= 0]
    return Speaker(min(places)[1], "deputy") if places else None
