"""What a name is by what stands around it: a road that is being built is a project, not a place."""

import re

from huiyin.reading.mention_tokens import REACH, Candidate, Tokens, Vocabulary
from huiyin.reading.mention_works import TAIL_OPENS, office, with_tail
from huiyin.reading.model import MentionType as T

AFTER = re.compile(
    r"(?:等)?(?:\d{1,4}[条个座处])?(?:(?:\d{1,2}月|年|上半年)(?:底|内)?前?)?(?:主体)?(?:全线|全面|顺利|正式|基本|提前|即将|同步|如期|加快|有序|稳步|加速)?"
    r"(?:实现)?(?:建设|开工|竣工|建成|通车|投产|投用|投运|投入使用|完工|贯通|启动|推进|改造|升级|扩建|改扩建|新建|续建|前期|主体|封顶"
    r"|试运行|开通|开放|完成|认定评级|配套管网|等?项目|工程|及周边|配套)"
)
BEFORE = re.compile(
    r"(?:建设|新建|改建|扩建|续建|开工|推进|建成|改造|实施|完成|启动|谋划|升级|加快|推动|打通|修建|拓宽|提升|抓好|建|修)(?:了|好)?\Z"
)
# what a place becomes or how it is run is no building of it
NOT_BUILT = re.compile(
    r"等?(?:建设(?:工作|的(?:高度|关键|必然|重要))"
    r"|(?:高质量|创新|协同|融合|绿色|联动|一体化|集聚|快速)*(?:发展|联动|改革)|管理|治理|运营|实体化|[“”])"
)
LATER = re.compile(r"[^，。；！？\n,;]{0,60}?(?:完工|竣工|建成|通车|投用|投运|投产)")
# bodies become projects only while their house is being built
HOUSE_AFTER = re.compile(
    r"(?:等(?:[\d一二三四五六七八九十两]+[所个家座])?)?(?:主体|全面|顺利|即将|正式|陆续|相继|如期|[^，。、]{0,2}一批[一-鿿]{2,3})?(?:开工建设|建设完成|开工|主体完工|竣工|完工|封顶|建成投用|建成|迁建|改扩建|扩建|新建|投入使用|投用)"
)
HOUSE_BEFORE = re.compile(r"(?:开工建设|新建|迁建|扩建|改扩建|建成|启动建设|修建|续建)(?:了)?\Z")
HOUSE_LATER = re.compile(r"、[^，。；！？\n,;]{0,40}?(?:完工|竣工|建成|投用|投入使用)")
HOUSE_PART = re.compile(
    r"(?:综合|门诊|住院|教学|办公|业务|实验|宿舍|养护|医技|图书|科研|急诊|行政|传染病)?(?:大?楼|病房楼|病区|传染病区|新馆|新园|新院区|新校区|分院区|新院|用房)(?!村|宇|上|下|前|里|市|盘|道)"
)
HOMES = re.compile(
    r"(?:的|准|全体|部分)?(?:业主|购房者|住户|居民|洋房|小区|交房)|[\dA-Za-z一二三四五六七八九十]+[栋幢号单]"
)
# members by themselves: to look one up in its class costs more than to compare it
PLACE, ORGANISATION, PROJECT = T.PLACE, T.ORGANISATION, T.PROJECT
STRETCHED = (PLACE, PROJECT)
FORMED = frozenset(("mention.place_form", "mention.list"))
SET_OFF = frozenset("，。、；：！？（）“”《》 \n的")
ZONES = ("自由贸易港", "自贸港")
BRIDGES = frozenset(("、", "和", "及", "与", "以及"))
STRETCH = re.compile(r"(?:[东西南北中上下]|上游|下游|一|二|三){0,2}段|[一-鿿]{2}段")
OWN_REGION = re.compile(r"[省市县区A-Z]")
BRIDGE = re.compile("桥[镇乡村]")
CLOSED_REGION = re.compile(r"(?:[省市县区州镇乡村旗]|街道|社区)\Z")


def typed(tokens: Tokens, names: list[Candidate]) -> list[Candidate]:
    """Return the names with pieces joined and facilities that are being built turned into projects, list by list."""
    text, book = tokens.text, tokens.vocabulary
    done: list[Candidate] = []
    run: list[Candidate] = []
    last, undecided = 0, False
    for whole in _joined(tokens, names):
        name = _home(text, whole) if whole.type == PROJECT else whole
        start = name.start
        if run and not (0 < start - last <= 2 and text[last:start] in BRIDGES):
            done += _retyped(text, run, book) if undecided else run
            run, undecided = [], False
        run.append(name)
        last = name.end
        undecided = undecided or _is_undecided(text, name, book)
    return done + (_retyped(text, run, book) if undecided else run)


def _home(text: str, name: Candidate) -> Candidate:
    """Return the name, a place if it is a phase of a housing estate that people live in."""
    if text.endswith("期", name.start, name.end) and HOMES.match(text, name.end):
        return name._replace(type=PLACE, rule="mention.estate")
    return name


def _is_undecided(text: str, name: Candidate, book: Vocabulary) -> bool:
    """Return whether what stands around a name, and around the list it is in, can change its type."""
    start, end, kind, rule = name
    if kind == PLACE:
        return _facility(text, name, book)
    if kind == ORGANISATION:
        return text.endswith(book.houses, start, end) or HOUSE_PART.match(text, end) is not None
    return rule == "mention.works_graded" or (rule == "mention.works_form" and text.endswith(book.ways, start, end))


