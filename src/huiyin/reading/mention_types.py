"""What a name is by what stands around it: a road that is being built is a project, not a place."""

import re

from huiyin.reading.mention_forms import Candidate
from huiyin.reading.mention_tokens import Tokens
from huiyin.reading.model import MentionType as T

# kinds of place that become projects as the object of works; zones and towns stay places
FACILITY = (
    "路", "街", "大道", "大街", "巷", "桥", "高架", "公园", "广场", "植物园", "动物园", "站", "机场", "港", "水库", "街区",
    "市场", "段", "家园", "佳苑", "新村", "小区", "遗址", "古城", "干道", "产业园", "科技园", "物流园", "创业园", "油田",
)  # fmt: skip
AFTER = re.compile(
    r"(?:等)?(?:\d+[条个座处])?(?:主体)?(?:全线|全面|顺利|正式|基本|提前|即将|同步|如期|加快|有序|稳步|加速)?"
    r"(?:实现)?(?:建设|开工|竣工|建成|通车|投产|投用|投运|投入使用|完工|贯通|启动|推进|改造|升级|扩建|改扩建|新建|续建|前期|主体|封顶"
    r"|试运行|开通|开放|完成|认定评级|配套管网|等?项目|工程|及周边|配套)"
)
BEFORE = re.compile(
    r"(?:建设|新建|改建|扩建|续建|开工|推进|建成|改造|实施|完成|启动|谋划|升级|加快|推动|打通|修建|拓宽|提升|抓好|建|修)(?:了|好)?\Z"
)
LATER = re.compile(r"[^，。；！？\n,;]{0,60}?(?:完工|竣工|建成|通车|投用|投运|投产)")
BRIDGES = frozenset(("、", "和", "及", "与", "以及"))
STRETCH = re.compile(r"(?:[东西南北中上下]|上游|下游|一|二|三){0,2}段|[一-鿿]{2}段")
CLOSED_REGION = re.compile(r"[省市县区州镇乡村旗]\Z")


def typed(tokens: Tokens, names: list[Candidate]) -> list[Candidate]:
    """Return the names with pieces joined and facilities that are being built turned into projects, list by list."""
    text = tokens.text
    names = _joined(text, names)
    done: list[Candidate] = []
    k = 0
    while k < len(names):
        last = k
        while last + 1 < len(names) and text[names[last].end : names[last + 1].start] in BRIDGES:
            last += 1
        run = names[k : last + 1]
        if any([n.type in (T.PLACE, T.ORGANISATION) or n.rule == "mention.works_graded" for n in run]):
            run = _retyped(text, run)
        done.extend(run)
        k = last + 1
    return done


# buildings of bodies: the body itself unless its house is being built
HOUSE = (
    "学校",
    "中学",
    "小学",
    "幼儿园",
    "医院",
    "中医院",
    "卫生院",
    "博物馆",
    "图书馆",
    "体育馆",
    "文化馆",
    "科技馆",
    "敬老院",
)
HOUSE_AFTER = re.compile(
    r"(?:主体|全面|顺利)?(?:开工建设|建设完成|开工|主体完工|竣工|完工|封顶|建成投用|建成|迁建|改扩建|扩建|新建)"
)
HOUSE_BEFORE = re.compile(r"(?:开工建设|新建|迁建|扩建|改扩建|建成)(?:了)?\Z")


def _retyped(text: str, run: list[Candidate]) -> list[Candidate]:
    """Return a list of names with what is being built in it as projects."""
    run = [_house_built(text, n) for n in run]
    if not any([n.rule == "mention.works_graded" or _facility(text, n) for n in run]):
        return run
    built = _listed_built(text, run[-1].end) or BEFORE.search(text, max(0, run[0].start - 8), run[0].start)
    if built or any(n.type == T.PROJECT and n.rule != "mention.works_graded" for n in run):
        return [n._replace(type=T.PROJECT, rule="mention.works_context") if _facility(text, n) else n for n in run]
    return [n for n in run if n.rule != "mention.works_graded"]


def _house_built(text: str, name: Candidate) -> Candidate:
    """Return the name, a project if it is a school or hospital whose house is being built."""
    if name.type == T.ORGANISATION and text.endswith(HOUSE, name.start, name.end):
        before = HOUSE_BEFORE.search(text, max(0, name.start - 6), name.start)
        if before or HOUSE_AFTER.match(text, name.end):
            return name._replace(type=T.PROJECT, rule="mention.house_built")
    return name


def _listed_built(text: str, end: int) -> bool:
    """Return whether words of building follow, at once or at the end of the list that goes on."""
    return AFTER.match(text, end) is not None or (text.startswith("、", end) and LATER.match(text, end) is not None)


def _facility(text: str, name: Candidate) -> bool:
    return name.type == T.PLACE and name.rule != "mention.division" and text.endswith(FACILITY, name.start, name.end)


def _joined(text: str, names: list[Candidate]) -> list[Candidate]:
    """Join a region to the body or place that follows it directly, and a way or water to its stretch (`…段`)."""
    done: list[Candidate] = []
    for name in names:
        if done and name.start < done[-1].end:
            continue
        if done and done[-1].end == name.start and done[-1].type == T.PLACE:
            before = done[-1]
            words = text[name.start : name.end]
            if name.type == T.PLACE and words.endswith("段"):
                done[-1] = before._replace(end=name.end, rule="mention.place_form")
                continue
            if (
                name.type in (T.PLACE, T.ORGANISATION)
                and CLOSED_REGION.search(text, before.start, before.end)
                and not re.match(r"[省市县区A-Z]", words)
            ):
                done[-1] = Candidate(before.start, name.end, name.type, name.rule)
                continue
        elif (
            done
            and done[-1].end == name.start
            and done[-1].type == T.PROJECT
            and text.endswith("段", name.start, name.end)
        ):
            done[-1] = done[-1]._replace(end=name.end)
            continue
        stretch = STRETCH.match(text, name.end) if name.type in (T.PLACE, T.PROJECT) else None
        if stretch and not (name.type == T.PLACE and CLOSED_REGION.search(text, name.start, name.end)):
            name = name._replace(end=stretch.end(), rule="mention.place_form" if name.type == T.PLACE else name.rule)
        done.append(name)
    return done