def _facility(text: str, name: Candidate, book: Vocabulary) -> bool:
    """Return whether a place is one that can be built: no zone of trade is, though it ends like a harbour."""
    if name.type != PLACE or name.rule not in FORMED or text.endswith(ZONES, name.start, name.end):
        return False
    return text.endswith(book.facilities, name.start, name.end)


def _retyped(text: str, run: list[Candidate], book: Vocabulary) -> list[Candidate]:
    """Return a list of names with what is being built in it as projects."""
    built = _houses_built(text, run)
    run = [_house_built(text, n, book.houses, built=built) for n in run]
    facilities = [_facility(text, n, book) for n in run]
    graded = [n.rule == "mention.works_graded" for n in run]
    ways = [n.rule == "mention.works_form" and text.endswith(book.ways, n.start, n.end) for n in run]
    if not any(facilities) and not any(graded) and not any(ways):
        return run
    before = BEFORE.search(text, max(0, run[0].start - 8), run[0].start)
    built = NOT_BUILT.match(text, run[-1].end) is None and (_listed_built(text, run[-1].end) or before is not None)
    if built or any(n.type == PROJECT and not g and not w for n, g, w in zip(run, graded, ways, strict=True)):
        if text[run[0].start - 1 : run[0].start] in ("在", "于"):
            return run  # where something is done, not what is built
        return [
            n._replace(type=PROJECT, rule="mention.works_context") if f else n
            for n, f in zip(run, facilities, strict=True)
        ]
    return [
        n._replace(type=PLACE, rule="mention.way") if w else n
        for n, g, w in zip(run, graded, ways, strict=True)
        if not g
    ]


def _houses_built(text: str, run: list[Candidate]) -> bool:
    """Return whether words of building stand before or after a list of houses."""
    last = run[-1].end
    part = HOUSE_PART.match(text, last)
    last = part.end() if part else last
    before = HOUSE_BEFORE.search(text, max(0, run[0].start - 6), run[0].start)
    return bool(before or HOUSE_AFTER.match(text, last) or HOUSE_LATER.match(text, last))


def _house_built(text: str, name: Candidate, houses: tuple[str, ...], *, built: bool) -> Candidate:
    """Return the name, a project if it is a school or hospital whose house is being built, with the part that is."""
    if name.type != ORGANISATION:
        return name
    part = HOUSE_PART.match(text, name.end)
    if part and (built or AFTER.match(text, part.end()) or BEFORE.search(text, max(0, name.start - 8), name.start)):
        return name._replace(end=part.end(), type=PROJECT, rule="mention.house_built")
    if text.endswith(houses, name.start, name.end):
        before = HOUSE_BEFORE.search(text, max(0, name.start - 6), name.start)
        if built or before or HOUSE_AFTER.match(text, name.end):
            return name._replace(type=PROJECT, rule="mention.house_built")
    return name


def _listed_built(text: str, end: int) -> bool:
    """Return whether words of building follow, at once or at the end of the list that goes on."""
    return AFTER.match(text, end) is not None or (text.startswith("、", end) and LATER.match(text, end) is not None)


def _joined(tokens: Tokens, names: list[Candidate]) -> list[Candidate]:
    """Join a region to the body or place that follows it directly, and a way or water to its stretch (`…段`)."""
    done: list[Candidate] = []
    text, last = tokens.text, -1
    for name in names:
        start, end, kind, _ = name
        if start < last:
            continue
        whole = _whole(text, done[-1], name) if start == last else None
        if whole is not None:
            done[-1] = whole
        elif kind in STRETCHED and text[end : end + 1] in TAIL_OPENS and (longer := with_tail(text, name)) is not name:
            done.append(longer)
        elif kind in STRETCHED and text.find("段", end, end + 5) >= 0:
            done.append(_stretched(text, name))
        else:
            done.append(name)
        if done[-1].type == PLACE and text[done[-1].end : done[-1].end + 1] not in SET_OFF:
            done[-1] = office(tokens, done[-1])
        last = done[-1].end
    return done


def _whole(text: str, before: Candidate, name: Candidate) -> Candidate | None:
    """Return the one name that two adjoining ones are, or None."""
    if name.end - before.start > REACH:
        return None
    stretch = name.type == PLACE and text.endswith("段", name.start, name.end)
    if stretch and before.type == PROJECT:
        return before._replace(end=name.end)
    if before.type != PLACE:
        return None
    if stretch:
        return before._replace(end=name.end, rule="mention.place_form")
    if (
        name.type not in (PLACE, ORGANISATION)
        or name.rule == "mention.road_number"
        or OWN_REGION.match(text, name.start)
    ):
        return None
    closed = CLOSED_REGION.search(text, before.start, before.end) or BRIDGE.match(text, before.end - 1)
    return name._replace(start=before.start) if closed else None


def _stretched(text: str, name: Candidate) -> Candidate:
    """Return the name of a way or water with the stretch that follows it (`青石大道西段`)."""
    stretch = STRETCH.match(text, name.end)
    if stretch is None or (name.type == PLACE and CLOSED_REGION.search(text, name.start, name.end)):
        return name
    return name._replace(end=stretch.end(), rule="mention.place_form" if name.type == PLACE else name.rule)
